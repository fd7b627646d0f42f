//! What is said of a person behind the name, and where it ends.

use std::borrow::Cow;
use std::ops::Range;

use super::classify::{LONGEST_PHRASE, substituted};
use super::ends::{closing, conjunctions, next_boundary, run_together, segment_end};
use super::entry::Entry;
use super::{Apart, Reader};
use crate::grammar::{conjunction, first_word, is_dash, name, numbers, party};
use crate::lexicon::{Clue, Note, is_plural};
use crate::model::Status;

/// The longest word for all of several people, in bytes: *samtliga*.
const LONGEST_WORD: usize = 24;

impl<'l> Reader<'_, 'l> {
    /// Reads one thing that is said of the person; false where the entry ends.
    pub(super) fn qualifier(&mut self, entry: &mut Entry<'l>) -> bool {
        let rest = &self.text[self.at..];
        let trimmed = rest.trim_start();
        let begin = self.text.len() - trimmed.len();
        let Some(first) = trimmed.chars().next() else { return false };
        if let Some(end) = self.said_of_all(begin) {
            self.at = end;
            entry.status = Some(Status::Excused);
            self.excuse_before();
            return true;
        }
        // The end of a bracket that a proxy stands in.
        if first == ')' {
            self.at = begin + 1;
            return true;
        }
        if first == '(' || first == '[' {
            let end = begin + closing(trimmed);
            // A bracket that is never closed holds all to the end.
            let closed = end > begin + 1 && self.text[..end].ends_with([')', ']']);
            let inner = begin + 1..end - usize::from(closed);
            self.bracket(inner, entry);
            self.at = end;
            return true;
        }
        // The next person stands in another piece.
        if self.lexicon.is_and(trimmed.trim_end_matches([' ', ','])) {
            self.at = self.text.len();
            return false;
        }
        if let Some(next) = conjunction(trimmed, self.lexicon) {
            if self.is_nobody(next) {
                return false;
            }
            // "N N och N N", "ordförande och sammankallande"
            if self.person_follows(next)
                || entry.titles.is_empty() && entry.roles.is_empty()
                || self.leads_to_deputy(next)
            {
                return false;
            }
            let from = self.text.len() - next.len();
            let end = from + segment_end(next, self.lexicon);
            self.classify(from..end, entry);
            self.at = end;
            return true;
        }
        // "Lena Frid –S", "Lena Frid/S"
        if entry.party.is_none() && (is_dash(first) || first == '/') {
            let rest = &trimmed[first.len_utf8()..];
            let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            if let Some(party) = self.lexicon.parties.get(&rest[..end]).filter(|_| end > 0 && end <= 4) {
                entry.party = Some(Cow::Borrowed(party));
                self.at = begin + first.len_utf8() + end;
                return true;
            }
        }
        // "Eva Ask/Bo Ek": two people.
        if trimmed.strip_prefix('/').is_some_and(|next| self.person_follows(next.trim_start())) {
            return false;
        }
        let noted = |text: &str| {
            let word = text.split([' ', ',', '\t']).next().unwrap_or_default();
            self.lexicon.notes.has(word)
        };
        let separated = matches!(first, ',' | ';' | '\t')
            || is_dash(first)
                && (trimmed[first.len_utf8()..].starts_with(' ') || noted(&trimmed[first.len_utf8()..]))
            || first == ':';
        let from = if separated { begin + first.len_utf8() } else { begin };
        let body = self.text[from..].trim_start();
        let from = self.text.len() - body.len();
        if body.is_empty() {
            return false;
        }
        if separated && body.starts_with('(') {
            self.at = from;
            return true;
        }
        let joined = conjunction(body, self.lexicon).filter(|_| separated);
        if joined.is_some_and(|next| self.is_nobody(next) || self.person_follows(next)) {
            return false;
        }
        if first == '.' || first == ';' && self.apart() == Apart::ByComma {
            return false;
        }
        let segment = self.inverted_end(body).unwrap_or_else(|| segment_end(body, self.lexicon));
        let segment = match self.said_before_next(body).filter(|_| separated) {
            Some(said) => said,
            _ if self.next_person(body, segment, separated, entry) => return false,
            _ => self.end_of_points(body, segment).unwrap_or(segment),
        };
        let end = next_boundary(self.text, from + segment.max(1));
        if let Some((start, begin)) = self.proxy_in(from..end) {
            // An owner who is not there: the proxy is.
            *entry = Entry {
                name: begin + start.name.start..begin + start.name.end,
                titles: start.titles.iter().map(|title| begin + title.start..begin + title.end).collect(),
                whole: entry.whole.clone(),
                ..Entry::default()
            };
            self.at = entry.name.end;
            return true;
        }
        let end = self.cut_at_conjunction(from, end);
        self.said_of_list(from..end);
        self.classify(from..end, entry);
        self.at = end;
        true
    }

    /// Whether what is joined to a person names nobody: `undertecknad sekreterare`, who writes the minutes, or how many
    /// there were besides, `två åhörare`.
    fn is_nobody(&self, next: &str) -> bool {
        let first = first_word(next);
        self.lexicon.clues.get(first).has(Clue::Undersigned)
            || first.len() < next.len() && self.lexicon.numbers.has(first)
    }

    /// Where in a register the one ends who is replaced, whose name has a comma in it: `ersätter Berg, Anna`.
    fn inverted_end(&self, body: &str) -> Option<usize> {
        if self.apart != Apart::Register {
            return None;
        }
        let (_, from) = substituted(body, self.lexicon)?;
        self.inverted_here(&body[from..]).map(|name| from + name.len())
    }

    /// The name in the order of registers that `text` begins with, within a register.
    pub(super) fn inverted_here<'t>(&self, text: &'t str) -> Option<&'t str> {
        (self.apart == Apart::Register).then(|| name::register_name(text, self.lexicon))?
    }

    /// A role in the plural behind a list is that of all in it: `Bo Ek, Eva Ask och Nils Öst, ledamöter`.
    fn said_of_list(&mut self, said: Range<usize>) {
        let text = self.text[said].trim();
        let Some(role) =
            self.lexicon.roles.get(text).copied().filter(|_| is_plural(text) || text.ends_with("er"))
        else {
            return;
        };
        let without = self.entries.iter_mut().rev().take_while(|entry| entry.roles.is_empty());
        without.for_each(|entry| entry.roles.add(role));
    }

    /// Where in `body` points end that the next person stands right behind, as where columns run together:
    /// `kamrer, § 3 Eva Ask, rektor`.
    fn end_of_points(&self, body: &str, segment: usize) -> Option<usize> {
        let said = &body[..segment];
        numbers::find_sign(said, self.lexicon)?;
        let bytes = said.as_bytes();
        let ends = memchr::memchr_iter(b' ', bytes).filter(|at| *at > 0 && bytes[at - 1].is_ascii_digit());
        let mut ends = ends.filter(|at| body[at + 1..].starts_with(char::is_uppercase));
        ends.find(|at| name::name(&body[at + 1..], self.lexicon).is_ok())
    }

    /// The length of the words between two people who run together, `Anna Berg (S), ordförande Bo Ek (M)`: they are said
    /// of the first.
    fn said_before_next(&self, body: &str) -> Option<usize> {
        if !body.starts_with(char::is_lowercase) {
            return None;
        }
        let at = self.text.len() - body.len();
        let next = self.start_at(at)?;
        let name = next.name.start;
        self.keep(at, next);
        let said = body[..name].trim_end().len();
        (said > 0 && self.run_together()).then_some(said)
    }

    /// Whether people run together in the text, which is told once.
    fn run_together(&self) -> bool {
        self.together.get().unwrap_or_else(|| {
            let together = run_together(self.text, self.lexicon);
            self.together.set(Some(together));
            together
        })
    }

    /// The end of a phrase that says of all people of its sentence that they are excused.
    fn said_of_all(&self, from: usize) -> Option<usize> {
        let text = &self.text[from..];
        if let Some(end) = self.said_of_both(text) {
            return Some(from + end);
        }
        if !self.lexicon.notes.may_lead(text) || !self.lexicon.notes.may_begin(text) {
            return None;
        }
        let ends = text.bytes().enumerate().filter(|(_, byte)| matches!(byte, b' ' | b'.' | b',' | b';'));
        let ends = ends.map(|(at, _)| at).chain([text.len()]).take(7);
        ends.filter(|end| self.lexicon.notes.get(&text[..*end]) == Some(&Note::AllExcused))
            .last()
            .map(|end| from + end)
    }

    /// The same, of several at once: `, båda med anmält laga förfall`, ` (båda sjuka)`.
    fn said_of_both(&self, text: &str) -> Option<usize> {
        let said = text.trim_start_matches([',', ' ', '(']);
        let end = memchr::memchr(b' ', &said.as_bytes()[..said.len().min(LONGEST_WORD)])?;
        let rest = self.lexicon.all_of_them.has(&said[..end]).then(|| &said[end + 1..])?;
        let end = rest.find([',', ';', '.', ')']).unwrap_or(rest.len());
        let excused = self.lexicon.notes.get(rest[..end].trim()) == Some(&Note::Excused);
        excused.then_some(text.len() - rest.len() + end + usize::from(rest[end..].starts_with(')')))
    }

    /// The people before, back to the beginning of the sentence, are excused too.
    fn excuse_before(&mut self) {
        let text = self.text;
        let mut after = self.at;
        for entry in self.entries.iter_mut().rev() {
            if entry.status.is_some() {
                break;
            }
            let between = &text[entry.whole.end.min(after)..after];
            if between.contains(". ")
                || !between.contains(',') && conjunctions(between, self.lexicon).next().is_none()
            {
                break;
            }
            entry.status = Some(Status::Excused);
            after = entry.whole.start;
        }
    }

    /// Whether the next person begins in `body`, of which `segment` bytes are the next description if none does.
    fn next_person(&self, body: &str, segment: usize, separated: bool, entry: &Entry<'_>) -> bool {
        let at = self.text.len() - body.len();
        let Some(next) = self.start_at(at) else { return false };
        let said = &body[..segment];
        // "som tjänstgjorde i stället för N N"
        let relative = first_word(said);
        let clause =
            if self.lexicon.relatives.has(relative) { said[relative.len()..].trim_start() } else { said };
        if substituted(clause, self.lexicon).is_some() {
            return false;
        }
        let described = entry.party.is_some() || !entry.titles.is_empty() || entry.details.attended.is_some();
        let is_next = match self.apart() {
            Apart::ByComma => {
                !body.starts_with(char::is_lowercase)
                    || !next.titles.is_empty()
                    || next.courtesy
                    || !next.roles.is_empty()
            }
            // Without a comma, a new name after a bracket is a second person on the line.
            Apart::ByLine | Apart::Register if !separated => {
                described && next.titles.is_empty() && next.name.start == 0
            }
            Apart::ByLine | Apart::Register => {
                let behind = body[next.name.end..].trim_start();
                // "Eva Ask (för Bo Ek), Åke Öst"
                let for_whom =
                    entry.details.substituting_for.is_some() && self.text[..self.at].ends_with(')');
                next.name.start == 0
                    && (entry.party.is_some() && behind.starts_with('(')
                        || for_whom && (behind.is_empty() || behind.starts_with([',', '('])))
            }
        };
        self.keep(at, next);
        is_next
    }

    /// A segment ends before *och N N* and *samt N N*.
    fn cut_at_conjunction(&self, from: usize, end: usize) -> usize {
        let segment = &self.text[from..end];
        conjunctions(segment, self.lexicon)
            .find(|(_, after)| {
                self.apart() == Apart::ByComma && self.person_follows(&self.text[from + after..])
            })
            .map_or(end, |(at, _)| from + at)
    }

    /// What stands in brackets, part by part.
    fn bracket(&mut self, inner: Range<usize>, entry: &mut Entry<'l>) {
        let text = &self.text[inner.clone()];
        if let Some(party) = party::in_brackets(text, self.lexicon) {
            if entry.party.is_none() {
                entry.party = Some(party);
                entry.party_at = inner;
                return;
            }
            // A second party is that of the one who is replaced.
            if self.lexicon.parties.has(text) || entry.details.substituting_for.is_some() {
                return;
            }
        }
        if numbers::attended(text, self.lexicon).is_some() {
            self.classify(inner, entry);
            return;
        }
        let mut from = inner.start;
        while from < inner.end {
            let rest = &self.text[from..inner.end];
            let lead = rest.len() - rest.trim_start_matches([' ', ',', ';']).len();
            // The party of the one who is replaced stands in brackets of its own.
            let said = &rest[lead..];
            let has_bracket = || said.as_bytes().iter().take(LONGEST_PHRASE).any(|byte| *byte == b'(');
            let length = if substituted(said, self.lexicon).is_some() && has_bracket() {
                said.len()
            } else {
                segment_end(said, self.lexicon).max(1).min(said.len())
            };
            let end = from + lead + length;
            self.classify(from + lead..end, entry);
            from = next_boundary(self.text, end.max(from + 1));
        }
    }
}
