//! `protokollant convert`: folders of texts → a tree of JSON, or one file of lines, with an account.

use std::io;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use protokollant::Document;
use protokollant::archive::{
    ArchiveError, Destination, Options, Outcome, Record, Render, Summary, convert, count,
};
use protokollant::output::Layout;

use super::input::{Reading, Words};
use super::output::{What, same_file};
use super::progress::Progress;
use super::{Status, messages};

const AFTER_HELP: &str = "\
Examples:
  protokollant convert 1987 1988 -o out              1987/a.txt becomes out/1987/a.json
  protokollant convert archive -o archive.jsonl      all in one file, a document a line
  protokollant convert archive -o out --include '*.txt' --exclude drafts
  protokollant convert archive -o out --resume       go on after a stop; pass over what is done
  protokollant convert archive -o index.jsonl --output items
  protokollant verify out

Beside the documents lie manifest.jsonl, an account of each text, and report.csv for a spreadsheet, worst
documents first; beside archive.jsonl they are archive.manifest.jsonl and archive.report.csv.

A text that cannot be read or written has its line on standard error, the rest goes on, and the exit status
is 1. Files of other kinds in folders (PDF, pictures) are counted and left alone.";

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Args {
    /// Texts, and folders of them
    #[arg(value_name = "IN", required = true)]
    inputs: Vec<PathBuf>,

    /// A folder, for one file for each text in the same tree; or a name that ends in .jsonl, for one file
    #[arg(short, long, value_name = "OUT")]
    out: PathBuf,

    /// What to write
    #[arg(long, value_enum, value_name = "WHAT", default_value_t)]
    output: What,

    /// Of folders, take only files with such a name or path: '*.txt', '2019/**' (may be repeated)
    #[arg(long, value_name = "GLOB")]
    include: Vec<String>,

    /// Of folders, leave out files and folders with such a name or path (may be repeated)
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<String>,

    /// Pass over what an earlier run did and what has not changed: the text, the program, the options
    #[arg(long)]
    resume: bool,

    /// How many texts to read at the same time; without it, one for each processor
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,

    /// Say only what goes wrong
    #[arg(long)]
    quiet: bool,

    #[command(flatten)]
    reading: Reading,
}

impl Args {
    fn options<'a>(&self, words: &'a Words, render: &'a Render<'a>) -> Options<'a> {
        Options {
            inputs: self.inputs.clone(),
            destination: Destination::new(self.out.clone()),
            include: self.include.clone(),
            exclude: self.exclude.clone(),
            encoding: self.reading.encoding,
            lexicon: &words.lexicon,
            render,
            ending: match self.output {
                What::Documents => "json",
                What::Items => "jsonl",
            },
            settings: format!("{:?}\n{}", self.output, words.checksum),
            jobs: self.jobs.map_or(0, usize::from),
            resume: self.resume,
        }
    }

    /// Whether the output is the lexicon, after a message.
    fn would_destroy_lexicon(&self) -> bool {
        let destroyed = self.reading.lexicon.as_deref().is_some_and(|lexicon| same_file(lexicon, &self.out));
        if destroyed {
            messages::say(self.out.display(), "is read and cannot be the output too; choose another name");
        }
        destroyed
    }
}

pub(super) fn run(args: &Args) -> io::Result<Status> {
    if args.would_destroy_lexicon() {
        return Ok(Status::WrongUsage);
    }
    let Some(words) = args.reading.words() else { return Ok(Status::WrongUsage) };
    let render = |document: &Document<'_>, to: &mut Vec<u8>| args.output.write(to, document, Layout::Compact);
    let options = args.options(&words, &render);
    let mut watch = match Watch::new(&options, args.quiet) {
        Ok(watch) => watch,
        Err(error) => return Ok(refuse(&error)),
    };
    let outcome = convert(&options, &mut |record, sums| watch.see(record, sums));
    watch.progress.finish();
    if let Err(error) = &outcome
        && refuse(error) == Status::WrongUsage
    {
        return Ok(Status::WrongUsage);
    }
    // Where the accounts could not be kept, there may have been texts all the same.
    if outcome.is_ok() && watch.sums.total() == 0 {
        messages::say("convert", "there is nothing to read; check the folder, --include and --exclude");
    } else {
        watch.tell_sums(args.quiet, &options.destination);
    }
    let complete = outcome.is_ok() && watch.sums.failed == 0 && watch.sums.total() > 0;
    Ok(if complete { Status::Done } else { Status::Incomplete })
}

/// Says why nothing can begin, or go on.
fn refuse(error: &ArchiveError) -> Status {
    messages::tell(error);
    match error {
        ArchiveError::Account(..) => Status::Incomplete,
        ArchiveError::Glob(_) | ArchiveError::OutputIsInput(_) => Status::WrongUsage,
    }
}

/// What is shown while texts are converted, and remembered for the end: also for one that comes too soon.
struct Watch {
    progress: Progress,
    sums: Summary,
}

impl Watch {
    fn new(options: &Options<'_>, quiet: bool) -> Result<Self, ArchiveError> {
        let progress = if quiet { Progress::None } else { Progress::new(count(options)?) };
        Ok(Self { progress, sums: Summary::default() })
    }

    fn see(&mut self, record: &Record, sums: &Summary) {
        if record.outcome == Outcome::Failed {
            self.progress.say(&record.path, record.error.as_deref().unwrap_or_default());
        }
        self.progress.advance(sums);
        self.sums.clone_from(sums);
    }

    /// Counts, and lists what failed. Quiet, only where something did.
    fn tell_sums(&self, quiet: bool, destination: &Destination) {
        let sums = &self.sums;
        if quiet && sums.failed == 0 {
            return;
        }
        messages::tell(summary(sums));
        for (path, why) in &sums.failures {
            messages::tell(format_args!("failed: {path}: {why}"));
        }
        if sums.failed > sums.failures.len() {
            let more = sums.failed - sums.failures.len();
            messages::tell(format_args!("failed: {more} more, first in {}", destination.report().display()));
        }
    }
}

/// `20 texts converted, 1 unchanged, 0 skipped, 2 failed: 21 documents, 0 errors, 7 warnings, 3 infos`
fn summary(sums: &Summary) -> String {
    let counted = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    format!(
        "{} converted, {} unchanged, {} skipped, {} failed: {}, {}, {}, {}",
        counted(sums.done, "text"),
        sums.unchanged,
        sums.skipped,
        sums.failed,
        counted(sums.documents, "document"),
        counted(sums.diagnostics.error, "error"),
        counted(sums.diagnostics.warning, "warning"),
        counted(sums.diagnostics.info, "info"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_counts() {
        let sums = Summary { done: 1, skipped: 2, documents: 3, ..Summary::default() };
        assert_eq!(
            summary(&sums),
            "1 text converted, 0 unchanged, 2 skipped, 0 failed: 3 documents, 0 errors, 0 warnings, 0 infos"
        );
    }
}
