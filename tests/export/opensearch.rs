//! Bulk lines, sent by the official client's bulk helper to a stub that answers as the server does; and the
//! stems that the page promises, made by Lucene.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use protokollant::export::{ExportOptions, Format};

use super::{consumers, documents, export, files};

#[test]
fn the_official_client_sends_the_lines() {
    let Some(python) = consumers::python("opensearchpy") else { return };
    let folder = tempfile::tempdir().unwrap();
    let all = documents::all();
    export(Format::OpenSearch, folder.path(), &ExportOptions::default(), &all);
    let said =
        consumers::run(Command::new(python).arg(consumers::script("opensearch_bulk.py")).arg(folder.path()));
    let count = all.len() + all.iter().map(|document| document.agenda.len()).sum::<usize>();
    assert_eq!(said.trim(), format!("{count} documents, the same after a second run"));
}

#[test]
fn files_are_under_ten_megabytes_and_end_in_a_newline() {
    let folder = tempfile::tempdir().unwrap();
    let long = |index: usize| {
        let mut document = documents::council();
        document.source.sha256 = Some(format!("{index:064}").into());
        document.agenda[0].paragraphs = vec!["å".repeat(1_500_000).into()];
        document
    };
    let documents: Vec<_> = (0..8).map(long).collect();
    let told = export(Format::OpenSearch, folder.path(), &ExportOptions::default(), &documents);
    assert!(told.iter().all(Vec::is_empty));
    let bulk: Vec<_> =
        files(folder.path()).into_iter().filter(|(name, _)| name.ends_with(".ndjson")).collect();
    let names: Vec<_> = bulk.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["bulk-0001.ndjson", "bulk-0002.ndjson", "bulk-0003.ndjson"]);
    for (name, bytes) in &bulk {
        assert!(bytes.len() < 10_000_000 && bytes.ends_with(b"}\n"), "{name}: {} bytes", bytes.len());
    }
}

/// The words and stems of the table in the page: `| utredningar | utredning |`.
fn promised() -> BTreeMap<String, String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/export/opensearch.md");
    let page = std::fs::read_to_string(page).unwrap();
    let table = page.split("| word | stem |").nth(1).unwrap();
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let cell = |text: &str| text.trim().trim_matches('*').to_owned();
    rows.map(|row| row.split('|').skip(1).map(cell).collect::<Vec<_>>())
        .map(|cells| (cells[0].clone(), cells[1].clone()))
        .collect()
}

#[test]
fn lucene_makes_the_stems_that_the_page_promises() {
    let jars =
        ["lucene-core", "lucene-analyzers-common"].map(|jar| format!("/usr/share/java/{jar}-8.7.0.jar"));
    let Some(java) = consumers::program("java") else { return };
    if !jars.iter().all(|jar| Path::new(jar).is_file()) {
        return consumers::skip("liblucene8-java");
    }
    let promised = promised();
    assert!(promised.len() > 5, "{promised:?}");
    let said = consumers::run(
        Command::new(java)
            .args(["-cp", &jars.join(":")])
            .arg(consumers::script("Stems.java"))
            .args(promised.keys())
            .env("JAVA_TOOL_OPTIONS", "-Dfile.encoding=UTF-8 -Dsun.jnu.encoding=UTF-8")
            .env("LC_ALL", "C.UTF-8"),
    );
    let stems: BTreeMap<String, String> = said
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(word, stem)| (word.to_owned(), stem.to_owned()))
        .collect();
    assert_eq!(stems, promised);
}
