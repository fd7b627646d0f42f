//! Files and standard input → text with its source; a lexicon of the user's own.

use std::borrow::Cow;
use std::fmt;
use std::fs;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use protokollant::{Document, Lexicon, Source, Text};
use sha2::{Digest, Sha256};

use super::messages;

/// What to read, as arguments say it; the same for every subcommand that reads protocols.
#[derive(Debug, clap::Args)]
pub(super) struct Inputs {
    /// Texts to read; `-` or nothing is standard input
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,

    /// Words of your own archive besides the built-in ones: a TOML file in the form that
    /// `protokollant lexicon` prints
    #[arg(long, value_name = "FILE")]
    lexicon: Option<PathBuf>,
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
        self.files.iter().chain(&self.lexicon).map(PathBuf::as_path).filter(|path| *path != Path::new("-"))
    }

    /// The words to read with; `None` after a message that the user's cannot be used.
    pub(super) fn lexicon(&self) -> Option<Cow<'static, Lexicon>> {
        let Some(path) = &self.lexicon else { return Some(Cow::Borrowed(Lexicon::built_in())) };
        let toml = match fs::read(path).map(String::from_utf8) {
            Ok(Ok(toml)) => toml,
            Ok(Err(_)) => return refuse(path.display(), "the lexicon is not UTF-8; save it as UTF-8"),
            Err(error) => return refuse(path.display(), messages::explain(&error)),
        };
        match Lexicon::extended(&toml) {
            Ok(lexicon) => Some(Cow::Owned(lexicon)),
            Err(error) => refuse(
                format_args!("{}:{}", path.display(), error.line),
                format_args!("{}; see `protokollant lexicon` for the form", error.message.trim_end()),
            ),
        }
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

/// A text, and what the document says of where it came from.
#[derive(Debug)]
pub(super) struct Protocol {
    pub(super) text: String,
    name: Option<String>,
    sha256: String,
    encoding: &'static str,
    bytes: usize,
}

impl Protocol {
    /// Reads every protocol of the text, with its source filled in.
    pub(super) fn documents(&self, lexicon: &Lexicon) -> Vec<Document<'_>> {
        let mut documents = protokollant::parse_all(&self.text, lexicon);
        for document in &mut documents {
            document.source = Source {
                name: self.name.as_deref().map(Text::Borrowed),
                sha256: Some(Text::Borrowed(&self.sha256)),
                encoding: Text::Borrowed(self.encoding),
                bytes: self.bytes,
                part: document.source.part,
            };
        }
        documents
    }

    /// Whether there is nothing but white space to read.
    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// Reads one text; `None` after a message that says why it cannot be read.
pub(super) fn read(input: Input<'_>) -> Option<Protocol> {
    match bytes(input).and_then(|bytes| decode(&bytes).map(|text| (bytes, text))) {
        Ok((bytes, text)) => Some(Protocol {
            text,
            name: input.name(),
            sha256: hexadecimal(&Sha256::digest(&bytes)),
            encoding: "UTF-8",
            bytes: bytes.len(),
        }),
        Err(why) => {
            messages::say(input, why);
            None
        }
    }
}

/// What was read has nothing in it: the document says so too, but people look at messages first.
pub(super) fn say_empty(input: Input<'_>) {
    messages::say(input, "there is no text in it; recognise the text of the original and try again");
}

fn bytes(input: Input<'_>) -> Result<Vec<u8>, Unreadable> {
    match input {
        Input::Stdin => standard_input().map_err(Unreadable::Io),
        Input::File(path) if path.is_dir() => Err(folder(path)),
        Input::File(path) => fs::read(path).map_err(Unreadable::Io),
    }
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

/// Bytes → text. The one place where encodings other than UTF-8 come in.
fn decode(bytes: &[u8]) -> Result<String, Unreadable> {
    if let Some(format) = format(bytes) {
        return Err(Unreadable::Format(format));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.contains(&0) {
        return Err(Unreadable::Binary);
    }
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|error| Unreadable::Encoding(error.valid_up_to()))
}

/// Formats that hold a text and are none, by their first bytes, with what makes text of them.
const FORMATS: [(&[u8], Format); 5] = [
    (b"%PDF-", Format { name: "a PDF", advice: "extract its text first: pdftotext -layout FILE -" }),
    (
        b"PK\x03\x04",
        Format { name: "a Word, OpenDocument or zip file", advice: "save it as plain text first" },
    ),
    (b"\xD0\xCF\x11\xE0", Format { name: "an old Word file", advice: "save it as plain text first" }),
    (b"{\\rtf", Format { name: "an RTF file", advice: "save it as plain text first" }),
    (b"\x1F\x8B", Format { name: "compressed", advice: "decompress it first: gzip -dc FILE" }),
];

/// What a file is instead of a text, and what makes a text of it.
#[derive(Debug, Clone, Copy)]
struct Format {
    name: &'static str,
    advice: &'static str,
}

fn format(bytes: &[u8]) -> Option<Format> {
    FORMATS.iter().find(|(begin, _)| bytes.starts_with(begin)).map(|(_, format)| *format)
}

/// Why a text cannot be read, and what to do.
#[derive(Debug)]
enum Unreadable {
    Io(io::Error),
    Folder,
    FolderWithoutTexts,
    Format(Format),
    Binary,
    /// Not UTF-8, from this byte on.
    Encoding(usize),
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
            Self::Format(Format { name, advice }) => write!(f, "is {name}, not a text; {advice}"),
            Self::Binary => f.write_str("is a binary file, not a text; give a file of plain text"),
            Self::Encoding(at) => write!(
                f,
                "is not UTF-8 (from byte {at}); convert it first: iconv -f WINDOWS-1252 -t UTF-8 FILE"
            ),
        }
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decode_tells_texts_from_what_is_none() {
        assert_eq!(decode(b"\xEF\xBB\xBF\xC3\x85sa").unwrap(), "Åsa");
        assert_eq!(decode(b"").unwrap(), "");
        for (bytes, message) in [
            (&b"%PDF-1.7\n"[..], "is a PDF, not a text; extract its text first: pdftotext -layout FILE -"),
            (b"a\0b", "is a binary file, not a text; give a file of plain text"),
            (b"N\xE4rv", "is not UTF-8 (from byte 1); convert it first: iconv -f WINDOWS-1252 -t UTF-8 FILE"),
        ] {
            assert_eq!(decode(bytes).unwrap_err().to_string(), message);
        }
    }

    #[test]
    fn hexadecimal_is_lower_case_with_both_digits() {
        assert_eq!(hexadecimal(&[0, 10, 0xAB, 0xFF]), "000aabff");
    }
}
