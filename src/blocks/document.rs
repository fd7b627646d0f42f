//! A protocol that has been cut into its parts → the document.

use std::collections::HashSet;

use super::body::{self, Beside, Headings, Layout, PointText};
use super::closing::{self, Announcing};
use super::fields::Field;
use super::lists::Lists;
use super::oddities::Oddities;
use super::people::{self, Listed, People};
use super::{Reading, meeting, outline, roll, signatures};
use crate::checks;
use crate::grammar::numbers::Number;
use crate::grammar::{date, time};
use crate::item::votes::appended;
use crate::item::{self, Body};
use crate::lines::rows::Row;
use crate::model::{
    AgendaItem, Block, BlockKind, Document, Meeting, Participant, RareText, Roles, SCHEMA_VERSION, Signatory,
    SignatoryRole, Source, Span, Status,
};
use crate::resolution::roster::{Person, Roster};
use crate::resolution::{self, adjusters, chair, hours};

/// How many rows without a label may belong to the header.
const HEADER_ROWS: usize = 20;

impl<'a> Reading<'a, '_> {
    pub(super) fn document(self) -> Document<'a> {
        let mut lists = self.lists();
        let paragraphs = meeting::paragraphs(&self.rows, &lists.loose, self.lexicon);
        let loose = meeting::Loose { rows: &self.rows, places: &lists.loose, paragraphs: &paragraphs };
        let mut header = meeting::read(loose, &lists.fields, &self.repeated_cells(), self.lexicon);
        let texts = self.point_texts();
        let (beside, bodies): (Vec<_>, Vec<Body<'a>>) =
            texts.into_iter().map(|text| (text.beside, text.body)).unzip();
        hours::complete(&mut header.meeting, &bodies, self.lexicon);
        let announcing = Announcing::of(&bodies, self.lexicon);
        let mut oddities = Oddities::of(
            &self.rows,
            &self.parts,
            &self.repeated,
            &lists.fields,
            &bodies,
            &announcing,
            self.lexicon,
        );
        let mut people = std::mem::take(&mut lists.people);
        oddities.doubtful = std::mem::take(&mut people.doubtful);
        let presenters = std::mem::take(&mut people.presenters);
        self.call_the_roll(&mut people, &lists.loose, &paragraphs, &bodies);
        let (attendance, absences) = self.participants(people, &mut oddities);
        let roster = roster(&attendance, &absences, &presenters);
        let date = header.meeting.date;
        let end_rows = &self.rows[self.parts.end.clone()];
        let adjustment =
            closing::adjustment(&lists.fields, &bodies, end_rows, self.around_points(), date, self.lexicon);
        let mut known = chair::known(&attendance, &paragraphs, &bodies, self.lexicon);
        known.adjusters.extend(adjusters::appointed(&lists.fields, &bodies, self.lexicon));
        let signatories = self.signatories(&known);
        let posting = self.posting(&lists.fields, date);
        let told = closing::Told { date, kind: header.meeting.kind, body: header.meeting.body.as_deref() };
        let next_meeting =
            closing::next_meeting(&lists.fields, &bodies, &announcing, end_rows, told, self.lexicon);
        drop(announcing);
        let outline = self.outline(&header.meeting, [&attendance, &absences], &signatories, &lists);
        // What is not asked any more is given back before the points are read.
        drop((lists, known, paragraphs));
        let mut agenda = self.agenda(beside, bodies, &roster);
        appended::assign(appended::read(self.appendix_rows(), &roster, self.lexicon), &mut agenda);
        // A list of those present before the points may hold the names of a vote too.
        if agenda.iter().flat_map(|item| &item.votes).any(|vote| vote.by_name.is_empty()) {
            for range in &self.parts.front {
                let rows = &self.rows[range.clone()];
                appended::assign(appended::read(rows, &roster, self.lexicon), &mut agenda);
            }
        }
        resolution::presenters::assign(&presenters, &mut agenda);
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

    /// Adds whom the first points report as there or as excused, or the opening sentence as there.
    fn call_the_roll(
        &self,
        people: &mut People<'a>,
        loose: &[usize],
        opening: &[String],
        bodies: &[Body<'a>],
    ) {
        let present =
            |people: &People<'a>| people.listed.iter().any(|listed| listed.person.status == Status::Present);
        if !present(people) {
            people.listed.extend(roll::present_in(bodies, self.whole, self.lexicon));
        }
        // Only what stands before the points: a name that a hyphen breaks has the place of all of it.
        let front: Vec<usize> = loose.iter().copied().filter(|at| *at < self.parts.points.start).collect();
        if let (false, Some(first), Some(last)) = (present(people), front.first(), front.last()) {
            let span = self.rows[*first].line.span().to(self.rows[*last].line.span());
            people.listed.extend(roll::present_in_opening(opening, span, self.whole, self.lexicon));
        }
        people.listed.extend(roll::excused_in(bodies, self.lexicon));
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
                Participant { present_items: items.map(RareText::from), ..listed.person }
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
            &self.furniture,
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

    fn point_texts(&self) -> Vec<PointText<'a>> {
        let first = self.parts.points.start;
        let heads = self.points.iter().map(|point| point.row - first);
        let layout = Layout::of(&self.rows[self.parts.points.clone()], heads);
        let mut headings = Headings::default();
        self.points
            .iter()
            .enumerate()
            .map(|(at, point)| {
                let rows = &self.rows[point.row..self.point_end(at)];
                body::read(point, rows, layout, &mut headings, self.lexicon)
            })
            .collect()
    }

    /// The row behind the point with index `at`.
    fn point_end(&self, at: usize) -> usize {
        self.points.get(at + 1).map_or(self.parts.points.end, |next| next.row).max(self.points[at].row + 1)
    }

    fn agenda(
        &self,
        beside: Vec<Beside<'a>>,
        bodies: Vec<Body<'a>>,
        roster: &Roster<'a>,
    ) -> Vec<AgendaItem<'a>> {
        self.points
            .iter()
            .enumerate()
            .zip(beside.into_iter().zip(bodies))
            .map(|((at, point), (beside, body))| {
                let number = point.head.number();
                let found = item::read(&body, &number, self.whole, roster, self.lexicon);
                let mut attachments = beside.attachments;
                let others = found.attachments.into_iter().filter(|mark| !attachments.contains(mark));
                attachments.extend(others.collect::<Vec<_>>());
                let rows = &self.rows[point.row..self.point_end(at)];
                let span = Span::new(rows[0].line.text_start(), rows[rows.len() - 1].line.span().end);
                AgendaItem {
                    number: number.into(),
                    label: point.head.label.into(),
                    level: if point.head.sub > 0 { 2 } else { 1 },
                    title: body.title,
                    references: beside.references,
                    paragraphs: body.paragraphs.into_iter().map(|paragraph| paragraph.text).collect(),
                    presenters: found.presenters,
                    decisions: found.decisions,
                    outcome: found.outcome,
                    proposals: found.proposals,
                    votes: found.votes,
                    statements: found.statements,
                    recusals: found.recusals,
                    attachments,
                    span,
                }
            })
            .collect()
    }

    /// The cells of the first lines that come again on each page.
    fn repeated_cells(&self) -> Vec<&'a str> {
        let lines = self.furniture.iter();
        lines.take(12).flat_map(|line| line.cells().map(|cell| cell.text)).collect()
    }

    /// Who signs: at the end, and on the cover who signs there as what nobody does at the end.
    fn signatories(&self, known: &signatures::Known) -> Vec<Signatory<'a>> {
        let at_end = signatures::read(self.signing_rows(), known, self.lexicon);
        let signs = |role: SignatoryRole| at_end.iter().any(|signatory| signatory.role == role);
        if signs(SignatoryRole::Chair) || signs(SignatoryRole::Adjuster) {
            return at_end;
        }
        let on_cover = self.on_cover(known);
        if !signs(SignatoryRole::Secretary) {
            return if on_cover.is_empty() { at_end } else { on_cover };
        }
        let new = |signatory: &Signatory<'_>| {
            matches!(signatory.role, SignatoryRole::Chair | SignatoryRole::Adjuster)
        };
        on_cover.into_iter().filter(new).chain(at_end.iter().cloned()).collect()
    }

    fn on_cover(&self, known: &signatures::Known) -> Vec<Signatory<'a>> {
        let front = self.parts.front.first().map_or(0, |first| first.start)
            ..self.parts.front.last().map_or(0, |last| last.end);
        let cover = signatures::place::cover(&self.rows, front, self.lexicon);
        cover.map(|cover| signatures::read(&self.rows[cover], known, self.lexicon)).unwrap_or_default()
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
        closing::posting(fields, self.around_points(), date, self.lexicon)
    }

    /// The rows before the points and behind them.
    fn around_points(&self) -> impl Iterator<Item = &Row<'a>> {
        let front = self.parts.front.iter().flat_map(|range| &self.rows[range.clone()]);
        front.chain(&self.rows[self.parts.end.clone()])
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
            roles: person.roles,
        })
        .collect();
    people.extend(presenters.iter().map(|person| Person {
        name: person.name.clone(),
        party: None,
        title: person.title.clone(),
        roles: Roles::new(),
    }));
    Roster::new(people)
}
