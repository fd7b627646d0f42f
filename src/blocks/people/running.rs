//! Lists whose rows are one text that wraps.

use super::cells::{bare, ends_in_title, is_count, is_state, without_group};
use crate::blocks::fields::Value;
use crate::grammar::person::{self, Apart, Starts};
use crate::grammar::{ends_with_conjunction, ends_with_small_word};
use crate::lines::flow::Flow;

/// Whether the rows of a field are one text that wraps: rows end within entries, and commas part the people.
pub(super) fn is_running_text<'a>(values: &[Value<'a>], starts: &Starts<'a, '_>) -> bool {
    let lexicon = starts.lexicon;
    let rows = values.len();
    if rows < 2 || values.iter().any(|value| value.cells.len() > 1) {
        return false;
    }
    let cells = values.iter().filter_map(|value| value.cells.first());
    let texts: Vec<&'a str> = cells.map(|cell| without_group(cell, starts).text).collect();
    let begins = |text: &'a str| starts.is_entry(bare(text));
    // "båda med" / "anmält förfall" is one phrase.
    let states = |at: &usize| {
        let open = || at.checked_sub(1).is_some_and(|above| ends_with_small_word(texts[above], lexicon));
        is_state(texts[*at], lexicon) && !open()
    };
    if (0..texts.len()).any(|at| states(&at) || is_count(texts[at], lexicon)) {
        return false;
    }
    let begun: Vec<bool> = texts.iter().map(|text| begins(text)).collect();
    let broken = texts
        .windows(2)
        .zip(begun.iter().skip(1))
        .filter(|(pair, begun)| {
            pair[0].ends_with([',', '-', ';'])
                || ends_with_conjunction(pair[0], lexicon)
                || ends_in_title(pair[0], lexicon)
                || !**begun && !pair[1].starts_with(['§', '('])
        })
        .count();
    if broken * 2 < rows - 1 {
        return false;
    }
    let starts = begun.iter().filter(|begun| **begun).count();
    let mut flow = Flow::default();
    for text in &texts {
        flow.push(if flow.is_empty() { "" } else { " " }, text, 0);
    }
    let people = person::entries(flow.text(), Apart::ByComma, lexicon).len();
    let separators = flow.text().matches([',', ';', '.']).count()
        + flow.text().split(' ').filter(|word| lexicon.is_and(word)).count();
    people >= 2
        && separators + 1 >= people
        && (starts != rows
            || people > rows
            || texts[0].ends_with([',', ';', '-'])
            || ends_with_conjunction(texts[0], lexicon))
}
