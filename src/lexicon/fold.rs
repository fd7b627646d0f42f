//! The form under which words are kept and looked up: lower case, one space, composed å ä ö.
//!
//! | as written | folded |
//! | --- | --- |
//! | `NÄRVARANDE:` | `närvarande` |
//! | `Plats  och\ttid` | `plats och tid` |
//! | `P R O T O K O L L` | `protokoll` |

use super::ends::FirstLetters;
use super::hash;

/// The longest text that can be a word or phrase of the lexicon, in bytes.
pub(super) const LONGEST: usize = 72;

/// A folded text, kept on the stack.
#[derive(Clone, Copy)]
pub(crate) struct Folded {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Folded {
    /// Folds `text`, or gives `None` where it is too long to be in the lexicon.
    pub(crate) fn new(text: &str) -> Option<Self> {
        let mut folded = Self { bytes: [0; LONGEST], len: 0 };
        let text = without_frame(text);
        let (mut rest, mut gap) = (text.as_bytes(), false);
        while let Some(&byte) = rest.first() {
            let passed = match byte {
                b' ' | b'\t' => {
                    gap = true;
                    1
                }
                // Nearly all letters are of one byte, or å, ä, ö, é: two bytes that begin with C3.
                _ if PLAIN[usize::from(byte)] != 0 => {
                    if std::mem::take(&mut gap) {
                        folded.push_byte(b' ')?;
                    }
                    folded.push_plain(rest)?
                }
                _ => folded.rare(&text[text.len() - rest.len()..], &mut gap)?,
            };
            rest = &rest[passed..];
        }
        Some(folded)
    }

    /// The folded text's bytes.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    /// The folded text.
    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len]).unwrap_or_default()
    }

    /// As [`skeleton`], without asking for memory.
    pub(super) fn skeleton(&self) -> Self {
        let mut out = Self { bytes: [0; LONGEST], len: 0 };
        for letter in self.as_str().chars() {
            let Some(letter) = of_skeleton(letter) else { continue };
            let both = both(out.as_bytes().last(), letter);
            out.len -= usize::from(both.is_some());
            // No letter is longer than what it stands for.
            let _ = out.push(both.unwrap_or(letter));
        }
        out
    }

    /// The skeleton of a text, or `None` where it is too long to be in the lexicon, or where no word has one that
    /// begins so.
    pub(super) fn skeleton_of(
        text: &str,
        may_begin: impl Fn([u8; FirstLetters::LETTERS]) -> bool,
    ) -> Option<Self> {
        match Self::plain_skeleton(without_frame(text).as_bytes(), may_begin) {
            Ok(skeleton) => skeleton,
            Err(NotPlain) => Some(Self::new(text)?.skeleton()),
        }
    }

    /// The same of a text of letters that have a skeleton by themselves, made without folding it first.
    fn plain_skeleton(
        text: &[u8],
        may_begin: impl Fn([u8; FirstLetters::LETTERS]) -> bool,
    ) -> Result<Option<Self>, NotPlain> {
        if text.len() > LONGEST {
            return Err(NotPlain);
        }
        let mut out = Self { bytes: [0; LONGEST], len: 0 };
        let (mut before, mut last) = (0, 0);
        for &byte in text {
            let letter = match OF_SKELETON[usize::from(byte)] {
                0 if before == 0xc3 => match lower_second(byte) {
                    0xa5 | 0xa4 | 0xa0 | 0xa1 => b'a',
                    0xb6 | 0xb3 | 0xb2 => b'o',
                    0xa9 | 0xa8 => b'e',
                    0xad => b'l',
                    _ => return Err(NotPlain),
                },
                0 => return Err(NotPlain),
                letter => letter,
            };
            before = byte;
            if letter == DROPPED {
                continue;
            }
            let joined = joined(last, letter);
            last = joined.unwrap_or(letter);
            match joined {
                Some(both) => out.bytes[out.len - 1] = both,
                None => {
                    // The letters before the last one stay what they are.
                    if out.len == FirstLetters::LETTERS
                        && let Some(start) = out.bytes.first_chunk()
                        && !may_begin(*start)
                    {
                        return Ok(None);
                    }
                    // No skeleton is longer than its text.
                    let _ = out.push_byte(letter);
                }
            }
        }
        Ok(Some(out))
    }

    /// Folds the first character of `rest`, one that is rare; how many bytes it has.
    fn rare(&mut self, rest: &str, gap: &mut bool) -> Option<usize> {
        let c = rest.chars().next()?;
        if c.is_whitespace() {
            *gap = true;
            return Some(c.len_utf8());
        }
        if std::mem::take(gap) {
            self.push(' ')?;
        }
        match c {
            '\u{30a}' | '\u{308}' | '\u{301}' => self.compose(c),
            '\u{ad}' => {}
            // Signs and punctuation, which have no lower case, and what stands for a lost letter.
            '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{20ff}' | '\u{fffd}' => self.push(c)?,
            _ => c.to_lowercase().try_for_each(|lower| self.push(lower))?,
        }
        Some(c.len_utf8())
    }

    /// Folds the plain letters at the beginning of `rest`; how many bytes they have.
    fn push_plain(&mut self, rest: &[u8]) -> Option<usize> {
        let (mut pushed, mut before) = (0, 0);
        for &byte in rest {
            let folded = match PLAIN[usize::from(byte)] {
                0 if before == 0xc3 => lower_second(byte),
                0 => break,
                folded => folded,
            };
            *self.bytes.get_mut(self.len + pushed)? = folded;
            before = byte;
            pushed += 1;
        }
        self.len += pushed;
        Some(pushed)
    }

    fn push_byte(&mut self, byte: u8) -> Option<()> {
        *self.bytes.get_mut(self.len)? = byte;
        self.len += 1;
        Some(())
    }

    fn push(&mut self, c: char) -> Option<()> {
        let end = self.len + c.len_utf8();
        c.encode_utf8(self.bytes.get_mut(self.len..end)?);
        self.len = end;
        Some(())
    }

    /// A combining mark after a letter makes one letter: texts from macOS write å as a and a ring.
    fn compose(&mut self, mark: char) {
        let Some(last) = self.len.checked_sub(1) else { return };
        let letter = match (self.bytes[last], mark) {
            (b'a', '\u{30a}') => 'å',
            (b'a', '\u{308}') => 'ä',
            (b'o', '\u{308}') => 'ö',
            (b'e', '\u{301}') => 'é',
            _ => return,
        };
        self.len = last;
        let _ = self.push(letter);
    }
}

/// A text that must be folded before its skeleton is made.
struct NotPlain;

/// `text` without white space and the marks of headings at either side.
fn without_frame(text: &str) -> &str {
    let plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = text.as_bytes();
    // Nearly all texts begin and end with a letter or a figure.
    if plain(bytes.first()) && plain(bytes.last()) {
        return text;
    }
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '*' | '_' | '•'))
}

/// A text that needs no copy to be folded: letters of ASCII, å, ä, ö and their kin, and single spaces. Nearly all
/// texts that are looked up are such.
#[derive(Clone, Copy)]
pub(super) struct Plain<'t> {
    text: &'t [u8],
    hash: u64,
}

impl<'t> Plain<'t> {
    /// `text` with its hash, or `None` where it must be folded first. What is longer than `longest` is in no list,
    /// and is not looked at to its end.
    pub(super) fn of(text: &'t str, longest: usize) -> Option<Self> {
        let text = trimmed(text.as_bytes());
        // With marks behind it, it may be longer.
        let looked_at = if matches!(text.last(), Some(b'.' | b',')) { LONGEST } else { longest };
        let hash = hash::of_phrase(text.get(..=looked_at).unwrap_or(text))?;
        Some(Self { text, hash })
    }

    /// Its hash, as of the folded text.
    pub(super) fn hash(&self) -> u64 {
        self.hash
    }

    /// Whether `word`, which is folded, is the same.
    pub(super) fn is(&self, word: &[u8]) -> bool {
        let folded = |byte: &u8| match PLAIN[usize::from(*byte)] {
            0 => lower_second(*byte),
            folded => folded,
        };
        let (Some((first, rest)), Some((word_first, word_rest))) =
            (self.text.split_first(), word.split_first())
        else {
            return self.text.len() == word.len();
        };
        // Nearly all words are in small letters, or have one capital at the beginning.
        rest.len() == word_rest.len()
            && folded(first) == *word_first
            && (rest == word_rest || rest.iter().map(folded).eq(word_rest.iter().copied()))
    }

    /// Without full stops and commas behind it, where there are some.
    pub(super) fn without_marks(&self) -> Option<Self> {
        let marks = self.text.iter().rev().take_while(|byte| matches!(byte, b'.' | b',')).count();
        if marks == 0 || self.text.len() > LONGEST {
            return None;
        }
        let text = &self.text[..self.text.len() - marks];
        Some(Self { text, hash: hash::of_phrase(text)? })
    }

    /// Whether letters may have been lost to question marks.
    pub(super) fn has_lost_letters(&self) -> bool {
        self.text.contains(&b'?')
    }

    /// The same with a copy.
    pub(super) fn folded(&self) -> Option<Folded> {
        Folded::new(std::str::from_utf8(self.text).ok()?)
    }
}

/// Whether a text is surely longer than `longest` bytes when it is folded: each letter and figure of ASCII stays at
/// least one. Counted without a branch.
pub(super) fn is_longer(text: &str, longest: usize) -> bool {
    let longest = longest.min(LONGEST);
    let looked_at = text.len().min(2 * longest);
    let count = |count: u8, byte: &u8| count + u8::from(byte.is_ascii_alphanumeric());
    usize::from(text.as_bytes()[..looked_at].iter().fold(0, count)) > longest
}

/// What [`Folded::new`] cuts off, where it is of one byte.
fn trimmed(mut text: &[u8]) -> &[u8] {
    // Nearly all texts begin and end with a letter or a figure.
    if let [first, .., last] = text
        && first.is_ascii_alphanumeric()
        && last.is_ascii_alphanumeric()
    {
        return text;
    }
    let cut = |byte: &u8| matches!(byte, b'\t'..=b'\r' | b' ' | b':' | b'*' | b'_');
    while let [first, rest @ ..] = text
        && cut(first)
    {
        text = rest;
    }
    while let [rest @ .., last] = text
        && cut(last)
    {
        text = rest;
    }
    text
}

/// Signs of ASCII in lower case, and the first byte of å, ä, ö; 0 for all else.
pub(super) const PLAIN: [u8; 256] = {
    let mut plain = [0; 256];
    let mut byte = b'!';
    while byte <= b'~' {
        plain[byte as usize] = byte.to_ascii_lowercase();
        byte += 1;
    }
    plain[0xc3] = 0xc3;
    plain
};

/// The second byte of a letter of Latin-1 in lower case; the first is C3. The sign of multiplication (C3 97)
/// stands among the capitals and is none, ß (C3 9F) behind them.
pub(super) fn lower_second(byte: u8) -> u8 {
    if matches!(byte, 0x80..=0x9e) && byte != 0x97 { byte | 0x20 } else { byte }
}

/// Closes the gaps of a spaced-out heading (`P R O T O K O L L   nr 9` → `PROTOKOLL nr 9`), or gives
/// `None` where the text is not spaced out: most of its words must be single letters.
pub(crate) fn close_gaps(text: &str) -> Option<String> {
    // Nearly all texts begin with a word.
    if let [first, second, ..] = text.as_bytes()
        && first.is_ascii()
        && *second != b' '
    {
        return None;
    }
    let single = |word: &str| word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    let head: Vec<&str> = text.split(' ').take_while(|word| single(word)).collect();
    if head.len() < 4 {
        return None;
    }
    let mut closed = String::with_capacity(text.len());
    let mut last_single = false;
    for word in text.split(' ') {
        let apart = !last_single || !single(word);
        if apart && !closed.is_empty() && !closed.ends_with(' ') {
            closed.push(' ');
        }
        closed.push_str(word);
        last_single = single(word);
    }
    Some(closed.trim_end().to_owned())
}

/// What damage from scanning leaves of a word: letters that are often mistaken for each other become one,
/// and spaces go. Two words with one skeleton are taken for one only where nothing else fits.
///
/// | as written | skeleton |
/// | --- | --- |
/// | `närvarancle` | `narvarande` |
/// | `juste ras` | `justeras` |
/// | `n?rvarande` | `n?rvarande` |
pub(crate) fn skeleton(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    folded.chars().for_each(|letter| push_letter(&mut out, letter));
    out
}

/// The same of a text in capitals or not, without a copy of it in small letters.
pub(crate) fn skeleton_of_lower(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_skeleton_of_lower(&mut out, text);
    out
}

/// Appends it to `out`: what stands there last must be no letter.
pub(crate) fn push_skeleton_of_lower(out: &mut String, text: &str) {
    let mut room = [0; LONGEST_USUAL];
    if let Some(skeleton) = usual_skeleton(text.as_bytes(), &mut room) {
        out.push_str(skeleton);
    } else {
        push_any_skeleton_of_lower(out, text);
    }
}

/// The longest word of usual letters, in bytes.
const LONGEST_USUAL: usize = 32;

/// The skeleton of a word of signs of ASCII, å, ä and ö, as nearly all names have: without asking of each letter how
/// many bytes it takes.
fn usual_skeleton<'r>(word: &[u8], room: &'r mut [u8; LONGEST_USUAL]) -> Option<&'r str> {
    if word.len() > room.len() {
        return None;
    }
    let (mut at, mut length, mut before) = (0, 0_usize, 0);
    while let Some(byte) = word.get(at) {
        let (letter, bytes) = match (*byte, word.get(at + 1)) {
            (0xc3, Some(0xa4 | 0xa5 | 0x84 | 0x85)) => (b'a', 2),
            (0xc3, Some(0xb6 | 0x96)) => (b'o', 2),
            (0xc3, Some(0xa9 | 0x89)) => (b'e', 2),
            (0xc3, _) => return None,
            (byte, _) => (OF_SKELETON[usize::from(byte)], 1),
        };
        at += bytes;
        match letter {
            0 => return None,
            DROPPED => continue,
            _ => {}
        }
        let joined = joined(before, letter);
        length -= usize::from(joined.is_some());
        before = joined.unwrap_or(letter);
        *room.get_mut(length)? = before;
        length += 1;
    }
    std::str::from_utf8(&room[..length]).ok()
}

/// The same of any text.
fn push_any_skeleton_of_lower(out: &mut String, text: &str) {
    out.reserve(text.len());
    let mut rest = text;
    while let Some(&byte) = rest.as_bytes().first() {
        match OF_SKELETON[usize::from(byte)] {
            letter if letter > DROPPED => {
                push_compared(out, char::from(letter));
                rest = &rest[1..];
            }
            DROPPED if byte.is_ascii() => rest = &rest[1..],
            _ => {
                let mut letters = rest.chars();
                letters
                    .next()
                    .into_iter()
                    .flat_map(char::to_lowercase)
                    .for_each(|letter| push_letter(out, letter));
                rest = letters.as_str();
            }
        }
    }
}

/// The next letter of a skeleton.
fn push_letter(skeleton: &mut String, letter: char) {
    if let Some(letter) = of_skeleton(letter) {
        push_compared(skeleton, letter);
    }
}

/// The next letter of a skeleton, which stands there as it is, or makes one with the letter before it.
fn push_compared(skeleton: &mut String, letter: char) {
    match both(skeleton.as_bytes().last(), letter) {
        Some(both) => {
            skeleton.pop();
            skeleton.push(both);
        }
        None => skeleton.push(letter),
    }
}

/// What stands for a letter in a skeleton.
fn of_skeleton(c: char) -> Option<char> {
    Some(match c {
        'å' | 'ä' | 'à' | 'á' => 'a',
        'ö' | 'ó' | 'ò' | '0' => 'o',
        'é' | 'è' => 'e',
        '1' | 'i' | 'í' | '!' | '|' => 'l',
        ' ' | '-' | '.' | ',' | ':' | '\'' | '’' => return None,
        _ => c,
    })
}

/// What stands for nothing in a skeleton.
const DROPPED: u8 = 1;

/// As [`of_skeleton`], for signs of ASCII in either case; [`DROPPED`] for what no skeleton has and for the first byte
/// of å, ä, ö; 0 for all else.
const OF_SKELETON: [u8; 256] = {
    let mut letters = [0; 256];
    let mut byte = b'!';
    while byte <= b'~' {
        letters[byte as usize] = match byte.to_ascii_lowercase() {
            b'0' => b'o',
            b'1' | b'i' | b'!' | b'|' => b'l',
            b'-' | b'.' | b',' | b':' | b'\'' => DROPPED,
            letter => letter,
        };
        byte += 1;
    }
    letters[b' ' as usize] = DROPPED;
    letters[0xc3] = DROPPED;
    letters
};

/// What two letters of a skeleton look like together.
fn both(before: Option<&u8>, letter: char) -> Option<char> {
    joined(*before?, u8::try_from(letter).ok()?).map(char::from)
}

/// The same of two letters of ASCII.
#[inline]
fn joined(before: u8, letter: u8) -> Option<u8> {
    match (before, letter) {
        (b'c', b'l') => Some(b'd'),
        (b'r', b'n') => Some(b'm'),
        (b'v', b'v') => Some(b'w'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_case_space_and_marks() {
        for (written, folded) in [
            ("NÄRVARANDE:", "närvarande"),
            ("  Plats  och\ttid ", "plats och tid"),
            ("Na\u{308}rvarande", "närvarande"),
            ("A\u{30a}H\u{d6}RARE", "åhörare"),
            ("", ""),
        ] {
            assert_eq!(Folded::new(written).as_ref().map(Folded::as_str), Some(folded), "{written:?}");
        }
        assert!(Folded::new(&"å".repeat(100)).is_none());
    }

    #[test]
    fn plain_texts_have_the_hash_of_what_they_fold_to() {
        for text in ["NÄRVARANDE:", " *Plats och tid ", "kl.", "f.m.,", "Åhörare?", "e", "", "  ", "É × ß"]
        {
            let folded = Folded::new(text).expect("a short text");
            let plain = Plain::of(text, LONGEST).expect("a plain text");
            assert_eq!(plain.hash(), hash::of(folded.as_bytes()), "{text:?}");
            assert!(plain.is(folded.as_bytes()), "{text:?}");
        }
        assert!(
            Plain::of("kl.,", LONGEST)
                .and_then(|plain| plain.without_marks())
                .is_some_and(|bare| bare.is(b"kl"))
        );
        for text in ["Na\u{308}r", "a  b", "a\tb", "\u{a0}a", "n\u{fffd}r", "•a"] {
            assert!(Plain::of(text, LONGEST).is_none(), "{text:?}");
        }
        let long = format!("kl{}a", ".".repeat(LONGEST));
        assert!(Plain::of(&long, LONGEST).is_some_and(|long| long.without_marks().is_none()));
    }

    #[test]
    fn no_text_that_folds_to_a_short_one_is_longer() {
        let marks = "*".repeat(80);
        for text in [format!("{marks}:kl."), "e\u{301}".repeat(12), format!("a{}b", " ".repeat(200))] {
            let folded = Folded::new(&text).expect("a short text");
            assert!(!is_longer(&text, folded.as_bytes().len()), "{text:?}");
        }
        assert!(is_longer(&"ord ".repeat(60), LONGEST) && is_longer("protokoll", 8));
    }

    #[test]
    fn closes_spaced_out_headings_only() {
        assert_eq!(close_gaps("P R O T O K O L L nr 9/1974").as_deref(), Some("PROTOKOLL nr 9/1974"));
        assert_eq!(close_gaps("P R O T O K O L L  F Ö R T").as_deref(), Some("PROTOKOLL FÖRT"));
        assert_eq!(close_gaps("Protokoll nr 9"), None);
        assert_eq!(close_gaps("A B C"), None);
    }

    #[test]
    fn skeletons_of_usual_words_are_those_of_any() {
        for text in [
            "Berg",
            "ÅSTRÖM",
            "Clara",
            "Marc",
            "rn",
            "Vvik",
            "vvv",
            "Ivar",
            "Idé",
            "cicl",
            "Österlind",
            "",
            "rnl",
            "Ek-Al",
            "c0l",
            "c-l",
        ] {
            let mut any = String::new();
            push_any_skeleton_of_lower(&mut any, text);
            assert_eq!(usual_skeleton(text.as_bytes(), &mut [0; LONGEST_USUAL]), Some(&*any), "{text}");
        }
        for text in ["O’Hara", "Ber\u{308}g", "a\tb", "É×", "Alfredssondottirsdottirsdottirson"] {
            let room = &mut [0; LONGEST_USUAL];
            let skeleton = usual_skeleton(text.as_bytes(), room);
            assert_eq!(skeleton, None, "{text}");
        }
    }

    #[test]
    fn skeletons_bridge_damage() {
        for (damaged, meant) in [
            ("närvarancle", "närvarande"),
            ("juste ras", "justeras"),
            ("narvarande", "närvarande"),
            ("förhinder", "forhinder"),
        ] {
            assert_eq!(skeleton(damaged), skeleton(meant), "{damaged}");
            let folded = Folded::new(damaged).expect("a short text");
            assert_eq!(folded.skeleton().as_str(), skeleton(damaged), "{damaged}");
            for text in [damaged.to_owned(), damaged.to_uppercase(), format!("*{damaged}  Í!0-É:")] {
                let plain = Folded::plain_skeleton(without_frame(&text).as_bytes(), |_| true);
                let plain = plain.ok().flatten().expect("a plain text");
                let folded = Folded::new(&text).expect("a short text");
                assert_eq!(plain.as_str(), folded.skeleton().as_str(), "{text}");
            }
        }
        assert_ne!(skeleton("beslutande"), skeleton("besvarande"));
    }
}
