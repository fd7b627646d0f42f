//! What the heading of a list says of those under it.

use crate::blocks::body::folded;
use crate::lexicon::{Label, LabelWord, Lexicon};
use crate::model::{Role, Status, Text};

/// What a heading says of those under it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heading {
    pub(crate) role: Option<Role>,
    pub(crate) status: Status,
    pub(crate) serving: Option<bool>,
    pub(crate) remote: bool,
}

impl Heading {
    /// What `label` says, under `above` if it stands within another heading.
    pub(crate) fn of(label: Label, above: Option<Label>, remote: bool) -> Self {
        let present = |role| Self { role, status: Status::Present, serving: None, remote };
        let deputy = |serving| Self { serving, ..present(Some(Role::Deputy)) };
        match label {
            Label::Members => present(Some(Role::Member)),
            Label::Deputies if above == Some(Label::Members) => deputy(Some(true)),
            Label::Deputies if above == Some(Label::NonservingDeputies) => deputy(Some(false)),
            Label::Deputies => deputy(None),
            Label::ServingDeputies => deputy(Some(true)),
            Label::NonservingDeputies => deputy(Some(false)),
            Label::Officials => present(Some(Role::Official)),
            Label::Adjuncts => present(Some(Role::Adjunct)),
            Label::OthersPresent => present(Some(Role::Other)),
            Label::UnionRepresentatives => present(Some(Role::UnionRepresentative)),
            Label::Guests => present(Some(Role::Guest)),
            Label::Observers => present(Some(Role::Observer)),
            Label::Auditors => present(Some(Role::Auditor)),
            Label::Absent => Self { status: Status::Absent, ..present(None) },
            Label::Excused => Self { status: Status::Excused, ..present(None) },
            Label::Chair => present(Some(Role::Chair)),
            Label::ViceChair => present(Some(Role::ViceChair)),
            Label::Secretary => present(Some(Role::Secretary)),
            _ => present(None),
        }
    }

    /// `Frånvarande ledamöter`, `Förhindrade ersättare`: as what they are away.
    pub(in crate::blocks) fn of_members(self, text: &str, lexicon: &Lexicon) -> Self {
        if self.status == Status::Present || self.role.is_some() {
            return self;
        }
        let said = |role: LabelWord| text.split(' ').any(|word| lexicon.label_words.get(word) == Some(&role));
        let role = match (said(LabelWord::Member), said(LabelWord::Deputy)) {
            (true, false) => Some(Role::Member),
            (false, true) => Some(Role::Deputy),
            _ => None,
        };
        Self { role, ..self }
    }
}

/// The heading of a group as the document gives it.
pub(crate) fn group<'a>(heading: &Text<'a>) -> Text<'a> {
    let end = heading.trim_end_matches([':', ' ']).len();
    match heading {
        Text::Borrowed(text) => folded(&text[..end]),
        Text::Owned(text) => Text::Owned(folded(&text[..end]).into_owned()),
    }
}
