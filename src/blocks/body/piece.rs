//! A piece of a row: all of it, a cell, or what stands behind the number of a point.

use std::borrow::Cow;

use super::white_space::folded;
use crate::lines::rows::{Gap, Row};
use crate::model::{Span, Text};

/// A piece of a row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
    pub(super) column: usize,
    pub(super) gap: Gap,
    /// What [`may_have_gap`] tells of the text, or of a longer one that it is part of.
    pub(super) may_have_gap: bool,
}

impl<'a> Piece<'a> {
    pub(super) fn of(row: &Row<'a>) -> Self {
        Self {
            text: row.text(),
            start: row.line.text_start(),
            column: row.line.indent(),
            gap: row.gap,
            may_have_gap: row.line.may_have_gap(),
        }
    }

    pub(super) fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }

    /// The text with its white space folded.
    pub(super) fn folded(&self) -> Text<'a> {
        if self.may_have_gap { folded(self.text) } else { Cow::Borrowed(self.text) }
    }
}
