//! Were characters lost before the text came here?
//!
//! | as it stands | what was there |
//! | --- | --- |
//! | `ordf�rande` | a letter that nobody can tell |
//! | `ordfÃ¶rande`, `Â§ 3`, `â€“` | UTF-8 that was read as Windows-1252 |

use super::Checked;
use crate::model::{Code, Diagnostic, Span};

/// UTF-8 read as Windows-1252: `å ä ö Å Ä Ö é § –` and quotation marks, as they come out.
const MISREAD: [&str; 10] = ["Ã¥", "Ã¤", "Ã¶", "Ã…", "Ã„", "Ã–", "Ã©", "Â§", "â€“", "â€"];

/// The first damaged character, and how many there are.
pub(super) fn check(checked: Checked<'_, '_>) -> Vec<Diagnostic> {
    let lost = "\u{fffd}";
    [&[lost][..], &MISREAD].iter().filter_map(|traces| damaged(checked, traces)).collect()
}

fn damaged(checked: Checked<'_, '_>, traces: &[&str]) -> Option<Diagnostic> {
    let text = checked.text;
    let (at, trace) = traces.iter().filter_map(|trace| text.find(trace).map(|at| (at, *trace))).min()?;
    let count: usize = traces.iter().map(|trace| text.matches(trace).count()).sum();
    let word = word_around(text, at, trace.len());
    let start = checked.offset + word.start;
    let message = format!(
        "expected letters, found `{}`, where characters were lost ({count} in the text)",
        &text[word.clone()]
    );
    Some(Diagnostic::new(Code::DamagedText, Span::new(start, start + word.len()), message))
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
