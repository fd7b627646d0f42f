//! What rows begin by their words: a list of decisions, a decision, the names of those who voted alike.

use super::headings::inline_section;
use crate::grammar::{first_word, last_word, split_at_blanks};
use crate::item::section::may_have_heading;
use crate::lexicon::{Clue, Clues, Lexicon};

/// The longest word over the names of those who voted alike, in bytes.
const LONGEST_CHOICE: usize = 16;

/// The longest row that says whose matter it is, and the longest word before it, in bytes.
const LONGEST_MATTER: usize = 100;
const LONGEST_MATTER_WORD: usize = 24;

/// What the verbs of decisions tell.
pub(super) const DECIDING: Clues = Clues::of(&[Clue::Decide, Clue::Decided]);

/// What the words over the names of those who voted alike tell.
const CHOOSING: Clues = Clues::of(&[Clue::Yes, Clue::No, Clue::Abstain]);

/// `Styrelsen beslutade`, `Årsmötet beslutar att välja`: the lead of a list of decisions.
pub(super) fn is_lead(text: &str, lexicon: &Lexicon) -> bool {
    let decides = |word: &str| lexicon.clues.get(word).meets(DECIDING);
    text.len() < 80
        && text.starts_with(char::is_uppercase)
        && !text.ends_with(['.', ','])
        && split_at_blanks(text).count() <= 7
        && text.rsplit(' ').take(3).any(decides)
}

/// `I fråga om bron beslöts`, `I fråga om bron beslöt stämman`: a sentence that a list of decisions goes on with.
pub(super) fn ends_as_lead(text: &str, lexicon: &Lexicon) -> bool {
    let text = text.trim_end_matches([':', ' ']);
    let last = last_word(text);
    let organ = || {
        last.starts_with(char::is_lowercase) && (lexicon.is_body_word(last) || lexicon.is_meeting_word(last))
    };
    let before = || last_word(text[..text.len() - last.len()].trim_end());
    lexicon.clues.get(last).meets(DECIDING) || organ() && lexicon.clues.get(before()).meets(DECIDING)
}

/// `Styrelsen beslutar att höja hyran.`
pub(super) fn begins_decision(text: &str, lexicon: &Lexicon) -> bool {
    let decides = |word: &str| lexicon.clues.get(word).meets(DECIDING);
    text.starts_with(char::is_uppercase) && split_at_blanks(text).take(3).any(decides)
}

/// `Beslut: Enligt förslaget`, `Nej: Anna Berg`, `Avstår: Bo Ek`. A scan of the text has found `clues`.
pub(super) fn is_labelled(text: &str, clues: Clues, lexicon: &Lexicon) -> bool {
    let (may_be_headed, may_choose) = (may_have_heading(clues), lexicon.clues.may_have(clues, CHOOSING));
    (may_be_headed || may_choose)
        && text.starts_with(char::is_uppercase)
        && memchr::memchr(b':', &text.as_bytes()[..text.len().min(40)]).is_some()
        && (may_be_headed && inline_section(text, lexicon).is_some()
            || may_choose && {
                let word = text.split([' ', ':', '-']).next().unwrap_or_default();
                lexicon.clues.get(word).meets(CHOOSING)
            })
}

/// `Sökande: Bröderna Ek AB, Norrby`: a row of a form that says whose matter it is, or which house or ground it is about.
pub(super) fn says_whose_matter(text: &str, lexicon: &Lexicon) -> bool {
    let bytes = text.as_bytes();
    bytes.len() < LONGEST_MATTER
        && memchr::memchr(b':', &bytes[..bytes.len().min(LONGEST_MATTER_WORD)]).is_some_and(|colon| {
            colon + 1 < bytes.len() && lexicon.matter_words.has(text[..colon].trim_end())
        })
}

/// `Ja-röster`, `Nej`, `Avstår`: a word over the names of those who voted so.
pub(super) fn is_choice(text: &str, lexicon: &Lexicon) -> bool {
    let word = || text.split([':', '-']).next().unwrap_or_default();
    text.len() <= LONGEST_CHOICE
        && text.starts_with(char::is_uppercase)
        && first_word(text).len() == text.len()
        && lexicon.clues.get(word()).meets(CHOOSING)
}
