//! The rows of a point below its title → its paragraphs: which line begins one, and which goes on.

use std::borrow::Cow;

use super::headings::{section, side_heading};
use super::leads::{DECIDING, begins_decision, is_choice, is_labelled, is_lead, says_whose_matter};
use super::marks::{Mark, leading_number, list_mark};
use super::piece::Piece;
use super::white_space::{is_table_row, join, push_folded, wide_gap};
use super::{RAGGED, Reader, WRAP};
use crate::grammar::{date, ends_with_small_word, first_word, name, person, verb};
use crate::item::section::may_be_heading;
use crate::item::{Paragraph, ParagraphKind, Words};
use crate::lexicon::{Clues, Lexicon, Section, THAT};
use crate::lines::rows::{Gap, Row};
use crate::model::{Span, Text};

/// The longest line of a list below a lead, in bytes.
const LONGEST_LINE: usize = 80;

/// How many paragraphs above a line its heading is looked for.
const MOST_LINES: usize = 50;

/// The longest heading that only its look tells, in bytes.
const LONGEST_HEADING: usize = 40;

/// A paragraph that may go on.
#[derive(Debug)]
pub(super) struct Open<'a> {
    text: Text<'a>,
    span: Span,
    kind: ParagraphKind,
    /// Its words; `None` where they are not those of its lines: a hyphen broke one, or white space was folded.
    words: Option<Words>,
    column: usize,
    last: LastLine<'a>,
}

/// The last line of a paragraph that may go on.
#[derive(Debug, Clone, Copy)]
struct LastLine<'a> {
    text: &'a str,
    column: usize,
}

impl<'a> LastLine<'a> {
    fn of(piece: &Piece<'a>) -> Self {
        Self { text: piece.text, column: piece.column }
    }

    /// Where it ends, in characters: counted only where it is asked, since most paragraphs end at a gap or go on with a
    /// small letter.
    fn width(&self) -> usize {
        self.column + self.text.chars().count()
    }

    /// Whether more than `room` characters are free behind it where a full line is as wide as `full`.
    fn leaves(&self, room: usize, full: usize) -> bool {
        self.column + self.text.len() + room < full || self.width() + room < full
    }
}

impl Open<'_> {
    /// Whether it has no more than one row so far.
    fn is_one_row(&self) -> bool {
        self.text.len() == self.last.text.len()
    }
}

/// The longest label that somebody stands behind, in bytes: `Föredragande: Anna Berg`.
const LONGEST_LABEL: usize = 40;

/// Whether a person stands behind a label of one word, with nothing else of a sentence.
fn names_somebody_at_once(text: &str, lexicon: &Lexicon) -> bool {
    let head = &text.as_bytes()[..text.len().min(LONGEST_LABEL)];
    let colon = memchr::memchr(b':', head).filter(|colon| !head[..*colon].contains(&b' '));
    colon.is_some_and(|colon| {
        !text.ends_with('.') && person::start(text[colon + 1..].trim_start(), lexicon).is_some()
    })
}

/// A piece of text with what is asked of it more than once.
#[derive(Debug, Clone, Copy)]
struct Line<'p, 'a> {
    piece: &'p Piece<'a>,
    /// What its words tell together.
    clues: Clues,
    mark: Option<Mark>,
}

/// The longest heading in the margin that may go on in the next row, in bytes.
const LONGEST_IN_MARGIN: usize = 160;

impl<'a> Reader<'a, '_> {
    /// One row of the body.
    pub(super) fn row(&mut self, row: &Row<'a>, at: usize) {
        if row.is_rule() {
            self.close();
            return;
        }
        if !self.has_margin(row) {
            self.forget_margin(row);
            return self.text(Piece::of(row));
        }
        let (left, right) = self.split(row);
        match left {
            Some(left) => self.margin(left, at),
            None => self.forget_margin(row),
        }
        if let Some(right) = right {
            self.text(right);
        }
    }

    /// A heading in the margin does not go on beyond a gap.
    fn forget_margin(&mut self, row: &Row<'a>) {
        if row.gap.is_any() {
            self.left = None;
        }
    }

    /// A heading in the left margin, which may go on from the row before.
    fn margin(&mut self, left: Piece<'a>, at: usize) {
        if let Some((begun, _)) =
            self.left.take().filter(|(begun, row)| row + 1 == at && begun.len() <= LONGEST_IN_MARGIN)
        {
            let whole = join(&begun, left.text, self.lexicon);
            if section(&whole, self.lexicon).is_some()
                || section(left.text, self.lexicon).is_none() && left.text.starts_with(char::is_lowercase)
            {
                let body = &mut self.found.body;
                let heading = |paragraph: &Paragraph<'_>| paragraph.kind == ParagraphKind::Heading;
                if let Some(last) = body.paragraphs.iter().rposition(heading) {
                    let span = body.paragraphs[last].span.to(left.span());
                    body.replace(last, whole.clone().into(), span, self.lexicon);
                }
                self.left = Some((whole, at));
                return;
            }
        }
        if self.found.body.paragraphs.is_empty() && self.open.is_none() && self.references(left.text) {
            return;
        }
        self.close();
        self.push(left.text.into(), left.span(), ParagraphKind::Heading, None);
        self.left = Some((left.text.to_owned(), at));
    }

    /// A piece of text: a heading, a row of a table, the beginning or the next line of a paragraph.
    pub(super) fn text(&mut self, piece: Piece<'a>) {
        let words = self.found.body.look_through(piece.text, self.lexicon);
        let clues = words.clues;
        if may_be_heading(piece.text, clues)
            && self.stands_alone(&piece)
            && let Some(section) = self.headings.section(piece.text, self.lexicon)
        {
            self.close();
            self.push_heading(&piece, section, words);
            return;
        }
        if self.looks_like_heading(&piece) {
            self.close();
            self.push(piece.text.into(), piece.span(), ParagraphKind::OtherHeading, Some(words));
            return;
        }
        // Most pieces have no gap.
        if piece.may_have_gap
            && let Some(gap) = wide_gap(piece.text)
        {
            if let Some((section, heading, rest)) = side_heading(&piece, gap, self.lexicon) {
                self.close();
                let words = self.found.body.look_through(heading.text, self.lexicon);
                self.push_heading(&heading, section, words);
                // "Omröstning   Ja   Nej": the heads of a table beside its name.
                if is_table_row(rest.text) {
                    self.push(rest.folded(), rest.span(), ParagraphKind::Row, None);
                } else {
                    let words = self.found.body.look_through(rest.text, self.lexicon);
                    self.start(rest, words, list_mark(rest.text));
                }
                return;
            }
            if is_table_row(piece.text) && !self.hangs_below(&piece, gap) {
                self.close();
                self.push(piece.folded(), piece.span(), ParagraphKind::Row, None);
                return;
            }
        }
        let mark = list_mark(piece.text).filter(|_| !self.is_party_behind_name(piece.text));
        match &self.open {
            Some(open) if self.continues(open, &Line { piece: &piece, clues, mark }) => {
                self.append(piece, words)
            }
            _ => self.start(piece, words, mark),
        }
    }

    /// Whether a row begins with the party of whoever the row before ends with: `Ja: Anna Berg (s) och Bo Ek` above
    /// `(c), Eva Ask (m)`.
    fn is_party_behind_name(&self, text: &str) -> bool {
        let party = text.strip_prefix('(').and_then(|text| text.split_once(')'));
        let named = |open: &Open<'a>| {
            let mut end = open.text.rsplit(' ').take(2);
            end.all(|word| word.starts_with(char::is_uppercase) && word.ends_with(char::is_alphabetic))
        };
        party.is_some_and(|(party, _)| self.lexicon.parties.has(party))
            && self.open.as_ref().is_some_and(named)
    }

    /// Whether the next row hangs below what stands behind a label and a gap: `Ja:   Anna Berg (S), Bo` above
    /// `      Ek (M) och Eva Ask (C)` is one text.
    fn hangs_below(&self, piece: &Piece<'a>, gap: usize) -> bool {
        let (label, rest) = piece.text.split_at(gap);
        let text = rest.trim_start();
        let column = piece.column + piece.text[..piece.text.len() - text.len()].chars().count();
        label.ends_with(':')
            && wide_gap(text).is_none()
            && self.next.is_some_and(|next| {
                next.gap == Gap::None && next.line.indent() == column && !next.line.may_have_gap()
            })
    }

    /// A few words apart from what stands above and right over a paragraph, in a point that has headings: one more
    /// of them, which no list knows.
    fn looks_like_heading(&self, piece: &Piece<'a>) -> bool {
        let text = piece.text;
        // Without a look at what is longer or does not stand apart, which nearly all of a text does.
        let short = || {
            text.len() <= LONGEST_HEADING
                && text.split(' ').count() <= 4
                && text.starts_with(char::is_uppercase)
                && text.ends_with(char::is_alphabetic)
                && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, ',' | '(' | ':'))
        };
        let next = self.next.filter(|next| {
            piece.gap.is_any()
                && next.gap == Gap::None
                && short()
                && next.text().starts_with(char::is_uppercase)
                && next.text().len() > text.len() + LONGEST_HEADING / 2
        });
        next.is_some()
            && self.headed
            && !verb::is_told(text, self.lexicon)
            && !name::is_name(text, self.lexicon)
            && !is_table_row(text)
    }

    /// A word such as *Ekonomi* is a heading only where it does not go on from a line.
    fn stands_alone(&self, piece: &Piece<'a>) -> bool {
        match &self.open {
            Some(open) if piece.gap == Gap::None => {
                open.text.ends_with(['.', ':', '!', '?'])
                    || open.last.leaves(20, self.layout.width)
                    || self.layout.unwrapped
                    || self.would_have_fitted(open, piece)
                    || self.ends_before_its_row(open, piece)
            }
            _ => true,
        }
    }

    /// Whether a row has room for the first word of the next one, with which a sentence begins: then it is no last word
    /// of the row before.
    fn ends_before_its_row(&self, open: &Open<'a>, piece: &Piece<'a>) -> bool {
        let next =
            self.next.filter(|next| next.gap == Gap::None && next.text().starts_with(char::is_uppercase));
        next.is_some_and(|next| {
            let word = first_word(next.text()).chars().count();
            piece.text.ends_with(char::is_alphabetic)
                && LastLine::of(piece).leaves(1 + word + RAGGED, self.layout.width)
                && !open.text.ends_with([',', '-', '–', '/'])
                && !ends_with_small_word(&open.text, self.lexicon)
        })
    }

    fn continues(&self, open: &Open<'a>, line: &Line<'_, 'a>) -> bool {
        let Line { piece, clues, mark } = *line;
        let bare = matches!(&*open.text, THAT | "•" | "-" | "–" | "*" | "o" | "➢" | "")
            || open.text.strip_suffix(THAT).is_some_and(|before| before.ends_with(' '))
                && piece.gap != Gap::Wide
                && open.kind == ParagraphKind::ListItem
                && open.text.len() < 30;
        if bare {
            return true;
        }
        let may_decide = self.lexicon.clues.may_have(clues, DECIDING);
        let before_list = || self.next.is_some_and(|next| list_mark(next.text()).is_some());
        if may_decide && is_lead(piece.text, self.lexicon) && before_list()
            || is_labelled(piece.text, clues, self.lexicon)
            || is_choice(piece.text, self.lexicon)
            || is_choice(&open.text, self.lexicon)
            || may_decide && self.would_have_fitted(open, piece) && begins_decision(piece.text, self.lexicon)
            || self.is_about_who_behind_list(open, piece)
            || says_whose_matter(&open.text, self.lexicon) && piece.text.starts_with(char::is_uppercase)
        {
            return false;
        }
        if mark.is_some()
            && !self.mark_wraps(open, line)
            && !(open.text.ends_with(['-', ','])
                && piece.gap == Gap::None
                && !piece.text.starts_with(['•', '-', '–'])
                && mark == Some(Mark::Number)
                && open.kind == ParagraphKind::Text
                && piece.column == open.last.column
                && !open.text.ends_with(','))
        {
            return false;
        }
        let dated = date::begins_with_iso(piece.text) && open.last.leaves(22, self.layout.width);
        if dated && piece.gap == Gap::None && !self.layout.unwrapped {
            return false;
        }
        let small = piece
            .text
            .starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, ')' | ',' | '('));
        let unfinished = !open.text.ends_with(['.', ':', '!', '?', '”', '"']);
        match piece.gap {
            Gap::Page => {
                unfinished && (small || !open.last.leaves(25, self.layout.width)) || open.text.ends_with('-')
            }
            Gap::Blank | Gap::Wide => false,
            Gap::None if self.layout.unwrapped => unfinished && small && open.last.width() > 60,
            Gap::None => {
                let deeper = piece.column > open.last.column + 3
                    && open.kind == ParagraphKind::Text
                    && piece.column > open.column + 3;
                let begins = || !unfinished || person::start(piece.text, self.lexicon).is_some();
                let begins = || begins() || self.is_in_list_of_lines();
                let short_end = !small && open.last.leaves(22, self.layout.width) && begins();
                // Nearly all rows go on with a small letter.
                let ends_here = || {
                    piece.text.starts_with(char::is_uppercase)
                        && (self.layout.close && !unfinished
                            || open.is_one_row() && names_somebody_at_once(&open.text, self.lexicon))
                        && self.would_have_fitted(open, piece)
                };
                (!deeper || unfinished) && !short_end && !ends_here()
            }
        }
    }

    /// Whether the first word of a row had room in the row before: then that was left for a reason.
    fn would_have_fitted(&self, open: &Open<'a>, piece: &Piece<'a>) -> bool {
        let word = first_word(piece.text).chars().count();
        open.last.leaves(1 + word + RAGGED, self.layout.width)
    }

    /// `att ge i uppdrag att återkomma.` / `Anna Berg reserverar sig`: a clause of a list is one sentence, and who is
    /// named behind it does something else.
    fn is_about_who_behind_list(&self, open: &Open<'a>, piece: &Piece<'a>) -> bool {
        open.kind == ParagraphKind::ListItem
            && open.text.ends_with('.')
            && list_mark(&open.text) == Some(Mark::That)
            && person::start(piece.text, self.lexicon).is_some()
    }

    /// Whether what looks like the mark of a list goes on from a full line: `… förordar alternativ` / `2. Nämnden
    /// begär`. A number that begins a list, or follows on the one before, does not.
    fn mark_wraps(&self, open: &Open<'a>, line: &Line<'_, 'a>) -> bool {
        let piece = line.piece;
        let full = piece.gap == Gap::None
            && !self.layout.unwrapped
            && piece.column.abs_diff(open.last.column) <= 1
            && !open.last.leaves(WRAP, self.layout.width)
            && !open.text.ends_with([':', '.', ';']);
        full && match line.mark {
            Some(Mark::That) => open.kind == ParagraphKind::Text,
            Some(Mark::Number) => leading_number(piece.text).is_some_and(|number| {
                number > 1 && leading_number(&open.text).is_none_or(|before| before + 1 != number)
            }),
            _ => false,
        }
    }

    /// Whether each line is one: below a heading such as *Beslutet skickas till*, and below a lead with a colon
    /// with nothing but short lines since.
    fn is_in_list_of_lines(&self) -> bool {
        let before = self.found.body.paragraphs.iter().rev().take(MOST_LINES);
        let is_lead = |paragraph: &Paragraph<'a>| paragraph.text.ends_with(':');
        let mut before = before.skip_while(|paragraph| {
            let short = paragraph.text.len() < LONGEST_LINE && !paragraph.text.ends_with('.');
            paragraph.kind == ParagraphKind::Text && short && !is_lead(paragraph)
        });
        if before.next().is_some_and(|paragraph| paragraph.kind == ParagraphKind::Text && is_lead(paragraph))
        {
            return true;
        }
        let headings = self.found.body.paragraphs.iter().rev().take(MOST_LINES);
        let mut headings = headings.filter(|paragraph| paragraph.kind == ParagraphKind::Heading);
        headings.next().is_some_and(|heading| section(&heading.text, self.lexicon) == Some(Section::Lines))
    }

    fn start(&mut self, piece: Piece<'a>, words: Words, mark: Option<Mark>) {
        self.close();
        let text = piece.folded();
        self.open = Some(Open {
            words: matches!(text, Cow::Borrowed(_)).then_some(words),
            text,
            span: piece.span(),
            kind: if mark.is_some() { ParagraphKind::ListItem } else { ParagraphKind::Text },
            column: piece.column,
            last: LastLine::of(&piece),
        });
    }

    fn append(&mut self, piece: Piece<'a>, words: Words) {
        let Some(open) = &mut self.open else { return };
        if let Cow::Borrowed(first) = open.text {
            // Room for some lines at once: most paragraphs that wrap have a few.
            let mut text = String::with_capacity(first.len() * 2 + piece.text.len());
            text.push_str(first);
            open.text = Cow::Owned(text);
        }
        let line = piece.folded();
        let is_whole = matches!(line, Cow::Borrowed(_)) && !open.text.ends_with('-');
        push_folded(open.text.to_mut(), &line, self.lexicon);
        let at = open.text.len() - line.len();
        let before = open.words.take().filter(|_| is_whole);
        open.words = before.and_then(|before| self.found.body.join(before, words, at));
        open.span.end = piece.span().end;
        open.last = LastLine::of(&piece);
    }

    pub(super) fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.push(open.text, open.span, open.kind, open.words);
        }
    }

    /// Puts a paragraph behind the others; its text is looked through here where `words` are not known.
    fn push(&mut self, text: Text<'a>, span: Span, kind: ParagraphKind, words: Option<Words>) {
        self.headed |= kind == ParagraphKind::Heading;
        let words = words.unwrap_or_else(|| self.found.body.look_through(&text, self.lexicon));
        self.found.body.push(text, span, kind, words);
    }

    /// A heading that begins `section`, without the colon behind it.
    fn push_heading(&mut self, piece: &Piece<'a>, section: Section, words: Words) {
        let text = piece.text.trim_end_matches(':');
        // Behind a blank before the colon another colon may stand, which the text would be without.
        if text.ends_with(char::is_whitespace) {
            return self.push(text.into(), piece.span(), ParagraphKind::Heading, Some(words));
        }
        self.headed = true;
        self.found.body.push_heading(text.into(), piece.span(), section, words);
    }
}
