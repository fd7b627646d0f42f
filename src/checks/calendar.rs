//! Does the calendar have each date, the clock each time, and is the weekday right?
//!
//! Looked at are the header, the adjustment, the posting and the next meeting: what the document takes its
//! dates from.

use super::Checked;
use crate::grammar::date::{self, Partial};
use crate::grammar::{has_digit, reference, time};
use crate::lexicon::Lexicon;
use crate::model::{Code, Date, Diagnostic, Span};

/// A leap year: whatever day a month ever has, it has then.
const LEAP_YEAR: i16 = 2024;

/// Dates and times that cannot be, and weekdays that are another day's.
pub(super) fn check(checked: Checked<'_, '_>) -> Vec<Diagnostic> {
    let places = checked.oddities.header.iter().chain(&checked.oddities.closing);
    places.flat_map(|span| in_place(checked, *span)).collect()
}

/// Whether the header has a date that no calendar has.
pub(super) fn is_impossible_in_header(checked: Checked<'_, '_>) -> bool {
    let places = checked.oddities.header.iter();
    places.flat_map(|span| in_place(checked, *span)).any(|diagnostic| diagnostic.code == Code::ImpossibleDate)
}

fn in_place(checked: Checked<'_, '_>, span: Span) -> Vec<Diagnostic> {
    if !has_digit(checked.at(span)) {
        return vec![];
    }
    let text = checked.on_one_line(span);
    let mut found = vec![];
    let mut from = 0;
    while let Some((place, partial)) = date::find(&text[from..], checked.lexicon) {
        let place = Span::new(from + place.start, from + place.end);
        found.extend(diagnostic(place.of(&text), &partial, checked.lexicon).map(|(code, message)| {
            Diagnostic::new(code, Span::new(span.start + place.start, span.start + place.end), message)
        }));
        from = place.end;
    }
    if let Some(place) = time::find_impossible(&text, checked.lexicon) {
        let message = format!("expected a time of day, found `{}`, which no clock shows", place.of(&text));
        let place = Span::new(span.start + place.start, span.start + place.end);
        found.push(Diagnostic::new(Code::ImpossibleDate, place, message));
    }
    // A register number is no date; nearly all rows have nothing odd, and are not asked.
    if !found.is_empty() && reference::after_word(&text, checked.lexicon).is_some() {
        return vec![];
    }
    found
}

/// What is wrong with the date that is written as `written`.
fn diagnostic(written: &str, partial: &Partial, lexicon: &Lexicon) -> Option<(Code, String)> {
    let year = partial.year.unwrap_or(LEAP_YEAR);
    let last = partial.until.map(|_| partial.end_date(Some(year)));
    let Some(date) = partial.date(Some(year)).filter(|_| last != Some(None)) else {
        // A fraction (`30/2`) is no date without its year.
        let surely = partial.year.is_some() || !written.contains('/');
        let message = || format!("expected a date, found `{written}`, which no calendar has");
        return surely.then(|| (Code::ImpossibleDate, message()));
    };
    let weekday = i8::try_from(partial.weekday?).ok()?;
    (partial.year.is_some() && weekday != date.weekday())
        .then(|| (Code::WeekdayMismatch, mismatch(written, date, lexicon)))
}

fn mismatch(written: &str, date: Date, lexicon: &Lexicon) -> String {
    let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let day = |weekday: i8| {
        usize::try_from(weekday - 1).ok().and_then(|at| days.get(at)).copied().unwrap_or_default()
    };
    let named = written.split(' ').next().and_then(|word| lexicon.weekdays.get(word));
    let named = named.and_then(|weekday| i8::try_from(*weekday).ok()).map_or("another day", day);
    format!("{date} is a {}, found `{written}`, a {named}", day(date.weekday()))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{marked, messages, table};
    use crate::model::Code::{ImpossibleDate, NoDate, WeekdayMismatch};

    fn minutes(when: &str, end: &str) -> String {
        format!(
            "Norrby kommun\nProtokoll\n\n{when}\n\nNärvarande:\nAnna Berg\nBo Ek\n\n§ 1 Val\n\nVal.\n\n§ 2 Slut\n\n{end}\n"
        )
    }

    #[test]
    fn dates_times_and_weekdays() {
        for (when, end, expected) in [
            ("Datum: den 31 juni 2024", "Slut.", &[ImpossibleDate][..]),
            ("Datum: 2023-02-29", "Slut.", &[ImpossibleDate]),
            ("Datum: 2024-02-29", "Slut.", &[]),
            ("Plats och tid: Kommunhuset 2024-03-04, kl. 25.00", "Slut.", &[ImpossibleDate]),
            ("Plats och tid: Kommunhuset 2024-03-04, kl. 18.00–24.00", "Slut.", &[]),
            ("Datum: måndagen den 18 juni 2024", "Slut.", &[WeekdayMismatch]),
            ("Datum: tisdagen den 18 juni 2024", "Slut.", &[]),
            ("Datum: 2024-03-04", "Nästa möte hålls den 31 april kl. 18.00.", &[ImpossibleDate]),
            ("Datum: 2024-03-04", "Nästa möte hålls måndagen den 3 april 2024.", &[WeekdayMismatch]),
            // The year is not given: no day of the week can be wrong.
            ("Datum: 2024-03-04", "Nästa möte hålls måndagen den 3 april.", &[]),
            ("Datum: 2024-03-04", "Motionen av den 31 juni 2023 bifölls.", &[]),
            ("Datum: 2024-03-04\nDnr 2024-31-12", "Slut.", &[]),
        ] {
            table(&[ImpossibleDate, WeekdayMismatch, NoDate], &[(&minutes(when, end), expected)]);
        }
    }

    #[test]
    fn words_and_places() {
        let text = minutes("Datum: måndagen den 18 juni 2024", "Slut.");
        assert_eq!(
            messages(&text, WeekdayMismatch),
            ["2024-06-18 is a Tuesday, found `måndagen den 18 juni 2024`, a Monday"]
        );
        let text = minutes("Datum: den 31 juni 2024", "Slut.");
        assert_eq!(marked(&text, ImpossibleDate), ["den 31 juni 2024"]);
        assert_eq!(
            messages(&text, ImpossibleDate),
            ["expected a date, found `den 31 juni 2024`, which no calendar has"]
        );
    }
}
