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

/// The rows of a text.
pub(crate) fn rows<'a>(lines: &[Line<'a>]) -> Vec<Row<'a>> {
    let mut rows =
        Vec::with_capacity(lines.iter().filter(|line| !line.is_blank() && !line.furniture).count());
    let mut gap = Gap::None;
    for line in lines {
        if line.furniture {
            gap = Gap::Page;
        } else if line.is_blank() {
            gap = match gap {
                Gap::None if line.is_page_break() => Gap::Page,
                Gap::None => Gap::Blank,
                Gap::Blank | Gap::Wide => Gap::Wide,
                Gap::Page => Gap::Page,
            };
        } else {
            rows.push(Row { line: *line, gap });
            gap = Gap::None;
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::super::split;
    use super::*;

    #[test]
    fn what_parts_rows() {
        let gaps = |text: &str| rows(&split(text, 0)).iter().map(|row| row.gap).collect::<Vec<_>>();
        assert_eq!(gaps("ett\ntvå\n\ntre\n\n\nfyra"), [Gap::None, Gap::None, Gap::Blank, Gap::Wide]);
        // A page begins, with nothing blank before it, or with something.
        assert_eq!(gaps("ett\n\x0ctvå\x0ctre\n\n\x0cfyra"), [Gap::None, Gap::Page, Gap::None, Gap::Wide]);
    }
}
