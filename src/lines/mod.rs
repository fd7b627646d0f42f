//! Text → lines: each line with its place, its indent and its cells. Nothing is copied.
//!
//! A *cell* is a piece of a line that white space keeps apart from the next: a tab, or two spaces and
//! more. Tables, columns, and labels with their values stand in cells.

mod cells;
pub(crate) mod flow;
pub(crate) mod pages;
pub(crate) mod rows;
mod spacing;

pub(crate) use cells::{Cell, Cells, is_piped};

use crate::eights;
use crate::model::Span;

/// One line of the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line<'a> {
    /// The line without its end and without white space behind it.
    pub(crate) text: &'a str,
    /// Where it begins.
    pub(crate) start: usize,
    /// Where the next line begins.
    pub(crate) next: usize,
    /// Whether it comes again on each page and belongs to no sentence.
    pub(crate) furniture: bool,
    looks: Looks,
    /// How many bytes of white space, and of the mark of a heading, stand before the text; with [`LONG_LEAD`] they
    /// are counted anew.
    lead: u16,
    /// How many lines stand before it.
    pub(crate) number: u32,
    /// Where cells behind the first begin by what the words say, in bytes behind the start of the line; zeros where they
    /// do not: see [`Self::cut`].
    cuts: [u16; MOST_CUTS],
}

/// How many cells a line has at most behind the first that only its words tell.
const MOST_CUTS: usize = 4;

/// What a walk over the bytes of a line tells, for a glance before it is read.
#[derive(Debug, Clone, Copy)]
struct Looks(u8);

impl Looks {
    const GAP: u8 = 1;
    const FIGURE: u8 = 2;
    const SIGN: u8 = 4;

    const BLANK: u8 = 8;
    /// A rare byte, of which it or the one behind it tells more. Without one all white space is ASCII.
    const OPEN: u8 = 16;
    /// A form feed ends the line.
    const FEED: u8 = 32;

    /// What each byte tells by itself.
    const OF_BYTES: [u8; 256] = {
        let mut looks = [0; 256];
        let mut byte = 0;
        while byte < 256 {
            looks[byte] = match byte as u8 {
                b' ' => Self::BLANK,
                0..b' ' => Self::GAP,
                0x81 | 0xcc | 0xe1 => Self::OPEN | Self::GAP,
                0xc2 => Self::OPEN | Self::SIGN,
                0x80 => Self::OPEN,
                b'0'..=b'9' => Self::FIGURE,
                _ => 0,
            };
            byte += 1;
        }
        looks
    };

    /// How a text looks: one walk over its bytes without a branch, by sixteen where it has so many.
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let (Some((&last, pairs)), true) = (bytes.split_last(), bytes.len() > Sixteen::LENGTH) else {
            return Self::one_by_one(bytes);
        };
        let mut found = Sixteen::default();
        let mut rest = bytes;
        while let [_, behind @ ..] = rest
            && let (Some(firsts), Some(seconds)) = (rest.first_chunk(), behind.first_chunk())
        {
            found.add(firsts, seconds);
            rest = &rest[Sixteen::LENGTH..];
        }
        // The end, of which some may have been seen.
        if let (Some(firsts), Some(seconds)) = (pairs.last_chunk(), bytes.last_chunk()) {
            found.add(firsts, seconds);
        }
        let looks = found.looks() | Self::OF_BYTES[usize::from(last)];
        Self(if looks & Self::OPEN == 0 { looks } else { looks | Self::of_open(bytes) })
    }

    /// What the rare bytes of a text tell.
    fn of_open(bytes: &[u8]) -> u8 {
        let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
        pairs.fold(0, |found, (&byte, &next)| {
            let gap = (byte == 0x81) | (byte == 0xcc) | (byte == 0xe1) | Self::is_wide(byte, next);
            found | (u8::from(gap) * Self::GAP) | (u8::from(byte == 0xc2) * Self::SIGN)
        })
    }

    /// Whether two bytes are of white space that is not ASCII, or of a soft hyphen. Of the signs that begin with `E2 80`,
    /// dashes, quotation marks, bullets and dots are none.
    const fn is_wide(byte: u8, next: u8) -> bool {
        (byte == 0xc2) & ((next == 0xa0) | (next == 0xad) | (next == 0x85))
            | (byte == 0x80) & ((next.wrapping_sub(0x80) <= 0x0a) | (next >= 0xa8))
    }

    /// The same by the table.
    fn one_by_one(bytes: &[u8]) -> Self {
        let (mut found, mut before) = (0, 0);
        for &byte in bytes {
            let look = Self::OF_BYTES[usize::from(byte)];
            // Two blanks side by side are a gap.
            found |= look | ((look & before & Self::BLANK) / Self::BLANK);
            before = look;
        }
        if found & Self::OPEN != 0 && bytes.windows(2).any(|pair| Self::is_wide(pair[0], pair[1])) {
            found |= Self::GAP;
        }
        Self(found)
    }

    fn has(self, look: u8) -> bool {
        self.0 & look != 0
    }
}

/// The looks of sixteen bytes at once, each with the byte behind it: comparisons only, which the compiler turns into
/// those of a vector. Blanks by themselves are not told, and of rare bytes only that they are there.
#[derive(Default)]
struct Sixteen([u8; Self::LENGTH]);

impl Sixteen {
    const LENGTH: usize = 16;

    fn add(&mut self, firsts: &[u8; Self::LENGTH], seconds: &[u8; Self::LENGTH]) {
        for at in 0..Self::LENGTH {
            let (byte, next) = (firsts[at], seconds[at]);
            let blanks = (byte == b' ') & (next == b' ');
            let open = (byte & 0xfe == 0x80) | (byte == 0xc2) | (byte == 0xcc) | (byte == 0xe1);
            let figure = byte.wrapping_sub(b'0') <= 9;
            let gap = blanks | (byte < b' ');
            self.0[at] |= u8::from(gap) * Looks::GAP;
            self.0[at] |= u8::from(figure) * Looks::FIGURE;
            self.0[at] |= u8::from(open) * Looks::OPEN;
        }
    }

    fn looks(&self) -> u8 {
        self.0.iter().fold(0, |found, look| found | look)
    }
}

/// As much white space before a text as no page has.
const LONG_LEAD: u16 = u16::MAX;

impl<'a> Line<'a> {
    /// Whether nothing stands on it.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether nothing stands on it since a page begins behind it: a form feed right behind the end of a line.
    pub(crate) fn is_page_break(&self) -> bool {
        self.is_blank() && self.looks.has(Looks::FEED)
    }

    /// The line without white space at either side, and without the mark of a heading: `## Beslut`.
    pub(crate) fn trimmed(&self) -> &'a str {
        &self.text[self.lead()..]
    }

    fn lead(&self) -> usize {
        if self.lead == LONG_LEAD {
            return self.text.len() - without_lead(self.text).len();
        }
        usize::from(self.lead)
    }

    /// Where the text begins after the indent.
    pub(crate) fn text_start(&self) -> usize {
        self.start + self.lead()
    }

    /// Where the trimmed text stands.
    pub(crate) fn span(&self) -> Span {
        Span::new(self.text_start(), self.start + self.text.len())
    }

    /// The column at which the text begins, in characters; each tab counts as 24.
    pub(crate) fn indent(&self) -> usize {
        Place::default().after(&self.text[..self.lead()]).column()
    }

    /// The width in characters, indent included.
    pub(crate) fn width(&self) -> usize {
        Place::default().after(self.text).column()
    }

    /// Whether it may have several cells.
    pub(crate) fn may_have_cells(&self) -> bool {
        self.looks.has(Looks::GAP) || self.text.as_bytes().last() == Some(&b'|') || self.is_cut()
    }

    /// Lets cells begin at the bytes `places` of the text of the line, as if tabs stood before them: the columns are
    /// lost, and the words tell them. Of too many places or those too far away, none is kept.
    pub(crate) fn cut(&mut self, places: &[usize]) {
        let mut cuts = [0; MOST_CUTS];
        if places.len() > MOST_CUTS || places.last().is_none_or(|last| *last > usize::from(u16::MAX)) {
            return;
        }
        for (cut, place) in cuts.iter_mut().zip(places) {
            *cut = *place as u16;
        }
        self.cuts = cuts;
    }

    /// Whether its words tell its cells.
    pub(crate) fn is_cut(&self) -> bool {
        self.cuts[0] != 0
    }

    /// What [`may_have_gap`] tells of the trimmed text.
    pub(crate) fn may_have_gap(&self) -> bool {
        self.looks.has(Looks::GAP)
    }

    /// Whether it may be the head of a point: it has a figure, or a sign that begins as `§` does.
    pub(crate) fn may_have_number(&self) -> bool {
        self.looks.has(Looks::FIGURE | Looks::SIGN)
    }

    /// Whether the paragraph sign may stand in it: a byte does with which it begins.
    pub(crate) fn may_have_sign(&self) -> bool {
        self.looks.has(Looks::SIGN)
    }

    /// The cells, from left to right.
    pub(crate) fn cells(&self) -> Cells<'a> {
        Cells::new(self)
    }
}

/// How far apart the columns are that tabs make.
const TAB: usize = 24;

/// A place in a line. A tab begins the next column of a table, however long the cell before it is; so the
/// column is told by how many tabs stand before it.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    tabs: usize,
    since: usize,
}

impl Place {
    /// The place behind `text`.
    fn after(self, text: &str) -> Self {
        text.bytes().fold(self, |place, byte| match byte {
            b'\t' => Self { tabs: place.tabs + 1, since: 0 },
            _ if !takes_column(byte) => place,
            _ => Self { since: place.since + 1, ..place },
        })
    }

    fn column(self) -> usize {
        self.tabs * TAB + self.since
    }
}

/// How many columns a short text takes.
fn characters(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.bytes().filter(|byte| takes_column(*byte)).count()
}

/// Whether a byte begins a character that takes a column: the dots and rings of decomposed letters, U+0300 to
/// U+036F, stand over the letter before them.
const fn takes_column(byte: u8) -> bool {
    byte & 0xc0 != 0x80 && !matches!(byte, 0xcc | 0xcd)
}

/// Cuts `text`, which begins at `offset` of the whole, into lines. Line ends are LF, CRLF, lone CR and
/// form feed; a form feed ends a line without being part of it. Of many blank lines together, all but the first
/// are one, so that they take no memory; where one stands between all rows, there is none.
pub(crate) fn split<'a>(text: &'a str, offset: usize) -> Vec<Line<'a>> {
    let bytes = text.as_bytes();
    let mut lines: Vec<Line<'a>> = Vec::with_capacity(about_lines(bytes));
    let (mut start, mut number) = (0, 0);
    let mut push = |line: Line<'a>| match &mut lines[..] {
        [.., before, last] if line.is_blank() && last.is_blank() && before.is_blank() => {
            last.next = line.next
        }
        _ => lines.push(line),
    };
    each_end(bytes, |end| {
        if end < start {
            return; // the LF of a CRLF
        }
        let next = if bytes[end] == b'\r' && bytes.get(end + 1) == Some(&b'\n') { end + 2 } else { end + 1 };
        let mut found = line(&text[start..end], offset + start, offset + next, number);
        if bytes[end] == b'\x0c' {
            found.looks.0 |= Looks::FEED;
        }
        push(found);
        start = next;
        number = number.saturating_add(1);
    });
    if start < text.len() {
        push(line(&text[start..], offset + start, offset + text.len(), number));
    }
    spacing::close_up(&mut lines);
    lines
}

/// Gives `take` the place of each LF, CR and form feed. Lines are short, so that a search that begins anew behind each
/// end takes longer than a look at eight bytes at a time.
fn each_end(bytes: &[u8], mut take: impl FnMut(usize)) {
    let mut take_if_end = |at: usize| {
        if matches!(bytes[at], b'\n' | b'\r' | b'\x0c') {
            take(at);
        }
    };
    let (words, rest) = bytes.as_chunks();
    for (index, word) in words.iter().enumerate() {
        let mut low = eights::below(u64::from_le_bytes(*word), b'\r' + 1);
        while low != 0 {
            take_if_end(index * 8 + eights::first(low));
            low &= low - 1;
        }
    }
    (bytes.len() - rest.len()..bytes.len()).for_each(take_if_end);
}

/// About how many lines a text has: enough to make room once, and not much where all of them are blank.
fn about_lines(bytes: &[u8]) -> usize {
    let ends = memchr::memchr_iter(b'\n', bytes).count().max(memchr::memchr_iter(b'\r', bytes).count());
    // Form feeds end lines too.
    (ends + ends / 16 + 4).min(bytes.len() / 16 + 16)
}

fn line(text: &str, start: usize, next: usize, number: u32) -> Line<'_> {
    // Nearly all lines are blank or end with a sign of ASCII.
    let text = if text.as_bytes().last().is_none_or(u8::is_ascii_graphic) { text } else { text.trim_end() };
    let trimmed = without_lead(text);
    let lead = u16::try_from(text.len() - trimmed.len()).unwrap_or(LONG_LEAD);
    Line {
        text,
        start,
        next,
        furniture: false,
        looks: Looks::of(trimmed),
        lead,
        number,
        cuts: [0; MOST_CUTS],
    }
}

/// A line without the white space before it, and without the mark of a heading in Markdown.
fn without_lead(text: &str) -> &str {
    let is_indent = |byte: &u8| !byte.is_ascii_graphic();
    let trimmed = if text.as_bytes().first().is_some_and(is_indent) { text.trim_start() } else { text };
    if trimmed.as_bytes().first() != Some(&b'#') {
        return trimmed;
    }
    let heading = trimmed.trim_start_matches('#').trim_start();
    if heading.is_empty() { trimmed } else { heading }
}

/// Whether `text` may hold two blanks side by side, a tab, or white space, a soft hyphen or a mark that is not ASCII: one walk
/// over its bytes without a branch, which spares most lines closer looks. It says yes too often, never no.
pub(crate) fn may_have_gap(text: &str) -> bool {
    Looks::of(text).has(Looks::GAP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_every_byte() {
        let text = "ett\r\ntvå\rtre\n\n\x0cfyra  ";
        let lines = split(text, 0);
        let texts: Vec<_> = lines.iter().map(|line| line.text).collect();
        assert_eq!(texts, ["ett", "två", "tre", "", "", "fyra"]);
        assert!(lines.windows(2).all(|pair| pair[0].next == pair[1].start));
        assert_eq!(lines.last().map(|line| line.next), Some(text.len()));
        assert!(split("", 0).is_empty());
    }

    #[test]
    fn texts_without_a_gap_have_one_cell() {
        for text in ["ett  två", "ett\ttvå", "ett\u{a0}två", "ett \u{2003}två", "a\u{30a}", "a\t"] {
            assert!(may_have_gap(text), "{text:?}");
        }
        for text in ["", "a", "Anna Berg (S), ordförande", " å ", "§ 1 – ”Val”", "… Åsa À"] {
            assert!(!may_have_gap(text), "{text:?}");
        }
        for c in (0..=0xffff).filter_map(char::from_u32).filter(|c| c.is_whitespace() && *c != ' ') {
            assert!(may_have_gap(&c.to_string()), "{c:?}");
            assert!(may_have_gap(&format!("Anna Berg ordförande{c}Bo Ek")), "{c:?}");
        }
    }

    #[test]
    fn looks_by_sixteen_are_those_by_one() {
        let asked = |looks: Looks| looks.0 & (Looks::GAP | Looks::FIGURE | Looks::SIGN);
        for sign in
            ["a", " ", "  ", "\t", "7", "§", "\u{a0}", "\u{2003}", "å", "\u{30a}", "\u{1680}", "\u{3000}"]
        {
            for before in 0..40 {
                for after in 0..20 {
                    let text = format!("{}{sign}{}", "x".repeat(before), "y".repeat(after));
                    assert_eq!(
                        asked(Looks::of(&text)),
                        asked(Looks::one_by_one(text.as_bytes())),
                        "{text:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn ends_of_lines_are_found() {
        let mut text = Vec::new();
        for byte in (0..=0xff).chain([b'\r', b'\n', 0x0e, b'\x0c', 0x0e, 0x0e, b'\n', b'\n', 0x8a]) {
            text.push(byte);
            for from in 0..text.len().min(9) {
                let mut ends = Vec::new();
                each_end(&text[from..], |end| ends.push(end));
                assert!(memchr::memchr3_iter(b'\n', b'\r', b'\x0c', &text[from..]).eq(ends));
            }
        }
    }

    #[test]
    fn blank_lines_together_are_two() {
        let lines = split("ett\n\n\n  \n\ntvå", 0);
        let places: Vec<_> =
            lines.iter().map(|line| (line.text, line.number, line.start, line.next)).collect();
        assert_eq!(places, [("ett", 0, 0, 4), ("", 1, 4, 5), ("", 2, 5, 10), ("två", 5, 10, 14)]);
    }

    #[test]
    fn marks_of_headings_are_no_text() {
        for (text, trimmed) in
            [("## Beslut", "Beslut"), ("##Beslut", "Beslut"), (" # Val  nu", "Val  nu"), ("#", "#")]
        {
            let line = split(text, 0)[0];
            assert_eq!(
                (line.trimmed(), line.cells().next().map(|cell| cell.start)),
                (trimmed, Some(line.text_start()))
            );
        }
    }

    #[test]
    fn columns_count_characters_and_tabs() {
        let lines = split("   Åsa\n\tÖrjan\n", 0);
        assert_eq!((lines[0].indent(), lines[0].width()), (3, 6));
        assert_eq!((lines[1].indent(), lines[1].text_start()), (24, 9));
        // Decomposed letters take no more room.
        assert_eq!(split("   A\u{30a}sa\n", 0)[0].width(), 6);
    }
}
