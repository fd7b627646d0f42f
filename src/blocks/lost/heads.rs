//! The heads of pages.
//!
//! | line | its cells |
//! | --- | --- |
//! | `Norrby kommun PROTOKOLL 3 (12)` | `Norrby kommun`, `PROTOKOLL`, `3 (12)` |
//! | `Nämnden Sammanträdesdatum Sida` | `Nämnden`, `Sammanträdesdatum`, `Sida` |
//! | `NORRBY KOMMUN Nämnden 2024-03-04` | `NORRBY KOMMUN`, `Nämnden`, `2024-03-04` |
//! | `Nämndens protokoll 2024-03-04, § 3` | one: something follows |

use rustc_hash::FxHashMap;

use super::{cut_at, may_be_cut, word_starts};
use crate::blocks::fields;
use crate::grammar::{date, ends_with_small_word, last_word, organ, reference};
use crate::lexicon::{Label, Lexicon};
use crate::lines::{Line, pages};

/// Among how many lines the first head of a page is looked for.
const FIRST_LINES: usize = 24;

/// How often a line comes again that is the head of a page further down.
const FEWEST_PAGES: usize = 3;

/// How many words who meets has at most.
const MOST_WORDS: usize = 8;

/// How many words a label has at most.
const MOST_WORDS_OF_LABEL: usize = 3;

/// Cuts the lines that are heads of pages: at the beginning of the text, and wherever they come again.
pub(super) fn cut(lines: &mut [Line<'_>], lexicon: &Lexicon) {
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    let mut found: Vec<(usize, String, Vec<usize>)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if !may_be_cut(line) || !may_be_head(line, at, lexicon) {
            continue;
        }
        let Some(places) = cells(line.trimmed(), lexicon) else { continue };
        let key: String = line.trimmed().chars().filter(|c| !c.is_ascii_digit()).collect();
        let first = if at < FIRST_LINES { FEWEST_PAGES } else { 1 };
        *seen.entry(key.clone()).or_default() += first;
        found.push((at, key, places));
    }
    for (at, key, places) in found {
        if seen.get(&key).is_some_and(|count| *count >= FEWEST_PAGES) {
            cut_at(&mut lines[at], &places);
        }
    }
}

/// A glance: the last word is a figure, or begins with a capital and is a label or a title.
fn may_be_head(line: &Line<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let text = line.trimmed();
    let last = last_word(text);
    if !text.starts_with(char::is_uppercase) {
        return false;
    }
    match last.as_bytes() {
        [.., b'0'..=b'9'] => true,
        [.., b')'] => line.may_have_number(),
        _ => {
            last.starts_with(char::is_uppercase)
                && (lexicon.document_titles.has(last)
                    || lexicon.labels.has(last.trim_end_matches(['.', ':']))
                    || at < FIRST_LINES && lexicon.is_body_word(last))
        }
    }
}

/// What a piece of a head is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Title,
    Label,
    Page,
    Date,
    Number,
}

/// Where the cells of a head begin behind the first.
fn cells(text: &str, lexicon: &Lexicon) -> Option<Vec<usize>> {
    let starts = word_starts(text);
    let words = starts.len() - 1;
    if let Some(places) = name_and_organ(text, &starts, lexicon) {
        return Some(places);
    }
    (0..words.min(MOST_WORDS)).find_map(|first| {
        let pieces = pieces(text, &starts, first, lexicon)?;
        let said = |piece: Piece| pieces.iter().any(|(_, found)| *found == piece);
        let told = match first {
            0 => said(Piece::Title) && said(Piece::Page) && pieces.len() > 1,
            _ => said(Piece::Title) || said(Piece::Label) || said(Piece::Page) || said(Piece::Date),
        };
        let name = text[..starts[first]].trim_end();
        if !told || first > 0 && !may_be_name(name, said(Piece::Title), lexicon) {
            return None;
        }
        let mut places: Vec<usize> = pieces.into_iter().map(|(at, _)| at).collect();
        if first == 0 {
            places.remove(0);
        } else if let Some(organ) = organ_behind(name, &starts[..=first], lexicon) {
            places.insert(0, organ);
        }
        Some(places)
    })
}

/// `NORRBY KOMMUN Kommunstyrelsen` and nothing behind: where the organ begins.
fn name_and_organ(text: &str, starts: &[usize], lexicon: &Lexicon) -> Option<Vec<usize>> {
    (starts.len() <= MOST_WORDS && may_be_name(text, false, lexicon))
        .then(|| organ_behind(text, starts, lexicon).map(|at| vec![at]))?
}

/// The pieces that a head is from its word `first` to its end, with where they begin.
fn pieces(text: &str, starts: &[usize], first: usize, lexicon: &Lexicon) -> Option<Vec<(usize, Piece)>> {
    let mut found = Vec::new();
    let mut word = first;
    while word + 1 < starts.len() {
        let rest = &text[starts[word]..];
        let (piece, words) = piece(rest, lexicon)?;
        // A title stands once, and figures behind what they count.
        if piece == Piece::Title && found.iter().any(|(_, found)| *found == Piece::Title) {
            return None;
        }
        found.push((starts[word], piece));
        word += words;
    }
    (!found.is_empty()).then_some(found)
}

/// The piece that `rest` begins with, and how many words it has.
fn piece(rest: &str, lexicon: &Lexicon) -> Option<(Piece, usize)> {
    let first = rest.split(' ').next().unwrap_or_default();
    if first.starts_with(|c: char| c.is_ascii_digit()) {
        return figures(rest, first, lexicon);
    }
    let title = first.starts_with(char::is_uppercase) && lexicon.document_titles.has(first);
    let words: Vec<&str> = rest.split(' ').skip(usize::from(title)).take(MOST_WORDS_OF_LABEL).collect();
    let label = (1..=words.len()).rev().find_map(|count| labelled(rest, &words[..count], title, lexicon));
    match label {
        // "Protokoll nr 3": one thing.
        Some((Piece::Number, count)) if title => Some((Piece::Title, count + 1)),
        _ if title => Some((Piece::Title, 1)),
        // "Sammanträde 2024-03-04"
        None if lexicon.meetings.has(first)
            && date::date(rest[first.len()..].trim_start(), lexicon).is_ok() =>
        {
            Some((Piece::Label, 1))
        }
        label => label,
    }
}

/// What a piece is that begins with a figure.
fn figures(rest: &str, first: &str, lexicon: &Lexicon) -> Option<(Piece, usize)> {
    if let Ok((behind, _)) = date::date(rest, lexicon)
        && (behind.is_empty() || behind.starts_with(' '))
    {
        return Some((Piece::Date, rest[..rest.len() - behind.len()].split(' ').count()));
    }
    let two = rest.match_indices(' ').nth(1).map_or(rest, |(at, _)| &rest[..at]);
    if pages::is_page_number(two) {
        return Some((Piece::Page, two.split(' ').count()));
    }
    if pages::is_page_number(first) {
        return Some((Piece::Page, 1));
    }
    is_number(first).then_some((Piece::Number, 1))
}

/// `3`, `3/2024`.
fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'/')
}

/// The label that `words` are, with the number that it counts: `Sida 3 (12)`, `Nr 4/2024`, `Dnr 12-2024`. `rest` begins with
/// them, behind a title or not.
fn labelled(rest: &str, words: &[&str], behind_title: bool, lexicon: &Lexicon) -> Option<(Piece, usize)> {
    let text = words.join(" ");
    let count = words.len();
    let label = fields::label(&text, lexicon)?;
    let skipped = rest.split(' ').skip(count + usize::from(behind_title));
    let next = skipped.take(2).collect::<Vec<_>>();
    let number = next.first().is_some_and(|word| is_number(word));
    let capital = text.starts_with(char::is_uppercase);
    match label {
        Label::Page if pages::is_page_number(&next.join(" ")) => Some((Piece::Page, count + next.len())),
        Label::Page if number || next.first().is_some_and(|word| pages::is_page_number(word)) => {
            Some((Piece::Page, count + 1))
        }
        Label::Page => Some((Piece::Page, count)).filter(|_| capital),
        Label::Number if number => Some((Piece::Number, count + 1)),
        Label::Reference => {
            let whole = !behind_title && !next.is_empty() && reference::references(rest, lexicon).is_some();
            Some((Piece::Label, if whole { rest.split(' ').count() } else { count })).filter(|_| capital)
        }
        Label::Date | Label::Number => Some((Piece::Label, count)).filter(|_| capital),
        _ => None,
    }
}

/// Whether `name` may be who meets: an organization or an organ, or beside a title what has the look of a name.
fn may_be_name(name: &str, titled: bool, lexicon: &Lexicon) -> bool {
    let marked = |c: char| c.is_ascii_digit() || matches!(c, ':' | ';' | '.' | '(' | '§');
    let word = |word: &str| word.starts_with(char::is_uppercase) || word.starts_with('-');
    name.starts_with(char::is_uppercase)
        && !name.contains(marked)
        && !name.ends_with([',', '-'])
        && !ends_with_small_word(name, lexicon)
        && (organ::is_organization(name, lexicon)
            || organ::is_body(name, lexicon)
            || titled && name.split(' ').all(word) && !name.ends_with('s'))
}

/// `NORRBY KOMMUN Kommunstyrelsen`: where the organ begins.
fn organ_behind(name: &str, starts: &[usize], lexicon: &Lexicon) -> Option<usize> {
    let inner = starts.iter().skip(1).copied().filter(|at| *at < name.len());
    inner.rev().find(|at| {
        let (before, organ) = name.split_at(*at);
        let before = before.trim_end();
        organ.starts_with(char::is_uppercase)
            && organ::is_body(organ, lexicon)
            && lexicon.organization_last.has(before.rsplit(' ').next().unwrap_or(before))
            && organ::is_organization(before, lexicon)
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::cells;

    #[test]
    fn heads_of_pages() {
        for (text, found) in [
            ("Norrby kommun PROTOKOLL 3 (12)", vec!["Norrby kommun", "PROTOKOLL", "3 (12)"]),
            (
                "NORRBY KOMMUN SAMMANTRÄDESPROTOKOLL Sida",
                vec!["NORRBY KOMMUN", "SAMMANTRÄDESPROTOKOLL", "Sida"],
            ),
            (
                "Kommunstyrelsen Sammanträdesdatum Blad 3",
                vec!["Kommunstyrelsen", "Sammanträdesdatum", "Blad 3"],
            ),
            (
                "NORRBY KOMMUN Kommunstyrelsen 2024-03-04",
                vec!["NORRBY KOMMUN", "Kommunstyrelsen", "2024-03-04"],
            ),
            ("Byggnadsnämnden 1976-09-14 sid 1", vec!["Byggnadsnämnden", "1976-09-14", "sid 1"]),
            ("Norrby sparbank Protokoll nr 3/2009", vec!["Norrby sparbank", "Protokoll nr 3/2009"]),
            ("Insynsrådet Datum Dnr", vec!["Insynsrådet", "Datum", "Dnr"]),
            ("Sammanträdesprotokoll 1 (4)", vec!["Sammanträdesprotokoll", "1 (4)"]),
        ] {
            assert_eq!(cells(text), [found], "{text:?}");
        }
        for text in [
            "Protokoll 2024-03-04",
            "Möte med styrelsen den 4 mars 2024",
            "Nämndens protokoll 2024-03-04, § 3",
            "Norrby kommun",
        ] {
            assert!(cells(text).is_empty(), "{text:?}");
        }
        // In a point an organ and a date are its papers.
        let text = format!("{}Kommunstyrelsen 2024-03-04\n", "Text.\n\n".repeat(20));
        assert!(cells(&text).is_empty());
    }
}
