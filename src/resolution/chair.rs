//! Who chairs, and who keeps the minutes.

use crate::blocks::signatures::{Known, key};
use crate::model::{Participant, Role};

/// What the attendance says of those who will sign.
pub(crate) fn known(attendance: &[Participant<'_>]) -> Known {
    let of = |role: Role| {
        attendance
            .iter()
            .filter(|person| person.roles.contains(&role))
            .map(|person| key(&person.name))
            .collect()
    };
    Known { chairs: of(Role::Chair), secretaries: of(Role::Secretary), adjusters: of(Role::Adjuster) }
}
