//! Who presents a point.
//!
//! | as written | who |
//! | --- | --- |
//! | `Föredragande: Anna Berg, ekonom, och Bo Ek` | both |
//! | `Ekonomichef Anna Berg redovisar utfallet` | Anna Berg |
//! | `Museichefen rapporterade`, `Ordföranden informerar` | who is that by the lists |
//! | `Revisionsberättelsen föredrogs av Bo Ek` | Bo Ek |
//! | `Därefter informerade Bo Ek` | Bo Ek |
//! | `Information lämnas av Bo Ek`, `Föredragning av Bo Ek` | Bo Ek |
//! | `Bo Ek gav en lägesrapport`, `Bo Ek gick igenom utfallet` | Bo Ek |
//! | `Bo Ek svarar`, `kommunen redovisar` | nobody |

use super::passage::{Passage, Sentence, without_bullet};
use super::who::{Named, Who, add_names};
use crate::grammar::people_list::cut_word;
use crate::lexicon::{Clue, Clues, Section};
use crate::model::Text;

/// How many people present a point at most.
const MOST: usize = 200;

/// How many verbs of one sentence are looked at.
const MOST_VERBS: usize = 12;

/// How many words of meaning of one sentence are looked at.
const MOST_HITS: usize = 24;

/// How far behind the verb somebody else is looked for who does the same, in words.
const MOST_WORDS_TO_OTHER: usize = 20;

/// Who presents, each once.
pub(super) fn read<'a>(passages: &[Passage<'_, 'a>], who: Who<'_, 'a>) -> Vec<Text<'a>> {
    let mut names = Vec::new();
    for passage in passages.iter() {
        if names.len() > MOST {
            break;
        }
        match passage.section {
            Some(Section::Presenters) => {
                add_names(&mut names, listed(passage, who));
                if passage.clues.meets(TELLING) {
                    add_names(&mut names, told(passage, who));
                }
            }
            Some(Section::Vote | Section::Procedure) => {}
            Some(section) if section.is_of_some() => {}
            _ if passage.clues.meets(TELLING) => {
                add_names(&mut names, told(passage, who));
            }
            _ => {}
        }
    }
    names
}

/// Words without which no sentence says who presents.
const TELLING: Clues = Clues::of(&[Clue::Present, Clue::Presented, Clue::Presentation, Clue::Through]);

/// The people of a list: `Anna Berg, ekonom, och Bo Ek`, one or several to a line.
fn listed<'a>(passage: &Passage<'_, 'a>, who: Who<'_, 'a>) -> Vec<Named<'a>> {
    let (people, _) = who.list_and_apposition(without_bullet(passage.text));
    if !people.is_empty() {
        return who.named(&people, passage);
    }
    who.before(passage.text, passage)
}

/// The people who are said to present.
fn told<'a>(passage: &Passage<'_, 'a>, who: Who<'_, 'a>) -> Vec<Named<'a>> {
    let mut found = Vec::new();
    for sentence in passage.sentences_telling(TELLING, who.lexicon) {
        let clues = sentence.clues();
        if !clues.meets(TELLING) {
            continue;
        }
        let verbs = sentence.hits().filter(|hit| hit.clues.any(&[Clue::Present, Clue::Presented]));
        if clues.any(&[Clue::Presentation, Clue::Through]) {
            found.extend(by_noun(sentence, passage, who));
        }
        for verb in verbs.take(MOST_VERBS) {
            if verb.clues.has(Clue::Present) {
                found.extend(active(sentence, &verb, passage, who));
            } else {
                found.extend(passive(sentence.after(&verb), passage, who));
            }
            if found.len() > MOST {
                return found;
            }
        }
    }
    found
}

/// `Anna Berg informerar`, `Därefter informerade Anna Berg`; who presents himself does not count.
fn active<'a>(
    sentence: Sentence<'_>,
    verb: &crate::lexicon::Hit,
    passage: &Passage<'_, 'a>,
    who: Who<'_, 'a>,
) -> Vec<Named<'a>> {
    let (lead, tail) = (sentence.before(verb), sentence.after(verb));
    let (next, _) = cut_word(tail.trim_start());
    if who.lexicon.clues.get(next).has(Clue::Oneself) || !sentence.is_main_clause(verb) {
        return vec![];
    }
    let before = who.before(lead, passage);
    let mut found =
        if before.is_empty() && who.is_inverted(lead) { who.after(tail, passage) } else { before };
    if !found.is_empty() {
        found.extend(others_for(tail, passage, who));
    }
    found
}

/// `redogör för planen och Bo Ek för budgeten`: who does the same for something else.
fn others_for<'a>(tail: &str, passage: &Passage<'_, 'a>, who: Who<'_, 'a>) -> Vec<Named<'a>> {
    let clues = |word: &str| who.lexicon.clues.get(word);
    if !clues(cut_word(tail.trim_start()).0).has(Clue::InFavour) {
        return vec![];
    }
    let joints = tail.match_indices(' ').take(MOST_WORDS_TO_OTHER).map(|(at, _)| cut_word(&tail[at + 1..]));
    joints
        .filter(|(word, _)| clues(word).has(Clue::Joining))
        .find_map(|(_, rest)| {
            let (people, behind) = who.list(rest.trim_start());
            let same = !people.is_empty() && clues(cut_word(behind.trim_start()).0).has(Clue::InFavour);
            same.then(|| who.named(&people, passage))
        })
        .unwrap_or_default()
}

/// Who presents where a noun says so: `Information lämnas av Anna Berg`, `Anna Berg gav en lägesrapport`,
/// and with two words: `Anna Berg gick igenom utfallet`.
fn by_noun<'a>(sentence: Sentence<'_>, passage: &Passage<'_, 'a>, who: Who<'_, 'a>) -> Vec<Named<'a>> {
    let hits: Vec<_> = sentence.hits().take(MOST_HITS).collect();
    for (at, hit) in hits.iter().enumerate() {
        let next = hits.get(at + 1);
        let near = |other: &crate::lexicon::Hit, most: usize| other.start <= hit.end + most;
        if hit.clues.has(Clue::Presentation) {
            let by = hits[at + 1..].iter().take(3).find(|hit| hit.clues.has(Clue::By));
            let given = hits[at + 1..].iter().take(2).any(|hit| hit.clues.has(Clue::Given));
            if let Some(by) = by.filter(|by| given || near(by, 1)) {
                return who.after(sentence.after(by), passage);
            }
        }
        let gives = hit.clues.has(Clue::Give)
            && hits[at + 1..].iter().take(2).any(|noun| noun.clues.has(Clue::Presentation) && near(noun, 24));
        let goes = hit.clues.has(Clue::Go)
            && next.is_some_and(|next| next.clues.has(Clue::Through) && near(next, 1));
        if gives || goes {
            return active(sentence, hit, passage, who);
        }
    }
    vec![]
}

/// `föredrogs av Anna Berg`; `tail` stands after the verb.
fn passive<'a>(tail: &str, passage: &Passage<'_, 'a>, who: Who<'_, 'a>) -> Vec<Named<'a>> {
    let mut rest = tail.trim_start();
    for _ in 0..3 {
        let (word, after) = cut_word(rest);
        if who.lexicon.clues.get(word).has(Clue::By) {
            return who.after(after, passage);
        }
        if !who.lexicon.clues.get(word).has(Clue::Adverb) {
            break;
        }
        rest = after.trim_start();
    }
    vec![]
}

#[cfg(test)]
mod tests {
    use super::super::testing::findings;

    #[test]
    fn who_presents() {
        for (text, found) in [
            ("Föredragande: Eva Lund, ekonom, och Nils Ahl, strateg", vec!["Eva Lund", "Nils Ahl"]),
            ("Föredragande\nEva Lund, ekonom", vec!["Eva Lund"]),
            ("Ekonom Eva Lund redovisar utfallet. Nils Ahl (S) frågar.", vec!["Eva Lund"]),
            ("Museichefen rapporterade om besöken.", vec!["Carl Hök"]),
            ("Ordföranden informerar om länken.", vec!["Anna Berg"]),
            ("Ordföranden öppnar mötet och informerar om länken.", vec!["Anna Berg"]),
            ("Revisionsberättelsen föredrogs av Eva Lund.", vec!["Eva Lund"]),
            ("Därefter informerade Eva Lund om läget.", vec!["Eva Lund"]),
            ("Eva Lund och Nils Ahl från SU presenterade planen.", vec!["Eva Lund", "Nils Ahl"]),
            ("Roland Ahl, gruppchef, presenterade arbetet.", vec!["Roland Ahl"]),
            ("Eva Lund hälsade välkommen och informerade om läget.", vec!["Eva Lund"]),
            ("Folkskolläraren Ekvall redogjorde för tänderna.", vec!["Ekvall"]),
            ("Märta Lindh, ordförande i revisionen, redovisar bedömningen.", vec!["Märta Lindh"]),
            ("Generaldirektör Eva Lund och enhetschef Nils Ahl informerade.", vec!["Eva Lund", "Nils Ahl"]),
            ("Information lämnas av enhetschef Eva Lund.", vec!["Eva Lund"]),
            ("Föredragning av Eva Lund, ekonom.", vec!["Eva Lund"]),
            ("Eva Lund gav en kort lägesrapport.", vec!["Eva Lund"]),
            ("Eva Lund från revisionen gick igenom rapporten.", vec!["Eva Lund"]),
            ("Information om Eva Lund. Styrelsen gick igenom listan.", vec![]),
            ("Eva Lund svarar. Nämnden redovisar ett överskott.", vec![]),
            ("Eva Lund redogör för planen och Nils Ahl för budgeten.", vec!["Eva Lund", "Nils Ahl"]),
            ("Nämndens ordförande, herr Nils Ahl, redogjorde för förslaget.", vec!["Nils Ahl"]),
            ("Eva Lund visade kartan. Kartan visar att Nils Ahl har rätt.", vec!["Eva Lund"]),
            ("Båda presenterade sig. Nils Ahl presenterade sig.", vec![]),
            ("Nils Ahl undrade varför kommunen redovisar underskott.", vec![]),
            ("Rapporten redovisas i juni.", vec![]),
        ] {
            assert_eq!(findings(text).presenters, found, "{text:?}");
        }
    }
}
