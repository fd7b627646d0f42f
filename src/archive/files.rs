//! Files that are complete or not there, and errors in words.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes `bytes` beside `target` and then gives the file its name, so that a killed run leaves no half file.
/// The name in between is the same each time, so that the next run takes the place of what a killed one left.
/// Nothing waits for the disk: after a power cut `verify` tells what is missing.
pub(super) fn write(target: &Path, bytes: &[u8]) -> io::Result<()> {
    if target.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let new = beside(target);
    let written =
        File::create(&new).and_then(|mut file| file.write_all(bytes)).and_then(|()| fs::rename(&new, target));
    if written.is_err() {
        // Best effort: what could not be written may not be removable either.
        let _ = fs::remove_file(&new);
    }
    written
}

/// A hidden name in the same folder, which no other target has and which is never too long.
pub(super) fn beside(target: &Path) -> PathBuf {
    use std::fmt::Write;
    let name = target.file_name().unwrap_or_default().as_encoded_bytes();
    let mut hidden = String::from(".protokollant-");
    for byte in super::walk::key(name) {
        // Writing to a string does not fail.
        let _ = write!(hidden, "{byte:02x}");
    }
    target.with_file_name(hidden)
}

/// What the operating system reports, in words that say what to do.
pub(super) fn explain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file; check the name and the folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied; check who may read and write it".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full; make room and run again with --resume".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => {
            "the disk may not be written to; choose another place".to_owned()
        }
        io::ErrorKind::IsADirectory => "is a folder, not a file".to_owned(),
        _ => format!("{error}; check the file and the disk"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_in_one_go() {
        let temp = tempfile::tempdir().unwrap();
        let target = temp.path().join("a.json");
        fs::write(beside(&target), "left by a killed run").unwrap();
        write(&target, b"1").unwrap();
        write(&target, b"2").unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"2");
        assert_eq!(fs::read_dir(temp.path()).unwrap().count(), 1);
        assert_eq!(write(temp.path(), b"").unwrap_err().kind(), io::ErrorKind::IsADirectory);
    }
}
