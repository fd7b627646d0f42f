//! Labels with one blank before their value, as where a text has lost its columns.
//!
//! | rows | label and value |
//! | --- | --- |
//! | `Plats och tid Sal A, kl. 9` | `Plats och tid`: `Sal A, kl. 9` |
//! | `Utses att justera Bo Ek` | `Utses att justera`: `Bo Ek` |
//! | `Justeringens Kommunhuset` above `plats och tid` | `Justeringens plats och tid`: `Kommunhuset` |
//! | `Plats för mötet är Sal A` | none: the words go on |

use super::inline::rest_of;
use super::label::{is_people, label};
use crate::grammar::person::Starts;
use crate::grammar::{date, ends_with_small_word, first_word, has_digit, is_capitals, organ, time, verb};
use crate::lexicon::Label;
use crate::lines::Cell;
use crate::lines::rows::{Gap, Row};

/// How many words a label has at most.
const MOST_WORDS: usize = 6;

/// How many words of a label stand at most in each of the two rows that it takes.
const MOST_WORDS_WRAPPED: usize = 3;

/// The longest value in the row of its label, in bytes.
const LONGEST: usize = 200;

/// The longest label that a cell begins with and that the rest of the cell is a value of.
pub(super) fn label_and_blank<'a>(
    cell: &Cell<'a>,
    starts: &Starts<'a, '_>,
) -> Option<(Label, &'a str, Cell<'a>)> {
    let text = cell.text;
    if text.len() > LONGEST || !text.starts_with(char::is_uppercase) || !starts.lexicon.labels.may_begin(text)
    {
        return None;
    }
    let mut spaces = [0; MOST_WORDS];
    let found = memchr::memchr_iter(b' ', text.as_bytes());
    let count = spaces.iter_mut().zip(found).map(|(space, at)| *space = at).count();
    spaces[..count].iter().rev().find_map(|&at| {
        if !text[at + 1..].starts_with(begins_value) {
            return None;
        }
        let label = label(&text[..at], starts.lexicon)?;
        // "Ersättare Bo Ek" tells what he is, "Tjänstgörande ersättare för Bo Ek" for whom somebody serves.
        let of_one = || at == spaces[0] || ends_with_small_word(&text[..at], starts.lexicon);
        if is_people(label) && of_one() {
            return None;
        }
        let value = rest_of(cell, at);
        is_value(label, value.text, starts).then(|| (label, &text[..at], value))
    })
}

/// Whether a value may begin with `c`.
fn begins_value(c: char) -> bool {
    c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '”' | '§')
}

/// Whether `value`, which begins with a capital or a figure, is one of `label`, and does not go on with its words.
fn is_value<'a>(label: Label, value: &'a str, starts: &Starts<'a, '_>) -> bool {
    let lexicon = starts.lexicon;
    match label {
        Label::Place | Label::PlaceTime | Label::Adjustment | Label::Storage => {
            !verb::is_told(value, lexicon) && super::label::label(value, lexicon).is_none()
        }
        Label::Organ => organ::is_body(value, lexicon) || organ::is_organization(value, lexicon),
        Label::Time | Label::DateTime => {
            has_digit(value)
                && (date::find(value, lexicon).is_some() || time::find(value, lexicon).is_some())
                && !verb::is_told(value, lexicon)
        }
        Label::AppointedAdjuster => starts.is_person(value) && !verb::is_told(value, lexicon),
        Label::Items => value.starts_with(|c: char| c.is_ascii_digit() || c == '§'),
        label if is_people(label) => starts.is_person(value) && !verb::is_told(value, lexicon),
        _ => false,
    }
}

/// A label of which one part stands before the value, and the rest in the rows below.
pub(super) struct Wrapped<'a> {
    pub(super) label: Label,
    /// The part in the first row.
    pub(super) text: &'a str,
    /// All of it.
    pub(super) whole: String,
    pub(super) value: Cell<'a>,
    /// How many bytes of each row below belong to it.
    pub(super) below: Vec<usize>,
}

/// How many rows below the first one a label takes at most.
const MOST_ROWS_BELOW: usize = 2;

/// The label that begins a cell, alone in its row, and ends in the rows `below`.
pub(super) fn wrapped<'a>(
    cell: &Cell<'a>,
    below: &[Row<'a>],
    starts: &Starts<'a, '_>,
) -> Option<Wrapped<'a>> {
    let text = cell.text;
    let goes_on = |row: &Row<'a>| {
        row.gap == Gap::None
            && (row.text().starts_with(char::is_lowercase)
                || is_capitals(row.text()) && is_capitals(first_word(text)))
    };
    if !below.first().is_some_and(goes_on)
        || text.len() > LONGEST
        || !text.starts_with(char::is_uppercase)
        || !starts.lexicon.labels.may_begin(text)
    {
        return None;
    }
    let rows: Vec<Row<'a>> = below.iter().take(MOST_ROWS_BELOW).copied().take_while(goes_on).collect();
    let mut heads = ends(text);
    heads.retain(|at| text[at + 1..].starts_with(begins_value));
    heads.into_iter().rev().find_map(|head| {
        let (whole, label, below) = completed(&text[..head], &rows, starts)?;
        let value = rest_of(cell, head);
        let fits =
            if is_people(label) { starts.is_person(value.text) } else { is_value(label, value.text, starts) };
        fits.then(|| Wrapped { label, text: &text[..head], whole, value, below })
    })
}

/// The longest label that begins with `head` and goes on in `rows`, with how many bytes of each it has.
fn completed(head: &str, rows: &[Row<'_>], starts: &Starts<'_, '_>) -> Option<(String, Label, Vec<usize>)> {
    let (first, rest) = rows.split_first()?;
    let text = first.text();
    let mut tails = ends(text);
    let hour = |text: &str| starts.lexicon.clock.has(first_word(text));
    tails.retain(|at| text[at + 1..].starts_with(begins_value) || hour(&text[at + 1..]));
    if text.split(' ').count() <= MOST_WORDS_WRAPPED {
        tails.push(text.len());
    }
    tails.into_iter().rev().find_map(|tail| {
        let whole = [head, " ", &text[..tail]].concat();
        if let Some((whole, label, mut below)) = completed(&whole, rest, starts) {
            below.insert(0, tail);
            return Some((whole, label, below));
        }
        label(&whole, starts.lexicon).map(|label| (whole, label, vec![tail]))
    })
}

/// Where the first words of a text end that others follow.
fn ends(text: &str) -> Vec<usize> {
    memchr::memchr_iter(b' ', text.as_bytes()).take(MOST_WORDS_WRAPPED).collect()
}

#[cfg(test)]
mod tests {
    use crate::{Document, Role, parse};

    fn read(head: &str) -> String {
        format!("Norrby kommun\nProtokoll 2024-03-04\n\n{head}\n\n§ 1 Val\n\nVal.\n")
    }

    #[test]
    fn labels_with_one_blank_before_their_value() {
        for (text, place) in [
            ("Plats och tid Sal A, Kommunhuset, kl. 09.00-12.00", Some("Sal A, Kommunhuset")),
            ("Tid 09.00-12.00\nPlats Sal A", Some("Sal A")),
            ("Plats för mötet är som vanligt Sal A", None),
        ] {
            let text = read(text);
            assert_eq!(parse(&text).meeting.place.as_deref(), place, "{text}");
        }
        let text = read("Justeringens Kommunhuset, 2024-03-11\nplats och tid kl. 16.00");
        let adjustment = parse(&text).adjustment;
        assert_eq!(adjustment.and_then(|adjustment| adjustment.place).as_deref(), Some("Kommunhuset"));
    }

    fn people<'a>(document: &'a Document<'a>) -> Vec<(&'a str, Option<bool>)> {
        document.attendance.iter().map(|person| (&*person.name, person.serving)).collect()
    }

    #[test]
    fn people_behind_labels_of_several_words() {
        let text = read("Beslutande ledamöter Anna Berg (S), ordförande\nBo Ek (M)");
        let document = parse(&text);
        assert_eq!(people(&document), [("Anna Berg", None), ("Bo Ek", None)]);
        assert!(document.attendance[0].roles.contains(&Role::Member));
        let text = read("Tjänstemän Socialchef Eva Ask\nKamrer Per Ros");
        assert_eq!(people(&parse(&text)), [("Eva Ask", None), ("Per Ros", None)]);
    }

    #[test]
    fn labels_that_go_on_below() {
        for text in [
            "Ej tjänstgörande Anna Berg (S)\nersättare Bo Ek (M)\nEva Fors (C)",
            "Ej Anna Berg (S)\ntjänstgörande Bo Ek (M)\nersättare Eva Fors (C)",
            "Ej tjänstgörande Anna Berg (S)\nersättare\nBo Ek (M)\nEva Fors (C)",
        ] {
            let text = read(text);
            let document = parse(&text);
            let all = [("Anna Berg", Some(false)), ("Bo Ek", Some(false)), ("Eva Fors", Some(false))];
            assert_eq!(people(&document), all, "{text}");
            let group = document.attendance[0].group.as_deref();
            assert_eq!(group, Some("Ej tjänstgörande ersättare"), "{text}");
        }
    }
}
