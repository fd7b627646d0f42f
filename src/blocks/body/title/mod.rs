//! The rows of a point → its title: beside the number, below it, in a column of its own or in the margin.

pub(super) mod finish;
mod said;

use std::borrow::Cow;

use self::said::{is_sentences, run_in_title};
use super::headings::{inline_section, section};
use super::layout::NARROWEST_MARGIN;
use super::leads::{ends_as_lead, is_lead};
use super::marks::{Mark, leading_number, list_mark};
use super::piece::Piece;
use super::{RAGGED, Reader, WRAP};
use crate::blocks::points::Point;
use crate::grammar::heading::{Style, head};
use crate::grammar::{ends_with_small_word, first_word, is_capitals, reference, time, verb};
use crate::item::attachments;
use crate::lexicon::{Lexicon, Section};
use crate::lines::rows::{Gap, Row, is_rule};

/// How much shorter than the full width a row is at least that was left before its end, in characters.
const SHORT: usize = 30;

/// How much deeper than the other rows of a paragraph its first one begins at least, in characters.
const INDENTED: usize = 3;

/// How far a centred row stands at least from the edge, and how much its two sides may differ.
const NARROWEST_CENTRED: usize = 8;
const UNEVEN: usize = 6;

/// Whether nothing but register numbers stands beside the number of a point, whose head is `row`. A row with a roman
/// number or a letter may be read as the head of another point.
fn is_number_alone(row: &Row<'_>, lexicon: &Lexicon) -> bool {
    head(row.text(), lexicon)
        .is_some_and(|head| head.rest.is_empty() || reference::references(head.rest, lexicon).is_some())
}

/// Whether what looks like the mark of a list may go on from the row before: *att*, and a number that begins no list,
/// as in `från 61 till` / `19. En namninsamling`.
fn may_wrap(mark: Mark, text: &str) -> bool {
    mark == Mark::That || mark == Mark::Number && leading_number(text).is_some_and(|number| number > 1)
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

/// How many rows a title has at most that is told by its form.
const MOST_ROWS: usize = 4;

/// Whether a title that begins beside its number goes on below itself, and the text begins farther left:
///
/// ```text
/// § 7.  Framställning från Norrby om parkerings-
///       förbud på torget
/// Norrby hade anhållit, att …
/// ```
fn hangs_over_text(first: &Piece<'_>, group: &[Row<'_>]) -> bool {
    let rows = group.iter().take_while(|row| row.line.indent().abs_diff(first.column) <= 1).count();
    (1..MOST_ROWS).contains(&rows)
        && group.get(rows).is_some_and(|row| {
            row.line.indent() + 2 < first.column && row.text().starts_with(char::is_uppercase)
        })
}

impl<'a, 'r> Reader<'a, 'r> {
    /// Reads the head row and the rows of the title; gives how many rows that were.
    pub(super) fn head(&mut self, point: &Point<'a>, rows: &'r [Row<'a>]) -> usize {
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
        // "Ks § 42   Au § 38": only beside a number that has its organ too, since "Val § 4" may be a title.
        let of_organ = point.head.label.starts_with(char::is_alphabetic);
        if pieces.len() > 1
            && let Some(marks) = pieces.last().and_then(|last| attachments::alone(last.text, self.lexicon))
        {
            pieces.pop();
            self.found.beside.attachments = marks;
        }
        pieces.retain(|piece| {
            let elsewhere = of_organ && is_number_elsewhere(piece.text);
            !self.references(piece.text) && !piece.text.is_empty() && !elsewhere
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
        let hangs = hangs_over_text(&first, group);
        if rows.len() == 1 && self.is_said(first.text) || !hangs && self.is_told(&first, group, full) {
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
            && goes_on(&group[0])
            && (full || unfinished)
            && !self.ends_in_short_row(group)
            && !hangs;
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

    /// Whether the first row of a group ends early, and the next one begins anew: `revisionsberättelse och` /
    /// `granskningsrapport` / `Verkställande direktören redogjorde för …`.
    fn ends_in_short_row(&self, group: &[Row<'a>]) -> bool {
        let [first, next, ..] = group else { return false };
        let short = first.line.width() + SHORT < self.layout.width;
        short
            && first.text().ends_with(char::is_alphabetic)
            && !ends_with_small_word(first.text(), self.lexicon)
            && next.text().starts_with(char::is_uppercase)
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
        if rows.len() == used + 1 && self.is_said(first.text()) {
            return used;
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
        let has_title_word = || section(first.text(), self.lexicon).is_some_and(Section::is_plain);
        if next_begins
            && (self.is_titled_with_colon(first.text()) || has_title_word() || self.is_above_indented(group))
        {
            return 1;
        }
        if let Some(rows) = self.rows_with_room(group) {
            return rows;
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

    /// How many rows at the beginning of a group tell nothing, where the last of them has room for the first word of
    /// the next row, and sentences begin there: in a text that wraps, what ends so early is a title.
    fn rows_with_room(&self, group: &[Row<'a>]) -> Option<usize> {
        let at = (1..group.len().min(MOST_ROWS + 1)).find(|at| self.has_room(&group[at - 1], &group[*at]))?;
        let (title, text) = group.split_at(at);
        let tells = |row: &Row<'a>| verb::is_told(row.text(), self.lexicon);
        let ends = |row: &Row<'a>| row.text().ends_with(['.', ':', ';', '?']);
        let is_title = !title.iter().any(|row| ends(row) || is_sentences(row.text()) || tells(row));
        (is_title && text.iter().any(|row| row.text().ends_with('.') || tells(row))).then_some(at)
    }

    /// Whether a row has room for the first word of the next one, which begins with a capital, and is not left open.
    fn has_room(&self, row: &Row<'a>, next: &Row<'a>) -> bool {
        let word = || first_word(next.text()).chars().count();
        next.text().starts_with(char::is_uppercase)
            && !row.text().ends_with([',', '-', '–', '/'])
            && row.line.width() + 1 + word() + RAGGED < self.layout.width
            && !ends_with_small_word(row.text(), self.lexicon)
    }

    /// Whether the first row is a title with a full stop above a paragraph whose first row is indented:
    /// `Gatuarbeten år 1949.` / `     Ingenjören föredrog …` / `under året …`.
    fn is_above_indented(&self, group: &[Row<'a>]) -> bool {
        let [first, next, ..] = group else { return false };
        let deeper = next.line.indent().saturating_sub(first.line.indent());
        first.text().ends_with('.')
            && (INDENTED..NARROWEST_CENTRED).contains(&deeper)
            && first.line.width() + SHORT < self.layout.width
            && !is_sentences(first.text())
            && !self.is_act(first.text())
    }

    /// `Mötets öppnande:` above the text, where it is no lead of what is decided.
    fn is_titled_with_colon(&self, text: &str) -> bool {
        text.strip_suffix(':').is_some_and(|title| {
            !ends_as_lead(text, self.lexicon) && !verb::is_told(title, self.lexicon) && !title.contains(',')
        })
    }

    /// Whether as much is free left of a row as right of it, as of a title over its text.
    fn is_centred(&self, row: &Row<'a>) -> bool {
        let free = self.layout.width.saturating_sub(row.line.width());
        let indent = row.line.indent();
        // Where all text begins far from the edge, its full rows have as little free at either side.
        indent >= NARROWEST_CENTRED.max(self.layout.column + 1)
            && indent.abs_diff(free) <= UNEVEN
            && row.line.cells().count() == 1
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
            if apart {
                break;
            }
            let text = row.text();
            let first = row.line.cells().next().map_or(text, |cell| cell.text);
            if row.is_rule()
                || self.heads(first, end == from && self.title.is_empty() && self.number_alone)
                || inline_section(text, self.lexicon).is_some()
                || row.line.may_have_number() && reference::references(first, self.lexicon).is_some()
                || list_mark(text).is_some_and(|mark| !(may_wrap(mark, text) && self.wraps_into(rows, end)))
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
                || row.line.may_have_number() && reference::references(row.text(), self.lexicon).is_some()
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
            if !row.line.may_have_number() || !self.references(first.text) {
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
        while rows.get(used).is_some_and(|row| row.line.may_have_number() && self.references(row.text())) {
            used += 1;
        }
        used
    }

    /// Takes `text` for register numbers, if it is that.
    pub(super) fn references(&mut self, text: &'a str) -> bool {
        // A form whose *Dnr* nobody has filled in.
        if self.lexicon.reference_words.has(text.trim_end_matches([':', ' '])) {
            return true;
        }
        let Some(found) = reference::references(text, self.lexicon) else { return false };
        self.found.beside.references.extend(found.into_iter().map(Cow::Borrowed));
        true
    }
}
