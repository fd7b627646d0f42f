//! Who is appointed to adjust the minutes: by the cover, or by the point that appoints them.

use std::collections::HashSet;

use super::roster::Roster;
use crate::blocks::fields::Field;
use crate::blocks::signatures::key;
use crate::grammar::name;
use crate::item::Body;
use crate::lexicon::{Label, Lexicon};

/// The names of those appointed, folded for comparison.
pub(crate) fn appointed(
    fields: &[Field<'_>],
    bodies: &[Body<'_>],
    _roster: &Roster<'_>,
    lexicon: &Lexicon,
) -> HashSet<String> {
    let mut found = HashSet::new();
    for field in fields.iter().filter(|field| field.label == Label::AppointedAdjuster) {
        for cell in field.values.iter().flat_map(|value| &value.cells) {
            found.extend(names(cell.text, lexicon));
        }
    }
    for body in bodies {
        for paragraph in &body.paragraphs {
            if paragraph.text.contains("juster") && paragraph.text.len() < 900 {
                let sentences =
                    paragraph.text.split_inclusive(". ").filter(|sentence| sentence.contains("juster"));
                sentences.for_each(|sentence| found.extend(names(sentence, lexicon)));
            }
        }
    }
    found
}

/// Every name in a text.
fn names(text: &str, lexicon: &Lexicon) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let begins = crate::grammar::starts_word(text, at) && rest.starts_with(char::is_uppercase);
        if let Some((after, name)) = begins.then(|| name::name(rest, lexicon).ok()).flatten() {
            found.push(key(name));
            at = text.len() - after.len();
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}
