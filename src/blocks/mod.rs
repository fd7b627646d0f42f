//! Lines → blocks: the header, the lists of people, the points, the signatures.

pub(crate) mod body;
mod points;

use crate::lexicon::Lexicon;
use crate::model::{Block, BlockKind, Document, Meeting, SCHEMA_VERSION, Source, Span};

/// Reads the protocol that `text` is, which begins at `offset` of the whole.
pub(crate) fn read<'a>(text: &'a str, offset: usize, _lexicon: &Lexicon) -> Document<'a> {
    let outline = if text.is_empty() {
        vec![]
    } else {
        vec![Block { kind: BlockKind::Other, span: Span::new(offset, offset + text.len()) }]
    };
    Document {
        schema_version: SCHEMA_VERSION.into(),
        source: Source { encoding: "UTF-8".into(), bytes: text.len(), ..Source::default() },
        meeting: Meeting::default(),
        attendance: vec![],
        absences: vec![],
        presenters: vec![],
        agenda: vec![],
        signatories: vec![],
        adjustment: None,
        posting: None,
        next_meeting: None,
        outline,
        diagnostics: vec![],
    }
}
