//! What a cell is: a label, the heading of a group, a value, or a label with its value.

use std::borrow::Cow;

use super::heading::{HeadingWords, label_of, said_as_heading};
use super::inline::{label_and_value, label_in_sentence};
use super::label::{is_heading_of, is_people, label};
use super::spaced::{label_and_blank, wrapped};
use super::{LONGEST_GROUP, Reader, span_column};
use crate::blocks::body::join;
use crate::blocks::meeting;
use crate::grammar::person::Starts;
use crate::grammar::{ends_with_small_word, is_capitals, organ};
use crate::lexicon::Label;
use crate::lines::Cell;
use crate::lines::rows::{Gap, Row};
use crate::model::Span;

/// A cell, as the reader sees it.
#[derive(Clone, Copy)]
pub(super) enum Kind<'a> {
    Label(Label, &'a str, Span),
    /// The heading of a group within a list of people.
    Group(&'a str, Span),
    Both(Label, &'a str, Span, Cell<'a>),
    Value(Cell<'a>),
}

impl<'a> Reader<'a, '_> {
    /// Beside a person, the word for an office is what the person is: `Tove Ek      Sekreterare`.
    pub(super) fn roles_of_people(&self, kinds: &mut [Kind<'a>], at: usize) {
        use Label::{Adjuster, Auditors, Chair, Deputies, Members, Observers, Secretary, ViceChair};
        let is_person = |cell: &Cell<'a>| self.starts.is_person(cell.text);
        // Whoever stands behind the last label is not asked for.
        let Some(last) = kinds.iter().rposition(|kind| matches!(kind, Kind::Label(..))) else { return };
        let mut beside_person = false;
        for kind in &mut kinds[..=last] {
            if beside_person && let Kind::Label(label, text, span) = *kind {
                let is_role = matches!(
                    label,
                    Secretary | Chair | ViceChair | Adjuster | Members | Deputies | Auditors | Observers
                );
                // `distans`, `frånvarande`: a note.
                let is_note = is_people(label) && text.starts_with(char::is_lowercase);
                if is_role || is_note {
                    let column = self.column_of(at, span.start);
                    *kind = Kind::Value(Cell { text, start: span.start, column });
                }
            }
            beside_person |= match kind {
                Kind::Value(cell) => is_person(cell),
                Kind::Both(label, .., cell) => is_people(*label) && is_person(cell),
                Kind::Label(..) | Kind::Group(..) => false,
            };
        }
    }

    /// What a cell is; a label may go on in the rows below.
    pub(super) fn kind(&mut self, cell: Cell<'a>, at: usize, to: usize) -> Kind<'a> {
        if self.describes_above(&cell, at) {
            return Kind::Value(cell);
        }
        let mut text = Cow::Borrowed(cell.text);
        let mut best = label(cell.text, self.lexicon).map(|label| (label, cell.span(), 0));
        let mut taken = Vec::new();
        for below in at + 1..(at + 4).min(to) {
            let row = &self.rows[below];
            if row.gap != Gap::None || text.len() > 50 {
                break;
            }
            let Some(next) = cell_at(row, cell.column).filter(|next| next.text.len() <= 40) else { break };
            let goes_on = text.ends_with('-')
                || next.text.starts_with(char::is_lowercase)
                || is_capitals(next.text) && is_capitals(&text);
            // "NÄRVARANDE" right above "MEDLEMMAR", beside whom they stand: the heading of that list.
            let heads_next = || {
                let list = best.as_ref().zip(label(next.text, self.lexicon));
                list.is_some_and(|((above, ..), list)| is_heading_of(*above, list))
                    && row.line.cells().nth(1).is_some_and(|beside| self.starts.is_person(beside.text))
            };
            if !goes_on || is_capitals(next.text) && !text.ends_with('-') && heads_next() {
                break;
            }
            text = join(&text, next.text, self.lexicon).into();
            taken.push(next.start);
            if let Some(label) = label(&text, self.lexicon) {
                best = Some((label, cell.span().to(next.span()), taken.len()));
            }
        }
        if let Some((label, span, taken_cells)) = best.filter(|_| !self.is_title_row(&cell, at, to)) {
            self.used.extend(&taken[..taken_cells]);
            return Kind::Label(label, cell.text, span);
        }
        let said = said_as_heading(cell.text, self.lexicon);
        if let Some(label) = said.and_then(|said| self.heading_by_words(&cell, said, at, to)) {
            return Kind::Label(label, cell.text, cell.span());
        }
        if self.heads_list_of_others(&cell, at, to) {
            return Kind::Label(Label::Present, cell.text, cell.span());
        }
        if self.heads_group(&cell, at, to) {
            return Kind::Group(cell.text, cell.span());
        }
        if let Some(kind) = self.wrapped_label(&cell, at, to) {
            return kind;
        }
        let within_people = self
            .columns
            .first()
            .map(|(_, field)| *field)
            .or(self.run.last().copied())
            .is_some_and(|field| is_people(self.found.fields[field].label));
        let office = |label: Label| matches!(label, Label::Chair | Label::Secretary | Label::ViceChair);
        let alone = || self.rows[at].text() == cell.text;
        match label_and_value(&cell, said, self.starts)
            .filter(|(label, ..)| !(office(*label) && within_people && !cell.text.contains(':')))
            .or_else(|| label_and_blank(&cell, self.starts).filter(|_| alone()))
        {
            Some((label, text, value)) => {
                Kind::Both(label, text, Span::new(cell.start, cell.start + text.len()), value)
            }
            None => Kind::Value(cell),
        }
    }

    /// A cell that is the first part of a label and its value, the rest of the label being in the row below.
    fn wrapped_label(&mut self, cell: &Cell<'a>, at: usize, to: usize) -> Option<Kind<'a>> {
        let below = self.rows.get(at + 1..to).filter(|_| self.rows[at].text() == cell.text)?;
        let found = wrapped(cell, below, self.starts)?;
        let starts = below.iter().map(|row| row.line.text_start());
        self.wrapped = starts.zip(found.below).collect();
        self.whole = Some(found.whole);
        let span = Span::new(cell.start, cell.start + found.text.len());
        Some(Kind::Both(found.label, found.text, span, found.value))
    }

    /// Whether a cell names who meets, beside or above the title of the minutes: *Fullmäktige* heads a list elsewhere.
    fn is_title_row(&self, cell: &Cell<'a>, at: usize, to: usize) -> bool {
        if !organ::is_body(cell.text, self.lexicon) {
            return false;
        }
        let is_title = |text: &str| meeting::is_title(text, self.lexicon);
        let next = self.rows.get(at + 1).filter(|_| at + 1 < to);
        let above = next.is_some_and(|next| is_title(next.text())) && self.rows[at].text() == cell.text;
        let beside =
            || self.rows[at].line.cells().any(|other| other.start > cell.start && is_title(other.text));
        above || beside()
    }

    /// Whether a cell alone heads one more list beside those before, which have headings with a colon at the same place:
    /// `Ersättare:`, people, `Lärare:`. Who they are is not known by the word for them, only that they are others.
    fn heads_list_of_others(&self, cell: &Cell<'a>, at: usize, to: usize) -> bool {
        let row = &self.rows[at];
        let Some(name) = cell.text.strip_suffix(':') else { return false };
        let plain = row.text() == cell.text
            && row.gap != Gap::None
            && name.len() <= LONGEST_GROUP
            && name.starts_with(char::is_uppercase)
            && !name.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '(' | ','));
        let beside = |field: usize| {
            let list = &self.found.fields[field];
            let row = self.rows.partition_point(|row| row.line.next <= list.span.start);
            is_people(list.label)
                && list.text.ends_with(':')
                && span_column(&self.rows[row], list.span.start).abs_diff(cell.column) <= 1
        };
        let below = || self.rows.get(at + 1).filter(|next| at + 1 < to && next.gap == Gap::None);
        plain
            && self.last_people.is_some_and(beside)
            && below().is_some_and(|next| self.starts.is_person(next.text()))
            && !self.starts.is_person(name)
            && self.lexicon.parties.get(name).is_none()
    }

    /// Whether a cell alone between blank rows and people names a group of the list that is being read: who they
    /// speak for, as *Naturvård* or *Jakt- och viltvård*.
    fn heads_group(&self, cell: &Cell<'a>, at: usize, to: usize) -> bool {
        let row = &self.rows[at];
        let plain = row.text() == cell.text
            && row.gap != Gap::None
            && cell.text.len() <= LONGEST_GROUP
            && cell.text.starts_with(char::is_uppercase)
            && !cell.text.ends_with(['.', ',', ';', '-'])
            && !cell.text.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '('));
        let next = self.rows.get(at + 1).filter(|next| plain && at + 1 < to && next.gap == Gap::None);
        let list = self.last_people.filter(|_| next.is_some()).map(|field| &self.found.fields[field]);
        let below_list = || {
            let above = at.checked_sub(1).map(|above| self.rows[above].text());
            above.is_some_and(|above| {
                begins_with_person(above, self.starts) || label(above, self.lexicon).is_some()
            })
        };
        // Between people with bullets one line without a bullet is no person: "Norra Listan".
        let bulleted = |text: &str| text.starts_with(['•', '*', '-', '–']);
        let unlike = || next.is_some_and(|next| bulleted(next.text())) && !bulleted(cell.text);
        list.is_some()
            && next.is_some_and(|next| begins_with_person(next.text(), self.starts))
            && below_list()
            && (unlike() || !self.starts.is_person(cell.text))
            && self.lexicon.parties.get(cell.text).is_none()
            // "Dessutom voro närvarande kamrer Bo Ek och" goes on with a person.
            && label_in_sentence(cell, said_as_heading(cell.text, self.lexicon), self.starts).is_none()
    }

    /// Whether a word such as *ordförande* goes on with the person above, whose row ends with a comma.
    fn describes_above(&self, cell: &Cell<'a>, at: usize) -> bool {
        let small = cell.text.starts_with(char::is_lowercase) && self.rows[at].gap == Gap::None;
        let above = at.checked_sub(1).filter(|_| small).map(|above| &self.rows[above]);
        // "båda med" / "anmält förfall"
        if above
            .is_some_and(|row| self.last_people.is_some() && ends_with_small_word(row.text(), self.lexicon))
        {
            return true;
        }
        above.is_some_and(|row| {
            let column = |above: &Cell<'a>| (above.column..above.column + 5).contains(&cell.column);
            row.line
                .cells()
                .any(|above| column(&above) && above.text.ends_with(',') && self.starts.is_person(above.text))
        })
    }

    /// A heading that only its words tell: it ends with a colon, or people stand right below it.
    fn heading_by_words(&self, cell: &Cell<'a>, said: HeadingWords, at: usize, to: usize) -> Option<Label> {
        let by_words = label_of(cell.text, said, self.lexicon)?;
        let row = self.rows[at];
        let alone = row.text() == cell.text;
        let below = || {
            let next = self.rows.get(at + 1).filter(|_| at + 1 < to)?;
            next.line.cells().find(|below| below.column.abs_diff(cell.column) <= 2)
        };
        if !alone && !cell.text.ends_with(':') {
            // Beside another heading, with people below both.
            let other = row.line.cells().next().filter(|first| first.start != cell.start)?;
            label(other.text, self.lexicon).filter(|label| is_people(*label))?;
            below().filter(|below| self.starts.is_person(below.text))?;
            return Some(by_words).filter(|_| !self.starts.is_person(cell.text));
        }
        if cell.text.ends_with(['-', ',']) {
            return None;
        }
        let next = self.rows.get(at + 1).filter(|_| at + 1 < to)?;
        let beside_party = || {
            let mut cells = next.line.cells();
            let party = cells.next().is_some_and(|cell| cell.text.ends_with([')', ':']));
            party && cells.next().is_some_and(|cell| self.starts.is_person(cell.text))
        };
        let people_below = begins_with_person(next.text(), self.starts) || beside_party();
        // "Vidare närvoro rektor Bo Ek, kamre-" holds a person itself.
        (people_below
            && label_in_sentence(cell, Some(said), self.starts).is_none()
            && (cell.text.ends_with(':')
                || !self.starts.is_person(cell.text) && cell.text.split(' ').count() <= 6))
            .then_some(by_words)
    }
}

/// Whether a person begins a row, behind a bullet, a number or the name of a group: `PRO: Åke Ek`.
fn begins_with_person<'a>(text: &'a str, starts: &Starts<'a, '_>) -> bool {
    let bare = text.trim_start_matches(['•', '*', '-', '–', ' ']);
    let in_group = || {
        let group = bare.split_once(':').filter(|(head, _)| head.len() <= LONGEST_GROUP);
        group.is_some_and(|(head, rest)| !starts.is_person(head) && starts.is_person(rest.trim_start()))
    };
    let numbered =
        || starts.is_person(bare.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ')));
    starts.is_entry(bare) || in_group() || numbered()
}

/// The cell of a row that begins at `column`, or one beside it.
fn cell_at<'a>(row: &Row<'a>, column: usize) -> Option<Cell<'a>> {
    row.line.cells().find(|cell| cell.column.abs_diff(column) <= 1)
}
