//! How fast a text becomes JSON, beside the least that any program must do for it.
//!
//! ```text
//! cargo bench --no-default-features --bench parse                 the table of ratios
//! cargo bench --no-default-features --bench parse -- growth [64]  what 1, 2, 4 … 64 MB take, by kind of text
//! cargo bench --no-default-features --bench parse -- growth 64 brackets      the same of one kind
//! cargo bench --no-default-features --bench parse -- once two     reads one text once, for callgrind
//! cargo bench --no-default-features --bench parse -- once brackets 8         the same of 8 MB of a kind
//! cargo bench --no-default-features --bench parse -- json FILE…   the JSON of files, to compare two builds
//! cargo bench --bench parse -- start                              how long a process takes for two pages
//! cargo bench --bench parse -- threads                            what a second thread gives `convert`
//! ```
//!
//! `benches/parse/instructions.sh` counts the instructions that reading takes, for `.ci/run`.
//!
//! *The floor* is to check the bytes for UTF-8 and to write the text once as a JSON string. All rounds run in
//! one process, one after the other in turn, and the median counts: a busy machine slows all alike.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used)]

mod counting;
mod processes;
mod texts;

use std::hint::black_box;
use std::io::Write as _;
use std::time::{Duration, Instant};

use protokollant::output::{Layout, write_json};

#[global_allocator]
static ALLOCATOR: counting::Counting = counting::Counting;

/// Rounds of which the median is taken.
const ROUNDS: usize = 7;
/// The corpus is at least so large.
const CORPUS: usize = 32 << 20;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["growth"] => growth(64),
        ["growth", most] => growth(most.parse().expect("a number of megabytes")),
        ["growth", most, kind] => growth_of(kind, most.parse().expect("a number of megabytes")),
        ["once", text, size @ ..] => once(text, size, parse_and_write),
        ["floor", text, size @ ..] => once(text, size, floor),
        ["parse-only", text, size @ ..] => once(text, size, parse_only),
        ["json", files @ ..] => json(files),
        ["start"] => processes::start(),
        ["threads"] => processes::threads(),
        ["grown", kind, size] => grown(kind, size.parse().expect("a number of megabytes")),
        ["copy", threads, from, to] => processes::copy(threads.parse().expect("a number"), from, to),
        _ => ratios(),
    }
}

// What is measured, from bytes in memory to bytes in memory.

fn floor(bytes: &[u8], out: &mut Vec<u8>) {
    let text = std::str::from_utf8(bytes).expect("the texts are UTF-8");
    serde_json::to_writer(out, text).expect("memory takes all");
}

fn parse_only(bytes: &[u8], _: &mut Vec<u8>) {
    let decoded = protokollant::text::decode(bytes, None).expect("the texts are texts");
    black_box(protokollant::parse(&decoded.text));
}

fn parse_and_write(bytes: &[u8], out: &mut Vec<u8>) {
    let decoded = protokollant::text::decode(bytes, None).expect("the texts are texts");
    write_json(out, &protokollant::parse(&decoded.text), Layout::Compact).expect("memory takes all");
}

type Pass = fn(&[u8], &mut Vec<u8>);

/// Reads one text once, or the corpus, so that a tool beside can count instructions; `size` is in megabytes.
fn once(text: &str, size: &[&str], pass: Pass) {
    let size = size.first().map_or(2, |size| size.parse().expect("a number of megabytes")) << 20;
    let texts = match text {
        "two" => vec![texts::two_pages()],
        "sixty" => vec![texts::sixty_pages()],
        "corpus" => texts::corpus(size),
        name if texts::GROWING.iter().any(|(other, _)| *other == name) => {
            let growing = texts::GROWING.iter().filter(|(other, _)| *other == name);
            growing.map(|(_, make)| make(size)).collect()
        }
        file => {
            vec![std::fs::read_to_string(file).expect("two, sixty, corpus, a text that grows, or a file")]
        }
    };
    let mut out = Vec::with_capacity(1 << 20);
    measured(&texts, pass, &mut out);
}

/// The part that callgrind counts (`--toggle-collect`), with the texts made before.
#[inline(never)]
fn measured(texts: &[String], pass: Pass, out: &mut Vec<u8>) {
    for text in texts {
        out.clear();
        pass(black_box(text.as_bytes()), black_box(out));
    }
}

/// The same bytes before and after a change for speed.
fn json(files: &[&str]) {
    for file in files {
        let text = std::fs::read_to_string(file).expect("a file with text");
        for document in protokollant::parse_all(&text, protokollant::Lexicon::built_in()) {
            write_json(std::io::stdout(), &document, Layout::Compact).expect("it can be printed");
        }
    }
}

fn ratios() {
    println!("{:<22} {:>9} {:>22} {:>10} {:>8} {:>12}", "", "size", "pass", "MB/s", "ratio", "allocations");
    let texts = [
        ("two pages", vec![texts::two_pages()]),
        ("sixty pages", vec![texts::sixty_pages()]),
        ("corpus", texts::corpus(CORPUS)),
    ];
    let passes: [(&str, Pass); 3] =
        [("floor", floor), ("check and parse", parse_only), ("check, parse, write", parse_and_write)];
    for (name, texts) in &texts {
        let size: usize = texts.iter().map(String::len).sum();
        let times = (1 << 20) / size + 1;
        let mut rounds = passes.map(|_| Vec::new());
        let mut allocations = [0; 3];
        for _ in 0..ROUNDS {
            for (at, (_, pass)) in passes.iter().enumerate() {
                let mut out = Vec::with_capacity(1 << 20);
                let before = counting::allocations();
                let start = Instant::now();
                (0..times).for_each(|_| measured(texts, *pass, &mut out));
                rounds[at].push(start.elapsed());
                allocations[at] = (counting::allocations() - before) / times / texts.len();
            }
        }
        let medians = rounds.map(median);
        for (at, (pass, _)) in passes.iter().enumerate() {
            let seconds = medians[at].as_secs_f64();
            println!(
                "{name:<22} {:>7}kB {pass:>22} {:>10.1} {:>8.2} {:>12}",
                size / 1000,
                (size * times) as f64 / 1e6 / seconds,
                seconds / medians[0].as_secs_f64(),
                allocations[at],
            );
        }
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// What a document of 1, 2, 4 … megabytes takes, in milliseconds a megabyte, and how far the largest is from
/// proportional to the smallest.
fn growth(most: usize) {
    println!("milliseconds a megabyte (peak memory beyond the text, in times the text)\n");
    texts::GROWING.iter().for_each(|(kind, _)| growth_of(kind, most));
}

/// The same of one kind of text. Each reading has a process of its own, as with the command: memory is touched for
/// the first time by small texts as by large ones, and not what an earlier round gave back.
fn growth_of(kind: &str, most: usize) {
    print!("{kind:<32}");
    let mut found: Vec<f64> = Vec::new();
    for size in std::iter::successors(Some(1), |size| Some(size * 2)).take_while(|size| *size <= most) {
        let (time, peak) = processes::grown(kind, size);
        print!(" {time:>7.1} ({peak:>4.1})");
        std::io::stdout().flush().expect("it can be printed");
        found.push(time);
        if time * size as f64 > 20_000.0 {
            print!("  too slow for more");
            break;
        }
    }
    let (first, last) = (found.first().copied().unwrap_or(1.0), found.last().copied().unwrap_or(1.0));
    println!("  {:+.0} %", (last / first - 1.0) * 100.0);
}

/// Reads a text of so many megabytes once, and prints how many milliseconds a megabyte it took, and how many times its
/// size stood in memory beyond it.
fn grown(kind: &str, size: usize) {
    let (_, make) = texts::GROWING.iter().find(|(name, _)| *name == kind).expect("a kind of text");
    let text = make(size << 20);
    let mut time = Duration::ZERO;
    let peak = counting::peak_of(|| {
        let start = Instant::now();
        black_box(protokollant::parse(black_box(&text)));
        time = start.elapsed();
    });
    let megabytes = text.len() as f64 / 1_048_576.0;
    println!("{} {}", time.as_secs_f64() * 1000.0 / megabytes, peak as f64 / text.len() as f64);
}
