//! What holds of the document of any text, and what a document says apart from places.

use protokollant::{Document, Span};
use serde_json::Value;

/// Fails unless the documents of `text` keep every promise that the model makes of any text.
pub fn assert_promises(text: &str, documents: &[Document<'_>]) {
    assert!(!documents.is_empty(), "no document for {text:?}");
    assert_outline(text, documents);
    for document in documents {
        let json = serde_json::to_string(document).unwrap();
        let again: Document<'_> = serde_json::from_str(&json).unwrap();
        assert_eq!(document, &again, "the JSON reads back to another document: {json}");
        assert_spans(text, &serde_json::from_str(&json).unwrap());
    }
}

/// The outlines together cover the text from 0 to its end, without gap or overlap.
fn assert_outline(text: &str, documents: &[Document<'_>]) {
    let mut at = 0;
    for block in documents.iter().flat_map(|document| &document.outline) {
        assert_eq!(block.span.start, at, "the outline breaks before {block:?} in {text:?}");
        assert!(!block.span.is_empty(), "{block:?} is empty in {text:?}");
        at = block.span.end;
    }
    assert_eq!(at, text.len(), "the outline ends early in {text:?}");
}

/// Every span cuts the text at characters, and holds the last word of the name that it is the place of.
fn assert_spans(text: &str, value: &Value) {
    if let Some(span) = value.get("span") {
        let span: Span = serde_json::from_value(span.clone()).unwrap();
        let piece = text.get(span.start..span.end);
        assert!(piece.is_some(), "{span:?} does not cut {text:?}");
        if let (Some(piece), Some(name)) = (piece, value.get("name").and_then(Value::as_str)) {
            let last = name.split_whitespace().last().unwrap_or_default().to_lowercase();
            assert!(!last.is_empty(), "an empty name at {span:?} in {text:?}");
            assert!(holds(piece, &last), "{span:?} does not hold {name:?} in {text:?}");
        }
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| assert_spans(text, value)),
        Value::Object(fields) => fields.values().for_each(|value| assert_spans(text, value)),
        _ => {}
    }
}

/// Whether the text of a place holds a word. A word that is broken at the end of a line stands joined in values,
/// and soft hyphens, which show where a word may be broken, do not stand there.
fn holds(piece: &str, word: &str) -> bool {
    let piece = piece.to_lowercase();
    let forms = [joined(&piece, ""), joined(&piece, "-"), piece];
    forms.iter().any(|form| form.contains(word) || form.replace('\u{AD}', "").contains(word))
}

/// A text whose lines that end in a hyphen are joined to the next with `hyphen` instead.
fn joined(text: &str, hyphen: &str) -> String {
    let mut lines = text.lines();
    let mut whole = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        match whole.trim_end().strip_suffix(['-', '\u{AD}', '\u{2010}']) {
            Some(start) => whole = format!("{start}{hyphen}{}", line.trim_start()),
            None => whole = format!("{whole} {line}"),
        }
    }
    whole
}

/// A document without places and source: what texts that differ in line ends or encoding must agree on.
pub fn without_places(document: &Value) -> Value {
    match document {
        Value::Array(values) => values.iter().map(without_places).collect(),
        Value::Object(fields) => {
            let kept = fields.iter().filter(|(key, _)| *key != "span" && *key != "source");
            Value::Object(kept.map(|(key, value)| (key.clone(), without_places(value))).collect())
        }
        other => other.clone(),
    }
}
