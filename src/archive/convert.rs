//! One input after the other, in parallel: read, decoded, parsed, written, described in a record.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::files::{self, explain};
use super::manifest::{Counts, Earlier, Outcome, Record, path_text};
use super::ordered::ordered;
use super::report::Rows;
use super::walk::{Filter, Input, Refused, Taken, walk};
use super::{ArchiveError, verify};
use crate::lexicon::Lexicon;
use crate::model::{BlockKind, Document, Severity};
use crate::text::{Encoding, decode, sha256};

/// Writes a document as it shall stand in the output, with a line end.
pub type Render<'a> = dyn Fn(&Document<'_>, &mut Vec<u8>) -> io::Result<()> + Sync + 'a;

/// How many inputs may be in flight for each worker.
const WINDOW: usize = 8;

/// How many failures a summary lists; the manifest has them all.
const LISTED: usize = 100;

/// Where the documents go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// A file for each input, in the same tree: `1987/a.txt` becomes `1987/a.json`.
    Folder(PathBuf),
    /// All in one file, a document a line.
    Lines(PathBuf),
}

impl Destination {
    /// A name that ends in `.jsonl` or `.ndjson` is one file, unless a folder has it.
    pub fn new(path: PathBuf) -> Self {
        let is_lines = path.extension().is_some_and(|end| end == "jsonl" || end == "ndjson");
        if is_lines && !path.is_dir() { Self::Lines(path) } else { Self::Folder(path) }
    }

    /// The folder that output names are seen from: the folder itself, or the one that the file lies in.
    pub(super) fn folder(&self) -> &Path {
        match self {
            Self::Folder(folder) => folder,
            Self::Lines(file) => match file.parent() {
                Some(parent) if parent != Path::new("") => parent,
                _ => Path::new("."),
            },
        }
    }

    /// Where the manifest lies: in the folder, or beside the file under its name, so that two files in one
    /// folder do not share one (`minutes.jsonl` has `minutes.manifest.jsonl`).
    pub fn manifest(&self) -> PathBuf {
        self.account("manifest.jsonl")
    }

    /// Whether a file is the common output, or an account of it: a folder may hold both inputs and these.
    pub(super) fn owns(&self, path: &Path) -> bool {
        let Self::Lines(lines) = self else { return false };
        let has_name_of = |own: &Path| {
            let (own, name) = (own.file_name().unwrap_or_default(), path.file_name().unwrap_or_default());
            let rest = name.as_encoded_bytes().strip_prefix(own.as_encoded_bytes());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(b".part"))
        };
        let in_folder = || {
            let folder = path.parent().and_then(|folder| fs::canonicalize(folder).ok());
            folder.is_some() && folder == fs::canonicalize(self.folder()).ok()
        };
        [lines, &self.manifest(), &self.report()].into_iter().any(|own| has_name_of(own)) && in_folder()
    }

    /// Where the report lies.
    pub fn report(&self) -> PathBuf {
        self.account("report.csv")
    }

    fn account(&self, name: &str) -> PathBuf {
        match self {
            Self::Folder(folder) => folder.join(name),
            Self::Lines(file) => file.with_extension(name),
        }
    }
}

/// What to convert, and how.
pub struct Options<'a> {
    /// Files and folders.
    pub inputs: Vec<PathBuf>,
    /// Where the documents go.
    pub destination: Destination,
    /// Globs of the files of folders to take; empty takes all.
    pub include: Vec<String>,
    /// Globs of the files and folders of folders to leave out.
    pub exclude: Vec<String>,
    /// The encoding of all texts, where it need not be found out.
    pub encoding: Option<Encoding>,
    /// The words.
    pub lexicon: &'a Lexicon,
    /// How a document is written.
    pub render: &'a Render<'a>,
    /// What the outputs of a folder end in: `json`, or `jsonl` where a document gives several lines.
    pub ending: &'a str,
    /// Whatever else has a say in the output (the form, a checksum of the lexicon): when it changes,
    /// `resume` begins anew.
    pub settings: String,
    /// How many threads; 0 means as many as there are processors.
    pub jobs: usize,
    /// Whether to pass over what an earlier run did and what has not changed since.
    pub resume: bool,
}

/// What a conversion came to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Summary {
    /// Inputs that were converted now.
    pub done: usize,
    /// Inputs that an earlier run had converted.
    pub unchanged: usize,
    /// Other kinds of files in the folders.
    pub skipped: usize,
    /// Inputs that could not be read or written.
    pub failed: usize,
    /// Protocols in all inputs.
    pub documents: usize,
    /// Bytes that were read.
    pub bytes: u64,
    /// Diagnostics in all documents.
    pub diagnostics: Counts,
    /// The first hundred failures: path and reason.
    pub failures: Vec<(String, String)>,
}

impl Summary {
    /// How many inputs have been dealt with.
    pub fn total(&self) -> usize {
        self.done + self.unchanged + self.skipped + self.failed
    }

    fn add(&mut self, record: &Record, unchanged: bool) {
        match record.outcome {
            Outcome::Done if unchanged => self.unchanged += 1,
            Outcome::Done => self.done += 1,
            Outcome::Skipped => self.skipped += 1,
            Outcome::Failed => {
                self.failed += 1;
                if self.failures.len() < LISTED {
                    let why = record.error.clone().unwrap_or_default();
                    self.failures.push((record.path.clone(), why));
                }
            }
        }
        self.documents += record.documents;
        self.bytes += record.size;
        self.diagnostics.error += record.diagnostics.error;
        self.diagnostics.warning += record.diagnostics.warning;
        self.diagnostics.info += record.diagnostics.info;
    }
}

/// How many inputs there are, for a progress bar: walks the folders without reading the files.
///
/// # Errors
///
/// Where a glob is not understood.
pub fn count(options: &Options<'_>) -> Result<usize, ArchiveError> {
    let filter = Filter::new(&options.include, &options.exclude)?;
    Ok(walk(&options.inputs, &filter, &options.destination).count())
}

/// Converts an archive. `observe` sees each record and the sums so far, in the order of the archive.
///
/// # Errors
///
/// Where nothing can begin, or the account cannot be kept. What is wrong with one file is in its record, and
/// the rest goes on.
pub fn convert(
    options: &Options<'_>,
    observe: &mut dyn FnMut(&Record, &Summary),
) -> Result<Summary, ArchiveError> {
    let filter = Filter::new(&options.include, &options.exclude)?;
    protect_inputs(options)?;
    let folder = options.destination.folder();
    fs::create_dir_all(folder).map_err(account(folder))?;
    let mut account_of = Account::open(options)?;
    let converter = Converter {
        options,
        earlier: if options.resume { account_of.earlier(&options.destination)? } else { Earlier::default() },
        version: env!("CARGO_PKG_VERSION"),
        settings: settings(options),
    };
    let mut taken = Taken::default();
    let jobs = walk(&options.inputs, &filter, &options.destination).map(|found| {
        let input = found?;
        let output = output_name(&input, options.ending);
        if matches!(options.destination, Destination::Folder(_)) && !taken.take(&output) {
            let why = format!(
                "another input has the same output, {}; convert them into two folders",
                path_text(&output)
            );
            return Err(Refused { path: input.path, why });
        }
        Ok((input, output))
    });
    let mut summary = Summary::default();
    let mut failure = None;
    let workers = match options.jobs {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        jobs => jobs,
    };
    ordered(
        jobs,
        workers,
        workers * WINDOW,
        |job: Result<(Input, PathBuf), Refused>| match job {
            Ok((input, output)) => converter.guarded(&input, &output),
            Err(Refused { path, why }) => converter.failed(&path, why),
        },
        |result| {
            // A panic is caught where its input is known; nothing is left of one here.
            let Ok(Converted { mut record, lines, unchanged }) = result else {
                return ControlFlow::Continue(());
            };
            if let Err(error) = account_of.add(&mut record, lines.as_deref()) {
                failure = Some(error);
                return ControlFlow::Break(());
            }
            summary.add(&record, unchanged);
            observe(&record, &summary);
            ControlFlow::Continue(())
        },
    );
    match failure {
        Some(error) => Err(error),
        None => account_of.finish().map(|()| summary),
    }
}

/// An output folder in which inputs lie would have them overwritten, or read its own documents next time.
fn protect_inputs(options: &Options<'_>) -> Result<(), ArchiveError> {
    let real = |path: &Path| fs::canonicalize(path).ok();
    for input in &options.inputs {
        let same = match &options.destination {
            Destination::Folder(folder) => {
                let Some(folder) = real(folder) else { continue };
                real(input).is_some_and(|input| {
                    let inside = input.starts_with(&folder);
                    inside && (input.is_dir() || input.extension().is_some_and(|end| end == options.ending))
                })
            }
            Destination::Lines(file) => real(file).is_some_and(|file| real(input) == Some(file)),
        };
        if same {
            return Err(ArchiveError::OutputIsInput(input.clone()));
        }
    }
    Ok(())
}

/// `1987/a.txt` → `1987/a.json`.
fn output_name(input: &Input, ending: &str) -> PathBuf {
    let mut name = input.name.clone();
    // Not `with_extension`, which makes one name of "KS 1.5" and "KS 1.6".
    let is_text = name
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("txt") || end.eq_ignore_ascii_case("text"));
    if is_text {
        name.set_extension(ending);
    } else {
        let mut file = name.file_name().unwrap_or_default().to_os_string();
        file.push(".");
        file.push(ending);
        name.set_file_name(file);
    }
    name
}

/// What has a say in the output, as one checksum.
fn settings(options: &Options<'_>) -> String {
    let form = match options.destination {
        Destination::Folder(_) => "folder",
        Destination::Lines(_) => "lines",
    };
    let encoding = options.encoding.map_or("", Encoding::name);
    let mut settings = sha256(format!("{form}\n{encoding}\n{}", options.settings).as_bytes());
    settings.truncate(16);
    settings
}

fn account(path: &Path) -> impl FnOnce(io::Error) -> ArchiveError + use<> {
    let path = path.to_path_buf();
    move |error| ArchiveError::Account(path, error)
}

/// What became of one input.
struct Converted {
    record: Record,
    /// The lines for the common output.
    lines: Option<Vec<u8>>,
    unchanged: bool,
}

struct Converter<'a> {
    options: &'a Options<'a>,
    earlier: Earlier,
    version: &'static str,
    settings: String,
}

impl Converter<'_> {
    /// Converts one input; a panic, which would be a mistake in this program, is a failure of that input.
    fn guarded(&self, input: &Input, output: &Path) -> Converted {
        let attempt = std::panic::AssertUnwindSafe(|| self.convert(input, output));
        std::panic::catch_unwind(attempt).unwrap_or_else(|_| {
            self.failed(&input.path, "the program made a mistake with this text; please report it".to_owned())
        })
    }

    fn convert(&self, input: &Input, output: &Path) -> Converted {
        let began = Instant::now();
        let bytes = match fs::read(&input.path) {
            Ok(bytes) => bytes,
            Err(error) => return self.failed(&input.path, explain(&error)),
        };
        let mut record = self.record(&input.path);
        record.size = bytes.len() as u64;
        let checksum = sha256(&bytes);
        if let Some(converted) = self.unchanged(&record.path, &checksum) {
            return converted;
        }
        record.sha256 = Some(checksum);
        let failed = |mut record: Record, why: String| {
            record.outcome = Outcome::Failed;
            record.error = Some(why);
            Converted { record, lines: None, unchanged: false }
        };
        let decoded = match decode(&bytes, self.options.encoding) {
            Ok(decoded) => decoded,
            Err(error) if input.named => return failed(record, error.to_string()),
            Err(error) => {
                record.outcome = Outcome::Skipped;
                record.error = Some(error.to_string());
                return Converted { record, lines: None, unchanged: false };
            }
        };
        let mut documents = decoded.parse_all(self.options.lexicon);
        let mut rendered = Vec::with_capacity(bytes.len() * 3);
        for document in &mut documents {
            document.source.name = Some(record.path.as_str().into());
            if let Err(error) = (self.options.render)(document, &mut rendered) {
                return failed(record, format!("the document cannot be written: {error}"));
            }
        }
        record.encoding = Some(decoded.encoding.name().to_owned());
        record.documents = documents.len();
        record.diagnostics = counts(&documents);
        record.coverage = coverage(&decoded.text, &documents);
        record.output_sha256 = Some(sha256(&rendered));
        drop(documents);
        let lines = match &self.options.destination {
            Destination::Folder(folder) => {
                record.output = Some(path_text(output));
                if let Err(error) = write(&folder.join(output), &rendered) {
                    record.output_sha256 = None;
                    return failed(
                        record,
                        format!("{}: {}", path_text(&folder.join(output)), explain(&error)),
                    );
                }
                None
            }
            Destination::Lines(_) => Some(rendered),
        };
        record.milliseconds = milliseconds(began);
        Converted { record, lines, unchanged: false }
    }

    /// What an earlier run made of the same bytes, with the same program and options, if it is still there.
    fn unchanged(&self, path: &str, checksum: &str) -> Option<Converted> {
        let (record, lines) = self.earlier.find(path)?;
        let same = record.sha256.as_deref() == Some(checksum)
            && record.version == self.version
            && record.options == self.settings;
        if !same {
            return None;
        }
        let intact = match (&self.options.destination, &lines) {
            (Destination::Folder(folder), _) => verify::is_intact(folder, &record),
            (Destination::Lines(_), Some(lines)) => record.output_sha256.as_deref() == Some(&sha256(lines)),
            (Destination::Lines(_), None) => false,
        };
        intact.then_some(Converted { record, lines, unchanged: true })
    }

    fn failed(&self, path: &Path, why: String) -> Converted {
        let mut record = self.record(path);
        record.outcome = Outcome::Failed;
        record.error = Some(why);
        Converted { record, lines: None, unchanged: false }
    }

    fn record(&self, path: &Path) -> Record {
        Record {
            path: path_text(path),
            outcome: Outcome::Done,
            error: None,
            size: 0,
            sha256: None,
            encoding: None,
            output: None,
            output_span: None,
            output_sha256: None,
            documents: 0,
            diagnostics: Counts::default(),
            coverage: None,
            milliseconds: 0.0,
            version: self.version.to_owned(),
            options: self.settings.clone(),
        }
    }
}

/// Milliseconds with three digits, which is what a clock is good for.
fn milliseconds(began: Instant) -> f64 {
    (began.elapsed().as_secs_f64() * 1e6).round() / 1e3
}

fn write(target: &Path, bytes: &[u8]) -> io::Result<()> {
    match files::write(target, bytes) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            // The usual case is a folder that exists: most files share one.
            target.parent().map_or(Ok(()), fs::create_dir_all)?;
            files::write(target, bytes)
        }
        written => written,
    }
}

fn counts(documents: &[Document<'_>]) -> Counts {
    let mut counts = Counts::default();
    for diagnostic in documents.iter().flat_map(|document| &document.diagnostics) {
        match diagnostic.severity {
            Severity::Error => counts.error += 1,
            Severity::Warning => counts.warning += 1,
            Severity::Info => counts.info += 1,
        }
    }
    counts
}

/// The share of the text's characters, white space aside, that stand in blocks which are understood, to a
/// thousandth.
fn coverage(text: &str, documents: &[Document<'_>]) -> Option<f64> {
    let count = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count() as f64;
    let total = count(text);
    let understood: f64 = documents
        .iter()
        .flat_map(|document| &document.outline)
        .filter(|block| block.kind != BlockKind::Other)
        .map(|block| count(block.span.of(text)))
        .sum();
    (total > 0.0).then(|| (understood / total * 1000.0).round() / 1000.0)
}

/// The files of a run: the manifest as it grows, and the common output.
struct Account {
    destination: Destination,
    manifest: BufWriter<File>,
    manifest_len: u64,
    lines: Option<BufWriter<File>>,
    lines_len: u64,
    rows: Rows,
    /// Files of killed runs, which are no longer needed when this one is done.
    left: Vec<PathBuf>,
}

/// `manifest.jsonl` → `manifest.jsonl.part`.
pub(super) fn part(path: &Path) -> PathBuf {
    numbered(path, "part")
}

fn numbered(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".");
    name.push(ending);
    path.with_file_name(name)
}

impl Account {
    /// Begins an account. What a killed run left is put aside for [`Account::earlier`], or removed where
    /// everything begins anew.
    fn open(options: &Options<'_>) -> Result<Self, ArchiveError> {
        let destination = options.destination.clone();
        let manifest = destination.manifest();
        let lines = match &destination {
            Destination::Folder(_) => None,
            Destination::Lines(file) => Some(file.clone()),
        };
        let mut left = vec![];
        for number in 1.. {
            let aside = numbered(&manifest, &format!("part{number}"));
            let is_new = !aside.exists();
            if is_new {
                if !options.resume || !part(&manifest).exists() {
                    break;
                }
                if let Some(lines) = &lines {
                    let aside = numbered(lines, &format!("part{number}"));
                    fs::rename(part(lines), &aside).map_err(account(&part(lines)))?;
                }
                fs::rename(part(&manifest), &aside).map_err(account(&part(&manifest)))?;
            }
            left.push(aside);
            if is_new {
                break;
            }
        }
        let create = |path: &Path| File::create(path).map(BufWriter::new).map_err(account(path));
        Ok(Self {
            manifest: create(&part(&manifest))?,
            manifest_len: 0,
            lines: lines.as_deref().map(part).as_deref().map(create).transpose()?,
            lines_len: 0,
            rows: Rows::default(),
            left,
            destination,
        })
    }

    /// What earlier runs did, the finished one first.
    fn earlier(&self, destination: &Destination) -> Result<Earlier, ArchiveError> {
        let mut earlier = Earlier::default();
        let finished = destination.manifest();
        for manifest in finished.exists().then_some(&finished).into_iter().chain(&self.left) {
            let data = match destination {
                Destination::Folder(_) => None,
                Destination::Lines(file) => match manifest.extension() {
                    Some(end) if end.as_encoded_bytes().starts_with(b"part") => {
                        Some(numbered(file, &end.to_string_lossy()))
                    }
                    _ => Some(file.clone()),
                },
            };
            if data.as_deref().is_some_and(|data| !data.exists()) {
                continue; // Its lines are gone, and nothing can be taken from them.
            }
            earlier.add(manifest, data.as_deref()).map_err(account(manifest))?;
        }
        Ok(earlier)
    }

    /// Writes a record, after the lines that it speaks of.
    fn add(&mut self, record: &mut Record, lines: Option<&[u8]>) -> Result<(), ArchiveError> {
        if let (Destination::Lines(file), Some(out), Some(lines)) =
            (&self.destination, &mut self.lines, lines)
        {
            let end = self.lines_len + lines.len() as u64;
            record.output = file.file_name().map(|name| path_text(Path::new(name)));
            record.output_span = Some([self.lines_len, end]);
            out.write_all(lines).and_then(|()| out.flush()).map_err(account(file))?;
            self.lines_len = end;
        }
        let failed = account(&self.destination.manifest());
        let mut line = match serde_json::to_vec(record) {
            Ok(line) => line,
            Err(error) => return Err(failed(error.into())),
        };
        line.push(b'\n');
        self.manifest.write_all(&line).and_then(|()| self.manifest.flush()).map_err(failed)?;
        let end = self.manifest_len + line.len() as u64;
        self.rows.add(record, [self.manifest_len, end - 1]);
        self.manifest_len = end;
        Ok(())
    }

    /// Gives everything its name, and writes the report.
    fn finish(self) -> Result<(), ArchiveError> {
        let Self { destination, manifest, lines, rows, left, .. } = self;
        drop((manifest, lines));
        if let Destination::Lines(file) = &destination {
            fs::rename(part(file), file).map_err(account(file))?;
        }
        let manifest = destination.manifest();
        fs::rename(part(&manifest), &manifest).map_err(account(&manifest))?;
        let report = destination.report();
        let new = files::beside(&report);
        File::create(&new)
            .and_then(|file| rows.write(&manifest, BufWriter::new(file)))
            .and_then(|()| fs::rename(&new, &report))
            .map_err(account(&report))?;
        for manifest in left {
            if let (Destination::Lines(file), Some(end)) = (&destination, manifest.extension()) {
                let _ = fs::remove_file(numbered(file, &end.to_string_lossy()));
            }
            // Only a finished run's leavings: one that cannot be removed does no harm.
            let _ = fs::remove_file(manifest);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_are_named_after_inputs() {
        for (name, output) in [
            ("1987/a.txt", "1987/a.json"),
            ("A.TXT", "A.json"),
            ("KS 1.5", "KS 1.5.json"),
            ("KS 1.6", "KS 1.6.json"),
            ("nämnd", "nämnd.json"),
        ] {
            let input = Input { path: PathBuf::new(), name: name.into(), named: true };
            assert_eq!(output_name(&input, "json"), Path::new(output));
        }
    }

    #[test]
    fn accounts_lie_in_the_folder_or_beside_the_file() {
        let folder = Destination::new("out".into());
        assert_eq!(folder.manifest(), Path::new("out/manifest.jsonl"));
        let lines = Destination::new("out/minutes.jsonl".into());
        assert_eq!(lines.manifest(), Path::new("out/minutes.manifest.jsonl"));
        assert_eq!(lines.report(), Path::new("out/minutes.report.csv"));
        assert_eq!(Destination::new("a.jsonl".into()).folder(), Path::new("."));
    }
}
