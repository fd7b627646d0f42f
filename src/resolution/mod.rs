//! What takes the whole document: one question, one file each.

pub(crate) mod roster;
