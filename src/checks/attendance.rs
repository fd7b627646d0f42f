//! Is anybody both present and absent?
//!
//! Somebody who came late or left, or who was replaced for some items, stands in both lists with good
//! reason: the attendance then says for which items.

use std::cell::LazyCell;
use std::collections::HashSet;

use rustc_hash::FxHashMap;

use super::Checked;
use crate::blocks::signatures::key;
use crate::model::{Code, Diagnostic, Participant, Span};

/// Those in both lists.
pub(super) fn check(checked: Checked<'_, '_>) -> Vec<Diagnostic> {
    let document = checked.document;
    if document.absences.is_empty() && checked.oddities.both.is_empty() {
        return vec![];
    }
    let absent = document.absences.iter().filter(|absent| absent.present_items.is_none());
    let absent = absent.map(|absent| (&*absent.name, absent.party.as_deref(), absent.span));
    let left_out = checked.oddities.both.iter().map(|(name, span)| (name.as_str(), None, *span));
    let absent: Vec<_> =
        absent.chain(left_out).map(|(name, party, span)| (key(name), name, party, span)).collect();
    // Nearly all who are present are not absent, and are not kept.
    let mut present: FxHashMap<&str, Vec<&Participant<'_>>> =
        absent.iter().map(|(key, ..)| (key.as_str(), vec![])).collect();
    for person in &document.attendance {
        if let Some(people) = present.get_mut(key(&person.name).as_str()) {
            people.push(person);
        }
    }
    let replaced: LazyCell<HashSet<String>, _> = LazyCell::new(|| {
        document.attendance.iter().filter_map(|person| person.substituting_for.as_deref()).map(key).collect()
    });
    let of_absent = |(key, name, party, span): &(String, &str, Option<&str>, Span)| {
        let people = present.get(key.as_str())?;
        both(name, *party, *span, people, || replaced.contains(key))
    };
    absent.iter().filter_map(of_absent).collect()
}

/// The diagnostic, where somebody of this party is among those `present` of the same name, without limits.
fn both(
    name: &str,
    party: Option<&str>,
    span: Span,
    present: &[&Participant<'_>],
    is_replaced: impl FnOnce() -> bool,
) -> Option<Diagnostic> {
    let same = |person: &&&Participant<'_>| {
        party.is_none() || person.party.is_none() || person.party.as_deref() == party
    };
    let people: Vec<_> = present.iter().filter(same).collect();
    // One entry takes in all others of the person.
    let limited = people.iter().any(|person| person.present_items.is_some() || person.note.is_some());
    if people.is_empty() || limited || is_replaced() {
        return None;
    }
    let group = people.iter().find_map(|person| person.group.as_deref());
    let listed = group.map_or_else(|| "as present".to_owned(), |group| format!("under `{group}`"));
    let message = format!("{name} is recorded as absent here, and {listed} too");
    Some(Diagnostic::new(Code::PresentAndAbsent, span, message))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{marked, table};
    use crate::model::Code::PresentAndAbsent;

    fn minutes(present: &str, absent: &str) -> String {
        format!(
            "Protokoll\nDatum: 2024-03-04\n\nNärvarande:\n{present}\n\nFörhinder:\n{absent}\n\n§ 1 Val\n\nVal.\n\n§ 2 Slut\n\nSlut.\n"
        )
    }

    #[test]
    fn in_both_lists() {
        for (present, absent, expected) in [
            ("Anna Berg\nBo Ek", "Anna Berg", &[PresentAndAbsent][..]),
            ("Berg Anna\nEk Bo", "Anna Berg", &[PresentAndAbsent]),
            ("Anna Berg (S)\nBo Ek (M)", "ANNA BERG (S)\nEva Al (C)", &[PresentAndAbsent]),
            ("Anna Berg (S)\nBo Ek (M)", "Anna Berg (M)", &[]),
            ("Anna Berg (S), § 1\nBo Ek (M)", "Anna Berg (S)", &[]),
            ("Anna Berg\nBo Ek", "Anna Bergman\nEva Al", &[]),
        ] {
            table(&[PresentAndAbsent], &[(&minutes(present, absent), expected)]);
        }
        assert_eq!(marked(&minutes("Anna Berg\nBo Ek", "Anna Berg"), PresentAndAbsent), ["Anna Berg"]);
    }
}
