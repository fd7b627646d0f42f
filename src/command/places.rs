//! Byte offsets → lines and columns, as editors count them.

use std::ops::Range;

use protokollant::Span;

/// Where the lines of a text begin; made once a text, so that many places cost little.
#[derive(Debug)]
pub(super) struct Places<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

/// A place in a text, for people: a line, and the piece of it that is meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place<'a> {
    /// From 1.
    pub(super) line: usize,
    /// In characters, from 1.
    pub(super) column: usize,
    /// The line without its end.
    pub(super) text: &'a str,
    /// The piece, in bytes of `text`.
    pub(super) marked: Range<usize>,
}

impl<'a> Places<'a> {
    /// Line ends are LF, CRLF and CR.
    pub(super) fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let ends = |at: usize| match bytes[at] {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        let starts = (0..bytes.len()).filter(|at| ends(*at)).map(|at| at + 1);
        Self { text, starts: std::iter::once(0).chain(starts).collect() }
    }

    /// The first line of a span that has anything on it. A span of several lines is shown by that one.
    pub(super) fn of(&self, span: Span) -> Place<'a> {
        let piece = span.of(self.text);
        let start = span.start.min(self.text.len()) + piece.len() - piece.trim_start().len();
        let line = self.starts.partition_point(|begin| *begin <= start).max(1);
        let begin = self.starts[line - 1];
        let end = self.starts.get(line).copied().unwrap_or(self.text.len());
        let text = self.text.get(begin..end).unwrap_or_default().trim_end_matches(['\n', '\r']);
        // Spans cut at characters; one that does not is shown as its line.
        let from = Some(start - begin).filter(|from| text.is_char_boundary(*from)).unwrap_or_default();
        let to = (span.end.saturating_sub(begin)).clamp(from, text.len());
        let marked = from..from + text.get(from..to).unwrap_or_default().trim_end().len();
        let column = text.get(..from).unwrap_or_default().chars().count() + 1;
        Place { line, column, text, marked }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_lines_and_columns() {
        let text = "Protokoll\r\nÅsa Öst\rnärvarande\n\n  § 1\nVal\n";
        let places = Places::new(text);
        for (start, end, line, column, marked) in [
            (0, 9, 1, 1, "Protokoll"),
            (16, 20, 2, 5, "Öst"),
            (21, 32, 3, 1, "närvarande"),
            (33, 44, 5, 3, "§ 1"),
            (45, 45, 7, 1, ""),
            (900, 901, 7, 1, ""),
            (12, 13, 2, 1, "Å"),
        ] {
            let place = places.of(Span::new(start, end));
            assert_eq!((place.line, place.column), (line, column), "{start}");
            assert_eq!(&place.text[place.marked.clone()], marked, "{start}");
        }
        assert_eq!(Places::new("").of(Span::new(0, 0)).line, 1);
    }
}
