//! Where a value stands: half-open ranges of byte offsets.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A place in the text: `[start, end)`, in bytes of the decoded UTF-8 text.
///
/// A byte order mark is not part of the text, and line ends are kept as they are, so
/// `&text[span.start..span.end]` is what the value was read from. In JSON a span is an array of two
/// numbers.
///
/// ```
/// use protokollant::Span;
/// let text = "Närvarande: Åsa Öst";
/// assert_eq!(Span::new(13, 22).of(text), "Åsa Öst");
/// ```
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(from = "[usize; 2]", into = "[usize; 2]")]
#[schemars(with = "[usize; 2]")]
pub struct Span {
    /// The offset of the first byte.
    pub start: usize,
    /// The offset after the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to before `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The smallest span that holds both.
    pub fn to(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// How many bytes it covers.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it covers nothing.
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The piece of `text` that it covers; empty where it does not cut `text` at characters.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

impl From<[usize; 2]> for Span {
    fn from([start, end]: [usize; 2]) -> Self {
        Self { start, end }
    }
}

impl From<Span> for [usize; 2] {
    fn from(span: Span) -> Self {
        [span.start, span.end]
    }
}
