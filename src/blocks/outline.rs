//! The outline: consecutive blocks that cover the text from its beginning to its end.

use super::fields::{Field, is_people};
use super::points::Point;
use super::Parts;
use crate::grammar::organ;
use crate::lexicon::{Label, Lexicon};
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
        Label::Signatures | Label::Secretary | Label::Chair | Label::Adjuster | Label::Closing => {
            BlockKind::Signatures
        }
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
        if let Ok(at) = rows.binary_search_by(|row| {
            if row.line.next <= field.span.start {
                std::cmp::Ordering::Less
            } else if row.line.start > field.span.start {
                std::cmp::Ordering::Greater
            } else {
                std::cmp::Ordering::Equal
            }
        }) {
            kinds[at] = kind;
        }
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
        let posting = rows[at].text().contains("nslag");
        kinds[at] = if attachment {
            BlockKind::Attachment
        } else if posting {
            BlockKind::Posting
        } else {
            BlockKind::Signatures
        };
    }
    blocks(lines, rows, &kinds, points, offset, len)
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
        BlockKind::Other
    }
}

/// Merges lines of one kind; blank lines go with what stands before them, each point is a block of its own.
fn blocks(
    lines: &[Line<'_>],
    rows: &[Row<'_>],
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
    let _ = rows;
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
