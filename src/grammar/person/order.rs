//! In which order a document writes names: `Anna Berg`, or `Berg, Anna` as registers do.

use super::start;
use crate::grammar::name;
use crate::lexicon::Lexicon;

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
    /// `with_comma` are those of `cells` that have a comma at least: no other is in that order.
    pub(crate) fn of<'a>(
        with_comma: impl Iterator<Item = &'a str>,
        cells: impl Iterator<Item = &'a str>,
        lexicon: &Lexicon,
    ) -> Self {
        let inverted = with_comma.filter(|text| name::register_name(text, lexicon).is_some()).count();
        let names = || cells.filter(|text| start(text, lexicon).is_some()).count();
        if inverted >= FEWEST_INVERTED && inverted > names() { Self::FamilyFirst } else { Self::GivenFirst }
    }
}
