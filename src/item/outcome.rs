//! What became of the point, by the first clause of what is decided.
//!
//! | decision | outcome |
//! | --- | --- |
//! | `Nämnden beslutar att avslå ansökan.` | rejected |
//! | `Beslutar` / `att anta planen, samt` / `att utse …` | approved |
//! | `Nämnden föreslår fullmäktige att anta planen.` | recommended |
//! | `Rapporten läggs till handlingarna.` | noted |
//! | `Nämnden beslutar att köpa en pump.` | other |

use super::decisions::Decision;
use super::passage::Sentence;
use crate::lexicon::{Clue, Clues, Hit, Lexicon};
use crate::model::Outcome;

/// How many paragraphs are looked at.
const MOST: usize = 4;

/// How many bytes stand behind the verb of a lead at most: `Nämnden beslutar enhälligt`.
const LONGEST_TAIL_OF_LEAD: usize = 24;

/// The outcome of `decisions`, where there are any.
pub(super) fn read(decisions: &[Decision<'_, '_, '_>], lexicon: &Lexicon) -> Option<Outcome> {
    if decisions.is_empty() {
        return None;
    }
    let found = decisions.iter().take(MOST).find_map(|decision| match decision.said {
        Some((passage, text)) => first(passage.part(text)),
        None => first_of(&decision.text, lexicon),
    });
    Some(found.unwrap_or(Outcome::Other))
}

/// The same of a text that is no part of a passage.
fn first_of(decision: &str, lexicon: &Lexicon) -> Option<Outcome> {
    let mut met = Vec::new();
    lexicon.clues.meet(decision, &mut met);
    first(Sentence::new(decision, 0, &met, &lexicon.clues))
}

/// What the first clause of a paragraph decides, by its words of meaning; nothing where it is a lead without a verb of
/// its own.
fn first(decision: Sentence<'_>) -> Option<Outcome> {
    let mut deciding = false;
    let mut before: Option<Hit> = None;
    let mut hits = decision.hits();
    while let Some(hit) = hits.next() {
        let before = before.replace(hit);
        let clues = hit.clues;
        if clues.any(&[Clue::Decide, Clue::Decided]) {
            deciding = true;
            continue;
        }
        if deciding && ends_clause(decision, &hit) {
            return Some(Outcome::Other);
        }
        if let Some(outcome) = outcome(clues, hits.clone(), decision.text) {
            let negated =
                before.is_some_and(|before| before.clues.has(Clue::Negation) && before.end + 1 >= hit.start);
            return Some(match outcome {
                Outcome::Approved if negated => Outcome::Rejected,
                _ if negated => Outcome::Other,
                outcome => outcome,
            });
        }
    }
    let text = decision.text;
    let ends = text.trim_end().ends_with(['.', ',', ';']) || text.contains(" att ");
    (ends && !is_lead(decision)).then_some(Outcome::Other)
}

/// Whether the clause is over before a verb that decides: `, och`, `samt att`.
fn ends_clause(decision: Sentence<'_>, hit: &Hit) -> bool {
    hit.clues.has(Clue::Clause) && {
        let before = decision.before(hit).trim_end();
        before.ends_with([',', ';']) && before.contains(" att ")
    }
}

/// Whether nothing but a lead stands there: `Nämnden beslutar`.
fn is_lead(decision: Sentence<'_>) -> bool {
    let text = decision.text.trim_end_matches([':', ' ', '.']);
    let end = |hit: &Hit| decision.text.len() - decision.after(hit).len();
    decision.hits().any(|hit| {
        hit.clues.any(&[Clue::Decide, Clue::Decided]) && text.len() < end(&hit) + LONGEST_TAIL_OF_LEAD
    })
}

/// What a verb decides; `rest` are the words of meaning behind it.
fn outcome(clues: Clues, mut rest: impl Iterator<Item = Hit>, decision: &str) -> Option<Outcome> {
    if clues.has(Clue::Lay) {
        return rest.any(|hit| hit.clues.has(Clue::Files)).then_some(Outcome::Noted);
    }
    if clues.has(Clue::Send) {
        return rest.any(|hit| hit.clues.has(Clue::Consultation)).then_some(Outcome::Referred);
    }
    if clues.has(Clue::Withdrawn) && decision.split(',').next().unwrap_or_default().split(' ').count() > 8 {
        return None;
    }
    OUTCOMES.iter().find(|(clue, _)| clues.has(*clue)).map(|(_, outcome)| *outcome)
}

/// What verbs decide; the first counts that a word tells.
const OUTCOMES: &[(Clue, Outcome)] = &[
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
];

#[cfg(test)]
mod tests {
    use super::*;

    fn of(decisions: &[&'static str]) -> Option<Outcome> {
        let decisions: Vec<_> =
            decisions.iter().map(|text| Decision { text: (*text).into(), said: None }).collect();
        read(&decisions, Lexicon::built_in())
    }

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
            assert_eq!(of(&[decision]), Some(expected), "{decision:?}");
        }
        let lead = ["Nämnden beslutar", "att utse Eva Lund, och", "att anta planen."];
        assert_eq!(of(&lead), Some(Outcome::Elected));
        assert_eq!(of(&[]), None);
    }
}
