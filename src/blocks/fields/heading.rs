//! Headings that only their words tell: `Närvarande ledamöter och tjänstgörande ersättare`.

use crate::lexicon::{Clue, Label, LabelWord, Lexicon};

/// What the words of a heading say together.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct HeadingWords {
    /// One bit for each word.
    pub(super) words: u16,
    /// What stands behind the first *not*, other words apart.
    pub(super) denied: Option<LabelWord>,
    /// Whether nothing has followed that *not* yet.
    pub(super) denies: bool,
}

impl HeadingWords {
    pub(super) fn in_heading(text: &str, lexicon: &Lexicon) -> Self {
        let mut said = Self::default();
        let mut rest = text;
        loop {
            let end = rest.bytes().position(|byte| matches!(byte, b' ' | b',' | b'/' | b'(' | b')'));
            if let Some(word) = lexicon.label_words.get(&rest[..end.unwrap_or(rest.len())]) {
                said.add(*word);
            }
            let Some(end) = end else { return said };
            rest = &rest[end + 1..];
        }
    }

    fn add(&mut self, word: LabelWord) {
        if std::mem::take(&mut self.denies) {
            self.denied = Some(word);
        }
        self.denies = word == LabelWord::Not && !self.has(LabelWord::Not);
        self.words |= 1 << word as u16;
    }

    fn has(self, word: LabelWord) -> bool {
        self.words & 1 << word as u16 != 0
    }

    pub(super) fn is_nothing(self) -> bool {
        self.words == 0
    }
}

/// The label that a heading is by the words in it; only for what ends with a colon or stands right above
/// people.
pub(super) fn composed(text: &str, lexicon: &Lexicon) -> Option<Label> {
    label_of(text, said_as_heading(text, lexicon)?, lexicon)
}

/// What the words of a text say together that has the form of such a heading.
pub(super) fn said_as_heading(text: &str, lexicon: &Lexicon) -> Option<HeadingWords> {
    let text = text.trim_end_matches([':', ' ']);
    if text.len() > 110
        || !text.starts_with(char::is_uppercase)
        || text.ends_with('.')
        || text.as_bytes().contains(&b':')
    {
        return None;
    }
    Some(HeadingWords::in_heading(text, lexicon))
}

/// The label that a heading is whose words say `said`.
pub(super) fn label_of(text: &str, said: HeadingWords, lexicon: &Lexicon) -> Option<Label> {
    use LabelWord::*;
    let text = text.trim_end_matches([':', ' ']);
    let says = |word: LabelWord| said.has(word);
    // "Från myndigheten": those who came from there.
    if said.is_nothing() {
        let is_heading = match memchr::memchr(b' ', text.as_bytes()) {
            Some(at) => {
                lexicon.clues.get(&text[..at]).has(Clue::From) && text[at + 1..].split(' ').nth(3).is_none()
            }
            // "UTSKOTTET:": those of the organ who were there.
            None => lexicon.is_body_word(text) && !lexicon.clues.get(text).has(Clue::From),
        };
        return is_heading.then_some(Label::Present);
    }
    if says(Invited) && !says(Present) {
        return Some(if says(Not) { Label::Absent } else { Label::Invited });
    }
    if says(Excused) {
        return Some(Label::Excused);
    }
    // "Ej närvarande", but "Närvarande icke beslutande".
    let denied = said.denied;
    if says(Absent) || denied == Some(Present) || denied.is_none() && says(Not) && says(Present) {
        return Some(Label::Absent);
    }
    if denied == Some(Member) && says(Present) {
        return Some(Label::Present);
    }
    // "Närvarande ledamöter och tjänstgörande ersättare": those who decide.
    if says(Deputy) && says(Member) && says(Present) && denied.is_none() && !says(Not) {
        return Some(Label::Members);
    }
    if says(Deputy) {
        return Some(match (says(Serving), says(Not)) {
            (true, true) => Label::NonservingDeputies,
            (true, false) => Label::ServingDeputies,
            _ => Label::Deputies,
        });
    }
    let plain = [
        (Member, Label::Members),
        (Union, Label::UnionRepresentatives),
        (Official, Label::Officials),
        (Other, Label::OthersPresent),
        (Present, Label::Present),
    ];
    plain
        .into_iter()
        .find(|(word, _)| says(*word))
        .map(|(_, label)| label)
        .filter(|_| says(Present) || says(Member) || says(Union) || says(Official))
}
