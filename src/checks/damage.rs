//! Were characters lost before the text came here?
//!
//! | as it stands | what was there |
//! | --- | --- |
//! | `ordf�rande` | a letter that nobody can tell |
//! | `ordfÃ¶rande` | UTF-8 that was read as Windows-1252; the decoder undoes it where that is certain |

use super::Checked;
use crate::model::{Code, Diagnostic, Span};
use crate::text::repair;

/// The first damaged word, and how many places there are.
pub(super) fn check(checked: Checked<'_, '_>) -> Vec<Diagnostic> {
    let Some(finding) = repair::damage(checked.text) else { return vec![] };
    let word = word_around(checked.text, finding.first.start, finding.first.len());
    let start = checked.offset + word.start;
    let message = format!(
        "expected letters, found `{}`, where characters were lost ({} in the text)",
        &checked.text[word.clone()],
        finding.count
    );
    vec![Diagnostic::new(Code::DamagedText, Span::new(start, start + word.len()), message)]
}

/// The word that holds the `len` bytes at `at`.
fn word_around(text: &str, at: usize, len: usize) -> std::ops::Range<usize> {
    let start = text[..at]
        .rfind(char::is_whitespace)
        .map_or(0, |space| space + text[space..].chars().next().map_or(1, char::len_utf8));
    let end = text[at + len..].find(char::is_whitespace).map_or(text.len(), |space| at + len + space);
    start..end
}

#[cfg(test)]
mod tests {
    use super::super::testing::{messages, table};
    use crate::model::Code::DamagedText;

    #[test]
    fn damage() {
        table(
            &[DamagedText],
            &[
                ("Protokoll\n\nOrdf\u{fffd}rande: Anna \u{fffd}st\n", &[DamagedText]),
                ("Protokoll\n\nOrdfÃ¶rande: Anna Ek\n", &[DamagedText]),
                ("Protokoll\n\nOrdförande: Ana Ãlvares, ”så” – § 3\n", &[]),
            ],
        );
        let text = "Protokoll\n\nOrdf\u{fffd}rande: Anna \u{fffd}st\n";
        let message =
            "expected letters, found `Ordf\u{fffd}rande:`, where characters were lost (2 in the text)";
        assert_eq!(messages(text, DamagedText), [message]);
    }
}
