//! What stands under a label, row by row.

use std::ops::{Deref, Range};

use crate::lines::Cell;
use crate::lines::rows::Gap;
use crate::room;

/// The rows under a label. They read as a slice.
#[derive(Debug, Clone)]
pub(crate) enum Values<'a> {
    Kept(Vec<Value<'a>>),
    /// The places of the rows, where they have been read and given back.
    Places(Box<[Range<usize>]>),
}

impl<'a> Values<'a> {
    /// Gives back all but the places, where there are many: whoever has read them needs no more.
    pub(crate) fn give_back(&mut self) {
        if self.len() < room::MANY {
            return;
        }
        let mut places: Vec<Range<usize>> = Vec::new();
        for at in self.rows() {
            match places.last_mut() {
                Some(last) if last.end == at => last.end += 1,
                _ => places.push(at..at + 1),
            }
        }
        *self = Self::Places(places.into());
    }

    /// The indices of the rows.
    pub(crate) fn rows(&self) -> impl Iterator<Item = usize> + '_ {
        let places: &[Range<usize>] = match self {
            Self::Kept(_) => &[],
            Self::Places(places) => places,
        };
        self.iter().map(|value| value.row).chain(places.iter().flat_map(Clone::clone))
    }

    /// Whether nothing stands under the label.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows().next().is_none()
    }

    /// Puts a cell of the row `row` behind the others. Of what has been given back nothing is read any more.
    pub(super) fn put(&mut self, cell: Cell<'a>, gap: Gap, row: usize) {
        let Self::Kept(values) = self else { return };
        match values.last_mut() {
            Some(value) if value.row == row => value.cells.push(cell),
            _ => room::push(values, Value { cells: RowCells::One(cell), gap, row }),
        }
    }

    pub(super) fn extend(&mut self, more: Vec<Value<'a>>) {
        let Self::Kept(values) = self else { return };
        match values.is_empty() {
            true => *values = more,
            false => values.extend(more),
        }
    }
}

impl Default for Values<'_> {
    fn default() -> Self {
        Self::Kept(Vec::new())
    }
}

impl<'a> Deref for Values<'a> {
    type Target = [Value<'a>];

    fn deref(&self) -> &[Value<'a>] {
        match self {
            Self::Kept(values) => values,
            Self::Places(_) => &[],
        }
    }
}

impl<'v, 'a> IntoIterator for &'v Values<'a> {
    type Item = &'v Value<'a>;
    type IntoIter = std::slice::Iter<'v, Value<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// One row of a value.
#[derive(Debug, Clone)]
pub(crate) struct Value<'a> {
    pub(crate) cells: RowCells<'a>,
    pub(crate) gap: Gap,
    /// The index of its row.
    pub(crate) row: usize,
}

/// One cell or more of a row: nearly all rows have one, which stands in place.
#[derive(Debug, Clone)]
pub(crate) enum RowCells<'a> {
    One(Cell<'a>),
    Several(Vec<Cell<'a>>),
}

impl<'a> RowCells<'a> {
    pub(super) fn of(cells: &[Cell<'a>]) -> Self {
        match cells {
            [only] => Self::One(*only),
            several => Self::Several(several.to_vec()),
        }
    }

    fn push(&mut self, cell: Cell<'a>) {
        match self {
            Self::One(first) => *self = Self::Several(vec![*first, cell]),
            Self::Several(cells) => cells.push(cell),
        }
    }
}

impl<'a> Deref for RowCells<'a> {
    type Target = [Cell<'a>];

    fn deref(&self) -> &[Cell<'a>] {
        match self {
            Self::One(cell) => std::slice::from_ref(cell),
            Self::Several(cells) => cells,
        }
    }
}

impl<'c, 'a> IntoIterator for &'c RowCells<'a> {
    type Item = &'c Cell<'a>;
    type IntoIter = std::slice::Iter<'c, Cell<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
