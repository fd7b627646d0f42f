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

/// A destination of data.
pub(super) enum Output {
    /// Buffered, because standard output by itself writes line by line.
    Stdout(BufWriter<io::StdoutLock<'static>>),
    /// A new file beside the one it replaces when it is complete.
    File { target: PathBuf, new: BufWriter<NamedTempFile> },
    /// A device or a pipe: it cannot be replaced.
    Device { target: PathBuf, file: BufWriter<fs::File> },
}

impl Output {
    pub(super) fn stdout() -> Self {
        Self::Stdout(BufWriter::new(io::stdout().lock()))
    }

    /// Opens `path`; `None` after a message that says why it cannot be written.
    pub(super) fn file(path: &Path) -> Option<Self> {
        match Self::open(path) {
            Ok(output) => Some(output),
            Err(error) => {
                say_unwritable(path, &error);
                None
            }
        }
    }

    fn open(path: &Path) -> io::Result<Self> {
        // A link stays a link: what it points to is replaced.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        match fs::metadata(&target) {
            Ok(old) if old.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Ok(old) if !old.is_file() => {
                let file = BufWriter::new(fs::OpenOptions::new().write(true).open(&target)?);
                return Ok(Self::Device { target, file });
            }
            _ => {}
        }
        let folder = target.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
        let new = BufWriter::new(new_file().tempfile_in(folder)?);
        Ok(Self::File { target, new })
    }

    /// Puts a file in its place; `Ok(false)` after a message that it cannot be written.
    pub(super) fn finish(self) -> io::Result<bool> {
        match self {
            Self::Stdout(mut stdout) => stdout.flush().map(|()| true),
            Self::Device { target, mut file } => Ok(written(&target, file.flush())),
            Self::File { target, new } => {
                let done = new.into_inner().map_err(io::IntoInnerError::into_error).and_then(|new| {
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
        match self {
            Self::Stdout(_) => Err(error),
            Self::File { target, .. } | Self::Device { target, .. } => {
                say_unwritable(target, &error);
                Ok(())
            }
        }
    }
}

impl Write for Output {
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
