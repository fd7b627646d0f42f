//! The heads of tables: which columns they have, and under which one a cell stands.

use std::ops::Range;

use super::super::body::join;
use super::super::fields::{self, is_people};
use crate::grammar::numbers::{self, Stretch};
use crate::grammar::person::{self, Starts};
use crate::grammar::split_at_blanks;
use crate::lexicon::{Clue, Label, LabelWord, Lexicon, TableColumn};
use crate::lines::rows::{Gap, Row};
use crate::lines::{Cell, is_piped};

/// A cell with the index of its column where tabs tell it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed<'a> {
    pub(super) cell: Cell<'a>,
    pub(super) index: Option<usize>,
}

pub(super) fn placed<'a>(row: &Row<'a>) -> Vec<Placed<'a>> {
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
pub(super) struct Head<K> {
    pub(super) kind: K,
    pub(super) column: usize,
    pub(super) width: usize,
    pub(super) index: Option<usize>,
}

/// Which head a cell stands under: by its tab, else the nearest.
pub(super) fn under<'h, K>(placed: &Placed<'_>, heads: &'h [Head<K>]) -> Option<&'h Head<K>> {
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
pub(super) struct Columns<'a> {
    pub(super) heads: Vec<Head<TableColumn>>,
    /// The people of a row: one, or a member and a deputy side by side.
    pub(super) people: Vec<Side<'a>>,
    /// Whether some of them stand in the row above, or begin there.
    pub(super) are_in_two_rows: bool,
}

/// Whether there are columns of votes, and none that says who was there.
pub(super) fn are_votes_alone(heads: &[Head<TableColumn>]) -> bool {
    let has = |kind: TableColumn| heads.iter().any(|head| head.kind == kind);
    has(TableColumn::Vote) && !has(TableColumn::Present)
}

impl Columns<'_> {
    /// Whether a column of deputies is a list of its own beside that of the members: its people stand below each other
    /// from the first row on, and those of a table beside the member that each replaces.
    pub(super) fn are_lists_beside<'a>(&self, rows: &[Row<'a>], starts: &Starts<'a, '_>) -> bool {
        let [members, deputies] = &self.heads[..] else { return false };
        if (members.kind, deputies.kind) != (TableColumn::Name, TableColumn::Substitute) {
            return false;
        }
        let second = |row: &Row<'a>| row.line.cells().nth(1);
        let beside = |row: &Row<'a>| {
            second(row)
                .is_some_and(|cell| cell.column.abs_diff(deputies.column) <= 2 && starts.is_person(cell.text))
        };
        let heads_list = |row: &Row<'a>| {
            second(row).is_some_and(|cell| fields::label(cell.text, starts.lexicon).is_some())
        };
        let mut list = rows
            .iter()
            .enumerate()
            .take_while(|(at, row)| (*at == 0 || !row.gap.is_any()) && !heads_list(row));
        let filled = list.by_ref().take_while(|(_, row)| beside(row)).count();
        filled >= 2 && !list.any(|(_, row)| beside(row))
    }
}

/// The columns that speak of one person of a row.
#[derive(Debug, Clone)]
pub(super) struct Side<'a> {
    pub(super) heads: Range<usize>,
    /// The list that the head of the first column names: *Ledamot*, *Ersättare*.
    pub(super) label: Option<(Label, &'a str)>,
}

/// The heads of columns, if `row` has them: a name or party, and something that no list has beside it. The row right
/// above it may hold the beginnings of some heads, and others alone.
pub(super) fn columns<'a>(row: &Row<'a>, above: Option<&Row<'a>>, lexicon: &Lexicon) -> Option<Columns<'a>> {
    // All but the first are heads, whatever that one is.
    let goes_on = |cell: Cell<'a>| {
        let above = above.filter(|_| cell.text.starts_with(char::is_lowercase) && row.gap == Gap::None);
        above.is_some_and(|above| wrapped(&Placed { cell, index: None }, &placed(above), lexicon).is_some())
    };
    let is_head =
        |cell: Cell<'a>| is_head(cell.text, lexicon) || are_heads(cell.text, lexicon) || goes_on(cell);
    // One may have a head that nobody knows, among several that are known.
    let known = row.line.cells().skip(1).filter(|cell| is_head(*cell)).count();
    let unknown = row.line.cells().skip(1).count() - known;
    if unknown > usize::from(known >= FEWEST_KNOWN) {
        return None;
    }
    let mut cells = placed(row);
    if cells.len() < 2 {
        return None;
    }
    cells = cells.into_iter().flat_map(|placed| apart(placed, lexicon)).collect();
    // A label of people beside the heads: "Närvarande   Namn   Uppdrag".
    let beside = cells.len() > 2
        && cells.get(1).and_then(|second| column(second, lexicon)) == Some(TableColumn::Name)
        && cells.first().and_then(|first| column(first, lexicon)) != Some(TableColumn::Name);
    let list = cells.first().filter(|_| beside).and_then(|first| label_of(first, lexicon));
    if list.is_some() {
        cells.remove(0);
    }
    let above = above.map(placed).filter(|_| row.gap == Gap::None).unwrap_or_default();
    let own = cells.len();
    insert_from_above(&mut cells, &above, lexicon);
    // The first may be something else; it takes longest to tell.
    let is_head = |placed: &Placed<'a>| {
        let known = column(placed, lexicon).or_else(|| wrapped(placed, &above, lexicon));
        known.or_else(|| unknown_head(placed, lexicon).filter(|_| unknown == 1))
    };
    if cells.iter().skip(1).any(|placed| is_head(placed).is_none()) {
        return None;
    }
    let heads: Vec<Head<TableColumn>> =
        cells.iter().enumerate().filter_map(|(at, placed)| head(at, placed, &above, lexicon)).collect();
    if cells.len() < 2 || heads.len() != cells.len() || !tell_of_presence(&heads) {
        return None;
    }
    let starts = starts_of_people(&heads);
    let ends = starts.iter().skip(1).copied().chain([heads.len()]);
    let people: Vec<Side<'a>> = starts
        .iter()
        .zip(ends)
        .map(|(start, end)| Side { heads: *start..end, label: label_of(&cells[*start], lexicon).or(list) })
        .collect();
    let wraps = || cells.iter().any(|placed| wrapped(placed, &above, lexicon).is_some());
    let are_in_two_rows = cells.len() > own || wraps();
    (!people.is_empty()).then_some(Columns { heads, people, are_in_two_rows })
}

/// What the column holds whose head begins in the row above: `Tjänstgörande` / `ersättare`.
fn wrapped(placed: &Placed<'_>, above: &[Placed<'_>], lexicon: &Lexicon) -> Option<TableColumn> {
    let mut above = above.iter().filter(|above| are_above_each_other(above, placed));
    above.find_map(|above| {
        lexicon.table_columns.get(&join(above.cell.text, placed.cell.text, lexicon)).copied()
    })
}

/// Whether one cell stands above the other.
fn are_above_each_other(above: &Placed<'_>, below: &Placed<'_>) -> bool {
    above.cell.column < below.cell.end_column() && below.cell.column < above.cell.end_column()
}

/// Puts the heads among `cells` that stand alone in the row above, between the others: `Närv.` where `Parti` stands
/// beside and below.
fn insert_from_above<'a>(cells: &mut Vec<Placed<'a>>, above: &[Placed<'a>], lexicon: &Lexicon) {
    for alone in above {
        let at = cells.iter().position(|below| below.cell.column > alone.cell.column).unwrap_or(cells.len());
        let is_column = || column(alone, lexicon).is_some_and(|kind| kind != TableColumn::Name);
        if at > 0 && is_column() && !cells.iter().any(|below| are_above_each_other(alone, below)) {
            cells.insert(at, *alone);
        }
    }
}

/// What the column under a cell holds, where the cell is a head.
fn column(placed: &Placed<'_>, lexicon: &Lexicon) -> Option<TableColumn> {
    lexicon.table_columns.get(placed.cell.text.trim_end_matches(':')).copied()
}

/// How many heads besides the first are known at least where one is not.
const FEWEST_KNOWN: usize = 2;

/// The longest head of a column, in bytes.
const LONGEST_HEAD: usize = 40;

/// What a column holds whose head is in no list: a deputy where the word is in it (`Ersättare som inkallats`), else
/// something that is said of the person.
fn unknown_head(placed: &Placed<'_>, lexicon: &Lexicon) -> Option<TableColumn> {
    let text = placed.cell.text;
    let may_be_head = text.len() <= LONGEST_HEAD
        && text.starts_with(char::is_uppercase)
        && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '('))
        && person::start(text, lexicon).is_none();
    let of_deputies =
        split_at_blanks(text).any(|word| lexicon.label_words.get(word) == Some(&LabelWord::Deputy));
    may_be_head.then_some(if of_deputies { TableColumn::Substitute } else { TableColumn::Description })
}

/// The head that cell `at` of a row is. A list's own heading may head the names: `Beslutande   Närv.   Frånv.`
fn head(
    at: usize,
    placed: &Placed<'_>,
    above: &[Placed<'_>],
    lexicon: &Lexicon,
) -> Option<Head<TableColumn>> {
    let of_list = || (at == 0).then(|| label_of(placed, lexicon))?.map(|_| TableColumn::Name);
    let unknown = || unknown_head(placed, lexicon).filter(|_| at > 0);
    let kind = wrapped(placed, above, lexicon)
        .or_else(|| column(placed, lexicon))
        .or_else(of_list)
        .or_else(unknown)?;
    let width = placed.cell.text.chars().count();
    Some(Head { kind, column: placed.cell.column, width, index: placed.index })
}

/// Whether columns say something of people: names with nothing beside them do not.
fn tell_of_presence(heads: &[Head<TableColumn>]) -> bool {
    use TableColumn::*;
    let has = |kind: TableColumn| heads.iter().any(|head| head.kind == kind);
    has(Party)
        || has(Description)
        || has(Items)
        || has(SubstitutingFor)
        || has(Present) && (has(Absent) || has(Name))
        || has(Substitute) && has(Name)
}

/// In which columns the people of a row begin.
fn starts_of_people(heads: &[Head<TableColumn>]) -> Vec<usize> {
    let is = |at: &usize, kind: TableColumn| heads[*at].kind == kind;
    let all = 0..heads.len();
    match heads[0].kind {
        TableColumn::Substitute if all.clone().any(|at| is(&at, TableColumn::SubstitutingFor)) => vec![0],
        TableColumn::Name | TableColumn::Description => all.filter(|at| is(at, TableColumn::Name)).collect(),
        _ => vec![],
    }
}

/// Heads with one space between them, as where columns are narrow: `Parti Närv`. `Frånvarande ledamöter` is one list.
pub(super) fn apart<'a>(placed: Placed<'a>, lexicon: &Lexicon) -> Vec<Placed<'a>> {
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
pub(super) fn is_head(text: &str, lexicon: &Lexicon) -> bool {
    lexicon.table_columns.has(text.trim_end_matches(':'))
}

/// Whether each word of `text` heads a column.
pub(super) fn are_heads(text: &str, lexicon: &Lexicon) -> bool {
    text.contains(' ') && split_at_blanks(text).all(|word| lexicon.table_columns.has(word))
}

pub(super) fn label_of<'a>(placed: &Placed<'a>, lexicon: &Lexicon) -> Option<(Label, &'a str)> {
    let text = placed.cell.text;
    fields::label(text, lexicon).map(|label| (label, text)).filter(|(label, _)| is_people(*label))
}

/// The heads of a table whose columns are points: `§ 1–2`, `§ 3`, `§ 4–7`.
pub(super) fn item_heads(row: &Row<'_>, lexicon: &Lexicon) -> Option<Vec<Head<Vec<Stretch>>>> {
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

/// `Ja  Nej  Avstår`, `J  N  A  J  N  A`: the heads of columns of votes, with others before them where the words
/// are written out.
pub(super) fn is_of_votes(row: &Row<'_>, lexicon: &Lexicon) -> bool {
    let word = |cell: &Cell<'_>| lexicon.clues.get(cell.text).any(&[Clue::Yes, Clue::No, Clue::Abstain]);
    let letter = |cell: &Cell<'_>| matches!(cell.text, "J" | "N" | "A");
    let words = row.line.cells().filter(word).count();
    words >= 2 || row.line.cells().count() >= 2 && row.line.cells().all(|cell| word(&cell) || letter(&cell))
}
