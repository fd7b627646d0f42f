//! The export formats, read by the programs that they are made for.
//!
//! Where a program is not installed, its tests say so and pass; with `PROTOKOLLANT_CONSUMERS=required` they
//! fail instead. `tools/consumers.sh` installs them all.

#![allow(
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "tests say what they skip, and fail where they must"
)]

mod command;
mod consumers;
mod csv;
mod documents;
mod jsonl;
mod opensearch;
mod postgres;
#[allow(dead_code, unreachable_pub, reason = "shared with the tests of the command")]
#[path = "../util/process.rs"]
mod process;
mod sqlite;
mod svk_mote;

use std::path::Path;

use protokollant::export::{ExportOptions, Format, Target, exporter};
use protokollant::{Diagnostic, Document};

/// Writes `documents` to `out`, and gives what was said of each.
fn export(
    format: Format,
    out: &Path,
    options: &ExportOptions,
    documents: &[Document<'_>],
) -> Vec<Vec<Diagnostic>> {
    let mut exporter = exporter(format, Target::Path(out.to_owned()), options).unwrap();
    let told = documents.iter().map(|document| exporter.write(document).unwrap()).collect();
    exporter.finish().unwrap();
    told
}

/// Every file in a folder with its bytes, sorted by name.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

/// The same documents give the same bytes, whatever the format.
#[test]
fn same_documents_same_bytes() {
    let documents = documents::all();
    for format in Format::ALL {
        let [first, second] = [(); 2].map(|()| {
            let folder = tempfile::tempdir().unwrap();
            let out = folder.path().join(match format {
                Format::Sqlite => "out.db",
                Format::Postgres => "out.sql",
                _ => "out",
            });
            let options = ExportOptions { archive: svk_mote::archive(), excel: false };
            export(*format, &out, &options, &documents);
            if out.is_dir() { files(&out) } else { files(folder.path()) }
        });
        assert!(!first.is_empty());
        assert!(first == second, "{}: two runs differ", format.as_str());
    }
}

#[test]
fn the_same_text_twice_is_written_once_and_said() {
    let council = documents::council();
    let mut copy = council.clone();
    copy.source.name = Some("copy.txt".into());
    for format in Format::ALL {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        let options = ExportOptions { archive: svk_mote::archive(), excel: false };
        let told = export(*format, &out, &options, &[council.clone(), copy.clone()]);
        let message = &told[1][0].message;
        assert_eq!(message, "the same text as ks/2024-03-12.txt: written once", "{}", format.as_str());
    }
}

#[test]
fn formats_have_names() {
    for format in Format::ALL {
        assert_eq!(format.as_str().parse::<Format>().unwrap(), *format);
    }
    assert_eq!(
        "xml".parse::<Format>().unwrap_err().to_string(),
        "unknown format `xml`: expected svk-mote, csv, sqlite, opensearch or postgres"
    );
}
