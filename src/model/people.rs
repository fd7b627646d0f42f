//! People: who was there, who was not, who presents, who signs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, RareText, Roles, Span, Text};

/// Somebody recorded as present or absent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Participant<'a> {
    /// The name as written (*Anna Berg*, *Berg Anna*, *Berg, Anna*), without party, title, role or note.
    pub name: Text<'a>,
    /// Party or nomination group, abbreviated in its usual capitals: `S`, `SD`, `KD`, `POSK`.
    pub party: Option<Text<'a>>,
    /// Only what a heading or the line itself says; the heading's role first.
    pub roles: Roles,
    /// The rest of the description as written: *regionpolischef*, *tf. enhetschef SU Stockholm*.
    pub title: Option<Text<'a>>,
    /// Present, excused or absent.
    pub status: Status,
    /// Whether a note says that the person took part from elsewhere: *länk*, *Teams*, *distans*, *telefon*.
    pub remote: bool,
    /// Deputies only: true for *tjänstgörande ersättare*, false for *ej tjänstgörande*.
    pub serving: Option<bool>,
    /// The one whom a serving deputy replaces, by name.
    pub substituting_for: Option<RareText<'a>>,
    /// The items attended, where the text limits them, normalised: `1-4,7`.
    pub present_items: Option<RareText<'a>>,
    /// The heading that the person stands under, as written.
    pub group: Option<Text<'a>>,
    /// What is left of the line.
    pub note: Option<RareText<'a>>,
    /// Where the person's entry stands.
    pub span: Span,
}

/// A role at the meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// *ordförande*.
    Chair,
    /// *vice ordförande*, first or second.
    ViceChair,
    /// *ledamot*, *beslutande*.
    Member,
    /// *ersättare*, *suppleant*.
    Deputy,
    /// *sekreterare*, *protokollförare*.
    Secretary,
    /// *adjungerad*.
    Adjunct,
    /// *justerare*, where the attendance line itself says so.
    Adjuster,
    /// *observatör*, *insynsplats*.
    Observer,
    /// *tjänsteman*, *tjänsteperson*.
    Official,
    /// *revisor*.
    Auditor,
    /// *personalföreträdare*, *facklig representant*.
    UnionRepresentative,
    /// *gäst*.
    Guest,
    /// *övriga närvarande*, *övriga deltagare*.
    Other,
}

/// Whether somebody was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Recorded as present.
    Present,
    /// Absent, and excused beforehand (*förhinder*).
    Excused,
    /// Absent.
    Absent,
}

/// Somebody in a list of presenters (*Föredragande*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Presenter<'a> {
    /// The name as written.
    pub name: Text<'a>,
    /// What the person is, as written.
    pub title: Option<Text<'a>>,
    /// The numbers of the items presented: *punkt 4* gives `["4"]`.
    pub items: Vec<Text<'a>>,
    /// Where the entry stands.
    pub span: Span,
}

/// Somebody who signs the minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Signatory<'a> {
    /// As what the person signs.
    pub role: SignatoryRole,
    /// The name as written.
    pub name: Text<'a>,
    /// The day of signing, where it is given.
    pub date: Option<Date>,
    /// Where the name stands.
    pub span: Span,
}

/// As what somebody signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SignatoryRole {
    /// *Vid protokollet*, *sekreterare*.
    Secretary,
    /// *ordförande*.
    Chair,
    /// *justeras*, *justerare*.
    Adjuster,
    /// Another role.
    Other,
}
