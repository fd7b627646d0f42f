//! Which label belongs to which name.
//!
//! Labels and names come in turns, each turn one or several rows: a *band*. A band of names belongs to the
//! labels above it, or to those below; a block keeps to one of the two, and both are tried. Within two bands
//!
//! | labels | names | who takes what |
//! | --- | --- | --- |
//! | one | any | all take it |
//! | as many as names | | in order |
//! | side by side | more, or fewer | the one in the same column |
//! | below each other | more, or fewer | in order, the last one for the rest |
//!
//! A label right below a name, with nothing between, is the name's own, unless it leads to the next one.

use std::ops::Range;

use super::mark::{Mark, Placed, Wording};
use super::{Known, key};
use crate::model::{Date, SignatoryRole};

/// The role of a name, and how it came to it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Assigned {
    pub(super) role: Option<SignatoryRole>,
    pub(super) date: Option<Date>,
    /// Whether the role stands with the name or right below it.
    pub(super) sure: bool,
    /// Whether a formula such as *In fidem* gives it.
    pub(super) attested: bool,
}

/// Where a band of names looks for its labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Above,
    Below,
}

/// The assignment that agrees best with itself and with the rest of the document.
pub(super) fn best(marks: &[Placed<'_>], known: &Known) -> Vec<Assigned> {
    let keys: Vec<Option<String>> = marks.iter().map(|placed| placed.name().map(key)).collect();
    let above = Try::new(marks, Direction::Above);
    let below = Try::new(marks, Direction::Below);
    if below.score(&keys, known) > above.score(&keys, known) { below.assigned } else { above.assigned }
}

/// Among how many labels the nearest is looked for: as many as stand side by side on the widest page.
const MOST_BESIDE: usize = 64;

/// What stands above a band of names.
#[derive(Default)]
struct Above {
    /// The bands of labels that names may still take, the nearest last.
    labels: Vec<Range<usize>>,
    /// The date of the last label of adjusting: `Justerat den 4 maj 2024:`.
    adjusted: Option<Date>,
}

impl Above {
    fn pass(&mut self, band: &Range<usize>, marks: &[Placed<'_>]) {
        self.labels.push(band.clone());
        let last = marks[band.clone()].iter().rev().find_map(|placed| match placed.mark {
            Mark::Role { role: SignatoryRole::Adjuster, date, .. } => Some(date),
            _ => None,
        });
        self.adjusted = last.unwrap_or(self.adjusted);
    }
}

/// One way to give names their labels.
struct Try<'m, 'a> {
    marks: &'m [Placed<'a>],
    assigned: Vec<Assigned>,
    /// Which labels a name has taken.
    taken: Vec<bool>,
}

impl<'m, 'a> Try<'m, 'a> {
    fn new(marks: &'m [Placed<'a>], direction: Direction) -> Self {
        let mut this =
            Self { marks, assigned: vec![Assigned::default(); marks.len()], taken: vec![false; marks.len()] };
        this.own_roles();
        this.roles_right_below();
        this.roles_beside();
        let bands = bands(marks);
        let mut above = Above::default();
        for (at, band) in bands.iter().enumerate() {
            if marks[band.start].is_role() {
                above.pass(band, marks);
                continue;
            }
            let labels = match direction {
                Direction::Above => this.labels_above(&mut above),
                Direction::Below => this.labels_below(bands.get(at + 1)),
            };
            this.align(band.clone(), &labels);
            this.date(band.clone(), above.adjusted);
        }
        this
    }

    /// Roles and dates that stand with the name.
    fn own_roles(&mut self) {
        for (placed, assigned) in self.marks.iter().zip(&mut self.assigned) {
            if let Mark::Name { role, sure, date, .. } = &placed.mark {
                let sure = role.is_some() && *sure;
                *assigned = Assigned { role: *role, date: *date, sure, attested: false };
            }
        }
    }

    /// A label and a name in turns in one row belong together: `Sekreterare   Carl Dal`.
    fn roles_beside(&mut self) {
        let marks = self.marks;
        let rows = marks.chunk_by(|one, next| one.row == next.row);
        let mut from = 0;
        for row in rows {
            let in_turns = row.len() % 2 == 0
                && row.chunks(2).all(|pair| pair[0].is_role() && !pair[1].is_role())
                && !self.taken[from..from + row.len()].contains(&true)
                && !self.is_below_name(from);
            for label in (from..from + row.len()).step_by(2).filter(|_| in_turns) {
                let Mark::Role { role, date, .. } = marks[label].mark else { continue };
                let assigned = &mut self.assigned[label + 1];
                if !assigned.sure {
                    *assigned =
                        Assigned { role: Some(role), sure: true, date: assigned.date.or(date), ..*assigned };
                    self.taken[label] = true;
                }
            }
            from += row.len();
        }
    }

    /// Whether the label at `at` stands close below a name, in its column.
    fn is_below_name(&self, at: usize) -> bool {
        let above = at.checked_sub(1).map(|above| &self.marks[above]);
        above.is_some_and(|above| {
            !above.is_role() && self.marks[at].close && same_column(above, &self.marks[at])
        })
    }

    fn roles_right_below(&mut self) {
        for at in 0..self.marks.len() {
            if self.marks[at].is_role() || self.assigned[at].sure {
                continue;
            }
            if let Some((below, role)) = self.right_below(at) {
                self.taken[below] = true;
                self.assigned[at] = Assigned { role: Some(role), sure: true, ..self.assigned[at] };
            }
        }
    }

    /// The label in the next row and the name's column, where nothing parts the rows and the label does
    /// not lead to another name.
    fn right_below(&self, at: usize) -> Option<(usize, SignatoryRole)> {
        let name = &self.marks[at];
        let next = self.marks[at + 1..].iter().position(|placed| placed.row > name.row)? + at + 1;
        let row = self.marks[next].row;
        let end = self.marks[next..]
            .iter()
            .position(|placed| placed.row > row)
            .map_or(self.marks.len(), |end| next + end);
        let labels = &self.marks[next..end];
        if !labels.iter().all(|placed| placed.is_role() && placed.close) {
            return None;
        }
        let index = labels.iter().position(|placed| same_column(name, placed))?;
        let leads_on = || self.is_led(at) && self.leads(end);
        match labels[index].mark {
            Mark::Role { role, wording: Wording::SmallOffice, .. } => Some((next + index, role)),
            Mark::Role { role, wording: Wording::Office, .. } if !leads_on() => Some((next + index, role)),
            _ => None,
        }
    }

    /// Whether a label that nobody has taken stands close above the name.
    fn is_led(&self, at: usize) -> bool {
        let name = &self.marks[at];
        let above = self.marks[..at].iter().rposition(|placed| placed.row < name.row);
        name.close && above.is_some_and(|above| self.marks[above].is_role() && !self.taken[above])
    }

    /// Whether a name follows closely at `next`.
    fn leads(&self, next: usize) -> bool {
        self.marks.get(next).is_some_and(|placed| placed.close && !placed.is_role())
    }

    /// The nearest labels above that no name has for its own.
    fn labels_above(&self, above: &mut Above) -> Vec<usize> {
        while let Some(band) = above.labels.last_mut() {
            // What is taken stays taken.
            while band.start < band.end && self.taken[band.start] {
                band.start += 1;
            }
            if band.start < band.end {
                return self.free(band);
            }
            above.labels.pop();
        }
        vec![]
    }

    /// The labels right below, where they are offices and no name has them for its own.
    fn labels_below(&self, band: Option<&Range<usize>>) -> Vec<usize> {
        let free = band.map(|band| self.free(band));
        free.filter(|free| free.iter().all(|label| self.is_office(*label))).unwrap_or_default()
    }

    fn free(&self, band: &Range<usize>) -> Vec<usize> {
        band.clone().filter(|label| !self.taken[*label]).take(MOST_BESIDE).collect()
    }

    fn is_office(&self, label: usize) -> bool {
        matches!(self.marks[label].mark, Mark::Role { wording, .. } if wording.is_office())
    }

    /// Gives the names of a band their labels.
    fn align(&mut self, band: Range<usize>, labels: &[usize]) {
        let mut taken = Vec::new();
        let names: Vec<usize> =
            band.filter(|index| !self.assigned[*index].sure || labels.len() > 1).collect();
        let beside = labels.windows(2).any(|pair| self.marks[pair[0]].row == self.marks[pair[1]].row);
        for (order, name) in names.iter().copied().enumerate() {
            let label = match labels {
                [] => None,
                [only] => Some(*only),
                _ if labels.len() == names.len() => Some(labels[order]),
                _ if beside => self.nearest(name, labels),
                _ => labels.get(order).or(labels.last()).copied(),
            };
            let Some(label) = label else { continue };
            let Mark::Role { role, date, wording } = self.marks[label].mark else { continue };
            let assigned = &mut self.assigned[name];
            assigned.attested = assigned.role.is_none() && wording == Wording::Attestation;
            assigned.role = assigned.role.or(Some(role));
            assigned.date = assigned.date.or(date);
            taken.push(label);
        }
        taken.into_iter().for_each(|label| self.taken[label] = true);
    }

    /// The label whose column is nearest to the name's.
    fn nearest(&self, name: usize, labels: &[usize]) -> Option<usize> {
        let distance = |label: &usize| self.marks[name].column.abs_diff(self.marks[*label].column);
        labels.iter().take(MOST_BESIDE).copied().min_by_key(distance)
    }

    /// A date over the names, as in `Justerat den 4 maj`, holds for those with a role of their own, too.
    fn date(&mut self, names: Range<usize>, date: Option<Date>) {
        for assigned in &mut self.assigned[names] {
            let adjusts = assigned.role != Some(SignatoryRole::Secretary);
            assigned.date = assigned.date.or(date.filter(|_| adjusts));
        }
    }

    /// Agreement: names with a role, roles that the document confirms, labels that nobody takes. `keys` are those of
    /// the names.
    fn score(&self, keys: &[Option<String>], known: &Known) -> i32 {
        let names = keys.iter().zip(&self.assigned);
        let names =
            names.filter_map(|(key, assigned)| Some(agreement(key.as_deref()?, assigned.role?, known)));
        let idle = self.marks.iter().zip(&self.taken).filter(|(placed, taken)| placed.is_role() && !**taken);
        names.sum::<i32>() - 2 * idle.count() as i32
    }
}

/// How well a role fits to what the document says of the person.
fn agreement(key: &str, role: SignatoryRole, known: &Known) -> i32 {
    let Some(own) = known.with_role(role) else { return 1 };
    let precise = i32::from(role == SignatoryRole::Chair);
    if own.contains(key) {
        4 + precise
    } else if known.role(key).is_some() || !own.is_empty() {
        -2
    } else {
        1 + precise
    }
}

/// Labels and names in turns: the ranges of marks of one kind.
fn bands(marks: &[Placed<'_>]) -> Vec<Range<usize>> {
    let mut bands: Vec<Range<usize>> = Vec::new();
    for at in 0..marks.len() {
        match bands.last_mut() {
            Some(band) if marks[band.start].is_role() == marks[at].is_role() => band.end = at + 1,
            _ => bands.push(at..at + 1),
        }
    }
    bands
}

fn same_column(a: &Placed<'_>, b: &Placed<'_>) -> bool {
    a.column.abs_diff(b.column) <= 8 || a.column < b.end_column && b.column < a.end_column
}
