//! `protokollant` reads the plain text of Swedish meeting minutes (*protokoll*) into a [`Document`].
//!
//! The way of the data, one direction, one folder each:
//!
//! ```text
//! text/        bytes in any encoding        → decoded text
//! lines/       text                         → lines, with page furniture found
//! blocks/      lines                        → header, people, points, signatures
//! grammar/     a piece of a line            → person, date, time, number, reference
//! item/        the body of a point          → decisions, votes, motions, statements
//! resolution/  the whole document           → who chairs, who presents, who signs, which year
//! checks/      the document                 → diagnostics
//! model/       the document itself; output/ writes it; lexicon/ holds every Swedish word
//! export/      the document              → archive XML, tables, a database, a search index
//! archive/     folders and streams of texts → documents, with an account of each
//! ```

#[cfg(feature = "archive")]
pub mod archive;
mod blocks;
mod checks;
mod eights;
#[cfg(feature = "export")]
pub mod export;
mod grammar;
mod item;
pub mod lexicon;
mod lines;
pub mod model;
pub mod output;
mod resolution;
mod room;
pub mod text;

pub use lexicon::{Lexicon, LexiconError};
pub use model::*;

/// Reads a protocol with the built-in words.
///
/// It never fails: whatever the text is, there is a document, and its diagnostics say what is odd.
pub fn parse(text: &str) -> Document<'_> {
    parse_with(text, Lexicon::built_in())
}

/// Reads a protocol with a lexicon of one's own; see [`Lexicon::extended`].
pub fn parse_with<'a>(text: &'a str, lexicon: &Lexicon) -> Document<'a> {
    blocks::read(text, 0..text.len(), lexicon)
}

/// Reads every protocol of a text that holds several, such as a protocol book typed off.
///
/// There is always at least one document. Of several, each has its number in [`Source::part`].
pub fn parse_all<'a>(text: &'a str, lexicon: &Lexicon) -> Vec<Document<'a>> {
    blocks::read_all(text, lexicon)
}

/// The examples of the README are run with those of this documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
