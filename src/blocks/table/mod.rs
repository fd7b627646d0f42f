//! Tables of people.
//!
//! | kind | example |
//! | --- | --- |
//! | columns with heads | `Namn  Parti  Tjänstgör för  Närvarande §§` |
//! | marks | `Ledamot  Parti  Närv  Frånv`, an X in one of them |
//! | side by side | `Ledamot  Närv  Ersättare  Närv` |
//! | points as heads | `§ 1–2  § 3  § 4–7`, an X for each |

mod heads;
mod marks;

use self::heads::{Columns, Head, Placed, are_votes_alone, columns, is_of_votes, item_heads, placed, under};
pub(in crate::blocks) use self::marks::is_ordinal;
use self::marks::{MARK_WIDTH, is_counted, is_mark, mark_before};
use super::fields::{self, is_people};
use super::legend;
use super::people::{self, Heading, Listed, People, Substitution, flow_of, listed};
use crate::grammar::numbers::{self, Attended, Stretch};
use crate::grammar::person::{self, Apart, Starts};
use crate::grammar::{is_dash, party};
use crate::lexicon::{AttendanceMark, Label, Lexicon, TableColumn};
use crate::lines::rows::{Gap, Row};
use crate::lines::{Cell, flow::Flow};
use crate::model::{Role, Status, Text};

/// A table that was read: from and up to which row it goes.
pub(crate) struct Read {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// Reads the table that begins in row `at`, if one does; `label` gives the heading above it.
pub(crate) fn read<'a>(
    rows: &[Row<'a>],
    at: usize,
    to: usize,
    label: impl FnOnce() -> Option<(Label, &'a str)>,
    people: &mut People<'a>,
    starts: &Starts<'a, '_>,
) -> Option<Read> {
    let lexicon = starts.lexicon;
    // Most rows of a text have one cell.
    if !rows[at].line.may_have_cells() {
        return None;
    }
    if let Some(columns) = columns(&rows[at], above(rows, at), lexicon) {
        if columns.are_lists_beside(&rows[at + 1..to], starts) {
            return None;
        }
        let label = label();
        // A list of votes alone says nothing of who was there, unless it is called so.
        if are_votes_alone(&columns.heads) && label.is_none() {
            return None;
        }
        let start = at - usize::from(columns.are_in_two_rows);
        let end = Table { rows, starts, lexicon, label, people }.columns(at + 1, to, columns);
        return Some(Read { start, end });
    }
    let heads = item_heads(&rows[at], lexicon)?;
    // Votes stand below the points, not attendance: "J  N  A".
    if rows[at + 1..to].first().is_some_and(|below| is_of_votes(below, lexicon)) {
        return None;
    }
    let end = Table { rows, starts, lexicon, label: label(), people }.points(at + 1, to, &heads);
    Some(Read { start: at, end })
}

/// The row above row `at`.
fn above<'r, 'a>(rows: &'r [Row<'a>], at: usize) -> Option<&'r Row<'a>> {
    at.checked_sub(1).map(|above| &rows[above])
}

struct Table<'a, 'r> {
    rows: &'r [Row<'a>],
    starts: &'r Starts<'a, 'r>,
    lexicon: &'r Lexicon,
    label: Option<(Label, &'a str)>,
    people: &'r mut People<'a>,
}

impl<'a> Table<'a, '_> {
    fn columns(mut self, from: usize, to: usize, mut columns: Columns<'a>) -> usize {
        let mut at = from;
        while at < to {
            let row = self.rows[at];
            if let Some(again) = self::columns(&row, above(self.rows, at), self.lexicon) {
                columns = again;
            } else if row.is_rule() {
            } else if let Some(label) = self.heading(&row) {
                let of_deputies = columns.heads.iter().any(|head| head.kind == TableColumn::SubstitutingFor);
                if !is_people(label.0) || of_deputies && label.0 != Label::ServingDeputies {
                    break;
                }
                // A new list of its own ends the table, unless its rows go on under the same heads.
                self.label = Some(label);
                columns.people[0].label = None;
            } else if self.begins_other_list(at, to) || !self.row(&row, &columns) && row.gap != Gap::None {
                break;
            }
            at += 1;
        }
        at
    }

    /// Whether a list that has no columns begins in row `at`, apart or not: its label beside people who are in no such
    /// table, `Övriga närvarande   Anna Berg, kassör`, or a heading alone above one of them.
    fn begins_other_list(&self, at: usize, to: usize) -> bool {
        let mut cells = self.rows[at].line.cells();
        let Some(first) = cells.next() else { return false };
        let is_person = |text: &'a str| self.starts.is_person(text);
        match cells.next() {
            Some(second) => {
                cells.next().is_none()
                    && fields::label(first.text, self.lexicon)
                        .is_some_and(|label| is_people(label) && !is_of_members(label))
                    && is_person(second.text)
            }
            None => {
                let below = self.rows[at + 1..to].first().filter(|below| below.gap == Gap::None);
                below.is_some_and(|below| {
                    let mut cells = below.line.cells();
                    let only = cells.next().filter(|_| cells.next().is_none());
                    only.is_some_and(|only| only.column == first.column && is_person(only.text))
                }) && first.text.starts_with(char::is_uppercase)
                    && !first.text.contains(',')
                    && !is_person(first.text)
            }
        }
    }

    /// The people of one row; false where there are none.
    fn row(&mut self, row: &Row<'a>, columns: &Columns<'a>) -> bool {
        let cells = placed(row);
        if let [side] = &columns.people[..]
            && side.heads.start == 0
        {
            return self.person(&cells, &columns.heads, side.label);
        }
        let mut any = false;
        for side in &columns.people {
            let head_of = |placed: &&Placed<'a>| {
                let at = under(placed, &columns.heads).map(|head| head.column);
                columns.heads[side.heads.clone()].iter().any(|head| Some(head.column) == at)
            };
            let own: Vec<Placed<'a>> = cells.iter().filter(head_of).copied().collect();
            any |= self.person(&own, &columns.heads[side.heads.clone()], side.label);
        }
        if any && let ([side], Some(first)) = (&columns.people[..], cells.first()) {
            let before = first.cell.column + 3 < columns.heads[side.heads.start].column;
            self.describe_last(first.cell.text, before);
        }
        any
    }

    /// What stands before a person in a column of its own: an office, or the organization they speak for with an
    /// office in brackets. An organization alone says nothing of the person.
    fn describe_last(&mut self, text: &'a str, before: bool) {
        let Some(last) = self.people.listed.last_mut().filter(|_| before) else { return };
        let office = |text: &str| {
            let word = text.split([',', ' ']).next().unwrap_or_default();
            self.lexicon.roles.has(text) || self.lexicon.is_title_word(word)
        };
        let inside =
            text.split_once('(').and_then(|(_, inside)| inside.split_once(')')).map(|(inside, _)| inside);
        if let Some(said) = [Some(text), inside].into_iter().flatten().find(|said| office(said)) {
            legend::describe(last, said, self.lexicon);
        }
    }

    /// A row that is only a label.
    fn heading(&self, row: &Row<'a>) -> Option<(Label, &'a str)> {
        let mut cells = row.line.cells();
        let (first, none) = (cells.next()?, cells.next().is_none());
        none.then(|| fields::label(first.text, self.lexicon).map(|label| (label, first.text)))?
    }

    /// One person of a table with heads; false where the cells name none.
    fn person(
        &mut self,
        cells: &[Placed<'a>],
        heads: &[Head<TableColumn>],
        label: Option<(Label, &'a str)>,
    ) -> bool {
        let before = mark_before(cells, self.starts);
        let cells = &cells[usize::from(before.is_some())..];
        let Some(first) = cells.first() else { return false };
        let indent = if before.is_some() { MARK_WIDTH } else { 3 };
        if first.cell.column > heads[0].column + indent || !self.starts.is_person(first.cell.text) {
            return false;
        }
        let (label, group) = label.or(self.label).unwrap_or((Label::Present, ""));
        let heading = Heading::of(label, None, false).of_members(group, self.lexicon);
        let group = people::group(&group.into());
        let mut flow = flow_of(&first.cell);
        let mut party = None;
        let mut marks: Vec<(TableColumn, &'a str)> = Vec::new();
        let mut substitute: Option<Cell<'a>> = None;
        let mut for_whom: Option<Cell<'a>> = None;
        let mut substitute_is_there = before.is_none();
        marks.extend(before.map(|mark| (TableColumn::Present, mark)));
        for placed in &cells[1..] {
            let kind = under(placed, &heads[1..]).map_or(TableColumn::Description, |head| head.kind);
            let cell = placed.cell;
            match kind {
                TableColumn::Party
                    if party.is_none() && party::in_brackets(cell.text, self.lexicon).is_some() =>
                {
                    party = party::in_brackets(cell.text, self.lexicon)
                }
                kind if !matches!(kind, TableColumn::Present | TableColumn::Absent)
                    && party.is_none()
                    && party::bare(cell.text, self.lexicon).is_some() =>
                {
                    party = party::in_brackets(cell.text, self.lexicon);
                }
                TableColumn::Substitute if self.starts.is_person(cell.text) => substitute = Some(cell),
                TableColumn::Substitute if before.is_some() && is_mark(cell.text, self.lexicon) => {
                    substitute_is_there = !cell.text.chars().all(is_dash)
                }
                TableColumn::SubstitutingFor if self.starts.is_person(cell.text) => for_whom = Some(cell),
                TableColumn::Present | TableColumn::Absent
                    if is_mark(cell.text, self.lexicon) || is_counted(cell.text) =>
                {
                    marks.push((kind, cell.text))
                }
                TableColumn::Items
                    if numbers::attended(&format!("§ {}", cell.text), self.lexicon).is_some() =>
                {
                    marks.push((kind, cell.text))
                }
                TableColumn::Vote => {}
                _ => self.describe(&mut flow, cell, &mut marks),
            }
        }
        let entries = person::entries(flow.text(), Apart::ByLine, self.lexicon);
        let Some(entry) = entries.first() else { return false };
        let mut found = listed(entry, &flow, heading, &group, self.lexicon);
        found.person.party = found.person.party.or_else(|| party.map(|party| party.into_owned().into()));
        self.mark(&mut found, &marks);
        // The deputy beside a member voted, and not the member.
        if substitute.is_some() && are_votes_alone(heads) {
            found.person.status = Status::Absent;
        }
        people::replaced(&mut found, heading, &flow, &group, self.people, self.lexicon);
        if let Some(deputy) = &entry.details.replaced_by {
            self.people.substitutions.push(Substitution::of(&flow, deputy, &entry.name));
        }
        if let Some(cell) = for_whom {
            self.substitutes(&mut found, &cell);
        }
        let served = found.person.clone();
        self.people.listed.push(found);
        if let Some(cell) = substitute.filter(|_| substitute_is_there) {
            self.deputy(&cell, &served.name, &group);
        }
        true
    }

    /// A cell of description: `X, tjänstgör för N N` is a mark and a description.
    fn describe(&self, flow: &mut Flow<'a>, cell: Cell<'a>, marks: &mut Vec<(TableColumn, &'a str)>) {
        let first = cell.text.split([',', ' ']).next().unwrap_or_default();
        let rest = cell.text[first.len()..].trim_start_matches([',', ' ']);
        let word = self.lexicon.attendance_marks.has(first);
        if is_mark(first, self.lexicon)
            && (cell.text.len() > first.len() || is_mark(cell.text, self.lexicon))
            && !first.is_empty()
            && (word || first.chars().count() <= 2)
        {
            marks.push((TableColumn::Present, first));
            if !rest.is_empty() {
                flow.push(", ", rest, cell.start + cell.text.len() - rest.len());
            }
            return;
        }
        flow.push(", ", cell.text, cell.start);
    }

    /// What marks say of presence.
    fn mark(&self, found: &mut Listed<'a>, marks: &[(TableColumn, &'a str)]) {
        for (kind, text) in marks {
            if let Some(meaning) = self.people.legend.meaning(text) {
                legend::describe(found, meaning, self.lexicon);
            }
            match kind {
                TableColumn::Items => {
                    let signed = format!("§ {text}");
                    let attended = || numbers::attended(&signed, self.lexicon).map(Box::new);
                    found.attended = found.attended.take().or_else(attended);
                }
                TableColumn::Present
                    if (text.chars().all(is_dash)
                        || *text == "0"
                        || self.lexicon.attendance_marks.get(text) == Some(&AttendanceMark::Absent))
                        && found.person.status == Status::Present =>
                {
                    found.person.status = Status::Absent;
                }
                TableColumn::Absent
                    if !text.chars().all(is_dash)
                        && *text != "0"
                        && found.person.status == Status::Present =>
                {
                    found.person.status = Status::Absent;
                }
                TableColumn::Present
                    if self.lexicon.attendance_marks.get(text) == Some(&AttendanceMark::Serving)
                        && found.person.roles.contains(&Role::Deputy) =>
                {
                    found.person.serving = Some(true);
                }
                _ => {}
            }
        }
    }

    fn substitutes(&self, found: &mut Listed<'a>, cell: &Cell<'a>) {
        if let Some(entry) = person::entries(cell.text, Apart::ByLine, self.lexicon).first() {
            found.person.substituting_for = Some(flow_of(cell).slice(&entry.name).into());
            let others = found.person.roles.without(Role::Member);
            found.person.roles = match others.contains(&Role::Deputy) {
                true => others,
                false => [Role::Deputy].into_iter().chain(others.iter().copied()).collect(),
            };
            found.person.serving = Some(true);
        }
    }

    /// A deputy who stands in the row of the member.
    fn deputy(&mut self, cell: &Cell<'a>, member: &Text<'a>, group: &Text<'a>) {
        let flow = flow_of(cell);
        let heading = Heading::of(Label::ServingDeputies, None, false);
        for entry in person::entries(flow.text(), Apart::ByLine, self.lexicon).iter().take(1) {
            let mut found = listed(entry, &flow, heading, group, self.lexicon);
            found.person.substituting_for = Some(member.clone().into());
            self.people.listed.push(found);
        }
    }

    /// A table whose columns are points: who has a mark in which.
    fn points(mut self, from: usize, to: usize, heads: &[Head<Vec<Stretch>>]) -> usize {
        let mut at = from;
        while at < to {
            let row = self.rows[at];
            if let Some(label) = self.heading(&row) {
                if !is_people(label.0) {
                    break;
                }
                self.label = Some(label);
            } else if !self.attendance(&row, heads) && row.gap != Gap::None {
                break;
            }
            at += 1;
        }
        at
    }

    fn attendance(&mut self, row: &Row<'a>, heads: &[Head<Vec<Stretch>>]) -> bool {
        let mut cells = placed(row);
        if cells.first().is_some_and(|first| is_ordinal(first.cell.text)) {
            cells.remove(0);
        }
        let Some(first) = cells.first() else { return false };
        if !self.starts.is_person(first.cell.text) {
            return false;
        }
        let (label, group) = self.label.unwrap_or((Label::Members, ""));
        let heading = Heading::of(label, None, false).of_members(group, self.lexicon);
        let group = people::group(&group.into());
        let flow = flow_of(&first.cell);
        let entries = person::entries(flow.text(), Apart::ByLine, self.lexicon);
        let Some(entry) = entries.first() else { return false };
        let marked: Vec<&Head<Vec<Stretch>>> = cells[1..]
            .iter()
            .filter(|placed| {
                is_mark(placed.cell.text, self.lexicon) && !placed.cell.text.chars().all(is_dash)
            })
            .filter_map(|placed| under(placed, heads))
            .collect();
        let mut found = listed(entry, &flow, heading, &group, self.lexicon);
        if marked.is_empty() {
            let dashed = cells[1..].iter().filter(|placed| placed.cell.text.chars().all(is_dash)).count();
            if dashed < heads.len() {
                return true; // No mark at all: the table records nothing of this person.
            }
            found.person.status = Status::Absent;
        }
        if !marked.is_empty() && marked.len() < heads.len() {
            let attended = merged(marked.iter().flat_map(|head| head.kind.iter().copied()));
            found.attended = Some(Box::new(Attended::Only(attended)));
        }
        self.people.listed.push(found);
        true
    }
}

/// Whether those under a label are members or deputies, as in a table of who was there, or say no more than that.
fn is_of_members(label: Label) -> bool {
    use Label::{
        Absent, Deputies, Excused, Members, NonservingDeputies, OnSite, Present, Remote, ServingDeputies,
    };
    matches!(
        label,
        Present
            | Members
            | Deputies
            | ServingDeputies
            | NonservingDeputies
            | Absent
            | Excused
            | Remote
            | OnSite
    )
}

/// Stretches that follow each other as one: 1–2 and 3 are 1–3.
fn merged(stretches: impl Iterator<Item = Stretch>) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = Vec::new();
    for stretch in stretches {
        match all.last_mut() {
            Some(last) if stretch.0.1 == 0 && last.1.0 + 1 == stretch.0.0 => last.1 = stretch.1,
            _ => all.push(stretch),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use crate::{Document, parse};

    const POINTS: &str = "§ 1 Öppnande\n\nBifall med 2 ja-röster mot 1 nej-röst.\n\n§ 2 Slut\n\nTack.\n";

    /// `name`, for whom a deputy serves behind an arrow, those who are away behind a minus.
    fn shown(document: &Document<'_>) -> Vec<String> {
        let present = document.attendance.iter().map(|person| match person.substituting_for.as_deref() {
            Some(member) => format!("{} → {member}", person.name),
            None => person.name.to_string(),
        });
        let absent = document.absences.iter().map(|person| format!("-{}", person.name));
        present.chain(absent).collect()
    }

    #[test]
    fn heads_stand_in_two_rows() {
        for heads in [
            "                        Närv.   Tjänstgörande    Omröstning § 1\n\
             Ledamöter        Parti          ersättare        Ja   Nej\n",
            "                        När-   Ersätts           Omröstning § 1\n\
             Ledamöter        Parti  varo   av                Ja   Nej\n",
        ] {
            let text = format!(
                "Protokoll 2012-03-09\n\n{heads}\
                 Anna Berg        S      1                        X\n\
                 Bo Ek            M      -      Eva Ask           X\n\
                 Åke Öst          C      0\n\
                 Siw Falk         C      1                             X\n\n{POINTS}"
            );
            let document = parse(&text);
            let found = ["Anna Berg", "Eva Ask → Bo Ek", "Siw Falk", "-Bo Ek", "-Åke Öst"];
            assert_eq!(shown(&document), found, "{heads}");
            let ballots = document.agenda[0].votes[0].by_name.iter();
            let ballots: Vec<String> =
                ballots.map(|ballot| format!("{} {:?}", ballot.name, ballot.vote)).collect();
            assert_eq!(ballots, ["Anna Berg Yes", "Eva Ask Yes", "Siw Falk No"]);
        }
    }

    #[test]
    fn notes_name_the_deputy() {
        let text = format!(
            "Protokoll 2012-03-09\n\nNamn             Parti   Närvarande   Anmärkning\n\
             Anna Berg        S       Ja           t.o.m. § 1\n\
             Bo Ek            M       Nej          Ersätts av Eva Ask\n\
             Åke Öst          C       Nej          ersattes av Nils Tall\n\n{POINTS}"
        );
        let found = ["Anna Berg", "Eva Ask → Bo Ek", "Nils Tall → Åke Öst", "-Bo Ek", "-Åke Öst"];
        assert_eq!(shown(&parse(&text)), found);
    }

    #[test]
    fn one_head_may_be_unknown() {
        let text = format!(
            "Protokoll 2012-03-09\n\nLedamot          Grupp   Närv.   Ersättare som kallats in\n\
             Anna Berg        S       Ja\n\
             Bo Ek            M       Nej     Eva Ask\n\
             Åke Öst          C       Nej     –\n\n{POINTS}"
        );
        assert_eq!(shown(&parse(&text)), ["Anna Berg", "Eva Ask → Bo Ek", "-Bo Ek", "-Åke Öst"]);
    }

    #[test]
    fn a_list_right_below_a_table_has_no_part_in_it() {
        for list in ["Övriga närvarande   Siw Falk, kassör", "Föreningens tjänstemän\nSiw Falk, kassör"]
        {
            let text = format!(
                "Protokoll 2012-03-09\n\nLedamot             Parti   Närv.\nAnna Berg           S       Ja\n\
                 Bo Ek               M       Nej\n{list}\n\n{POINTS}"
            );
            let document = parse(&text);
            assert_eq!(shown(&document), ["Anna Berg", "Siw Falk", "-Bo Ek"], "{list}");
            let last = document.attendance.last().and_then(|person| person.group.as_deref());
            assert!(last.is_some_and(|group| list.starts_with(group)), "{last:?}");
        }
    }
}
