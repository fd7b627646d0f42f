//! What follows the meeting → adjustment, posting, next meeting: one file each.
//!
//! Labels are asked first, then sentences of the points, then the rows at the end.

mod adjustment;
mod next_meeting;
mod posting;

pub(crate) use adjustment::adjustment;
pub(crate) use next_meeting::{Announcing, Told, announces, next_meeting};
pub(crate) use posting::posting;

use super::body::{folded, join, push_line};
use super::fields::{Field, Value};
use crate::grammar::date::{self, Partial};
use crate::grammar::occasion::words;
use crate::lexicon::{Clue, Lexicon};
use crate::lines::rows::{Gap, Row};
use crate::model::{Date, Text};

/// How much of the rows about one thing is read, in bytes.
const MOST: usize = 1500;

/// The rows of a field as one text, as long as they belong together.
///
/// A row that begins left of the value, with a capital, says something else.
pub(super) fn value<'a>(field: &Field<'a>, lexicon: &Lexicon) -> Option<Text<'a>> {
    text_of(&field.values, lexicon)
}

fn text_of<'a>(values: &[Value<'a>], lexicon: &Lexicon) -> Option<Text<'a>> {
    let first = values.first()?;
    let mut whole = folded(first.cells.first()?.text);
    for value in values.iter().skip(1).take(2) {
        let Some(cell) = value.cells.first() else { break };
        if !goes_on(&whole, first, value) {
            break;
        }
        whole = join(&whole, cell.text, lexicon).into();
    }
    Some(whole)
}

fn goes_on(so_far: &str, first: &Value<'_>, next: &Value<'_>) -> bool {
    let (Some(begin), Some(cell)) = (first.cells.first(), next.cells.first()) else { return false };
    let open = so_far.ends_with([',', '-', '–'])
        || cell.text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    open || next.gap == Gap::None && cell.column + 2 >= begin.column
}

/// Whether one of the words of a text has the meaning.
pub(super) fn has(text: &str, clue: Clue, lexicon: &Lexicon) -> bool {
    // One walk over all letters takes less than to cut out each word and look it up.
    lexicon.clues.may_tell(lexicon.clues.all(text), clue)
        && words(text).any(|(_, word)| lexicon.clues.get(word).has(clue))
}

/// The rows in which a word has one of the meanings, with those that go on with them, as one text; each row or
/// paragraph ends a sentence.
pub(super) fn about<'r, 'a: 'r>(
    rows: impl Iterator<Item = &'r Row<'a>>,
    meanings: &[Clue],
    lexicon: &Lexicon,
) -> String {
    let mut text = String::new();
    let mut open = false;
    for row in rows {
        let about = meanings.iter().any(|meaning| has(row.text(), *meaning, lexicon));
        let dated = open && row.text().len() < 60 && date::find(row.text(), lexicon).is_some();
        let goes_on = open && (row.gap == Gap::None || dated);
        if !about && !goes_on {
            open = false;
            continue;
        }
        if !goes_on && !text.is_empty() && !text.ends_with('.') {
            text.push('.');
        }
        push_line(&mut text, row.text(), lexicon);
        open = !text.ends_with('.');
        if text.len() > MOST {
            break;
        }
    }
    text
}

/// The date, if it is one day of the calendar: the first one from the meeting on where it has no year.
pub(super) fn completed(partial: &Partial, meeting: Option<Date>) -> Option<Date> {
    if partial.year.is_some() {
        return partial.date(None);
    }
    let meeting = meeting?;
    let same = partial.date(Some(meeting.year()))?;
    if same >= meeting { Some(same) } else { partial.date(Some(meeting.year() + 1)) }
}

#[cfg(test)]
mod tests {
    use crate::parse;

    /// A protocol with a point that says `sentence`, held 14 May 2024.
    pub(super) fn saying(sentence: &str) -> String {
        format!(
            "Norrby förening\nProtokoll 2024-05-14\n\n§ 1 Öppnande\n\nMötet öppnades.\n\n§ 2 Övrigt\n\n{sentence}\n"
        )
    }

    #[test]
    fn years_are_completed_from_the_meeting() {
        for (sentence, date) in [
            ("Nästa möte hålls den 3 september.", "2024-09-03"),
            ("Nästa möte hålls den 14 januari.", "2025-01-14"),
            ("Nästa möte hålls den 14 januari 2026.", "2026-01-14"),
        ] {
            let next = parse(&saying(sentence)).next_meeting.and_then(|next| next.date);
            assert_eq!(next.map(|date| date.to_string()).as_deref(), Some(date), "{sentence}");
        }
    }
}
