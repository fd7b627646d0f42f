//! Seeds: lines that say of themselves that they are furniture.

// The keys are hashes already.
use rustc_hash::FxHashMap as HashMap;

use super::super::Line;
use super::keys::key;
use super::number::{dashed_number, is_lone_number, page_of_pages, page_word};
use super::{LONGEST, says_something};
use crate::grammar::is_dash;
use crate::lexicon::{Label, Lexicon};

/// A seed, by how sure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seed {
    /// `Sida 3 (12)`, `Blad 2`, `- 4 -`: page and perhaps pages.
    Page,
    /// A number alone: a seed only where its neighbours come again beside others.
    Number,
    /// A box for initials.
    Box,
    /// The line behind a form feed: furniture only where it comes again.
    Feed,
}

/// What kind of seed a line is.
fn seed(line: &Line<'_>, lexicon: &Lexicon) -> Option<Seed> {
    let text = line.trimmed();
    if text.len() > LONGEST {
        return None;
    }
    let last = *text.as_bytes().last()?;
    let numbered = line.may_have_number();
    // A dash is one byte of ASCII, or several others.
    let may_be_dash = numbered && (last == b'-' || !last.is_ascii());
    if numbered && last == b')' && page_of_pages(text).is_some() || may_be_dash && dashed_number(text) {
        return Some(Seed::Page);
    }
    // A speck beside it: ".          - 2 -"
    if may_be_dash
        && is_dash(text.chars().next_back()?)
        && line.cells().last().is_some_and(|cell| dashed_number(cell.text))
    {
        let specks = line.cells().filter(|cell| is_speck(cell.text)).count();
        return (specks + 1 == line.cells().count()).then_some(Seed::Page);
    }
    let maybe_word = last.is_ascii_digit()
        || last == b')'
        || text.len() < 24
        || matches!(text.as_bytes(), [.., b'l', b'a', b'd'] | [.., b'i', b'd', b'a']);
    if maybe_word && page_word(text, lexicon) {
        return Some(Seed::Page);
    }
    if numbered && is_lone_number(text) {
        return Some(Seed::Number);
    }
    is_boxes(line, text, lexicon).then_some(Seed::Box)
}

/// Whether a line, whose trimmed text is `text`, is a box, or several side by side: they have a few words. Strokes alone are to sign on.
fn is_boxes(line: &Line<'_>, text: &str, lexicon: &Lexicon) -> bool {
    let named = || text.bytes().any(|byte| byte.is_ascii_alphabetic());
    if text.len() > 120 {
        return false;
    }
    // Nearly all lines begin with a letter, and with no word of a box.
    let lettered = text.as_bytes().first().is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == 0xc3);
    if lettered && !(lexicon.furniture.may_begin(text) && lexicon.furniture.may_lead(text)) {
        return false;
    }
    if text.as_bytes().last().is_some_and(u8::is_ascii_alphanumeric) && !lexicon.furniture.may_end(text) {
        return false;
    }
    let boxed = |text: &str| is_box(text, lexicon) || !text.contains(char::is_alphanumeric) && is_speck(text);
    // "Justerandes sign | | Utdragsbestyrkande"
    let pieces = |text: &str| text.split('|').all(|piece| boxed(piece.trim()));
    if !line.may_have_cells() {
        return pieces(text) && named();
    }
    line.cells().all(|cell| pieces(cell.text)) && named()
}

/// A box for initials or an extract's attestation.
fn is_box(text: &str, lexicon: &Lexicon) -> bool {
    let Lexicon { furniture, labels, .. } = lexicon;
    // The marks behind it are nothing to the glance, which refuses nearly all.
    if !furniture.may_have(text) {
        return false;
    }
    let text = text.trim_end_matches(['.', '_', ' ', ':', '…']);
    text.is_empty() || furniture.has(text) && labels.get(text) == Some(&Label::Furniture)
}

/// How many marks a speck has at most.
const MOST_MARKS: usize = 5;

/// A speck of dust that a scanner took for letters, or a stroke.
pub(super) fn is_speck(text: &str) -> bool {
    // Most texts have more, and are not looked at to their end.
    let marks = text.chars().filter(|c| !c.is_whitespace()).take(MOST_MARKS + 1).count();
    if marks > MOST_MARKS {
        return false;
    }
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    letters == 0 || letters == 1 && marks > 1 && !text.ends_with([')', '.', ':']) && !text.starts_with('§')
}

/// How many lines at least are between two pages that count.
const SHORTEST_PAGE: u32 = 12;

/// Lines that say the same but for a number behind a wide gap, by the key of what they say.
#[derive(Default)]
struct Runs(HashMap<u64, Vec<(usize, u32)>>);

impl Runs {
    /// Adds a line, where it is of that kind.
    fn add(&mut self, at: usize, line: &Line<'_>) {
        let text = line.text;
        if !line.may_have_number() || !text.as_bytes().last().is_some_and(u8::is_ascii_digit) {
            return;
        }
        if !(line.may_have_gap() || text.trim_start().starts_with('#')) {
            return;
        }
        let count_digits =
            |text: &str| text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        // "2/8": of how many pages is nothing to it.
        let of_pages = text[..text.len() - count_digits(text)].strip_suffix('/');
        let text = of_pages.filter(|text| count_digits(text) > 0).unwrap_or(text);
        let digits = count_digits(text);
        let (before, number) = text.split_at(text.len() - digits);
        if !(before.ends_with("   ") || before.ends_with('\t')) || before.trim().is_empty() || digits > 3 {
            return;
        }
        if let Ok(number) = number.parse() {
            self.0.entry(key(before)).or_default().push((at, number));
        }
    }

    /// The lines whose number counts from page to page.
    fn counting(&self, lines: &[Line<'_>]) -> impl Iterator<Item = usize> {
        let counts = move |run: &&Vec<(usize, u32)>| {
            run.len() >= 2
                && run.windows(2).all(|pair| {
                    pair[1].1 == pair[0].1 + 1
                        && lines[pair[1].0].number - lines[pair[0].0].number >= SHORTEST_PAGE
                })
        };
        self.0.values().filter(counts).flatten().map(|(at, _)| *at)
    }
}

/// The lines that say of themselves that they are furniture; `feeds` are those behind form feeds.
pub(super) fn seeds(lines: &[Line<'_>], feeds: &[usize], lexicon: &Lexicon) -> Vec<(usize, Seed)> {
    let mut found = Vec::new();
    let mut runs = Runs::default();
    for (at, line) in lines.iter().enumerate() {
        if line.is_blank() {
            continue;
        }
        runs.add(at, line);
        if let Some(seed) = seed(line, lexicon) {
            found.push((at, seed));
        }
    }
    let says = |at: &usize| says_something(lines[*at].trimmed(), lexicon);
    add(&mut found, runs.counting(lines).filter(|at| !says(at)), Seed::Page);
    add(&mut found, feeds.iter().copied().filter(|at| !lines[*at].is_blank()), Seed::Feed);
    found
}

/// Adds the lines among `others` that are no seeds yet.
fn add(found: &mut Vec<(usize, Seed)>, others: impl Iterator<Item = usize>, seed: Seed) {
    let known = found.len();
    for at in others {
        if found[..known].binary_search_by_key(&at, |(known, _)| *known).is_err() {
            found.push((at, seed));
        }
    }
    found.sort_unstable_by_key(|(at, _)| *at);
}
