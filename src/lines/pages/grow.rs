//! How furniture grows from a seed: up and down, over lines that also stand near other seeds, and over blank lines and
//! specks between them.

use super::super::Line;
use super::keys::Again;
use super::number::page_word;
use super::seeds::{Seed, is_speck};
use super::{LONGEST, REACH, says_something};
use crate::grammar::date;
use crate::lexicon::{Clue, Clues, Lexicon};

/// The longest line that repeats the title beside the number of a page, in bytes.
const LONGEST_REPEATED: usize = 80;

/// How many specks furniture grows over at most, one after the other.
const MOST_SPECKS: usize = 3;

/// Over what furniture grows.
pub(super) struct Growth<'g> {
    pub(super) again: &'g Again,
    /// How often a line must come again.
    pub(super) needed: usize,
    /// The first line behind the title, which is kept.
    pub(super) title_end: usize,
    pub(super) lexicon: &'g Lexicon,
}

impl Growth<'_> {
    /// Marks the furniture that grows from the seed in line `at`.
    pub(super) fn mark(&self, lines: &mut [Line<'_>], at: usize, seed: Seed) {
        if at < self.title_end {
            return;
        }
        let itself = match seed {
            Seed::Page | Seed::Box => true,
            Seed::Feed => self.comes_again(lines, at) && !says_something(lines[at].trimmed(), self.lexicon),
            Seed::Number => false,
        };
        let mut marks = Vec::new();
        let grown = self.walk(lines, at, (0..at).rev(), &mut marks)
            + self.walk(lines, at, at + 1..lines.len(), &mut marks);
        if itself || grown > 0 && seed == Seed::Number {
            marks.push(at);
        } else if seed == Seed::Number {
            return;
        }
        for near in marks.into_iter().filter(|near| *near >= self.title_end) {
            lines[near].furniture = true;
        }
    }

    /// Walks away from the seed in line `at`, and puts into `marks` what furniture grows over; how many lines that come
    /// again are among them.
    fn walk(
        &self,
        lines: &[Line<'_>],
        at: usize,
        steps: impl Iterator<Item = usize>,
        marks: &mut Vec<usize>,
    ) -> usize {
        let mut grown = 0;
        let mut specks = Vec::new();
        for near in steps.filter(|near| !lines[*near].is_blank()) {
            let text = lines[near].trimmed();
            let grows = self.grows_over(lines, near) || grown == 0 && self.repeats_title(lines, near, at);
            // Whether it says something is asked of those only which it may grow over.
            if !(grows || specks.len() < MOST_SPECKS && is_speck(text))
                || says_something(text, self.lexicon)
                || is_list_mark(text, self.lexicon)
                || self.belongs_to_text(lines, near, at)
            {
                break;
            }
            if grows {
                marks.append(&mut specks);
                marks.push(near);
                grown += 1;
            } else {
                specks.push(near);
            }
            if grown >= REACH {
                break;
            }
        }
        marks.append(&mut specks);
        grown
    }

    /// Whether a line right beside the page number in line `at` is a day and words of the title: the head of the second
    /// page of two, which no other page repeats.
    fn repeats_title(&self, lines: &[Line<'_>], near: usize, at: usize) -> bool {
        let (line, seed) = (&lines[near], lines[at].trimmed());
        let beside = near.abs_diff(at) == 1 && line.may_have_number() && line.text.len() <= LONGEST_REPEATED;
        let text = line.trimmed();
        if !beside || near < self.title_end || !page_word(seed, self.lexicon) {
            return false;
        }
        let Some((day, _)) = date::find(text, self.lexicon) else { return false };
        let title = &lines[..self.title_end];
        let stands_in_title = |word: &str| {
            let word = word.to_lowercase();
            title.iter().any(|line| line.text.to_lowercase().contains(&word))
        };
        let mut words =
            text[..day.start].split(' ').chain(text[day.end..].split(' ')).filter(|word| !word.is_empty());
        words.clone().count() > 0 && words.all(stands_in_title)
    }

    fn comes_again(&self, lines: &[Line<'_>], at: usize) -> bool {
        self.again.times(lines, at) >= self.needed
    }

    /// Whether a line is furniture already, or stands near other seeds too.
    fn grows_over(&self, lines: &[Line<'_>], at: usize) -> bool {
        let short = || at >= self.title_end && lines[at].text.len() < LONGEST;
        lines[at].furniture || short() && self.comes_again(lines, at)
    }

    /// Whether a line near the seed in line `at` goes with the text beyond it: `Kopia till` and the board that it goes to
    /// stand above the foot of many a page.
    fn belongs_to_text(&self, lines: &[Line<'_>], near: usize, at: usize) -> bool {
        let beyond = if near < at { near.checked_sub(1) } else { Some(near + 1) };
        let is_text = |at: usize| lines.get(at).is_some_and(|line| !line.is_blank() && !line.furniture);
        beyond.is_some_and(|beyond| is_text(beyond) && !self.comes_again(lines, beyond))
            && lines[near.min(at)..near.max(at)].iter().any(|line| line.is_blank() && !line.is_page_break())
    }
}

/// A word that begins a clause, or a bullet, alone in its line, with what is decided below it.
fn is_list_mark(text: &str, lexicon: &Lexicon) -> bool {
    matches!(text, "•" | "-" | "–" | "*")
        || (!has_two_words(text) || lexicon.clues.may_tell(Clues::default(), Clue::Clause))
            && lexicon.clues.get(text).has(Clue::Clause)
}

/// Whether a blank stands somewhere between two letters of ASCII: then it is no single word.
fn has_two_words(text: &str) -> bool {
    let mut bytes = text.bytes();
    let is_letter = |byte: u8| byte.is_ascii_alphabetic();
    bytes.any(is_letter) && bytes.any(|byte| byte == b' ') && bytes.any(is_letter)
}
