//! Who serves for whom: a deputy in the entry of the absent, or the absent in that of the deputy.

use std::collections::HashMap;
use std::ops::Range;

use super::entries::listed;
use super::heading::Heading;
use super::merge::in_reading_order;
use super::{Listed, People};
use crate::grammar::person::{self, Apart, Entry};
use crate::lexicon::{Label, Lexicon};
use crate::lines::flow::Flow;
use crate::model::{Participant, Role, Roles, Span, Status, Text};

/// A deputy who serves for a member.
#[derive(Debug, Clone)]
pub(crate) struct Substitution<'a> {
    deputy: Text<'a>,
    member: Text<'a>,
    /// Where the deputy's name stands.
    span: Span,
}

impl<'a> Substitution<'a> {
    pub(crate) fn of(flow: &Flow<'a>, deputy: &Range<usize>, member: &Range<usize>) -> Self {
        Self { deputy: flow.slice(deputy), member: flow.slice(member), span: flow.span(deputy) }
    }

    /// The deputy as present, where no list of those present has them.
    fn present(self) -> Participant<'a> {
        Participant {
            name: self.deputy,
            party: None,
            roles: Roles::from_iter([Role::Deputy]),
            title: None,
            status: Status::Present,
            remote: false,
            serving: Some(true),
            substituting_for: Some(self.member.into()),
            present_items: None,
            group: None,
            note: None,
            span: self.span,
        }
    }
}

/// The member whom a deputy replaces, where the entry says that they are away.
pub(super) fn absent_member<'a>(entry: &Entry<'_>, deputy: &Listed<'a>) -> Option<Listed<'a>> {
    let (status, member) = (entry.details.replaced_status?, deputy.person.substituting_for.clone()?);
    let person = Participant {
        name: member.into_text(),
        party: None,
        title: None,
        roles: Roles::new(),
        status,
        remote: false,
        serving: None,
        substituting_for: None,
        present_items: None,
        note: None,
        ..deputy.person.clone()
    };
    Some(Listed { person, attended: None })
}

/// An absent member whose line names the deputy: `Henry Fager (s)  Frånv., tjg ers Tiina Ek (s)`.
pub(crate) fn replaced<'a>(
    listed: &mut Listed<'a>,
    heading: Heading,
    flow: &Flow<'a>,
    group: &Text<'a>,
    people: &mut People<'a>,
    lexicon: &Lexicon,
) {
    if listed.person.status == Status::Present || heading.status != Status::Present {
        return;
    }
    let Some(deputy) = listed.person.substituting_for.take() else { return };
    listed.person.roles = listed.person.roles.without(Role::Deputy);
    listed.person.serving = None;
    let Some(at) = flow.text().find(&*deputy) else { return };
    let tail = &flow.text()[at..];
    let entries = person::entries(tail, Apart::ByLine, lexicon);
    let Some(entry) = entries.first() else { return };
    let shifted = entry.shifted(at);
    let mut found =
        self::listed(&shifted, flow, Heading::of(Label::ServingDeputies, None, false), group, lexicon);
    found.person.substituting_for = Some(listed.person.name.clone().into());
    people.listed.push(found);
}

/// Whether the words between two people say that the second serves instead of the first.
pub(super) fn stands_in(between: &str, lexicon: &Lexicon) -> bool {
    between.len() < 80 && between.split([' ', ',']).any(|word| lexicon.instead.has(word))
}

/// Says of each deputy whom they serve for, where the list of the absent said it.
pub(crate) fn substitute<'a>(attendance: &mut Vec<Participant<'a>>, substitutions: Vec<Substitution<'a>>) {
    if substitutions.is_empty() {
        return;
    }
    let mut places: HashMap<String, usize> = HashMap::new();
    for (at, person) in attendance.iter().enumerate() {
        places.entry(person.name.to_string()).or_insert(at);
        // "herr Kull": a family name alone.
        if let Some((_, family)) = person.name.rsplit_once(' ') {
            places.entry(family.to_owned()).or_insert(at);
        }
    }
    for substitution in substitutions {
        let Some(person) = places.get(&*substitution.deputy).map(|at| &mut attendance[*at]) else {
            attendance.push(substitution.present());
            continue;
        };
        person.roles.add(Role::Deputy);
        person.serving = Some(true);
        person.substituting_for = Some(substitution.member.into());
    }
    in_reading_order(attendance, |person| person.span.start);
}
