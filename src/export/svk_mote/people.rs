//! People as attendees and signatories.

use std::collections::BTreeSet;
use std::io;

use super::super::rows::written;
use super::losses::Losses;
use super::xml::Xml;
use crate::{AgendaItem, Document, Participant, Role, Span, Status};

/// Everyone present or absent; called where there is somebody, since the schema requires one.
pub(super) fn attendees(document: &Document<'_>, xml: &mut Xml, losses: &mut Losses) -> io::Result<()> {
    let people = || document.attendance.iter().chain(&document.absences);
    xml.open("attendees", &[])?;
    for person in people() {
        attendee(person, &document.agenda, xml, losses)?;
    }
    xml.close("attendees")?;
    for item in &document.agenda {
        for name in item.recusals.iter().filter(|name| !people().any(|person| person.name == **name)) {
            losses.add("a conflict of interest of somebody who is in no list of people", name, item.span);
        }
    }
    Ok(())
}

fn attendee(
    person: &Participant<'_>,
    agenda: &[AgendaItem<'_>],
    xml: &mut Xml,
    losses: &mut Losses,
) -> io::Result<()> {
    xml.open("attendee", &[("role", role(person))])?;
    xml.text("name", &person.name)?;
    xml.maybe("group", person.group.as_deref())?;
    xml.text(
        "attendanceStatus",
        match person.status {
            Status::Present => "present",
            Status::Excused => "excused",
            Status::Absent => "absent",
        },
    )?;
    xml.maybe("substitutingFor", person.substituting_for.as_deref())?;
    item_absences(person, agenda, xml, losses)?;
    xml.close("attendee")?;
    note_losses(person, losses);
    Ok(())
}

/// The one role that the schema lets a person have: what the person does at the meeting before what the
/// person is.
fn role(person: &Participant<'_>) -> &'static str {
    let known = [
        (Role::Chair, "chair"),
        (Role::Secretary, "secretary"),
        (Role::Deputy, "deputy"),
        (Role::Member, "member"),
        (Role::Adjunct, "adjunct"),
        (Role::Observer, "observer"),
    ];
    known.iter().find(|(role, _)| person.roles.contains(role)).map_or("other", |(_, name)| name)
}

fn item_absences(
    person: &Participant<'_>,
    agenda: &[AgendaItem<'_>],
    xml: &mut Xml,
    losses: &mut Losses,
) -> io::Result<()> {
    let mut attended = person.present_items.as_deref().map(|items| attended(items, agenda));
    if attended.as_ref().is_some_and(BTreeSet::is_empty) {
        losses.add("items attended that are not in the agenda", &person.name, person.span);
        attended = None;
    }
    let recused = |item: &AgendaItem<'_>| item.recusals.contains(&person.name);
    let mut absences: Vec<(&str, Option<&str>)> = Vec::new();
    for (index, item) in agenda.iter().enumerate() {
        let away = attended.as_ref().is_some_and(|attended| !attended.contains(&index));
        if recused(item) {
            absences.push((&item.number, Some("conflict-of-interest")));
        } else if away {
            absences.push((&item.number, None));
        }
    }
    if absences.is_empty() {
        return Ok(());
    }
    xml.open("itemAbsences", &[])?;
    for (number, reason) in absences {
        let mut attributes = vec![("matterRef", number)];
        attributes.extend(reason.map(|reason| ("reason", reason)));
        xml.empty("itemAbsence", &attributes)?;
    }
    xml.close("itemAbsences")
}

/// The places in the agenda of the items that `1-4,7` names.
fn attended(items: &str, agenda: &[AgendaItem<'_>]) -> BTreeSet<usize> {
    let mut places = BTreeSet::new();
    for range in items.split(',').map(str::trim) {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        let within = |item: &AgendaItem<'_>| match (first.parse::<u32>(), last.parse::<u32>()) {
            // 2.1 belongs to 2.
            (Ok(first), Ok(last)) => main_number(&item.number).is_some_and(|n| (first..=last).contains(&n)),
            _ => false,
        };
        places.extend((0..agenda.len()).filter(|index| within(&agenda[*index])));
        let place = |number: &str| agenda.iter().position(|item| item.number == number);
        if let (Some(first), Some(last)) = (place(first), place(last)) {
            places.extend(first..=last);
        }
    }
    places
}

fn main_number(number: &str) -> Option<u32> {
    number.split('.').next()?.parse().ok()
}

fn note_losses(person: &Participant<'_>, losses: &mut Losses) {
    let lost = [
        (person.roles.is_empty(), "a person without a role, written as other"),
        (person.roles.len() > 1, "more than one role of a person"),
        (person.party.is_some(), "a person's party"),
        (person.title.is_some(), "a person's title"),
        (person.remote, "who took part from elsewhere"),
        (person.serving.is_some(), "whether a deputy serves"),
        (person.note.is_some(), "a note on a person"),
    ];
    for (_, what) in lost.into_iter().filter(|(is_lost, _)| *is_lost) {
        losses.add(what, &person.name, person.span);
    }
    if let [only] = person.roles[..]
        && role(person) == "other"
        && only != Role::Other
    {
        losses.add(
            "the role, written as other",
            &format!("{} ({})", person.name, written(only)),
            person.span,
        );
    }
}

/// The day of signing, where all sign on one day, and who signs.
pub(super) fn signatories(document: &Document<'_>, xml: &mut Xml, losses: &mut Losses) -> io::Result<()> {
    let signatories = &document.signatories;
    if signatories.is_empty() {
        return Ok(());
    }
    let days: BTreeSet<_> = signatories.iter().filter_map(|signatory| signatory.date).collect();
    match days.len() {
        0 => {}
        1 => xml.maybe("signingDate", days.first().map(|day| day.to_string()).as_deref())?,
        _ => losses.add("more than one day of signing", "", Span::default()),
    }
    xml.open("signatories", &[])?;
    for signatory in signatories {
        xml.text_with("signatory", &[("role", &written(signatory.role))], &signatory.name)?;
    }
    xml.close("signatories")
}

#[cfg(test)]
mod tests {
    use super::super::super::testing;
    use super::*;
    use crate::Roles;

    #[test]
    fn items_attended() {
        let parish = testing::parish(); // 1, 2, 2.1, 2.2
        for (items, places) in [
            ("1-2", vec![0, 1, 2, 3]),
            ("2.1", vec![2]),
            ("1,2.1-2.2", vec![0, 2, 3]),
            ("9", vec![]),
            ("x-", vec![]),
        ] {
            assert_eq!(attended(items, &parish.agenda).into_iter().collect::<Vec<_>>(), places, "{items}");
        }
    }

    #[test]
    fn one_role_of_several() {
        let mut person = testing::council().attendance.remove(0);
        for (roles, expected) in [
            (vec![Role::Member, Role::Chair], "chair"),
            (vec![Role::Official, Role::Secretary], "secretary"),
            (vec![Role::ViceChair], "other"),
            (vec![], "other"),
        ] {
            person.roles = Roles::from_iter(roles);
            assert_eq!(role(&person), expected);
        }
    }
}
