//! Rows: the lines that say something, each with what parts it from the row before.

use super::Line;

/// A line that is neither blank nor furniture.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'a> {
    pub(crate) line: Line<'a>,
    pub(crate) gap: Gap,
}

/// What stands between a row and the row before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Nothing: the next line.
    None,
    /// One blank line.
    Blank,
    /// Two blank lines and more.
    Wide,
    /// A new page begins between them.
    Page,
}

impl Gap {
    /// Whether anything parts the rows.
    pub(crate) fn is_any(self) -> bool {
        self != Self::None
    }
}

impl<'a> Row<'a> {
    pub(crate) fn text(&self) -> &'a str {
        self.line.trimmed()
    }

    /// Only strokes, as under a heading or above a signature: `-----`, `_____`, `.....`.
    pub(crate) fn is_rule(&self) -> bool {
        is_rule(self.text())
    }
}

/// Whether `text` is only strokes or dots.
pub(crate) fn is_rule(text: &str) -> bool {
    // Nearly all texts begin or end with a letter or a figure.
    let says = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_alphanumeric);
    if says(text.as_bytes().first()) || says(text.as_bytes().last()) {
        return false;
    }
    let marks =
        text.bytes().filter(|byte| matches!(byte, b'-' | b'_' | b'=' | b'.' | b'*' | b'~' | b':')).count();
    marks >= 3
        && text
            .chars()
            .all(|c| matches!(c, '-' | '_' | '=' | '.' | '*' | '~' | ' ' | '…' | '–' | '—' | ':' | '|'))
        || !text.is_empty() && text.chars().all(|c| matches!(c, '…' | '_' | '–' | '—' | '─' | '═'))
}

/// The rows of a text. Where a blank line stands between all of them, it parts nothing, and two part as one does else.
pub(crate) fn rows<'a>(lines: &[Line<'a>]) -> Vec<Row<'a>> {
    let mut rows =
        Vec::with_capacity(lines.iter().filter(|line| !line.is_blank() && !line.furniture).count());
    let doubled = are_double_spaced(lines);
    let mut gap = Gap::None;
    for line in lines {
        if line.furniture {
            gap = Gap::Page;
        } else if line.is_blank() {
            gap = match gap {
                Gap::None => Gap::Blank,
                Gap::Blank | Gap::Wide => Gap::Wide,
                Gap::Page => Gap::Page,
            };
        } else {
            let gap_between = match std::mem::replace(&mut gap, Gap::None) {
                Gap::Blank if doubled => Gap::None,
                Gap::Wide if doubled => Gap::Blank,
                gap => gap,
            };
            rows.push(Row { line: *line, gap: gap_between });
        }
    }
    rows
}

/// How many rows a text has at least of which it can be told whether they are double spaced.
const FEWEST_ROWS: usize = 12;

/// How many rows that no blank line parts are enough to tell that a text is not.
const CLOSE_ROWS: usize = 12;

/// Of how many double-spaced rows one at most follows the one before it at once, and one at least goes on with its
/// sentence.
const OF_CLOSE: usize = 20;
const OF_BROKEN: usize = 8;

/// Whether a blank line stands between all rows, also where a sentence goes on in the next one: as converters leave
/// wrapped text now and then.
fn are_double_spaced(lines: &[Line<'_>]) -> bool {
    let (mut close, mut apart, mut broken) = (0, 0, 0);
    let mut before: Option<&Line<'_>> = None;
    let mut blanks = 0;
    for line in lines {
        if line.is_blank() {
            blanks += 1;
            continue;
        }
        match (before.replace(line), std::mem::take(&mut blanks)) {
            (Some(_), 0) => close += 1,
            (Some(before), 1) => {
                apart += 1;
                broken += usize::from(breaks_sentence(before.trimmed(), line.trimmed()));
            }
            _ => {}
        }
        if close > CLOSE_ROWS && close * OF_CLOSE > lines.len() {
            return false;
        }
    }
    apart >= FEWEST_ROWS && close * OF_CLOSE <= apart && broken * OF_BROKEN >= apart
}

/// Whether a sentence goes on from one row in the next.
fn breaks_sentence(row: &str, next: &str) -> bool {
    let goes_on = |text: &str| text.starts_with(char::is_lowercase) && !text.starts_with("att ");
    row.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '-')) && goes_on(next)
}

#[cfg(test)]
mod tests {
    use super::super::split;
    use super::*;

    fn gaps(text: &str) -> Vec<Gap> {
        rows(&split(text, 0)).iter().map(|row| row.gap).collect()
    }

    #[test]
    fn a_blank_line_between_all_rows_parts_nothing() {
        let rows = ["§ 1 Val", "Nämnden valde", "ordförande för", "året. Valet", "var enigt."];
        let text = |between: &str| rows.join(between).repeat(3);
        assert_eq!(gaps(&text("\n\n"))[..3], [Gap::None; 3]);
        let text = text("\n\n").replace("§ 1", "\n\n\n§ 1");
        assert_eq!(gaps(&text)[5], Gap::Blank);
        // Paragraphs of one row, as of text out of a word processor.
        let paragraphs = ["§ 1 Val", "Nämnden valde ordförande.", "Valet var enigt."].join("\n\n").repeat(9);
        assert_eq!(gaps(&paragraphs)[1], Gap::Blank);
    }
}
