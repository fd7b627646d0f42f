//! The shape of the lists, as TOML has them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Clue;
use crate::model::{MeetingType, Role};

/// One file of lists. Every table may be left out; none may be misspelt.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Words {
    pub(super) labels: BTreeMap<Label, Vec<String>>,
    pub(super) sections: BTreeMap<Section, Vec<String>>,
    pub(super) roles: BTreeMap<Role, Vec<String>>,
    pub(super) notes: BTreeMap<Note, Vec<String>>,
    pub(super) courtesy: Courtesy,
    pub(super) titles: Titles,
    pub(super) particles: Particles,
    pub(super) articles: List,
    pub(super) offices: List,
    pub(super) not_names: List,
    pub(super) acronyms: List,
    pub(super) instead: List,
    pub(super) proxies: List,
    pub(super) of_them: OfThem,
    pub(super) all_of_them: List,
    pub(super) relatives: List,
    pub(super) parties: BTreeMap<String, Vec<String>>,
    pub(super) months: BTreeMap<String, Vec<String>>,
    pub(super) weekdays: BTreeMap<String, Vec<String>>,
    pub(super) numbers: BTreeMap<String, Vec<String>>,
    pub(super) halves: Halves,
    pub(super) organizations: Organizations,
    pub(super) bodies: Bodies,
    pub(super) titles_of_documents: DocumentTitles,
    pub(super) meeting_types: BTreeMap<MeetingType, Vec<String>>,
    pub(super) numbering: Numbering,
    pub(super) breaks: List,
    pub(super) label_words: BTreeMap<LabelWord, Vec<String>>,
    pub(super) around_labels: AroundLabels,
    pub(super) table_columns: BTreeMap<TableColumn, Vec<String>>,
    pub(super) same_titles: BTreeMap<String, Vec<String>>,
    pub(super) clues: BTreeMap<Clue, Vec<String>>,
    pub(super) occasions: BTreeMap<Clue, Vec<String>>,
    pub(super) abbreviations: Abbreviations,
    pub(super) stated_numbers: List,
    pub(super) adjusting: List,
    pub(super) substitutes: List,
    pub(super) continued: List,
    pub(super) appended: List,
    pub(super) elsewhere: List,
    pub(super) announced: List,
    pub(super) finite_verbs: FiniteVerbs,
    pub(super) small_words: BTreeMap<SmallWord, Vec<String>>,
    pub(super) attended: BTreeMap<Reach, Vec<String>>,
    pub(super) points: List,
    pub(super) clock: List,
    pub(super) dates: Dates,
    pub(super) marks: BTreeMap<AttendanceMark, Vec<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct List {
    pub(super) words: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct FiniteVerbs {
    pub(super) words: Vec<String>,
    pub(super) stating: Vec<String>,
    pub(super) clauses: Vec<String>,
    pub(super) endings: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct AroundLabels {
    pub(super) before: Vec<String>,
    pub(super) behind: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Courtesy {
    pub(super) words: Vec<String>,
    pub(super) plural: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct OfThem {
    pub(super) former: Vec<String>,
    pub(super) latter: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Particles {
    pub(super) words: Vec<String>,
    pub(super) first: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Dates {
    pub(super) article: Vec<String>,
    pub(super) which_month: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Titles {
    pub(super) words: Vec<String>,
    pub(super) endings: Vec<String>,
    pub(super) trades: Vec<String>,
    pub(super) before: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Halves {
    pub(super) morning: Vec<String>,
    pub(super) afternoon: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Organizations {
    pub(super) above: Vec<String>,
    pub(super) last: Vec<String>,
    pub(super) first: Vec<String>,
    pub(super) ending: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Bodies {
    pub(super) ending: Vec<String>,
    pub(super) first: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct DocumentTitles {
    pub(super) words: Vec<String>,
    pub(super) meeting: Vec<String>,
    pub(super) meeting_ending: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Numbering {
    pub(super) item: Vec<String>,
    pub(super) reference: Vec<String>,
    pub(super) matter: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Abbreviations {
    pub(super) inside: Vec<String>,
    pub(super) r#final: Vec<String>,
    pub(super) before_mark: Vec<String>,
}

/// A small number that is a key of a table: a month, a day of the week.
pub(super) fn small_number(key: &str) -> u8 {
    key.parse().unwrap_or_default()
}

/// What a label stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Label {
    Present,
    Members,
    Deputies,
    ServingDeputies,
    NonservingDeputies,
    Absent,
    Excused,
    Officials,
    Adjuncts,
    OthersPresent,
    UnionRepresentatives,
    Guests,
    Observers,
    Auditors,
    Invited,
    Presenters,
    Remote,
    OnSite,
    Date,
    Time,
    Place,
    PlaceTime,
    DateTime,
    Number,
    Reference,
    MeetingType,
    Organ,
    Page,
    Items,
    MetaOther,
    Chair,
    ViceChair,
    Secretary,
    Attested,
    Adjuster,
    AppointedAdjuster,
    Adjustment,
    Signatures,
    Posting,
    Posted,
    Removed,
    PostingPlace,
    Storage,
    Contents,
    Attachments,
    NextMeeting,
    Closing,
    Furniture,
}

/// What a heading inside a point stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Section {
    Decision,
    Draft,
    Proposals,
    Procedure,
    Vote,
    Reservation,
    SpecialOpinion,
    SpecialStatement,
    ProtocolNote,
    Recusal,
    Presenters,
    Other,
    /// Below it each line is one: *Beslutet skickas till*.
    Lines,
}

impl Section {
    /// Whether nothing follows from it but that what stands before has ended.
    pub(crate) fn is_plain(self) -> bool {
        matches!(self, Self::Other | Self::Lines)
    }

    /// Whether those speak who move or dissent, or propose beforehand: what stands there decides nothing.
    pub(crate) fn is_of_some(self) -> bool {
        use Section::*;
        matches!(self, Draft | Proposals | Reservation | SpecialOpinion | SpecialStatement | ProtocolNote)
    }
}

/// What a small word does between others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SmallWord {
    And,
    Or,
    That,
    Other,
}

/// Which of the points around a number are meant: `deltog t.o.m. § 31`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Reach {
    Only,
    Except,
    Until,
    From,
    /// No point, but why: `p.g.a. jäv`.
    Reason,
}

/// What a word in a column of attendance says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AttendanceMark {
    Present,
    Absent,
    /// A deputy who serves.
    Serving,
}

/// What a word of a heading says of those below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum LabelWord {
    Present,
    Absent,
    Excused,
    Not,
    Serving,
    Deputy,
    Member,
    Official,
    Other,
    Union,
    Invited,
}

/// What a column of a table of people holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TableColumn {
    Name,
    Party,
    Description,
    Present,
    Absent,
    Substitute,
    SubstitutingFor,
    Items,
    /// A vote: `Ja`, `Nej`, `Avst`.
    Vote,
}

/// What a note beside a name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Note {
    Remote,
    Excused,
    AllExcused,
    Absent,
    Present,
    Serving,
    NotServing,
    Substituting,
}
