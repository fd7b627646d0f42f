//! What can go wrong in an export, each with the file that it concerns.

use std::path::{Path, PathBuf};

use thiserror::Error;

/// An export or a search that could not be done.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ExportError {
    /// No format of that name.
    #[error("unknown format `{name}`: expected svk-mote, csv, sqlite, opensearch or postgres")]
    UnknownFormat {
        /// The name that was given.
        name: String,
    },
    /// The format writes files, and a stream was given.
    #[error("{format} writes files: say where with -o")]
    NeedsPath {
        /// The format's name.
        format: &'static str,
    },
    /// A file or folder cannot be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The stream that was given cannot be written.
    #[error("the output cannot be written: {source}")]
    Stream {
        /// What the system says.
        source: std::io::Error,
    },
    /// A table cannot be written.
    #[error("{}: {source}", path.display())]
    Csv {
        /// The table's file.
        path: PathBuf,
        /// What went wrong.
        source: csv::Error,
    },
    /// The database refuses.
    #[error("{}: {source}", path.display())]
    Sqlite {
        /// The database.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// A database that this program did not make, or another version of it did.
    #[error("{}: expected a protokollant database of layout {expected}, found {found}", path.display())]
    OtherDatabase {
        /// The database.
        path: PathBuf,
        /// The layout that this version writes.
        expected: i64,
        /// What is there instead.
        found: String,
    },
    /// A document cannot be written as JSON.
    #[error("{document}: {source}")]
    Json {
        /// The document's name.
        document: String,
        /// What went wrong.
        source: serde_json::Error,
    },
    /// The archive file is not understood.
    #[error("{}: {source}", path.display())]
    ArchiveFile {
        /// The archive file.
        path: PathBuf,
        /// Where and why.
        source: Box<toml::de::Error>,
    },
    /// An archive needs what no protocol says of itself.
    #[error("svk-mote needs what no protocol says of itself: give {} (or the same keys in --archive FILE)",
            flags.join(", "))]
    MissingArchive {
        /// The flags that would say it.
        flags: Vec<&'static str>,
    },
    /// A document does not say what the archive must know.
    #[error("{document}: the text does not say {what}: give {flag}, or `{key}` in --archive FILE")]
    MissingInDocument {
        /// How messages name the document.
        document: String,
        /// What is missing.
        what: &'static str,
        /// The flag that would say it.
        flag: &'static str,
        /// The key of the archive file.
        key: &'static str,
    },
    /// One file cannot hold two documents.
    #[error("{}: one file of svk-mote holds one protocol; give a folder to -o for more", path.display())]
    OneFile {
        /// The output file.
        path: PathBuf,
    },
    /// A search without a word.
    #[error("nothing to search for: expected a word, a \"phrase\" or a prefix*")]
    EmptyQuery,
}

impl ExportError {
    /// An error of the system about `path`.
    pub(super) fn io(path: &Path, source: std::io::Error) -> Self {
        Self::Io { path: path.to_owned(), source }
    }

    /// Whether only one document is concerned, so that the rest can go on.
    pub fn concerns_one_document(&self) -> bool {
        matches!(self, Self::MissingInDocument { .. } | Self::Json { .. })
    }
}
