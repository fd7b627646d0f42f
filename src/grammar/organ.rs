//! Who meets, by the words of the name: organizations, and organs that meet.
//!
//! | as written | what it is |
//! | --- | --- |
//! | `NORRBY KOMMUN`, `Stiftelsen Ankaret`, `Farledsverket` | organization |
//! | `Kommunstyrelsen`, `Nämnden för vård`, `Kyrkorådet` | organ |
//! | `Kyrkorådet i Hagby pastorat`, `Socialnämnden, Norrby kommun` | the organ, and its organization |
//! | `STADSFULLMÄKTIGE I NORRBY` | the organ |

use super::{first_word, last_word, letters, split_at_blanks};
use crate::lexicon::{Clue, Lexicon};

/// The longest form of a company in brackets, in bytes: *publ*, *svb*.
const LONGEST_FORM: usize = 5;

/// How many words the name of an organization has at most, where its kind stands in the middle.
const MOST_WORDS: usize = 6;

/// The name of an organization, by its words.
pub(crate) fn is_organization(text: &str, lexicon: &Lexicon) -> bool {
    let text = without_form(text);
    if lexicon.above_organizations.has(text) {
        return false;
    }
    let (first, ending) = (first_word(text), last_word(text));
    let last = ending.trim_end_matches([',', '.']);
    let words = split_at_blanks(text).count();
    let several = words > 1;
    let body = || is_body(text, lexicon);
    let ends = || {
        several && lexicon.organization_last.has(last)
            || words > 2 && lexicon.organization_last.has(last_two(text, ending))
    };
    let begins = || several && lexicon.organization_first.has(first);
    let alone = || !several && lexicon.is_organization_word(text) && !lexicon.is_body_word(text);
    let ends_in_kind = || words <= 4 && lexicon.is_organization_word(last) && !body();
    let begins_in_kind = || {
        several
            && first.starts_with(char::is_uppercase)
            && last.starts_with(char::is_uppercase)
            && (lexicon.is_organization_word(first) || lexicon.organization_last.has(first))
            && !body()
    };
    let holds_kind = || {
        words <= MOST_WORDS
            && last.starts_with(char::is_uppercase)
            && split_at_blanks(text).any(|word| lexicon.organization_last.has(word))
            && !body()
    };
    ends() || begins() || alone() || ends_in_kind() || begins_in_kind() || holds_kind()
}

/// The last two words of `text`, of which `last` is the last.
fn last_two<'t>(text: &'t str, last: &str) -> &'t str {
    let before = text[..text.len() - last.len()].strip_suffix(' ').unwrap_or_default();
    &text[before.len() - last_word(before).len()..]
}

/// `Norrby Energi AB (publ)` without the form of the company in brackets.
fn without_form(text: &str) -> &str {
    let form = text.strip_suffix(')').and_then(|text| text.rsplit_once(" ("));
    let is_form = |form: &str| form.len() <= LONGEST_FORM && form.chars().all(char::is_lowercase);
    form.filter(|(_, form)| is_form(form)).map_or(text, |(name, _)| name)
}

/// The name of an organ that meets, by its words. `Nämnden för primärvård`: the organ comes first.
pub(crate) fn is_body(text: &str, lexicon: &Lexicon) -> bool {
    let text = text.split([',', '(']).next().unwrap_or(text).trim();
    let words = split_at_blanks(text).count();
    if text.is_empty() || words > 8 {
        return false;
    }
    split_at_blanks(text).take(5).any(|word| lexicon.is_body_word(word))
        || words > 1 && lexicon.body_first.has(first_word(text))
}

/// An organ, and the organization or place it belongs to, which stands behind it.
pub(crate) fn body_and_organization<'t>(text: &'t str, lexicon: &Lexicon) -> (&'t str, Option<&'t str>) {
    let whole = text.trim_end_matches(['.', ' ', ',']);
    // "Landstinget i Norrby län": the organization's own name.
    if lexicon.organization_first.has(first_word(whole)) {
        return (whole, None);
    }
    for (at, mark) in whole.match_indices([' ', ',']) {
        let (body, rest) = (&whole[..at], whole[at + mark.len()..].trim_start());
        let (word, after) = letters(rest);
        let belongs = mark == " " && lexicon.clues.get(word).has(Clue::Locative);
        let rest = if belongs { after.trim_start() } else { rest };
        let named = rest.starts_with(char::is_uppercase);
        if !(mark == "," || belongs) || !named || !lexicon.is_body_word(last_word(body)) {
            continue;
        }
        if is_organization(rest, lexicon) {
            return (body, Some(rest));
        }
        if belongs && !rest.contains(' ') {
            return (body, None);
        }
    }
    (whole, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_two_words() {
        for (text, two) in
            [("a b c", "b c"), ("Norrby b. kommun,", "b. kommun,"), ("b c", "b c"), ("a  c", " c")]
        {
            assert_eq!(last_two(text, last_word(text)), two);
        }
    }

    #[test]
    fn organizations() {
        let lexicon = Lexicon::built_in();
        for text in [
            "NORRBY KOMMUN",
            "Stiftelsen Ankaret",
            "Farledsverket",
            "Sjöbo Bollklubb",
            "Brf Tallen i Norrby",
            "Norrby Energi AB",
            "Norrby Energi AB (publ)",
            "Landstinget i Norrby län",
            "Hagby församling",
            "Klubben vid Norrby Bruk",
        ] {
            assert!(is_organization(text, lexicon), "{text:?}");
        }
        for text in ["Kommunstyrelsen", "Anna Berg", "Protokoll", "Sal B"] {
            assert!(!is_organization(text, lexicon), "{text:?}");
        }
    }

    #[test]
    fn organs_and_what_they_belong_to() {
        let lexicon = Lexicon::built_in();
        for (text, body, organization) in [
            ("Kyrkorådet i Hagby pastorat", "Kyrkorådet", Some("Hagby pastorat")),
            ("Socialnämnden, Norrby kommun", "Socialnämnden", Some("Norrby kommun")),
            ("STADSFULLMÄKTIGE I NORRBY", "STADSFULLMÄKTIGE", None),
            ("KOMMUNALNÄMNDEN I NORRBY SOCKEN.", "KOMMUNALNÄMNDEN", Some("NORRBY SOCKEN")),
            ("Domkapitlet i Norrby stift", "Domkapitlet", Some("Norrby stift")),
            ("Landstinget i Norrby län", "Landstinget i Norrby län", None),
            ("Nämnden för vård", "Nämnden för vård", None),
            ("Kommunstyrelsens arbetsutskott", "Kommunstyrelsens arbetsutskott", None),
        ] {
            assert_eq!(body_and_organization(text, lexicon), (body, organization), "{text:?}");
        }
    }
}
