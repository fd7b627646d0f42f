//! The people of a document, to be found again by names that are written in another way.
//!
//! | listed | written | the same |
//! | --- | --- | --- |
//! | `Berg, Anna` | `Anna Berg`, `ANNA BERG` | yes |
//! | `Anna Berg` | `A. Berg`, `Berg`, `Anna Maria Berg` | yes |
//! | `Anna Berg` | `Bo Berg` | no |
//! | `Anna Lindqvist` | `Anna Llndqvist` (scanned) | yes |

use std::ops::Range;

use crate::grammar::split_at_blanks;
use crate::lexicon::{push_skeleton_of_lower, skeleton_of_lower};
use crate::model::Document;

/// How many people of one family name are compared.
const MOST_ALIKE: usize = 50;

/// How many names are compared as they are written.
const MOST_COMPARED: usize = 100;

/// How many people of one family name are told.
const MOST_TOLD: usize = 10;

/// Names, by their words.
#[derive(Debug, Default)]
pub(super) struct People<'n> {
    /// The words of all names, one [key](Folding::push_key) after the other.
    keys: String,
    names: Vec<Name<'n>>,
    /// The words that are no initials, in alphabetical order; of the same word that of an earlier name first.
    words: Vec<Word>,
}

/// A name, and where its words stand among the keys.
#[derive(Debug, Clone)]
struct Name<'n> {
    written: &'n str,
    /// How many names were given before it.
    order: usize,
    key: Range<usize>,
}

/// A word of a name: which, and where it stands among the keys.
#[derive(Debug, Clone)]
pub(super) struct Word {
    name: usize,
    at: Range<usize>,
    /// Its first letters, by which most words are put in order.
    lead: u64,
}

/// The first eight bytes of a text as a number that puts texts in order that differ in them.
fn lead(text: &str) -> u64 {
    if let Some(first) = text.as_bytes().first_chunk() {
        return u64::from_be_bytes(*first);
    }
    text.bytes().zip((0..8).rev()).fold(0, |lead, (byte, at)| lead | u64::from(byte) << (8 * at))
}

/// The people of the lists of a document. They are told apart by their words once for all checks.
#[derive(Debug)]
pub(super) struct Lists<'n> {
    /// Of the attendance, then of the absences, then of the presenters.
    people: People<'n>,
    /// How many of them are of the attendance, and of it and the absences.
    present: usize,
    attending: usize,
}

impl<'n> Lists<'n> {
    pub(super) fn of(document: &'n Document<'_>) -> Self {
        let Document { attendance, absences, presenters, .. } = document;
        let people = attendance.iter().chain(absences).map(|person| &*person.name);
        let people = People::new(people.chain(presenters.iter().map(|person| &*person.name)));
        let (present, attending) =
            (people.given_before(attendance.len()), people.given_before(attendance.len() + absences.len()));
        Self { people, present, attending }
    }

    /// Those of the attendance.
    pub(super) fn present(&self) -> Among<'_, 'n> {
        Among { people: &self.people, count: self.present }
    }

    /// Those of the attendance and the absences.
    pub(super) fn attending(&self) -> Among<'_, 'n> {
        Among { people: &self.people, count: self.attending }
    }

    /// Those of all lists.
    pub(super) fn everybody(&self) -> Among<'_, 'n> {
        self.people.all()
    }
}

/// The first of some people: what nobody of the others changes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Among<'p, 'n> {
    people: &'p People<'n>,
    count: usize,
}

impl<'n> People<'n> {
    /// The people with `names`.
    pub(super) fn new(names: impl Iterator<Item = &'n str>) -> Self {
        let mut people = Self::default();
        let mut folding = Folding::default();
        for (order, written) in names.enumerate() {
            let from = people.keys.len();
            folding.push_key(written, &mut people.keys);
            if people.keys.len() > from {
                people.names.push(Name { written, order, key: from..people.keys.len() });
            }
        }
        people.keep_each_once();
        people.words = people.sorted_words();
        people
    }

    /// Forgets the names that an earlier one has the words of.
    fn keep_each_once(&mut self) {
        let key = |name: &Name<'n>| &self.keys[name.key.clone()];
        let mut order: Vec<(u64, &Name<'n>)> =
            self.names.iter().map(|name| (lead(key(name)), name)).collect();
        order.sort_unstable_by(|(lead, name), (other_lead, other)| {
            let by_lead = lead.cmp(other_lead);
            by_lead.then_with(|| key(name).cmp(key(other))).then(name.order.cmp(&other.order))
        });
        let is_same = |pair: &&[(u64, &Name<'n>)]| pair[0].0 == pair[1].0 && key(pair[0].1) == key(pair[1].1);
        let mut again: Vec<usize> = order.windows(2).filter(is_same).map(|pair| pair[1].1.order).collect();
        if !again.is_empty() {
            again.sort_unstable();
            self.names.retain(|name| again.binary_search(&name.order).is_err());
        }
    }

    fn sorted_words(&self) -> Vec<Word> {
        let mut words = Vec::with_capacity(self.names.len() * 2);
        for (at, name) in self.names.iter().enumerate() {
            let mut start = name.key.start;
            for word in split_at_blanks(&self.keys[name.key.clone()]) {
                if is_whole(word) {
                    words.push(Word { name: at, at: start..start + word.len(), lead: lead(word) });
                }
                start += word.len() + 1;
            }
        }
        words.sort_unstable_by(|one, other| {
            let by_lead = one.lead.cmp(&other.lead);
            by_lead.then_with(|| self.text(one).cmp(self.text(other))).then(one.at.start.cmp(&other.at.start))
        });
        words
    }

    /// All of them.
    pub(super) fn all(&self) -> Among<'_, 'n> {
        Among { people: self, count: self.names.len() }
    }

    /// How many of them are among the first `count` that were given.
    fn given_before(&self, count: usize) -> usize {
        self.names.partition_point(|name| name.order < count)
    }

    fn text(&self, word: &Word) -> &str {
        &self.keys[word.at.clone()]
    }

    /// Whether `name` may be one of them.
    pub(super) fn has(&self, name: &str) -> bool {
        self.all().has(name)
    }
}

impl<'p, 'n> Among<'p, 'n> {
    /// Whether nobody is there.
    pub(super) fn is_empty(self) -> bool {
        self.count == 0
    }

    /// Whether `name` may be one of them.
    pub(super) fn has(self, name: &str) -> bool {
        self.has_as_written(name) || self.has_of_key(name)
    }

    /// Whether `name` is written as one of the first of them, which nearly all are who are told in two places.
    fn has_as_written(self, name: &str) -> bool {
        let People { names, keys, .. } = self.people;
        let first = &names[..self.count.min(MOST_COMPARED)];
        let Some(at) = first.iter().position(|one| one.written == name) else { return false };
        // Of initials alone nobody is known.
        let mut words = split_at_blanks(&keys[names[at].key.clone()]);
        words.any(|word| self.with_word(word).iter().any(|other| other.name == at))
    }

    /// The same by the words of the name.
    fn has_of_key(self, name: &str) -> bool {
        let mut key = String::with_capacity(name.len());
        Folding::default().push_key(name, &mut key);
        split_at_blanks(&key).any(|word| {
            let mut others = self
                .with_word(word)
                .iter()
                .map(|other| &self.people.keys[self.people.names[other.name].key.clone()]);
            others.any(|other| is_within(&key, other) || is_within(other, &key))
        })
    }

    /// The first [`MOST_ALIKE`] words of names that are `word`.
    fn with_word(self, word: &str) -> &'p [Word] {
        let People { words, .. } = self.people;
        let from = words.partition_point(|other| self.people.text(other) < word);
        let is_alike = |other: &&Word| other.name < self.count && self.people.text(other) == word;
        let alike = words[from..].iter().take(MOST_ALIKE).take_while(is_alike).count();
        &words[from..from + alike]
    }

    /// Words that several of them have, family names mostly, in alphabetical order.
    pub(super) fn shared(self) -> Vec<(&'p str, &'p [Word])> {
        let people = self.people;
        let alike = people.words.chunk_by(|one, other| people.text(one) == people.text(other));
        let of_these = alike.map(|words| &words[..words.partition_point(|word| word.name < self.count)]);
        of_these.filter(|words| words.len() > 1).map(|words| (people.text(&words[0]), words)).collect()
    }

    /// The first [`MOST_TOLD`] names that have one of `words`.
    pub(super) fn named(self, words: &[Word]) -> impl Iterator<Item = &'n str> {
        words.iter().take(MOST_TOLD).map(move |word| self.people.names[word.name].written)
    }
}

/// Room for the words of one name after the other.
#[derive(Debug, Default)]
struct Folding {
    /// The words as written, each with a blank behind it.
    text: String,
    words: Vec<Range<usize>>,
}

impl Folding {
    /// Appends the words of a name in alphabetical order, with blanks between them, which no word has.
    fn push_key(&mut self, name: &str, keys: &mut String) {
        self.text.clear();
        self.words.clear();
        for part in parts(name) {
            let from = self.text.len();
            push_skeleton_of_lower(&mut self.text, part);
            if self.text.len() > from {
                self.words.push(from..self.text.len());
                self.text.push(' ');
            }
        }
        self.words.sort_unstable_by(|one, other| self.text[one.clone()].cmp(&self.text[other.clone()]));
        for (at, word) in self.words.iter().enumerate() {
            if at > 0 {
                keys.push(' ');
            }
            keys.push_str(&self.text[word.clone()]);
        }
    }
}

/// What stands between the marks that part the words of a name.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    let parts = |byte: u8| matches!(byte, b' ' | b',' | b'\n' | b'\r' | b'\t' | b'.' | 0xc2);
    let mut rest = name;
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let from = rest.as_bytes().iter().position(|byte| parts(*byte)).unwrap_or(rest.len());
            let end = match &rest.as_bytes()[from..] {
                // Nearly all words end with a blank.
                [0xc2, ..] => rest[from..].find(is_between).map_or(rest.len(), |at| from + at),
                _ => from,
            };
            let part = &rest[..end];
            let behind = rest[end..].chars().next().map_or(0, char::len_utf8);
            rest = &rest[end + behind..];
            if !part.is_empty() {
                return Some(part);
            }
        }
        None
    })
}

/// Whether `c` parts the words of a name.
fn is_between(c: char) -> bool {
    matches!(c, ' ' | ',' | '\u{a0}' | '\n' | '\r' | '\t' | '.')
}

/// The words of a name as they are compared: lower case, the damage of scanning bridged.
pub(super) fn words(name: &str) -> Vec<String> {
    parts(name).map(skeleton_of_lower).filter(|word| !word.is_empty()).collect()
}

/// The word of a name that has one only; `into` is room for it.
pub(super) fn only_word<'w>(name: &str, into: &'w mut String) -> Option<&'w str> {
    into.clear();
    for part in parts(name) {
        let from = into.len();
        if from > 0 {
            into.push(' ');
        }
        push_skeleton_of_lower(into, part);
        if from > 0 && into.len() > from + 1 {
            return None;
        }
        into.truncate(if from > 0 { from } else { into.len() });
    }
    (!into.is_empty()).then_some(into)
}

/// No initial.
fn is_whole(word: &str) -> bool {
    word.chars().nth(1).is_some()
}

/// Whether each word of the key `some` is one of the key `all`, or an initial of one.
fn is_within(some: &str, all: &str) -> bool {
    let has = |words: &str, word: &str| split_at_blanks(words).any(|other| other == word);
    split_at_blanks(some).all(|word| {
        let begins = |other: &str| !has(some, other) && other.starts_with(word);
        has(all, word) || !is_whole(word) && split_at_blanks(all).any(begins)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_parted_as_a_split_parts_them() {
        for name in [
            "Anna Berg",
            "Berg,Anna",
            " A. B. Ek ",
            "",
            "..",
            "Å\u{a0}Ö",
            "a§b c\u{ad}d\u{a0}\u{a0}e",
            "\u{a0}",
            "a\r\nb\tc",
        ] {
            assert!(parts(name).eq(name.split(is_between).filter(|part| !part.is_empty())), "{name:?}");
        }
    }

    #[test]
    fn the_first_of_some_people_are_as_if_nobody_followed() {
        let names =
            ["Anna Berg", "", "Bo Ek", "Berg, Anna", "Eva Ek", "Eva Berg", "Ek Bo", "Lars-Erik Ek", "E. Ek"];
        let everybody = People::new(names.into_iter());
        for count in 0..=names.len() {
            let alone = People::new(names[..count].iter().copied());
            let first = Among { people: &everybody, count: everybody.given_before(count) };
            let told = |among: Among<'_, 'static>| -> Vec<(String, Vec<&str>)> {
                let shared = among.shared().into_iter();
                shared.map(|(word, words)| (word.to_owned(), among.named(words).collect())).collect()
            };
            assert_eq!(told(first), told(alone.all()), "{count}");
            assert_eq!(first.is_empty(), alone.all().is_empty(), "{count}");
            for name in names.into_iter().chain(["Ek", "B. Ek", "Lars Ek"]) {
                assert_eq!(first.has(name), alone.has(name), "{name}, {count}");
            }
        }
    }

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
