//! `protokollant parse`: texts → JSON; stream.rs answers lines of JSON.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use clap::ValueEnum;
use protokollant::Lexicon;
use protokollant::output::Layout;

use super::input::Protocol;
use super::output::{Output, What, same_file};
use super::{Status, input, messages, stream};

const AFTER_HELP: &str = "\
Examples:
  protokollant parse minutes.txt
  protokollant parse --pretty minutes.txt | less
  protokollant parse 2024/*.txt -o 2024.jsonl
  protokollant parse --output items minutes.txt | jq -r .title
  pdftotext -layout minutes.pdf - | protokollant parse | jq .meeting.date
  protokollant parse --input-format jsonl < texts.jsonl > documents.jsonl

A text that holds several protocols gives a document for each. A file that cannot be read gets a
message on standard error; the others are still read, and the exit status is 1.

With --input-format jsonl each line of standard input is an object {\"id\": ..., \"text\": ...}; a line
answers it, in the same order and with the same id, as soon as it can. Other keys are handed through. A
line that cannot be read is answered by {\"id\": ..., \"error\": ...}.";

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

    /// What to write
    #[arg(long, value_enum, value_name = "WHAT", default_value_t)]
    output: What,

    /// Write to FILE, replacing it when all is read; never one of the files that are read
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// What the inputs are
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    input_format: InputFormat,

    /// jsonl: how many lines to read at the same time; without it, one for each processor
    #[arg(long, value_name = "N")]
    jobs: Option<std::num::NonZeroUsize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum InputFormat {
    /// Plain text
    #[default]
    Text,
    /// Standard input, with a text in each line of JSON
    Jsonl,
}

impl Args {
    fn layout(&self) -> Layout {
        let for_people = self.out.is_none() && self.input.files.len() <= 1 && io::stdout().is_terminal();
        if self.pretty || (for_people && !self.compact) { Layout::Pretty } else { Layout::Compact }
    }

    /// Whether the output is one of the inputs, after a message.
    fn would_destroy_input(&self) -> bool {
        let Some(output) = &self.out else { return false };
        let destroyed = self.input.protected().any(|file| same_file(file, output));
        if destroyed {
            messages::say(output.display(), "is read and cannot be the output too; choose another name");
        }
        destroyed
    }

    fn destination(&self) -> Option<Output> {
        match &self.out {
            Some(path) => Output::file(path),
            None => Some(Output::stdout()),
        }
    }
}

impl Args {
    /// What does not go with lines of JSON.
    fn misused_with_lines(&self) -> Option<&'static str> {
        [
            (!self.input.files.is_empty(), "reads standard input; use < FILE"),
            (self.out.is_some(), "writes standard output; use > FILE"),
            (self.pretty, "writes one line for each line; leave out --pretty"),
            (self.input.reading.encoding.is_some(), "reads JSON, which is UTF-8; leave out --encoding"),
        ]
        .into_iter()
        .find_map(|(misused, why)| misused.then_some(why))
    }
}

pub(super) fn run(args: &Args) -> io::Result<Status> {
    match args.input_format {
        InputFormat::Text => texts(args),
        InputFormat::Jsonl => lines(args),
    }
}

fn lines(args: &Args) -> io::Result<Status> {
    if let Some(why) = args.misused_with_lines() {
        messages::say("--input-format jsonl", why);
        return Ok(Status::WrongUsage);
    }
    let Some(lexicon) = args.input.lexicon() else { return Ok(Status::WrongUsage) };
    stream::run(lexicon, args.output.shape(), args.jobs.map_or(0, usize::from))
}

fn texts(args: &Args) -> io::Result<Status> {
    if args.jobs.is_some() {
        messages::say(
            "--jobs",
            "is for --input-format jsonl; `protokollant convert` reads files in parallel",
        );
        return Ok(Status::WrongUsage);
    }
    if args.would_destroy_input() {
        return Ok(Status::WrongUsage);
    }
    let Some(lexicon) = args.input.lexicon() else { return Ok(Status::WrongUsage) };
    let Some(mut output) = args.destination() else { return Ok(Status::Incomplete) };
    let mut tally = Tally::default();
    for input in args.input.inputs() {
        let bytes = input.bytes();
        let Some(protocol) = bytes.as_deref().and_then(|bytes| args.input.decode(input, bytes)) else {
            tally.failed += 1;
            continue;
        };
        if protocol.is_empty() {
            input::say_empty(input);
            tally.failed += 1;
        }
        tally.read += 1;
        if let Err(error) = write(&protocol, &lexicon, &mut output, args) {
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

fn write(protocol: &Protocol<'_>, lexicon: &Lexicon, output: &mut Output, args: &Args) -> io::Result<()> {
    let layout = args.layout();
    protocol
        .documents(lexicon)
        .iter()
        .try_for_each(|document| args.output.write(&mut *output, document, layout))
}
