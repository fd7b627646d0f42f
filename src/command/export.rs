//! `protokollant export`: documents → what other programs read.

use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;

use clap::ValueEnum;
use protokollant::export::{
    Archive, ArchiveMeetingType, ExportError, ExportOptions, Format, OriginalFormat, Target, exporter,
};
use protokollant::{Date, Diagnostic, Document};

use super::output::{Output, same_file};
use super::{Status, documents, input, messages};

const AFTER_HELP: &str = "\
Examples:
  protokollant export minutes/ --to csv -o tables
  protokollant export minutes/ --to csv --excel -o tables
  protokollant export minutes.jsonl --to sqlite -o minutes.db
  protokollant export minutes/ --to opensearch -o bulk
  protokollant export minutes/ --to postgres | psql mydatabase
  protokollant export minutes/ --to svk-mote --archive archive.toml -o archive

What a format has no place for is said on standard error; the JSON of `protokollant parse` is the full
record. The pages in docs/export/ tell of each format.";

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Args {
    #[command(flatten)]
    input: input::Inputs,

    /// The format
    #[arg(long, value_enum, value_name = "FORMAT")]
    to: To,

    /// Where to write: a folder; a file for sqlite and postgres, and for one protocol as svk-mote (.xml)
    #[arg(short, long = "out", value_name = "OUT")]
    #[arg(required_if_eq_any([("to", "svk-mote"), ("to", "csv"), ("to", "sqlite"), ("to", "opensearch")]))]
    output: Option<PathBuf>,

    /// csv: as Swedish Excel opens it, with a byte order mark and semicolons
    #[arg(long)]
    excel: bool,

    #[command(flatten)]
    archive: ArchiveArgs,
}

// What no protocol says of itself. No comment of documentation, see `Inputs`.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "What svk-mote must be told")]
struct ArchiveArgs {
    /// A TOML file with what follows, for all documents and for single ones
    #[arg(long, value_name = "FILE")]
    archive: Option<PathBuf>,

    /// Who made the records
    #[arg(long, value_name = "NAME")]
    creator_name: Option<String>,

    /// What kind of id the creator's is
    #[arg(long, value_name = "TYPE")]
    creator_id_type: Option<String>,

    /// The creator's id
    #[arg(long, value_name = "ID")]
    creator_id: Option<String>,

    /// How the original was made
    #[arg(long, value_enum, value_name = "HOW")]
    original_format: Option<Original>,

    /// Whether the body could decide
    #[arg(long, value_name = "true|false")]
    quorum: Option<bool>,

    /// Where the file lies; {name}, {stem}, {part}, {date} and {id} are filled in
    #[arg(long, value_name = "PATTERN")]
    file_path: Option<String>,

    /// The format of the file, such as text/plain
    #[arg(long, value_name = "FORMAT")]
    file_format: Option<String>,

    /// The meeting's id, filled in as the path is; otherwise the protocol's stable id
    #[arg(long, value_name = "PATTERN")]
    meeting_id: Option<String>,

    /// The body, where a text does not say it
    #[arg(long, value_name = "NAME")]
    governing_body: Option<String>,

    /// The kind of meeting, where a text does not say it
    #[arg(long, value_enum, value_name = "TYPE")]
    meeting_type: Option<Kind>,

    /// The day of the meeting, where a text does not say it
    #[arg(long, value_name = "YYYY-MM-DD")]
    meeting_date: Option<Date>,

    /// The number of the minutes, where a text does not say it; filled in as the path is
    #[arg(long, value_name = "PATTERN")]
    minutes_number: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum To {
    SvkMote,
    Csv,
    Sqlite,
    #[value(name = "opensearch")]
    OpenSearch,
    Postgres,
}

impl From<To> for Format {
    fn from(to: To) -> Self {
        match to {
            To::SvkMote => Self::SvkMote,
            To::Csv => Self::Csv,
            To::Sqlite => Self::Sqlite,
            To::OpenSearch => Self::OpenSearch,
            To::Postgres => Self::Postgres,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Original {
    Digital,
    Paper,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    Ordinary,
    Extraordinary,
    Other,
}

impl ArchiveArgs {
    /// The archive file, with what the flags say before what it says.
    fn archive(&self) -> Result<Archive, ExportError> {
        let file = match &self.archive {
            Some(path) => Archive::read(path)?,
            None => Archive::default(),
        };
        let original = self.original_format.map(|original| match original {
            Original::Digital => OriginalFormat::Digital,
            Original::Paper => OriginalFormat::Paper,
        });
        let kind = self.meeting_type.map(|kind| match kind {
            Kind::Ordinary => ArchiveMeetingType::Ordinary,
            Kind::Extraordinary => ArchiveMeetingType::Extraordinary,
            Kind::Other => ArchiveMeetingType::Other,
        });
        Ok(Archive {
            creator_name: self.creator_name.clone().or(file.creator_name),
            creator_id_type: self.creator_id_type.clone().or(file.creator_id_type),
            creator_id: self.creator_id.clone().or(file.creator_id),
            original_format: original.or(file.original_format),
            file_format: self.file_format.clone().or(file.file_format),
            quorum: self.quorum.or(file.quorum),
            file_path: self.file_path.clone().or(file.file_path),
            meeting_id: self.meeting_id.clone().or(file.meeting_id),
            governing_body: self.governing_body.clone().or(file.governing_body),
            meeting_type: kind.or(file.meeting_type),
            meeting_date: self.meeting_date.or(file.meeting_date),
            minutes_number: self.minutes_number.clone().or(file.minutes_number),
            documents: file.documents,
        })
    }
}

impl Args {
    fn target(&self) -> Target<'static> {
        match &self.output {
            Some(path) => Target::Path(path.clone()),
            None => Target::Stream(Box::new(Output::stdout())),
        }
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
}

pub(super) fn run(args: &Args) -> io::Result<Status> {
    if args.would_destroy_input() {
        return Ok(Status::WrongUsage);
    }
    let Some(lexicon) = args.input.lexicon() else { return Ok(Status::WrongUsage) };
    let options = match args.archive.archive() {
        Ok(archive) => ExportOptions { archive, excel: args.excel },
        Err(error) => return fail(error, Status::WrongUsage),
    };
    let mut exporter = match exporter(args.to.into(), args.target(), &options) {
        Ok(exporter) => exporter,
        Err(error @ ExportError::MissingArchive { .. }) => return fail(error, Status::WrongUsage),
        Err(error) => return fail(error, Status::Incomplete),
    };
    let (mut failed, mut fatal) = (false, None);
    let complete = documents::each(&args.input, &lexicon, &mut |document| match exporter.write(document) {
        Ok(diagnostics) => {
            diagnostics.iter().for_each(|diagnostic| report(document, diagnostic));
            ControlFlow::Continue(())
        }
        Err(error) if error.concerns_one_document() => {
            failed = true;
            say(&error);
            ControlFlow::Continue(())
        }
        Err(error) => {
            fatal = Some(error);
            ControlFlow::Break(())
        }
    });
    if let Some(error) = fatal {
        return fail(error, Status::Incomplete);
    }
    match exporter.finish() {
        Ok(()) if complete && !failed => Ok(Status::Done),
        Ok(()) => Ok(Status::Incomplete),
        Err(error) => fail(error, Status::Incomplete),
    }
}

/// `protokollant: minutes.txt: warning[lost-in-export]: svk-mote has no place for votes: § 2`
fn report(document: &Document<'_>, diagnostic: &Diagnostic) {
    let name = document.source.name.as_deref().unwrap_or("standard input");
    let Diagnostic { code, severity, message, .. } = diagnostic;
    messages::say(name, format_args!("{severity}[{code}]: {message}"));
}

fn say(error: &ExportError) {
    messages::say("export", error);
}

/// An error of standard output goes on to the caller, as everywhere; another has its message here.
fn fail(error: ExportError, status: Status) -> io::Result<Status> {
    match error {
        ExportError::Stream { source } => Err(source),
        error => {
            say(&error);
            Ok(status)
        }
    }
}
