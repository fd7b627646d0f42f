//! Is there a text, a protocol, a date, are there points?

use super::Checked;
use crate::model::{Code, Diagnostic, Document, Span};

/// Whether nothing stands in the text.
pub(super) fn is_empty(checked: Checked<'_, '_>) -> bool {
    !checked.text.contains(|c: char| !(c.is_whitespace() || c.is_control()))
}

/// The diagnostic of a text with nothing in it.
pub(super) fn empty(checked: Checked<'_, '_>) -> Vec<Diagnostic> {
    let span = Span::new(checked.offset, checked.offset + checked.text.len());
    vec![Diagnostic::new(Code::EmptyText, span, "expected a protocol, found no text")]
}

/// Whether neither a title, nor people, nor points, nor the parts of a header say that this is a protocol.
/// A numbered list alone is no sign of points: recipes have one too.
pub(super) fn is_no_protocol(checked: Checked<'_, '_>) -> bool {
    let Document { meeting, attendance, absences, agenda, signatories, .. } = checked.document;
    let people = attendance.len() + absences.len() + signatories.len();
    let decided = agenda.iter().any(|item| !item.decisions.is_empty() || item.label.contains('§'));
    let header = meeting.date.is_some() && (meeting.body.is_some() || !agenda.is_empty());
    meeting.title.is_none() && people == 0 && !decided && !header
}

/// The diagnostic of a text that is no protocol.
pub(super) fn no_protocol(checked: Checked<'_, '_>) -> Vec<Diagnostic> {
    let message = "expected a protocol, found no title, no date with points, no people and no decisions";
    vec![Diagnostic::new(Code::NotAProtocol, checked.first_line(), message)]
}

/// A date, and points.
pub(super) fn check(checked: Checked<'_, '_>) -> Vec<Diagnostic> {
    let mut found = vec![];
    let document = checked.document;
    if document.meeting.date.is_none() && !super::calendar::is_impossible_in_header(checked) {
        let message = "expected the date of the meeting before the first point, found none";
        found.push(Diagnostic::new(Code::NoDate, checked.first_line(), message));
    }
    if document.agenda.is_empty() {
        let message = "expected numbered points, found none";
        found.push(Diagnostic::new(Code::NoItems, checked.first_line(), message));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::testing::table;
    use crate::model::Code::{EmptyText, NoDate, NoItems, NotAProtocol};

    #[test]
    fn what_a_text_lacks() {
        table(
            &[EmptyText, NotAProtocol, NoDate, NoItems],
            &[
                ("", &[EmptyText]),
                (" \n\t\n\u{c}", &[EmptyText]),
                ("Vispa tre ägg.\n\nTillsätt mjölken.\n", &[NotAProtocol]),
                ("1. Vispa tre ägg.\n2. Tillsätt mjölken.\n3. Grädda i smör.\n", &[NotAProtocol]),
                ("Protokoll\n", &[NoDate, NoItems]),
                ("Protokoll\n\nDatum: 2024-03-04\n", &[NoItems]),
                ("Protokoll\n\nNärvarande: Anna Berg\n\n§ 1 Val\n\nVal.\n", &[NoDate]),
                ("Protokoll\n\nDatum: 2024-03-04\n\n§ 1 Val\n\nVal.\n", &[]),
                ("Närvarande: Anna Berg, Bo Ek\n", &[NoDate, NoItems]),
                // The date is there, and impossible: that is said elsewhere.
                ("Protokoll\n\nDatum: 31 juni 2024\n\n§ 1 Val\n\nVal.\n", &[]),
            ],
        );
    }
}
