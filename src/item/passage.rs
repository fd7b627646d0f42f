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

use super::section::{heading, inline_heading, may_be_heading};
use super::{Body, Paragraph, ParagraphKind};
use crate::grammar::name::is_initial;
use crate::grammar::sentence::sentences;
use crate::grammar::{first_word, last_word, verb};
use crate::lexicon::{Clue, ClueTable, Clues, Hit, Lexicon, Met, Section};
use crate::model::Text;

/// How much stands between *således* and *beslutat* at most, in bytes: *enhälligt*.
const LONGEST_BETWEEN: usize = 12;

/// How many words the lead of a list has at most: `Nämnden beslutar således enhälligt`.
const LONGEST_LEAD: usize = 12;

/// The longest line of a list without marks, in bytes.
const LONGEST_LINE: usize = 120;

/// How many words a line with a full stop has at most that names who is elected: `Anna Berg, Norrby, omval.`
const MOST_ELECTED_WORDS: usize = 5;

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
    /// The words that tell something.
    met: Cow<'p, [Met]>,
    table: &'p ClueTable,
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
    met: &'p [Met],
    /// What they tell together.
    clues: Clues,
    table: &'p ClueTable,
}

impl<'p> Sentence<'p> {
    /// A sentence that begins at `start` of the text in which `met` count.
    pub(super) fn new(text: &'p str, start: usize, met: &'p [Met], table: &'p ClueTable) -> Self {
        let clues = table.hits(met).fold(Clues::default(), |all, hit| all.and(hit.clues));
        Self { text, start, met, clues, table }
    }

    /// The words that tell something.
    pub(super) fn hits(&self) -> impl DoubleEndedIterator<Item = Hit> + Clone + use<'p> {
        self.table.hits(self.met)
    }

    /// The first word that tells `clue`.
    pub(super) fn first(&self, clue: Clue) -> Option<Hit> {
        self.has(clue).then(|| self.hits().find(|hit| hit.clues.has(clue)))?
    }

    /// Whether one of its words tells `clue`.
    pub(super) fn has(&self, clue: Clue) -> bool {
        self.clues.has(clue)
    }

    /// What its words tell together.
    pub(super) fn clues(&self) -> Clues {
        self.clues
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
        // "Att justera protokollet utsågs …": an infinitive before the verb is no clause.
        let opens = |other: &Hit| other.start == self.start && other.clues.has(Clue::Clause);
        let subordinates = |other: &Hit| other.clues.has(Clue::Subordinator) && !opens(other);
        let before = self.hits().take_while(|other| other.end <= hit.start);
        let Some(word) = before.filter(subordinates).last() else { return true };
        let clause = self.before(hit).get(word.start.saturating_sub(self.start)..).unwrap_or_default();
        clause.contains([',', ';', ':', '–'])
    }
}

impl Sentence<'_> {
    /// The word by which the outcome of a vote is the decision: `Stämman hade således beslutat att …`.
    pub(super) fn concluding(&self) -> Option<Hit> {
        let mut thus = None;
        self.hits().find(|hit| {
            let near = thus.is_some_and(|end| end + LONGEST_BETWEEN >= hit.start);
            thus = if hit.clues.has(Clue::Thus) { Some(hit.end) } else { thus };
            near && hit.clues.has(Clue::HasDecided)
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
        self.sentences_of(None, lexicon)
    }

    /// Its sentences up to the last with a word that tells one of `clues`: what follows is not cut up.
    pub(super) fn sentences_telling<'s>(
        &'s self,
        clues: Clues,
        lexicon: &'s Lexicon,
    ) -> impl Iterator<Item = Sentence<'s>> + use<'s, 'p, 'a>
    where
        'p: 's,
    {
        let last = self.table.hits(&self.met).rposition(|hit| hit.clues.meets(clues));
        self.sentences_of(Some(last.map_or(0, |last| last + 1)), lexicon)
    }

    /// Its sentences, or those with its first words that tell something, `count` of them.
    fn sentences_of<'s>(
        &'s self,
        count: Option<usize>,
        lexicon: &'s Lexicon,
    ) -> impl Iterator<Item = Sentence<'s>> + use<'s, 'p, 'a>
    where
        'p: 's,
    {
        let mut from = 0;
        let mut texts = sentences(self.text, lexicon);
        std::iter::from_fn(move || {
            if count.is_some_and(|count| from >= count) {
                return None;
            }
            let text = texts.next()?;
            if text.len() == self.text.len() {
                from = self.met.len();
                return Some(self.whole());
            }
            let start = offset(self.text, text);
            let end = start + text.len();
            let begin = from + self.met[from..].iter().take_while(|met| met.start() < start).count();
            let until = begin + self.met[begin..].iter().take_while(|met| met.end() <= end).count();
            from = until;
            Some(Sentence::new(text, start, &self.met[begin..until], self.table))
        })
    }

    /// All of it as one sentence.
    pub(super) fn whole(&self) -> Sentence<'_> {
        Sentence { text: self.text, start: 0, met: &self.met, clues: self.clues, table: self.table }
    }

    /// `part` of it as a sentence.
    pub(super) fn part<'s>(&'s self, part: &'s str) -> Sentence<'s> {
        if part.len() == self.text.len() {
            return self.whole();
        }
        let start = offset(self.text, part);
        let end = start + part.len();
        let begin = self.met.partition_point(|met| met.start() < start);
        let until = self.met.partition_point(|met| met.end() <= end);
        Sentence::new(part, start, self.met.get(begin..until).unwrap_or_default(), self.table)
    }

    /// `part` of it as a text of the document.
    pub(super) fn piece(&self, part: &str) -> Text<'a> {
        piece(&self.paragraph.text, part)
    }

    /// Whether it is a row of a list, or begins as a clause of a decision does.
    pub(super) fn is_listed(&self, lexicon: &Lexicon) -> bool {
        self.paragraph.kind == ParagraphKind::ListItem || begins_clause(self.text, lexicon)
    }

    /// `att till ordinarie ledamöter på två år välja`: who is elected stands in the lines below.
    pub(super) fn elects_whom_follows(&self, lexicon: &Lexicon) -> bool {
        let last = last_word(self.text.trim_end_matches([':', ' ']));
        self.clues.has(Clue::Elected) && lexicon.clues.get(last).has(Clue::Elected)
    }

    /// A line of a list without marks: it tells of nothing that was done.
    pub(super) fn is_line(&self, lexicon: &Lexicon) -> bool {
        self.text.len() < LONGEST_LINE
            && self.paragraph.kind == ParagraphKind::Text
            && !verb::is_told(self.text, lexicon)
    }

    /// A line below such a clause: somebody, or the office that the next ones are elected to.
    fn is_elected(&self, lexicon: &Lexicon) -> bool {
        let closed = self.text.ends_with('.') && self.text.split(' ').count() > MOST_ELECTED_WORDS;
        self.text.len() < LONGEST_LINE
            && self.paragraph.kind != ParagraphKind::ListItem
            && !closed
            && (self.paragraph.kind == ParagraphKind::Row || !verb::is_told(self.text, lexicon))
    }

    /// The text without bullet or number.
    pub(super) fn unlisted(&self) -> &'p str {
        if self.paragraph.kind == ParagraphKind::ListItem { without_bullet(self.text) } else { self.text }
    }
}

/// Looks through the paragraphs of a body from the one at `from` on. Headings themselves are no passages.
pub(super) fn passages<'p, 'a>(
    body: &'p Body<'a>,
    from: usize,
    lexicon: &'p Lexicon,
) -> Vec<Passage<'p, 'a>> {
    let paragraphs = &body.paragraphs[from..];
    let mut reader = Reader {
        body,
        lexicon,
        passages: Vec::with_capacity(paragraphs.len()),
        standing: None,
        inline: None,
        headed: false,
        electing: false,
    };
    for paragraph in paragraphs {
        let text: &str = &paragraph.text;
        if !may_have_inline_heading(paragraph) {
            reader.piece(paragraph, trimmed(text), None);
            continue;
        }
        let mut begin = 0;
        for cut in cuts(paragraph, lexicon).chain([text.len()]) {
            let piece = text[begin..cut].trim();
            reader.piece(paragraph, piece, inline_heading(piece, lexicon));
            begin = cut;
        }
    }
    reader.passages
}

/// `text.trim()`: nearly all texts have no white space at their ends.
pub(super) fn trimmed(text: &str) -> &str {
    let is_word = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    if is_word(text.as_bytes().first()) && is_word(text.as_bytes().last()) { text } else { text.trim() }
}

/// Whether a heading may stand in a paragraph, before a colon.
fn may_have_inline_heading(paragraph: &Paragraph<'_>) -> bool {
    paragraph.section.is_none() && paragraph.clues.may_hold(Clue::EndsSection) && has_colon(&paragraph.text)
}

/// Whether a colon stands in a text: looked for without a branch, which for texts of this length takes less than a
/// search.
pub(super) fn has_colon(text: &str) -> bool {
    text.bytes().fold(0, |found, byte| found | u8::from(byte == b':')) != 0
}

/// Where a paragraph is cut: before a decision that stands in it with its heading.
fn cuts<'p>(paragraph: &'p Paragraph<'_>, lexicon: &'p Lexicon) -> impl Iterator<Item = usize> + use<'p> {
    let text: &str = &paragraph.text;
    let is_cut = paragraph.kind == ParagraphKind::Text;
    let colons = memchr::memchr_iter(b':', if is_cut { text.as_bytes() } else { &[] });
    colons.filter_map(move |colon| {
        let before = end(text, colon, LONGEST_RUN_IN);
        let stop = before.rfind(". ")?;
        let begin = colon - before.len() + stop + 2;
        let head = &text[begin..colon];
        let decides =
            head.starts_with(char::is_uppercase) && heading(head, lexicon) == Some(Section::Decision);
        decides.then_some(begin)
    })
}

struct Reader<'p, 'a> {
    body: &'p Body<'a>,
    lexicon: &'p Lexicon,
    passages: Vec<Passage<'p, 'a>>,
    /// The section that the last heading opened.
    standing: Option<Section>,
    /// The section that the text itself opened since.
    inline: Option<(Section, Opening)>,
    /// Whether a heading stands right before.
    headed: bool,
    /// Whether lines below a clause that elects are whom it elects.
    electing: bool,
}

impl<'p, 'a> Reader<'p, 'a> {
    /// A piece of a paragraph: a heading, or a passage, with the heading before a colon that has `opened` it.
    fn piece(&mut self, paragraph: &'p Paragraph<'a>, text: &'p str, opened: Option<(Section, &'p str)>) {
        let section = match paragraph.kind {
            ParagraphKind::ListItem | ParagraphKind::Row => None,
            ParagraphKind::Text if !paragraph.clues.may_hold(Clue::EndsSection) => None,
            // All of a paragraph ends as that does, a piece of it as it will.
            ParagraphKind::Text
                if text.len() == paragraph.text.len() && !may_be_heading(text, paragraph.clues) =>
            {
                None
            }
            kind => paragraph
                .section
                .or_else(|| heading(text, self.lexicon))
                .or((kind == ParagraphKind::OtherHeading).then_some(Section::Other)),
        };
        if section.is_some() {
            (self.standing, self.inline, self.headed) = (section, None, true);
            return;
        }
        let mut passage = self.passage(paragraph, opened.map_or(text, |(_, rest)| rest));
        if let Some((section, _)) = opened {
            self.inline = Some((section, Opening::Inline));
        }
        let drafted = std::mem::take(&mut self.headed) && self.standing == Some(Section::Draft);
        if self.inline.is_none()
            && self.standing != Some(Section::Decision)
            && !drafted
            && is_decision_lead(&passage)
        {
            self.inline = Some((Section::Decision, Opening::Lead));
        } else if opened.is_none() && self.inline.is_some() && !passage.is_listed(self.lexicon) {
            let elected = self.electing && passage.is_elected(self.lexicon);
            self.inline = self.inline.filter(|_| elected);
        }
        self.electing = self.inline.is_some()
            && (passage.elects_whom_follows(self.lexicon)
                || self.electing && !passage.is_listed(self.lexicon));
        let standing = self.standing.map(|section| (section, Opening::Heading));
        if let Some((section, opening)) = self.inline.or(standing) {
            (passage.section, passage.opening) = (Some(section), opening);
        }
        self.passages.push(passage);
    }

    /// A passage without its section.
    fn passage(&self, paragraph: &'p Paragraph<'a>, text: &'p str) -> Passage<'p, 'a> {
        let table = &self.lexicon.clues;
        let mut passage = Passage {
            paragraph,
            section: None,
            opening: Opening::Heading,
            text,
            clues: paragraph.clues,
            met: Cow::Borrowed(self.body.met(paragraph)),
            table,
        };
        // Nearly all passages are whole paragraphs, which have been looked through.
        if text.len() < paragraph.text.len() {
            let mut met = Vec::new();
            passage.clues = table.meet(text, &mut met);
            passage.met = Cow::Owned(met);
        }
        passage
    }
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
    if !passage.clues.any(&[Clue::Decide, Clue::Decided, Clue::HasDecided]) {
        return false;
    }
    let text = passage.text.trim_end_matches([':', ' ']);
    let blanks = text.bytes().filter(|byte| *byte == b' ').count();
    if text.ends_with(['.', ',']) || blanks >= LONGEST_LEAD {
        return false;
    }
    let whole = passage.whole();
    let decides = |hit: &Hit| hit.clues.any(&[Clue::Decide, Clue::Decided]);
    let Some(verb) = whole.hits().find(decides).or_else(|| whole.concluding()) else { return false };
    let words_behind = whole.after(&verb).split_whitespace().count();
    whole.is_main_clause(&verb)
        && words_behind <= 3
        && !whole.after(&verb).contains(|c: char| c.is_ascii_digit())
}

/// Whether `text` begins as a clause of a decision: `att`, `dels att`.
fn begins_clause(text: &str, lexicon: &Lexicon) -> bool {
    if !text.starts_with(char::is_lowercase) {
        return false;
    }
    let word = first_word(text);
    word.len() < 8 && lexicon.clues.get(word).has(Clue::Clause)
}

/// `text` without the mark of a list before it: `1.`, `2)`, `a)`, `1:o)`, `–`, `•`.
pub(super) fn without_bullet(text: &str) -> &str {
    // Nearly all texts begin with a word; the longest mark has one letter.
    if let [first, second, ..] = text.as_bytes()
        && first.is_ascii_alphabetic()
        && second.is_ascii_alphabetic()
    {
        return text;
    }
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
        // "A. P. Ek": initials.
        Some(rest) if is_initial(first_word(rest.trim_start())) => text,
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
        passages(&body, 0, lexicon).iter().map(|p| (p.text.to_owned(), p.section)).collect()
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
    fn sentences_behind_the_last_that_tells_are_not_cut() {
        let body = body(
            "Bo Ek talar. Nämnden beslutar att vänta. Anna Berg yrkar avslag. Mötet är slut. Så är det.",
        );
        let lexicon = Lexicon::built_in();
        let passages = passages(&body, 0, lexicon);
        let cut = |clue: Clue| {
            let clues = Clues::of(&[clue]);
            passages[0].sentences_telling(clues, lexicon).map(|sentence| sentence.text).collect::<Vec<_>>()
        };
        let all: Vec<_> = passages[0].sentences(lexicon).map(|sentence| sentence.text).collect();
        assert_eq!(all.len(), 5);
        assert_eq!(cut(Clue::Move), all[..3]);
        assert_eq!(cut(Clue::Decide), all[..2]);
        assert!(cut(Clue::Recusal).is_empty());
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
            ("ab. ett", "ab. ett"),
            ("1a) ett", "ett"),
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
