//! Lists of first names alone.

use std::ops::Range;

use super::ends::{conjunctions, trimmed};
use super::entry::Entry;
use crate::grammar::name;
use crate::lexicon::Lexicon;

/// How many first names a list of such has at least.
const FEWEST_GIVEN: usize = 3;

/// A list of first names, as small boards have it: `Eva, Nils, Bo och Siv`. Nothing where anything else stands
/// in it.
pub(crate) fn given_names<'l>(text: &str, lexicon: &'l Lexicon) -> Vec<Entry<'l>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for piece in text.split(',') {
        let joint = conjunctions(piece, lexicon).next();
        let (head, tail) = joint.map_or((piece, None), |(end, from)| (&piece[..end], Some(from)));
        pieces.push(trimmed(text, at..at + head.len()));
        pieces.extend(tail.map(|from| trimmed(text, at + from..at + piece.len())));
        at += piece.len() + 1;
    }
    let is_given = |range: &Range<usize>| {
        let word = text[range.clone()].trim_end_matches('.');
        name::is_given(word, lexicon)
    };
    if pieces.len() < FEWEST_GIVEN || !pieces.iter().all(is_given) {
        return Vec::new();
    }
    let entry = |range: Range<usize>| {
        let end = range.end - usize::from(text[range.clone()].ends_with('.'));
        Entry { name: range.start..end, whole: range.start..end, ..Entry::default() }
    };
    pieces.into_iter().map(entry).collect()
}
