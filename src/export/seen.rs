//! Which texts one run has written: the same text twice is written once, and said.

use std::collections::{HashMap, HashSet};

use super::ids::Ids;
use super::name_of;
use crate::{Code, Diagnostic, Document, Span};

/// The protocols that a run has written so far.
#[derive(Debug, Default)]
pub(super) struct Seen {
    protocols: HashMap<String, String>,
    by_name: HashMap<String, HashSet<String>>,
}

impl Seen {
    /// Notes that `document` is written; or says that its text was written before, and is left out.
    pub(super) fn note(&mut self, document: &Document<'_>, ids: &Ids) -> Result<(), Diagnostic> {
        if let Some(first) = self.protocols.get(&ids.protocol) {
            let message = format!("the same text as {first}: written once");
            return Err(Diagnostic::new(Code::LostInExport, Span::default(), message));
        }
        self.protocols.insert(ids.protocol.clone(), name_of(document));
        if let Some(name) = &document.source.name {
            self.by_name.entry(name.to_string()).or_default().insert(ids.protocol.clone());
        }
        Ok(())
    }

    /// The protocols of this run whose source has that name, sorted.
    pub(super) fn named(&self, name: &str) -> Vec<&str> {
        let mut ids: Vec<_> = self.by_name.get(name).into_iter().flatten().map(String::as_str).collect();
        ids.sort_unstable();
        ids
    }
}
