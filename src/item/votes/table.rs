//! Votes in tables: a row for each member with a cross under a choice, or a column of names for each.

use super::choice;
use super::counts::Counts;
use super::tally::Votes;
use crate::item::Paragraph;
use crate::item::who::{Named, Who};
use crate::lexicon::{Clue, Lexicon};
use crate::lines::{self, Cell};
use crate::model::{BallotVote, Text};

/// How long a mark under a choice is at most, in characters.
const LONGEST_MARK: usize = 2;

/// A table that votes are read from.
#[derive(Debug)]
pub(super) struct Table<'a> {
    columns: Vec<Column>,
    layout: Layout,
    /// Where the first column of the row begins, of this table or of the one before it.
    from_all: usize,
    /// Names that go on in the next row, by column.
    broken: Vec<Option<Text<'a>>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// A member to a row, with a mark.
    Marks,
    /// The names of each choice below each other.
    Names,
}

#[derive(Debug, Clone, Copy)]
struct Column {
    choice: BallotVote,
    start: usize,
    end: usize,
}

/// The cells of a row, at the columns of their page.
pub(super) fn cells<'a>(row: &Paragraph<'_>, source: &'a str) -> Vec<Cell<'a>> {
    let start = source
        .get(..row.span.start)
        .and_then(|before| before.rfind(['\n', '\r', '\x0c']))
        .map_or(0, |at| at + 1);
    let line = source.get(start..row.span.end).unwrap_or_default();
    let lines = lines::split(line, start);
    lines.iter().flat_map(|line| line.cells()).filter(|cell| cell.start >= row.span.start).collect()
}

impl<'a> Table<'a> {
    /// The table that a row heads, if both sides have a column in it.
    pub(super) fn header(cells: &[Cell<'_>], lexicon: &Lexicon) -> Option<Self> {
        let mut columns = Vec::new();
        for cell in cells {
            let mut at = 0;
            for word in cell.text.split(' ') {
                let clues = lexicon
                    .clues
                    .get(word.split(['-', '–']).next().unwrap_or_default().trim_matches([':', '.']));
                let start = cell.column + cell.text.get(..at).map_or(0, |before| before.chars().count());
                if let Some(choice) = choice(clues) {
                    columns.push(Column { choice, start, end: start + word.chars().count() });
                }
                at += word.len() + 1;
            }
        }
        let has = |choice| columns.iter().any(|column| column.choice == choice);
        let heads =
            has(BallotVote::Yes) && has(BallotVote::No) && cells.iter().all(|cell| cell.text.len() < 40);
        let layout = match (cells.first(), columns.first()) {
            (Some(cell), Some(column)) if cell.column == column.start => Layout::Names,
            _ => Layout::Marks,
        };
        let from_all = columns.first().map_or(0, |column| column.start);
        heads.then(|| Self { broken: vec![None; columns.len()], columns, layout, from_all })
    }

    /// The tables that a row heads whose choices come again: one for each vote.
    pub(super) fn beside_each_other(cells: &[Cell<'_>], lexicon: &Lexicon) -> Vec<Self> {
        let Some(whole) = Self::header(cells, lexicon).filter(|table| table.layout == Layout::Marks) else {
            return Vec::new();
        };
        let mut tables: Vec<Self> = Vec::new();
        for column in &whole.columns {
            let again = |table: &Self| table.columns.iter().any(|known| known.choice == column.choice);
            if tables.last().is_none_or(again) {
                let from_all = whole.columns[0].start;
                tables.push(Self { columns: vec![], broken: vec![], layout: Layout::Marks, from_all });
            }
            if let Some(table) = tables.last_mut() {
                table.columns.push(*column);
                table.broken.push(None);
            }
        }
        tables
    }

    /// Where the columns of the first table in the row begin: what stands before is who votes.
    pub(super) fn first_of_all(&self) -> usize {
        self.from_all.saturating_sub(LONGEST_MARK)
    }

    /// Whether the columns of the choices stand below a cell of the row above.
    pub(super) fn is_below(&self, cell: &Cell<'_>) -> bool {
        let (first, last) = (self.columns.first(), self.columns.last());
        first
            .zip(last)
            .is_some_and(|(first, last)| cell.column <= last.end && first.start <= cell.end_column())
    }

    /// Whether a cell stands under one of the choices.
    pub(super) fn holds(&self, cell: &Cell<'_>) -> bool {
        let (first, last) = (self.columns.first(), self.columns.last());
        first.is_some_and(|first| cell.end_column() + LONGEST_MARK >= first.start)
            && last.is_some_and(|last| cell.column <= last.end + LONGEST_MARK)
    }

    /// Whether the names of each choice stand below each other.
    pub(super) fn is_of_names(&self) -> bool {
        self.layout == Layout::Names
    }

    /// Takes a paragraph for rows that hold nothing but names, if it is that.
    pub(super) fn column_of_names(
        &mut self,
        paragraph: &Paragraph<'_>,
        source: &'a str,
        who: Who<'_, 'a>,
        votes: &mut Votes<'a>,
    ) -> bool {
        let cells = cells(paragraph, source);
        let names = !cells.is_empty() && cells.iter().all(|cell| person(&cell.text.into(), who).is_some());
        if names {
            self.names(&cells, who, votes);
        }
        names
    }

    /// Takes one row below the header; tells whether it holds votes, or what goes with them.
    pub(super) fn row(&mut self, cells: &[Cell<'a>], who: Who<'_, 'a>, votes: &mut Votes<'a>) -> bool {
        let first = cells.first().map(|cell| cell.text).unwrap_or_default();
        let label =
            who.lexicon.clues.get(first.split(' ').next().unwrap_or_default().trim_matches([':', '.']));
        if label.has(Clue::CarriedOver) {
            return true;
        }
        let numbers = cells.iter().filter(|cell| cell.text.parse::<u32>().is_ok()).count();
        if label.has(Clue::Sum) || numbers >= 2 {
            self.sums(cells, votes);
            return true;
        }
        let marked = self.marked(cells);
        if self.layout == Layout::Names && marked.is_none() {
            return self.names(cells, who, votes);
        }
        let voted =
            marked.and_then(|(choice, at)| Some((choice, member(cells.get(..at).unwrap_or_default(), who)?)));
        if let Some((choice, person)) = voted {
            votes.add_ballot(choice, person);
            return true;
        }
        false
    }

    /// The choice that a mark stands under, and which cell the mark is.
    fn marked(&self, cells: &[Cell<'_>]) -> Option<(BallotVote, usize)> {
        let first = self.columns.first()?.start;
        let (at, mark) = cells.iter().enumerate().skip(1).rev().find(|(_, cell)| {
            cell.text.chars().count() <= LONGEST_MARK
                && cell.end_column() + 1 >= first
                && !cell.text.contains('-')
        })?;
        self.column(mark.column, mark.end_column()).map(|column| (self.columns[column].choice, at))
    }

    /// The column nearest to a cell.
    fn column(&self, start: usize, end: usize) -> Option<usize> {
        let middle = |start: usize, end: usize| start + end;
        let near = |column: &Column| middle(column.start, column.end).abs_diff(middle(start, end));
        (0..self.columns.len()).min_by_key(|&at| near(&self.columns[at]))
    }

    /// The sums at the end.
    fn sums(&self, cells: &[Cell<'_>], votes: &mut Votes<'a>) {
        let mut counts = Counts::default();
        for cell in cells {
            if let (Ok(number), Some(column)) =
                (cell.text.parse(), self.column(cell.column, cell.end_column()))
            {
                *counts.slot(self.columns[column].choice) = Some(number);
            }
        }
        if let Some(vote) = votes.all.last_mut()
            && counts.fits(vote)
        {
            counts.fill(vote);
        }
    }

    /// Takes a row of names, each under its choice, and tells whether somebody is named; a name that is broken at the end
    /// of a row goes on in the next.
    fn names(&mut self, cells: &[Cell<'a>], who: Who<'_, 'a>, votes: &mut Votes<'a>) -> bool {
        let mut is_named = false;
        for cell in cells {
            let near = |at: &usize| self.columns[*at].start.abs_diff(cell.column);
            let Some(at) = (0..self.columns.len()).min_by_key(near) else { continue };
            let text: Text<'a> = match self.broken[at].take() {
                None => cell.text.into(),
                Some(before) if before.ends_with(['-', '–']) => format!("{before}{}", cell.text).into(),
                Some(before) => format!("{before} {}", cell.text).into(),
            };
            match person(&text, who) {
                Some(person) if !text.ends_with(['-', '–', ',']) => {
                    votes.add_ballot(self.columns[at].choice, person);
                    is_named = true;
                }
                _ if text.len() < 80 => self.broken[at] = Some(text),
                _ => {}
            }
        }
        is_named
    }
}

/// The member in the cells before a mark: a name, and a party behind it or in a cell of its own.
fn member<'a>(cells: &[Cell<'a>], who: Who<'_, 'a>) -> Option<Named<'a>> {
    // What they vote for may stand before them: `Norrby 1:14   Anna Berg`.
    let named = |cell: &Cell<'a>| {
        let is_long = cell.text.chars().filter(|c| c.is_alphabetic()).count() > 3;
        is_long.then(|| person(&cell.text.into(), who))?
    };
    let (at, mut named) = cells.iter().enumerate().find_map(|(at, cell)| Some((at, named(cell)?)))?;
    if named.party.is_none() {
        let party = cells.get(at + 1).map(|cell| cell.text.trim_matches(['(', ')']));
        named.party = party.filter(|party| party.chars().count() <= 5 && !party.is_empty()).map(|party| {
            match who.lexicon.parties.get(party) {
                Some(usual) if **usual != *party => Text::Owned(String::from(&**usual)),
                _ => Text::Borrowed(party),
            }
        });
    }
    Some(named)
}

/// The person that a cell names, and nothing else.
pub(super) fn person<'a>(text: &Text<'a>, who: Who<'_, 'a>) -> Option<Named<'a>> {
    let start = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ' | ')'));
    let (people, rest) = who.list(start);
    let [mention] = people.as_slice() else { return None };
    let rest = rest.trim_matches([' ', ',', '.']);
    let role = rest.is_empty() || who.lexicon.roles.has(rest);
    role.then(|| who.name_in(mention, text)).flatten()
}

#[cfg(test)]
mod tests {
    use crate::item::votes::testing::votes;

    #[test]
    fn tables_of_names() {
        let crosses = "Ledamot          Parti  Ja   Nej   Avst   Frånv\n\
                       Eva Lund         S      X\n\
                       Transport               1    0     0      0\n\
                       Ledamot          Parti  Ja   Nej   Avst   Frånv\n\
                       Nils von Ahl     M           X\n\
                       Åsa Öst          SD                X\n\
                       Bo Ek            V                        X\n\
                       Summa                   1    1     1      1";
        assert_eq!(
            votes(crosses),
            ["1 1 1 1 Eva Lund/S=Yes, Nils von Ahl/M=No, Åsa Öst/SD=Abstain, Bo Ek/V=Absent"]
        );
        let columns = "Ja-röster             Nej-röster           Avstår\n\
                       Eva Lund (S)          Åsa Öst (M)          Bo Ek (L)\n\
                       Nils Ahl-             Siw Rask (M)\n\
                       Bergström (C)         Ulf Ro (M)";
        assert_eq!(
            votes(columns),
            [
                "2 3 1 - Eva Lund/S=Yes, Åsa Öst/M=No, Bo Ek/L=Abstain, Siw Rask/M=No, Nils Ahl-Bergström/C=Yes, Ulf Ro/M=No"
            ]
        );
    }
}
