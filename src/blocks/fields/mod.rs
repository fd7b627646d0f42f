//! Labels and their values, wherever the layout puts them.
//!
//! | layout | example |
//! | --- | --- |
//! | label above value | `Närvarande:` and names below |
//! | label beside value | `Plats och tid      Kommunhuset, kl. 9` |
//! | label in the line | `Tid: 18.30–20.10` |
//! | a row of labels above a row of values | `Datum  Klockan  Plats` |
//! | all labels first, then all values | text out of a PDF whose columns were broken apart |
//! | labels within a column of values | `Beslutande   Ledamöter`, names below |
//!
//! Nothing is read here but which value stands under which label.

mod columns;
mod heading;
mod inline;
mod kinds;
mod label;
mod pairs;
mod spaced;
mod values;

pub(crate) use self::label::{are_one_label, is_people, label};
pub(crate) use self::values::{Value, Values};

use rustc_hash::FxHashSet;

use self::inline::{limited, rest_of};
use self::kinds::Kind;
use self::label::{is_heading_of, with_place, within_list};
use super::body::push_line;
use crate::grammar::numbers::Attended;
use crate::grammar::person::Starts;
use crate::lexicon::{Label, Lexicon};
use crate::lines::Cell;
use crate::lines::rows::{Gap, Row};
use crate::model::{RareText, Span, Text};
use crate::room;

/// A label with what stands under it.
#[derive(Debug, Clone)]
pub(crate) struct Field<'a> {
    pub(crate) label: Label,
    /// The label as written, its wrapped lines joined.
    pub(crate) text: Text<'a>,
    pub(crate) span: Span,
    /// A heading above the label that it stands under, as in *Beslutande: Ledamöter, Ersättare*.
    pub(crate) above: Option<Label>,
    /// A heading of a group that is no label: the name of an organization.
    pub(crate) group: Option<RareText<'a>>,
    pub(crate) values: Values<'a>,
    /// Whether the first value stands in the label's own row.
    pub(crate) beside: bool,
    /// Whether a heading says that these take part from elsewhere.
    pub(crate) remote: bool,
    /// The points that the label limits these to: `Föredragande punkt 3: Bo Ek`.
    pub(crate) attended: Option<Box<Attended>>,
}

/// What the front of a document says: fields, and the rows that stand under no label.
#[derive(Debug, Default)]
pub(crate) struct Fields<'a> {
    pub(crate) fields: Vec<Field<'a>>,
    /// Rows without a label, by index.
    pub(crate) loose: Vec<usize>,
}

/// The longest name of a group of people, in bytes.
const LONGEST_GROUP: usize = 60;

/// Reads the rows `from..to`.
pub(crate) fn read<'a>(rows: &[Row<'a>], from: usize, to: usize, starts: &Starts<'a, '_>) -> Fields<'a> {
    let mut reader = Reader {
        rows,
        starts,
        lexicon: starts.lexicon,
        found: Fields::default(),
        columns: Vec::new(),
        run: Vec::new(),
        groups: Vec::new(),
        used: FxHashSet::default(),
        wrapped: Vec::new(),
        whole: None,
        inline: None,
        last_people: None,
        kinds: Vec::new(),
        cells: Vec::new(),
    };
    for at in from..to {
        reader.row(at, to);
    }
    reader.settle();
    reader.found
}

struct Reader<'a, 'r> {
    rows: &'r [Row<'a>],
    starts: &'r Starts<'a, 'r>,
    lexicon: &'r Lexicon,
    found: Fields<'a>,
    /// Columns of values that are open: where each begins, and its field.
    columns: Vec<(usize, usize)>,
    /// Labels above each other whose values have not come yet.
    run: Vec<usize>,
    /// The values below them, in groups that blank rows part.
    groups: Vec<Vec<Value<'a>>>,
    /// Cells that a label above has taken as its continuation.
    used: FxHashSet<usize>,
    /// A label that goes on in the rows below: where these begin and how many bytes of each are the label's.
    wrapped: Vec<(usize, usize)>,
    /// All of that label, until its field begins.
    whole: Option<String>,
    /// The field whose value began in the line of its label, at the left margin.
    inline: Option<usize>,
    /// The last field of people.
    last_people: Option<usize>,
    /// Room for the cells of the row that is read.
    kinds: Vec<Kind<'a>>,
    /// Room for its values.
    cells: Vec<Cell<'a>>,
}

impl<'a> Reader<'a, '_> {
    fn row(&mut self, at: usize, to: usize) {
        let row = self.rows[at];
        if row.is_rule() {
            return;
        }
        let mut kinds = std::mem::take(&mut self.kinds);
        for cell in row.line.cells() {
            if self.used.contains(&cell.start) {
                continue;
            }
            let Some(cell) = self.behind_label(cell) else { continue };
            if self.may_be_cut(&cell) {
                kinds.extend(self.by_columns(cell).into_iter().map(|piece| self.kind(piece, at, to)));
            } else {
                kinds.push(self.kind(cell, at, to));
            }
        }
        // What stands alone stands beside nobody.
        if kinds.len() > 1 {
            self.roles_of_people(&mut kinds, at);
        }
        if kinds.iter().any(|kind| !matches!(kind, Kind::Value(_))) {
            self.labels(&kinds, row.gap, at);
        } else {
            self.values(&kinds, row.gap, at);
        }
        kinds.clear();
        self.kinds = kinds;
    }

    /// A cell without the end of a label that began in the row above; nothing where no more stands in it.
    fn behind_label(&self, cell: Cell<'a>) -> Option<Cell<'a>> {
        match self.wrapped.iter().find(|(start, _)| *start == cell.start) {
            Some((_, bytes)) => Some(rest_of(&cell, *bytes)).filter(|rest| !rest.text.is_empty()),
            None => Some(cell),
        }
    }

    fn field(&mut self, label: Label, text: &'a str, span: Span) -> usize {
        let mut field = Field {
            label,
            text: self.whole_label(text, span),
            span,
            above: None,
            group: None,
            values: Values::default(),
            beside: false,
            remote: false,
            attended: limited(text, self.lexicon).map(|(_, attended)| Box::new(attended)),
        };
        field.remote =
            with_place(text.trim_end_matches([':', ' ']), self.lexicon).is_some_and(|(_, remote)| remote);
        if matches!(label, Label::Remote | Label::OnSite) {
            // A part of the list above: who they are, that list says.
            field.remote = label == Label::Remote;
            if let Some(list) = self.list_above(span) {
                (field.label, field.above, field.group) = (
                    list.label,
                    list.above,
                    Some(list.group.clone().unwrap_or_else(|| list.text.clone().into())),
                );
            } else {
                field.label = Label::Present;
            }
        }
        if is_people(field.label) {
            self.last_people = Some(self.found.fields.len());
        }
        room::push(&mut self.found.fields, field);
        self.found.fields.len() - 1
    }

    /// The text of a label at `span`, which may go on in the rows below: `Tjänstgörande` / `ersättare`.
    fn whole_label(&self, first: &'a str, span: Span) -> Text<'a> {
        let at = self.rows.partition_point(|row| row.line.next <= span.start);
        let column = self.rows.get(at).map_or(0, |row| span_column(row, span.start));
        let below = self.rows[(at + 1).min(self.rows.len())..].iter();
        let rest = below
            .take_while(|row| row.line.start < span.end)
            .filter_map(|row| row.line.cells().find(|cell| cell.column.abs_diff(column) <= 1));
        let mut text = Text::Borrowed(first);
        rest.for_each(|cell| push_line(text.to_mut(), cell.text, self.lexicon));
        text
    }

    /// The list of people that a heading at `span` divides: the one in its column, else the last.
    fn list_above(&self, span: Span) -> Option<&Field<'a>> {
        let at = self.rows.partition_point(|row| row.line.next <= span.start);
        let column = self.rows.get(at).map_or(0, |row| span_column(row, span.start));
        let in_column = self
            .columns
            .iter()
            .find(|(begin, _)| begin.abs_diff(column) <= 3)
            .map(|(_, field)| &self.found.fields[*field]);
        in_column
            .filter(|field| is_people(field.label))
            .or_else(|| self.last_people.map(|field| &self.found.fields[field]))
    }

    /// A row with labels.
    fn labels(&mut self, kinds: &[Kind<'a>], gap: Gap, at: usize) {
        let alone = kinds.len() == 1;
        let all_labels =
            kinds.iter().all(|kind| matches!(kind, Kind::Label(..))) && self.values_below_first(at);
        let mut current: Option<usize> = None;
        let mut opened: Vec<(usize, usize)> = Vec::new();
        let mut cells_before: Vec<Cell<'a>> = Vec::new();
        for &kind in kinds {
            match kind {
                Kind::Group(text, span) => return self.group(text, span, at),
                Kind::Label(label, text, span) if alone => return self.lone_label(label, text, span, at),
                Kind::Label(label, text, span) => {
                    let own = self.column_of(at, span.start);
                    // A label beside a label, and nothing behind: the second stands within the first's column.
                    let beside = current.filter(|field| {
                        self.found.fields[*field].values.is_empty()
                            && opened.last().is_some_and(|(_, last)| last == field)
                    });
                    // Below a heading of its own already, it has a sibling: *Närvarande  Ledamöter  Ersättare*.
                    let heading = beside.and_then(|field| self.found.fields[field].above);
                    let above = beside
                        .filter(|_| heading.is_none())
                        .map(|field| self.found.fields[field].label)
                        .filter(|above| !all_labels && is_heading_of(*above, label));
                    let said = above.or(heading).and_then(|list| within_list(list, label));
                    let field = self.field(said.unwrap_or(label), text, span);
                    self.found.fields[field].above = above.or(heading).or(self.found.fields[field].above);
                    let column = match opened.last() {
                        // The values stand below the first of two labels.
                        Some((first, _)) if above.is_some() && self.starts_below(at, *first) => *first,
                        _ => own,
                    };
                    if above.is_some() {
                        opened.pop();
                    }
                    opened.push((column, field));
                    current = Some(field);
                }
                Kind::Both(label, text, span, value) => {
                    let field = self.field(label, text, span);
                    self.found.fields[field].beside = true;
                    if let Some(whole) = self.whole.take() {
                        self.found.fields[field].text = whole.into();
                    }
                    let column = if alone { span_column(&self.rows[at], span.start) } else { value.column };
                    self.put(field, value, gap, at);
                    opened.push((column, field));
                    current = Some(field);
                    if alone {
                        self.inline = Some(field);
                    }
                }
                Kind::Value(cell) => match current {
                    Some(field) => {
                        if self.found.fields[field].values.is_empty() {
                            self.found.fields[field].beside = true;
                            if let Some(last) = opened.last_mut() {
                                last.0 = cell.column;
                            }
                        }
                        self.put(field, cell, gap, at);
                    }
                    None => match self.people_column(cell.column) {
                        Some(column) => {
                            self.put(column.1, cell, gap, at);
                            opened.push(column);
                        }
                        None => cells_before.push(cell),
                    },
                },
            }
        }
        self.settle();
        if !cells_before.is_empty() {
            self.found.loose.push(at);
        }
        if !(alone && self.inline.is_some()) {
            self.inline = None;
        }
        self.columns = opened;
    }

    /// Whether values stand below the first label of a row: then each label has a column of its own.
    fn values_below_first(&self, at: usize) -> bool {
        let first = self.rows[at].line.indent();
        // One column of values below two labels: the second says more of the first.
        let refined = self.rows[at].line.cells().count() == 2
            && self.rows[at].text().contains(": ")
            && self.rows.get(at + 1).is_some_and(|next| next.line.cells().count() == 1);
        if refined {
            return false;
        }
        self.rows.get(at + 1).is_some_and(|next| {
            next.gap != Gap::Wide && self.value_column(next).is_some_and(|column| column <= first + 2)
        })
    }

    /// Where the first value of a row begins: no cell that a label above goes on in.
    fn value_column(&self, row: &Row<'a>) -> Option<usize> {
        row.line.cells().find(|cell| !self.used.contains(&cell.start)).map(|cell| cell.column)
    }

    /// Whether the next row begins at or left of `column`.
    fn starts_below(&self, at: usize, column: usize) -> bool {
        let next = self.rows.get(at + 1).and_then(|next| self.value_column(next));
        next.is_some_and(|begin| begin <= column + 2)
    }

    fn column_of(&self, at: usize, start: usize) -> usize {
        span_column(&self.rows[at], start)
    }

    /// A label alone in its row: within a column of values, or above values to come.
    fn lone_label(&mut self, label: Label, text: &'a str, span: Span, at: usize) {
        let column = self.column_of(at, span.start);
        let within = self.columns.first().filter(|(first, _)| *first > 6 && column + 1 >= *first).copied();
        self.inline = None;
        if let Some((_, above)) = within {
            let slot = self.columns.iter().rposition(|(begin, _)| *begin <= column + 2).unwrap_or(0);
            let above_label = self.found.fields[above].above.unwrap_or(self.found.fields[above].label);
            let field = self.field(label, text, span);
            self.found.fields[field].above = self.found.fields[field].above.or(Some(above_label));
            self.columns[slot] = (column, field);
            return;
        }
        if !self.groups.is_empty() {
            self.settle();
        }
        let field = self.field(label, text, span);
        self.columns.clear();
        self.run.push(field);
    }

    /// The heading of a group: a list like the one above, under a heading of its own.
    fn group(&mut self, text: &'a str, span: Span, at: usize) {
        let Some(list) = self.last_people.map(|field| &self.found.fields[field]) else { return };
        let (label, above, remote) = (list.label, list.above, list.remote);
        self.lone_label(label, text, span, at);
        if let Some(field) = self.found.fields.last_mut() {
            (field.above, field.remote, field.group) = (above, remote, Some(text.into()));
        }
    }
}

fn span_column(row: &Row<'_>, start: usize) -> usize {
    row.line.cells().find(|cell| cell.start == start).map_or(0, |cell| cell.column)
}
