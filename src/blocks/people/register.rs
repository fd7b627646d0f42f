//! Registers: lists with the family name first, `Berg, Anna (S)`.

use super::cells::bare;
use super::lists::List;
use crate::blocks::fields::Value;
use crate::grammar::name;
use crate::grammar::person::{Apart, NameOrder, Starts};
use crate::lines::flow::Flow;

/// Whether most rows have the family name first, as in a register: `Berg, Anna`. One row alone shows it only where
/// the whole document writes names so.
pub(super) fn is_register(values: &[Value<'_>], starts: &Starts<'_, '_>) -> bool {
    let rows = values.len();
    let fewest = if starts.order == NameOrder::FamilyFirst { 1 } else { 2 };
    let cells = values.iter().filter_map(|value| value.cells.first());
    let inverted = cells.filter(|cell| name::register_name(bare(cell.text), starts.lexicon).is_some());
    rows >= fewest && inverted.count() * 10 >= rows * 6
}

/// A row of a register as a piece of its own, its cells together.
pub(super) fn registered<'a, 'l>(value: &Value<'a>) -> List<'a, 'l> {
    let mut flow = Flow::default();
    for cell in &value.cells {
        flow.push(if flow.is_empty() { "" } else { ", " }, cell.text, cell.start);
    }
    List::new(flow, Apart::Register)
}
