//! What stands beside or below the number of a point and is no title, but said at once: `Anna Berg valdes till ordförande`.

use super::super::Reader;
use super::super::headings::inline_section;
use super::super::piece::Piece;
use crate::blocks::fields::{self, is_people};
use crate::grammar::people_list::People;
use crate::grammar::{ends_with_small_word, first_word, last_word, name, person, reference, verb};
use crate::lexicon::{Clue, Lexicon};
use crate::lines::rows::{Gap, Row};

/// The longest title that the text of its point follows in the same row, in bytes and in words.
const LONGEST_RUN_IN: usize = 80;
const MOST_RUN_IN_WORDS: usize = 9;

/// How many words a sentence has at least that stands for a whole point.
const FEWEST_OF_SENTENCE: usize = 5;
/// The same where most points are sentences: `Dagordningen lästes och godkändes`. `Mötet öppnas` may be a title there too.
const FEWEST_AMONG_SENTENCES: usize = 4;

/// In how many rows behind the first the verb of a sentence is looked for.
const ROWS_TO_VERB: usize = 2;

impl<'a> Reader<'a, '_> {
    /// Whether all that a point has beside its number is a sentence: `Anna Berg valdes till ordförande`, `Vi köper
    /// en ny båtmotor.` Where most points are like that, a longer row with a full stop is one.
    pub(super) fn is_said(&self, text: &str) -> bool {
        let words = text.split(' ').count();
        let first = first_word(text);
        let subject = self.lexicon.clues.get(first).has(Clue::Pronoun) || self.lexicon.roles.has(first);
        let closes = self.lexicon.clues.all(text).any(&[Clue::Opens, Clue::Closes]);
        calls_roll(text, self.lexicon)
            || words >= 3 && subject && closes
            || words >= FEWEST_OF_SENTENCE
                && (verb::is_told(text, self.lexicon)
                    || subject && ends_sentence(text)
                    || self.layout.one_row && ends_sentence(text))
            || words >= FEWEST_AMONG_SENTENCES && self.layout.one_row && verb::is_told(text, self.lexicon)
    }

    /// Whether the rows beside the number say at once what was done: they end as a sentence and have its verb.
    pub(super) fn is_told(&self, first: &Piece<'a>, group: &[Row<'a>], full: bool) -> bool {
        if ends_sentence(first.text) {
            return verb::is_told(first.text, self.lexicon);
        }
        let closed = || group.iter().any(|row| row.text().ends_with(['.', ':']));
        if !full || self.layout.unwrapped || !closed() {
            return false;
        }
        // "Val av ordförande" / "Anna Berg valdes till ordförande.": the sentence begins in the row below.
        let begins_below = || {
            group.first().is_some_and(|row| row.text().starts_with(char::is_uppercase))
                && !ends_with_small_word(first.text, self.lexicon)
                && !first.text.ends_with([',', '-'])
        };
        verb::is_told(first.text, self.lexicon)
            || !begins_below()
                && group.iter().take(ROWS_TO_VERB).any(|row| verb::is_told(row.text(), self.lexicon))
    }

    /// A sentence that says what was done, and no title: *Kungörelsen upplästes och lades till handlingarna.*
    pub(super) fn is_act(&self, text: &str) -> bool {
        text.ends_with('.')
            && (verb::is_told(text, self.lexicon)
                || self.lexicon.clues.all(text).any(&[Clue::Noted, Clue::Elected, Clue::Approved]))
    }
}

/// Whether a row ends with a full stop, and not that of an initial: `Gustaf Ek och C. O.`
fn ends_sentence(text: &str) -> bool {
    text.ends_with('.') && !text.rsplit(' ').next().is_some_and(name::is_initial)
}

/// `Årsavgiften. Beslöts att avgiften skall vara oförändrad.`: the title and the text behind it.
pub(super) fn run_in_title<'a>(first: &Piece<'a>, lexicon: &Lexicon) -> Option<(Piece<'a>, Piece<'a>)> {
    let mut pairs = first.text.as_bytes().windows(2).take(LONGEST_RUN_IN + 1);
    let stop = pairs.position(|pair| matches!(pair, b". " | b": "))?;
    let (head, rest) = (&first.text[..stop], first.text[stop + 1..].trim_start());
    let stopped = first.text[stop..].starts_with('.');
    let is_title = last_word(head).chars().count() > 3
        && head.starts_with(char::is_uppercase)
        && rest.starts_with(char::is_uppercase)
        && head.split(' ').count() <= MOST_RUN_IN_WORDS
        // "Ekonomi: Kassan är god" is a title and its text, "Motion: Cykelväg" a title.
        && (stopped && !head.contains(',')
            || verb::is_told(rest, lexicon) && (stopped || inline_section(first.text, lexicon).is_none())
            || !stopped && are_names(rest, lexicon) && !calls_roll(first.text, lexicon))
        && reference::after_word(head, lexicon).is_none()
        && !verb::is_told(head, lexicon);
    let at = first.text.len() - rest.len();
    let column = first.column + first.text[..at].chars().count();
    is_title.then_some((
        Piece { text: head, ..*first },
        Piece { text: rest, start: first.start + at, column, gap: Gap::None, ..*first },
    ))
}

/// Whether nothing but names stands in `text`: those who were elected, `Val av justerare: Anna Berg och Bo Ek`.
fn are_names(text: &str, lexicon: &Lexicon) -> bool {
    let nobody = |_: &str| false;
    let (people, rest) = People { lexicon, known: &nobody }.list(text);
    !people.is_empty() && matches!(rest, "" | ".") && people.iter().all(|person| person.title.is_none())
}

/// `Närvarande: Anna Berg och Bo Ek`: who is there is no title.
fn calls_roll(text: &str, lexicon: &Lexicon) -> bool {
    let roll = text.split_once(": ").filter(|(head, _)| fields::label(head, lexicon).is_some_and(is_people));
    roll.is_some_and(|(_, people)| person::start(people, lexicon).is_some())
}

/// More than one sentence, or a long one with an end.
pub(super) fn is_sentences(text: &str) -> bool {
    let stops = memchr::memchr_iter(b'.', text.as_bytes());
    for stop in stops.filter(|stop| text.as_bytes().get(stop + 1) == Some(&b' ')) {
        let before = text[..stop].rsplit(' ').next().unwrap_or_default();
        let next_capital = text[stop + 2..].starts_with(char::is_uppercase);
        if next_capital && before.chars().filter(|c| c.is_alphabetic()).count() > 3 && !before.contains('.') {
            return true;
        }
    }
    text.ends_with('.') && text.len() > 110
}
