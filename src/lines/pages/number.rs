//! Numbers of pages, as they stand in a line.
//!
//! | as written | what it is |
//! | --- | --- |
//! | `Sida 3 (12)`, `3(12)`, `- 4 -` | the number of a page |
//! | `Sida 3`, `Blad 3`, `Sida 3 av 12` | the same, by its word |
//! | `3`, `3.`, `(3)` | of a page or of a point: for others to tell |

use crate::grammar::is_dash;
use crate::lexicon::{Label, Lexicon};

/// `3 (12)`, `3(12)` at the end of `text`: the page, and how many there are.
pub(super) fn page_of_pages(text: &str) -> Option<(u32, u32)> {
    let head = text.strip_suffix(')')?;
    // Nearly all brackets at the end of a line hold a party.
    if head.as_bytes().last().is_none_or(u8::is_ascii_alphabetic) {
        return None;
    }
    let (head, pages) = head.rsplit_once('(')?;
    let head = head.trim_end();
    let begin = head
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + head[at..].chars().next().map_or(1, char::len_utf8));
    let (page, pages): (u32, u32) = (head[begin..].parse().ok()?, pages.trim().parse().ok()?);
    let apart = head[..begin].is_empty() || head[..begin].ends_with([' ', '\t', '.', ':']);
    (apart && 0 < page && page <= pages && pages < 1000).then_some((page, pages))
}

/// `- 4 -`, `– 4 –`.
pub(super) fn dashed_number(text: &str) -> bool {
    if !text.starts_with(is_dash) {
        return false;
    }
    let inner = text.trim_matches(|c: char| is_dash(c) || c == ' ');
    inner.len() < text.len() && text.ends_with(is_dash) && is_number(inner)
}

fn is_number(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number alone, a full stop behind it or none, or in brackets.
pub(super) fn is_lone_number(text: &str) -> bool {
    match text.as_bytes() {
        [b'0'..=b'9', ..] => is_number(text.trim_end_matches('.')),
        [b'(', .., b')'] => is_number(&text[1..text.len() - 1]),
        _ => false,
    }
}

/// The last word of `text`, and what stands before it.
fn split_last_word(text: &str) -> Option<(&str, &str)> {
    let bytes = text.as_bytes();
    let is_blank = |at: &usize| match bytes[*at] {
        b' ' | b'\t' => true,
        0xa0 => *at > 0 && bytes[*at - 1] == 0xc2,
        _ => false,
    };
    let text = text.trim_end_matches([' ', '\t', '\u{a0}']);
    let begin = (0..text.len()).rev().find(is_blank).map_or(0, |at| at + 1);
    (begin < text.len()).then(|| text.split_at(begin))
}

/// The longest word for a page, in bytes.
const LONGEST_PAGE_WORD: usize = 6;

/// `Sida 3`, `Blad 3`, `Sida 3 av 12`: the word for a page before the end of the line; the number may
/// have slipped onto the next line.
pub(super) fn page_word(text: &str, lexicon: &Lexicon) -> bool {
    // Without a number behind it the word itself is the last one.
    let bytes = text.as_bytes();
    let numbered = match bytes {
        [.., b'0'..=b'9'] => true,
        [before @ .., b'.' | b')'] => !before.last().is_some_and(u8::is_ascii_alphabetic),
        _ => false,
    };
    let end = &bytes[bytes.len().saturating_sub(LONGEST_PAGE_WORD + 1)..];
    let apart = || end.iter().any(|byte| matches!(byte, b' ' | b'\t' | 0xa0));
    let may_be_last = || apart() && lexicon.pages.may_end(text);
    if !(numbered || may_be_last()) {
        return false;
    }
    let is_page = |word: &str| {
        word.starts_with(char::is_alphabetic)
            && word.len() <= LONGEST_PAGE_WORD
            && lexicon.pages.may_have(word)
            && lexicon.labels.get(word) == Some(&Label::Page)
    };
    let Some((before, last)) = split_last_word(text) else { return false };
    if !(is_number(last.trim_end_matches('.')) || page_of_pages(last).is_some()) {
        return !before.is_empty() && is_page(last);
    }
    match split_last_word(before) {
        Some((before, "av")) => split_last_word(before)
            .and_then(|(before, _)| split_last_word(before))
            .is_some_and(|(_, word)| is_page(word)),
        Some((_, word)) => is_page(word),
        None => false,
    }
}

/// The number of a page, where `text` is only that.
pub(crate) fn is_page_number(text: &str) -> bool {
    let trimmed = text.trim();
    page_of_pages(trimmed).is_some_and(|_| trimmed.starts_with(|c: char| c.is_ascii_digit()))
        || dashed_number(trimmed)
}

/// `1 (12)` and the like at the end of a cell that says something else: the cell without it.
pub(crate) fn without_page_number(text: &str) -> &str {
    match page_of_pages(text) {
        Some(_) => text[..text.rfind('(').unwrap_or(text.len())]
            .trim_end()
            .trim_end_matches(|c: char| c.is_ascii_digit())
            .trim_end(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers() {
        for (text, page) in [
            ("Sida 3 (12)", Some((3, 12))),
            ("3(12)", Some((3, 12))),
            ("Val (S)", None),
            ("9 (4)", None),
            ("Anna (12)", None),
        ] {
            assert_eq!(page_of_pages(text), page, "{text:?}");
        }
        assert!(dashed_number("- 4 -") && !dashed_number("-4") && !dashed_number("4"));
        assert!(["3", "3.", "(3)"].into_iter().all(is_lone_number));
        assert!(!["(S)", "()", "(3) Val", "(", "2024"].into_iter().any(is_lone_number));
    }

    #[test]
    fn words_for_a_page() {
        let lexicon = Lexicon::built_in();
        for text in
            ["Sida 3", "Norrby\tSida", "Sida\u{a0}3", "Protokoll  sida 3.", "Sida 3 av 12", "Norrby Sida  3"]
        {
            assert!(page_word(text, lexicon), "{text:?}");
        }
        for text in ["Sida", "Val 3", "Norrby à", "Sida nummer 3", "3", "av 12", "Protokoll", ""] {
            assert!(!page_word(text, lexicon), "{text:?}");
        }
    }
}
