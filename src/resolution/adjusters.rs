//! Who is appointed to adjust the minutes: by the cover, or by the point that appoints them.
//!
//! | as written | who adjusts |
//! | --- | --- |
//! | `Utses att justera   Bo Ek och Eva Fors` | both |
//! | `Att jämte ordföranden justera protokollet utsågs Bo Ek.` | Bo Ek |
//! | `Till justerare valdes Bo Ek, till ersättare Gun Ek.` | both; the signature decides |

use std::collections::HashSet;

use crate::blocks::fields::Field;
use crate::blocks::signatures::key;
use crate::grammar::occasion::words;
use crate::grammar::sentence::sentences;
use crate::grammar::{name, starts_word};
use crate::item::Body;
use crate::lexicon::{Clue, Label, Lexicon};

/// The names of those appointed, folded for comparison.
pub(crate) fn appointed(fields: &[Field<'_>], bodies: &[Body<'_>], lexicon: &Lexicon) -> HashSet<String> {
    let mut found = HashSet::new();
    for field in fields.iter().filter(|field| field.label == Label::AppointedAdjuster) {
        for cell in field.values.iter().flat_map(|value| &value.cells) {
            found.extend(names(cell.text, lexicon));
        }
    }
    for body in bodies {
        let titled = body.title.as_deref().is_some_and(|title| is_about(title, lexicon));
        for paragraph in &body.paragraphs {
            for sentence in sentences(&paragraph.text, lexicon) {
                if titled || is_about(sentence, lexicon) {
                    found.extend(names(sentence, lexicon));
                }
            }
        }
    }
    found
}

/// Whether a text speaks of adjusting the minutes, or of those who do.
fn is_about(text: &str, lexicon: &Lexicon) -> bool {
    words(text).any(|(_, word)| {
        lexicon.clues.get(word).has(Clue::Adjusting)
            || matches!(lexicon.labels.get(word), Some(Label::Adjuster | Label::AppointedAdjuster))
    })
}

/// Every name in a text.
fn names(text: &str, lexicon: &Lexicon) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let begins = starts_word(text, at) && rest.starts_with(char::is_uppercase);
        if let Some((after, name)) = begins.then(|| name::name(rest, lexicon).ok()).flatten() {
            found.push(key(name));
            at = text.len() - after.len();
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_those_who_adjust() {
        let lexicon = Lexicon::built_in();
        for (text, found) in [
            ("Att jämte ordföranden justera protokollet utsågs Bo Ek.", &["bo ek"][..]),
            ("Till protokolljusterare valdes Bo Ek och Eva Fors.", &["bo ek", "eva fors"]),
        ] {
            assert!(is_about(text, lexicon), "{text:?}");
            assert_eq!(names(text, lexicon), found, "{text:?}");
        }
        assert!(!is_about("Bo Ek valdes till kassör.", lexicon));
    }
}
