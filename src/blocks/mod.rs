//! Lines → blocks: the header, the lists of people, the points, the signatures.

pub(crate) mod body;
pub(crate) mod closing;
pub(crate) mod fields;
mod legend;
pub(crate) mod meeting;
pub(crate) mod oddities;
pub(crate) mod outline;
mod parts;
pub(crate) mod people;
mod points;
mod roll;
pub(crate) mod signatures;
mod table;

use std::collections::HashSet;
use std::ops::Range;

use self::body::{Layout, PointText};
use self::fields::{Field, Fields};
use self::legend::Legend;
use self::oddities::Oddities;
use self::people::{Listed, People};
use self::points::Point;
use self::signatures::place::{begins_appendix, end_of_points};
use crate::checks;
use crate::grammar::numbers::Number;
use crate::grammar::person::{NameOrder, Starts};
use crate::grammar::{date, first_word, time};
use crate::item::votes::appended;
use crate::item::{self, Body};
use crate::lexicon::{Label, Lexicon};
use crate::lines::rows::{self, Row};
use crate::lines::{self, pages};
use crate::model::{
    AgendaItem, Block, BlockKind, Document, Meeting, Participant, SCHEMA_VERSION, Signatory, SignatoryRole,
    Source, Span, Status, Text,
};
use crate::resolution::roster::{Person, Roster};
use crate::resolution::{adjusters, chair, hours};

/// How many rows without a label may belong to the header.
const HEADER_ROWS: usize = 20;

/// Where the parts of a document are, in rows.
#[derive(Debug, Clone)]
struct Parts {
    /// Before the points, the table of contents taken out.
    front: Vec<Range<usize>>,
    contents: Option<Range<usize>>,
    /// The first row of each point, and where the last one ends.
    points: Range<usize>,
    /// Signatures and what follows.
    end: Range<usize>,
    /// The first row of the appendices in it, its end where there are none.
    appendix: usize,
}

/// Reads every protocol of a text: one document, or several with their numbers.
pub(crate) fn read_all<'a>(text: &'a str, lexicon: &Lexicon) -> Vec<Document<'a>> {
    let read_at = |starts: &[usize]| -> Vec<Document<'a>> {
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        starts.iter().zip(ends).map(|(start, end)| read(text, *start..end, lexicon)).collect()
    };
    let lines = lines::split(text, 0);
    let mut starts = parts::starts(&lines, lexicon);
    if starts.len() == 1 {
        return vec![read_lines(text, 0..text.len(), lines, lexicon)];
    }
    drop(lines);
    let mut documents = read_at(&starts);
    let whole = documents.iter().map(parts::is_whole);
    let kept: Vec<usize> = starts
        .iter()
        .zip(whole)
        .enumerate()
        .filter(|(at, (_, whole))| *at == 0 || *whole)
        .map(|(_, (start, _))| *start)
        .collect();
    if kept.len() < starts.len() {
        starts = kept;
        documents = read_at(&starts);
    }
    if documents.len() > 1 {
        for (at, document) in documents.iter_mut().enumerate() {
            document.source.part = Some(at + 1);
        }
    }
    documents
}

/// Reads the protocol that stands in `range` of the whole text.
pub(crate) fn read<'a>(whole: &'a str, range: Range<usize>, lexicon: &Lexicon) -> Document<'a> {
    let lines = lines::split(whole.get(range.clone()).unwrap_or_default(), range.start);
    read_lines(whole, range, lines, lexicon)
}

/// The same, where the text has been cut into lines.
fn read_lines<'a>(
    whole: &'a str,
    range: Range<usize>,
    mut lines: Vec<lines::Line<'a>>,
    lexicon: &Lexicon,
) -> Document<'a> {
    let (text, offset) = (whole.get(range.clone()).unwrap_or_default(), range.start);
    // Room was made for about as many as there are.
    lines.shrink_to_fit();
    pages::mark(&mut lines, text, offset, lexicon);
    let mut rows = rows::rows(&lines);
    let mut candidates = points::candidates(&rows, lexicon);
    let mut points = points::find(&rows, &candidates, lexicon);
    if let Some(first) =
        points.first().filter(|first| first.head.style != crate::grammar::heading::Style::Plain)
    {
        let from = first.row;
        let line = lines.iter().position(|line| line.start == rows[from].line.start).unwrap_or(0);
        if pages::mark_lone_numbers(&mut lines, line) {
            rows = rows::rows(&lines);
            candidates = points::candidates(&rows, lexicon);
            points = points::find(&rows, &candidates, lexicon);
        }
    }
    let parts = parts(&rows, &candidates, &points, lexicon);
    let repeated = points::repeated(&rows, &candidates, &points, parts.points.clone(), lexicon);
    drop(candidates);
    Reading { whole, text, offset, lexicon, lines, rows, points, repeated, parts }.document()
}

/// Cuts the rows into front, points and end.
fn parts(rows: &[Row<'_>], candidates: &[Point<'_>], points: &[Point<'_>], lexicon: &Lexicon) -> Parts {
    let first = points.first().map_or(rows.len(), |point| point.row);
    let last = points.last().map_or(0, |point| point.row + 1);
    let end = if points.is_empty() { rows.len() } else { end_of_points(rows, last, lexicon) };
    let contents = points::contents(rows, candidates, first, lexicon).map(|(from, to)| from..to);
    let front = match &contents {
        Some(contents) => vec![0..contents.start, contents.end..first],
        None => std::iter::once(0..first).collect(),
    };
    let appendix = (end..rows.len()).find(|at| begins_appendix(&rows[*at], lexicon)).unwrap_or(rows.len());
    Parts { front, contents, points: first..end, end: end..rows.len(), appendix }
}

struct Reading<'a, 'l> {
    /// The whole text, in which spans count.
    whole: &'a str,
    /// The protocol's own text, which begins at `offset` of the whole.
    text: &'a str,
    offset: usize,
    lexicon: &'l Lexicon,
    lines: Vec<lines::Line<'a>>,
    rows: Vec<Row<'a>>,
    points: Vec<Point<'a>>,
    /// Headings with the number of a point besides its own.
    repeated: Vec<Point<'a>>,
    parts: Parts,
}

/// What the front and the end say.
#[derive(Debug, Default)]
struct Lists<'a> {
    fields: Vec<Field<'a>>,
    loose: Vec<usize>,
    people: People<'a>,
}

impl<'a> Reading<'a, '_> {
    fn document(mut self) -> Document<'a> {
        let mut lists = self.lists();
        let mut header =
            meeting::read(&self.rows, &lists.loose, &lists.fields, &self.repeated_cells(), self.lexicon);
        let texts = self.point_texts();
        let (references, bodies): (Vec<_>, Vec<Body<'a>>) =
            texts.into_iter().map(|text| (text.references, text.body)).unzip();
        hours::complete(&mut header.meeting, &bodies, self.lexicon);
        let mut oddities =
            Oddities::of(&self.rows, &self.parts, &self.repeated, &lists.fields, &bodies, self.lexicon);
        let mut people = std::mem::take(&mut lists.people);
        oddities.doubtful = std::mem::take(&mut people.doubtful);
        let presenters = std::mem::take(&mut people.presenters);
        if people.listed.iter().all(|listed| listed.person.status != Status::Present) {
            people.listed.extend(roll::present_in(&bodies, self.whole, self.lexicon));
        }
        people.listed.extend(roll::excused_in(&bodies, self.lexicon));
        let (attendance, absences) = self.participants(people, &mut oddities);
        let roster = roster(&attendance, &absences, &presenters);
        let date = header.meeting.date;
        let end_rows = &self.rows[self.parts.end.clone()];
        let adjustment = closing::adjustment(&lists.fields, &bodies, end_rows, date, self.lexicon);
        let mut known = chair::known(
            &attendance,
            &meeting::paragraphs(&self.rows, &lists.loose, self.lexicon),
            &bodies,
            self.lexicon,
        );
        known.adjusters.extend(adjusters::appointed(&lists.fields, &bodies, self.lexicon));
        let signatories = self.signatories(&known);
        let posting = self.posting(&lists.fields, date);
        let told = closing::Told { date, kind: header.meeting.kind, body: header.meeting.body.as_deref() };
        let next_meeting = closing::next_meeting(&lists.fields, &bodies, end_rows, told, self.lexicon);
        let outline = self.outline(&header.meeting, [&attendance, &absences], &signatories, &lists);
        // What is not asked any more is given back before the points are read.
        drop((lists, known));
        self.lines = Vec::new();
        let mut agenda = self.agenda(references, bodies, &roster);
        appended::assign(appended::read(self.appendix_rows(), &roster, self.lexicon), &mut agenda);
        drop(roster);
        let (text, offset, lexicon) = (self.text, self.offset, self.lexicon);
        let bytes = self.whole.len();
        drop(self);
        let mut document = Document {
            schema_version: SCHEMA_VERSION.into(),
            source: Source { encoding: "UTF-8".into(), bytes, ..Source::default() },
            meeting: header.meeting,
            attendance,
            absences,
            presenters,
            agenda,
            signatories,
            adjustment,
            posting,
            next_meeting,
            outline,
            diagnostics: vec![],
        };
        document.diagnostics =
            checks::run(checks::Checked { document: &document, text, offset, oddities: &oddities, lexicon });
        document
    }

    /// Who was there and who was not. Whom both lists name as there all the time is not absent.
    fn participants(
        &self,
        people: People<'a>,
        oddities: &mut Oddities,
    ) -> (Vec<Participant<'a>>, Vec<Participant<'a>>) {
        let numbers: Vec<Number> = self.points.iter().map(|point| (point.head.main, 0)).collect();
        let finish = |listed: Vec<Listed<'a>>| -> Vec<Participant<'a>> {
            let finished = listed.into_iter().map(|listed| {
                let items = listed.attended.and_then(|attended| attended.normalised(&numbers));
                Participant { present_items: items.map(Text::Owned), ..listed.person }
            });
            finished.collect()
        };
        let (present, absent) = people::divide(people.listed);
        let (mut attendance, mut absences) = (finish(present), finish(absent));
        people::substitute(&mut attendance, people.substitutions);
        if absences.is_empty() {
            return (attendance, absences);
        }
        let whole_time = attendance.iter().filter(|person| person.present_items.is_none());
        let there: HashSet<_> = whole_time.map(|person| (&person.name, &person.party)).collect();
        absences.retain(|absent| {
            let present = there.contains(&(&absent.name, &absent.party));
            if present {
                oddities.leave_out(absent);
            }
            !present
        });
        (attendance, absences)
    }

    /// The blocks of the text: what the document took from where, and what is left.
    fn outline(
        &self,
        meeting: &Meeting<'a>,
        [attendance, absences]: [&[Participant<'a>]; 2],
        signatories: &[Signatory<'a>],
        lists: &Lists<'a>,
    ) -> Vec<Block> {
        let mut known = self.header_rows(&lists.loose, meeting);
        known.extend(attendance.iter().map(|person| (person.span, BlockKind::Attendance)));
        known.extend(absences.iter().map(|person| (person.span, BlockKind::Absences)));
        known.extend(signatories.iter().map(|signatory| (signatory.span, BlockKind::Signatures)));
        outline::read(
            &self.lines,
            &self.rows,
            &self.parts,
            &self.points,
            &lists.fields,
            &known,
            self.offset,
            self.text.len(),
            self.lexicon,
        )
    }

    /// The rows without a label that say something of the meeting, as far as they stand in the header.
    fn header_rows(&self, loose: &[usize], meeting: &Meeting<'a>) -> Vec<(Span, BlockKind)> {
        let said: Vec<&str> = [
            &meeting.organization,
            &meeting.body,
            &meeting.title,
            &meeting.number,
            &meeting.reference,
            &meeting.place,
        ]
        .into_iter()
        .filter_map(|value| value.as_deref())
        .collect();
        let says = |text: &str| {
            said.iter().any(|value| text.contains(*value))
                || date::find(text, self.lexicon).is_some()
                || time::find_spoken(text, self.lexicon).is_some()
                || meeting::meeting_type(text, self.lexicon).is_some()
        };
        loose
            .iter()
            .take(HEADER_ROWS)
            .map(|at| &self.rows[*at])
            .filter(|row| says(row.text()))
            .map(|row| (row.line.span(), BlockKind::Meta))
            .collect()
    }

    /// The fields and people of the front, and the people of appendices.
    fn lists(&self) -> Lists<'a> {
        let mut lists = Lists::default();
        let front = self.parts.front.iter().flat_map(|range| &self.rows[range.clone()]);
        let cells = front.clone().filter_map(|row| row.line.cells().next()).map(|cell| cell.text);
        let starts = &Starts::new(NameOrder::of(cells, self.lexicon), self.lexicon);
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
            self.fields(from..at, lists, starts);
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
        let Fields { fields, loose } = fields::read(&self.rows, range.start, range.end, starts);
        for field in &fields {
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
            self.lists_behind_table(open.map_or(at..at, |from| from..at), lists, starts);
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
        let Fields { fields, .. } = fields::read(&self.rows, range.start, range.end, starts);
        for field in fields.iter().filter(|field| fields::is_people(field.label)) {
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

    fn point_texts(&self) -> Vec<PointText<'a>> {
        let first = self.parts.points.start;
        let heads = self.points.iter().map(|point| point.row - first);
        let layout = Layout::of(&self.rows[self.parts.points.clone()], heads);
        self.points
            .iter()
            .enumerate()
            .map(|(at, point)| {
                body::read(point, &self.rows[point.row..self.point_end(at)], layout, self.lexicon)
            })
            .collect()
    }

    /// The row behind the point with index `at`.
    fn point_end(&self, at: usize) -> usize {
        self.points.get(at + 1).map_or(self.parts.points.end, |next| next.row).max(self.points[at].row + 1)
    }

    fn agenda(
        &self,
        references: Vec<Vec<Text<'a>>>,
        bodies: Vec<Body<'a>>,
        roster: &Roster<'a>,
    ) -> Vec<AgendaItem<'a>> {
        self.points
            .iter()
            .enumerate()
            .zip(references.into_iter().zip(bodies))
            .map(|((at, point), (references, body))| {
                let found = item::read(&body, &point.head.number(), self.whole, roster, self.lexicon);
                let rows = &self.rows[point.row..self.point_end(at)];
                let span = Span::new(rows[0].line.text_start(), rows[rows.len() - 1].line.span().end);
                AgendaItem {
                    number: point.head.number().into(),
                    label: point.head.label.into(),
                    level: if point.head.sub > 0 { 2 } else { 1 },
                    title: body.title,
                    references,
                    paragraphs: body.paragraphs.into_iter().map(|paragraph| paragraph.text).collect(),
                    presenters: found.presenters,
                    decisions: found.decisions,
                    outcome: found.outcome,
                    proposals: found.proposals,
                    votes: found.votes,
                    statements: found.statements,
                    recusals: found.recusals,
                    attachments: found.attachments,
                    span,
                }
            })
            .collect()
    }

    /// The cells of the first lines that come again on each page.
    fn repeated_cells(&self) -> Vec<&'a str> {
        let lines = self.lines.iter().filter(|line| line.furniture);
        lines.take(12).flat_map(|line| line.cells().map(|cell| cell.text)).collect()
    }

    /// Who signs: at the end, else on the cover.
    fn signatories(&self, known: &signatures::Known) -> Vec<Signatory<'a>> {
        let found = signatures::read(self.signing_rows(), known, self.lexicon);
        if found.iter().any(|signatory| signatory.role != SignatoryRole::Other) {
            return found;
        }
        let front = self.parts.front.first().map_or(0, |first| first.start)
            ..self.parts.front.last().map_or(0, |last| last.end);
        signatures::place::cover(&self.rows, front, self.lexicon)
            .map(|cover| signatures::read(&self.rows[cover], known, self.lexicon))
            .filter(|on_cover| !on_cover.is_empty())
            .unwrap_or(found)
    }

    /// The rows behind the points, up to the first appendix.
    fn signing_rows(&self) -> &[Row<'a>] {
        self.rows_at_end().0
    }

    /// The rows of the appendices.
    fn appendix_rows(&self) -> &[Row<'a>] {
        self.rows_at_end().1
    }

    fn rows_at_end(&self) -> (&[Row<'a>], &[Row<'a>]) {
        let rows = &self.rows[self.parts.end.clone()];
        rows.split_at(self.parts.appendix - self.parts.end.start)
    }

    fn posting(
        &self,
        fields: &[Field<'a>],
        date: Option<crate::model::Date>,
    ) -> Option<crate::model::Posting<'a>> {
        let mut rows: Vec<Row<'a>> =
            self.parts.front.iter().flat_map(|range| self.rows[range.clone()].iter().copied()).collect();
        rows.extend_from_slice(&self.rows[self.parts.end.clone()]);
        closing::posting(fields, &rows, date, self.lexicon)
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

fn roster<'a>(
    attendance: &[Participant<'a>],
    absences: &[Participant<'a>],
    presenters: &[crate::model::Presenter<'a>],
) -> Roster<'a> {
    let mut people: Vec<Person<'a>> = attendance
        .iter()
        .chain(absences)
        .map(|person| Person {
            name: person.name.clone(),
            party: person.party.clone(),
            title: person.title.clone(),
            roles: person.roles.clone(),
        })
        .collect();
    people.extend(presenters.iter().map(|person| Person {
        name: person.name.clone(),
        party: None,
        title: person.title.clone(),
        roles: vec![],
    }));
    Roster::new(people)
}
