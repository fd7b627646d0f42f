//! Where a text holds several protocols (a book typed off, a year exported to one file): where each begins.
//!
//! A new protocol is told by what comes together, in this order:
//!
//! | what | why |
//! | --- | --- |
//! | people have signed, a little above | the protocol before has ended |
//! | a line with a title (`Sammanträdesprotokoll`, `Styrelsemöte 5/2021`) behind a gap | it begins |
//! | another date, or another title | it is not the same one again |
//! | a list of those present, with no point and no signature before it | its own people |
//! | a point whose number begins anew, or goes on where the last one ended | its own points |
//!
//! So the header of a page is none (no list of people follows, or people sign before it does), nor a protocol
//! quoted in a point (nobody has signed), nor an appendix (its heading, *Bilaga*, stands between). A text
//! that is not cut is better than one that is cut wrongly: what is in doubt stays together.

use std::cell::OnceCell;
use std::ops::Range;

use super::fields::{self, is_people};
use super::signatures::place::is_appendix;
use super::{meeting, points, signatures};
use crate::grammar::heading::{Style, head};
use crate::grammar::{date, organ};
use crate::lexicon::{Label, Lexicon};
use crate::lines::Line;
use crate::lines::rows::{Row, rows};
use crate::model::Document;

/// How many rows may stand between a title and the list of those present, and between that and the points.
const TO_PEOPLE: usize = 80;
const TO_POINTS: usize = 250;
/// How many rows above a title people may sign: addresses, an announcement and names stand between.
const SINCE_SIGNING: usize = 40;
/// In how many rows from its first one a protocol says its date.
const HEADER: usize = 20;
/// How many rows a heading has above its title: the organization, its address.
const ABOVE_TITLE: usize = 4;
/// How many titles that seem to begin a protocol and do not are looked at.
const MOST_REFUSED: usize = 60;

/// Where each protocol of a text with `lines` begins; the first at 0.
pub(super) fn starts(lines: &[Line<'_>], lexicon: &Lexicon) -> Vec<usize> {
    let rows = rows(lines);
    let book = Book::of(&rows, lexicon);
    let mut starts = vec![0];
    let (mut first, mut refused) = (0, 0);
    for (row, people) in book.before_people() {
        match book.begins(row, people, first) {
            // What has one title, at its beginning, is one protocol.
            Verdict::Begins(_) | Verdict::Refused if row <= HEADER && !book.has_other_title(row) => break,
            Verdict::Begins(start) => {
                starts.push(rows[start].line.start);
                first = start;
            }
            Verdict::Refused => refused += 1,
            Verdict::No => {}
        }
        if refused >= MOST_REFUSED {
            break;
        }
    }
    starts
}

/// Whether a part was read as a protocol of its own: with a date, people and points.
pub(super) fn is_whole(document: &Document<'_>) -> bool {
    document.meeting.date.is_some() && !document.attendance.is_empty() && !document.agenda.is_empty()
}

/// Whether a row may be the title of a protocol: behind a gap or near one, with a title's word, and nothing
/// else by its form.
fn is_title(row: &Row<'_>, lexicon: &Lexicon) -> bool {
    let text = row.text();
    if text.len() > 160 || !text.starts_with(char::is_uppercase) || head(text, lexicon).is_some() {
        return false;
    }
    let titled = |text: &str| {
        let first = text.split([' ', ',', ':']).next().unwrap_or_default();
        lexicon.document_titles.has(first) || text.len() < 90 && meeting::is_title(text, lexicon)
    };
    let closed = crate::lexicon::close_gaps(text);
    titled(closed.as_deref().unwrap_or(text))
        || row.line.cells().any(|cell| meeting::is_meeting_title(cell.text, lexicon))
}

/// Whether a row begins the list of those present: its label, alone or with the first of them.
fn begins_people(row: &Row<'_>, lexicon: &Lexicon) -> bool {
    let Some(cell) = row.line.cells().next() else { return false };
    let head = cell.text.find(':').filter(|at| *at <= 60).map_or(cell.text, |at| &cell.text[..at]);
    let present = |label: Label| is_people(label) && !matches!(label, Label::Invited | Label::Presenters);
    fields::label(head, lexicon).is_some_and(present)
}

/// The number of a row that looks like the head of a point.
fn number(row: &Row<'_>, lexicon: &Lexicon) -> Option<u32> {
    if !row.gap.is_any() {
        return None;
    }
    let head = head(row.text(), lexicon)?;
    let titled = head.rest.is_empty() || head.rest.starts_with(|c: char| c.is_uppercase() || c == '–');
    (titled && head.sub == 0 && (head.style != Style::Plain || row.line.indent() < 12)).then_some(head.main)
}

fn is_point(row: &Row<'_>, lexicon: &Lexicon) -> bool {
    number(row, lexicon).is_some()
}

/// Whether people sign in a row behind a gap.
fn signs(row: &Row<'_>, lexicon: &Lexicon) -> bool {
    row.gap.is_any() && signatures::place::is_signing(row, lexicon)
}

/// Which rows are something: each is asked once at most, and only when it matters.
struct Asked<'a, 'r> {
    rows: &'r [Row<'a>],
    lexicon: &'r Lexicon,
    is: fn(&Row<'_>, &Lexicon) -> bool,
    answers: Vec<OnceCell<bool>>,
}

impl<'a, 'r> Asked<'a, 'r> {
    fn new(rows: &'r [Row<'a>], lexicon: &'r Lexicon, is: fn(&Row<'_>, &Lexicon) -> bool) -> Self {
        Self { rows, lexicon, is, answers: vec![OnceCell::new(); rows.len()] }
    }

    fn holds(&self, row: usize) -> bool {
        *self.answers[row].get_or_init(|| (self.is)(&self.rows[row], self.lexicon))
    }

    /// The first of some rows for which it holds.
    fn first(&self, rows: Range<usize>) -> Option<usize> {
        (rows.start..rows.end.min(self.rows.len())).find(|row| self.holds(*row))
    }
}

/// What is known of a text that may hold several protocols.
struct Book<'a, 'r> {
    rows: &'r [Row<'a>],
    lexicon: &'r Lexicon,
    signing: Asked<'a, 'r>,
    point: Asked<'a, 'r>,
}

/// Whether a protocol begins at a title.
enum Verdict {
    /// At this row.
    Begins(usize),
    /// It seems so at first, and is none.
    Refused,
    No,
}

impl<'a, 'r> Book<'a, 'r> {
    fn of(rows: &'r [Row<'a>], lexicon: &'r Lexicon) -> Self {
        let asked = |is| Asked::new(rows, lexicon, is);
        Self { rows, lexicon, signing: asked(signs), point: asked(is_point) }
    }

    /// The rows that may be titles by what follows, each with the row where the list of those present begins: near
    /// enough, with no point and no signature before it. Few rows are such, so that this is asked first.
    fn before_people(&self) -> impl Iterator<Item = (usize, usize)> {
        let mut from = 0;
        let lists = (0..self.rows.len()).filter(|row| begins_people(&self.rows[*row], self.lexicon));
        lists.flat_map(move |people| {
            let farthest = from.max(people.saturating_sub(TO_PEOPLE));
            from = people + 1;
            let parts = |row: &usize| self.point.holds(*row) || self.signing.holds(*row);
            let first = (farthest..=people).rev().find(parts).map_or(farthest, |row| row + 1);
            (first..=people).map(move |row| (row, people))
        })
    }

    fn has_other_title(&self, title: usize) -> bool {
        (0..self.rows.len()).any(|row| row != title && is_title(&self.rows[row], self.lexicon))
    }

    /// Whether a protocol with the list of those present at `people` begins at the row `title`, when the one before
    /// begins at the row `first`.
    fn begins(&self, title: usize, people: usize, first: usize) -> Verdict {
        let above = title.saturating_sub(SINCE_SIGNING).max(first)..title;
        if !is_title(&self.rows[title], self.lexicon) || self.signing.first(above).is_none() {
            return Verdict::No;
        }
        let Some(after) = self.point.first(people + 1..people + TO_POINTS + 1) else { return Verdict::No };
        let start = self.start(title, first);
        let before = self.point.first(first..start).is_some();
        if before && self.is_new(start, title, first) && self.is_numbered_anew(first, start, after) {
            Verdict::Begins(start)
        } else {
            Verdict::Refused
        }
    }

    /// The first row of the heading that the title belongs to: the rows right above it, and a block above
    /// those that the text begins with too, or that names an organization.
    fn start(&self, title: usize, first: usize) -> usize {
        let mut start = self.block(title, first);
        if start > first + 1 {
            let above = self.block(start - 1, first);
            let opens = self.is_opening(above) || self.is_organization(above);
            if start - above <= ABOVE_TITLE && opens && !self.is_closing(above..start) {
                start = above;
            }
        }
        start
    }

    /// The first row of the rows that nothing parts from `row`.
    fn block(&self, row: usize, first: usize) -> usize {
        let mut start = row;
        while start > first + 1 && row - start < ABOVE_TITLE && !self.rows[start].gap.is_any() {
            start -= 1;
        }
        // A longer block is no heading.
        if self.rows[start].gap.is_any() { start } else { row }
    }

    /// Whether the row says the same as one of the first of the text.
    fn is_opening(&self, row: usize) -> bool {
        self.rows[..HEADER.min(row).min(6)].iter().any(|other| other.text() == self.rows[row].text())
    }

    fn is_organization(&self, row: usize) -> bool {
        let text = self.rows[row].text();
        text.len() < 80 && (organ::is_organization(text, self.lexicon) || organ::is_body(text, self.lexicon))
    }

    fn is_closing(&self, rows: Range<usize>) -> bool {
        self.rows[rows].iter().any(|row| signatures::place::is_signing(row, self.lexicon))
    }

    /// Whether the header that begins at `start` has another date than the one at `first`, or another title;
    /// no appendix has begun since the last signatures, unless the header's first line is that of the text.
    fn is_new(&self, start: usize, title: usize, first: usize) -> bool {
        let dates = |from: usize| {
            let end = (from + HEADER).min(self.rows.len());
            self.rows[from..end].iter().find_map(|row| {
                let (_, partial) = date::find(row.text(), self.lexicon)?;
                partial.date(None)
            })
        };
        let title_text = letters(self.rows[title].text());
        let same_title =
            self.rows[first..(first + HEADER).min(start)].iter().any(|row| letters(row.text()) == title_text);
        let (old, new) = (dates(first), dates(start));
        let other = new.is_some() && (new != old || !same_title);
        let appendix_since = |from: usize| {
            let rows = &self.rows[from.max(first + 1)..=title];
            rows.iter().any(|row| is_appendix(row, self.lexicon))
        };
        let here = appendix_since(start.saturating_sub(ABOVE_TITLE));
        let above = appendix_since(start.saturating_sub(SINCE_SIGNING));
        other && !here && (!above || same_title && new > old && self.is_opening(start))
    }

    /// Whether the point at `after` begins the numbers anew, or goes on behind the last one before `start`.
    fn is_numbered_anew(&self, first: usize, start: usize, after: usize) -> bool {
        let Some(number) = self.rows.get(after).and_then(|row| number(row, self.lexicon)) else {
            return false;
        };
        if number == 1 {
            return true;
        }
        let rows = &self.rows[first..start];
        let before = points::find(rows, &points::candidates(rows, self.lexicon), self.lexicon);
        let end = before.iter().map(|point| point.head.last.unwrap_or(point.head.main)).max();
        let begin = before.first().map(|point| point.head.main);
        end.is_some_and(|end| number > end && number <= end + 20) || begin.is_some_and(|begin| number < begin)
    }
}

/// What a title says apart from numbers, gaps and case.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines;

    const SIGNED: &str = "Vid protokollet\n\nBo Ek\n\nJusteras\n\nAnna Berg\n";

    fn protocol(date: &str, points: &[&str]) -> String {
        let points: String = points.iter().map(|point| format!("{point}\n\nSå beslutades.\n\n")).collect();
        format!(
            "Norrby hembygdsförening\nStyrelsen\n\nProtokoll fört vid styrelsemöte {date}\n\nNärvarande:\nAnna Berg, ordförande\nBo Ek, sekreterare\nEva Al\n\n{points}\n{SIGNED}\n"
        )
    }

    /// The first line of each part.
    fn first_lines<'t>(text: &'t str, lexicon: &Lexicon) -> Vec<&'t str> {
        let starts = starts(&lines::split(text, 0), lexicon);
        let parts = starts.iter().map(|start| text[*start..].trim_start());
        parts.map(|part| part.lines().next().unwrap_or_default()).collect()
    }

    fn count(text: &str) -> usize {
        first_lines(text, Lexicon::built_in()).len()
    }

    #[test]
    fn books_of_several() {
        let march = protocol("2024-03-04", &["§ 1 Öppnande", "§ 2 Ekonomi", "§ 3 Slut"]);
        let april = protocol("2024-04-08", &["§ 1 Öppnande", "§ 2 Vårfest", "§ 3 Slut"]);
        let goes_on = protocol("2024-04-08", &["§ 4 Öppnande", "§ 5 Vårfest", "§ 6 Slut"]);
        let may = protocol("den 6 maj 2024", &["§ 7 Öppnande", "§ 8 Höstfest"]);
        for (text, parts) in [
            (format!("{march}\n\n{april}"), 2),
            (format!("{march}\x0c{april}"), 2),
            (format!("{march}\n{goes_on}\n{may}"), 3),
            (format!("{march}\n{goes_on}\n{may}").replace('\n', "\r\n"), 3),
            // The same once more is a copy, not another meeting.
            (format!("{march}\n{march}"), 1),
            (march.clone(), 1),
        ] {
            let lines = first_lines(&text, Lexicon::built_in());
            assert_eq!(lines.len(), parts, "{lines:?}");
            assert!(lines.iter().all(|line| *line == "Norrby hembygdsförening"), "{lines:?}");
        }
    }

    #[test]
    fn what_stays_together() {
        let march = protocol("2024-03-04", &["§ 1 Öppnande", "§ 2 Ekonomi", "§ 3 Slut"]);
        let april = protocol("2024-04-08", &["§ 1 Öppnande", "§ 2 Vårfest", "§ 3 Slut"]);
        let appendix = format!("{march}\n\nBilaga 1\n\n{april}");
        let quoted = march.replace(
            "§ 3 Slut",
            "§ 3 Föregående protokoll\n\nProtokoll 2024-02-05\n\nNärvarande: Anna Berg\n\n1 Val\n\n§ 4 Slut",
        );
        let list = format!("{march}\n\nProtokoll 2024-04-08\n\nNärvarande:\nAnna Berg\nBo Ek\n");
        let header = march.replace("§ 2", "Norrby hembygdsförening   Protokoll  2 (3)\n2024-03-04\n\n§ 2");
        for text in [appendix, quoted, list, header, String::new(), "Protokoll\n".repeat(200)] {
            assert_eq!(count(&text), 1, "{text}");
        }
    }

    #[test]
    fn titles_without_end_cost_little() {
        let text =
            "Vid protokollet\n\nBo Ek\n\nProtokoll 2024-03-04\n\nNärvarande: Bo Ek\n\n1 Val\n\n".repeat(4000);
        let begun = std::time::Instant::now();
        starts(&lines::split(&text, 0), Lexicon::built_in());
        assert!(begun.elapsed() < std::time::Duration::from_secs(20));
    }
}
