//! When the adjustment is announced, and where.
//!
//! | as written | read as |
//! | --- | --- |
//! | `Anslaget sätts upp   2024-03-19`, `Anslaget tas ned   2024-04-10` | posted, removed |
//! | `Protokollet är anslaget på anslagstavlan 2024-03-19 – 2024-04-10` | posted, removed |
//! | `Anslaget å rådhuset den 19 mars 1955.` | posted, place |
//! | `Justeringen tillkännages på kommunens anslagstavla den 19 mars och tas bort den 10 april.` | all |

use super::{about, completed, has, value};
use crate::blocks::fields::Field;
use crate::grammar::occasion::{self, words};
use crate::grammar::sentence::sentences;
use crate::grammar::{dash, date};
use crate::lexicon::{Clue, Label, Lexicon};
use crate::lines::rows::Row;
use crate::model::{Date, Posting, Text};

/// The posting: from its labels, else from sentences about it.
pub(crate) fn posting<'r, 'a: 'r>(
    fields: &[Field<'a>],
    rows: impl Iterator<Item = &'r Row<'a>>,
    meeting: Option<Date>,
    lexicon: &Lexicon,
) -> Option<Posting<'a>> {
    let dated = |label: Label| {
        fields.iter().filter(|field| field.label == label).find_map(|field| {
            let text = value(field, lexicon)?;
            date::find(&text, lexicon).and_then(|(_, partial)| completed(&partial, meeting))
        })
    };
    let place = fields
        .iter()
        .find(|field| field.label == Label::PostingPlace)
        .and_then(|field| value(field, lexicon));
    let mut found = Posting { posted: dated(Label::Posted), removed: dated(Label::Removed), place };
    if found.posted.is_none() || found.removed.is_none() || found.place.is_none() {
        let text = about(rows, &[Clue::Announced], lexicon);
        for sentence in sentences(&text, lexicon) {
            from_sentence(&mut found, sentence, meeting, lexicon);
        }
    }
    (found != Posting::default()).then_some(found)
}

/// Each date of a sentence is when the announcement is put up, or when it is taken down; a date behind a
/// dash, or a second one behind such a word, is the latter.
fn from_sentence(found: &mut Posting<'_>, sentence: &str, meeting: Option<Date>, lexicon: &Lexicon) {
    // "Anslaget den 19 mars. Tas ned den 10 april."
    let goes_on = || found.posted.is_some() && has(sentence, Clue::TakenDown, lexicon);
    if !has(sentence, Clue::Announced, lexicon) && !goes_on() {
        return;
    }
    // "Protokollet har justerats 9 maj och anslagits 10 maj": the first day is that of the adjustment.
    let announced = words(sentence).find(|(_, word)| lexicon.clues.get(word).has(Clue::Announced));
    let adjusted = words(sentence).find(|(_, word)| lexicon.clues.get(word).has(Clue::Adjusted));
    let mut from = match (adjusted, announced) {
        (Some((adjusted, _)), Some((announced, _))) if adjusted < announced => announced,
        _ => 0,
    };
    while let Some((span, partial)) = date::find(&sentence[from..], lexicon) {
        let before = &sentence[from..from + span.start];
        let down = has(before, Clue::TakenDown, lexicon)
            || from > 0 && dash(before).is_ok_and(|(rest, ())| rest.is_empty());
        let date = completed(&partial, meeting).filter(|date| meeting.is_none_or(|meeting| *date >= meeting));
        if let Some(date) = date {
            let slot = if down { &mut found.removed } else { &mut found.posted };
            slot.get_or_insert(date);
            if let Some(last) = partial.end_date(Some(date.year())) {
                found.removed.get_or_insert(last);
            }
        }
        from += span.end;
    }
    if found.place.is_none() && (found.posted.is_some() || has(sentence, Clue::NoticeBoard, lexicon)) {
        found.place = place(sentence, lexicon);
    }
}

/// The notice board, or the house whose preposition follows the announcement at once.
fn place<'a>(sentence: &str, lexicon: &Lexicon) -> Option<Text<'a>> {
    let all: Vec<(usize, &str)> = words(sentence).collect();
    let is =
        |index: usize, clue: Clue| all.get(index).is_some_and(|(_, word)| lexicon.clues.get(word).has(clue));
    let board = (0..all.len()).find(|index| is(*index, Clue::NoticeBoard));
    if let Some(board) = board {
        let begin = (board.saturating_sub(5)..board).rev().find(|index| is(*index, Clue::Locative))? + 1;
        let (at, word) = all[board];
        return Some(sentence[all[begin].0..at + word.len()].to_owned().into());
    }
    let said = (0..all.len()).find(|index| is(*index, Clue::Announced) && is(*index + 1, Clue::Locative))?;
    let told = occasion::in_sentence(&sentence[all[said + 1].0..], lexicon);
    told.place.map(|place| place.to_owned().into())
}

#[cfg(test)]
mod tests {
    use crate::parse;

    fn shown(rows: &str) -> [String; 3] {
        let text = format!(
            "Norrby kommun\n\nPlats och tid   Sal A, 2024-05-14 kl. 9\n\n{rows}\n\n§ 1 Öppnande\n\nText.\n"
        );
        let found = parse(&text).posting.unwrap_or_default();
        let day = |date: Option<crate::Date>| date.map_or(String::new(), |date| date.to_string());
        [day(found.posted), day(found.removed), found.place.map_or(String::new(), |place| place.into_owned())]
    }

    #[test]
    fn labels_and_sentences() {
        for (rows, posted, removed, place) in [
            (
                "Anslaget sätts upp   2024-05-21\nAnslaget tas ned   2024-06-12",
                "2024-05-21",
                "2024-06-12",
                "",
            ),
            (
                "Protokollet är anslaget på den digitala anslagstavlan 2024-05-21 – 2024-06-12",
                "2024-05-21",
                "2024-06-12",
                "den digitala anslagstavlan",
            ),
            (
                "Justeringen har tillkännagivits på kommunens anslagstavla den 21 maj 2024 och tas ned den 12 juni 2024.",
                "2024-05-21",
                "2024-06-12",
                "kommunens anslagstavla",
            ),
            (
                "Anslaget på stadens anslagstavla 2024-05-21. Tas ned 2024-06-12.",
                "2024-05-21",
                "2024-06-12",
                "stadens anslagstavla",
            ),
            ("Anslaget å rådhuset den 21 maj 2024.", "2024-05-21", "", "rådhuset"),
            ("Justeringen har tillkännagivits på stadens anslagstavla.", "", "", "stadens anslagstavla"),
            ("Handlingarna skickades den 21 maj 2024.", "", "", ""),
        ] {
            assert_eq!(shown(rows), [posted, removed, place], "{rows:?}");
        }
    }
}
