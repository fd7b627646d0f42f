//! The grammar of values: nom parsers for what stands within a line.
//!
//! Each file reads one kind of value, smallest rules first. A parser takes the text from where the value
//! begins and gives what it read and what is left; it claims nothing about the rest of the document.

pub(crate) mod date;
pub(crate) mod heading;
pub(crate) mod name;
pub(crate) mod numbers;
pub(crate) mod occasion;
pub(crate) mod organ;
pub(crate) mod party;
pub(crate) mod people_list;
pub(crate) mod person;
pub(crate) mod reference;
pub(crate) mod sentence;
pub(crate) mod time;
pub(crate) mod verb;

use std::ops::Range;

use crate::eights;
use crate::lexicon::{Lexicon, Table};
use nom::Parser;

/// What a parser of this grammar gives: the rest, and the value. Errors only steer.
pub(crate) type Parsed<'a, T> = nom::IResult<&'a str, T, ()>;

/// A number of `least` to `most` digits.
pub(crate) fn digits<'a>(least: usize, most: usize) -> impl Parser<&'a str, Output = u32, Error = ()> {
    move |input: &'a str| {
        let count = input.bytes().take(most).take_while(u8::is_ascii_digit).count();
        let (figures, rest) = input.split_at(count);
        match figures.parse() {
            Ok(number) if count >= least => Ok((rest, number)),
            _ => Err(nom::Err::Error(())),
        }
    }
}

/// The pieces of `text` between blanks, as `split(' ')` gives them: for short words a walk over the bytes takes a
/// quarter of its time.
pub(crate) fn split_at_blanks(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let (word, after) = match text.bytes().position(|byte| byte == b' ') {
            Some(at) => (&text[..at], Some(&text[at + 1..])),
            None => (text, None),
        };
        rest = after;
        Some(word)
    })
}

/// What stands behind the last blank of `text`, all of it where there is none: `rsplit(' ')` gives it first.
pub(crate) fn last_word(text: &str) -> &str {
    let blank = text.bytes().rposition(|byte| byte == b' ');
    blank.map_or(text, |at| &text[at + 1..])
}

/// What stands before the first blank of `text`, all of it where there is none: `split(' ')` gives it first.
pub(crate) fn first_word(text: &str) -> &str {
    let blank = text.bytes().position(|byte| byte == b' ');
    blank.map_or(text, |at| &text[..at])
}

/// Whether `text` has a figure: looked for without a branch.
pub(crate) fn has_digit(text: &str) -> bool {
    text.bytes().fold(0, |found, byte| found | u8::from(byte.is_ascii_digit())) != 0
}

/// The stretches of figures in `text`, in order.
pub(crate) fn figures(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = eights::next_figure(bytes, at)?;
        let length = bytes[start..].iter().position(|byte| !byte.is_ascii_digit());
        at = length.map_or(bytes.len(), |length| start + length);
        Some(start..at)
    })
}

/// A dash of any length, white space at either side allowed.
pub(crate) fn dash(input: &str) -> Parsed<'_, ()> {
    let rest = input.trim_start_matches([' ', '\u{a0}']);
    let rest = rest.strip_prefix("--").or_else(|| rest.strip_prefix(is_dash)).ok_or(nom::Err::Error(()))?;
    Ok((rest.trim_start_matches([' ', '\u{a0}']), ()))
}

/// Whether a text has three letters or more, and all of them are capitals.
pub(crate) fn is_capitals(text: &str) -> bool {
    // Most texts have a small letter behind the first.
    if text.as_bytes().get(1).is_some_and(u8::is_ascii_lowercase) {
        return false;
    }
    text.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !text.chars().any(char::is_lowercase)
}

/// Whether `c` is a hyphen or a dash.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Whether `c` is a letter, or a mark upon the letter before it: texts from macOS write å as a and a ring.
pub(crate) fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_mark(c)
}

/// Whether `c` is a mark upon the letter before it.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Whether no letter or digit stands right before byte `at` of `text`.
pub(crate) fn starts_word(text: &str, at: usize) -> bool {
    !text[..at].chars().next_back().is_some_and(char::is_alphanumeric)
}

/// The word (letters, and full stops within) at the beginning of `text`, and what follows it.
pub(crate) fn letters(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !is_letter(c)).unwrap_or(text.len()))
}

/// What follows *och*, *samt* or their like at the beginning of `text`.
pub(crate) fn conjunction<'t>(text: &'t str, lexicon: &Lexicon) -> Option<&'t str> {
    if !lexicon.may_lead_with_and(text) {
        return None;
    }
    let end = text.bytes().take(LONGEST_CONJUNCTION).position(|byte| byte == b' ')?;
    lexicon.is_and(&text[..end]).then(|| &text[end + 1..])
}

/// The longest word that joins two of a kind with the blank behind it, in bytes: a text without blanks is not walked over.
const LONGEST_CONJUNCTION: usize = 24;

/// Whether the last word of `text` is *och*, *samt* or their like.
pub(crate) fn ends_with_conjunction(text: &str, lexicon: &Lexicon) -> bool {
    memchr::memrchr(b' ', text.as_bytes()).is_some_and(|at| lexicon.is_and(&text[at + 1..]))
}

/// Whether `text` ends in a small word, with which no sentence, title or entry of a list ends.
pub(crate) fn ends_with_small_word(text: &str, lexicon: &Lexicon) -> bool {
    let before = memchr::memrchr2(b' ', b',', text.as_bytes());
    let last = before.map_or(text, |at| &text[at + 1..]);
    // "Ändring av 3 §" ends there, "enligt §" does not.
    let numbered =
        last.starts_with('§') && before.is_some_and(|at| text[..at].ends_with(|c: char| c.is_ascii_digit()));
    // "Arvoden m. m." ends there, "Anna Berg m." before "fl." does not.
    let abbreviated = last.ends_with('.') && before.is_some_and(|at| text[..at].ends_with('.'));
    !numbered && !abbreviated && lexicon.small_words.has(last)
}

/// A parser of one of the words in `table`.
pub(crate) fn word_in<'a, T: Clone + PartialEq>(
    table: &Table<T>,
) -> impl Parser<&'a str, Output = (), Error = ()> {
    move |input: &'a str| {
        let (word, rest) = letters(input);
        if table.has(word) { Ok((rest, ())) } else { Err(nom::Err::Error(())) }
    }
}

/// Whether a digit may have become a letter in `text`: a letter like a digit stands beside one, no more than marks
/// between them.
fn may_be_damaged(text: &str) -> bool {
    let is_mark = |byte: &&u8| matches!(byte, b'-' | b'.' | b':' | b'/');
    let is_like_digit =
        |byte: Option<&u8>| byte.is_some_and(|byte| matches!(byte, b'l' | b'I' | b'|' | b'O' | b'o'));
    figures(text).any(|Range { start, end }| {
        let (before, behind) = (&text.as_bytes()[..start], &text.as_bytes()[end..]);
        is_like_digit(behind.iter().find(|byte| !is_mark(byte)))
            || is_like_digit(before.iter().rfind(|byte| !is_mark(byte)))
    })
}

/// `text` with the letters that scanning makes of digits put right: `l3 november`, `1973-ll-13`, `l8.OO`.
/// Each is one byte, so that places stay; or `None` where there are none.
///
/// Only pieces that hold nothing but digits, such letters and the marks between them, with a digit among them.
pub(crate) fn mended_digits(text: &str) -> Option<String> {
    let like_digit = |c: char| matches!(c, 'l' | 'I' | '|' | 'O' | 'o');
    let piece_ends = |c: char| !(c.is_alphanumeric() || matches!(c, '-' | '.' | ':' | '/' | '|'));
    let damaged = |piece: &str| {
        piece.len() > 1
            && piece.contains(like_digit)
            && piece.bytes().any(|byte| byte.is_ascii_digit())
            && piece
                .chars()
                .all(|c| c.is_ascii_digit() || like_digit(c) || matches!(c, '-' | '.' | ':' | '/'))
    };
    if !may_be_damaged(text) {
        return None;
    }
    text.split(piece_ends).any(damaged).then(|| {
        let mut mended = String::with_capacity(text.len());
        for piece in text.split_inclusive(piece_ends) {
            let core = piece.trim_end_matches(piece_ends);
            if damaged(core) {
                mended.extend(piece.chars().map(|c| match c {
                    'l' | 'I' | '|' => '1',
                    'O' | 'o' => '0',
                    c => c,
                }));
            } else {
                mended.push_str(piece);
            }
        }
        mended
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_between_blanks() {
        for text in ["", " ", "a", "Anna Berg  (S) ", " å"] {
            assert!(split_at_blanks(text).eq(text.split(' ')), "{text:?}");
        }
    }

    #[test]
    fn digits_that_scanning_took_for_letters() {
        for (text, mended) in [
            ("l3 november", Some("13 november")),
            ("1973-ll-13", Some("1973-11-13")),
            ("kl l8.00 - 2l.30", Some("kl 18.00 - 21.30")),
            ("lag och order", None),
            ("14 maj", None),
            ("k14l", None),
        ] {
            assert_eq!(mended_digits(text).as_deref(), mended, "{text:?}");
        }
    }
}
