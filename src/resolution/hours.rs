//! When the meeting began and ended, where only a point says it.
//!
//! | as written | read as |
//! | --- | --- |
//! | `Ordföranden hälsade välkommen kl. 18.35.` in the first points | start |
//! | `Mötets öppnande 18:08` as a title | start |
//! | `Mötet avslutades 20:02.` in the last points | end |
//! | `Mötet avslutas` as a title, `20:02` below it | end |
//! | `Mötet avslutades kl. 10.` of a meeting that began 19:30 | 22:00 |

use crate::grammar::occasion::words;
use crate::grammar::sentence::sentences;
use crate::grammar::{date, last_word, time};
use crate::item::Body;
use crate::lexicon::{Clue, Lexicon};
use crate::model::{Meeting, Time};

/// How many points at either end are asked.
const POINTS: usize = 2;

/// Completes the hours that the header does not say.
pub(crate) fn complete(meeting: &mut Meeting<'_>, bodies: &[Body<'_>], lexicon: &Lexicon) {
    if meeting.start_time.is_none() {
        let first = || bodies.iter().take(POINTS);
        meeting.start_time = told(first(), Clue::Opens, lexicon).or_else(|| titled(first(), lexicon));
    }
    if meeting.end_time.is_none() {
        let last = || bodies.iter().rev().take(POINTS);
        let end = told(last(), Clue::Closes, lexicon)
            .or_else(|| titled(last(), lexicon))
            .or_else(|| below_title(last(), lexicon));
        meeting.end_time = end.map(|end| after(meeting.start_time, end));
    }
}

/// The time in a title: `Mötets öppnande 18:08`. A title with a day speaks of another meeting, and figures behind a name are
/// those of a property: `Bygglov för Ekbacken 2:14`.
fn titled<'b>(bodies: impl Iterator<Item = &'b Body<'b>>, lexicon: &Lexicon) -> Option<Time> {
    let mut titles = bodies.filter_map(|body| body.title.as_deref());
    titles.find_map(|title| {
        let (span, hours) = time::find(title, lexicon)?;
        let other = date::find(title, lexicon).is_some() || lexicon.clues.all(title).has(Clue::Next);
        let property = || last_word(title[..span.start].trim_end()).starts_with(char::is_uppercase);
        (!other && !property() && hours.end.is_none() && span.end == title.len()).then_some(hours.start)
    })
}

/// The time that is all of the text below a title that closes: `Mötet avslutas` above `20:02`.
fn below_title<'b>(mut bodies: impl Iterator<Item = &'b Body<'b>>, lexicon: &Lexicon) -> Option<Time> {
    bodies.find_map(|body| {
        let [only] = &body.paragraphs[..] else { return None };
        let closes = body.title.as_deref().is_some_and(|title| lexicon.clues.all(title).has(Clue::Closes));
        let (span, hours) = closes.then(|| time::find(&only.text, lexicon))??;
        let around = [&only.text[..span.start], &only.text[span.end..]];
        let alone = around.iter().all(|text| {
            lexicon.clock.has(text.trim_matches([' ', '.'])) || text.trim_matches([' ', '.']).is_empty()
        });
        (alone && hours.end.is_none()).then_some(hours.start)
    })
}

/// The first time in a sentence that opens, or closes.
fn told<'b>(bodies: impl Iterator<Item = &'b Body<'b>>, clue: Clue, lexicon: &Lexicon) -> Option<Time> {
    bodies
        .flat_map(|body| &body.paragraphs)
        .filter(|paragraph| lexicon.clues.may_tell(paragraph.clues, clue))
        .flat_map(|paragraph| sentences(&paragraph.text, lexicon))
        .filter(|sentence| words(sentence).any(|(_, word)| lexicon.clues.get(word).has(clue)))
        .find_map(|sentence| time::find(sentence, lexicon).map(|(_, hours)| hours.start))
}

/// An hour of the evening, where the clock counts to twelve.
fn after(start: Option<Time>, end: Time) -> Time {
    let early = start.is_some_and(|start| end < start && start.hour() >= 12 && end.hour() < 12);
    early.then(|| Time::new(end.hour() + 12, end.minute())).flatten().unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use crate::parse;

    #[test]
    fn hours_of_points() {
        for (tid, first, last, hours) in [
            ("", "Anna Berg hälsade välkommen kl. 18.35.", "Mötet avslutades kl. 20.50.", "18:35-20:50"),
            ("Tid: kl. 19.30", "Mötet öppnades.", "Mötet avslutades enligt ritualen kl. 10.", "19:30-22:00"),
            ("Tid: kl. 18–20", "Mötet öppnades kl. 18.05.", "Mötet avslutades 20:10.", "18:00-20:00"),
            ("", "Mötet öppnades.", "Mötet avslutades. Fika serverades kl. 20.", "-"),
        ] {
            let text = format!(
                "Protokoll 2024-05-14\n{tid}\n\n§ 1 Öppnande\n\n{first}\n\n§ 2 Avslutning\n\n{last}\n"
            );
            let meeting = parse(&text).meeting;
            let time = |time: Option<crate::Time>| time.map_or(String::new(), |time| time.to_string());
            assert_eq!(format!("{}-{}", time(meeting.start_time), time(meeting.end_time)), hours, "{first}");
        }
    }

    #[test]
    fn hours_in_titles() {
        for (title, hour) in [("Mötets öppnande 18:08", Some("18:08")), ("Bygglov för Ekbacken 2:14", None)]
        {
            let text = format!("Protokoll 2024-05-14\n\n§ 1 {title}\n\nText.\n\n§ 2 Val\n\nText.\n");
            let found = parse(&text).meeting.start_time.map(|time| time.to_string());
            assert_eq!(found.as_deref(), hour, "{title}");
        }
    }

    #[test]
    fn an_hour_alone_below_a_title_that_closes() {
        for (below, end) in
            [("13:00", Some("13:00")), ("Klockan 13.00.", Some("13:00")), ("Kaffe 13:00", None)]
        {
            let text =
                format!("Protokoll 2024-05-14\n\n§ 1 Öppnande\n\nText.\n\n§ 2 Mötet avslutas\n\n{below}\n");
            let found = parse(&text).meeting.end_time.map(|time| time.to_string());
            assert_eq!(found.as_deref(), end, "{below}");
        }
    }
}
