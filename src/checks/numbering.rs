//! Are the points numbered without a gap, none twice?

use super::Checked;
use super::counts;
use crate::model::{AgendaItem, Code, Diagnostic};

/// A point's number in parts: `12`, `2.1`, `4a`, `3-4`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) main: u32,
    /// 0 where there is none; letters count from 1.
    pub(super) sub: u32,
    /// The last main number of a range, else the main number.
    pub(super) last: u32,
}

/// Reads the number of an item.
pub(super) fn parts(number: &str) -> Option<Parts> {
    let end = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    let main = number[..end].parse().ok()?;
    let whole = Parts { main, sub: 0, last: main };
    let mut rest = number[end..].chars();
    match rest.next() {
        None => Some(whole),
        Some('.') => rest.as_str().parse().ok().map(|sub| Parts { sub, ..whole }),
        Some('-') => rest.as_str().parse().ok().map(|last| Parts { last, ..whole }),
        Some(letter @ 'a'..='z') => Some(Parts { sub: u32::from(letter) - u32::from('a') + 1, ..whole }),
        Some(_) => None,
    }
}

/// Numbers that are missing, and numbers that stand twice.
pub(super) fn check(checked: Checked<'_, '_>) -> Vec<Diagnostic> {
    let mut found = missing(checked);
    for repeated in &checked.oddities.repeated {
        let message = format!("the number {} stands twice; expected the next number here", repeated.number);
        found.push(Diagnostic::new(Code::DuplicateItem, repeated.span, message));
    }
    found
}

/// Gaps between neighbours. What the cover leaves out (*§§ 1–4, 6–9*) is not missing.
fn missing(checked: Checked<'_, '_>) -> Vec<Diagnostic> {
    let stated = counts::stated_items(checked);
    let is_stated = |number: u32| {
        stated.is_empty() || stated.iter().any(|(first, last)| (*first..=*last).contains(&number))
    };
    let repeated: Vec<u32> = checked
        .oddities
        .repeated
        .iter()
        .filter_map(|repeated| parts(&repeated.number))
        .map(|parts| parts.main)
        .collect();
    let mut found = vec![];
    let mut before: Option<Parts> = None;
    for item in &checked.document.agenda {
        let Some(number) = parts(&item.number) else { continue };
        if let Some(before) = before {
            let mut gap = (before.last.saturating_add(1)..number.main)
                .take(100)
                .filter(|missing| is_stated(*missing) && !repeated.contains(missing));
            if let Some(first) = gap.next() {
                let last = gap.next_back().unwrap_or(first);
                let numbers = if first == last { first.to_string() } else { format!("{first}–{last}") };
                found.push(diagnostic(checked, item, &numbers, before));
            } else if number.main == before.main && before.sub > 0 && number.sub > before.sub + 1 {
                let numbers = format!("{}.{}", number.main, before.sub + 1);
                found.push(diagnostic(checked, item, &numbers, before));
            }
        }
        before = Some(number);
    }
    found
}

fn diagnostic(checked: Checked<'_, '_>, item: &AgendaItem<'_>, missing: &str, before: Parts) -> Diagnostic {
    let after =
        if before.sub > 0 { format!("{}.{}", before.main, before.sub) } else { before.last.to_string() };
    let message = format!("expected item {missing} after {after}, found {}", item.number);
    Diagnostic::new(Code::MissingItem, checked.heading(item), message)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{marked, messages, table};
    use super::*;
    use crate::model::Code::{DuplicateItem, MissingItem};

    fn minutes(headings: &[&str]) -> String {
        let points: Vec<String> =
            headings.iter().map(|title| format!("{title}\n\nSå beslutades.\n")).collect();
        format!("Protokoll\nDatum: 2024-03-04\n\nNärvarande:\nAnna Berg\nBo Ek\n\n{}", points.join("\n"))
    }

    #[test]
    fn gaps_and_repetitions() {
        for (headings, expected) in [
            (&["§ 45 Val", "§ 46 Budget", "§ 47 Slut"][..], &[][..]),
            (&["§ 45 Val", "§ 47 Budget", "§ 48 Slut"], &[MissingItem]),
            (&["§ 45 Val", "§§ 46–48 Budget", "§ 49 Slut"], &[]),
            (&["1 Val", "2 Budget", "2.1 Inkomster", "2.2 Utgifter", "3 Slut"], &[]),
            (&["1 Val", "2 Budget", "2.1 Inkomster", "2.3 Utgifter", "3 Slut"], &[MissingItem]),
            (&["§ 1 Val", "§ 2 Budget", "§ 2 Skolan", "§ 3 Slut"], &[DuplicateItem]),
            (&["§ 1 Val", "§ 2 Budget", "§ 2 Skolan", "§ 4 Slut"], &[DuplicateItem, MissingItem]),
            (&["1 Val", "2 Budget", "2 Skolan", "3 Slut"], &[DuplicateItem]),
            (&["§ 1 Val", "§ 2 Budget", "§ 2 Budget", "§ 3 Slut"], &[]),
            (&["§ 1 Val", "§ 2 Budget", "§ 2 forts. Budget", "§ 3 Slut"], &[]),
        ] {
            table(&[MissingItem, DuplicateItem], &[(&minutes(headings), expected)]);
        }
    }

    #[test]
    fn lists_inside_points_repeat_nothing() {
        let text = "Protokoll\n2024-03-04\n\n1. Val\n\nValda blev:\n\n1. Anna\n\n2. Bo\n\n2. Slut\n\nSlut.\n\n3. Tack\n\nTack.\n";
        table(&[DuplicateItem], &[(text, &[])]);
    }

    #[test]
    fn words_and_places() {
        let text = minutes(&["§ 45 Val", "§ 48 Budget", "§ 49 Slut"]);
        assert_eq!(messages(&text, MissingItem), ["expected item 46–47 after 45, found 48"]);
        assert_eq!(marked(&text, MissingItem), ["§ 48 Budget"]);
        assert_eq!(parts("4b"), Some(Parts { main: 4, sub: 2, last: 4 }));
        assert_eq!(parts("3-5").map(|parts| parts.last), Some(5));
        assert_eq!(parts("x"), None);
    }
}
