//! `protokollant parse`: texts → JSON.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use protokollant::Lexicon;
use protokollant::output::{Layout, write_json};

use super::input::Protocol;
use super::output::{Output, same_file};
use super::{Status, input, messages};

const AFTER_HELP: &str = "\
Examples:
  protokollant parse minutes.txt
  protokollant parse --pretty minutes.txt | less
  protokollant parse 2024/*.txt -o 2024.jsonl
  pdftotext -layout minutes.pdf - | protokollant parse | jq .meeting.date

A text that holds several protocols gives a document for each. A file that cannot be read gets a
message on standard error; the others are still read, and the exit status is 1.";

/// Read protocols and print them as JSON
///
/// On a terminal the JSON of a file is indented. Into a pipe or a file, or where several files are read,
/// each document is one line (JSON Lines).
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Args {
    #[command(flatten)]
    input: input::Inputs,

    /// Indent the JSON, wherever it goes
    #[arg(long, conflicts_with = "compact")]
    pretty: bool,

    /// One line a document, wherever it goes
    #[arg(long)]
    compact: bool,

    /// Write to FILE, replacing it when all is read; never one of the files that are read
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Args {
    fn layout(&self) -> Layout {
        let for_people = self.output.is_none() && self.input.files.len() <= 1 && io::stdout().is_terminal();
        if self.pretty || (for_people && !self.compact) { Layout::Pretty } else { Layout::Compact }
    }

    /// Whether the output is one of the inputs, after a message.
    fn would_destroy_input(&self) -> bool {
        let Some(output) = &self.output else { return false };
        let destroyed = self.input.protected().any(|file| same_file(file, output));
        if destroyed {
            messages::say(output.display(), "is read and cannot be the output too; choose another name");
        }
        destroyed
    }

    fn destination(&self) -> Option<Output> {
        match &self.output {
            Some(path) => Output::file(path),
            None => Some(Output::stdout()),
        }
    }
}

pub(super) fn run(args: &Args) -> io::Result<Status> {
    if args.would_destroy_input() {
        return Ok(Status::WrongUsage);
    }
    let Some(lexicon) = args.input.lexicon() else { return Ok(Status::WrongUsage) };
    let Some(mut output) = args.destination() else { return Ok(Status::Incomplete) };
    let mut tally = Tally::default();
    for input in args.input.inputs() {
        let Some(protocol) = input::read(input) else {
            tally.failed += 1;
            continue;
        };
        if protocol.is_empty() {
            input::say_empty(input);
            tally.failed += 1;
        }
        tally.read += 1;
        if let Err(error) = write(&protocol, &lexicon, &mut output, args.layout()) {
            return output.fail(error).map(|()| Status::Incomplete);
        }
    }
    tally.finish(output)
}

/// How many files gave a document, and how many had to be told of.
#[derive(Debug, Default)]
struct Tally {
    read: usize,
    failed: usize,
}

impl Tally {
    /// Closes the output. Where nothing was read, a file of an earlier run is left as it is.
    fn finish(self, output: Output) -> io::Result<Status> {
        let written = self.read == 0 || output.finish()?;
        Ok(if written && self.failed == 0 { Status::Done } else { Status::Incomplete })
    }
}

fn write(protocol: &Protocol, lexicon: &Lexicon, output: &mut Output, layout: Layout) -> io::Result<()> {
    for document in protocol.documents(lexicon) {
        write_json(&mut *output, &document, layout)?;
    }
    Ok(())
}
