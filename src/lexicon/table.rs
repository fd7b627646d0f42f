//! Words of one kind, by their folded form, with what they mean.
//!
//! Most texts that are looked up are in no list. So a table keeps, besides its words, with which letters they
//! begin and end: a glance at both ends of a text refuses nine in ten before it is folded and hashed.

use std::collections::HashMap;
use std::sync::OnceLock;

use rustc_hash::FxBuildHasher;

use super::fold::{Folded, skeleton};

type Map<T> = HashMap<Box<[u8]>, T, FxBuildHasher>;

/// Words of one kind, by their folded form.
#[derive(Debug, Clone)]
pub(crate) struct Table<T> {
    exact: Map<T>,
    ends: Ends,
    /// By skeleton; `None` where two meanings share one. Only damaged texts need it: made when asked for.
    damaged: OnceLock<Map<Option<T>>>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { exact: Map::default(), ends: Ends::default(), damaged: OnceLock::new() }
    }
}

impl<T: Clone + PartialEq> Table<T> {
    pub(super) fn insert(&mut self, word: &str, meaning: T) {
        let Some(folded) = Folded::new(word) else { return };
        self.ends.add(folded.as_bytes());
        self.exact.insert(folded.as_bytes().into(), meaning);
        self.damaged = OnceLock::new();
    }

    /// What `text` means as a whole, whatever its case and white space.
    pub(crate) fn get(&self, text: &str) -> Option<&T> {
        if !self.ends.may_be_of(text) {
            return None;
        }
        self.get_folded(&Folded::new(text)?)
    }

    /// The same for a text that is folded already.
    pub(super) fn get_folded(&self, folded: &Folded) -> Option<&T> {
        let bytes = folded.as_bytes();
        if let Some(meaning) = self.exact.get(bytes) {
            return Some(meaning);
        }
        let marks = bytes.iter().rev().take_while(|byte| matches!(byte, b'.' | b',')).count();
        if marks > 0
            && let Some(meaning) = self.exact.get(&bytes[..bytes.len() - marks])
        {
            return Some(meaning);
        }
        self.get_lost(folded)
    }

    /// Whether a word that is folded already is in the list exactly.
    pub(super) fn has_exactly(&self, folded: &str) -> bool {
        self.exact.contains_key(folded.as_bytes())
    }

    /// What a text means whose å, ä and ö were lost to `?` or U+FFFD, where one reading is in the list.
    fn get_lost(&self, folded: &Folded) -> Option<&T> {
        memchr::memchr2(b'?', 0xef, folded.as_bytes())?;
        let folded = folded.as_str();
        let is_lost = |c: &char| matches!(c, '?' | '\u{fffd}');
        let lost = folded.chars().filter(is_lost).count();
        if !(1..=3).contains(&lost) || folded.len() < 4 {
            return None;
        }
        let mut found = None;
        for choice in 0..3_usize.pow(lost as u32) {
            let mut rest = choice;
            let mut letter = || {
                let letter = ['å', 'ä', 'ö'][rest % 3];
                rest /= 3;
                letter
            };
            let whole: String = folded.chars().map(|c| if is_lost(&c) { letter() } else { c }).collect();
            match (self.exact.get(whole.as_bytes()), found) {
                (Some(meaning), None) => found = Some(meaning),
                (Some(meaning), Some(other)) if meaning != other => return None,
                _ => {}
            }
        }
        found
    }

    /// Whether `text` as a whole is in the list.
    pub(crate) fn has(&self, text: &str) -> bool {
        self.get(text).is_some()
    }

    /// What `text` means where scanning has damaged it; only words of six letters and more, so that
    /// no short word is taken for another.
    pub(crate) fn get_damaged(&self, text: &str) -> Option<&T> {
        let folded = Folded::new(text)?;
        let key = skeleton(folded.as_str());
        (key.len() >= 6).then(|| self.damaged().get(key.as_bytes()))?.and_then(Option::as_ref)
    }

    fn damaged(&self) -> &Map<Option<T>> {
        self.damaged.get_or_init(|| {
            let mut damaged = Map::default();
            for (word, meaning) in &self.exact {
                let key = skeleton(std::str::from_utf8(word).unwrap_or_default());
                damaged
                    .entry(key.into_bytes().into())
                    .and_modify(|other: &mut Option<T>| {
                        if other.as_ref() != Some(meaning) {
                            *other = None;
                        }
                    })
                    .or_insert(Some(meaning.clone()));
            }
            damaged
        })
    }
}

/// With which letters the words of a list begin and end.
///
/// It never refuses a word that is in the list; of the others it refuses most.
#[derive(Debug, Clone, Default)]
pub(super) struct Ends {
    /// For each kind of first letter, one bit for each kind of last letter.
    last_by_first: [u32; 32],
}

/// What [`Folded`] cuts off at the ends, and a lookup behind a word.
fn is_cut(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | b':' | b'*' | b'_' | b'.' | b',')
}

const DIGIT: u8 = 26;
const MARK: u8 = 27;
/// Å, ä, ö and the other letters of two bytes that begin with C3, and what may stand for them where they were
/// lost.
const LATIN: u8 = 28;

/// The kind of a letter, upper and lower case alike; `None` where only folding can tell.
fn kind(lead: u8) -> Option<u8> {
    match lead {
        b'a'..=b'z' | b'A'..=b'Z' => Some((lead | 0x20) - b'a'),
        b'0'..=b'9' => Some(DIGIT),
        b'?' | 0xc3 => Some(LATIN),
        0x80.. => None,
        _ => Some(MARK),
    }
}

/// The kinds of the first and last letter of `text`, what folding cuts off apart.
fn kinds(text: &[u8]) -> Option<(u8, u8)> {
    let end = text.iter().rposition(|byte| !is_cut(*byte))?;
    let start = text.iter().position(|byte| !is_cut(*byte))?;
    // A combining mark makes another letter of the one before it.
    if text.get(start + 1) == Some(&0xcc) {
        return None;
    }
    let last = if (0x80..0xc0).contains(&text[end]) { *text.get(end.checked_sub(1)?)? } else { text[end] };
    if last >= 0x80 && last != 0xc3 {
        return None;
    }
    Some((kind(text[start])?, kind(last)?))
}

impl Ends {
    /// Adds a word that is folded.
    pub(super) fn add(&mut self, folded: &[u8]) {
        match kinds(folded) {
            Some((first, last)) => self.last_by_first[usize::from(first)] |= 1 << last,
            None => self.last_by_first = [u32::MAX; 32],
        }
    }

    /// Whether `text` may be one of the words.
    pub(super) fn may_be_of(&self, text: &str) -> bool {
        kinds(text.as_bytes())
            .is_none_or(|(first, last)| self.last_by_first[usize::from(first)] & 1 << last != 0)
    }
}

/// Endings of words, asked for by their last letter.
#[derive(Debug, Clone, Default)]
pub(crate) struct Endings {
    all: Vec<Box<str>>,
    last: u32,
}

impl Endings {
    pub(super) fn extend(&mut self, endings: Vec<String>) {
        for ending in endings {
            self.last |= match kinds(ending.as_bytes()) {
                Some((_, last)) => 1 << last,
                None => u32::MAX,
            };
            self.all.push(ending.into_boxed_str());
        }
    }

    /// Whether a word may have one of the endings.
    pub(super) fn may_end(&self, word: &str) -> bool {
        kinds(word.as_bytes()).is_none_or(|(_, last)| self.last & 1 << last != 0)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|ending| &**ending)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(words: &[&str]) -> Table<()> {
        let mut table = Table::default();
        words.iter().for_each(|word| table.insert(word, ()));
        table
    }

    #[test]
    fn the_glance_at_both_ends_refuses_no_word_of_the_list() {
        let table = table(&["närvarande", "åhörare", "kl.", "f.m.", "e", "övriga", "idé", "nivå"]);
        for text in [
            "Närvarande:",
            " * NÄRVARANDE.,",
            "N\u{fffd}rvarande",
            "?h?rare",
            "\u{fffd}hörare",
            "A\u{30a}hörare",
            "o\u{308}vriga",
            "kl.",
            "F.M.",
            "E\u{a0}",
            "•övriga",
            "ide\u{301}",
            "IDÉ",
            "niv?",
            "niva\u{30a}",
        ] {
            assert!(table.ends.may_be_of(text), "{text:?}");
            assert!(table.has(text), "{text:?}");
        }
        for text in ["frånvarande", "Ärende", "", "klockan 5"] {
            assert!(!table.has(text), "{text:?}");
        }
    }

    #[test]
    fn endings_are_looked_at_where_the_last_letter_fits() {
        let mut endings = Endings::default();
        endings.extend(vec!["nämnd".into(), "råd".into()]);
        assert!(endings.may_end("Kulturnämnd,") && endings.may_end("n\u{fffd}") && !endings.may_end("Berg"));
    }
}
