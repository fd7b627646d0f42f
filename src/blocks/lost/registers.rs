//! Register numbers behind the heads of points.
//!
//! | line | its cells |
//! | --- | --- |
//! | `§ 43 Delårsrapport Dnr KS 2016/112` | `§ 43 Delårsrapport`, `Dnr KS 2016/112` |
//! | `§ 44 Taxor HSN 2025/0041`, and more of these | `§ 44 Taxor`, `HSN 2025/0041` |
//! | `Ks § 42 Au § 38 Dnr 61/84` | `Ks § 42`, `Au § 38`, `Dnr 61/84` |
//! | `§ 45 Yttrande över SOU 2024:12`, no other | one: a title may end so |

use rustc_hash::FxHashMap;

use super::{cut_at, may_be_cut, word_starts};
use crate::grammar::{heading, is_capitals, reference};
use crate::lexicon::Lexicon;
use crate::lines::Line;

/// How many words a register number has at most, *Dnr* included.
const MOST_WORDS: usize = 5;

/// How many heads end in numbers of one office at least, where no word says what they are.
const FEWEST_OF_OFFICE: usize = 2;

/// Cuts the heads of points before their register numbers.
pub(super) fn cut(lines: &mut [Line<'_>], lexicon: &Lexicon) {
    let mut offices: FxHashMap<&str, usize> = FxHashMap::default();
    let mut found: Vec<(usize, usize, Option<&str>)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let text = line.trimmed();
        // Asked of each line: nearly all end with a letter or a full stop.
        let numbered = text.as_bytes().last().is_some_and(u8::is_ascii_digit);
        if !numbered || !may_be_cut(line) || heading::head(text, lexicon).is_none() {
            continue;
        }
        if let Some(place) = with_word(text, lexicon) {
            found.push((at, place, None));
        } else if let Some((place, office)) = with_office(text, lexicon) {
            *offices.entry(office).or_default() += 1;
            found.push((at, place, Some(office)));
        }
    }
    for (at, place, office) in found {
        let several = |office| offices.get(office).is_some_and(|count| *count >= FEWEST_OF_OFFICE);
        if office.is_none_or(several) {
            let before = head_of_another(&lines[at].trimmed()[..place]);
            let places: Vec<usize> = before.into_iter().chain([place]).collect();
            cut_at(&mut lines[at], &places);
        }
    }
}

/// Where the word for a register number begins that a line ends with, behind the number of the point.
fn with_word(text: &str, lexicon: &Lexicon) -> Option<usize> {
    let starts = word_starts(text);
    let words = starts.len() - 1;
    let from = words.saturating_sub(MOST_WORDS).max(2);
    (from..words).map(|word| starts[word]).find(|at| {
        let rest = &text[*at..];
        reference::after_word(rest, lexicon).is_some() && reference::references(rest, lexicon).is_some()
    })
}

/// Where the short form of an office and a number begin that a line ends with, and the office.
fn with_office<'t>(text: &'t str, lexicon: &Lexicon) -> Option<(usize, &'t str)> {
    let (head, number) = text.rsplit_once(' ')?;
    let (title, office) = head.rsplit_once(' ')?;
    let named = office.len() >= 2 && is_capitals(office) && office.chars().all(char::is_alphabetic);
    let place = title.len() + 1;
    (named
        && title.contains(' ')
        && number.starts_with(|c: char| c.is_ascii_digit())
        && reference::references(&text[place..], lexicon).is_some())
    .then_some((place, office))
}

/// Where the head of a point in another organ begins, if `before` has no title but that: `Ks § 42 Au § 38 `.
fn head_of_another(before: &str) -> Option<usize> {
    let words: Vec<&str> = before.trim_end().split(' ').collect();
    let [_, "§", first, organ, "§", second] = words[..] else { return None };
    let numbers = [first, second].iter().all(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    (numbers && organ.starts_with(char::is_uppercase)).then(|| before.find(organ).filter(|at| *at > 0))?
}

#[cfg(test)]
mod tests {
    use super::super::testing::cells;

    #[test]
    fn register_numbers_behind_titles() {
        for (text, found) in [
            ("§ 43 Delårsrapport Dnr KS 2016/112", vec!["§ 43 Delårsrapport", "Dnr KS 2016/112"]),
            ("7. Val av ombud Dnr 2016/98", vec!["7. Val av ombud", "Dnr 2016/98"]),
            ("Ks § 42 Au § 38 Dnr 61/84", vec!["Ks § 42", "Au § 38", "Dnr 61/84"]),
        ] {
            assert_eq!(cells(text), [found], "{text:?}");
        }
        let several = "§ 4 Taxor HSN 2025/0041\n\n§ 5 Val HSN 2025/0042\n";
        assert_eq!(cells(several)[0], ["§ 4 Taxor", "HSN 2025/0041"]);
        for text in
            ["§ 45 Yttrande över SOU 2024:12", "§ 43 Delårsrapport 2016", "Svar på skrivelse Dnr 2016/98"]
        {
            assert!(cells(text).is_empty(), "{text:?}");
        }
    }
}
