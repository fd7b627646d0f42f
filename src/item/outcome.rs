//! What became of the point, by the first clause of what is decided.
//!
//! | decision | outcome |
//! | --- | --- |
//! | `Nämnden beslutar att avslå ansökan.` | rejected |
//! | `Beslutar` / `att anta planen, samt` / `att utse …` | approved |
//! | `Nämnden föreslår fullmäktige att anta planen.` | recommended |
//! | `Rapporten läggs till handlingarna.` | noted |
//! | `Nämnden beslutar att köpa en pump.` | other |

use crate::lexicon::{Clue, Clues, Hit, Lexicon};
use crate::model::{Outcome, Text};

/// How many paragraphs are looked at.
const MOST: usize = 4;

/// The outcome of `decisions`, where there are any.
pub(super) fn read(decisions: &[Text<'_>], lexicon: &Lexicon) -> Option<Outcome> {
    if decisions.is_empty() {
        return None;
    }
    let mut hits = Vec::new();
    let found = decisions.iter().take(MOST).find_map(|decision| {
        hits.clear();
        lexicon.clues.scan(decision, &mut hits);
        first(decision, &hits)
    });
    Some(found.unwrap_or(Outcome::Other))
}

/// What the first clause of a paragraph decides, by its words of meaning; nothing where it is a lead without a verb of
/// its own.
fn first(decision: &str, hits: &[Hit]) -> Option<Outcome> {
    let mut deciding = false;
    for (at, hit) in hits.iter().enumerate() {
        let clues = hit.clues;
        if clues.any(&[Clue::Decide, Clue::Decided]) {
            deciding = true;
            continue;
        }
        if deciding && ends_clause(decision, hit, clues) {
            return Some(Outcome::Other);
        }
        if let Some(outcome) = outcome(clues, &hits[at + 1..], decision) {
            let negated = hits[..at]
                .last()
                .is_some_and(|before| before.clues.has(Clue::Negation) && before.end + 1 >= hit.start);
            return Some(match outcome {
                Outcome::Approved if negated => Outcome::Rejected,
                _ if negated => Outcome::Other,
                outcome => outcome,
            });
        }
    }
    let ends = decision.trim_end().ends_with(['.', ',', ';']) || decision.contains(" att ");
    (ends && !is_lead(decision, hits)).then_some(Outcome::Other)
}

/// Whether the clause is over before a verb that decides: `, och`, `samt att`.
fn ends_clause(decision: &str, hit: &Hit, clues: Clues) -> bool {
    clues.has(Clue::Clause)
        && decision.get(..hit.start).is_some_and(|before| {
            let before = before.trim_end();
            before.ends_with([',', ';']) && before.matches(" att ").count() > 0
        })
}

/// Whether nothing but a lead stands there: `Nämnden beslutar`.
fn is_lead(decision: &str, hits: &[Hit]) -> bool {
    let text = decision.trim_end_matches([':', ' ', '.']);
    hits.iter().any(|hit| hit.clues.any(&[Clue::Decide, Clue::Decided]) && text.len() < hit.end + 24)
}

/// What a verb decides; `rest` are the words of meaning behind it.
fn outcome(clues: Clues, rest: &[Hit], decision: &str) -> Option<Outcome> {
    if clues.has(Clue::Lay) {
        return rest.iter().any(|hit| hit.clues.has(Clue::Files)).then_some(Outcome::Noted);
    }
    if clues.has(Clue::Send) {
        return rest.iter().any(|hit| hit.clues.has(Clue::Consultation)).then_some(Outcome::Referred);
    }
    if clues.has(Clue::Withdrawn) && decision.split(',').next().unwrap_or_default().split(' ').count() > 8 {
        return None;
    }
    [
        (Clue::Approved, Outcome::Approved),
        (Clue::Rejected, Outcome::Rejected),
        (Clue::ReferredBack, Outcome::ReferredBack),
        (Clue::Tabled, Outcome::Tabled),
        (Clue::Referred, Outcome::Referred),
        (Clue::Noted, Outcome::Noted),
        (Clue::Elected, Outcome::Elected),
        (Clue::Recommended, Outcome::Recommended),
        (Clue::Withdrawn, Outcome::Withdrawn),
        (Clue::OtherDecision, Outcome::Other),
    ]
    .into_iter()
    .find(|(clue, _)| clues.has(*clue))
    .map(|(_, outcome)| outcome)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_clause_counts() {
        for (decision, expected) in [
            ("Nämnden beslutar att avslå ansökan.", Outcome::Rejected),
            (
                "Nämnden beslutar att godkänna rapporten, samt att lägga den till handlingarna.",
                Outcome::Approved,
            ),
            ("Nämnden föreslår fullmäktige besluta att anta planen.", Outcome::Recommended),
            ("Nämnden beslutar föreslå fullmäktige att anta planen.", Outcome::Recommended),
            ("Rapporten läggs till handlingarna.", Outcome::Noted),
            ("Nämnden lägger till en punkt.", Outcome::Other),
            ("Nämnden tackar för informationen.", Outcome::Noted),
            ("Ärendet återremitteras för komplettering.", Outcome::ReferredBack),
            ("Ärendet bordlägges.", Outcome::Tabled),
            ("Beslöts att öka ersättningen.", Outcome::Other),
            ("Nämnden beslutar att köpa en pump samt att anta planen.", Outcome::Other),
            ("Nämnden beslutar att sända planen på remiss.", Outcome::Referred),
            ("Nämnden beslutar att godkänna listan med ändringen att ärende 4 utgår.", Outcome::Approved),
            ("Ärendet utgår.", Outcome::Withdrawn),
            ("Motionen utgår, då motionären Eva Lund (M) har återtagit den före mötet.", Outcome::Withdrawn),
            ("Till justerare valdes Eva Lund.", Outcome::Elected),
            ("Motionen anses besvarad.", Outcome::Other),
            ("Enligt förslaget, enhälligt.", Outcome::Other),
            ("Nämnden beslutar i enlighet med förslaget att bevilja bidraget.", Outcome::Approved),
            ("Nämnden beslutar att inte yttra sig.", Outcome::Other),
        ] {
            assert_eq!(read(&[decision.into()], Lexicon::built_in()), Some(expected), "{decision:?}");
        }
        let lead = ["Nämnden beslutar".into(), "att utse Eva Lund, och".into(), "att anta planen.".into()];
        assert_eq!(read(&lead, Lexicon::built_in()), Some(Outcome::Elected));
        assert_eq!(read(&[], Lexicon::built_in()), None);
    }
}
