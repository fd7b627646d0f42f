//! Texts, folders of them, and finished JSON or JSON Lines of ours → documents, one after another.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use protokollant::{Document, Lexicon, SCHEMA_VERSION};

use super::input::{self, Input, Inputs};
use super::messages;

/// What is done with each document; it says whether to go on.
pub(super) type Visit<'v> = dyn FnMut(&Document<'_>) -> ControlFlow<()> + 'v;

/// Reads all inputs in their order, the files of a folder by name. Whether everything could be read; what could
/// not has had its message.
pub(super) fn each(inputs: &Inputs, lexicon: &Lexicon, visit: &mut Visit<'_>) -> bool {
    let mut complete = true;
    for input in inputs.inputs() {
        let read = match input {
            Input::File(path) if path.is_dir() => folder(path, inputs, lexicon, visit),
            input => one(input, inputs, lexicon, visit),
        };
        match read {
            ControlFlow::Continue(read) => complete &= read,
            ControlFlow::Break(()) => return false,
        }
    }
    complete
}

fn folder(path: &Path, inputs: &Inputs, lexicon: &Lexicon, visit: &mut Visit<'_>) -> ControlFlow<(), bool> {
    let mut files = Vec::new();
    let mut complete = true;
    if let Err((path, error)) = collect(path, &mut files) {
        messages::say(path.display(), messages::explain(&error));
        complete = false;
    }
    if files.is_empty() {
        messages::say(path.display(), "no texts (.txt) and no JSON (.json, .jsonl, .ndjson) in this folder");
        complete = false;
    }
    for file in files {
        complete &= one(Input::File(&file), inputs, lexicon, visit)?;
    }
    ControlFlow::Continue(complete)
}

/// The texts and JSON files below a folder, sorted; hidden ones and links to folders are left alone.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), (PathBuf, io::Error)> {
    let failed = |error| (folder.to_owned(), error);
    let mut entries =
        fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>).map_err(failed)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.file_type().map_err(failed)?.is_dir() {
            collect(&path, files)?;
        } else if is_json(&path) || path.extension().is_some_and(|ending| ending == "txt") {
            files.push(path);
        }
    }
    Ok(())
}

fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ["json", "jsonl", "ndjson"].iter().any(|json| ending == *json))
}

fn one(input: Input<'_>, inputs: &Inputs, lexicon: &Lexicon, visit: &mut Visit<'_>) -> ControlFlow<(), bool> {
    if let Input::File(path) = input
        && is_json(path)
    {
        return match File::open(path) {
            Ok(file) => json(input, &mut BufReader::new(file), visit),
            Err(error) => refuse(input, messages::explain(&error)),
        };
    }
    let bytes = input.bytes();
    let Some(protocol) = bytes.as_deref().and_then(|bytes| inputs.decode(input, bytes)) else {
        return ControlFlow::Continue(false);
    };
    if protocol.text().trim_start().starts_with(['{', '[']) && matches!(input, Input::Stdin) {
        return json(input, &mut protocol.text().as_bytes(), visit);
    }
    if protocol.is_empty() {
        input::say_empty(input);
        return ControlFlow::Continue(false);
    }
    for document in protocol.documents(lexicon) {
        visit(&document)?;
    }
    ControlFlow::Continue(true)
}

/// A document, an array of them, or one after another as JSON Lines have them; read piece by piece.
fn json(input: Input<'_>, reader: &mut dyn BufRead, visit: &mut Visit<'_>) -> ControlFlow<(), bool> {
    let first = match first_byte(reader) {
        Ok(first) => first,
        Err(error) => return refuse(input, messages::explain(&error)),
    };
    let documents: Box<dyn Iterator<Item = serde_json::Result<Document<'static>>>> = match first {
        Some(b'[') => match serde_json::from_reader::<_, Vec<_>>(reader) {
            Ok(documents) => Box::new(documents.into_iter().map(Ok)),
            Err(error) => return refuse(input, not_ours(&error)),
        },
        _ => Box::new(serde_json::Deserializer::from_reader(reader).into_iter()),
    };
    let mut read = 0;
    for document in documents {
        let document = match document {
            Ok(document) => document,
            Err(error) => return refuse(input, not_ours(&error)),
        };
        if document.schema_version != SCHEMA_VERSION {
            let version = &document.schema_version;
            return refuse(
                input,
                format!("a document of schema_version {version}; expected {SCHEMA_VERSION}"),
            );
        }
        visit(&document)?;
        read += 1;
    }
    if read == 0 { refuse(input, "no document in it") } else { ControlFlow::Continue(true) }
}

/// The first byte that is no white space, left in its place.
fn first_byte(reader: &mut dyn BufRead) -> io::Result<Option<u8>> {
    loop {
        match reader.fill_buf()?.first().copied() {
            Some(byte) if byte.is_ascii_whitespace() => reader.read_exact(&mut [0])?,
            other => return Ok(other),
        }
    }
}

fn not_ours(error: &serde_json::Error) -> String {
    format!("{error}; expected JSON or JSON Lines as `protokollant parse` writes them")
}

fn refuse(input: Input<'_>, message: impl Into<Cow<'static, str>>) -> ControlFlow<(), bool> {
    messages::say(input, message.into());
    ControlFlow::Continue(false)
}
