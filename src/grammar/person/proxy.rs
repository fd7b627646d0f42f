//! Who is there for an owner: `Norrby kommun genom ombudet Bo Ek`.

use crate::lexicon::Lexicon;

/// Up to which word of a text its owner may go.
const MOST_OWNER_WORDS: usize = 10;

/// How far the capital of a proxy is looked for, in bytes.
const GLANCE: usize = 240;

/// How many words lead from an owner to the proxy at most: `som representeras av`.
const MOST_LEADING_WORDS: usize = 4;

/// Where the words about a proxy begin in `text`, behind the phrase that leads to them.
pub(crate) fn proxy(text: &str, lexicon: &Lexicon) -> Option<usize> {
    // Nearly all pieces of lists are titles and notes without a capital.
    let glance = &text.as_bytes()[..text.len().min(GLANCE)];
    if !glance.windows(2).any(|pair| pair[0] == b' ' && (pair[1].is_ascii_uppercase() || pair[1] >= 0x80)) {
        return None;
    }
    let begins = [0].into_iter().chain(text.match_indices(' ').map(|(at, _)| at + 1));
    begins.take(MOST_OWNER_WORDS).find_map(|begin| {
        let phrase = text[begin..].trim_start_matches('(');
        if !lexicon.proxies.may_lead(phrase) {
            return None;
        }
        let ends = phrase.match_indices(' ').take(MOST_LEADING_WORDS).map(|(end, _)| end);
        let end = ends.filter(|end| lexicon.proxies.has(&phrase[..*end])).last()?;
        Some(text.len() - phrase.len() + end + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_lead_to_proxies() {
        let lexicon = Lexicon::built_in();
        for (text, behind) in [
            ("Norrby kommun genom ombudet Bo Ek, 10 aktier", Some("Bo Ek, 10 aktier")),
            ("Norrby kommun (företrädd av Bo Ek)", Some("Bo Ek)")),
            ("Holms Åkeri AB gm Bo Ek", Some("Bo Ek")),
            ("Region Norr, som representeras av regionrådet Bo Ek", Some("regionrådet Bo Ek")),
            ("Norrby kommun, ombud Bo Ek", None),
            ("Bo Ek genom", None),
            ("", None),
        ] {
            assert_eq!(proxy(text, lexicon).map(|at| &text[at..]), behind, "{text:?}");
        }
    }
}
