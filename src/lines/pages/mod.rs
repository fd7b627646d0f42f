//! Page furniture: what comes again on each page and belongs to no sentence.
//!
//! Headers and footers are found as a reader finds them. *Seeds* are lines that say of themselves that they
//! are furniture: page numbers (`Sida 3 (12)`, `3(12)`, `Blad 2`, `- 4 -`), lines that count (`Kyrkorådet    3`
//! after `Kyrkorådet    2`), boxes for initials (`Justerandes sign`), and what stands around a form feed. From each seed furniture grows up and down
//! over lines that also grow from other seeds, and over blank lines and specks of dust between them.
//!
//! The first header of a text names organization, body and date, and stays.

mod grow;
mod heads;
mod keys;
mod number;
mod seeds;

use self::grow::Growth;
use self::keys::Again;
use self::number::is_lone_number;
pub(crate) use self::number::{is_page_number, without_page_number};
use self::seeds::{Seed, seeds};
use super::Line;
use crate::grammar::{heading, reference};
use crate::lexicon::{Clue, Label, Lexicon};

/// How many lines that are not blank furniture grows at most from a seed, each way.
const REACH: usize = 7;

/// The longest line of furniture, in bytes.
const LONGEST: usize = 240;

/// Marks the furniture among `lines`.
pub(crate) fn mark(lines: &mut [Line<'_>], text: &str, offset: usize, lexicon: &Lexicon) {
    let behind_feeds = behind_feeds(lines, text, offset);
    let seeds = seeds(lines, &behind_feeds, lexicon);
    if seeds.is_empty() {
        return;
    }
    let again = Again::around(lines, &seeds, lexicon);
    let count = |seed: Seed| seeds.iter().filter(|(_, other)| *other == seed).count();
    let [pages, numbers, boxes, feeds] = [Seed::Page, Seed::Number, Seed::Box, Seed::Feed].map(count);
    let needed = |seed: Seed| match seed {
        Seed::Page => (pages / 2).max(2),
        Seed::Number => (numbers / 3).clamp(2, 6),
        Seed::Box => (boxes / 3).clamp(2, 6),
        Seed::Feed => (feeds / 3).clamp(2, 6),
    };
    let title_end = title_end(lines, lexicon);
    heads::mark(lines, &behind_feeds, title_end, lexicon);
    for &(at, seed) in &seeds {
        let needed = needed(seed).min((pages / 2).max(2));
        Growth { again: &again, needed, title_end, lexicon }.mark(lines, at, seed);
    }
    last_foot(lines, &again, title_end);
    number_of_document(lines, title_end, lexicon);
}

/// In how many heads of pages the register number of the document stands at least, besides the first.
const HEADS_WITH_NUMBER: usize = 2;

/// The register number of the document beside other furniture: the same on each page, where those of points differ.
fn number_of_document(lines: &mut [Line<'_>], title_end: usize, lexicon: &Lexicon) {
    let furniture = |at: Option<usize>| at.and_then(|at| lines.get(at)).is_some_and(|line| line.furniture);
    let mut found: Vec<(&str, usize)> = (title_end..lines.len())
        .filter(|at| !lines[*at].furniture && lines[*at].may_have_number())
        .filter(|at| furniture(at.checked_sub(1)) || furniture(Some(at + 1)))
        .map(|at| (lines[at].trimmed(), at))
        .filter(|(text, _)| text.len() < 60 && reference::after_word(text, lexicon).is_some())
        .collect();
    found.sort_unstable();
    let same = found.chunk_by(|one, other| one.0 == other.0).filter(|same| same.len() >= HEADS_WITH_NUMBER);
    let heads: Vec<usize> = same.flatten().map(|(_, at)| *at).collect();
    heads.into_iter().for_each(|at| lines[at].furniture = true);
}

/// The lines that stand behind a form feed.
fn behind_feeds(lines: &[Line<'_>], text: &str, offset: usize) -> Vec<usize> {
    let feeds = memchr::memchr_iter(b'\x0c', text.as_bytes());
    let behind = feeds.map(|feed| lines.partition_point(|line| line.start <= offset + feed));
    behind.filter(|at| *at < lines.len()).collect()
}

/// The foot of the last page, below which no page follows: it says what the feet before it say.
fn last_foot(lines: &mut [Line<'_>], again: &Again, title_end: usize) {
    let feet = (title_end..lines.len()).filter(|at| lines[*at].furniture);
    let from_end = (title_end..lines.len()).rev().filter(|at| !lines[*at].is_blank());
    let last: Vec<usize> = from_end
        .take(REACH)
        .take_while(|at| feet.clone().any(|foot| again.are_alike(lines, foot, *at)))
        .collect();
    for at in last {
        lines[at].furniture = true;
    }
}

/// How many words a lead of decisions has behind its first: `Utskottet föreslår kommunstyrelsen besluta`.
const MOST_WORDS_OF_LEAD: usize = 3;

/// What stands at the head of a page now and then, though it belongs to a point: `Beslut`,
/// `Kommunstyrelsens beslut`, `Nämnden beslutar`.
fn is_of_points(text: &str, lexicon: &Lexicon) -> bool {
    let text = text.trim_end_matches([':', ' ']);
    if text.len() > 60 {
        return false;
    }
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let last = rest.rsplit(' ').next().unwrap_or_default();
    let deciding = [Clue::Decide, Clue::Decided, Clue::ToDecide];
    let is_of_points = lexicon.sections.has(text)
        || first.ends_with('s') && lexicon.sections.has(rest)
        || rest.split(' ').count() <= MOST_WORDS_OF_LEAD && lexicon.clues.get(last).any(&deciding);
    is_of_points && lexicon.labels.get(text) != Some(&Label::Furniture)
}

/// Up to which line the first header of the text goes: it is kept.
fn title_end(lines: &[Line<'_>], lexicon: &Lexicon) -> usize {
    let mut seen = 0;
    for (at, line) in lines.iter().enumerate().take_while(|(_, line)| line.number < 40) {
        if line.is_blank() {
            continue;
        }
        let first = line.cells().next().map_or("", |cell| cell.text);
        let is_people = matches!(
            lexicon.labels.get(first),
            Some(Label::Present | Label::Members | Label::PlaceTime | Label::Contents | Label::Furniture)
        );
        seen += 1;
        if is_people || seen > 14 || line.text.len() > 200 {
            return at;
        }
    }
    lines.partition_point(|line| line.number < 40)
}

/// The head of a point and a register number look the same on each page when their digits are left out.
///
/// So does a number alone in its line, which is that of a page or of a point: it is for others to tell.
fn says_something(text: &str, lexicon: &Lexicon) -> bool {
    text.starts_with('§')
        || is_lone_number(text)
        || heading::head(text, lexicon).is_some_and(|head| head.style != heading::Style::Plain)
        || text.len() < 60 && reference::after_word(text, lexicon).is_some()
}

/// Marks a number alone on its line between blank lines, where it is no point's: the page number of a
/// typescript. Whether there was one.
pub(crate) fn mark_lone_numbers(lines: &mut [Line<'_>], from: usize) -> bool {
    let mut found = false;
    for at in from..lines.len() {
        let blank = |near: Option<usize>| {
            near.and_then(|near| lines.get(near)).is_none_or(|line| line.is_blank() || line.furniture)
        };
        // Asked of each line: most have no figure.
        if !lines[at].may_have_number() {
            continue;
        }
        let text = lines[at].trimmed();
        if !lines[at].furniture && is_lone_number(text) && blank(at.checked_sub(1)) && blank(Some(at + 1)) {
            lines[at].furniture = true;
            found = true;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::split;
    use super::*;

    fn furniture(text: &str) -> Vec<&str> {
        let mut lines = split(text, 0);
        mark(&mut lines, text, 0, Lexicon::built_in());
        lines.iter().filter(|line| line.furniture).map(|line| line.trimmed()).collect()
    }

    #[test]
    fn headers_and_footers_are_lifted_out() {
        let text = "NORRBY KOMMUN          PROTOKOLL    1 (3)\nNämnden      2024-01-02\n\n§ 1 Val\nText som\n\nJusterandes sign      Utdragsbestyrkande\n\nNORRBY KOMMUN          PROTOKOLL    2 (3)\nNämnden      2024-01-02\n\nfortsätter här.\n\nJusterandes sign      Utdragsbestyrkande\n\nNORRBY KOMMUN          PROTOKOLL    3 (3)\nNämnden      2024-01-02\n\nSlut.\n";
        let found = furniture(text);
        assert_eq!(found.len(), 6, "{found:?}");
        assert!(found.iter().all(|line| !line.contains("fortsätter") && !line.contains("Val")));
    }

    #[test]
    fn the_number_of_the_document_is_lifted_out_and_that_of_a_point_is_not() {
        let page = |number: u32| {
            let line = |at: u32| format!("Rad {}.\n\n", "x".repeat((20 * number + at) as usize));
            let body: String = (0..12).map(line).collect();
            format!(
                "{number} (4)\nNORRBY VERK    PROTOKOLL\nDnr 2024/17\n\n§ {number} Val\nDnr 2024/3{number}\n\n{body}"
            )
        };
        let text: String = (1..=4).map(page).collect();
        let found = furniture(&text);
        assert_eq!(found.iter().filter(|line| **line == "Dnr 2024/17").count(), 3, "{found:?}");
        assert!(!found.iter().any(|line| line.starts_with("Dnr 2024/3")), "{found:?}");
    }

    #[test]
    fn the_end_of_a_point_above_the_foot_stays() {
        let page = |number: u32, said: &str| {
            format!(
                "Norrby kommun\n\n§ {number} {said}\n\nText om {said}.\n\nKopia till\nSkolnämnden\n\nJusterandes sign      Utdragsbestyrkande\n\n\u{c}"
            )
        };
        let text = page(1, "Val") + &page(2, "Budget") + &page(3, "Vägar");
        let found = furniture(&text);
        assert!(found.contains(&"Justerandes sign      Utdragsbestyrkande"), "{found:?}");
        assert!(!found.contains(&"Skolnämnden") && !found.contains(&"Kopia till"), "{found:?}");
    }

    #[test]
    fn a_foot_right_above_the_next_page_is_lifted_out() {
        let page = |number: u32| {
            let body: String =
                (0..20).map(|at| format!("Rad {}.\n", "x".repeat((20 * number + at) as usize))).collect();
            format!(
                "NORRBY KOMMUN     Protokoll     {number} (4)\n{body}Norrby kommun | Box 3 | norrby.example\n\x0c"
            )
        };
        let text: String = (1..=4).map(page).collect();
        assert_eq!(furniture(&text).iter().filter(|line| line.ends_with(".example")).count(), 4);
    }

    #[test]
    fn lines_that_count_are_headers() {
        let page = |number: u32| {
            let line = |at: u32| format!("Rad {}.\n\n", "x".repeat((20 * number + at) as usize));
            let body: String = (0..12).map(line).collect();
            format!("NORRBY FÖRSAMLING\nKyrkorådet    2012-10-16        {number}\n\n{body}")
        };
        let text: String = (1..=4).map(page).collect();
        let found = furniture(&text);
        assert_eq!(found.len(), 6, "{found:?}");
        assert!(furniture(&"Barn      1\nVuxna      2\n".repeat(9)).is_empty());
    }

    #[test]
    fn a_text_of_one_page_has_none() {
        assert!(
            furniture("Norrby kommun\nProtokoll\n1 (1)\n\nNärvarande\nAnna Berg\n\n1 Val\nText\n").is_empty()
        );
    }

    #[test]
    fn the_head_of_a_second_page_says_what_the_title_says() {
        let body = "Text som går vidare på\n\n".repeat(12);
        let text = |head: &str| {
            format!(
                "NORRBY KOMMUN      Sid. 1.\nSkolstyrelsen\n\nMöte den 24.10.1972\n\nNärvarande:\nBo Ek\n\n§ 1 Val\n{body}\n          Sid. 2.\n{head}\n\nslut.\n"
            )
        };
        for (head, is_furniture) in [("Skolstyrelsen 24.10.1972", true), ("Svar senast 24.10.1972", false)] {
            assert_eq!(furniture(&text(head)).contains(&head), is_furniture, "{head}");
        }
    }

    #[test]
    fn pages_of_pages_and_boxes_with_strokes() {
        let body = |number: u32| -> String {
            (0..12).map(|at| format!("Rad {}.\n\n", "x".repeat((20 * number + at) as usize))).collect()
        };
        let head = |number: u32| {
            format!("Norrby universitet      Protokoll 5/2018      {number}/3\n\n{}", body(number))
        };
        let heads = format!("{}{}{}", head(1).replacen("Rad", "Närvarande\nRad", 1), head(2), head(3));
        assert_eq!(furniture(&heads).len(), 2);
        let foot = |number: u32| format!("{}Justerandes sign | | Utdragsbestyrkande\n\n", body(number));
        let feet = format!("Närvarande\n{}{}{}", foot(1), foot(2), foot(3));
        assert_eq!(furniture(&feet), ["Justerandes sign | | Utdragsbestyrkande"; 3]);
    }
}
