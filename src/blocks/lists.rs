//! The front and the appendices → fields and people: tables first, what is between them as fields.

use std::ops::Range;

use super::fields::{self, Field, Fields};
use super::legend::Legend;
use super::people::{self, People};
use super::signatures::place::begins_appendix;
use super::{Reading, table};
use crate::grammar::first_word;
use crate::grammar::person::{NameOrder, Starts};
use crate::lexicon::Label;
use crate::lines::rows::{self, Row};

/// What the front and the end say.
#[derive(Debug, Default)]
pub(super) struct Lists<'a> {
    pub(super) fields: Vec<Field<'a>>,
    pub(super) loose: Vec<usize>,
    pub(super) people: People<'a>,
}

impl<'a> Reading<'a, '_> {
    /// The fields and people of the front, and the people of appendices.
    pub(super) fn lists(&self) -> Lists<'a> {
        let mut lists = Lists::default();
        let front = self.parts.front.iter().flat_map(|range| &self.rows[range.clone()]);
        let first = |row: &Row<'a>| row.line.cells().next().map(|cell| cell.text);
        let has_comma = |row: &&Row<'a>| memchr::memchr(b',', row.text().as_bytes()).is_some();
        let with_comma = front.clone().filter(has_comma).filter_map(first);
        let order = NameOrder::of(with_comma, front.clone().filter_map(first), self.lexicon);
        let starts = &Starts::new(order, self.lexicon);
        lists.people.legend = Legend::of(front);
        for range in &self.parts.front {
            self.part(range.clone(), &mut lists, starts);
        }
        let appendices = self.parts.appendix..self.rows.len();
        if !appendices.is_empty() {
            self.appendix(appendices, &mut lists, starts);
        }
        self.offices(&mut lists, starts);
        lists.people.listed.shrink_to_fit();
        lists
    }

    /// Reads a stretch of rows: tables first, what is between them as fields.
    fn part(&self, range: Range<usize>, lists: &mut Lists<'a>, starts: &Starts<'a, '_>) {
        let mut from = range.start;
        let mut at = range.start;
        let mut label = None;
        // The first row that was not asked yet whether it is a heading: nearly all are no table, and need none.
        let mut unasked = range.start;
        while at < range.end {
            let before = lists.people.listed.len();
            let above = || {
                label = (unasked..=at).rev().find_map(|above| self.heading(above)).or(label);
                unasked = at + 1;
                label
            };
            let read = table::read(&self.rows, at, range.end, above, &mut lists.people, starts);
            let Some(read) = read else {
                at += 1;
                continue;
            };
            // What stands above the table comes before it.
            let of_table = lists.people.listed.split_off(before);
            self.fields(from..read.start.max(from), lists, starts);
            lists.people.listed.extend(of_table);
            (from, at) = (read.end, read.end.max(at + 1));
            unasked = at;
        }
        self.fields(from..range.end, lists, starts);
    }

    fn heading(&self, at: usize) -> Option<(Label, &'a str)> {
        let cell = self.rows[at].line.cells().next()?;
        let label = fields::label(cell.text, self.lexicon)?;
        fields::is_people(label).then_some((label, cell.text))
    }

    fn fields(&self, range: Range<usize>, lists: &mut Lists<'a>, starts: &Starts<'a, '_>) {
        let Fields { mut fields, loose } = fields::read(&self.rows, range.start, range.end, starts);
        for field in &mut fields {
            people::read(field, &mut lists.people, starts);
        }
        append(&mut lists.fields, fields);
        append(&mut lists.loose, loose);
    }

    /// Tables of attendance behind the points, with the lists that go on from them in the same appendix.
    fn appendix(&self, range: Range<usize>, lists: &mut Lists<'a>, starts: &Starts<'a, '_>) {
        let mut at = range.start;
        // Behind a table, up to the next one.
        let mut open: Option<usize> = None;
        let mut head = (0..range.start).rev().find_map(|at| self.appendix_head(at));
        while at < range.end {
            let other = self.appendix_head(at).filter(|found| Some(*found) != head);
            if let (Some(from), Some(_)) = (open, other) {
                open = None;
                self.lists_behind_table(from..at, lists, starts);
            }
            head = other.or(head);
            let before = lists.people.listed.len();
            let list = || head.and_then(|name| self.list_of_present(name));
            let read = table::read(&self.rows, at, range.end, list, &mut lists.people, starts);
            let Some(read) = read else {
                at += 1;
                continue;
            };
            let of_table = lists.people.listed.split_off(before);
            self.lists_behind_table(open.map_or(at..at, |from| from..read.start.max(from)), lists, starts);
            lists.people.listed.extend(of_table);
            head = (at..read.end).rev().find_map(|at| self.appendix_head(at)).or(head);
            (open, at) = (Some(read.end), read.end.max(at + 1));
        }
        self.lists_behind_table(open.map_or(at..at, |from| from..range.end), lists, starts);
    }

    /// What the head of an appendix calls it, where row `at` is one: `OMRÖSTNINGSLISTA     Bilaga 1`.
    fn appendix_head(&self, at: usize) -> Option<&'a str> {
        let row = &self.rows[at];
        let name = row.line.cells().last().map(|cell| cell.text);
        name.filter(|_| begins_appendix(row, self.lexicon))
    }

    /// The label of an appended list that says who was there: `Närvarolista och omröstningslista`.
    fn list_of_present(&self, name: &'a str) -> Option<(Label, &'a str)> {
        let label = fields::label(first_word(name), self.lexicon);
        label.filter(|label| *label == Label::Present).map(|label| (label, name))
    }

    /// The lists of people under headings of their own: `Ej tjänstgörande ersättare`.
    fn lists_behind_table(&self, range: Range<usize>, lists: &mut Lists<'a>, starts: &Starts<'a, '_>) {
        let Fields { mut fields, .. } = fields::read(&self.rows, range.start, range.end, starts);
        for field in fields.iter_mut().filter(|field| fields::is_people(field.label)) {
            people::read(field, &mut lists.people, starts);
        }
    }

    /// `Ordförande: N N` in the header counts as attendance, where people do not sign there.
    fn offices(&self, lists: &mut Lists<'a>, starts: &Starts<'a, '_>) {
        let mut signing = false;
        let fields = std::mem::take(&mut lists.fields);
        let first_people = fields.iter().position(|field| fields::is_people(field.label));
        for (at, field) in fields.iter().enumerate() {
            signing |= matches!(
                field.label,
                Label::Signatures | Label::AppointedAdjuster | Label::Adjustment | Label::Items
            );
            let office = matches!(field.label, Label::Chair | Label::ViceChair | Label::Secretary)
                && !field.values.is_empty();
            let strokes =
                field.values.iter().flat_map(|value| &value.cells).any(|cell| rows::is_rule(cell.text))
                    || field.text.ends_with("..");
            let near_people = first_people.is_some_and(|people| at < people + 12);
            if office && !signing && !strokes && near_people {
                people::read_office(field, &mut lists.people, starts);
            }
        }
        lists.fields = fields;
    }
}

/// Puts `more` behind `all`. What comes first, which is nearly always all, is not copied.
fn append<T>(all: &mut Vec<T>, mut more: Vec<T>) {
    if all.is_empty() {
        *all = more;
        all.shrink_to_fit();
    } else {
        all.append(&mut more);
    }
}
