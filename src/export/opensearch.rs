//! Bulk lines for OpenSearch and Elasticsearch: `bulk-0001.ndjson` and so on, each under 10 MB, and
//! `template.json`, the index template that must be there before them.
//!
//! ```text
//! {"index":{"_id":"…","_index":"protokollant"}}
//! {"kind":"item","protocol_id":"…","body":"Kommunstyrelsen","number":"12","title":"…", …}
//! ```
//!
//! One document per protocol (`kind` is `protocol`) and one per item (`item`), which knows body and day of its
//! meeting. An id is the SHA-256 of the text and the place in it: the same text indexed twice is there once.

use std::fs::File;
use std::io::Write as _;
use std::path::PathBuf;

use serde::Serialize;
use serde_json::json;

use super::ids::Ids;
use super::seen::Seen;
use super::{ExportError, Exporter, make_folder, name_of};
use crate::{
    Adjustment, AgendaItem, Code, Date, Diagnostic, Document, Meeting, NextMeeting, Outcome, Participant,
    Posting, Presenter, Proposal, Signatory, Span, Statement, Text, Vote,
};

/// The index that the lines name, and that the template's pattern fits.
const INDEX: &str = "protokollant";
/// A file is smaller than this, in bytes.
const LIMIT: usize = 10_000_000;
const TEMPLATE: &str = include_str!("opensearch_template.json");

/// A folder of bulk files.
pub(super) struct Bulk {
    folder: PathBuf,
    limit: usize,
    seen: Seen,
    /// Whole lines that wait to be written.
    lines: Vec<u8>,
    files: usize,
}

impl Bulk {
    pub(super) fn new(folder: PathBuf) -> Result<Self, ExportError> {
        make_folder(&folder)?;
        let template = folder.join("template.json");
        std::fs::write(&template, TEMPLATE).map_err(|error| ExportError::io(&template, error))?;
        Ok(Self { folder, limit: LIMIT, seen: Seen::default(), lines: Vec::new(), files: 0 })
    }

    /// Adds an action and its document; a new file begins where they would not fit. Says whether they are too
    /// long for any file.
    fn add(&mut self, id: &str, document: &impl Serialize, name: &str) -> Result<bool, ExportError> {
        let action = json!({"index": {"_index": INDEX, "_id": id}});
        let document = serde_json::to_string(document)
            .map_err(|source| ExportError::Json { document: name.to_owned(), source })?;
        let mut lines = format!("{action}\n{document}\n").into_bytes();
        if !self.lines.is_empty() && self.lines.len() + lines.len() >= self.limit {
            self.write_file()?;
        }
        self.lines.append(&mut lines);
        Ok(self.lines.len() >= self.limit)
    }

    fn write_file(&mut self) -> Result<(), ExportError> {
        self.files += 1;
        let path = self.folder.join(format!("bulk-{:04}.ndjson", self.files));
        let write = || File::create(&path)?.write_all(&self.lines);
        write().map_err(|error| ExportError::io(&path, error))?;
        self.lines.clear();
        Ok(())
    }
}

impl Exporter for Bulk {
    fn write(&mut self, document: &Document<'_>) -> Result<Vec<Diagnostic>, ExportError> {
        let ids = Ids::of(document)?;
        if let Err(twice) = self.seen.note(document, &ids) {
            return Ok(vec![twice]);
        }
        let name = name_of(document);
        let mut diagnostics = Vec::new();
        let protocol = Protocol::of(document, &ids);
        if self.add(&ids.protocol, &protocol, &name)? {
            diagnostics.push(too_long("the protocol", Span::default()));
        }
        for (index, item) in document.agenda.iter().enumerate() {
            let id = ids.row("items", &[index + 1]);
            if self.add(&id, &Item::of(item, index + 1, document, &ids), &name)? {
                diagnostics.push(too_long(&item.label, item.span));
            }
        }
        Ok(diagnostics)
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        if self.lines.is_empty() { Ok(()) } else { self.write_file() }
    }
}

/// Nothing is cut from a document: one that no file may hold has a file of its own.
fn too_long(what: &str, span: Span) -> Diagnostic {
    let message = format!("{what} is longer than a bulk file may be: its file is over 10 MB");
    Diagnostic::new(Code::LostInExport, span, message)
}

/// What both kinds of documents say of the meeting.
#[derive(Serialize)]
struct Context<'a> {
    kind: &'static str,
    protocol_id: &'a str,
    source: Option<&'a str>,
    organization: Option<&'a str>,
    body: Option<&'a str>,
    date: Option<Date>,
    end_date: Option<Date>,
}

impl<'a> Context<'a> {
    fn of(kind: &'static str, document: &'a Document<'_>, ids: &'a Ids) -> Self {
        let meeting = &document.meeting;
        Self {
            kind,
            protocol_id: &ids.protocol,
            source: document.source.name.as_deref(),
            organization: meeting.organization.as_deref(),
            body: meeting.body.as_deref(),
            date: meeting.date,
            end_date: meeting.end_date,
        }
    }
}

/// A protocol, without its items.
#[derive(Serialize)]
struct Protocol<'a> {
    #[serde(flatten)]
    context: Context<'a>,
    part: Option<usize>,
    meeting: &'a Meeting<'a>,
    /// Everyone present or absent.
    people: Vec<&'a Participant<'a>>,
    presenters: &'a [Presenter<'a>],
    signatories: &'a [Signatory<'a>],
    adjustment: Option<&'a Adjustment<'a>>,
    posting: Option<&'a Posting<'a>>,
    next_meeting: Option<&'a NextMeeting<'a>>,
}

impl<'a> Protocol<'a> {
    fn of(document: &'a Document<'a>, ids: &'a Ids) -> Self {
        Self {
            context: Context::of("protocol", document, ids),
            part: document.source.part,
            meeting: &document.meeting,
            people: document.attendance.iter().chain(&document.absences).collect(),
            presenters: &document.presenters,
            signatories: &document.signatories,
            adjustment: document.adjustment.as_ref(),
            posting: document.posting.as_ref(),
            next_meeting: document.next_meeting.as_ref(),
        }
    }
}

/// An item.
#[derive(Serialize)]
struct Item<'a> {
    #[serde(flatten)]
    context: Context<'a>,
    position: usize,
    number: &'a str,
    label: &'a str,
    level: u8,
    title: Option<&'a str>,
    references: &'a [Text<'a>],
    text: &'a [Text<'a>],
    decisions: &'a [Text<'a>],
    outcome: Option<Outcome>,
    item_presenters: &'a [Text<'a>],
    proposals: &'a [Proposal<'a>],
    votes: &'a [Vote<'a>],
    statements: &'a [Statement<'a>],
    recusals: &'a [Text<'a>],
    attachments: &'a [Text<'a>],
    span: Span,
}

impl<'a> Item<'a> {
    fn of(item: &'a AgendaItem<'a>, position: usize, document: &'a Document<'a>, ids: &'a Ids) -> Self {
        Self {
            context: Context::of("item", document, ids),
            position,
            number: &item.number,
            label: &item.label,
            level: item.level,
            title: item.title.as_deref(),
            references: &item.references,
            text: &item.paragraphs,
            decisions: &item.decisions,
            outcome: item.outcome,
            item_presenters: &item.presenters,
            proposals: &item.proposals,
            votes: &item.votes,
            statements: &item.statements,
            recusals: &item.recusals,
            attachments: &item.attachments,
            span: item.span,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::super::testing;
    use super::*;

    /// Every field of `value` must be in `properties`, as a strict index demands.
    fn check(value: &Value, properties: &Value, path: &str, met: &mut BTreeSet<String>) {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    let path = format!("{path}.{name}");
                    let field = &properties[name];
                    assert!(field.is_object(), "the template does not know {path}");
                    met.insert(path.clone());
                    check_value(value, field, &path, met);
                }
            }
            other => panic!("{path}: expected an object, found {other}"),
        }
    }

    fn check_value(value: &Value, field: &Value, path: &str, met: &mut BTreeSet<String>) {
        match (value, field["type"].as_str()) {
            (Value::Array(values), _) => values.iter().for_each(|value| check_value(value, field, path, met)),
            (Value::Null, _) => {}
            (Value::Object(_), None | Some("nested" | "object")) => {
                check(value, &field["properties"], path, met)
            }
            (Value::Number(_), Some("integer" | "long")) => {}
            (Value::Bool(_), Some("boolean")) => {}
            (Value::String(_), Some("keyword" | "text")) => {}
            (Value::String(text), Some("date")) => {
                let fits = match field["format"].as_str() {
                    Some("strict_date") => text.parse::<Date>().is_ok(),
                    Some("strict_hour_minute") => text.parse::<crate::Time>().is_ok(),
                    _ => false,
                };
                assert!(fits, "{path}: {text} is not in the format of the template");
            }
            (value, kind) => panic!("{path}: {value} in a field of type {kind:?}"),
        }
    }

    fn fields_of(properties: &Value, path: &str, all: &mut BTreeSet<String>) {
        for (name, field) in properties.as_object().into_iter().flatten() {
            let path = format!("{path}.{name}");
            fields_of(&field["properties"], &path, all);
            all.insert(path);
        }
    }

    #[test]
    fn template_and_lines_know_the_same_fields() {
        let template: Value = serde_json::from_str(TEMPLATE).unwrap();
        let mappings = &template["template"]["mappings"];
        assert_eq!(mappings["dynamic"], "strict");
        let mut met = BTreeSet::new();
        for document in testing::all() {
            let ids = Ids::of(&document).unwrap();
            let protocol = serde_json::to_value(Protocol::of(&document, &ids)).unwrap();
            check(&protocol, &mappings["properties"], "", &mut met);
            for item in &document.agenda {
                let item = serde_json::to_value(Item::of(item, 1, &document, &ids)).unwrap();
                check(&item, &mappings["properties"], "", &mut met);
            }
        }
        let mut all = BTreeSet::new();
        fields_of(&mappings["properties"], "", &mut all);
        assert_eq!(met, all, "fields that the template has and no line");
    }

    #[test]
    fn files_are_cut_by_bytes_between_documents() {
        let folder = crate::export::testing::folder("opensearch-cut");
        let mut bulk = Bulk::new(folder.clone()).unwrap();
        bulk.limit = 2000;
        let mut told = bulk.write(&testing::council()).unwrap();
        told.extend(bulk.write(&testing::parish()).unwrap());
        Box::new(bulk).finish().unwrap();
        let mut names: Vec<_> =
            std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).collect();
        names.sort();
        let (mut ids, mut long) = (BTreeSet::new(), 0);
        for name in names.iter().filter(|name| name.extension().is_some_and(|e| e == "ndjson")) {
            let text = std::fs::read_to_string(name).unwrap();
            assert!(text.ends_with("}\n"), "{name:?}");
            let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            assert_eq!(lines.len() % 2, 0);
            if text.len() >= 2000 {
                long += 1;
                assert_eq!(lines.len(), 2, "a file is too long only where it holds one document");
            }
            ids.extend(lines.iter().step_by(2).map(|line| line["index"]["_id"].as_str().unwrap().to_owned()));
        }
        assert_eq!(ids.len(), 2 + 3 + 4);
        assert!(long > 0 && told.len() == long, "each is said: {told:?}");
    }
}
