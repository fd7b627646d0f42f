//! The roll, where it is called in one of the first points: who is there, and who is excused.

use super::fields;
use super::people::{Heading, Listed, listed};
use crate::grammar::occasion::words;
use crate::grammar::person::{self, Apart};
use crate::grammar::sentence::sentences;
use crate::grammar::verb;
use crate::item::Body;
use crate::lexicon::{Clue, Label, LabelWord, Lexicon};
use crate::lines::flow::Flow;
use crate::model::{Participant, RareText, Span, Status, Text};

/// In how many of the first points the roll is called.
const POINTS_OF_THE_ROLL: usize = 4;

/// The longest paragraph that people are looked for in, in bytes.
const LONGEST_ROLL: usize = 2000;

/// Those whom the first points report as excused: `Eva Ek (S) och Bo Ask (C) har anmält förhinder.`
pub(crate) fn excused_in(bodies: &[Body<'_>], lexicon: &Lexicon) -> Vec<Listed<'static>> {
    let heading = Heading::of(Label::Excused, None, false);
    let paragraphs = bodies.iter().take(POINTS_OF_THE_ROLL).flat_map(|body| &body.paragraphs);
    let mut found = Vec::new();
    let paragraphs = paragraphs.filter(|paragraph| paragraph.clues.may_hold(Clue::Excuses));
    for paragraph in paragraphs.filter(|paragraph| paragraph.text.len() < LONGEST_ROLL) {
        for sentence in sentences(&paragraph.text, lexicon) {
            let said = sentence
                .split([' ', ',', '.'])
                .any(|word| lexicon.label_words.get(word) == Some(&LabelWord::Excused));
            if !said {
                continue;
            }
            let entries = person::entries(sentence, Apart::ByComma, lexicon);
            for entry in entries.iter().filter(|entry| entry.status == Some(Status::Excused)) {
                let flow = Flow::of(sentence, 0);
                let mut listed = owned(listed(entry, &flow, heading, &Text::default(), lexicon));
                listed.person.group = None;
                listed.person.note = None;
                listed.person.span = paragraph.span;
                found.push(Listed { attended: None, ..listed });
            }
        }
    }
    found
}

/// The same person, apart from the text that was read.
fn owned(listed: Listed<'_>) -> Listed<'static> {
    let own = |text: Text<'_>| Text::Owned(text.into_owned());
    let rare = |text: RareText<'_>| RareText::from(own(text.into_text()));
    let person = Participant {
        name: own(listed.person.name),
        party: listed.person.party.map(own),
        title: listed.person.title.map(own),
        substituting_for: listed.person.substituting_for.map(rare),
        present_items: listed.person.present_items.map(rare),
        group: listed.person.group.map(own),
        note: listed.person.note.map(rare),
        roles: listed.person.roles,
        status: listed.person.status,
        remote: listed.person.remote,
        serving: listed.person.serving,
        span: listed.person.span,
    };
    Listed { person, attended: listed.attended }
}

/// Those whom one of the first points lists as present, where the header lists nobody: `2. Närvarande: Eva Ek och Bo
/// Ask.`, or a point *Närvarande* with the people below.
pub(crate) fn present_in(bodies: &[Body<'_>], source: &str, lexicon: &Lexicon) -> Vec<Listed<'static>> {
    bodies.iter().take(POINTS_OF_THE_ROLL).flat_map(|body| present_in_point(body, source, lexicon)).collect()
}

fn present_in_point(body: &Body<'_>, source: &str, lexicon: &Lexicon) -> Vec<Listed<'static>> {
    let present = |text: &str| {
        fields::label(text, lexicon).filter(|label| matches!(label, Label::Present | Label::Members))
    };
    let under_title = body.title.as_deref().and_then(present);
    let mut found = Vec::new();
    for paragraph in body.paragraphs.iter().filter(|paragraph| paragraph.text.len() < LONGEST_ROLL) {
        let headed = sentences(&paragraph.text, lexicon).find_map(|sentence| {
            let (head, people) = sentence.split_once(": ")?;
            Some((present(head)?, head, people))
        });
        let told = verb::is_told(&paragraph.text, lexicon);
        let below = under_title.filter(|_| !told).map(|label| (label, "", &*paragraph.text));
        let Some((label, head, people)) = headed.or(below) else { continue };
        let flow = Flow::of(people, 0);
        let heading = Heading::of(label, None, false);
        for entry in person::entries(people, Apart::ByComma, lexicon) {
            let mut listed = owned(listed(&entry, &flow, heading, &head.into(), lexicon));
            listed.person.span = place_of(&listed.person.name, paragraph.span, source);
            found.push(listed);
        }
    }
    found
}

/// Those whom the sentence that opens old minutes names as present: `sammanträdde nämnden i sockenstugan, hvarvid
/// närvarande voro: ordföranden A. Berg, …`. The `paragraphs` stand in `span`.
pub(crate) fn present_in_opening(
    paragraphs: &[String],
    span: Span,
    source: &str,
    lexicon: &Lexicon,
) -> Vec<Listed<'static>> {
    let heading = Heading::of(Label::Present, None, false);
    let told = paragraphs.iter().filter(|text| text.len() < LONGEST_ROLL);
    let Some(people) = told.filter_map(|text| people_in_sentence(text, lexicon)).next() else {
        return vec![];
    };
    let flow = Flow::of(people, 0);
    let entries = person::entries(people, Apart::ByComma, lexicon);
    let listed = entries.iter().map(|entry| {
        let mut listed = owned(listed(entry, &flow, heading, &Text::default(), lexicon));
        listed.person.span = place_of(&listed.person.name, span, source);
        listed
    });
    listed.collect()
}

/// What follows *närvarande voro:* in the middle of a text, up to the end of the sentence.
fn people_in_sentence<'t>(text: &'t str, lexicon: &'t Lexicon) -> Option<&'t str> {
    let mut present = false;
    for (at, word) in words(text) {
        let behind = &text[at + word.len()..];
        let is_present = lexicon.label_words.get(word) == Some(&LabelWord::Present);
        let ends = is_present || present && lexicon.behind_label.has(word);
        if ends && let Some(people) = behind.strip_prefix(':') {
            let people = people.trim_start();
            return sentences(people, lexicon).next();
        }
        present = ends;
    }
    None
}

/// Where a name stands within a paragraph, in one row or over two; the paragraph where a hyphen breaks it.
fn place_of(name: &str, paragraph: Span, source: &str) -> Span {
    let text = source.get(paragraph.start..paragraph.end).unwrap_or_default();
    let first = name.split(' ').next().unwrap_or_default();
    let wrapped = || {
        let begins = text.match_indices(first).map(|(at, _)| at);
        begins.filter_map(|at| Some((at, end_of_wrapped(name, &text[at..])?))).next()
    };
    let whole = text.find(name).map(|at| (at, name.len()));
    let place = whole.or_else(wrapped);
    place.map_or(paragraph, |(at, bytes)| Span::new(paragraph.start + at, paragraph.start + at + bytes))
}

/// How many bytes a name takes at the beginning of `text`, where any white space may stand between its words.
fn end_of_wrapped(name: &str, text: &str) -> Option<usize> {
    let mut rest = text;
    for word in name.split(' ') {
        rest = rest.trim_start().strip_prefix(word)?;
    }
    Some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use crate::{Status, parse};

    fn people(points: &str) -> Vec<(String, Status)> {
        let text = format!("Styrelsemöte 2024-03-04\n\n{points}\n");
        let document = parse(&text);
        let all = document.attendance.iter().chain(&document.absences);
        all.map(|person| {
            assert!(text[person.span.start..person.span.end].contains(&*person.name), "{:?}", person.name);
            (person.name.to_string(), person.status)
        })
        .collect()
    }

    #[test]
    fn the_roll_stands_in_a_point() {
        let found = [("Anna Berg".to_owned(), Status::Present), ("Bo Ek".to_owned(), Status::Present)];
        for points in [
            "1. Mötet öppnas\n\n2. Närvarande: Anna Berg och Bo Ek.\n\n3. Övrigt\n\nInget.",
            "1. Mötet öppnades. Närvarande: Anna Berg och Bo Ek.\n\n2. Övrigt\n\nInget.",
            "§ 1 Öppnande\n\nMötet öppnades.\n\n§ 2 Närvarande\n\nAnna Berg, Bo Ek\n\n§ 3 Övrigt\n\nInget.",
        ] {
            assert_eq!(people(points), found, "{points}");
        }
    }

    #[test]
    fn the_roll_stands_in_the_opening_sentence() {
        for told in
            ["hvarvid närvarande voro: ordföranden A. Berg", "; närvarande: ordföranden, handlanden A. Berg"]
        {
            let text = format!(
                "År 1893 den 4 mars sammanträdde kommunalnämnden i sockenstugan, {told}, samt ledamöterna Bo\n\
                 Ek i Hult och C. Dal. Förfall hade anmälts.\n\n§ 1.\nVägen lagas.\n\n§ 2.\nBron likaså.\n"
            );
            let attendance = parse(&text).attendance;
            let names: Vec<_> = attendance.iter().map(|person| &*person.name).collect();
            assert_eq!(names, ["A. Berg", "Bo Ek", "C. Dal"], "{told}");
            let points = text.find('§').unwrap_or_default();
            assert!(attendance.iter().all(|person| person.span.end < points), "{told}");
        }
        let none = "År 1893 den 4 mars hölls stämma, hvarvid 34 voro närvarande, med A. Berg.\n\n§ 1.\nVägen lagas.\n";
        assert!(parse(none).attendance.is_empty());
    }

    #[test]
    fn excuses_are_told_in_a_point() {
        let points = "Närvarande: Anna Berg\n\n§ 1 Öppnande\n\nBo Ek (S) har anmält förhinder.\n\n§ 2 Övrigt\n\nInget.";
        let found = [("Anna Berg".to_owned(), Status::Present), ("Bo Ek".to_owned(), Status::Excused)];
        assert_eq!(people(points), found);
    }
}
