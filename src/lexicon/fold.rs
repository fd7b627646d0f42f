//! The form under which words are kept and looked up: lower case, one space, composed å ä ö.
//!
//! | as written | folded |
//! | --- | --- |
//! | `NÄRVARANDE:` | `närvarande` |
//! | `Plats  och\ttid` | `plats och tid` |
//! | `P R O T O K O L L` | `protokoll` |

/// The longest text that can be a word or phrase of the lexicon, in bytes.
const LONGEST: usize = 72;

/// A folded text, kept on the stack.
#[derive(Clone, Copy)]
pub(crate) struct Folded {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Folded {
    /// Folds `text`, or gives `None` where it is too long to be in the lexicon.
    pub(crate) fn new(text: &str) -> Option<Self> {
        let mut folded = Self { bytes: [0; LONGEST], len: 0 };
        let mut gap = false;
        for c in text.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '*' | '_' | '•')).chars()
        {
            if c.is_whitespace() {
                gap = true;
                continue;
            }
            if gap {
                folded.push(' ')?;
                gap = false;
            }
            match c {
                '\u{30a}' | '\u{308}' | '\u{301}' => folded.compose(c),
                '\u{ad}' => {}
                'A'..='Z' => folded.push(c.to_ascii_lowercase())?,
                _ if c.is_ascii() => folded.push(c)?,
                _ => c.to_lowercase().try_for_each(|lower| folded.push(lower))?,
            }
        }
        Some(folded)
    }

    /// The folded text.
    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len]).unwrap_or_default()
    }

    fn push(&mut self, c: char) -> Option<()> {
        let end = self.len + c.len_utf8();
        c.encode_utf8(self.bytes.get_mut(self.len..end)?);
        self.len = end;
        Some(())
    }

    /// A combining mark after a letter makes one letter: texts from macOS write å as a and a ring.
    fn compose(&mut self, mark: char) {
        let Some(last) = self.len.checked_sub(1) else { return };
        let letter = match (self.bytes[last], mark) {
            (b'a', '\u{30a}') => 'å',
            (b'a', '\u{308}') => 'ä',
            (b'o', '\u{308}') => 'ö',
            (b'e', '\u{301}') => 'é',
            _ => return,
        };
        self.len = last;
        let _ = self.push(letter);
    }
}

/// Closes the gaps of a spaced-out heading (`P R O T O K O L L   nr 9` → `PROTOKOLL nr 9`), or gives
/// `None` where the text is not spaced out: most of its words must be single letters.
pub(crate) fn close_gaps(text: &str) -> Option<String> {
    let single = |word: &str| word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    let head: Vec<&str> = text.split(' ').take_while(|word| single(word)).collect();
    if head.len() < 4 {
        return None;
    }
    let mut closed = String::with_capacity(text.len());
    let mut last_single = false;
    for word in text.split(' ') {
        let apart = !last_single || !single(word);
        if apart && !closed.is_empty() && !closed.ends_with(' ') {
            closed.push(' ');
        }
        closed.push_str(word);
        last_single = single(word);
    }
    Some(closed.trim_end().to_owned())
}

/// What damage from scanning leaves of a word: letters that are often mistaken for each other become one,
/// and spaces go. Two words with one skeleton are taken for one only where nothing else fits.
///
/// | as written | skeleton |
/// | --- | --- |
/// | `närvarancle` | `narvarande` |
/// | `juste ras` | `justeras` |
/// | `n?rvarande` | `n?rvarande` |
pub(crate) fn skeleton(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars() {
        match c {
            'å' | 'ä' | 'à' | 'á' => out.push('a'),
            'ö' | 'ó' | 'ò' | '0' => out.push('o'),
            'é' | 'è' => out.push('e'),
            '1' | 'i' | 'í' | '!' | '|' => out.push('l'),
            ' ' | '-' | '.' | ',' | ':' | '\'' | '’' => {}
            _ => out.push(c),
        }
    }
    out.replace("cl", "d").replace("rn", "m").replace("vv", "w")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_case_space_and_marks() {
        for (written, folded) in [
            ("NÄRVARANDE:", "närvarande"),
            ("  Plats  och\ttid ", "plats och tid"),
            ("Na\u{308}rvarande", "närvarande"),
            ("A\u{30a}H\u{d6}RARE", "åhörare"),
            ("", ""),
        ] {
            assert_eq!(Folded::new(written).as_ref().map(Folded::as_str), Some(folded), "{written:?}");
        }
        assert!(Folded::new(&"å".repeat(100)).is_none());
    }

    #[test]
    fn closes_spaced_out_headings_only() {
        assert_eq!(close_gaps("P R O T O K O L L nr 9/1974").as_deref(), Some("PROTOKOLL nr 9/1974"));
        assert_eq!(close_gaps("P R O T O K O L L  F Ö R T").as_deref(), Some("PROTOKOLL FÖRT"));
        assert_eq!(close_gaps("Protokoll nr 9"), None);
        assert_eq!(close_gaps("A B C"), None);
    }

    #[test]
    fn skeletons_bridge_damage() {
        for (damaged, meant) in [
            ("närvarancle", "närvarande"),
            ("juste ras", "justeras"),
            ("narvarande", "närvarande"),
            ("förhinder", "forhinder"),
        ] {
            assert_eq!(skeleton(damaged), skeleton(meant), "{damaged}");
        }
        assert_ne!(skeleton("beslutande"), skeleton("besvarande"));
    }
}
