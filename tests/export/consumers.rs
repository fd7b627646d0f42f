//! Finds the programs that read the exports.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Says that a program is missing; a failure where it must be there.
pub(crate) fn skip(program: &str) {
    let message = format!("skipped: {program} is not installed; tools/consumers.sh installs it");
    assert!(std::env::var("PROTOKOLLANT_CONSUMERS").as_deref() != Ok("required"), "{message}");
    eprintln!("{message}");
}

/// A program of the virtual environment; `None` after a message where it is not there.
pub(crate) fn venv(program: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/venv/bin").join(program);
    found(path.exists(), program, path)
}

/// A Python of the virtual environment that has `module`.
pub(crate) fn python(module: &str) -> Option<PathBuf> {
    let python = venv("python")?;
    let has = Command::new(&python).args(["-c", &format!("import {module}")]).output();
    found(has.is_ok_and(|output| output.status.success()), module, python)
}

/// A program on the path.
pub(crate) fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let file = std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file());
    found(file.is_some(), name, file.unwrap_or_default())
}

fn found(there: bool, program: &str, path: PathBuf) -> Option<PathBuf> {
    if !there {
        skip(program);
    }
    there.then_some(path)
}

/// Runs a command, and fails with its words where it fails.
pub(crate) fn run(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}:\n{}", words(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// What a command said, on both streams.
pub(crate) fn words(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A script beside the tests.
pub(crate) fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/export").join(name)
}
