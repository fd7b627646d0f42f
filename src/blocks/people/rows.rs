//! Lists whose rows name people: each person's cells together, wrapped rows joined.

use std::collections::VecDeque;

use super::cells::{bare, ends_in_title, is_count, is_office_before, is_state, without_group};
use super::lists::{List, begins_in_plural};
use super::parties::{
    PartyInMargin, led_by_parties, letters_of_party, name_of_party, of_party, parties_in_margin,
    party_heading, party_in_margin, party_of_cell,
};
use crate::blocks::fields::Value;
use crate::blocks::legend::Legend;
use crate::blocks::table::is_ordinal;
use crate::grammar::numbers::{self, Attended};
use crate::grammar::person::{Apart, Starts};
use crate::grammar::{ends_with_small_word, first_word, last_word, party};
use crate::lexicon::{Lexicon, Note};
use crate::lines::Cell;
use crate::lines::flow::Flow;
use crate::lines::rows::Gap;
use crate::model::RareText;

/// How much deeper than its entry a line begins at most that goes on with it.
const DEEPEST: usize = 4;

/// How much deeper a row hangs at most below the first one of a list.
const DEEPEST_HANGING: usize = 12;

/// How much of the end of an entry tells whether it goes on, in bytes: longer than any person with all that is
/// said of him.
const LONGEST_END: usize = 400;

/// Whether an entry goes on in the next row.
fn ends_open(text: &str, lexicon: &Lexicon) -> bool {
    let from = (text.len().saturating_sub(LONGEST_END)..).find(|at| text.is_char_boundary(*at));
    let text = &text[from.unwrap_or(0)..];
    let opened = text.matches('(').count() > text.matches(')').count();
    let last = text.rsplit([' ', ',']).next().unwrap_or_default();
    text.ends_with([',', '-', '/', '–'])
        || opened
        || lexicon.notes.get(last) == Some(&Note::Substituting)
        || ends_with_small_word(text, lexicon)
        || ends_in_title(text, lexicon)
        || lexicon.points.has(last)
}

/// The points before the people of a row: `Punkt 3: Bo Ek`.
fn points_before(row: &Cell<'_>, people: &Cell<'_>, lexicon: &Lexicon) -> Option<Box<Attended>> {
    let head = row.text.get(..people.start.checked_sub(row.start)?)?;
    numbers::attended(bare(head).trim_end_matches([':', ' ']), lexicon).map(Box::new)
}

/// The rows of a field as pieces: each person's cells together, wrapped rows joined.
pub(super) struct RowLists<'v, 'a, 'l> {
    pub(super) values: std::slice::Iter<'v, Value<'a>>,
    pub(super) legend: &'v Legend<'a>,
    pub(super) starts: &'v Starts<'a, 'l>,
    /// The pieces that are not given yet; the rows to come may go on with some of them.
    pub(super) open: VecDeque<List<'a, 'l>>,
    /// How many pieces have been given.
    pub(super) given: usize,
    /// The last piece of each column.
    pub(super) columns: Vec<(usize, usize)>,
    /// Where the names of the last piece begin behind a role of several, and that piece: `ledamöterna Anna Berg`.
    pub(super) of_several: Option<(usize, usize)>,
    /// The column beside the last piece in which something is said of its person, and that piece.
    pub(super) beside: Option<(usize, usize)>,
    pub(super) of_group: Option<String>,
    pub(super) margin: Option<PartyInMargin>,
    /// Whether the letters of a party begin the rows: `S Anna Berg`.
    pub(super) led_by_parties: bool,
}

impl<'v, 'a, 'l> RowLists<'v, 'a, 'l> {
    pub(super) fn new(values: &'v [Value<'a>], legend: &'v Legend<'a>, starts: &'v Starts<'a, 'l>) -> Self {
        let parties = parties_in_margin(values, starts);
        let values = if parties.is_empty() { values } else { &[] };
        Self {
            values: values.iter(),
            legend,
            starts,
            open: parties.into_iter().map(|(party, cells)| of_party(party, &cells)).collect(),
            given: 0,
            columns: Vec::new(),
            of_several: None,
            beside: None,
            of_group: None,
            margin: None,
            led_by_parties: led_by_parties(values, starts),
        }
    }

    /// All of them at once.
    pub(super) fn all(mut self) -> Vec<List<'a, 'l>> {
        self.open.reserve_exact(self.values.len());
        while let Some(value) = self.values.next() {
            self.read(value);
        }
        self.open.into()
    }

    fn read(&mut self, value: &Value<'a>) {
        if let Some(party) = party_heading(value, self.starts) {
            self.of_group = Some(party);
            self.columns.clear();
            return;
        }
        if self.begins_name_of_group(value) {
            return;
        }
        let before = self.margin.take().filter(|margin| margin.holds_for(value));
        self.margin = party_in_margin(value, self.starts).or(before);
        let before = self.open.len();
        self.row(value);
        let Some(party) = self.of_group.as_ref().or(self.margin.as_ref().map(|margin| &margin.party)) else {
            return;
        };
        for list in self.open.range_mut(before..) {
            list.party.get_or_insert_with(|| party.clone().into());
        }
    }

    fn row(&mut self, value: &Value<'a>) {
        let (starts, legend, lexicon) = (self.starts, self.legend, self.starts.lexicon);
        let mut before: Option<usize> = None;
        let mut party: Option<RareText<'a>> = None;
        // `Centerpartiet (C):   Bo Ek, Eva Ask`
        let mut of_party = false;
        // `vice ordföranden   Bo Ek`
        let mut led = false;
        for (at, cell) in value.cells.iter().enumerate() {
            let mut cell = &without_number(cell, starts);
            let behind;
            if let [only] = value.cells[..]
                && let Some((found, people)) = self.party_before(&only)
            {
                party = Some(found.into());
                behind = people;
                cell = &behind;
            }
            let next_is_person = value.cells.get(at + 1).is_some_and(|next| starts.is_person(next.text));
            // A number or a bullet far left of its name is a cell of its own, in each column.
            if next_is_person && is_ordinal(cell.text) || at == 0 && bare(cell.text).is_empty() {
                continue;
            }
            if at == 0
                && next_is_person
                && cell.text.ends_with(':')
                && let Some(found) = party_of_cell(cell.text, starts)
            {
                party = Some(found.into());
                of_party = true;
                continue;
            }
            if at == 0 && next_is_person && self.is_name_of_group(cell) {
                continue;
            }
            if next_is_person && let Some(found) = party::bare(cell.text, lexicon) {
                party = Some(found.to_owned().into());
                continue;
            }
            if let (Some(list), Some(meaning)) = (before, legend.meaning(cell.text)) {
                self.piece(list).meanings.push(meaning);
                continue;
            }
            let (cell, meaning) = match legend.without_mark(cell.text) {
                Some((text, meaning)) => (&Cell { text, ..*cell }, Some(meaning)),
                None => (cell, None),
            };
            let above = self
                .columns
                .iter()
                .find(|(column, _)| column.abs_diff(cell.column) <= 2)
                .map(|(_, list)| *list);
            let wants_more = above.filter(|list| ends_open(self.piece(*list).flow.text(), lexicon));
            let of_row = cell;
            let cell = &without_group(cell, starts);
            // "för byggmästare Bo Ek" below the deputy who serves for him.
            let first = first_word(cell.text);
            let for_whom = above.is_some() && lexicon.notes.get(first) == Some(&Note::Substituting);
            let leads = before.is_none()
                && next_is_person
                && is_office_before(cell.text, lexicon)
                && !starts.is_person(cell.text);
            let begins = leads || !for_whom && starts.is_entry(bare(cell.text));
            let beside = if at == 0 { self.goes_on_beside(cell, value.gap) } else { None };
            let one_more = self.of_several.filter(|(column, list)| {
                at == 0
                    && begins
                    && *list == self.latest()
                    && value.gap == Gap::None
                    && column.abs_diff(cell.column) <= 1
                    && starts.is_person(cell.text)
            });
            let one_more = one_more.map(|(_, list)| list);
            // "      för Rut Ek (S)" a little to the right of the deputy above.
            let deeper = self.columns.iter().find(|(column, list)| {
                before.is_some_and(|before| before != *list)
                    && (1..=DEEPEST).contains(&cell.column.saturating_sub(*column))
                    && cell.text.starts_with(char::is_lowercase)
                    && !begins
            });
            let (joint, list) = match (wants_more, begins, before, above) {
                _ if led => (" ", before),
                (Some(list), ..) => (" ", Some(list)),
                _ if one_more.is_some() => (", ", one_more),
                _ if deeper.is_some() => (" ", deeper.map(|(_, list)| *list)),
                (None, true, ..) => ("", None),
                (None, false, Some(list), _) => (", ", Some(list)),
                (None, false, None, _)
                    if is_state(cell.text, lexicon)
                        && !self.open.is_empty()
                        && !above.is_some_and(|list| self.is_cut(list, first)) =>
                {
                    (", ", Some(self.latest()))
                }
                (None, false, None, None) if self.hangs(cell, value.gap) => (" ", Some(self.latest())),
                (None, false, None, None) if beside.is_some() => (" ", beside),
                (None, false, None, Some(list))
                    if value.gap == Gap::None && !is_count(cell.text, lexicon) && !is_bulleted(cell.text) =>
                {
                    (
                        if bare(cell.text).starts_with(['(', '§'])
                            || cell.text.starts_with(char::is_lowercase)
                        {
                            " "
                        } else {
                            ", "
                        },
                        Some(list),
                    )
                }
                _ => ("", None),
            };
            let list = list.unwrap_or_else(|| {
                self.open.push_back(List {
                    several: of_party || cell.start > of_row.start,
                    attended: points_before(of_row, cell, lexicon),
                    party: party.take(),
                    ..List::new(Flow::default(), Apart::ByLine)
                });
                self.columns.retain(|(column, _)| column.abs_diff(cell.column) > 2);
                self.columns.push((cell.column, self.latest()));
                self.of_several = begins_in_plural(cell.text, lexicon).then(|| {
                    let role = first_word(cell.text).chars().count();
                    (cell.column + role + 1, self.latest())
                });
                self.latest()
            });
            self.beside = before.map(|list| (cell.column, list)).or(self.beside.filter(|_| !begins));
            let piece = self.piece(list);
            piece.flow.push(joint, cell.text, cell.start);
            piece.meanings.extend(meaning);
            (before, led) = (Some(list), leads);
        }
    }

    /// `Lärarrepresentanter:` beside the first of those whom it names.
    fn is_name_of_group(&self, cell: &Cell<'a>) -> bool {
        cell.text.ends_with(':')
            && !is_office_before(cell.text.trim_end_matches([':', ' ']), self.starts.lexicon)
            && !self.starts.is_person(cell.text)
    }

    /// The same in a row of its own, where the name goes on in the next: `Representant för` / `allmänintresset:   Bo Ek`.
    fn begins_name_of_group(&self, value: &Value<'a>) -> bool {
        let [only] = value.cells[..] else { return false };
        let Some(below) = self.values.as_slice().first().filter(|below| below.gap == Gap::None) else {
            return false;
        };
        let [name, person, ..] = below.cells[..] else { return false };
        name.column == only.column
            && name.text.starts_with(char::is_lowercase)
            && self.is_name_of_group(&name)
            && self.starts.is_person(person.text)
            && !self.starts.is_person(only.text)
    }

    /// The party that begins a row of one cell, and the person behind it.
    fn party_before(&self, cell: &Cell<'a>) -> Option<(String, Cell<'a>)> {
        let letters = self.led_by_parties.then(|| letters_of_party(cell, self.starts)).flatten();
        letters.or_else(|| name_of_party(cell, self.starts))
    }

    /// Whether a row hangs below the only column, a little to the right, and goes on with its last entry:
    /// `Anna Berg, ordförande, Anna-Lisa` / `    Ek, Carl Dal`.
    fn hangs(&self, cell: &Cell<'a>, gap: Gap) -> bool {
        let below = |(column, _): &(usize, usize)| {
            (1..=DEEPEST_HANGING).contains(&cell.column.saturating_sub(*column))
        };
        gap == Gap::None
            && self.columns.len() == 1
            && self.columns.first().is_some_and(below)
            && !is_count(cell.text, self.starts.lexicon)
    }

    /// The piece of whose person a row goes on to speak, in the column beside the name: `Anna Berg   Markägare,` above
    /// `            tjänstgör för Bo Ek`.
    fn goes_on_beside(&mut self, cell: &Cell<'a>, gap: Gap) -> Option<usize> {
        let (column, list) =
            self.beside.filter(|(column, _)| gap == Gap::None && column.abs_diff(cell.column) <= 2)?;
        let lexicon = self.starts.lexicon;
        let open = list == self.latest() && ends_open(self.piece(list).flow.text(), lexicon);
        (open && column > 0).then_some(list)
    }

    /// Whether a note is cut between the last word of a piece and the first of a row: `anmält` / `förfall`.
    fn is_cut(&mut self, list: usize, first: &str) -> bool {
        let lexicon = self.starts.lexicon;
        let last = last_word(self.piece(list).flow.text());
        lexicon.notes.has(&format!("{last} {first}"))
    }

    /// The piece of the number `list`.
    fn piece(&mut self, list: usize) -> &mut List<'a, 'l> {
        &mut self.open[list - self.given]
    }

    /// The number of the last piece.
    fn latest(&self) -> usize {
        self.given + self.open.len() - 1
    }

    /// Whether a row to come may go on with the first of the pieces that are not given yet: with the last one of a
    /// column, and with the last one of all.
    fn is_first_open(&self) -> bool {
        let open = || self.open.len() <= 1 || self.columns.iter().any(|(_, list)| *list == self.given);
        !self.values.as_slice().is_empty() && open()
    }
}

impl<'a, 'l> Iterator for RowLists<'_, 'a, 'l> {
    type Item = List<'a, 'l>;

    fn next(&mut self) -> Option<List<'a, 'l>> {
        while self.is_first_open() {
            let value = self.values.next()?;
            self.read(value);
        }
        let list = self.open.pop_front()?;
        self.given += 1;
        Some(list)
    }
}

/// Whether a bullet stands before what a cell says: it begins an entry, whatever it is.
fn is_bulleted(text: &str) -> bool {
    text.starts_with(['•', '▪', '●', '\u{f0b7}'])
}

/// `1. Anna Berg` in a counted list: the cell without its number.
fn without_number<'a>(cell: &Cell<'a>, starts: &Starts<'a, '_>) -> Cell<'a> {
    let behind = cell.text.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = behind.trim_start_matches(['.', ')', ' ']);
    let number = cell.text.len() - behind.len();
    if !(1..=3).contains(&number) || rest.len() == behind.len() || !starts.is_person(rest) {
        return *cell;
    }
    let lead = cell.text.len() - rest.len();
    Cell { text: rest, start: cell.start + lead, column: cell.column }
}
