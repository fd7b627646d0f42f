//! A point's rows → its title, its register numbers and its paragraphs.
//!
//! Three layouts are read: title and text below each other; headings in the left margin with the text in a
//! column of its own; and a table with the title in the left column and the text in the right one.

use std::borrow::Cow;
use std::collections::HashSet;

use super::fields::{self, is_people};
use super::points::Point;
use crate::grammar::heading::{Style, head};
use crate::grammar::{
    date, ends_with_small_word, first_word, is_capitals, is_dash, last_word, name, person, reference,
    split_at_blanks, time, verb,
};
use crate::item::{self, Body, Paragraph, ParagraphKind};
use crate::lexicon::{Clue, Lexicon, Section, SmallWord};
use crate::lines::may_have_gap;
use crate::lines::rows::{Gap, Row, is_rule};
use crate::model::{Span, Text};

/// What holds for all points of a document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layout {
    /// The column in which most of the text begins.
    pub(crate) column: usize,
    /// The width of a full row, in characters.
    pub(crate) width: usize,
    /// Whether each row is a paragraph of its own, as in text out of a word processor.
    pub(crate) unwrapped: bool,
    /// Whether most points are one row: then what stands beside the number is what was said, and no title.
    pub(crate) one_row: bool,
    /// Whether the titles stand in the margin below the numbers, and the text beside both.
    pub(crate) titles_in_margin: bool,
}

impl Layout {
    /// Measures the rows of the points; `heads` are the rows that the points begin with.
    pub(crate) fn of(rows: &[Row<'_>], heads: impl Iterator<Item = usize>) -> Self {
        let heads: Vec<usize> = heads.chain([rows.len()]).collect();
        let mut next_head = heads.iter().copied().peekable();
        let mut indents = [0_usize; 64];
        let mut widths = [0_usize; 256];
        for (at, row) in rows.iter().enumerate() {
            let is_head = next_head.next_if_eq(&at).is_some();
            let width = row.line.text.len();
            widths[width.min(255)] += 1;
            if width > 40 {
                let behind_title = is_head.then(|| text_behind_title(row)).flatten();
                let columns = behind_title.map_or_else(|| text_columns(row), |column| [None, Some(column)]);
                for column in columns.into_iter().flatten() {
                    indents[column.min(63)] += 1;
                }
            }
        }
        let column = (0..64).max_by_key(|column| (indents[*column], 64 - column)).unwrap_or(0);
        let mut left = rows.len() / 12;
        let mut width = 255;
        while width > 20 && widths[width] <= left {
            left -= widths[width];
            width -= 1;
        }
        let long = widths[130..].iter().sum::<usize>();
        let alone = heads.windows(2).filter(|pair| pair[1] == pair[0] + 1).count();
        Self {
            column,
            width,
            unwrapped: long * 8 > rows.len() || long >= 3 && long * 14 > rows.len(),
            one_row: alone * 2 > heads.len(),
            titles_in_margin: titles_in_margin(rows, &heads, column),
        }
    }
}

/// Whether most numbers have the text beside them, or stand alone, and, in the row below, something of their own in the
/// margin. A heading such as *Bakgrund* comes again in other points, a title does not.
fn titles_in_margin(rows: &[Row<'_>], heads: &[usize], column: usize) -> bool {
    if column < NARROWEST_MARGIN {
        return false;
    }
    let in_two = |row: &Row<'_>| {
        let mut cells = row.line.cells();
        let (first, second) = (cells.next()?, cells.next()?);
        let beside = first.column + 3 < column && second.column.abs_diff(column) <= 1;
        (beside && cells.next().is_none()).then_some(first.text.split(' ').next()?.to_owned())
    };
    let is_alone = |row: &Row<'_>| row.line.width() < column && row.line.cells().nth(1).is_none();
    let titles: Vec<String> = heads
        .iter()
        .filter(|head| rows.get(**head).is_some_and(|row| in_two(row).is_some() || is_alone(row)))
        .filter_map(|head| rows.get(head + 1).filter(|row| row.gap == Gap::None).and_then(in_two))
        .collect();
    let distinct = titles.iter().collect::<HashSet<_>>().len();
    titles.len() >= 2 && distinct == titles.len() && titles.len() * 2 >= heads.len()
}

/// How far from the edge the text begins at least where titles stand in the margin.
const NARROWEST_MARGIN: usize = 12;

/// How far a centred row stands at least from the edge, and how much its two sides may differ.
const NARROWEST_CENTRED: usize = 8;
const UNEVEN: usize = 6;

/// How much shorter than the full width a row may be that wraps, in characters: a long word did not fit.
const WRAP: usize = 14;

/// The longest title that the text of its point follows in the same row, in bytes and in words.
const LONGEST_RUN_IN: usize = 80;
const MOST_RUN_IN_WORDS: usize = 9;

/// How many words a sentence has at least that stands for a whole point.
const FEWEST_OF_SENTENCE: usize = 5;

/// The longest word over the names of those who voted alike, in bytes.
const LONGEST_CHOICE: usize = 16;

/// The longest line of a list below a lead, in bytes.
const LONGEST_LINE: usize = 80;

/// How many paragraphs above a line its heading is looked for.
const MOST_LINES: usize = 50;

/// The longest heading that only its look tells, in bytes.
const LONGEST_HEADING: usize = 40;

/// In how many rows behind the first the verb of a sentence is looked for.
const ROWS_TO_VERB: usize = 2;

/// Where the text of a row may begin: at its edge, or behind what stands in the margin; only there where that is
/// in capitals.
fn text_columns(row: &Row<'_>) -> [Option<usize>; 2] {
    let indent = row.line.indent();
    // Nothing stands in the margin of a row with an indent.
    if indent > 0 || !row.line.may_have_cells() {
        return [Some(indent), None];
    }
    let mut cells = row.line.cells();
    match (cells.next(), cells.next()) {
        (Some(first), Some(second)) if first.column == 0 && cells.next().is_none() => {
            [(!is_capitals(first.text)).then_some(0), Some(second.column)]
        }
        _ => [Some(indent), None],
    }
}

/// Where the text begins in a row of a table of points: `46    Öppnande    Anna Berg öppnade mötet.`
fn text_behind_title(row: &Row<'_>) -> Option<usize> {
    let mut cells = row.line.cells().skip(1);
    let (_, text) = (cells.next()?, cells.next()?);
    cells.next().is_none().then_some(text.column)
}

/// A heading inside a point, by its words: what it begins.
fn section(text: &str, lexicon: &Lexicon) -> Option<Section> {
    item::section::heading(text, lexicon)
}

/// The title, register numbers and paragraphs of one point.
#[derive(Debug, Default)]
pub(crate) struct PointText<'a> {
    pub(crate) body: Body<'a>,
    pub(crate) references: Vec<Text<'a>>,
}

/// Reads the rows of a point; the first is its head.
pub(crate) fn read<'a>(
    point: &Point<'a>,
    rows: &[Row<'a>],
    layout: Layout,
    lexicon: &Lexicon,
) -> PointText<'a> {
    let bytes = rows.iter().map(|row| row.line.text.len()).sum();
    let mut reader = Reader {
        lexicon,
        layout,
        found: PointText { body: Body::with_room(rows.len(), bytes), references: Vec::new() },
        title: Vec::new(),
        open: None,
        left: None,
        next: None,
        headed: false,
        number_alone: false,
    };
    let used = reader.head(point, rows);
    for (at, row) in rows.iter().enumerate().skip(used) {
        reader.next = rows.get(at + 1);
        reader.row(row, at);
    }
    reader.close();
    reader.found.body.paragraphs.shrink_to_fit();
    let (title, own) = joined(&reader.title, lexicon).map(|title| with_reference(title, lexicon)).unzip();
    let title = title.map(clean_title);
    let mut found = reader.found;
    found.references.extend(own.into_iter().flatten());
    found.body.title = title.filter(|title| !title.is_empty());
    found
}

/// A piece of a row.
#[derive(Debug, Clone, Copy)]
struct Piece<'a> {
    text: &'a str,
    start: usize,
    column: usize,
    gap: Gap,
    /// What [`may_have_gap`] tells of the text, or of a longer one that it is part of.
    may_have_gap: bool,
}

impl<'a> Piece<'a> {
    fn of(row: &Row<'a>) -> Self {
        Self {
            text: row.text(),
            start: row.line.text_start(),
            column: row.line.indent(),
            gap: row.gap,
            may_have_gap: row.line.may_have_gap(),
        }
    }

    fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }

    /// The text with its white space folded.
    fn folded(&self) -> Text<'a> {
        if self.may_have_gap { folded(self.text) } else { Cow::Borrowed(self.text) }
    }
}

/// A paragraph that may go on.
#[derive(Debug)]
struct Open<'a> {
    text: Text<'a>,
    span: Span,
    kind: ParagraphKind,
    column: usize,
    last_column: usize,
    last_width: usize,
}

struct Reader<'a, 'r> {
    lexicon: &'r Lexicon,
    layout: Layout,
    found: PointText<'a>,
    title: Vec<Piece<'a>>,
    open: Option<Open<'a>>,
    /// A heading in the margin that may go on in the next row: what it says so far.
    left: Option<(String, usize)>,
    /// The next row, if there is one.
    next: Option<&'r Row<'a>>,
    /// Whether one of the paragraphs is a heading of the lexicon.
    headed: bool,
    /// Whether nothing stands beside the point's number, register numbers apart.
    number_alone: bool,
}

/// Whether nothing but register numbers stands beside the number of a point, whose head is `row`. A row with a roman
/// number or a letter may be read as the head of another point.
fn is_number_alone(row: &Row<'_>, lexicon: &Lexicon) -> bool {
    head(row.text(), lexicon)
        .is_some_and(|head| head.rest.is_empty() || reference::references(head.rest, lexicon).is_some())
}

/// The longest short form of an organ before its number of a matter, in letters.
const LONGEST_ORGAN: usize = 6;

/// Whether a piece beside the number of a point is the number that the matter had in another organ: `Au § 38`.
fn is_number_elsewhere(text: &str) -> bool {
    text.split_once('§').is_some_and(|(organ, number)| {
        let (organ, number) = (organ.trim_end(), number.trim_start());
        (1..=LONGEST_ORGAN).contains(&organ.chars().count())
            && organ.chars().all(char::is_alphabetic)
            && !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

impl<'a, 'r> Reader<'a, 'r> {
    /// Reads the head row and the rows of the title; gives how many rows that were.
    fn head(&mut self, point: &Point<'a>, rows: &'r [Row<'a>]) -> usize {
        let Some(row) = rows.first() else { return 0 };
        let line = &row.line;
        let rest_start = line.start + line.text.len() - point.head.rest.len();
        let mut pieces: Vec<Piece<'a>> = line
            .cells()
            .filter(|cell| cell.start + cell.text.len() > rest_start && !point.head.rest.is_empty())
            .map(|cell| {
                let cut = rest_start.saturating_sub(cell.start);
                let lead = cell.text[..cut].chars().count();
                Piece {
                    text: cell.text[cut..].trim_start(),
                    start: cell.start.max(rest_start),
                    column: cell.column + lead,
                    gap: Gap::None,
                    may_have_gap: line.may_have_gap(),
                }
            })
            .collect();
        pieces.retain(|piece| match self.references(piece.text) {
            true => false,
            false => !piece.text.is_empty() && !is_number_elsewhere(piece.text),
        });
        self.number_alone = match point.head.style {
            Style::Section | Style::Word | Style::Plain => pieces.is_empty(),
            Style::Roman | Style::Letter => is_number_alone(row, self.lexicon),
        };
        if let [text] = pieces[..]
            && self.layout.column >= NARROWEST_MARGIN
            && text.column.abs_diff(self.layout.column) <= 2
            && rows.get(1).is_some_and(|row| self.title_in_margin(row).is_some())
        {
            self.text(text);
            return self.rows_of_table(rows, 1);
        }
        if let [title, text] = pieces[..]
            && self.layout.column >= NARROWEST_MARGIN
            && title.column + 3 < self.layout.column
            && text.column.abs_diff(self.layout.column) <= 2
        {
            self.title.push(title);
            self.text(text);
            return self.rows_of_table(rows, 1);
        }
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
            if self.layout.titles_in_margin
                && rows.get(1).is_some_and(|row| self.title_in_margin(row).is_some())
            {
                return self.rows_of_table(rows, 1);
            }
            return self.title_below(rows);
        };
        let text = &line.text[first.start - line.start..last.span().end - line.start];
        self.title_beside(Piece { text, ..*first }, rows)
    }

    /// A title that begins in the margin below the number, beside the text.
    fn title_in_margin(&self, row: &Row<'a>) -> Option<Piece<'a>> {
        let (left, _) = self.split(row);
        left.filter(|left| {
            row.gap == Gap::None
                && (is_capitals(left.text) || self.layout.titles_in_margin)
                && section(left.text, self.lexicon).is_none_or(Section::is_plain)
        })
    }

    /// The title goes on in the left column, the text in the right one.
    fn rows_of_table(&mut self, rows: &[Row<'a>], from: usize) -> usize {
        // Where the title goes on beside nothing, the text has a blank row.
        let mut blank = false;
        for (at, row) in rows.iter().enumerate().skip(from) {
            if row.is_rule() {
                self.close();
                continue;
            }
            let (left, right) = self.split(row);
            let is_first = self.title.is_empty() && self.title_in_margin(row).is_some();
            match left {
                Some(left)
                    if is_first
                        || matches!(row.gap, Gap::None | Gap::Page)
                            && section(left.text, self.lexicon).is_none() =>
                {
                    self.title.push(left)
                }
                Some(_) => return at,
                None if right.is_none() => return at,
                None => {}
            }
            if let Some(right) = right {
                let gap = if blank && right.gap == Gap::None { Gap::Blank } else { right.gap };
                self.text(Piece { gap, ..right });
            }
            blank = right.is_none();
        }
        rows.len()
    }

    /// The title begins beside the number; rows below may continue it.
    fn title_beside(&mut self, first: Piece<'a>, rows: &[Row<'a>]) -> usize {
        let group = self.group(rows, 1);
        let paragraph_end = group.last().map_or(first.text, |row| row.text());
        let full = rows[0].line.width() + WRAP >= self.layout.width;
        if let Some((title, text)) = run_in_title(&first, self.lexicon)
            && (group.is_empty() || full || group[0].text().starts_with(char::is_lowercase))
        {
            self.title.push(title);
            self.text(text);
            return 1;
        }
        if rows.len() == 1 && self.is_said(first.text) || self.is_told(&first, group, full) {
            // A point that says at once what was done has no title.
            self.text(first);
            return 1;
        }
        if group.is_empty() {
            if is_sentences(first.text) {
                self.text(first);
            } else {
                self.title.push(first);
            }
            return self.title_goes_on(rows, 1);
        }
        if self.layout.unwrapped {
            self.title.push(first);
            let open = ends_with_small_word(first.text, self.lexicon);
            let Some(next) = group.first().filter(|_| open) else { return self.references_below(rows, 1) };
            self.title_row(next);
            return self.references_below(rows, 2);
        }
        let unfinished =
            first.text.ends_with([',', '-', '–', '/']) || ends_with_small_word(first.text, self.lexicon);
        let goes_on = |row: &Row<'a>| {
            row.text().starts_with(|c: char| c.is_lowercase() || matches!(c, '(' | '–'))
                || full && row.text().starts_with(|c: char| c.is_ascii_digit())
        };
        let sentences = paragraph_end.ends_with('.')
            && group.len() + 1 >= 2
            && goes_on(&group[0])
            && (full || unfinished);
        if sentences && !(group.len() == 1 && group[0].text().len() < 30) {
            // A paragraph right behind the number: a point without a title.
            self.text(first);
            return 1;
        }
        self.title.push(first);
        let mut used = 1;
        let short = group.len() <= 3 && !paragraph_end.ends_with('.');
        for (at, row) in group.iter().enumerate() {
            let before = if at == 0 { first.text } else { group[at - 1].text() };
            let told =
                at == 0 && !full && row.text().ends_with('.') && verb::is_told(row.text(), self.lexicon);
            let wraps = goes_on(row) && !before.ends_with(['.', '?', '!']) && !told
                || is_capitals(before) && is_capitals(row.text()) && row.line.indent() > 2
                || before.ends_with([',', '-', '–'])
                || ends_with_small_word(before, self.lexicon)
                || full
                    && short
                    && at == 0
                    && !before.ends_with('.')
                    && row.line.indent() >= first.column.saturating_sub(2).min(8)
                    && self.closed_by_gap(rows, 1 + group.len());
            if !wraps || at >= 4 {
                break;
            }
            self.title_row(row);
            used += 1;
        }
        self.title_goes_on(rows, used)
    }

    /// Whether all that a point has beside its number is a sentence: `Anna Berg valdes till ordförande`, `Vi köper
    /// en ny båtmotor.` Where most points are like that, a longer row with a full stop is one.
    fn is_said(&self, text: &str) -> bool {
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
    }

    /// Whether the rows beside the number say at once what was done: they end as a sentence and have its verb.
    fn is_told(&self, first: &Piece<'a>, group: &[Row<'a>], full: bool) -> bool {
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

    /// The number stands alone: the title is in the rows below, if they are no sentences.
    fn title_below(&mut self, rows: &[Row<'a>]) -> usize {
        let used = self.references_below(rows, 1);
        let group = self.group(rows, used);
        let (Some(first), Some(last)) = (group.first(), group.last()) else {
            return used;
        };
        if let Some((title, text)) = run_in_title(&Piece::of(first), self.lexicon)
            && first.text().contains(": ")
        {
            self.title.push(title);
            self.text(text);
            return used + 1;
        }
        let next = rows.get(used + group.len());
        if next.is_some_and(|next| list_mark(next.text()).is_some())
            && ends_as_lead(last.text(), self.lexicon)
        {
            return used;
        }
        let rows_of_title =
            self.rows_of_title(group, first, last, self.closed_by_gap(rows, used + group.len()));
        for row in &group[..rows_of_title] {
            self.title_row(row);
        }
        if rows_of_title == 0 {
            return used;
        }
        self.title_goes_on(rows, used + rows_of_title)
    }

    /// One row of the title: a register number may stand beside it.
    fn title_row(&mut self, row: &Row<'a>) {
        let Some(last) = row.line.cells().last().filter(|last| last.start > row.line.text_start()) else {
            return self.title.push(Piece::of(row));
        };
        if !self.references(last.text) {
            return self.title.push(Piece::of(row));
        }
        let whole = Piece::of(row);
        let text = whole.text[..last.start - whole.start].trim_end();
        self.title.push(Piece { text, ..whole });
    }

    /// How many rows of a group below a lone number are the title: all of them where they are no sentences,
    /// else the first where it stands apart by its look.
    fn rows_of_title(&self, group: &[Row<'a>], first: &Row<'a>, last: &Row<'a>, closed: bool) -> usize {
        let stops = |text: &str| {
            text.ends_with(['.', ';', ':', '?'])
                && !text.rsplit(' ').next().is_some_and(|last| last[..last.len() - 1].contains('.'))
        };
        let registered = first.line.cells().count() > 1
            && first
                .line
                .cells()
                .last()
                .is_some_and(|last| reference::references(last.text, self.lexicon).is_some());
        if registered && group.len() > 1 && group[1].text().starts_with(char::is_uppercase) {
            return 1;
        }
        let sentences = group.iter().any(|row| is_sentences(row.text()));
        let next_begins = group.get(1).is_some_and(|row| row.text().starts_with(char::is_uppercase));
        let narrow = first.line.width() * 4 < self.layout.width * 3 || self.is_centred(first);
        if self.layout.unwrapped {
            return usize::from(
                !is_sentences(first.text()) && first.text().len() < 200 && !self.is_act(first.text()),
            );
        }
        let capitals = group.iter().take_while(|row| is_capitals(row.text())).count();
        if capitals > 0 {
            return capitals;
        }
        let told = group.get(1).is_some_and(|row| {
            narrow && next_begins && time::find_spoken(row.text(), self.lexicon).is_some()
        });
        if group.len() <= 4 && !stops(last.text()) && !sentences && !told {
            return group.len();
        }
        if group.len() == 1 {
            let short = last.text().len() < 90 && !sentences && closed && !self.is_act(last.text());
            return usize::from(short);
        }
        let open = first.text().ends_with([',', ';', ':', '-']);
        let centred = group.iter().take_while(|row| self.is_centred(row)).count();
        if centred > 1 && (closed || centred < group.len()) && group[centred - 1].text().ends_with('.') {
            return centred;
        }
        usize::from(
            !open && next_begins && narrow && !is_sentences(first.text()) && !self.is_act(first.text()),
        )
    }

    /// Whether as much is free left of a row as right of it, as of a title over its text.
    fn is_centred(&self, row: &Row<'a>) -> bool {
        let free = self.layout.width.saturating_sub(row.line.width());
        let indent = row.line.indent();
        indent >= NARROWEST_CENTRED && indent.abs_diff(free) <= UNEVEN && row.line.cells().count() == 1
    }

    /// A sentence that says what was done, and no title: *Kungörelsen upplästes och lades till handlingarna.*
    fn is_act(&self, text: &str) -> bool {
        text.ends_with('.')
            && (verb::is_told(text, self.lexicon)
                || self.lexicon.clues.all(text).any(&[Clue::Noted, Clue::Elected, Clue::Approved]))
    }

    /// The rows from `from` that stand together and are neither headings, register numbers nor lists.
    fn group<'s>(&self, rows: &'s [Row<'a>], from: usize) -> &'s [Row<'a>] {
        let mut end = from;
        while let Some(row) = rows.get(end) {
            let apart = match row.gap {
                Gap::None => false,
                // The number stands alone: blank rows may part it from its title.
                _ => end != from || !self.title.is_empty() || from == 1 && !self.number_alone,
            };
            let text = row.text();
            let first = row.line.cells().next().map_or(text, |cell| cell.text);
            if apart
                || row.is_rule()
                || self.heads(first, end == from && self.title.is_empty() && self.number_alone)
                || inline_section(text, self.lexicon).is_some()
                || reference::references(first, self.lexicon).is_some()
                || list_mark(text).is_some_and(|mark| mark != Mark::That || !self.wraps_into(rows, end))
                || rows.get(end + 1).is_some_and(|next| list_mark(next.text()).is_some())
                    && is_lead(text, self.lexicon)
            {
                break;
            }
            end += 1;
        }
        &rows[from.min(rows.len())..end.max(from).min(rows.len())]
    }

    /// Whether the row at `at` goes on with the full row before it, at the same margin.
    fn wraps_into(&self, rows: &[Row<'a>], at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| rows.get(before));
        before.zip(rows.get(at)).is_some_and(|(before, row)| {
            !self.layout.unwrapped
                && row.gap == Gap::None
                && before.line.width() + WRAP >= self.layout.width
                && !before.text().ends_with([':', '.', ';'])
        })
    }

    /// Whether a row is a heading inside the point. Where a title is still to come, a word such as *Meddelanden*
    /// or *Ekonomi* is the title.
    fn heads(&self, text: &str, title_to_come: bool) -> bool {
        match section(text, self.lexicon) {
            Some(found) => !(title_to_come && found.is_plain()),
            None => false,
        }
    }

    fn closed_by_gap(&self, rows: &[Row<'a>], at: usize) -> bool {
        rows.get(at).is_none_or(|row| {
            row.gap.is_any()
                || row.is_rule()
                || section(row.text(), self.lexicon).is_some()
                || reference::references(row.text(), self.lexicon).is_some()
        })
    }

    /// Register numbers below the title; beside one the title may go on in its own column.
    fn title_goes_on(&mut self, rows: &[Row<'a>], mut used: usize) -> usize {
        while let Some(row) = rows.get(used) {
            let mut cells = row.line.cells();
            let Some(first) = cells.next() else { break };
            if row.is_rule() {
                used += 1;
                continue;
            }
            if !self.references(first.text) {
                break;
            }
            for cell in cells.filter(|cell| !is_rule(cell.text)) {
                if !self.references(cell.text) {
                    self.title.push(Piece {
                        text: cell.text,
                        start: cell.start,
                        column: cell.column,
                        gap: Gap::None,
                        may_have_gap: row.line.may_have_gap(),
                    });
                }
            }
            used += 1;
        }
        used
    }

    fn references_below(&mut self, rows: &[Row<'a>], mut used: usize) -> usize {
        while rows.get(used).is_some_and(|row| self.references(row.text())) {
            used += 1;
        }
        used
    }

    /// Takes `text` for register numbers, if it is that.
    fn references(&mut self, text: &'a str) -> bool {
        let Some(found) = reference::references(text, self.lexicon) else { return false };
        self.found.references.extend(found.into_iter().map(Cow::Borrowed));
        true
    }

    /// The parts of a row left of the text's column and in it.
    fn split(&self, row: &Row<'a>) -> (Option<Piece<'a>>, Option<Piece<'a>>) {
        let whole = Piece::of(row);
        if self.layout.column < 8 || whole.column + 3 >= self.layout.column {
            return (None, Some(whole));
        }
        let line = &row.line;
        for cell in line.cells().skip(1) {
            if cell.column.abs_diff(self.layout.column) <= 1 {
                let left = line.text[whole.start - line.start..cell.start - line.start].trim_end();
                let right = &line.text[cell.start - line.start..];
                let right = Piece {
                    text: right,
                    start: cell.start,
                    column: cell.column,
                    gap: row.gap,
                    may_have_gap: may_have_gap(right),
                };
                return (Some(Piece { text: left, ..whole }), Some(right));
            }
        }
        let inside = whole.column < 8 && line.width() <= self.layout.column;
        if inside { (Some(whole), None) } else { (None, Some(whole)) }
    }

    /// One row of the body.
    fn row(&mut self, row: &Row<'a>, at: usize) {
        if row.is_rule() {
            self.close();
            return;
        }
        let (left, right) = self.split(row);
        if let Some(left) = left {
            self.margin(left, at);
        } else if row.gap.is_any() {
            self.left = None;
        }
        if let Some(right) = right {
            self.text(right);
        }
    }

    /// A heading in the left margin, which may go on from the row before.
    fn margin(&mut self, left: Piece<'a>, at: usize) {
        if let Some((begun, _)) = self.left.take().filter(|(_, row)| row + 1 == at) {
            let whole = join(&begun, left.text, self.lexicon);
            if section(&whole, self.lexicon).is_some()
                || section(left.text, self.lexicon).is_none() && left.text.starts_with(char::is_lowercase)
            {
                let body = &mut self.found.body;
                let heading = |paragraph: &Paragraph<'_>| paragraph.kind == ParagraphKind::Heading;
                if let Some(last) = body.paragraphs.iter().rposition(heading) {
                    let span = body.paragraphs[last].span.to(left.span());
                    body.replace(last, whole.clone().into(), span, self.lexicon);
                }
                self.left = Some((whole, at));
                return;
            }
        }
        if self.found.body.paragraphs.is_empty() && self.open.is_none() && self.references(left.text) {
            return;
        }
        self.close();
        self.push(left.text.into(), left.span(), ParagraphKind::Heading);
        self.left = Some((left.text.to_owned(), at));
    }

    /// A piece of text: a heading, a row of a table, the beginning or the next line of a paragraph.
    fn text(&mut self, piece: Piece<'a>) {
        if self.stands_alone(&piece)
            && let Some(section) = section(piece.text, self.lexicon)
        {
            self.close();
            self.push_heading(&piece, section);
            return;
        }
        if self.looks_like_heading(&piece) {
            self.close();
            self.push(piece.text.into(), piece.span(), ParagraphKind::OtherHeading);
            return;
        }
        // Most pieces have no gap.
        if piece.may_have_gap
            && let Some(gap) = wide_gap(piece.text)
        {
            if let Some((section, heading, rest)) = side_heading(&piece, gap, self.lexicon) {
                self.close();
                self.push_heading(&heading, section);
                // "Omröstning   Ja   Nej": the heads of a table beside its name.
                if is_table_row(rest.text) {
                    self.push(rest.folded(), rest.span(), ParagraphKind::Row);
                } else {
                    self.start(rest);
                }
                return;
            }
            if is_table_row(piece.text) {
                self.close();
                self.push(piece.folded(), piece.span(), ParagraphKind::Row);
                return;
            }
        }
        match &self.open {
            Some(open) if self.continues(open, &piece) => self.append(piece),
            _ => self.start(piece),
        }
    }

    /// A few words apart from what stands above and right over a paragraph, in a point that has headings: one more
    /// of them, which no list knows.
    fn looks_like_heading(&self, piece: &Piece<'a>) -> bool {
        let text = piece.text;
        // Without a look at what is longer or does not stand apart, which nearly all of a text does.
        let short = || {
            text.len() <= LONGEST_HEADING
                && text.split(' ').count() <= 4
                && text.starts_with(char::is_uppercase)
                && text.ends_with(char::is_alphabetic)
                && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, ',' | '(' | ':'))
        };
        let next = self.next.filter(|next| {
            piece.gap.is_any()
                && next.gap == Gap::None
                && short()
                && next.text().starts_with(char::is_uppercase)
                && next.text().len() > text.len() + LONGEST_HEADING / 2
        });
        next.is_some()
            && self.headed
            && !verb::is_told(text, self.lexicon)
            && !name::is_name(text, self.lexicon)
            && !is_table_row(text)
    }

    /// A word such as *Ekonomi* is a heading only where it does not go on from a line.
    fn stands_alone(&self, piece: &Piece<'a>) -> bool {
        match &self.open {
            Some(open) if piece.gap == Gap::None => {
                open.text.ends_with(['.', ':', '!', '?'])
                    || open.last_width + 20 < self.layout.width
                    || self.layout.unwrapped
            }
            _ => true,
        }
    }

    fn continues(&self, open: &Open<'a>, piece: &Piece<'a>) -> bool {
        let bare = matches!(&*open.text, "att" | "•" | "-" | "–" | "*" | "o" | "➢" | "")
            || open.text.ends_with(" att")
                && piece.gap != Gap::Wide
                && open.kind == ParagraphKind::ListItem
                && open.text.len() < 30;
        if bare {
            return true;
        }
        let before_list = self.next.is_some_and(|next| list_mark(next.text()).is_some());
        if before_list && is_lead(piece.text, self.lexicon)
            || is_labelled(piece.text, self.lexicon)
            || is_choice(piece.text, self.lexicon)
            || is_choice(&open.text, self.lexicon)
            || open.last_width + 22 < self.layout.width && begins_decision(piece.text, self.lexicon)
        {
            return false;
        }
        let wraps = self.mark_wraps(open, piece);
        if list_mark(piece.text).is_some()
            && !wraps
            && !(open.text.ends_with(['-', ','])
                && piece.gap == Gap::None
                && !piece.text.starts_with(['•', '-', '–'])
                && list_mark(piece.text) == Some(Mark::Number)
                && open.kind == ParagraphKind::Text
                && piece.column == open.last_column
                && !open.text.ends_with(','))
        {
            return false;
        }
        let dated = open.last_width + 22 < self.layout.width && date::begins_with_iso(piece.text);
        if dated && piece.gap == Gap::None && !self.layout.unwrapped {
            return false;
        }
        let small = piece
            .text
            .starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, ')' | ',' | '('));
        let unfinished = !open.text.ends_with(['.', ':', '!', '?', '”', '"']);
        match piece.gap {
            Gap::Page => {
                unfinished && (small || open.last_width + 25 >= self.layout.width) || open.text.ends_with('-')
            }
            Gap::Blank | Gap::Wide => false,
            Gap::None if self.layout.unwrapped => unfinished && small && open.last_width > 60,
            Gap::None => {
                let deeper = piece.column > open.last_column + 3
                    && open.kind == ParagraphKind::Text
                    && piece.column > open.column + 3;
                let begins = || !unfinished || person::start(piece.text, self.lexicon).is_some();
                let begins = || begins() || self.is_in_list_of_lines();
                let short_end = open.last_width + 22 < self.layout.width && !small && begins();
                (!deeper || unfinished) && !short_end
            }
        }
    }

    /// Whether what looks like the mark of a list goes on from a full line: `… förordar alternativ` / `2. Nämnden
    /// begär`. A number that begins a list, or follows on the one before, does not.
    fn mark_wraps(&self, open: &Open<'a>, piece: &Piece<'a>) -> bool {
        let full = piece.gap == Gap::None
            && !self.layout.unwrapped
            && piece.column.abs_diff(open.last_column) <= 1
            && open.last_width + WRAP >= self.layout.width
            && !open.text.ends_with([':', '.', ';']);
        full && match list_mark(piece.text) {
            Some(Mark::That) => open.kind == ParagraphKind::Text,
            Some(Mark::Number) => leading_number(piece.text).is_some_and(|number| {
                number > 1 && leading_number(&open.text).is_none_or(|before| before + 1 != number)
            }),
            _ => false,
        }
    }

    /// Whether each line is one: below a heading such as *Beslutet skickas till*, and below a lead with a colon
    /// with nothing but short lines since.
    fn is_in_list_of_lines(&self) -> bool {
        let before = self.found.body.paragraphs.iter().rev().take(MOST_LINES);
        let is_lead = |paragraph: &Paragraph<'a>| paragraph.text.ends_with(':');
        let mut before = before.skip_while(|paragraph| {
            let short = paragraph.text.len() < LONGEST_LINE && !paragraph.text.ends_with('.');
            paragraph.kind == ParagraphKind::Text && short && !is_lead(paragraph)
        });
        if before.next().is_some_and(|paragraph| paragraph.kind == ParagraphKind::Text && is_lead(paragraph))
        {
            return true;
        }
        let headings = self.found.body.paragraphs.iter().rev().take(MOST_LINES);
        let mut headings = headings.filter(|paragraph| paragraph.kind == ParagraphKind::Heading);
        headings.next().is_some_and(|heading| section(&heading.text, self.lexicon) == Some(Section::Lines))
    }

    fn start(&mut self, piece: Piece<'a>) {
        self.close();
        let kind =
            if list_mark(piece.text).is_some() { ParagraphKind::ListItem } else { ParagraphKind::Text };
        self.open = Some(Open {
            text: piece.folded(),
            span: piece.span(),
            kind,
            column: piece.column,
            last_column: piece.column,
            last_width: piece.column + piece.text.chars().count(),
        });
    }

    fn append(&mut self, piece: Piece<'a>) {
        let Some(open) = &mut self.open else { return };
        if let Cow::Borrowed(first) = open.text {
            // Room for some lines at once: most paragraphs that wrap have a few.
            let mut text = String::with_capacity(first.len() * 2 + piece.text.len());
            text.push_str(first);
            open.text = Cow::Owned(text);
        }
        push_folded(open.text.to_mut(), &piece.folded(), self.lexicon);
        open.span.end = piece.span().end;
        open.last_column = piece.column;
        open.last_width = piece.column + piece.text.chars().count();
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.push(open.text, open.span, open.kind);
        }
    }

    fn push(&mut self, text: Text<'a>, span: Span, kind: ParagraphKind) {
        self.headed |= kind == ParagraphKind::Heading;
        self.found.body.push(text, span, kind, self.lexicon);
    }

    /// A heading that begins `section`, without the colon behind it.
    fn push_heading(&mut self, piece: &Piece<'a>, section: Section) {
        let text = piece.text.trim_end_matches(':');
        // Behind a blank before the colon another colon may stand, which the text would be without.
        if text.ends_with(char::is_whitespace) {
            return self.push(text.into(), piece.span(), ParagraphKind::Heading);
        }
        self.headed = true;
        self.found.body.push_heading(text.into(), piece.span(), section, self.lexicon);
    }
}

/// Whether a row ends with a full stop, and not that of an initial: `Gustaf Ek och C. O.`
fn ends_sentence(text: &str) -> bool {
    text.ends_with('.') && !text.rsplit(' ').next().is_some_and(name::is_initial)
}

/// `Årsavgiften. Beslöts att avgiften skall vara oförändrad.`: the title and the text behind it.
fn run_in_title<'a>(first: &Piece<'a>, lexicon: &Lexicon) -> Option<(Piece<'a>, Piece<'a>)> {
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
            || verb::is_told(rest, lexicon) && (stopped || inline_section(first.text, lexicon).is_none()))
        && reference::after_word(head, lexicon).is_none()
        && !verb::is_told(head, lexicon);
    let at = first.text.len() - rest.len();
    let column = first.column + first.text[..at].chars().count();
    is_title.then_some((
        Piece { text: head, ..*first },
        Piece { text: rest, start: first.start + at, column, gap: Gap::None, ..*first },
    ))
}

/// `Styrelsen beslutade`, `Årsmötet beslutar att välja`: the lead of a list of decisions.
fn is_lead(text: &str, lexicon: &Lexicon) -> bool {
    let decides = |word: &str| lexicon.clues.get(word).any(&[Clue::Decide, Clue::Decided]);
    text.len() < 80
        && text.starts_with(char::is_uppercase)
        && !text.ends_with(['.', ','])
        && split_at_blanks(text).count() <= 7
        && text.rsplit(' ').take(3).any(decides)
}

/// `I fråga om bron beslöts`: a sentence that a list of decisions goes on with.
fn ends_as_lead(text: &str, lexicon: &Lexicon) -> bool {
    let last = last_word(text.trim_end_matches([':', ' ']));
    lexicon.clues.get(last).any(&[Clue::Decide, Clue::Decided])
}

/// `Styrelsen beslutar att höja hyran.`
fn begins_decision(text: &str, lexicon: &Lexicon) -> bool {
    let decides = |word: &str| lexicon.clues.get(word).any(&[Clue::Decide, Clue::Decided]);
    text.starts_with(char::is_uppercase) && split_at_blanks(text).take(3).any(decides)
}

/// `Beslut: Enligt förslaget`, `Nej: Anna Berg`, `Avstår: Bo Ek`.
fn is_labelled(text: &str, lexicon: &Lexicon) -> bool {
    text.starts_with(char::is_uppercase)
        && memchr::memchr(b':', &text.as_bytes()[..text.len().min(40)]).is_some()
        && (inline_section(text, lexicon).is_some() || {
            let word = text.split([' ', ':', '-']).next().unwrap_or_default();
            lexicon.clues.get(word).any(&[Clue::Yes, Clue::No, Clue::Abstain])
        })
}

/// `Ja-röster`, `Nej`, `Avstår`: a word over the names of those who voted so.
fn is_choice(text: &str, lexicon: &Lexicon) -> bool {
    let word = || text.split([':', '-']).next().unwrap_or_default();
    text.len() <= LONGEST_CHOICE
        && text.starts_with(char::is_uppercase)
        && first_word(text).len() == text.len()
        && lexicon.clues.get(word()).any(&[Clue::Yes, Clue::No, Clue::Abstain])
}

/// What begins a row of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    Bullet,
    Number,
    That,
}

/// The mark of a row of a list at the beginning of `text`: `•`, `- `, `1.`, `a)`, `(a)`, `1:o)`, `att`.
pub(crate) fn list_mark(text: &str) -> Option<Mark> {
    // Nearly all rows begin with a letter that no bracket follows, and not as *att* does.
    if let [first, second, ..] = text.as_bytes()
        && first.is_ascii_alphabetic()
        && !matches!((first, second), (_, b')') | (b'a', b't'))
    {
        return None;
    }
    let mut chars = text.chars();
    let first = chars.next()?;
    if matches!(first, '•' | '·' | '*' | '▪' | '●' | '○' | '➢' | '◦' | '\u{f0b7}') {
        return Some(Mark::Bullet);
    }
    if is_dash(first) {
        return chars.next().is_none_or(char::is_whitespace).then_some(Mark::Bullet);
    }
    if text == "att" || text.strip_prefix("att").is_some_and(|rest| rest.starts_with([' ', '\t'])) {
        return Some(Mark::That);
    }
    let text = text.strip_prefix('(').unwrap_or(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits) {
        let rest = &text[digits..];
        let rest = rest.strip_prefix(":o").unwrap_or(rest);
        let closed = rest.strip_prefix(')').or_else(|| rest.strip_prefix('.'))?;
        return (closed.is_empty() || closed.starts_with(char::is_whitespace)).then_some(Mark::Number);
    }
    let rest = text.strip_prefix(|c: char| c.is_ascii_alphabetic())?.strip_prefix(')')?;
    rest.starts_with(char::is_whitespace).then_some(Mark::Number)
}

/// The number that a text begins with.
fn leading_number(text: &str) -> Option<u32> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    text.get(..digits.min(3))?.parse().ok()
}

/// Where the first tab of `text` stands, or the first three blanks where it has none.
fn wide_gap(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr(b'\t', bytes).or_else(|| bytes.windows(3).position(|three| three == b"   "))
}

/// A heading with its text beside it, kept apart by a tab or a wide gap: `Beslut:   Styrelsen …`.
fn side_heading<'a>(
    piece: &Piece<'a>,
    gap: usize,
    lexicon: &Lexicon,
) -> Option<(Section, Piece<'a>, Piece<'a>)> {
    let head = piece.text[..gap].trim_end();
    let section = section(head, lexicon)?;
    let rest = piece.text[gap..].trim_start();
    let start = piece.start + piece.text.len() - rest.len();
    let column = piece.column + piece.text[..piece.text.len() - rest.len()].chars().count();
    (!rest.is_empty()).then_some((
        section,
        Piece { text: head, ..*piece },
        Piece { text: rest, start, column, gap: Gap::None, ..*piece },
    ))
}

/// The heading that a row of text begins with: `Beslut: Enligt förslaget`.
pub(crate) fn inline_section<'a>(text: &'a str, lexicon: &Lexicon) -> Option<(Section, &'a str)> {
    let colon = memchr::memchr(b':', &text.as_bytes()[..text.len().min(60)])?;
    let section = section(&text[..colon], lexicon)?;
    Some((section, text[colon + 1..].trim_start()))
}

/// Whether white space cuts `text` into cells, a list's mark apart.
fn is_table_row(text: &str) -> bool {
    let rest = match list_mark(text) {
        Some(_) => text.trim_start_matches(|c: char| !c.is_whitespace()).trim_start(),
        None => text,
    };
    wide_gap(rest).is_some()
}

/// `Närvarande: Anna Berg och Bo Ek`: who is there is no title.
fn calls_roll(text: &str, lexicon: &Lexicon) -> bool {
    let roll = text.split_once(": ").filter(|(head, _)| fields::label(head, lexicon).is_some_and(is_people));
    roll.is_some_and(|(_, people)| person::start(people, lexicon).is_some())
}

/// More than one sentence, or a long one with an end.
fn is_sentences(text: &str) -> bool {
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

/// Takes the register number in brackets off the end of a title: `Budget 2025 (KS 2024/12)`.
fn with_reference<'a>(title: Text<'a>, lexicon: &Lexicon) -> (Text<'a>, Vec<Text<'a>>) {
    let trimmed = title.trim_end_matches(['.', ' ']);
    if let Some((number, rest)) =
        title.split_once(". ").filter(|(head, _)| reference::after_word(head, lexicon).is_some())
        && let Some(numbers) = reference::references(number, lexicon)
    {
        let numbers = numbers.into_iter().map(|number| Text::Owned(number.to_owned())).collect();
        return (Text::Owned(rest.to_owned()), numbers);
    }
    let found = trimmed.strip_suffix(')').and_then(|text| {
        let open = text.rfind('(')?;
        let inner = &text[open + 1..];
        let bare = inner
            .split_once(' ')
            .filter(|(word, _)| lexicon.item_words.has(word))
            .map_or(inner, |(_, rest)| rest);
        let numbers = reference::references(bare, lexicon)?;
        Some((open, numbers.into_iter().map(|number| Text::Owned(number.to_owned())).collect()))
    });
    match found {
        None => (title, vec![]),
        Some((open, numbers)) => {
            let text = match title {
                Cow::Borrowed(text) => Cow::Borrowed(text[..open].trim_end()),
                Cow::Owned(text) => Cow::Owned(text[..open].trim_end().to_owned()),
            };
            (text, numbers)
        }
    }
}

/// A title without closing stop.
fn clean_title(title: Text<'_>) -> Text<'_> {
    let trimmed = title.trim_end_matches([' ', ':', ',', '.', '_']);
    let keep_stop = title.ends_with('.') && trimmed.rsplit(' ').next().is_some_and(|last| last.contains('.'));
    let end = if keep_stop { title.len() } else { trimmed.len() };
    match title {
        Cow::Borrowed(text) => Cow::Borrowed(&text[..end]),
        Cow::Owned(mut text) => {
            text.truncate(end);
            Cow::Owned(text)
        }
    }
}

/// `text` with its white space folded; borrowed where nothing had to change.
pub(crate) fn folded(text: &str) -> Text<'_> {
    if !may_have_gap(text) || is_folded(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        word.split('\u{ad}').for_each(|piece| out.push_str(piece));
    }
    Cow::Owned(out)
}

/// Whether no two blanks stand side by side in `text`, nor a tab, a hard space or a soft hyphen: looked for without a
/// branch.
fn is_folded(text: &str) -> bool {
    let bytes = text.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let changed = pairs.fold(0, |found, (&first, &second)| {
        let blanks = u8::from(first == b' ') & u8::from(second == b' ');
        let hard = u8::from(first == 0xc2) & (u8::from(second == 0xa0) | u8::from(second == 0xad));
        found | blanks | hard
    });
    changed == 0 && memchr::memchr(b'\t', bytes).is_none()
}

/// Appends a wrapped line: a word that a hyphen breaks becomes whole.
pub(crate) fn push_line(text: &mut String, line: &str, lexicon: &Lexicon) {
    push_folded(text, &folded(line), lexicon);
}

/// The same for a line whose white space is folded.
fn push_folded(text: &mut String, line: &str, lexicon: &Lexicon) {
    if text.ends_with('-') && !text.ends_with(" -") {
        let next = first_word(line).trim_end_matches([',', '.']);
        let whole = matches!(lexicon.small_words.get(next), Some(SmallWord::And | SmallWord::Or));
        if whole {
            text.push(' ');
        } else if line.starts_with(char::is_lowercase) {
            text.pop();
        }
    } else if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(line);
}

/// Two lines as one.
pub(crate) fn join(first: &str, second: &str, lexicon: &Lexicon) -> String {
    let mut text = first.to_owned();
    push_line(&mut text, second, lexicon);
    text
}

fn joined<'a>(pieces: &[Piece<'a>], lexicon: &Lexicon) -> Option<Text<'a>> {
    let (first, rest) = pieces.split_first()?;
    let mut text = first.folded();
    for piece in rest {
        push_folded(text.to_mut(), &piece.folded(), lexicon);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::points;
    use crate::lines::{rows::rows, split};

    /// The title and the paragraphs of the first point of `text`.
    fn first_point(text: &str) -> (Option<String>, Vec<String>) {
        let lexicon = Lexicon::built_in();
        let lines = split(text, 0);
        let rows = rows(&lines);
        let points = points::find(&rows, &points::candidates(&rows, lexicon), lexicon);
        let end = points.get(1).map_or(rows.len(), |next| next.row);
        let first = points[0].row;
        let layout = Layout::of(&rows[first..], points.iter().map(|point| point.row - first));
        let found = read(&points[0], &rows[first..end], layout, lexicon);
        let paragraphs = found.body.paragraphs.iter().map(|paragraph| paragraph.text.to_string()).collect();
        (found.body.title.map(Text::into_owned), paragraphs)
    }

    #[test]
    fn a_number_at_the_margin_may_go_on_a_sentence() {
        let (_, paragraphs) = first_point(
            "§ 1 Skolskjutsar\n\n\
             Skolskjutsplaneraren presenterade rutterna. Antalet elever ökar från 61 till\n\
             68. Trafikidkaren har sagt upp sitt avtal för den tredje av rutterna, och den\n\
             måste upphandlas på nytt före hösten. Två åtgärder föreslås av förvaltningen,\n\
             1. ett nytt avtal med oförändrat pris för de båda första åren efter starten, och\n\
             2. en ny rutt.\n\n§ 2 Slut\nMötet slöts.\n",
        );
        let begins: Vec<&str> = paragraphs.iter().map(|text| &text[..text.find(' ').unwrap_or(0)]).collect();
        assert_eq!(begins, ["Skolskjutsplaneraren", "1.", "2."], "{paragraphs:?}");
        assert!(paragraphs[0].contains("från 61 till 68. Trafikidkaren"), "{paragraphs:?}");
    }

    #[test]
    fn short_lines_below_a_lead_stand_for_themselves() {
        let (_, paragraphs) = first_point(
            "§ 1 Uppföljning\n\n\
             Följande protokoll har lämnats till styrelsen sedan det förra sammanträdet hölls i maj:\n\n\
             Bildningsnämnden 26.2.2019, §§ 14–22\n\
             Byggnadsnämnden 5.3.2019, §§ 17–24\n\
             Tekniska nämnden 7.3.2019, §§ 9–15\n\n§ 2 Slut\nMötet slöts.\n",
        );
        assert_eq!(paragraphs.len(), 4, "{paragraphs:?}");
    }

    #[test]
    fn a_blank_row_of_the_right_column_parts_its_paragraphs() {
        let (title, paragraphs) = first_point(
            "1. Färdtjänstens nya        Trafikplaneraren redovisar erfarenheterna från de första\n   \
                bokningssystem           veckorna. Kötiden i telefon är i genomsnitt nio minuter.\n   \
                och avgifter\n                            \
             Regionfullmäktige beslutade om nya avgifter. De nya avgifterna\n                            \
             gäller från den 1 januari för alla som reser i länet.\n\n\n\
             2. Slut                     Mötet avslutas med ett tack till alla som har varit med om\n                            \
             att göra året så gott.\n",
        );
        assert_eq!(title.as_deref(), Some("Färdtjänstens nya bokningssystem och avgifter"));
        assert_eq!(paragraphs.len(), 2, "{paragraphs:?}");
    }

    #[test]
    fn titles_stand_in_the_margin_below_the_numbers() {
        let text = "§ 1.             Ordföranden redogjorde för den undersökning av\n\
                    Orgelns repa-    orgeln, som verkställts av orgelbyggaren. Enligt\n\
                    ration.          denna äro bälgarna bristfälliga, så att\n                 \
                    instrumentet icke kan beräknas kunna brukas längre\n                 \
                    än till påsk nästa år.\n\
                    § 2.             Fyra gravvårdar hava kullvräkts natten till Alla\n\
                    Kyrkogården.     helgons dag. Saken är anmäld för landsfiskalen,\n                 \
                    som har lovat att komma till platsen under veckan.\n";
        let (title, paragraphs) = first_point(text);
        assert_eq!(title.as_deref(), Some("Orgelns reparation"));
        assert_eq!(paragraphs.len(), 1, "{paragraphs:?}");
        assert!(paragraphs[0].contains("undersökning av orgeln, som"), "{paragraphs:?}");
        // What comes again is a heading inside the points.
        let (title, _) = first_point(
            "§ 1              Vägen mellan Norrby och Söderby\n\
             Bakgrund         Vägen är trasig sedan länge och måste lagas.\n\
             § 2              Bron mellan Norrby och Österby\n\
             Bakgrund         Bron är trasig sedan länge och måste lagas.\n",
        );
        assert_eq!(title.as_deref(), Some("Vägen mellan Norrby och Söderby"));
    }

    #[test]
    fn a_title_is_centred_over_its_text() {
        let (title, paragraphs) = first_point(
            "                             § 1.\n\n              Vatten- och avloppsledningar i Norrby\n\
             \u{20}                      stationssamhälle.\n\n   \
             Kommunalingenjören föredrog det av honom upprättade förslaget.\n\
             Kostnaderna hade beräknats till trehundraaderton tusen kronor.\n\n\
             \u{20}                            § 2.\n\n                         Avslutning.\n\n   Mötet slöts.\n",
        );
        assert_eq!(title.as_deref(), Some("Vatten- och avloppsledningar i Norrby stationssamhälle"));
        assert_eq!(paragraphs.len(), 1, "{paragraphs:?}");
    }

    #[test]
    fn a_point_may_be_one_sentence() {
        for (text, title, paragraphs) in [
            ("1. Annika öppnade mötet.\n\n2. Bo valdes till sekreterare.\n", None, 1),
            ("1. Närvarande: Anna Berg och Bo Ek\n\n2. Övrigt\n", None, 1),
            (
                "1. Val av ordförande\nAnna Berg valdes till ordförande.\n2. Slut\n",
                Some("Val av ordförande"),
                1,
            ),
        ] {
            let found = first_point(text);
            assert_eq!((found.0.as_deref(), found.1.len()), (title, paragraphs), "{text:?}");
        }
    }

    #[test]
    fn white_space_is_folded_where_it_has_to_be() {
        for text in
            ["", "a b", " a", "a  b", "a\tb", "a\u{a0}b", "a\u{ad}b", "a – b", "a § b", "a ” b", "å  ä"]
        {
            let words: Vec<String> = text.split_whitespace().map(|word| word.replace('\u{ad}', "")).collect();
            let plain = !text.contains("  ") && !text.contains(['\t', '\u{a0}', '\u{ad}']);
            assert_eq!(is_folded(text), plain, "{text:?}");
            assert_eq!(folded(text), if plain { text.to_owned() } else { words.join(" ") }, "{text:?}");
        }
    }

    #[test]
    fn wide_gaps() {
        for text in ["", "a", "a  b", "a   b", "a\tb", "a   b\tc", "  \t", "å     ä"] {
            assert_eq!(wide_gap(text), text.find('\t').or_else(|| text.find("   ")), "{text:?}");
        }
    }

    #[test]
    fn marks_of_lists() {
        for (text, mark) in [
            ("att bron lagas", Some(Mark::That)),
            ("att", Some(Mark::That)),
            ("attest", None),
            ("Att bron lagas", None),
            ("a) bron", Some(Mark::Number)),
            ("A) bron", Some(Mark::Number)),
            ("(a) bron", Some(Mark::Number)),
            ("(bron) a", None),
            ("b)bron", None),
            ("1. bron", Some(Mark::Number)),
            ("• bron", Some(Mark::Bullet)),
            ("- bron", Some(Mark::Bullet)),
            ("bron", None),
            ("å) bron", None),
            ("b", None),
            ("", None),
        ] {
            assert_eq!(list_mark(text), mark, "{text:?}");
        }
    }

    #[test]
    fn the_lead_of_a_list_is_no_title() {
        let (title, paragraphs) = first_point(
            "§ 4.\nI fråga om underhållet af bron vid qvarnen beslöts\n1:o) att bron skulle lagas;\n\
             2:o) att virket skulle tagas från skogen.\n§ 5.\nMötet slöts.\n",
        );
        assert_eq!((title, paragraphs.len()), (None, 3));
    }
}
