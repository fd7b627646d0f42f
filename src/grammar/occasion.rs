//! When and where something is, as a clause or the value of a label says it.
//!
//! | as written | when | where |
//! | --- | --- | --- |
//! | `Justeringen äger rum i kommunhuset måndagen den 4 maj 2023 kl. 15` | 4 May 2023, 15:00 | `kommunhuset` |
//! | `Nästa möte hålls den 8 oktober kl. 18.30 i föreningslokalen.` | 8 October, 18:30 | `föreningslokalen` |
//! | `Torsdag 14 mars kl 13, rum Eken, plan 2` | 14 March, 13:00 | `rum Eken, plan 2` |
//! | `Folkets hus, sal A, den 4 maj 2023 kl. 9–12` | 4 May 2023, 9:00–12:00 | `Folkets hus, sal A` |
//! | `med styrelsen i Hagby kommun å kansliet den 3 maj 1925` | 3 May 1925 | `kansliet` |
//! | `1903 den 3 maj sammanträdde styrelsen i Hagby kommun å kansliet` | 3 May 1903 | `kansliet` |
//!
//! The place is as written, without the preposition before it, *hos* apart: who lives there is no place. Of several dates the first counts.

use std::ops::Range;

use super::date::{self, Partial};
use super::organ;
use super::split_at_blanks;
use super::time::{self, Hours};
use crate::lexicon::{Clue, Lexicon, Note};

/// What a text says of when and where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Occasion<'t> {
    pub(crate) date: Option<Partial>,
    pub(crate) hours: Option<Hours>,
    pub(crate) place: Option<&'t str>,
}

/// Where a date begins at the latest that heads a sentence, in bytes: behind *År*.
const HEADS: usize = 6;

/// The longest place, in bytes.
const LONGEST_PLACE: usize = 100;

/// The occasion that a sentence tells.
pub(crate) fn in_sentence<'t>(text: &'t str, lexicon: &Lexicon) -> Occasion<'t> {
    read(text, lexicon, |before| behind_preposition(before, lexicon))
}

/// The occasion that the value of a label is: what stands before the date is the place.
pub(crate) fn in_value<'t>(text: &'t str, lexicon: &Lexicon) -> Occasion<'t> {
    read(text, lexicon, |before| whole(before, lexicon))
}

fn read<'t>(
    text: &'t str,
    lexicon: &Lexicon,
    place_before: impl Fn(&'t str) -> Option<&'t str>,
) -> Occasion<'t> {
    let date = date::find(text, lexicon);
    let date_at = date.map(|(span, _)| span.start..span.end);
    let time = time_beside(text, date_at.as_ref(), lexicon);
    let mut taken: Vec<Range<usize>> =
        date_at.into_iter().chain(time.as_ref().map(|(at, _)| at.clone())).collect();
    taken.sort_by_key(|range| range.start);
    let place = match (taken.first(), taken.last()) {
        (Some(first), Some(last)) => place_behind(&text[last.end..], lexicon)
            .or_else(|| place_behind(text.get(first.end..last.start)?, lexicon))
            .or_else(|| place_before(&text[..first.start]))
            // A date that heads the sentence has the place somewhere behind it.
            .or_else(|| place_before(&text[last.end..]).filter(|_| first.start < HEADS))
            .or_else(|| {
                let between = text.get(first.end..last.start).filter(|_| first.start < HEADS)?;
                place_before(between.split(". ").next()?)
            }),
        _ => place_before(text),
    };
    Occasion { date: date.map(|(_, partial)| partial), hours: time.map(|(_, hours)| hours), place }
}

/// The time of day: introduced by *kl.*, else written as one behind the date.
fn time_beside(text: &str, date: Option<&Range<usize>>, lexicon: &Lexicon) -> Option<(Range<usize>, Hours)> {
    let from = date.map_or(0, |date| date.end);
    let shifted = |found: Option<(crate::model::Span, Hours)>, by: usize| {
        found.map(|(span, hours)| (span.start + by..span.end + by, hours))
    };
    shifted(time::find_spoken(&text[from..], lexicon), from)
        .or_else(|| {
            shifted(time::find_spoken(text, lexicon), 0)
                .filter(|(at, _)| date.is_none_or(|date| at.end <= date.start))
        })
        .or_else(|| shifted(time::find(&text[from..], lexicon), from))
        .or_else(|| time_right_before(&text[..date?.start], lexicon))
}

/// A time that ends where the date begins: `Onsdag 12:15 2024-11-20`.
fn time_right_before(text: &str, lexicon: &Lexicon) -> Option<(Range<usize>, Hours)> {
    let (span, hours) = time::find(text, lexicon)?;
    text[span.end..].trim_matches([' ', ',']).is_empty().then_some((span.start..span.end, hours))
}

/// A place that follows a date or time: behind a preposition, or a comma.
fn place_behind<'t>(text: &'t str, lexicon: &Lexicon) -> Option<&'t str> {
    let rest = text.trim_start();
    let apart = rest.starts_with([',', ')', ';', '(', '–']);
    let rest = rest.trim_start_matches([',', ')', ';', '(', '–', ' ']);
    let (first, after) = rest.split_once(' ').unwrap_or((rest, ""));
    let word = first.trim_end_matches(['.', ',']);
    let clues = lexicon.clues.get(word);
    let rest = if clues.has(Clue::AtSomebody) && !after.is_empty() {
        rest
    } else if clues.has(Clue::Locative) && !after.is_empty() {
        after
    } else if apart && !clues.has(Clue::PlaceEnd) || lexicon.notes.get(word) == Some(&Note::Remote) {
        rest
    } else {
        return None;
    };
    named(&rest[..place_end(rest, lexicon)], lexicon)
}

/// Where the place at the beginning of `text` ends: before a clause that says something else.
pub(crate) fn place_end(text: &str, lexicon: &Lexicon) -> usize {
    let mut at = 0;
    for word in text.split(' ') {
        let bare = word.trim_matches(['(', ')', ',', '.', ';', ':']);
        let clues = lexicon.clues.get(bare);
        let listed = clues.has(Clue::PlaceEnd) && !joins_places(text, at, word, lexicon);
        if at > 0 && (listed || lexicon.weekdays.has(bare)) {
            return at;
        }
        at += word.len() + 1;
        if word.ends_with(';')
            || word.ends_with('.')
                && text[at.min(text.len())..].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
                && bare.len() > 3
        {
            return at - 1;
        }
    }
    text.len()
}

/// Whether *och* or *samt* at `at` adds a place to the place: `kansliet och Teams`.
fn joins_places(text: &str, at: usize, word: &str, lexicon: &Lexicon) -> bool {
    let next = text.get(at + word.len() + 1..).unwrap_or_default().split(' ').next().unwrap_or_default();
    lexicon.clues.get(word).has(Clue::Joining)
        && (next.starts_with(char::is_uppercase)
            // "barn- och utbildningskontoret"
            || text[..at].ends_with("- ")
            || lexicon.notes.get(next.trim_end_matches(['.', ','])) == Some(&Note::Remote)
            || lexicon.clues.get(next).has(Clue::Locative))
}

/// The whole of what stands before a date, where it is a place.
fn whole<'t>(text: &'t str, lexicon: &Lexicon) -> Option<&'t str> {
    let text = without_when(text, lexicon);
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    // "Vi ses igen onsdag kl. 19" names no place.
    if lexicon.clues.get(first).has(Clue::Pronoun) || rest.split(' ').any(|word| lexicon.is_finite_verb(word))
    {
        return None;
    }
    let clues = lexicon.clues.get(first);
    let preposition =
        first.starts_with(char::is_lowercase) && clues.has(Clue::Locative) && !clues.has(Clue::AtSomebody);
    named(if preposition { rest } else { text }, lexicon)
}

/// The place before a date in a sentence: behind the first preposition that no organ or organization
/// follows.
fn behind_preposition<'t>(text: &'t str, lexicon: &Lexicon) -> Option<&'t str> {
    let text = without_when(text, lexicon);
    let words: Vec<(usize, &str)> = words(text).collect();
    let is = |index: usize, clue: Clue| {
        words.get(index).is_some_and(|(_, word)| lexicon.clues.get(word).has(clue))
    };
    let held = (0..words.len()).rev().find(|index| is(*index, Clue::TakesPlace)).map_or(0, |at| at + 1);
    let locative = |index: &usize| is(*index, Clue::Locative) && *index + 1 < words.len();
    (held..words.len()).filter(locative).find_map(|index| {
        let from = words[index + 1].0;
        let next = (index + 1..words.len()).find(locative).map(|next| words[next].0);
        let first = text[from..next.unwrap_or(text.len())].trim_end_matches([' ', ',']);
        let before = index.checked_sub(1).map_or("", |before| words[before].1);
        let of_organ = !first.contains(' ')
            && first.starts_with(char::is_uppercase)
            && (lexicon.is_body_word(before) || before.starts_with(char::is_uppercase))
            && index > 0;
        let other = of_organ
            || organ::is_organization(first, lexicon)
            || organ::is_body(first, lexicon)
            || lexicon.is_meeting_word(first.split(' ').next().unwrap_or_default())
            || words[index].1.len() > 2 && first.split(' ').any(|word| lexicon.is_meeting_word(word));
        if other {
            return None;
        }
        let begin = if is(index, Clue::AtSomebody) { words[index].0 } else { from };
        named(&text[begin..from + place_end(&text[from..], lexicon)], lexicon)
    })
}

/// `text` without the words that lead to a date or time behind it: `, tisdagen den`.
pub(crate) fn without_when<'t>(text: &'t str, lexicon: &Lexicon) -> &'t str {
    let mut text = trimmed(text);
    loop {
        let cut = text.rfind([' ', ',']).map_or(0, |at| at + 1);
        let last = text[cut..].trim_end_matches(['.', ':']);
        let leads =
            !last.is_empty() && (lexicon.weekdays.has(last) || lexicon.clues.get(last).has(Clue::When));
        if !leads {
            return text;
        }
        text = trimmed(&text[..cut]);
    }
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| matches!(c, ' ' | ',' | ';' | '(' | '–' | '-' | ':' | '\u{a0}'))
}

/// A place, if `text` can be one: some letters, not too long, no lone small words.
fn named<'t>(text: &'t str, lexicon: &Lexicon) -> Option<&'t str> {
    let text = without_when(text, lexicon);
    let text = text.trim_end_matches(['.', ',', ' ']);
    let text = if text.contains('(') { text } else { text.trim_end_matches(')') };
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    (letters >= 3 && text.len() <= LONGEST_PLACE).then_some(text)
}

/// The words of a text, each with where it begins, without the marks behind them.
pub(crate) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    split_at_blanks(text).filter_map(move |word| {
        let begin = at;
        at += word.len() + 1;
        let word = word.trim_end_matches([',', '.', ':', ';', ')']);
        (!word.is_empty()).then_some((begin, word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(found: Occasion<'_>) -> (String, String, &str) {
        let date = found.date.map_or(String::new(), |date| format!("{}/{}", date.day, date.month));
        let hours = found.hours.map_or(String::new(), |hours| match hours.end {
            Some(end) => format!("{}-{end}", hours.start),
            None => hours.start.to_string(),
        });
        (date, hours, found.place.unwrap_or(""))
    }

    #[test]
    fn sentences() {
        let lexicon = Lexicon::built_in();
        for (text, date, hours, place) in [
            (
                "Justeringen äger rum i kommunhuset måndagen den 4 maj 2023 kl. 15.",
                "4/5",
                "15:00",
                "kommunhuset",
            ),
            (
                "Nästa möte hålls den 8 oktober kl. 18.30 i föreningslokalen.",
                "8/10",
                "18:30",
                "föreningslokalen",
            ),
            (
                "Nästa möte är torsdag 14 mars kl 13-15 i rum 7, plan 2.",
                "14/3",
                "13:00-15:00",
                "rum 7, plan 2",
            ),
            (
                "Nästa möte äger rum 3.5.2021 kl. 17.30 på Strandgården, varvid kaffe serveras.",
                "3/5",
                "17:30",
                "Strandgården",
            ),
            ("Nästa möte hålls i klubbstugan den 5 maj kl. 19.", "5/5", "19:00", "klubbstugan"),
            ("Nästa möte Onsdag 12:15 2021-11-24", "24/11", "12:15", ""),
            (
                "Justeringen sker på barn- och utbildningskontoret den 5 maj.",
                "5/5",
                "",
                "barn- och utbildningskontoret",
            ),
            ("Nästa möte med styrelsen hålls den 5 maj.", "5/5", "", ""),
            ("Nästa möte hålls hos Eva Ask den 5 maj kl. 19.", "5/5", "19:00", "hos Eva Ask"),
            (
                "Nästa möte den 5 maj kl. 19 hos Eva Ask, Storgatan 4.",
                "5/5",
                "19:00",
                "hos Eva Ask, Storgatan 4",
            ),
            ("Nästa möte: tisdagen den 7 mars kl. 9.30–12.00, digitalt.", "7/3", "09:30-12:00", "digitalt"),
            ("Nästa möte blir den 9 juni kl 18, samma plats.", "9/6", "18:00", ""),
            ("med styrelsen i Hagby kommun å kansliet den 3 maj 1925", "3/5", "", "kansliet"),
            ("med fullmäktige i Hagby å stadshotellets sal den 3 maj 1925", "3/5", "", "stadshotellets sal"),
        ] {
            assert_eq!(shown(in_sentence(text, lexicon)), (date.into(), hours.into(), place), "{text:?}");
        }
    }

    #[test]
    fn values_of_labels() {
        let lexicon = Lexicon::built_in();
        for (text, date, hours, place) in [
            (
                "Folkets hus, sal A, måndagen den 4 maj 2023 kl. 9–12",
                "4/5",
                "09:00-12:00",
                "Folkets hus, sal A",
            ),
            (
                "Tisdagen den 4 maj 2023 kl. 8.15–11.40, rum Eken, stadshuset",
                "4/5",
                "08:15-11:40",
                "rum Eken, stadshuset",
            ),
            ("Kansliet 2024-03-18", "18/3", "", "Kansliet"),
            ("2024-03-18", "18/3", "", ""),
            ("Hagby 19.6.2017", "19/6", "", "Hagby"),
            ("Biblioteket, plan 2", "", "", "Biblioteket, plan 2"),
        ] {
            assert_eq!(shown(in_value(text, lexicon)), (date.into(), hours.into(), place), "{text:?}");
        }
    }
}
