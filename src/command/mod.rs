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

// What each subcommand does is said here, for the list of them. The options of a subcommand are built only
// (`defer`) when it is called: to build those of all takes as long as to read a page.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
enum Command {
    /// Read protocols and print them as JSON
    ///
    /// On a terminal the JSON of a file is indented. Into a pipe or a file, or where several files are read,
    /// each document is one line (JSON Lines).
    Parse(parse::Args),
    /// Read protocols and show what is odd, doubtful or wrong in them
    ///
    /// Each diagnostic comes with its code, the place, and the line of the text; `protokollant explain CODE`
    /// says what a code means and what to do.
    Check(check::Args),
    /// Convert whole archives: files and folders to any depth, in parallel
    Convert(convert::Args),
    /// Check that everything in the manifest of a conversion is there and unchanged
    Verify(verify::Args),
    /// Write protocols for an archive, a spreadsheet, a database or a search index
    ///
    /// Reads texts, folders of them, and JSON or JSON Lines that `protokollant parse` wrote.
    #[cfg(feature = "export")]
    Export(Box<export::Args>),
    /// Search the items of a database that `protokollant export --to sqlite` made
    #[cfg(feature = "export")]
    Search(search::Args),
    /// Say what a diagnostic means, with an example and what to do; without CODE, list all
    Explain(explain::Args),
    /// Print the JSON Schema (draft 2020-12) of the documents that `parse` and `convert` write, or of the items
    Schema(schema::Args),
    /// Print the Swedish words that the parser knows: TOML with comments
    ///
    /// A file in this form, with your own words alone, extends the built-in ones: see `--lexicon` of `parse`
    /// and `check`.
    Lexicon(lexicon::Args),
    /// Print a script that lets your shell complete subcommands, options and codes
    Completions(completions::Args),
    /// Print the manual page, or write it and one for each subcommand into a folder
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

/// Calls a subcommand in a frame of the stack of its own. As parts of [`run`] all of them would share one frame of
/// 80 kB, each page of which is touched whichever of them runs.
#[inline(never)]
fn on_its_own<A>(subcommand: impl FnOnce(&A) -> io::Result<Status>, args: &A) -> io::Result<Status> {
    subcommand(args)
}

/// Runs one subcommand. An error that comes back is one of standard output.
pub(crate) fn run(cli: Cli) -> ExitCode {
    let outcome = match cli.command {
        Command::Parse(args) => on_its_own(parse::run, &args),
        Command::Check(args) => on_its_own(check::run, &args),
        Command::Convert(args) => on_its_own(convert::run, &args),
        Command::Verify(args) => on_its_own(verify::run, &args),
        Command::Explain(args) => on_its_own(explain::run, &args),
        #[cfg(feature = "export")]
        Command::Export(args) => on_its_own(export::run, &*args),
        #[cfg(feature = "export")]
        Command::Search(args) => on_its_own(search::run, &args),
        Command::Schema(args) => on_its_own(schema::run, &args),
        Command::Lexicon(args) => on_its_own(lexicon::run, &args),
        Command::Completions(args) => on_its_own(completions::run, &args),
        Command::Man(args) => on_its_own(man::run, &args),
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
