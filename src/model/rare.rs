//! Texts that few have.

use std::fmt;
use std::ops::Deref;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Text;

/// A text that few have: where there is none, it takes a third of the room. It reads as a `str`, as [`Text`] does.
///
/// ```
/// use protokollant::RareText;
/// let note: Option<RareText<'_>> = Some("kom sent".into());
/// assert_eq!(note.as_deref(), Some("kom sent"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct RareText<'a>(Box<Text<'a>>);

impl<'a> RareText<'a> {
    /// The text, to look at.
    pub(crate) fn as_text(&self) -> &Text<'a> {
        &self.0
    }

    /// The text itself.
    pub fn into_text(self) -> Text<'a> {
        *self.0
    }
}

impl Deref for RareText<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RareText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl<'a, T: Into<Text<'a>>> From<T> for RareText<'a> {
    fn from(text: T) -> Self {
        Self(Box::new(text.into()))
    }
}
