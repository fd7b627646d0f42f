//! How the points of a document are laid out: where their text begins, how wide a full row is, and whether rows are
//! paragraphs, points or titles by themselves.

use std::collections::HashSet;

use crate::grammar::is_capitals;
use crate::lines::rows::{Gap, Row};

/// How far from the edge the text begins at least where titles stand in the margin.
pub(super) const NARROWEST_MARGIN: usize = 12;

/// What holds for all points of a document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layout {
    /// The column in which most of the text begins.
    pub(crate) column: usize,
    /// The width of a full row, in characters.
    pub(crate) width: usize,
    /// Whether each row is a paragraph of its own, as in text out of a word processor.
    pub(crate) unwrapped: bool,
    /// Whether hardly any row stands apart from the one before: then paragraphs end where a row has room left.
    pub(crate) close: bool,
    /// Whether most points are one row: then what stands beside the number is what was said, and no title.
    pub(crate) one_row: bool,
    /// Whether the titles stand in the margin below the numbers, and the text beside both.
    pub(crate) titles_in_margin: bool,
}

impl Layout {
    /// Measures the rows of the points; `heads` are the rows that the points begin with.
    pub(crate) fn of(rows: &[Row<'_>], heads: impl Iterator<Item = usize>) -> Self {
        let heads: Vec<usize> = heads.chain([rows.len()]).collect();
        let mut passed_heads = 0;
        let mut indents = [0_usize; 64];
        let mut widths = [0_usize; 256];
        for (at, row) in rows.iter().enumerate() {
            let is_head = heads.get(passed_heads) == Some(&at);
            passed_heads += usize::from(is_head);
            let width = row.line.text.len();
            widths[width.min(255)] += 1;
            if width <= 40 {
                continue;
            }
            let mut count = |column: usize| indents[column.min(63)] += 1;
            match is_head.then(|| text_behind_title(row)).flatten() {
                Some(column) => count(column),
                None => text_columns(row, count),
            }
        }
        let column = (0..64).max_by_key(|column| (indents[*column], 64 - column)).unwrap_or(0);
        // A few rows, of tables mostly, are wider than those of the text.
        let mut left = rows.len() / WIDER;
        let mut width = 255;
        while width > 20 && widths[width] <= left {
            left -= widths[width];
            width -= 1;
        }
        let long = widths[LONGER_THAN_PAPER..].iter().sum::<usize>();
        let apart = rows.iter().skip(1).filter(|row| matches!(row.gap, Gap::Blank | Gap::Wide)).count();
        let alone = heads.windows(2).filter(|pair| pair[1] == pair[0] + 1).count();
        Self {
            column,
            width,
            unwrapped: long * UNWRAPPED > rows.len() || long >= FEW && long * UNWRAPPED_OF_FEW > rows.len(),
            close: apart * OF_APART <= rows.len(),
            one_row: alone * 2 > heads.len(),
            titles_in_margin: titles_in_margin(rows, &heads, column),
        }
    }
}

/// Whether most numbers have the text beside them, or stand alone, and, in the row below, something of their own in the
/// margin. A heading such as *Bakgrund* comes again in other points, a title does not.
fn titles_in_margin(rows: &[Row<'_>], heads: &[usize], column: usize) -> bool {
    if column < NARROWEST_MARGIN {
        return false;
    }
    let in_two = |row: &Row<'_>| {
        let mut cells = row.line.cells();
        let (first, second) = (cells.next()?, cells.next()?);
        let beside = first.column + 3 < column && second.column.abs_diff(column) <= 1;
        (beside && cells.next().is_none()).then_some(first.text.split(' ').next()?.to_owned())
    };
    let is_alone = |row: &Row<'_>| row.line.width() < column && row.line.cells().nth(1).is_none();
    let titles: Vec<String> = heads
        .iter()
        .filter(|head| rows.get(**head).is_some_and(|row| in_two(row).is_some() || is_alone(row)))
        .filter_map(|head| rows.get(head + 1).filter(|row| row.gap == Gap::None).and_then(in_two))
        .collect();
    let distinct = titles.iter().collect::<HashSet<_>>().len();
    titles.len() >= 2 && distinct == titles.len() && titles.len() * 2 >= heads.len()
}

/// Where the text begins in a row of a table of points: `46    Öppnande    Anna Berg öppnade mötet.`
fn text_behind_title(row: &Row<'_>) -> Option<usize> {
    let mut cells = row.line.cells().skip(1);
    let (_, text) = (cells.next()?, cells.next()?);
    cells.next().is_none().then_some(text.column)
}

/// One row of so many may be wider than the width that is taken for the full one.
const WIDER: usize = 12;

/// How long a row is, in bytes, that no sheet of paper is wide enough for.
const LONGER_THAN_PAPER: usize = 130;

/// Rows are paragraphs where one of so many is that long: the others are headings, lists and short paragraphs. Where a
/// few are, fewer of them do, for protocols with nothing but short lists.
const UNWRAPPED: usize = 8;
const UNWRAPPED_OF_FEW: usize = 14;
const FEW: usize = 3;

/// Of how many rows one at most stands apart where the rows are close.
const OF_APART: usize = 50;

/// Counts where the text of a row may begin: at its edge, or behind what stands in the margin; only there where that is
/// in capitals.
fn text_columns(row: &Row<'_>, mut count: impl FnMut(usize)) {
    let indent = row.line.indent();
    // Nothing stands in the margin of a row with an indent.
    if indent > 0 || !row.line.may_have_cells() {
        return count(indent);
    }
    let mut cells = row.line.cells();
    match (cells.next(), cells.next()) {
        (Some(first), Some(second)) if first.column == 0 && cells.next().is_none() => {
            if !is_capitals(first.text) {
                count(0);
            }
            count(second.column);
        }
        _ => count(indent),
    }
}
