//! The meeting as a whole, and what follows it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, Text, Time};

/// Who met, when and where.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Meeting<'a> {
    /// The authority, municipality, company or association: *Norrby kommun*.
    pub organization: Option<Text<'a>>,
    /// The organ that meets: *Kommunstyrelsen*.
    pub body: Option<Text<'a>>,
    /// The document's own title, as written: *Protokoll fört vid styrelsemöte*.
    pub title: Option<Text<'a>>,
    /// The kind of meeting, where the text says it.
    #[serde(rename = "type")]
    pub kind: Option<MeetingType>,
    /// The protocol's number as written: *Nr 5* gives `5`, *4/2024* gives `4/2024`.
    pub number: Option<Text<'a>>,
    /// The register number (*diarienummer*) of the protocol itself.
    pub reference: Option<Text<'a>>,
    /// The day of the meeting, or its first day.
    pub date: Option<Date>,
    /// The last day of a meeting of several days.
    pub end_date: Option<Date>,
    /// When it begins.
    pub start_time: Option<Time>,
    /// When it ends.
    pub end_time: Option<Time>,
    /// Where it is held, as written.
    pub place: Option<Text<'a>>,
}

/// The kind of meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MeetingType {
    /// *ordinarie möte*.
    Ordinary,
    /// *extra möte*, *extra ordinarie möte*.
    Extraordinary,
    /// *konstituerande möte*.
    Constituent,
    /// *årsmöte*, *årsstämma*, *ordinarie föreningsstämma*.
    Annual,
    /// Another kind that the text names, such as *per capsulam*.
    Other,
}

/// The adjustment (*justering*): when and where adjusters approve the minutes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Adjustment<'a> {
    /// The day.
    pub date: Option<Date>,
    /// The time of day.
    pub time: Option<Time>,
    /// The place, as written.
    pub place: Option<Text<'a>>,
}

/// The announcement (*anslag*) that the minutes are adjusted; for municipalities chapter 8, sections 9
/// to 12 of the Swedish Local Government Act (2017:725).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Posting<'a> {
    /// The day on which it is put up.
    pub posted: Option<Date>,
    /// The day on which it is taken down.
    pub removed: Option<Date>,
    /// Where it is put up; not where the minutes are kept.
    pub place: Option<Text<'a>>,
}

/// The next meeting, where one is announced.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct NextMeeting<'a> {
    /// The day; a year that the text leaves out is the first one that fits after the meeting.
    pub date: Option<Date>,
    /// When it begins.
    pub start_time: Option<Time>,
    /// When it ends.
    pub end_time: Option<Time>,
    /// The place, as written.
    pub place: Option<Text<'a>>,
}
