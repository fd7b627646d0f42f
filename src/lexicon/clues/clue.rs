//! What a word tells, and sets of that.

use serde::Deserialize;

/// What a word tells. The lists in `sv/items.toml` say more about each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Clue {
    Decide,
    Decided,
    HasDecided,
    Thus,
    Enacted,
    Enacts,
    Past,
    Approved,
    Rejected,
    ReferredBack,
    Tabled,
    Referred,
    Noted,
    Lay,
    Files,
    Send,
    Consultation,
    Elected,
    Recommended,
    Withdrawn,
    OtherDecision,
    Negation,
    Subordinator,
    Clause,
    ToDecide,
    Authority,
    Organ,
    Adjusted,
    AtOnce,
    Move,
    Suggest,
    Motion,
    PutForward,
    Approval,
    Rejection,
    ReferralBack,
    Tabling,
    Amendment,
    Support,
    WrittenMotion,
    Inverting,
    Adverb,
    Accompaniment,
    Hand,
    Pronoun,
    Yes,
    No,
    InFavour,
    Against,
    Abstain,
    Down,
    Away,
    VoteFiller,
    Votes,
    Sum,
    CarriedOver,
    PartyColumn,
    Reserve,
    Reservation,
    Dissent,
    Opinion,
    Special,
    Utterance,
    Note,
    WriteDown,
    Minutes,
    Utter,
    Following,
    Given,
    From,
    Recusal,
    Present,
    Presented,
    By,
    Presentation,
    Give,
    Go,
    Through,
    Oneself,
    Leave,
    TakePart,
    Thanks,
    CameIn,
    Rule,
    Room,
    Attachment,
    AttachmentFiller,
    Joining,
    // Of the sentences that say when and where something is; see `sv/meeting.toml`.
    Next,
    TimeAround,
    Aside,
    TakesPlace,
    Locative,
    AtSomebody,
    PlaceEnd,
    When,
    MeetsWith,
    Meets,
    BelongsTo,
    Opens,
    Closes,
    Adjusting,
    Announced,
    NoticeBoard,
    TakenDown,
    MailHead,
    StampField,
    ToOffice,
    Leading,
    Presiding,
    Undersigned,
    /// A word of the lists that name those who adjust; it has no list of its own.
    #[serde(skip)]
    NamesAdjusters,
    /// A courtesy title; likewise.
    #[serde(skip)]
    Courtesy,
    // What is asked of a text before something costlier is: words of other lists, see [`Clues::GATES`].
    /// A number.
    #[serde(skip)]
    NumberWord,
    /// A word that says that somebody is excused.
    #[serde(skip)]
    Excuses,
    /// The last word of a heading inside a point.
    #[serde(skip)]
    EndsSection,
    /// No word, but that the last one of the text is such.
    #[serde(skip)]
    EndsAsSection,
    /// No word, but a question mark, which may stand for a lost letter.
    #[serde(skip)]
    QuestionMark,
    /// No word, but a letter or a sign that is neither of Latin-1 nor usual between words: folding may make of it
    /// what a scan does not see.
    #[serde(skip)]
    Unusual,
    /// No word, but a byte that is neither a sign or blank of ASCII nor of a letter of Latin-1.
    #[serde(skip)]
    Foreign,
}

/// A set of clues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Clues(pub(crate) u128);

impl Clues {
    /// What is no meaning inside a sentence, but asked of a text before its words are looked up elsewhere. A word
    /// that tells nothing else is not met.
    const GATES: Self = Self::of(&[
        Clue::NumberWord,
        Clue::Excuses,
        Clue::EndsSection,
        Clue::EndsAsSection,
        Clue::QuestionMark,
        Clue::Unusual,
        Clue::Foreign,
    ]);

    /// Several clues, put together before the program runs.
    pub(crate) const fn of(clues: &[Clue]) -> Self {
        let (mut all, mut at) = (0, 0);
        while at < clues.len() {
            all |= 1 << clues[at] as u32;
            at += 1;
        }
        Self(all)
    }

    /// Whether one of `others` is among them.
    #[inline]
    pub(crate) const fn meets(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// These without the words of other lists.
    #[inline]
    pub(crate) const fn of_sentences(self) -> Self {
        Self(self.0 & !Self::GATES.0)
    }

    /// Whether a word of a text in which a scan has found these may be one that was inserted by its longest piece for
    /// `clue`: signs may hide it.
    #[inline]
    pub(crate) fn may_hold(self, clue: Clue) -> bool {
        const HIDING: Clues = Clues::of(&[Clue::QuestionMark, Clue::Unusual]);
        self.has(clue) || self.meets(HIDING)
    }

    /// Whether `clue` is among them.
    #[inline]
    pub(crate) fn has(self, clue: Clue) -> bool {
        self.0 & (1 << clue as u32) != 0
    }

    /// Whether one of `clues` is among them.
    #[inline]
    pub(crate) fn any(self, clues: &[Clue]) -> bool {
        clues.iter().any(|clue| self.has(*clue))
    }

    /// Those of them that are among `clues`.
    pub(crate) fn only(self, clues: &[Clue]) -> Self {
        Self(self.0 & clues.iter().fold(Self::default(), |all, clue| all.with(*clue)).0)
    }

    /// These and those.
    #[inline]
    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    #[inline]
    pub(super) fn with(self, clue: Clue) -> Self {
        Self(self.0 | 1 << clue as u32)
    }

    #[inline]
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }
}
