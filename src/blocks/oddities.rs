//! What the reading meets and the document does not hold, for the checks.

use std::ops::Range;

use super::closing::{self, Announcing};
use super::fields::Field;
use super::outline;
use super::points::Point;
use crate::grammar::split_at_blanks;
use crate::item::Body;
use crate::lexicon::{Clues, Label, Lexicon};
use crate::lines::Cell;
use crate::lines::rows::Row;
use crate::model::{Participant, Span};
use crate::resolution::adjusters::{self, Appointed};

/// Oddities, and where what is to be compared stands.
#[derive(Debug, Clone, Default)]
pub(crate) struct Oddities {
    /// Where dates and times of the header stand.
    pub(crate) header: Vec<Span>,
    /// Where dates and times of the adjustment, the posting and the next meeting stand.
    pub(crate) closing: Vec<Span>,
    /// Lines of lists of people that name nobody.
    pub(crate) doubtful: Vec<Span>,
    /// Headings that have the number of a point besides the point's own.
    pub(crate) repeated: Vec<Repeated>,
    /// Who was listed as absent, and was left out because the same person is listed as present.
    pub(crate) both: Vec<(String, Span)>,
    /// Who was appointed to adjust the minutes.
    pub(crate) appointed: Vec<Appointed>,
    /// The numbers of the points as the cover states them.
    pub(crate) stated: Vec<Span>,
    /// What the words of the points' paragraphs tell, paragraph by paragraph.
    pub(crate) clues: Vec<Clues>,
    /// How many of them each point has.
    pub(crate) paragraphs: Vec<usize>,
}

/// A heading whose number stands twice.
#[derive(Debug, Clone)]
pub(crate) struct Repeated {
    pub(crate) number: String,
    pub(crate) span: Span,
}

impl Oddities {
    /// What the rows, fields and bodies of a document hold for the checks.
    pub(super) fn of(
        rows: &[Row<'_>],
        parts: &super::Parts,
        repeated: &[Point<'_>],
        fields: &[Field<'_>],
        bodies: &[Body<'_>],
        announcing: &Announcing,
        lexicon: &Lexicon,
    ) -> Self {
        let row_spans = |range: Range<usize>| rows[range].iter().map(|row| row.line.span());
        let end = parts.end.start..parts.appendix;
        Self {
            header: parts.front.iter().flat_map(|range| row_spans(range.clone())).collect(),
            closing: closing_paragraphs(bodies, announcing, lexicon).chain(row_spans(end)).collect(),
            repeated: repeated
                .iter()
                .map(|point| Repeated { number: point.head.number(), span: rows[point.row].line.span() })
                .collect(),
            appointed: adjusters::in_fields(fields, lexicon)
                .into_iter()
                .chain(adjusters::in_bodies(bodies, lexicon))
                .collect(),
            stated: stated(rows, fields),
            clues: clues_of(bodies),
            paragraphs: bodies.iter().map(|body| body.paragraphs.len()).collect(),
            ..Self::default()
        }
    }

    /// Keeps what is left out of the absences.
    pub(super) fn leave_out(&mut self, absent: &Participant<'_>) {
        self.both.push((absent.name.to_string(), absent.span));
    }
}

/// What the words of all paragraphs tell.
fn clues_of(bodies: &[Body<'_>]) -> Vec<Clues> {
    let mut clues = Vec::with_capacity(bodies.iter().map(|body| body.paragraphs.len()).sum());
    for body in bodies {
        clues.extend(body.paragraphs.iter().map(|paragraph| paragraph.clues));
    }
    clues
}

/// The paragraphs that speak of the adjustment or the next meeting.
fn closing_paragraphs(
    bodies: &[Body<'_>],
    announcing: &Announcing,
    lexicon: &Lexicon,
) -> impl Iterator<Item = Span> {
    let paragraphs = bodies.iter().enumerate().flat_map(|(body, of_body)| {
        of_body.paragraphs.iter().enumerate().map(move |(at, paragraph)| (body, at, paragraph))
    });
    paragraphs.filter_map(move |(body, at, paragraph)| {
        let (text, clues) = (&paragraph.text, paragraph.clues);
        let about = announcing.has(body, at) && closing::announces(text, lexicon)
            || lexicon.clues.may_name_adjusters(clues)
                && split_at_blanks(text).any(|word| lexicon.adjusting.has(word));
        about.then_some(paragraph.span)
    })
}

/// Where the cover states which points the protocol has: behind a label of its own, or beside the signatures
/// (`Underskrifter   Sekreterare ........   §§ 112–120, 122–133`).
fn stated(rows: &[Row<'_>], fields: &[Field<'_>]) -> Vec<Span> {
    let labelled = fields.iter().filter(|field| field.label == Label::Items);
    let labelled = labelled.filter_map(|field| field.values.first()?.cells.first().map(|cell| cell.span()));
    let signed = fields.iter().filter(|field| field.label == Label::Signatures);
    let signed = signed.filter_map(|field| outline::row_at(rows, field.span.start));
    let numbered = |cell: &Cell<'_>| cell.text.trim_start_matches(['.', '_', ' ']).starts_with('§');
    let beside = signed.filter_map(|at| rows[at].line.cells().skip(1).find(numbered));
    labelled.chain(beside.map(|cell| cell.span())).collect()
}
