//! Tables of people.
//!
//! | kind | example |
//! | --- | --- |
//! | columns with heads | `Namn  Parti  Tjänstgör för  Närvarande §§` |
//! | marks | `Ledamot  Parti  Närv  Frånv`, an X in one of them |
//! | side by side | `Ledamot  Närv  Ersättare  Närv` |
//! | points as heads | `§ 1–2  § 3  § 4–7`, an X for each |

use std::ops::Range;

use super::fields::{self, is_people};
use super::legend;
use super::people::{self, Heading, Listed, People, flow_of, listed};
use crate::grammar::numbers::{self, Attended, Stretch};
use crate::grammar::person::{self, Apart, Starts};
use crate::grammar::{is_dash, party, split_at_blanks};
use crate::lexicon::{AttendanceMark, Clue, Label, Lexicon, TableColumn};
use crate::lines::rows::{Gap, Row};
use crate::lines::{Cell, flow::Flow, is_piped};
use crate::model::{Role, Status, Text};

/// How far a mark may stand before its name, in columns: `x   Anna Berg`.
const MARK_WIDTH: usize = 8;

/// A table that was read: up to which row it goes.
pub(crate) struct Read {
    pub(crate) end: usize,
}

/// A cell with the index of its column where tabs tell it.
#[derive(Debug, Clone, Copy)]
struct Placed<'a> {
    cell: Cell<'a>,
    index: Option<usize>,
}

fn placed<'a>(row: &Row<'a>) -> Vec<Placed<'a>> {
    let line = row.line;
    let mark = if is_piped(line.text) { b'|' } else { b'\t' };
    let tabs = line.text.as_bytes().contains(&mark);
    let (mut index, mut counted) = (0, 0);
    line.cells()
        .map(|cell| {
            let start = cell.start - line.start;
            index += line.text[counted..start].bytes().filter(|byte| *byte == mark).count();
            counted = start;
            Placed { cell, index: tabs.then_some(index) }
        })
        .collect()
}

/// The head of a column.
#[derive(Debug, Clone, Copy)]
struct Head<K> {
    kind: K,
    column: usize,
    width: usize,
    index: Option<usize>,
}

/// Which head a cell stands under: by its tab, else the nearest.
fn under<'h, K>(placed: &Placed<'_>, heads: &'h [Head<K>]) -> Option<&'h Head<K>> {
    if let Some(index) = placed.index
        && let Some(head) = heads.iter().find(|head| head.index == Some(index))
    {
        return Some(head);
    }
    let (begin, end) = (placed.cell.column, placed.cell.end_column());
    heads.iter().min_by_key(|head| {
        let head_end = head.column + head.width;
        if begin < head_end && head.column < end {
            begin.abs_diff(head.column) / 4
        } else {
            2 + begin.abs_diff(head.column).min(end.abs_diff(head_end))
        }
    })
}

/// The columns of a table.
struct Columns<'a> {
    heads: Vec<Head<TableColumn>>,
    /// The people of a row: one, or a member and a deputy side by side.
    people: Vec<Side<'a>>,
}

impl Columns<'_> {
    /// Whether there are columns of votes, and none that says who was there.
    fn is_of_votes(&self) -> bool {
        let has = |kind: TableColumn| self.heads.iter().any(|head| head.kind == kind);
        has(TableColumn::Vote) && !has(TableColumn::Present)
    }
}

/// The columns that speak of one person of a row.
#[derive(Debug, Clone)]
struct Side<'a> {
    heads: Range<usize>,
    /// The list that the head of the first column names: *Ledamot*, *Ersättare*.
    label: Option<(Label, &'a str)>,
}

/// The heads of columns, if `row` has them: a name or party, and something that no list has beside it.
fn columns<'a>(row: &Row<'a>, lexicon: &Lexicon) -> Option<Columns<'a>> {
    // All but the first are heads, whatever that one is.
    let is_head = |cell: Cell<'a>| is_head(cell.text, lexicon) || are_heads(cell.text, lexicon);
    if !row.line.cells().skip(1).all(is_head) {
        return None;
    }
    let mut cells = placed(row);
    if cells.len() < 2 {
        return None;
    }
    cells = cells.into_iter().flat_map(|placed| apart(placed, lexicon)).collect();
    let column =
        |placed: &Placed<'a>| lexicon.table_columns.get(placed.cell.text.trim_end_matches(':')).copied();
    // A label of people beside the heads: "Närvarande   Namn   Uppdrag".
    let beside = cells.len() > 2
        && cells.get(1).and_then(column) == Some(TableColumn::Name)
        && cells.first().and_then(column) != Some(TableColumn::Name);
    let list = cells.first().filter(|_| beside).and_then(|first| label_of(first, lexicon));
    if list.is_some() {
        cells.remove(0);
    }
    // The first may be something else; it takes longest to tell.
    if cells.iter().skip(1).any(|placed| column(placed).is_none()) {
        return None;
    }
    // A list's own heading may head the names: "Beslutande   Närv.   Frånv."
    let kind = |at: usize, placed: &Placed<'a>| {
        column(placed).or_else(|| (at == 0).then(|| label_of(placed, lexicon))?.map(|_| TableColumn::Name))
    };
    let heads: Vec<Head<TableColumn>> = cells
        .iter()
        .enumerate()
        .filter_map(|(at, placed)| {
            Some(Head {
                kind: kind(at, placed)?,
                column: placed.cell.column,
                width: placed.cell.text.chars().count(),
                index: placed.index,
            })
        })
        .collect();
    if cells.len() < 2 || heads.len() != cells.len() {
        return None;
    }
    let names: Vec<usize> = (0..heads.len()).filter(|at| heads[*at].kind == TableColumn::Name).collect();
    let has = |kind: TableColumn| heads.iter().any(|head| head.kind == kind);
    let telling = has(TableColumn::Party)
        || has(TableColumn::Description)
        || has(TableColumn::Present) && has(TableColumn::Absent)
        || has(TableColumn::Items)
        || has(TableColumn::SubstitutingFor)
        || has(TableColumn::Substitute) && !names.is_empty()
        || has(TableColumn::Present) && !names.is_empty();
    let starts = match heads[0].kind {
        TableColumn::Substitute if has(TableColumn::SubstitutingFor) => vec![0],
        TableColumn::Name | TableColumn::Description => names,
        _ => vec![],
    };
    let ends = starts.iter().skip(1).copied().chain([heads.len()]);
    let people: Vec<Side<'a>> = starts
        .iter()
        .zip(ends)
        .map(|(start, end)| Side { heads: *start..end, label: label_of(&cells[*start], lexicon).or(list) })
        .collect();
    (telling && !people.is_empty()).then_some(Columns { heads, people })
}

/// The mark that stands before the name of a row: `x   Anna Berg`, `-   Bo Ek`.
fn mark_before<'a>(cells: &[Placed<'a>], starts: &Starts<'a, '_>) -> Option<&'a str> {
    let [mark, name, ..] = cells else { return None };
    let near = name.cell.column <= mark.cell.column + MARK_WIDTH;
    let marks = near && is_mark(mark.cell.text, starts.lexicon) && starts.is_person(name.cell.text);
    marks.then_some(mark.cell.text)
}

/// Heads with one space between them, as where columns are narrow: `Parti Närv`. `Frånvarande ledamöter` is one list.
fn apart<'a>(placed: Placed<'a>, lexicon: &Lexicon) -> Vec<Placed<'a>> {
    let text = placed.cell.text;
    if is_head(text, lexicon) || !are_heads(text, lexicon) || label_of(&placed, lexicon).is_some() {
        return vec![placed];
    }
    let words = text.split(' ').map(|word| {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        let column = placed.cell.column + text[..at].chars().count();
        Placed { cell: Cell { text: word, start: placed.cell.start + at, column }, index: placed.index }
    });
    words.collect()
}

/// Whether `text` heads a column.
fn is_head(text: &str, lexicon: &Lexicon) -> bool {
    lexicon.table_columns.has(text.trim_end_matches(':'))
}

/// Whether each word of `text` heads a column.
fn are_heads(text: &str, lexicon: &Lexicon) -> bool {
    text.contains(' ') && split_at_blanks(text).all(|word| lexicon.table_columns.has(word))
}

fn label_of<'a>(placed: &Placed<'a>, lexicon: &Lexicon) -> Option<(Label, &'a str)> {
    let text = placed.cell.text;
    fields::label(text, lexicon).map(|label| (label, text)).filter(|(label, _)| is_people(*label))
}

/// The heads of a table whose columns are points: `§ 1–2`, `§ 3`, `§ 4–7`.
fn item_heads(row: &Row<'_>, lexicon: &Lexicon) -> Option<Vec<Head<Vec<Stretch>>>> {
    // Two or more have a number, and no more than one is without.
    let begins = |cell: Cell<'_>| {
        cell.text.starts_with(|c: char| c.is_ascii_digit()) || numbers::begins_with_sign(cell.text, lexicon)
    };
    if !row.line.may_have_number() {
        return None;
    }
    let (mut with, mut without) = (0, 0);
    for cell in row.line.cells() {
        *if begins(cell) { &mut with } else { &mut without } += 1;
        if without > 1 {
            return None;
        }
    }
    if with < 2 {
        return None;
    }
    let cells = placed(row);
    let heads: Vec<Head<Vec<Stretch>>> = cells
        .iter()
        .filter_map(|placed| {
            let (stretches, rest) = numbers::stretches(placed.cell.text, lexicon)?;
            rest.is_empty().then_some(Head {
                kind: stretches,
                column: placed.cell.column,
                width: placed.cell.text.chars().count(),
                index: placed.index,
            })
        })
        .collect();
    (heads.len() >= 2 && heads.len() + 1 >= cells.len()).then_some(heads)
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
    if let Some(columns) = columns(&rows[at], lexicon) {
        if are_lists_beside(&rows[at + 1..to], &columns, starts) {
            return None;
        }
        let label = label();
        // A list of votes alone says nothing of who was there, unless it is called so.
        if columns.is_of_votes() && label.is_none() {
            return None;
        }
        return Some(Table { rows, starts, lexicon, label, people }.columns(at + 1, to, columns));
    }
    let heads = item_heads(&rows[at], lexicon)?;
    // Votes stand below the points, not attendance: "J  N  A".
    if rows[at + 1..to].first().is_some_and(|below| is_of_votes(below, lexicon)) {
        return None;
    }
    Some(Table { rows, starts, lexicon, label: label(), people }.points(at + 1, to, &heads))
}

/// Whether a column of deputies is a list of its own beside that of the members: its people stand below each other from
/// the first row on, and those of a table beside the member that each replaces.
fn are_lists_beside<'a>(rows: &[Row<'a>], columns: &Columns<'a>, starts: &Starts<'a, '_>) -> bool {
    let [members, deputies] = &columns.heads[..] else { return false };
    if (members.kind, deputies.kind) != (TableColumn::Name, TableColumn::Substitute) {
        return false;
    }
    let beside = |row: &Row<'a>| {
        row.line
            .cells()
            .nth(1)
            .is_some_and(|cell| cell.column.abs_diff(deputies.column) <= 2 && starts.is_person(cell.text))
    };
    let heads_list = |row: &Row<'a>| {
        row.line.cells().nth(1).is_some_and(|cell| fields::label(cell.text, starts.lexicon).is_some())
    };
    let mut list =
        rows.iter().enumerate().take_while(|(at, row)| (*at == 0 || !row.gap.is_any()) && !heads_list(row));
    let filled = list.by_ref().take_while(|(_, row)| beside(row)).count();
    filled >= 2 && !list.any(|(_, row)| beside(row))
}

/// `Ja  Nej  Avstår`, `J  N  A  J  N  A`: the heads of columns of votes, with others before them where the words
/// are written out.
fn is_of_votes(row: &Row<'_>, lexicon: &Lexicon) -> bool {
    let word = |cell: &Cell<'_>| lexicon.clues.get(cell.text).any(&[Clue::Yes, Clue::No, Clue::Abstain]);
    let letter = |cell: &Cell<'_>| matches!(cell.text, "J" | "N" | "A");
    let words = row.line.cells().filter(word).count();
    words >= 2 || row.line.cells().count() >= 2 && row.line.cells().all(|cell| word(&cell) || letter(&cell))
}

struct Table<'a, 'r> {
    rows: &'r [Row<'a>],
    starts: &'r Starts<'a, 'r>,
    lexicon: &'r Lexicon,
    label: Option<(Label, &'a str)>,
    people: &'r mut People<'a>,
}

impl<'a> Table<'a, '_> {
    fn columns(mut self, from: usize, to: usize, mut columns: Columns<'a>) -> Read {
        let mut at = from;
        while at < to {
            let row = self.rows[at];
            if let Some(again) = self::columns(&row, self.lexicon) {
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
            } else if !self.row(&row, &columns) && row.gap != Gap::None {
                break;
            }
            at += 1;
        }
        Read { end: at }
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
                TableColumn::Present | TableColumn::Absent if is_mark(cell.text, self.lexicon) => {
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
        let has = |kind: TableColumn| heads.iter().any(|head| head.kind == kind);
        // The deputy beside a member voted, and not the member.
        if substitute.is_some() && has(TableColumn::Vote) && !has(TableColumn::Present) {
            found.person.status = Status::Absent;
        }
        people::replaced(&mut found, heading, &flow, &group, self.people, self.lexicon);
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
                        || self.lexicon.attendance_marks.get(text) == Some(&AttendanceMark::Absent))
                        && found.person.status == Status::Present =>
                {
                    found.person.status = Status::Absent;
                }
                TableColumn::Absent
                    if !text.chars().all(is_dash) && found.person.status == Status::Present =>
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
            found.person.substituting_for = Some(flow_of(cell).slice(&entry.name));
            found.person.roles.retain(|role| *role != Role::Member);
            if !found.person.roles.contains(&Role::Deputy) {
                found.person.roles.insert(0, Role::Deputy);
            }
            found.person.serving = Some(true);
        }
    }

    /// A deputy who stands in the row of the member.
    fn deputy(&mut self, cell: &Cell<'a>, member: &Text<'a>, group: &Text<'a>) {
        let flow = flow_of(cell);
        let heading = Heading::of(Label::ServingDeputies, None, false);
        for entry in person::entries(flow.text(), Apart::ByLine, self.lexicon).iter().take(1) {
            let mut found = listed(entry, &flow, heading, group, self.lexicon);
            found.person.substituting_for = Some(member.clone());
            self.people.listed.push(found);
        }
    }

    /// A table whose columns are points: who has a mark in which.
    fn points(mut self, from: usize, to: usize, heads: &[Head<Vec<Stretch>>]) -> Read {
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
        Read { end: at }
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

/// The number of a row: `12`, `12.`.
pub(super) fn is_ordinal(text: &str) -> bool {
    let number = text.trim_end_matches('.');
    (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
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

/// A mark in a column: X, N, O, a dash, a tick.
fn is_mark(text: &str, lexicon: &Lexicon) -> bool {
    text.chars().count() <= 2
        && !text.is_empty()
        && text.chars().all(|c| {
            c.is_uppercase()
                || matches!(c, 'x' | 'o')
                || is_dash(c)
                || matches!(c, '✓' | '✔' | '*' | '+' | '☒')
        })
        || lexicon.attendance_marks.has(text)
}
