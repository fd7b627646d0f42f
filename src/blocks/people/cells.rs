//! What stands around a person in a cell, and what a cell says of the person beside it.

use crate::grammar::person::Starts;
use crate::grammar::{first_word, is_dash, last_word};
use crate::lexicon::{Lexicon, Note, is_plural};
use crate::lines::Cell;

/// A row that only says whether the person above was there: `X`, `Frånv., tjg ers N N`.
pub(super) fn is_state(text: &str, lexicon: &Lexicon) -> bool {
    let first = text.split([',', ' ']).next().unwrap_or_default();
    text.eq_ignore_ascii_case("x")
        || matches!(lexicon.notes.get(first), Some(Note::Absent | Note::Excused | Note::Present))
}

/// Whether a row ends in a title or an office whose bearer stands in the next: `samt ledamöterna`, `och fru`,
/// `suppl. för målarmästaren`.
pub(super) fn ends_in_title(text: &str, lexicon: &Lexicon) -> bool {
    let last = last_word(text);
    if last.len() + 1 >= text.len() || !last.starts_with(char::is_lowercase) {
        return false;
    }
    let before = last_word(text[..text.len() - last.len()].trim_end());
    let of_replaced =
        || lexicon.notes.get(before) == Some(&Note::Substituting) && lexicon.is_title_word(last);
    lexicon.courtesy.has(last)
        || of_replaced()
        || is_plural(last) && (lexicon.roles.has(last) || lexicon.is_title_word(last))
}

/// Whether a cell before that of a name is the office of the person: `Herr ordföranden   Bo Ek`, `fru   Eva Ask`. An
/// office in the plural is that of the people below too.
pub(super) fn is_office_before(text: &str, lexicon: &Lexicon) -> bool {
    if text.contains([',', ':', '(']) {
        return false;
    }
    let mut office = text;
    while lexicon.courtesy.has(first_word(office)) {
        office = office[first_word(office).len()..].trim_start();
    }
    let last = last_word(office);
    office.is_empty()
        || !is_plural(last)
            && (lexicon.roles.has(office) || !lexicon.not_names.has(last) && lexicon.is_title_word(last))
}

/// Whether a row only counts people and names none: `Två åhörare`, `3 elever`.
pub(super) fn is_count(text: &str, lexicon: &Lexicon) -> bool {
    let first = first_word(text);
    let rest = text[first.len()..].trim_start();
    let number = first.bytes().all(|byte| byte.is_ascii_digit())
        || first.starts_with(char::is_uppercase) && lexicon.numbers.has(first);
    number && rest.starts_with(char::is_lowercase) && !lexicon.roles.has(text)
}

/// `PRO: Åke Ek, Eva Ask` within a list: the people without the group before them.
pub(super) fn without_group<'a>(cell: &Cell<'a>, starts: &Starts<'a, '_>) -> Cell<'a> {
    let may_have_group = memchr::memchr(b':', cell.text.as_bytes()).is_some();
    let colon = may_have_group.then(|| cell.text.find(": ").filter(|at| *at <= 40)).flatten();
    let Some(colon) = colon else { return *cell };
    let rest = cell.text[colon + 2..].trim_start();
    let names = starts.is_person(rest) && !starts.is_person(&cell.text[..colon]);
    if !names {
        return *cell;
    }
    let lead = cell.text.len() - rest.len();
    Cell { text: rest, start: cell.start + lead, column: cell.column }
}

/// A cell's text without the bullet before it.
pub(super) fn bare(text: &str) -> &str {
    text.trim_start_matches(|c: char| {
        matches!(c, '•' | '*' | '·' | ' ' | '▪' | '●' | '\u{f0b7}') || is_dash(c)
    })
}
