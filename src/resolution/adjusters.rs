//! Who is appointed to adjust the minutes: by the cover, or by the point that appoints them.
//!
//! | as written | appointed |
//! | --- | --- |
//! | `Utses att justera: Anna Berg` on the cover | Anna Berg |
//! | `Anna Berg utsågs att justera dagens protokoll` | Anna Berg |
//! | `Anna Berg, med Bo Ek som ersättare, utses att justera` | both may sign; surely only Anna Berg |

use rustc_hash::FxHashSet as HashSet;

use crate::blocks::fields::Field;
use crate::blocks::signatures::key;
use crate::grammar::occasion::words;
use crate::grammar::sentence::sentences;
use crate::grammar::{name, starts_word};
use crate::item::Body;
use crate::lexicon::{Clue, Clues, Label, Lexicon};
use crate::model::Span;

/// Somebody who was appointed to adjust the minutes.
#[derive(Debug, Clone)]
pub(crate) struct Appointed {
    pub(crate) name: String,
    /// Where the field or the paragraph stands that says so.
    pub(crate) span: Span,
}

/// The names of those appointed, folded for comparison.
pub(crate) fn appointed(fields: &[Field<'_>], bodies: &[Body<'_>], lexicon: &Lexicon) -> HashSet<String> {
    let mut found = HashSet::default();
    for field in fields.iter().filter(|field| field.label == Label::AppointedAdjuster) {
        for cell in field.values.iter().flat_map(|value| &value.cells) {
            found.extend(names(cell.text, lexicon).into_iter().map(|(_, name)| key(name)));
        }
    }
    for body in bodies {
        let is_about_title = |title| is_about_with(title, body.title_clues(lexicon), lexicon);
        let titled = body.title.as_deref().is_some_and(is_about_title);
        for paragraph in &body.paragraphs {
            let about = |clue| lexicon.clues.may_tell(paragraph.clues, clue);
            if !titled && !about(Clue::Adjusting) && !lexicon.clues.may_name_adjusters(paragraph.clues) {
                continue;
            }
            for sentence in sentences(&paragraph.text, lexicon) {
                if titled || is_about(sentence, lexicon) {
                    found.extend(names(sentence, lexicon).into_iter().map(|(_, name)| key(name)));
                }
            }
        }
    }
    found
}

/// Whether a text speaks of adjusting the minutes, or of those who do.
fn is_about(text: &str, lexicon: &Lexicon) -> bool {
    is_about_with(text, lexicon.clues.all(text), lexicon)
}

/// The same of a text whose words tell `clues` together.
fn is_about_with(text: &str, clues: Clues, lexicon: &Lexicon) -> bool {
    let may_be = lexicon.clues.may_tell(clues, Clue::Adjusting) || clues.may_hold(Clue::NamesAdjusters);
    may_be
        && words(text).any(|(_, word)| {
            lexicon.clues.get(word).has(Clue::Adjusting)
                || matches!(lexicon.labels.get(word), Some(Label::Adjuster | Label::AppointedAdjuster))
        })
}

/// Whom the cover appoints.
pub(crate) fn in_fields(fields: &[Field<'_>], lexicon: &Lexicon) -> Vec<Appointed> {
    let has = |text: &str| text.split(' ').any(|word| lexicon.substitutes.has(bare(word)));
    let fields = fields.iter().filter(|field| field.label == Label::AppointedAdjuster && !has(&field.text));
    let cells = fields.flat_map(|field| &field.values).flat_map(|value| &value.cells);
    cells
        .filter(|cell| !has(cell.text))
        .flat_map(|cell| {
            let names = names(cell.text, lexicon).into_iter();
            names.map(|(_, name)| Appointed { name: name.to_owned(), span: cell.span() })
        })
        .collect()
}

/// Whom the points appoint: sentences that choose somebody and speak of the adjustment.
pub(crate) fn in_bodies(bodies: &[Body<'_>], lexicon: &Lexicon) -> Vec<Appointed> {
    let mut found = vec![];
    for paragraph in bodies.iter().flat_map(|body| &body.paragraphs) {
        if !lexicon.clues.may_tell(paragraph.clues, Clue::Elected)
            || !lexicon.clues.may_name_adjusters(paragraph.clues)
            || !paragraph.text.split(' ').any(|word| lexicon.adjusting.has(bare(word)))
        {
            continue;
        }
        for sentence in sentences(&paragraph.text, lexicon) {
            let chosen = chosen(sentence, lexicon).into_iter();
            found.extend(chosen.map(|name| Appointed { name: name.to_owned(), span: paragraph.span }));
        }
    }
    found
}

/// Whom a sentence chooses to adjust.
fn chosen<'t>(sentence: &'t str, lexicon: &Lexicon) -> Vec<&'t str> {
    let mut hits = vec![];
    let clues = lexicon.clues.scan(sentence, &mut hits);
    let has = |table: &crate::lexicon::Table<()>| sentence.split(' ').any(|word| table.has(bare(word)));
    if !clues.has(Clue::Elected) || !has(&lexicon.adjusting) || has(&lexicon.substitutes) {
        return vec![];
    }
    let by = |at: usize| {
        let before = sentence[..at].trim_end();
        lexicon.clues.get(before.rsplit(' ').next().unwrap_or_default()).has(Clue::By)
    };
    names(sentence, lexicon).into_iter().filter(|(at, _)| !by(*at)).map(|(_, name)| name).collect()
}

fn bare(word: &str) -> &str {
    word.trim_matches([',', '.', ':', ';', '(', ')'])
}

/// Every name in a text, and where it begins; no place, as in *Anders Ek i Norra Ås*.
fn names<'t>(text: &'t str, lexicon: &Lexicon) -> Vec<(usize, &'t str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        if byte.is_ascii() && !byte.is_ascii_uppercase() {
            at += 1;
            continue;
        }
        let rest = &text[at..];
        let begins = starts_word(text, at) && rest.starts_with(char::is_uppercase);
        if let Some((after, name)) = begins.then(|| name::name(rest, lexicon).ok()).flatten() {
            let before = text[..at].trim_end().rsplit(' ').next().unwrap_or_default();
            if !lexicon.clues.get(before).has(Clue::Locative) {
                found.push((at, name));
            }
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
            let names: Vec<String> = names(text, lexicon).into_iter().map(|(_, name)| key(name)).collect();
            assert_eq!(names, found, "{text:?}");
        }
        assert!(!is_about("Bo Ek valdes till kassör.", lexicon));
    }

    #[test]
    fn who_is_chosen() {
        let lexicon = Lexicon::built_in();
        for (sentence, names) in [
            ("Erik Ek utsågs att justera dagens protokoll.", vec!["Erik Ek"]),
            ("Till justerare valdes Erik Ek och Åsa Öst.", vec!["Erik Ek", "Åsa Öst"]),
            ("På förslag av Bo Al utses Erik Ek att justera.", vec!["Erik Ek"]),
            ("Erik Ek, med Bo Al som ersättare, utses att justera.", vec![]),
            ("Erik Ek justerar föregående protokoll.", vec![]),
            ("Till ordförande valdes Erik Ek.", vec![]),
            ("Till justeringsmän utsågos Erik Ek i Norra Ås och Bo Al i Södra By.", vec!["Erik Ek", "Bo Al"]),
        ] {
            assert_eq!(chosen(sentence, lexicon), names, "{sentence:?}");
        }
    }
}
