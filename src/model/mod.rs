//! The document model, version 1: what one protocol says, as plain serde types.
//!
//! Names follow the Swedish Church's archive schema for meetings (SVK-MOTE) wherever it has a word for
//! the thing. The model knows no grammar: each field's documentation says what the text must say for it
//! to be set. What the text does not say is `None` or empty, never a guess. Every key is written, also
//! where it is null, so that programs which infer types from the JSON see the same shape each time.

mod agenda;
mod diagnostic;
mod meeting;
mod people;
mod rare;
mod roles;
mod span;
mod when;

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use agenda::{
    AgendaItem, Ballot, BallotVote, Outcome, Proposal, ProposalKind, Statement, StatementKind, Vote,
};
pub use diagnostic::{Code, Diagnostic, Severity};
pub use meeting::{Adjustment, Meeting, MeetingType, NextMeeting, Posting};
pub use people::{Participant, Presenter, Role, Signatory, SignatoryRole, Status};
pub use rare::RareText;
pub use roles::Roles;
pub use span::Span;
pub use when::{Date, Time, WhenError};

/// A piece of text: borrowed from the protocol where it stands there in one piece, owned where lines
/// had to be joined or white space folded.
pub type Text<'a> = Cow<'a, str>;

/// The version of the model, written into every document as `schema_version`.
pub const SCHEMA_VERSION: &str = "1.0";

/// One protocol, read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Document<'a> {
    /// The version of this model, `"1.0"`.
    pub schema_version: Text<'a>,
    /// What was read.
    pub source: Source<'a>,
    /// The meeting: who met, when and where.
    pub meeting: Meeting<'a>,
    /// Everyone recorded as present, in reading order.
    pub attendance: Vec<Participant<'a>>,
    /// Everyone recorded as absent, in reading order.
    pub absences: Vec<Participant<'a>>,
    /// Those named in a list of presenters (*Föredragande*) for the whole document.
    pub presenters: Vec<Presenter<'a>>,
    /// The numbered points, flat, in reading order.
    pub agenda: Vec<AgendaItem<'a>>,
    /// Who signs, and as what.
    pub signatories: Vec<Signatory<'a>>,
    /// When and where the minutes are adjusted (*justering*).
    pub adjustment: Option<Adjustment<'a>>,
    /// When and where the adjustment is announced (*anslag*).
    pub posting: Option<Posting<'a>>,
    /// The next meeting, where one is announced.
    pub next_meeting: Option<NextMeeting<'a>>,
    /// Consecutive blocks that cover the whole text (or the part), without gap or overlap.
    pub outline: Vec<Block>,
    /// What is odd, doubtful or wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Source<'a> {
    /// The file's name or another name that the caller gave.
    pub name: Option<Text<'a>>,
    /// SHA-256 of the bytes that were read, in lower-case hexadecimal; null where text was given and no
    /// bytes.
    pub sha256: Option<Text<'a>>,
    /// The encoding that the bytes were decoded from, by its WHATWG or IANA name (`UTF-8`,
    /// `windows-1252`, `IBM850` …).
    pub encoding: Text<'a>,
    /// How many bytes were read.
    pub bytes: usize,
    /// Which protocol of the text this is, from 1, where one text holds several; else null. Spans and
    /// outline then stay within the part, counted in the whole text.
    pub part: Option<usize>,
}

/// One block of the outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Block {
    /// What the block is.
    pub kind: BlockKind,
    /// Where it stands.
    pub span: Span,
}

/// What a block of the outline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// Organization, body and the document's title.
    Title,
    /// Date, time, place, numbers and other facts of the meeting as a whole.
    Meta,
    /// Who is present.
    Attendance,
    /// Who is absent.
    Absences,
    /// Who presents.
    Presenters,
    /// A table of contents.
    Contents,
    /// A numbered point.
    Item,
    /// Who signs, with the adjustment.
    Signatures,
    /// The announcement of the adjustment (*anslag*).
    Posting,
    /// What comes again on each page: headers, footers, page numbers, boxes for initials.
    Furniture,
    /// An appendix, or the list of them.
    Attachment,
    /// What no rule understands.
    Other,
}
