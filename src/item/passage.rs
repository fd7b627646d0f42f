//! Paragraphs → passages: each with its section, its sentences, and the words in it that tell something.
//!
//! | paragraphs | passages |
//! | --- | --- |
//! | `Beslut` / `Nämnden avslår ansökan.` | one, of the decision |
//! | `Beslut: Enligt förslaget.` | one, of the decision; what follows is not, list items apart |
//! | `Nämnden beslutar` / `att avslå ansökan` | two, of the decision |
//! | `Två är föreslagna. Beslut: Anna Berg väljs.` | two, the second of the decision |
//! | `Förslag till beslut` / `Nämnden beslutar` / `att …` | of the draft, not of the decision |

use std::borrow::Cow;

use super::section::{heading, inline_heading};
use super::{Paragraph, ParagraphKind};
use crate::grammar::first_word;
use crate::grammar::sentence::sentences;
use crate::lexicon::{Clue, Clues, Hit, Lexicon, Section};
use crate::model::Text;

/// How many words the lead of a list has at most: `Nämnden beslutar således enhälligt`.
const LONGEST_LEAD: usize = 12;

/// How long a heading of a decision inside a paragraph is at most, in bytes: `. Kommunstyrelsens beslut`.
const LONGEST_RUN_IN: usize = 40;

/// A paragraph of a point, looked through.
#[derive(Debug)]
pub(super) struct Passage<'p, 'a> {
    pub(super) paragraph: &'p Paragraph<'a>,
    /// The section that it belongs to.
    pub(super) section: Option<Section>,
    /// What opened that section here.
    pub(super) opening: Opening,
    /// The text without an inline heading.
    pub(super) text: &'p str,
    /// What its words tell together.
    pub(super) clues: Clues,
    hits: Vec<Hit>,
}

/// How a passage's section was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// By a heading on a line of its own, here or further up.
    Heading,
    /// Before a colon.
    Inline,
    /// By the words themselves: `Nämnden beslutar`.
    Lead,
}

/// One sentence of a passage.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sentence<'p> {
    pub(super) text: &'p str,
    start: usize,
    /// The words that tell something; places count in the passage.
    hits: &'p [Hit],
}

impl<'p> Sentence<'p> {
    /// The words that tell something.
    pub(super) fn hits(&self) -> impl DoubleEndedIterator<Item = &'p Hit> + use<'p> {
        self.hits.iter()
    }

    /// The first word that tells `clue`.
    pub(super) fn first(&self, clue: Clue) -> Option<&'p Hit> {
        self.hits.iter().find(|hit| hit.clues.has(clue))
    }

    /// Whether one of its words tells `clue`.
    pub(super) fn has(&self, clue: Clue) -> bool {
        self.first(clue).is_some()
    }

    /// What stands before `hit`.
    pub(super) fn before(&self, hit: &Hit) -> &'p str {
        self.text.get(..hit.start.saturating_sub(self.start)).unwrap_or_default()
    }

    /// What stands after `hit`.
    pub(super) fn after(&self, hit: &Hit) -> &'p str {
        self.text.get(hit.end.saturating_sub(self.start)..).unwrap_or_default()
    }

    /// Whether `hit` stands in a main clause: no subordinating word between the last comma and it.
    pub(super) fn is_main_clause(&self, hit: &Hit) -> bool {
        let lead = self.before(hit);
        let clause = lead.rfind([',', ';', ':', '–']).map_or(0, |at| at + 1) + self.start;
        // "Att justera protokollet utsågs …": an infinitive before the verb is no clause.
        let opens = |other: &Hit| other.start == self.start && other.clues.has(Clue::Clause);
        !self.hits.iter().any(|other| {
            other.start >= clause
                && other.end <= hit.start
                && other.clues.has(Clue::Subordinator)
                && !opens(other)
        })
    }
}

impl<'p, 'a> Passage<'p, 'a> {
    /// Its sentences.
    pub(super) fn sentences<'s>(
        &'s self,
        lexicon: &'s Lexicon,
    ) -> impl Iterator<Item = Sentence<'s>> + use<'s, 'p, 'a>
    where
        'p: 's,
    {
        let mut from = 0;
        sentences(self.text, lexicon).map(move |text| {
            let start = offset(self.text, text);
            let end = start + text.len();
            let begin = from + self.hits[from..].partition_point(|hit| hit.start < start);
            let until = begin + self.hits[begin..].partition_point(|hit| hit.end <= end);
            from = until;
            Sentence { text, start, hits: &self.hits[begin..until] }
        })
    }

    /// All of it as one sentence.
    pub(super) fn whole(&self) -> Sentence<'_> {
        Sentence { text: self.text, start: 0, hits: &self.hits }
    }

    /// `part` of it as a text of the document.
    pub(super) fn piece(&self, part: &str) -> Text<'a> {
        piece(&self.paragraph.text, part)
    }

    /// Whether it is a row of a list, or begins as a clause of a decision does.
    pub(super) fn is_listed(&self, lexicon: &Lexicon) -> bool {
        self.paragraph.kind == ParagraphKind::ListItem || begins_clause(self.text, lexicon)
    }

    /// The text without bullet or number.
    pub(super) fn unlisted(&self) -> &'p str {
        if self.paragraph.kind == ParagraphKind::ListItem { without_bullet(self.text) } else { self.text }
    }
}

/// Looks through the paragraphs of a body. Headings themselves are no passages.
pub(super) fn passages<'p, 'a>(paragraphs: &'p [Paragraph<'a>], lexicon: &Lexicon) -> Vec<Passage<'p, 'a>> {
    let mut passages = Vec::with_capacity(paragraphs.len());
    let mut standing = None;
    let mut inline = None;
    // Whether a heading stands right before.
    let mut headed = false;
    for (paragraph, text) in paragraphs.iter().flat_map(|paragraph| pieces(paragraph, lexicon)) {
        if paragraph.kind != ParagraphKind::ListItem
            && paragraph.kind != ParagraphKind::Row
            && let Some(section) = heading(text, lexicon)
        {
            (standing, inline, headed) = (Some(section), None, true);
            continue;
        }
        if paragraph.kind == ParagraphKind::OtherHeading {
            (standing, inline, headed) = (Some(Section::Other), None, true);
            continue;
        }
        let mut passage = Passage {
            paragraph,
            section: standing,
            opening: Opening::Heading,
            text,
            clues: paragraph.clues,
            hits: Vec::new(),
        };
        if let Some((section, rest)) = inline_heading(text, lexicon) {
            inline = Some((section, Opening::Inline));
            passage.text = rest;
        }
        // Nearly all passages are whole paragraphs, which have been looked through.
        if passage.text.len() < paragraph.text.len() {
            passage.clues = lexicon.clues.scan(passage.text, &mut passage.hits);
        } else {
            passage.hits = lexicon.clues.hits(&paragraph.met).collect();
        }
        let drafted = headed && standing == Some(Section::Draft);
        headed = false;
        if inline.is_none() && standing != Some(Section::Decision) && !drafted && is_decision_lead(&passage) {
            inline = Some((Section::Decision, Opening::Lead));
        } else if passage.text.len() == text.len() && !passage.is_listed(lexicon) {
            inline = None;
        }
        if let Some((section, opening)) = inline {
            (passage.section, passage.opening) = (Some(section), opening);
        }
        passages.push(passage);
    }
    passages
}

/// The pieces of a paragraph: it is cut before a decision that stands in it with its heading.
fn pieces<'p, 'a>(
    paragraph: &'p Paragraph<'a>,
    lexicon: &Lexicon,
) -> impl Iterator<Item = (&'p Paragraph<'a>, &'p str)> + use<'p, 'a> {
    let text: &str = &paragraph.text;
    let mut cuts = Vec::new();
    if paragraph.kind == ParagraphKind::Text {
        for (colon, _) in text.match_indices(':') {
            let Some(stop) = end(text, colon, LONGEST_RUN_IN).rfind(". ") else { continue };
            let begin = colon - end(text, colon, LONGEST_RUN_IN).len() + stop + 2;
            let head = &text[begin..colon];
            if head.starts_with(char::is_uppercase) && heading(head, lexicon) == Some(Section::Decision) {
                cuts.push(begin);
            }
        }
    }
    // Nearly always there are none, and no memory is asked for.
    let ends = cuts.clone().into_iter().chain([text.len()]);
    std::iter::once(0).chain(cuts).zip(ends).map(move |(from, to)| (paragraph, text[from..to].trim()))
}

/// The last bytes of `text` before `until`, at most `most`, cut between characters.
fn end(text: &str, until: usize, most: usize) -> &str {
    let mut from = until.saturating_sub(most);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..until]
}

/// `Kommunstyrelsen beslutar`, `Stämman beslöt enhälligt att`, `Nämnden beslutar således`: the lead of a
/// list of decisions.
fn is_decision_lead(passage: &Passage<'_, '_>) -> bool {
    let text = passage.text.trim_end_matches([':', ' ']);
    if !passage.clues.any(&[Clue::Decide, Clue::Decided])
        || text.ends_with(['.', ','])
        || text.split(' ').count() > LONGEST_LEAD
    {
        return false;
    }
    let whole = passage.whole();
    let Some(verb) = whole.hits().find(|hit| hit.clues.any(&[Clue::Decide, Clue::Decided])) else {
        return false;
    };
    let words_behind = whole.after(verb).split_whitespace().count();
    whole.is_main_clause(verb)
        && words_behind <= 3
        && !whole.after(verb).contains(|c: char| c.is_ascii_digit())
}

/// Whether `text` begins as a clause of a decision: `att`, `dels att`.
fn begins_clause(text: &str, lexicon: &Lexicon) -> bool {
    let word = first_word(text);
    word.len() < 8 && word.starts_with(char::is_lowercase) && lexicon.clues.get(word).has(Clue::Clause)
}

/// `text` without the mark of a list before it: `1.`, `2)`, `a)`, `1:o)`, `–`, `•`.
pub(super) fn without_bullet(text: &str) -> &str {
    let text = text.trim_start();
    let plain = text.trim_start_matches(['•', '·', '▪', '■', '○', '*', '\u{f0b7}']);
    if plain.len() < text.len() {
        return plain.trim_start();
    }
    if let Some(rest) = text.strip_prefix(['-', '–', '—']).filter(|rest| rest.starts_with([' ', '\t'])) {
        return rest.trim_start();
    }
    let end =
        text.char_indices().take(6).find(|(_, c)| matches!(c, '.' | ')')).map(|(at, _)| at).filter(|at| {
            let mark = &text[..*at];
            let letters = mark.chars().filter(|c| c.is_alphabetic()).count();
            !mark.is_empty()
                && mark.chars().all(|c| c.is_ascii_digit() || c.is_alphabetic() || c == ':')
                && letters <= 1
        });
    match end.and_then(|end| text.get(end + 1..)) {
        Some(rest) if rest.starts_with([' ', '\t']) => rest.trim_start(),
        _ => text,
    }
}

/// `part` of `whole` as a text of the document: borrowed where `whole` is.
pub(super) fn piece<'a>(whole: &Text<'a>, part: &str) -> Text<'a> {
    if let Cow::Borrowed(text) = whole
        && let Some(found) = text.get(offset(text, part)..).and_then(|rest| rest.get(..part.len()))
        && found == part
    {
        return Cow::Borrowed(found);
    }
    Cow::Owned(part.to_owned())
}

/// The beginning of `text`, at most `most` bytes, cut between characters.
pub(super) fn beginning(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Where `part`, a piece of `whole`, begins in it.
pub(super) fn offset(whole: &str, part: &str) -> usize {
    (part.as_ptr() as usize).wrapping_sub(whole.as_ptr() as usize).min(whole.len())
}

#[cfg(test)]
mod tests {
    use super::super::testing::body;
    use super::*;

    fn sections(text: &str) -> Vec<(String, Option<Section>)> {
        let body = body(text);
        let lexicon = Lexicon::built_in();
        passages(&body.paragraphs, lexicon).iter().map(|p| (p.text.to_owned(), p.section)).collect()
    }

    #[test]
    fn sections_end_where_the_next_begins() {
        let found = sections(
            "Föredragande: Anna Berg\nTre anbud har kommit in.\nYrkanden\nBo Ek yrkar avslag.\n\
             Nämnden beslutar\natt anta anbudet.\nBeslutet skickas till\nAlla",
        );
        let expected = [
            ("Anna Berg", Some(Section::Presenters)),
            ("Tre anbud har kommit in.", None),
            ("Bo Ek yrkar avslag.", Some(Section::Proposals)),
            ("Nämnden beslutar", Some(Section::Decision)),
            ("att anta anbudet.", Some(Section::Decision)),
            ("Alla", Some(Section::Lines)),
        ];
        assert_eq!(found, expected.map(|(text, section)| (text.to_owned(), section)));
    }

    #[test]
    fn decisions_are_cut_out_and_drafts_left() {
        assert_eq!(
            sections("Två är föreslagna. Beslut: att välja Anna Berg."),
            [
                ("Två är föreslagna.".to_owned(), None),
                ("att välja Anna Berg.".to_owned(), Some(Section::Decision))
            ]
        );
        let found = sections(
            "Förslag till beslut\nNämnden beslutar\natt anta planen.\nNämnden beslutar\natt avslå planen.",
        );
        let sections: Vec<_> = found.into_iter().map(|(_, section)| section).collect();
        let (draft, decision) = (Some(Section::Draft), Some(Section::Decision));
        assert_eq!(sections, [draft, draft, decision, decision]);
    }

    #[test]
    fn bullets_are_no_text() {
        for (text, plain) in [
            ("1. Ett", "Ett"),
            ("a) Ett", "Ett"),
            ("1:o) Ett", "Ett"),
            ("– Ett", "Ett"),
            ("•Ett", "Ett"),
            ("Ett. Två", "Ett. Två"),
            ("-ett", "-ett"),
            ("att ett", "att ett"),
            ("19.6.2017 ett", "19.6.2017 ett"),
        ] {
            assert_eq!(without_bullet(text), plain);
        }
    }

    #[test]
    fn pieces_of_borrowed_texts_are_borrowed() {
        let whole: Text<'static> = Cow::Borrowed("Åsa Öst talar");
        assert!(matches!(piece(&whole, &whole[0..9]), Cow::Borrowed("Åsa Öst")));
        let owned: Text<'static> = Cow::Owned("Åsa Öst talar".to_owned());
        assert_eq!(piece(&owned, &owned[0..9]), "Åsa Öst");
    }
}
