//! The body of a point → what is decided, moved, voted and stated in it, and by whom.
//!
//! What a point is, and where its paragraphs are, the blocks have found. Here the paragraphs are read.

pub(crate) mod attachments;
mod decisions;
mod earlier;
mod outcome;
mod passage;
mod presenters;
mod proposals;
mod recusals;
pub(crate) mod section;
mod statements;
#[cfg(test)]
mod testing;
pub(crate) mod votes;
mod who;

use std::cell::OnceCell;
use std::ops::Range;

use who::Who;

use crate::lexicon::{Clue, Clues, Hit, Lexicon, Met, Section};
use crate::model::{Outcome, Proposal, Span, Statement, Text, Vote};
use crate::resolution::roster::Roster;

/// One paragraph of a point's body.
#[derive(Debug, Clone)]
pub(crate) struct Paragraph<'a> {
    /// The text, wrapped lines joined and white space folded.
    pub(crate) text: Text<'a>,
    /// Where it stands, page furniture in between included.
    pub(crate) span: Span,
    /// What it looks like.
    pub(crate) kind: ParagraphKind,
    /// What a heading begins, where it was asked when it was found.
    section: Option<Section>,
    /// What its words tell together.
    pub(crate) clues: Clues,
    /// Which of the words of its body that tell something are its own.
    met: Range<usize>,
}

/// What a paragraph looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ParagraphKind {
    /// A heading of the lexicon's sections, alone: *Beslut*, *Yrkanden*.
    Heading,
    /// A heading that no list has, told by its look: *Deltagande i ärendet* over a paragraph.
    OtherHeading,
    /// Running text.
    Text,
    /// A row of a list: begins with a bullet, `1.`, `a)` or *att*.
    ListItem,
    /// A line with several cells, never joined with others: a row of a table. The cells are in the
    /// source text at `span`.
    Row,
}

/// What a point is about, as far as the blocks have read it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Body<'a> {
    pub(crate) title: Option<Text<'a>>,
    pub(crate) paragraphs: Vec<Paragraph<'a>>,
    /// The words of the paragraphs that tell something; places count in the paragraph.
    met: Vec<Met>,
    /// What the words of the title tell, once somebody has asked.
    title_clues: OnceCell<Clues>,
}

/// The words of a text that tell something: which of those of a [`Body`] are its own, and what they tell together.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    pub(crate) clues: Clues,
    met: Range<usize>,
}

/// In how many bytes of text one word stands that tells something.
const BYTES_OF_MET: usize = 12;

impl<'a> Body<'a> {
    /// A body with room for what a short point has: `rows` of `bytes`. A longer one finds its room by itself.
    pub(crate) fn with_room(rows: usize, bytes: usize) -> Self {
        Self {
            title: None,
            paragraphs: Vec::with_capacity(rows.min(16)),
            met: Vec::with_capacity((bytes / BYTES_OF_MET).min(128)),
            title_clues: OnceCell::new(),
        }
    }

    /// Looks through a text that will be a paragraph, or a line of one.
    pub(crate) fn look_through(&mut self, text: &str, lexicon: &Lexicon) -> Words {
        let from = self.met.len();
        let clues = lexicon.clues.meet(text, &mut self.met);
        Words { clues, met: from..self.met.len() }
    }

    /// The words of a text and of the line behind it that begins at the byte `at` of both together. `None` where they
    /// have to be looked through anew.
    pub(crate) fn join(&mut self, text: Words, line: Words, at: usize) -> Option<Words> {
        let next = text.met.end == line.met.start;
        for met in self.met.get_mut(line.met.clone()).filter(|_| next)? {
            *met = met.behind(at)?;
        }
        Some(Words { clues: text.clues.and(line.clues), met: text.met.start..line.met.end })
    }

    /// Puts a paragraph behind the others, with the words of its text.
    pub(crate) fn push(&mut self, text: Text<'a>, span: Span, kind: ParagraphKind, words: Words) {
        let Words { clues, met } = words;
        self.paragraphs.push(Paragraph { text, span, kind, section: None, clues, met });
    }

    /// Puts a heading behind the others that begins `section`: [`section::heading`] of the text.
    pub(crate) fn push_heading(&mut self, text: Text<'a>, span: Span, section: Section, words: Words) {
        let Words { clues, met } = words;
        let (kind, section) = (ParagraphKind::Heading, Some(section));
        self.paragraphs.push(Paragraph { text, span, kind, section, clues, met });
    }

    /// Puts another text into the place of a paragraph.
    pub(crate) fn replace(&mut self, at: usize, text: Text<'a>, span: Span, lexicon: &Lexicon) {
        let Words { clues, met } = self.look_through(&text, lexicon);
        let kind = self.paragraphs[at].kind;
        self.paragraphs[at] = Paragraph { text, span, kind, section: None, clues, met };
    }

    /// What the words of the title tell together: asked when the title is complete.
    pub(crate) fn title_clues(&self, lexicon: &Lexicon) -> Clues {
        let title = self.title.as_deref().unwrap_or_default();
        *self.title_clues.get_or_init(|| lexicon.clues.all(title))
    }

    /// The words of a paragraph that tell something.
    pub(crate) fn met(&self, paragraph: &Paragraph<'_>) -> &[Met] {
        self.met.get(paragraph.met.clone()).unwrap_or_default()
    }

    /// The same as they are looked for, in order.
    pub(crate) fn hits<'h>(
        &'h self,
        paragraph: &Paragraph<'_>,
        lexicon: &'h Lexicon,
    ) -> impl Iterator<Item = Hit> + use<'h, 'a> {
        lexicon.clues.hits(self.met(paragraph))
    }

    /// Whether a word of `part`, a piece of the paragraph's text, may tell `clue`.
    pub(crate) fn may_tell(
        &self,
        paragraph: &Paragraph<'a>,
        part: &str,
        clue: Clue,
        lexicon: &Lexicon,
    ) -> bool {
        let start = passage::offset(&paragraph.text, part);
        let mut within = lexicon.clues.hits_within(self.met(paragraph), start..start + part.len());
        lexicon.clues.may_tell(Clues::default(), clue) || within.any(|hit| hit.clues.has(clue))
    }
}

/// What a body says.
#[derive(Debug, Clone, Default)]
pub(crate) struct Findings<'a> {
    pub(crate) presenters: Vec<Text<'a>>,
    pub(crate) decisions: Vec<Text<'a>>,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) proposals: Vec<Proposal<'a>>,
    pub(crate) votes: Vec<Vote<'a>>,
    pub(crate) statements: Vec<Statement<'a>>,
    pub(crate) recusals: Vec<Text<'a>>,
    pub(crate) attachments: Vec<Text<'a>>,
}

/// Reads the body of the point `number` of `source` (the whole text that spans count in).
pub(crate) fn read<'a>(
    body: &Body<'a>,
    number: &str,
    source: &'a str,
    people: &Roster<'a>,
    lexicon: &Lexicon,
) -> Findings<'a> {
    let who = Who { roster: people, lexicon };
    let own = earlier::end(&body.paragraphs, number, lexicon);
    let passages = passage::passages(body, own, lexicon);
    let decisions = decisions::read(&passages, body.title.as_ref(), who);
    Findings {
        presenters: presenters::read(&passages, who),
        outcome: outcome::read(&decisions, lexicon),
        decisions: decisions.into_iter().map(|decision| decision.text).collect(),
        proposals: proposals::read(&passages, who),
        votes: votes::read(&passages, source, who),
        statements: statements::read(&passages, who),
        recusals: recusals::read(&passages, who),
        attachments: attachments::read(&passages, lexicon),
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn words_of_lines_are_those_of_the_text() {
        let lexicon = Lexicon::built_in();
        let lines = ["Nämnden beslutar", "att avslå § 4 – och", "bordlägga yrkandet"];
        let mut body = Body::default();
        let mut whole = lines[0].to_owned();
        let mut words = body.look_through(&whole, lexicon);
        for line in &lines[1..] {
            let of_line = body.look_through(line, lexicon);
            whole.push(' ');
            words = body.join(words, of_line, whole.len()).expect("they stand side by side");
            whole.push_str(line);
        }
        let mut met = Vec::new();
        let clues = lexicon.clues.scan(&whole, &mut met);
        body.push(whole.as_str().into(), Span::new(0, whole.len()), ParagraphKind::Text, words);
        let paragraph = &body.paragraphs[0];
        let place = |hit: &Hit| (hit.start, hit.end, hit.clues);
        let found: Vec<_> = body.hits(paragraph, lexicon).map(|hit| place(&hit)).collect();
        assert_eq!(found, met.iter().map(place).collect::<Vec<_>>());
        assert!(found.len() > 3);
        assert_eq!(paragraph.clues.of_sentences(), clues.of_sentences());
        // Words in between belong to neither.
        let (first, _, last) = (
            body.look_through("Nämnden", lexicon),
            body.look_through("beslutar", lexicon),
            body.look_through("yrkar", lexicon),
        );
        assert!(body.join(first, last, 8).is_none());
    }

    /// Pieces that every reader waits for, again and again: whatever comes, it takes time in proportion.
    #[test]
    fn repetition_costs_no_more_than_its_length() {
        let pieces = [
            "Anna Berg ",
            "Anna Berg, ",
            "Anna Berg (S), ",
            "Ek och ",
            "yrkar ",
            "Anna yrkar ",
            "att ",
            "att yrkar ",
            "ja ",
            "ja 1 ",
            "Ja: Anna Berg. ",
            "bilaga 1, ",
            "bilaga ",
            "1 ",
            "jäv ",
            "Anna Berg jäv ",
            "reserverar ",
            "av ",
            "föredrogs av ",
            "informerade ",
            "Ordföranden informerade ",
            "beslutade ",
            "nämnden beslutade ",
            "utsågs ",
            ". ",
            "A. ",
            ", ",
            "(",
            " och",
            "a: ",
            "a",
            "å",
            "\u{fffd}",
            "\u{308}",
            "\u{2013}",
            "§ ",
            "han yrkade ",
            "Herr ",
            "herr ",
            "Anna Berg yrkar avslag. ",
            "Anna Berg röstar ja. ",
            "Eva Lund, som ",
            "lämnade yttrande ",
            "särskilt ",
            "Moderaterna ",
            "1. ",
            "kl. ",
        ];
        let begun = Instant::now();
        for piece in pieces {
            let text = piece.repeat(60_000 / piece.len());
            let lines = format!("{piece}\n").repeat(30_000 / piece.len());
            testing::findings(&text);
            testing::findings(&lines);
            let once = begun.elapsed();
            assert!(once < Duration::from_secs(60), "{piece:?} takes too long");
        }
    }
}
