//! Parties and nomination groups beside a name.
//!
//! | as written | read as |
//! | --- | --- |
//! | `(S)`, `(s)`, `(Kd)` | `S`, `S`, `KD` |
//! | `(FiSK)` | `FISK` |
//! | `(1)`, a scanner's small L | `L` |
//! | `(Vägen Framåt)` | nothing, unless the lexicon knows it |

use crate::lexicon::Lexicon;

/// The party that `text` names as a whole, in its usual capitals. In brackets (`known` is enough
/// elsewhere) any group of up to six capitals counts, so that local parties are read.
pub(crate) fn in_brackets<'l>(text: &str, lexicon: &'l Lexicon) -> Option<std::borrow::Cow<'l, str>> {
    let text = text.trim().trim_end_matches('.');
    if text == "1" || text == "I" {
        return Some("L".into());
    }
    if let Some(party) = lexicon.parties.get(text) {
        return (&**party != "-").then(|| (&**party).into());
    }
    let letters = text.chars().count();
    let local = (1..=6).contains(&letters)
        && text.chars().all(char::is_alphabetic)
        && text.chars().filter(|c| c.is_uppercase()).count() * 2 > letters
        && !lexicon.not_names.has(text)
        && !lexicon.acronyms.has(text)
        && !lexicon.titles.has(text)
        && !lexicon.roles.has(text);
    local.then(|| text.to_uppercase().into())
}

/// The party that `text` names without brackets: `S`, `KD`; never a small letter, and only a known one.
pub(crate) fn bare<'l>(text: &str, lexicon: &'l Lexicon) -> Option<&'l str> {
    let capital = text.starts_with(char::is_uppercase);
    let party = lexicon.parties.get(text).filter(|party| capital && &***party != "-")?;
    (text.chars().count() <= 5 || text.chars().count() > 8).then_some(&**party)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parties() {
        let lexicon = Lexicon::built_in();
        for (text, party) in [
            ("S", Some("S")),
            ("s", Some("S")),
            ("Kd", Some("KD")),
            ("FiSK", Some("FISK")),
            ("1", Some("L")),
            ("vpk", Some("VPK")),
            ("VF", Some("VF")),
            ("länk", None),
            ("ST", None),
            ("Socialdemokraterna", Some("S")),
            ("punkt 4", None),
        ] {
            assert_eq!(in_brackets(text, lexicon).as_deref(), party, "{text:?}");
        }
        assert_eq!(bare("KD", lexicon), Some("KD"));
        assert_eq!(bare("s", lexicon), None);
        assert_eq!(bare("VD", lexicon), None);
    }
}
