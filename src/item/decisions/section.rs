//! The sections *Beslut* of a point: their paragraphs are what is decided, but for what ends a section without a heading.

use super::super::passage::{Opening, Passage, Sentence};
use super::super::statements;
use super::super::who::Who;
use super::{Decision, is_adjusted_at_once, is_courtesy};
use crate::blocks::closing::announces;
use crate::lexicon::{Clue, Clues, Hit, Section};
use crate::model::Text;

/// The sections of decisions. The announcement of the next meeting is no part of them, unless the point is about it.
pub(super) fn read<'q, 'p, 'a>(
    passages: &'q [Passage<'p, 'a>],
    title: Option<&Text<'a>>,
    who: Who<'_, 'a>,
) -> Vec<Decision<'q, 'p, 'a>> {
    let mut block = Vec::new();
    let mut open = true;
    let headed = passages
        .iter()
        .any(|passage| passage.section == Some(Section::Decision) && passage.opening == Opening::Heading);
    for passage in passages {
        // Where a heading says what is decided, `Styrelsen beslutade` elsewhere is told or proposed.
        let told = headed && passage.opening == Opening::Lead;
        if passage.section != Some(Section::Decision) || told {
            open = true;
            continue;
        }
        let announced = !block.is_empty()
            && passage.clues.has(Clue::Next)
            && announces(passage.text, who.lexicon)
            && !title.is_some_and(|title| announces(title, who.lexicon));
        match ending(passage, who) {
            _ if announced => open = false,
            Ending::Here => open = passage.opening != Opening::Heading,
            Ending::Skipped => {}
            Ending::None if open => {
                let text = passage.unlisted().trim();
                if !text.is_empty() {
                    block.push(Decision::new(passage, text));
                }
            }
            Ending::None => {}
        }
    }
    block
}

/// What a paragraph in a section of decisions is, beside a decision.
enum Ending {
    /// A statement or somebody's leaving: the section is over, though no heading says so.
    Here,
    /// A remark on the adjustment.
    Skipped,
    None,
}

fn ending(passage: &Passage<'_, '_>, who: Who<'_, '_>) -> Ending {
    if !may_end(passage, who) || passage.is_listed(who.lexicon) {
        return Ending::None;
    }
    let Some(first) = passage.sentences(who.lexicon).next() else { return Ending::Skipped };
    if is_adjusted_at_once(first) {
        return Ending::Skipped;
    }
    match () {
        () if states(first) || leaves(first, who) || is_recused(first, passage, who) => Ending::Here,
        () if presents(first, passage, who) || is_courtesy(first, who) || lists_what_came(first) => {
            Ending::Here
        }
        () if takes_no_part(first) => Ending::Skipped,
        () => Ending::None,
    }
}

/// Whether a paragraph may be something else than a decision, by its words: nearly none has such a word.
fn may_end(passage: &Passage<'_, '_>, who: Who<'_, '_>) -> bool {
    const OF_SENTENCES: Clues = Clues::of(&[
        Clue::Adjusted,
        Clue::Reserve,
        Clue::Utter,
        Clue::Leave,
        Clue::Recusal,
        Clue::Present,
        Clue::Following,
        Clue::TakePart,
    ]);
    // These are asked word by word, and a lost letter parts one.
    const OF_COURTESY: Clues = Clues::of(&[Clue::Thanks, Clue::Closes]);
    let clues = passage.clues;
    clues.meets(OF_SENTENCES)
        || who.lexicon.clues.may_have(clues, OF_COURTESY)
        || clues.has(Clue::QuestionMark)
}

/// `Eva Lund (S) reserverar sig mot beslutet.`
fn states(sentence: Sentence<'_>) -> bool {
    let decides = |hit: &Hit| hit.clues.any(&[Clue::Decide, Clue::Decided]);
    statements::kind(sentence).is_some_and(|(_, verb)| {
        !sentence.before(&verb).is_empty()
            && sentence.is_main_clause(&verb)
            && !sentence.hits().any(|hit| hit.start < verb.start && decides(&hit))
    })
}

/// `Eva Lund lämnar salen.`
fn leaves(sentence: Sentence<'_>, who: Who<'_, '_>) -> bool {
    let verb = sentence.first(Clue::Leave).filter(|_| sentence.has(Clue::Room));
    verb.is_some_and(|verb| !who.list(sentence.before(&verb)).0.is_empty())
}

/// `Omar Bashir redovisar ärendena.` behind the decision, though no heading says so.
fn presents(sentence: Sentence<'_>, passage: &Passage<'_, '_>, who: Who<'_, '_>) -> bool {
    !passage.clues.any(&[Clue::Decide, Clue::Decided, Clue::Enacted, Clue::Enacts])
        && sentence.first(Clue::Present).is_some_and(|verb| {
            sentence.is_main_clause(&verb) && !who.before(sentence.before(&verb), passage).is_empty()
        })
}

/// `Eva Lund deltar inte i beslutet på grund av jäv.`
fn is_recused(sentence: Sentence<'_>, passage: &Passage<'_, '_>, who: Who<'_, '_>) -> bool {
    let noun = sentence.first(Clue::Recusal).filter(|_| !passage.clues.has(Clue::Decide));
    noun.is_some_and(|noun| !who.list(sentence.before(&noun)).0.is_empty())
}

/// `Följande motioner har lämnats in:` is told of others, and so is the list below it.
fn lists_what_came(sentence: Sentence<'_>) -> bool {
    sentence.text.ends_with(':') && sentence.has(Clue::Following) && sentence.has(Clue::CameIn)
}

/// `De ledamöter som berörs deltar inte i beslutet.`
fn takes_no_part(sentence: Sentence<'_>) -> bool {
    let verb = sentence.first(Clue::TakePart);
    let denied =
        |verb: &Hit| sentence.hits().any(|hit| hit.clues.has(Clue::Negation) && hit.start > verb.start);
    verb.is_some_and(|verb| denied(&verb) && !sentence.has(Clue::Decide) && !sentence.has(Clue::Decided))
}
