//! `protokollant check`: diagnostics, for people or for programs.

use std::fmt;
use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use anstream::AutoStream;
use clap::ValueEnum;
use protokollant::{Code, Diagnostic, Severity, Span};
use serde::Serialize;

use super::Status;
use super::input::{self, Input};
use super::places::{Place, Places};

const AFTER_HELP: &str = "\
Examples:
  protokollant check minutes.txt
  protokollant check --fail-on warning 2024/*.txt
  protokollant check --format json minutes.txt | jq -r .code | sort | uniq -c
  protokollant explain missing-item

Colours are shown on a terminal; NO_COLOR=1 turns them off.";

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Args {
    #[command(flatten)]
    input: input::Inputs,

    /// For people, or one JSON object a line for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// The least severity that makes the exit status 1
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t = FailOn::Error)]
    fail_on: FailOn,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Warning,
    Error,
}

pub(super) fn run(args: &Args) -> io::Result<Status> {
    let Some(lexicon) = args.input.lexicon() else { return Ok(Status::WrongUsage) };
    let mut stdout = AutoStream::auto(io::stdout()).lock();
    let mut counts = Counts::default();
    for input in args.input.inputs() {
        let bytes = input.bytes();
        let Some(protocol) = bytes.as_deref().and_then(|bytes| args.input.decode(input, bytes)) else {
            counts.unread += 1;
            continue;
        };
        counts.texts += 1;
        let places = Places::new(protocol.text());
        for diagnostic in protocol.documents(&lexicon).iter().flat_map(|document| &document.diagnostics) {
            counts.add(diagnostic.severity);
            let place = places.of(diagnostic.span);
            match args.format {
                Format::Text => writeln!(stdout, "{}\n", report(input, diagnostic, &place))?,
                Format::Json => writeln!(stdout, "{}", Line::new(input, diagnostic, &place).json()?)?,
            }
        }
    }
    if args.format == Format::Text {
        writeln!(stdout, "{counts}")?;
    }
    stdout.flush()?;
    Ok(if counts.fail(args.fail_on) { Status::Incomplete } else { Status::Done })
}

/// A diagnostic as a compiler shows it. The colours are taken out again where none are wanted.
fn report(input: Input<'_>, diagnostic: &Diagnostic, place: &Place<'_>) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let snippet = Snippet::source(place.text)
        .line_start(place.line)
        .path(input.to_string())
        .annotation(AnnotationKind::Primary.span(place.marked.clone()));
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.as_str());
    Renderer::styled().render(&[title.element(snippet)])
}

/// A diagnostic as a line of JSON.
#[derive(Debug, Serialize)]
struct Line<'a> {
    file: Option<String>,
    line: usize,
    column: usize,
    code: Code,
    severity: Severity,
    message: &'a str,
    span: Span,
}

impl<'a> Line<'a> {
    fn new(input: Input<'_>, diagnostic: &'a Diagnostic, place: &Place<'_>) -> Self {
        let Diagnostic { code, severity, ref message, span } = *diagnostic;
        Self { file: input.name(), line: place.line, column: place.column, code, severity, message, span }
    }

    fn json(&self) -> io::Result<String> {
        Ok(serde_json::to_string(self)?)
    }
}

/// What was read and found, for the summary and the exit status.
#[derive(Debug, Default)]
struct Counts {
    texts: usize,
    unread: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
}

impl Counts {
    fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
    }

    fn fail(&self, least: FailOn) -> bool {
        self.unread > 0 || self.errors > 0 || (least == FailOn::Warning && self.warnings > 0)
    }
}

impl fmt::Display for Counts {
    /// `2 texts checked, 1 not read: 1 error, 3 warnings, 0 infos`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} checked", counted(self.texts, "text"))?;
        if self.unread > 0 {
            write!(f, ", {} not read", self.unread)?;
        }
        let (errors, warnings) = (counted(self.errors, "error"), counted(self.warnings, "warning"));
        write!(f, ": {errors}, {warnings}, {}", counted(self.infos, "info"))
    }
}

fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_counts_in_words() {
        let counts = Counts { texts: 1, unread: 2, errors: 1, warnings: 0, infos: 3 };
        assert_eq!(counts.to_string(), "1 text checked, 2 not read: 1 error, 0 warnings, 3 infos");
        let counts = Counts { texts: 2, ..Counts::default() };
        assert_eq!(counts.to_string(), "2 texts checked: 0 errors, 0 warnings, 0 infos");
    }

    #[test]
    fn a_report_shows_code_place_line_and_mark() {
        let text = "Datum: den 17 juni\nden 31 juni 2024\tkl. 9\n";
        let span = Span::new(19, 35);
        let diagnostic = Diagnostic::new(Code::ImpossibleDate, span, "June has no day 31");
        let shown = report(Input::File("a.txt".as_ref()), &diagnostic, &Places::new(text).of(span));
        let plain = anstream::adapter::strip_str(&shown).to_string();
        let expected = "\
error[impossible-date]: June has no day 31
 --> a.txt:2:1
  |
2 | den 31 juni 2024    kl. 9
  | ^^^^^^^^^^^^^^^^";
        assert_eq!(plain, expected);
    }
}
