//! Heads of pages behind form feeds, also of those that come once: they say what the head of the text says.
//!
//! | behind a form feed | head of a page |
//! | --- | --- |
//! | `Norrby kommun    Protokoll 2/2011`, as at the head of the text | yes |
//! | `Direktionen för Norrby lasarett    20/3 1958    - 2 -` | yes, by the number of the page |
//! | `§ 4 Val` | no |

use super::super::{Cell, Line};
use super::number::{is_lone_number, is_page_number};
use super::{LONGEST, says_something};
use crate::grammar::{date, is_capitals, person};
use crate::lexicon::{Label, Lexicon};

/// How many lines the head of a page has at most.
const MOST_LINES: usize = 5;

/// How many letters a text has at least that tells the head of a page from others.
const FEWEST_LETTERS: usize = 4;

/// Marks the heads of pages behind form feeds, which begin with the lines `feeds`; `title_end` is the line behind the
/// head of the text.
pub(super) fn mark(lines: &mut [Line<'_>], feeds: &[usize], title_end: usize, lexicon: &Lexicon) {
    if feeds.is_empty() {
        return;
    }
    let title = Title::of(&lines[..title_end], lexicon);
    let ends = feeds.iter().skip(1).copied().chain([lines.len()]);
    for ((&begin, end), page) in feeds.iter().zip(ends).zip(2..) {
        let head = (begin..end).find(|at| !lines[*at].is_blank());
        if let Some(head) = head.filter(|head| *head >= title_end) {
            title.mark_head(&mut lines[head..], page);
        }
    }
}

/// Whether the last cell of a line with others is the number of the page.
fn is_numbered(line: &Line<'_>, page: u32) -> bool {
    let mut cells = line.cells();
    let (first, last) = (cells.next(), cells.last());
    let number = |cell: Cell<'_>| {
        let mut figures =
            cell.text.split(|c: char| !c.is_ascii_digit()).filter(|figures| !figures.is_empty());
        figures.next().is_some_and(|figures| figures.parse() == Ok(page))
    };
    first.is_some()
        && last.is_some_and(|last| (is_lone_number(last.text) || is_page_number(last.text)) && number(last))
}

/// What the head of the text says, in small letters.
struct Title<'l> {
    text: String,
    lexicon: &'l Lexicon,
}

impl<'l> Title<'l> {
    fn of(lines: &[Line<'_>], lexicon: &'l Lexicon) -> Self {
        let text = lines.iter().map(|line| line.trimmed().to_lowercase() + "\n").collect();
        Self { text, lexicon }
    }

    /// Marks the lines that head the page which begins with `lines`.
    fn mark_head(&self, lines: &mut [Line<'_>], page: u32) {
        for (at, line) in lines.iter_mut().take(MOST_LINES).enumerate() {
            let may_head = !line.is_blank() && line.text.len() < LONGEST;
            let heads = may_head && (self.has_line(line) || at == 0 && is_numbered(line, page));
            if !heads || says_something(line.trimmed(), self.lexicon) {
                break;
            }
            line.furniture = true;
        }
    }

    /// Whether all that a line says stands there too, numbers and dates apart.
    fn has_line(&self, line: &Line<'_>) -> bool {
        let mut names = false;
        for cell in line.cells() {
            let is_said = self.is_said(cell.text);
            if !is_said && !self.is_apart(cell.text) {
                return false;
            }
            names |= is_said && !names && !self.is_person(cell.text);
        }
        names
    }

    /// Whether somebody is named, as where people sign on a page of its own. Capitals are the name of an organ as well.
    fn is_person(&self, cell: &str) -> bool {
        !is_capitals(cell) && person::start(cell, self.lexicon).is_some()
    }

    /// Whether a cell holds the number of a page, or a date.
    fn is_apart(&self, cell: &str) -> bool {
        let is_label = || self.lexicon.labels.get(cell.trim_end_matches([':', '.'])) == Some(&Label::Page);
        let is_date = || date::date(cell, self.lexicon).is_ok_and(|(rest, _)| rest.is_empty());
        is_lone_number(cell) || is_page_number(cell) || is_label() || is_date()
    }

    /// Whether the head of the text has these words.
    fn is_said(&self, cell: &str) -> bool {
        let letters = cell.chars().filter(|c| c.is_alphabetic()).take(FEWEST_LETTERS).count();
        letters == FEWEST_LETTERS && self.text.contains(&cell.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::split;
    use super::*;

    fn marked(text: &str) -> Vec<&str> {
        let mut lines = split(text, 0);
        let title_end = lines.iter().position(Line::is_blank).unwrap_or(0);
        let feeds = super::super::behind_feeds(&lines, text, 0);
        mark(&mut lines, &feeds, title_end, Lexicon::built_in());
        lines.iter().filter(|line| line.furniture).map(|line| line.trimmed()).collect()
    }

    #[test]
    fn a_head_that_comes_once_says_what_the_first_says() {
        let first = "Norrby kommun      Protokoll nr 2/2011 med bilagor\nPensionärsrådet     2011-05-26\nAnna Berg, Bo Ek\n\n§ 1 Val\n";
        for (second, found) in [
            (
                "Norrby kommun      Protokoll nr 2/2011\nPensionärsrådet     2011-05-26     2(2)\n\n§ 2 Slut\n",
                2,
            ),
            ("Rådet för de äldre, maj 2011          2\n\n§ 2 Slut\n", 1),
            ("Rådet för de äldre, maj 2011          2 (2)\n\n§ 2 Slut\n", 1),
            ("Rådet för de äldre, maj 2011          5\n\n§ 2 Slut\n", 0),
            ("Norrby kommun bör bygga mera.\n\n§ 2 Slut\n", 0),
            // People sign on a page of its own.
            ("Anna Berg      Bo Ek\nordförande     justerare\n", 0),
            ("§ 2 Slut\n", 0),
        ] {
            assert_eq!(marked(&format!("{first}\u{c}{second}")).len(), found, "{second}");
        }
    }
}
