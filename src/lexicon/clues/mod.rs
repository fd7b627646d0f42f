//! Single words inside sentences, by what they tell: *yrkar* tells of a motion, *beslöt* of a decision.
//!
//! A text is looked through once, eight letters at a time: each word gets a hash while its letters pass, upper case
//! folded on the way, and the hash is looked up. Words that mean nothing cost no more than that.
//!
//! | as written | clues |
//! | --- | --- |
//! | `yrkar`, `YRKAR` | move |
//! | `bordla\u{308}ggs` (a and two dots) | enacted, tabled, tabling |
//! | `bordl\u{fffd}ggs`, `bordlaggs` (damaged) | the same |

mod clue;
mod scan;
mod table;

pub(crate) use self::clue::{Clue, Clues};
pub(crate) use self::scan::{Hit, Met};
pub(crate) use self::table::ClueTable;

#[cfg(test)]
mod testing {
    use super::*;

    pub(super) fn table() -> ClueTable {
        let mut table = ClueTable::default();
        table.insert("yrkar", Clue::Move);
        table.insert("bordläggs", Clue::Tabled);
        table.insert("bordläggs", Clue::Enacted);
        table
    }
}
