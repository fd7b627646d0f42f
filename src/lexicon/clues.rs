//! Single words inside sentences, by what they tell: *yrkar* tells of a motion, *beslöt* of a decision.
//!
//! A text is looked through once, byte by byte: each word gets a hash while its letters pass, upper case
//! folded on the way, and the hash is looked up. Words that mean nothing cost no more than that.
//!
//! | as written | clues |
//! | --- | --- |
//! | `yrkar`, `YRKAR` | move |
//! | `bordla\u{308}ggs` (a and two dots) | enacted, tabled, tabling |
//! | `bordl\u{fffd}ggs`, `bordlaggs` (damaged) | the same |

use std::borrow::Cow;
use std::ops::Range;

use serde::Deserialize;

use super::Folded;
use super::fold::{LONGEST, PLAIN, lower_second};
use super::hash::{SEED, finish, mix};

/// What a word tells. The lists in `sv/items.toml` say more about each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Clue {
    Decide,
    Decided,
    Enacted,
    Enacts,
    Past,
    Approved,
    Rejected,
    ReferredBack,
    Tabled,
    Referred,
    Noted,
    Lay,
    Files,
    Send,
    Consultation,
    Elected,
    Recommended,
    Withdrawn,
    OtherDecision,
    Negation,
    Subordinator,
    Clause,
    ToDecide,
    Authority,
    Organ,
    Adjusted,
    AtOnce,
    Move,
    Suggest,
    Motion,
    PutForward,
    Approval,
    Rejection,
    ReferralBack,
    Tabling,
    Amendment,
    Support,
    WrittenMotion,
    Inverting,
    Adverb,
    Accompaniment,
    Hand,
    Pronoun,
    Yes,
    No,
    InFavour,
    Against,
    Abstain,
    Down,
    Away,
    VoteFiller,
    Votes,
    Sum,
    CarriedOver,
    PartyColumn,
    Reserve,
    Reservation,
    Dissent,
    Opinion,
    Special,
    Utterance,
    Note,
    WriteDown,
    Minutes,
    Utter,
    Following,
    Given,
    From,
    Recusal,
    Present,
    Presented,
    By,
    Presentation,
    Give,
    Go,
    Through,
    Oneself,
    Leave,
    TakePart,
    Thanks,
    CameIn,
    Rule,
    Room,
    Attachment,
    AttachmentFiller,
    Joining,
    // Of the sentences that say when and where something is; see `sv/meeting.toml`.
    Next,
    TimeAround,
    Aside,
    TakesPlace,
    Locative,
    PlaceEnd,
    When,
    MeetsWith,
    Meets,
    BelongsTo,
    Opens,
    Closes,
    Adjusting,
    Announced,
    NoticeBoard,
    TakenDown,
    ToOffice,
    Leading,
    Presiding,
    Undersigned,
    /// A word of the lists that name those who adjust; it has no list of its own.
    #[serde(skip)]
    NamesAdjusters,
    /// A courtesy title; likewise.
    #[serde(skip)]
    Courtesy,
}

/// A set of clues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Clues(pub(crate) u128);

impl Clues {
    /// Whether `clue` is among them.
    pub(crate) fn has(self, clue: Clue) -> bool {
        self.0 & (1 << clue as u32) != 0
    }

    /// Whether one of `clues` is among them.
    pub(crate) fn any(self, clues: &[Clue]) -> bool {
        clues.iter().any(|clue| self.has(*clue))
    }

    /// The set of `clues`.
    pub(crate) const fn of(clues: &[Clue]) -> Self {
        let (mut all, mut at) = (0, 0);
        while at < clues.len() {
            all |= 1 << clues[at] as u32;
            at += 1;
        }
        Self(all)
    }

    /// Whether the two have one in common.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Those of them that are among `clues`.
    pub(crate) fn only(self, clues: &[Clue]) -> Self {
        Self(self.0 & clues.iter().fold(Self::default(), |all, clue| all.with(*clue)).0)
    }

    /// These and those.
    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn with(self, clue: Clue) -> Self {
        Self(self.0 | 1 << clue as u32)
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// A word that tells something, where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit {
    /// Its first byte in the text that was looked through.
    pub(crate) start: usize,
    /// The byte after its last.
    pub(crate) end: usize,
    /// What it tells.
    pub(crate) clues: Clues,
}

/// The same in eight bytes, to be kept: [`ClueTable::hits`] makes hits of them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Met {
    start: u32,
    len: u16,
    /// The slot of the word in the table.
    slot: u16,
}

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

fn hash(word: &str) -> u64 {
    super::hash::of(word.as_bytes())
}

/// A word without marks at either side.
fn without_marks(word: &str) -> &str {
    let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    // Nearly all words have none.
    if letter(word.as_bytes().first()) && letter(word.as_bytes().last()) {
        return word;
    }
    word.trim_matches(|c: char| c.is_ascii_punctuation() || matches!(c, '”' | '“' | '»' | '–'))
}

/// The hash of a word of ASCII and letters of Latin-1 only, folded on the way: what nearly all are.
fn plain_hash(word: &[u8]) -> Option<u64> {
    if word.len() > LONGEST {
        return None;
    }
    let (mut key, mut before) = (SEED, 0);
    for &byte in word {
        let folded = match PLAIN[usize::from(byte)] {
            0 if before == 0xc3 => lower_second(byte),
            0 => return None,
            folded => folded,
        };
        key = mix(key, folded);
        before = byte;
    }
    Some(finish(key))
}

impl ClueTable {
    pub(super) fn insert(&mut self, word: &str, clue: Clue) {
        let Some(folded) = Folded::new(word) else { return };
        let word = folded.as_str();
        let lost = word.replace(['å', 'ä', 'ö', 'é'], "\u{fffd}");
        let bare = word.replace(['å', 'ä'], "a").replace('ö', "o").replace('é', "e");
        if (0..word.len()).any(|at| gap(word.as_bytes(), at) > 0) {
            self.in_pieces = self.in_pieces.with(clue);
        }
        self.add(hash(word), clue);
        for damaged in [lost, bare] {
            if damaged != word {
                self.add(hash(&damaged), clue);
            }
        }
    }

    /// Inserts the longest piece of `word` that a scan sees as one: a text that has the word has it, and few
    /// others have it.
    pub(super) fn insert_longest(&mut self, word: &str, clue: Clue) {
        let pieces = word.split(|c: char| !c.is_alphabetic() && c != '\u{fffd}');
        pieces.max_by_key(|piece| piece.len()).into_iter().for_each(|piece| self.insert(piece, clue));
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

    /// The slot of a hash that is in the table.
    #[inline]
    fn find(&self, hash: u64) -> Option<usize> {
        let bit = hash as usize % PRESENT;
        if self.present[bit / 64] & 1 << (bit % 64) == 0 {
            return None;
        }
        Some(self.slot(hash)).filter(|slot| self.hashes[*slot] != 0)
    }

    /// Whether a word of `text`, in which a scan has found `all`, may be in a list of those who adjust.
    pub(crate) fn may_name_adjusters(&self, text: &str, all: Clues) -> bool {
        // A lost letter parts a word.
        self.may_tell(all, Clue::NamesAdjusters) || text.contains('?')
    }

    /// The same of courtesy titles.
    pub(crate) fn may_hold_courtesy(&self, text: &str, all: Clues) -> bool {
        self.may_tell(all, Clue::Courtesy) || text.contains('?')
    }

    /// Whether some word may tell `clue` in a text in which a scan has found `all`.
    pub(crate) fn may_tell(&self, all: Clues, clue: Clue) -> bool {
        all.has(clue) || self.in_pieces.has(clue)
    }

    /// What one word tells, marks beside it apart.
    pub(crate) fn get(&self, word: &str) -> Clues {
        self.find_word(word).map(|slot| self.clues[slot]).unwrap_or_default()
    }

    fn find_word(&self, word: &str) -> Option<usize> {
        let word = without_marks(word);
        let key = match plain_hash(word.as_bytes()) {
            Some(key) => key,
            None => hash(Folded::new(word)?.as_str()),
        };
        self.find(key)
    }

    /// The words of `text` that tell something, in order, and all that they tell together.
    pub(crate) fn scan(&self, text: &str, hits: &mut Vec<Hit>) -> Clues {
        self.each(text, |start, end, slot| hits.push(Hit { start, end, clues: self.clues[slot] }))
    }

    /// The same, with those words only that tell `clue`.
    pub(crate) fn scan_for(&self, text: &str, clue: Clue, hits: &mut Vec<Hit>) -> Clues {
        self.each(text, |start, end, slot| {
            if self.clues[slot].has(clue) {
                hits.push(Hit { start, end, clues: self.clues[slot] });
            }
        })
    }

    /// The same, as it is kept.
    pub(crate) fn meet(&self, text: &str, met: &mut Vec<Met>) -> Clues {
        self.each(text, |start, end, slot| {
            // Beyond four gigabytes, or sixty thousand words with a meaning, nothing is kept.
            let kept =
                u32::try_from(start).ok().zip(u16::try_from(end - start).ok()).zip(u16::try_from(slot).ok());
            met.extend(kept.map(|((start, len), slot)| Met { start, len, slot }));
        })
    }

    /// What was kept, with its meanings.
    pub(crate) fn hits(&self, met: &[Met]) -> impl Iterator<Item = Hit> {
        met.iter().map(|met| {
            let start = met.start as usize;
            Hit { start, end: start + usize::from(met.len), clues: self.clues[usize::from(met.slot)] }
        })
    }

    /// Those of the words that begin within `part` of the text.
    pub(crate) fn hits_within(&self, met: &[Met], part: Range<usize>) -> impl Iterator<Item = Hit> {
        let from = met.partition_point(|met| (met.start as usize) < part.start);
        self.hits(&met[from..]).take_while(move |hit| hit.start < part.end)
    }

    /// All that the words of `text` tell together.
    pub(crate) fn all(&self, text: &str) -> Clues {
        self.each(text, |_, _, _| {})
    }

    fn each(&self, text: &str, mut found: impl FnMut(usize, usize, usize)) -> Clues {
        let bytes = text.as_bytes();
        let mut all = Clues::default();
        let mut at = 0;
        while at < bytes.len() {
            // Blanks and the signs of ASCII.
            if bytes[at] < b'A' {
                at += 1;
                continue;
            }
            let between = gap(bytes, at);
            if between > 0 {
                at += between;
                continue;
            }
            let start = at;
            let (key, end, marked) = word(bytes, at);
            at = end;
            let slot = if marked {
                text.get(start..at).and_then(|word| self.find_word(word))
            } else {
                self.find(finish(key))
            };
            if let Some(slot) = slot {
                all = all.and(self.clues[slot]);
                found(start, at, slot);
            }
        }
        all
    }
}

/// The hash of the word that begins at `at`, where it ends, and whether it has marks that only folding can
/// tell of.
fn word(bytes: &[u8], mut at: usize) -> (u64, usize, bool) {
    let (mut key, mut marked) = (SEED, false);
    while let Some(&byte) = bytes.get(at) {
        let folded = FOLDED[usize::from(byte)];
        if folded != 0 {
            key = mix(key, folded);
            at += 1;
        } else if byte == 0xc3 {
            // å, ä, ö and their kin.
            key = mix(key, byte);
            if let Some(&second) = bytes.get(at + 1) {
                key = mix(key, if matches!(second, 0x80..=0x9e) { second | 0x20 } else { second });
            }
            at += 2;
        } else if byte >= 0x80 && gap(bytes, at) == 0 {
            key = mix(key, byte);
            marked |= matches!(byte, 0xcc | 0xc2);
            at += 1;
        } else {
            break;
        }
    }
    (key, at.min(bytes.len()), marked)
}

/// Letters of ASCII in lower case; 0 for all else.
const FOLDED: [u8; 256] = {
    let mut folded = [0; 256];
    let mut letter = b'a';
    while letter <= b'z' {
        folded[letter as usize] = letter;
        folded[letter.to_ascii_uppercase() as usize] = letter;
        letter += 1;
    }
    folded
};

/// How many bytes of no word begin at `at`: none where a letter does. Signs of Latin-1 (`§`, the hard
/// space) begin with C2, general punctuation (dashes, quotation marks) with E2; all else that is not
/// ASCII counts as letters.
fn gap(bytes: &[u8], at: usize) -> usize {
    match bytes[at] {
        b'a'..=b'z' | b'A'..=b'Z' => 0,
        0xc2 if bytes.get(at + 1) == Some(&0xad) => 0,
        0xc2 => 2,
        0xe2 => 3,
        0x80.. => 0,
        _ => 1,
    }
}

#[cfg(test)]
impl ClueTable {
    /// Fails where one of two tables has a word that the other has not.
    pub(super) fn assert_same(&self, other: &Self) {
        for (one, other) in [(self, other), (other, self)] {
            one.hashes.iter().filter(|hash| **hash != 0).for_each(|hash| {
                assert_eq!(
                    one.find(*hash).map(|slot| one.clues[slot]),
                    other.find(*hash).map(|slot| other.clues[slot])
                );
            });
        }
        assert_eq!(self.in_pieces, other.in_pieces);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> ClueTable {
        let mut table = ClueTable::default();
        table.insert("yrkar", Clue::Move);
        table.insert("bordläggs", Clue::Tabled);
        table.insert("bordläggs", Clue::Enacted);
        table
    }

    #[test]
    fn words_are_found_whatever_their_case_and_damage() {
        let table = table();
        for (text, found) in [
            ("Anna Berg yrkar avslag.", vec!["yrkar"]),
            ("ANNA BERG YRKAR", vec!["YRKAR"]),
            ("Ärendet bordläggs", vec!["bordläggs"]),
            ("ÄRENDET BORDLÄGGS", vec!["BORDLÄGGS"]),
            ("bordla\u{308}ggs", vec!["bordla\u{308}ggs"]),
            ("bordl\u{fffd}ggs, bordlaggs", vec!["bordl\u{fffd}ggs", "bordlaggs"]),
            ("”yrkar” – yrkar…", vec!["yrkar", "yrkar"]),
            ("yrkarna yrka", vec![]),
        ] {
            let mut hits = vec![];
            table.scan(text, &mut hits);
            let words: Vec<_> = hits.iter().map(|hit| &text[hit.start..hit.end]).collect();
            assert_eq!(words, found, "{text:?}");
        }
    }

    #[test]
    fn a_word_may_tell_several_things() {
        let clues = table().get("Bordläggs");
        assert!(clues.has(Clue::Tabled) && clues.any(&[Clue::Enacted]) && !clues.has(Clue::Move));
    }
}
