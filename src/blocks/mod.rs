//! Lines → blocks: the header, the lists of people, the points, the signatures.

pub(crate) mod body;
pub(crate) mod closing;
mod document;
pub(crate) mod fields;
mod legend;
mod lists;
mod lost;
mod mail;
pub(crate) mod meeting;
pub(crate) mod oddities;
pub(crate) mod outline;
mod parts;
pub(crate) mod people;
mod points;
mod roll;
pub(crate) mod signatures;
mod table;

use std::ops::Range;

use self::points::Point;
use self::signatures::place::{begins_appendix, end_of_points};
use crate::lexicon::Lexicon;
use crate::lines::rows::{self, Row};
use crate::lines::{self, pages};
use crate::model::Document;

/// Where the parts of a document are, in rows.
#[derive(Debug, Clone)]
struct Parts {
    /// Before the points, the head of an e-mail and the table of contents taken out.
    front: Vec<Range<usize>>,
    contents: Option<Range<usize>>,
    /// The first row of each point, and where the last one ends.
    points: Range<usize>,
    /// Signatures and what follows.
    end: Range<usize>,
    /// The first row of the appendices in it, its end where there are none.
    appendix: usize,
}

/// Reads every protocol of a text: one document, or several with their numbers.
pub(crate) fn read_all<'a>(text: &'a str, lexicon: &Lexicon) -> Vec<Document<'a>> {
    let read_at = |starts: &[usize]| -> Vec<Document<'a>> {
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        starts.iter().zip(ends).map(|(start, end)| read(text, *start..end, lexicon)).collect()
    };
    let lines = lines::split(text, 0);
    let mut starts = parts::starts(&lines, lexicon);
    if starts.len() == 1 {
        return vec![read_lines(text, 0..text.len(), lines, lexicon)];
    }
    drop(lines);
    let mut documents = read_at(&starts);
    let whole = documents.iter().map(parts::is_whole);
    let kept: Vec<usize> = starts
        .iter()
        .zip(whole)
        .enumerate()
        .filter(|(at, (_, whole))| *at == 0 || *whole)
        .map(|(_, (start, _))| *start)
        .collect();
    if kept.len() < starts.len() {
        starts = kept;
        documents = read_at(&starts);
    }
    if documents.len() > 1 {
        for (at, document) in documents.iter_mut().enumerate() {
            document.source.part = Some(at + 1);
        }
    }
    documents
}

/// Reads the protocol that stands in `range` of the whole text.
pub(crate) fn read<'a>(whole: &'a str, range: Range<usize>, lexicon: &Lexicon) -> Document<'a> {
    let lines = lines::split(whole.get(range.clone()).unwrap_or_default(), range.start);
    read_lines(whole, range, lines, lexicon)
}

/// The same, where the text has been cut into lines.
fn read_lines<'a>(
    whole: &'a str,
    range: Range<usize>,
    mut lines: Vec<lines::Line<'a>>,
    lexicon: &Lexicon,
) -> Document<'a> {
    let (text, offset) = (whole.get(range.clone()).unwrap_or_default(), range.start);
    // Room was made for about as many as there are.
    lines.shrink_to_fit();
    lost::restore(&mut lines, text, offset, lexicon);
    pages::mark(&mut lines, text, offset, lexicon);
    let mut rows = rows::rows(&lines);
    let mut candidates = points::candidates(&rows, lexicon);
    let mut points = points::find(&rows, &candidates, lexicon);
    if let Some(first) =
        points.first().filter(|first| first.head.style != crate::grammar::heading::Style::Plain)
    {
        let from = first.row;
        let line = lines.iter().position(|line| line.start == rows[from].line.start).unwrap_or(0);
        if pages::mark_lone_numbers(&mut lines, line) {
            rows = rows::rows(&lines);
            candidates = points::candidates(&rows, lexicon);
            points = points::find(&rows, &candidates, lexicon);
        }
    }
    let parts = parts(&rows, &candidates, &points, lexicon);
    let repeated = points::repeated(&rows, &candidates, &points, parts.points.clone(), lexicon);
    drop(candidates);
    // The rest of the lines stands in the rows.
    let furniture = lines.iter().filter(|line| line.furniture).copied().collect();
    drop(lines);
    Reading { whole, text, offset, lexicon, furniture, rows, points, repeated, parts }.document()
}

/// Cuts the rows into front, points and end.
fn parts(rows: &[Row<'_>], candidates: &[Point<'_>], points: &[Point<'_>], lexicon: &Lexicon) -> Parts {
    let first = points.first().map_or(rows.len(), |point| point.row);
    let last = points.last().map_or(0, |point| point.row + 1);
    let end = if points.is_empty() { rows.len() } else { end_of_points(rows, last, lexicon) };
    let contents = points::contents(rows, candidates, first, lexicon).map(|(from, to)| from..to);
    let begin = mail::end_of_head(&rows[..first], lexicon);
    let front = match &contents {
        Some(contents) => vec![begin.min(contents.start)..contents.start, contents.end..first],
        None => std::iter::once(begin..first).collect(),
    };
    let appendix = (end..rows.len()).find(|at| begins_appendix(&rows[*at], lexicon)).unwrap_or(rows.len());
    Parts { front, contents, points: first..end, end: end..rows.len(), appendix }
}

struct Reading<'a, 'l> {
    /// The whole text, in which spans count.
    whole: &'a str,
    /// The protocol's own text, which begins at `offset` of the whole.
    text: &'a str,
    offset: usize,
    lexicon: &'l Lexicon,
    /// The lines that come again on each page.
    furniture: Vec<lines::Line<'a>>,
    rows: Vec<Row<'a>>,
    points: Vec<Point<'a>>,
    /// Headings with the number of a point besides its own.
    repeated: Vec<Point<'a>>,
    parts: Parts,
}
