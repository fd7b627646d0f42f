//! Where data goes: standard output, or a file that is complete or not there.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use protokollant::Document;
use protokollant::output::{Layout, Shape, write_items, write_json};
use tempfile::NamedTempFile;

use super::messages;

/// What stands on a line of output, as `--output` says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum What {
    /// One object for each protocol
    #[default]
    Documents,
    /// One object for each point of the agenda, with what a search index needs
    Items,
}

impl What {
    pub(super) fn write(self, to: impl Write, document: &Document<'_>, layout: Layout) -> io::Result<()> {
        match self {
            Self::Documents => write_json(to, document, layout),
            Self::Items => write_items(to, document, layout),
        }
    }

    pub(super) fn shape(self) -> Shape {
        match self {
            Self::Documents => Shape::Documents,
            Self::Items => Shape::Items,
        }
    }
}

/// Writes `text` to standard output.
pub(super) fn print(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    stdout.flush()
}

/// Where data goes, through one buffer: JSON comes in pieces of a few bytes, and standard output by itself writes line
/// by line.
pub(super) struct Output(BufWriter<Destination>);

enum Destination {
    Stdout(io::StdoutLock<'static>),
    /// A new file beside the one it replaces when it is complete.
    File {
        target: PathBuf,
        new: NamedTempFile,
    },
    /// A device or a pipe: it cannot be replaced.
    Device {
        target: PathBuf,
        file: fs::File,
    },
}

impl Output {
    pub(super) fn stdout() -> Self {
        Self(BufWriter::new(Destination::Stdout(io::stdout().lock())))
    }

    /// Opens `path`; `None` after a message that says why it cannot be written.
    pub(super) fn file(path: &Path) -> Option<Self> {
        match Destination::open(path) {
            Ok(destination) => Some(Self(BufWriter::new(destination))),
            Err(error) => {
                say_unwritable(path, &error);
                None
            }
        }
    }

    /// Puts a file in its place; `Ok(false)` after a message that it cannot be written.
    pub(super) fn finish(mut self) -> io::Result<bool> {
        let flushed = self.0.flush();
        match self.0.into_parts().0 {
            Destination::Stdout(_) => flushed.map(|()| true),
            Destination::Device { target, .. } => Ok(written(&target, flushed)),
            Destination::File { target, new } => {
                let done = flushed.and_then(|()| {
                    if let Ok(old) = fs::metadata(&target) {
                        new.as_file().set_permissions(old.permissions())?;
                    }
                    new.persist(&target).map_err(io::Error::from)
                });
                Ok(written(&target, done.map(drop)))
            }
        }
    }

    /// Deals with an error while writing: a file's is told here, standard output's goes on to the caller.
    pub(super) fn fail(&self, error: io::Error) -> io::Result<()> {
        match self.0.get_ref() {
            Destination::Stdout(_) => Err(error),
            Destination::File { target, .. } | Destination::Device { target, .. } => {
                say_unwritable(target, &error);
                Ok(())
            }
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl Destination {
    fn open(path: &Path) -> io::Result<Self> {
        // A link stays a link: what it points to is replaced.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        match fs::metadata(&target) {
            Ok(old) if old.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Ok(old) if !old.is_file() => {
                let file = fs::OpenOptions::new().write(true).open(&target)?;
                return Ok(Self::Device { target, file });
            }
            _ => {}
        }
        let folder = target.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
        let new = new_file().tempfile_in(folder)?;
        Ok(Self::File { target, new })
    }
}

impl Write for Destination {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(stdout) => stdout.write(bytes),
            Self::File { new, .. } => new.write(bytes),
            Self::Device { file, .. } => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(stdout) => stdout.flush(),
            Self::File { new, .. } => new.flush(),
            Self::Device { file, .. } => file.flush(),
        }
    }
}

/// Whether both paths lead to the same file.
pub(super) fn same_file(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other && one.is_file(),
        _ => false,
    }
}

fn written(target: &Path, result: io::Result<()>) -> bool {
    if let Err(error) = &result {
        say_unwritable(target, error);
    }
    result.is_ok()
}

fn say_unwritable(path: &Path, error: &io::Error) {
    let what = match error.kind() {
        io::ErrorKind::NotFound => "cannot be written: its folder does not exist; make it first".to_owned(),
        _ => format!("cannot be written: {}", messages::explain(error)),
    };
    messages::say(path.display(), what);
}

/// A new file with the permissions that any new file of the user has; temporary files by default are the
/// user's alone.
fn new_file() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".protokollant-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}
