//! A point's body from plain text, for tests: a paragraph to a line.

use super::section::heading;
use super::{Body, Findings, ParagraphKind};
use crate::lexicon::Lexicon;
use crate::lines;
use crate::model::{Role, Roles};
use crate::resolution::roster::{Person, Roster};

/// The body of `text`: lines with gaps are rows of tables, headings of the lexicon are headings.
pub(super) fn body(text: &str) -> Body<'_> {
    let lexicon = Lexicon::built_in();
    let lines = lines::split(text, 0);
    let mut body = Body::default();
    for line in lines.iter().filter(|line| !line.is_blank()) {
        let trimmed = line.trimmed();
        let begins = trimmed.split(' ').next().unwrap_or_default();
        let kind = if line.cells().count() > 1 {
            ParagraphKind::Row
        } else if heading(trimmed, lexicon).is_some() {
            ParagraphKind::Heading
        } else if begins == "att" || begins.ends_with([')', '.']) && begins.len() < 5 {
            ParagraphKind::ListItem
        } else {
            ParagraphKind::Text
        };
        let words = body.look_through(trimmed, lexicon);
        body.push(trimmed.into(), line.span(), kind, words);
    }
    body
}

/// What is found in `text` at a meeting that Anna Berg chairs, where Carl Hök is director of the museum.
pub(super) fn findings(text: &str) -> Findings<'_> {
    let person = |name: &'static str, title: Option<&'static str>, roles: Vec<Role>| Person {
        name: name.into(),
        party: None,
        title: title.map(Into::into),
        roles: Roles::from_iter(roles),
    };
    let roster = Roster::new(vec![
        person("Anna Berg", None, vec![Role::Chair]),
        person("Carl Hök", Some("museichef"), vec![]),
    ]);
    super::read(&body(text), "1", text, &roster, Lexicon::built_in())
}
