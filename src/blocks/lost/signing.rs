//! Where people sign: labels beside each other, and the names below or above them.
//!
//! ```text
//! Vid protokollet Justeras
//!
//! Carl Dal Anna Berg, ordförande
//! ```
//!
//! Who is one person the rest of the text tells: *Carl Dal* stands there a second time. Two words a name are enough where
//! there are as many names as labels.

use memchr::memmem::Finder;

use super::{cut_at, may_be_cut, word_starts};
use crate::blocks::fields;
use crate::blocks::signatures::is_signing_label;
use crate::grammar::{has_digit, last_word, name};
use crate::lexicon::{Label, Lexicon};
use crate::lines::Line;
use crate::lines::rows::is_rule;

/// How many words a label has at most, a date included.
const MOST_WORDS_OF_LABEL: usize = 7;

/// The longest label before a colon, in bytes.
const LONGEST_LABEL: usize = 60;

/// How many words the row of labels or names has at most.
const MOST_WORDS: usize = 18;

/// How many words a name has at most.
const MOST_WORDS_OF_NAME: usize = 4;

/// How many lines below a label names are looked for.
const LINES_TO_NAMES: usize = 4;

/// How many names are looked for in the text at most.
const MOST_SEARCHES: usize = 128;

/// Cuts the lines of labels and names.
pub(super) fn cut(lines: &mut [Line<'_>], text: &str, offset: usize, lexicon: &Lexicon) {
    let mut known = Known { text, offset, left: MOST_SEARCHES };
    // How many labels stand above, and how many lines below them names are looked for.
    let (mut labels, mut left) = (0, 0);
    let mut above: Option<usize> = None;
    for at in 0..lines.len() {
        if lines[at].is_blank() || is_rule(lines[at].trimmed()) {
            continue;
        }
        match labels_in(&lines[at], lexicon) {
            Some(places) => {
                let several = above.filter(|above| !places.is_empty() && above + 1 == at);
                if let Some(above) = several.filter(|above| !lines[*above].is_cut()) {
                    cut_names(lines, above, Some(places.len() + 1), &mut known, lexicon);
                }
                (labels, left) = (places.len() + 1, LINES_TO_NAMES);
                cut_at(&mut lines[at], &places);
            }
            None if left > 0 => {
                left -= 1;
                cut_names(lines, at, Some(labels), &mut known, lexicon);
            }
            None => cut_label_and_names(lines, at, &mut known, lexicon),
        }
        cut_before_points(&mut lines[at], lexicon);
        above = Some(at);
    }
    last_names(lines, &mut known, lexicon);
}

/// `Anna Berg Paragrafer 4-15`: cut before the points of the minutes, which stand at the right margin.
fn cut_before_points(line: &mut Line<'_>, lexicon: &Lexicon) {
    let text = line.trimmed();
    if !text.ends_with(|c: char| c.is_ascii_digit()) || line.is_cut() || !may_be_cut(line) {
        return;
    }
    let label = text.trim_end_matches(is_of_numbers);
    let Some((before, word)) = label.rsplit_once(' ') else { return };
    let (place, numbers) = (before.len() + 1, text.len() - text[label.len()..].trim_start().len());
    if word.starts_with(char::is_uppercase)
        && numbers > label.len()
        && fields::label(word, lexicon) == Some(Label::Items)
    {
        cut_at(line, &[place, numbers]);
    }
}

/// Whether `c` stands in the numbers of points.
fn is_of_numbers(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '-' | '–' | ',' | ' ' | '§')
}

/// `Justeras: Anna Berg Eva Fors`: cut behind the label and between the names.
fn cut_label_and_names(lines: &mut [Line<'_>], at: usize, known: &mut Known<'_>, lexicon: &Lexicon) {
    let line = lines[at];
    if !may_be_cut(&line) {
        return;
    }
    let text = line.trimmed();
    let Some((label, names)) = text.split_once(": ").filter(|(label, _)| label.len() < LONGEST_LABEL) else {
        return;
    };
    if !names.starts_with(char::is_uppercase) || !is_signing_label(label, lexicon) {
        return;
    }
    let behind = text.len() - names.len();
    if let Some(places) = names_in(names, line.start..line.next, None, known, lexicon) {
        let places: Vec<usize> =
            std::iter::once(behind).chain(places.into_iter().map(|place| place + behind)).collect();
        cut_at(&mut lines[at], &places);
    }
}

/// How many of the last lines may hold names without a label.
const LAST_LINES: usize = 6;

/// Names without a label at the very end.
fn last_names(lines: &mut [Line<'_>], known: &mut Known<'_>, lexicon: &Lexicon) {
    let last: Vec<usize> =
        (0..lines.len()).rev().filter(|at| !lines[*at].is_blank()).take(LAST_LINES).collect();
    last.into_iter().for_each(|at| cut_names(lines, at, None, known, lexicon));
}

/// Cuts a line of names, where it is one that has not been cut.
fn cut_names(
    lines: &mut [Line<'_>],
    at: usize,
    labels: Option<usize>,
    known: &mut Known<'_>,
    lexicon: &Lexicon,
) {
    let line = lines[at];
    if may_be_cut(&line) && line.trimmed().starts_with(char::is_uppercase) {
        let own = line.start..line.next;
        if let Some(places) = names_in(line.trimmed(), own, labels, known, lexicon) {
            cut_at(&mut lines[at], &places);
        }
    }
}

/// Where labels begin behind the first, if a line is only labels; nothing where it is one.
fn labels_in(line: &Line<'_>, lexicon: &Lexicon) -> Option<Vec<usize>> {
    let text = line.trimmed();
    if text.len() > super::LONGEST || super::has_cells(line) || !may_be_labels(text, lexicon) {
        return None;
    }
    let one = || (said(text, None, lexicon) == Some(Said::Role)).then(Vec::new);
    labels_beside(text, lexicon).or_else(one)
}

/// What a label where people sign says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// As what somebody signs.
    Role,
    /// Something else: `Underskrifter`, `Som ovan`.
    Other,
    /// `Paragrafer`, with numbers behind it.
    Items,
    Numbers,
    /// A stroke to sign on: it belongs to its label.
    Stroke,
}

/// A way to read a line as labels up to a word.
#[derive(Debug, Clone)]
struct Read {
    /// Where labels begin behind the first.
    places: Vec<usize>,
    roles: usize,
    /// How many labels say something else.
    other: usize,
    last: Said,
}

/// Where labels begin behind the first, of several beside each other: as many as there may be. Each begins with a capital
/// where the first does.
fn labels_beside(text: &str, lexicon: &Lexicon) -> Option<Vec<usize>> {
    let starts = word_starts(text);
    let words = starts.len() - 1;
    let capital = text.starts_with(char::is_uppercase);
    // The best way to read the words before each.
    let mut best: Vec<Option<Read>> = vec![None; words + 1];
    for word in 0..words {
        if word > 0 && best[word].is_none() {
            continue;
        }
        let before = best[word].clone();
        let lower = capital && text[starts[word]..].starts_with(char::is_lowercase);
        for end in word + 1..=(word + MOST_WORDS_OF_LABEL).min(words) {
            let piece = &text[starts[word]..starts[end] - 1];
            let Some(said) = said(piece, before.as_ref().map(|read| read.last), lexicon) else { continue };
            if lower && said != Said::Numbers {
                continue;
            }
            let mut read =
                before.clone().unwrap_or(Read { places: Vec::new(), roles: 0, other: 0, last: said });
            if word > 0 && said != Said::Stroke {
                read.places.push(starts[word]);
            }
            read.roles += usize::from(said == Said::Role);
            read.other += usize::from(said == Said::Other);
            read.last = said;
            if best[end].as_ref().is_none_or(|best| read.places.len() > best.places.len()) {
                best[end] = Some(read);
            }
        }
    }
    let read = best.pop().flatten()?;
    // "Ordförande §§ 1–12" is one.
    if read.roles == 1 && read.other == 0 && is_signing_label(text, lexicon) {
        return None;
    }
    (read.roles > 0 && !read.places.is_empty()).then_some(read.places)
}

/// What a piece of such a line says behind another.
fn said(piece: &str, before: Option<Said>, lexicon: &Lexicon) -> Option<Said> {
    if is_rule(piece) {
        return Some(Said::Stroke).filter(|_| before.is_some());
    }
    if before == Some(Said::Items) && piece.chars().all(is_of_numbers) {
        return Some(Said::Numbers);
    }
    match lexicon.labels.get(bare(piece)) {
        Some(Label::Secretary | Label::Chair | Label::Adjuster | Label::Attested) => Some(Said::Role),
        Some(Label::Closing | Label::Signatures) => Some(Said::Other),
        Some(Label::Items) if before.is_some() => Some(Said::Items),
        Some(_) => None,
        // A day behind the label, an office of the meeting, or one in a word of its own.
        None => {
            let dated = || has_digit(piece) && may_be_dated(piece, lexicon);
            let may_be = dated() || lexicon.roles.has(last_word(bare(piece)));
            (may_be && is_signing_label(piece, lexicon)).then_some(Said::Role)
        }
    }
}

/// A glance: a label stands before the day, or its first word does.
fn may_be_dated(piece: &str, lexicon: &Lexicon) -> bool {
    let mut ends = memchr::memchr_iter(b' ', piece.as_bytes()).take(3);
    ends.any(|at| lexicon.labels.has(bare(&piece[..at])))
}

/// A piece without marks at either side.
fn bare(piece: &str) -> &str {
    piece.trim_matches(['(', ')', ':', '.', ','])
}

/// A glance: few words, of which the first may begin a label and the last end one.
fn may_be_labels(text: &str, lexicon: &Lexicon) -> bool {
    if !lexicon.labels.may_begin(text.trim_start_matches('('))
        || memchr::memchr_iter(b' ', text.as_bytes()).count() >= MOST_WORDS
    {
        return false;
    }
    let last = last_word(text);
    last.trim_end_matches([':', '.']).ends_with(|c: char| c.is_ascii_digit())
        || last.ends_with(['_', '…'])
        || last.ends_with("..")
        || lexicon.labels.has(bare(last))
        || lexicon.roles.has(bare(last))
        || lexicon.labels.has(bare(text))
}

/// At how many places a name is looked at: one is its own.
const MOST_PLACES: usize = 3;

/// The text in which names are looked for a second time.
struct Known<'t> {
    text: &'t str,
    offset: usize,
    /// How many searches are left.
    left: usize,
}

impl Known<'_> {
    /// Whether `name` stands elsewhere than in the line `own`.
    fn has(&mut self, name: &str, own: &std::ops::Range<usize>) -> bool {
        let Some(left) = self.left.checked_sub(1) else { return false };
        self.left = left;
        let elsewhere = |name: &str| {
            let finder = Finder::new(name);
            let mut places = finder.find_iter(self.text.as_bytes()).take(MOST_PLACES);
            places.any(|at| !own.contains(&(at + self.offset)))
        };
        // "Berg Anna" in the list of those present.
        let inverted = || name.rsplit_once(' ').map(|(given, family)| [family, " ", given].concat());
        elsewhere(name) || inverted().is_some_and(|name| elsewhere(&name))
    }
}

/// One way to part a row of names.
#[derive(Debug, Clone, Default)]
struct Parting {
    /// Where each person begins.
    places: Vec<usize>,
    known: usize,
    /// How many words the names have beyond two each, those of known people apart.
    long: usize,
}

impl Parting {
    fn rank(&self) -> (usize, std::cmp::Reverse<usize>) {
        (self.known, std::cmp::Reverse(self.long))
    }
}

/// Where people begin behind the first, if a line is only people: below or above `labels`.
fn names_in(
    text: &str,
    own: std::ops::Range<usize>,
    labels: Option<usize>,
    known: &mut Known<'_>,
    lexicon: &Lexicon,
) -> Option<Vec<usize>> {
    let starts = word_starts(text);
    let words = starts.len() - 1;
    if !(4..=MOST_WORDS).contains(&words) {
        return None;
    }
    // The best way to part what stands behind each word, from the last to the first.
    let mut best: Vec<Option<Parting>> = vec![None; words + 1];
    best[words] = Some(Parting::default());
    for word in (0..words.saturating_sub(1)).rev() {
        let rest = &text[starts[word]..];
        if !rest.starts_with(char::is_uppercase) {
            continue;
        }
        for count in 2..=MOST_WORDS_OF_NAME.min(words - word) {
            let whole = &text[starts[word]..starts[word + count] - 1];
            let bare = whole.trim_end_matches([',', '.']);
            if !name::is_name(bare, lexicon) {
                continue;
            }
            let end = end_of_person(text, &starts, word + count, whole);
            let Some(behind) = best[end].clone() else { continue };
            let is_known = known.has(bare, &own);
            let mut parting = behind;
            parting.places.insert(0, starts[word]);
            parting.known += usize::from(is_known);
            parting.long += if is_known { 0 } else { count - 2 };
            if best[word].as_ref().is_none_or(|best| parting.rank() > best.rank()) {
                best[word] = Some(parting);
            }
        }
    }
    let best = best.swap_remove(0)?;
    let people = best.places.len();
    let as_labels = labels == Some(people) && best.long == 0;
    let told = best.known > 0 && best.known + 1 >= people;
    (people > 1 && (as_labels || told)).then(|| best.places[1..].to_vec())
}

/// Where the second of two people begins, if a line is only them and each has a party in brackets, or the first one has.
pub(super) fn people_in(text: &str, lexicon: &Lexicon) -> Option<usize> {
    let starts = word_starts(text);
    let words = starts.len() - 1;
    let bracket = text.find('(').filter(|_| text.starts_with(char::is_uppercase))?;
    if words > MOST_WORDS || !name::is_name(text[..bracket].trim_end(), lexicon) {
        return None;
    }
    let first = starts.iter().position(|at| *at == bracket)?;
    let end = end_of_person(text, &starts, first, &text[..bracket]);
    let place = *starts[..words].get(end)?;
    let goes_on = text[..place].trim_end().ends_with(',');
    (!goes_on && name::name(&text[place..], lexicon).is_ok()).then_some(place)
}

/// Where the words end that say more of a person whose name ends before word `at`: `, ordförande`, `(S)`, `§ 12`.
fn end_of_person(text: &str, starts: &[usize], at: usize, name: &str) -> usize {
    let words = starts.len() - 1;
    let word = |at: usize| &text[starts[at]..starts[at + 1] - 1];
    let says_more = |word: &str| !word.starts_with(char::is_uppercase);
    let mut end = at;
    if end < words && (name.ends_with(',') || word(end).starts_with(['(', '§'])) {
        end += 1;
        while end < words && says_more(word(end)) {
            end += 1;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::super::testing::cells;

    #[test]
    fn labels_beside_each_other() {
        for (text, labels) in [
            ("Vid protokollet Ordförande Justeras", vec!["Vid protokollet", "Ordförande", "Justeras"]),
            ("Som ovan Justeras:", vec!["Som ovan", "Justeras:"]),
            ("Vid protokollet Justeras den 4 maj 2021", vec!["Vid protokollet", "Justeras den 4 maj 2021"]),
            ("sekreterare stämmoordförande", vec!["sekreterare", "stämmoordförande"]),
            ("Justeras Justeras", vec!["Justeras", "Justeras"]),
            (
                "Underskrifter Sekreterare ........ Paragrafer 4-15",
                vec!["Underskrifter", "Sekreterare ........", "Paragrafer", "4-15"],
            ),
        ] {
            assert_eq!(cells(text), [labels], "{text:?}");
        }
        for text in
            ["Vid protokollet", "Ordförande öppnade mötet", "Sekreterare Anna Berg", "Stämmans ordförande"]
        {
            assert!(cells(text).is_empty(), "{text:?}");
        }
    }

    #[test]
    fn names_beside_each_other() {
        let body = "Anna Berg öppnade mötet. Carl Dal förde protokollet. Anna Lisa Ek valdes. Bo\n";
        for (text, names) in [
            ("Justeras\n\nAnna Berg Carl Dal\n", vec!["Anna Berg", "Carl Dal"]),
            ("Justeras\n......... ........\nAnna Lisa Ek Carl Dal\n", vec!["Anna Lisa Ek", "Carl Dal"]),
            ("Justeras\n\nAnna Berg, ordförande Eva Ask\n", vec!["Anna Berg, ordförande", "Eva Ask"]),
            ("Anna Berg Eva Ask\n", vec!["Anna Berg", "Eva Ask"]),
        ] {
            assert_eq!(cells(&(body.to_owned() + text)), [names], "{text:?}");
        }
        for text in
            ["Justeras\n\nEva Maria Ask Ros\n", "Justeras\n\nAnna Berg\n", "Justeras\n\nNorrby den 4 maj\n"]
        {
            assert!(cells(&(body.to_owned() + text)).is_empty(), "{text:?}");
        }
        let labels = "Vid protokollet Justeras\nEva Ask Per Ros\n";
        assert_eq!(cells(labels)[1], ["Eva Ask", "Per Ros"]);
    }
}
