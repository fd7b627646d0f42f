//! Does a family name fit two people?
//!
//! | people | the item says | |
//! | --- | --- | --- |
//! | Ulf Johansson, Erik Johansson | `Johansson anmälde jäv.` | ambiguous |
//! | the same | `Erik Johansson anmälde jäv. Johansson lämnade salen.` | clear: one is named in full |
//! | Ulf Johansson (S), Erik Johansson (M) | `Johansson (S) yrkar avslag.` | clear |
//! | the same | `Polischef Johansson informerade.` | left to the reading |

use std::collections::{HashMap, HashSet};

use super::Checked;
use super::people::{People, words};
use crate::grammar::name::is_initial;
use crate::grammar::sentence::sentences;
use crate::grammar::{first_word, last_word};
use crate::lexicon::{Clue, Clues, Lexicon};
use crate::model::{AgendaItem, Code, Diagnostic};

/// What somebody does in a sentence that matters who it is.
const DEEDS: [Clue; 8] = [
    Clue::Present,
    Clue::Move,
    Clue::Suggest,
    Clue::Reserve,
    Clue::Recusal,
    Clue::Leave,
    Clue::Support,
    Clue::Utter,
];

/// Each ambiguous name once an item.
pub(super) fn check(checked: Checked<'_, '_>) -> Vec<Diagnostic> {
    let document = checked.document;
    let everybody = document.attendance.iter().chain(&document.absences);
    let people = People::new(everybody.map(|person| &*person.name));
    let shared: HashMap<&str, Vec<&str>> = people.shared().collect();
    if shared.is_empty() {
        return vec![];
    }
    let items = document.agenda.iter().zip(&checked.oddities.clues);
    let mut firsts: Vec<char> = shared.keys().filter_map(|word| word.chars().next()).collect();
    firsts.sort_unstable();
    firsts.dedup();
    items.flat_map(|(item, clues)| in_item(checked, item, clues, &shared, &firsts)).collect()
}

fn in_item(
    checked: Checked<'_, '_>,
    item: &AgendaItem<'_>,
    clues: &[Clues],
    shared: &HashMap<&str, Vec<&str>>,
    firsts: &[char],
) -> Vec<Diagnostic> {
    let mut all_words: Option<HashSet<String>> = None;
    let mut told = HashSet::new();
    let mut found = vec![];
    for (paragraph, clues) in item.paragraphs.iter().zip(clues).filter(|(_, clues)| clues.any(&DEEDS)) {
        let courteous = checked.lexicon.clues.may_hold_courtesy(*clues);
        for sentence in sentences(paragraph, checked.lexicon) {
            for written in bare_names(sentence, courteous, firsts, checked.lexicon) {
                let key = words(written).join(" ");
                let Some(bearers) = shared.get(key.as_str()) else { continue };
                if !checked.lexicon.clues.all(sentence).any(&DEEDS) {
                    break;
                }
                let known = all_words.get_or_insert_with(|| {
                    item.paragraphs.iter().flat_map(|paragraph| words(paragraph)).collect()
                });
                let in_full = |name: &&&str| words(name).iter().all(|word| known.contains(word));
                if bearers.iter().any(|name| in_full(&name)) || !told.insert(key) {
                    continue;
                }
                let message = format!("`{written}` may be {}", bearers.join(" or "));
                let span = checked.place_of(written, item.span);
                found.push(Diagnostic::new(Code::AmbiguousName, span, message));
            }
        }
    }
    found
}

/// Words with a capital that may stand for a person alone, and may be shared as they begin: at the beginning of the
/// sentence or behind a courtesy title.
fn bare_names<'t>(
    sentence: &'t str,
    courteous: bool,
    firsts: &[char],
    lexicon: &Lexicon,
) -> impl Iterator<Item = &'t str> {
    // Without a courtesy title only the first word counts.
    let most = if courteous { sentence.len() } else { 1 };
    let is_bare = move |start: usize, word: &str| {
        let lead = &sentence[..start];
        let behind_courtesy = || {
            let before = last_word(lead.strip_suffix(' ').unwrap_or(lead));
            lexicon.courtesy.has(before.trim_end_matches('.'))
        };
        if start > 0 && !behind_courtesy() || is_initial(word) {
            return false;
        }
        let next = sentence[start + word.len()..].strip_prefix(' ').unwrap_or_default();
        let next = first_word(next);
        !next.starts_with(|c: char| c.is_uppercase() || c == '(') && !lexicon.particles.has(next)
    };
    let shared = capitals(sentence, most).filter(|(_, word)| may_be_shared(word, firsts));
    shared.filter(move |(start, word)| is_bare(*start, word)).map(|(_, word)| word)
}

/// Whether the first letter of `written` is one with which shared words begin: spares most words the rest. Letters
/// of which damage may have made others are let through.
fn may_be_shared(written: &str, firsts: &[char]) -> bool {
    let first = written.chars().next().and_then(|first| first.to_lowercase().next()).unwrap_or(' ');
    !matches!(first, 'a' | 'b' | 'd'..='h' | 'j'..='q' | 's'..='u' | 'w'..='z') || firsts.contains(&first)
}

/// The words between blanks that begin with a capital among the first `most` bytes and end with a letter, and
/// where each begins.
fn capitals(text: &str, most: usize) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let begins = move |at: &usize| (*at == 0 || bytes[at - 1] == b' ') && !bytes[*at].is_ascii_lowercase();
    (0..most.min(bytes.len())).filter(begins).filter_map(|at| {
        let word = first_word(&text[at..]);
        (word.starts_with(char::is_uppercase) && word.ends_with(char::is_alphabetic)).then_some((at, word))
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{messages, table};
    use crate::model::Code::AmbiguousName;

    #[test]
    fn who_is_meant() {
        let minutes = |text: &str| {
            format!(
                "Protokoll\nDatum: 2024-03-04\n\nNärvarande:\nUlf Johansson (S)\nErik Johansson (M)\nBo Ek (C)\n\n§ 1 Budget\n\n{text}\n\n§ 2 Slut\n\nSlut.\n"
            )
        };
        for (text, expected) in [
            ("Johansson anmäler jäv och lämnar rummet.", &[AmbiguousName][..]),
            ("Herr Johansson yrkar avslag.", &[AmbiguousName]),
            ("Johansson (S) yrkar avslag.", &[]),
            ("Erik Johansson anmäler jäv. Johansson lämnar rummet.", &[]),
            ("Ek yrkar avslag.", &[]),
            ("Familjen Johansson har klagat. Nämnden yrkar ersättning.", &[]),
        ] {
            table(&[AmbiguousName], &[(&minutes(text), expected)]);
        }
        assert_eq!(
            messages(&minutes("Johansson yrkar avslag."), AmbiguousName),
            ["`Johansson` may be Ulf Johansson or Erik Johansson"]
        );
    }
}
