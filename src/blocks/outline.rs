//! The outline: consecutive blocks that cover the text from its beginning to its end.

use super::fields::{Field, is_people};
use super::points::Point;
use super::{Parts, signatures};
use crate::grammar::organ;
use crate::lexicon::{Clue, Label, Lexicon, close_gaps};
use crate::lines::Line;
use crate::lines::rows::Row;
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
    lines: &[Line<'_>],
    rows: &[Row<'_>],
    parts: &Parts,
    points: &[Point<'_>],
    fields: &[Field<'_>],
    known: &[(Span, BlockKind)],
    offset: usize,
    len: usize,
    lexicon: &Lexicon,
) -> Vec<Block> {
    let mut kinds: Vec<BlockKind> = vec![BlockKind::Other; rows.len()];
    for range in &parts.front {
        for at in range.clone() {
            kinds[at] = front_kind(&rows[at], lexicon);
        }
    }
    for field in fields {
        let kind = kind_of(field.label);
        for value in &field.values {
            if let Some(slot) = kinds.get_mut(value.row) {
                *slot = kind;
            }
        }
        if let Some(at) = row_at(rows, field.span.start) {
            kinds[at] = kind;
        }
    }
    for (span, kind) in known {
        mark_known(&mut kinds, rows, *span, *kind, lexicon);
    }
    for range in &parts.front {
        continue_kinds(&mut kinds, rows, range.clone(), lexicon);
    }
    if let Some(contents) = &parts.contents {
        kinds[contents.clone()].fill(BlockKind::Contents);
    }
    if !points.is_empty() {
        kinds[parts.points.clone()].fill(BlockKind::Item);
    }
    let mut attachment = false;
    for at in parts.end.clone() {
        attachment |= super::is_appendix(&rows[at], lexicon);
        let posting = lexicon.clues.all(rows[at].text()).has(Clue::Announced);
        kinds[at] = if attachment {
            BlockKind::Attachment
        } else if posting {
            BlockKind::Posting
        } else {
            BlockKind::Signatures
        };
    }
    blocks(lines, &kinds, points, offset, len)
}

/// The row that holds the byte at `place`.
fn row_at(rows: &[Row<'_>], place: usize) -> Option<usize> {
    let at = rows.partition_point(|row| row.line.next <= place);
    rows.get(at).filter(|row| row.line.start <= place).map(|_| at)
}

/// Rows that something was read from are no others, and with them the heads of their columns.
fn mark_known(kinds: &mut [BlockKind], rows: &[Row<'_>], span: Span, kind: BlockKind, lexicon: &Lexicon) {
    let Some(first) = row_at(rows, span.start) else { return };
    let mut at = first;
    while rows.get(at).is_some_and(|row| row.line.start < span.end) {
        if kinds[at] == BlockKind::Other {
            kinds[at] = kind;
        }
        at += 1;
    }
    let above = first.checked_sub(1).filter(|above| kinds[*above] == BlockKind::Other);
    if let Some(above) = above.filter(|above| is_column_heads(&rows[*above], lexicon)) {
        kinds[above] = kind;
    }
}

/// Whether each cell of a row is the head of a column of people, or a label of them.
fn is_column_heads(row: &Row<'_>, lexicon: &Lexicon) -> bool {
    row.line.cells().all(|cell| {
        lexicon.table_columns.has(cell.text)
            || lexicon.labels.get(cell.text).is_some_and(|label| is_people(*label))
    })
}

/// A row of the front by itself: a title, or what no rule understands.
fn front_kind(row: &Row<'_>, lexicon: &Lexicon) -> BlockKind {
    let titled = row.line.cells().any(|cell| {
        let text = cell.text;
        text.len() < 120
            && (lexicon.document_titles.has(text.split(' ').next().unwrap_or_default())
                || text.split(' ').any(|word| lexicon.document_titles.has(word))
                || organ::is_organization(text, lexicon)
                || text.len() < 60 && organ::is_body(text, lexicon))
    });
    if titled {
        BlockKind::Title
    } else if row.is_rule() {
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

/// Rows that go on with the row before: the second line of a label (`Justeringens` / `plats och tid`), a
/// wrapped sentence, and the names of those who sign.
fn continue_kinds(
    kinds: &mut [BlockKind],
    rows: &[Row<'_>],
    range: std::ops::Range<usize>,
    lexicon: &Lexicon,
) {
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

/// Merges lines of one kind; blank lines go with what stands before them, each point is a block of its own.
fn blocks(
    lines: &[Line<'_>],
    kinds: &[BlockKind],
    points: &[Point<'_>],
    offset: usize,
    len: usize,
) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let (mut row, mut point) = (0, 0);
    for line in lines {
        let (kind, begins) = if line.furniture {
            (BlockKind::Furniture, false)
        } else if line.is_blank() {
            match blocks.last_mut() {
                Some(block) => {
                    block.span.end = line.next;
                    continue;
                }
                None => (BlockKind::Furniture, false),
            }
        } else {
            let kind = kinds.get(row).copied().unwrap_or(BlockKind::Other);
            let begins = points.get(point).is_some_and(|point| point.row == row);
            point += usize::from(begins);
            row += 1;
            (kind, begins)
        };
        match blocks.last_mut() {
            Some(block) if block.kind == kind && !begins => block.span.end = line.next,
            _ => blocks.push(Block { kind, span: Span::new(line.start, line.next) }),
        }
    }
    if let Some(first) = blocks.first_mut() {
        first.span.start = offset;
    }
    match blocks.last_mut() {
        Some(last) => last.span.end = offset + len,
        None if len > 0 => {
            blocks.push(Block { kind: BlockKind::Other, span: Span::new(offset, offset + len) })
        }
        None => {}
    }
    blocks
}
