//! Text that runs over several pieces of the source and still knows where each piece stands.

use std::ops::Range;

use crate::model::{Span, Text};

/// Pieces of the source, joined for reading.
#[derive(Debug, Clone, Default)]
pub(crate) struct Flow<'a> {
    /// The first piece, which nearly always is all.
    first: Piece<'a>,
    /// All pieces, where there are several.
    joined: Option<Box<Joined<'a>>>,
}

/// A piece of the source, and where it stands.
#[derive(Debug, Clone, Copy, Default)]
struct Piece<'a> {
    text: &'a str,
    start: usize,
}

#[derive(Debug, Clone)]
struct Joined<'a> {
    text: String,
    /// Where each piece begins in `text`, and the piece.
    pieces: Vec<(usize, Piece<'a>)>,
}

impl<'a> Flow<'a> {
    /// A flow of one piece.
    pub(crate) fn of(text: &'a str, start: usize) -> Self {
        Self { first: Piece { text, start }, joined: None }
    }

    /// Appends a piece of the source behind `joint`. A word that a hyphen breaks becomes whole.
    pub(crate) fn push(&mut self, joint: &str, piece: &'a str, start: usize) {
        if self.is_empty() && joint.is_empty() {
            *self = Self::of(piece, start);
            return;
        }
        let first = self.first;
        let Joined { text, pieces } = &mut **self.joined.get_or_insert_with(|| {
            Box::new(Joined { text: first.text.to_owned(), pieces: vec![(0, first)] })
        });
        let broken = text.ends_with('-') && joint == " ";
        if broken {
            if piece.starts_with(char::is_lowercase) {
                text.pop();
            }
        } else {
            text.push_str(joint);
        }
        pieces.push((text.len(), Piece { text: piece, start }));
        text.push_str(piece);
    }

    pub(crate) fn text(&self) -> &str {
        self.joined.as_ref().map_or(self.first.text, |joined| &joined.text)
    }

    /// The text as the source has it, where it is one piece.
    pub(crate) fn one_piece(&self) -> Option<&'a str> {
        self.joined.is_none().then_some(self.first.text)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// Where a range of the text stands in the source.
    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        let source = |at: usize, end: bool| {
            let holds = |begin: usize| if end { begin < at || begin == 0 } else { begin <= at };
            let (begin, piece) = self.piece(holds);
            piece.start + (at - begin).min(piece.text.len())
        };
        Span::new(source(range.start, false), source(range.end, true))
    }

    /// The last piece that begins where `holds` says, and where it begins in the text.
    fn piece(&self, holds: impl Fn(usize) -> bool) -> (usize, Piece<'a>) {
        let Some(joined) = &self.joined else { return (0, self.first) };
        let at = joined.pieces.partition_point(|(begin, _)| holds(*begin)).saturating_sub(1);
        joined.pieces.get(at).copied().unwrap_or((0, self.first))
    }

    /// A range of the text: borrowed where it stands in one piece of the source.
    pub(crate) fn slice(&self, range: &Range<usize>) -> Text<'a> {
        let (begin, piece) = self.piece(|begin| begin <= range.start);
        if let Some(text) = piece.text.get(range.start - begin..range.end - begin) {
            return crate::blocks::body::folded(text);
        }
        crate::blocks::body::folded(self.text().get(range.clone()).unwrap_or_default()).into_owned().into()
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
