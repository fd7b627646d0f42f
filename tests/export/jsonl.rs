//! Our JSON Lines as they are, read by DuckDB: every key always there, so that the types come out the same.

use std::process::Command;

use protokollant::Document;

use super::{consumers, documents};

fn write(documents: &[Document<'_>], path: &std::path::Path) {
    let lines: Vec<String> =
        documents.iter().map(|document| serde_json::to_string(document).unwrap() + "\n").collect();
    std::fs::write(path, lines.concat()).unwrap();
}

#[test]
fn duckdb_reads_every_document() {
    let Some(python) = consumers::python("duckdb") else { return };
    let folder = tempfile::tempdir().unwrap();
    let all = documents::all();
    write(&all, &folder.path().join("all.jsonl"));
    write(&[documents::bare()], &folder.path().join("bare.jsonl"));
    write(&[documents::council()], &folder.path().join("council.jsonl"));
    let said = consumers::run(
        Command::new(python)
            .arg(consumers::script("duckdb_read.py"))
            .arg(folder.path())
            .arg(all.len().to_string()),
    );
    assert_eq!(said.trim(), "2024-03-12 Kommunstyrelsen, 6 present, 3 items, 2 yes");
}
