//! `convert` and `verify` as processes: killed, short of rights and of room, in every encoding.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests may fail loudly")]

mod util;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use util::encodings::{in_every_encoding, is_in_every_encoding};
use util::facts::without_places;
use util::process::{Folder, finish, fixture};
use util::{files_below, fixtures};

const PROTOCOL: &str = "regional-police-council.txt";

/// So many texts in folders whose names have spaces and å ä ö, composed and decomposed.
fn archive(texts: usize) -> Folder {
    let folder = Folder::new();
    let text = String::from_utf8(fixture(PROTOCOL)).unwrap();
    for number in 0..texts {
        let name =
            format!("in/{}/p {number:04}.txt", ["1987", "å ä ö", "a\u{30a} a\u{308} o\u{308}"][number % 3]);
        folder.write(&name, text.replace("Håkan Ek", &format!("Håkan Ek {number}")));
    }
    folder
}

/// Every document below a folder with its content; accounts hold times, and are left out.
fn written(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let name = |path: &Path| path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
    let files = files_below(root).into_iter().map(|path| (name(&path), fs::read(&path).unwrap()));
    files.filter(|(name, _)| !name.contains("manifest.jsonl") && !name.ends_with("report.csv")).collect()
}

fn records(folder: &Folder, manifest: &str) -> Vec<Value> {
    folder.read(manifest).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn wait_for(what: impl Fn() -> bool) {
    let began = Instant::now();
    while !what() {
        assert!(began.elapsed() < Duration::from_secs(60), "waited too long");
        std::thread::sleep(Duration::from_millis(2));
    }
}

mod outputs {
    use super::*;

    #[test]
    fn are_one_document_for_each_text_in_the_same_tree() {
        let folder = archive(6);
        folder.write("in/1987/.gitignore", "*.txt");
        folder.write("in/1987/scan.pdf", "%PDF-1.4");
        let outcome = folder.run(&["convert", "in", "-o", "out"]);
        assert_eq!((outcome.status, outcome.stdout.as_str()), (Some(0), ""), "{outcome:?}");
        assert!(
            outcome.stderr.starts_with("protokollant: 6 texts converted, 0 unchanged, 1 skipped, 0 failed: ")
        );
        let names: Vec<_> = written(&folder.path("out")).into_keys().collect();
        assert_eq!(
            names,
            [
                "1987/p 0000.json",
                "1987/p 0003.json",
                "a\u{30a} a\u{308} o\u{308}/p 0002.json",
                "a\u{30a} a\u{308} o\u{308}/p 0005.json",
                "å ä ö/p 0001.json",
                "å ä ö/p 0004.json",
            ]
        );
        let parsed = folder.run(&["parse", "in/å ä ö/p 0001.txt"]);
        assert_eq!(folder.read("out/å ä ö/p 0001.json"), parsed.stdout);
        parsed.documents();
    }

    #[test]
    fn are_lines_in_the_order_of_the_archive_for_any_number_of_jobs() {
        let folder = archive(60);
        for jobs in ["1", "2", "5"] {
            let lines = format!("{jobs}.jsonl");
            folder.run(&["convert", "in", "-o", &lines, "--jobs", jobs, "--quiet"]).ended(0, "");
            folder.run(&["convert", "in", "-o", jobs, "--jobs", jobs, "--quiet"]).ended(0, "");
            assert_eq!(folder.read(&lines), folder.read("1.jsonl"));
            assert_eq!(written(&folder.path(jobs)), written(&folder.path("1")));
        }
        let names: Vec<_> = util::process::documents(&folder.read("1.jsonl"))
            .iter()
            .map(|document| document["source"]["name"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(names.len(), 60);
        assert!(names.is_sorted(), "{names:?}");
        assert_eq!(folder.run(&["convert", "in", "-o", "x", "--jobs", "0"]).status, Some(2));
    }

    #[test]
    fn are_items_where_asked_and_valid_by_their_schema() {
        let folder = archive(2);
        let schema: Value = serde_json::from_str(&folder.run(&["schema", "--for", "items"]).stdout).unwrap();
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        folder.run(&["convert", "in", "-o", "items.jsonl", "--output", "items", "--quiet"]).ended(0, "");
        folder.run(&["convert", "in", "-o", "out", "--output", "items", "--quiet"]).ended(0, "");
        let lines = folder.read("items.jsonl");
        assert!(lines.lines().count() > 2);
        for line in lines.lines() {
            let item = serde_json::from_str(line).unwrap();
            assert!(validator.is_valid(&item), "{item}");
            assert_eq!(item["date"], "2023-11-08");
        }
        let alone = folder.run(&["parse", "--output", "items", "in/1987/p 0000.txt"]);
        assert_eq!(alone.ended(0, "").stdout, folder.read("out/1987/p 0000.jsonl"));
        assert!(lines.contains(&alone.stdout));
        let documents = folder.run(&["schema", "--for", "documents"]);
        assert_eq!(documents.stdout, folder.run(&["schema"]).stdout);
    }

    #[test]
    fn are_of_files_that_the_globs_take() {
        let folder = Folder::new();
        for name in ["in/a.txt", "in/b.md", "in/drafts/c.txt", "in/2019/d.txt"] {
            folder.write(name, "Protokoll\n");
        }
        let arguments =
            ["convert", "in", "-o", "out", "--quiet", "--include", "*.txt", "--exclude", "drafts"];
        folder.run(&arguments).ended(0, "");
        assert_eq!(written(&folder.path("out")).into_keys().collect::<Vec<_>>(), ["2019/d.json", "a.json"]);
        assert_eq!(folder.run(&["convert", "in", "-o", "out", "--include", "["]).status, Some(2));
    }

    /// A folder may hold the common output too; neither it nor its accounts are read as texts.
    #[test]
    fn may_lie_among_the_inputs() {
        let folder = Folder::new();
        folder.write("a.txt", "Protokoll\n");
        for _ in 0..2 {
            folder.run(&["convert", ".", "-o", "all.jsonl", "--quiet"]).ended(0, "");
            assert_eq!(folder.read("all.jsonl").lines().count(), 1);
        }
        let outcome = folder.run(&["convert", ".", "-o", "."]);
        let message = "protokollant: .: is read and cannot be the output too; choose another folder\n";
        outcome.ended(2, message);
    }

    #[test]
    fn all_encodings_give_the_same_facts() {
        let texts = fixtures().into_iter().map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            (path, text)
        });
        let texts: Vec<_> = texts
            .filter(|(path, text)| {
                is_in_every_encoding(text) && !path.ends_with("protocol-book-of-a-village.txt")
            })
            .collect();
        assert!(texts.len() > 10, "few fixtures are in every encoding");
        for (path, text) in texts {
            let folder = Folder::new();
            for (line_end, ending) in [("lf", "\n"), ("crlf", "\r\n"), ("cr", "\r")] {
                for (name, _, bytes, _) in in_every_encoding(&text.replace('\n', ending)) {
                    folder.write(&format!("in/{line_end}/{name}.txt"), bytes);
                }
            }
            folder.run(&["convert", "in", "-o", "out", "--quiet"]).ended(0, "");
            let documents = written(&folder.path("out"));
            assert_eq!(documents.len(), 3 * 13);
            let facts =
                |name: &str| composed(&without_places(&serde_json::from_slice(&documents[name]).unwrap()));
            for name in documents.keys() {
                // DOS has no – and no ”: what is compared has none either.
                let dash = |value: &Value| value.to_string().replace('–', "-").replace(['”', '“'], "\\\"");
                assert_eq!(dash(&facts(name)), dash(&facts("lf/UTF-8.json")), "{name} of {}", path.display());
            }
            let source: Value = serde_json::from_slice(&documents["cr/IBM850.json"]).unwrap();
            assert_eq!(source["source"]["encoding"], "IBM850");
        }
    }

    /// A document with å ä ö é as one character each; blocks aside, whose places differ.
    fn composed(value: &Value) -> Value {
        let mut value = value.clone();
        value.as_object_mut().unwrap().remove("outline");
        let mut json = value.to_string();
        for (decomposed, composed) in [
            ("a\u{30a}", "å"),
            ("a\u{308}", "ä"),
            ("o\u{308}", "ö"),
            ("A\u{30a}", "Å"),
            ("A\u{308}", "Ä"),
            ("O\u{308}", "Ö"),
            ("e\u{301}", "é"),
        ] {
            json = json.replace(decomposed, composed);
        }
        serde_json::from_str(&json).unwrap()
    }

    #[test]
    fn of_a_named_encoding_and_of_damaged_texts_say_so() {
        let folder = Folder::new();
        folder.write("in/forced.txt", "för");
        folder.write("broken/invalid.txt", b"Protokoll f\xc3\xb6r n\xc3\xa4mnden \xff\xfe\n");
        folder.write("broken/repaired.txt", "Protokoll fÃ¶r nÃ¤mnden\n");
        folder.run(&["convert", "in", "-o", "out", "--encoding", "cp850", "--quiet"]).ended(0, "");
        let forced: Value = serde_json::from_str(&folder.read("out/forced.json")).unwrap();
        assert_eq!(forced["source"]["encoding"], "IBM850");
        let unknown = folder.run(&["convert", "in", "-o", "out", "--encoding", "ebcdic"]);
        assert_eq!(unknown.status, Some(2));
        assert!(unknown.stderr.contains("`ebcdic` is no known encoding"), "{}", unknown.stderr);
        folder.run(&["convert", "broken", "-o", "out", "--quiet"]).ended(0, "");
        for (name, code) in [("out/invalid.json", "damaged-text"), ("out/repaired.json", "repaired-text")] {
            let document: Value = serde_json::from_str(&folder.read(name)).unwrap();
            let codes = document["diagnostics"].as_array().unwrap();
            assert!(codes.iter().any(|diagnostic| diagnostic["code"] == code), "{name}: {codes:?}");
        }
    }
}

mod accounts {
    use super::*;

    #[test]
    fn tell_of_each_input_and_the_report_begins_with_the_worst() {
        let folder = archive(3);
        folder.write("in/1987/scan.pdf", "%PDF-1.4");
        let outcome = folder.run(&["convert", "in", "none.txt", "-o", "out"]);
        assert_eq!(outcome.status, Some(1));
        let records = records(&folder, "out/manifest.jsonl");
        assert_eq!(records.len(), 5);
        let done = &records[0];
        for key in [
            "path",
            "size",
            "sha256",
            "encoding",
            "output",
            "output_sha256",
            "version",
            "coverage",
            "milliseconds",
        ] {
            assert!(!done[key].is_null(), "{key}: {done}");
        }
        assert!(
            done["diagnostics"]["warning"].is_u64() && done["coverage"].as_f64().unwrap() > 0.5,
            "{done}"
        );
        let report = folder.read("out/report.csv");
        assert!(report.starts_with("\u{feff}path;outcome;"), "{report}");
        let rows: Vec<&str> = report.lines().collect();
        assert!(rows[1].starts_with("none.txt;failed;"), "{report}");
        assert!(rows[5].starts_with("in/1987/scan.pdf;skipped;"), "{report}");
    }

    #[test]
    fn are_verified() {
        let folder = archive(4);
        for out in ["out", "out.jsonl"] {
            folder.run(&["convert", "in", "-o", out, "--quiet"]).ended(0, "");
            let outcome = folder.run(&["verify", "--inputs", out]);
            outcome.ended(0, "");
            assert_eq!(outcome.stdout, "4 outputs intact, 0 problems, 0 inputs without output\n");
        }
        folder.write("out/1987/p 0000.json", "{}");
        fs::remove_file(folder.path("out/1987/p 0003.json")).unwrap();
        let message = "protokollant: 1987/p 0000.json: has changed since it was made from in/1987/p 0000.txt; convert again\n\
                       protokollant: 1987/p 0003.json: is missing; it was made from in/1987/p 0003.txt; convert again\n";
        let outcome = folder.run(&["verify", "out"]);
        outcome.ended(1, message);
        assert_eq!(outcome.stdout, "2 outputs intact, 2 problems, 0 inputs without output\n");

        let lines = folder.read("out.jsonl");
        fs::write(folder.path("out.jsonl"), &lines[..lines.len() - 1]).unwrap();
        assert!(folder.run(&["verify", "out.jsonl"]).stderr.contains("is shorter than it was"));

        fs::remove_file(folder.path("in/å ä ö/p 0001.txt")).unwrap();
        let outcome = folder.run(&["verify", "--inputs", "out"]);
        assert!(outcome.stderr.contains("in/å ä ö/p 0001.txt: there is no such file"), "{}", outcome.stderr);
        assert_eq!(folder.run(&["verify", "nothing"]).status, Some(1));

        // What is missing or changed is made again.
        folder.write("in/å ä ö/p 0001.txt", "Protokoll\n");
        folder.run(&["convert", "in", "-o", "out", "--resume", "--quiet"]).ended(0, "");
        folder.run(&["verify", "--inputs", "out"]).ended(0, "");
    }
}

mod interrupted {
    use super::*;

    /// Killed twice while it runs, then resumed: what is there is what one go gives.
    fn killed_and_resumed(out: &str) {
        let folder = archive(600);
        let whole = format!("whole-{out}");
        folder.run(&["convert", "in", "-o", &whole, "--quiet"]).ended(0, "");
        let manifest = if out.ends_with(".jsonl") { "out.manifest.jsonl" } else { "out/manifest.jsonl" };
        let part = folder.path(&format!("{manifest}.part"));
        let lines = || fs::read(&part).map_or(0, |bytes| bytes.iter().filter(|&&byte| byte == b'\n').count());
        for resume in [&[][..], &["--resume"]] {
            let arguments = [&["convert", "in", "-o", out, "--quiet"], resume].concat();
            let mut child = folder.command(&arguments).spawn().unwrap();
            wait_for(|| (60..500).contains(&lines()));
            child.kill().unwrap();
            assert!(!child.wait().unwrap().success());
            assert!(!folder.path(manifest).exists(), "it was done before it could be killed");
        }
        for (name, bytes) in written(&folder.path(".")) {
            if name.starts_with("out/") && !name.contains("/.protokollant-") {
                assert!(serde_json::from_slice::<Value>(&bytes).is_ok(), "{name} is half a file");
            }
        }
        let unfinished = folder.run(&["verify", out]);
        assert!(unfinished.stderr.contains("--resume"), "{unfinished:?}");
        let resumed = folder.run(&["convert", "in", "-o", out, "--resume"]);
        assert_eq!(resumed.status, Some(0));
        let unchanged: usize =
            resumed.stderr.split(", ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
        assert!(unchanged >= 60, "{}", resumed.stderr);
        if out.ends_with(".jsonl") {
            assert_eq!(folder.read(out), folder.read(&whole));
        } else {
            assert_eq!(written(&folder.path(out)), written(&folder.path(&whole)));
        }
        folder.run(&["verify", out]).ended(0, "");
        let again = folder.run(&["convert", "in", "-o", out, "--resume"]);
        assert!(again.stderr.contains("0 texts converted, 600 unchanged"), "{}", again.stderr);
        assert!(!folder.names().iter().any(|name| name.contains(".part")), "{:?}", folder.names());
    }

    #[test]
    fn a_tree_is_resumed() {
        killed_and_resumed("out");
    }

    #[test]
    fn lines_are_resumed() {
        killed_and_resumed("out.jsonl");
    }

    #[test]
    fn other_options_begin_anew() {
        let folder = archive(3);
        folder.write("words.toml", "[labels]\npresent = [\"mötte upp\"]\n");
        folder.run(&["convert", "in", "-o", "out", "--quiet"]).ended(0, "");
        let resumed =
            |more: &[&str]| folder.run(&[&["convert", "in", "-o", "out", "--resume"], more].concat()).stderr;
        assert!(resumed(&[]).contains(" 0 texts converted, 3 unchanged"));
        assert!(resumed(&["--lexicon", "words.toml"]).contains(" 3 texts converted, 0 unchanged"));
        assert!(resumed(&["--lexicon", "words.toml"]).contains(" 0 texts converted, 3 unchanged"));
        folder.write("words.toml", "[labels]\npresent = [\"kom\"]\n");
        assert!(resumed(&["--lexicon", "words.toml"]).contains(" 3 texts converted, 0 unchanged"));
        assert!(resumed(&["--encoding", "utf-8"]).contains(" 3 texts converted, 0 unchanged"));
    }
}

/// What is wrong with one file is a line for that file, and stands in the summary; the rest goes on.
mod one_bad_file {
    use super::*;

    #[track_caller]
    fn fails(outcome: &util::process::Outcome, path: &str, why: &str) {
        assert_eq!(outcome.status, Some(1), "{outcome:?}");
        let line = format!("protokollant: {path}: {why}\n");
        assert!(outcome.stderr.contains(&line), "{line} is not in {}", outcome.stderr);
        assert!(
            outcome.stderr.contains(&format!("protokollant: failed: {path}: {why}\n")),
            "{}",
            outcome.stderr
        );
        assert!(outcome.stderr.contains(", 1 failed: "), "{}", outcome.stderr);
    }

    #[test]
    fn two_inputs_with_one_output() {
        let folder = Folder::new();
        folder.write("in/a.txt", "Protokoll\n");
        folder.write("in/a.text", "Protokoll\n");
        folder.write("in/b.txt", "Protokoll\n");
        let why = "another input has the same output, a.json; convert them into two folders";
        fails(&folder.run(&["convert", "in", "-o", "out"]), "in/a.txt", why);
        assert_eq!(written(&folder.path("out")).len(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn vanished_before_it_was_read() {
        let folder = archive(3);
        fs::remove_file(folder.path("in/1987/p 0000.txt")).unwrap();
        std::os::unix::fs::symlink("gone.txt", folder.path("in/1987/link.txt")).unwrap();
        let why = "there is no such file; check the name and the folder";
        fails(&folder.run(&["convert", "in", "-o", "out"]), "in/1987/link.txt", why);
        assert_eq!(written(&folder.path("out")).len(), 2);
    }

    /// A named pipe holds the command until the file after it is gone.
    #[cfg(unix)]
    #[test]
    fn vanished_while_others_were_read() {
        let folder = archive(3);
        assert!(Command::new("mkfifo").arg(folder.path("first.txt")).status().unwrap().success());
        let arguments =
            ["convert", "first.txt", "in/1987/p 0000.txt", "in/å ä ö/p 0001.txt", "-o", "out", "--jobs", "1"];
        let mut command = folder.command(&arguments);
        let child = command.stdin(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        // Opened as soon as the command reads from it.
        let mut pipe = fs::OpenOptions::new().write(true).open(folder.path("first.txt")).unwrap();
        fs::remove_file(folder.path("in/1987/p 0000.txt")).unwrap();
        std::io::Write::write_all(&mut pipe, b"Protokoll\n").unwrap();
        drop(pipe);
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{stderr}");
        assert!(stderr.contains("in/1987/p 0000.txt: there is no such file"), "{stderr}");
        assert!(stderr.contains("2 texts converted, 0 unchanged, 0 skipped, 1 failed"), "{stderr}");
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_in_a_folder_is_not_waited_for() {
        let folder = archive(3);
        assert!(Command::new("mkfifo").arg(folder.path("in/pipe.txt")).status().unwrap().success());
        let why = "is no file but a pipe or a device; name it to read it";
        fails(&folder.run(&["convert", "in", "-o", "out"]), "in/pipe.txt", why);
    }

    /// Root may write everywhere, so the command is then run by somebody else.
    #[cfg(unix)]
    fn as_nobody(folder: &Folder, arguments: &[&str]) -> util::process::Outcome {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        use std::os::unix::process::CommandExt;
        fs::set_permissions(folder.path("."), fs::Permissions::from_mode(0o755)).unwrap();
        fs::copy(env!("CARGO_BIN_EXE_protokollant"), folder.path("program")).unwrap();
        let mut command = Command::new(folder.path("program"));
        command.args(arguments).current_dir(folder.path("."));
        if folder.path(".").metadata().unwrap().uid() == 0 {
            command.uid(65534).gid(65534);
        }
        finish(command, b"")
    }

    #[cfg(unix)]
    #[test]
    fn into_a_folder_that_may_not_be_written() {
        use std::os::unix::fs::PermissionsExt;
        let folder = archive(3);
        let mode = |path: &str, mode| {
            fs::create_dir_all(folder.path(path)).unwrap();
            fs::set_permissions(folder.path(path), fs::Permissions::from_mode(mode)).unwrap();
        };
        mode("out", 0o777);
        mode("out/1987", 0o555);
        let why = "out/1987/p 0000.json: permission denied; check who may read and write it";
        fails(&as_nobody(&folder, &["convert", "in", "-o", "out"]), "in/1987/p 0000.txt", why);
        assert_eq!(written(&folder.path("out")).len(), 2);
        mode("closed", 0o555);
        let outcome = as_nobody(&folder, &["convert", "in", "-o", "closed"]);
        assert_eq!(outcome.status, Some(1));
        let message =
            "protokollant: closed/manifest.jsonl.part: permission denied; check who may read and write it\n";
        assert!(outcome.stderr.starts_with(message), "{}", outcome.stderr);
    }

    #[cfg(unix)]
    #[test]
    fn that_may_not_be_read() {
        use std::os::unix::fs::PermissionsExt;
        let folder = archive(3);
        fs::set_permissions(folder.path("in/1987/p 0000.txt"), fs::Permissions::from_mode(0o000)).unwrap();
        fs::create_dir(folder.path("out")).unwrap();
        fs::set_permissions(folder.path("out"), fs::Permissions::from_mode(0o777)).unwrap();
        let why = "permission denied; check who may read and write it";
        fails(&as_nobody(&folder, &["convert", "in", "-o", "out"]), "in/1987/p 0000.txt", why);
    }
}

/// A disk of 64 KiB, where the tester may make one.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_and_can_be_resumed_with_more_room() {
    let folder = archive(40);
    fs::create_dir(folder.path("disk")).unwrap();
    let mount = |size: &str| {
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", size, "tmpfs"]).arg(folder.path("disk"));
        mount.stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    };
    if !mount("size=64k") {
        println!("skipped: no disk can be mounted here");
        return;
    }
    let full = folder.run(&["convert", "in", "-o", "disk/out"]);
    let more = mount("remount,size=16m");
    let resumed = folder.run(&["convert", "in", "-o", "disk/out", "--resume"]);
    let verified = folder.run(&["verify", "disk/out"]);
    let unmounted = Command::new("umount").arg("-l").arg(folder.path("disk")).status();
    assert!(more && unmounted.is_ok());
    assert_eq!(full.status, Some(1));
    assert!(
        full.stderr.contains("the disk is full; make room and run again with --resume"),
        "{}",
        full.stderr
    );
    assert!(full.stderr.contains(" failed: "), "{}", full.stderr);
    resumed.ended(0, &resumed.stderr);
    assert!(resumed.stderr.contains(", 0 failed: "), "{}", resumed.stderr);
    assert_eq!(verified.stdout, "40 outputs intact, 0 problems, 0 inputs without output\n");
}

mod shown {
    use super::*;

    #[test]
    fn nothing_where_quiet_and_all_went_well() {
        let folder = archive(2);
        let outcome = folder.run(&["convert", "in", "-o", "out", "--quiet"]);
        assert_eq!(outcome.ended(0, "").stdout, "");
        let failed = folder.run(&["convert", "none.txt", "in", "-o", "out", "--quiet"]);
        assert!(
            failed.stderr.starts_with("protokollant: none.txt: there is no such file"),
            "{}",
            failed.stderr
        );
    }

    #[test]
    fn that_there_is_nothing_to_read() {
        let folder = Folder::new();
        fs::create_dir(folder.path("in")).unwrap();
        let message =
            "protokollant: convert: there is nothing to read; check the folder, --include and --exclude\n";
        folder.run(&["convert", "in", "-o", "out"]).ended(1, message);
    }

    /// `script` of util-linux lends the command a terminal.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_bar_on_a_terminal() {
        let folder = archive(300);
        let on_terminal = |more: &str| {
            let line = format!("{} convert in -o out {more}", env!("CARGO_BIN_EXE_protokollant"));
            let mut script = Command::new("script");
            script.args(["-qec", &line, "/dev/null"]).current_dir(folder.path("")).env("TERM", "xterm");
            script.stdin(Stdio::null()).output().map(|output| String::from_utf8(output.stdout).unwrap())
        };
        let Ok(shown) = on_terminal("") else {
            println!("skipped: `script` of util-linux is not there");
            return;
        };
        for part in [" of 300 texts, ", "/s, ", " left, ", " warnings"] {
            assert!(shown.contains(part), "{part} is not in {shown}");
        }
        assert!(shown.contains("300 texts converted"), "{shown}");
        assert_eq!(on_terminal("--quiet").unwrap(), "");
    }
}
