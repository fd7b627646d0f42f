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
use crate::grammar::{date, has_digit, organ, time, verb};
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
        let begins = text[at + 1..].starts_with(begins_value);
        let label = label(&text[..at], starts.lexicon).filter(|_| begins)?;
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
        _ => false,
    }
}

/// A label of which one part stands before the value, and the rest in the row below.
pub(super) struct Wrapped<'a> {
    pub(super) label: Label,
    /// The part in the first row.
    pub(super) text: &'a str,
    /// All of it.
    pub(super) whole: String,
    pub(super) value: Cell<'a>,
    /// How many bytes of the row below belong to it.
    pub(super) below: usize,
}

/// The label that begins a cell, alone in its row, and ends in the row `below`.
pub(super) fn wrapped<'a>(cell: &Cell<'a>, below: &Row<'a>, starts: &Starts<'a, '_>) -> Option<Wrapped<'a>> {
    let (text, next) = (cell.text, below.text());
    let goes_on = next.starts_with(char::is_lowercase) || crate::grammar::is_capitals(next);
    if below.gap != Gap::None
        || !goes_on
        || text.len() > LONGEST
        || !text.starts_with(char::is_uppercase)
        || !starts.lexicon.labels.may_begin(text)
    {
        return None;
    }
    let ends = |text: &str| -> Vec<usize> {
        memchr::memchr_iter(b' ', text.as_bytes()).take(MOST_WORDS_WRAPPED).collect()
    };
    let mut tails = ends(next);
    tails.retain(|at| next[at + 1..].starts_with(begins_value));
    if next.split(' ').count() <= MOST_WORDS_WRAPPED {
        tails.push(next.len());
    }
    let heads = ends(text);
    heads.iter().rev().filter(|at| text[*at + 1..].starts_with(begins_value)).find_map(|&head| {
        tails.iter().rev().find_map(|&tail| {
            let whole = [&text[..head], " ", &next[..tail]].concat();
            let label = label(&whole, starts.lexicon)?;
            let value = rest_of(cell, head);
            let fits = if is_people(label) {
                starts.is_person(value.text)
            } else {
                is_value(label, value.text, starts)
            };
            fits.then(|| Wrapped { label, text: &text[..head], whole, value, below: tail })
        })
    })
}
