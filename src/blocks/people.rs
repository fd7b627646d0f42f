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
use crate::grammar::person::{self, Apart, Begins, Entry, NameOrder, Starts};
use crate::grammar::{
    ends_with_conjunction, ends_with_small_word, first_word, is_dash, last_word, name, party, verb,
};
use crate::lexicon::{Label, LabelWord, Lexicon, Note, is_plural};
use crate::lines::{Cell, flow::Flow};
use crate::model::{Participant, Presenter, Role, Span, Status, Text};

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
            roles: vec![Role::Deputy],
            title: None,
            status: Status::Present,
            remote: false,
            serving: Some(true),
            substituting_for: Some(self.member),
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
    pub(super) fn of_members(self, text: &str, lexicon: &Lexicon) -> Self {
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
pub(crate) fn read<'a>(field: &Field<'a>, people: &mut People<'a>, starts: &Starts<'a, '_>) {
    let lexicon = starts.lexicon;
    if !is_people(field.label) || field.label == Label::Invited {
        return;
    }
    let heading = Heading::of(field.label, field.above, field.remote).of_members(&field.text, lexicon);
    let group = group(field.group.as_ref().unwrap_or(&field.text));
    let mut lists = VecDeque::from(lists(field, &people.legend, starts));
    make_room(&mut people.listed, lists.len().min(MOST_KEPT));
    while let Some(list) = lists.pop_front() {
        give_back(&mut lists);
        let mut entries =
            list.entries.unwrap_or_else(|| person::entries(list.flow.text(), list.apart, lexicon));
        if entries.is_empty() && field.label != Label::Presenters {
            entries = person::given_names(list.flow.text(), lexicon);
        }
        if entries.is_empty() && !list.flow.is_empty() {
            people.doubtful.push(list.flow.span(&(0..list.flow.text().len())));
        }
        make_room(&mut people.listed, entries.len().min(MOST_KEPT));
        let mut before: Option<Range<usize>> = None;
        let mut entries = VecDeque::from(entries);
        while let Some(entry) = entries.pop_front() {
            give_back(&mut entries);
            if let Some(member) = before.as_ref().filter(|member| {
                heading.status != Status::Present
                    && stands_in(&list.flow.text()[member.end..entry.name.start], lexicon)
            }) {
                people.substitutions.push(Substitution::of(&list.flow, &entry.name, member));
                continue;
            }
            if let Some(deputy) = &entry.replaced_by {
                people.substitutions.push(Substitution::of(&list.flow, deputy, &entry.name));
            }
            before = Some(entry.name.clone());
            let mut entry = entry;
            entry.attended = entry.attended.or(list.attended.clone()).or(field.attended.clone());
            if field.label == Label::Presenters {
                people.presenters.push(presenter(&entry, &list.flow));
            } else {
                let mut listed = listed(&entry, &list.flow, heading, &group, lexicon);
                listed.person.party = listed.person.party.or_else(|| list.party.clone());
                list.meanings.iter().for_each(|meaning| legend::describe(&mut listed, meaning, lexicon));
                replaced(&mut listed, heading, &list.flow, &group, people, lexicon);
                replaced(&mut listed, heading, &list.flow, &group, people, lexicon);
                let away = absent_member(&entry, &listed);
                make_room(&mut people.listed, 1);
                people.listed.push(listed);
                people.listed.extend(away);
            }
        }
    }
}

/// Makes room for `more` people. Where there are many, it grows by a quarter: each takes as much as ten lines.
fn make_room(listed: &mut Vec<Listed<'_>>, more: usize) {
    if listed.len() < MOST_KEPT {
        listed.reserve(more);
    } else if listed.capacity() - listed.len() < more {
        listed.reserve_exact(more.max(listed.len() / 4));
    }
}

/// Gives back the room of the pieces or entries that have been read, where there are many: the people take as much.
fn give_back<T>(unread: &mut VecDeque<T>) {
    if unread.capacity() > MOST_KEPT && unread.len() < unread.capacity() / 4 * 3 {
        unread.shrink_to_fit();
    }
}

/// The member whom a deputy replaces, where the entry says that they are away.
fn absent_member<'a>(entry: &Entry<'_>, deputy: &Listed<'a>) -> Option<Listed<'a>> {
    let (status, member) = (entry.replaced_status?, deputy.person.substituting_for.clone()?);
    let person = Participant {
        name: member,
        party: None,
        title: None,
        roles: vec![],
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
    listed.person.roles.retain(|role| *role != Role::Deputy);
    listed.person.serving = None;
    let Some(at) = flow.text().find(&*deputy) else { return };
    let tail = &flow.text()[at..];
    let entries = person::entries(tail, Apart::ByLine, lexicon);
    let Some(entry) = entries.first() else { return };
    let shifted = entry.shifted(at);
    let mut found =
        self::listed(&shifted, flow, Heading::of(Label::ServingDeputies, None, false), group, lexicon);
    found.person.substituting_for = Some(listed.person.name.clone());
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
    for list in lists(field, &people.legend, starts) {
        for entry in person::entries(list.flow.text(), Apart::ByComma, lexicon) {
            people.listed.push(listed(&entry, &list.flow, heading, &group, lexicon));
        }
    }
}

/// Where the name stands with which a flow begins, if it is known.
fn first_name<'a>(flow: &Flow<'a>, starts: &Starts<'a, '_>) -> Option<Range<usize>> {
    let text = flow.one_piece()?;
    let bare = bare(text);
    let from = text.len() - bare.len();
    match starts.of(bare) {
        Begins::Name(len) => Some(from..from + len),
        Begins::Nobody | Begins::Titled => None,
    }
}

/// A piece of a list that is read at once.
struct List<'a, 'l> {
    flow: Flow<'a>,
    apart: Apart,
    /// Whether it is a group, `PRO: Åke Ek, Eva Ask`: each comma may part two people.
    several: bool,
    /// The points that its row begins with: `Punkt 3: Bo Ek`.
    attended: Option<Attended>,
    /// What the marks beside it mean.
    meanings: Vec<&'a str>,
    party: Option<Text<'a>>,
    /// Its entries, where they have been read already.
    entries: Option<Vec<Entry<'l>>>,
}

/// Of how many rows the entries are kept that were read to tell how they are kept apart.
const MOST_KEPT: usize = 2000;

/// The pieces of a field: its rows, or all of it where it is running text.
fn lists<'a, 'l>(field: &Field<'a>, legend: &Legend<'a>, starts: &Starts<'a, 'l>) -> Vec<List<'a, 'l>> {
    let lexicon = starts.lexicon;
    let list = up_to_sentence(field, starts);
    let field = list.as_ref().unwrap_or(field);
    if is_register(field, starts) {
        return register(field);
    }
    if is_running_text(field, starts) {
        let mut flow = Flow::default();
        for cell in field.values.iter().flat_map(|value| &value.cells) {
            flow.push(if flow.is_empty() { "" } else { " " }, cell.text, cell.start);
        }
        return vec![List {
            flow,
            apart: Apart::ByComma,
            several: false,
            attended: None,
            meanings: vec![],
            party: None,
            entries: None,
        }];
    }
    let mut lists = rows(field, legend, starts);
    // What no meeting has in number is read twice rather than kept.
    let keep = lists.len() <= MOST_KEPT;
    let by_comma: Vec<(usize, bool, Vec<Entry<'_>>)> = lists
        .iter()
        .map(|list| {
            let first = first_name(&list.flow, starts);
            let (entries, doubt) =
                person::entries_and_doubt(list.flow.text(), first, Apart::ByComma, lexicon);
            (entries.len(), doubt, if keep { entries } else { Vec::new() })
        })
        .collect();
    let single = by_comma.iter().filter(|(count, ..)| *count <= 1).count();
    // A bullet stands before each person, and a comma behind the name before what is said of them.
    let bulleted = |value: &Value<'_>| value.cells.first().is_some_and(|cell| bare(cell.text) != cell.text);
    let by_line = by_comma.len() >= 3 && single * 10 >= by_comma.len() * 6
        || field.values.len() >= 2 && field.values.iter().all(bulleted);
    for (list, (count, doubt, entries)) in lists.iter_mut().zip(by_comma) {
        let several = count > 1;
        if several && (!by_line || list.several || begins_in_plural(list.flow.text(), lexicon)) {
            list.apart = Apart::ByComma;
        }
        // Nearly all rows name one person, and read the same either way.
        if keep && (list.apart == Apart::ByComma || list.apart == Apart::ByLine && !doubt) {
            list.entries = Some(entries);
        }
    }
    lists
}

/// The list without what a paragraph below it tells: `Till justeringsmän utsågs Bo Ek.`
fn up_to_sentence<'a>(field: &Field<'a>, starts: &Starts<'a, '_>) -> Option<Field<'a>> {
    let lexicon = starts.lexicon;
    let tells = |value: &Value<'a>| {
        let first = value.cells.first().map_or("", |cell| cell.text);
        value.gap.is_any()
            && value.cells.len() == 1
            && verb::is_told(first, lexicon)
            && !starts.is_person(first)
            && !first.split(' ').any(|word| lexicon.label_words.has(word))
    };
    let end = 1 + field.values.iter().skip(1).position(tells)?;
    Some(Field { values: field.values[..end].to_vec(), ..field.clone() })
}

/// Whether a title in the plural holds for all in a row: `Rådmännen Bo Ek, Eva Ask och Nils Öst`.
fn begins_in_plural(text: &str, lexicon: &Lexicon) -> bool {
    let first = first_word(text);
    lexicon.is_title_word(first) && is_plural(first)
}

/// Whether most rows have the family name first, as in a register: `Berg, Anna`. One row alone shows it only where
/// the whole document writes names so.
fn is_register(field: &Field<'_>, starts: &Starts<'_, '_>) -> bool {
    let rows = field.values.len();
    let fewest = if starts.order == NameOrder::FamilyFirst { 1 } else { 2 };
    let cells = field.values.iter().filter_map(|value| value.cells.first());
    let inverted = cells.filter(|cell| name::register_name(bare(cell.text), starts.lexicon).is_some());
    rows >= fewest && inverted.count() * 10 >= rows * 6
}

/// Each row of a register as a piece of its own, its cells together.
fn register<'a>(field: &Field<'a>) -> Vec<List<'a, 'static>> {
    field
        .values
        .iter()
        .map(|value| {
            let mut flow = Flow::default();
            for cell in &value.cells {
                flow.push(if flow.is_empty() { "" } else { ", " }, cell.text, cell.start);
            }
            List {
                flow,
                apart: Apart::Register,
                several: false,
                attended: None,
                meanings: vec![],
                party: None,
                entries: None,
            }
        })
        .collect()
}

/// Whether the rows of a field are one text that wraps: rows end within entries, and commas part the people.
fn is_running_text<'a>(field: &Field<'a>, starts: &Starts<'a, '_>) -> bool {
    let lexicon = starts.lexicon;
    let rows = field.values.len();
    if rows < 2 || field.values.iter().any(|value| value.cells.len() > 1) {
        return false;
    }
    let cells = field.values.iter().filter_map(|value| value.cells.first());
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
            || texts[0].ends_with([',', ';', '-'])
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

/// Whether a row ends in a title or an office whose bearer stands in the next: `samt ledamöterna`, `och fru`,
/// `suppl. för målarmästaren`.
fn ends_in_title(text: &str, lexicon: &Lexicon) -> bool {
    let last = last_word(text);
    if last.len() + 1 >= text.len() || !last.starts_with(char::is_lowercase) {
        return false;
    }
    let before = last_word(text[..text.len() - last.len()].trim_end());
    let of_replaced =
        || lexicon.notes.get(before) == Some(&Note::Substituting) && lexicon.is_title_word(last);
    lexicon.courtesy.has(last)
        || of_replaced()
        || is_plural(last) && (lexicon.roles.has(last) || lexicon.is_title_word(last))
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
fn points_before(row: &Cell<'_>, people: &Cell<'_>, lexicon: &Lexicon) -> Option<Attended> {
    let head = row.text.get(..people.start.checked_sub(row.start)?)?;
    numbers::attended(bare(head).trim_end_matches([':', ' ']), lexicon)
}

/// A cell's text without the bullet before it.
fn bare(text: &str) -> &str {
    text.trim_start_matches(|c: char| {
        matches!(c, '•' | '*' | '·' | ' ' | '▪' | '●' | '\u{f0b7}') || is_dash(c)
    })
}

/// The rows of a field as pieces: each person's cells together, wrapped rows joined.
fn rows<'a, 'l>(field: &Field<'a>, legend: &Legend<'a>, starts: &Starts<'a, 'l>) -> Vec<List<'a, 'l>> {
    let mut lists: Vec<List<'a, 'l>> = Vec::with_capacity(field.values.len());
    // The last piece of each column.
    let mut columns: Vec<(usize, usize)> = Vec::new();
    let mut of_group: Option<String> = None;
    let mut margin: Option<PartyInMargin> = None;
    let parties = parties_in_margin(field, starts);
    if !parties.is_empty() {
        return parties.into_iter().map(|(party, cells)| of_party(party, &cells)).collect();
    }
    for value in &field.values {
        if let Some(party) = party_heading(value, starts) {
            of_group = Some(party);
            columns.clear();
            continue;
        }
        margin = party_in_margin(value, starts).or(margin.filter(|margin| margin.holds_for(value)));
        let party = of_group.as_ref().or(margin.as_ref().map(|margin| &margin.party));
        let before = lists.len();
        row(value, &mut lists, &mut columns, legend, starts);
        for list in &mut lists[before..] {
            list.party = list.party.take().or_else(|| party.cloned().map(Text::Owned));
        }
    }
    lists
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
fn parties_in_margin<'a>(field: &Field<'a>, starts: &Starts<'a, '_>) -> Vec<(String, Vec<Cell<'a>>)> {
    let lexicon = starts.lexicon;
    let beside = |value: &Value<'a>| {
        let second = value.cells.get(1).filter(|cell| starts.is_person(cell.text));
        second.filter(|_| party_of_cell(value.cells[0].text, starts).is_some()).map(|cell| cell.column)
    };
    let Some(column) = field.values.iter().find_map(beside) else { return Vec::new() };
    let mut parties: Vec<(String, Vec<Cell<'a>>)> = Vec::new();
    for value in &field.values {
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
    List {
        flow,
        apart: Apart::ByComma,
        several: true,
        attended: None,
        meanings: vec![],
        party: Some(Text::Owned(party)),
        entries: None,
    }
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

fn row<'a>(
    value: &Value<'a>,
    lists: &mut Vec<List<'a, '_>>,
    columns: &mut Vec<(usize, usize)>,
    legend: &Legend<'a>,
    starts: &Starts<'a, '_>,
) {
    let lexicon = starts.lexicon;
    let mut before: Option<usize> = None;
    let mut party: Option<Text<'a>> = None;
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
            party = Some(Text::Owned(found));
            of_party = true;
            continue;
        }
        if next_is_person && let Some(found) = party::bare(cell.text, lexicon) {
            party = Some(found.to_owned().into());
            continue;
        }
        if let (Some(list), Some(meaning)) = (before, legend.meaning(cell.text)) {
            lists[list].meanings.push(meaning);
            continue;
        }
        let (cell, meaning) = match legend.without_mark(cell.text) {
            Some((text, meaning)) => (&Cell { text, ..*cell }, Some(meaning)),
            None => (cell, None),
        };
        let above =
            columns.iter().find(|(column, _)| column.abs_diff(cell.column) <= 2).map(|(_, list)| *list);
        let wants_more = above.filter(|list| ends_open(lists[*list].flow.text(), lexicon));
        let of_row = cell;
        let cell = &without_group(cell, starts);
        // "för byggmästare Bo Ek" below the deputy who serves for him.
        let first = first_word(cell.text);
        let for_whom = above.is_some() && lexicon.notes.get(first) == Some(&Note::Substituting);
        let begins = !for_whom && starts.is_person(bare(cell.text));
        // "      för Rut Ek (S)" a little to the right of the deputy above.
        let deeper = columns.iter().find(|(column, list)| {
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
            (None, false, None, _) if is_state(cell.text, lexicon) && !lists.is_empty() => {
                (", ", Some(lists.len() - 1))
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
            lists.push(List {
                flow: Flow::default(),
                apart: Apart::ByLine,
                several: of_party || cell.start > of_row.start,
                attended: points_before(of_row, cell, lexicon),
                meanings: vec![],
                party: party.take(),
                entries: None,
            });
            columns.retain(|(column, _)| column.abs_diff(cell.column) > 2);
            columns.push((cell.column, lists.len() - 1));
            lists.len() - 1
        });
        let text = cell.text;
        lists[list].flow.push(joint, text, cell.start);
        lists[list].meanings.extend(meaning);
        before = Some(list);
    }
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
    let substituting = entry.substituting_for.as_ref().map(|range| flow.slice(range));
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
        note: joined(&entry.notes, flow),
        span: flow.span(&entry.whole),
    };
    Listed { person, attended: entry.attended.clone().map(Box::new) }
}

/// `value`, borrowed where the text has it so: a party in its usual capitals.
fn as_written<'a>(value: &str, written: Text<'a>) -> Text<'a> {
    if written == value { written } else { Text::Owned(value.to_owned()) }
}

/// The heading's role first, then what the entry says. A deputy among those who decide is no member.
fn roles(entry: &Entry<'_>, heading: Heading) -> Vec<Role> {
    let serves = entry.substituting_for.is_some() || entry.serving == Some(true);
    let deputy =
        entry.roles.contains(&Role::Deputy) || serves && matches!(heading.role, None | Some(Role::Member));
    let mut roles = Vec::new();
    match heading.role {
        Some(Role::Member) if deputy => roles.push(Role::Deputy),
        Some(role) => roles.push(role),
        None if deputy && entry.roles.is_empty() => roles.push(Role::Deputy),
        None => {}
    }
    for role in &entry.roles {
        let contradicts = *role == Role::Member && roles.contains(&Role::Deputy);
        if !roles.contains(role) && !contradicts {
            roles.push(*role);
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
    let items = match &entry.attended {
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
    let is_office = !entry.roles.is_empty() && tail.starts_with(',') && entry.attended.is_none();
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
        if !person.roles.contains(&Role::Deputy) {
            person.roles.push(Role::Deputy);
        }
        person.serving = Some(true);
        person.substituting_for = Some(substitution.member);
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

/// A person who stands in two lists of one kind counts once: what the later one adds is taken over.
fn once(people: &mut Vec<Listed<'_>>) {
    let mut known: Vec<Known> = people.iter().enumerate().map(Known::of).collect();
    known.sort_unstable_by(|one, other| one.order(other, people).then(one.at.cmp(&other.at)));
    let alike = known.chunk_by(|one, other| one.order(other, people).is_eq());
    let mut twice: Vec<(usize, usize)> =
        alike.flat_map(|alike| alike[1..].iter().map(|again| (alike[0].at, again.at))).collect();
    drop(known);
    // What the earlier one adds goes first.
    twice.sort_unstable_by_key(|(_, again)| *again);
    for (first, again) in &twice {
        let roles = std::mem::take(&mut people[*again].person.roles);
        let title = people[*again].person.title.take();
        let first = &mut people[*first].person;
        for role in roles {
            if !first.roles.contains(&role) {
                first.roles.push(role);
            }
        }
        first.title = first.title.take().or(title);
    }
    let mut twice = twice.into_iter().map(|(_, again)| again).peekable();
    let mut at = 0..;
    people.retain(|_| twice.next_if_eq(&at.next().unwrap_or_default()).is_none());
}

/// By what a person of a list is known again: the name, whatever its case, and the party.
struct Known {
    /// A sum of the letters of the name, which nearly always tells two names apart.
    sum: u64,
    /// The place in the list.
    at: usize,
}

impl Known {
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
            let names = if one.name == other.name {
                Ordering::Equal
            } else {
                one.name.to_lowercase().cmp(&other.name.to_lowercase())
            };
            let (party, others) = (one.party.as_deref(), other.party.as_deref());
            names.then_with(|| party.unwrap_or_default().cmp(others.unwrap_or_default()))
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
