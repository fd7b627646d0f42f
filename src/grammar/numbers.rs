//! Numbers of points, as people and presenters are tied to them.
//!
//! | as written | read as |
//! | --- | --- |
//! | `§§ 41–52` | only 41 to 52 |
//! | `punkt 1 och 5` | only 1, 5 |
//! | `§§ 45–46, 50` | only 45 to 46, 50 |
//! | `ej § 88` | all but 88 |
//! | `t.o.m. § 31`, `från § 5` | up to 31, from 5 |

use crate::grammar::{dash, is_dash, is_mark};

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
    if let Some(after) = rest.strip_prefix('.') {
        let sub_end = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        if let Ok(sub) = after[..sub_end.min(2)].parse::<u32>() {
            return Some(((main, sub), &after[sub_end..]));
        }
    }
    Some(((main, 0), rest))
}

/// `§`, `§§`, `punkt`, `punkterna`, `ärende`, `p.`, or nothing; gives what follows.
fn sign(input: &str) -> Option<&str> {
    let trimmed = input.trim_start();
    if let Some(rest) = trimmed.strip_prefix('§') {
        return Some(rest.trim_start_matches('§').trim_start());
    }
    for word in [
        "punkterna",
        "punkten",
        "punkter",
        "punkt",
        "paragraferna",
        "paragraf",
        "ärendena",
        "ärende",
        "pkt.",
        "pkt",
        "par.",
        "p.",
    ] {
        let head = trimmed
            .get(..word.len())
            .filter(|head| head.eq_ignore_ascii_case(word) || head.to_lowercase() == word);
        if head.is_some() {
            let rest = &trimmed[word.len()..];
            if rest.starts_with(|c: char| c == ' ' || c == '\u{a0}' || c.is_ascii_digit()) {
                return Some(rest.trim_start());
            }
        }
    }
    None
}

/// Stretches of points with their sign: `§§ 45–46, 50 och 52`. Gives what follows.
pub(crate) fn stretches(input: &str) -> Option<(Vec<Stretch>, &str)> {
    match sign(input) {
        Some(rest) => numbers(rest),
        // The sign behind: "45–50 §§".
        None => {
            let (found, rest) = numbers(input.trim_start())?;
            let rest = rest.trim_start().strip_prefix('§')?;
            Some((found, rest.trim_start_matches('§')))
        }
    }
}

fn numbers(input: &str) -> Option<(Vec<Stretch>, &str)> {
    let mut rest = input;
    let mut found = Vec::new();
    loop {
        let (first, after) = number(rest)?;
        let to = dash(after).ok().map(|(rest, ())| sign(rest).unwrap_or(rest)).and_then(number);
        let (stretch, after) = match to {
            Some((last, after)) if last >= first => ((first, last), after),
            _ => ((first, first), after),
        };
        found.push(stretch);
        rest = after;
        let Some(next) = another(rest) else { break };
        rest = next;
        if found.len() >= 64 {
            break;
        }
    }
    Some((found, rest))
}

/// `, 50`, ` och 52`, `, § 7`, ` samt 9`: where another number follows, the text from it.
fn another(rest: &str) -> Option<&str> {
    let trimmed = rest.trim_start();
    let next = trimmed
        .strip_prefix(',')
        .or_else(|| trimmed.strip_prefix("och "))
        .or_else(|| trimmed.strip_prefix("samt "))
        .or_else(|| trimmed.strip_prefix("& "))?
        .trim_start();
    let next = next.strip_prefix("och ").unwrap_or(next);
    let next = sign(next).unwrap_or(next);
    next.starts_with(|c: char| c.is_ascii_digit()).then_some(next)
}

/// Which points `text` as a whole limits somebody to.
pub(crate) fn attended(text: &str) -> Option<Attended> {
    if text.contains(is_mark) {
        let composed = text.replace("a\u{30a}", "å").replace("a\u{308}", "ä").replace("o\u{308}", "ö");
        return attended(&composed.replace(is_mark, ""));
    }
    let text = text.trim().trim_end_matches(['.', ';', ',']).trim();
    let after = |heads: &[&str]| {
        heads.iter().find_map(|head| {
            let cut = text.get(..head.len())?;
            cut.eq_ignore_ascii_case(head).then(|| text[head.len()..].trim_start())
        })
    };
    let whole = |rest: &str| {
        let (found, rest) = stretches(rest)?;
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ')');
        // A reason may follow: "ej § 88 p.g.a. jäv".
        (rest.is_empty()
            || rest.starts_with(['(', ','])
            || rest.starts_with("p.g.a")
            || rest.starts_with("på grund av")
            || rest.starts_with("pga")
            || rest.starts_with("jäv"))
        .then_some(found)
    };
    // "deltog till och med punkt 4"
    for lead in ["deltog ", "deltar ", "närvarande ", "närvarade "] {
        if let Some(found) = text.strip_prefix(lead).and_then(attended) {
            return Some(found);
        }
    }
    if let Some(rest) = after(&[
        "ej närvarande ",
        "deltar ej i ",
        "deltog ej i ",
        "deltar inte i ",
        "deltog inte i ",
        "deltar ej vid ",
        "deltog ej vid ",
        "inte närvarande ",
        "ej vid ",
        "deltog ej ",
        "deltar ej ",
        "förutom ",
        "utom ",
        "inte ",
        "ej ",
        "frånvarande ",
    ]) {
        return whole(rest).map(Attended::Except);
    }
    if let Some(rest) = after(&[
        "t.o.m. ",
        "t.o.m ",
        "t o m ",
        "tom ",
        "tom. ",
        "till och med ",
        "till o med ",
        "till ",
        "lämnade efter ",
        "gick efter ",
        "lämnade mötet efter ",
        "lämnade mötet vid ",
        "närvarande t.o.m. ",
        "närvarande till och med ",
    ]) {
        return whole(rest).and_then(|found| found.last().map(|stretch| Attended::Until(stretch.1)));
    }
    if let Some(rest) = after(&[
        "fr.o.m. ",
        "fr.o.m ",
        "fr o m ",
        "from ",
        "from. ",
        "från och med ",
        "från o med ",
        "från ",
        "anlände till ",
        "anslöt vid ",
        "anslöt från ",
        "kom till ",
        "anlände vid ",
        "ankom till ",
        "närvarande från ",
        "närvarande fr.o.m. ",
        "närvarande från och med ",
    ]) {
        return whole(rest).and_then(|found| {
            found.first().map(|stretch| match (stretch.0, stretch.1) {
                (first, last) if first == last => Attended::From(first),
                _ => Attended::Only(found.clone()),
            })
        });
    }
    let rest = after(&[
        "närvarande vid ",
        "närvarande under ",
        "närvarande ",
        "deltog vid ",
        "deltar vid ",
        "deltog ",
        "deltar ",
        "vid ",
        "under ",
        "endast ",
        "för ",
    ])
    .unwrap_or(text);
    let open = rest.trim_end_matches(is_dash);
    if open.len() < rest.len() {
        return whole(open.trim_end())
            .and_then(|found| found.last().map(|stretch| Attended::From(stretch.0)));
    }
    whole(rest).map(Attended::Only)
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
        ] {
            assert_eq!(
                attended(text).and_then(|attended| attended.normalised(&all)).as_deref(),
                Some(items),
                "{text:?}"
            );
        }
        for text in ["ordförande", "4 kap", "punktlig", "§ 4 kommunallagen", "5"] {
            assert_eq!(attended(text), None, "{text:?}");
        }
        assert_eq!(listed(&[((168, 0), (169, 0))], 99), ["168", "169"]);
    }
}
