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
//! ```

pub mod model;

pub use model::*;
