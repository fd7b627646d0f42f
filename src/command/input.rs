//! Files and standard input → decoded text with its source; a lexicon of the user's own.

use std::borrow::Cow;
use std::fmt;
use std::fs;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use protokollant::text::{self, Decoded, Encoding};
use protokollant::{Document, Lexicon, Text};

use super::messages;

// What to read, as arguments say it; the same for every subcommand that reads protocols. No comment of documentation:
// it would become what the subcommand says of itself.
#[derive(Debug, clap::Args)]
pub(super) struct Inputs {
    /// Texts to read; `-` or nothing is standard input
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,

    #[command(flatten)]
    pub(super) reading: Reading,
}

// How to read texts. No comment of documentation either.
#[derive(Debug, clap::Args)]
pub(super) struct Reading {
    /// Words of your own archive besides the built-in ones: a TOML file in the form that
    /// `protokollant lexicon` prints
    #[arg(long, value_name = "FILE")]
    pub(super) lexicon: Option<PathBuf>,

    /// The encoding of all texts, such as windows-1252, cp850, macintosh or utf-16; without it, the one
    /// that fits is found for each
    #[arg(long, value_name = "NAME")]
    pub(super) encoding: Option<Encoding>,
}

impl Inputs {
    /// The files, or standard input where none is named.
    pub(super) fn inputs(&self) -> Vec<Input<'_>> {
        if self.files.is_empty() {
            return vec![Input::Stdin];
        }
        self.files.iter().map(|file| Input::new(file)).collect()
    }

    /// Files that are read, the lexicon among them: no output may take their place.
    pub(super) fn protected(&self) -> impl Iterator<Item = &Path> {
        let files = self.files.iter().chain(&self.reading.lexicon);
        files.map(PathBuf::as_path).filter(|path| *path != Path::new("-"))
    }

    /// The words to read with; `None` after a message that the user's cannot be used.
    pub(super) fn lexicon(&self) -> Option<Cow<'static, Lexicon>> {
        self.reading.words().map(|words| words.lexicon)
    }

    /// The text that `bytes` of `input` are, without a copy where they are UTF-8; `None` after a message that
    /// says why they are none.
    pub(super) fn decode<'b>(&self, input: Input<'_>, bytes: &'b [u8]) -> Option<Protocol<'b>> {
        match text::decode(bytes, self.reading.encoding) {
            Ok(decoded) => Some(Protocol { decoded, name: input.name() }),
            Err(error) => refuse(input, error),
        }
    }
}

/// A lexicon, and what tells it from others.
pub(super) struct Words {
    pub(super) lexicon: Cow<'static, Lexicon>,
    /// SHA-256 of the user's own words; empty where there are none.
    pub(super) checksum: String,
}

impl Reading {
    /// The words to read with; `None` after a message that the user's cannot be used.
    pub(super) fn words(&self) -> Option<Words> {
        match &self.lexicon {
            Some(path) => own_words(path),
            None => Some(Words { lexicon: Cow::Borrowed(Lexicon::built_in()), checksum: String::new() }),
        }
    }
}

/// The built-in words and those of a file.
///
/// Few have one: what reading TOML takes of the stack is touched only then.
#[cold]
#[inline(never)]
fn own_words(path: &Path) -> Option<Words> {
    let toml = match fs::read(path).map(String::from_utf8) {
        Ok(Ok(toml)) => toml,
        Ok(Err(_)) => return refuse(path.display(), "the lexicon is not UTF-8; save it as UTF-8"),
        Err(error) => return refuse(path.display(), messages::explain(&error)),
    };
    match Lexicon::extended(&toml) {
        Ok(lexicon) => Some(Words { lexicon: Cow::Owned(lexicon), checksum: text::sha256(toml.as_bytes()) }),
        Err(error) => refuse(
            format_args!("{}:{}", path.display(), error.line),
            format_args!("{}; see `protokollant lexicon` for the form", error.message.trim_end()),
        ),
    }
}

fn refuse<T>(about: impl fmt::Display, message: impl fmt::Display) -> Option<T> {
    messages::say(about, message);
    None
}

/// One thing to read.
#[derive(Debug, Clone, Copy)]
pub(super) enum Input<'a> {
    Stdin,
    File(&'a Path),
}

impl<'a> Input<'a> {
    fn new(path: &'a Path) -> Self {
        if path == Path::new("-") { Self::Stdin } else { Self::File(path) }
    }

    /// Its bytes; `None` after a message that says why they cannot be read.
    pub(super) fn bytes(self) -> Option<Vec<u8>> {
        let bytes = match self {
            Self::Stdin => standard_input().map_err(Unreadable::Io),
            Self::File(path) if path.is_dir() => Err(folder(path)),
            Self::File(path) => fs::read(path).map_err(Unreadable::Io),
        };
        match bytes {
            Ok(bytes) => Some(bytes),
            Err(why) => refuse(self, why),
        }
    }

    /// What the document calls it: the path as given; standard input has no name.
    pub(super) fn name(self) -> Option<String> {
        match self {
            Self::Stdin => None,
            Self::File(path) => Some(path.to_string_lossy().into_owned()),
        }
    }
}

impl fmt::Display for Input<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stdin => f.write_str("standard input"),
            Self::File(path) => path.display().fmt(f),
        }
    }
}

/// A text, and what it is called.
#[derive(Debug)]
pub(super) struct Protocol<'b> {
    decoded: Decoded<'b>,
    name: Option<String>,
}

impl Protocol<'_> {
    pub(super) fn text(&self) -> &str {
        &self.decoded.text
    }

    /// Reads every protocol of the text, with its source filled in.
    pub(super) fn documents(&self, lexicon: &Lexicon) -> Vec<Document<'_>> {
        let mut documents = self.decoded.parse_all(lexicon);
        for document in &mut documents {
            document.source.name = self.name.as_deref().map(Text::Borrowed);
        }
        documents
    }

    /// Whether there is nothing but white space to read.
    pub(super) fn is_empty(&self) -> bool {
        self.text().trim().is_empty()
    }
}

/// What was read has nothing in it: the document says so too, but people look at messages first.
pub(super) fn say_empty(input: Input<'_>) {
    messages::say(input, "there is no text in it; recognise the text of the original and try again");
}

fn standard_input() -> io::Result<Vec<u8>> {
    let mut stdin = io::stdin().lock();
    if stdin.is_terminal() {
        messages::say("standard input", "type or paste a text, then end it with Ctrl-D (Ctrl-Z on Windows)");
    }
    let mut bytes = Vec::new();
    stdin.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A folder was given where a file should be: whether it holds texts decides what to advise.
fn folder(path: &Path) -> Unreadable {
    let is_text = |entry: fs::DirEntry| entry.path().extension().is_some_and(|end| end == "txt");
    match fs::read_dir(path).map(|mut entries| entries.any(|entry| entry.is_ok_and(is_text))) {
        Ok(true) => Unreadable::Folder,
        Ok(false) => Unreadable::FolderWithoutTexts,
        Err(error) => Unreadable::Io(error),
    }
}

/// Why a text cannot be read, and what to do.
#[derive(Debug)]
enum Unreadable {
    Io(io::Error),
    Folder,
    FolderWithoutTexts,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => f.write_str(&messages::explain(error)),
            Self::Folder => f.write_str(
                "is a folder; name the files in it, or read the whole folder with `protokollant convert`",
            ),
            Self::FolderWithoutTexts => {
                f.write_str("is a folder without texts; give files of plain text (.txt)")
            }
        }
    }
}
