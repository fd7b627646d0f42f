//! A glance at both ends of a text: with which letters the words of a list begin and end.
//!
//! It never refuses a word that is in the list; of the others it refuses nearly all. `build.rs` uses the same.

/// With which letters the words of a list begin and end.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Ends {
    /// For each kind of first letter, one bit for each kind of last letter.
    pub(crate) last_by_first: [u32; 32],
    /// For each kind of first letter, one bit for each kind of second letter.
    pub(crate) second_by_first: [u32; 32],
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

/// The kind of each byte with which a letter may begin, upper and lower case alike.
const KINDS: [u8; 256] = {
    let mut kinds = [MARK; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
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

/// What folding cuts off at the ends, and a lookup behind a word.
fn is_cut(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | b':' | b'*' | b'_' | b'.' | b',')
}

/// The kinds of three letters of a text, what folding cuts off apart.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Glance {
    first: u8,
    second: u8,
    last: u8,
}

impl Glance {
    /// Looks at a text, or gives `None` where only folding can tell.
    pub(crate) fn at(text: &[u8]) -> Option<Self> {
        let end = text.iter().rposition(|byte| !is_cut(*byte))?;
        let start = text.iter().position(|byte| !is_cut(*byte))?;
        let first = KINDS[usize::from(text[start])];
        let behind = if text[start] == 0xc3 { start + 2 } else { start + 1 };
        // A combining mark makes another letter of the one before it.
        if first == UNKNOWN || text.get(behind) == Some(&0xcc) {
            return None;
        }
        let tail =
            if (0x80..0xc0).contains(&text[end]) { *text.get(end.checked_sub(1)?)? } else { text[end] };
        let last = KINDS[usize::from(tail)];
        let second = match text.get(behind).filter(|_| behind <= end) {
            None => NONE,
            Some(byte) if text.get(behind + 1) == Some(&0xcc) && byte.is_ascii() => UNKNOWN,
            Some(byte) => KINDS[usize::from(*byte)],
        };
        (last != UNKNOWN).then_some(Self { first, second, last })
    }
}

impl Ends {
    /// Adds a word that is folded.
    pub(crate) fn add(&mut self, folded: &[u8]) {
        self.longest = self.longest.max(folded.len());
        match Glance::at(folded) {
            Some(Glance { first, second, last }) => {
                self.last_by_first[usize::from(first)] |= 1 << last;
                self.second_by_first[usize::from(first)] |=
                    if second == UNKNOWN { u32::MAX } else { 1 << second };
            }
            None => (self.last_by_first, self.second_by_first) = ([u32::MAX; 32], [u32::MAX; 32]),
        }
    }

    /// Whether a text may be one of the words.
    pub(crate) fn may_be_of(&self, text: &str) -> bool {
        Glance::at(text.as_bytes()).is_none_or(|glance| self.allows(glance))
    }

    /// Whether a text may end in one of the words.
    pub(crate) fn may_end(&self, text: &str) -> bool {
        let lasts = self.last_by_first.iter().fold(0, |all, lasts| all | lasts);
        Glance::at(text.as_bytes()).is_none_or(|glance| lasts & 1 << glance.last != 0)
    }

    fn allows(&self, Glance { first, second, last }: Glance) -> bool {
        let first = usize::from(first);
        self.last_by_first[first] & 1 << last != 0
            && (second == UNKNOWN || self.second_by_first[first] & 1 << second != 0)
    }
}

/// The last two bytes of a text; a shorter one has zeros.
pub(crate) fn tail(text: &str) -> [u8; 2] {
    text.as_bytes().last_chunk().copied().unwrap_or_default()
}

/// The last two letters of endings.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct LastLetters {
    /// For each kind of last letter, one bit for each kind of letter before it.
    pub(crate) before_last: [u32; 32],
}

impl LastLetters {
    /// Adds an ending.
    pub(crate) fn add(&mut self, ending: &str) {
        match last_two(ending.as_bytes()) {
            Some((before, last)) if before != NONE && before != UNKNOWN => {
                self.before_last[usize::from(last)] |= 1 << before;
            }
            Some((_, last)) => self.before_last[usize::from(last)] = u32::MAX,
            None => self.before_last = [u32::MAX; 32],
        }
    }

    /// Whether a word may have one of the endings.
    pub(crate) fn may_end(&self, word: &str) -> bool {
        last_two(word.as_bytes()).is_none_or(|(before, last)| {
            let bits = self.before_last[usize::from(last)];
            if before == UNKNOWN { bits != 0 } else { bits & 1 << before != 0 }
        })
    }
}

/// The kinds of the last two letters of a text, the last but one first, what folding cuts off apart.
fn last_two(text: &[u8]) -> Option<(u8, u8)> {
    let end = text.iter().rposition(|byte| !is_cut(*byte))?;
    let letter = |end: usize| {
        let start = if (0x80..0xc0).contains(&text[end]) { end.saturating_sub(1) } else { end };
        (start, KINDS[usize::from(text[start])])
    };
    let (start, last) = letter(end);
    let before = start.checked_sub(1).map_or(NONE, |before| letter(before).1);
    (last != UNKNOWN).then_some((before, last))
}
