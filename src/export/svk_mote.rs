//! Archive XML by the Swedish Church's schema for meetings, SVK-MOTE 1.0: one file per protocol.
//!
//! ```text
//! meetingHeader   meetingId, fondsCreator, governingBody, meetingType, when, location
//! agenda          each item: number, title
//! matters         each item: number, title, rapporteurs, register numbers, decision, statements;
//!                 items of level 2 as sub-matters of the one before them
//! minutes         number, adjustment, signatories, posting; attendees; quorum; the file
//! ```
//!
//! What no protocol says of itself comes from the [`Archive`]. What the schema has no place for is said, as
//! one diagnostic per kind of thing; the JSON stays the full record.

mod losses;
mod matters;
mod people;
mod xml;

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use super::archive::{Archive, ArchiveDocument, ArchiveMeetingType, OriginalFormat};
use super::ids::Ids;
use super::rows::written;
use super::seen::Seen;
use super::{ExportError, Exporter, make_folder, name_of};
use crate::{Code, Date, Diagnostic, Document, MeetingType, Span, Time};
use losses::Losses;
use xml::Xml;

const NAMESPACE: &str = "https://earkiv.svenskakyrkan.se/schemas/SVK-MOTE/v1";

/// Where archive XML goes: a folder, or one file whose name ends in `.xml`.
pub(super) struct Folder {
    path: PathBuf,
    archive: Archive,
    seen: Seen,
    names: HashSet<String>,
}

impl Folder {
    /// Begins an archive; everything that it must be told is asked for now.
    pub(super) fn new(path: PathBuf, archive: Archive) -> Result<Self, ExportError> {
        let flags = archive.missing();
        if !flags.is_empty() {
            return Err(ExportError::MissingArchive { flags });
        }
        if !is_file(&path) {
            make_folder(&path)?;
        }
        Ok(Self { path, archive, seen: Seen::default(), names: HashSet::new() })
    }
}

/// Where the next document goes: named as its source, with a number where the name is taken.
fn place(
    out: &Path,
    taken: &mut HashSet<String>,
    document: &Document<'_>,
    ids: &Ids,
) -> Result<PathBuf, ExportError> {
    if is_file(out) {
        let first = taken.insert(String::new());
        return if first { Ok(out.to_owned()) } else { Err(ExportError::OneFile { path: out.to_owned() }) };
    }
    let stem = document.source.name.as_deref().map_or(ids.protocol.as_str(), stem);
    let stem = match document.source.part {
        Some(part) => format!("{stem}.{part}"),
        None => stem.to_owned(),
    };
    let mut name = stem.clone();
    let mut number = 1;
    while !taken.insert(name.to_lowercase()) {
        number += 1;
        name = format!("{stem}-{number}");
    }
    Ok(out.join(format!("{name}.xml")))
}

impl Exporter for Folder {
    fn write(&mut self, document: &Document<'_>) -> Result<Vec<Diagnostic>, ExportError> {
        let ids = Ids::of(document)?;
        if let Err(twice) = self.seen.note(document, &ids) {
            return Ok(vec![twice]);
        }
        let known = Known::of(document, &ids, &self.archive)?;
        let path = place(&self.path, &mut self.names, document, &ids)?;
        let (bytes, diagnostics) =
            meeting(document, &known).map_err(|error| ExportError::io(&path, error))?;
        std::fs::write(&path, bytes).map_err(|error| ExportError::io(&path, error))?;
        Ok(diagnostics)
    }

    fn finish(self: Box<Self>) -> Result<(), ExportError> {
        Ok(())
    }
}

fn is_file(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xml")) && !path.is_dir()
}

/// A name without folders and ending.
fn stem(name: &str) -> &str {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match file.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => file,
    }
}

/// What the schema requires, all of it known.
struct Known<'a> {
    archive: &'a Archive,
    meeting_id: String,
    governing_body: String,
    meeting_type: &'static str,
    date: Date,
    /// What the minutes require; `None` where nobody is recorded and the schema lets there be no minutes.
    minutes: Option<Minutes>,
}

struct Minutes {
    number: String,
    quorum: bool,
    title: String,
    original_format: &'static str,
    file_path: String,
}

impl<'a> Known<'a> {
    fn of(document: &Document<'_>, ids: &Ids, archive: &'a Archive) -> Result<Self, ExportError> {
        let name = document.source.name.as_deref().unwrap_or_default();
        let told = archive.document(name);
        let missing =
            |what, flag, key| ExportError::MissingInDocument { document: name_of(document), what, flag, key };
        let meeting = &document.meeting;
        let date = meeting
            .date
            .or(told.meeting_date)
            .ok_or_else(|| missing("the day of the meeting", "--meeting-date", "meeting_date"))?;
        let fill = |pattern: &str| fill(pattern, document, date, ids);
        let governing_body = meeting
            .body
            .as_deref()
            .or(told.governing_body.as_deref())
            .ok_or_else(|| missing("which body met", "--governing-body", "governing_body"))?;
        let meeting_type = meeting_type(meeting.kind, &told)
            .ok_or_else(|| missing("the kind of meeting", "--meeting-type", "meeting_type"))?;
        let nobody = document.attendance.is_empty() && document.absences.is_empty();
        let minutes = if nobody { None } else { Some(Minutes::of(document, &told, archive, fill, missing)?) };
        Ok(Self {
            archive,
            meeting_id: told.meeting_id.as_deref().map_or_else(|| ids.protocol.clone(), fill),
            governing_body: governing_body.to_owned(),
            meeting_type,
            date,
            minutes,
        })
    }
}

impl Minutes {
    fn of(
        document: &Document<'_>,
        told: &ArchiveDocument,
        archive: &Archive,
        fill: impl Fn(&str) -> String,
        missing: impl Fn(&'static str, &'static str, &'static str) -> ExportError,
    ) -> Result<Self, ExportError> {
        let meeting = &document.meeting;
        let number = match (&meeting.number, &told.minutes_number) {
            (Some(number), _) => number.to_string(),
            (None, Some(pattern)) => fill(pattern),
            (None, None) => {
                return Err(missing("the number of the minutes", "--minutes-number", "minutes_number"));
            }
        };
        let quorum =
            told.quorum.ok_or_else(|| missing("whether there was a quorum", "--quorum", "quorum"))?;
        let file_path = told.file_path.as_deref().map(&fill);
        // The title as written, else the name of the file: the schema requires one.
        let title = meeting.title.as_deref().or(document.source.name.as_deref());
        Ok(Self {
            number,
            quorum,
            title: title.unwrap_or_default().to_owned(),
            original_format: match archive.original_format {
                Some(OriginalFormat::Paper) => "paper",
                Some(OriginalFormat::Digital) => "digital",
                None => {
                    return Err(missing("how the original was made", "--original-format", "original_format"));
                }
            },
            file_path: file_path.ok_or_else(|| missing("where the file lies", "--file-path", "file_path"))?,
        })
    }
}

fn fill(pattern: &str, document: &Document<'_>, date: Date, ids: &Ids) -> String {
    let name = document.source.name.as_deref().unwrap_or(&ids.protocol);
    let part = document.source.part.map(|part| part.to_string()).unwrap_or_default();
    pattern
        .replace("{date}", &date.to_string())
        .replace("{id}", &ids.protocol)
        .replace("{part}", &part)
        .replace("{stem}", stem(name))
        .replace("{name}", name)
}

fn meeting_type(said: Option<MeetingType>, told: &ArchiveDocument) -> Option<&'static str> {
    Some(match (said, told.meeting_type) {
        (Some(MeetingType::Ordinary), _) | (None, Some(ArchiveMeetingType::Ordinary)) => "ordinary",
        (Some(MeetingType::Extraordinary), _) | (None, Some(ArchiveMeetingType::Extraordinary)) => {
            "extraordinary"
        }
        (Some(MeetingType::Constituent | MeetingType::Annual | MeetingType::Other), _)
        | (None, Some(ArchiveMeetingType::Other)) => "other",
        (None, None) => return None,
    })
}

/// The XML of one meeting, and what was lost on the way.
fn meeting(document: &Document<'_>, known: &Known<'_>) -> io::Result<(Vec<u8>, Vec<Diagnostic>)> {
    let mut xml = Xml::new();
    let mut losses = Losses::default();
    xml.declaration()?;
    xml.open("boardMeeting", &[("xmlns", NAMESPACE)])?;
    header(document, known, &mut xml, &mut losses)?;
    matters::write(document, &mut xml, &mut losses)?;
    minutes(document, known, &mut xml, &mut losses)?;
    xml.close("boardMeeting")?;
    if document.next_meeting.is_some() {
        losses.add("the next meeting", "", Span::default());
    }
    let mut diagnostics = losses.into_diagnostics();
    if xml.replaced() > 0 {
        let message = format!("characters that XML 1.0 forbids are replaced by U+FFFD: {}", xml.replaced());
        diagnostics.push(Diagnostic::new(Code::ReplacedCharacter, Span::default(), message));
    }
    Ok((xml.into_bytes(), diagnostics))
}

fn header(document: &Document<'_>, known: &Known<'_>, xml: &mut Xml, losses: &mut Losses) -> io::Result<()> {
    let meeting = &document.meeting;
    let archive = known.archive;
    let told = |value: &Option<String>| value.clone().unwrap_or_default();
    xml.open("meetingHeader", &[])?;
    xml.text("meetingId", &known.meeting_id)?;
    xml.text_with(
        "fondsCreator",
        &[("idType", &told(&archive.creator_id_type)), ("creatorId", &told(&archive.creator_id))],
        &told(&archive.creator_name),
    )?;
    xml.text("governingBody", &known.governing_body)?;
    xml.text("meetingType", known.meeting_type)?;
    when(document, known.date, xml, losses)?;
    xml.maybe("location", meeting.place.as_deref())?;
    xml.close("meetingHeader")?;

    if let Some(kind @ (MeetingType::Constituent | MeetingType::Annual)) = meeting.kind {
        losses.add("the kind of meeting, written as other", &written(kind), Span::default());
    }
    if let Some(organization) =
        meeting.organization.as_deref().filter(|name| *name != told(&archive.creator_name))
    {
        losses.add("an organization besides the archive's creator", organization, Span::default());
    }
    if let Some(reference) = &meeting.reference {
        losses.add("the register number of the protocol itself", reference, Span::default());
    }
    Ok(())
}

/// The schema's choice: a day and a time, or from and to. The second takes both times.
fn when(document: &Document<'_>, date: Date, xml: &mut Xml, losses: &mut Losses) -> io::Result<()> {
    let meeting = &document.meeting;
    let last = meeting.end_date.unwrap_or(date);
    match (meeting.start_time, meeting.end_time) {
        (Some(start), Some(end)) if (date, start) <= (last, end) => {
            xml.text("meetingTimeFrom", &date_time(date, start))?;
            xml.text("meetingTimeTo", &date_time(last, end))
        }
        (start, end) => {
            xml.text("meetingDate", &date.to_string())?;
            xml.maybe("meetingTime", start.map(|time| format!("{time}:00")).as_deref())?;
            // An end before the beginning is past midnight, or a mistake of the text: the text says no day.
            if let Some(end) = end {
                losses.add("an end without a beginning before it", &end.to_string(), Span::default());
            }
            if let Some(last) = meeting.end_date {
                losses.add("a last day without times", &last.to_string(), Span::default());
            }
            Ok(())
        }
    }
}

fn date_time(date: Date, time: Time) -> String {
    format!("{date}T{time}:00")
}

fn minutes(document: &Document<'_>, known: &Known<'_>, xml: &mut Xml, losses: &mut Losses) -> io::Result<()> {
    let Some(minutes) = &known.minutes else {
        note_lost_minutes(document, losses);
        return Ok(());
    };
    xml.open("minutes", &[])?;
    minutes_header(document, known, minutes, xml, losses)?;
    people::attendees(document, xml, losses)?;
    xml.text("quorum", if minutes.quorum { "true" } else { "false" })?;
    xml.open("minutesDocument", &[])?;
    xml.text("title", &minutes.title)?;
    xml.text("originalFormat", minutes.original_format)?;
    let mut file = vec![("path", minutes.file_path.as_str())];
    file.extend(known.archive.file_format.as_deref().map(|format| ("fileFormat", format)));
    xml.empty("file", &file)?;
    xml.close("minutesDocument")?;
    xml.close("minutes")
}

/// Where nobody is recorded, all that stands in the minutes goes with them.
fn note_lost_minutes(document: &Document<'_>, losses: &mut Losses) {
    let what = "minutes in which nobody is recorded as present or absent";
    losses.add(what, "", Span::default());
    let meeting = &document.meeting;
    let with_them = [
        (meeting.title.is_some(), "title"),
        (meeting.number.is_some(), "number"),
        (!document.signatories.is_empty(), "signatories"),
        (document.adjustment.is_some(), "adjustment"),
        (document.posting.is_some(), "posting"),
        (document.agenda.iter().any(|item| !item.recusals.is_empty()), "recusals"),
    ];
    for (_, name) in with_them.into_iter().filter(|(is_lost, _)| *is_lost) {
        losses.add(what, name, Span::default());
    }
}

fn minutes_header(
    document: &Document<'_>,
    known: &Known<'_>,
    minutes: &Minutes,
    xml: &mut Xml,
    losses: &mut Losses,
) -> io::Result<()> {
    xml.open("minutesHeader", &[])?;
    xml.text("minutesNumber", &minutes.number)?;
    xml.text("meetingRef", &known.meeting_id)?;
    if let Some(adjustment) = &document.adjustment {
        xml.maybe("adjustmentDate", adjustment.date.map(|date| date.to_string()).as_deref())?;
        if adjustment.time.is_some() || adjustment.place.is_some() {
            losses.add("time and place of the adjustment", "", Span::default());
        }
    }
    people::signatories(document, xml, losses)?;
    if let Some(posting) = document.posting.as_ref().filter(|posting| **posting != Default::default()) {
        xml.open("posting", &[])?;
        xml.maybe("postedDate", posting.posted.map(|date| date.to_string()).as_deref())?;
        xml.maybe("removedDate", posting.removed.map(|date| date.to_string()).as_deref())?;
        xml.maybe("postingLocation", posting.place.as_deref())?;
        xml.close("posting")?;
    }
    xml.close("minutesHeader")
}
