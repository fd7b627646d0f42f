//! Running text → sentences.
//!
//! A sentence ends with a full stop, a question or an exclamation mark before a word with a capital, a
//! figure or a quotation mark. No sentence ends in
//!
//! | as written | because |
//! | --- | --- |
//! | `kl. 18`, `t.o.m. den 3 maj`, `Sandell m.fl. har` | abbreviations |
//! | `K.-G. Persson`, `J. V. Ek`, `Aug. Berg` | initials |
//! | `den 19.6.2017`, `3.5 procent` | no space behind |
//! | `fem krav: 1. Mer fisk, 2. Te` | numbers of a list |
//!
//! It does not know where a quotation ends, and takes `alternativ B. Anna` for one sentence unless the
//! lexicon has the word before the letter.

use super::name::is_initial;
use crate::lexicon::{Abbreviation, Clue, Lexicon};

/// The sentences of `text`, in order, without white space at either side.
pub(crate) fn sentences<'t>(text: &'t str, lexicon: &'t Lexicon) -> Sentences<'t> {
    Sentences { rest: text, lexicon }
}

/// See [`sentences`].
#[derive(Debug, Clone)]
pub(crate) struct Sentences<'t> {
    rest: &'t str,
    lexicon: &'t Lexicon,
}

impl<'t> Iterator for Sentences<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let rest = self.rest.trim_start();
        if rest.is_empty() {
            return None;
        }
        let end = memchr::memchr3_iter(b'.', b'!', b'?', rest.as_bytes())
            .map(|at| at + 1)
            .find(|&end| ends(rest, end, self.lexicon))
            .unwrap_or(rest.len());
        let (sentence, rest) = rest.split_at(end);
        self.rest = rest;
        Some(sentence.trim_end())
    }
}

/// Whether a sentence ends at `end`, just behind a mark.
fn ends(text: &str, end: usize, lexicon: &Lexicon) -> bool {
    let (before, after) = text.split_at(end);
    // Nearly always another sign follows at once, or a blank.
    if after.as_bytes().first().is_some_and(u8::is_ascii_graphic) {
        return false;
    }
    let Some(next) = after.trim_start().chars().next() else { return true };
    if !after.starts_with(char::is_whitespace) || !opens(next) {
        return false;
    }
    let Some(before) = before.strip_suffix('.') else { return true };
    let (lead, word) = before.rsplit_once(char::is_whitespace).unwrap_or(("", before));
    let word = match word.as_bytes().first() {
        Some(byte) if byte.is_ascii_alphanumeric() => word,
        _ => word.trim_start_matches(['(', '”', '"', '»']),
    };
    if !word.is_empty() && word.chars().all(|c| c.is_ascii_digit()) {
        return !is_list_number(lead, lexicon) && !next.is_ascii_digit();
    }
    if is_single(word) && is_mark(lead, lexicon) {
        return true;
    }
    match lexicon.abbreviations.get(word) {
        Some(Abbreviation::Inside) => false,
        Some(Abbreviation::Final) => next.is_uppercase() && !is_single(word),
        None if lead.is_empty() && next.is_uppercase() => !is_initial(word) && !is_cut_name(word, lexicon),
        None => !is_initial(word) && !is_unspoken(word),
    }
}

const VOWELS: &str = "aeiouyåäöéü";

/// The longest first name cut short, in letters: `Edv.`
const LONGEST_CUT_NAME: usize = 5;

/// Whether a word that would be a sentence alone is a first name cut short: `Edv. Strand reserverade sig.`
fn is_cut_name(word: &str, lexicon: &Lexicon) -> bool {
    (2..=LONGEST_CUT_NAME).contains(&word.chars().count())
        && word.starts_with(char::is_uppercase)
        && word.chars().skip(1).all(char::is_lowercase)
        && lexicon.clues.get(word).of_sentences().is_empty()
}

/// Whether a word with a capital is cut so short that nobody can say it: `Th. Strand`, `Chr. Berg`.
fn is_unspoken(word: &str) -> bool {
    (2..=3).contains(&word.chars().count())
        && word.starts_with(char::is_uppercase)
        && word.chars().skip(1).all(char::is_lowercase)
        && !word.to_lowercase().contains(|c: char| VOWELS.contains(c))
}

/// Whether a sentence can begin with `c`.
fn opens(c: char) -> bool {
    c.is_uppercase() || c.is_ascii_digit() || matches!(c, '”' | '"' | '»' | '“' | '(' | '–' | '§')
}

/// Whether a number after `lead` is one of a list: `1. Mer fisk`, `tre krav: 1. Mer fisk`.
fn is_list_number(lead: &str, lexicon: &Lexicon) -> bool {
    let lead = lead.trim_end();
    let joins = |word| lexicon.clues.get(word).has(Clue::Joining);
    // "kr. 22: 50": an amount.
    let amount = lead.strip_suffix(':').is_some_and(|lead| lead.ends_with(|c: char| c.is_ascii_digit()));
    lead.is_empty()
        || lead.ends_with([':', ',', ';']) && !amount
        || lead.split_whitespace().next_back().is_some_and(joins)
}

/// Whether a letter after `lead` is a mark: `enligt alternativ B.`
fn is_mark(lead: &str, lexicon: &Lexicon) -> bool {
    lead.split_whitespace().next_back().is_some_and(|word| lexicon.before_mark.has(word))
}

fn is_single(word: &str) -> bool {
    word.chars().count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_the_next_begins() {
        let lexicon = Lexicon::built_in();
        for (text, count) in [
            ("Anna Berg hälsade. Mötet öppnades! Varför? Därför.", 4),
            ("Mötet börjar kl. 18. Anna Berg kommer t.o.m. den 3 maj.", 2),
            ("Vägen hos Berg m.fl. har lagats m.m. Arbetet är klart.", 2),
            ("K.-G. Persson och J. V. Ek yrkar avslag.", 1),
            ("Beslutet fattades. Edv. Strand reserverade sig. Ja. Mötet avslutades.", 4),
            ("Häremot reserverade sig Th. Strand. Eva Ek. Chr. Berg gick.", 3),
            ("Räkningen slutade på kr. 22: 50. Utskottet godkände den.", 2),
            ("Ansökan kom 19.6.2017 och avser 3.5 procent.", 1),
            ("Rådet har fyra krav: 1. Mer fisk, 2. Te och 3. Bullar. Det var allt.", 2),
            ("Medlen placeras enligt alternativ B. Anna Berg tackar.", 2),
            ("Planen har upprättats, bilaga A. Anna Berg tackar.", 2),
            ("1. Kommunen tar upp lån.", 1),
            ("Beslutet fattades 1985. Därefter hände inget.", 2),
            ("Han sade ”Nej.” Sedan gick han.", 1),
            ("", 0),
            ("...", 1),
        ] {
            assert_eq!(sentences(text, lexicon).count(), count, "{text:?}");
            let joined: Vec<_> = sentences(text, lexicon).collect();
            assert_eq!(joined.join(" "), text, "{text:?}");
        }
    }
}
