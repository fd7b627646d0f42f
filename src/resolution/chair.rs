//! Who chairs, and who keeps the minutes: the attendance says it, or the point that appoints them.
//!
//! | as written | who it is |
//! | --- | --- |
//! | `Anna Berg, ordförande` among those present | chair |
//! | `Till ordförande vid stämman valdes Anna Berg.` | chair |
//! | `att välja Anna Berg till mötesordförande` | chair |
//! | `Till att leda mötet valdes Anna Berg` | chair |
//! | `under ordförandeskap av kyrkoherden A. Berg`, `Ordförande var A. Berg` before the points | chair |
//! | `Bo Ek, förbundssekreterare`, and nobody else keeps the minutes | secretary |
//! | `under ordförandeskap af undertecknad` | whoever attests the minutes |
//! | `Bo Ek skulle föra protokollet` | not read: the signature says it |

use crate::blocks::fields;
use crate::blocks::signatures::{Known, key};
use crate::grammar::name;
use crate::grammar::occasion::words;
use crate::grammar::person::{self, Apart};
use crate::grammar::sentence::sentences;
use crate::item::{Body, Paragraph};
use crate::lexicon::{Clue, Clues, Label, LabelWord, Lexicon};
use crate::model::{Participant, Role};

/// How much of a title is looked at for the office that it ends in, in letters.
const LONGEST_TITLE: usize = 40;

/// The points at the beginning that may appoint somebody.
const MOST_POINTS: usize = 8;

/// What the attendance and the first points say of those who will sign.
pub(crate) fn known(
    attendance: &[Participant<'_>],
    front: &[String],
    bodies: &[Body<'_>],
    lexicon: &Lexicon,
) -> Known {
    let of = |role: Role| {
        attendance
            .iter()
            .filter(|person| person.roles.contains(&role))
            .map(|person| key(&person.name))
            .collect()
    };
    let mut known = Known {
        chairs: of(Role::Chair),
        vice_chairs: of(Role::ViceChair),
        secretaries: of(Role::Secretary),
        adjusters: of(Role::Adjuster),
        undersigned_presides: false,
    };
    for sentence in front.iter().flat_map(|text| sentences(text, lexicon)) {
        presided(sentence, &mut known, lexicon);
    }
    let paragraphs = bodies.iter().take(MOST_POINTS).flat_map(|body| {
        body.paragraphs.iter().filter(move |paragraph| may_appoint(body, paragraph, lexicon))
    });
    for sentence in paragraphs.flat_map(|paragraph| sentences(&paragraph.text, lexicon)) {
        appointed(sentence, &mut known, lexicon);
    }
    if known.secretaries.is_empty() {
        known.secretaries.extend(secretary_by_title(attendance, lexicon));
    }
    known
}

/// The one official whose title is a secretary's, where nobody is said to be secretary: *förbundssekreterare*.
fn secretary_by_title(attendance: &[Participant<'_>], lexicon: &Lexicon) -> Option<String> {
    let is_secretary = |title: &str| {
        let word = title.split([' ', ',', '/']).next().unwrap_or_default();
        let suffixes = word.char_indices().skip(1).map(|(at, _)| &word[at..]);
        suffixes.take(LONGEST_TITLE).any(|end| lexicon.roles.get(end) == Some(&Role::Secretary))
    };
    let mut found = attendance.iter().filter(|person| person.title.as_deref().is_some_and(is_secretary));
    found.next().filter(|_| found.next().is_none()).map(|person| key(&person.name))
}

/// `under ordförandeskap av N N`, `Ordförande var N N`: the chair of a meeting without a list of those present.
fn presided(sentence: &str, known: &mut Known, lexicon: &Lexicon) {
    let mut all = words(sentence).take(60);
    let links = |word: &str| lexicon.clues.get(word).has(Clue::By) || lexicon.behind_label.has(word);
    let office = |word: &str| {
        lexicon.clues.get(word).has(Clue::Presiding) || fields::label(word, lexicon) == Some(Label::Chair)
    };
    let mut before: Option<&str> = None;
    for (_, word) in all.by_ref() {
        if before.is_some_and(|before| links(word) && office(before)) {
            break;
        }
        before = Some(word);
    }
    let Some((from, word)) = all.next() else { return };
    if lexicon.clues.get(word).has(Clue::Undersigned) {
        known.undersigned_presides = true;
    } else if let Some(entry) = person::entries(&sentence[from..], Apart::ByComma, lexicon).first()
        && entry.whole.start == 0
    {
        known.chairs.insert(key(&sentence[from..][entry.name.clone()]));
    }
}

/// Whether a sentence of the paragraph may appoint to an office: a glance before it is cut into words.
fn may_appoint(body: &Body<'_>, paragraph: &Paragraph<'_>, lexicon: &Lexicon) -> bool {
    let table = &lexicon.clues;
    let unmet = |clue| table.may_tell(Clues::default(), clue);
    let unseen = unmet(Clue::ToOffice) || unmet(Clue::Leading) || paragraph.clues.has(Clue::Unusual);
    if unseen || !paragraph.clues.has(Clue::ToOffice) || paragraph.clues.has(Clue::Leading) {
        return table.may_tell(paragraph.clues, Clue::ToOffice);
    }
    let mut before_office = table.hits(body.met(paragraph)).filter(|hit| hit.clues.has(Clue::ToOffice));
    before_office.any(|hit| {
        let mut words = words(paragraph.text.get(hit.start..).unwrap_or_default());
        words.nth(1).is_some_and(|(_, word)| office(word, lexicon).is_some())
    })
}

/// The office of those who sign that a word names.
fn office(word: &str, lexicon: &Lexicon) -> Option<Label> {
    fields::label(word, lexicon).filter(|label| matches!(label, Label::Chair | Label::Secretary))
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
        .filter_map(|pair| Some((pair[0].0, office(pair[1].1, lexicon)?)))
        .collect();
    // "att leda mötet", "att leda dagens förhandlingar"
    let meets = |word: &str| lexicon.is_meeting_word(word) || lexicon.clues.get(word).has(Clue::Organ);
    let leads = all.iter().enumerate().skip(1).filter(|(at, (_, word))| {
        let behind = &all[at + 1..all.len().min(at + 3)];
        lexicon.clues.get(word).has(Clue::Leading) && behind.iter().any(|(_, word)| meets(word))
    });
    let leads: Vec<(usize, Label)> = leads.map(|(at, _)| (all[at - 1].0, Label::Chair)).collect();
    pairs.into_iter().chain(leads)
}

/// The name that ends right before an office.
fn name_before<'s>(text: &'s str, lexicon: &Lexicon) -> Option<&'s str> {
    let text = text.trim_end();
    let elects = |word: &str| {
        lexicon.clues.get(word).any(&[Clue::Elected, Clue::Enacted, Clue::Subordinator])
            || lexicon.label_words.get(word) == Some(&LabelWord::Other)
    };
    // "Anna Berg valdes att leda mötet", "Anna Berg, som även utsågs att leda mötet"
    let mut text = text;
    for _ in 0..3 {
        let Some(last) = text.rsplit(' ').next().filter(|last| elects(last)) else { break };
        text = text[..text.len() - last.len()].trim_end_matches([' ', ',']);
    }
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
            ("Till att leda mötet valdes Anna Berg och till sekreterare Bo Ek.", &["anna berg"], &["bo ek"]),
            ("Anna Berg, som även utsågs att leda dagens förhandlingar.", &["anna berg"], &[]),
            ("Anna Berg valdes att leda stämman.", &["anna berg"], &[]),
            ("Anna Berg valdes till kassör.", &[], &[]),
        ] {
            let mut known = Known::default();
            appointed(sentence, &mut known, lexicon);
            let sorted = |keys: &rustc_hash::FxHashSet<String>| {
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

    #[test]
    fn who_presides_before_the_points() {
        for (sentence, chair, undersigned) in [
            ("Ordförande var kyrkoherden J. A. Berg.", Some("a. berg j."), false),
            ("Stämma hölls under ordförandeskap av Anna Berg.", Some("anna berg"), false),
            ("under ordförandeskap af undertecknad, församlingens Pastor", None, true),
            ("Ordföranden hälsade Anna Berg välkommen.", None, false),
        ] {
            let mut known = Known::default();
            presided(sentence, &mut known, Lexicon::built_in());
            let chairs: Vec<&str> = known.chairs.iter().map(String::as_str).collect();
            assert_eq!(
                (chairs.first().copied(), known.undersigned_presides),
                (chair, undersigned),
                "{sentence:?}"
            );
        }
    }

    #[test]
    fn one_title_is_a_secretarys() {
        for (titles, secretary) in [
            (["kommunchef", "förbundssekreterare"], Some("Bo Ek")),
            (["byråsekreterare", "socialsekreterare"], None),
            (["kommunchef", "ekonom"], None),
        ] {
            let text = format!(
                "Protokoll 2024-03-04\n\nTjänstemän: Anna Berg, {}\nBo Ek, {}\n\n§ 1 Öppnande\n\nÖppnat.\n\n\
                 § 2 Slut\n\nSlutat.\n\nDokumentet har undertecknats elektroniskt av:\n\nBo Ek\n\nAnna Berg\n",
                titles[0], titles[1]
            );
            let document = crate::parse(&text);
            let signed = document.signatories.iter();
            let mut found = signed.filter(|signed| signed.role == crate::SignatoryRole::Secretary);
            assert_eq!(found.next().map(|signed| &*signed.name), secretary, "{titles:?}");
        }
    }
}
