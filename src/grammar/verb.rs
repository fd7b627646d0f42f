//! Finite verbs: what tells a sentence from a title.
//!
//! | as written | what it is |
//! | --- | --- |
//! | `Val av justerare`, `Svar på motion om cykelvägar` | a title: no verb is finite |
//! | `Kallelsen godkändes`, `Revisionsberättelsen upplästes av` | something is told |

use crate::lexicon::{Clue, Lexicon};

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
    lexicon.clues.all(text).any(TELLING) || text.split([' ', ',']).any(|word| lexicon.is_finite_verb(word))
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
            ("Val av justerare", false),
            ("Årsavgiften", false),
            ("Delegerade beslut", false),
            ("Budget 2024, plan 2025–2026", false),
        ] {
            assert_eq!(is_told(text, Lexicon::built_in()), told, "{text:?}");
        }
    }
}
