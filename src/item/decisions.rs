//! What is decided.
//!
//! | in the point | decision |
//! | --- | --- |
//! | a section *Beslut* | its paragraphs; nothing outside it |
//! | `Nämnden beslutar` / `att avslå ansökan.` | lead and list |
//! | `Bo Ek redogör. Nämnden beslutade att avvakta.` | the second sentence |
//! | no *beslut* at all: `Dagordningen godkändes.` | that sentence |
//! | the title `Om bron beslöts` and a list below | title and list |
//! | a list of *att* without a lead, and nothing else | the list |
//! | `Regeringen beslutade i mars att …`, `Nämnden beslutade 2019-03-14, § 8, …` | none: decided before |
//! | `Förvaltningen föreslår …`, `finner att nämnden beslutar …` | none |
//! | `Paragrafen förklaras omedelbart justerad` | none |

use super::ParagraphKind;
use super::passage::{Opening, Passage, Sentence};
use super::statements;
use super::who::Who;
use crate::blocks::closing::announces;
use crate::grammar::people_list::cut_word;
use crate::grammar::verb;
use crate::lexicon::{Clue, Hit, Section};
use crate::model::{Role, Text};

/// The longest line of a list without marks, in bytes.
const LONGEST_LINE: usize = 120;

/// How many verbs of one sentence are looked at.
const MOST_VERBS: usize = 12;

/// What is decided, and where it is said.
#[derive(Debug)]
pub(super) struct Decision<'q, 'p, 'a> {
    pub(super) text: Text<'a>,
    /// The passage, and the piece of its text; the title of a point is no passage.
    pub(super) said: Option<(&'q Passage<'p, 'a>, &'q str)>,
}

impl<'q, 'p, 'a> Decision<'q, 'p, 'a> {
    fn new(passage: &'q Passage<'p, 'a>, text: &'q str) -> Self {
        Self { text: passage.piece(text), said: Some((passage, text)) }
    }
}

/// The decisions, in order.
pub(super) fn read<'q, 'p, 'a>(
    passages: &'q [Passage<'p, 'a>],
    title: Option<&Text<'a>>,
    who: Who<'q, 'a>,
) -> Vec<Decision<'q, 'p, 'a>> {
    let block = block(passages, title, who);
    if !block.is_empty() {
        return block;
    }
    let mut found = sentences(passages, who, may_decide, is_decided);
    if found.iter().any(|found| found.rank == Rank::Plain) {
        found.retain(|found| found.rank == Rank::Plain);
    }
    if found.is_empty() {
        found = sentences(passages, who, may_decide, is_enacted);
    }
    if found.is_empty() {
        found = sentences(passages, who, may_recommend, is_recommended);
    }
    if found.is_empty() {
        return list_alone(passages, title, who);
    }
    found.into_iter().map(|found| found.decision).collect()
}

/// A list whose lead is the title, or is lost.
fn list_alone<'q, 'p, 'a>(
    passages: &'q [Passage<'p, 'a>],
    title: Option<&Text<'a>>,
    who: Who<'_, 'a>,
) -> Vec<Decision<'q, 'p, 'a>> {
    let lead = title.filter(|title| {
        let last = title.rsplit(' ').next().unwrap_or_default();
        who.lexicon.clues.get(last).any(&[Clue::Decide, Clue::Decided])
    });
    let lost = |at: usize| at == 0 || passages[at - 1].text.ends_with('.');
    let clause = |passage: &Passage<'_, '_>| {
        let text = passage.unlisted();
        let begins = who.lexicon.clues.get(cut_word(text).0).has(Clue::Clause);
        // "Att ordna ett möte skulle behöva mer arbete" is a sentence.
        let sentence = || text.starts_with(char::is_uppercase) && verb::is_told(text, who.lexicon);
        begins && passage.section.is_none() && !sentence()
    };
    let begin = match lead {
        Some(_) => Some(0),
        None => (0..passages.len()).find(|at| lost(*at) && clause(&passages[*at])),
    };
    let list = passages[begin.unwrap_or(passages.len())..]
        .iter()
        .take_while(|passage| passage.is_listed(who.lexicon) && (lead.is_some() || clause(passage)))
        .map(|passage| Decision::new(passage, passage.unlisted()));
    let list: Vec<_> = list.collect();
    match lead {
        Some(lead) if !list.is_empty() => {
            let lead = Decision { text: lead.clone(), said: None };
            [lead].into_iter().chain(list).collect()
        }
        _ => list,
    }
}

/// The sections of decisions. The announcement of the next meeting is no part of them, unless the point is about it.
fn block<'q, 'p, 'a>(
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
    if passage.is_listed(who.lexicon) {
        return Ending::None;
    }
    let Some(first) = passage.sentences(who.lexicon).next() else { return Ending::Skipped };
    if is_adjusted_at_once(first) {
        return Ending::Skipped;
    }
    let states = statements::kind(first).is_some_and(|(_, verb)| {
        !first.before(&verb).is_empty()
            && (first.is_main_clause(&verb))
            && !first
                .hits()
                .any(|hit| hit.start < verb.start && hit.clues.any(&[Clue::Decide, Clue::Decided]))
    });
    let leaves = first
        .first(Clue::Leave)
        .is_some_and(|verb| first.has(Clue::Room) && !who.list(first.before(&verb)).0.is_empty());
    // "Omar Bashir redovisar ärendena." behind the decision, though no heading says so.
    let presents = passage.clues.has(Clue::Present)
        && !passage.clues.any(&[Clue::Decide, Clue::Decided, Clue::Enacted, Clue::Enacts])
        && first.first(Clue::Present).is_some_and(|verb| {
            first.is_main_clause(&verb) && !who.before(first.before(&verb), passage).is_empty()
        });
    let recused = first
        .first(Clue::Recusal)
        .is_some_and(|noun| !who.list(first.before(&noun)).0.is_empty() && !passage.clues.has(Clue::Decide));
    let ends = states || leaves || recused || presents || is_courtesy(first, who) || lists_what_came(first);
    match () {
        () if ends => Ending::Here,
        () if takes_no_part(first) => Ending::Skipped,
        () => Ending::None,
    }
}

/// `Ordföranden tackar ledamöterna`, `Ordförande för stämman önskade alla en god jul`: what the chair says at the end.
fn is_courtesy(sentence: Sentence<'_>, who: Who<'_, '_>) -> bool {
    let (first, rest) = cut_word(sentence.text);
    let courteous = |word: &str| who.lexicon.clues.get(word).any(&[Clue::Thanks, Clue::Closes]);
    who.lexicon.roles.get(first) == Some(&Role::Chair) && rest.split_whitespace().take(3).any(courteous)
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

/// `Paragrafen förklaras omedelbart justerad.`
fn is_adjusted_at_once(sentence: Sentence<'_>) -> bool {
    sentence.has(Clue::Adjusted) && sentence.has(Clue::AtOnce) && sentence.text.split(' ').count() <= 8
}

/// A sentence that decides.
struct Found<'q, 'p, 'a> {
    decision: Decision<'q, 'p, 'a>,
    rank: Rank,
}

/// How plainly a sentence decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rank {
    Plain,
    /// As the outcome of a vote, in the account of it: counts only where nothing is plainer.
    Vote,
}

/// The sentences that decide by `decides`, with the lists below them.
fn sentences<'q, 'p, 'a>(
    passages: &'q [Passage<'p, 'a>],
    who: Who<'q, 'a>,
    may: fn(&Passage<'_, '_>) -> bool,
    decides: fn(Sentence<'_>, Who<'_, '_>) -> bool,
) -> Vec<Found<'q, 'p, 'a>> {
    let mut found = Vec::new();
    let mut listing = false;
    // Below a lead with a colon short lines are a list without marks.
    let mut lines = false;
    for passage in passages {
        if listing && (passage.is_listed(who.lexicon) || lines && is_line(passage, who)) {
            found.push(Found { decision: Decision::new(passage, passage.unlisted()), rank: Rank::Plain });
            continue;
        }
        listing = false;
        if !may(passage) {
            continue;
        }
        for sentence in passage.sentences(who.lexicon) {
            if is_adjusted_at_once(sentence) || !decides(sentence, who) {
                listing = false;
                continue;
            }
            let voted = sentence.has(Clue::Yes) && sentence.has(Clue::No)
                || matches!(passage.section, Some(Section::Vote | Section::Procedure));
            let rank = if voted { Rank::Vote } else { Rank::Plain };
            let text = super::passage::without_bullet(sentence.text);
            found.push(Found { decision: Decision::new(passage, text), rank });
            listing = !sentence.text.ends_with('.');
            lines = sentence.text.ends_with(':');
        }
    }
    found
}

/// A line of a list without marks: it tells of nothing that was done.
fn is_line(passage: &Passage<'_, '_>, who: Who<'_, '_>) -> bool {
    passage.text.len() < LONGEST_LINE
        && passage.paragraph.kind == ParagraphKind::Text
        && !verb::is_told(passage.text, who.lexicon)
}

/// Whether a sentence of the passage can decide.
fn may_decide(passage: &Passage<'_, '_>) -> bool {
    // What a draft proposes is in the present; under it may stand what was decided.
    let drafted = passage.section == Some(Section::Draft) && passage.clues.has(Clue::Decided);
    (drafted || !passage.section.is_some_and(Section::is_of_some))
        && passage.clues.any(&[Clue::Decide, Clue::Decided, Clue::Enacted, Clue::Enacts, Clue::Suggest])
}

/// The same where an organ recommends: under *Förslag till beslut* too, where nothing is decided besides.
fn may_recommend(passage: &Passage<'_, '_>) -> bool {
    may_decide(passage) || passage.section == Some(Section::Draft) && passage.clues.has(Clue::Suggest)
}

/// Whether the sentence decides with the word itself: *beslutar*, *beslöt*.
fn is_decided(sentence: Sentence<'_>, who: Who<'_, '_>) -> bool {
    let decides = |hit: &Hit| hit.clues.any(&[Clue::Decide, Clue::Decided]);
    sentence.hits().filter(decides).take(MOST_VERBS).any(|verb| {
        sentence.is_main_clause(&verb)
            && !is_elsewhere(sentence, &verb, who)
            && !(verb.clues.has(Clue::Decided) && is_earlier(sentence, &verb, who))
    })
}

/// Whether the sentence decides without it: *godkändes*, *utsågs*, *styrelsen biföll*.
fn is_enacted(sentence: Sentence<'_>, who: Who<'_, '_>) -> bool {
    let enacts = |hit: &Hit| hit.clues.any(&[Clue::Enacted, Clue::Enacts]);
    sentence.hits().filter(enacts).take(MOST_VERBS).any(|verb| {
        let enacted = verb.clues.has(Clue::Enacted) && !is_dated_at_once(sentence.after(&verb), who)
            || verb.clues.has(Clue::Enacts) && has_organ(sentence, &verb, who);
        let filed = !verb.clues.has(Clue::Lay) || sentence.has(Clue::Files);
        let clause = sentence.text.split(',').next().unwrap_or_default();
        let withdrawn = !verb.clues.has(Clue::Withdrawn) || clause.split(' ').count() <= 6;
        let enacted = enacted && !(verb.clues.has(Clue::Past) && is_earlier(sentence, &verb, who));
        enacted && filed && withdrawn && sentence.is_main_clause(&verb) && !is_elsewhere(sentence, &verb, who)
    }) && !is_courtesy(sentence, who)
}

/// Whether the sentence recommends what another organ shall decide: `Kommunstyrelsen föreslår
/// fullmäktige besluta`. In the minutes of that other organ it is a draft, and then something is decided
/// besides.
fn is_recommended(sentence: Sentence<'_>, who: Who<'_, '_>) -> bool {
    sentence.first(Clue::Suggest).is_some_and(|verb| {
        (sentence.has(Clue::ToDecide) || to_organ(sentence.after(&verb), who))
            && sentence.is_main_clause(&verb)
            && has_organ(sentence, &verb, who)
            && !is_earlier(sentence, &verb, who)
    })
}

/// `kommunfullmäktige`, `stämman att anta planen`: another organ shall decide, and nothing is said of what
/// but a clause.
fn to_organ(tail: &str, who: Who<'_, '_>) -> bool {
    let (organ, rest) = cut_word(tail.trim_start());
    let (next, _) = cut_word(rest.trim_start());
    let is_organ = who.lexicon.clues.get(organ).has(Clue::Organ) || who.lexicon.is_body_word(organ);
    is_organ && (rest.trim_matches([' ', ':']).is_empty() || who.lexicon.clues.get(next).has(Clue::Clause))
}

/// Whether an organ is the subject of a verb: the word before it, or right behind where no person stands
/// before. `Anna Berg tackade rådet` has the organ for an object.
fn has_organ(sentence: Sentence<'_>, verb: &Hit, who: Who<'_, '_>) -> bool {
    let is_organ =
        |word: &str| who.lexicon.clues.get(word).has(Clue::Organ) || who.lexicon.is_body_word(word);
    let lead = sentence.before(verb);
    // "Revisorerna tillstyrker att styrelsen": the organ of a clause is no subject.
    let clause = |word: &&str| who.lexicon.clues.get(word).has(Clue::Clause);
    let mut behind = sentence.after(verb).split_whitespace().take(3).take_while(|word| !clause(word));
    lead.split_whitespace().next_back().is_some_and(is_organ)
        || behind.any(is_organ) && who.list(lead).0.is_empty()
}

/// Whether another authority decides: *Regeringen*, *Länsstyrelsen*.
fn is_elsewhere(sentence: Sentence<'_>, verb: &Hit, who: Who<'_, '_>) -> bool {
    let authority = |word: &str| who.lexicon.clues.get(word).has(Clue::Authority);
    sentence.before(verb).split_whitespace().rev().take(3).any(authority)
        || sentence.after(verb).split_whitespace().next().is_some_and(authority)
}

/// Whether it was decided at another time: a date, a month or a paragraph stands before the verb or
/// between it and what is decided.
fn is_earlier(sentence: Sentence<'_>, verb: &Hit, who: Who<'_, '_>) -> bool {
    let lead = sentence.before(verb);
    let tail = sentence.after(verb);
    // "Vid besiktningen 2019 beslutades": a year, where an occasion is named.
    let occasion = who.lexicon.clues.get(cut_word(lead).0).has(Clue::Accompaniment);
    if occasion && lead.split_whitespace().next_back().is_some_and(is_year) {
        return true;
    }
    let said = sentence
        .hits()
        .find(|hit| hit.start > verb.start && hit.clues.any(&[Clue::Clause, Clue::Subordinator]))
        .map_or(tail, |hit| tail.get(..hit.start.saturating_sub(verb.end)).unwrap_or(tail));
    let words = lead.split_whitespace().chain(said.split_whitespace().take(14));
    // "enligt stadgarna § 3" is a rule, and no earlier paragraph.
    let mut before = "";
    words.into_iter().any(|word| {
        let of_rule = who.lexicon.clues.get(std::mem::replace(&mut before, word)).has(Clue::Rule);
        !of_rule && is_time(word, who)
    })
}

/// Whether a date follows at once: `valdes 2019`, `antogs den 3 mars`.
fn is_dated_at_once(tail: &str, who: Who<'_, '_>) -> bool {
    tail.split_whitespace().take(3).take_while(|word| !is_until(word)).any(|word| is_time(word, who))
}

/// A word that leads forward in time: `bordlades till den 3 maj`.
fn is_until(word: &str) -> bool {
    word.len() > 4 || word.ends_with([',', '.'])
}

/// `1987`, `2019`
fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("1") || word.starts_with("20"))
        && word.bytes().all(|b| b.is_ascii_digit())
}

/// A word of a date before the meeting: `2019-03-14`, `17.3.2021`, `mars`, `§`.
fn is_time(word: &str, who: Who<'_, '_>) -> bool {
    let word = word.trim_matches([',', '.', ';', '(', ')']);
    word.starts_with('§')
        || who.lexicon.months.has(word)
        || word.starts_with(|c: char| c.is_ascii_digit())
            && word.len() >= 6
            && word.chars().filter(char::is_ascii_digit).count() >= 4
            && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '.' | '/' | '–'))
            && word.contains(['-', '.', '/'])
}

#[cfg(test)]
mod tests {
    use super::super::testing::findings;

    #[test]
    fn what_is_decided() {
        for (text, decided) in [
            (
                "Beslut\nNämnden beslutar att avvakta.\nAvgiften höjs.\nÄrendet\nNämnden beslutade 2019-03-14 om taxan.",
                vec!["Nämnden beslutar att avvakta.", "Avgiften höjs."],
            ),
            (
                "Beslut\n1. Taxan antas.\n2. Den gäller från maj.",
                vec!["Taxan antas.", "Den gäller från maj."],
            ),
            (
                "Beslut: Enligt förslaget, enhälligt.\nEva Lund lämnar salen.",
                vec!["Enligt förslaget, enhälligt."],
            ),
            (
                "Beslut\nNämnden avslår ansökan.\nEva Lund (S) reserverar sig mot beslutet.",
                vec!["Nämnden avslår ansökan."],
            ),
            (
                "Beslut\nNämnden avslår ansökan.\nEva Lund deltar inte i beslutet på grund av jäv.",
                vec!["Nämnden avslår ansökan."],
            ),
            (
                "Beslut\nNämnden avslår ansökan.\nNästa sammanträde äger rum den 23 mars 2023 kl. 9.",
                vec!["Nämnden avslår ansökan."],
            ),
            (
                "Beslut\nNämnden avslår ansökan.\nParagrafen förklaras omedelbart justerad.",
                vec!["Nämnden avslår ansökan."],
            ),
            (
                "Nämnden beslutar\natt anta planen, samt\natt avslå resten.\nExp: Alla",
                vec!["Nämnden beslutar", "att anta planen, samt", "att avslå resten."],
            ),
            (
                "Eva Lund redogör. Nämnden beslöt att avvakta. Hon tackar.",
                vec!["Nämnden beslöt att avvakta."],
            ),
            (
                "I fråga om bron beslöts\n1:o) att den skulle lagas;\n2:o) att virke tages.",
                vec!["I fråga om bron beslöts", "att den skulle lagas;", "att virke tages."],
            ),
            (
                "Efter votering, 4 röster mot 2, beslöts att avslå.",
                vec!["Efter votering, 4 röster mot 2, beslöts att avslå."],
            ),
            (
                "Dagordningen godkändes. Eva Lund utsågs att justera.",
                vec!["Dagordningen godkändes.", "Eva Lund utsågs att justera."],
            ),
            ("Styrelsen biföll ansökan.", vec!["Styrelsen biföll ansökan."]),
            ("Protokollet lades till handlingarna.", vec!["Protokollet lades till handlingarna."]),
            ("Att justera utsågs Eva Lund.", vec!["Att justera utsågs Eva Lund."]),
            (
                "Kommunstyrelsen föreslår fullmäktige besluta\natt anta taxan.",
                vec!["Kommunstyrelsen föreslår fullmäktige besluta", "att anta taxan."],
            ),
            (
                "Kommunstyrelsen föreslår fullmäktige besluta om taxan.\nÄrendet bordlades.",
                vec!["Ärendet bordlades."],
            ),
            ("Regeringen beslutade i mars om avgifter.", vec![]),
            ("Avdelningen beslutade den 30 januari att avvisa budet.", vec![]),
            ("Nämnden beslutade 2019-03-14, § 8, att vänta.", vec![]),
            ("Den 12 juni 1973 beslutade nämnden att vänta.", vec![]),
            ("Ordföranden finner att nämnden beslutar enligt förslaget.", vec![]),
            ("Planen ska ersätta den som fullmäktige beslutade om.", vec![]),
            ("Förslag till beslut\nNämnden beslutar att vänta.", vec![]),
            ("Paragrafen förklaras omedelbart justerad.", vec![]),
            ("Ordföranden öppnade mötet.", vec![]),
            ("Carl Hök tackade rådet och avslutade mötet.", vec![]),
            ("Med acklamation antog stämman planen.", vec!["Med acklamation antog stämman planen."]),
        ] {
            assert_eq!(findings(text).decisions, decided, "{text:?}");
        }
    }
}
