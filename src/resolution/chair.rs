//! Who chairs, and who keeps the minutes: the attendance says it, or the point that appoints them.
//!
//! | as written | who it is |
//! | --- | --- |
//! | `Anna Berg, ordförande` among those present | chair |
//! | `Till ordförande vid stämman valdes Anna Berg.` | chair |
//! | `att välja Anna Berg till mötesordförande` | chair |
//! | `Bo Ek skulle föra protokollet` | not read: the signature says it |

use crate::blocks::fields;
use crate::blocks::signatures::{Known, key};
use crate::grammar::name;
use crate::grammar::occasion::words;
use crate::grammar::sentence::sentences;
use crate::item::Body;
use crate::lexicon::{Clue, Label, Lexicon};
use crate::model::{Participant, Role};

/// The points at the beginning that may appoint somebody.
const MOST_POINTS: usize = 8;

/// What the attendance and the first points say of those who will sign.
pub(crate) fn known(attendance: &[Participant<'_>], bodies: &[Body<'_>], lexicon: &Lexicon) -> Known {
    let of = |role: Role| {
        attendance
            .iter()
            .filter(|person| person.roles.contains(&role))
            .map(|person| key(&person.name))
            .collect()
    };
    let mut known =
        Known { chairs: of(Role::Chair), secretaries: of(Role::Secretary), adjusters: of(Role::Adjuster) };
    let paragraphs = bodies.iter().take(MOST_POINTS).flat_map(|body| &body.paragraphs);
    let paragraphs = paragraphs.filter(|paragraph| lexicon.clues.may_tell(paragraph.clues, Clue::ToOffice));
    for sentence in paragraphs.flat_map(|paragraph| sentences(&paragraph.text, lexicon)) {
        appointed(sentence, &mut known, lexicon);
    }
    known
}

/// `Till ordförande valdes Anna Berg`, `att välja Anna Berg till ordförande`: the name that stands between
/// the office and the next one, or right before it.
fn appointed(sentence: &str, known: &mut Known, lexicon: &Lexicon) {
    for (at, office) in offices(sentence, lexicon) {
        let person = name_before(&sentence[..at], lexicon).or_else(|| name_behind(&sentence[at..], lexicon));
        let Some(person) = person.map(key) else { continue };
        match office {
            Label::Chair => known.chairs.insert(person),
            _ => known.secretaries.insert(person),
        };
    }
}

/// The offices that a sentence appoints to, each with where its preposition stands.
fn offices<'s>(sentence: &'s str, lexicon: &'s Lexicon) -> impl Iterator<Item = (usize, Label)> + 's {
    let all: Vec<(usize, &str)> = words(sentence).take(60).collect();
    let pairs: Vec<(usize, Label)> = all
        .windows(2)
        .filter(|pair| lexicon.clues.get(pair[0].1).has(Clue::ToOffice))
        .filter_map(|pair| Some((pair[0].0, fields::label(pair[1].1, lexicon)?)))
        .filter(|(_, label)| matches!(label, Label::Chair | Label::Secretary))
        .collect();
    pairs.into_iter()
}

/// The name that ends right before an office.
fn name_before<'s>(text: &'s str, lexicon: &Lexicon) -> Option<&'s str> {
    let text = text.trim_end();
    let starts = words(text).map(|(at, _)| at).collect::<Vec<_>>();
    let from = starts.len().saturating_sub(5);
    starts[from..].iter().map(|at| &text[*at..]).find(|tail| name::is_name(tail, lexicon))
}

/// The first name behind an office, before the next preposition of the same kind.
fn name_behind<'s>(text: &'s str, lexicon: &Lexicon) -> Option<&'s str> {
    let all: Vec<(usize, &str)> = words(text).take(24).collect();
    all.iter()
        .skip(2)
        .take_while(|(_, word)| !lexicon.clues.get(word).has(Clue::ToOffice))
        .find_map(|(at, _)| name::name(&text[*at..], lexicon).ok().map(|(_, name)| name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn appointments() {
        let lexicon = Lexicon::built_in();
        for (sentence, chairs, secretaries) in [
            ("Till ordförande vid stämman valdes Anna Berg.", &["anna berg"][..], &[][..]),
            ("Stämman beslutade att välja Anna Berg till mötesordförande.", &["anna berg"], &[]),
            ("Till sekreterare utsågs Bo Ek.", &[], &["bo ek"]),
            ("a) Anna Berg till mötesordförande, b) Bo Ek till mötessekreterare", &["anna berg"], &["bo ek"]),
            ("Anna Berg valdes till kassör.", &[], &[]),
        ] {
            let mut known = Known::default();
            appointed(sentence, &mut known, lexicon);
            let sorted = |keys: &std::collections::HashSet<String>| {
                let mut keys: Vec<String> = keys.iter().cloned().collect();
                keys.sort();
                keys
            };
            assert_eq!(
                (sorted(&known.chairs).as_slice(), sorted(&known.secretaries).as_slice()),
                (
                    chairs.iter().map(|c| c.to_string()).collect::<Vec<_>>().as_slice(),
                    secretaries.iter().map(|c| c.to_string()).collect::<Vec<_>>().as_slice()
                ),
                "{sentence:?}"
            );
        }
    }
}
