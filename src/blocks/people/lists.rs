//! The pieces of a list that are read at once, and how the people in them are kept apart.

use super::cells::bare;
use super::register::{is_register, registered};
use super::rows::RowLists;
use super::running::running_text;
use crate::blocks::fields::Value;
use crate::blocks::legend::Legend;
use crate::grammar::numbers::Attended;
use crate::grammar::person::{self, Apart, Entry, Starts, Told};
use crate::grammar::{conjunction, first_word, verb};
use crate::lexicon::{Clue, Lexicon, is_plural};
use crate::lines::flow::Flow;
use crate::model::RareText;
use crate::room;

/// With whom a flow begins, if that has been asked.
fn first_of<'a>(flow: &Flow<'a>, starts: &Starts<'a, '_>) -> Option<Told> {
    let text = flow.one_piece()?;
    let bare = bare(text);
    Told::of(text.len() - bare.len(), starts.of(bare))
}

/// A piece of a list that is read at once.
pub(super) struct List<'a, 'l> {
    pub(super) flow: Flow<'a>,
    pub(super) apart: Apart,
    /// Whether it is a group, `PRO: Åke Ek, Eva Ask`: each comma may part two people.
    pub(super) several: bool,
    /// The points that its row begins with: `Punkt 3: Bo Ek`.
    pub(super) attended: Option<Box<Attended>>,
    /// What the marks beside it mean.
    pub(super) meanings: Vec<&'a str>,
    pub(super) party: Option<RareText<'a>>,
    /// Its entries, where they have been read already.
    pub(super) entries: Option<Vec<Entry<'l>>>,
}

/// What reading a piece tells whose people commas part.
#[derive(Clone, Copy)]
pub(super) struct ByComma {
    /// Whether it names several people.
    pub(super) several: bool,
    /// Whether it may read otherwise where commas part nobody.
    pub(super) doubt: bool,
}

impl<'a> List<'a, '_> {
    pub(super) fn new(flow: Flow<'a>, apart: Apart) -> Self {
        Self { flow, apart, several: false, attended: None, meanings: Vec::new(), party: None, entries: None }
    }
}

impl<'a, 'l> List<'a, 'l> {
    /// The piece read as one whose people commas part.
    fn by_comma(&self, starts: &Starts<'a, 'l>) -> (ByComma, Vec<Entry<'l>>) {
        let first = first_of(&self.flow, starts);
        let (entries, doubt) =
            person::entries_and_doubt(self.flow.text(), first, Apart::ByComma, starts.lexicon);
        (ByComma { several: entries.len() > 1, doubt }, entries)
    }

    /// Settles how the people are kept apart, where each row stands by itself (`by_line`) or not.
    fn settle(&mut self, read: (ByComma, Vec<Entry<'l>>), by_line: bool, lexicon: &Lexicon) {
        let (ByComma { several, doubt }, entries) = read;
        let by_comma = || {
            !by_line || self.several || begins_in_plural(self.flow.text(), lexicon) || are_several(&entries)
        };
        if several && by_comma() {
            self.apart = Apart::ByComma;
        }
        // Nearly all rows name one person, and read the same either way.
        if self.apart == Apart::ByComma || self.apart == Apart::ByLine && !doubt {
            self.entries = Some(entries);
        }
    }
}

/// The pieces of a field's values: its rows, or all of it where it is running text.
pub(super) fn lists<'v, 'a, 'l>(
    values: &'v [Value<'a>],
    legend: &'v Legend<'a>,
    starts: &'v Starts<'a, 'l>,
) -> Lists<'v, 'a, 'l> {
    let lexicon = starts.lexicon;
    let values = up_to_sentence(values, starts);
    if is_register(values, starts) {
        return Lists::Register(values.iter());
    }
    if let Some(list) = running_text(values, starts) {
        return Lists::Read(vec![list].into_iter());
    }
    // A bullet stands before each person, and a comma behind the name before what is said of them.
    let bulleted = |value: &Value<'_>| value.cells.first().is_some_and(|cell| bare(cell.text) != cell.text);
    let bulleted = || values.len() >= 2 && values.iter().all(bulleted);
    let rows = || RowLists::new(values, legend, starts);
    if values.len() > room::MANY {
        let mut count = Singles::default();
        rows().for_each(|list| count.add(list.by_comma(starts).0.several));
        return Lists::Rows { rows: Box::new(rows()), by_line: count.are_most() || bulleted() };
    }
    let mut lists = rows().all();
    let mut count = Singles::default();
    let read: Vec<_> = lists.iter().map(|list| list.by_comma(starts)).collect();
    read.iter().for_each(|(by_comma, _)| count.add(by_comma.several));
    let by_line = count.are_most() || bulleted();
    lists.iter_mut().zip(read).for_each(|(list, read)| list.settle(read, by_line, lexicon));
    Lists::Read(lists.into_iter())
}

/// The pieces of a field, one by one: of a list without end not all are there at a time.
pub(super) enum Lists<'v, 'a, 'l> {
    Read(std::vec::IntoIter<List<'a, 'l>>),
    Register(std::slice::Iter<'v, Value<'a>>),
    /// Many rows, and whether each of them stands by itself. What no meeting has in number is read twice rather than
    /// kept.
    Rows {
        rows: Box<RowLists<'v, 'a, 'l>>,
        by_line: bool,
    },
}

impl<'a, 'l> Iterator for Lists<'_, 'a, 'l> {
    type Item = List<'a, 'l>;

    fn next(&mut self) -> Option<List<'a, 'l>> {
        match self {
            Self::Read(lists) => lists.next(),
            Self::Register(values) => values.next().map(registered),
            Self::Rows { rows, by_line } => {
                let mut list = rows.next()?;
                list.settle(list.by_comma(rows.starts), *by_line, rows.starts.lexicon);
                Some(list)
            }
        }
    }
}

/// How many pieces name one person at most.
#[derive(Default)]
struct Singles {
    single: usize,
    all: usize,
}

impl Singles {
    fn add(&mut self, several: bool) {
        self.all += 1;
        self.single += usize::from(!several);
    }

    fn are_most(&self) -> bool {
        self.all >= 3 && self.single * 10 >= self.all * 6
    }
}

/// The values without what a paragraph below the list tells: `Till justeringsmän utsågs Bo Ek.`
fn up_to_sentence<'v, 'a>(values: &'v [Value<'a>], starts: &Starts<'a, '_>) -> &'v [Value<'a>] {
    let lexicon = starts.lexicon;
    let tells = |value: &Value<'a>| {
        let cells = match &value.cells[..] {
            [bullet, rest @ ..] if bare(bullet.text).is_empty() => rest,
            cells => cells,
        };
        let first = cells.first().map_or("", |cell| cell.text);
        // "Till justerare utsågs Bo Ek."
        let elects = || first.ends_with('.') && lexicon.clues.get(first_word(first)).has(Clue::ToOffice);
        (value.gap.is_any() || elects())
            && cells.len() == 1
            && verb::is_told(first, lexicon)
            && !starts.is_person(first)
            && !first.split(' ').any(|word| lexicon.label_words.has(word))
    };
    let end = values.iter().skip(1).position(tells);
    end.map_or(values, |end| &values[..end + 1])
}

/// How many names one behind the other are no description of the first of them.
const SEVERAL: usize = 3;

/// Whether commas part at least so many bare names that they are several people in whatever list:
/// `Anna Berg (kassör), Bo Ek, Eva Ask`.
fn are_several(entries: &[Entry<'_>]) -> bool {
    entries.iter().filter(|entry| entry.titles.is_empty() && entry.name.start == entry.whole.start).count()
        >= SEVERAL
}

/// Whether a title in the plural holds for all in a row: `Rådmännen Bo Ek, Eva Ask och Nils Öst`.
pub(super) fn begins_in_plural(text: &str, lexicon: &Lexicon) -> bool {
    // "samt suppleanterna Bo Ek och Eva Ask"
    let first = first_word(conjunction(text, lexicon).unwrap_or(text));
    (lexicon.is_title_word(first) || lexicon.roles.has(first)) && is_plural(first)
}
