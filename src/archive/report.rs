//! `report.csv`: the documents to look at first, for a spreadsheet.
//!
//! UTF-8 with a byte order mark, so that spreadsheets see å ä ö; semicolons, as Swedish ones expect; whole
//! numbers only, so that no decimal sign is taken for another.

use std::cmp::Reverse;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use super::manifest::{Outcome, Record, read_span};

const HEADINGS: &str =
    "path;outcome;errors;warnings;infos;coverage %;documents;encoding;bytes;milliseconds;output;reason";

/// Where the line of each input is in the manifest, with what puts it in order: 32 bytes an input.
#[derive(Debug, Default)]
pub(super) struct Rows(Vec<(Rank, [u64; 2])>);

/// Worst first: failed before done before skipped, then by errors, warnings, and what was not understood.
type Rank = (Outcome, Reverse<u32>, Reverse<u32>, u16);

impl Rows {
    pub(super) fn add(&mut self, record: &Record, span: [u64; 2]) {
        let small = |count: usize| Reverse(u32::try_from(count).unwrap_or(u32::MAX));
        let counts = &record.diagnostics;
        let rank = (record.outcome, small(counts.error), small(counts.warning), thousandths(record.coverage));
        self.0.push((rank, span));
    }

    /// The report, with the records read from the manifest again.
    pub(super) fn write(mut self, manifest: &Path, mut to: impl Write) -> io::Result<()> {
        // Stable: equals stay in the order of the archive.
        self.0.sort_by_key(|&(rank, _)| rank);
        let mut manifest = File::open(manifest)?;
        write!(to, "\u{feff}{HEADINGS}\r\n")?;
        for (_, span) in self.0 {
            let record: Record = serde_json::from_slice(&read_span(&mut manifest, span)?)?;
            write!(to, "{}\r\n", row(&record))?;
        }
        to.flush()
    }
}

/// A share of one in thousandths; what has none counts as nothing.
fn thousandths(share: Option<f64>) -> u16 {
    // The share is between 0 and 1.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    share.map_or(0, |share| (share.clamp(0.0, 1.0) * 1000.0) as u16)
}

fn row(record: &Record) -> String {
    let counts = &record.diagnostics;
    let coverage = record.coverage.map(|share| (thousandths(Some(share)) / 10).to_string());
    let outcome = match record.outcome {
        Outcome::Failed => "failed",
        Outcome::Done => "done",
        Outcome::Skipped => "skipped",
    };
    [
        cell(&record.path),
        outcome.to_owned(),
        counts.error.to_string(),
        counts.warning.to_string(),
        counts.info.to_string(),
        coverage.unwrap_or_default(),
        record.documents.to_string(),
        record.encoding.clone().unwrap_or_default(),
        record.size.to_string(),
        format!("{:.0}", record.milliseconds),
        cell(record.output.as_deref().unwrap_or_default()),
        cell(record.error.as_deref().unwrap_or_default()),
    ]
    .join(";")
}

/// A cell of text: quoted where it must be. What a spreadsheet would take for a formula gets an apostrophe.
fn cell(text: &str) -> String {
    let formula = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    if text.contains([';', '"', '\n', '\r']) {
        format!("\"{formula}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{formula}{text}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        for (text, expected) in [
            ("nämnd 1.txt", "nämnd 1.txt"),
            ("a;b", "\"a;b\""),
            ("a\"b", "\"a\"\"b\""),
            ("=1+1", "'=1+1"),
            ("-x;y", "\"'-x;y\""),
        ] {
            assert_eq!(cell(text), expected);
        }
    }
}
