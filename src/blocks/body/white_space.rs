//! White space: folded where lines become the text of a paragraph, a word that a hyphen breaks made whole, and the wide
//! gaps that part the cells of a row.

use std::borrow::Cow;

use super::marks::list_mark;
use crate::grammar::first_word;
use crate::lexicon::{Lexicon, SmallWord};
use crate::lines::may_have_gap;
use crate::model::Text;

/// `text` with its white space folded; borrowed where nothing had to change.
pub(crate) fn folded(text: &str) -> Text<'_> {
    if !may_have_gap(text) || is_folded(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        word.split('\u{ad}').for_each(|piece| out.push_str(piece));
    }
    Cow::Owned(out)
}

/// Whether no two blanks stand side by side in `text`, nor a tab, a hard space or a soft hyphen: looked for without a
/// branch.
fn is_folded(text: &str) -> bool {
    let bytes = text.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let changed = pairs.fold(0, |found, (&first, &second)| {
        let blanks = u8::from(first == b' ') & u8::from(second == b' ');
        let hard = u8::from(first == 0xc2) & (u8::from(second == 0xa0) | u8::from(second == 0xad));
        found | blanks | hard
    });
    changed == 0 && memchr::memchr(b'\t', bytes).is_none()
}

/// Appends a wrapped line: a word that a hyphen breaks becomes whole.
pub(crate) fn push_line(text: &mut String, line: &str, lexicon: &Lexicon) {
    push_folded(text, &folded(line), lexicon);
}

/// The same for a line whose white space is folded.
pub(super) fn push_folded(text: &mut String, line: &str, lexicon: &Lexicon) {
    if text.ends_with('-') && !text.ends_with(" -") {
        let next = first_word(line).trim_end_matches([',', '.']);
        let whole = matches!(lexicon.small_words.get(next), Some(SmallWord::And | SmallWord::Or));
        if whole {
            text.push(' ');
        } else if line.starts_with(char::is_lowercase) {
            text.pop();
        }
    } else if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(line);
}

/// Two lines as one.
pub(crate) fn join(first: &str, second: &str, lexicon: &Lexicon) -> String {
    let mut text = first.to_owned();
    push_line(&mut text, second, lexicon);
    text
}

/// Where the first tab of `text` stands, or the first three blanks where it has none.
pub(super) fn wide_gap(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr(b'\t', bytes).or_else(|| bytes.windows(3).position(|three| three == b"   "))
}

/// Whether white space cuts `text` into cells, a list's mark apart.
pub(super) fn is_table_row(text: &str) -> bool {
    let rest = match list_mark(text) {
        Some(_) => text.trim_start_matches(|c: char| !c.is_whitespace()).trim_start(),
        None => text,
    };
    wide_gap(rest).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_folded_where_it_has_to_be() {
        for text in
            ["", "a b", " a", "a  b", "a\tb", "a\u{a0}b", "a\u{ad}b", "a – b", "a § b", "a ” b", "å  ä"]
        {
            let words: Vec<String> = text.split_whitespace().map(|word| word.replace('\u{ad}', "")).collect();
            let plain = !text.contains("  ") && !text.contains(['\t', '\u{a0}', '\u{ad}']);
            assert_eq!(is_folded(text), plain, "{text:?}");
            assert_eq!(folded(text), if plain { text.to_owned() } else { words.join(" ") }, "{text:?}");
        }
    }

    #[test]
    fn wide_gaps() {
        for text in ["", "a", "a  b", "a   b", "a\tb", "a   b\tc", "  \t", "å     ä"] {
            assert_eq!(wide_gap(text), text.find('\t').or_else(|| text.find("   ")), "{text:?}");
        }
    }
}
