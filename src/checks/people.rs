//! The people of a document, to be found again by names that are written in another way.
//!
//! | listed | written | the same |
//! | --- | --- | --- |
//! | `Berg, Anna` | `Anna Berg`, `ANNA BERG` | yes |
//! | `Anna Berg` | `A. Berg`, `Berg`, `Anna Maria Berg` | yes |
//! | `Anna Berg` | `Bo Berg` | no |
//! | `Anna Lindqvist` | `Anna Llndqvist` (scanned) | yes |

use crate::lexicon::skeleton_of_lower;

/// How many people of one family name are compared.
const MOST_ALIKE: usize = 50;

/// How many people of one family name are told.
const MOST_TOLD: usize = 10;

/// Names, by their words.
#[derive(Debug, Default)]
pub(super) struct People<'n> {
    names: Vec<Name<'n>>,
    /// The words that are no initials, in alphabetical order.
    words: Vec<Word>,
}

/// A name, with its words as [`key`] has them.
#[derive(Debug)]
struct Name<'n> {
    written: &'n str,
    key: String,
}

/// A word of a name: which, and where in the name's key.
#[derive(Debug, Clone, Copy)]
struct Word {
    name: usize,
    start: usize,
    len: usize,
}

impl<'n> People<'n> {
    /// The people with `names`.
    pub(super) fn new(names: impl Iterator<Item = &'n str>) -> Self {
        let named = names.map(|written| Name { written, key: key(written) });
        let names = each_once(named.filter(|name| !name.key.is_empty()).collect());
        let mut words = Vec::with_capacity(names.len() * 2);
        for (at, name) in names.iter().enumerate() {
            let mut start = 0;
            for word in name.key.split(' ') {
                if is_whole(word) {
                    words.push(Word { name: at, start, len: word.len() });
                }
                start += word.len() + 1;
            }
        }
        let mut people = Self { names, words: Vec::new() };
        words.sort_by(|one, other| people.text(one).cmp(people.text(other)));
        people.words = words;
        people
    }

    /// Whether nobody is there.
    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether `name` may be one of them.
    pub(super) fn has(&self, name: &str) -> bool {
        let key = key(name);
        key.split(' ').any(|word| {
            let from = self.words.partition_point(|other| self.text(other) < word);
            let alike = self.words[from..].iter().take_while(|other| self.text(other) == word);
            let mut others = alike.take(MOST_ALIKE).map(|other| self.names[other.name].key.as_str());
            others.any(|other| is_within(&key, other) || is_within(other, &key))
        })
    }

    /// Words that several of them have, family names mostly, with the first [`MOST_TOLD`] names.
    pub(super) fn shared(&self) -> impl Iterator<Item = (&str, Vec<&'n str>)> {
        let alike = self.words.chunk_by(|one, other| self.text(one) == self.text(other));
        alike.filter(|words| words.len() > 1).map(|words| {
            let names = words.iter().take(MOST_TOLD).map(|word| self.names[word.name].written);
            (self.text(&words[0]), names.collect())
        })
    }

    fn text(&self, word: &Word) -> &str {
        &self.names[word.name].key[word.start..word.start + word.len]
    }
}

/// The names without those that an earlier one has the words of.
fn each_once(names: Vec<Name<'_>>) -> Vec<Name<'_>> {
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by(|one, other| names[*one].key.cmp(&names[*other].key));
    let mut again = vec![false; names.len()];
    for pair in order.windows(2).filter(|pair| names[pair[0]].key == names[pair[1]].key) {
        again[pair[1]] = true;
    }
    names.into_iter().zip(again).filter(|(_, again)| !again).map(|(name, _)| name).collect()
}

/// The words of a name in alphabetical order, with blanks between them, which no word has.
fn key(name: &str) -> String {
    let mut words = words(name);
    words.sort_unstable();
    words.join(" ")
}

/// The words of a name as they are compared: lower case, the damage of scanning bridged.
pub(super) fn words(name: &str) -> Vec<String> {
    let parts = name.split([' ', ',', '\u{a0}', '\n', '\r', '\t', '.']);
    parts.filter(|part| !part.is_empty()).map(skeleton_of_lower).filter(|word| !word.is_empty()).collect()
}

/// No initial.
fn is_whole(word: &str) -> bool {
    word.chars().nth(1).is_some()
}

/// Whether each word of the key `some` is one of the key `all`, or an initial of one.
fn is_within(some: &str, all: &str) -> bool {
    let has = |words: &str, word: &str| words.split(' ').any(|other| other == word);
    some.split(' ').all(|word| {
        let begins = |other: &str| !has(some, other) && other.starts_with(word);
        has(all, word) || !is_whole(word) && all.split(' ').any(begins)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_who_they_may_be() {
        let people = People::new(["Berg, Anna", "Bo af Ek", "Per-Olof Lindqvist", "K. Ahl"].into_iter());
        for name in ["Anna Berg", "ANNA BERG", "A. Berg", "Berg", "Anna Maria Berg", "Bo Ek", "Karl Ahl"] {
            assert!(people.has(name), "{name}");
        }
        for name in ["Bo Berg", "Eva Lund", "Anna", "", "B. Berg", "Lars Ahl"] {
            assert_eq!(people.has(name), name == "Anna", "{name}");
        }
        assert!(people.has("Per-O1of Llndqvist"));
    }
}
