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

mod section;
mod sentences;

use super::passage::{Passage, Sentence};
use super::who::Who;
use crate::grammar::people_list::cut_word;
use crate::grammar::verb;
use crate::lexicon::Clue;
use crate::model::{Role, Text};

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
    let readers: [&dyn Fn() -> Vec<Decision<'q, 'p, 'a>>; 4] = [
        &|| section::read(passages, title, who),
        &|| sentences::decided(passages, who),
        &|| sentences::enacted(passages, who),
        &|| sentences::recommended(passages, who),
    ];
    let found = readers.into_iter().map(|read| read()).find(|found| !found.is_empty());
    found.unwrap_or_else(|| list_alone(passages, title, who))
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

/// `Ordföranden tackar ledamöterna`, `Ordförande för stämman önskade alla en god jul`: what the chair says at the end.
fn is_courtesy(sentence: Sentence<'_>, who: Who<'_, '_>) -> bool {
    let (first, rest) = cut_word(sentence.text);
    let courteous = |word: &str| who.lexicon.clues.get(word).any(&[Clue::Thanks, Clue::Closes]);
    who.lexicon.roles.get(first) == Some(&Role::Chair) && rest.split_whitespace().take(3).any(courteous)
}

/// `Paragrafen förklaras omedelbart justerad.`
fn is_adjusted_at_once(sentence: Sentence<'_>) -> bool {
    sentence.has(Clue::Adjusted) && sentence.has(Clue::AtOnce) && sentence.text.split(' ').count() <= 8
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
                "Stämman beslutade att vinsten disponeras så att\ntill aktieägarna utdelas 600 kr\ni ny räkning överföres 20 kr\nc) ansvarsfrihet",
                vec![
                    "Stämman beslutade att vinsten disponeras så att",
                    "till aktieägarna utdelas 600 kr",
                    "i ny räkning överföres 20 kr",
                ],
            ),
            (
                "Stämman beslutar\natt till ledamöter välja\nEva Lund, omval\natt till suppleant välja\nNils Ahl, nyval\nÅsa Öst har ett år kvar.",
                vec![
                    "Stämman beslutar",
                    "att till ledamöter välja",
                    "Eva Lund, omval",
                    "att till suppleant välja",
                    "Nils Ahl, nyval",
                ],
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
            (
                "Stämman hade således beslutat\natt avslå förslaget.",
                vec!["Stämman hade således beslutat", "att avslå förslaget."],
            ),
            (
                "Stämman hade sålunda beslutat att bifalla.",
                vec!["Stämman hade sålunda beslutat att bifalla."],
            ),
            ("Stämman har tidigare beslutat att vänta.", vec![]),
            ("Kostnaden ryms i den beslutade budgeten.", vec![]),
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
