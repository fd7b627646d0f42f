//! The numbered points, and what happens in them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Span, Text};

/// One numbered point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AgendaItem<'a> {
    /// The number without sign: `4`, `2.1`, `112`.
    pub number: Text<'a>,
    /// The number as written: `§ 112`, `4.`.
    pub label: Text<'a>,
    /// 1, or 2 for a sub-item such as 2.1.
    pub level: u8,
    /// The heading, its wrapped lines joined.
    pub title: Option<Text<'a>>,
    /// Register numbers, without the word *Dnr*.
    pub references: Vec<Text<'a>>,
    /// The body: page furniture removed, wrapped lines joined.
    pub paragraphs: Vec<Text<'a>>,
    /// Names of those who present the item: listed for it, or said in its text to inform or report.
    pub presenters: Vec<Text<'a>>,
    /// What is decided: the block under *Beslut*, or the sentence that decides.
    pub decisions: Vec<Text<'a>>,
    /// What became of the item, where the decision says it.
    pub outcome: Option<Outcome>,
    /// Motions at the meeting (*yrkanden*).
    pub proposals: Vec<Proposal<'a>>,
    /// Votes taken.
    pub votes: Vec<Vote<'a>>,
    /// Reservations, special statements and notes to the minutes.
    pub statements: Vec<Statement<'a>>,
    /// Names of those who leave for a conflict of interest (*jäv*).
    pub recusals: Vec<Text<'a>>,
    /// Appendices that are named: *Bilaga 2* gives `["2"]`.
    pub attachments: Vec<Text<'a>>,
    /// Where the item stands, heading and body.
    pub span: Span,
}

/// What became of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// *bifaller*, *godkänner*, *antar*, *fastställer*, *beviljar*.
    Approved,
    /// *avslår*.
    Rejected,
    /// *återremitterar*.
    ReferredBack,
    /// *bordlägger*.
    Tabled,
    /// *remitterar*, *överlämnar*.
    Referred,
    /// *lägger till handlingarna*, *antecknar*, *noterar*, *tackar för informationen*.
    Noted,
    /// *väljer*, *utser*.
    Elected,
    /// *föreslår fullmäktige att*.
    Recommended,
    /// *utgår*.
    Withdrawn,
    /// Decided, in another way.
    Other,
}

/// A motion made at the meeting (*yrkande*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Proposal<'a> {
    /// Who moves; supporters are no movers.
    pub names: Vec<Text<'a>>,
    /// Their parties, in their usual capitals.
    pub parties: Vec<Text<'a>>,
    /// What is moved, by kind.
    pub kind: ProposalKind,
    /// The sentence.
    pub text: Text<'a>,
}

/// The kind of a motion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProposalKind {
    /// *bifall*.
    Approve,
    /// *avslag*.
    Reject,
    /// *återremiss*.
    ReferBack,
    /// *bordläggning*.
    Table,
    /// *tilläggsyrkande*, *ändringsyrkande*, a counter-motion with other content.
    Amend,
    /// Another motion.
    Other,
}

/// One vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Vote<'a> {
    /// How many voted yes (*ja*).
    pub yes: Option<u32>,
    /// How many voted no (*nej*).
    pub no: Option<u32>,
    /// How many abstained.
    pub abstain: Option<u32>,
    /// How many were absent.
    pub absent: Option<u32>,
    /// The votes by name, where the text lists them.
    pub by_name: Vec<Ballot<'a>>,
}

/// How one person voted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Ballot<'a> {
    /// The name as written.
    pub name: Text<'a>,
    /// Party in its usual capitals, where the list says it.
    pub party: Option<Text<'a>>,
    /// The vote.
    pub vote: BallotVote,
}

/// A vote by one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BallotVote {
    /// *ja*, *för*.
    Yes,
    /// *nej*, *emot*.
    No,
    /// *avstår*, *blank*.
    Abstain,
    /// *frånvarande*.
    Absent,
}

/// A reservation, a special statement or a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Statement<'a> {
    /// Which kind.
    pub kind: StatementKind,
    /// Who makes it; empty where only a group speaks (*ledamöterna i SD*).
    pub names: Vec<Text<'a>>,
    /// Parties, in their usual capitals.
    pub parties: Vec<Text<'a>>,
    /// The sentence or paragraph.
    pub text: Text<'a>,
}

/// The kind of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StatementKind {
    /// *reserverar sig*.
    Reservation,
    /// *särskild mening*, *avvikande åsikt*.
    SpecialOpinion,
    /// *särskilt yttrande*.
    SpecialStatement,
    /// *protokollsanteckning*.
    ProtocolNote,
}
