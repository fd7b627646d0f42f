//! Lists whose rows are one text that wraps.

use super::cells::{bare, ends_in_title, is_count, is_state, without_group};
use super::lists::List;
use crate::blocks::fields::Value;
use crate::grammar::person::{self, Apart, Starts};
use crate::grammar::{ends_with_conjunction, ends_with_small_word, last_word};
use crate::lexicon::Lexicon;
use crate::lines::Cell;
use crate::lines::flow::Flow;

/// The rows of a field as one piece, where they are one text that wraps: rows end within entries, and commas part the
/// people.
pub(super) fn running_text<'a, 'l>(values: &[Value<'a>], starts: &Starts<'a, 'l>) -> Option<List<'a, 'l>> {
    let rows = values.len();
    if rows < 2 || values.iter().any(|value| value.cells.len() > 1) {
        return None;
    }
    let cells = || values.iter().filter_map(|value| value.cells.first());
    let bare_cells: Vec<Cell<'a>> = cells().map(|cell| without_group(cell, starts)).collect();
    let texts: Vec<&'a str> = bare_cells.iter().map(|cell| cell.text).collect();
    if has_state(&texts, starts.lexicon) {
        return None;
    }
    let begun: Vec<bool> = texts.iter().map(|text| starts.is_entry(bare(text))).collect();
    if broken(&texts, &begun, starts.lexicon) * 2 < rows - 1 {
        return None;
    }
    let flow = joined(bare_cells.iter());
    let entries = person::entries(flow.text(), Apart::ByComma, starts.lexicon);
    if !are_parted_by_commas(flow.text(), &texts, &begun, entries.len(), starts.lexicon) {
        return None;
    }
    let has_group = cells().zip(&texts).any(|(cell, text)| cell.text.len() != text.len());
    Some(if has_group {
        List::new(joined(cells()), Apart::ByComma)
    } else {
        List { entries: Some(entries), ..List::new(flow, Apart::ByComma) }
    })
}

/// Whether a row only says whether the person above was there, or how many others were. "båda med" / "anmält förfall" is
/// one phrase, as is "vilken" / "anmält förfall".
fn has_state(texts: &[&str], lexicon: &Lexicon) -> bool {
    let is_open = |at: usize| {
        at.checked_sub(1).map(|above| texts[above]).is_some_and(|above| {
            ends_with_small_word(above, lexicon) || lexicon.relatives.has(last_word(above))
        })
    };
    let is_state = |at: usize| is_state(texts[at], lexicon) && !is_open(at);
    (0..texts.len()).any(|at| is_state(at) || is_count(texts[at], lexicon))
}

/// How many rows end within an entry; `begun` says of each whether a person begins it.
fn broken(texts: &[&str], begun: &[bool], lexicon: &Lexicon) -> usize {
    let is_broken = |(pair, begun): &(&[&str], &bool)| {
        pair[0].ends_with([',', '-', ';'])
            || ends_with_conjunction(pair[0], lexicon)
            || ends_in_title(pair[0], lexicon)
            || !**begun && !pair[1].starts_with(['§', '('])
    };
    texts.windows(2).zip(begun.iter().skip(1)).filter(is_broken).count()
}

/// Whether commas and the like part the `people` of `whole`, whose rows are `texts`.
fn are_parted_by_commas(
    whole: &str,
    texts: &[&str],
    begun: &[bool],
    people: usize,
    lexicon: &Lexicon,
) -> bool {
    let rows = texts.len();
    let starts = begun.iter().filter(|begun| **begun).count();
    let separators =
        whole.matches([',', ';', '.']).count() + whole.split(' ').filter(|word| lexicon.is_and(word)).count();
    people >= 2
        && separators + 1 >= people
        && (starts != rows
            || people > rows
            || texts[0].ends_with([',', ';', '-'])
            || ends_with_conjunction(texts[0], lexicon))
}

fn joined<'c, 'a: 'c>(cells: impl Iterator<Item = &'c Cell<'a>>) -> Flow<'a> {
    let mut flow = Flow::default();
    cells.for_each(|cell| flow.push(if flow.is_empty() { "" } else { " " }, cell.text, cell.start));
    flow
}
