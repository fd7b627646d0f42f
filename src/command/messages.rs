//! Messages to people, on standard error: `protokollant: FILE: what is wrong; what to do`.

use std::fmt::Display;
use std::io::{self, Write};

/// Writes one message about a file or stream.
///
/// Nobody can be told where standard error itself is closed; then the exit status speaks alone.
pub(super) fn say(about: impl Display, message: impl Display) {
    let _ = writeln!(io::stderr().lock(), "protokollant: {about}: {message}");
}

/// Writes a message that says itself what it is about.
pub(super) fn tell(message: impl Display) {
    let _ = writeln!(io::stderr().lock(), "protokollant: {message}");
}

/// What the operating system reports, in words that say what to do.
pub(super) fn explain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file; check the name and the folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied; check who may read and write it".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full; make room and run again".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => {
            "the disk may not be written to; choose another place".to_owned()
        }
        io::ErrorKind::IsADirectory => "is a folder, not a file; give a file's name".to_owned(),
        _ => format!("{error}; check the file and the disk"),
    }
}
