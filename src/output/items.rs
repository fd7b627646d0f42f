//! A document → one object for each point of its agenda, each with what a search index needs.
//!
//! ```text
//! {"document_id": "…", "body": "Kommunstyrelsen", "date": "2024-03-12", "number": "12", "title": "Ny skola",
//!  "text": "…", "decisions": ["…"], "people": [{"name": "Åsa Öst", "roles": ["chair"], "acts": ["presents"]}], …}
//! ```
//!
//! A point knows its meeting, so that an index finds it without the document. A document without points
//! gives nothing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{AgendaItem, Date, Document, Outcome, Participant, Roles, SCHEMA_VERSION, Span, Text};
use crate::text::sha256;

/// One point of an agenda, with what it must know of its meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Item<'a> {
    /// The version of this model, `"1.0"`.
    pub schema_version: Text<'a>,
    /// The point: SHA-256 of the document's id and of the point's place. The same text gives the same ids.
    pub id: String,
    /// The document: SHA-256 of the text's checksum and of the part of the text.
    pub document_id: String,
    /// The file's name or another name that the caller gave.
    pub source: Option<Text<'a>>,
    /// Which protocol of the text, from 1, where it holds several; else null.
    pub part: Option<usize>,
    /// The authority, municipality, company or association.
    pub organization: Option<Text<'a>>,
    /// The organ that meets.
    pub body: Option<Text<'a>>,
    /// The day of the meeting, or its first day.
    pub date: Option<Date>,
    /// The last day of a meeting of several days.
    pub end_date: Option<Date>,
    /// The place in the reading order of the document, from 1.
    pub position: usize,
    /// The number without sign: `4`, `2.1`, `112`.
    pub number: Text<'a>,
    /// The number as written: `§ 112`, `4.`.
    pub label: Text<'a>,
    /// 1, or 2 for a sub-item such as 2.1.
    pub level: u8,
    /// The heading.
    pub title: Option<Text<'a>>,
    /// Register numbers.
    pub references: Vec<Text<'a>>,
    /// The body, its paragraphs parted by an empty line.
    pub text: Text<'a>,
    /// What is decided.
    pub decisions: Vec<Text<'a>>,
    /// What became of the point, where the decision says it.
    pub outcome: Option<Outcome>,
    /// Who does something in the point, in the order of the acts.
    pub people: Vec<Named<'a>>,
    /// Where the point stands, heading and body.
    pub span: Span,
}

/// Somebody who does something in a point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Named<'a> {
    /// The name as written.
    pub name: Text<'a>,
    /// Party, in its usual capitals, where the document says it of exactly this name.
    pub party: Option<Text<'a>>,
    /// Roles at the meeting, where those present or absent are listed with exactly this name.
    pub roles: Roles,
    /// What the person does in the point.
    pub acts: Vec<Act>,
}

/// What somebody does in a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Presents it, or informs.
    Presents,
    /// Leaves for a conflict of interest (*jäv*).
    Leaves,
    /// Makes a motion (*yrkande*).
    Moves,
    /// Votes by name.
    Votes,
    /// Makes a reservation, a statement or a note.
    States,
}

/// The points of `document`, in its reading order.
///
/// ```
/// let document = protokollant::parse("Protokoll\n\n§ 1 Val\n\nAnna Berg informerade om valet.\n");
/// let items = protokollant::output::items(&document);
/// assert_eq!((&*items[0].number, items[0].position), ("1", 1));
/// ```
pub fn items<'a>(document: &'a Document<'_>) -> Vec<Item<'a>> {
    let document_id = document_id(document);
    document
        .agenda
        .iter()
        .zip(1..)
        .map(|(item, position)| of(item, position, document, &document_id))
        .collect()
}

fn of<'a>(entry: &'a AgendaItem<'_>, position: usize, document: &'a Document<'_>, id: &str) -> Item<'a> {
    let meeting = &document.meeting;
    Item {
        schema_version: SCHEMA_VERSION.into(),
        id: sha256(format!("{id}/items/{position}").as_bytes()),
        document_id: id.to_owned(),
        source: lent(document.source.name.as_ref()),
        part: document.source.part,
        organization: lent(meeting.organization.as_ref()),
        body: lent(meeting.body.as_ref()),
        date: meeting.date,
        end_date: meeting.end_date,
        position,
        number: Text::Borrowed(&entry.number),
        label: Text::Borrowed(&entry.label),
        level: entry.level,
        title: lent(entry.title.as_ref()),
        references: all_lent(&entry.references),
        text: joined(&entry.paragraphs),
        decisions: all_lent(&entry.decisions),
        outcome: entry.outcome,
        people: people(entry, document),
        span: entry.span,
    }
}

/// The id that the exports give the protocol too.
pub(crate) fn document_id(document: &Document<'_>) -> String {
    let text = match &document.source.sha256 {
        Some(sha256) => sha256.to_string(),
        // Writing a document to memory does not fail: its keys are strings.
        None => sha256(&serde_json::to_vec(document).unwrap_or_default()),
    };
    sha256(format!("{text}/{}", document.source.part.unwrap_or(0)).as_bytes())
}

fn people<'a>(item: &'a AgendaItem<'_>, document: &'a Document<'_>) -> Vec<Named<'a>> {
    let mut people: Vec<Named<'a>> = vec![];
    for (name, act) in acts(item) {
        match people.iter_mut().find(|known| known.name == name) {
            Some(known) if known.acts.contains(&act) => {}
            Some(known) => known.acts.push(act),
            None => people.push(named(name, act, item, document)),
        }
    }
    people
}

fn acts<'a>(item: &'a AgendaItem<'_>) -> impl Iterator<Item = (&'a str, Act)> {
    let presents = item.presenters.iter().map(|name| (&**name, Act::Presents));
    let leaves = item.recusals.iter().map(|name| (&**name, Act::Leaves));
    let moves = item.proposals.iter().flat_map(|motion| &motion.names).map(|name| (&**name, Act::Moves));
    let votes = item.votes.iter().flat_map(|vote| &vote.by_name).map(|ballot| (&*ballot.name, Act::Votes));
    let states = item.statements.iter().flat_map(|made| &made.names).map(|name| (&**name, Act::States));
    presents.chain(leaves).chain(moves).chain(votes).chain(states)
}

fn named<'a>(name: &'a str, act: Act, item: &'a AgendaItem<'_>, document: &'a Document<'_>) -> Named<'a> {
    let listed = document.attendance.iter().chain(&document.absences).find(|someone| someone.name == name);
    let voting = || item.votes.iter().flat_map(|vote| &vote.by_name).find(|ballot| ballot.name == name);
    let party = listed.and_then(|someone| someone.party.as_ref()).or_else(|| voting()?.party.as_ref());
    let roles = |someone: &Participant<'_>| someone.roles;
    Named {
        name: Text::Borrowed(name),
        party: lent(party),
        roles: listed.map(roles).unwrap_or_default(),
        acts: vec![act],
    }
}

fn lent<'a>(text: Option<&'a Text<'_>>) -> Option<Text<'a>> {
    text.map(|text| Text::Borrowed(&**text))
}

fn all_lent<'a>(texts: &'a [Text<'_>]) -> Vec<Text<'a>> {
    texts.iter().map(|text| Text::Borrowed(&**text)).collect()
}

fn joined<'a>(paragraphs: &'a [Text<'_>]) -> Text<'a> {
    match paragraphs {
        [only] => Text::Borrowed(only),
        several => Text::Owned(several.join("\n\n")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Ballot, BallotVote, Role, Vote};

    fn vote(name: &'static str) -> Vote<'static> {
        let ballot = Ballot { name: name.into(), party: Some("M".into()), vote: BallotVote::Yes };
        Vote { yes: None, no: None, abstain: None, absent: None, by_name: vec![ballot] }
    }

    #[test]
    fn people_have_their_roles_and_acts_once() {
        let text =
            "Protokoll\n\nNärvarande:\n\nÅsa Öst (S), ordförande\n\n§ 1 Val\n\nA.\n\n§ 2 Slut\n\nB.\n\nC.\n";
        let mut document = crate::parse(text);
        document.agenda[0].presenters = vec!["Åsa Öst".into(), "Bo Ek".into()];
        document.agenda[0].recusals = vec!["Åsa Öst".into()];
        document.agenda[0].votes = vec![vote("Bo Ek"), vote("Bo Ek")];
        let items = items(&document);
        let told: Vec<_> =
            items[0].people.iter().map(|p| (&*p.name, p.party.as_deref(), &*p.roles, &*p.acts)).collect();
        assert_eq!(
            told,
            [
                ("Åsa Öst", Some("S"), &*document.attendance[0].roles, &[Act::Presents, Act::Leaves][..]),
                ("Bo Ek", Some("M"), &[][..], &[Act::Presents, Act::Votes][..]),
            ]
        );
        assert!(document.attendance[0].roles.contains(&Role::Chair));
        assert_eq!((&*items[1].text, items[1].position), ("B.\n\nC.", 2));
        assert!(items[1].people.is_empty());
    }

    #[test]
    fn ids_tell_points_and_documents_apart() {
        let text = "Protokoll\n\n§ 1 Val\n\nA.\n\n§ 2 Val\n\nA.\n";
        let (document, other) = (crate::parse(text), crate::parse("Protokoll\n\n§ 1 Val\n\nB.\n"));
        let (items, others) = (items(&document), super::items(&other));
        assert_ne!(items[0].id, items[1].id);
        assert_eq!(items[0].document_id, items[1].document_id);
        assert_ne!(items[0].document_id, others[0].document_id);
    }
}
