//! The endings of Swedish nouns.

/// A noun without its definite ending, in the ways that it may have one: `direktören` → `direktör`,
/// `sekreteraren` → `sekreterare`, `ombudet` → `ombud`, `kyrkvärdarna` → `kyrkvärd`.
pub(crate) fn indefinite(word: &str) -> impl Iterator<Item = &str> {
    let endings: &[&str] = match word.as_bytes().last() {
        Some(b'n') => &["en", "n", "nen"],
        Some(b't') => &["et"],
        Some(b'a') => &["arna", "erna", "na"],
        Some(b'e') => &["arne", "erne"],
        _ => &[],
    };
    endings.iter().filter_map(|ending| word.strip_suffix(ending))
}

/// Whether a noun has an ending of the definite plural: `kyrkvärdarna`, `rådmännen`.
pub(crate) fn is_plural(word: &str) -> bool {
    ["arna", "arne", "erna", "erne", "orna", "männen"].iter().any(|ending| word.ends_with(ending))
}

/// The shortest verb that is told by its ending, in bytes.
const SHORTEST_INFINITIVE: usize = 5;

/// Whether a word ends as verbs do behind *beslöt*, where no *att* stands between: *godkänna*, *antaga*. Other small
/// words end so too.
pub(crate) fn may_be_infinitive(word: &str) -> bool {
    word.len() >= SHORTEST_INFINITIVE && word.ends_with('a') && word.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_without_their_definite_ending() {
        for (word, found) in [
            ("direktören", &["direktör", "direktöre"][..]),
            ("ombudet", &["ombud"]),
            ("lagmannen", &["lagmann", "lagmanne", "lagman"]),
            ("kyrkvärdarna", &["kyrkvärd", "kyrkvärdar"]),
            ("rektor", &[]),
        ] {
            assert_eq!(indefinite(word).collect::<Vec<_>>(), found, "{word}");
        }
    }
}
