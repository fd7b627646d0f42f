//! What takes the whole document: one question, one file each.

pub(crate) mod adjusters;
pub(crate) mod chair;
pub(crate) mod hours;
pub(crate) mod presenters;
pub(crate) mod roster;
