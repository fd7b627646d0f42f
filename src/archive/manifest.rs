//! The account of a conversion: one line of JSON for each input.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::walk::key;

/// What became of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It could not be read or written; `error` says why.
    Failed,
    /// It was read, and its output written.
    Done,
    /// It is no text but another kind of file, found in a folder; `error` says which.
    Skipped,
}

/// One line of `manifest.jsonl`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The input, as it was named or found. Bytes that are no UTF-8 are written as `\xE5`.
    pub path: String,
    /// What became of it.
    pub outcome: Outcome,
    /// Why it failed or was skipped.
    pub error: Option<String>,
    /// The size of the input in bytes.
    pub size: u64,
    /// SHA-256 of the input.
    pub sha256: Option<String>,
    /// What it was decoded from.
    pub encoding: Option<String>,
    /// The output, seen from the folder of the manifest.
    pub output: Option<String>,
    /// Where in the output its lines are, in bytes, where all inputs share one output.
    pub output_span: Option<[u64; 2]>,
    /// SHA-256 of the output, or of its lines.
    pub output_sha256: Option<String>,
    /// How many protocols were in it.
    pub documents: usize,
    /// How many diagnostics of each severity.
    pub diagnostics: Counts,
    /// The share of the characters that stand in blocks that are understood; null for an empty text.
    pub coverage: Option<f64>,
    /// How long it took, in milliseconds.
    pub milliseconds: f64,
    /// The version of the program.
    pub version: String,
    /// A checksum of the options that have a say in the output.
    pub options: String,
}

/// Diagnostics by severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Errors.
    pub error: usize,
    /// Warnings.
    pub warning: usize,
    /// Infos.
    pub info: usize,
}

/// A path as text: bytes that are no UTF-8 as `\xE5`.
pub(super) fn path_text(path: &Path) -> String {
    let mut text = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02X}")));
    }
    text
}

/// The path that [`path_text`] wrote; the text itself where nothing was escaped or the system has no such
/// names.
pub(super) fn path_from(text: &str) -> PathBuf {
    #[cfg(unix)]
    if text.contains("\\x") && !Path::new(text).exists() {
        use std::os::unix::ffi::OsStringExt;
        let mut bytes = Vec::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("\\x") {
            bytes.extend_from_slice(before.as_bytes());
            match after.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
                Some(byte) => {
                    bytes.push(byte);
                    rest = &after[2..];
                }
                None => {
                    bytes.extend_from_slice(b"\\x");
                    rest = after;
                }
            }
        }
        bytes.extend_from_slice(rest.as_bytes());
        return std::ffi::OsString::from_vec(bytes).into();
    }
    PathBuf::from(text)
}

/// The lines of a manifest, each with the offset at which it begins. A last line without an end, as a killed
/// run leaves it, is passed over.
pub(super) fn lines(file: impl Read) -> impl Iterator<Item = io::Result<(u64, Vec<u8>)>> {
    let mut reader = BufReader::new(file);
    let mut offset = 0;
    std::iter::from_fn(move || {
        let mut line = Vec::new();
        match reader.read_until(b'\n', &mut line) {
            Ok(read) if line.ends_with(b"\n") => {
                let start = offset;
                offset += read as u64;
                Some(Ok((start, line)))
            }
            Ok(_) => None,
            Err(error) => Some(Err(error)),
        }
    })
}

/// What earlier runs did, by input. Only a checksum of each path and the place of its line are in memory.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    runs: Vec<Run>,
    places: HashMap<[u8; 16], (usize, u64)>,
}

/// The files of one earlier run.
#[derive(Debug)]
struct Run {
    manifest: Mutex<BufReader<File>>,
    data: Option<Mutex<File>>,
}

impl Earlier {
    /// Adds a run; where two runs know an input, the later one counts.
    pub(super) fn add(&mut self, manifest: &Path, data: Option<&Path>) -> io::Result<()> {
        for line in lines(File::open(manifest)?) {
            let (offset, line) = line?;
            if let Ok(record) = serde_json::from_slice::<Record>(&line)
                && record.outcome == Outcome::Done
            {
                self.places.insert(key(record.path.as_bytes()), (self.runs.len(), offset));
            }
        }
        let data = data.map(File::open).transpose()?.map(Mutex::new);
        self.runs.push(Run { manifest: Mutex::new(BufReader::new(File::open(manifest)?)), data });
        Ok(())
    }

    /// What was done with `path`, and the lines that it gave where all inputs share one output.
    pub(super) fn find(&self, path: &str) -> Option<(Record, Option<Vec<u8>>)> {
        let &(run, offset) = self.places.get(&key(path.as_bytes()))?;
        let run = self.runs.get(run)?;
        let mut line = String::new();
        {
            let mut manifest = run.manifest.lock().unwrap_or_else(PoisonError::into_inner);
            manifest.seek(SeekFrom::Start(offset)).ok()?;
            manifest.read_line(&mut line).ok()?;
        }
        let record: Record = serde_json::from_str(&line).ok()?;
        let data = match (&run.data, record.output_span) {
            (Some(data), Some(span)) => {
                Some(read_span(&mut *data.lock().unwrap_or_else(PoisonError::into_inner), span).ok()?)
            }
            _ => None,
        };
        (record.path == path).then_some((record, data))
    }
}

/// The bytes of `file` from `start` to before `end`; an error where the file is shorter.
pub(super) fn read_span(mut file: impl Read + Seek, [start, end]: [u64; 2]) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(start))?;
    let len = end.saturating_sub(start);
    if file.take(len).read_to_end(&mut bytes)? as u64 == len {
        Ok(bytes)
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_last_line_is_passed_over() {
        let found: Vec<_> = lines(&b"{}\n{\"a\":1}\n{\"b"[..]).map(Result::unwrap).collect();
        assert_eq!(found, [(0, b"{}\n".to_vec()), (3, b"{\"a\":1}\n".to_vec())]);
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_no_utf8_come_back() {
        use std::os::unix::ffi::OsStrExt;
        let path = Path::new(std::ffi::OsStr::from_bytes(b"1987/n\xe4mnd.txt"));
        assert_eq!(path_text(path), "1987/n\\xE4mnd.txt");
        assert_eq!(path_from(&path_text(path)), path);
        assert_eq!(path_from("a\\xq.txt"), Path::new("a\\xq.txt"));
        assert_eq!(path_from("nämnd.txt"), Path::new("nämnd.txt"));
    }
}
