//! In which order a document writes names: `Anna Berg`, or `Berg, Anna` as registers do.

use super::start;
use crate::grammar::name;
use crate::lexicon::Lexicon;
use crate::lines::rows::Row;

/// In which order the lists of a document write names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameOrder {
    /// `Anna Berg`
    GivenFirst,
    /// As registers do: `Berg, Anna`.
    FamilyFirst,
}

/// How many names in the order of registers a document has at least that writes names so.
const FEWEST_INVERTED: usize = 3;

impl NameOrder {
    /// The order of the people that the cells of a document begin with. A place (`Stadshuset, Rådssalen`) and two
    /// first names look like a name of a register too: there are more of these where it is one.
    ///
    /// The first cells of all `rows`: only those of rows with a comma are looked for, as far as that tells it.
    pub(crate) fn of<'r, 'a: 'r>(rows: impl Iterator<Item = &'r Row<'a>> + Clone, lexicon: &Lexicon) -> Self {
        let first = |row: &Row<'a>| row.line.cells().next().map(|cell| cell.text);
        let has_comma = |row: &&Row<'a>| memchr::memchr(b',', row.text().as_bytes()).is_some();
        let is_inverted = |text: &&str| name::register_name(text, lexicon).is_some();
        let inverted = rows.clone().filter(has_comma).filter_map(first).filter(is_inverted).count();
        let names = || rows.filter_map(first).filter(|text| start(text, lexicon).is_some()).count();
        if inverted >= FEWEST_INVERTED && inverted > names() { Self::FamilyFirst } else { Self::GivenFirst }
    }
}
