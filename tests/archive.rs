//! Folders from disk to disk: trees, lines, accounts, resuming, verifying.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may fail

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::slice::from_ref;

use protokollant::archive::{Destination, Options, Outcome, Record, Scope, Summary, convert, count, verify};
use protokollant::{Document, Lexicon};

fn render(document: &Document<'_>, to: &mut Vec<u8>) -> std::io::Result<()> {
    serde_json::to_writer(&mut *to, document)?;
    to.write_all(b"\n")
}

fn options(inputs: &[PathBuf], output: &Path) -> Options<'static> {
    Options {
        inputs: inputs.to_vec(),
        destination: Destination::new(output.to_path_buf()),
        include: vec![],
        exclude: vec![],
        encoding: None,
        lexicon: Lexicon::built_in(),
        render: &render,
        ending: "json",
        settings: String::new(),
        jobs: 2,
        resume: false,
    }
}

/// Twenty texts in three folders, one of them in DOS, with a picture and a PDF between.
fn archive(root: &Path) -> PathBuf {
    let root = root.join("in put");
    for number in 0..20 {
        let folder = root.join(["1987", "1987/å ä ö", "1988/a\u{30a}"][number % 3]);
        fs::create_dir_all(&folder).unwrap();
        let text = format!("Protokoll nr {number}\r\nNärvarande: Åsa Öst\r\n").repeat(number + 1);
        fs::write(folder.join(format!("p{number:02}.txt")), text).unwrap();
    }
    fs::write(root.join("1987/dos.txt"), b"N\x84rvarande: \x8fsa \x99st").unwrap();
    fs::write(root.join("1987/scan.pdf"), b"%PDF-1.4").unwrap();
    root
}

/// Every file below a folder with its content.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
                found.insert(name, fs::read(path).unwrap());
            }
        }
    }
    found
}

/// The documents alone: manifests hold times.
fn documents(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let is_account = |name: &str| name.contains("manifest.jsonl") || name.ends_with("report.csv");
    files(root).into_iter().filter(|(name, _)| !is_account(name)).collect()
}

fn records(options: &Options<'_>) -> Vec<Record> {
    let manifest = fs::read_to_string(options.destination.manifest()).unwrap();
    manifest.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn run(options: &Options<'_>) -> Summary {
    convert(options, &mut |_, _| ()).unwrap()
}

#[test]
fn a_folder_becomes_the_same_tree_with_an_account() {
    let temp = tempfile::tempdir().unwrap();
    let (input, out) = (archive(temp.path()), temp.path().join("out"));
    let options = options(from_ref(&input), &out);
    assert_eq!(count(&options).unwrap(), 22);
    let mut seen = vec![];
    let summary =
        convert(&options, &mut |record, sums| seen.push((record.path.clone(), sums.total()))).unwrap();
    assert_eq!((summary.done, summary.skipped, summary.failed, summary.documents), (21, 1, 0, 21));
    assert_eq!(seen.iter().map(|(_, total)| *total).collect::<Vec<_>>(), (1..=22).collect::<Vec<_>>());
    assert!(seen.is_sorted_by_key(|(path, _)| PathBuf::from(path)), "{seen:?}");

    let written = documents(&out);
    assert_eq!(written.len(), 21);
    let dos: serde_json::Value = serde_json::from_slice(&written["1987/dos.json"]).unwrap();
    assert_eq!(dos["source"]["encoding"], "IBM850");
    assert!(written.contains_key("1987/å ä ö/p01.json"));

    let records = records(&options);
    assert_eq!(records.len(), 22);
    let pdf = records.iter().find(|record| record.path.ends_with("scan.pdf")).unwrap();
    assert_eq!(pdf.outcome, Outcome::Skipped);
    assert_eq!(
        pdf.error.as_deref(),
        Some("is a PDF, not a text; extract its text first: pdftotext -layout FILE -")
    );

    let report = fs::read_to_string(out.join("report.csv")).unwrap();
    assert!(report.starts_with("\u{feff}path;outcome;errors;"), "{report}");
    assert_eq!(report.lines().count(), 23);
    assert!(report.lines().last().unwrap().contains(";skipped;"), "{report}");

    let verified =
        verify(&options.destination, Scope::Everything, &mut |problem| panic!("{problem:?}")).unwrap();
    assert_eq!((verified.intact, verified.problems, verified.without_output), (21, 0, 1));
}

#[test]
fn lines_come_in_the_order_of_the_archive_whatever_the_number_of_workers() {
    let temp = tempfile::tempdir().unwrap();
    let input = archive(temp.path());
    let mut results = vec![];
    for jobs in [1, 2, 7] {
        let out = temp.path().join(format!("out{jobs}.jsonl"));
        let mut options = options(from_ref(&input), &out);
        options.jobs = jobs;
        assert_eq!(run(&options).done, 21);
        results.push(fs::read(&out).unwrap());
        let verified =
            verify(&options.destination, Scope::Everything, &mut |problem| panic!("{problem:?}")).unwrap();
        assert_eq!(verified.intact, 21);
    }
    assert_eq!(results[0].iter().filter(|&&byte| byte == b'\n').count(), 21);
    assert!(results.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn resuming_passes_over_what_is_done_and_unchanged() {
    for name in ["out", "out.jsonl"] {
        let temp = tempfile::tempdir().unwrap();
        let (input, out) = (archive(temp.path()), temp.path().join("result").join(name));
        let mut options = options(from_ref(&input), &out);
        run(&options);
        options.resume = true;
        let first = documents(&temp.path().join("result"));
        let again = run(&options);
        assert_eq!((again.done, again.unchanged, again.skipped), (0, 21, 1), "{name}");
        assert_eq!(documents(&temp.path().join("result")), first, "{name}");

        fs::write(input.join("1987/dos.txt"), "Protokoll").unwrap();
        let changed = run(&options);
        assert_eq!((changed.done, changed.unchanged), (1, 20), "{name}");

        options.settings = "other".to_owned();
        assert_eq!(run(&options).done, 21, "{name}");
        assert_eq!(
            verify(&options.destination, Scope::Everything, &mut |problem| panic!("{problem:?}"))
                .unwrap()
                .intact,
            21
        );
    }
}

/// A killed run leaves `….part`; a few resumed runs that are killed too do no harm.
#[test]
fn a_killed_run_is_resumed_with_the_same_result() {
    for name in ["out", "out.jsonl"] {
        let temp = tempfile::tempdir().unwrap();
        let input = archive(temp.path());
        let whole = temp.path().join("whole").join(name);
        run(&options(from_ref(&input), &whole));
        let out = temp.path().join("killed").join(name);
        let mut options = options(from_ref(&input), &out);
        for stop in [5, 3, 12] {
            let killed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                let _ = convert(&options, &mut |_, sums| assert!(sums.total() < stop, "killed"));
            }));
            assert!(killed.is_err());
            assert!(!options.destination.manifest().exists());
            assert!(
                verify(&options.destination, Scope::Everything, &mut |_| ())
                    .unwrap_err()
                    .to_string()
                    .contains("--resume")
            );
            options.resume = true;
        }
        let summary = run(&options);
        assert!(summary.unchanged >= 11, "{summary:?}");
        assert_eq!(summary.done + summary.unchanged, 21);
        assert_eq!(documents(&temp.path().join("killed")), documents(&temp.path().join("whole")), "{name}");
        assert!(files(&temp.path().join("killed")).keys().all(|file| !file.contains(".part")));
    }
}

#[test]
fn verifying_finds_what_is_missing_or_changed() {
    let temp = tempfile::tempdir().unwrap();
    let (input, out) = (archive(temp.path()), temp.path().join("out"));
    let options = options(from_ref(&input), &out);
    run(&options);
    fs::remove_file(out.join("1987/dos.json")).unwrap();
    fs::write(out.join("1987/p00.json"), "{}").unwrap();
    let mut problems = vec![];
    let verified =
        verify(&options.destination, Scope::Everything, &mut |problem| problems.push(problem.clone()))
            .unwrap();
    assert_eq!((verified.intact, verified.problems), (19, 2));
    assert_eq!(problems[0].path, "1987/dos.json");
    assert!(problems[0].message.starts_with("is missing"), "{problems:?}");
    assert!(problems[1].message.starts_with("has changed"), "{problems:?}");

    let none = Destination::new(temp.path().join("nowhere"));
    assert!(
        verify(&none, Scope::Outputs, &mut |_| ()).unwrap_err().to_string().contains("there is no such file")
    );
}

#[test]
fn one_bad_file_does_not_stop_the_rest() {
    let temp = tempfile::tempdir().unwrap();
    let input = archive(temp.path());
    let out = temp.path().join("out");
    // A folder stands where a document should go.
    fs::create_dir_all(out.join("1987/p00.json/x")).unwrap();
    fs::write(input.join("1987/p03.text"), "Protokoll").unwrap();
    let options = options(from_ref(&input), &out);
    let summary = run(&options);
    assert_eq!((summary.done, summary.failed), (20, 2));
    assert!(summary.failures[0].1.ends_with("is a folder, not a file"), "{summary:?}");
    assert!(
        summary.failures[1].1.starts_with("another input has the same output, 1987/p03.json"),
        "{summary:?}"
    );
    let report = fs::read_to_string(out.join("report.csv")).unwrap();
    assert!(report.lines().nth(1).unwrap().contains(";failed;"), "{report}");
}

#[test]
fn files_that_are_named_must_be_there_and_be_texts() {
    let temp = tempfile::tempdir().unwrap();
    let input = archive(temp.path());
    let inputs = [input.join("1987/scan.pdf"), input.join("none.txt"), input.join("1987/dos.txt")];
    let summary = run(&options(&inputs, &temp.path().join("out")));
    assert_eq!((summary.done, summary.failed), (1, 2));
    assert_eq!(summary.failures[1].1, "there is no such file; check the name and the folder");
}

#[test]
fn inputs_are_never_overwritten() {
    let temp = tempfile::tempdir().unwrap();
    let input = archive(temp.path());
    let error = convert(&options(from_ref(&input), &input), &mut |_, _| ()).unwrap_err();
    assert!(error.to_string().contains("is read and cannot be the output too"), "{error}");
    // A folder inside the input is passed over when it is the output.
    let out = input.join("out");
    assert_eq!(run(&options(from_ref(&input), &out)).done, 21);
    assert_eq!(run(&options(from_ref(&input), &out)).done, 21);
}

#[cfg(unix)]
#[test]
fn names_that_are_no_utf8_are_converted_resumed_and_verified() {
    use std::os::unix::ffi::OsStrExt;
    let temp = tempfile::tempdir().unwrap();
    let input = temp.path().join("in");
    fs::create_dir(&input).unwrap();
    let name = std::ffi::OsStr::from_bytes(b"n\xe4mnd.txt");
    fs::write(input.join(name), "Protokoll").unwrap();
    let mut options = options(from_ref(&input), &temp.path().join("out"));
    assert_eq!(run(&options).done, 1);
    assert!(records(&options)[0].path.ends_with("n\\xE4mnd.txt"));
    options.resume = true;
    assert_eq!(run(&options).unchanged, 1);
    assert_eq!(
        verify(&options.destination, Scope::Everything, &mut |problem| panic!("{problem:?}")).unwrap().intact,
        1
    );
}
