//! What the schema has no place for, gathered by kind: one diagnostic tells of all places.

use crate::{Code, Diagnostic, Span};

/// What one document loses.
#[derive(Debug, Default)]
pub(super) struct Losses(Vec<Loss>);

#[derive(Debug)]
struct Loss {
    what: &'static str,
    places: Vec<String>,
    span: Span,
}

impl Losses {
    /// Notes that `what` is left out: of an item, of a person; or of the whole, where `place` is empty.
    pub(super) fn add(&mut self, what: &'static str, place: &str, span: Span) {
        let loss = match self.0.iter_mut().find(|loss| loss.what == what) {
            Some(loss) => loss,
            None => {
                self.0.push(Loss { what, places: Vec::new(), span });
                let last = self.0.len() - 1;
                &mut self.0[last]
            }
        };
        if !place.is_empty() && !loss.places.iter().any(|known| known == place) {
            loss.places.push(place.to_owned());
        }
    }

    /// One diagnostic per kind, in the order in which they were met; each stands at the first place.
    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.0
            .into_iter()
            .map(|loss| Diagnostic::new(Code::LostInExport, loss.span, loss.message()))
            .collect()
    }
}

impl Loss {
    fn message(&self) -> String {
        let places =
            if self.places.is_empty() { String::new() } else { format!(": {}", self.places.join(", ")) };
        format!("svk-mote has no place for {}{places}", self.what)
    }
}
