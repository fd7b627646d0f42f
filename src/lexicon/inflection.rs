//! The endings of Swedish nouns.

/// A noun without its definite ending, in the ways that it may have one: `direktören` → `direktör`,
/// `sekreteraren` → `sekreterare`, `ombudet` → `ombud`.
pub(crate) fn indefinite(word: &str) -> impl Iterator<Item = &str> {
    ["en", "n", "et"].into_iter().filter_map(|ending| word.strip_suffix(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_without_their_definite_ending() {
        for (word, found) in
            [("direktören", &["direktör", "direktöre"][..]), ("ombudet", &["ombud"]), ("rektor", &[])]
        {
            assert_eq!(indefinite(word).collect::<Vec<_>>(), found, "{word}");
        }
    }
}
