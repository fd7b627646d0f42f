//! The people of a document, to be found again by names that are written in another way.
//!
//! | listed | written | the same |
//! | --- | --- | --- |
//! | `Berg, Anna` | `Anna Berg`, `ANNA BERG` | yes |
//! | `Anna Berg` | `A. Berg`, `Berg`, `Anna Maria Berg` | yes |
//! | `Anna Berg` | `Bo Berg` | no |
//! | `Anna Lindqvist` | `Anna Llndqvist` (scanned) | yes |

use std::collections::{HashMap, HashSet};

use crate::lexicon::skeleton_of_lower;

/// How many people of one family name are compared.
const MOST_ALIKE: usize = 50;

/// How many people of one family name are told.
const MOST_TOLD: usize = 10;

/// Names, by their words.
#[derive(Debug, Default)]
pub(super) struct People<'n> {
    names: Vec<&'n str>,
    /// The words of each name, in alphabetical order.
    words: Vec<Vec<String>>,
    by_word: HashMap<String, Vec<usize>>,
}

impl<'n> People<'n> {
    /// The people with `names`.
    pub(super) fn new(names: impl Iterator<Item = &'n str>) -> Self {
        let count = names.size_hint().0;
        let mut people = Self { by_word: HashMap::with_capacity(count * 2), ..Self::default() };
        let mut seen = HashSet::with_capacity(count);
        for name in names {
            let mut words = words(name);
            words.sort_unstable();
            if words.is_empty() || !seen.insert(words.clone()) {
                continue;
            }
            for word in words.iter().filter(|word| is_whole(word)) {
                people.by_word.entry(word.clone()).or_default().push(people.words.len());
            }
            people.names.push(name);
            people.words.push(words);
        }
        people
    }

    /// Whether nobody is there.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether `name` may be one of them.
    pub(super) fn has(&self, name: &str) -> bool {
        let words = words(name);
        words.iter().any(|word| {
            let alike = self.by_word.get(word).into_iter().flatten().take(MOST_ALIKE);
            alike.map(|at| &self.words[*at]).any(|other| is_within(&words, other) || is_within(other, &words))
        })
    }

    /// Words that several of them have, family names mostly, with the first [`MOST_TOLD`] names.
    pub(super) fn shared(&self) -> impl Iterator<Item = (&str, Vec<&'n str>)> {
        let words = self.by_word.iter().filter(|(_, people)| people.len() > 1);
        words.map(|(word, people)| {
            (word.as_str(), people.iter().take(MOST_TOLD).map(|at| self.names[*at]).collect())
        })
    }
}

/// The words of a name as they are compared: lower case, the damage of scanning bridged.
pub(super) fn words(name: &str) -> Vec<String> {
    let parts = name.split([' ', ',', '\u{a0}', '\n', '\r', '\t', '.']);
    parts.map(skeleton_of_lower).filter(|word| !word.is_empty()).collect()
}

/// No initial.
fn is_whole(word: &str) -> bool {
    word.chars().nth(1).is_some()
}

/// Whether each word of `some` is one of `all`, or an initial of one.
fn is_within(some: &[String], all: &[String]) -> bool {
    some.iter().all(|word| {
        let begins = |other: &&String| !some.contains(other) && other.starts_with(word.as_str());
        all.contains(word) || !is_whole(word) && all.iter().any(|other| begins(&other))
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
