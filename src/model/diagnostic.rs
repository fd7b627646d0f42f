//! Diagnostics: what is odd, doubtful or wrong, as data.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Span;

/// How grave a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Good to know.
    Info,
    /// Look at it: the reading may be wrong, or the protocol odd.
    Warning,
    /// The protocol contradicts itself or lacks what it must have.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// One thing that is odd, at its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Diagnostic {
    /// What kind of thing; stable from version to version.
    pub code: Code,
    /// How grave it is.
    pub severity: Severity,
    /// What was found, in plain words, in lower case.
    pub message: String,
    /// Where.
    pub span: Span,
}

impl Diagnostic {
    /// A diagnostic with the code's own severity.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { code, severity: code.severity(), message: message.into(), span }
    }
}

/// Codes, each with its severity and its page of explanation in one row.
macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal, $severity:ident;)+) => {
        /// What kind of thing a diagnostic reports. Codes are stable: none is renamed or reused.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        pub enum Code {
            $($(#[doc = $doc])+ #[serde(rename = $code)] $name,)+
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The code as it is written: `no-date`.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// How grave it is.
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity),+ }
            }

            /// What it means, why it matters, an example and what to do: the text of `explain`.
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc, "\n"),+)),+ }
            }
        }
    };
}

codes! {
    /// No date of the meeting was found.
    ///
    /// A protocol without a date cannot be filed. Either the text does not say when the meeting was held,
    /// or it says so in a form that is not understood.
    ///
    /// Example: a page that begins with *Närvarande* because its first page is missing.
    ///
    /// What to do: look at the beginning of the text; if a date stands there, report its form.
    NoDate = "no-date", Error;
    /// A date that no calendar has, or a time that no clock shows.
    ///
    /// Example: *den 31 juni 2024*, *kl. 25.00*.
    ///
    /// What to do: look at the original. The value is left out of the document.
    ImpossibleDate = "impossible-date", Error;
    /// The named day of the week is not the one of that date.
    ///
    /// Example: *måndagen den 18 juni 2024*, which was a Tuesday.
    ///
    /// What to do: look at the original; either the day or the date is wrong. The date is kept as written.
    WeekdayMismatch = "weekday-mismatch", Warning;
    /// A number is missing between two items.
    ///
    /// Example: § 47 follows § 45. Items are sometimes struck or kept secret, so this may be right. Numbers
    /// that the cover leaves out (*§§ 40–45, 47–52*) are not missing.
    ///
    /// What to do: see whether the item stands in the text under a heading that was not recognised.
    MissingItem = "missing-item", Warning;
    /// The same item number stands twice.
    ///
    /// Example: two points with the heading *§ 12*.
    ///
    /// What to do: see which of the two is the point; the other may be a list or a quotation.
    DuplicateItem = "duplicate-item", Warning;
    /// No numbered points were found.
    ///
    /// Example: notes in running text, or a text that is no protocol at all.
    ///
    /// What to do: see whether the text is a protocol.
    NoItems = "no-items", Warning;
    /// Nothing says that this text is a protocol.
    ///
    /// Neither a title, nor people, nor decisions, nor a date with points were found. A numbered list alone
    /// is none of these.
    ///
    /// Example: an invoice that lay in the same folder.
    ///
    /// What to do: leave the file out, or report the layout.
    NotAProtocol = "not-a-protocol", Error;
    /// The text is empty.
    ///
    /// Example: a scanned page whose text was never recognised.
    ///
    /// What to do: recognise the text of the original and try again.
    EmptyText = "empty-text", Error;
    /// Somebody is recorded both as present and as absent.
    ///
    /// Example: *Anna Berg* under *Närvarande* and under *Förhinder*. Who attends some of the items only, or is
    /// replaced by a deputy, may stand in both lists.
    ///
    /// What to do: look at the original; it may be two people of one name.
    PresentAndAbsent = "present-and-absent", Error;
    /// Somebody presents an item and is in no list of people.
    ///
    /// Example: *John Ek informerade* where no John Ek is recorded as present or as presenter.
    ///
    /// What to do: nothing, where guests present; else look for a name spelt in two ways.
    UnlistedPresenter = "unlisted-presenter", Info;
    /// The list of presenters, or that of those present, names an item that does not exist.
    ///
    /// Example: *(punkt 9)* where the last item is 7; *§§ 12–25* beside a name where the items are 12 to 22.
    ///
    /// What to do: look at the original; the number may be misread.
    UnknownItem = "unknown-item", Warning;
    /// An appointed adjuster does not sign.
    ///
    /// Example: *Erik Ek utsågs att justera*, and Erik Ek stands nowhere in the signature block.
    ///
    /// What to do: see whether the signature block was cut off or names somebody else.
    AdjusterDoesNotSign = "adjuster-does-not-sign", Warning;
    /// Somebody signs who is not recorded as present.
    ///
    /// Whoever an item elects counts as present, and so does who signs as chair or secretary where the list
    /// names none.
    ///
    /// Example: a signature *Eva Ek* where no Eva Ek attended.
    ///
    /// What to do: look for a name spelt in two ways, or for a list of people that was not understood.
    SignerNotPresent = "signer-not-present", Warning;
    /// A part of the text that no rule understands.
    ///
    /// It stands in the outline as *other*; nothing of it is in the rest of the document.
    ///
    /// Example: an advertisement between two pages.
    ///
    /// What to do: read it; if it says who met or what was decided, report the layout.
    NotUnderstood = "not-understood", Info;
    /// A list or table was read with doubt.
    ///
    /// A line in a list of people names nobody, and says nothing else that is understood.
    ///
    /// Example: *två från norra byn, tre från den södra* under *Närvarande*.
    ///
    /// What to do: compare the values with the original.
    DoubtfulLayout = "doubtful-layout", Warning;
    /// A name fits more than one person.
    ///
    /// Example: *Johansson anmälde jäv* where two people of that name attend, and the item names neither in
    /// full. The name is left out where it would be a guess.
    ///
    /// What to do: see who is meant.
    AmbiguousName = "ambiguous-name", Warning;
    /// Numbers that should agree do not.
    ///
    /// Votes against the list of those who voted, *§§ 1–12* on the cover against the items found, or the
    /// stated number of members against those listed.
    ///
    /// Example: *7 ja-röster*, and six names after *Ja röstar*.
    ///
    /// What to do: count in the original.
    CountMismatch = "count-mismatch", Warning;
    /// Characters were lost before the text came here.
    ///
    /// The text holds U+FFFD, or traces of a wrong decoding that cannot be undone with certainty.
    ///
    /// Example: *ordf�rande*, *ordfÃ¶rande*.
    ///
    /// What to do: find the original file and decode it anew.
    DamagedText = "damaged-text", Warning;
    /// The format of an export has no place for something.
    ///
    /// It is left out of the export; the JSON document keeps it.
    ///
    /// Example: votes in the archive XML, whose schema knows decisions and statements alone.
    ///
    /// What to do: keep the JSON beside the export.
    LostInExport = "lost-in-export", Warning;
    /// A character that the format of an export forbids stands there as U+FFFD.
    ///
    /// Example: a form feed in archive XML, or a NUL in a database script.
    ///
    /// What to do: look at the original; such characters are often left by text recognition.
    ReplacedCharacter = "replaced-character", Warning;
    /// Text that had been decoded wrongly before was put right.
    ///
    /// Some program had read UTF-8 as another encoding and saved what it saw. The way back is certain, so the
    /// document and its spans refer to the repaired text.
    ///
    /// Example: *ordfÃ¶rande*, read as *ordförande*.
    ///
    /// What to do: nothing; other files from the same place may have the same damage.
    RepairedText = "repaired-text", Info;
    /// No encoding makes Swedish words of the bytes.
    ///
    /// The likeliest one was taken. Characters other than a–z may be wrong, and names with them.
    ///
    /// Example: a text in a language other than Swedish, from an old system.
    ///
    /// What to do: if you know the encoding, name it with `--encoding`.
    DoubtfulEncoding = "doubtful-encoding", Warning;
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::str::FromStr for Code {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        Self::ALL
            .iter()
            .copied()
            .find(|code| code.as_str() == text)
            .ok_or_else(|| UnknownCode(text.to_owned()))
    }
}

/// A word that is no diagnostic's code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no diagnostic code; `protokollant explain` lists them")]
pub struct UnknownCode(String);
