//! Register numbers (*diarienummer*).
//!
//! | as written | read as |
//! | --- | --- |
//! | `Dnr KS 2024/00031` | `KS 2024/00031` |
//! | `Dnr KF 2023/211, KF 2023/212` | both |
//! | `TN/2015:8`, `BUN 2018/22`, `SLK-2024-00078` alone | themselves |
//! | `Diarienummer: RSN 2021/88` | `RSN 2021/88` |

use crate::grammar::{has_digit, is_dash, is_mark, split_at_blanks};
use crate::lexicon::Lexicon;

/// How many register numbers stand in one list at most.
const MOST_IN_LIST: usize = 20;

/// The register numbers that `text` as a whole consists of, with or without the word *Dnr*.
pub(crate) fn references<'a>(text: &'a str, lexicon: &Lexicon) -> Option<Vec<&'a str>> {
    if !has_digit(text) {
        return None;
    }
    let text = text.trim().trim_matches(['(', ')', '[', ']']).trim();
    match after_word(text, lexicon) {
        Some(rest) => list(rest, lexicon, |part| {
            part.len() <= 40
                && part.bytes().any(|byte| byte.is_ascii_digit())
                && part.split_whitespace().count() <= 4
        }),
        None if !ends_as_reference(text) => None,
        None => list(text, lexicon, |part| is_reference(part) || is_short_office(part, lexicon)),
    }
}

/// Whether `text` may end in a register number without a word: most titles with a figure do not.
fn ends_as_reference(text: &str) -> bool {
    let bytes = text.trim_end_matches('.').as_bytes();
    let ends = bytes.last().is_some_and(|last| last.is_ascii_digit() || last.is_ascii_uppercase());
    ends && bytes.iter().any(|byte| matches!(byte, b'/' | b':' | b'.' | b'-') || !byte.is_ascii())
}

/// What follows *Dnr*, *Diarienummer:* and the like.
pub(crate) fn after_word<'a>(text: &'a str, lexicon: &Lexicon) -> Option<&'a str> {
    if !lexicon.reference_words.may_lead(text) {
        return None;
    }
    let end = text.find(|c: char| c == ':' || c.is_whitespace()).unwrap_or(text.len());
    let (mut word, mut rest) = text.split_at(end);
    // "Ärende nr 12", "Dnr nr": two words.
    if let Some(space) = rest.strip_prefix(' ').and_then(|after| after.find([' ', ':'])) {
        let two = &text[..end + 1 + space];
        if lexicon.reference_words.has(two) {
            (word, rest) = text.split_at(end + 1 + space);
        }
    }
    lexicon.reference_words.has(word).then(|| rest.trim_start_matches([':', ' ', '\t', '.', '\u{a0}']))
}

fn list<'t>(text: &'t str, lexicon: &Lexicon, is_one: impl Fn(&str) -> bool) -> Option<Vec<&'t str>> {
    let mut parts = Vec::new();
    for part in text.split([',', ';']) {
        let mut rest = Some(part);
        while let Some(text) = rest {
            let (stretch, after) = before_conjunction(text, lexicon);
            let part = stretch.trim().trim_end_matches('.');
            if !is_one(part) || parts.len() == MOST_IN_LIST {
                return None;
            }
            parts.push(part);
            rest = after;
        }
    }
    Some(parts)
}

/// What stands before the first *och* or its like in `text`, and behind it, where there is one.
fn before_conjunction<'t>(text: &'t str, lexicon: &Lexicon) -> (&'t str, Option<&'t str>) {
    let mut at = 0;
    for word in split_at_blanks(text) {
        if at > 0 && lexicon.is_and(word) {
            return (&text[..at], Some(&text[at + word.len()..]));
        }
        at += word.len() + 1;
    }
    (text, None)
}

/// A register number by its shape: letters of an office (or none), then numbers with separators, a year
/// among them where there are no letters.
pub(crate) fn is_reference(text: &str) -> bool {
    if !(4..=28).contains(&text.len())
        || !text.ends_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase())
        || !has_digit(text)
    {
        return false;
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let separators = text.chars().filter(|c| matches!(c, '/' | ':' | '.') || is_dash(*c)).count();
    let shape = text
        .chars()
        .all(|c| c.is_alphanumeric() || is_mark(c) || matches!(c, '/' | ':' | '.' | ' ' | '_') || is_dash(c));
    let office: &str = text.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    let letters: Vec<char> = office.chars().filter(|c| c.is_alphabetic()).collect();
    let capitals = letters.iter().filter(|c| c.is_uppercase()).count();
    // "FÖR ÅREN 2020–2022": two words are no office.
    let words_of_office = office.split_whitespace().filter(|word| word.chars().count() > 2).count();
    let is_office = (1..=7).contains(&letters.len())
        && capitals * 2 > letters.len()
        && capitals >= 1
        && words_of_office < 2;
    let has_year = text
        .split(|c: char| !c.is_ascii_digit())
        .any(|part| part.len() == 4 && matches!(&part[..2], "19" | "20"));
    let words = text.split_whitespace().count();
    if is_season(text) {
        return false;
    }
    if is_finnish(text) {
        return true;
    }
    shape
        && digits >= 3
        && separators >= 1
        && words <= 3
        && if is_office {
            has_year || digits >= 5 || separators >= 1 && office.ends_with([' ', '/', '-']) && digits >= 4
        } else {
            letters.is_empty()
                && has_year
                && separators == 1
                && text.contains(['/', ':', '.'])
                && digits >= 6
                && !text.contains(' ')
        }
}

/// A number of two figures that is larger is no day of a month.
const LAST_DAY: &str = "31";

/// The short form of an office, not all in capitals, then number and year: `Ks 71/2006`, `Kf 2006/71`, `Bn 76/188`.
fn is_short_office(text: &str, lexicon: &Lexicon) -> bool {
    let Some((office, numbers)) = text.split_once(' ') else { return false };
    let digits = |part: &str| (1..=5).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    // Two digits are a year where they are no day.
    let is_year = |part: &str| {
        part.len() == 4 && matches!(&part[..2], "19" | "20") || part.len() == 2 && part > LAST_DAY
    };
    let registered = numbers.split_once('/').is_some_and(|(first, second)| {
        digits(first) && digits(second) && (is_year(first) || is_year(second))
    });
    registered
        && (2..=4).contains(&office.chars().count())
        && office.starts_with(char::is_uppercase)
        && office.chars().all(char::is_alphabetic)
        && !lexicon.labels.has(office)
}

/// A register number as archives in Finland have it: number, class and year, `214/02.06.01/2022`.
fn is_finnish(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = text.split('/').collect();
    let [number, class, year] = parts[..] else { return false };
    digits(number)
        && number.len() <= 5
        && class.split('.').count() >= 2
        && class.split('.').all(|part| digits(part) && part.len() <= 2)
        && digits(year)
        && year.len() == 4
}

/// Two years in a row, as of a season or a school year: `2023/2024`, `2023/24`.
fn is_season(text: &str) -> bool {
    let Some((first, second)) = text.split_once(['/', '-', '–']) else { return false };
    let (Ok(first), Ok(next)) = (first.parse::<u32>(), second.parse::<u32>()) else { return false };
    (1800..2200).contains(&first) && (next == first + 1 || next == (first + 1) % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn register_numbers() {
        let lexicon = Lexicon::built_in();
        for (text, found) in [
            ("Dnr KS 2024/00031", &["KS 2024/00031"][..]),
            ("Dnr KF 2023/211, KF 2023/212", &["KF 2023/211", "KF 2023/212"]),
            ("TN/2015:8", &["TN/2015:8"]),
            ("BUN 2018/22", &["BUN 2018/22"]),
            ("Diarienummer: RSN 2021/88", &["RSN 2021/88"]),
            ("Dnr: FV 2023-4471", &["FV 2023-4471"]),
            ("Dnr 310/85", &["310/85"]),
            ("(SN 2020/12)", &["SN 2020/12"]),
            ("SLK-2024-00078", &["SLK-2024-00078"]),
            ("214/02.06.01/2022", &["214/02.06.01/2022"]),
            ("Diarienr 2022/00391", &["2022/00391"]),
            ("KS 2023/00018, KS 2024/00021", &["KS 2023/00018", "KS 2024/00021"]),
        ] {
            assert_eq!(references(text, lexicon).as_deref(), Some(found), "{text:?}");
        }
        for text in [
            "2024-06-17",
            "Kommunstyrelsen 2022-11-01",
            "Anna Berg",
            "kl. 10.00",
            "§ 14",
            "12",
            "Bilaga 1",
            "Dnr",
        ] {
            assert_eq!(references(text, lexicon), None, "{text:?}");
        }
    }
}
