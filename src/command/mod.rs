//! The subcommands, one file each, and what they share: reading, writing, messages.

mod check;
mod completions;
mod convert;
#[cfg(feature = "export")]
mod documents;
mod explain;
#[cfg(feature = "export")]
mod export;
mod input;
mod lexicon;
mod man;
mod messages;
mod output;
mod parse;
mod places;
mod progress;
mod schema;
#[cfg(feature = "export")]
mod search;
mod stream;
mod verify;

use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// What `--help` says after the options of the whole command.
const AFTER_HELP: &str = "\
Examples:
  protokollant parse minutes.txt                    read one protocol, print it as JSON
  protokollant parse *.txt -o minutes.jsonl         read many, one line of JSON each
  pdftotext -layout minutes.pdf - | protokollant parse
  protokollant convert archive -o out               read folders of texts, however many
  protokollant check minutes.txt                    show what is odd, with the lines of the text
  protokollant export *.txt --to sqlite -o m.db     write a database, a spreadsheet, archive XML …
  protokollant search utredning --db m.db           search that database
  protokollant explain missing-item                 say what a diagnostic means

Exit status:
  0  everything was read
  1  something could not be read or written (the rest is still done), there was nothing to read, or
     `check` found an error
  2  the command was used wrongly: an unknown option, a lexicon with a mistake, an output that is an
     input

Data goes to standard output, messages to standard error.";

/// Reads Swedish meeting minutes (protokoll): plain text in, JSON out
#[derive(Debug, Parser)]
#[command(name = "protokollant", version, after_help = AFTER_HELP, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Parse(parse::Args),
    Check(check::Args),
    Convert(convert::Args),
    Verify(verify::Args),
    #[cfg(feature = "export")]
    Export(Box<export::Args>),
    #[cfg(feature = "export")]
    Search(search::Args),
    Explain(explain::Args),
    Schema(schema::Args),
    Lexicon(lexicon::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// How a subcommand ended, as exit statuses say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    /// All was read and written.
    Done,
    /// Something was not read or written, or a check failed; each has had its message.
    Incomplete,
    /// The command was used wrongly, in a way that only shows when it runs.
    WrongUsage,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        match status {
            Status::Done => Self::SUCCESS,
            Status::Incomplete => Self::from(1),
            Status::WrongUsage => Self::from(2),
        }
    }
}

/// Runs one subcommand. An error that comes back is one of standard output.
pub(crate) fn run(cli: Cli) -> ExitCode {
    let outcome = match cli.command {
        Command::Parse(args) => parse::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Convert(args) => convert::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Explain(args) => explain::run(&args),
        #[cfg(feature = "export")]
        Command::Export(args) => export::run(&args),
        #[cfg(feature = "export")]
        Command::Search(args) => search::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Lexicon(args) => lexicon::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    };
    match outcome {
        Ok(status) => status.into(),
        // Whoever read the output has seen enough, as `head` does.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            messages::say(
                "standard output",
                format_args!("cannot be written: {}", messages::explain(&error)),
            );
            ExitCode::from(1)
        }
    }
}
