//! Labels in the line with their values: `Tid: 18.30`, `Datum 2024-06-17`.

use super::heading::{HeadingWords, composed};
use super::label::{is_people, label};
use crate::grammar::numbers::{self, Attended};
use crate::grammar::person::{Begins, Starts};
use crate::grammar::{date, first_word, has_digit, last_word, name, time};
use crate::lexicon::{Clue, Label, LabelWord, Lexicon, is_plural};
use crate::lines::Cell;

/// How many words a heading has at most that goes over into its people.
const MOST_WORDS_OF_LABEL: usize = 6;

/// "**Plats:** Sal A": without the marks of Markdown around the label.
fn without_lead(text: &str) -> &str {
    text.trim_start_matches([':', ' ', '\t', '\u{a0}', '*'])
}

/// What stands in a cell behind byte `at`, a colon and blanks apart.
pub(super) fn rest_of<'a>(cell: &Cell<'a>, at: usize) -> Cell<'a> {
    let rest = without_lead(&cell.text[at..]);
    let from = cell.text.len() - rest.len();
    Cell { text: rest, start: cell.start + from, column: cell.column + cell.text[..from].chars().count() }
}

/// A label in the line with its value: `Tid: 18.30`, `Datum 2024-06-17`.
///
/// `said` is what the words of the cell say as a heading, if it has the form of one.
pub(super) fn label_and_value<'a>(
    cell: &Cell<'a>,
    said: Option<HeadingWords>,
    starts: &Starts<'a, '_>,
) -> Option<(Label, &'a str, Cell<'a>)> {
    let lexicon = starts.lexicon;
    // The colon of "1:e vice ordförande" ends no label.
    let colons = cell.text.match_indices(':').map(|(at, _)| at);
    let ends_label = |at: &usize| {
        *at <= 60 && !cell.text[at + 1..].starts_with(|c: char| c.is_lowercase())
            || *at + 1 == cell.text.len()
    };
    if let Some(colon) = colons.take(2).find(ends_label).filter(|at| *at <= 60) {
        let head = &cell.text[..colon];
        let value = rest_of(cell, colon + 1);
        if !value.text.is_empty() {
            // "Voro tillstädes: Kyrkvärdarne": whose title it is stands in the next line.
            let title = |text: &str| text.chars().all(char::is_alphabetic) && lexicon.is_title_word(text);
            let people = || starts.is_person(value.text) || title(value.text);
            let by_words = || composed(head, lexicon).filter(|_| people());
            let by_points = || {
                limited(head, lexicon)
                    .and_then(|(bare, _)| label(bare, lexicon))
                    .filter(|label| is_people(*label))
            };
            let at_end = || label_at_end(head, lexicon).filter(|_| people());
            if let Some(label) = label(head, lexicon).or_else(by_points).or_else(by_words).or_else(at_end) {
                return Some((label, head, value));
            }
        }
    }
    // "Närvarande; Bo Ek, Eva Ask"
    if let Some(stop) = cell.text.find(';').filter(|at| *at <= 30) {
        let value = rest_of(cell, stop + 1);
        let value = Cell { text: value.text.trim_start_matches([';', ' ']), ..value };
        let people = label(&cell.text[..stop], lexicon).filter(|label| is_people(*label));
        if let Some(label) = people.filter(|_| !value.text.is_empty()) {
            let start = cell.start + cell.text.len() - value.text.len();
            return Some((label, &cell.text[..stop], Cell { start, ..value }));
        }
    }
    if let Some(found) = label_in_sentence(cell, said, starts) {
        return Some(found);
    }
    // Without a colon only labels of dates, times and numbers, and only before such a value.
    let mut spaces = [0; 4];
    let found = memchr::memchr_iter(b' ', cell.text.as_bytes());
    let count = spaces.iter_mut().zip(found).map(|(space, at)| *space = at).count();
    for &at in spaces[..count].iter().rev() {
        if !may_stand_without_colon(&cell.text[at..]) {
            continue;
        }
        let Some(label) = label(&cell.text[..at], lexicon) else { continue };
        let value = rest_of(cell, at);
        let typed = match label {
            Label::Date | Label::Posted | Label::Removed | Label::DateTime => {
                date::date(value.text, lexicon).is_ok()
                    || date::find(value.text, lexicon).is_some_and(|(span, _)| span.start == 0)
            }
            Label::Time => {
                cell.text[..at].starts_with(char::is_uppercase)
                    && !lexicon.clock.has(&cell.text[..at])
                    && time::find(value.text, lexicon).is_some_and(|(span, _)| span.start == 0)
            }
            Label::Reference => {
                value.text.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase())
                    && value.text.chars().any(|c| c.is_ascii_digit())
                    && value.text.len() < 40
            }
            Label::Adjuster | Label::Adjustment => {
                date::find(value.text, lexicon).is_some_and(|(span, _)| span.start == 0)
            }
            Label::Chair | Label::Secretary => {
                cell.text[..at].starts_with(char::is_uppercase)
                    && name::is_name(value.text, lexicon)
                    && value.text.len() < 40
            }
            _ => false,
        };
        if typed {
            return Some((label, &cell.text[..at], value));
        }
    }
    None
}

/// Whether `text` may be a value that needs no colon before it: dates, times and numbers have a figure, and a name has
/// two words and more, a capital in the last of them, and no marks.
fn may_stand_without_colon(text: &str) -> bool {
    let marked = || text.bytes().any(|byte| matches!(byte, b'(' | b')' | b',' | b';' | b':' | b'/'));
    let of_name = || {
        let (before, last) = text.trim_start().rsplit_once([' ', '\u{a0}'])?;
        (last.starts_with(char::is_uppercase) && !before.is_empty()).then_some(())
    };
    has_digit(text) || of_name().is_some() && !marked()
}

/// A heading of one word with somebody behind a single blank, as where a text has lost its columns:
/// `Beslutande Anna Berg (C), ordförande`, `Tjänstemän Socialchef Eva Ask`. `Ersättare Bo Ek` and
/// `Ledamöterna Bo Ek, Eva Ask` tell what they are.
fn word_before_people<'a>(cell: &Cell<'a>, starts: &Starts<'a, '_>) -> Option<(Label, &'a str, Cell<'a>)> {
    let lexicon = starts.lexicon;
    let (head, _) = cell.text.split_once(' ').filter(|_| cell.text.starts_with(char::is_uppercase))?;
    let told = *lexicon.label_words.get(head)?;
    let of_several = !lexicon.roles.has(head) || told == LabelWord::Member && !is_plural(head);
    let label = label(head, lexicon).filter(|label| is_people(*label) && of_several)?;
    let value = rest_of(cell, head.len());
    let titled = || value.text.starts_with(char::is_uppercase) && starts.is_person(value.text);
    (matches!(starts.of(value.text), Begins::Name(_)) || titled()).then_some((label, head, value))
}

/// The label that a long sentence ends with before its people: `… antecknades såsom närvarande: Kyrkoherde Bo Ek`.
fn label_at_end(head: &str, lexicon: &Lexicon) -> Option<Label> {
    let label = lexicon.labels.get(last_word(head)).copied()?;
    matches!(label, Label::Present | Label::Absent | Label::Excused).then_some(label)
}

/// A label and the points that it limits its people to: `Inbjuden till punkt 4`.
pub(super) fn limited<'t>(head: &'t str, lexicon: &Lexicon) -> Option<(&'t str, Attended)> {
    let sign = numbers::find_sign(head, lexicon)?;
    let cut = numbers::begin_of_lead(head, sign, lexicon);
    let bare = head[..cut].trim_end_matches([' ', ',', '(']);
    let attended = numbers::attended(head[cut..].trim_end_matches([':', ' ', ')']), lexicon)?;
    (!bare.is_empty()).then_some((bare, attended))
}

/// A heading that goes over into its people without a colon: `Förhindrade att delta var Anna Ek och Bo Ask.`
pub(super) fn label_in_sentence<'a>(
    cell: &Cell<'a>,
    said: Option<HeadingWords>,
    starts: &Starts<'a, '_>,
) -> Option<(Label, &'a str, Cell<'a>)> {
    if let Some(found) = word_before_people(cell, starts) {
        return Some(found);
    }
    let lexicon = starts.lexicon;
    let spaces = || memchr::memchr_iter(b' ', cell.text.as_bytes()).take(MOST_WORDS_OF_LABEL);
    if !cell.text.starts_with(char::is_uppercase) || !may_be_composed(cell.text, spaces, said, lexicon) {
        return None;
    }
    let found = spaces().skip(1).find_map(|at| {
        let (head, value) = (&cell.text[..at], without_lead(&cell.text[at..]));
        let last = last_word(head);
        // "Dessutom voro närvarande stadskamreren Bo Ek": the heading goes on.
        let next = first_word(value);
        if lexicon.label_words.has(next) || lexicon.behind_label.has(next) {
            return None;
        }
        let may_begin = value.starts_with(char::is_uppercase)
            || lexicon.behind_label.has(last)
            || matches!(lexicon.label_words.get(last), Some(LabelWord::Present | LabelWord::Other))
            || lexicon.clues.get(last).has(Clue::By);
        if !may_begin {
            return None;
        }
        let label = composed(head, lexicon).or_else(|| besides(head, lexicon))?;
        starts.is_person(value).then(|| (label, head, rest_of(cell, at)))
    });
    // Asked last: most cells are no label, and whether a person begins takes longest to tell.
    found.filter(|_| !starts.is_person(cell.text))
}

/// Whether one of the headings that `text` begins with, which end at its first `spaces`, may tell by its words what it
/// is.
fn may_be_composed<S: Iterator<Item = usize>>(
    text: &str,
    spaces: impl FnOnce() -> S,
    said: Option<HeadingWords>,
    lexicon: &Lexicon,
) -> bool {
    let first = first_word(text);
    if lexicon.clues.get(first).has(Clue::From) || lexicon.label_words.has(first) {
        return true;
    }
    // Where all words say nothing, the first ones do not either.
    !said.is_some_and(HeadingWords::is_nothing)
        && spaces().last().is_some_and(|end| !HeadingWords::in_heading(&text[..end], lexicon).is_nothing())
}

/// `Därjämte var`: who else was there, where the word for it stands behind the people.
fn besides(head: &str, lexicon: &Lexicon) -> Option<Label> {
    let (first, verb) = head.split_once(' ')?;
    let other = lexicon.label_words.get(first) == Some(&LabelWord::Other);
    (other && lexicon.behind_label.has(verb)).then_some(Label::OthersPresent)
}

#[cfg(test)]
mod tests {
    use crate::{Role, parse};

    #[test]
    fn one_word_is_a_heading_before_people() {
        let read = |head: &str| {
            let text = format!(
                "Protokoll 2024-03-04\n\n{head} Anna Berg (C), ordförande\n\nBo Ek (M)\n\n§ 1 Val\n\nVal.\n"
            );
            let document = parse(&text);
            let people = document.attendance.iter().chain(&document.absences);
            people
                .map(|person| (person.name.to_string(), person.roles.contains(&Role::Member)))
                .collect::<Vec<_>>()
        };
        let both = |member| vec![("Anna Berg".to_owned(), member), ("Bo Ek".to_owned(), member)];
        assert_eq!(read("Beslutande"), both(true));
        assert_eq!(read("Närvarande"), both(false));
        assert_eq!(read("Frånvarande"), both(false));
        assert_eq!(read("Norrby"), []);
        assert_eq!(read("Ledamöterna"), []);
    }
}
