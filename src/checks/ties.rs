//! Do presenters and attendance name points that exist?

use std::cell::OnceCell;
use std::collections::HashSet;

use super::Checked;
use super::numbering::parts;
use crate::model::{AgendaItem, Code, Diagnostic};

/// Points of presenters that no item has, and points of those who were there in part that lie outside the
/// numbering. Where there are no items, there is nothing to compare.
pub(super) fn check(checked: Checked<'_, '_>) -> Vec<Diagnostic> {
    let Some(known) = Known::of(&checked.document.agenda) else { return vec![] };
    let mut found = vec![];
    for presenter in &checked.document.presenters {
        for number in presenter.items.iter().filter(|number| !known.has(number)) {
            let message = format!(
                "{} presents item {number}, expected one of the items {}",
                presenter.name,
                known.range()
            );
            found.push(Diagnostic::new(Code::UnknownItem, presenter.span, message));
        }
    }
    let people = checked.document.attendance.iter().chain(&checked.document.absences);
    for (person, items) in people.filter_map(|person| Some((person, person.present_items.as_deref()?))) {
        if let Some(number) = items.split([',', '-']).find(|number| !known.is_between(number)) {
            let message = format!(
                "{} attends item {number} (`{items}`), expected one of the items {}",
                person.name,
                known.range()
            );
            found.push(Diagnostic::new(Code::UnknownItem, person.span, message));
        }
    }
    found
}

/// The numbers of the items.
struct Known<'d> {
    agenda: &'d [AgendaItem<'d>],
    /// The numbers, each by itself: made where somebody presents an item.
    numbers: OnceCell<HashSet<String>>,
    first: u32,
    last: u32,
}

impl<'d> Known<'d> {
    fn of(agenda: &'d [AgendaItem<'d>]) -> Option<Self> {
        let (mut first, mut last) = (u32::MAX, 0);
        for parts in agenda.iter().filter_map(|item| parts(&item.number)) {
            (first, last) = (first.min(parts.main), last.max(parts.last));
        }
        (first <= last).then_some(Self { agenda, numbers: OnceCell::new(), first, last })
    }

    fn has(&self, number: &str) -> bool {
        self.numbers.get_or_init(|| self.each()).contains(number)
    }

    fn each(&self) -> HashSet<String> {
        let mut numbers = HashSet::new();
        for item in self.agenda {
            let Some(parts) = parts(&item.number) else { continue };
            numbers.insert(item.number.to_string());
            numbers.extend((parts.main..=parts.last).take(1000).map(|number| number.to_string()));
        }
        numbers
    }

    fn is_between(&self, number: &str) -> bool {
        parts(number).is_none_or(|parts| (self.first..=self.last).contains(&parts.main))
    }

    fn range(&self) -> String {
        if self.first == self.last {
            self.first.to_string()
        } else {
            format!("{}–{}", self.first, self.last)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{messages, table};
    use crate::model::Code::UnknownItem;

    fn minutes(people: &str) -> String {
        format!(
            "Protokoll\nDatum: 2024-03-04\n\n{people}\n\n§ 4 Val\n\nVal.\n\n§ 5 Budget\n\nAntas.\n\n§ 6 Slut\n\nSlut.\n"
        )
    }

    #[test]
    fn points_that_do_not_exist() {
        for (people, expected) in [
            ("Föredragande:\nEva Ek, ekonom (§ 9)\nBo Al, jurist (§ 5)", &[UnknownItem][..]),
            ("Föredragande:\nEva Ek, ekonom (§§ 4–5)", &[]),
            ("Närvarande:\nEva Ek (S), §§ 4–7\nBo Al (M)", &[UnknownItem]),
            ("Närvarande:\nEva Ek (S), §§ 4–5\nBo Al (M), ej § 5", &[]),
        ] {
            table(&[UnknownItem], &[(&minutes(people), expected)]);
        }
        assert_eq!(
            messages(&minutes("Föredragande:\nEva Ek, ekonom (§ 9)"), UnknownItem),
            ["Eva Ek presents item 9, expected one of the items 4–6"]
        );
    }
}
