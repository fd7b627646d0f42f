//! Clock times.
//!
//! | as written | read as |
//! | --- | --- |
//! | `kl. 18.00–21.35`, `10:00-12:00` | from, to |
//! | `klockan 10 f. m.`, `kl. 6 e.m.` | 10:00, 18:00 |
//! | `kl 1830` | 18:30 |
//! | `kl. 1/2 8 e.m.` | half past seven in the evening, 19:30 |

use std::ops::Range;

use nom::{
    Parser,
    bytes::complete::tag_no_case,
    character::complete::{char, one_of, space0},
    combinator::{not, opt, peek},
    sequence::{preceded, terminated},
};

use super::{Parsed, dash, digits, figures, has_digit, numbers, starts_word, word_in};
use crate::lexicon::{Half, Lexicon, Reach};
use crate::model::{Span, Time};

/// From when, and to when if the text says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hours {
    pub(crate) start: Time,
    pub(crate) end: Option<Time>,
}

/// `18.00`, `9:30`: hours and minutes with a full stop or a colon.
fn clock(input: &str) -> Parsed<'_, (u32, u32)> {
    let (rest, hour) = digits(1, 2).parse(input)?;
    let (rest, _) = one_of(".:").parse(rest)?;
    let end = not(peek(digits(1, 1)));
    let (rest, minute) = terminated(digits(2, 2), end).parse(rest)?;
    let mut no_date = not(peek((one_of(".:"), digits(1, 1))));
    let (rest, ()) = no_date.parse(rest)?;
    Ok((rest, (hour, minute)))
}

/// `19,30`: hours and minutes with a comma; only after *kl*.
fn with_comma(input: &str) -> Parsed<'_, (u32, u32)> {
    let (rest, hour) = terminated(digits(1, 2), char(',')).parse(input)?;
    let (rest, minute) = terminated(digits(2, 2), not(peek(digits(1, 1)))).parse(rest)?;
    Ok((rest, (hour, minute)))
}

/// `1830`: hours and minutes without a mark; only after *kl*.
fn military(input: &str) -> Parsed<'_, (u32, u32)> {
    let (rest, digits) = terminated(digits(4, 4), not(peek(digits(1, 1)))).parse(input)?;
    Ok((rest, (digits / 100, digits % 100)))
}

/// `1/2 8`, half an hour before eight.
fn half_hour(input: &str) -> Parsed<'_, (u32, u32)> {
    let (rest, hour) = preceded((tag_no_case("1/2"), space0), digits(1, 2)).parse(input)?;
    Ok((rest, ((hour + 11) % 12, 30)))
}

/// `6`, `18`: whole hours; only after *kl*.
fn whole_hour(input: &str) -> Parsed<'_, (u32, u32)> {
    terminated(digits(1, 2), not(peek(digits(1, 1)))).map(|hour| (hour, 0)).parse(input)
}

/// `e.m.`, `f. m.` behind a time.
fn half<'a>(input: &'a str, lexicon: &Lexicon) -> Parsed<'a, Half> {
    let trimmed = input.trim_start_matches([' ', '\u{a0}']);
    let mut found = Err(nom::Err::Error(()));
    for (at, c) in trimmed.char_indices().take(16) {
        let end = at + c.len_utf8();
        let ends_word = !trimmed[end..].starts_with(char::is_alphabetic);
        if let Some(half) = ends_word.then(|| lexicon.halves.get(&trimmed[..end])).flatten() {
            found = Ok((trimmed[end..].strip_prefix('.').unwrap_or(&trimmed[end..]), *half));
        }
    }
    found
}

fn time((hour, minute): (u32, u32), half: Option<Half>) -> Option<Time> {
    let hour = if half == Some(Half::Afternoon) && hour < 12 { hour + 12 } else { hour };
    Time::new(u8::try_from(hour).ok()?, u8::try_from(minute).ok()?)
}

/// *kl.*, *klockan*, *kl* before a time.
fn word<'a>(input: &'a str, lexicon: &Lexicon) -> Parsed<'a, ()> {
    let (rest, ()) = word_in(&lexicon.clock).parse(input)?;
    let (rest, _) = (opt(char('.')), opt(char(':')), space0).parse(rest)?;
    Ok((rest.trim_start_matches('\u{a0}'), ()))
}

/// *till*, *t o m* between two times.
fn until<'a>(input: &'a str, lexicon: &Lexicon) -> Parsed<'a, ()> {
    match numbers::lead(input.trim_start(), lexicon) {
        Some((Reach::Until, rest)) => Ok((rest, ())),
        _ => Err(nom::Err::Error(())),
    }
}

/// A time or a range of times; whole hours only where `spoken` (a *kl.* stands before it).
fn hours<'a>(input: &'a str, spoken: bool, lexicon: &Lexicon) -> Parsed<'a, Hours> {
    let one = |input: &'a str| {
        let bare = || with_comma(input).or_else(|_| whole_hour(input)).or_else(|_| military(input)).ok();
        let whole = if spoken { bare() } else { None };
        let found = half_hour(input).or_else(|_| clock(input)).ok().or(whole);
        let (rest, clock) = found.ok_or(nom::Err::Error(()))?;
        match half(rest, lexicon) {
            Ok((after, half)) => Ok((after, (clock, Some(half)))),
            Err(_) => Ok((rest, (clock, None))),
        }
    };
    let (rest, (first, first_half)) = one(input)?;
    let to = |input: &'a str| {
        let (rest, ()) = dash(input).or_else(|_| until(input, lexicon))?;
        let rest = word(rest, lexicon).map_or(rest, |(rest, ())| rest);
        one(rest)
    };
    let (rest, last) = match to(rest) {
        Ok((after, last)) => (after, Some(last)),
        Err(_) => (rest, None),
    };
    let last_half = last.and_then(|(_, half)| half);
    let start = time(first, first_half.or(last_half.filter(|_| first.0 < 12)));
    let end = last.and_then(|(clock, half)| time(clock, half.or(first_half)));
    match start {
        Some(start) => Ok((rest, Hours { start, end })),
        None => Err(nom::Err::Error(())),
    }
}

/// The first time that a *kl.* introduces, and where it stands.
pub(crate) fn find_spoken(text: &str, lexicon: &Lexicon) -> Option<(Span, Hours)> {
    if !has_digit(text) {
        return None;
    }
    let mended = super::mended_digits(text);
    spoken_in(mended.as_deref().unwrap_or(text), lexicon)
}

fn spoken_in(text: &str, lexicon: &Lexicon) -> Option<(Span, Hours)> {
    for start in memchr::memchr2_iter(b'k', b'K', text.as_bytes()) {
        if !starts_word(text, start) {
            continue;
        }
        let Ok((rest, ())) = word(&text[start..], lexicon) else { continue };
        if let Ok((rest, hours)) = hours(rest, true, lexicon) {
            return Some((Span::new(start, text.len() - rest.len()), hours));
        }
    }
    None
}

/// The first time that no clock shows, and where it stands: behind a *kl.* (`kl. 25.00`), or in a range of
/// times (`18:00–25:30`). `24.00` is midnight.
pub(crate) fn find_impossible(text: &str, lexicon: &Lexicon) -> Option<Span> {
    for Range { start, end } in figures(text) {
        let marked = matches!(text.as_bytes().get(end), Some(b'.' | b':'));
        let found = (marked && end - start <= 2).then(|| clock(&text[start..]));
        let Some(Ok((rest, first))) = found else { continue };
        if !starts_word(text, start) || text[..start].ends_with(['.', ':', '/', '-', ',']) {
            continue;
        }
        let last = dash(rest).and_then(|(rest, ())| clock(rest)).ok();
        let spoken = || {
            let before = text[..start].trim_end();
            let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
            word(&text[before.len() - last.len()..], lexicon)
                .is_ok_and(|(rest, ())| text.len() - rest.len() == start)
        };
        let wrong = !is_shown(first) || last.is_some_and(|(_, last)| !is_shown(last));
        if wrong && (last.is_some() || spoken()) {
            let end = text.len() - last.map_or(rest, |(rest, _)| rest).len();
            return Some(Span::new(start, end));
        }
    }
    None
}

/// Whether a clock shows these hours and minutes, midnight included.
fn is_shown((hour, minute): (u32, u32)) -> bool {
    hour < 24 && minute < 60 || (hour, minute) == (24, 0)
}

/// The first time with hours and minutes, introduced or not; for places where a time is expected.
pub(crate) fn find(text: &str, lexicon: &Lexicon) -> Option<(Span, Hours)> {
    if !has_digit(text) {
        return None;
    }
    let mended = super::mended_digits(text);
    find_in(mended.as_deref().unwrap_or(text), lexicon)
}

fn find_in(text: &str, lexicon: &Lexicon) -> Option<(Span, Hours)> {
    let spoken = spoken_in(text, lexicon);
    for Range { start, .. } in figures(text) {
        if spoken.is_some_and(|(span, _)| span.start <= start) {
            break;
        }
        if !starts_word(text, start)
            || text[..start].ends_with(['.', ':', '/', '-'])
                && start > 1
                && text[..start - 1].ends_with(|c: char| c.is_ascii_digit())
        {
            continue;
        }
        if let Ok((rest, hours)) = hours(&text[start..], false, lexicon) {
            return Some((Span::new(start, text.len() - rest.len()), hours));
        }
    }
    spoken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_that_no_clock_shows() {
        for (text, place) in [
            ("Kommunhuset, kl. 25.00", Some("25.00")),
            ("klockan 18.75", Some("18.75")),
            ("Lokalen\u{2028}kl. 25.00", Some("25.00")),
            ("kl 18.30–25.10", Some("18.30–25.10")),
            ("Tid: 10:00-12:75", Some("10:00-12:75")),
            ("kl. 18.00–24.00", None),
            ("kl. 9.30, 25.00 kronor", None),
            ("2023/24:75", None),
            ("den 25.75", None),
        ] {
            assert_eq!(
                find_impossible(text, Lexicon::built_in()).map(|span| span.of(text)),
                place,
                "{text:?}"
            );
        }
    }

    fn show(found: Option<(Span, Hours)>) -> String {
        found.map_or("none".into(), |(_, hours)| match hours.end {
            Some(end) => format!("{}-{end}", hours.start),
            None => hours.start.to_string(),
        })
    }

    #[test]
    fn times_in_every_form() {
        let lexicon = Lexicon::built_in();
        for (text, times) in [
            ("kl. 18.00–21.35", "18:00-21:35"),
            ("10:00-12:00", "10:00-12:00"),
            ("klockan 10 f. m.", "10:00"),
            ("kl. 6 e.m. å kommunalkontoret", "18:00"),
            ("kl. 1/2 8 e.m.", "19:30"),
            ("måndagen den 3 juni 2024, kl. 9.30–12.00", "09:30-12:00"),
            ("Kl. 13.00 – 15.40", "13:00-15:40"),
            ("kl 09.00-15.25", "09:00-15:25"),
            ("kl. 17:15", "17:15"),
            ("2024-06-17 13:15", "13:15"),
            ("kl l8.00 - 2l.30", "18:00-21:30"),
            ("kl 13-15", "13:00-15:00"),
            ("kl. 18", "18:00"),
            ("kl. 19,30 i lokalen", "19:30"),
            ("kl. 19, 30 medlemmar", "19:00"),
            ("klockan 1700", "17:00"),
            ("kl 2575", "none"),
            ("19.6.2017", "none"),
            ("kl. 25.00", "none"),
            ("klubbstugan 4", "none"),
        ] {
            assert_eq!(show(find(text, lexicon)), times, "{text:?}");
        }
        assert_eq!(show(find_spoken("priset är 18.00 kronor", lexicon)), "none");
    }
}
