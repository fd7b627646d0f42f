//! Reads a query, and writes it as FTS5 understands it.

use std::ops::Range;

use super::super::stems::{Stems, fold, words};

/// The columns of words as written.
const WORDS: &str = "{title text decision}";
/// The columns of their stems.
const STEMS: &str = "{stems decision_stems}";

/// One thing that must be found.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Term {
    /// A word, as written or in another form: the word and its stem, folded.
    Word { word: String, stem: String },
    /// Words in a row, folded.
    Phrase(Vec<String>),
    /// The beginning of a word, folded.
    Prefix(String),
}

/// What must be found, all of it.
pub(super) struct Query {
    terms: Vec<Term>,
    stems: Stems,
}

impl Query {
    /// Reads a query; `None` where it has no word.
    pub(super) fn read(query: &str) -> Option<Self> {
        let stems = Stems::new();
        let mut terms = Vec::new();
        // Every second piece stands between quotation marks; a mark without its pair opens the last one.
        for (index, piece) in query.split('"').enumerate() {
            if index % 2 == 1 {
                terms.extend(phrase(piece));
            } else {
                terms.extend(piece.split_whitespace().filter_map(|word| term(word, &stems)));
            }
        }
        (!terms.is_empty()).then_some(Self { terms, stems })
    }

    /// The query on the index of items; on decisions alone where asked so.
    pub(super) fn for_items(&self, decisions: bool) -> String {
        let (words, stems) = if decisions { ("{decision}", "{decision_stems}") } else { (WORDS, STEMS) };
        let terms: Vec<String> = self.terms.iter().map(|term| term.write(words, stems)).collect();
        terms.join(" AND ")
    }

    /// Where `text` holds what is looked for: places in it, in order, none within another.
    pub(super) fn places(&self, text: &str) -> Vec<Range<usize>> {
        let words: Vec<(Range<usize>, String)> =
            words(text).map(|place| (place.clone(), fold(&text[place]))).collect();
        let mut places = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let length = self.terms.iter().filter_map(|term| self.meets(term, &words[at..])).max();
            if let Some(length) = length {
                places.push(words[at].0.start..words[at + length - 1].0.end);
            }
            at += length.unwrap_or(1);
        }
        places
    }

    /// How many words of `words`, from the first, are what `term` looks for.
    fn meets(&self, term: &Term, words: &[(Range<usize>, String)]) -> Option<usize> {
        let (_, first) = words.first()?;
        match term {
            Term::Word { word, stem } => (first == word || self.stems.of(first) == *stem).then_some(1),
            Term::Prefix(prefix) => first.starts_with(prefix).then_some(1),
            Term::Phrase(phrase) => {
                let meets = words.len() >= phrase.len() && phrase.iter().zip(words).all(|(a, (_, b))| a == b);
                meets.then_some(phrase.len())
            }
        }
    }
}

impl Term {
    fn write(&self, words: &str, stems: &str) -> String {
        match self {
            Self::Word { word, stem } => format!("({words} : \"{word}\" OR {stems} : \"{stem}\")"),
            Self::Prefix(prefix) => format!("({words} : \"{prefix}\" * OR {stems} : \"{prefix}\" *)"),
            Self::Phrase(phrase) => format!("{words} : \"{}\"", phrase.join(" ")),
        }
    }
}

/// `utredning`, `utred*`; `KS-2024/17` is a phrase of three words.
fn term(written: &str, stems: &Stems) -> Option<Term> {
    match phrase(written)? {
        Term::Phrase(words) if words.len() == 1 => {
            let word = words.into_iter().next()?;
            Some(if written.ends_with('*') {
                Term::Prefix(word)
            } else {
                Term::Word { stem: stems.of(&word), word }
            })
        }
        phrase => Some(phrase),
    }
}

fn phrase(written: &str) -> Option<Term> {
    let words: Vec<String> = words(written).map(|word| fold(&written[word])).collect();
    (!words.is_empty()).then_some(Term::Phrase(words))
}

/// The query on an index of names: all words of the name, in any order. A name without a word is in no index.
pub(super) fn for_name(name: &str) -> String {
    let words: Vec<String> = words(name).map(|word| format!("\"{}\"", fold(&name[word]))).collect();
    if words.is_empty() { "\"\"".to_owned() } else { words.join(" AND ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(query: &str) -> Option<String> {
        Query::read(query).map(|query| query.for_items(true))
    }

    #[test]
    fn queries_as_fts5_writes_them() {
        for (query, expected) in [
            ("Utredningar", r#"({decision} : "utredningar" OR {decision_stems} : "utredning")"#),
            ("utred*", r#"({decision} : "utred" * OR {decision_stems} : "utred" *)"#),
            ("\"Ny förskola\"", r#"{decision} : "ny förskola""#),
            ("KS-2024/17", r#"{decision} : "ks 2024 17""#),
            ("\"ny", r#"{decision} : "ny""#),
        ] {
            assert_eq!(written(query).as_deref(), Some(expected), "{query}");
        }
        let two = written("skola AND").unwrap();
        assert!(two.contains(" AND ({decision} : \"and\""), "no operator of FTS5 comes through: {two}");
    }

    #[test]
    fn nothing_to_look_for() {
        for query in ["", "  ", "\"\"", "*", "§ - ()"] {
            assert_eq!(written(query), None, "{query:?}");
        }
    }

    #[test]
    fn places_are_found_in_every_form() {
        let query = Query::read("utredning \"ny skola\" byg*").unwrap();
        let text = "Utredningar: en ny skola byggs, och en ny utredning.";
        let found: Vec<_> = query.places(text).into_iter().map(|place| &text[place]).collect();
        assert_eq!(found, ["Utredningar", "ny skola", "byggs", "utredning"]);
    }
}
