//! The JSON Schema, and the keys of the model declared a second time: none is renamed or dropped unseen.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests may fail loudly")]

mod util;

use std::fs;

use serde_json::Value;
use util::process::{Folder, assert_valid};
use util::{corpus, files_below, fixtures};

/// The objects of the model and their keys, as the model's page has them.
const KEYS: &[(&str, &str)] = &[
    (
        "",
        "schema_version source meeting attendance absences presenters agenda signatories adjustment posting \
         next_meeting outline diagnostics",
    ),
    ("Source", "name sha256 encoding bytes part"),
    ("Meeting", "organization body title type number reference date end_date start_time end_time place"),
    (
        "Participant",
        "name party roles title status remote serving substituting_for present_items group note span",
    ),
    ("Presenter", "name title items span"),
    (
        "AgendaItem",
        "number label level title references paragraphs presenters decisions outcome proposals votes \
         statements recusals attachments span",
    ),
    ("Proposal", "names parties kind text"),
    ("Vote", "yes no abstain absent by_name"),
    ("Ballot", "name party vote"),
    ("Statement", "kind names parties text"),
    ("Signatory", "role name date span"),
    ("Adjustment", "date time place"),
    ("Posting", "posted removed place"),
    ("NextMeeting", "date start_time end_time place"),
    ("Block", "kind span"),
    ("Diagnostic", "code severity message span"),
];

/// The same for the lines of `--output items`.
const KEYS_OF_ITEMS: &[(&str, &str)] = &[
    (
        "",
        "schema_version id document_id source part organization body date end_date position number label level \
         title references text decisions outcome people span",
    ),
    ("Named", "name party roles acts"),
];

fn schema(of: &str) -> Value {
    serde_json::from_str(&Folder::new().run(&["schema", "--for", of]).ended(0, "").stdout).unwrap()
}

#[test]
fn the_schema_is_a_schema() {
    for of in ["documents", "items"] {
        let schema = schema(of);
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        let errors = jsonschema::meta::validate(&schema);
        assert!(errors.is_ok(), "{errors:?}");
    }
}

#[test]
fn every_object_has_the_keys_of_the_model_and_all_are_required() {
    assert_keys(&schema("documents"), KEYS);
    assert_keys(&schema("items"), KEYS_OF_ITEMS);
}

fn assert_keys(schema: &Value, objects: &[(&str, &str)]) {
    for (name, keys) in objects {
        let object = if name.is_empty() { schema } else { &schema["$defs"][name] };
        let mut expected: Vec<&str> = keys.split_whitespace().collect();
        expected.sort_unstable();
        let mut properties: Vec<&str> =
            object["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        properties.sort_unstable();
        assert_eq!(properties, expected, "{name}");
        let mut required: Vec<&str> =
            object["required"].as_array().unwrap().iter().map(|key| key.as_str().unwrap()).collect();
        required.sort_unstable();
        assert_eq!(required, expected, "{name}: required");
    }
}

#[test]
fn expected_documents_are_valid() {
    for path in fixtures() {
        let json = fs::read_to_string(path.with_extension("json")).unwrap();
        match serde_json::from_str(&json).unwrap() {
            Value::Array(documents) => documents.iter().for_each(assert_valid),
            document => assert_valid(&document),
        }
    }
}

#[test]
fn real_protocols_give_valid_documents() {
    let Some(corpus) = corpus() else { return };
    let texts = files_below(&corpus);
    let texts = texts.iter().filter(|path| path.extension().is_some_and(|end| end == "txt"));
    let paths: Vec<&str> = texts.map(|path| path.to_str().unwrap()).collect();
    assert!(!paths.is_empty());
    for some in paths.chunks(100) {
        let outcome = Folder::new().run(&[&["parse"], some].concat());
        assert!(outcome.documents().len() >= some.len(), "{}", outcome.stderr);
    }
}

#[test]
fn what_is_no_document_is_not_valid() {
    let document = Folder::new().run_with(&["parse"], b"Protokoll\n").documents().remove(0);
    for (pointer, value) in [
        ("/meeting/date", Value::from("17 juni")),
        ("/meeting/type", Value::from("weekly")),
        ("/outline/0/span", Value::from(vec![0])),
        ("/attendance", Value::Null),
    ] {
        let mut wrong = document.clone();
        *wrong.pointer_mut(pointer).unwrap() = value;
        let refused = std::panic::catch_unwind(|| assert_valid(&wrong));
        assert!(refused.is_err(), "{pointer} may be anything");
    }
}
