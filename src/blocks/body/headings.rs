//! Headings inside a point: alone in a row, before a colon, or beside the text that they stand over.

use rustc_hash::FxHashMap;

use super::piece::Piece;
use crate::item;
use crate::lexicon::{Lexicon, Section};
use crate::lines::rows::Gap;

/// A heading inside a point, by its words: what it begins.
pub(super) fn section(text: &str, lexicon: &Lexicon) -> Option<Section> {
    item::section::heading(text, lexicon)
}

/// The headings inside points that a document has had so far: most come again in other points, and what one begins is
/// told by its text alone.
#[derive(Debug, Default)]
pub(crate) struct Headings<'a>(FxHashMap<&'a str, Section>);

impl<'a> Headings<'a> {
    /// How many are kept; more have no protocol.
    const MOST: usize = 256;

    /// As [`section`].
    pub(super) fn section(&mut self, text: &'a str, lexicon: &Lexicon) -> Option<Section> {
        if let Some(known) = self.0.get(text) {
            return Some(*known);
        }
        let found = section(text, lexicon)?;
        if self.0.len() < Self::MOST {
            self.0.insert(text, found);
        }
        Some(found)
    }
}

/// A heading with its text beside it, kept apart by a tab or a wide gap: `Beslut:   Styrelsen …`.
pub(super) fn side_heading<'a>(
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
pub(super) fn inline_section<'a>(text: &'a str, lexicon: &Lexicon) -> Option<(Section, &'a str)> {
    let colon = memchr::memchr(b':', &text.as_bytes()[..text.len().min(60)])?;
    let section = section(&text[..colon], lexicon)?;
    Some((section, text[colon + 1..].trim_start()))
}
