//! Whole protocols: `fixtures/**/x.txt` and beside each the expected document, `x.json`.
//!
//! `UPDATE_FIXTURES=1 cargo test --test fixtures` writes the expected documents anew; read the difference
//! before it is committed. Variants with other line ends are derived here and not kept.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests may fail loudly")]

mod util;

use std::fs;
use std::path::Path;

use protokollant::output::{Layout, write_json};
use protokollant::{Lexicon, parse_all};
use serde_json::Value;
use util::{corpus, diff, facts, files_below, fixtures};

/// What the expected file holds: a document, or an array of them where the text has several protocols.
fn expected_form(text: &str) -> String {
    let documents: Vec<String> = parse_all(text, Lexicon::built_in())
        .iter()
        .map(|document| {
            let mut json = Vec::new();
            write_json(&mut json, document, Layout::Pretty).unwrap();
            String::from_utf8(json).unwrap()
        })
        .collect();
    match documents.as_slice() {
        [document] => document.clone(),
        several => format!("[\n{}]\n", several.join(",\n")),
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What the documents of a text say, apart from places.
fn facts_of(text: &str) -> Value {
    facts::without_places(&serde_json::to_value(parse_all(text, Lexicon::built_in())).unwrap())
}

#[test]
fn fixtures_give_the_expected_documents() {
    let update = std::env::var_os("UPDATE_FIXTURES").is_some_and(|value| value == "1");
    let mut failures = String::new();
    for path in fixtures() {
        let (found, beside) = (expected_form(&read(&path)), path.with_extension("json"));
        if update {
            fs::write(&beside, &found).unwrap();
        } else if !beside.exists() {
            failures += &format!("{} has no expected document beside it\n", path.display());
        } else if read(&beside) != found {
            failures += &format!("{}\n{}\n", path.display(), diff(&read(&beside), &found));
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn no_expected_document_is_lonely() {
    for path in files_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")) {
        if path.extension().is_some_and(|end| end == "json") {
            assert!(path.with_extension("txt").exists(), "{} has no text beside it", path.display());
        }
    }
}

#[test]
fn fixtures_keep_the_promises_of_the_model() {
    for path in fixtures() {
        let text = read(&path);
        facts::assert_promises(&text, &parse_all(&text, Lexicon::built_in()));
    }
}

#[test]
fn line_ends_do_not_change_what_is_said() {
    for path in fixtures() {
        let text = read(&path);
        assert!(!text.contains('\r'), "{} is kept with LF", path.display());
        let expected = facts_of(&text);
        for end in ["\r\n", "\r"] {
            let variant = text.replace('\n', end);
            let found = facts_of(&variant);
            let differences = diff(&format!("{expected:#}"), &format!("{found:#}"));
            assert_eq!(differences, "", "{} with {end:?}", path.display());
            facts::assert_promises(&variant, &parse_all(&variant, Lexicon::built_in()));
        }
    }
}

#[test]
fn real_protocols_keep_the_promises_of_the_model() {
    let Some(folder) = corpus() else { return };
    let texts = files_below(&folder);
    let texts: Vec<_> =
        texts.iter().filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    assert!(!texts.is_empty(), "no texts in {}", folder.display());
    for path in texts {
        if let Ok(text) = fs::read_to_string(path) {
            let text = text.trim_start_matches('\u{FEFF}');
            facts::assert_promises(text, &parse_all(text, Lexicon::built_in()));
        }
    }
}
