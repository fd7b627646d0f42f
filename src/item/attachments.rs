//! Appendices that a point names.
//!
//! | as written | appendices |
//! | --- | --- |
//! | `bilaga 1`, `Bilaga A`, `(bil. 2)`, `bilaga nr 3` | 1, A, 2, 3 |
//! | `bilagorna 1 och 2`, `bilagor 1–3` | 1, 2; 1, 2, 3 |
//! | `bilaga till protokollet` | none |

use super::passage::Passage;
use crate::grammar::people_list::cut_word;
use crate::lexicon::{Clue, Lexicon};
use crate::model::Text;

/// The longest text of marks alone, in bytes.
const LONGEST_ALONE: usize = 24;

/// How many appendices one point names at most.
const MOST: usize = 200;

/// The appendices named in `passages`, each once.
pub(super) fn read<'a>(passages: &[Passage<'_, 'a>], lexicon: &Lexicon) -> Vec<Text<'a>> {
    let mut found: Vec<Text<'a>> = Vec::new();
    let mut add = |mark: Text<'a>| {
        if found.len() < MOST && !found.contains(&mark) {
            found.push(mark);
        }
    };
    for passage in passages.iter().filter(|passage| passage.clues.has(Clue::Attachment)) {
        let whole = passage.whole();
        for word in whole.hits().filter(|hit| hit.clues.has(Clue::Attachment)) {
            marks(whole.after(&word), lexicon, |mark| add(mark.of(passage)));
        }
    }
    found
}

/// The marks of a text that names appendices and nothing else, as beside a title: `Bilaga A`, `Bil. 2, 3`.
pub(crate) fn alone<'a>(text: &'a str, lexicon: &Lexicon) -> Option<Vec<Text<'a>>> {
    let (word, rest) = cut_word(text);
    if text.len() > LONGEST_ALONE || !lexicon.clues.get(word).has(Clue::Attachment) {
        return None;
    }
    let mut found = Vec::new();
    marks(rest, lexicon, |mark| {
        if let Mark::Written(mark) = mark {
            found.push(Text::Borrowed(mark));
        }
    });
    let said = |word: &str| {
        let mark = word.trim_matches(['.', ',']);
        found.iter().any(|found| **found == *mark)
            || lexicon.clues.get(mark).any(&[Clue::Joining, Clue::AttachmentFiller])
    };
    (!found.is_empty() && rest.trim_start_matches('.').split_whitespace().all(said)).then_some(found)
}

/// A mark of an appendix: as written, or a number between two that are.
enum Mark<'t> {
    Written(&'t str),
    Between(u32),
}

impl Mark<'_> {
    fn of<'a>(self, passage: &Passage<'_, 'a>) -> Text<'a> {
        match self {
            Self::Written(mark) => passage.piece(mark),
            Self::Between(number) => Text::Owned(number.to_string()),
        }
    }
}

/// The marks behind the word: one, or several with commas, a joining word or a dash between.
fn marks<'t>(text: &'t str, lexicon: &Lexicon, mut give: impl FnMut(Mark<'t>)) {
    let mut rest = text.strip_prefix('.').unwrap_or(text);
    let (word, after) = cut_word(rest.trim_start());
    if lexicon.clues.get(word).has(Clue::AttachmentFiller) || word == "§" {
        rest = after;
    }
    let Some((mut last, mut rest)) = mark(rest) else { return };
    give(Mark::Written(last));
    for _ in 0..MOST {
        if let Some((end, after)) = rest.strip_prefix(['–', '-']).and_then(|rest| mark(rest.trim_start())) {
            if let (Ok(from), Ok(to)) = (last.parse::<u32>(), end.parse::<u32>())
                && to.saturating_sub(from) < 50
            {
                (from + 1..to).for_each(|number| give(Mark::Between(number)));
            }
            give(Mark::Written(end));
            (last, rest) = (end, after);
            continue;
        }
        let comma = rest.strip_prefix(',').unwrap_or(rest);
        let (word, after) = cut_word(comma.trim_start());
        let next = if lexicon.clues.get(word).has(Clue::Joining) {
            after
        } else if comma.len() < rest.len() {
            comma
        } else {
            return;
        };
        let Some((next, after)) = mark(next) else { return };
        give(Mark::Written(next));
        (last, rest) = (next, after);
    }
}

/// One mark: `1`, `12`, `2b`, `A`, `2:1`. A number with more behind it (`3,5`, `2019-05-01`) is none.
fn mark(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches([' ', '\u{a0}']);
    let end = text.find(|c: char| !c.is_alphanumeric() && c != ':').unwrap_or(text.len());
    let found = text.get(..end)?.trim_end_matches(':');
    let rest = text.get(found.len()..)?;
    let digits = found.chars().take_while(char::is_ascii_digit).count();
    let tail = found.get(digits..)?;
    let is_mark = match digits {
        0 => found.chars().count() == 1 && found.starts_with(char::is_uppercase),
        1..=3 => {
            tail.is_empty()
                || tail.chars().count() == 1 && tail.starts_with(char::is_alphabetic)
                || tail.strip_prefix(':').is_some_and(|more| more.chars().all(|c| c.is_ascii_digit()))
        }
        _ => false,
    };
    let goes_on = rest.starts_with([',', '-', '–']) && {
        let more = rest.get(rest.chars().next()?.len_utf8()..)?;
        rest.starts_with(',') && more.starts_with(|c: char| c.is_ascii_digit())
    };
    (is_mark && !goes_on).then_some((found, rest))
}

#[cfg(test)]
mod tests {
    use super::super::testing::findings;

    #[test]
    fn appendices_are_numbers_and_letters() {
        for (text, found) in [
            ("Rapporten, bilaga 1, och kartan, bilaga B, redovisas.", vec!["1", "B"]),
            ("Se bilagorna 1 och 2 samt bilaga nr 12.", vec!["1", "2", "12"]),
            ("Bilagor 1–3 (bil. 2b)", vec!["1", "2", "3", "2b"]),
            ("Bilaga 1, 2 och 4 fogas.", vec!["1", "2", "4"]),
            ("Utlåtandet fogas som bilaga till protokollet.", vec![]),
            ("Bilaga 2019-05-01", vec![]),
            ("Anslaget är 1.", vec![]),
        ] {
            assert_eq!(findings(text).attachments, found, "{text:?}");
        }
    }
}
