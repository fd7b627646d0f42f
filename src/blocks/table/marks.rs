//! The marks in the cells of tables: `X`, `–`, and the number of a row.

use super::heads::Placed;
use crate::grammar::is_dash;
use crate::grammar::person::Starts;
use crate::lexicon::Lexicon;

/// How far a mark may stand before its name, in columns: `x   Anna Berg`.
pub(super) const MARK_WIDTH: usize = 8;

/// The mark that stands before the name of a row: `x   Anna Berg`, `-   Bo Ek`.
pub(super) fn mark_before<'a>(cells: &[Placed<'a>], starts: &Starts<'a, '_>) -> Option<&'a str> {
    let [mark, name, ..] = cells else { return None };
    let near = name.cell.column <= mark.cell.column + MARK_WIDTH;
    let marks = near && is_mark(mark.cell.text, starts.lexicon) && starts.is_person(name.cell.text);
    marks.then_some(mark.cell.text)
}

/// A mark in a column: X, N, O, a dash, a tick.
pub(super) fn is_mark(text: &str, lexicon: &Lexicon) -> bool {
    text.chars().count() <= 2
        && !text.is_empty()
        && text.chars().all(|c| {
            c.is_uppercase()
                || matches!(c, 'x' | 'o')
                || is_dash(c)
                || matches!(c, '✓' | '✔' | '*' | '+' | '☒')
        })
        || lexicon.attendance_marks.has(text)
}

/// A figure for one who is there, or for none, in a column that is added up: `1`, `0`.
pub(super) fn is_counted(text: &str) -> bool {
    matches!(text, "1" | "0")
}

/// The number of a row: `12`, `12.`.
pub(in crate::blocks) fn is_ordinal(text: &str) -> bool {
    let number = text.trim_end_matches('.');
    (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
}
