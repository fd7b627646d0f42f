//! Lines of JSON → lines of JSON: a text in each, a document for each, in the same order.
//!
//! | line in | line out |
//! | --- | --- |
//! | `{"id": 7, "text": "Protokoll …", "lang": "sv"}` | `{"id":7,"lang":"sv","schema_version":"1.0",…}` |
//! | the same, as items | `{"id":7,"lang":"sv","items":[{"number":"1",…},…]}` |
//! | `{"id": 8}` | `{"id":8,"error":{"line":2,"message":"there is no key \"text\""}}` |
//! | `oops` | `{"id":null,"error":{"line":3,"message":"…"}}` |
//!
//! Other keys are handed through as they were written; one that the answer has too (`source`) is handed
//! through in an object `input`. Each line is one protocol, and one line answers it whatever the shape, so
//! that counts match. A line is written and flushed as soon as those before it are, so a program that waits
//! for the answer to its line gets it. A text that had been decoded wrongly before is repaired as that of a
//! file is.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};
use std::ops::ControlFlow;

use serde::Serialize;
use serde_json::value::RawValue;

use super::ordered::ordered;
use crate::lexicon::Lexicon;
use crate::model::Document;
use crate::output::{Item, Shape, items};
use crate::text::{Encoding, decode};

/// How to read a stream.
#[derive(Debug, Clone, Copy)]
pub struct StreamOptions<'a> {
    /// The words.
    pub lexicon: &'a Lexicon,
    /// What answers a line: the document, or the points of its agenda.
    pub shape: Shape,
    /// How many threads; 0 means as many as there are processors.
    pub jobs: usize,
}

/// What a stream came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StreamSummary {
    /// Lines that came, and as many went out.
    pub lines: u64,
    /// Lines that were answered with an error.
    pub errors: u64,
}

/// Reads lines until `input` ends, and writes one line for each.
///
/// # Errors
///
/// Where `input` cannot be read or `output` cannot be written any more, a closed pipe among them.
pub fn stream(
    input: impl BufRead + Send,
    mut output: impl Write,
    options: StreamOptions<'_>,
) -> io::Result<StreamSummary> {
    let workers = match options.jobs {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        jobs => jobs,
    };
    let mut summary = StreamSummary::default();
    let mut failure = None;
    let work = |(number, line): (u64, io::Result<Vec<u8>>)| {
        line.map(|line| (number, answer(number, &line, &options)))
    };
    ordered(lines(input), workers, workers * 4, work, |result| {
        let written = match result {
            Ok(Ok((_, answer))) => {
                summary.errors += u64::from(answer.is_error);
                output.write_all(&answer.line)
            }
            Ok(Err(error)) => Err(error),
            // The number is the count: results come in order.
            Err(_) => {
                summary.errors += 1;
                let mistake = "the program made a mistake with this text; please report it";
                output.write_all(&Answer::error(None, summary.lines + 1, mistake).line)
            }
        };
        match written.and_then(|()| output.flush()) {
            Ok(()) => {
                summary.lines += 1;
                ControlFlow::Continue(())
            }
            Err(error) => {
                failure = Some(error);
                ControlFlow::Break(())
            }
        }
    });
    failure.map_or(Ok(summary), Err)
}

/// The lines with their numbers from 1; an error ends them.
fn lines(mut input: impl BufRead + Send) -> impl Iterator<Item = (u64, io::Result<Vec<u8>>)> + Send {
    let mut number = 0;
    let mut ended = false;
    std::iter::from_fn(move || {
        if ended {
            return None;
        }
        number += 1;
        let mut line = Vec::new();
        match input.read_until(b'\n', &mut line) {
            Ok(0) => None,
            Ok(_) => Some((number, Ok(line))),
            Err(error) => {
                ended = true;
                Some((number, Err(error)))
            }
        }
    })
}

struct Answer {
    line: Vec<u8>,
    is_error: bool,
}

/// The keys of a line. Values are kept as they were written, so that long numbers stay what they are.
type Keys<'a> = BTreeMap<Cow<'a, str>, &'a RawValue>;

#[derive(Serialize)]
struct Failure<'a> {
    id: Option<&'a RawValue>,
    error: Reason<'a>,
}

#[derive(Serialize)]
struct Reason<'a> {
    line: u64,
    message: &'a str,
}

#[derive(Serialize)]
struct Success<'a> {
    id: Option<&'a RawValue>,
    #[serde(flatten)]
    handed_through: Keys<'a>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    input: Keys<'a>,
    #[serde(flatten)]
    content: Content<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Content<'a> {
    Document(&'a Document<'a>),
    Items { items: Vec<Item<'a>> },
}

impl Answer {
    fn error(id: Option<&RawValue>, line: u64, message: &str) -> Self {
        let failure = Failure { id, error: Reason { line, message } };
        Self { line: json_line(&failure), is_error: true }
    }
}

/// A value as a line. Nothing here can fail: keys are strings, and memory is no writer that refuses.
fn json_line(value: &impl Serialize) -> Vec<u8> {
    let mut line = serde_json::to_vec(value).unwrap_or_default();
    line.push(b'\n');
    line
}

fn answer(number: u64, line: &[u8], options: &StreamOptions<'_>) -> Answer {
    let line = line.strip_prefix(Encoding::Utf8.mark()).filter(|_| number == 1).unwrap_or(line);
    let mut keys: Keys<'_> = match serde_json::from_slice(line) {
        Ok(keys) => keys,
        Err(_) if line.trim_ascii().is_empty() => {
            return Answer::error(None, number, "the line is empty; one JSON object a line is expected");
        }
        Err(error) => return Answer::error(None, number, &format!("no JSON object: {error}")),
    };
    let id = keys.remove("id");
    let Some(text) = keys.remove("text") else {
        return Answer::error(id, number, "there is no key \"text\"");
    };
    let Ok(text) = serde_json::from_str::<Cow<'_, str>>(text.get()) else {
        return Answer::error(id, number, "\"text\" is no string");
    };
    let decoded = match decode(text.as_bytes(), Some(Encoding::Utf8)) {
        Ok(decoded) => decoded,
        Err(error) => return Answer::error(id, number, &format!("\"text\" {error}")),
    };
    let document = decoded.parse_with(options.lexicon);
    let (input, handed_through) = keys.into_iter().partition(|(key, _)| is_of_answer(key, options.shape));
    let content = match options.shape {
        Shape::Documents => Content::Document(&document),
        Shape::Items => Content::Items { items: items(&document) },
    };
    Answer { line: json_line(&Success { id, handed_through, input, content }), is_error: false }
}

/// Whether the answer has this key by itself.
fn is_of_answer(key: &str, shape: Shape) -> bool {
    let of_content = match shape {
        Shape::Documents => &KEYS_OF_DOCUMENT[..],
        Shape::Items => &["items"],
    };
    matches!(key, "id" | "error" | "input") || of_content.contains(&key)
}

const KEYS_OF_DOCUMENT: [&str; 13] = [
    "schema_version",
    "source",
    "meeting",
    "attendance",
    "absences",
    "presenters",
    "agenda",
    "signatories",
    "adjustment",
    "posting",
    "next_meeting",
    "outline",
    "diagnostics",
];

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn options(jobs: usize) -> StreamOptions<'static> {
        StreamOptions { lexicon: Lexicon::built_in(), shape: Shape::Documents, jobs }
    }

    fn answers(lines: &[u8], jobs: usize) -> (Vec<Value>, StreamSummary) {
        let mut output = vec![];
        let options = options(jobs);
        let summary = stream(lines, &mut output, options).unwrap();
        let values = output.split_inclusive(|&byte| byte == b'\n');
        (values.map(|line| serde_json::from_slice(line).unwrap()).collect(), summary)
    }

    #[test]
    fn each_line_has_its_answer() {
        let lines = "\u{feff}{\"id\": 12345678901234567890123, \"text\": \"Protokoll\", \"lang\": \"sv\", \"source\": {\"a\": 1}}\n\
             {\"id\": \"b\"}\n\
             \n\
             oops\n\
             {\"id\": null, \"text\": 7}\n\
             [1]\n\
             {\"text\": \"sist\"}";
        let (answers, summary) = answers(lines.as_bytes(), 2);
        assert_eq!(summary, StreamSummary { lines: 7, errors: 5 });
        assert_eq!(answers[0]["lang"], "sv");
        assert_eq!(answers[0]["schema_version"], "1.0");
        assert_eq!(answers[0]["input"]["source"]["a"], 1);
        assert_eq!(answers[1]["id"], "b");
        assert_eq!(answers[1]["error"]["message"], "there is no key \"text\"");
        assert_eq!(answers[1]["error"]["line"], 2);
        assert!(answers[2]["error"]["message"].as_str().unwrap().starts_with("the line is empty"));
        assert!(answers[3]["error"]["message"].as_str().unwrap().starts_with("no JSON object"));
        assert_eq!(answers[4]["error"]["message"], "\"text\" is no string");
        assert_eq!(answers[6]["id"], Value::Null);
        assert!(answers[6].get("error").is_none());
    }

    #[test]
    fn values_are_handed_through_as_written() {
        let mut output = vec![];
        let options = options(1);
        let line = br#"{"id":1.10,"text":"","n":12345678901234567890123}"#;
        stream(&line[..], &mut output, options).unwrap();
        let output = String::from_utf8(output).unwrap();
        assert!(output.starts_with(r#"{"id":1.10,"n":12345678901234567890123,"#), "{output}");
    }

    #[test]
    fn items_are_one_line_too() {
        let mut output = vec![];
        let options = StreamOptions { shape: Shape::Items, ..options(1) };
        let line = r#"{"id": 1, "text": "Protokoll\n\n§ 1 Val\n\n§ 2 Slut\n", "items": 2, "source": 3}"#;
        stream(line.as_bytes(), &mut output, options).unwrap();
        let answer: Value = serde_json::from_slice(&output).unwrap();
        assert_eq!(answer["items"][1]["title"], "Slut");
        assert_eq!((&answer["input"]["items"], &answer["source"]), (&Value::from(2), &Value::from(3)));
    }

    #[test]
    fn texts_are_repaired_or_refused_as_files_are() {
        let lines = "{\"text\": \"Protokoll fÃ¶r nÃ¤mnden\"}\n{\"id\": 5, \"text\": \"%PDF-1.4\"}\n";
        let (answers, _) = answers(lines.as_bytes(), 1);
        assert_eq!(answers[0]["diagnostics"][0]["code"], "repaired-text");
        assert_eq!(answers[0]["source"]["bytes"], 27);
        assert_eq!(
            answers[1]["error"]["message"],
            "\"text\" is a PDF, not a text; extract its text first: pdftotext -layout FILE -"
        );
        assert_eq!(answers[1]["id"], 5);
    }

    #[test]
    fn the_list_of_keys_is_the_document_s() {
        let document = serde_json::to_value(crate::parse("")).unwrap();
        for key in document.as_object().unwrap().keys() {
            assert!(KEYS_OF_DOCUMENT.contains(&key.as_str()), "{key}");
        }
        assert!(document.get("error").is_none() && document.get("input").is_none());
    }

    #[test]
    fn a_closed_pipe_ends_the_stream() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let lines = "{\"text\":\"\"}\n".repeat(100);
        let options = options(2);
        let error = stream(lines.as_bytes(), Closed, options).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
    }
}
