//! What was not understood, or only with doubt.

use super::Checked;
use crate::grammar::is_mark;
use crate::lexicon::Lexicon;
use crate::model::{BlockKind, Code, Diagnostic, Span};

/// How many characters of a piece are quoted.
const QUOTED: usize = 60;

/// Blocks that no rule understands.
pub(super) fn not_understood(checked: Checked<'_, '_>) -> Vec<Diagnostic> {
    let blocks = checked.document.outline.iter().filter(|block| block.kind == BlockKind::Other);
    blocks
        .filter(|block| checked.at(block.span).contains(char::is_alphabetic))
        .map(|block| {
            let message = format!("no rule understands {}", quoted(checked.at(block.span)));
            Diagnostic::new(Code::NotUnderstood, trimmed(checked, block.span), message)
        })
        .collect()
}

/// Lines of lists of people that name nobody and say nothing else.
pub(super) fn doubtful(checked: Checked<'_, '_>) -> Vec<Diagnostic> {
    let lines = checked.oddities.doubtful.iter();
    lines
        .filter(|span| !says_something(checked.at(**span), checked.lexicon))
        .map(|span| {
            let message = format!("expected a name in a list of people, found {}", quoted(checked.at(*span)));
            Diagnostic::new(Code::DoubtfulLayout, *span, message)
        })
        .collect()
}

/// Whether a line that names nobody says something that lists of people say: where the list is, how many
/// there were, which group follows, or the heads of columns.
fn says_something(text: &str, lexicon: &Lexicon) -> bool {
    let words = || text.split([' ', '\n', '\t']).filter(|word| !word.is_empty());
    let bare = |word: &str| word.trim_matches([',', '.', ':', ';', '(', ')', '-']).to_owned();
    let elsewhere = words().any(|word| lexicon.elsewhere.has(&bare(word)));
    let group = words().count() <= 4
        && text.starts_with(char::is_uppercase)
        && !text.contains([',', '.', ';'])
        && !text.contains(|c: char| c.is_ascii_digit());
    let columns = text.split("  ").all(|cell| cell.is_empty() || lexicon.table_columns.has(cell.trim()));
    let mark = text.chars().filter(|c| c.is_alphanumeric()).count() <= 1;
    elsewhere || group || columns || mark
}

/// The span without the white space at either side.
fn trimmed(checked: Checked<'_, '_>, span: Span) -> Span {
    let text = checked.at(span);
    let start = span.start + text.len() - text.trim_start().len();
    Span::new(start, start + text.trim().len())
}

/// The beginning of a piece, in quotes, white space folded.
fn quoted(text: &str) -> String {
    let mut words = String::new();
    for word in text.split_whitespace() {
        // A mark upon a letter takes no room.
        let length = |text: &str| text.chars().filter(|c| !is_mark(*c)).count();
        let room = QUOTED.saturating_sub(length(&words));
        if length(word) > room {
            let end = word.char_indices().filter(|(_, c)| !is_mark(*c)).nth(room);
            words.push_str(&word[..end.map_or(word.len(), |(at, _)| at)]);
            words.push('…');
            break;
        }
        words.push_str(word);
        words.push(' ');
    }
    format!("`{}`", words.trim_end())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{messages, table};
    use super::*;
    use crate::model::Code::{DoubtfulLayout, NotUnderstood};

    #[test]
    fn what_is_not_understood() {
        let begin = "Norrby kommun\nProtokoll\nDatum: 2024-03-04\n\nNärvarande:\nAnna Berg\nBo Ek\n\n";
        let end = "§ 1 Val\n\nVal.\n";
        let clean = format!("{begin}{end}");
        let odd = format!("Annons: cykel säljes billigt till snar köpare i gott skick.\n\n{begin}{end}");
        table(&[NotUnderstood, DoubtfulLayout], &[(&clean, &[]), (&odd, &[NotUnderstood])]);
        assert_eq!(
            messages(&odd, NotUnderstood),
            ["no rule understands `Annons: cykel säljes billigt till snar köpare i gott skick.`"]
        );
    }

    #[test]
    fn lines_of_lists_that_name_nobody() {
        let lexicon = Lexicon::built_in();
        for text in
            ["Se närvarolista, sidan 2", "47 medlemmar", "Centerpartiet (C)", "Från länet:", "X", "POSK"]
        {
            assert!(says_something(text, lexicon), "{text:?}");
        }
        for text in ["anländer efter lunch, enligt uppgift", "och därefter 3 till från grannbyn"] {
            assert!(!says_something(text, lexicon), "{text:?}");
        }
        let list = |line: &str| format!("Protokoll\n2024-03-04\n\nNärvarande: {line}\n\n§ 1 Val\n\nVal.\n");
        table(
            &[DoubtfulLayout],
            &[
                (&list("Se bilaga 1"), &[]),
                (&list("Anna Berg, Bo Ek"), &[]),
                (&list("två från norra byn, tre från den södra."), &[DoubtfulLayout]),
            ],
        );
    }

    #[test]
    fn quotes_are_short() {
        assert_eq!(quoted("ett\n  två"), "`ett två`");
        assert_eq!(quoted(&"å".repeat(70)), format!("`{}…`", "å".repeat(60)));
        assert_eq!(quoted(&"a\u{30a}".repeat(70)), format!("`{}…`", "a\u{30a}".repeat(60)));
    }
}
