//! Single words inside sentences, by what they tell: *yrkar* tells of a motion, *beslöt* of a decision.
//!
//! A text is looked through once, eight letters at a time: each word gets a hash while its letters pass, upper case
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
use super::fold::LONGEST;

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
    // What is asked of a text before something costlier is: words of other lists, see [`Clues::GATES`].
    /// A number.
    #[serde(skip)]
    NumberWord,
    /// A word that says that somebody is excused.
    #[serde(skip)]
    Excuses,
    /// The last word of a heading inside a point.
    #[serde(skip)]
    EndsSection,
    /// No word, but that the last one of the text is such.
    #[serde(skip)]
    EndsAsSection,
    /// No word, but a question mark, which may stand for a lost letter.
    #[serde(skip)]
    QuestionMark,
    /// No word, but a letter or a sign that is neither of Latin-1 nor usual between words: folding may make of it
    /// what a scan does not see.
    #[serde(skip)]
    Unusual,
    /// No word, but a byte that is neither a sign or blank of ASCII nor of a letter of Latin-1.
    #[serde(skip)]
    Foreign,
}

/// A set of clues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Clues(pub(crate) u128);

impl Clues {
    /// What is no meaning inside a sentence, but asked of a text before its words are looked up elsewhere. A word
    /// that tells nothing else is not met.
    const GATES: Self = Self::of(&[
        Clue::NumberWord,
        Clue::Excuses,
        Clue::EndsSection,
        Clue::EndsAsSection,
        Clue::QuestionMark,
        Clue::Unusual,
        Clue::Foreign,
    ]);

    /// Several clues, put together before the program runs.
    pub(crate) const fn of(clues: &[Clue]) -> Self {
        let (mut all, mut at) = (0, 0);
        while at < clues.len() {
            all |= 1 << clues[at] as u32;
            at += 1;
        }
        Self(all)
    }

    /// Whether one of `others` is among them.
    #[inline]
    pub(crate) const fn meets(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// These without the words of other lists.
    #[inline]
    pub(crate) const fn of_sentences(self) -> Self {
        Self(self.0 & !Self::GATES.0)
    }

    /// Whether a word of a text in which a scan has found these may be one that was inserted by its longest piece for
    /// `clue`: signs may hide it.
    #[inline]
    pub(crate) fn may_hold(self, clue: Clue) -> bool {
        const HIDING: Clues = Clues::of(&[Clue::QuestionMark, Clue::Unusual]);
        self.has(clue) || self.meets(HIDING)
    }

    /// Whether `clue` is among them.
    #[inline]
    pub(crate) fn has(self, clue: Clue) -> bool {
        self.0 & (1 << clue as u32) != 0
    }

    /// Whether one of `clues` is among them.
    #[inline]
    pub(crate) fn any(self, clues: &[Clue]) -> bool {
        clues.iter().any(|clue| self.has(*clue))
    }

    /// Those of them that are among `clues`.
    pub(crate) fn only(self, clues: &[Clue]) -> Self {
        Self(self.0 & clues.iter().fold(Self::default(), |all, clue| all.with(*clue)).0)
    }

    /// These and those.
    #[inline]
    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    #[inline]
    fn with(self, clue: Clue) -> Self {
        Self(self.0 | 1 << clue as u32)
    }

    #[inline]
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

/// Eight bytes that each have this value.
#[inline]
const fn repeated(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// The highest bit of each byte.
const HIGH: u64 = repeated(0x80);

/// The first bytes of eight.
#[inline]
const fn first(bytes: u32) -> u64 {
    if bytes >= 8 { u64::MAX } else { (1 << (bytes * 8)) - 1 }
}

/// Up to eight bytes of `text` from `at` on, the first of them lowest, and zeros behind the last.
#[inline]
fn load(text: &[u8], at: usize) -> u64 {
    let Some(rest) = text.get(at..) else { return 0 };
    rest.first_chunk::<8>().map_or_else(|| load_few(rest), |eight| u64::from_le_bytes(*eight))
}

/// The same of fewer than eight bytes.
#[inline]
fn load_few(bytes: &[u8]) -> u64 {
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        // Two fours, which may overlap.
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return u64::from(first) | u64::from(last) << ((bytes.len() - 4) * 8);
    }
    match *bytes {
        [first, second, third, ..] => u64::from_le_bytes([first, second, third, 0, 0, 0, 0, 0]),
        [first, second] => u64::from_le_bytes([first, second, 0, 0, 0, 0, 0, 0]),
        [only] => u64::from(only),
        [] => 0,
    }
}

/// The first bytes of `eight` and no others, letters of ASCII and of Latin-1 in lower case.
#[inline]
const fn lower(eight: u64, bytes: u32) -> u64 {
    (eight | repeated(0x20)) & first(bytes)
}

/// The hash of a word with eight more of its bytes, or its last.
#[inline]
const fn mix(hash: u64, bytes: u64) -> u64 {
    (hash.rotate_left(5) ^ bytes).wrapping_mul(0xf135_7aea_2e62_a9c5)
}

/// Spreads what multiplying leaves in the high bits.
#[inline]
const fn finish(hash: u64) -> u64 {
    hash ^ hash >> 32
}

/// The hash of a word, letters of ASCII and of Latin-1 in either case; no word has the hash of none.
fn hash(word: &[u8]) -> u64 {
    let eights = word.chunks(8).map(|chunk| lower(load(chunk, 0), chunk.len() as u32));
    finish(eights.fold(0, mix))
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

/// The hash of a word of signs of ASCII and letters of Latin-1 only: what folding changes in it, the hash does.
#[inline]
fn plain_hash(word: &[u8]) -> Option<u64> {
    if word.len() > LONGEST {
        return None;
    }
    let (mut key, mut rest) = (0, word);
    while let Some((eight, behind)) = rest.split_first_chunk::<8>() {
        key = mix(key, plain_lower(u64::from_le_bytes(*eight), 8)?);
        rest = behind;
    }
    if !rest.is_empty() {
        key = mix(key, plain_lower(load_few(rest), rest.len() as u32)?);
    }
    Some(finish(key))
}

/// The first bytes of `eight` in lower case, where they are signs of ASCII and letters of Latin-1 only.
#[inline]
fn plain_lower(eight: u64, bytes: u32) -> Option<u64> {
    let low = eight & !HIGH;
    let signs = (low + repeated(0x80 - b'!')) & !(low + repeated(1)) | eight;
    let all = HIGH & first(bytes);
    (signs & all == all && is_latin(eight & first(bytes))).then(|| lower(eight, bytes))
}

/// Whether each of eight bytes that begins a letter of several is the first of a letter of Latin-1.
#[inline]
const fn is_latin(eight: u64) -> bool {
    // Such a byte has its two highest bits.
    let leads = eight & eight << 1 & HIGH;
    (eight ^ repeated(0xc3)) & ((leads >> 7) * 0xff) == 0
}

/// The slots of a table, borrowed.
#[derive(Clone, Copy)]
struct Slots<'t> {
    present: &'t [u64; PRESENT / 64],
    hashes: &'t [u64],
}

impl Slots<'_> {
    /// The slot of a hash that is in the table.
    #[inline]
    fn find(self, hash: u64) -> Option<usize> {
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

/// The last byte of ASCII, which is no sign.
const DELETE: u8 = 0x7f;

/// In how many bytes of text one word stands that tells something, and for how many of them room is made at once.
const BYTES_OF_HIT: usize = 12;
const MOST_ROOM: usize = 64;

impl ClueTable {
    pub(super) fn insert(&mut self, word: &str, clue: Clue) {
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
        self.add(hash(word.as_bytes()), clue);
        for damaged in [lost, bare] {
            if damaged != word {
                self.add(hash(damaged.as_bytes()), clue);
            }
        }
    }

    /// Inserts the longest piece of `word` that a scan sees as one: a text that has the word has it, and few
    /// others have it.
    pub(super) fn insert_longest(&mut self, word: &str, clue: Clue) {
        pieces(word).max_by_key(|piece| piece.len()).into_iter().for_each(|piece| self.insert(piece, clue));
    }

    /// Inserts the last word of a phrase for a lookup, and the last piece of it that a scan sees as one.
    pub(super) fn insert_last(&mut self, phrase: &str, clue: Clue) {
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
    fn slots(&self) -> Slots<'_> {
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
        self.find_word(word).map(|slot| self.clues[slot]).unwrap_or_default()
    }

    fn find_word(&self, word: &str) -> Option<usize> {
        let word = without_marks(word);
        let key = match plain_hash(word.as_bytes()) {
            Some(key) => key,
            None => hash(Folded::new(word)?.as_bytes()),
        };
        self.slots().find(key)
    }

    /// The words of `text` that tell something, in order, and all that they tell together.
    pub(crate) fn scan(&self, text: &str, hits: &mut Vec<Hit>) -> Clues {
        hits.reserve((text.len() / BYTES_OF_HIT).min(MOST_ROOM));
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
            if let (Ok(start), Ok(len), Ok(slot)) =
                (start.try_into(), (end - start).try_into(), slot.try_into())
            {
                met.push(Met { start, len, slot });
            }
        })
    }

    /// What was kept, with its meanings.
    pub(crate) fn hits<'h>(
        &'h self,
        met: &'h [Met],
    ) -> impl DoubleEndedIterator<Item = Hit> + ExactSizeIterator + Clone + use<'h> {
        met.iter().map(|met| self.hit(met))
    }

    #[inline]
    fn hit(&self, met: &Met) -> Hit {
        Hit { start: met.start(), end: met.end(), clues: self.clues[usize::from(met.slot)] }
    }

    /// Those of the words that begin within `part` of the text.
    pub(crate) fn hits_within<'h>(
        &'h self,
        met: &'h [Met],
        part: Range<usize>,
    ) -> impl Iterator<Item = Hit> + use<'h> {
        let from = met.partition_point(|met| (met.start as usize) < part.start);
        self.hits(&met[from..]).take_while(move |hit| hit.start < part.end)
    }

    /// All that the words of `text` tell together.
    pub(crate) fn all(&self, text: &str) -> Clues {
        self.each(text, |_, _, _| {})
    }

    fn each(&self, text: &str, mut found: impl FnMut(usize, usize, usize)) -> Clues {
        let bytes = text.as_bytes();
        let (slots, told): (Slots<'_>, &[Clues]) = (self.slots(), &self.clues);
        let mut all = Clues::default();
        // The slot of the last word, behind all of them where it tells nothing.
        let mut last = usize::MAX;
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            // Blanks and the signs of ASCII.
            if byte < b'A' {
                if TELLING[usize::from(byte)] {
                    all = all.and(sign(byte));
                }
                at += 1;
                continue;
            }
            let start = at;
            let slot = match plain_word(bytes, at) {
                Some((_, end)) if end == start => {
                    if TELLING[usize::from(byte)] {
                        all = all.and(sign(byte));
                    }
                    at += 1;
                    continue;
                }
                Some((key, end)) => {
                    at = end;
                    slots.find(finish(key))
                }
                None => {
                    all = all.with(Clue::Foreign);
                    let between = gap(bytes, at);
                    if between > 0 {
                        if bytes[at] == 0xe2 && bytes.get(at + 1) != Some(&0x80) {
                            all = all.with(Clue::Unusual);
                        }
                        at += between;
                        continue;
                    }
                    let marked;
                    (at, marked) = word(bytes, at);
                    if bytes[start..at]
                        .iter()
                        .any(|byte| *byte >= 0xc0 && !matches!(byte, 0xc2 | 0xc3 | 0xcc))
                    {
                        all = all.with(Clue::Unusual);
                    }
                    match text.get(start..at) {
                        Some(word) if marked => self.find_word(word),
                        _ => slots.find(hash(&bytes[start..at])),
                    }
                }
            };
            last = slot.unwrap_or(usize::MAX);
            if let Some(slot) = slot {
                let clues = told[slot];
                all = all.and(clues);
                if !clues.of_sentences().is_empty() {
                    found(start, at, slot);
                }
            }
        }
        let ends = told.get(last).is_some_and(|clues| clues.has(Clue::EndsSection));
        if ends { all.with(Clue::EndsAsSection) } else { all }
    }
}

/// The blanks and signs of ASCII that tell something by themselves.
const TELLING: [bool; 256] = {
    let mut telling = [false; 256];
    let mut byte = 0;
    while byte < b' ' {
        telling[byte as usize] = true;
        byte += 1;
    }
    (telling[b'?' as usize], telling[DELETE as usize]) = (true, true);
    telling
};

/// What one of them tells.
#[cold]
fn sign(byte: u8) -> Clues {
    if byte == b'?' { Clues::of(&[Clue::QuestionMark]) } else { Clues::of(&[Clue::Foreign]) }
}

impl Met {
    /// The same word in a text in which `before` bytes stand before the one that was looked through; `None` beyond
    /// four gigabytes.
    #[inline]
    pub(crate) fn behind(self, before: usize) -> Option<Self> {
        let start = self.start.checked_add(before.try_into().ok()?)?;
        Some(Self { start, ..self })
    }

    /// The first byte of the word in the text that was looked through.
    #[inline]
    pub(crate) fn start(&self) -> usize {
        self.start as usize
    }

    /// The byte after its last.
    #[inline]
    pub(crate) fn end(&self) -> usize {
        self.start() + usize::from(self.len)
    }
}

/// The hash of the word that begins at `at`, before it is finished, and where it ends, where it has letters of ASCII
/// and of Latin-1 only; its end is `at` where a sign of ASCII stands there. `None` for words with others, and for what
/// begins with such.
///
/// Taken in wherever it is called: a call costs a fifth of the scan.
#[inline(always)]
fn plain_word(bytes: &[u8], at: usize) -> Option<(u64, usize)> {
    let (mut key, mut rest) = (0, bytes.get(at..)?);
    loop {
        let eight =
            rest.first_chunk::<8>().map_or_else(|| load_few(rest), |eight| u64::from_le_bytes(*eight));
        let lower = eight | repeated(0x20);
        let low = lower & !HIGH;
        // In the highest bit of each byte: whether it is a letter of ASCII, or no ASCII.
        let letters = (low + repeated(0x80 - b'a')) & !(low + repeated(0x80 - b'z' - 1)) | eight;
        let others = !letters & HIGH;
        if others == 0 {
            if eight & HIGH != 0 && !is_latin(eight) {
                return None;
            }
            key = mix(key, lower);
            rest = rest.get(8..)?;
            continue;
        }
        // The bytes before the first of the others.
        let word = (others ^ (others - 1)) >> 8;
        if eight & word & HIGH != 0 && !is_latin(eight & word) {
            return None;
        }
        if word > 0 {
            key = mix(key, lower & word);
        }
        return Some((key, bytes.len() - rest.len() + others.trailing_zeros() as usize / 8));
    }
}

/// Where the word that begins at `at` ends, and whether it has marks that only folding can tell of.
fn word(bytes: &[u8], mut at: usize) -> (usize, bool) {
    let mut marked = false;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphabetic() {
            at += 1;
        } else if byte == 0xc3 {
            // å, ä, ö and their kin.
            at += 2;
        } else if byte >= 0x80 && gap(bytes, at) == 0 {
            marked |= matches!(byte, 0xcc | 0xc2);
            at += 1;
        } else {
            break;
        }
    }
    (at.min(bytes.len()), marked)
}

/// How many bytes of no word begin at `at`: none where a letter does. Signs of Latin-1 (`§`, the hard
/// space) begin with C2, general punctuation (dashes, quotation marks) with E2; all else that is not
/// ASCII counts as letters.
#[inline]
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
    fn words_of_any_length_are_told_apart_by_their_letters_alone() {
        let words =
            ["", "a", "Å", "yrkande", "yrkanden", "yrkandena", "ändringsyrkandena", "ÖVERLÄGGNINGENS", "ß"];
        for word in words {
            let framed = format!("xx {word} xxxxxxxxxxxx");
            let at = "xx ".len();
            let (key, end) = plain_word(framed.as_bytes(), at).expect("letters of Latin-1");
            assert_eq!(&framed[at..end], word);
            assert_eq!(finish(key), hash(word.to_lowercase().as_bytes()), "{word}");
            assert_eq!(hash(word.as_bytes()), hash(word.to_lowercase().as_bytes()), "{word}");
            assert_eq!(self::word(framed.as_bytes(), at), (end, false), "{word}");
            let alone = plain_word(word.as_bytes(), 0);
            assert_eq!(alone, Some((key, word.len())), "{word}");
        }
        for (at, one) in words.iter().enumerate() {
            assert!(
                words[at + 1..].iter().all(|other| hash(one.as_bytes()) != hash(other.as_bytes())),
                "{one}"
            );
        }
        for text in ["”a", "n\u{fffd}r", "a\u{308}r", "a\u{ad}r", "§"] {
            assert_eq!(plain_word(text.as_bytes(), 0), None, "{text:?}");
        }
    }

    #[test]
    fn words_of_other_lists_are_no_words_of_meaning() {
        let mut table = table();
        table.insert_longest("två", Clue::NumberWord);
        table.insert_last("förslag till beslut:", Clue::EndsSection);
        for (text, found) in [
            ("Två förslag", Clues::of(&[Clue::NumberWord])),
            ("BESLUT.", Clues::of(&[Clue::EndsSection])),
            ("varför?", Clues::of(&[Clue::QuestionMark])),
            ("f\u{fffd}r", Clues::of(&[Clue::Unusual])),
            ("\u{212a}l.", Clues::of(&[Clue::Unusual])),
            ("för – ”nämnden” § 4\u{a0}c", Clues::default()),
        ] {
            let mut hits = vec![];
            assert_eq!(table.scan(text, &mut hits), found, "{text:?}");
            assert!(hits.is_empty(), "{text:?}");
        }
    }

    #[test]
    fn a_word_may_tell_several_things() {
        let clues = table().get("Bordläggs");
        assert!(clues.has(Clue::Tabled) && clues.any(&[Clue::Enacted]) && !clues.has(Clue::Move));
    }
}
