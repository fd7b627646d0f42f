//! Rows of values: which value stands under which label.

use super::kinds::Kind;
use super::label::is_people;
use super::values::{RowCells, Value};
use super::{Field, LONGEST_GROUP, Reader, span_column};
use crate::grammar::conjunction;
use crate::lexicon::Label;
use crate::lines::Cell;
use crate::lines::rows::Gap;
use crate::model::Span;
use crate::room;

/// How many rows that wrap are asked whether they have columns.
const MOST_WRAPPED: usize = 16;

/// Up to which column a full row goes at least.
const NARROWEST_FULL: usize = 45;

impl<'a> Reader<'a, '_> {
    /// The open column of people that begins at `column`.
    pub(super) fn people_column(&self, column: usize) -> Option<(usize, usize)> {
        let here = |(begin, field): &&(usize, usize)| {
            begin.abs_diff(column) <= 2 && is_people(self.found.fields[*field].label)
        };
        self.columns.iter().find(here).copied()
    }

    /// Whether a column of people may begin within a cell: a glance before [`Self::by_columns`].
    pub(super) fn may_be_cut(&self, cell: &Cell<'a>) -> bool {
        let within = |begin: usize| begin > cell.column + 2 && begin < cell.column + cell.text.len();
        let cuts =
            |(begin, field): &(usize, usize)| within(*begin) && is_people(self.found.fields[*field].label);
        self.columns.len() > 1 && self.columns.iter().any(cuts)
    }

    /// A cell as the pieces that stand in columns of people, where a full column left one space to the next:
    /// `Bo Ek (S), vice ordförande Eva Ask (S)`.
    pub(super) fn by_columns(&self, cell: Cell<'a>) -> Vec<Cell<'a>> {
        let mut pieces = vec![cell];
        for (begin, field) in &self.columns {
            let last = pieces[pieces.len() - 1];
            let Some(within) = begin.checked_sub(last.column).filter(|within| *within > 2) else { continue };
            let Some((at, _)) = last.text.char_indices().nth(within) else { continue };
            let (left, right) = last.text.split_at(at);
            if left.ends_with(' ')
                && is_people(self.found.fields[*field].label)
                && self.starts.is_person(right)
            {
                pieces.pop();
                pieces.push(Cell { text: left.trim_end(), ..last });
                pieces.push(Cell { text: right, start: last.start + at, column: *begin });
            }
        }
        pieces
    }

    /// Whether each of several columns has its one value: a date, a register number. What follows behind a blank row says
    /// something else.
    fn columns_are_full(&self) -> bool {
        let full = |field: &Field<'a>| {
            !field.values.is_empty()
                && matches!(
                    field.label,
                    Label::Date | Label::Reference | Label::Number | Label::Time | Label::Page
                )
        };
        self.columns.len() > 1 && self.columns.iter().all(|(_, field)| full(&self.found.fields[*field]))
    }

    /// A row of values.
    pub(super) fn values(&mut self, kinds: &[Kind<'a>], gap: Gap, at: usize) {
        let mut cells = std::mem::take(&mut self.cells);
        cells.extend(kinds.iter().filter_map(|kind| match kind {
            Kind::Value(cell) => Some(*cell),
            Kind::Label(..) | Kind::Group(..) | Kind::Both(..) => None,
        }));
        self.row_of_values(&cells, gap, at);
        cells.clear();
        self.cells = cells;
    }

    fn row_of_values(&mut self, cells: &[Cell<'a>], gap: Gap, at: usize) {
        let Some(first) = cells.first().copied() else { return };
        if let [only] = self.run[..]
            && self.groups.is_empty()
            && let Some(cell) = self.below_label(only, cells)
        {
            // The other cells of the row stand beside the label's column.
            self.run.clear();
            self.put(only, cell, gap, at);
            self.found.loose.push(at);
            return;
        }
        if !self.run.is_empty() {
            let value = Value { cells: RowCells::of(cells), gap, row: at };
            match self.groups.last_mut() {
                Some(group) if gap == Gap::None => room::push(group, value),
                _ => self.groups.push(vec![value]),
            }
            return;
        }
        if let Some(field) = self.inline.filter(|field| self.goes_on(*field, &first, gap)) {
            let field = self.group_of(field, &first).unwrap_or(field);
            self.inline = Some(field);
            cells.iter().for_each(|cell| self.put(field, *cell, gap, at));
            return;
        }
        // What begins anew behind a value in the line is no value of that label.
        if self.inline.take().is_some_and(|field| !is_people(self.found.fields[field].label)) {
            self.columns.clear();
        }
        let Some((begin, field)) = self.columns.first().copied() else {
            self.found.loose.push(at);
            return;
        };
        if self.columns.len() > 1
            && cells.len() == self.columns.len()
            && self.columns.iter().all(|(_, field)| !self.found.fields[*field].beside)
        {
            for (column, cell) in cells.iter().enumerate() {
                self.put(self.columns[column].1, *cell, gap, at);
            }
            return;
        }
        if gap.is_any() && self.columns_are_full() {
            self.columns.clear();
            self.found.loose.push(at);
            return;
        }
        if first.column + 3 < begin {
            return self.left_of_values(cells, gap, at, begin, field);
        }
        for cell in cells {
            let slot = self.columns.iter().rposition(|(begin, _)| *begin <= cell.column + 2).unwrap_or(0);
            let field = self.columns[slot].1;
            self.put(field, *cell, gap, at);
        }
    }

    /// The cell right below a label that stands alone in its row, where it is not the first of its own.
    fn below_label(&self, field: usize, cells: &[Cell<'a>]) -> Option<Cell<'a>> {
        let start = self.found.fields[field].span.start;
        let at = self.rows.partition_point(|row| row.line.next <= start);
        let column = span_column(self.rows.get(at)?, start);
        let below = cells.iter().skip(1).find(|cell| cell.column.abs_diff(column) <= 2).copied();
        below.filter(|_| cells[0].column.abs_diff(column) > 2)
    }

    /// A group of its own within a list, `PRO: Åke Ek`: its field.
    fn group_of(&mut self, field: usize, cell: &Cell<'a>) -> Option<usize> {
        let (head, rest) = cell.text.split_once(": ").filter(|(head, _)| head.len() <= LONGEST_GROUP)?;
        let people = is_people(self.found.fields[field].label) && self.starts.is_person(rest.trim_start());
        if !people || self.starts.is_person(head) {
            return None;
        }
        let list = &self.found.fields[field];
        let (label, above, remote) = (list.label, list.above, list.remote);
        let new = self.field(label, head, Span::new(cell.start, cell.start + head.len()));
        let group = &mut self.found.fields[new];
        (group.above, group.remote, group.group, group.beside) = (above, remote, Some(head.into()), true);
        Some(new)
    }

    /// A cell left of the values: the name of a group, or the end of the fields.
    fn left_of_values(&mut self, cells: &[Cell<'a>], gap: Gap, at: usize, begin: usize, field: usize) {
        let is_person = |cell: &Cell<'a>| self.starts.is_person(cell.text);
        let inside = cells.iter().skip(1).any(|cell| cell.column + 3 >= begin);
        if self.goes_on_at_margin(cells, gap, at, field) {
            self.columns = vec![(cells[0].column, field)];
            self.inline = Some(field);
            cells.iter().for_each(|cell| self.put(field, *cell, gap, at));
        } else if is_person(&cells[0])
            && is_people(self.found.fields[field].label)
            && !cells[1..].iter().any(is_person)
            && inside
        {
            // Names at the margin, with what is said of them in columns.
            cells.iter().for_each(|cell| self.put(field, *cell, gap, at));
        } else if inside && matches!(self.found.fields[field].label, Label::Page | Label::Number) {
            // The number below *Nr* or *Sida*, with organ and date left of it.
            for cell in cells.iter().filter(|cell| cell.column + 3 >= begin) {
                let slot = self.columns.iter().rposition(|(begin, _)| *begin <= cell.column + 2).unwrap_or(0);
                self.put(self.columns[slot].1, *cell, gap, at);
            }
            self.found.loose.push(at);
        } else if inside {
            let old = &self.found.fields[field];
            let (label, above) = (old.label, old.above);
            let new = self.field(label, cells[0].text, cells[0].span());
            self.found.fields[new].above = above;
            self.found.fields[new].group = Some(cells[0].text.into());
            self.columns = vec![(begin, new)];
            cells.iter().skip(1).for_each(|cell| self.put(new, *cell, gap, at));
        } else if let [first] = cells
            && self.wraps_to_margin(first, gap, at, field)
        {
            self.put(field, *first, gap, at);
        } else if let [first] = cells
            && self.joins_at_margin(first, gap, at, field)
        {
            self.columns = vec![(first.column, field)];
            self.inline = Some(field);
            self.put(field, *first, gap, at);
        } else {
            self.columns.clear();
            self.found.loose.push(at);
        }
    }

    /// Whether a row right below a full one goes on with a list of people that began beside its label: typed text wraps
    /// to where the label stands.
    fn wraps_to_margin(&self, first: &Cell<'a>, gap: Gap, at: usize, field: usize) -> bool {
        let Field { label, span, values, .. } = &self.found.fields[field];
        let Some(last) = values.last() else { return false };
        let Some(end) = last.cells.last() else { return false };
        let label_at = self.rows.partition_point(|row| row.line.next <= span.start);
        is_people(*label)
            && gap == Gap::None
            && last.row + 1 == at
            && end.end_column() > NARROWEST_FULL
            && first.column == span_column(&self.rows[label_at], span.start)
            && (values.len() > 1 || label_at == last.row)
            // The rows before have been asked as they came.
            && values.iter().rev().take(MOST_WRAPPED).all(|value| value.cells.len() == 1)
    }

    /// Whether a sentence at the margin joins more people to the list above: `samt suppleanterna herrar Ek och Ask`.
    fn joins_at_margin(&self, first: &Cell<'a>, gap: Gap, at: usize, field: usize) -> bool {
        let Field { label, values, .. } = &self.found.fields[field];
        is_people(*label)
            && gap == Gap::None
            && values.last().is_some_and(|last| last.row + 1 == at)
            && conjunction(first.text, self.lexicon).is_some_and(|next| self.starts.is_person(next))
    }

    /// Whether the row below a label with its value goes on with that, though it stands at the margin: where a text has lost
    /// its indentation. Another person goes on with a list, and words that begin small with any value.
    fn goes_on_at_margin(&self, cells: &[Cell<'a>], gap: Gap, at: usize, field: usize) -> bool {
        let Field { label, span, values, .. } = &self.found.fields[field];
        let ([only], Some(first)) = (&values[..], cells.first()) else { return false };
        let follows = gap == Gap::None && only.row + 1 == at && self.columns.len() == 1;
        let goes_on = || {
            cells.len() == 1 && first.text.starts_with(|c: char| c.is_lowercase() || matches!(c, '(' | '§'))
        };
        let person = || {
            let mut others = cells[1..].iter();
            is_people(*label)
                && self.found.fields[field].group.is_none()
                && cells.len() <= only.cells.len()
                && self.starts.is_entry(only.cells[0].text)
                && self.starts.is_entry(first.text)
                && !others.any(|cell| self.starts.is_person(cell.text))
        };
        follows && first.column == span_column(&self.rows[only.row], span.start) && (goes_on() || person())
    }

    /// Whether a value that began in the line of its label goes on in the next row. A row that begins anew with
    /// a capital goes on only in lists, and in lines that were full.
    fn goes_on(&self, field: usize, first: &Cell<'a>, gap: Gap) -> bool {
        let list = is_people(self.found.fields[field].label);
        let last = self.found.fields[field].values.last().and_then(|value| value.cells.last());
        let full = last.is_some_and(|cell| cell.end_column() > 60);
        let begins = first.text.starts_with(char::is_uppercase) && first.column == 0;
        gap == Gap::None && (list || full || !begins) || self.is_unfinished(field)
    }

    fn is_unfinished(&self, field: usize) -> bool {
        let last = self.found.fields[field].values.last().and_then(|value| value.cells.last());
        last.is_some_and(|cell| cell.text.ends_with([',', '-']))
    }

    pub(super) fn put(&mut self, field: usize, cell: Cell<'a>, gap: Gap, at: usize) {
        self.found.fields[field].values.put(cell, gap, at);
    }
}
