//! Makes an archive of invented protocols to measure with: `make_archive FOLDER [TEXTS]`.
//!
//! The texts in `fixtures/` are the seeds. Each text of the archive is one of them with other names, another
//! day, and more paragraphs, drawn from all of them, after the first point: from 2 to 40 kilobytes, as
//! protocols have. One in ten is in an old encoding. The same call always makes the same archive.

#![allow(clippy::print_stdout, reason = "a program for people")]

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use oem_cp::code_table::ENCODING_TABLE_CP850;

const GIVEN: &[&str] = &[
    "Anna", "Bengt", "Åsa", "Per-Olof", "Märta", "Sören", "Eva", "Göran", "Ulla", "Håkan", "Inger", "Örjan",
];
const FAMILY: &[&str] =
    &["Berg", "Öst", "Lindgren", "Åkerblom", "Ek", "Nordén", "Malm", "Ström", "Sjöö", "Hägg", "Dahl", "Wall"];
/// The names of the seeds that are replaced: those that stand in the first fixture.
const NAMES: &[&str] =
    &["Bengt Lindgren", "Sara Öberg", "Håkan Ek", "Maria Ek", "David Nordén", "Jonas Malm"];

/// Numbers that look random and are the same each time (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end.max(1) as u64).unwrap_or_default()
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let Some(folder) = arguments.next().map(PathBuf::from) else {
        return Err("usage: make_archive FOLDER [TEXTS]".into());
    };
    let texts = match arguments.next() {
        Some(texts) => texts.to_string_lossy().parse()?,
        None => 20_000,
    };
    let seeds = seeds()?;
    let pool = paragraphs(&seeds);
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    let mut bytes = 0;
    for number in 0..texts {
        let year = 1980 + number * 45 / texts;
        let text = protocol(&seeds[number % seeds.len()], &pool, year, &mut dice);
        let encoded = encoded(&text, &mut dice);
        let path = folder.join(year.to_string()).join(format!("protokoll {number:06}.txt"));
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        bytes += encoded.len();
        fs::write(path, encoded)?;
    }
    println!("{texts} texts, {bytes} bytes");
    Ok(())
}

fn seeds() -> Result<Vec<String>, Box<dyn Error>> {
    let mut found = vec![];
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "txt") {
                found.push(path);
            }
        }
    }
    found.sort();
    // A seed that is not UTF-8 is there for its encoding.
    Ok(found.iter().filter_map(|path| fs::read_to_string(path).ok()).collect())
}

/// The paragraphs that tell of something.
fn paragraphs(seeds: &[String]) -> Vec<&str> {
    let parts = seeds.iter().flat_map(|text| text.split("\n\n"));
    parts
        .map(str::trim)
        .filter(|part| part.len() > 80 && part.ends_with('.') && !part.contains('\t'))
        .collect()
}

fn protocol(seed: &str, pool: &[&str], year: usize, dice: &mut Dice) -> String {
    let day = format!("{year}-{:02}-{:02}", 1 + dice.below(12), 1 + dice.below(28));
    let mut text = seed.replace("2023-11-08", &day);
    for name in NAMES {
        text = text.replace(name, &format!("{} {}", dice.of(GIVEN), dice.of(FAMILY)));
    }
    let wanted = 2_000 + dice.below(20_000) + dice.below(18_000);
    // Behind the first paragraph of the first point, so that the order of the points stays.
    let at = pool.iter().filter_map(|part| text.find(part).map(|at| at + part.len())).min();
    let at = at.unwrap_or(text.len());
    let mut more = String::new();
    while text.len() + more.len() < wanted && !pool.is_empty() {
        more += "\n\n";
        more += dice.of(pool);
    }
    text.insert_str(at, &more);
    text
}

/// One in ten in an encoding of Windows or DOS with its line ends, where that has all characters.
fn encoded(text: &str, dice: &mut Dice) -> Vec<u8> {
    let lines = || text.replace('\n', "\r\n");
    match dice.below(20) {
        0 => match encoding_rs::WINDOWS_1252.encode(&lines()) {
            (bytes, _, false) => bytes.into_owned(),
            _ => text.into(),
        },
        1 => oem_cp::encode_string_checked(&lines(), &ENCODING_TABLE_CP850).unwrap_or_else(|| text.into()),
        _ => text.into(),
    }
}
