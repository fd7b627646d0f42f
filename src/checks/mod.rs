//! A finished document → diagnostics: what is odd, doubtful or wrong, one question to a file.
//!
//! | file | asks |
//! | --- | --- |
//! | `whole` | is there a text, a protocol, a date, are there points? |
//! | `damage` | were characters lost before? |
//! | `calendar` | does the calendar have each date, the clock each time, and is the weekday right? |
//! | `numbering` | are the points numbered without a gap, none twice? |
//! | `ties` | do presenters and attendance name points that exist? |
//! | `attendance` | is anybody both present and absent? |
//! | `presenters` | does anybody present who is in no list? |
//! | `signatures` | do those sign who should, and only those who were there? |
//! | `names` | does a family name fit two people? |
//! | `counts` | do stated numbers agree with what is listed? |
//! | `layout` | what was not understood, or only with doubt? |
//!
//! A check looks and tells; it changes nothing in the document. It costs time in proportion to the text.

mod attendance;
mod calendar;
mod counts;
mod damage;
mod layout;
mod names;
mod numbering;
mod people;
mod presenters;
mod signatures;
#[cfg(test)]
mod testing;
mod ties;
mod whole;

use std::borrow::Cow;

use self::people::Lists;
use crate::blocks::oddities::Oddities;
use crate::grammar::first_word;
use crate::lexicon::{Clues, Lexicon};
use crate::model::{AgendaItem, Diagnostic, Document, Span};

/// How many diagnostics of one check a document has at most: a text that is no protocol has no end of them.
const MOST: usize = 200;

/// What the checks look at.
#[derive(Clone, Copy)]
pub(crate) struct Checked<'c, 'a> {
    pub(crate) document: &'c Document<'a>,
    /// The text of the document.
    pub(crate) text: &'a str,
    /// Where it begins in the whole text: spans count there.
    pub(crate) offset: usize,
    pub(crate) oddities: &'c Oddities,
    pub(crate) lexicon: &'c Lexicon,
}

/// All diagnostics of a document, in order of place.
pub(crate) fn run(checked: Checked<'_, '_>) -> Vec<Diagnostic> {
    if whole::is_empty(checked) {
        return whole::empty(checked);
    }
    if whole::is_no_protocol(checked) {
        let mut found = whole::no_protocol(checked);
        found.extend(damage::check(checked));
        return found;
    }
    let lists = Lists::of(checked.document);
    let found = [
        whole::check(checked),
        damage::check(checked),
        calendar::check(checked),
        numbering::check(checked),
        ties::check(checked),
        attendance::check(checked),
        presenters::check(checked, &lists),
        signatures::check(checked, &lists),
        names::check(checked, &lists),
        counts::check(checked),
        layout::not_understood(checked),
        layout::doubtful(checked),
    ];
    let mut found: Vec<Diagnostic> =
        found.into_iter().flat_map(|of_check| of_check.into_iter().take(MOST)).collect();
    found.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.span.end));
    found
}

impl<'a> Checked<'_, 'a> {
    /// The paragraphs of all items, each with what its words tell.
    fn paragraphs(&self) -> impl Iterator<Item = (&'_ str, Clues)> {
        let clues = self.oddities.clues.iter().copied();
        let paragraphs = self.document.agenda.iter().flat_map(|item| &item.paragraphs);
        paragraphs.zip(clues).map(|(text, clues)| (&**text, clues))
    }

    /// The text at `span`.
    fn at(&self, span: Span) -> &'a str {
        self.text
            .get(span.start.saturating_sub(self.offset)..span.end.saturating_sub(self.offset))
            .unwrap_or_default()
    }

    /// The text at `span` on one line: line ends and tabs are spaces, and places stay the same.
    fn on_one_line(&self, span: Span) -> Cow<'a, str> {
        let text = self.at(span);
        let bytes = text.as_bytes();
        if memchr::memchr3(b'\n', b'\r', b'\t', bytes).or_else(|| memchr::memchr(b'\x0c', bytes)).is_some() {
            Cow::Owned(text.replace(['\n', '\r', '\t', '\x0c'], " "))
        } else {
            Cow::Borrowed(text)
        }
    }

    /// The first line that says something, for what concerns the whole document.
    fn first_line(&self) -> Span {
        first_line(self.text, self.offset)
    }

    /// The heading of an item: its first line.
    fn heading(&self, item: &AgendaItem<'_>) -> Span {
        first_line(self.at(item.span), item.span.start)
    }

    /// Where `name` stands in `span`: whole, or at least its last word; else the first line of `span`.
    fn place_of(&self, name: &str, span: Span) -> Span {
        let text = self.at(span);
        let last = name.rsplit([' ', ',']).next().unwrap_or(name);
        let found = find_on_one_line(text, name)
            .map(|at| (at, name.len()))
            .or_else(|| find_on_one_line(text, last).filter(|_| !last.is_empty()).map(|at| (at, last.len())));
        match found {
            Some((at, len)) => Span::new(span.start + at, span.start + at + len),
            None => first_line(text, span.start),
        }
    }
}

/// Where `name` stands in `text`, as if line ends and tabs were spaces: without a copy of the text, which a long point
/// would cost once for each name.
fn find_on_one_line(text: &str, name: &str) -> Option<usize> {
    let is_here = |at: usize| {
        let bytes = text.as_bytes()[at..].iter();
        let on_one_line =
            bytes.map(|byte| if matches!(byte, b'\n' | b'\r' | b'\t' | 0x0c) { b' ' } else { *byte });
        text.len() - at >= name.len() && on_one_line.take(name.len()).eq(name.bytes())
    };
    let first = first_word(name);
    let finder = memchr::memmem::Finder::new(first);
    let mut from = 0;
    while let Some(at) = finder.find(&text.as_bytes()[from..]).map(|at| from + at) {
        if is_here(at) {
            return Some(at);
        }
        from = at + 1;
        if from > text.len() {
            return None;
        }
    }
    None
}

/// The first line of `text` that says something; `text` begins at `offset`.
fn first_line(text: &str, offset: usize) -> Span {
    let start = text.len() - text.trim_start().len();
    let line = text[start..].split(['\n', '\r', '\x0c']).next().unwrap_or_default().trim_end();
    Span::new(offset + start, offset + start + line.len())
}

#[cfg(test)]
mod tests {
    use super::find_on_one_line;

    #[test]
    fn names_are_found_over_line_ends_as_in_a_copy_without_them() {
        let texts =
            ["Bo Ek, Anna\nBerg", "Anna Anna\tBerg", "Anna", "", "AnAnna Berg", "Åsa\r\nEk", "Anna\n"];
        for text in texts {
            let copy = text.replace(['\n', '\r', '\t', '\x0c'], " ");
            for name in ["Anna Berg", "Anna", "Berg", "", " Ek", "Åsa  Ek", "nna B", "Anna\nBerg"] {
                assert_eq!(find_on_one_line(text, name), copy.find(name), "{name:?} in {text:?}");
            }
        }
    }
}
