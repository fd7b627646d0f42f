//! Documents to export: invented ones, and those of the corpus where it lies beside the project.

use std::path::{Path, PathBuf};

use protokollant::Document;
use serde_json::{Map, Value, json};

/// A council with everything that a protocol can say.
pub(crate) fn council() -> Document<'static> {
    read(include_str!("../../src/export/testing/council.json"))
}

/// Sub-items, and characters that other programs stumble over.
pub(crate) fn parish() -> Document<'static> {
    read(include_str!("../../src/export/testing/parish.json"))
}

/// Every optional field is empty.
pub(crate) fn bare() -> Document<'static> {
    read(include_str!("../../src/export/testing/bare.json"))
}

/// The invented documents, those of the corpus, and the corpus read by this library.
pub(crate) fn all() -> Vec<Document<'static>> {
    let mut documents = vec![council(), parish(), bare()];
    for path in corpus() {
        documents.extend(expected(&path));
        let text: &'static str = leak(std::fs::read_to_string(&path).unwrap());
        for mut document in protokollant::parse_all(text, protokollant::Lexicon::built_in()) {
            document.source.name = Some(path.display().to_string().into());
            documents.push(document);
        }
    }
    documents
}

/// The texts of the corpus, in order; none where it is not there.
fn corpus() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    if !folder.is_dir() {
        eprintln!("skipped: no corpus at {}", folder.display());
        return Vec::new();
    }
    let mut texts = Vec::new();
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "txt") {
                texts.push(path);
            }
        }
    }
    texts.sort();
    assert!(!texts.is_empty(), "an empty corpus");
    texts
}

/// What is expected of a text, filled up with what the expectation leaves unsaid.
fn expected(text: &Path) -> Vec<Document<'static>> {
    let Ok(json) = std::fs::read_to_string(text.with_extension("gold.json")) else { return Vec::new() };
    let gold: Value = serde_json::from_str(&json).unwrap();
    let golds = if let Value::Array(several) = gold { several } else { vec![gold] };
    let name = format!("{}#expected", text.display());
    let documents = golds.into_iter().enumerate();
    documents.map(|(part, gold)| serde_json::from_value(filled(gold, &name, part + 1)).unwrap()).collect()
}

fn filled(mut gold: Value, name: &str, part: usize) -> Value {
    let source = json!({"name": name, "sha256": null, "encoding": "UTF-8", "bytes": 0, "part": part});
    gold["schema_version"] = json!("1.0");
    gold["source"] = source;
    default(
        &mut gold,
        &[("next_meeting", Value::Null), ("adjustment", Value::Null), ("posting", Value::Null)],
    );
    for list in ["attendance", "absences", "presenters", "agenda", "signatories", "outline", "diagnostics"] {
        default(&mut gold, &[(list, json!([]))]);
    }
    default(&mut gold["meeting"], &[("title", Value::Null)]);
    let nothing =
        |names: &[&'static str]| -> Vec<_> { names.iter().map(|name| (*name, Value::Null)).collect() };
    for list in ["attendance", "absences"] {
        each(
            &mut gold[list],
            &[("roles", json!([])), ("remote", json!(false)), ("status", json!("present"))],
        );
        let unsaid = ["party", "title", "serving", "substituting_for", "present_items", "group", "note"];
        each(&mut gold[list], &nothing(&unsaid));
    }
    for list in ["presenters", "agenda", "signatories"] {
        each(&mut gold[list], &[("date", Value::Null), ("title", Value::Null), ("items", json!([]))]);
    }
    for item in gold["agenda"].as_array_mut().unwrap() {
        default(item, &[("label", item["number"].clone()), ("outcome", Value::Null), ("level", json!(1))]);
        for list in
            ["references", "paragraphs", "presenters", "decisions", "proposals", "votes", "statements"]
        {
            default(item, &[(list, json!([]))]);
        }
        for list in ["recusals", "attachments"] {
            default(item, &[(list, json!([]))]);
        }
        for list in ["statements", "proposals"] {
            each(&mut item[list], &[("text", json!("")), ("names", json!([])), ("parties", json!([]))]);
        }
        each(&mut item["votes"], &[("by_name", json!([]))]);
        for vote in item["votes"].as_array_mut().unwrap() {
            each(&mut vote["by_name"], &nothing(&["party"]));
        }
    }
    gold
}

fn each(list: &mut Value, defaults: &[(&str, Value)]) {
    for value in list.as_array_mut().unwrap() {
        default(value, defaults);
        default(value, &[("span", json!([0, 0]))]);
    }
}

fn default(value: &mut Value, defaults: &[(&str, Value)]) {
    let fields: &mut Map<String, Value> = value.as_object_mut().unwrap();
    for (name, value) in defaults {
        fields.entry(*name).or_insert_with(|| value.clone());
    }
}

fn read(json: &'static str) -> Document<'static> {
    serde_json::from_str(json).unwrap()
}

/// A document borrows from its text; a test keeps both to its end.
fn leak(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}
