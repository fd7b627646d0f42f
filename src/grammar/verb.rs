//! Finite verbs: what tells a sentence from a title.
//!
//! | as written | what it is |
//! | --- | --- |
//! | `Val av justerare`, `Svar på motion om cykelvägar` | a title: no verb is finite |
//! | `Kallelsen godkändes`, `Revisionsberättelsen upplästes av` | something is told |

use crate::lexicon::{Clue, Lexicon};

/// How many words the subject of a sentence has at most.
const MOST_WORDS: usize = 8;

/// Verbs that the lexicon knows for other reasons.
const TELLING: &[Clue] = &[
    Clue::Decide,
    Clue::Decided,
    Clue::Enacted,
    Clue::Enacts,
    Clue::Move,
    Clue::Present,
    Clue::Presented,
    Clue::Opens,
    Clue::Closes,
];

/// Whether `text` tells that something is or was done.
pub(crate) fn is_told(text: &str, lexicon: &Lexicon) -> bool {
    lexicon.clues.all(text).any(TELLING)
        || text.split([' ', ',']).any(|word| lexicon.is_finite_verb(word))
        || states(text, lexicon)
}

/// `Flaggstången är murken`, `Nästa möte hålls den 5 maj`: a verb of the main clause that says how something is.
/// `Fråga om stämman är behörigen utlyst` has it in a clause, as titles do.
fn states(text: &str, lexicon: &Lexicon) -> bool {
    let mut words = text.split(' ');
    let opens =
        |word: &str| lexicon.clues.get(word).has(Clue::Subordinator) || lexicon.opens_clause.has(word);
    let main = words.by_ref().take(MOST_WORDS).take_while(|word| !opens(word) && !word.ends_with([':', '–']));
    main.skip(1).any(|word| lexicon.stating_verbs.has(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_tell_nothing() {
        for (text, told) in [
            ("Till justeringsmän utsågos Gustaf Ek", true),
            ("Revisionsberättelsen upplästes av", true),
            ("Kallelsen till årsmötet hade skett i laga tid", true),
            ("Flaggstången är murken", true),
            ("Nästa styrelsemöte hålls hos Eva Lund den 5 maj", true),
            ("Fråga om stämman är behörigen utlyst", false),
            ("Plats där protokollet hålls tillgängligt", false),
            ("Nära vård – hur går det?", false),
            ("Val av justerare", false),
            ("Årsavgiften", false),
            ("Delegerade beslut", false),
            ("Budget 2024, plan 2025–2026", false),
        ] {
            assert_eq!(is_told(text, Lexicon::built_in()), told, "{text:?}");
        }
    }
}
