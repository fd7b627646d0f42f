//! Fields and tables of people → who is present, who is absent, who presents.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use super::body::{folded, push_line};
use super::fields::{Field, Value, is_people};
use super::legend::{self, Legend};
use super::table::is_ordinal;
use crate::grammar::numbers::{self, Attended};
use crate::grammar::person::{self, Apart, Begins, Entry, Starts, Told};
use crate::grammar::{
    ends_with_conjunction, ends_with_small_word, first_word, is_dash, last_word, name, party, verb,
};
use crate::lexicon::{Label, LabelWord, Lexicon, Note, is_plural};
use crate::lines::{Cell, flow::Flow};
use crate::model::{Participant, Presenter, RareText, Role, Roles, Span, Status, Text};
use crate::room;

/// How much deeper than its entry a line begins at most that goes on with it.
const DEEPEST: usize = 4;

/// The shortest name of a party that is no letters, in bytes.
const SHORTEST_PARTY_NAME: usize = 6;

/// Somebody of a list, before the rest of the document is known.
#[derive(Debug, Clone)]
pub(crate) struct Listed<'a> {
    pub(crate) person: Participant<'a>,
    /// The points attended, as far as the entry limits them, which is rare.
    pub(crate) attended: Option<Box<Attended>>,
}

/// The people that the lists of a document name.
#[derive(Debug, Clone, Default)]
pub(crate) struct People<'a> {
    pub(crate) listed: Vec<Listed<'a>>,
    pub(crate) presenters: Vec<Presenter<'a>>,
    /// Who serves for whom, where the entry of the absent says it.
    pub(crate) substitutions: Vec<Substitution<'a>>,
    /// What marks beside people mean.
    pub(crate) legend: Legend<'a>,
    /// Lines of lists of people that name nobody.
    pub(crate) doubtful: Vec<Span>,
    /// How many were listed when it was last looked who stands there twice.
    looked_through: usize,
}

impl People<'_> {
    /// Makes room for `more` people. Where there are many, those who stand there twice count once from then on: no
    /// meeting has so many, and who names the same people without end gets no longer list by it.
    fn make_room(&mut self, more: usize) {
        if self.listed.len() >= room::MANY.max(2 * self.looked_through) {
            once(&mut self.listed);
            self.looked_through = self.listed.len();
        }
        room::make(&mut self.listed, more);
    }
}

/// A deputy who serves for a member.
#[derive(Debug, Clone)]
pub(crate) struct Substitution<'a> {
    deputy: Text<'a>,
    member: Text<'a>,
    /// Where the deputy's name stands.
    span: Span,
}

impl<'a> Substitution<'a> {
    fn of(flow: &Flow<'a>, deputy: &Range<usize>, member: &Range<usize>) -> Self {
        Self { deputy: flow.slice(deputy), member: flow.slice(member), span: flow.span(deputy) }
    }

    /// The deputy as present, where no list of those present has them.
    fn present(self) -> Participant<'a> {
        Participant {
            name: self.deputy,
            party: None,
            roles: Roles::from_iter([Role::Deputy]),
            title: None,
            status: Status::Present,
            remote: false,
            serving: Some(true),
            substituting_for: Some(self.member.into()),
            present_items: None,
            group: None,
            note: None,
            span: self.span,
        }
    }
}

/// What a heading says of those under it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heading {
    pub(crate) role: Option<Role>,
    pub(crate) status: Status,
    pub(crate) serving: Option<bool>,
    pub(crate) remote: bool,
}

impl Heading {
    /// What `label` says, under `above` if it stands within another heading.
    pub(crate) fn of(label: Label, above: Option<Label>, remote: bool) -> Self {
        let present = |role| Self { role, status: Status::Present, serving: None, remote };
        let deputy = |serving| Self { serving, ..present(Some(Role::Deputy)) };
        match label {
            Label::Members => present(Some(Role::Member)),
            Label::Deputies if above == Some(Label::Members) => deputy(Some(true)),
            Label::Deputies if above == Some(Label::NonservingDeputies) => deputy(Some(false)),
            Label::Deputies => deputy(None),
            Label::ServingDeputies => deputy(Some(true)),
            Label::NonservingDeputies => deputy(Some(false)),
            Label::Officials => present(Some(Role::Official)),
            Label::Adjuncts => present(Some(Role::Adjunct)),
            Label::OthersPresent => present(Some(Role::Other)),
            Label::UnionRepresentatives => present(Some(Role::UnionRepresentative)),
            Label::Guests => present(Some(Role::Guest)),
            Label::Observers => present(Some(Role::Observer)),
            Label::Auditors => present(Some(Role::Auditor)),
            Label::Absent => Self { status: Status::Absent, ..present(None) },
            Label::Excused => Self { status: Status::Excused, ..present(None) },
            Label::Chair => present(Some(Role::Chair)),
            Label::ViceChair => present(Some(Role::ViceChair)),
            Label::Secretary => present(Some(Role::Secretary)),
            _ => present(None),
        }
    }

    /// `Frånvarande ledamöter`, `Förhindrade ersättare`: as what they are away.
    fn of_members(self, text: &str, lexicon: &Lexicon) -> Self {
        if self.status == Status::Present || self.role.is_some() {
            return self;
        }
        let said = |role: LabelWord| text.split(' ').any(|word| lexicon.label_words.get(word) == Some(&role));
        let role = match (said(LabelWord::Member), said(LabelWord::Deputy)) {
            (true, false) => Some(Role::Member),
            (false, true) => Some(Role::Deputy),
            _ => None,
        };
        Self { role, ..self }
    }
}

/// Reads the people under `field`, if people stand there.
pub(crate) fn read<'a>(field: &mut Field<'a>, people: &mut People<'a>, starts: &Starts<'a, '_>) {
    let lexicon = starts.lexicon;
    if !is_people(field.label) || field.label == Label::Invited {
        return;
    }
    let heading = Heading::of(field.label, field.above, field.remote).of_members(&field.text, lexicon);
    let group = group(field.group.as_ref().map_or(&field.text, RareText::as_text));
    let legend = std::mem::take(&mut people.legend);
    for list in lists(&field.values, &legend, starts) {
        let mut entries =
            list.entries.unwrap_or_else(|| person::entries(list.flow.text(), list.apart, lexicon));
        if entries.is_empty() && field.label != Label::Presenters {
            entries = person::given_names(list.flow.text(), lexicon);
        }
        if entries.is_empty() && !list.flow.is_empty() {
            people.doubtful.push(list.flow.span(&(0..list.flow.text().len())));
        }
        people.make_room(entries.len());
        let mut before: Option<Range<usize>> = None;
        let mut entries = VecDeque::from(entries);
        while let Some(entry) = entries.pop_front() {
            room::give_back(&mut entries);
            if let Some(member) = before.as_ref().filter(|member| {
                heading.status != Status::Present
                    && stands_in(&list.flow.text()[member.end..entry.name.start], lexicon)
            }) {
                people.substitutions.push(Substitution::of(&list.flow, &entry.name, member));
                continue;
            }
            if let Some(deputy) = &entry.details.replaced_by {
                people.substitutions.push(Substitution::of(&list.flow, deputy, &entry.name));
            }
            before = Some(entry.name.clone());
            let mut entry = entry;
            if entry.details.attended.is_none()
                && let Some(attended) = list.attended.as_ref().or(field.attended.as_ref())
            {
                entry.details.attended = Some(Attended::clone(attended));
            }
            if field.label == Label::Presenters {
                people.presenters.push(presenter(&entry, &list.flow));
            } else {
                let mut listed = listed(&entry, &list.flow, heading, &group, lexicon);
                listed.person.party =
                    listed.person.party.or_else(|| list.party.clone().map(RareText::into_text));
                list.meanings.iter().for_each(|meaning| legend::describe(&mut listed, meaning, lexicon));
                replaced(&mut listed, heading, &list.flow, &group, people, lexicon);
                let away = absent_member(&entry, &listed);
                people.make_room(1);
                people.listed.push(listed);
                people.listed.extend(away);
            }
        }
    }
    people.legend = legend;
    field.values.give_back();
}

/// The member whom a deputy replaces, where the entry says that they are away.
fn absent_member<'a>(entry: &Entry<'_>, deputy: &Listed<'a>) -> Option<Listed<'a>> {
    let (status, member) = (entry.details.replaced_status?, deputy.person.substituting_for.clone()?);
    let person = Participant {
        name: member.into_text(),
        party: None,
        title: None,
        roles: Roles::new(),
        status,
        remote: false,
        serving: None,
        substituting_for: None,
        present_items: None,
        note: None,
        ..deputy.person.clone()
    };
    Some(Listed { person, attended: None })
}

/// An absent member whose line names the deputy: `Henry Fager (s)  Frånv., tjg ers Tiina Ek (s)`.
pub(super) fn replaced<'a>(
    listed: &mut Listed<'a>,
    heading: Heading,
    flow: &Flow<'a>,
    group: &Text<'a>,
    people: &mut People<'a>,
    lexicon: &Lexicon,
) {
    if listed.person.status == Status::Present || heading.status != Status::Present {
        return;
    }
    let Some(deputy) = listed.person.substituting_for.take() else { return };
    listed.person.roles = listed.person.roles.without(Role::Deputy);
    listed.person.serving = None;
    let Some(at) = flow.text().find(&*deputy) else { return };
    let tail = &flow.text()[at..];
    let entries = person::entries(tail, Apart::ByLine, lexicon);
    let Some(entry) = entries.first() else { return };
    let shifted = entry.shifted(at);
    let mut found =
        self::listed(&shifted, flow, Heading::of(Label::ServingDeputies, None, false), group, lexicon);
    found.person.substituting_for = Some(listed.person.name.clone().into());
    people.listed.push(found);
}

/// Whether the words between two people say that the second serves instead of the first.
fn stands_in(between: &str, lexicon: &Lexicon) -> bool {
    between.len() < 80 && between.split([' ', ',']).any(|word| lexicon.instead.has(word))
}

/// A person behind an office of the header: `Ordförande: Anna Berg`.
pub(crate) fn read_office<'a>(field: &Field<'a>, people: &mut People<'a>, starts: &Starts<'a, '_>) {
    let lexicon = starts.lexicon;
    let heading = Heading::of(field.label, None, false);
    let group = group(&field.text);
    for list in lists(&field.values, &people.legend, starts) {
        for entry in person::entries(list.flow.text(), Apart::ByComma, lexicon) {
            people.listed.push(listed(&entry, &list.flow, heading, &group, lexicon));
        }
    }
}

/// With whom a flow begins, if that has been asked.
fn first_of<'a>(flow: &Flow<'a>, starts: &Starts<'a, '_>) -> Option<Told> {
    let text = flow.one_piece()?;
    let bare = bare(text);
    Told::of(text.len() - bare.len(), starts.of(bare))
}

/// A piece of a list that is read at once.
struct List<'a, 'l> {
    flow: Flow<'a>,
    apart: Apart,
    /// Whether it is a group, `PRO: Åke Ek, Eva Ask`: each comma may part two people.
    several: bool,
    /// The points that its row begins with: `Punkt 3: Bo Ek`.
    attended: Option<Box<Attended>>,
    /// What the marks beside it mean.
    meanings: Vec<&'a str>,
    party: Option<RareText<'a>>,
    /// Its entries, where they have been read already.
    entries: Option<Vec<Entry<'l>>>,
}

/// What reading a piece tells whose people commas part.
#[derive(Clone, Copy)]
struct ByComma {
    /// Whether it names several people.
    several: bool,
    /// Whether it may read otherwise where commas part nobody.
    doubt: bool,
}

impl<'a> List<'a, '_> {
    fn new(flow: Flow<'a>, apart: Apart) -> Self {
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
        if several && (!by_line || self.several || begins_in_plural(self.flow.text(), lexicon)) {
            self.apart = Apart::ByComma;
        }
        // Nearly all rows name one person, and read the same either way.
        if self.apart == Apart::ByComma || self.apart == Apart::ByLine && !doubt {
            self.entries = Some(entries);
        }
    }
}

/// The pieces of a field's values: its rows, or all of it where it is running text.
fn lists<'v, 'a, 'l>(
    values: &'v [Value<'a>],
    legend: &'v Legend<'a>,
    starts: &'v Starts<'a, 'l>,
) -> Lists<'v, 'a, 'l> {
    let lexicon = starts.lexicon;
    let values = up_to_sentence(values, starts);
    if is_register(values, lexicon) {
        return Lists::Register(values.iter());
    }
    if is_running_text(values, starts) {
        let mut flow = Flow::default();
        for cell in values.iter().flat_map(|value| &value.cells) {
            flow.push(if flow.is_empty() { "" } else { " " }, cell.text, cell.start);
        }
        return Lists::Read(vec![List::new(flow, Apart::ByComma)].into_iter());
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
enum Lists<'v, 'a, 'l> {
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
        let first = value.cells.first().map_or("", |cell| cell.text);
        value.gap.is_any()
            && value.cells.len() == 1
            && verb::is_told(first, lexicon)
            && !starts.is_person(first)
            && !first.split(' ').any(|word| lexicon.label_words.has(word))
    };
    let end = values.iter().skip(1).position(tells);
    end.map_or(values, |end| &values[..end + 1])
}

/// Whether a title in the plural holds for all in a row: `Rådmännen Bo Ek, Eva Ask och Nils Öst`.
fn begins_in_plural(text: &str, lexicon: &Lexicon) -> bool {
    let first = first_word(text);
    lexicon.is_title_word(first) && is_plural(first)
}

/// Whether most rows have the family name first, as in a register: `Berg, Anna`.
fn is_register(values: &[Value<'_>], lexicon: &Lexicon) -> bool {
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
fn registered<'a, 'l>(value: &Value<'a>) -> List<'a, 'l> {
    let mut flow = Flow::default();
    for cell in &value.cells {
        flow.push(if flow.is_empty() { "" } else { ", " }, cell.text, cell.start);
    }
    List::new(flow, Apart::Register)
}

/// Whether the rows of a field are one text that wraps: rows end within entries, and commas part the people.
fn is_running_text<'a>(values: &[Value<'a>], starts: &Starts<'a, '_>) -> bool {
    let lexicon = starts.lexicon;
    let rows = values.len();
    if rows < 2 || values.iter().any(|value| value.cells.len() > 1) {
        return false;
    }
    let cells = values.iter().filter_map(|value| value.cells.first());
    let texts: Vec<&'a str> = cells.map(|cell| without_group(cell, starts).text).collect();
    let begins = |text: &'a str| starts.is_person(bare(text));
    // "båda med" / "anmält förfall" is one phrase.
    let states = |at: &usize| {
        let open = || at.checked_sub(1).is_some_and(|above| ends_with_small_word(texts[above], lexicon));
        is_state(texts[*at], lexicon) && !open()
    };
    if (0..texts.len()).any(|at| states(&at)) {
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
            || texts[0].ends_with([',', ';'])
            || ends_with_conjunction(texts[0], lexicon))
}

/// A row that only says whether the person above was there: `X`, `Frånv., tjg ers N N`.
fn is_state(text: &str, lexicon: &Lexicon) -> bool {
    let first = text.split([',', ' ']).next().unwrap_or_default();
    text.eq_ignore_ascii_case("x")
        || matches!(lexicon.notes.get(first), Some(Note::Absent | Note::Excused | Note::Present))
}

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

/// Whether a row ends in a title or an office whose bearer stands in the next: `samt ledamöterna`, `och fru`.
fn ends_in_title(text: &str, lexicon: &Lexicon) -> bool {
    let last = last_word(text);
    if last.len() + 1 >= text.len() || !last.starts_with(char::is_lowercase) {
        return false;
    }
    lexicon.courtesy.has(last) || is_plural(last) && (lexicon.roles.has(last) || lexicon.is_title_word(last))
}

/// `PRO: Åke Ek, Eva Ask` within a list: the people without the group before them.
fn without_group<'a>(cell: &Cell<'a>, starts: &Starts<'a, '_>) -> Cell<'a> {
    let may_have_group = memchr::memchr(b':', cell.text.as_bytes()).is_some();
    let colon = may_have_group.then(|| cell.text.find(": ").filter(|at| *at <= 40)).flatten();
    let Some(colon) = colon else { return *cell };
    let rest = cell.text[colon + 2..].trim_start();
    let names = starts.is_person(rest) && !starts.is_person(&cell.text[..colon]);
    if !names {
        return *cell;
    }
    let lead = cell.text.len() - rest.len();
    Cell { text: rest, start: cell.start + lead, column: cell.column }
}

/// The points before the people of a row: `Punkt 3: Bo Ek`.
fn points_before(row: &Cell<'_>, people: &Cell<'_>, lexicon: &Lexicon) -> Option<Box<Attended>> {
    let head = row.text.get(..people.start.checked_sub(row.start)?)?;
    numbers::attended(bare(head).trim_end_matches([':', ' ']), lexicon).map(Box::new)
}

/// A cell's text without the bullet before it.
fn bare(text: &str) -> &str {
    text.trim_start_matches(|c: char| {
        matches!(c, '•' | '*' | '·' | ' ' | '▪' | '●' | '\u{f0b7}') || is_dash(c)
    })
}

/// The rows of a field as pieces: each person's cells together, wrapped rows joined.
struct RowLists<'v, 'a, 'l> {
    values: std::slice::Iter<'v, Value<'a>>,
    legend: &'v Legend<'a>,
    starts: &'v Starts<'a, 'l>,
    /// The pieces that are not given yet; the rows to come may go on with some of them.
    open: VecDeque<List<'a, 'l>>,
    /// How many pieces have been given.
    given: usize,
    /// The last piece of each column.
    columns: Vec<(usize, usize)>,
    of_group: Option<String>,
    margin: Option<PartyInMargin>,
}

impl<'v, 'a, 'l> RowLists<'v, 'a, 'l> {
    fn new(values: &'v [Value<'a>], legend: &'v Legend<'a>, starts: &'v Starts<'a, 'l>) -> Self {
        let parties = parties_in_margin(values, starts);
        let values = if parties.is_empty() { values } else { &[] };
        Self {
            values: values.iter(),
            legend,
            starts,
            open: parties.into_iter().map(|(party, cells)| of_party(party, &cells)).collect(),
            given: 0,
            columns: Vec::new(),
            of_group: None,
            margin: None,
        }
    }

    /// All of them at once.
    fn all(mut self) -> Vec<List<'a, 'l>> {
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
        for (at, cell) in value.cells.iter().enumerate() {
            let cell = &without_number(cell, starts);
            let next_is_person = value.cells.get(at + 1).is_some_and(|next| starts.is_person(next.text));
            // A bullet far left of its name is a cell of its own.
            if at == 0 && (next_is_person && is_ordinal(cell.text) || bare(cell.text).is_empty()) {
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
            let begins = !for_whom && starts.is_person(bare(cell.text));
            // "      för Rut Ek (S)" a little to the right of the deputy above.
            let deeper = self.columns.iter().find(|(column, list)| {
                before.is_some_and(|before| before != *list)
                    && (1..=DEEPEST).contains(&cell.column.saturating_sub(*column))
                    && cell.text.starts_with(char::is_lowercase)
                    && !begins
            });
            let (joint, list) = match (wants_more, begins, before, above) {
                (Some(list), ..) => (" ", Some(list)),
                _ if deeper.is_some() => (" ", deeper.map(|(_, list)| *list)),
                (None, true, ..) => ("", None),
                (None, false, Some(list), _) => (", ", Some(list)),
                (None, false, None, _) if is_state(cell.text, lexicon) && !self.open.is_empty() => {
                    (", ", Some(self.latest()))
                }
                (None, false, None, Some(list)) if value.gap == crate::lines::rows::Gap::None => (
                    if bare(cell.text).starts_with(['(', '§']) || cell.text.starts_with(char::is_lowercase) {
                        " "
                    } else {
                        ", "
                    },
                    Some(list),
                ),
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
                self.latest()
            });
            let piece = self.piece(list);
            piece.flow.push(joint, cell.text, cell.start);
            piece.meanings.extend(meaning);
            before = Some(list);
        }
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

/// A party whose whole name stands beside the first of its members; the others stand below that one.
#[derive(Debug)]
struct PartyInMargin {
    party: String,
    column: usize,
}

impl PartyInMargin {
    fn holds_for(&self, value: &Value<'_>) -> bool {
        let first = value.cells.first();
        !value.gap.is_any() && first.is_some_and(|cell| cell.column.abs_diff(self.column) <= 2)
    }
}

/// `Centerpartiet   Anna Berg`: a name, and no letters, which stand in each row.
fn party_in_margin<'a>(value: &Value<'a>, starts: &Starts<'a, '_>) -> Option<PartyInMargin> {
    let [name, member, ..] = value.cells[..] else { return None };
    let is_name = name.text.len() >= SHORTEST_PARTY_NAME && starts.is_person(member.text);
    let party = is_name.then(|| party_of_cell(name.text, starts))??;
    Some(PartyInMargin { party, column: member.column })
}

/// The members of each party, where its name stands in the margin beside them, over as many rows as it takes:
///
/// ```text
/// Partipolitiskt obundna      Anna Berg, ordförande, Bo
/// i Svenska kyrkan (POSK)     Ek, Eva Ask
/// ```
fn parties_in_margin<'a>(values: &[Value<'a>], starts: &Starts<'a, '_>) -> Vec<(String, Vec<Cell<'a>>)> {
    let lexicon = starts.lexicon;
    let beside = |value: &Value<'a>| {
        let second = value.cells.get(1).filter(|cell| starts.is_person(cell.text));
        second.filter(|_| party_of_cell(value.cells[0].text, starts).is_some()).map(|cell| cell.column)
    };
    let Some(column) = values.iter().find_map(beside) else { return Vec::new() };
    let mut parties: Vec<(String, Vec<Cell<'a>>)> = Vec::new();
    for value in values {
        let (margin, people): (Vec<Cell<'a>>, Vec<Cell<'a>>) =
            value.cells.iter().partition(|cell| cell.column + 3 < column);
        if value.gap.is_any() || parties.is_empty() {
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
    let party = |name: &str| party_of_heading(name, |name| person::start(name, lexicon).is_some(), lexicon);
    let named: Option<Vec<_>> =
        parties.into_iter().map(|(name, cells)| Some((party(&name)?, cells))).collect();
    named.unwrap_or_default()
}

/// The members of one party as running text.
fn of_party<'a>(party: String, cells: &[Cell<'a>]) -> List<'a, 'static> {
    let mut flow = Flow::default();
    cells.iter().for_each(|cell| flow.push(if flow.is_empty() { "" } else { " " }, cell.text, cell.start));
    List { several: true, party: Some(party.into()), ..List::new(flow, Apart::ByComma) }
}

/// The heading of a party's members within a list: `Centerpartiet (C)`, `POSK`, `Öppen kyrka (ÖKA)`.
fn party_heading<'a>(value: &Value<'a>, starts: &Starts<'a, '_>) -> Option<String> {
    let [cell] = value.cells[..] else { return None };
    party_of_cell(cell.text, starts)
}

fn party_of_cell<'a>(text: &'a str, starts: &Starts<'a, '_>) -> Option<String> {
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
    let (name, bracket) = text.strip_suffix(')')?.rsplit_once(" (")?;
    if !name.starts_with(char::is_uppercase) || is_person(name) && !lexicon.parties.has(name) {
        return None;
    }
    party::in_brackets(bracket, lexicon).map(Cow::into_owned)
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

/// The heading of a group as the document gives it.
pub(super) fn group<'a>(heading: &Text<'a>) -> Text<'a> {
    let end = heading.trim_end_matches([':', ' ']).len();
    match heading {
        Text::Borrowed(text) => folded(&text[..end]),
        Text::Owned(text) => Text::Owned(folded(&text[..end]).into_owned()),
    }
}

/// The participant that an entry describes under a heading.
pub(crate) fn listed<'a>(
    entry: &Entry<'_>,
    flow: &Flow<'a>,
    heading: Heading,
    group: &Text<'a>,
    lexicon: &Lexicon,
) -> Listed<'a> {
    let substituting = entry.details.substituting_for.as_ref().map(|range| flow.slice(range).into());
    let roles = roles(entry, heading);
    let deputy = roles.contains(&Role::Deputy);
    let serving = entry.serving.or(heading.serving).filter(|_| deputy);
    let status = match (heading.status, entry.status) {
        (Status::Present, Some(status)) => status,
        (Status::Absent, Some(Status::Excused)) => Status::Excused,
        (status, _) => status,
    };
    // Unions and employers stand in brackets as parties do.
    let no_party =
        !matches!(heading.role, None | Some(Role::Member | Role::Deputy | Role::Chair | Role::ViceChair));
    let (party, employer) = match &entry.party {
        Some(party) if no_party && !entry.party_at.is_empty() && !lexicon.parties.has(party) => {
            (None, Some(flow.slice(&entry.party_at)))
        }
        Some(party) => (Some(as_written(party, flow.slice(&entry.party_at))), None),
        None => (None, None),
    };
    let person = Participant {
        name: flow.slice(&entry.name),
        party,
        title: title(entry, flow).or(employer),
        roles,
        status,
        remote: entry.remote || heading.remote,
        serving,
        substituting_for: substituting,
        present_items: None,
        group: Some(group.clone()).filter(|group| !group.is_empty()),
        note: joined(&entry.details.notes, flow).map(RareText::from),
        span: flow.span(&entry.whole),
    };
    Listed { person, attended: entry.details.attended.clone().map(Box::new) }
}

/// `value`, borrowed where the text has it so: a party in its usual capitals.
fn as_written<'a>(value: &str, written: Text<'a>) -> Text<'a> {
    if written == value { written } else { Text::Owned(value.to_owned()) }
}

/// The heading's role first, then what the entry says. A deputy among those who decide is no member.
fn roles(entry: &Entry<'_>, heading: Heading) -> Roles {
    let serves = entry.details.substituting_for.is_some() || entry.serving == Some(true);
    let deputy =
        entry.roles.contains(&Role::Deputy) || serves && matches!(heading.role, None | Some(Role::Member));
    let mut roles = Roles::new();
    match heading.role {
        Some(Role::Member) if deputy => roles.add(Role::Deputy),
        Some(role) => roles.add(role),
        None if deputy && entry.roles.is_empty() => roles.add(Role::Deputy),
        None => {}
    }
    for role in &entry.roles {
        let contradicts = *role == Role::Member && roles.contains(&Role::Deputy);
        if !contradicts {
            roles.add(*role);
        }
    }
    roles
}

fn title<'a>(entry: &Entry<'_>, flow: &Flow<'a>) -> Option<Text<'a>> {
    joined(&entry.titles, flow)
}

fn joined<'a>(ranges: &[std::ops::Range<usize>], flow: &Flow<'a>) -> Option<Text<'a>> {
    match ranges {
        [] => None,
        [one] => Some(flow.slice(one)),
        several => Some(several.iter().map(|range| flow.slice(range)).collect::<Vec<_>>().join(", ").into()),
    }
}

fn presenter<'a>(entry: &Entry<'_>, flow: &Flow<'a>) -> Presenter<'a> {
    let items = match &entry.details.attended {
        Some(Attended::Only(stretches)) => {
            numbers::listed(stretches, 60).into_iter().map(Text::Owned).collect()
        }
        _ => vec![],
    };
    let name = flow.slice(&entry.name);
    let title = office(entry, flow).or_else(|| title(entry, flow));
    Presenter { name, title, items, span: flow.span(&entry.whole) }
}

/// What is said of a presenter where an office is a part of it: `revisor, Norrby Revision`.
fn office<'a>(entry: &Entry<'_>, flow: &Flow<'a>) -> Option<Text<'a>> {
    let tail = flow.text().get(entry.name.end..entry.whole.end)?;
    let said = tail.split('(').next()?.trim_matches([' ', ',', ';', '.']);
    let begin = entry.name.end + tail.find(said)?;
    let is_office = !entry.roles.is_empty() && tail.starts_with(',') && entry.details.attended.is_none();
    (is_office && !said.is_empty()).then(|| flow.slice(&(begin..begin + said.len())))
}

/// Says of each deputy whom they serve for, where the list of the absent said it.
pub(crate) fn substitute<'a>(attendance: &mut Vec<Participant<'a>>, substitutions: Vec<Substitution<'a>>) {
    if substitutions.is_empty() {
        return;
    }
    let mut places: HashMap<String, usize> = HashMap::new();
    for (at, person) in attendance.iter().enumerate() {
        places.entry(person.name.to_string()).or_insert(at);
        // "herr Kull": a family name alone.
        if let Some((_, family)) = person.name.rsplit_once(' ') {
            places.entry(family.to_owned()).or_insert(at);
        }
    }
    for substitution in substitutions {
        let Some(person) = places.get(&*substitution.deputy).map(|at| &mut attendance[*at]) else {
            attendance.push(substitution.present());
            continue;
        };
        person.roles.add(Role::Deputy);
        person.serving = Some(true);
        person.substituting_for = Some(substitution.member.into());
    }
    in_reading_order(attendance, |person| person.span.start);
}

/// Puts people in the order in which they stand. They nearly always do, and sorting takes room for half of them.
fn in_reading_order<T>(people: &mut [T], start: impl Fn(&T) -> usize) {
    if !people.is_sorted_by_key(&start) {
        people.sort_by_key(start);
    }
}

/// Splits those recorded as present from those recorded as absent, each once. Where there are many, nobody is copied.
pub(crate) fn divide<'a>(mut listed: Vec<Listed<'a>>) -> (Vec<Listed<'a>>, Vec<Listed<'a>>) {
    let is_absent = |listed: &Listed<'_>| listed.person.status != Status::Present;
    let mut absent = Vec::with_capacity(listed.iter().filter(|listed| is_absent(listed)).count());
    absent.extend(listed.extract_if(.., |listed| is_absent(listed)));
    for list in [&mut listed, &mut absent] {
        once(list);
        list.shrink_to_fit();
        in_reading_order(list, |listed| listed.person.span.start);
    }
    (listed, absent)
}

/// A person who stands in two lists of one kind, of those present or of those absent, counts once: what the later one adds is taken over.
fn once(people: &mut Vec<Listed<'_>>) {
    let mut known: Vec<Identity> = people.iter().enumerate().map(Identity::of).collect();
    known.sort_unstable_by(|one, other| one.order(other, people).then(one.at.cmp(&other.at)));
    let alike = known.chunk_by(|one, other| one.order(other, people).is_eq());
    let mut twice: Vec<(usize, usize)> =
        alike.flat_map(|alike| alike[1..].iter().map(|again| (alike[0].at, again.at))).collect();
    drop(known);
    // What the earlier one adds goes first.
    twice.sort_unstable_by_key(|(_, again)| *again);
    for (first, again) in &twice {
        let roles = people[*again].person.roles;
        let title = people[*again].person.title.take();
        let first = &mut people[*first].person;
        first.roles.extend(&roles);
        first.title = first.title.take().or(title);
    }
    let mut twice = twice.into_iter().map(|(_, again)| again).peekable();
    let mut at = 0..;
    people.retain(|_| twice.next_if_eq(&at.next().unwrap_or_default()).is_none());
}

/// By what a person of a list is known again: the name, whatever its case, and the party.
struct Identity {
    /// A sum of the letters of the name, which nearly always tells two names apart.
    sum: u64,
    /// The place in the list.
    at: usize,
}

impl Identity {
    fn of((at, listed): (usize, &Listed<'_>)) -> Self {
        let name = &*listed.person.name;
        let add = |sum: u64, letter: char| (sum.rotate_left(5) ^ u64::from(letter)).wrapping_mul(0x9e37_79b9);
        let sum = match name.is_ascii() {
            true => name.bytes().fold(0, |sum, byte| add(sum, byte.to_ascii_lowercase().into())),
            false => name.to_lowercase().chars().fold(0, add),
        };
        Self { sum, at }
    }

    /// How two of `people` are ordered.
    fn order(&self, other: &Self, people: &[Listed<'_>]) -> Ordering {
        self.sum.cmp(&other.sum).then_with(|| {
            let (one, other) = (&people[self.at].person, &people[other.at].person);
            let presence = (one.status == Status::Present).cmp(&(other.status == Status::Present));
            let names = if one.name == other.name {
                Ordering::Equal
            } else {
                one.name.to_lowercase().cmp(&other.name.to_lowercase())
            };
            let (party, others) = (one.party.as_deref(), other.party.as_deref());
            let parties = || party.unwrap_or_default().cmp(others.unwrap_or_default());
            names.then_with(parties).then(presence)
        })
    }
}

/// A cell of a table as a piece of its own.
pub(crate) fn flow_of<'a>(cell: &Cell<'a>) -> Flow<'a> {
    Flow::of(cell.text, cell.start)
}

#[cfg(test)]
mod tests {
    use crate::{Participant, Status, parse};

    /// `name/party/title`, those who are away behind a minus.
    fn people(header: &str) -> Vec<String> {
        let text = format!("{header}\n\n§ 1 Öppnande\n\nMötet öppnades.\n\n§ 2 Slut\n\nMötet slöts.\n");
        let document = parse(&text);
        let shown = |person: &Participant<'_>| {
            let mark = if person.status == Status::Present { "" } else { "-" };
            let or = |text: &Option<crate::Text<'_>>| text.as_deref().unwrap_or_default().to_owned();
            format!("{mark}{}/{}/{}", person.name, or(&person.party), or(&person.title))
        };
        document.attendance.iter().chain(&document.absences).map(shown).collect()
    }

    #[test]
    fn parties_stand_in_the_margin_once() {
        let header = "Beslutande\n\n  \
                      Socialdemokraterna  Rolf Ek, ordf\n                      Gunnel Stark\n  \
                      Moderaterna         Ulla Tham\n                      Arvid Kron";
        let found = ["Rolf Ek/S/", "Gunnel Stark/S/", "Ulla Tham/M/", "Arvid Kron/M/"];
        assert_eq!(people(header), found);
        assert_eq!(people(&header.replace("\n  Mod", "\n\n  Mod")), found);
        let wrapped =
            "Beslutande\n\nPOSK    Anna Berg, ordförande, Bo\n        Ek, Eva Ask\n\nC       Nils Öst";
        assert_eq!(people(wrapped), ["Anna Berg/POSK/", "Bo Ek/POSK/", "Eva Ask/POSK/", "Nils Öst/C/"]);
    }

    #[test]
    fn who_stands_in_two_lists_counts_once() {
        let header = "Närvarande:\n\nAnna Berg (S)\nÅke Öst (M)\n\nÖvriga närvarande:\n\n\
                      ÅKE ÖST (M), kassör\nANNA BERG (S), kamrer\nAnna Berg (M)";
        assert_eq!(people(header), ["Anna Berg/S/kamrer", "Åke Öst/M/kassör", "Anna Berg/M/"]);
    }

    #[test]
    fn who_stands_in_a_list_without_end_counts_once() {
        let letter = |at: usize| char::from(b'a' + (at % 26) as u8);
        let name = |at: usize| format!("Anna Berg{}{}{}", letter(at / 676), letter(at / 26), letter(at));
        let mut header = String::from("Närvarande:\n\n");
        for at in 0..6000 {
            let title = if at % 2000 < 1000 && at > 2000 { ", kassör" } else { "" };
            header += &format!("{}{title}\n", name(at % 2000));
        }
        let found = people(&header);
        assert_eq!(found.len(), 2000);
        for (at, found) in found.iter().enumerate() {
            let title = if at < 1000 { "kassör" } else { "" };
            assert_eq!(*found, format!("{}//{title}", name(at)), "{at}");
        }
    }

    #[test]
    fn people_are_counted_in_columns() {
        let header = "Närvarande:\n\n   1. Domprost Axel Ryd          3. Fru Signe Lejd\n   \
                      2. Notarie Ernst Palm         4. Lantbrukare Per Hult";
        let found = ["Axel Ryd//Domprost", "Signe Lejd//", "Ernst Palm//Notarie", "Per Hult//Lantbrukare"];
        assert_eq!(people(header), found);
    }

    #[test]
    fn whom_a_deputy_serves_for_wraps_in_the_second_column() {
        let text = "Beslutande   Åke Brodin (s), ordf     Maj Ott (s), tjg ersättare\n             \
                    Kurt Wik (vpk)             för Rut Hed (s)\n\n§ 1 Öppnande\n\nÖppnat.\n\n§ 2 Slut\n\nTack.\n";
        let document = parse(text);
        let deputy = document.attendance.iter().find(|person| person.name == "Maj Ott");
        assert_eq!(deputy.and_then(|person| person.substituting_for.as_deref()), Some("Rut Hed"));
        let member = document.attendance.iter().find(|person| person.name == "Kurt Wik");
        assert_eq!(member.map(|person| person.substituting_for.is_none()), Some(true));
    }

    #[test]
    fn groups_stand_between_people_with_bullets() {
        let header = "Närvarande ledamöter\n\nNorra Listan\n• Filip Ahn\n• Hanna Ryd, Kårpartiet\n\n\
                      Frånvarande ledamöter\n• Ida Thor, Norra Listan\n• Bo Ek (anmält förhinder)";
        let found = ["Filip Ahn//", "Hanna Ryd//Kårpartiet", "-Ida Thor//Norra Listan", "-Bo Ek//"];
        assert_eq!(people(header), found);
    }

    #[test]
    fn who_else_was_there_is_told_behind_the_absent() {
        let header = "Närvarande voro: herr Knut Thor och fru Signe Hall.\n\
                      Frånvarande voro herrar Erik Sjö och Bo Ståhl, båda med\nanmält förfall.\n\
                      Därjämte var ingenjören Nils Frö tillstädes vid behandlingen\nav § 2. Sekreterare var kamrer Axel Brom.";
        let found = [
            "Knut Thor//",
            "Signe Hall//",
            "Nils Frö//ingenjören",
            "Axel Brom//kamrer",
            "-Erik Sjö//",
            "-Bo Ståhl//",
        ];
        assert_eq!(people(header), found);
    }

    #[test]
    fn first_names_alone_are_people_where_all_are_so() {
        assert_eq!(people("Närvarande: Annika, Torkel och Ebba"), ["Annika//", "Torkel//", "Ebba//"]);
        assert_eq!(people("Närvarande: Annika, alla andra"), Vec::<String>::new());
    }

    #[test]
    fn a_label_may_end_its_sentence() {
        for header in ["Vid dagens sammanträde närvarande: Anna Berg, Bo Ek", "Närvarande; Anna Berg, Bo Ek"]
        {
            assert_eq!(people(header), ["Anna Berg//", "Bo Ek//"], "{header}");
        }
    }
}
