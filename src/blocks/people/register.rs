//! Registers: lists with the family name first, `Berg, Anna (S)`.

use super::cells::bare;
use super::lists::List;
use crate::blocks::fields::Value;
use crate::grammar::name;
use crate::grammar::person::Apart;
use crate::lexicon::Lexicon;
use crate::lines::flow::Flow;

/// Whether most rows have the family name first, as in a register: `Berg, Anna`.
pub(super) fn is_register(values: &[Value<'_>], lexicon: &Lexicon) -> bool {
    let rows = values.len();
    let inverted = values
        .iter()
        .filter_map(|value| value.cells.first())
        .filter(|cell| is_inverted_name(bare(cell.text), lexicon));
    rows >= 2 && inverted.count() * 10 >= rows * 6
}

/// Whether `text` begins with a name in the order of registers: one word before the first comma, but for particles,
/// which have no capital.
fn is_inverted_name(text: &str, lexicon: &Lexicon) -> bool {
    let family = text.split_once(", ").map(|(family, _)| family);
    family.is_some_and(|family| !family.contains(' ') || family.starts_with(char::is_lowercase))
        && name::inverted_name(text, lexicon).is_ok()
}

/// A row of a register as a piece of its own, its cells together.
pub(super) fn registered<'a, 'l>(value: &Value<'a>) -> List<'a, 'l> {
    let mut flow = Flow::default();
    for cell in &value.cells {
        flow.push(if flow.is_empty() { "" } else { ", " }, cell.text, cell.start);
    }
    List::new(flow, Apart::Register)
}
