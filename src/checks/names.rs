//! Does a family name fit two people?
//!
//! | people | the item says | |
//! | --- | --- | --- |
//! | Ulf Johansson, Erik Johansson | `Johansson anmälde jäv.` | ambiguous |
//! | the same | `Erik Johansson anmälde jäv. Johansson lämnade salen.` | clear: one is named in full |
//! | Ulf Johansson (S), Erik Johansson (M) | `Johansson (S) yrkar avslag.` | clear |
//! | the same | `Polischef Johansson informerade.` | left to the reading |

use std::collections::HashSet;

use super::Checked;
use super::people::{Among, Lists, Word, only_word, words};
use crate::grammar::name::is_initial;
use crate::grammar::sentence::sentences;
use crate::grammar::{first_word, last_word};
use crate::lexicon::{Clue, Clues, Lexicon};
use crate::model::{AgendaItem, Code, Diagnostic};

/// What somebody does in a sentence that matters who it is.
const DEEDS: Clues = Clues::of(&[
    Clue::Present,
    Clue::Move,
    Clue::Suggest,
    Clue::Reserve,
    Clue::Recusal,
    Clue::Leave,
    Clue::Support,
    Clue::Utter,
]);

/// The longest word that is compared before its sentence is cut out, in bytes: what has no blanks is not looked
/// through again behind each full stop.
const LONGEST_WORD: usize = 200;

/// Each ambiguous name once an item.
pub(super) fn check(checked: Checked<'_, '_>, lists: &Lists<'_>) -> Vec<Diagnostic> {
    let shared = Shared::of(lists.attending());
    if shared.words.is_empty() {
        return vec![];
    }
    let mut clues = &*checked.oddities.clues;
    let of_items = checked.oddities.paragraphs.iter().map_while(|count| clues.split_off(..*count));
    let items = checked.document.agenda.iter().zip(of_items);
    let mut room = String::new();
    items.flat_map(|(item, clues)| in_item(checked, item, clues, &shared, &mut room)).collect()
}

/// Words that several people have.
struct Shared<'p, 'n> {
    people: Among<'p, 'n>,
    /// In alphabetical order.
    words: Vec<(&'p str, &'p [Word])>,
    /// One bit for each letter of ASCII with which one of them begins.
    firsts: u32,
    /// For each letter with which one of them begins, one bit for each that stands behind it.
    seconds: [u32; 26],
}

impl<'p, 'n> Shared<'p, 'n> {
    fn of(people: Among<'p, 'n>) -> Self {
        let words = people.shared();
        let (mut firsts, mut seconds) = (0, [0; 26]);
        for word in words.iter().map(|(word, _)| word.as_bytes()) {
            firsts |= first_bit(word);
            if let [first @ b'a'..=b'z', rest @ ..] = word {
                seconds[usize::from(first - b'a')] |= first_bit(rest);
            }
        }
        Self { people, firsts, seconds, words }
    }

    /// The shared word with which `text` begins, up to a blank, and those who have it.
    fn at(&self, text: &str, room: &mut String) -> Option<(&'p str, &'p [Word])> {
        if !self.may_begin(text) {
            return None;
        }
        let mut lead = [0; LONGEST_LEAD];
        let (lead, is_whole) = lead_of(text.as_bytes(), &mut lead);
        let from = self.words.partition_point(|(word, _)| word.as_bytes() < lead);
        let found = *self.words.get(from).filter(|(word, _)| word.as_bytes().starts_with(lead))?;
        if is_whole {
            return (found.0.len() == lead.len()).then_some(found);
        }
        let key = only_word(first_word(text), room)?;
        self.words.binary_search_by(|(word, _)| (*word).cmp(key)).ok().map(|at| self.words[at])
    }

    /// Whether a shared word begins with the first two letters of `text`: spares most words the rest. Letters of which
    /// damage may have made others are let through.
    fn may_begin(&self, text: &str) -> bool {
        let letter = |at: usize| text.as_bytes().get(at).map(u8::to_ascii_lowercase);
        let first = match letter(0) {
            None | Some(b'c' | b'i' | b'r' | b'v') => return true,
            Some(first @ b'a'..=b'z') => first,
            Some(_) => return true,
        };
        let seconds = self.seconds[usize::from(first - b'a')];
        match letter(1) {
            // As they are compared.
            Some(b'i') => seconds & first_bit(b"l") != 0,
            Some(second @ b'a'..=b'z') if !matches!(second, b'c' | b'r' | b'v') => {
                seconds & first_bit(&[second]) != 0
            }
            _ => first_bit(&[first]) & self.firsts != 0,
        }
    }

    /// Whether a sentence of a paragraph may begin with one of them: nearly all paragraphs need not be cut into
    /// sentences. A question mark may stand for a letter of a courtesy title, behind which another may stand.
    fn may_be_in(&self, paragraph: &str, room: &mut String) -> bool {
        let paragraph = paragraph.trim_end();
        let mut is_bare = |from: &str| {
            let near = &from.as_bytes()[..from.len().min(LONGEST_WORD)];
            let blank = near.iter().position(|byte| *byte == b' ');
            let is_endless = near.len() < from.len() && blank.is_none();
            // Whoever is named in full is not looked for, nor whose party follows: see [`bare_names`].
            let next = blank.and_then(|at| from.as_bytes().get(at + 1));
            let goes_on = next.is_some_and(|next| next.is_ascii_uppercase() || *next == b'(');
            !goes_on && (is_endless || self.at(from, room).is_some())
        };
        let mut is_shared = |from: &str| {
            let from = from.trim_start();
            let may_be_capital = |byte: &u8| byte.is_ascii_uppercase() || !byte.is_ascii();
            from.as_bytes().first().is_some_and(may_be_capital) && self.may_begin(from) && is_bare(from)
        };
        is_shared(paragraph)
            || memchr::memchr3_iter(b'.', b'!', b'?', paragraph.as_bytes()).any(|at| {
                let behind = &paragraph[at + 1..];
                paragraph.as_bytes()[at] == b'?'
                    || may_be_capital_behind(behind.as_bytes())
                        && behind.starts_with(char::is_whitespace)
                        && is_shared(behind)
            })
    }
}

/// Whether white space and a capital may stand behind a full stop: what is no sign of ASCII is let through.
fn may_be_capital_behind(behind: &[u8]) -> bool {
    match behind {
        [b' ', next, ..] => next.is_ascii_uppercase() || !next.is_ascii_graphic(),
        [first, ..] => !first.is_ascii_graphic(),
        [] => false,
    }
}

fn in_item(
    checked: Checked<'_, '_>,
    item: &AgendaItem<'_>,
    clues: &[Clues],
    shared: &Shared<'_, '_>,
    room: &mut String,
) -> Vec<Diagnostic> {
    let mut all_words: Option<HashSet<String>> = None;
    let mut told = HashSet::new();
    let mut found = vec![];
    let lexicon = checked.lexicon;
    for (paragraph, clues) in item.paragraphs.iter().zip(clues).filter(|(_, clues)| clues.meets(DEEDS)) {
        if !lexicon.clues.may_tell(*clues, Clue::Courtesy) && !shared.may_be_in(paragraph, room) {
            continue;
        }
        let courteous = lexicon.clues.may_hold_courtesy(*clues);
        for sentence in sentences(paragraph, lexicon) {
            for written in bare_names(sentence, courteous, lexicon) {
                let Some((word, bearers)) = shared.at(written, room) else { continue };
                if !lexicon.clues.all(sentence).meets(DEEDS) {
                    break;
                }
                let known = all_words.get_or_insert_with(|| {
                    item.paragraphs.iter().flat_map(|paragraph| words(paragraph)).collect()
                });
                let in_full = |name: &str| words(name).iter().all(|word| known.contains(word));
                let mut names = shared.people.named(bearers);
                if names.any(in_full) || !told.insert(word) {
                    continue;
                }
                let names: Vec<&str> = shared.people.named(bearers).collect();
                let message = format!("`{written}` may be {}", names.join(" or "));
                let span = checked.place_of(written, item.span);
                found.push(Diagnostic::new(Code::AmbiguousName, span, message));
            }
        }
    }
    found
}

/// Words with a capital that may stand for a person alone: at the beginning of the sentence or behind a courtesy title.
fn bare_names<'t>(sentence: &'t str, courteous: bool, lexicon: &Lexicon) -> impl Iterator<Item = &'t str> {
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
    let capitals = capitals(sentence, most);
    capitals.filter(move |(start, word)| is_bare(*start, word)).map(|(_, word)| word)
}

/// How much of a word is compared before all of it is.
const LONGEST_LEAD: usize = 24;

/// The bit of the first letter of a word, where it is one of ASCII.
fn first_bit(word: &[u8]) -> u32 {
    match word {
        [letter @ b'a'..=b'z', ..] => 1 << (letter - b'a'),
        _ => 0,
    }
}

/// The letters at the beginning of `text` as [words] are compared, as far as no damage may have made one letter of two,
/// and whether they are a whole word. Nearly all words are told by them, and need no copy.
fn lead_of<'l>(text: &[u8], lead: &'l mut [u8; LONGEST_LEAD]) -> (&'l [u8], bool) {
    let (mut at, mut length) = (0, 0);
    let is_whole = loop {
        let Some(room) = lead.get_mut(length) else { break false };
        let letter = |at: usize| text.get(at).map_or(b' ', u8::to_ascii_lowercase);
        let (compared, bytes) = match (letter(at), letter(at + 1)) {
            (b' ', _) => break length > 0,
            (b'c', b'l' | b'i') | (b'r', b'n') | (b'v', b'v') => break false,
            (first @ (b'c' | b'r' | b'v'), b'a'..=b'z' | b' ') => (first, 1),
            (b'c' | b'r' | b'v', _) => break false,
            (b'i', _) => (b'l', 1),
            (first @ b'a'..=b'z', _) => (first, 1),
            (0xc3, 0xa4 | 0xa5 | 0x84 | 0x85) => (b'a', 2),
            (0xc3, 0xb6 | 0x96) => (b'o', 2),
            _ => break false,
        };
        *room = compared;
        (at, length) = (at + bytes, length + 1);
    };
    (&lead[..length], is_whole)
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
    use super::*;
    use crate::model::Code::AmbiguousName;

    #[test]
    fn the_lead_of_a_word_is_that_of_its_key() {
        for text in [
            "Berg",
            "ÅSTRÖM",
            "Lind",
            "Clara",
            "Arne",
            "Karin",
            "Marc",
            "Peter",
            "Vvik",
            "Ivar",
            "Ek-Al",
            "O’Hara",
            "É",
            "C",
            "Corneliusson-Wachtmeister",
            "Ber\u{308}g",
            "c0l",
            "rn",
            "r-n",
            "Bernt",
        ] {
            let mut room = [0; LONGEST_LEAD];
            let (lead, is_whole) = lead_of(text.as_bytes(), &mut room);
            let key = words(text).concat();
            assert!(key.as_bytes().starts_with(lead), "{text}");
            assert!(!is_whole || key.len() == lead.len(), "{text}");
            assert!(
                is_whole || !text.bytes().all(|byte| matches!(byte, b'A'..=b'B' | b'd'..=b'h')),
                "{text}"
            );
        }
    }

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
