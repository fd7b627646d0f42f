//! An entry of a list → a participant or a presenter.

use super::Listed;
use super::heading::Heading;
use crate::grammar::numbers::{self, Attended};
use crate::grammar::person::Entry;
use crate::lexicon::Lexicon;
use crate::lines::flow::Flow;
use crate::model::{Participant, Presenter, RareText, Role, Roles, Status, Text};

/// The participant that an entry describes under a heading.
pub(crate) fn listed<'a>(
    entry: &Entry<'_>,
    flow: &Flow<'a>,
    heading: Heading,
    group: &Text<'a>,
    lexicon: &Lexicon,
) -> Listed<'a> {
    let substituting = entry.details.substituting_for.as_ref().map(|range| flow.slice(range).into());
    let elsewhere = office_elsewhere(entry, flow, heading, lexicon);
    let roles = if elsewhere.is_some() { heading.role.into_iter().collect() } else { roles(entry, heading) };
    let deputy = roles.contains(&Role::Deputy);
    let serving = entry.serving.or(heading.serving).filter(|_| deputy);
    let status = match (heading.status, entry.status) {
        (Status::Present, Some(status)) => status,
        (Status::Absent, Some(Status::Excused)) => Status::Excused,
        (Status::Absent, None) if substituting.is_none() => {
            entry.details.replaced_status.unwrap_or(Status::Absent)
        }
        (status, _) => status,
    };
    // Unions and employers stand in brackets as parties do.
    let no_party =
        !matches!(heading.role, None | Some(Role::Member | Role::Deputy | Role::Chair | Role::ViceChair));
    let (party, employer) = match &entry.party {
        Some(party) if no_party && !entry.party_at.is_empty() && !lexicon.parties.has(party) => {
            (None, Some(flow.slice(&entry.party_at)))
        }
        Some(party) => (Some(as_written(party, flow.slice(&entry.party_at))), None),
        None => (None, None),
    };
    let person = Participant {
        name: flow.slice(&entry.name),
        party,
        title: elsewhere.or_else(|| title(entry, flow)).or(employer),
        roles,
        status,
        remote: entry.remote || heading.remote,
        serving,
        substituting_for: substituting,
        present_items: None,
        group: Some(group.clone()).filter(|group| !group.is_empty()),
        note: joined(&entry.details.notes, flow).map(RareText::from),
        span: flow.span(&entry.whole),
    };
    Listed { person, attended: entry.details.attended.clone().map(Box::new) }
}

/// `value`, borrowed where the text has it so: a party in its usual capitals.
fn as_written<'a>(value: &str, written: Text<'a>) -> Text<'a> {
    if written == value { written } else { Text::Owned(value.to_owned()) }
}

/// The heading's role first, then what the entry says. A deputy among those who decide is no member.
pub(super) fn roles(entry: &Entry<'_>, heading: Heading) -> Roles {
    let serves = entry.details.substituting_for.is_some() || entry.serving == Some(true);
    let deputy =
        entry.roles.contains(&Role::Deputy) || serves && matches!(heading.role, None | Some(Role::Member));
    let mut roles = Roles::new();
    match heading.role {
        Some(Role::Member) if deputy => roles.add(Role::Deputy),
        Some(role) => roles.add(role),
        None if deputy && entry.roles.is_empty() => roles.add(Role::Deputy),
        None => {}
    }
    for role in &entry.roles {
        let contradicts = *role == Role::Member && roles.contains(&Role::Deputy);
        if !contradicts {
            roles.add(*role);
        }
    }
    roles
}

pub(super) fn title<'a>(entry: &Entry<'_>, flow: &Flow<'a>) -> Option<Text<'a>> {
    joined(&entry.titles, flow)
}

pub(super) fn joined<'a>(ranges: &[std::ops::Range<usize>], flow: &Flow<'a>) -> Option<Text<'a>> {
    match ranges {
        [] => None,
        [one] => Some(flow.slice(one)),
        several => Some(several.iter().map(|range| flow.slice(range)).collect::<Vec<_>>().join(", ").into()),
    }
}

pub(super) fn presenter<'a>(entry: &Entry<'_>, flow: &Flow<'a>) -> Presenter<'a> {
    let items = match &entry.details.attended {
        Some(Attended::Only(stretches)) => {
            numbers::listed(stretches, 60).into_iter().map(Text::Owned).collect()
        }
        _ => vec![],
    };
    let name = flow.slice(&entry.name);
    let title = office(entry, flow).or_else(|| title(entry, flow));
    Presenter { name, title, items, span: flow.span(&entry.whole) }
}

/// What is said of a presenter where an office is a part of it: `revisor, Norrby Revision`.
pub(super) fn office<'a>(entry: &Entry<'_>, flow: &Flow<'a>) -> Option<Text<'a>> {
    let tail = flow.text().get(entry.name.end..entry.whole.end)?;
    let said = tail.split('(').next()?.trim_matches([' ', ',', ';', '.']);
    let begin = entry.name.end + tail.find(said)?;
    let is_office = !entry.roles.is_empty() && tail.starts_with(',') && entry.details.attended.is_none();
    (is_office && !said.is_empty()).then(|| flow.slice(&(begin..begin + said.len())))
}

/// What somebody is in another organ: who stands among the others present as *styrelsens ordförande* or
/// *styrelseledamot* neither chairs this meeting nor is a member of it.
fn office_elsewhere<'a>(
    entry: &Entry<'_>,
    flow: &Flow<'a>,
    heading: Heading,
    lexicon: &Lexicon,
) -> Option<Text<'a>> {
    let besides = matches!(heading.role, Some(Role::Other | Role::Official | Role::Guest));
    let chairs = || entry.roles.iter().any(|role| matches!(role, Role::Chair | Role::ViceChair));
    if !besides || !(entry.roles.contains(&Role::Member) || chairs()) {
        return None;
    }
    let said = office(entry, flow)?;
    (!chairs() || !lexicon.roles.has(&said)).then_some(said)
}

#[cfg(test)]
mod tests {
    use crate::model::Role;
    use crate::parse;

    #[test]
    fn offices_of_other_organs_are_titles() {
        for (said, roles, title) in [
            ("styrelsens ordförande", vec![Role::Other], Some("styrelsens ordförande")),
            ("styrelseledamot", vec![Role::Other], Some("styrelseledamot")),
            ("mötesordförande", vec![Role::Other, Role::Chair], None),
            ("sekreterare", vec![Role::Other, Role::Secretary], None),
            ("nämndsekreterare", vec![Role::Other, Role::Secretary], Some("nämndsekreterare")),
            ("kommunsekreterare", vec![Role::Other], Some("kommunsekreterare")),
            ("lekmannarevisor", vec![Role::Other, Role::Auditor], Some("lekmannarevisor")),
        ] {
            let text = format!(
                "Norrby Energi AB\nProtokoll från bolagsstämma 2024-05-14\n\nÖvriga närvarande:\nAnna Berg, {said}\n\n\
                 § 1 Öppnande\n\nStämman öppnades.\n"
            );
            let document = parse(&text);
            let person = &document.attendance[0];
            assert_eq!((&*person.roles, person.title.as_deref()), (&*roles, title), "{said}");
        }
    }
}
