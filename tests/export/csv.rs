//! The data package, validated by `frictionless`.

use std::path::Path;
use std::process::Command;

use protokollant::export::{ExportOptions, Format};

use super::{consumers, documents, export, files};

fn package(excel: bool) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let options = ExportOptions { excel, ..ExportOptions::default() };
    let told = export(Format::Csv, folder.path(), &options, &documents::all());
    assert!(told.iter().all(Vec::is_empty), "tables hold all that is not in JSON alone: {told:?}");
    folder
}

fn read(folder: &Path, name: &str) -> String {
    String::from_utf8(std::fs::read(folder.join(name)).unwrap()).unwrap()
}

#[test]
fn frictionless_finds_the_packages_valid() {
    let Some(frictionless) = consumers::venv("frictionless") else { return };
    for excel in [false, true] {
        let folder = package(excel);
        let said = consumers::run(
            Command::new(&frictionless).current_dir(&folder).args(["validate", "datapackage.json"]),
        );
        assert_eq!(said.matches("VALID").count() - said.matches("INVALID").count(), 10, "{said}");
    }
}

#[test]
fn frictionless_sees_a_broken_reference() {
    let Some(frictionless) = consumers::venv("frictionless") else { return };
    let folder = package(false);
    let protocols = read(folder.path(), "protocols.csv");
    let head = protocols.lines().next().unwrap();
    std::fs::write(folder.path().join("protocols.csv"), format!("{head}\r\n")).unwrap();
    let output = Command::new(frictionless)
        .current_dir(&folder)
        .args(["validate", "datapackage.json"])
        .output()
        .unwrap();
    assert!(!output.status.success() && consumers::words(&output).contains("foreign-key"));
}

#[test]
fn cells_of_the_invented_documents() {
    let folder = package(false);
    let people = read(folder.path(), "people.csv");
    assert!(people.contains(",'=1+1,POSK,chair,chair,,present,false,"), "{people}");
    assert!(people.contains(",Eva Dahl,C,deputy,deputy,,present,false,true,Per Berg,,Beslutande,\r\n"));
    assert!(people.contains(",\"Öst, Åsa\","));
    let items = read(folder.path(), "items.csv");
    assert!(items.contains(",\"Öppnande \"\"med\"\" citat; och semikolon\","));
    assert!(items.contains("KS 2024/17; BUN 2024/3"));
    let protocols = read(folder.path(), "protocols.csv");
    assert!(protocols.contains(",2024-03-12,2024-03-13,13:00,16:45,"), "{protocols}");
    for (name, bytes) in files(folder.path()) {
        assert!(!bytes.starts_with(b"\xef\xbb\xbf"), "{name} has a byte order mark");
    }
}

#[test]
fn excel_gets_a_mark_and_semicolons() {
    let folder = package(true);
    for (name, bytes) in files(folder.path()).into_iter().filter(|(name, _)| name.ends_with(".csv")) {
        assert!(bytes.starts_with(b"\xef\xbb\xbfid;"), "{name}");
    }
    let items = read(folder.path(), "items.csv");
    assert!(items.contains(";'2.1;'2.1;2;Orgeln;"), "an item's number is no second of January");
}
