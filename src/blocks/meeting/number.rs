//! The number of a protocol, and its register number.
//!
//! | as written | number |
//! | --- | --- |
//! | `Protokoll nr 5`, `NR 3-2023`, `Nummer 11` | `5`, `3-2023`, `11` |
//! | `PROTOKOLL 2020:1`, `UTSKOTTSSAMMANTRÄDE 2018/19:22` | `2020:1`, `2018/19:22` |
//! | `Protokoll möte 9` | `9` |
//! | `Sida 1 (7)`, `2024-05-14`, `14/8`, `19:30` | none |

use crate::grammar::is_dash;
use crate::grammar::occasion::words;
use crate::lexicon::{Label, Lexicon};

/// The longest number, in bytes.
const LONGEST: usize = 12;

/// The number at the beginning of a value, *nr* before it passed over.
pub(super) fn number(text: &str, lexicon: &Lexicon) -> Option<String> {
    let text = text.trim();
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    if is_word(first, lexicon) && !rest.is_empty() {
        return bare(rest);
    }
    bare(text)
}

/// *nr*, *nummer* and the like.
fn is_word(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.labels.get(word.trim_end_matches(['.', ':'])) == Some(&Label::Number)
}

/// `7/2024`, `14`, `2023/24:17`, `3-2023`.
fn bare(text: &str) -> Option<String> {
    let mark = |c: char| matches!(c, '/' | ':') || is_dash(c);
    let end = text.find(|c: char| !(c.is_ascii_digit() || mark(c))).unwrap_or(text.len());
    let number = text[..end].trim_end_matches(|c: char| !c.is_ascii_digit());
    let apart = text[end..].is_empty() || text[end..].starts_with([' ', ',', '.', ';', ')']);
    let begins = number.starts_with(|c: char| c.is_ascii_digit());
    (apart && begins && number.len() <= LONGEST).then(|| number.to_owned())
}

/// The number in a title: behind *nr*, or a number with a stroke.
pub(super) fn in_title(text: &str, lexicon: &Lexicon) -> Option<String> {
    let all: Vec<&str> = words(text).map(|(_, word)| word).collect();
    all.iter().enumerate().find_map(|(at, word)| {
        // "Brf Tallen nr 4": the number is part of the name.
        let of_name = at.checked_sub(2).is_some_and(|kind| lexicon.organization_first.has(all[kind]));
        let named = (is_word(word, lexicon) && !of_name).then(|| bare(all.get(at + 1)?)).flatten();
        named.or_else(|| of_meeting(&all[at..], lexicon)).or_else(|| stroked(word))
    })
}

/// `Protokoll möte 9`: the number of the meeting, where nothing follows.
fn of_meeting(words: &[&str], lexicon: &Lexicon) -> Option<String> {
    let [title, meeting, number] = words else { return None };
    let numbered = lexicon.document_titles.has(title) && lexicon.is_meeting_word(meeting);
    let plain = (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    (numbered && plain).then(|| (*number).to_owned())
}

/// `7/2024`, `2020:1`: no date, no page.
pub(super) fn stroked(word: &str) -> Option<String> {
    let word = word.trim_matches(['(', ')', ',', '.']);
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let marks = word.bytes().filter(|byte| matches!(byte, b'/' | b':')).count();
    let number = marks >= 1 && marks + digits == word.len() && word.len() >= 3;
    (number && !is_day_or_hour(word)).then(|| bare(word))?
}

/// `14/8`, `19:30`: a day of a month or an hour, where no *nr* says otherwise.
fn is_day_or_hour(word: &str) -> bool {
    let parsed = |text: &str| text.parse::<u32>().ok();
    let is_day = word.split_once('/').is_some_and(|(day, month)| {
        let days = parsed(day).is_some_and(|day| (1..=31).contains(&day));
        days && !month.starts_with('0') && parsed(month).is_some_and(|month| (1..=12).contains(&month))
    });
    let is_hour = word.split_once(':').is_some_and(|(hour, minute)| {
        minute.len() == 2
            && parsed(hour).is_some_and(|hour| hour < 24)
            && parsed(minute).is_some_and(|minute| minute < 60)
    });
    is_day || is_hour
}

/// Whether the value of a register number is one.
pub(super) fn is_reference(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit()) && text.len() < 40
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_titles() {
        let lexicon = Lexicon::built_in();
        for (text, found) in [
            ("Protokoll nr 5", Some("5")),
            ("PROTOKOLL STYRELSEMÖTE NR 6", Some("6")),
            ("Protokoll styrelsemöte nr 3-2023", Some("3-2023")),
            ("PROTOKOLL 2020:1", Some("2020:1")),
            ("UTSKOTTSSAMMANTRÄDE 2018/19:22", Some("2018/19:22")),
            ("STYRELSEMÖTE 2/2019", Some("2/2019")),
            ("Nummer 11", Some("11")),
            ("Protokoll möte 9", Some("9")),
            ("Protokoll 2024-05-14", None),
            ("Styrelsemöte 14/8", None),
            ("Styrelsemöte 19:30", None),
            ("Protokoll", None),
        ] {
            assert_eq!(in_title(text, lexicon).as_deref(), found, "{text:?}");
        }
    }
}
