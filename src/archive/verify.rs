//! Whether everything that a manifest speaks of is there and unchanged.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::convert::{Destination, part};
use super::files::explain;
use super::manifest::{Outcome, Record, lines, path_from, read_span};
use super::{ArchiveError, manifest};
use crate::text::sha256;

/// What to check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The outputs.
    Outputs,
    /// The outputs, and that the inputs are those that were read.
    Everything,
}

/// Something that is not as the manifest says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The output, the input, or the manifest.
    pub path: String,
    /// What is wrong with it, and what to do.
    pub message: String,
}

/// What a check came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Verified {
    /// Outputs that are there and unchanged.
    pub intact: usize,
    /// Problems that were found.
    pub problems: usize,
    /// Inputs that have no output, because they had failed or were no texts.
    pub without_output: usize,
}

/// Checks an output by its manifest; `report` is told of each problem. Inputs are looked for by the paths
/// that they were read by.
///
/// # Errors
///
/// Where there is no manifest, or it cannot be read.
pub fn verify(
    destination: &Destination,
    scope: Scope,
    report: &mut dyn FnMut(&Problem),
) -> Result<Verified, ArchiveError> {
    let path = destination.manifest();
    let failed = |error| ArchiveError::Account(path.clone(), error);
    let manifest = match File::open(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && part(&path).exists() => {
            return Err(ArchiveError::Account(
                part(&path),
                io::Error::other("the conversion was not finished; run it again with --resume"),
            ));
        }
        opened => opened.map_err(failed)?,
    };
    let mut verified = Verified::default();
    let mut tell = |path: String, message: String| report(&Problem { path, message });
    let mut checked = 0;
    for line in lines(&manifest) {
        let (offset, line) = line.map_err(failed)?;
        checked = offset + line.len() as u64;
        let Ok(record) = serde_json::from_slice::<Record>(&line) else {
            verified.problems += 1;
            tell(
                manifest::path_text(&path),
                format!("the line at byte {offset} is no record; convert again"),
            );
            continue;
        };
        if scope == Scope::Everything
            && let Err(message) = check_input(&record)
        {
            verified.problems += 1;
            tell(record.path.clone(), message);
        }
        if record.outcome != Outcome::Done {
            verified.without_output += 1;
            continue;
        }
        match check(destination.folder(), &record) {
            Ok(()) => verified.intact += 1,
            Err(message) => {
                verified.problems += 1;
                tell(record.output.unwrap_or(record.path), message);
            }
        }
    }
    if manifest.metadata().map_err(failed)?.len() != checked {
        verified.problems += 1;
        tell(manifest::path_text(&path), "its last line is cut off; convert again".to_owned());
    }
    Ok(verified)
}

/// Whether the input of a record is the one that was read; one that could not be read has no checksum.
fn check_input(record: &Record) -> Result<(), String> {
    let Some(checksum) = &record.sha256 else { return Ok(()) };
    match fs::read(path_from(&record.path)) {
        Ok(bytes) if sha256(&bytes) == *checksum => Ok(()),
        Ok(_) => Err("has changed since it was read; convert again".to_owned()),
        Err(error) => Err(explain(&error)),
    }
}

/// Whether the output of a record is there and unchanged.
pub(super) fn is_intact(folder: &Path, record: &Record) -> bool {
    check(folder, record).is_ok()
}

fn check(folder: &Path, record: &Record) -> Result<(), String> {
    let output = record.output.as_deref().ok_or("the manifest names no output")?;
    let mut path = folder.join(output);
    if !path.exists() {
        path = folder.join(path_from(output));
    }
    let bytes = match record.output_span {
        None => fs::read(&path),
        Some(span) => File::open(&path).and_then(|file| read_span(file, span)),
    };
    match bytes {
        Ok(bytes) if Some(sha256(&bytes)) == record.output_sha256 => Ok(()),
        Ok(_) => Err(format!("has changed since it was made from {}; convert again", record.path)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(format!("is missing; it was made from {}; convert again", record.path))
        }
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            Err(format!("is shorter than it was when made from {}; convert again", record.path))
        }
        Err(error) => Err(explain(&error)),
    }
}
