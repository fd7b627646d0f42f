//! Text that runs over several pieces of the source and still knows where each piece stands.

use std::ops::Range;

use crate::model::{Span, Text};

/// Pieces of the source, joined for reading.
#[derive(Debug, Clone, Default)]
pub(crate) struct Flow<'a> {
    /// Borrowed as long as it is one piece.
    text: Text<'a>,
    /// Where each piece begins in `text`, and the piece with its place in the source.
    pieces: Vec<(usize, &'a str, usize)>,
}

impl<'a> Flow<'a> {
    /// A flow of one piece.
    pub(crate) fn of(piece: &'a str, start: usize) -> Self {
        let mut flow = Self::default();
        flow.push("", piece, start);
        flow
    }

    /// Appends a piece of the source behind `joint`. A word that a hyphen breaks becomes whole.
    pub(crate) fn push(&mut self, joint: &str, piece: &'a str, start: usize) {
        if self.pieces.is_empty() && joint.is_empty() {
            self.text = Text::Borrowed(piece);
            // Most flows are one piece.
            self.pieces.reserve_exact(1);
            self.pieces.push((0, piece, start));
            return;
        }
        let broken = self.text.ends_with('-') && joint == " ";
        let text = self.text.to_mut();
        if broken {
            if piece.starts_with(char::is_lowercase) {
                text.pop();
            }
        } else {
            text.push_str(joint);
        }
        self.pieces.push((text.len(), piece, start));
        text.push_str(piece);
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The text as the source has it, where it is one piece.
    pub(crate) fn one_piece(&self) -> Option<&'a str> {
        match self.text {
            Text::Borrowed(text) => Some(text),
            Text::Owned(_) => None,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Where a range of the text stands in the source.
    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.source(range.start, false), self.source(range.end, true))
    }

    fn source(&self, at: usize, end: bool) -> usize {
        let holds = |begin: usize| if end { begin < at || begin == 0 } else { begin <= at };
        let index = self.pieces.partition_point(|(begin, ..)| holds(*begin)).saturating_sub(1);
        self.pieces.get(index).map_or(0, |(begin, piece, start)| start + (at - begin).min(piece.len()))
    }

    /// A range of the text: borrowed where it stands in one piece of the source.
    pub(crate) fn slice(&self, range: &Range<usize>) -> Text<'a> {
        let index = self.pieces.partition_point(|(begin, ..)| *begin <= range.start).saturating_sub(1);
        if let Some((begin, piece, _)) = self.pieces.get(index)
            && let Some(text) = piece.get(range.start - begin..range.end - begin)
        {
            return crate::blocks::body::folded(text);
        }
        crate::blocks::body::folded(self.text.get(range.clone()).unwrap_or_default()).into_owned().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flow_knows_its_places() {
        let source = "Stavros Papa-\ndakis, kassör";
        let mut flow = Flow::of(&source[..13], 0);
        flow.push(" ", &source[14..], 14);
        assert_eq!(flow.text(), "Stavros Papadakis, kassör");
        assert_eq!(flow.slice(&(0..17)), "Stavros Papadakis");
        assert_eq!(flow.span(&(0..17)), Span::new(0, 19));
        assert!(matches!(flow.slice(&(0..7)), Text::Borrowed("Stavros")));
    }
}
