//! Two lists of people beside each other.
//!
//! ```text
//! Ledamöter Ersättare
//! Anna Berg (S), ordförande Eva Fors (M), tjänstgörande
//! Bo Ek (C)
//! ```
//!
//! The second person of a row belongs to the second list; who stands alone, to the first one, which is the longer.

use super::signing::people_in;
use super::{cut_at, may_be_cut, word_starts};
use crate::blocks::fields;
use crate::lexicon::Lexicon;
use crate::lines::Line;

/// How many words a heading has at most.
const MOST_WORDS: usize = 3;

/// How many lines below the headings hold people at most.
const MOST_ROWS: usize = 60;

/// Cuts the lines of headings, and those of people below them.
pub(super) fn cut(lines: &mut [Line<'_>], lexicon: &Lexicon) {
    let mut at = 0;
    while at < lines.len() {
        let Some(headings) = headings(&lines[at], lexicon) else {
            at += 1;
            continue;
        };
        let pairs = pairs(lines, at + 1, lexicon);
        // Without two people in a row there is one list: "Beslutande ersättare" may be its heading.
        let one = fields::label(lines[at].trimmed(), lexicon).is_some();
        if pairs.len() > usize::from(one) {
            cut_at(&mut lines[at], &[headings]);
            at = pairs.last().map_or(at, |(row, _)| *row);
            pairs.iter().for_each(|(row, place)| cut_at(&mut lines[*row], &[*place]));
        }
        at += 1;
    }
}

/// Where the second of two headings begins, if a line is only these.
fn headings(line: &Line<'_>, lexicon: &Lexicon) -> Option<usize> {
    let text = line.trimmed();
    if !may_be_cut(line) || !text.starts_with(char::is_uppercase) || !lexicon.labels.may_begin(text) {
        return None;
    }
    let starts = word_starts(text);
    let words = starts.len() - 1;
    if !(2..=2 * MOST_WORDS).contains(&words) {
        return None;
    }
    let is_list = |text: &str| fields::label(text, lexicon).is_some_and(fields::is_people);
    let mut places = starts[1..words].iter().copied();
    let apart = |at: &usize| {
        let (left, right) = text.split_at(*at);
        right.starts_with(char::is_uppercase) && is_list(left.trim_end()) && is_list(right)
    };
    places.find(apart)
}

/// The lines below headings that hold two people, with where the second begins.
fn pairs(lines: &[Line<'_>], from: usize, lexicon: &Lexicon) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let rows = lines.iter().enumerate().skip(from).filter(|(_, line)| !line.is_blank());
    for (at, line) in rows.take(MOST_ROWS) {
        let text = line.trimmed();
        if fields::label(text, lexicon).is_some() && !found.is_empty() {
            break;
        }
        if may_be_cut(line)
            && let Some(place) = people_in(text, lexicon)
        {
            found.push((at, place));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::testing::cells;

    #[test]
    fn two_lists_beside_each_other() {
        let text = "Ledamöter Ersättare\n\nAnna Berg (S), ordförande Eva Fors (M), tjänstgörande\nBo Ek (C)\nGun Dal (V) Per Ros (KD)\n\nTjänstemän\nÅsa Öst, kamrer Ivar Ask, rektor\n";
        assert_eq!(
            cells(text),
            [
                ["Ledamöter", "Ersättare"],
                ["Anna Berg (S), ordförande", "Eva Fors (M), tjänstgörande"],
                ["Gun Dal (V)", "Per Ros (KD)"],
            ]
        );
        let one = "Närvarande Ledamöter\n\nAnna Berg (S), ordförande\nBo Ek (C)\n";
        assert!(cells(one).is_empty());
    }
}
