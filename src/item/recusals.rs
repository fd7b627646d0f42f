//! Who leaves for a conflict of interest (*jäv*).
//!
//! | as written | who |
//! | --- | --- |
//! | `Anna Berg (S) anmäler jäv och deltar inte` | Anna Berg |
//! | `Sedan Bo Ek såsom jäfvig afträdt, upptogs` | Bo Ek |
//! | `Anna Berg är ledamot i bolaget. Hon anmäler jäv.` | Anna Berg |
//! | `Ordföranden anmälde jäv` | the chair, by name |
//! | under *Jäv*: `Bo Ek (M) deltar inte i ärendet` | Bo Ek |
//! | `Ordföranden frågar om någon är jävig` | nobody |

use super::passage::{Passage, Sentence};
use super::who::{Named, Who, add_names};
use crate::grammar::people_list::cut_word;
use crate::lexicon::{Clue, Clues, Section};
use crate::model::Text;

/// How many people leave at most.
const MOST: usize = 200;

/// How many words of a clause stand before its subject at most.
const MOST_WORDS_TO_SUBJECT: usize = 6;

/// Who leaves, each once.
pub(super) fn read<'a>(passages: &[Passage<'_, 'a>], who: Who<'_, 'a>) -> Vec<Text<'a>> {
    let mut names = Vec::new();
    for passage in passages {
        if passage.section == Some(Section::Draft) || names.len() >= MOST {
            continue;
        }
        if !passage.clues.has(Clue::Recusal) {
            if passage.section == Some(Section::Recusal) {
                add_names(&mut names, headed(passage, who).into_iter().take(MOST));
            }
            continue;
        }
        let mut before: Option<Sentence<'_>> = None;
        for sentence in passage.sentences_telling(Clues::of(&[Clue::Recusal]), who.lexicon) {
            if names.len() >= MOST {
                break;
            }
            if let Some(word) = sentence.first(Clue::Recusal) {
                add_names(&mut names, leaving(sentence, &word, before, passage, who));
            }
            before = Some(sentence);
        }
    }
    names
}

/// Who leaves, under the heading: people alone, or at the beginning of a sentence that says that they leave
/// or do not take part.
fn headed<'a>(passage: &Passage<'_, 'a>, who: Who<'_, 'a>) -> Vec<Named<'a>> {
    let mut found = Vec::new();
    for sentence in passage.sentences(who.lexicon) {
        let (people, rest) = who.list(super::passage::without_bullet(sentence.text));
        let alone = rest.trim_matches([' ', '.']).is_empty();
        let stays_out = sentence.has(Clue::Negation) || sentence.has(Clue::Leave) && sentence.has(Clue::Room);
        if alone || stays_out {
            found.extend(who.named(&people, passage));
        }
    }
    found
}

/// Who leaves, by a sentence with `word` in it.
fn leaving<'a>(
    sentence: Sentence<'_>,
    word: &crate::lexicon::Hit,
    before: Option<Sentence<'_>>,
    passage: &Passage<'_, 'a>,
    who: Who<'_, 'a>,
) -> Vec<Named<'a>> {
    let lead = sentence.before(word);
    let negated = first_word_back(lead).is_some_and(|word| who.lexicon.clues.get(word).has(Clue::Negation));
    if negated || sentence.text.ends_with('?') {
        return vec![];
    }
    let subject = subject(lead, passage, who);
    if !subject.is_empty() {
        return subject;
    }
    let official = who.official(lead);
    if !official.is_empty() {
        return official;
    }
    let clause = in_last_clause(lead, passage, who);
    if !clause.is_empty() {
        return clause;
    }
    let absent = not_taking_part(lead, passage, who);
    if !absent.is_empty() {
        return absent;
    }
    let (first, _) = cut_word(sentence.text);
    if who.lexicon.clues.get(first).has(Clue::Pronoun) {
        return before.map(|before| subject_of(before.text, passage, who)).unwrap_or_default();
    }
    // "På grund av jäv lämnade Anna Berg", "Jäv anmäldes av Anna Berg".
    let tail = sentence.after(word);
    let words = tail.match_indices(' ').take(8).map(|(at, _)| &tail[at + 1..]);
    words.map(|rest| subject_of(rest, passage, who)).find(|people| !people.is_empty()).unwrap_or_default()
}

/// `I detta ärende deltog icke Bo Ek på grund av` jäv: people right behind a verb that is denied.
fn not_taking_part<'a>(lead: &str, passage: &Passage<'_, 'a>, who: Who<'_, 'a>) -> Vec<Named<'a>> {
    let mut before = "";
    let mut words = lead.match_indices(' ').map(|(at, _)| (at, cut_word(&lead[at + 1..]).0));
    let denial = words.find(|(_, word)| {
        let verb = std::mem::replace(&mut before, *word);
        who.lexicon.clues.get(word).has(Clue::Negation) && who.lexicon.clues.get(verb).has(Clue::TakePart)
    });
    denial
        .map(|(at, word)| subject_of(lead[at + 1 + word.len()..].trim_start(), passage, who))
        .unwrap_or_default()
}

/// `Fem anbud hade inkommit, på grund varav Bo Ek anmälde` jäv: people right before the verb of the last clause.
fn in_last_clause<'a>(lead: &str, passage: &Passage<'_, 'a>, who: Who<'_, 'a>) -> Vec<Named<'a>> {
    let Some(clause) = lead.rfind(", ").map(|at| &lead[at + 2..]) else { return vec![] };
    let begins = clause.match_indices(' ').take(MOST_WORDS_TO_SUBJECT).map(|(at, _)| &clause[at + 1..]);
    let subject = begins.map(|text| who.list(text)).find(|(people, rest)| {
        !people.is_empty() && rest.starts_with(' ') && rest.split_whitespace().count() == 1
    });
    subject.map(|(people, _)| who.named(&people, passage)).unwrap_or_default()
}

/// The subject before the word: at the beginning, or behind a word such as *sedan*.
fn subject<'a>(lead: &str, passage: &Passage<'_, 'a>, who: Who<'_, 'a>) -> Vec<Named<'a>> {
    let found = subject_of(lead, passage, who);
    if !found.is_empty() {
        return found;
    }
    let (first, rest) = cut_word(lead);
    if who.lexicon.clues.get(first).any(&[Clue::Subordinator, Clue::Adverb, Clue::Inverting]) {
        return subject_of(rest.trim_start(), passage, who);
    }
    vec![]
}

/// The people at the beginning of `text`; nobody where something is theirs (`Anna Bergs anmälan`).
fn subject_of<'a>(text: &str, passage: &Passage<'_, 'a>, who: Who<'_, 'a>) -> Vec<Named<'a>> {
    let (people, _) = who.list(super::passage::without_bullet(text));
    who.named(&people, passage)
}

fn first_word_back(text: &str) -> Option<&str> {
    text.split_whitespace().next_back()
}

#[cfg(test)]
mod tests {
    use super::super::testing::findings;

    #[test]
    fn who_leaves() {
        for (text, found) in [
            (
                "Eva Lund (S) anmäler jäv och lämnar rummet. Nils Ahl (C) tjänstgör i hennes ställe.",
                vec!["Eva Lund"],
            ),
            (
                "Eva Lund (S) och Nils Ahl (M), som sitter i styrelsen, anmäler jäv.",
                vec!["Eva Lund", "Nils Ahl"],
            ),
            ("Sedan Nils Ahl såsom jäfvig afträdt, upptogs hans anmälan.", vec!["Nils Ahl"]),
            ("Sedan klockaren J. Wett för jäf utgått, beslöts att intet göra.", vec!["J. Wett"]),
            ("Eva Lund och Nils Ahl är ledamöter i bolaget. De anmäler jäv.", vec!["Eva Lund", "Nils Ahl"]),
            ("På grund av jäv lämnade Eva Lund rummet.", vec!["Eva Lund"]),
            ("Två anbud hade inkommit, på grund varav Nils Ahl anmälde jäv.", vec!["Nils Ahl"]),
            ("Nils Ahl (M) deltar på grund av jäv inte i handläggningen.", vec!["Nils Ahl"]),
            ("I detta ärende deltog icke Nils Ahl på grund av jäv.", vec!["Nils Ahl"]),
            (
                "I behandlingen deltog inte Eva Lund (S) och Nils Ahl (M) på grund av jäv.",
                vec!["Eva Lund", "Nils Ahl"],
            ),
            ("Ordföranden frågar om någon av de närvarande är jävig.", vec![]),
            ("Nämnden fann att Eva Lund inte var jävig.", vec![]),
            ("Ordföranden anmälde jäv och deltog ej.", vec!["Anna Berg"]),
            ("Jäv\nEva Lund (S) är ägare och lämnar mötet. Nils Ahl tjänstgör.", vec!["Eva Lund"]),
            ("Jäv\nEva Lund (S) och Nils Ahl (M)", vec!["Eva Lund", "Nils Ahl"]),
            ("Policyn mot mutor och jäv antogs.", vec![]),
        ] {
            assert_eq!(findings(text).recusals, found, "{text:?}");
        }
    }
}
