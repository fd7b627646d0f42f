//! `parse --input-format jsonl` as a process: line by line, in order, for days.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests may fail loudly")]

mod util;

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use util::process::{Folder, Outcome, assert_valid, fixture};

const STREAM: [&str; 3] = ["parse", "--input-format", "jsonl"];

fn run(lines: &[u8], more: &[&str]) -> Outcome {
    Folder::new().run_with(&[&STREAM, more].concat(), lines)
}

fn answers(outcome: &Outcome) -> Vec<Value> {
    outcome.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn spawn(more: &[&str]) -> Child {
    let mut command = Folder::new().command(&[&STREAM, more].concat());
    let piped = command.current_dir("/").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    piped.spawn().unwrap()
}

/// The lines of a child, read elsewhere, so that waiting for one can end.
fn lines_of(child: &mut Child) -> mpsc::Receiver<String> {
    let (sender, lines) = mpsc::channel();
    let reader = BufReader::new(child.stdout.take().unwrap());
    thread::spawn(move || reader.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
    lines
}

const SOON: Duration = Duration::from_secs(20);

#[test]
fn each_line_is_answered_in_order_with_its_id_and_other_keys() {
    let text = String::from_utf8(fixture("regional-police-council.txt")).unwrap();
    let lines: String = (0..200)
        .map(|id| format!("{}\n", json!({"id": id, "text": text, "source": "s", "year": 1987})))
        .collect();
    for jobs in ["1", "2", "4"] {
        let outcome = run(lines.as_bytes(), &["--jobs", jobs]);
        outcome.ended(0, "");
        let answers = answers(&outcome);
        assert_eq!(answers.len(), 200);
        for (id, answer) in answers.iter().enumerate() {
            assert_eq!((&answer["id"], &answer["year"]), (&json!(id), &json!(1987)));
            assert_eq!(answer["input"]["source"], "s");
            assert_eq!(answer["meeting"]["date"], "2023-11-08");
        }
        let mut document = answers[0].clone();
        for key in ["id", "year", "input"] {
            document.as_object_mut().unwrap().remove(key);
        }
        assert_valid(&document);
    }
}

#[test]
fn a_broken_line_is_answered_in_its_place() {
    let lines = b"{\"id\": 1, \"text\": \"Protokoll\"}\n\
                  {\"id\": 2, \"text\": \"f\xf6r\"}\n\
                  {\"id\": 3}\n\
                  \n\
                  {\"id\": 4, \"text\": \"cut\n\
                  {\"id\": 5, \"text\": \"%PDF-1.4\"}\n\
                  {\"id\": 6, \"text\": \"Protokoll\"}";
    let outcome = run(lines, &[]);
    let answers = answers(outcome.ended(0, ""));
    let failed: Vec<bool> = answers.iter().map(|answer| answer.get("error").is_some()).collect();
    assert_eq!(failed, [false, true, true, true, true, true, false]);
    assert_eq!((&answers[2]["id"], &answers[5]["id"], &answers[6]["id"]), (&json!(3), &json!(5), &json!(6)));
    assert_eq!(answers[4]["error"]["line"], 5);
}

#[test]
fn items_stand_in_the_answer_to_their_line() {
    let text = String::from_utf8(fixture("regional-police-council.txt")).unwrap();
    let line = json!({"id": "a", "text": text}).to_string();
    let answers = answers(run(line.as_bytes(), &["--output", "items"]).ended(0, ""));
    assert_eq!(answers.len(), 1);
    assert_eq!(answers[0]["id"], "a");
    assert!(answers[0]["items"].as_array().unwrap().len() > 1);
}

/// A program that asks and waits, as an editor or a queue does.
#[test]
fn an_answer_comes_before_the_next_line_is_sent() {
    let mut child = spawn(&[]);
    let mut stdin = child.stdin.take().unwrap();
    let lines = lines_of(&mut child);
    for id in 0..5 {
        writeln!(stdin, "{}", json!({"id": id, "text": "Protokoll"})).unwrap();
        let answer: Value = serde_json::from_str(&lines.recv_timeout(SOON).unwrap()).unwrap();
        assert_eq!(answer["id"], id);
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

/// The reader goes away, and nobody closes the input: the command ends at the next answer all the same.
#[test]
fn a_closed_pipe_is_no_error_and_ends_the_command() {
    let mut child = spawn(&[]);
    let mut stdin = child.stdin.take().unwrap();
    let mut line = String::new();
    let mut reader = BufReader::new(child.stdout.take().unwrap());
    stdin.write_all(b"{\"id\": 1, \"text\": \"Protokoll\"}\n").unwrap();
    reader.read_line(&mut line).unwrap();
    drop(reader);
    stdin.write_all(b"{\"id\": 2, \"text\": \"Protokoll\"}\n").unwrap();
    let mut stderr = child.stderr.take().unwrap();
    let (sender, ended) = mpsc::channel();
    thread::spawn(move || {
        let mut said = String::new();
        let _ = stderr.read_to_string(&mut said);
        let _ = sender.send((child.wait().unwrap().code(), said));
    });
    assert_eq!(ended.recv_timeout(SOON).unwrap(), (Some(0), String::new()));
    drop(stdin);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let mut command = Folder::new().command(&STREAM);
    command.current_dir("/").stdin(Stdio::piped()).stderr(Stdio::piped());
    command.stdout(std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"{\"text\": \"Protokoll\"}\n").unwrap();
    let output = child.wait_with_output().unwrap();
    let message =
        "protokollant: standard output: cannot be written: the disk is full; make room and run again\n";
    assert_eq!(
        (output.status.code(), String::from_utf8(output.stderr).unwrap()),
        (Some(1), message.to_owned())
    );
}

/// `/proc` knows the most that a process ever held.
#[cfg(target_os = "linux")]
#[test]
fn a_hundred_thousand_lines_take_constant_memory() {
    const LINES: usize = 100_000;
    let mut child = spawn(&[]);
    let mut stdin = child.stdin.take().unwrap();
    let lines = lines_of(&mut child);
    let writer = thread::spawn(move || {
        for id in 0..LINES {
            let text = format!(
                "Protokoll nr {id}\n\nNärvarande: Åsa Öst (S), ordförande\n\n§ 1 Val\n\nVal hölls.\n"
            );
            writeln!(stdin, "{}", json!({"id": id, "text": text})).unwrap();
        }
        stdin
    });
    let peak = |child: &Child| -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    };
    let mut early = 0;
    for id in 0..LINES {
        let line = lines.recv_timeout(SOON).unwrap();
        assert!(line.starts_with(&format!("{{\"id\":{id},")), "{line}");
        if id == LINES / 10 {
            early = peak(&child);
        }
    }
    let late = peak(&child);
    drop(writer.join().unwrap());
    assert!(child.wait().unwrap().success());
    assert!(late < 64 * 1024, "{late} KiB");
    assert!(late < early + 4 * 1024, "it grew from {early} to {late} KiB");
}

#[test]
fn what_does_not_go_with_lines_is_wrong_usage() {
    for (more, message) in [
        (&["texts.jsonl"][..], "reads standard input; use < FILE"),
        (&["-o", "out.jsonl"], "writes standard output; use > FILE"),
        (&["--pretty"], "writes one line for each line; leave out --pretty"),
        (&["--encoding", "cp850"], "reads JSON, which is UTF-8; leave out --encoding"),
    ] {
        run(b"", more).ended(2, &format!("protokollant: --input-format jsonl: {message}\n"));
    }
    assert_eq!(Folder::new().run(&["parse", "--jobs", "2"]).status, Some(2));
}
