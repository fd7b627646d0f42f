//! Documents for other programs: archive XML, tables, a database, a search index.
//!
//! ```text
//! document → rows     ids.rs, rows.rs: what stands in which table, under which stable id
//!          → csv      a Frictionless data package
//!          → sqlite   one file to explore, and search.rs that asks it
//!          → postgres a script for psql
//!          → opensearch  bulk lines, with the index template
//!          → svk-mote archive XML; archive.rs holds what no protocol says of itself
//! ```
//!
//! An [`Exporter`] takes one document at a time, so that a folder of any size passes through. What a
//! format has no place for comes back as [`Diagnostic`]s, never in silence. No clock and no name of a
//! machine goes into any output: the same documents in the same order give the same bytes.

mod archive;
mod csv;
mod error;
mod ids;
mod opensearch;
mod postgres;
mod rows;
mod search;
mod seen;
mod sqlite;
mod stems;
mod svk_mote;
#[cfg(test)]
mod testing;

use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::{Diagnostic, Document};

pub use archive::{Archive, ArchiveDocument, ArchiveMeetingType, OriginalFormat};
pub use error::ExportError;
pub use search::{Hit, Search, search};

/// A format that documents are handed over in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Archive XML by the Swedish Church's schema for meetings.
    SvkMote,
    /// A Frictionless tabular data package.
    Csv,
    /// One SQLite database, with full-text search.
    Sqlite,
    /// Bulk lines for OpenSearch and Elasticsearch.
    OpenSearch,
    /// A script for `psql`.
    Postgres,
}

impl Format {
    /// Every format.
    pub const ALL: &'static [Self] =
        &[Self::SvkMote, Self::Csv, Self::Sqlite, Self::OpenSearch, Self::Postgres];

    /// The format's name on the command line: `svk-mote`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SvkMote => "svk-mote",
            Self::Csv => "csv",
            Self::Sqlite => "sqlite",
            Self::OpenSearch => "opensearch",
            Self::Postgres => "postgres",
        }
    }
}

impl FromStr for Format {
    type Err = ExportError;

    fn from_str(name: &str) -> Result<Self, ExportError> {
        Self::ALL
            .iter()
            .copied()
            .find(|format| format.as_str() == name)
            .ok_or_else(|| ExportError::UnknownFormat { name: name.to_owned() })
    }
}

/// How to export.
#[derive(Debug, Clone, Default)]
pub struct ExportOptions {
    /// What an archive must be told besides, for [`Format::SvkMote`].
    pub archive: Archive,
    /// Tables as Swedish Excel opens them: a byte order mark and semicolons, for [`Format::Csv`].
    pub excel: bool,
}

/// Writes documents in one format.
pub trait Exporter {
    /// Writes one document, and says what the format has no place for.
    ///
    /// # Errors
    ///
    /// Where the output cannot be written, or the document lacks what the format must have;
    /// [`ExportError::concerns_one_document`] tells the two apart.
    fn write(&mut self, document: &Document<'_>) -> Result<Vec<Diagnostic>, ExportError>;

    /// Writes what comes last. Without it the output is not complete.
    ///
    /// # Errors
    ///
    /// Where the output cannot be written.
    fn finish(self: Box<Self>) -> Result<(), ExportError>;
}

/// Where an export goes.
pub enum Target<'a> {
    /// A file or a folder, as the format has it.
    Path(PathBuf),
    /// A stream, for [`Format::Postgres`] alone: the one format that is one text.
    Stream(Box<dyn std::io::Write + 'a>),
}

/// Begins an export.
///
/// # Errors
///
/// Where the output cannot be made, or the options lack what the format must have.
pub fn exporter<'a>(
    format: Format,
    target: Target<'a>,
    options: &ExportOptions,
) -> Result<Box<dyn Exporter + 'a>, ExportError> {
    Ok(match (format, target) {
        (Format::Postgres, Target::Stream(stream)) => Box::new(postgres::Script::new(None, stream)?),
        (Format::Postgres, Target::Path(path)) => {
            let file = std::fs::File::create(&path).map_err(|e| ExportError::io(&path, e))?;
            Box::new(postgres::Script::new(Some(path), Box::new(std::io::BufWriter::new(file)))?)
        }
        (format, Target::Stream(_)) => return Err(ExportError::NeedsPath { format: format.as_str() }),
        (Format::SvkMote, Target::Path(path)) => {
            Box::new(svk_mote::Folder::new(path, options.archive.clone())?)
        }
        (Format::Csv, Target::Path(path)) => Box::new(csv::Package::new(path, options.excel)?),
        (Format::Sqlite, Target::Path(path)) => Box::new(sqlite::Database::open(path)?),
        (Format::OpenSearch, Target::Path(path)) => Box::new(opensearch::Bulk::new(path)?),
    })
}

/// Makes the folder `path`, and the folders above it.
fn make_folder(path: &Path) -> Result<(), ExportError> {
    std::fs::create_dir_all(path).map_err(|error| ExportError::io(path, error))
}

/// How messages name a document: by its source, else as *the text*.
fn name_of(document: &Document<'_>) -> String {
    let name = document.source.name.as_deref().unwrap_or("the text");
    match document.source.part {
        Some(part) => format!("{name} (part {part})"),
        None => name.to_owned(),
    }
}
