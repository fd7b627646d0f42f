//! Numbers of points, as people and presenters are tied to them.
//!
//! | as written | read as |
//! | --- | --- |
//! | `§§ 41–52` | only 41 to 52 |
//! | `punkt 1 och 5` | only 1, 5 |
//! | `§§ 45–46, 50` | only 45 to 46, 50 |
//! | `ej § 88` | all but 88 |
//! | `t.o.m. § 31`, `från § 5` | up to 31, from 5 |

use crate::grammar::{conjunction, dash, has_digit, is_dash};
use crate::lexicon::{Lexicon, Reach};

/// A point's number, main and sub: 5 is `(5, 0)`, 5.2 is `(5, 2)`.
pub(crate) type Number = (u32, u32);

/// One stretch of points, first and last.
pub(crate) type Stretch = (Number, Number);

/// Which points somebody attends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Attended {
    Only(Vec<Stretch>),
    Except(Vec<Stretch>),
    From(Number),
    Until(Number),
}

/// A number: `12`, `5.2`.
fn number(input: &str) -> Option<(Number, &str)> {
    let end = input.find(|c: char| !c.is_ascii_digit()).unwrap_or(input.len());
    let main: u32 = input.get(..end).filter(|text| (1..=4).contains(&text.len()))?.parse().ok()?;
    let rest = &input[end..];
    // "§ 2024/97": the year before the number.
    if (1900..2100).contains(&main)
        && let Some(behind) =
            rest.strip_prefix('/').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    {
        return number(behind);
    }
    if let Some(after) = rest.strip_prefix('.') {
        let sub_end = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        if let Ok(sub) = after[..sub_end.min(2)].parse::<u32>() {
            return Some(((main, sub), &after[sub_end..]));
        }
    }
    Some(((main, 0), rest))
}

/// The longest word for points with what stands behind it, in letters: a text without blanks is not walked over.
const LONGEST_SIGN: usize = 32;

/// What follows `§`, `§§`, `punkt`, `punkterna`, `ärende`, `p.` at the beginning of `input`.
fn sign<'t>(input: &'t str, lexicon: &Lexicon) -> Option<&'t str> {
    let trimmed = input.trim_start();
    if let Some(rest) = trimmed.strip_prefix('§') {
        return Some(rest.trim_start_matches('§').trim_start());
    }
    let mut near = trimmed.char_indices().take(LONGEST_SIGN);
    let (end, _) = near.find(|(_, c)| matches!(c, ' ' | '\u{a0}') || c.is_ascii_digit())?;
    lexicon.points.has(&trimmed[..end]).then(|| trimmed[end..].trim_start())
}

/// Where a sign of points stands first in `text`, and there a word begins.
pub(crate) fn find_sign(text: &str, lexicon: &Lexicon) -> Option<usize> {
    let sign = text.find('§');
    let spaces = text[..sign.unwrap_or(text.len())].match_indices(' ');
    let word = spaces.map(|(at, _)| at + 1).find(|at| self::sign(&text[*at..], lexicon).is_some());
    word.or(sign)
}

/// Whether `text` begins with a sign of points.
pub(crate) fn begins_with_sign(text: &str, lexicon: &Lexicon) -> bool {
    sign(text, lexicon).is_some()
}

/// Stretches of points with their sign: `§§ 45–46, 50 och 52`. Gives what follows.
pub(crate) fn stretches<'t>(input: &'t str, lexicon: &Lexicon) -> Option<(Vec<Stretch>, &'t str)> {
    match sign(input, lexicon) {
        Some(rest) => numbers(rest, lexicon),
        // The sign behind: "45–50 §§".
        None => {
            let (found, rest) = numbers(input.trim_start(), lexicon)?;
            let rest = rest.trim_start().strip_prefix('§')?;
            Some((found, rest.trim_start_matches('§')))
        }
    }
}

fn numbers<'t>(input: &'t str, lexicon: &Lexicon) -> Option<(Vec<Stretch>, &'t str)> {
    let mut rest = input;
    let mut found = Vec::new();
    loop {
        let (first, after) = number(rest)?;
        let to = dash(after).ok().map(|(rest, ())| sign(rest, lexicon).unwrap_or(rest)).and_then(number);
        let (stretch, after) = match to {
            Some((last, after)) if last >= first => ((first, last), after),
            _ => ((first, first), after),
        };
        found.push(stretch);
        rest = after;
        let Some(next) = another(rest, lexicon) else { break };
        rest = next;
        if found.len() >= 64 {
            break;
        }
    }
    Some((found, rest))
}

/// `, 50`, ` och 52`, `, § 7`, ` samt 9`: where another number follows, the text from it.
fn another<'t>(rest: &'t str, lexicon: &Lexicon) -> Option<&'t str> {
    let trimmed = rest.trim_start();
    let next = trimmed.strip_prefix(',').or_else(|| conjunction(trimmed, lexicon))?.trim_start();
    let next = conjunction(next, lexicon).unwrap_or(next);
    let next = sign(next, lexicon).unwrap_or(next);
    next.starts_with(|c: char| c.is_ascii_digit()).then_some(next)
}

/// How many words lead to points at most: *närvarande till och med*.
const MOST_LEADING: usize = 5;

/// What the words before points say, the longest phrase first, and what follows them.
pub(super) fn lead<'t>(text: &'t str, lexicon: &Lexicon) -> Option<(Reach, &'t str)> {
    let spaces: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).take(MOST_LEADING).collect();
    let phrase = |at: &usize| Some((*lexicon.attended.get(&text[..*at])?, text[*at..].trim_start()));
    spaces.iter().rev().find_map(phrase)
}

/// Where the phrase that leads to the points at `sign` begins: `controller ej § 77`.
pub(crate) fn begin_of_lead(text: &str, sign: usize, lexicon: &Lexicon) -> usize {
    let words = text[..sign].trim_end().rmatch_indices(' ').map(|(at, _)| at + 1);
    let starts: Vec<usize> = words.take(MOST_LEADING).collect();
    let leads = |start: &usize| lexicon.attended.has(text[*start..sign].trim_end());
    starts.into_iter().rev().chain([0].into_iter().filter(|_| sign > 0)).find(leads).unwrap_or(sign)
}

/// The points that `text` names as a whole; a reason may follow: `§ 88 p.g.a. jäv`.
fn whole(text: &str, lexicon: &Lexicon) -> Option<Vec<Stretch>> {
    let (found, rest) = stretches(text, lexicon)?;
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ')');
    let reason = || {
        let ends = rest.match_indices(' ').map(|(at, _)| at).take(MOST_LEADING).chain([rest.len()]);
        ends.into_iter().any(|end| lexicon.attended.get(&rest[..end]) == Some(&Reach::Reason))
    };
    (rest.is_empty() || rest.starts_with(['(', ',']) || reason()).then_some(found)
}

/// Which points `text` as a whole limits somebody to.
pub(crate) fn attended(text: &str, lexicon: &Lexicon) -> Option<Attended> {
    if !has_digit(text) {
        return None;
    }
    let mut rest = text.trim().trim_end_matches(['.', ';', ',']).trim();
    let mut reach = Reach::Only;
    // "deltog till och med punkt 4": two phrases.
    for _ in 0..2 {
        match lead(rest, lexicon) {
            Some((next, after)) if reach == Reach::Only => (reach, rest) = (next, after),
            _ => break,
        }
    }
    match reach {
        Reach::Except => whole(rest, lexicon).map(Attended::Except),
        Reach::Until => whole(rest, lexicon)?.last().map(|stretch| Attended::Until(stretch.1)),
        Reach::From => whole(rest, lexicon).and_then(|found| match found.first()? {
            (first, last) if first == last => Some(Attended::From(*first)),
            _ => Some(Attended::Only(found)),
        }),
        Reach::Only => {
            let closed = rest.trim_end_matches(is_dash);
            if closed.len() < rest.len() {
                return whole(closed.trim_end(), lexicon)?.last().map(|stretch| Attended::From(stretch.0));
            }
            whole(rest, lexicon).map(Attended::Only)
        }
        Reach::Reason => None,
    }
}

/// Writes stretches as `1-4,7`: numbers that follow each other are one stretch.
pub(crate) fn written(stretches: &[Stretch]) -> String {
    let mut merged: Vec<Stretch> = Vec::with_capacity(stretches.len());
    for stretch in stretches {
        match merged.last_mut() {
            Some(last) if stretch.0.1 == 0 && last.1.1 == 0 && last.1.0 + 1 == stretch.0.0 => {
                last.1 = stretch.1
            }
            _ => merged.push(*stretch),
        }
    }
    let stretches = merged;
    let one = |(main, sub): Number| if sub == 0 { main.to_string() } else { format!("{main}.{sub}") };
    let all: Vec<String> = stretches
        .iter()
        .map(
            |(first, last)| {
                if first == last { one(*first) } else { format!("{}-{}", one(*first), one(*last)) }
            },
        )
        .collect();
    all.join(",")
}

/// Every number of the stretches, as strings; at most `most`.
pub(crate) fn listed(stretches: &[Stretch], most: usize) -> Vec<String> {
    let mut all = Vec::new();
    for &((first, first_sub), (last, last_sub)) in stretches {
        if first_sub > 0 || last_sub > 0 {
            let same = first == last;
            for sub in first_sub..=if same { last_sub } else { first_sub } {
                all.push(format!("{first}.{sub}"));
            }
            continue;
        }
        all.extend((first..=last).take(most).map(|number| number.to_string()));
        if all.len() >= most {
            break;
        }
    }
    all.truncate(most);
    all
}

impl Attended {
    /// As `present_items` has it, for a document whose points are numbered `all` (in order).
    pub(crate) fn normalised(&self, all: &[Number]) -> Option<String> {
        let stretches = match self {
            Self::Only(stretches) => return Some(written(stretches)),
            Self::From(first) => vec![(*first, all.last().copied().filter(|last| last >= first)?)],
            Self::Until(last) => vec![(all.first().copied().filter(|first| first <= last)?, *last)],
            Self::Except(but) => without(but, all),
        };
        (!stretches.is_empty()).then(|| written(&stretches))
    }
}

/// The main points of `all` but those in `but`, as stretches.
fn without(but: &[Stretch], all: &[Number]) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let (Some(first), Some(last)) = (all.first(), all.last()) else { return found };
    let mut gap = true;
    for main in (first.0..=last.0).take(5000) {
        if but.iter().any(|(from, to)| from.0 <= main && main <= to.0) {
            gap = true;
        } else if gap {
            found.push(((main, 0), (main, 0)));
            gap = false;
        } else if let Some(stretch) = found.last_mut() {
            stretch.1 = (main, 0);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attended_points() {
        let all: Vec<Number> = (1..=8).map(|number| (number, 0)).collect();
        for (text, items) in [
            ("§§ 41–52", "41-52"),
            ("punkt 1 och 5", "1,5"),
            ("§§ 45–46, 50", "45-46,50"),
            ("§ 4.2, 7.3", "4.2,7.3"),
            ("§ 1–5.2", "1-5.2"),
            ("§§ 84—86", "84-86"),
            ("§§211-226", "211-226"),
            ("ej § 5 p.g.a. jäv", "1-4,6-8"),
            ("ej punkt 3", "1-2,4-8"),
            ("t.o.m. § 3", "1-3"),
            ("från § 5", "5-8"),
            ("fra\u{30a}n § 5", "5-8"),
            ("fr.o.m. punkt 5", "5-8"),
            ("§ 5-", "5-8"),
            ("närvarande § 4", "4"),
            ("45–50 §§", "45-50"),
            ("ej 5 §", "1-4,6-8"),
            ("punkt 4 och 5", "4-5"),
            ("deltog till och med punkt 4", "1-4"),
            ("§ 2024/3–2024/5", "3-5"),
            ("p 4", "4"),
        ] {
            assert_eq!(
                attended(text, Lexicon::built_in()).and_then(|attended| attended.normalised(&all)).as_deref(),
                Some(items),
                "{text:?}"
            );
        }
        for text in ["ordförande", "4 kap", "punktlig", "§ 4 kommunallagen", "5"] {
            assert_eq!(attended(text, Lexicon::built_in()), None, "{text:?}");
        }
        assert_eq!(listed(&[((168, 0), (169, 0))], 99), ["168", "169"]);
    }
}
