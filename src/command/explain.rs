//! `protokollant explain`: what a diagnostic means.

use std::io;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use protokollant::Code;

use super::{Status, output};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The code of a diagnostic, such as `missing-item`
    #[arg(value_parser = codes(), hide_possible_values = true)]
    code: Option<Code>,
}

/// A parser that knows every code, so that a misspelt one gets a suggestion and shells can complete it.
fn codes() -> impl TypedValueParser<Value = Code> {
    PossibleValuesParser::new(Code::ALL.iter().map(|code| code.as_str())).try_map(|code| code.parse::<Code>())
}

pub(super) fn run(args: &Args) -> io::Result<Status> {
    match args.code {
        Some(code) => output::print(&page(code))?,
        None => output::print(&list())?,
    }
    Ok(Status::Done)
}

fn page(code: Code) -> String {
    let mut page = format!("{code} ({})\n\n", code.severity());
    for line in lines(code) {
        page += line;
        page.push('\n');
    }
    page
}

/// The explanation, without the space that doc comments begin with.
fn lines(code: Code) -> impl Iterator<Item = &'static str> {
    code.explanation().lines().map(|line| line.strip_prefix(' ').unwrap_or(line))
}

fn list() -> String {
    let width = Code::ALL.iter().map(|code| code.as_str().len()).max().unwrap_or_default();
    let row = |code: &Code| {
        let summary = lines(*code).next().unwrap_or_default();
        format!("{:width$}  {:7}  {summary}\n", code.as_str(), code.severity().to_string())
    };
    Code::ALL.iter().map(row).collect()
}
