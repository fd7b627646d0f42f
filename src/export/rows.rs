//! A document as rows of tables: the columns of csv, sqlite and postgres, in this one place.
//!
//! ```text
//! protocols ─┬─ people          who is recorded as present or absent
//!            ├─ items ─┬─ decisions
//!            │         ├─ proposals
//!            │         ├─ votes ── ballots
//!            │         └─ statements
//!            ├─ signatories
//!            └─ acts            every name once more, with what the person did, and in which item
//! ```
//!
//! Each row has an `id`, and a `position` that keeps the reading order, from 1. Several values in one
//! cell are joined by `; ` (names, references), paragraphs and decisions by an empty line. A table's
//! columns stand directly above the function that fills them.
//!
//! Left to JSON alone: spans, outline and diagnostics.

use serde::Serialize;

use super::ExportError;
use super::ids::Ids;
use crate::{AgendaItem, Date, Document, Participant, RareText, Text, Time, Vote};
use Kind::{Boolean, Integer};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Integer,
    Boolean,
    Date,
    Time,
}

/// A column.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// Whether each row has a value.
    pub(super) required: bool,
    pub(super) about: &'static str,
}

impl Column {
    const fn required(mut self) -> Self {
        self.required = true;
        self
    }
}

/// A table; its key is `id`, its first column.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    pub(super) columns: &'static [Column],
    /// Columns that hold the `id` of a row of another table, and which table.
    pub(super) references: &'static [(&'static str, &'static str)],
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell<'a> {
    Null,
    Text(Text<'a>),
    Integer(u64),
    Boolean(bool),
    Date(Date),
    Time(Time),
}

/// A row: one cell for each column of its table.
pub(super) type Row<'a> = Vec<Cell<'a>>;

/// Every table, each after those that it references.
pub(super) static TABLES: [&Table; 10] =
    [&PROTOCOLS, &PEOPLE, &ITEMS, &DECISIONS, &PROPOSALS, &VOTES, &BALLOTS, &STATEMENTS, &SIGNATORIES, &ACTS];

/// The rows of one document.
#[derive(Debug, Default)]
pub(super) struct Rows<'a> {
    protocols: Vec<Row<'a>>,
    people: Vec<Row<'a>>,
    items: Vec<Row<'a>>,
    decisions: Vec<Row<'a>>,
    proposals: Vec<Row<'a>>,
    votes: Vec<Row<'a>>,
    ballots: Vec<Row<'a>>,
    statements: Vec<Row<'a>>,
    signatories: Vec<Row<'a>>,
    acts: Vec<Row<'a>>,
}

impl<'a> Rows<'a> {
    /// The rows of `document`.
    pub(super) fn of(document: &'a Document<'a>, ids: &Ids) -> Result<Self, ExportError> {
        let mut rows = Self { protocols: vec![protocol(document, ids)], ..Self::default() };
        rows.add_people(document, ids);
        for (index, item) in document.agenda.iter().enumerate() {
            rows.add_item(item, index + 1, ids);
        }
        rows.add_signatories(document, ids);
        rows.add_acts(document, ids);
        Ok(rows)
    }

    /// The tables with their rows, in the order of [`TABLES`].
    pub(super) fn into_tables(self) -> impl Iterator<Item = (&'static Table, Vec<Row<'a>>)> {
        let rows = [
            self.protocols,
            self.people,
            self.items,
            self.decisions,
            self.proposals,
            self.votes,
            self.ballots,
            self.statements,
            self.signatories,
            self.acts,
        ];
        TABLES.into_iter().zip(rows)
    }
}

static PROTOCOLS: Table = Table {
    name: "protocols",
    about: "One row per protocol.",
    columns: &[
        id("The protocol: SHA-256 of the text and of the part of it."),
        text("source_name", "The file or other name that the protocol was read from."),
        column("source_part", Integer, "Which protocol of the text, from 1, where it holds several."),
        text("text_id", "SHA-256 of the bytes that were read.").required(),
        text("record_id", "SHA-256 of the JSON document: changes with the text and with its reading.")
            .required(),
        text("organization", "The authority, municipality or association."),
        text("body", "The organ that meets."),
        text("title", "The document's own title."),
        text("type", "ordinary, extraordinary, constituent, annual or other."),
        text("number", "The protocol's number, as written."),
        text("reference", "The register number of the protocol itself."),
        column("date", Kind::Date, "The day of the meeting, or its first day."),
        column("end_date", Kind::Date, "The last day of a meeting of several days."),
        column("start_time", Kind::Time, "When it begins."),
        column("end_time", Kind::Time, "When it ends."),
        text("place", "Where it is held."),
        column("adjustment_date", Kind::Date, "The day of the adjustment (justering)."),
        column("adjustment_time", Kind::Time, "The time of the adjustment."),
        text("adjustment_place", "The place of the adjustment."),
        column("posted", Kind::Date, "The day on which the announcement (anslag) is put up."),
        column("removed", Kind::Date, "The day on which it is taken down."),
        text("posting_place", "Where it is put up."),
        column("next_date", Kind::Date, "The day of the next meeting."),
        column("next_start_time", Kind::Time, "When the next meeting begins."),
        column("next_end_time", Kind::Time, "When the next meeting ends."),
        text("next_place", "Where the next meeting is held."),
    ],
    references: &[],
};

fn protocol<'a>(document: &'a Document<'a>, ids: &Ids) -> Row<'a> {
    let Document { source, meeting, .. } = document;
    let adjustment = document.adjustment.as_ref();
    let posting = document.posting.as_ref();
    let next = document.next_meeting.as_ref();
    vec![
        owned(&ids.protocol),
        maybe(source.name.as_ref()),
        source.part.map_or(Cell::Null, count),
        owned(&ids.text),
        owned(&ids.record),
        maybe(meeting.organization.as_ref()),
        maybe(meeting.body.as_ref()),
        maybe(meeting.title.as_ref()),
        meeting.kind.map_or(Cell::Null, word),
        maybe(meeting.number.as_ref()),
        maybe(meeting.reference.as_ref()),
        date(meeting.date),
        date(meeting.end_date),
        time(meeting.start_time),
        time(meeting.end_time),
        maybe(meeting.place.as_ref()),
        date(adjustment.and_then(|a| a.date)),
        time(adjustment.and_then(|a| a.time)),
        maybe(adjustment.and_then(|a| a.place.as_ref())),
        date(posting.and_then(|p| p.posted)),
        date(posting.and_then(|p| p.removed)),
        maybe(posting.and_then(|p| p.place.as_ref())),
        date(next.and_then(|n| n.date)),
        time(next.and_then(|n| n.start_time)),
        time(next.and_then(|n| n.end_time)),
        maybe(next.and_then(|n| n.place.as_ref())),
    ]
}

static PEOPLE: Table = Table {
    name: "people",
    about: "One row per person and protocol: everyone recorded as present or absent.",
    columns: &[
        id("The row."),
        PROTOCOL_ID,
        POSITION,
        text("name", "The name as written.").required(),
        text("party", "Party or nomination group, in its usual capitals."),
        text("role", "The role that the heading says, or the first that the line says."),
        text("roles", "All roles, joined by `; `."),
        text("title", "The rest of the description as written."),
        text("status", "present, excused or absent.").required(),
        column("remote", Boolean, "Whether the person took part from elsewhere.").required(),
        column("serving", Boolean, "Deputies only: whether the deputy serves."),
        text("substituting_for", "The one whom a serving deputy replaces."),
        text("present_items", "The items attended, where the text limits them: 1-4,7."),
        text("group", "The heading that the person stands under."),
        text("note", "What is left of the line."),
    ],
    references: IN_PROTOCOL,
};

fn person<'a>(person: &'a Participant<'a>, position: usize, ids: &Ids) -> Row<'a> {
    let roles: Vec<String> = person.roles.iter().map(written).collect();
    vec![
        owned(&ids.row("people", &[position])),
        owned(&ids.protocol),
        count(position),
        borrowed(&person.name),
        maybe(person.party.as_ref()),
        roles.first().map_or(Cell::Null, |role| owned(role)),
        if roles.is_empty() { Cell::Null } else { owned(&roles.join(SEPARATOR)) },
        maybe(person.title.as_ref()),
        word(person.status),
        Cell::Boolean(person.remote),
        person.serving.map_or(Cell::Null, Cell::Boolean),
        rare(person.substituting_for.as_ref()),
        rare(person.present_items.as_ref()),
        maybe(person.group.as_ref()),
        rare(person.note.as_ref()),
    ]
}

static ITEMS: Table = Table {
    name: "items",
    about: "One row per numbered point.",
    columns: &[
        id("The item: SHA-256 of the text and of the item's place in it."),
        PROTOCOL_ID,
        POSITION,
        text("number", "The number without sign.").required(),
        text("label", "The number as written.").required(),
        column("level", Integer, "1, or 2 for a sub-item.").required(),
        text("title", "The heading."),
        text("references", "Register numbers, joined by `; `."),
        text("text", "The body, its paragraphs joined by an empty line."),
        text("decision", "What is decided, joined by an empty line; one by one in `decisions`."),
        text("outcome", "What became of the item."),
        text("presenters", "Who presents, joined by `; `."),
        text("recusals", "Who leaves for a conflict of interest, joined by `; `."),
        text("attachments", "Appendices that are named, joined by `; `."),
    ],
    references: IN_PROTOCOL,
};

fn item<'a>(item: &'a AgendaItem<'a>, position: usize, ids: &Ids) -> Row<'a> {
    vec![
        owned(&ids.row("items", &[position])),
        owned(&ids.protocol),
        count(position),
        borrowed(&item.number),
        borrowed(&item.label),
        Cell::Integer(item.level.into()),
        maybe(item.title.as_ref()),
        joined(&item.references, SEPARATOR),
        joined(&item.paragraphs, PARAGRAPH),
        joined(&item.decisions, PARAGRAPH),
        item.outcome.map_or(Cell::Null, word),
        joined(&item.presenters, SEPARATOR),
        joined(&item.recusals, SEPARATOR),
        joined(&item.attachments, SEPARATOR),
    ]
}

static DECISIONS: Table = Table {
    name: "decisions",
    about: "One row per decision text.",
    columns: &[
        id("The row."),
        PROTOCOL_ID,
        ITEM_ID.required(),
        POSITION,
        text("text", "The decision.").required(),
    ],
    references: IN_ITEM,
};

static PROPOSALS: Table = Table {
    name: "proposals",
    about: "One row per motion made at the meeting (yrkande).",
    columns: &[
        id("The row."),
        PROTOCOL_ID,
        ITEM_ID.required(),
        POSITION,
        text("kind", "approve, reject, refer_back, table, amend or other.").required(),
        text("names", "Who moves, joined by `; `."),
        text("parties", "Their parties, joined by `; `."),
        text("text", "The sentence.").required(),
    ],
    references: IN_ITEM,
};

static VOTES: Table = Table {
    name: "votes",
    about: "One row per vote taken.",
    columns: &[
        id("The row."),
        PROTOCOL_ID,
        ITEM_ID.required(),
        POSITION,
        column("yes", Integer, "How many voted yes."),
        column("no", Integer, "How many voted no."),
        column("abstain", Integer, "How many abstained."),
        column("absent", Integer, "How many were absent."),
    ],
    references: IN_ITEM,
};

static BALLOTS: Table = Table {
    name: "ballots",
    about: "One row per person and vote, where the text lists them.",
    columns: &[
        id("The row."),
        PROTOCOL_ID,
        text("vote_id", "The vote.").required(),
        POSITION,
        text("name", "The name as written.").required(),
        text("party", "Party in its usual capitals."),
        text("vote", "yes, no, abstain or absent.").required(),
    ],
    references: &[("protocol_id", "protocols"), ("vote_id", "votes")],
};

static STATEMENTS: Table = Table {
    name: "statements",
    about: "One row per reservation, special opinion, special statement or note.",
    columns: &[
        id("The row."),
        PROTOCOL_ID,
        ITEM_ID.required(),
        POSITION,
        text("kind", "reservation, special_opinion, special_statement or protocol_note.").required(),
        text("names", "Who makes it, joined by `; `."),
        text("parties", "Their parties, joined by `; `."),
        text("text", "The sentence or paragraph.").required(),
    ],
    references: IN_ITEM,
};

static SIGNATORIES: Table = Table {
    name: "signatories",
    about: "One row per signature.",
    columns: &[
        id("The row."),
        PROTOCOL_ID,
        POSITION,
        text("role", "secretary, chair, adjuster or other.").required(),
        text("name", "The name as written.").required(),
        column("date", Kind::Date, "The day of signing."),
    ],
    references: IN_PROTOCOL,
};

static ACTS: Table = Table {
    name: "acts",
    about: "One row per name and thing done: every name of the protocol, in one table.",
    columns: &[
        id("The row."),
        PROTOCOL_ID,
        ITEM_ID,
        POSITION,
        text("name", "The name as written.").required(),
        text("act", "present, absent, presents, moves, votes, states, leaves (jäv) or signs.").required(),
        text("detail", "The roles, the title, or the kind of motion, vote, statement or signature."),
    ],
    references: IN_ITEM,
};

impl<'a> Rows<'a> {
    fn add_people(&mut self, document: &'a Document<'a>, ids: &Ids) {
        let people = document.attendance.iter().chain(&document.absences);
        self.people.extend(people.enumerate().map(|(index, someone)| person(someone, index + 1, ids)));
    }

    fn add_item(&mut self, entry: &'a AgendaItem<'a>, position: usize, ids: &Ids) {
        self.items.push(item(entry, position, ids));
        // The columns that every table of an item begins with.
        let start = |table: &str, index: usize| {
            vec![
                owned(&ids.row(table, &[position, index + 1])),
                owned(&ids.protocol),
                owned(&ids.row("items", &[position])),
                count(index + 1),
            ]
        };
        for (index, decision) in entry.decisions.iter().enumerate() {
            let mut row = start("decisions", index);
            row.push(borrowed(decision));
            self.decisions.push(row);
        }
        for (index, motion) in entry.proposals.iter().enumerate() {
            let mut row = start("proposals", index);
            row.extend(spoken(word(motion.kind), &motion.names, &motion.parties, &motion.text));
            self.proposals.push(row);
        }
        for (index, statement) in entry.statements.iter().enumerate() {
            let mut row = start("statements", index);
            row.extend(spoken(word(statement.kind), &statement.names, &statement.parties, &statement.text));
            self.statements.push(row);
        }
        for (index, vote) in entry.votes.iter().enumerate() {
            let mut row = start("votes", index);
            row.extend([vote.yes, vote.no, vote.abstain, vote.absent].map(number));
            self.votes.push(row);
            self.add_ballots(vote, &[position, index + 1], ids);
        }
    }

    fn add_ballots(&mut self, vote: &'a Vote<'a>, place: &[usize; 2], ids: &Ids) {
        for (index, ballot) in vote.by_name.iter().enumerate() {
            self.ballots.push(vec![
                owned(&ids.row("ballots", &[place[0], place[1], index + 1])),
                owned(&ids.protocol),
                owned(&ids.row("votes", place)),
                count(index + 1),
                borrowed(&ballot.name),
                maybe(ballot.party.as_ref()),
                word(ballot.vote),
            ]);
        }
    }

    fn add_signatories(&mut self, document: &'a Document<'a>, ids: &Ids) {
        for (index, signatory) in document.signatories.iter().enumerate() {
            self.signatories.push(vec![
                owned(&ids.row("signatories", &[index + 1])),
                owned(&ids.protocol),
                count(index + 1),
                word(signatory.role),
                borrowed(&signatory.name),
                date(signatory.date),
            ]);
        }
    }

    fn add_acts(&mut self, document: &'a Document<'a>, ids: &Ids) {
        for (index, act) in acts(document).into_iter().enumerate() {
            self.acts.push(vec![
                owned(&ids.row("acts", &[index + 1])),
                owned(&ids.protocol),
                act.item.map_or(Cell::Null, |item| owned(&ids.row("items", &[item]))),
                count(index + 1),
                borrowed(act.name),
                Cell::Text(act.what.into()),
                act.detail,
            ]);
        }
    }
}

/// Something that a person did.
struct Act<'a> {
    /// The position of the item, from 1.
    item: Option<usize>,
    name: &'a str,
    what: &'static str,
    detail: Cell<'a>,
}

/// Every name of the document with what the person did; in reading order of attendance, items, signatures.
fn acts<'a>(document: &'a Document<'a>) -> Vec<Act<'a>> {
    let here = |someone: &'a Participant<'a>, what| Act {
        item: None,
        name: &someone.name,
        what,
        detail: joined(&someone.roles.iter().map(|role| written(role).into()).collect::<Vec<_>>(), SEPARATOR),
    };
    let mut acts: Vec<Act<'a>> = document.attendance.iter().map(|someone| here(someone, "present")).collect();
    acts.extend(document.absences.iter().map(|someone| here(someone, "absent")));
    acts.extend(listed_presenters(document));
    for (index, item) in document.agenda.iter().enumerate() {
        acts.extend(acts_in(item, index + 1, document));
    }
    acts.extend(document.signatories.iter().map(|signatory| Act {
        item: None,
        name: &signatory.name,
        what: "signs",
        detail: word(signatory.role),
    }));
    acts
}

/// The presenters of the document's list whom no item names: those of the items follow with the items.
fn listed_presenters<'a>(document: &'a Document<'a>) -> impl Iterator<Item = Act<'a>> {
    document
        .presenters
        .iter()
        .filter(|presenter| !document.agenda.iter().any(|item| item.presenters.contains(&presenter.name)))
        .map(|presenter| Act {
            item: None,
            name: &presenter.name,
            what: "presents",
            detail: maybe(presenter.title.as_ref()),
        })
}

fn acts_in<'a>(item: &'a AgendaItem<'a>, position: usize, document: &'a Document<'a>) -> Vec<Act<'a>> {
    let act = |name: &'a Text<'a>, what, detail| Act { item: Some(position), name, what, detail };
    let title = |name: &Text<'_>| document.presenters.iter().find(|p| p.name == *name)?.title.as_ref();
    let mut acts: Vec<Act<'a>> =
        item.presenters.iter().map(|name| act(name, "presents", maybe(title(name)))).collect();
    acts.extend(item.recusals.iter().map(|name| act(name, "leaves", Cell::Null)));
    for motion in &item.proposals {
        acts.extend(motion.names.iter().map(|name| act(name, "moves", word(motion.kind))));
    }
    for ballot in item.votes.iter().flat_map(|vote| &vote.by_name) {
        acts.push(act(&ballot.name, "votes", word(ballot.vote)));
    }
    for statement in &item.statements {
        acts.extend(statement.names.iter().map(|name| act(name, "states", word(statement.kind))));
    }
    acts
}

/// Between several values in one cell.
const SEPARATOR: &str = "; ";
/// Between paragraphs in one cell.
const PARAGRAPH: &str = "\n\n";

const PROTOCOL_ID: Column = text("protocol_id", "The protocol.").required();
const ITEM_ID: Column = text("item_id", "The item.");
const POSITION: Column = column("position", Integer, "The place in the reading order, from 1.").required();
const IN_PROTOCOL: &[(&str, &str)] = &[("protocol_id", "protocols")];
const IN_ITEM: &[(&str, &str)] = &[("protocol_id", "protocols"), ("item_id", "items")];

const fn column(name: &'static str, kind: Kind, about: &'static str) -> Column {
    Column { name, kind, required: false, about }
}

const fn text(name: &'static str, about: &'static str) -> Column {
    column(name, Kind::Text, about)
}

const fn id(about: &'static str) -> Column {
    text("id", about).required()
}

fn owned<'a>(value: &str) -> Cell<'a> {
    Cell::Text(value.to_owned().into())
}

fn borrowed(value: &str) -> Cell<'_> {
    Cell::Text(value.into())
}

fn maybe<'a>(value: Option<&'a Text<'a>>) -> Cell<'a> {
    value.map_or(Cell::Null, |value| borrowed(value))
}

fn rare<'a>(value: Option<&'a RareText<'a>>) -> Cell<'a> {
    value.map_or(Cell::Null, |value| borrowed(value))
}

fn joined<'a>(values: &[Text<'_>], separator: &str) -> Cell<'a> {
    if values.is_empty() { Cell::Null } else { owned(&values.join(separator)) }
}

fn count<'a>(value: usize) -> Cell<'a> {
    // No platform counts past 64 bits.
    Cell::Integer(value as u64)
}

fn number<'a>(value: Option<u32>) -> Cell<'a> {
    value.map_or(Cell::Null, |value| Cell::Integer(value.into()))
}

fn date<'a>(value: Option<Date>) -> Cell<'a> {
    value.map_or(Cell::Null, Cell::Date)
}

fn time<'a>(value: Option<Time>) -> Cell<'a> {
    value.map_or(Cell::Null, Cell::Time)
}

/// A value of one of the model's enumerations, as JSON writes it: `refer_back`.
pub(super) fn written(value: impl Serialize) -> String {
    // They all serialize to a string; anything else would be a mistake of this crate, seen in the tests.
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn word<'a>(value: impl Serialize) -> Cell<'a> {
    Cell::Text(written(value).into())
}

/// The columns that a motion and a statement share.
fn spoken<'a>(kind: Cell<'a>, names: &[Text<'_>], parties: &[Text<'_>], said: &'a Text<'a>) -> [Cell<'a>; 4] {
    [kind, joined(names, SEPARATOR), joined(parties, SEPARATOR), borrowed(said)]
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::testing;
    use super::*;

    fn fits(column: &Column, cell: &Cell<'_>) -> bool {
        match cell {
            Cell::Null => !column.required,
            Cell::Text(_) => column.kind == Kind::Text,
            Cell::Integer(_) => column.kind == Kind::Integer,
            Cell::Boolean(_) => column.kind == Kind::Boolean,
            Cell::Date(_) => column.kind == Kind::Date,
            Cell::Time(_) => column.kind == Kind::Time,
        }
    }

    #[test]
    fn every_row_fits_its_table() {
        for document in testing::all() {
            let ids = Ids::of(&document).unwrap();
            for (table, rows) in Rows::of(&document, &ids).unwrap().into_tables() {
                for row in rows {
                    assert_eq!(row.len(), table.columns.len(), "{}: {row:?}", table.name);
                    for (column, cell) in table.columns.iter().zip(&row) {
                        assert!(fits(column, cell), "{}.{}: {cell:?}", table.name, column.name);
                    }
                }
            }
        }
    }

    #[test]
    fn ids_are_unique_and_references_meet_a_row() {
        let mut known: HashSet<(&str, String)> = HashSet::new();
        for document in testing::all() {
            let ids = Ids::of(&document).unwrap();
            for (table, rows) in Rows::of(&document, &ids).unwrap().into_tables() {
                for row in rows {
                    let value = |name: &str| {
                        let index = table.columns.iter().position(|column| column.name == name).unwrap();
                        match &row[index] {
                            Cell::Text(text) => Some(text.to_string()),
                            _ => None,
                        }
                    };
                    let id = value("id").unwrap();
                    assert!(known.insert((table.name, id)), "{}: an id twice", table.name);
                    for (column, target) in table.references {
                        if let Some(id) = value(column) {
                            assert!(known.contains(&(*target, id)), "{}.{column}", table.name);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn every_column_has_a_value_somewhere() {
        let mut filled: HashSet<(&str, &str)> = HashSet::new();
        for document in testing::all() {
            let ids = Ids::of(&document).unwrap();
            for (table, rows) in Rows::of(&document, &ids).unwrap().into_tables() {
                for row in rows {
                    let cells = table.columns.iter().zip(row).filter(|(_, cell)| *cell != Cell::Null);
                    filled.extend(cells.map(|(column, _)| (table.name, column.name)));
                }
            }
        }
        for table in TABLES {
            for column in table.columns {
                assert!(filled.contains(&(table.name, column.name)), "{}.{}", table.name, column.name);
            }
        }
    }

    #[test]
    fn acts_tell_what_a_person_did() {
        let council = testing::council();
        let told: Vec<_> = acts(&council)
            .into_iter()
            .filter(|act| act.name == "Åsa Öst")
            .map(|act| (act.item, act.what, act.detail))
            .collect();
        assert_eq!(
            told,
            [
                (None, "present", borrowed("member; chair")),
                (Some(1), "presents", borrowed("rektor")),
                (Some(2), "moves", borrowed("approve")),
                (Some(2), "votes", borrowed("yes")),
                (None, "signs", borrowed("chair")),
            ]
        );
    }

    #[test]
    fn enumerations_are_written_as_in_json() {
        assert_eq!(written(crate::ProposalKind::ReferBack), "refer_back");
        assert_eq!(written(crate::Role::UnionRepresentative), "union_representative");
    }
}
