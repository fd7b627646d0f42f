//! Parties as headings of their members, and in the margin beside them.

use std::borrow::Cow;

use super::lists::List;
use crate::blocks::body::push_line;
use crate::blocks::fields::Value;
use crate::grammar::person::{self, Apart, Begins, Starts};
use crate::grammar::{name, party};
use crate::lexicon::Lexicon;
use crate::lines::Cell;
use crate::lines::flow::Flow;

/// The shortest name of a party that is no letters, in bytes.
const SHORTEST_PARTY_NAME: usize = 6;

/// The longest name of a party over the rows of its margin, in bytes.
const LONGEST_PARTY_NAME: usize = 120;

/// A party whose whole name stands beside the first of its members; the others stand below that one.
#[derive(Debug)]
pub(super) struct PartyInMargin {
    pub(super) party: String,
    pub(super) column: usize,
}

impl PartyInMargin {
    pub(super) fn holds_for(&self, value: &Value<'_>) -> bool {
        let first = value.cells.first();
        !value.gap.is_any() && first.is_some_and(|cell| cell.column.abs_diff(self.column) <= 2)
    }
}

/// `Centerpartiet   Anna Berg`: a name, and no letters, which stand in each row.
pub(super) fn party_in_margin<'a>(value: &Value<'a>, starts: &Starts<'a, '_>) -> Option<PartyInMargin> {
    if let [cell] = value.cells[..] {
        let (party, _) = name_of_party(&cell, starts)?;
        return Some(PartyInMargin { party, column: cell.column });
    }
    let [name, member, ..] = value.cells[..] else { return None };
    let is_name = name.text.len() >= SHORTEST_PARTY_NAME && starts.is_person(member.text);
    let party = is_name.then(|| party_of_cell(name.text, starts))??;
    Some(PartyInMargin { party, column: member.column })
}

/// How many rows begin with the letters of a party at least, so that these are no initials.
const FEWEST_LED: usize = 3;

/// Whether nearly all rows begin with the letters of a party, one blank before the name: the columns are lost.
pub(super) fn led_by_parties<'a>(values: &[Value<'a>], starts: &Starts<'a, '_>) -> bool {
    let led = |value: &&Value<'a>| match value.cells[..] {
        [cell] => letters_of_party(&cell, starts).is_some(),
        _ => false,
    };
    // The first row tells it of nearly all lists.
    let first = values.iter().take(2).any(|value| led(&value));
    first && values.iter().filter(led).count() >= FEWEST_LED.max(values.len() / 2)
}

/// `S Anna Berg`: the letters of a party, and a whole name behind them.
pub(super) fn letters_of_party<'a>(cell: &Cell<'a>, starts: &Starts<'a, '_>) -> Option<(String, Cell<'a>)> {
    let (letters, name) = cell.text.split_once(' ')?;
    let lexicon = starts.lexicon;
    let all_letters =
        letters.len() < SHORTEST_PARTY_NAME && letters.bytes().all(|byte| byte.is_ascii_uppercase());
    let party = lexicon.parties.get(letters).filter(|_| all_letters)?;
    name::name(name, lexicon).ok()?;
    Some((party.to_string(), behind(cell, name)))
}

/// `Centerpartiet Anna Berg`: the name of a party, and a person behind it.
pub(super) fn name_of_party<'a>(cell: &Cell<'a>, starts: &Starts<'a, '_>) -> Option<(String, Cell<'a>)> {
    let (party, person) = cell.text.split_once(' ')?;
    let long = party.len() >= SHORTEST_PARTY_NAME
        && party.ends_with(char::is_alphabetic)
        && person.starts_with(char::is_uppercase);
    let party = starts.lexicon.parties.get(party).filter(|_| long)?;
    starts.is_person(person).then(|| (party.to_string(), behind(cell, person)))
}

/// The end of a cell that is `rest`.
fn behind<'a>(cell: &Cell<'a>, rest: &'a str) -> Cell<'a> {
    Cell { text: rest, start: cell.start + cell.text.len() - rest.len(), column: cell.column }
}

/// The members of each party, where its name stands in the margin beside them, over as many rows as it takes:
///
/// ```text
/// Partipolitiskt obundna      Anna Berg, ordförande, Bo
/// i Svenska kyrkan (POSK)     Ek, Eva Ask
/// ```
pub(super) fn parties_in_margin<'a>(
    values: &[Value<'a>],
    starts: &Starts<'a, '_>,
) -> Vec<(String, Vec<Cell<'a>>)> {
    let lexicon = starts.lexicon;
    let beside = |value: &Value<'a>| {
        let second = value.cells.get(1).filter(|cell| starts.is_person(cell.text));
        second.filter(|_| party_of_cell(value.cells[0].text, starts).is_some()).map(|cell| cell.column)
    };
    let Some(column) = values.iter().find_map(beside) else { return Vec::new() };
    let party = |name: &str| party_of_heading(name, |name| person::start(name, lexicon).is_some(), lexicon);
    let mut parties: Vec<(String, Vec<Cell<'a>>)> = Vec::new();
    for value in values {
        let (margin, people): (Vec<Cell<'a>>, Vec<Cell<'a>>) =
            value.cells.iter().partition(|cell| cell.column + 3 < column);
        // Where no blank row does it, the name of the next party parts them.
        let is_next = |name: &str| {
            name.len() <= LONGEST_PARTY_NAME
                && margin.first().is_some_and(|cell| cell.text.starts_with(char::is_uppercase))
                && party(name).is_some()
        };
        if value.gap.is_any() || parties.last().is_none_or(|(name, _)| is_next(name)) {
            parties.push((String::new(), Vec::new()));
        }
        let Some((name, cells)) = parties.last_mut() else { break };
        margin.iter().for_each(|cell| push_line(name, cell.text, lexicon));
        cells.extend(people);
    }
    // Where each row holds whole people, the rows are read one by one.
    let wraps = |pair: &[Cell<'a>]| pair[0].text.ends_with([',', '-']) || !starts.is_person(pair[1].text);
    if !parties.iter().any(|(_, cells)| cells.windows(2).any(wraps)) {
        return Vec::new();
    }
    let named: Option<Vec<_>> =
        parties.into_iter().map(|(name, cells)| Some((party(&name)?, cells))).collect();
    named.unwrap_or_default()
}

/// The members of one party as running text.
pub(super) fn of_party<'a>(party: String, cells: &[Cell<'a>]) -> List<'a, 'static> {
    let mut flow = Flow::default();
    cells.iter().for_each(|cell| flow.push(if flow.is_empty() { "" } else { " " }, cell.text, cell.start));
    List { several: true, party: Some(party.into()), ..List::new(flow, Apart::ByComma) }
}

/// The heading of a party's members within a list: `Centerpartiet (C)`, `POSK`, `Öppen kyrka (ÖKA)`.
pub(super) fn party_heading<'a>(value: &Value<'a>, starts: &Starts<'a, '_>) -> Option<String> {
    let [cell] = value.cells[..] else { return None };
    party_of_cell(cell.text, starts)
}

pub(super) fn party_of_cell<'a>(text: &'a str, starts: &Starts<'a, '_>) -> Option<String> {
    // Nearly all such cells are a person, whose name ends where the bracket begins.
    let is_person = |name: &'a str| starts.of(text) == Begins::Name(name.len()) || starts.is_person(name);
    party_of_heading(text, is_person, starts.lexicon)
}

fn party_of_heading<'t>(
    text: &'t str,
    is_person: impl FnOnce(&'t str) -> bool,
    lexicon: &Lexicon,
) -> Option<String> {
    let text = text.trim_end_matches([':', ' ']);
    if let Some(party) = lexicon.parties.get(text) {
        return Some(party.to_string());
    }
    let text = text.strip_suffix(')')?;
    let opens = |at: &usize| text[..*at].ends_with(' ');
    let open = memchr::memrchr_iter(b'(', text.as_bytes()).find(opens)?;
    let (name, bracket) = (&text[..open - 1], &text[open + 1..]);
    if !name.starts_with(char::is_uppercase) || is_person(name) && !lexicon.parties.has(name) {
        return None;
    }
    party::in_brackets(bracket, lexicon).map(Cow::into_owned)
}
