//! Whole archives: folders of texts → a tree of documents or one file of lines, with an account of each.
//!
//! ```text
//! walk      files and folders     → inputs, in an order that is the same every time
//! ordered   inputs                → results in that order, on all cores, in bounded memory
//! convert   one input             → read, decoded, parsed, written, described in a record
//! manifest  records               → manifest.jsonl; what earlier runs did, for `resume`
//! report    the manifest          → report.csv, worst documents first
//! verify    the manifest          → whether all is there and unchanged
//! stream    lines of JSON         → a document for each, for pipes
//! ```
//!
//! Nothing is printed here. Each output is written under another name and then renamed: a killed run leaves
//! no half file, and what it did stands in `manifest.jsonl.part`, from which the next run resumes.

mod convert;
mod files;
mod manifest;
mod ordered;
mod report;
mod stream;
mod verify;
mod walk;

pub use convert::{Destination, Options, Render, Summary, convert, count};
use files::explain;
pub use manifest::{Counts, Outcome, Record};
pub use stream::{StreamOptions, StreamSummary, stream};
pub use verify::{Problem, Scope, Verified, verify};

use std::io;
use std::path::PathBuf;

/// Why a conversion cannot begin, or its account cannot be kept. What is wrong with one file is in that
/// file's [`Record`].
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// A pattern of `include` or `exclude`.
    #[error("the pattern is not understood: {0}")]
    Glob(String),
    /// The output would take the place of an input.
    #[error("{}: is read and cannot be the output too; choose another folder", .0.display())]
    OutputIsInput(PathBuf),
    /// The manifest, the report or the common output cannot be read or written.
    #[error("{}: {}", .0.display(), explain(.1))]
    Account(PathBuf, io::Error),
}
