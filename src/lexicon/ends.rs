//! A glance at both ends of a text: with which letters the words of a list begin and end.
//!
//! It never refuses a word that is in the list; of the others it refuses nearly all. `build.rs` uses the same.

/// With which letters the words of a list begin and end.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ends {
    /// One bit for each print of three kinds of letters: the first, the second and the last.
    pub(crate) glances: [u64; 64],
    /// For each kind of first letter, one bit for each kind of last letter.
    pub(crate) last_by_first: [u32; 32],
    /// For each kind of first letter, one bit for each kind of second letter.
    pub(crate) second_by_first: [u32; 32],
    /// For each kind of last letter, one bit for each kind of letter before it.
    pub(crate) befores_by_last: [u32; 32],
    /// How many bytes the longest word has.
    pub(crate) longest: usize,
}

const DIGIT: u8 = 26;
const MARK: u8 = 27;
/// Å, ä, ö and the other letters of two bytes that begin with C3, and what may stand for them where they were
/// lost.
const LATIN: u8 = 28;
/// No letter: the text has only one.
const NONE: u8 = 29;
/// Only folding can tell.
const UNKNOWN: u8 = 30;
/// What folding cuts off at the ends, and a lookup behind a word.
const CUT: u8 = 31;

/// The kind of each byte with which a letter may begin, upper and lower case alike.
const KINDS: [u8; 256] = {
    let mut kinds = [MARK; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | b':' | b'*' | b'_' | b'.' | b',' => CUT,
            lead @ (b'a'..=b'z' | b'A'..=b'Z') => (lead | 0x20) - b'a',
            b'0'..=b'9' => DIGIT,
            b'?' | 0xc3 => LATIN,
            0x80.. => UNKNOWN,
            _ => MARK,
        };
        byte += 1;
    }
    kinds
};

/// The kind of a byte with which a letter may begin.
#[inline]
fn kind(byte: u8) -> u8 {
    KINDS[usize::from(byte)]
}

/// `text` without what folding cuts off behind it.
#[inline]
fn without_cut(mut text: &[u8]) -> &[u8] {
    while let [rest @ .., last] = text
        && kind(*last) == CUT
    {
        text = rest;
    }
    text
}

/// Whether a text begins with a sign that folding leaves there: of all texts that begin with no letter of ASCII or of
/// Latin-1 most do.
#[inline(never)]
fn begins_with_sign(text: &[u8]) -> bool {
    ["§", "–"].iter().any(|sign| text.starts_with(sign.as_bytes()))
}

/// Whether folding leaves nothing of a text, or marks alone.
#[inline]
pub(crate) fn is_nothing(text: &str) -> bool {
    without_cut(text.as_bytes()).is_empty()
}

/// The kinds of three letters of a text, what folding cuts off apart.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Glance {
    first: u8,
    second: u8,
    last: u8,
}

impl Glance {
    /// That of a text of which folding leaves nothing, or marks alone.
    const OF_NOTHING: Self = Self { first: NONE, second: NONE, last: NONE };

    /// Looks at a text, with ends of which only folding can tell among its kinds; `None` where a mark stands upon the
    /// first letter.
    fn of(text: &[u8]) -> Option<Self> {
        Self::of_usual(text).or_else(|| Self::of_any(text))
    }

    /// The same of a text with a sign of ASCII at both ends that folding leaves there, as nearly all have; `None` for
    /// others.
    #[inline]
    fn of_usual(text: &[u8]) -> Option<Self> {
        let [first, second, third, ..] = text else { return None };
        let (first, second, last) = (kind(*first), kind(*second), kind(*text.last()?));
        if first > MARK || last > MARK || second == UNKNOWN || *third == 0xcc {
            return None;
        }
        Some(Self { first, second, last })
    }

    /// The place of its bit among 4096: the slot, and the bit in it.
    #[inline]
    fn print(self) -> (usize, u64) {
        let kinds = u32::from(self.first) | u32::from(self.second) << 5 | u32::from(self.last) << 10;
        let print = kinds.wrapping_mul(0x9e37_79b1) >> 20;
        ((print >> 6) as usize, 1 << (print & 63))
    }

    fn of_any(text: &[u8]) -> Option<Self> {
        let mut text = without_cut(text);
        while let [first, rest @ ..] = text
            && kind(*first) == CUT
        {
            text = rest;
        }
        let (Some(&lead), Some(&tail)) = (text.first(), text.last()) else { return Some(Self::OF_NOTHING) };
        let (first, behind) = (kind(lead), if lead == 0xc3 { 2 } else { 1 });
        let tail = if (0x80..0xc0).contains(&tail) { *text.get(text.len().checked_sub(2)?)? } else { tail };
        let last = kind(tail);
        let second = match text.get(behind) {
            None => NONE,
            Some(byte) if text.get(behind + 1) == Some(&0xcc) && byte.is_ascii() => UNKNOWN,
            Some(byte) => kind(*byte),
        };
        // A combining mark makes another letter of the one before it.
        let marked = text.get(behind) == Some(&0xcc);
        (!marked).then_some(Self { first, second, last })
    }
}

impl Default for Ends {
    fn default() -> Self {
        Self::NONE
    }
}

impl Ends {
    /// Those of no word.
    pub(crate) const NONE: Self = Self {
        glances: [0; 64],
        last_by_first: [0; 32],
        second_by_first: [0; 32],
        befores_by_last: [0; 32],
        longest: 0,
    };

    /// Adds a word that is folded. What only folding can tell of at its ends (*§*) is a kind of its own here: a text
    /// with such an end is never refused, and no other text is that word.
    pub(crate) fn add(&mut self, folded: &[u8]) {
        self.longest = self.longest.max(folded.len());
        match Glance::of(folded) {
            Some(Glance { first, second, last }) => {
                for second in if second == UNKNOWN { 0..=CUT } else { second..=second } {
                    let (slot, bit) = Glance { first, second, last }.print();
                    self.glances[slot] |= bit;
                }
                self.last_by_first[usize::from(first)] |= 1 << last;
                self.second_by_first[usize::from(first)] |=
                    if second == UNKNOWN { u32::MAX } else { 1 << second };
            }
            None => {
                self.glances = [u64::MAX; 64];
                (self.last_by_first, self.second_by_first) = ([u32::MAX; 32], [u32::MAX; 32]);
            }
        }
        match last_three(folded) {
            // Before a word of one letter any may stand.
            Some([_, NONE | UNKNOWN, last]) => self.befores_by_last[usize::from(last)] = u32::MAX,
            Some([_, before, last]) => self.befores_by_last[usize::from(last)] |= 1 << before,
            None => self.befores_by_last = [u32::MAX; 32],
        }
    }

    /// Whether a text may be one of the words. The first byte alone refuses most of them.
    #[inline]
    pub(crate) fn may_be_of(&self, text: &str) -> bool {
        self.may_begin(text.as_bytes()) && self.may_be_of_both(text)
    }

    /// Whether a text may be one of the words by its first byte, which folding may cut off, and of which a combining
    /// mark makes another letter.
    #[inline]
    fn may_begin(&self, text: &[u8]) -> bool {
        let [first, behind @ ..] = text else { return self.last_by_first[usize::from(NONE)] != 0 };
        let kind = kind(*first);
        self.last_by_first[usize::from(kind)] != 0
            || behind.first() == Some(&0xcc)
            || matches!(kind, CUT | UNKNOWN) && !begins_with_sign(text)
    }

    /// Whether it may be by its first two letters and its last.
    #[inline(never)]
    fn may_be_of_both(&self, text: &str) -> bool {
        match Glance::of_usual(text.as_bytes()) {
            Some(usual) => self.has_print(usual),
            None => self.may_be_of_unusual(text),
        }
    }

    /// The same of a text with other ends; where only folding can tell, it may be.
    #[inline(never)]
    fn may_be_of_unusual(&self, text: &str) -> bool {
        match Glance::of_any(text.as_bytes()) {
            None | Some(Glance { last: UNKNOWN, .. }) => true,
            Some(Glance { first: UNKNOWN, last, .. }) => {
                !begins_with_sign(text.as_bytes())
                    || self.last_by_first[usize::from(UNKNOWN)] & 1 << last != 0
            }
            Some(glance) => self.allows(glance),
        }
    }

    /// Whether one of the words may stand at the beginning of a text, by its first two letters. What is no letter behind
    /// the first one may stand behind a word of one.
    pub(crate) fn may_lead(&self, text: &str) -> bool {
        let text = text.as_bytes();
        let Some(&lead) = text.first() else { return true };
        let (first, behind) = (kind(lead), if lead == 0xc3 { 2 } else { 1 });
        // A combining mark makes another letter of the one before it.
        let marked = |at: usize| text.get(at) == Some(&0xcc);
        if first == CUT || first == UNKNOWN || marked(behind) {
            return true;
        }
        let seconds = self.second_by_first[usize::from(first)];
        let second = match text.get(behind) {
            Some(byte) if byte.is_ascii_alphabetic() && !marked(behind + 1) => kind(*byte),
            Some(0xc3) if !matches!(text.get(behind + 1), Some(0x97 | 0xb7)) => LATIN,
            _ => return seconds != 0,
        };
        seconds & 1 << second != 0
    }

    /// Whether a text may end in one of the words.
    pub(crate) fn may_end(&self, text: &str) -> bool {
        let Some([_, before, last]) = last_three(text.as_bytes()) else { return true };
        let befores = self.befores_by_last[usize::from(last)];
        if before == UNKNOWN { befores != 0 } else { befores & 1 << before != 0 }
    }

    fn allows(&self, glance: Glance) -> bool {
        if glance.second == UNKNOWN {
            return self.last_by_first[usize::from(glance.first)] & 1 << glance.last != 0;
        }
        self.has_print(glance)
    }

    /// The same of a glance whose three letters are known.
    #[inline]
    fn has_print(&self, glance: Glance) -> bool {
        let (slot, bit) = glance.print();
        self.glances[slot] & bit != 0
    }
}

/// With which letters the skeletons of words begin and end: a glance at a text before its skeleton is made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SkeletonEnds {
    /// For each first letter one bit for each last letter; what is no letter of ASCII is one kind.
    pub(crate) last_by_first: [u32; 27],
}

/// The kind of all that is no letter of ASCII.
const NO_LETTER: usize = 26;

impl SkeletonEnds {
    /// Those of no word.
    pub(crate) const NONE: Self = Self { last_by_first: [0; 27] };

    /// Adds the skeleton of a word.
    #[allow(dead_code, reason = "`build.rs` does it")]
    pub(crate) fn add(&mut self, skeleton: &str) {
        let kind = |byte: u8| if byte.is_ascii_lowercase() { usize::from(byte - b'a') } else { NO_LETTER };
        if let [first, .., last] | [first @ last] = without_dropped(skeleton.as_bytes()) {
            self.last_by_first[kind(*first)] |= 1 << kind(*last);
        }
    }

    /// Whether the skeleton of a text may be one of those.
    pub(crate) fn may_be_of(&self, text: &str) -> bool {
        let text = without_dropped(text.as_bytes());
        let (Some(first), Some(last)) = (text.first(), text.last()) else { return true };
        let before_last = text.len().checked_sub(2).map_or(0, |at| text[at]);
        let (firsts, lasts) = (begins_as(*first), ends_as(before_last, *last));
        (0..27).any(|kind| firsts & 1 << kind != 0 && self.last_by_first[kind] & lasts != 0)
    }
}

/// With which four letters words begin, or the skeletons of words: looked at before all of a text is hashed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FirstLetters {
    /// One bit for each print of four letters.
    pub(crate) prints: [u64; 32],
}

impl FirstLetters {
    /// Those of no word.
    pub(crate) const NONE: Self = Self { prints: [0; 32] };

    /// How many letters are looked at.
    pub(crate) const LETTERS: usize = 4;

    /// Adds a word, or the skeleton of one; a shorter one is never asked for.
    #[allow(dead_code, reason = "`build.rs` does it")]
    pub(crate) fn add(&mut self, word: &str) {
        if let Some(start) = word.as_bytes().first_chunk() {
            let print = Self::print(*start);
            self.prints[print / 64] |= 1 << (print % 64);
        }
    }

    /// Whether a text may begin as one of the words: folding leaves four letters of ASCII what they are, unless a
    /// combining mark stands behind them.
    #[inline]
    pub(crate) fn may_begin(&self, text: &[u8]) -> bool {
        let Some(start) = text.first_chunk::<{ Self::LETTERS }>() else { return true };
        let letters = start.iter().fold(true, |all, byte| all & byte.is_ascii_alphabetic());
        let lower = u32::from_le_bytes(*start) | 0x2020_2020;
        !letters || text.get(Self::LETTERS) == Some(&0xcc) || self.may_be_of(lower.to_le_bytes())
    }

    /// Whether one of the words may begin so.
    pub(crate) fn may_be_of(&self, start: [u8; Self::LETTERS]) -> bool {
        let print = Self::print(start);
        self.prints[print / 64] & 1 << (print % 64) != 0
    }

    /// The high bits of a product in which each letter counts, 11 of them.
    fn print(start: [u8; Self::LETTERS]) -> usize {
        (u32::from_le_bytes(start).wrapping_mul(0x9e37_79b1) >> 21) as usize
    }
}

/// `text` without what no skeleton has at its ends.
fn without_dropped(mut text: &[u8]) -> &[u8] {
    let dropped = |byte: u8| kind(byte) == CUT || matches!(byte, b'-' | b'\'');
    while let [first, rest @ ..] = text
        && dropped(*first)
    {
        text = rest;
    }
    while let [rest @ .., last] = text
        && dropped(*last)
    {
        text = rest;
    }
    text
}

/// One bit for each of `letters`.
const fn bits(letters: &[u8]) -> u32 {
    let (mut bits, mut at) = (0, 0);
    while at < letters.len() {
        bits |= 1 << (letters[at] - b'a');
        at += 1;
    }
    bits
}

/// With what the skeleton of a text may begin whose first byte is `first`: it may be half of a letter.
fn begins_as(first: u8) -> u32 {
    match first.to_ascii_lowercase() {
        b'i' | b'l' | b'1' | b'!' | b'|' => bits(b"l"),
        b'o' | b'0' => bits(b"o"),
        b'c' => bits(b"cd"),
        b'r' => bits(b"rm"),
        b'v' => bits(b"vw"),
        letter @ b'a'..=b'z' => bits(&[letter]),
        0xc3 => bits(b"aoel") | 1 << NO_LETTER,
        0..0x80 => 1 << NO_LETTER,
        _ => u32::MAX,
    }
}

/// With what it may end by its last two bytes.
fn ends_as(before: u8, last: u8) -> u32 {
    match last.to_ascii_lowercase() {
        b'i' | b'l' | b'1' | b'!' | b'|' => bits(b"ld"),
        b'o' | b'0' => bits(b"o"),
        b'n' => bits(b"nm"),
        b'v' => bits(b"vw"),
        letter @ b'a'..=b'z' => bits(&[letter]),
        0..0x80 => 1 << NO_LETTER,
        _ if before == 0xc3 => bits(b"aoeld") | 1 << NO_LETTER,
        _ => u32::MAX,
    }
}

/// The last two bytes of a text; a shorter one has zeros.
pub(crate) fn tail(text: &str) -> [u8; 2] {
    text.as_bytes().last_chunk().copied().unwrap_or_default()
}

/// The last three letters of endings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LastLetters {
    /// For each kind of last letter and each kind before it, one bit for each kind of letter before that.
    pub(crate) third_last: [[u32; 32]; 32],
}

impl Default for LastLetters {
    fn default() -> Self {
        Self::NONE
    }
}

impl LastLetters {
    /// Those of no ending.
    pub(crate) const NONE: Self = Self { third_last: [[0; 32]; 32] };

    /// Adds an ending.
    pub(crate) fn add(&mut self, ending: &str) {
        // Before a short ending any letter may stand.
        let any = |kind: u8| kind == NONE || kind == UNKNOWN;
        match last_three(ending.as_bytes()) {
            Some([third, before, last]) => {
                let bits = if any(third) { u32::MAX } else { 1 << third };
                let by_before = &mut self.third_last[usize::from(last)];
                if any(before) {
                    *by_before = [u32::MAX; 32];
                }
                by_before[usize::from(before)] |= bits;
            }
            None => *self = Self { third_last: [[u32::MAX; 32]; 32] },
        }
    }

    /// Whether a word may have one of the endings.
    pub(crate) fn may_end(&self, word: &str) -> bool {
        let Some([third, before, last]) = last_three(word.as_bytes()) else { return true };
        let by_before = &self.third_last[usize::from(last)];
        match (third, before) {
            (_, UNKNOWN) => by_before.iter().any(|bits| *bits != 0),
            (UNKNOWN, _) => by_before[usize::from(before)] != 0,
            _ => by_before[usize::from(before)] & 1 << third != 0,
        }
    }
}

/// The kinds of the last three letters of a text, the last one at the end, what folding cuts off apart.
#[inline]
fn last_three(text: &[u8]) -> Option<[u8; 3]> {
    // Nearly all words end with letters of ASCII.
    let usual = text.last_chunk().map(|&[third, before, last]| [kind(third), kind(before), kind(last)]);
    match usual {
        Some(kinds) if kinds.iter().all(|kind| *kind < DIGIT) => usual,
        _ => any_last_three(text),
    }
}

/// The same of any text.
#[inline(never)]
fn any_last_three(text: &[u8]) -> Option<[u8; 3]> {
    let mut rest = without_cut(text);
    let mut letter = || match rest {
        [] => NONE,
        // A letter of two bytes.
        [before @ .., lead, 0x80..0xc0] => {
            rest = before;
            kind(*lead)
        }
        [before @ .., letter] => {
            rest = before;
            kind(*letter)
        }
    };
    let (last, before, third) = (letter(), letter(), letter());
    // A mark upon a letter, which is the one before it.
    let third = if before == UNKNOWN { UNKNOWN } else { third };
    (last != NONE && last != UNKNOWN).then_some([third, before, last])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_letters_of_usual_words_are_those_of_any() {
        for text in ["nämnd", "RÅDET", "abc", "ab", "a", "", "råd", "§ 4", "a1b", "kl.", "mo\u{308}t", "abc:"]
        {
            assert_eq!(last_three(text.as_bytes()), any_last_three(text.as_bytes()), "{text:?}");
        }
    }
}
