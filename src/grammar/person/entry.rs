//! One person of a list, as the entry describes it.

use std::borrow::Cow;
use std::ops::{Deref, DerefMut, Range};

use crate::grammar::numbers;
use crate::model::{Roles, Status};

/// One person of a list, as the entry describes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Entry<'l> {
    pub(crate) name: Range<usize>,
    pub(crate) party: Option<Cow<'l, str>>,
    /// Where the party stands, where it stands in brackets.
    pub(crate) party_at: Range<usize>,
    pub(crate) roles: Roles,
    pub(crate) titles: Vec<Range<usize>>,
    pub(crate) remote: bool,
    pub(crate) serving: Option<bool>,
    pub(crate) status: Option<Status>,
    pub(crate) details: Details,
    /// The whole entry.
    pub(crate) whole: Range<usize>,
}

/// What few entries say. It takes room only where an entry says something of it, and reads as a [`Detail`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Details(Option<Box<Detail>>);

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Detail {
    pub(crate) substituting_for: Option<Range<usize>>,
    pub(crate) attended: Option<numbers::Attended>,
    pub(crate) notes: Vec<Range<usize>>,
    /// Who serves instead, where the entry of an absent member says it.
    pub(crate) replaced_by: Option<Range<usize>>,
    /// Whether the entry says that the one who is replaced is away, and how: `för Bo Ek, som anmält förhinder`. In a list of
    /// those who are away it is said of them.
    pub(crate) replaced_status: Option<Status>,
}

/// What an entry without details says.
static NO_DETAIL: Detail = Detail {
    substituting_for: None,
    attended: None,
    notes: Vec::new(),
    replaced_by: None,
    replaced_status: None,
};

impl Deref for Details {
    type Target = Detail;

    fn deref(&self) -> &Detail {
        self.0.as_deref().unwrap_or(&NO_DETAIL)
    }
}

impl DerefMut for Details {
    fn deref_mut(&mut self) -> &mut Detail {
        self.0.get_or_insert_default()
    }
}

impl Entry<'_> {
    /// The same entry in a text that begins `by` bytes earlier.
    pub(crate) fn shifted(&self, by: usize) -> Self {
        let shift = |range: &Range<usize>| range.start + by..range.end + by;
        let detail = |detail: &Detail| Detail {
            substituting_for: detail.substituting_for.as_ref().map(shift),
            notes: detail.notes.iter().map(shift).collect(),
            ..detail.clone()
        };
        Self {
            name: shift(&self.name),
            titles: self.titles.iter().map(shift).collect(),
            whole: shift(&self.whole),
            party_at: shift(&self.party_at),
            details: Details(self.details.0.as_deref().map(detail).map(Box::new)),
            ..self.clone()
        }
    }
}
