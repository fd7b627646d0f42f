//! Votes of a point as short texts, for tests: sums, then names.

use crate::item::testing::findings;

/// `yes no abstain absent name=choice, …`, with `-` for what is not known.
pub(super) fn votes(text: &str) -> Vec<String> {
    let show = |vote: crate::model::Vote<'_>| {
        let number = |n: Option<u32>| n.map_or("-".to_owned(), |n| n.to_string());
        let names: Vec<_> = vote
            .by_name
            .iter()
            .map(|b| {
                format!(
                    "{}{}={:?}",
                    b.name,
                    b.party.as_ref().map(|p| format!("/{p}")).unwrap_or_default(),
                    b.vote
                )
            })
            .collect();
        format!(
            "{} {} {} {} {}",
            number(vote.yes),
            number(vote.no),
            number(vote.abstain),
            number(vote.absent),
            names.join(", ")
        )
        .trim_end()
        .to_owned()
    };
    findings(text).votes.into_iter().map(show).collect()
}
