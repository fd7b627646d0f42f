//! Where the pieces of a list end.

use std::ops::Range;

use crate::grammar::{conjunction, name, numbers};
use crate::lexicon::Lexicon;

/// Where *och* and its like stand within `text`, and where the words behind them begin.
pub(super) fn conjunctions<'t>(
    text: &'t str,
    lexicon: &'t Lexicon,
) -> impl Iterator<Item = (usize, usize)> + 't {
    let words = text.match_indices(' ').map(|(at, _)| at + 1);
    words.filter_map(move |at| conjunction(&text[at..], lexicon).map(|rest| (at, text.len() - rest.len())))
}

/// Where words end that are no person: behind a comma, a semicolon, a tab or a full stop, those of initials apart.
pub(super) fn end_of_aside(text: &str) -> usize {
    text.match_indices([',', ';', '.', '\t'])
        .find(|(at, mark)| {
            let word = text[..*at].rsplit(' ').next().unwrap_or_default();
            *mark != "." || !name::is_initial(&text[at - word.len()..at + 1])
        })
        .map_or(text.len(), |(at, _)| at + 1)
}

/// The longest text that is looked at for people who run together, in bytes.
const LONGEST_ROW: usize = 2000;

/// Whether people run together in a text, as where columns or rows became one: no comma stands between them, and what
/// follows a comma is said of the one before.
///
/// | text | together |
/// | --- | --- |
/// | `Anna Berg, rektor Bo Ek, kamrer` | yes: the last words are said of Bo Ek |
/// | `Anna Berg, rektor Bo Ek, kamrer Eva Ask` | no: the words stand before their names |
/// | `Anna Berg (S), ordförande Bo Ek (M)` | yes: parties say who is who |
/// | `Anna Berg (S), ordförande Bo Ek (M), Eva Ask (C)` | no: a comma stands between people |
pub(super) fn run_together(text: &str, lexicon: &Lexicon) -> bool {
    if text.len() > LONGEST_ROW || !text.starts_with(char::is_uppercase) {
        return false;
    }
    let mut pieces = text.split(", ");
    let first_is_name = pieces.next().is_some_and(|first| name::name(first, lexicon).is_ok());
    let (mut several, mut named, mut parties) = (false, false, text.contains(" ("));
    for piece in pieces {
        if name::name(piece, lexicon).is_ok() {
            return false;
        }
        named = name_behind(piece, lexicon);
        several |= named;
        parties &= !named || piece.ends_with(')') || piece.contains(") ");
    }
    first_is_name && several && (parties || !named) && conjunctions(text, lexicon).next().is_none()
}

/// Whether a name stands in a piece behind other words.
fn name_behind(piece: &str, lexicon: &Lexicon) -> bool {
    let mut words = memchr::memchr_iter(b' ', piece.as_bytes()).map(|at| &piece[at + 1..]);
    words.any(|rest| rest.starts_with(char::is_uppercase) && name::name(rest, lexicon).is_ok())
}

/// Where a description ends: at a comma, a semicolon, a bracket, a tab, or the full stop of a sentence. No
/// further than that is looked.
pub(super) fn segment_end(text: &str, lexicon: &Lexicon) -> usize {
    let mut numbered = numbers::begins_with_sign(text, lexicon);
    let mut first_stop = true;
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        match c {
            '§' => numbered = true,
            // "§§ 45–46, 50": a comma between numbers separates nothing.
            ',' if numbered
                && rest.trim_start_matches(['§', ' ']).starts_with(|c: char| c.is_ascii_digit()) => {}
            ',' | ';' | '(' | '[' | '\t' => return at,
            '.' if first_stop && rest.starts_with(' ') => {
                first_stop = false;
                let ends = last_word_is_long(&text[..at])
                    || numbered && text[..at].ends_with(|c: char| c.is_ascii_digit());
                if rest[1..].starts_with(char::is_uppercase) && ends {
                    return at;
                }
            }
            _ => {}
        }
    }
    text.len()
}

/// Whether the last word before a full stop is no short form.
fn last_word_is_long(text: &str) -> bool {
    text.rsplit(' ').next().is_some_and(|word| word.chars().count() > 4)
}

/// The length of a bracket with all that it holds.
pub(super) fn closing(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    text.len()
}

/// The first place from `at` on where `text` can be cut.
pub(super) fn next_boundary(text: &str, at: usize) -> usize {
    (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let start = range.start + inner.len()
        - inner.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ':' | ';')).len();
    let end = range.start
        + inner.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':')).len();
    let end = end.max(start);
    // A closing full stop belongs to abbreviations only: "ordf.".
    let whole = &text[start..end];
    let end = match whole.strip_suffix('.') {
        Some(stem) if stem.rsplit([' ', '.']).next().is_some_and(|word| word.chars().count() > 5) => end - 1,
        _ => end,
    };
    start..end
}
