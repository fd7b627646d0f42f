//! What the tests share: the command as a process in a folder of its own, and what holds of any document.

#![allow(dead_code, unreachable_pub, reason = "each test file uses a part of it")]

pub mod encodings;
pub mod facts;
#[cfg(feature = "cli")]
pub mod process;

use std::path::{Path, PathBuf};

/// The texts in `fixtures/`, in order; none is a failure, because then nothing would be tested.
pub fn fixtures() -> Vec<PathBuf> {
    let mut texts = files_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"));
    texts.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    assert!(!texts.is_empty(), "no fixtures found");
    texts
}

/// Every file in a folder and the folders in it, sorted.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = vec![];
    for entry in std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

/// The corpus beside the project; `None`, and a line that says so, where it is not there.
pub fn corpus() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    if !folder.is_dir() {
        println!("skipped: {} is not there", folder.display());
        return None;
    }
    Some(folder)
}

/// Differences of two texts, line by line, with some lines around them.
pub fn diff(expected: &str, found: &str) -> String {
    similar::TextDiff::from_lines(expected, found)
        .unified_diff()
        .context_radius(3)
        .header("expected", "found")
        .to_string()
}
