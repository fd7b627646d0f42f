//! Where people sign → who signs, and as what.
//!
//! Labels and names stand in either order, side by side or in columns. Each name takes the role that stands
//! with it (`Anna Berg, ordförande`), else right below it in its column, else the nearest above it. Where
//! labels and names alternate with blank rows between, both directions are tried, and what the rest of the
//! document says of the people decides.

use std::collections::HashSet;

use super::fields;
use crate::grammar::person::{self, Apart};
use crate::grammar::{date, is_dash, numbers};
use crate::lexicon::{Label, Lexicon};
use crate::lines::Cell;
use crate::lines::rows::{Gap, Row, is_rule};
use crate::model::{Date, Role, Signatory, SignatoryRole, Span, Text};

/// What the rest of the document says of those who may sign. Names are folded with [`key`].
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    pub(crate) chairs: HashSet<String>,
    pub(crate) secretaries: HashSet<String>,
    pub(crate) adjusters: HashSet<String>,
}

/// A name as it is compared: lower case, and one order for `Berg Anna`, `Berg, Anna` and `Anna Berg`.
pub(crate) fn key(name: &str) -> String {
    let mut words: Vec<String> =
        name.split([' ', ',']).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    words.sort_unstable();
    words.join(" ")
}

/// Something in a signature block.
#[derive(Debug, Clone)]
enum Mark<'a> {
    Role(SignatoryRole, Option<Date>),
    Name { name: Text<'a>, span: Span, role: Option<SignatoryRole>, date: Option<Date> },
}

#[derive(Debug, Clone)]
struct Placed<'a> {
    mark: Mark<'a>,
    row: usize,
    column: usize,
    end_column: usize,
    /// Whether nothing parts its row from the one before.
    close: bool,
}

/// The signatories in the rows `from..to`.
pub(crate) fn read<'a>(
    rows: &[Row<'a>],
    from: usize,
    to: usize,
    known: &Known,
    lexicon: &Lexicon,
) -> Vec<Signatory<'a>> {
    let marks = marks(rows, from, to, lexicon);
    let above = assign(&marks, Direction::Above);
    let below = assign(&marks, Direction::Below);
    let chosen = if score(&marks, &below, known) > score(&marks, &above, known) { below } else { above };
    settle(&marks, chosen, known)
}

/// As what a label says that people sign.
fn signing_role(label: Label) -> Option<SignatoryRole> {
    match label {
        Label::Secretary => Some(SignatoryRole::Secretary),
        Label::Chair => Some(SignatoryRole::Chair),
        Label::Adjuster | Label::AppointedAdjuster | Label::Adjustment => Some(SignatoryRole::Adjuster),
        _ => None,
    }
}

/// The role that a cell is: a label, perhaps with points or a date behind it.
fn role_of(text: &str, lexicon: &Lexicon) -> Option<(SignatoryRole, Option<Date>)> {
    let text =
        text.trim_matches(|c: char| matches!(c, '.' | '_' | '…' | ' ' | ':' | ',' | '(' | ')') || is_dash(c));
    if let Some(role) = fields::label(text, lexicon).and_then(signing_role) {
        return Some((role, None));
    }
    if let Some(sign) = text.find('§').filter(|sign| numbers::stretches(&text[*sign..]).is_some()) {
        if let Some(role) =
            fields::label(text[..sign].trim_end_matches([' ', ',']), lexicon).and_then(signing_role)
        {
            return Some((role, None));
        }
    }
    if let Some((span, partial)) = date::find(text, lexicon) {
        let head = text[..span.start].trim_end_matches([' ', ',', ':']);
        let head = head.strip_suffix(" den").unwrap_or(head);
        if let Some(role) =
            fields::label(head, lexicon).and_then(signing_role).or_else(|| first_word_role(head, lexicon))
        {
            return Some((role, partial.date(None)));
        }
    }
    // "skolrådets ordförande", "stämmans sekreterare"
    let (whose, last) = text.rsplit_once(' ')?;
    let role = match lexicon.roles.get(last)? {
        Role::Chair => SignatoryRole::Chair,
        Role::Secretary => SignatoryRole::Secretary,
        Role::Adjuster => SignatoryRole::Adjuster,
        _ => return None,
    };
    (whose.split(' ').count() == 1 && whose.ends_with('s') && person::start(text, lexicon, false).is_none())
        .then_some((role, None))
}

/// *Justerat*, *Justeradt* and the like at the head of a longer phrase.
fn first_word_role(head: &str, lexicon: &Lexicon) -> Option<SignatoryRole> {
    let first = head.split(' ').next()?;
    (head.split(' ').count() <= 4).then(|| lexicon.labels.get(first).copied().and_then(signing_role))?
}

fn marks<'a>(rows: &[Row<'a>], from: usize, to: usize, lexicon: &Lexicon) -> Vec<Placed<'a>> {
    let mut marks: Vec<Placed<'a>> = Vec::new();
    for (row_index, row) in rows.iter().enumerate().take(to).skip(from) {
        if row.is_rule() {
            continue;
        }
        let close = row.gap == Gap::None;
        let mut cells: Vec<Cell<'a>> = row.line.cells().collect();
        cells.retain(|cell| !is_rule(cell.text));
        if cells.len() == 1 && cells[0].text.len() > 120 {
            continue;
        }
        for cell in cells {
            cell_marks(&cell, row_index, close, &mut marks, lexicon);
        }
    }
    marks
}

fn cell_marks<'a>(cell: &Cell<'a>, row: usize, close: bool, marks: &mut Vec<Placed<'a>>, lexicon: &Lexicon) {
    let placed = |mark| Placed { mark, row, column: cell.column, end_column: cell.end_column(), close };
    if let Some((role, date)) = role_of(cell.text, lexicon) {
        marks.push(placed(Mark::Role(role, date)));
        return;
    }
    // "Ordförande: Ebba Lindqvist", "Justeras den 4 maj: Bo Ek"
    let colon = cell.text.find(':').filter(|at| *at < 60);
    let (role, text) = match colon.and_then(|at| role_of(&cell.text[..at], lexicon).map(|role| (role, at))) {
        Some((role, at)) => (Some(role), &cell.text[at + 1..]),
        None => (None, cell.text),
    };
    let lead = cell.text.len() - text.len();
    let trimmed = text.trim_start_matches(|c: char| c == ' ' || c == '/' || c == '_' || is_dash(c));
    let start = cell.start + lead + (text.len() - trimmed.len());
    if let (Some((role, date)), true) = (role, trimmed.is_empty()) {
        marks.push(placed(Mark::Role(role, date)));
        return;
    }
    if person::start(trimmed, lexicon, false).is_none() {
        return;
    }
    let apart = if role.is_some() || trimmed.contains(" och ") { Apart::ByComma } else { Apart::ByLine };
    for entry in person::entries(trimmed, apart, lexicon) {
        let name = super::body::folded(&trimmed[entry.name.clone()]);
        let own = entry.roles.iter().find_map(|role| match role {
            Role::Chair => Some(SignatoryRole::Chair),
            Role::Secretary => Some(SignatoryRole::Secretary),
            Role::Adjuster => Some(SignatoryRole::Adjuster),
            _ => None,
        });
        let dated =
            date::find(&trimmed[entry.name.end..], lexicon).and_then(|(_, partial)| partial.date(None));
        let span = Span::new(start + entry.name.start, start + entry.name.end);
        // A sentence that begins with a name is no signature.
        let tail = &trimmed[entry.whole.end..];
        if tail.trim().len() > 40 || entry.titles.iter().any(|title| title.len() > 60) {
            continue;
        }
        marks.push(placed(Mark::Name {
            name,
            span,
            role: role.map(|(role, _)| role).or(own),
            date: role.and_then(|(_, date)| date).or(dated),
        }));
    }
}

/// Where a name looks for its role first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Above,
    Below,
}

/// The role of a name, and how it came to it.
#[derive(Debug, Clone, Copy, Default)]
struct Assigned {
    role: Option<SignatoryRole>,
    date: Option<Date>,
    /// Whether the role stands with the name or right below it.
    sure: bool,
}

fn same_column(a: &Placed<'_>, b: &Placed<'_>) -> bool {
    a.column.abs_diff(b.column) <= 8 || a.column < b.end_column && b.column < a.end_column
}

/// A role for each mark that is a name.
fn assign(marks: &[Placed<'_>], direction: Direction) -> Vec<Assigned> {
    let mut assigned = vec![Assigned::default(); marks.len()];
    let mut taken = vec![false; marks.len()];
    for (at, placed) in marks.iter().enumerate() {
        let Mark::Name { role, date, .. } = &placed.mark else { continue };
        if role.is_some() {
            assigned[at] = Assigned { role: *role, date: *date, sure: true };
        } else if let Some((below, role)) = right_below(marks, at) {
            taken[below] = true;
            assigned[at] = Assigned { role: Some(role), date: *date, sure: true };
        }
    }
    for (at, placed) in marks.iter().enumerate() {
        let Mark::Name { date, .. } = &placed.mark else { continue };
        let found = match direction {
            Direction::Above => above(marks, &taken, at),
            Direction::Below => below(marks, &taken, at),
        };
        let label_date = above(marks, &taken, at).and_then(|(_, date)| date);
        let own = &mut assigned[at];
        own.date = own.date.or(*date).or(label_date);
        if own.role.is_none() {
            own.role = found.map(|(role, _)| role);
        }
    }
    assigned
}

/// The role in the next row, in the name's column, where nothing parts the rows.
fn right_below(marks: &[Placed<'_>], at: usize) -> Option<(usize, SignatoryRole)> {
    let name = &marks[at];
    let next_row = marks[at + 1..].iter().find(|placed| placed.row > name.row)?.row;
    let in_row = || marks.iter().enumerate().skip(at + 1).filter(move |(_, placed)| placed.row == next_row);
    if !in_row().all(|(_, placed)| matches!(placed.mark, Mark::Role(..)) && placed.close) {
        return None;
    }
    in_row().filter(|(_, placed)| same_column(name, placed)).find_map(|(index, placed)| match placed.mark {
        Mark::Role(role, _) => Some((index, role)),
        Mark::Name { .. } => None,
    })
}

/// The nearest role above, in the name's column if there is one.
fn above(marks: &[Placed<'_>], taken: &[bool], at: usize) -> Option<(SignatoryRole, Option<Date>)> {
    let roles = || {
        marks[..at].iter().enumerate().rev().take(24).filter_map(|(index, placed)| match placed.mark {
            Mark::Role(role, date)
                if !taken[index] && placed.row < marks[at].row
                    || matches!(placed.mark, Mark::Role(..)) && placed.row == marks[at].row =>
            {
                Some((placed, role, date))
            }
            _ => None,
        })
    };
    let in_column = roles().find(|(placed, ..)| same_column(placed, &marks[at]));
    let any = roles().next();
    // A label further right in a nearer row does not count for a name under an older one.
    in_column.or(any).map(|(_, role, date)| (role, date))
}

fn below(marks: &[Placed<'_>], taken: &[bool], at: usize) -> Option<(SignatoryRole, Option<Date>)> {
    marks.iter().enumerate().skip(at + 1).take(12).find_map(|(index, placed)| match placed.mark {
        Mark::Role(role, date) if !taken[index] && same_column(placed, &marks[at]) => Some((role, date)),
        _ => None,
    })
}

/// How well an assignment agrees with itself and with the rest of the document.
fn score(marks: &[Placed<'_>], assigned: &[Assigned], known: &Known) -> i32 {
    let mut score = 0;
    for (placed, assigned) in marks.iter().zip(assigned) {
        let Mark::Name { name, .. } = &placed.mark else { continue };
        let key = key(name);
        let Some(role) = assigned.role else { continue };
        score += 1;
        let (own, others) = match role {
            SignatoryRole::Chair => (&known.chairs, [&known.secretaries, &known.adjusters]),
            SignatoryRole::Secretary => (&known.secretaries, [&known.chairs, &known.adjusters]),
            _ => (&known.adjusters, [&known.secretaries, &known.chairs]),
        };
        if own.contains(&key) {
            score += 3;
        } else if others.iter().any(|others| others.contains(&key)) || !own.is_empty() {
            score -= 3;
        }
    }
    score
}

/// The signatories of an assignment: what is still open, the rest of the document says.
fn settle<'a>(marks: &[Placed<'a>], assigned: Vec<Assigned>, known: &Known) -> Vec<Signatory<'a>> {
    let chair_signs = marks.iter().zip(&assigned).any(|(placed, assigned)| {
        matches!(&placed.mark, Mark::Name { .. }) && assigned.role == Some(SignatoryRole::Chair)
    });
    let mut found: Vec<Signatory<'a>> = Vec::new();
    for (placed, assigned) in marks.iter().zip(assigned) {
        let Mark::Name { name, span, .. } = &placed.mark else { continue };
        let key = key(name);
        let by_document = if known.chairs.contains(&key) {
            Some(SignatoryRole::Chair)
        } else if known.secretaries.contains(&key) {
            Some(SignatoryRole::Secretary)
        } else if known.adjusters.contains(&key) {
            Some(SignatoryRole::Adjuster)
        } else {
            None
        };
        let role = match assigned.role {
            // The chair signs among those who adjust.
            Some(SignatoryRole::Adjuster)
                if !assigned.sure && !chair_signs && by_document == Some(SignatoryRole::Chair) =>
            {
                SignatoryRole::Chair
            }
            Some(role) => role,
            None => by_document.unwrap_or_else(|| {
                let has_secretary = found.iter().any(|other| other.role == SignatoryRole::Secretary);
                if found.is_empty() && !has_secretary {
                    SignatoryRole::Secretary
                } else {
                    SignatoryRole::Other
                }
            }),
        };
        let twice = found.iter().any(|other| self::key(&other.name) == key);
        if !twice {
            found.push(Signatory { role, name: name.clone(), date: assigned.date, span: *span });
        }
    }
    found
}

/// Whether a row belongs to a signature block: all its cells are roles, names with roles, or strokes.
pub(crate) fn is_signing(row: &Row<'_>, lexicon: &Lexicon) -> bool {
    let mut roles = 0;
    for cell in row.line.cells().filter(|cell| !is_rule(cell.text)) {
        let closing = fields::label(cell.text, lexicon)
            .is_some_and(|label| matches!(label, Label::Closing | Label::Signatures));
        let labelled = cell.text.find(':').filter(|at| *at < 60).is_some_and(|at| {
            role_of(&cell.text[..at], lexicon).is_some()
                && (cell.text.len() == at + 1
                    || person::start(cell.text[at + 1..].trim_start(), lexicon, false).is_some())
        });
        if role_of(cell.text, lexicon).is_some() || labelled || closing {
            roles += 1;
        } else if person::start(cell.text, lexicon, false).is_some_and(|_| cell.text.len() < 60) {
        } else if cell.text.chars().any(char::is_alphanumeric) && numbers::stretches(cell.text).is_none() {
            return false;
        }
    }
    roles > 0
}

/// Whether a row holds only names, as above the roles of those who sign.
pub(crate) fn is_names(row: &Row<'_>, lexicon: &Lexicon) -> bool {
    let mut cells = row.line.cells().filter(|cell| !is_rule(cell.text)).peekable();
    cells.peek().is_some()
        && cells.all(|cell| {
            let entries = person::entries(cell.text, Apart::ByLine, lexicon);
            entries.len() == 1
                && cell.text.len() < 60
                && cell.text.len() <= entries[0].whole.end + 2
                && entries[0].whole.start == 0
                && !cell.text.ends_with('.')
        })
}
