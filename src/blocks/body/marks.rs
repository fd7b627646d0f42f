//! The marks that rows of a list begin with.

use crate::grammar::is_dash;
use crate::lexicon::THAT;

/// What begins a row of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Bullet,
    Number,
    That,
}

/// The mark of a row of a list at the beginning of `text`: `•`, `- `, `1.`, `a)`, `(a)`, `1:o)`, `att`.
pub(super) fn list_mark(text: &str) -> Option<Mark> {
    // Nearly all rows begin with a letter that no bracket follows, and not as that word does.
    if let [first, second, ..] = text.as_bytes()
        && first.is_ascii_alphabetic()
        && *second != b')'
        && !THAT.as_bytes().starts_with(&[*first, *second])
    {
        return None;
    }
    let mut chars = text.chars();
    let first = chars.next()?;
    if matches!(first, '•' | '·' | '*' | '▪' | '●' | '○' | '➢' | '◦' | '\u{f0b7}') {
        return Some(Mark::Bullet);
    }
    if is_dash(first) {
        return chars.next().is_none_or(char::is_whitespace).then_some(Mark::Bullet);
    }
    if text.strip_prefix(THAT).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t'])) {
        return Some(Mark::That);
    }
    let text = text.strip_prefix('(').unwrap_or(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits) {
        let rest = &text[digits..];
        let rest = rest.strip_prefix(":o").unwrap_or(rest);
        let closed = rest.strip_prefix(')').or_else(|| rest.strip_prefix('.'))?;
        return (closed.is_empty() || closed.starts_with(char::is_whitespace)).then_some(Mark::Number);
    }
    let rest = text.strip_prefix(|c: char| c.is_ascii_alphabetic())?.strip_prefix(')')?;
    rest.starts_with(char::is_whitespace).then_some(Mark::Number)
}

/// The number that a text begins with.
pub(super) fn leading_number(text: &str) -> Option<u32> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    text.get(..digits.min(3))?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_lists() {
        for (text, mark) in [
            ("att bron lagas", Some(Mark::That)),
            ("att", Some(Mark::That)),
            ("attest", None),
            ("Att bron lagas", None),
            ("a) bron", Some(Mark::Number)),
            ("A) bron", Some(Mark::Number)),
            ("(a) bron", Some(Mark::Number)),
            ("(bron) a", None),
            ("b)bron", None),
            ("1. bron", Some(Mark::Number)),
            ("• bron", Some(Mark::Bullet)),
            ("- bron", Some(Mark::Bullet)),
            ("bron", None),
            ("å) bron", None),
            ("b", None),
            ("", None),
        ] {
            assert_eq!(list_mark(text), mark, "{text:?}");
        }
    }
}
