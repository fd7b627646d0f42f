//! The command as a process, beside the least that a program must do: a small one that prints a text, and this one,
//! told to `copy` an archive.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant};

use crate::texts;

/// Rounds of which the best counts.
const ROUNDS: usize = 9;
/// Processes of one round: one takes a millisecond.
const STARTS: usize = 40;

/// The command, where it is built along.
fn command() -> Command {
    let built: Option<&str> = option_env!("CARGO_BIN_EXE_protokollant");
    Command::new(built.expect("leave out --no-default-features"))
}

/// This program with other words.
fn this_program(words: &[&str]) -> Command {
    let mut this = Command::new(std::env::current_exe().expect("a program knows where it is"));
    this.args(words);
    this
}

/// A program, built as people build it, which for a bench Cargo does not: there the command has what the libraries of
/// the tests want of those that both have, and is larger.
fn built(kind: &str, name: &str) -> PathBuf {
    let this = std::env::current_exe().expect("a program knows where it is");
    let target = this.ancestors().nth(3).expect("this program is at target/release/deps");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--release", "--quiet", kind, name, "--target-dir"]).arg(target);
    let status = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).status().expect("Cargo can be started");
    assert!(status.success(), "{name} cannot be built");
    let folder = if kind == "--example" { "release/examples" } else { "release" };
    target.join(folder).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// Writes each file of a folder as a JSON string into another folder: what an archive takes at least.
pub(crate) fn copy(threads: usize, from: &str, to: &str) {
    let entries = std::fs::read_dir(from).expect("a folder");
    let files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(file) = files.get(next.fetch_add(1, Relaxed)) {
                    let bytes = std::fs::read(file).expect("a file");
                    let text = std::str::from_utf8(&bytes).expect("the texts are UTF-8");
                    let out = serde_json::to_vec(text).expect("memory takes all");
                    let name = file.file_name().expect("a file has a name");
                    std::fs::write(Path::new(to).join(name), out).expect("it can be written");
                }
            });
        }
    });
}

fn took(command: &mut Command) -> Duration {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("it can be started");
    assert!(status.success(), "{command:?} fails");
    start.elapsed()
}

/// How many milliseconds a megabyte of a kind of text takes, the best of some processes, and how many times its size
/// is in memory beyond it.
pub(crate) fn grown(kind: &str, megabytes: usize) -> (f64, f64) {
    let rounds = if megabytes < 16 { 5 } else { 2 };
    let found = (0..rounds).map(|_| {
        let output =
            this_program(&["grown", kind, &megabytes.to_string()]).output().expect("it can be started");
        let printed = String::from_utf8(output.stdout).expect("figures are ASCII");
        let mut figures = printed.split_whitespace().map(|figure| figure.parse().expect("a figure"));
        let mut next = || figures.next().expect("two figures");
        (next(), next())
    });
    found.min_by(|(one, _): &(f64, f64), (other, _)| one.total_cmp(other)).expect("one round at least")
}

/// Two pages as a process.
pub(crate) fn start() {
    let programs = [built("--example", "print_text"), built("--bin", "protokollant")];
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("two.txt");
    std::fs::write(&file, texts::two_pages()).expect("it can be written");
    let mut best = [Duration::MAX; 2];
    for _ in 0..ROUNDS {
        let mut round = [Duration::ZERO; 2];
        for _ in 0..STARTS {
            round[0] += took(Command::new(&programs[0]).arg(&file));
            round[1] += took(Command::new(&programs[1]).arg("parse").arg(&file));
        }
        best = [best[0].min(round[0]), best[1].min(round[1])];
    }
    let [floor, parse] = best.map(|round| round.as_secs_f64() * 1000.0 / STARTS as f64);
    println!("two pages, a process: floor {floor:.2} ms, parse {parse:.2} ms, ratio {:.2}", parse / floor);
}

/// What a second thread gives.
pub(crate) fn threads() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("a path of letters").to_owned();
    let from = path("from");
    std::fs::create_dir_all(&from).expect("it can be made");
    for (at, text) in texts::corpus(crate::CORPUS).iter().enumerate() {
        std::fs::write(Path::new(&from).join(format!("{at:05}.txt")), text).expect("it can be written");
    }
    let mut best = [[Duration::MAX; 2]; 2];
    for round in 0..ROUNDS {
        for threads in [1, 2] {
            let out = |name: &str| path(&format!("{name}-{round}-{threads}"));
            let (copies, converted) = (out("copies"), out("converted"));
            let jobs = threads.to_string();
            // Both write new files: to write into old ones takes longer.
            std::fs::create_dir_all(&copies).expect("it can be made");
            let floor = took(&mut this_program(&["copy", &jobs, &from, &copies]));
            let convert = took(command().args(["convert", &from, "-o", &converted, "--jobs", &jobs]));
            for written in [copies, converted] {
                std::fs::remove_dir_all(&written).expect("it can be removed");
            }
            for (best, time) in best.iter_mut().zip([floor, convert]) {
                best[threads - 1] = best[threads - 1].min(time);
            }
        }
    }
    for (name, [one, two]) in ["floor", "convert"].iter().zip(best) {
        println!(
            "{name:<8} one thread {one:>8.0?}  two {two:>8.0?}  speed-up {:.2}",
            one.div_duration_f64(two)
        );
    }
    let [floor, convert] = best.map(|[one, two]| one.div_duration_f64(two));
    println!("the speed-up of convert is {:.2} of that of the floor", convert / floor);
}
