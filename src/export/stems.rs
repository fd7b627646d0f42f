//! Words and their Swedish stems, as the search index keeps them and a query asks for them.
//!
//! | as written | folded | stem |
//! | --- | --- | --- |
//! | `Utredningar` | `utredningar` | `utredning` |
//! | `BESLUTADE` | `beslutade` | `beslut` |
//! | `a\u{30a}tga\u{308}rder` | `åtgärder` | `åtgärd` |
//!
//! The rules are Snowball's for Swedish: they cut endings and know no words. They leave the ending *-et*, so
//! *protokollet* and *protokoll* stay two stems, and so do *män* and *man*.

use std::ops::Range;

use rust_stemmers::{Algorithm, Stemmer};

/// The words of `text`, as places in it: letters and digits, with the marks that belong to them.
pub(super) fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let start = loop {
            let (at, c) = rest.next()?;
            if in_word(c) {
                break at;
            }
        };
        while rest.next_if(|(_, c)| in_word(*c)).is_some() {}
        Some(start..rest.peek().map_or(text.len(), |(at, _)| *at))
    })
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')
}

/// A word in lower case, å ä ö é as one letter each: texts from macOS write å as a and a ring.
pub(super) fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        let whole = match (folded.chars().next_back(), c) {
            (Some('a'), '\u{30a}') => 'å',
            (Some('a'), '\u{308}') => 'ä',
            (Some('o'), '\u{308}') => 'ö',
            (Some('e'), '\u{301}') => 'é',
            _ => {
                folded.push(c);
                continue;
            }
        };
        folded.pop();
        folded.push(whole);
    }
    folded
}

/// Makes stems.
pub(super) struct Stems(Stemmer);

impl Stems {
    pub(super) fn new() -> Self {
        Self(Stemmer::create(Algorithm::Swedish))
    }

    /// The stem of one word.
    pub(super) fn of(&self, word: &str) -> String {
        self.0.stem(&fold(word)).into_owned()
    }

    /// The stems of all words of `texts`, in their order.
    pub(super) fn all<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> String {
        let stems = texts.into_iter().flat_map(|text| words(text).map(|word| self.of(&text[word])));
        stems.collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_of_swedish_words() {
        for (word, stem) in [
            ("utredning", "utredning"),
            ("Utredningar", "utredning"),
            ("utredningarna", "utredning"),
            ("protokollet", "protokollet"),
            ("beslutade", "beslut"),
            ("beslut", "beslut"),
            ("åtgärder", "åtgärd"),
            ("a\u{30a}tga\u{308}rder", "åtgärd"),
            ("2024", "2024"),
        ] {
            assert_eq!(Stems::new().of(word), stem, "{word}");
        }
    }

    #[test]
    fn words_are_letters_digits_and_marks() {
        let text = "Dnr KS-2024/17: Ko\u{308}p, (§ 3)…";
        let found: Vec<_> = words(text).map(|word| &text[word]).collect();
        assert_eq!(found, ["Dnr", "KS", "2024", "17", "Ko\u{308}p", "3"]);
        assert_eq!(words(" … ").count(), 0);
    }
}
