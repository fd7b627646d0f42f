//! The built-in words, as `build.rs` writes them.

use std::borrow::Cow;

use super::clues::Clues;
use super::ends::{Ends, FirstLetters, LastLetters, SkeletonEnds};
use super::table::{BuiltIn, Endings, Hashed, Word};
use super::{
    Abbreviation, AttendanceMark, ClueTable, Half, Label, LabelWord, Lexicon, Note, Reach, Section,
    SmallWord, Table, TableColumn,
};
use crate::model::{MeetingType, Role};

include!(concat!(env!("OUT_DIR"), "/built_in.rs"));
