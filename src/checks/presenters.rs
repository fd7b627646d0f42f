//! Does anybody present an item who is in no list of people?

use std::collections::HashSet;

use super::people::Lists;
use super::{Checked, MOST};
use crate::blocks::signatures::key;
use crate::model::{Code, Diagnostic};

/// Each such person once, at the first item. Where the protocol lists nobody, there is nothing to compare.
pub(super) fn check(checked: Checked<'_, '_>, lists: &Lists<'_>) -> Vec<Diagnostic> {
    let document = checked.document;
    if document.attendance.is_empty() {
        return vec![];
    }
    let listed = lists.everybody();
    let mut told = HashSet::new();
    let mut found = vec![];
    for item in &document.agenda {
        for name in &item.presenters {
            if !listed.has(name) && told.insert(key(name)) {
                let message = format!("{name} presents item {} and is in no list of people", item.number);
                let span = checked.place_of(name, item.span);
                found.push(Diagnostic::new(Code::UnlistedPresenter, span, message));
                if found.len() == MOST {
                    return found;
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::testing::{messages, table};
    use crate::model::Code::UnlistedPresenter;

    #[test]
    fn who_is_in_no_list() {
        let minutes = |people: &str, text: &str| {
            format!("Protokoll\nDatum: 2024-03-04\n\n{people}\n\n§ 1 Budget\n\n{text}\n\n§ 2 Slut\n\nSlut.\n")
        };
        let present = "Närvarande:\nAnna Berg\nBo Ek";
        for (people, text, expected) in [
            (present, "John Öst informerade om läget.", &[UnlistedPresenter][..]),
            (present, "Bo Ek informerade om läget.", &[]),
            ("Närvarande:\nBerg, Anna\nEk, Bo", "Anna Berg informerade om läget.", &[]),
            (
                "Närvarande:\nAnna Berg\nBo Ek\n\nFöredragande:\nJohn Öst (punkt 1)",
                "John Öst informerade om läget.",
                &[],
            ),
            ("", "John Öst informerade om läget.", &[]),
        ] {
            table(&[UnlistedPresenter], &[(&minutes(people, text), expected)]);
        }
        let twice = minutes(present, "John Öst informerade. John Öst redovisade läget.");
        assert_eq!(
            messages(&twice, UnlistedPresenter),
            ["John Öst presents item 1 and is in no list of people"]
        );
    }
}
