//! The words that tell something, by hash: put in, and looked up one by one.

use std::borrow::Cow;

use super::super::Folded;
use super::super::hash;
use super::clue::{Clue, Clues};
use super::scan::gap;

/// The words by hash. The hash stands for the word: no two words of Swedish have the same.
#[derive(Debug, Clone)]
pub(crate) struct ClueTable {
    /// The hashes, each in the slot of its high bits or in the next free one; 0 in free slots. As many as a power
    /// of two.
    pub(crate) hashes: Cow<'static, [u64]>,
    /// What the word in the same slot tells.
    pub(crate) clues: Cow<'static, [Clues]>,
    /// One bit for each value that the low bits of a hash of the table have: nearly all words of a text end here.
    pub(crate) present: Cow<'static, [u64]>,
    /// What is told by words that a scan sees in pieces, as it does `ja-röst`.
    pub(crate) in_pieces: Clues,
}

/// How many values the low bits have; several times as many as there are words.
const PRESENT: usize = 1 << 15;

impl Default for ClueTable {
    fn default() -> Self {
        Self {
            hashes: Cow::Borrowed(&[0; 2]),
            clues: Cow::Borrowed(&[Clues(0); 2]),
            present: Cow::Borrowed(&[0; PRESENT / 64]),
            in_pieces: Clues(0),
        }
    }
}

/// A word without marks at either side.
#[inline]
fn without_marks(word: &str) -> &str {
    let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    // Nearly all words have none.
    if letter(word.as_bytes().first()) && letter(word.as_bytes().last()) {
        return word;
    }
    word.trim_matches(|c: char| c.is_ascii_punctuation() || matches!(c, '”' | '“' | '»' | '–'))
}

/// The pieces of a word that a scan sees, each as one.
fn pieces(word: &str) -> impl DoubleEndedIterator<Item = &str> {
    word.split(|c: char| !c.is_alphabetic() && c != '\u{fffd}').filter(|piece| !piece.is_empty())
}

/// The slots of a table, borrowed.
#[derive(Clone, Copy)]
pub(super) struct Slots<'t> {
    present: &'t [u64; PRESENT / 64],
    hashes: &'t [u64],
}

impl Slots<'_> {
    /// The slot of a hash that is in the table.
    #[inline]
    pub(super) fn find(self, hash: u64) -> Option<usize> {
        let bit = hash as usize % PRESENT;
        if self.present[bit / 64] >> (bit % 64) & 1 == 0 {
            return None;
        }
        let mask = self.hashes.len() - 1;
        let mut slot = (hash >> 32) as usize & mask;
        loop {
            match *self.hashes.get(slot)? {
                0 => return None,
                found if found == hash => return Some(slot),
                _ => slot = (slot + 1) & mask,
            }
        }
    }
}

impl ClueTable {
    pub(in super::super) fn insert(&mut self, word: &str, clue: Clue) {
        let Some(folded) = Folded::new(word) else { return };
        if (0..folded.as_bytes().len()).any(|at| gap(folded.as_bytes(), at) > 0) {
            self.in_pieces = self.in_pieces.with(clue);
        }
        self.insert_whole(folded.as_str(), clue);
    }

    /// Inserts a word that is asked for as a whole, not by a scan.
    fn insert_whole(&mut self, word: &str, clue: Clue) {
        let Some(folded) = Folded::new(word).filter(|folded| !folded.as_bytes().is_empty()) else { return };
        let word = folded.as_str();
        let lost = word.replace(['å', 'ä', 'ö', 'é'], "\u{fffd}");
        let bare = word.replace(['å', 'ä'], "a").replace('ö', "o").replace('é', "e");
        self.add(hash::of(word.as_bytes()), clue);
        for damaged in [lost, bare] {
            if damaged != word {
                self.add(hash::of(damaged.as_bytes()), clue);
            }
        }
    }

    /// Inserts the longest piece of `word` that a scan sees as one: a text that has the word has it, and few
    /// others have it.
    pub(in super::super) fn insert_longest(&mut self, word: &str, clue: Clue) {
        pieces(word).max_by_key(|piece| piece.len()).into_iter().for_each(|piece| self.insert(piece, clue));
    }

    /// Inserts the last word of a phrase for a lookup, and the last piece of it that a scan sees as one.
    pub(in super::super) fn insert_last(&mut self, phrase: &str, clue: Clue) {
        let Some(last) = phrase.split_whitespace().next_back().map(without_marks) else { return };
        self.insert_whole(last, clue);
        pieces(last).next_back().into_iter().for_each(|piece| self.insert(piece, clue));
    }

    fn add(&mut self, hash: u64, clue: Clue) {
        let slot = self.slot(hash);
        let new = self.hashes[slot] == 0;
        self.hashes.to_mut()[slot] = hash;
        let clues = &mut self.clues.to_mut()[slot];
        *clues = clues.with(clue);
        let bit = hash as usize % PRESENT;
        self.present.to_mut()[bit / 64] |= 1 << (bit % 64);
        if new && self.hashes.iter().filter(|hash| **hash != 0).count() * 2 > self.hashes.len() {
            self.widen();
        }
    }

    /// Makes room for twice as many words.
    fn widen(&mut self) {
        let room = self.hashes.len() * 2;
        let hashes = std::mem::replace(&mut self.hashes, vec![0; room].into());
        let clues = std::mem::replace(&mut self.clues, vec![Clues(0); room].into());
        for (hash, clues) in hashes.iter().zip(clues.iter()).filter(|(hash, _)| **hash != 0) {
            let slot = self.slot(*hash);
            self.hashes.to_mut()[slot] = *hash;
            self.clues.to_mut()[slot] = *clues;
        }
    }

    /// The slot of a hash, or the free one that it would stand in.
    fn slot(&self, hash: u64) -> usize {
        let mask = self.hashes.len() - 1;
        let mut slot = (hash >> 32) as usize & mask;
        while self.hashes[slot] != hash && self.hashes[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        slot
    }

    /// The slots of the hashes, as they are looked up.
    #[inline]
    pub(super) fn slots(&self) -> Slots<'_> {
        const NONE: &[u64; PRESENT / 64] = &[0; PRESENT / 64];
        Slots { present: self.present.first_chunk().unwrap_or(NONE), hashes: &self.hashes }
    }

    /// Whether a word of a text in which a scan has found `all` may be in a list of those who adjust.
    #[inline]
    pub(crate) fn may_name_adjusters(&self, all: Clues) -> bool {
        // A lost letter parts a word.
        self.may_tell(all, Clue::NamesAdjusters) || all.has(Clue::QuestionMark)
    }

    /// The same of courtesy titles.
    pub(crate) fn may_hold_courtesy(&self, all: Clues) -> bool {
        self.may_tell(all, Clue::Courtesy) || all.has(Clue::QuestionMark)
    }

    /// Whether some word may tell `clue` in a text in which a scan has found `all`.
    #[inline]
    pub(crate) fn may_tell(&self, all: Clues, clue: Clue) -> bool {
        all.has(clue) || self.in_pieces.has(clue)
    }

    /// Whether some word between blanks may tell one of `clues`, asked by itself, in a text in which a scan has found
    /// `all`.
    #[inline]
    pub(crate) fn may_have(&self, all: Clues, clues: Clues) -> bool {
        const FOREIGN: Clues = Clues::of(&[Clue::Foreign]);
        all.and(self.in_pieces).meets(clues) || all.meets(FOREIGN)
    }

    /// What one word tells, marks beside it apart.
    pub(crate) fn get(&self, word: &str) -> Clues {
        let slot = hash_of(word).and_then(|hash| self.slots().find(hash));
        slot.map(|slot| self.clues[slot]).unwrap_or_default()
    }
}

/// The hash of a word, marks beside it apart; `None` where it is too long to be in a table.
pub(super) fn hash_of(word: &str) -> Option<u64> {
    let word = without_marks(word);
    hash::of_plain(word.as_bytes()).or_else(|| Some(hash::of(Folded::new(word)?.as_bytes())))
}

#[cfg(test)]
impl ClueTable {
    /// Fails where one of two tables has a word that the other has not.
    pub(in super::super) fn assert_same(&self, other: &Self) {
        for (one, other) in [(self, other), (other, self)] {
            one.hashes.iter().filter(|hash| **hash != 0).for_each(|hash| {
                assert_eq!(
                    one.slots().find(*hash).map(|slot| one.clues[slot]),
                    other.slots().find(*hash).map(|slot| other.clues[slot])
                );
            });
        }
        assert_eq!(self.in_pieces, other.in_pieces);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::table;
    use super::*;

    #[test]
    fn a_word_may_tell_several_things() {
        let clues = table().get("Bordläggs");
        assert!(clues.has(Clue::Tabled) && clues.any(&[Clue::Enacted]) && !clues.has(Clue::Move));
    }
}
