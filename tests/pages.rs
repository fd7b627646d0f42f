//! README and `docs/` say what is true: their commands are run, and generated pages are kept in step.
//!
//! A block marked `console` is run, line by line, in a folder that holds `fixtures/`, and what it shows below
//! a command must be what the command prints; a line `...` stands for any number of lines. Blocks marked
//! otherwise (`sh`) are not run.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests may fail loudly")]

mod util;

use std::fs;
use std::path::{Path, PathBuf};

use protokollant::Code;
use serde_json::Value;
use util::{diff, files_below};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn pages() -> Vec<PathBuf> {
    let mut pages = vec![root().join("README.md")];
    pages.extend(
        files_below(&root().join("docs"))
            .into_iter()
            .filter(|path| path.extension().is_some_and(|end| end == "md")),
    );
    pages
}

/// A command of a page, and what the page shows of its output.
#[derive(Debug, PartialEq, Eq)]
struct Shown {
    command: String,
    output: Vec<String>,
}

/// The commands in blocks marked `console`.
fn commands(page: &str) -> Vec<Shown> {
    let mut found: Vec<Shown> = vec![];
    let mut inside = false;
    for line in page.lines() {
        match (inside, line) {
            (false, line) => inside = line == "```console",
            (true, "```") => inside = false,
            (true, line) => match line.strip_prefix("$ ") {
                Some(command) => found.push(Shown { command: command.to_owned(), output: vec![] }),
                None => found.last_mut().unwrap().output.push(line.to_owned()),
            },
        }
    }
    found
}

/// Whether `found` is what is shown, where `...` stands for any lines.
fn matches(shown: &[String], found: &[&str]) -> bool {
    match shown.split_first() {
        None => found.is_empty(),
        Some((first, rest)) if first == "..." => (0..=found.len()).any(|skip| matches(rest, &found[skip..])),
        Some((first, rest)) => {
            found.split_first().is_some_and(|(line, found)| line == first && matches(rest, found))
        }
    }
}

#[cfg(unix)]
#[test]
fn commands_of_pages_print_what_is_shown() {
    use util::process::{Folder, finish};
    let mut run = 0;
    let built = |page: &PathBuf| cfg!(feature = "export") || !page.starts_with(root().join("docs/export"));
    for page in pages().into_iter().filter(built) {
        let folder = Folder::new();
        for path in files_below(&root().join("fixtures")) {
            let name = path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
            folder.write(&name, fs::read(&path).unwrap());
        }
        for shown in commands(&fs::read_to_string(&page).unwrap()) {
            let program = Path::new(env!("CARGO_BIN_EXE_protokollant")).parent().unwrap();
            let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
            let mut shell = std::process::Command::new("sh");
            shell
                .args(["-c", &shown.command])
                .env("PATH", path)
                .env("NO_COLOR", "1")
                .current_dir(folder.path(""));
            let outcome = finish(shell, b"");
            // A terminal shows both streams.
            let printed = outcome.stdout + &outcome.stderr;
            let found: Vec<&str> = printed.lines().collect();
            let differences = diff(&format!("{}\n", shown.output.join("\n")), &printed);
            assert!(
                shown.output.is_empty() || matches(&shown.output, &found),
                "{}: $ {}\n{differences}",
                page.display(),
                shown.command
            );
            run += 1;
        }
    }
    assert!(run > 5, "only {run} commands found in the pages");
}

/// `docs/diagnostics.md`, made of the explanations.
fn diagnostics_page() -> String {
    let mut page = String::from(
        "# Diagnostics\n\nWhat `protokollant check` reports, and what stands in a document's `diagnostics`. \
         Codes are stable: none is renamed\nor reused. `protokollant explain CODE` prints the same text.\n\n\
         | code | severity | |\n| --- | --- | --- |\n",
    );
    for code in Code::ALL {
        let summary = code.explanation().lines().next().unwrap().trim();
        page += &format!("| [`{code}`](#{code}) | {} | {summary} |\n", code.severity());
    }
    for code in Code::ALL {
        page += &format!("\n## {code}\n\n*{}*\n\n", code.severity());
        for line in code.explanation().lines() {
            page += &format!("{}\n", line.strip_prefix(' ').unwrap_or(line));
        }
    }
    page
}

/// `UPDATE_FIXTURES=1 cargo test --test pages` writes the page anew.
#[test]
fn the_page_of_diagnostics_is_in_step() {
    let path = root().join("docs/diagnostics.md");
    if std::env::var_os("UPDATE_FIXTURES").is_some_and(|value| value == "1") {
        fs::write(&path, diagnostics_page()).unwrap();
    }
    let differences = diff(&fs::read_to_string(&path).unwrap(), &diagnostics_page());
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn the_table_of_exit_statuses_and_the_model_stand_in_the_readme() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let document = serde_json::to_value(protokollant::parse("")).unwrap();
    for key in document.as_object().unwrap().keys() {
        assert!(readme.contains(&format!("| `{key}` |")), "{key}");
    }
    for status in 0..=2 {
        assert!(readme.contains(&format!("| {status} |")), "{status}");
    }
}

#[test]
fn shown_output_is_compared_line_by_line() {
    let page = "```console\n$ a\none\n...\nlast\n$ b\n```\n```sh\n$ c\n```\n";
    let found = commands(page);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].command, "a");
    assert!(matches(&found[0].output, &["one", "two", "three", "last"]));
    assert!(matches(&found[0].output, &["one", "last"]));
    assert!(!matches(&found[0].output, &["one", "two"]));
    assert!(!matches(&found[0].output, &["two", "last"]));
}

/// The first block of a page with this mark.
fn block<'a>(page: &'a str, mark: &str) -> &'a str {
    let (_, after) = page.split_once(&format!("```{mark}\n")).unwrap();
    after.split_once("```").unwrap().0
}

/// Whether `found` says all that `shown` says: objects may have more keys, arrays may not have more elements.
fn says(found: &Value, shown: &Value) -> bool {
    match (found, shown) {
        (Value::Object(found), Value::Object(shown)) => {
            shown.iter().all(|(key, value)| found.get(key).is_some_and(|found| says(found, value)))
        }
        (Value::Array(found), Value::Array(shown)) => {
            found.len() == shown.len() && found.iter().zip(shown).all(|(found, shown)| says(found, shown))
        }
        _ => found == shown,
    }
}

#[test]
fn the_example_at_a_glance_is_true() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let found = serde_json::to_value(protokollant::parse(block(&readme, "text"))).unwrap();
    let shown: Value = serde_json::from_str(block(&readme, "json")).unwrap();
    assert!(says(&found, &shown), "{found:#}");
}
