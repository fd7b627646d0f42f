//! The outline: consecutive blocks that cover the text from its beginning to its end.

use std::cell::LazyCell;
use std::collections::HashSet;
use std::ops::Range;

use super::fields::{self, Field, is_people};
use super::points::Point;
use super::{Parts, signatures};
use crate::grammar::people_list::cut_word;
use crate::grammar::{organ, split_at_blanks};
use crate::lexicon::{Clue, Label, Lexicon, close_gaps};
use crate::lines::rows::{Gap, Row, is_rule};
use crate::lines::{Line, pages};
use crate::model::{Block, BlockKind, Span};

/// The kind of block that the values of a label are.
fn kind_of(label: Label) -> BlockKind {
    match label {
        Label::Absent | Label::Excused => BlockKind::Absences,
        Label::Presenters => BlockKind::Presenters,
        label if is_people(label) => BlockKind::Attendance,
        Label::Posting | Label::Posted | Label::Removed | Label::PostingPlace | Label::Storage => {
            BlockKind::Posting
        }
        Label::Signatures
        | Label::Secretary
        | Label::Attested
        | Label::Chair
        | Label::Adjuster
        | Label::Closing => BlockKind::Signatures,
        Label::Contents => BlockKind::Contents,
        Label::Attachments => BlockKind::Attachment,
        Label::Furniture => BlockKind::Furniture,
        _ => BlockKind::Meta,
    }
}

/// The outline of the text at `offset` with `len` bytes.
#[expect(clippy::too_many_arguments, reason = "what the whole reading has found")]
pub(super) fn read(
    furniture: &[Line<'_>],
    rows: &[Row<'_>],
    parts: &Parts,
    points: &[Point<'_>],
    fields: &[Field<'_>],
    known: &[(Span, BlockKind)],
    offset: usize,
    len: usize,
    lexicon: &Lexicon,
) -> Vec<Block> {
    let mut of_fields: Vec<Option<BlockKind>> = vec![None; rows.len()];
    let mut signing = false;
    for field in fields {
        signing |= signs(field);
        let kind = Some(if signing { kind_of(field.label) } else { field_kind(field, lexicon) });
        for at in field.values.rows() {
            if let Some(slot) = of_fields.get_mut(at) {
                *slot = kind;
            }
        }
        if let Some(at) = row_at(rows, field.span.start) {
            of_fields[at] = kind;
        }
    }
    let mut kinds: Vec<BlockKind> = of_fields.iter().map(|kind| kind.unwrap_or(BlockKind::Other)).collect();
    // What stands in no field is asked by itself.
    for at in parts.front.iter().flat_map(Clone::clone).filter(|at| of_fields[*at].is_none()) {
        kinds[at] = front_kind(&rows[at], lexicon);
    }
    for (span, kind) in known {
        mark_known(&mut kinds, rows, *span, *kind, lexicon);
    }
    for range in &parts.front {
        strokes_to_sign_on(&mut kinds, rows, range.clone());
        continue_kinds(&mut kinds, rows, range.clone(), lexicon);
        box_of_posting(&mut kinds, rows, range.clone(), fields, lexicon);
    }
    if let Some(contents) = &parts.contents {
        kinds[contents.clone()].fill(BlockKind::Contents);
    }
    if !points.is_empty() {
        kinds[parts.points.clone()].fill(BlockKind::Item);
    }
    let last_signed = known.iter().filter(|(_, kind)| *kind == BlockKind::Signatures);
    let signed = last_signed.map(|(span, _)| span.end).max().unwrap_or(0);
    let foot: LazyCell<HashSet<&str>, _> =
        LazyCell::new(|| furniture.iter().map(|line| line.text.trim()).collect());
    for at in parts.end.clone() {
        let behind = rows[at].line.start >= signed;
        kinds[at] = match () {
            () if at >= parts.appendix => BlockKind::Attachment,
            () if lexicon.clues.all(rows[at].text()).has(Clue::Announced) => BlockKind::Posting,
            () if behind && foot.contains(rows[at].text()) => BlockKind::Furniture,
            () if behind && is_listed_attachment(&rows[at], lexicon) => BlockKind::Attachment,
            () => BlockKind::Signatures,
        };
    }
    blocks(furniture, rows, &kinds, points, offset, len)
}

/// Whether people sign from this field on: its label says so, or there is a stroke to sign on.
fn signs(field: &Field<'_>) -> bool {
    let office = matches!(field.label, Label::Secretary | Label::Chair | Label::Adjuster);
    let mut cells = field.values.iter().flat_map(|value| &value.cells);
    field.label == Label::Signatures || office && cells.any(|cell| is_rule(cell.text))
}

/// The kind of a field where nobody signs yet. An organ alone in a row that heads no list is part of the title, and
/// whom the header names as adjuster does not sign there.
fn field_kind(field: &Field<'_>, lexicon: &Lexicon) -> BlockKind {
    let empty = field.values.is_empty();
    match field.label {
        label if is_people(label) && empty && organ::is_body(&field.text, lexicon) => BlockKind::Title,
        Label::Adjuster if field.beside && field.above.is_none() => BlockKind::Meta,
        label => kind_of(label),
    }
}

/// `Bilaga 1   Budget` below the signatures: what is attached, and not the thing itself.
fn is_listed_attachment(row: &Row<'_>, lexicon: &Lexicon) -> bool {
    let (word, rest) = cut_word(row.text());
    lexicon.labels.get(word.trim_end_matches(':')) == Some(&Label::Attachments)
        && rest.trim_start().starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase())
}

/// The box that proves the posting (*anslag, bevis*) is one block: what it says of organ, date and adjustment,
/// and who signs it.
fn box_of_posting(
    kinds: &mut [BlockKind],
    rows: &[Row<'_>],
    range: Range<usize>,
    fields: &[Field<'_>],
    lexicon: &Lexicon,
) {
    let kept = [BlockKind::Attendance, BlockKind::Absences, BlockKind::Presenters];
    let heads = fields.iter().filter(|field| field.label == Label::Posting);
    let mut end = range.start;
    for head in heads.filter_map(|field| row_at(rows, field.span.start)).filter(|at| range.contains(at)) {
        // A head within the box of another has nothing more.
        if head < end {
            continue;
        }
        end = head + 1;
        while end < range.end && !kept.contains(&kinds[end]) && !leaves_posting(&rows[end], lexicon) {
            kinds[end] = BlockKind::Posting;
            end += 1;
        }
    }
}

/// Whether a row begins something else than the proof of the posting: a title, or a label that no such proof has.
fn leaves_posting(row: &Row<'_>, lexicon: &Lexicon) -> bool {
    let begins = |label: Label| {
        let of_box = matches!(
            label,
            Label::Organ
                | Label::Date
                | Label::Signatures
                | Label::Secretary
                | Label::Attested
                | Label::Number
        );
        !of_box && kind_of(label) != BlockKind::Posting
    };
    let mut labels = row.line.cells().filter_map(|cell| fields::label(cell.text, lexicon));
    labels.any(begins) || row.line.cells().any(|cell| lexicon.document_titles.has(cell.text))
}

/// The row that holds the byte at `place`.
pub(super) fn row_at(rows: &[Row<'_>], place: usize) -> Option<usize> {
    let at = rows.partition_point(|row| row.line.next <= place);
    rows.get(at).filter(|row| row.line.start <= place).map(|_| at)
}

fn is_people_kind(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Attendance | BlockKind::Absences)
}

/// Whether the look of a row alone told its kind, so that a person read from it tells more.
fn yields(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Title | BlockKind::Meta | BlockKind::Signatures)
}

/// Rows that something was read from are no others, and with them the heads of their columns.
fn mark_known(kinds: &mut [BlockKind], rows: &[Row<'_>], span: Span, kind: BlockKind, lexicon: &Lexicon) {
    let Some(first) = row_at(rows, span.start) else { return };
    let mut at = first;
    while rows.get(at).is_some_and(|row| row.line.start < span.end) {
        let signed = kind == BlockKind::Signatures && kinds[at] == BlockKind::Meta;
        if kinds[at] == BlockKind::Other
            || is_people_kind(kind) && yields(kinds[at])
            || signed && signatures::place::is_names(&rows[at], lexicon)
        {
            kinds[at] = kind;
        }
        at += 1;
    }
    let Some(heads) = first.checked_sub(1) else { return };
    if kinds[heads] == BlockKind::Other && is_column_heads(&rows[heads], lexicon) {
        kinds[heads] = kind;
    }
    let above = heads.checked_sub(1).filter(|above| kinds[*above] == BlockKind::Other);
    if let Some(above) = above.filter(|_| kinds[heads] == kind && rows[heads].gap == Gap::None)
        && begins_column_heads(&rows[above], &rows[heads], lexicon)
    {
        kinds[above] = kind;
    }
}

/// Whether a row holds the beginnings of the heads in the row below: heads of their own, or such that are cut.
fn begins_column_heads(row: &Row<'_>, below: &Row<'_>, lexicon: &Lexicon) -> bool {
    let mut below = below.line.cells();
    below.next().is_some_and(|first| is_column_head(first.text, lexicon))
        && below.all(|cell| cell.text.starts_with(char::is_lowercase) || is_column_head(cell.text, lexicon))
        && row.line.cells().any(|cell| cell.text.ends_with('-') || lexicon.table_columns.has(cell.text))
}

/// Whether each cell of a row is the head of a column of people, or a label of them.
fn is_column_heads(row: &Row<'_>, lexicon: &Lexicon) -> bool {
    row.line.cells().all(|cell| is_column_head(cell.text, lexicon))
}

fn is_column_head(text: &str, lexicon: &Lexicon) -> bool {
    lexicon.table_columns.has(text) || lexicon.labels.get(text).is_some_and(|label| is_people(*label))
}

/// A row of the front by itself: a title, or what no rule understands.
fn front_kind(row: &Row<'_>, lexicon: &Lexicon) -> BlockKind {
    if lexicon.clues.all(row.text()).has(Clue::Announced) {
        return BlockKind::Posting;
    }
    let titled = row.line.cells().any(|cell| {
        let text = cell.text;
        text.len() < 120
            && (split_at_blanks(text).any(|word| lexicon.document_titles.has(word))
                || organ::is_organization(text, lexicon)
                || text.len() < 60 && organ::is_body(text, lexicon))
    });
    if titled {
        BlockKind::Title
    } else if row.is_rule() || pages::is_page_number(row.text()) {
        BlockKind::Furniture
    } else {
        said_kind(row, lexicon).unwrap_or(BlockKind::Other)
    }
}

/// What a row says of itself: a label (`Org.nr 559900-0000`, `UPPROPSLISTA`), a title with spaced-out
/// letters, the announcement of the adjustment.
fn said_kind(row: &Row<'_>, lexicon: &Lexicon) -> Option<BlockKind> {
    let text = row.text();
    let words = || text.split([' ', '\t', ',']).map(|word| word.trim_end_matches(['.', ':']));
    if let Some(closed) = close_gaps(text) {
        return closed.split(' ').any(|word| lexicon.document_titles.has(word)).then_some(BlockKind::Title);
    }
    if words().any(|word| lexicon.announced.has(word)) {
        return Some(BlockKind::Posting);
    }
    let first = row.line.cells().next()?.text;
    let before_number = first.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default().trim_end();
    let label = lexicon
        .labels
        .get(first)
        .or_else(|| lexicon.labels.get(before_number).filter(|label| **label == Label::MetaOther));
    let list = || text.len() < 60 && lexicon.elsewhere.has(words().next().unwrap_or_default());
    label.map(|label| kind_of(*label)).or_else(|| list().then_some(BlockKind::Attendance))
}

/// A stroke between those who sign is there to sign on.
fn strokes_to_sign_on(kinds: &mut [BlockKind], rows: &[Row<'_>], range: Range<usize>) {
    for at in range.start + 1..range.end.saturating_sub(1) {
        let between = [at - 1, at + 1].iter().all(|near| kinds[*near] == BlockKind::Signatures);
        if rows[at].is_rule() && between {
            kinds[at] = BlockKind::Signatures;
        }
    }
}

/// Rows that go on with the row before: the second line of a label (`Justeringens` / `plats och tid`), a
/// wrapped sentence, and the names of those who sign.
fn continue_kinds(kinds: &mut [BlockKind], rows: &[Row<'_>], range: Range<usize>, lexicon: &Lexicon) {
    for at in range.start + 1..range.end {
        let (before, row) = (kinds[at - 1], &rows[at]);
        if kinds[at] != BlockKind::Other || before == BlockKind::Other {
            continue;
        }
        let goes_on = !row.gap.is_any() && row.text().starts_with(char::is_lowercase);
        let near_signatures = (at.saturating_sub(2)..at)
            .chain(at + 1..(at + 3).min(range.end))
            .any(|near| kinds[near] == BlockKind::Signatures);
        if goes_on {
            kinds[at] = before;
        } else if near_signatures && signatures::place::is_names(row, lexicon) {
            kinds[at] = BlockKind::Signatures;
        }
    }
}

/// Merges rows of one kind, and the furniture between them; each point is a block of its own. A block goes to where the
/// next one begins: blank lines go with what stands before them.
fn blocks(
    furniture: &[Line<'_>],
    rows: &[Row<'_>],
    kinds: &[BlockKind],
    points: &[Point<'_>],
    offset: usize,
    len: usize,
) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut begin = |kind: BlockKind, start: usize, is_point: bool| {
        if is_point || blocks.last().is_none_or(|last| last.kind != kind) {
            blocks.push(Block { kind, span: Span::new(start, start) });
        }
    };
    let first = [furniture.first(), rows.first().map(|row| &row.line)].into_iter().flatten();
    // Blank lines at the beginning have nothing before them.
    if len > 0 && first.map(|line| line.start).min() != Some(offset) {
        begin(BlockKind::Furniture, offset, false);
    }
    let mut heads = points.iter().map(|point| point.row);
    let mut head = heads.next();
    let mut from = 0;
    for (at, (row, kind)) in rows.iter().zip(kinds).enumerate() {
        if row.gap == Gap::Page
            && let Some(line) = furniture_from(furniture, from)
        {
            begin(BlockKind::Furniture, line.start, false);
        }
        let is_head = head == Some(at);
        if is_head {
            head = heads.next();
        }
        begin(*kind, row.line.start, is_head);
        from = row.line.next;
    }
    if let Some(line) = furniture_from(furniture, from) {
        begin(BlockKind::Furniture, line.start, false);
    }
    if let Some(first) = blocks.first_mut() {
        first.span.start = offset;
    }
    let mut end = offset + len;
    for block in blocks.iter_mut().rev() {
        block.span.end = end;
        end = block.span.start;
    }
    blocks
}

/// The first line of furniture from byte `from` on.
fn furniture_from<'l, 'a>(furniture: &'l [Line<'a>], from: usize) -> Option<&'l Line<'a>> {
    furniture.get(furniture.partition_point(|line| line.start < from))
}
