//! The cells of a line.

use super::{Line, Looks};
use crate::eights;
use crate::model::Span;

/// A piece of a line that white space keeps apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cell<'a> {
    /// What stands in it, without white space at either side.
    pub(crate) text: &'a str,
    /// Where it begins in the text.
    pub(crate) start: usize,
    /// The column at which it begins, in characters.
    pub(crate) column: usize,
}

impl Cell<'_> {
    /// Where it stands.
    pub(crate) fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }

    /// The column after its last character.
    pub(crate) fn end_column(&self) -> usize {
        self.column + super::characters(self.text)
    }
}

/// How many cells a line has at most; the last one has the rest of the line. No table has so many columns, and
/// readers may compare each cell of a row with each of the next.
const MOST: usize = 64;

/// The cells of a line, from left to right.
#[derive(Debug, Clone)]
pub(crate) struct Cells<'a> {
    /// Whether strokes part the cells: `| Anna Berg | S |`.
    piped: bool,
    /// Whether all white space is ASCII.
    ascii_blanks: bool,
    rest: &'a str,
    start: usize,
    place: super::Place,
    given: usize,
    /// How many cells it has at most.
    most: usize,
    /// Where the cells that only words tell begin, in bytes behind [`Self::line`].
    cuts: [u16; super::MOST_CUTS],
    /// Where the line begins.
    line: usize,
}

impl<'a> Cells<'a> {
    /// The cells of a line.
    pub(super) fn new(line: &Line<'a>) -> Self {
        let Line { text, looks, cuts, .. } = *line;
        let piped = text.as_bytes().last() == Some(&b'|') && is_piped(text);
        let most = if looks.has(Looks::GAP) || piped || line.is_cut() { MOST } else { 1 };
        let (lead, rest) = text.split_at(line.lead());
        let place = super::Place::default().after(lead);
        let ascii_blanks = !looks.has(Looks::OPEN);
        let start = line.start + lead.len();
        let mut cells =
            Self { piped, ascii_blanks, rest, start, place, given: 0, most, cuts, line: line.start };
        if piped {
            cells.skip_between();
        }
        cells
    }

    fn advance(&mut self, bytes: usize) {
        let (passed, rest) = self.rest.split_at(bytes);
        self.place = self.place.after(passed);
        self.start += bytes;
        self.rest = rest;
    }

    /// Goes on behind a cell, in which no tab stands unless strokes part them.
    fn pass(&mut self, bytes: usize) {
        if self.piped {
            return self.advance(bytes);
        }
        let (cell, rest) = self.rest.split_at(bytes);
        self.place.since += super::characters(cell);
        self.start += bytes;
        self.rest = rest;
    }

    /// Goes on to where the next cell begins.
    fn skip_between(&mut self) {
        // Nearly always blanks alone.
        let blanks = eights::blanks(self.rest.as_bytes());
        self.place.since += blanks;
        self.start += blanks;
        self.rest = &self.rest[blanks..];
        if !self.piped && self.rest.as_bytes().first().is_some_and(u8::is_ascii_graphic) {
            return;
        }
        let between = |c: char| c.is_whitespace() || self.piped && c == '|';
        self.advance(self.rest.len() - self.rest.trim_start_matches(between).len());
    }
}

impl<'a> Cells<'a> {
    /// The next cell of a line whose words tell them: the one behind it begins a column as behind a tab.
    fn next_cut(&mut self) -> Cell<'a> {
        let cut = self.cuts.get(self.given - 1).map(|cut| self.line + usize::from(*cut));
        let length = cut.and_then(|cut| cut.checked_sub(self.start)).filter(|length| *length > 0);
        let (text, rest) =
            length.and_then(|length| self.rest.split_at_checked(length)).unwrap_or((self.rest, ""));
        let cell = Cell { text: text.trim_end(), start: self.start, column: self.place.column() };
        self.place = super::Place { tabs: self.place.tabs + 1, since: 0 };
        (self.start, self.rest) = (self.start + text.len(), rest);
        cell
    }
}

impl<'a> Iterator for Cells<'a> {
    type Item = Cell<'a>;

    fn next(&mut self) -> Option<Cell<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        if self.most == 1 {
            let text = std::mem::take(&mut self.rest);
            return Some(Cell { text, start: self.start, column: self.place.column() });
        }
        self.given += 1;
        if self.cuts[0] != 0 {
            return Some(self.next_cut());
        }
        let len = match (self.given < self.most, self.piped) {
            (true, false) => cell_length(self.rest, self.ascii_blanks),
            (true, true) => self.rest.find('|').unwrap_or(self.rest.len()),
            (false, _) => self.rest.len(),
        };
        let text = &self.rest[..len];
        // A cell ends before the gap; between strokes it may have blanks at its end.
        let text = if self.piped { text.trim_end() } else { text };
        let cell = Cell { text, start: self.start, column: self.place.column() };
        if len == self.rest.len() {
            // Behind the last cell no column is asked for.
            self.rest = "";
        } else {
            self.pass(len);
            self.skip_between();
        }
        Some(cell)
    }
}

/// Whether a line is a row of a table with strokes, as Markdown has it.
pub(crate) fn is_piped(text: &str) -> bool {
    let row = text.trim();
    row.len() > 2 && row.starts_with('|') && row.ends_with('|')
}

/// How many bytes the first cell of `text` has: up to a tab, or to a gap of two spaces and more.
/// Two spaces after a full stop are a typist's habit and no gap. Where `ascii_blanks` says that there is no other white
/// space, it is looked for eight bytes at a time.
fn cell_length(text: &str, ascii_blanks: bool) -> usize {
    let bytes = text.as_bytes();
    let next = if ascii_blanks { eights::next_gap } else { next_white_space };
    let mut at = next(bytes, 0);
    while at < text.len() {
        let gap = gap(&text[at..]);
        let stopped = at > 0 && matches!(bytes[at - 1], b'.' | b'!' | b'?');
        let enough = if stopped { 3 } else { 2 };
        if gap.tab || gap.blanks >= enough && at + gap.bytes < text.len() {
            return at;
        }
        // Without a blank, a letter of several bytes or a sign of control.
        let passed =
            if gap.bytes > 0 { gap.bytes } else { text[at..].chars().next().map_or(1, char::len_utf8) };
        at = next(bytes, at + passed);
    }
    text.len()
}

/// Where white space of any kind may stand at or behind `at` that is not one blank before a sign of ASCII.
fn next_white_space(bytes: &[u8], mut at: usize) -> usize {
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'!'..=b'~' => at += 1,
            // White space that is not ASCII begins with C2, E1, E2 or E3.
            0x80..=0xc1 | 0xc3..=0xe0 | 0xe4.. => at += 1,
            // Nearly all blanks stand between two words.
            b' ' if matches!(bytes.get(at + 1), Some(b'!'..=b'~')) => at += 2,
            _ => return at,
        }
    }
    at
}

/// White space: how many characters and bytes it has, and whether a tab is among them.
struct Gap {
    blanks: usize,
    bytes: usize,
    tab: bool,
}

/// The white space at the beginning of `text`.
fn gap(text: &str) -> Gap {
    // Nearly always blanks alone.
    let blanks = eights::blanks(text.as_bytes());
    let mut gap = Gap { blanks, bytes: blanks, tab: false };
    if text.as_bytes().get(blanks).is_some_and(u8::is_ascii_graphic) {
        return gap;
    }
    for c in text[blanks..].chars().take_while(|c| c.is_whitespace()) {
        gap.blanks += 1;
        gap.bytes += c.len_utf8();
        gap.tab |= c == '\t';
    }
    gap
}

#[cfg(test)]
mod tests {
    use super::super::split;
    use super::cell_length;

    fn cells(line: &str) -> Vec<(&str, usize)> {
        split(line, 0)[0].cells().map(|cell| (cell.text, cell.column)).collect()
    }

    #[test]
    fn the_last_of_many_cells_has_the_rest() {
        let line = "a\t".repeat(100) + "b";
        let cells = cells(&line);
        assert_eq!((cells.len(), cells[0].0, cells[63].0.len()), (64, "a", line.len() - 126));
    }

    #[test]
    fn eight_bytes_at_a_time_end_a_cell_where_one_byte_does() {
        for text in [
            "Anna Berg (S)      Bo Ek",
            "Datum\tPlats",
            "Åsa \tÖst",
            "Nej.  Ja.   Så",
            "a \u{1}  b",
            "a ! ö  b",
        ] {
            for at in text.char_indices().map(|(at, _)| at) {
                let text = &text[at..];
                assert_eq!(cell_length(text, true), cell_length(text, false), "{text:?}");
            }
        }
        let wide = "Anna\u{a0}\u{a0}Berg Ek  Bo\u{3000}\u{3000}Ek";
        let texts: Vec<&str> = cells(wide).into_iter().map(|(text, _)| text).collect();
        assert_eq!(texts, ["Anna", "Berg Ek", "Bo", "Ek"]);
    }

    #[test]
    fn cells_stand_apart() {
        assert_eq!(cells("Anna Berg (S)      Bo Ek (M)"), [("Anna Berg (S)", 0), ("Bo Ek (M)", 19)]);
        assert_eq!(cells("Datum\tKlockan\tPlats"), [("Datum", 0), ("Klockan", 24), ("Plats", 48)]);
        assert_eq!(cells("  Åsa   Öst"), [("Åsa", 2), ("Öst", 8)]);
        assert_eq!(cells("Justerat.  Det är så."), [("Justerat.  Det är så.", 0)]);
        assert_eq!(cells("| Anna Berg | S |"), [("Anna Berg", 2), ("S", 14)]);
        assert!(split("", 0).is_empty());
    }
}
