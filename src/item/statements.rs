//! Reservations, special opinions, special statements and notes to the minutes.
//!
//! | as written | kind | by |
//! | --- | --- | --- |
//! | `Anna Berg (S) reserverar sig mot beslutet` | reservation | Anna Berg |
//! | `Mot beslutet anmälde länsman Ek sin reservation` | reservation | Ek |
//! | `Anna Berg anmäler avvikande åsikt` | special opinion | Anna Berg |
//! | `Bo Ek lämnar följande särskilda yttrande: …` | special statement | Bo Ek |
//! | `Bo Ek lät till protokollet anteckna att …` | note | Bo Ek |
//! | `Ledamöterna i Moderaterna reserverar sig` | reservation | nobody by name; M |
//! | `Reservation avgavs av Anna Berg`, `Reservation från Anna Berg (S)` | reservation | Anna Berg |
//! | under the heading *Reservation*: `Anna Berg (S)` | reservation | Anna Berg |
//! | under *Protokollsanteckning*: `Anna Berg (S) anser att …` | note | Anna Berg |

use super::passage::{Passage, Sentence};
use super::who::{Named, Who, names_and_parties};
use crate::grammar::people_list::parties;
use crate::lexicon::{Clue, Hit, Section};
use crate::model::{Statement, StatementKind, Text};

/// How many statements a point has at most.
const MOST: usize = 500;

/// The statements, in order.
pub(super) fn read<'a>(passages: &[Passage<'_, 'a>], who: Who<'_, 'a>) -> Vec<Statement<'a>> {
    let mut statements: Vec<Statement<'a>> = Vec::new();
    let mut above = None;
    for passage in passages {
        let first = std::mem::replace(&mut above, passage.section) != passage.section;
        if statements.len() >= MOST || passage.section == Some(Section::Draft) {
            continue;
        }
        let headed = headed_kind(passage.section);
        if headed.is_none() && !passage.clues.any(TELLING) {
            continue;
        }
        let before = statements.len();
        for sentence in passage.sentences(who.lexicon) {
            let made = kind(sentence)
                .and_then(|(kind, verb)| Some((kind, maker(sentence, &verb, passage, who)?)))
                .or_else(|| given(sentence, passage, who));
            if let Some((kind, (people, groups))) = made {
                statements.push(statement(kind, people, groups, passage, rest_from(passage, sentence)));
                if sentence.text.ends_with(':') || sentence.text.contains(": ") {
                    break;
                }
            }
        }
        if let Some(kind) = headed
            && statements.len() == before
        {
            statements.extend(signed(kind, first, passage, who));
        }
    }
    statements
}

/// Words without which no sentence makes a statement.
const TELLING: &[Clue] = &[
    Clue::Reserve,
    Clue::Reservation,
    Clue::Dissent,
    Clue::Opinion,
    Clue::Utterance,
    Clue::Note,
    Clue::WriteDown,
];

/// What kind of statement stands under a heading.
fn headed_kind(section: Option<Section>) -> Option<StatementKind> {
    match section? {
        Section::Reservation => Some(StatementKind::Reservation),
        Section::SpecialOpinion => Some(StatementKind::SpecialOpinion),
        Section::SpecialStatement => Some(StatementKind::SpecialStatement),
        Section::ProtocolNote => Some(StatementKind::ProtocolNote),
        _ => None,
    }
}

/// Whether a sentence makes a statement, of which kind, and with which verb.
pub(super) fn kind(sentence: Sentence<'_>) -> Option<(StatementKind, Hit)> {
    if let Some(verb) = sentence.first(Clue::Reserve) {
        return Some((StatementKind::Reservation, verb));
    }
    let verb = sentence.first(Clue::Utter)?;
    let noted = || {
        let minutes = sentence.has(Clue::Minutes);
        let noted = minutes && (sentence.has(Clue::WriteDown) || sentence.has(Clue::Following))
            || follows(sentence, &verb, Clue::WriteDown);
        noted.then_some(StatementKind::ProtocolNote)
    };
    named(sentence).or_else(noted).map(|kind| (kind, verb))
}

/// The kind of statement that a sentence names.
fn named(sentence: Sentence<'_>) -> Option<StatementKind> {
    match () {
        () if sentence.has(Clue::Reservation) => Some(StatementKind::Reservation),
        () if sentence.has(Clue::Special) && sentence.has(Clue::Utterance) => {
            Some(StatementKind::SpecialStatement)
        }
        () if sentence.has(Clue::Dissent) && sentence.has(Clue::Opinion) => {
            Some(StatementKind::SpecialOpinion)
        }
        () if sentence.has(Clue::Note) => Some(StatementKind::ProtocolNote),
        () => None,
    }
}

/// Who makes a statement, by name or by group.
type Maker<'a> = (Vec<Named<'a>>, Vec<Text<'a>>);

/// `Reservation mot beslutet avgavs av Anna Berg`, `Protokollsanteckning från Bo Ek (M): …`
fn given<'a>(
    sentence: Sentence<'_>,
    passage: &Passage<'_, 'a>,
    who: Who<'_, 'a>,
) -> Option<(StatementKind, Maker<'a>)> {
    let noun = sentence
        .hits()
        .find(|hit| hit.clues.any(&[Clue::Reservation, Clue::Utterance, Clue::Opinion, Clue::Note]))
        .filter(|noun| sentence.before(noun).split_whitespace().count() <= 1)?;
    let kind = named(sentence)?;
    let by = sentence
        .hits()
        .skip_while(|hit| hit.start <= noun.start)
        .take_while(|hit| !hit.clues.any(&[Clue::Motion, Clue::Subordinator]))
        .find(|hit| hit.clues.any(&[Clue::By, Clue::From]))?;
    let people = who.after(sentence.after(&by), passage);
    if !people.is_empty() {
        return Some((kind, (people, vec![])));
    }
    let groups = parties(sentence.after(&by).split([',', ':']).next().unwrap_or_default(), who.lexicon);
    let groups: Vec<Text<'a>> = groups.into_iter().map(|party| Text::Owned(party.to_owned())).collect();
    (!groups.is_empty()).then_some((kind, (vec![], groups)))
}

/// Whether the next word of meaning after `verb` tells `clue`, at once: `låter anteckna`.
fn follows(sentence: Sentence<'_>, verb: &Hit, clue: Clue) -> bool {
    let next = sentence.hits().find(|hit| hit.start > verb.start);
    next.is_some_and(|next| next.clues.has(clue) && next.start <= verb.end + 1)
}

/// Who makes a statement by name, and which groups do; nothing where it is nobody.
fn maker<'a>(
    sentence: Sentence<'_>,
    verb: &Hit,
    passage: &Passage<'_, 'a>,
    who: Who<'_, 'a>,
) -> Option<Maker<'a>> {
    let (lead, tail) = (sentence.before(verb), sentence.after(verb));
    let mut people = who.before(lead, passage);
    if people.is_empty() && who.is_inverted(lead) {
        people = who.after(tail, passage);
    }
    if people.is_empty() {
        people = who.at_first(lead, passage);
    }
    if !people.is_empty() {
        return Some((people, vec![]));
    }
    let mut groups = parties(lead, who.lexicon);
    if groups.is_empty() && who.is_inverted(lead) {
        groups = parties(tail.split([',', ':']).next().unwrap_or_default(), who.lexicon);
    }
    let groups: Vec<Text<'a>> = groups.into_iter().map(|party| Text::Owned(party.to_owned())).collect();
    (!groups.is_empty()).then_some((vec![], groups))
}

/// Under a heading, people without a verb: `Anna Berg (S) och Bo Ek (M)`, `Moderaterna`; in the first
/// paragraph also who says something: `Anna Berg (S) anser att …`.
fn signed<'a>(
    kind: StatementKind,
    first: bool,
    passage: &Passage<'_, 'a>,
    who: Who<'_, 'a>,
) -> Option<Statement<'a>> {
    let (people, rest) = who.list_and_apposition(super::passage::without_bullet(passage.text));
    let ends = rest.trim_start().starts_with([':', '.']) || rest.trim().is_empty();
    if !people.is_empty() && (ends || first && rest.starts_with([' ', ','])) {
        let people = who.named(&people, passage);
        return Some(statement(kind, people, vec![], passage, passage.text));
    }
    let groups = parties(passage.text, who.lexicon);
    (passage.text.len() < 60 && !groups.is_empty()).then(|| {
        let groups = groups.into_iter().map(|party| Text::Owned(party.to_owned())).collect();
        statement(kind, vec![], groups, passage, passage.text)
    })
}

/// The text of a statement: its sentence, or all that follows where the words themselves are given.
fn rest_from<'s>(passage: &'s Passage<'_, '_>, sentence: Sentence<'s>) -> &'s str {
    if !sentence.text.contains(": ") {
        return sentence.text;
    }
    let start = super::passage::offset(passage.text, sentence.text);
    passage.text.get(start..).unwrap_or(sentence.text)
}

fn statement<'a>(
    kind: StatementKind,
    people: Vec<Named<'a>>,
    groups: Vec<Text<'a>>,
    passage: &Passage<'_, 'a>,
    text: &str,
) -> Statement<'a> {
    let (names, parties) = names_and_parties(people);
    let parties = if parties.is_empty() { groups } else { parties };
    Statement { kind, names, parties, text: passage.piece(text.trim()) }
}

#[cfg(test)]
mod tests {
    use super::super::testing::findings;
    use crate::model::StatementKind::{self, *};

    type Case = (&'static str, Vec<(StatementKind, Vec<&'static str>, Vec<&'static str>)>);

    #[test]
    fn who_states_what() {
        let cases: Vec<Case> = vec![
            (
                "Eva Lund (S) och Nils Ahl (M) reserverar sig mot beslutet.",
                vec![(Reservation, vec!["Eva Lund", "Nils Ahl"], vec!["S", "M"])],
            ),
            (
                "Mot beslutet reserverar sig Eva Lund och Nils Ahl.",
                vec![(Reservation, vec!["Eva Lund", "Nils Ahl"], vec![])],
            ),
            (
                "Häremot anmälde P. J. Larsson sin reservation.",
                vec![(Reservation, vec!["P. J. Larsson"], vec![])],
            ),
            (
                "Häremot reserverade sig herrar Ahl och Thel.",
                vec![(Reservation, vec!["Ahl", "Thel"], vec![])],
            ),
            (
                "Lantbrukare Nils Ahl och smeden Ek anmälde reservation mot beslutet.",
                vec![(Reservation, vec!["Nils Ahl", "Ek"], vec![])],
            ),
            (
                "Eva Lund ansåg att tiden var för kort och anmälde avvikande mening.",
                vec![(SpecialOpinion, vec!["Eva Lund"], vec![])],
            ),
            ("Eva Lund anmäler avvikande åsikt.", vec![(SpecialOpinion, vec!["Eva Lund"], vec![])]),
            (
                "Eva Lund anmäler särskild mening: Så är det. Punkt.",
                vec![(SpecialOpinion, vec!["Eva Lund"], vec![])],
            ),
            (
                "Nils Ahl (V) lämnar ett särskilt yttrande.",
                vec![(SpecialStatement, vec!["Nils Ahl"], vec!["V"])],
            ),
            (
                "Nils Ahl (V) avger följande särskilda yttrande: Nej.",
                vec![(SpecialStatement, vec!["Nils Ahl"], vec!["V"])],
            ),
            ("Nils Ahl (V) låter anteckna följande: Nej.", vec![(ProtocolNote, vec!["Nils Ahl"], vec!["V"])]),
            (
                "Nils Ahl (MP) lät till protokollet anteckna att han var emot.",
                vec![(ProtocolNote, vec!["Nils Ahl"], vec!["MP"])],
            ),
            (
                "Samtliga ledamöter i Moderaterna och Kristdemokraterna reserverar sig.",
                vec![(Reservation, vec![], vec!["M", "KD"])],
            ),
            (
                "S-, V- och MP-ledamöterna anmälde reservationer.",
                vec![(Reservation, vec![], vec!["S", "V", "MP"])],
            ),
            (
                "Reservation\nEva Lund (S)\nNils Ahl (M)",
                vec![(Reservation, vec!["Eva Lund"], vec!["S"]), (Reservation, vec!["Nils Ahl"], vec!["M"])],
            ),
            ("Ingen reserverade sig. Yttrande har lämnats.", vec![]),
        ];
        for (text, expected) in cases {
            let found: Vec<_> =
                findings(text).statements.into_iter().map(|s| (s.kind, s.names, s.parties)).collect();
            let expected: Vec<_> = expected
                .into_iter()
                .map(|(kind, names, parties)| {
                    let texts = |list: Vec<&'static str>| {
                        list.into_iter().map(Into::into).collect::<Vec<std::borrow::Cow<'static, str>>>()
                    };
                    (kind, texts(names), texts(parties))
                })
                .collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
