//! Columns that were lost with the white space: what the words of a line say of its cells.
//!
//! Web archives and converters of PDF make one blank of many, and columns run together in one line:
//!
//! | line | its cells |
//! | --- | --- |
//! | `Norrby kommun PROTOKOLL 3 (12)` | the organization, the title, the page |
//! | `Vid protokollet Justeras` | two labels |
//! | `Carl Dal Anna Berg` below them | two names |
//! | `§ 4 Val av ombud Dnr KS 2024/12` | the head of a point, and a register number |
//!
//! A reader tells them apart by the words alone. Only a text that has no columns left is looked at, and only lines that
//! are cells from end to end are cut; what is in doubt stays as it is.

mod dates;
mod heads;
mod lists;
mod registers;
mod signing;

use crate::lexicon::Lexicon;
use crate::lines::Line;

/// Of how many lines one may have columns in a text that has lost them.
const LINES_FOR_COLUMNS: usize = 50;

/// The longest line that is cut, in bytes: dots to sign on take three each.
const LONGEST: usize = 240;

/// Lets the lines have cells again where their words tell them, if the text has lost its columns. `text` begins at `offset`
/// of the whole.
pub(super) fn restore(lines: &mut [Line<'_>], text: &str, offset: usize, lexicon: &Lexicon) {
    if !are_lost(lines) {
        return;
    }
    heads::cut(lines, lexicon);
    registers::cut(lines, lexicon);
    dates::cut(lines, lexicon);
    lists::cut(lines, lexicon);
    signing::cut(lines, text, offset, lexicon);
}

/// Whether hardly a line has columns.
fn are_lost(lines: &[Line<'_>]) -> bool {
    let most = lines.len() / LINES_FOR_COLUMNS;
    let columns = lines.iter().filter(|line| has_cells(line));
    columns.take(most + 1).count() <= most
}

/// Whether a line may be cut: it is short, and has several words and no cells.
fn may_be_cut(line: &Line<'_>) -> bool {
    let text = line.text;
    text.len() <= LONGEST && memchr::memchr(b' ', text.as_bytes()).is_some() && !has_cells(line)
}

/// Whether a line has several cells.
fn has_cells(line: &Line<'_>) -> bool {
    line.may_have_cells() && line.cells().nth(1).is_some()
}

/// Where the words of `text` begin, and its end.
fn word_starts(text: &str) -> Vec<usize> {
    let blanks = memchr::memchr_iter(b' ', text.as_bytes()).map(|at| at + 1);
    std::iter::once(0).chain(blanks).chain([text.len() + 1]).collect()
}

/// Cuts a line at `places` of its trimmed text.
fn cut_at(line: &mut Line<'_>, places: &[usize]) {
    let lead = line.text.len() - line.trimmed().len();
    let places: Vec<usize> = places.iter().map(|place| place + lead).collect();
    line.cut(&places);
}

#[cfg(test)]
mod testing {
    use super::*;
    use crate::lines::split;

    /// The cells of each line with several.
    pub(super) fn cells(text: &str) -> Vec<Vec<&str>> {
        let mut lines = split(text, 0);
        restore(&mut lines, text, 0, Lexicon::built_in());
        let cells = lines.iter().map(|line| line.cells().map(|cell| cell.text).collect::<Vec<_>>());
        cells.filter(|cells| cells.len() > 1).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::testing::cells;

    #[test]
    fn only_a_text_without_columns_is_looked_at() {
        let text = "Vid protokollet Justeras\n\nCarl Dal Anna Berg\n";
        assert_eq!(cells(text), [["Vid protokollet", "Justeras"], ["Carl Dal", "Anna Berg"]]);
        let with_columns = format!("{text}Plats     Sal A\n");
        assert_eq!(cells(&with_columns), [["Plats", "Sal A"]]);
    }
}
