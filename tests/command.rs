//! The command as a process: what it prints, what it says, how it ends.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests may fail loudly")]

mod util;

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use serde_json::{Value, json};
use util::facts::without_places;
use util::fixtures;
use util::process::{Folder, documents, finish, fixture};

const PROTOCOL: &str = "regional-police-council.txt";

fn folder_with_protocol() -> Folder {
    let folder = Folder::new();
    folder.write("minutes.txt", fixture(PROTOCOL));
    folder
}

mod parse {
    use super::*;

    #[test]
    fn one_file_into_a_pipe_is_one_line() {
        let outcome = folder_with_protocol().run(&["parse", "minutes.txt"]);
        outcome.ended(0, "");
        assert_eq!(outcome.stdout.lines().count(), 1);
        assert_eq!(outcome.documents().len(), 1);
    }

    /// `script` of util-linux lends the command a terminal.
    #[cfg(target_os = "linux")]
    #[test]
    fn one_file_on_a_terminal_is_indented() {
        let folder = folder_with_protocol();
        let on_terminal = |arguments: &str| {
            let line = format!("{} {arguments}", env!("CARGO_BIN_EXE_protokollant"));
            let mut script = std::process::Command::new("script");
            script.args(["-qec", &line, "/dev/null"]).current_dir(folder.path(""));
            script.stdin(Stdio::null()).output().map(|output| String::from_utf8(output.stdout).unwrap())
        };
        let Ok(one) = on_terminal("parse minutes.txt") else {
            println!("skipped: `script` of util-linux is not there");
            return;
        };
        assert!(one.starts_with("{\r\n  \"schema_version\""), "{one}");
        let several = on_terminal("parse minutes.txt minutes.txt").unwrap();
        assert_eq!(several.lines().count(), 2, "{several}");
        assert_eq!(on_terminal("parse --compact minutes.txt").unwrap().lines().count(), 1);
    }

    #[test]
    fn the_source_says_what_was_read() {
        let folder = Folder::new();
        folder.write("å.txt", "Protokoll\n");
        let sha256 = "fc7b20c87bac48d97a8f53c8e45d05c7253dd4b48acc08376dc2cf5e162f93f8";
        let source = folder.run(&["parse", "å.txt"]).documents()[0]["source"].clone();
        assert_eq!(
            source,
            json!({"name": "å.txt", "sha256": sha256, "encoding": "UTF-8", "bytes": 10, "part": null})
        );
    }

    #[test]
    fn pretty_and_compact_are_the_same_document() {
        let folder = folder_with_protocol();
        let pretty = folder.run(&["parse", "--pretty", "minutes.txt"]);
        let compact = folder.run(&["parse", "--compact", "minutes.txt"]);
        assert!(pretty.stdout.starts_with("{\n  \"schema_version\": \"1.0\",\n"), "{}", pretty.stdout);
        assert_eq!(pretty.ended(0, "").documents(), compact.ended(0, "").documents());
        let both = folder.run(&["parse", "--pretty", "--compact", "minutes.txt"]);
        assert_eq!(both.status, Some(2));
        assert!(both.stderr.contains("'--pretty' cannot be used with '--compact'"), "{}", both.stderr);
    }

    #[test]
    fn standard_input_is_read_where_no_file_or_a_dash_is_named() {
        let folder = folder_with_protocol();
        let named = folder.run(&["parse", "minutes.txt"]).documents();
        for arguments in [&["parse"][..], &["parse", "-"], &["parse", "--", "-"]] {
            let piped = folder.run_with(arguments, &fixture(PROTOCOL));
            let documents = piped.ended(0, "").documents();
            assert_eq!(documents[0]["source"]["name"], Value::Null);
            assert_eq!(documents[0]["source"]["sha256"], named[0]["source"]["sha256"]);
            assert_eq!(without_places(&documents[0]), without_places(&named[0]));
        }
    }

    #[test]
    fn several_files_are_lines_in_the_order_given() {
        let folder = folder_with_protocol();
        folder.write("other.txt", "Protokoll\n");
        let outcome = folder.run(&["parse", "other.txt", "minutes.txt", "other.txt"]);
        assert_eq!(outcome.ended(0, "").stdout.lines().count(), 3);
        let names: Vec<_> = outcome.documents().iter().map(|read| read["source"]["name"].clone()).collect();
        assert_eq!(names, ["other.txt", "minutes.txt", "other.txt"]);
    }

    /// Everything but UTF-8 is shown by `convert`, which reads in the same way.
    #[test]
    fn the_encoding_is_found_or_named() {
        let folder = Folder::new();
        folder.write("dos.txt", b"N\x84rvarande: \x8fsa \x99st\r\n");
        let read = |arguments: &[&str]| folder.run(arguments).ended(0, "").documents().remove(0);
        let found = read(&["parse", "dos.txt"]);
        assert_eq!((&found["source"]["encoding"], &found["source"]["bytes"]), (&json!("IBM850"), &json!(21)));
        assert_eq!(found["attendance"][0]["name"], "Åsa Öst");
        let named = read(&["parse", "--encoding", "latin1", "dos.txt"]);
        assert_eq!(named["source"]["encoding"], "windows-1252");
        let lines = folder.run(&["check", "--format", "json", "--encoding", "cp437", "dos.txt"]);
        assert_ne!(lines.status, Some(2), "{}", lines.stderr);
    }

    #[test]
    fn what_was_damaged_before_is_a_diagnostic() {
        let folder = Folder::new();
        folder.write("damaged.txt", "Protokoll fÃ¶r nÃ¤mnden\n");
        let document = folder.run(&["parse", "damaged.txt"]).documents().remove(0);
        let codes: Vec<_> =
            document["diagnostics"].as_array().unwrap().iter().map(|found| &found["code"]).collect();
        assert!(codes.contains(&&json!("repaired-text")), "{codes:?}");
        let shown = folder.run(&["check", "damaged.txt"]);
        assert!(shown.stdout.contains("[repaired-text]"), "{}", shown.stdout);
        assert!(shown.stdout.contains("Protokoll för nämnden"), "{}", shown.stdout);
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        for path in fixtures() {
            let text = std::fs::read(&path).unwrap();
            let folder = Folder::new();
            folder.write("plain.txt", &text);
            folder.write("marked.txt", [b"\xEF\xBB\xBF", text.as_slice()].concat());
            let read = folder.run(&["parse", "plain.txt", "marked.txt"]).ended(0, "").documents();
            let (plain, marked) = read.split_at(read.len() / 2);
            for (plain, marked) in plain.iter().zip(marked) {
                assert_eq!(plain["outline"], marked["outline"], "{}", path.display());
                assert_eq!(without_places(plain), without_places(marked), "{}", path.display());
                assert_eq!(marked["source"]["bytes"], text.len() + 3);
            }
        }
    }

    #[test]
    fn an_own_lexicon_adds_words() {
        let folder = Folder::new();
        folder.write("minutes.txt", "Protokoll\n\nMötte upp:\n\nAnna Berg (VF)\n");
        folder.write("words.toml", "[labels]\npresent = [\"mötte upp\"]\n");
        folder.run(&["parse", "--lexicon", "words.toml", "minutes.txt"]).ended(0, "").documents();
    }

    #[test]
    fn the_printed_lexicon_is_a_lexicon() {
        let folder = folder_with_protocol();
        folder.write("words.toml", folder.run(&["lexicon"]).ended(0, "").stdout.as_bytes());
        let with = folder.run(&["parse", "--lexicon", "words.toml", "minutes.txt"]);
        assert_eq!(with.ended(0, "").stdout, folder.run(&["parse", "minutes.txt"]).stdout);
    }
}

mod output_file {
    use super::*;

    #[test]
    fn holds_what_would_be_printed_and_nothing_is_left_beside_it() {
        let folder = folder_with_protocol();
        folder.run(&["parse", "minutes.txt", "-o", "out.json"]).ended(0, "");
        assert_eq!(folder.read("out.json"), folder.run(&["parse", "minutes.txt"]).stdout);
        assert_eq!(folder.names(), ["minutes.txt", "out.json"]);
    }

    #[test]
    fn replaces_an_older_one() {
        let folder = folder_with_protocol();
        folder.write("out.json", "older, and longer than nothing");
        folder.run(&["parse", "--pretty", "minutes.txt", "--out", "out.json"]).ended(0, "");
        assert_eq!(documents(&folder.read("out.json")).len(), 1);
    }

    #[test]
    fn is_left_as_it_was_where_nothing_was_read() {
        let folder = Folder::new();
        folder.write("out.json", "older");
        assert_eq!(folder.run(&["parse", "missing.txt", "-o", "out.json"]).status, Some(1));
        assert_eq!(folder.read("out.json"), "older");
        assert_eq!(folder.names(), ["out.json"]);
    }

    #[test]
    fn is_never_one_of_the_files_that_are_read() {
        let folder = folder_with_protocol();
        let message =
            "protokollant: ./minutes.txt: is read and cannot be the output too; choose another name\n";
        folder.run(&["parse", "minutes.txt", "-o", "./minutes.txt"]).ended(2, message);
        assert_eq!(folder.read("minutes.txt").as_bytes(), fixture(PROTOCOL));
        folder.write("words.toml", "");
        let message = "protokollant: words.toml: is read and cannot be the output too; choose another name\n";
        let arguments = ["parse", "minutes.txt", "--lexicon", "words.toml", "-o", "words.toml"];
        folder.run(&arguments).ended(2, message);
    }

    #[test]
    fn in_a_missing_folder_is_a_message() {
        let message =
            "protokollant: no/out.json: cannot be written: its folder does not exist; make it first\n";
        folder_with_protocol().run(&["parse", "minutes.txt", "-o", "no/out.json"]).ended(1, message);
    }

    #[test]
    fn that_is_a_folder_is_a_message() {
        let folder = folder_with_protocol();
        folder.write("out/x", "");
        let message = "protokollant: out: cannot be written: is a folder, not a file; give a file's name\n";
        folder.run(&["parse", "minutes.txt", "-o", "out"]).ended(1, message);
    }

    #[cfg(unix)]
    #[test]
    fn keeps_links_and_permissions() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = folder_with_protocol();
        let real = folder.write("real.json", "older");
        std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o640)).unwrap();
        symlink("real.json", folder.path("link.json")).unwrap();
        folder.run(&["parse", "minutes.txt", "-o", "link.json"]).ended(0, "");
        assert!(folder.path("link.json").is_symlink());
        assert_eq!(documents(&folder.read("real.json")).len(), 1);
        assert_eq!(real.metadata().unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn on_a_full_disk_is_a_message() {
        let folder = folder_with_protocol();
        let message =
            "protokollant: /dev/full: cannot be written: the disk is full; make room and run again\n";
        folder.run(&["parse", "minutes.txt", "-o", "/dev/full"]).ended(1, message);
        let mut command = folder.command(&["parse", "minutes.txt"]);
        command.stdout(std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
        let output = command.stdin(Stdio::null()).stderr(Stdio::piped()).output().unwrap();
        let message =
            "protokollant: standard output: cannot be written: the disk is full; make room and run again\n";
        assert_eq!(String::from_utf8(output.stderr).unwrap(), message);
        assert_eq!(output.status.code(), Some(1));
    }
}

mod bad_input {
    use super::*;

    /// What is wrong with a file, on one line that names it; the other files are read, the status is 1.
    #[track_caller]
    fn refused(name: &str, bytes: Option<&[u8]>, message: &str) {
        let folder = folder_with_protocol();
        if let Some(bytes) = bytes {
            folder.write(name, bytes);
        }
        for subcommand in ["parse", "check"] {
            let outcome = folder.run(&[subcommand, name, "minutes.txt"]);
            outcome.ended(1, &format!("protokollant: {name}: {message}\n"));
            assert!(!outcome.stdout.is_empty(), "the other file was not read");
        }
        let alone = folder.run(&["parse", name]);
        alone.ended(1, &format!("protokollant: {name}: {message}\n"));
        assert_eq!(alone.stdout, "");
    }

    #[test]
    fn missing() {
        refused("no.txt", None, "there is no such file; check the name and the folder");
    }

    #[test]
    fn binary() {
        let message = "is binary data, not a text; give a file of plain text";
        refused("x.txt", Some(b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0\xFF"), message);
    }

    #[test]
    fn formats_that_hold_text_and_are_none() {
        for (bytes, message) in [
            (
                &b"%PDF-1.7\n%\xE2\xE3"[..],
                "is a PDF, not a text; extract its text first: pdftotext -layout FILE -",
            ),
            (
                b"PK\x03\x04\x14\0",
                "is a Word, OpenDocument or zip file, not a text; save it as plain text first",
            ),
            (b"{\\rtf1\\ansi", "is an RTF file, not a text; save it as plain text first"),
            (b"\x1F\x8B\x08\0", "is compressed, not a text; decompress it first: gzip -dc FILE"),
        ] {
            refused("x.txt", Some(bytes), message);
        }
    }

    #[test]
    fn folders() {
        let folder = Folder::new();
        folder.write("texts/a.txt", "Protokoll\n");
        folder.write("pictures/a.png", "");
        let message = "protokollant: texts: is a folder; name the files in it, or read the whole folder with \
                       `protokollant convert`\n";
        folder.run(&["parse", "texts"]).ended(1, message);
        let message = "protokollant: pictures: is a folder without texts; give files of plain text (.txt)\n";
        folder.run(&["parse", "pictures"]).ended(1, message);
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_no_text_is_shown_as_well_as_can_be() {
        use std::os::unix::ffi::OsStrExt;
        let mut command = Folder::new().command(&["parse"]);
        command.arg(std::ffi::OsStr::from_bytes(b"m\xF6te.txt")).current_dir("/");
        let message = "protokollant: m\u{FFFD}te.txt: there is no such file; check the name and the folder\n";
        finish(command, b"").ended(1, message);
    }

    #[test]
    fn empty_is_a_document_and_a_message() {
        let folder = Folder::new();
        let what = "there is no text in it; recognise the text of the original and try again";
        for bytes in [&b""[..], b"\xEF\xBB\xBF", b" \n\t\n"] {
            folder.write("empty.txt", bytes);
            let outcome = folder.run(&["parse", "empty.txt"]);
            outcome.ended(1, &format!("protokollant: empty.txt: {what}\n"));
            assert_eq!(outcome.documents().len(), 1);
        }
        folder.run(&["parse"]).ended(1, &format!("protokollant: standard input: {what}\n"));
    }

    #[test]
    fn empty_and_unlike_a_protocol_are_diagnostics() {
        let folder = Folder::new();
        folder.write("empty.txt", "");
        folder.write("recipe.txt", "Vispa tre ägg.\n\nTillsätt mjölken och grädda i smör.\n");
        for (name, code) in [("empty.txt", "empty-text"), ("recipe.txt", "not-a-protocol")] {
            let document = &folder.run(&["parse", name]).documents()[0];
            let codes: Vec<_> =
                document["diagnostics"].as_array().unwrap().iter().map(|d| &d["code"]).collect();
            assert!(codes.contains(&&json!(code)), "{name}: {codes:?}");
            assert_eq!(folder.run(&["check", name]).status, Some(1), "{name}");
        }
    }

    #[test]
    fn a_lexicon_with_a_mistake_is_told_with_its_line() {
        let folder = folder_with_protocol();
        folder.write("words.toml", "[labels]\npresent = [\"deltog\"]\nprsent = []\n");
        let outcome = folder.run(&["parse", "--lexicon", "words.toml", "minutes.txt"]);
        assert_eq!((outcome.status, outcome.stdout.as_str()), (Some(2), ""));
        assert!(outcome.stderr.starts_with("protokollant: words.toml:3: unknown"), "{}", outcome.stderr);
        assert!(
            outcome.stderr.ends_with("; see `protokollant lexicon` for the form\n"),
            "{}",
            outcome.stderr
        );
        let message = "protokollant: no.toml: there is no such file; check the name and the folder\n";
        folder.run(&["check", "--lexicon", "no.toml", "minutes.txt"]).ended(2, message);
    }
}

mod check {
    use super::*;

    #[test]
    fn ends_with_a_summary() {
        let folder = folder_with_protocol();
        let outcome = folder.run(&["check", "minutes.txt", "no.txt"]);
        assert_eq!(outcome.status, Some(1));
        let last = outcome.stdout.lines().last().unwrap();
        assert!(last.starts_with("1 text checked, 1 not read: "), "{last}");
    }

    #[test]
    fn shows_the_line_with_a_mark_and_counts() {
        let folder = Folder::new();
        folder.write(
            "odd.txt",
            "Protokoll\n\nDatum: den 31 juni 2024\n\nNärvarande: Anna Berg\n\n§ 1 Val\n\nVal.\n",
        );
        let outcome = folder.run(&["check", "odd.txt"]);
        assert_eq!(outcome.status, Some(1));
        assert!(outcome.stdout.contains("error[impossible-date]: "), "{}", outcome.stdout);
        assert!(outcome.stdout.contains(" --> odd.txt:3:"), "{}", outcome.stdout);
        assert!(outcome.stdout.contains("3 | Datum: den 31 juni 2024\n"), "{}", outcome.stdout);
        assert!(outcome.stdout.contains("^^^"), "{}", outcome.stdout);
        let json = folder.run(&["check", "--format", "json", "odd.txt"]);
        let lines: Vec<Value> = json.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let line = lines.iter().find(|line| line["code"] == "impossible-date").unwrap();
        assert_eq!(
            (&line["file"], &line["line"], &line["severity"]),
            (&json!("odd.txt"), &json!(3), &json!("error"))
        );
    }

    #[test]
    fn fails_on_warnings_where_asked() {
        let folder = Folder::new();
        let text =
            String::from_utf8(fixture(PROTOCOL)).unwrap().replace("\n5 Övriga frågor", "\n4 Övriga frågor");
        folder.write("odd.txt", text);
        assert_eq!(folder.run(&["check", "odd.txt"]).status, Some(0));
        assert_eq!(folder.run(&["check", "--fail-on", "warning", "odd.txt"]).status, Some(1));
        assert_eq!(folder.run(&["check", "--fail-on", "nothing", "odd.txt"]).status, Some(2));
    }

    #[test]
    fn colours_are_for_terminals_and_those_who_want_them() {
        let folder = Folder::new();
        folder.write("empty.txt", "");
        let with = |variables: &[(&str, &str)]| {
            let mut command = folder.command(&["check", "empty.txt"]);
            command.envs(variables.iter().copied());
            finish(command, b"").stdout.contains('\u{1B}')
        };
        assert!(!with(&[]));
        assert!(with(&[("CLICOLOR_FORCE", "1")]));
        assert!(!with(&[("NO_COLOR", "1")]));
    }
}

mod pages_and_words {
    use super::*;

    #[test]
    fn explain_lists_every_code_and_explains_each() {
        let folder = Folder::new();
        let list = folder.run(&["explain"]);
        assert_eq!(list.ended(0, "").stdout.lines().count(), protokollant::Code::ALL.len());
        for code in protokollant::Code::ALL {
            assert!(list.stdout.lines().any(|line| line.starts_with(&format!("{code} "))), "{code}");
            let page = folder.run(&["explain", code.as_str()]);
            assert!(page.ended(0, "").stdout.starts_with(&format!("{code} ({})\n\n", code.severity())));
            assert!(page.stdout.contains("\nExample: "), "{code} has no example");
            assert!(page.stdout.contains("\nWhat to do: "), "{code} does not say what to do");
        }
    }

    #[test]
    fn explain_suggests_what_a_misspelt_code_may_be() {
        let outcome = Folder::new().run(&["explain", "no-dat"]);
        assert_eq!(outcome.status, Some(2));
        assert!(outcome.stderr.contains("'no-date'"), "{}", outcome.stderr);
    }

    #[test]
    fn help_has_examples_and_exit_statuses() {
        let folder = Folder::new();
        let help = folder.run(&["--help"]);
        for part in ["Examples:\n", "Exit status:\n", "parse minutes.txt", "  0  ", "  1  ", "  2  "] {
            assert!(help.ended(0, "").stdout.contains(part), "{part}");
        }
        for subcommand in
            ["parse", "check", "convert", "verify", "explain", "schema", "lexicon", "completions", "man"]
        {
            assert!(help.stdout.contains(&format!("\n  {subcommand} ")), "{subcommand}");
            let page = folder.run(&[subcommand, "--help"]);
            assert!(page.ended(0, "").stdout.contains("Usage: protokollant "), "{subcommand}");
        }
        assert!(folder.run(&["--version"]).stdout.starts_with("protokollant "));
    }

    #[test]
    fn wrong_usage_is_status_2() {
        let folder = Folder::new();
        for arguments in [&[][..], &["pars"], &["parse", "--prety"], &["completions"], &["completions", "sh"]]
        {
            let outcome = folder.run(arguments);
            assert_eq!((outcome.status, outcome.stdout.as_str()), (Some(2), ""), "{arguments:?}");
            assert!(outcome.stderr.contains("Usage: ") || outcome.stderr.contains("--help"), "{arguments:?}");
        }
    }

    #[test]
    fn completions_know_the_subcommands() {
        for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
            let script = Folder::new().run(&["completions", shell]);
            assert!(script.ended(0, "").stdout.contains("explain"), "{shell}");
        }
    }

    #[test]
    fn manual_pages_are_printed_or_written_to_a_folder() {
        let folder = Folder::new();
        assert!(folder.run(&["man"]).ended(0, "").stdout.contains(".TH protokollant 1"));
        folder.run(&["man", "--folder", "man/man1"]).ended(0, "");
        assert!(folder.read("man/man1/protokollant.1").contains("protokollant\\-parse(1)"));
        assert!(folder.read("man/man1/protokollant-parse.1").contains(".TH protokollant-parse 1"));
        folder.write("file", "");
        let outcome = folder.run(&["man", "--folder", "file/man1"]);
        assert_eq!(outcome.status, Some(1));
        assert!(
            outcome.stderr.starts_with("protokollant: file/man1: cannot be written: "),
            "{}",
            outcome.stderr
        );
    }
}

mod closed_pipe {
    use super::*;

    /// A reader that goes away after some lines, as `head` does.
    #[track_caller]
    fn read_some(arguments: &[&str], lines: usize) {
        let folder = folder_with_protocol();
        let mut command = folder.command(arguments);
        let piped = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().unwrap();
        let mut reader = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        (0..lines).for_each(|_| assert!(reader.read_line(&mut line).unwrap() > 0));
        drop(reader);
        let mut stderr = String::new();
        child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        assert_eq!((child.wait().unwrap().code(), stderr.as_str()), (Some(0), ""), "{arguments:?}");
    }

    #[test]
    fn is_no_error() {
        let mut many = vec!["parse"];
        many.extend(["minutes.txt"; 400]);
        read_some(&many, 1);
        read_some(&["parse", "minutes.txt"], 0);
        for arguments in [&["lexicon"][..], &["schema"], &["explain"], &["man"], &["completions", "bash"]] {
            read_some(arguments, 0);
        }
        many[0] = "check";
        read_some(&many, 0);
    }
}
