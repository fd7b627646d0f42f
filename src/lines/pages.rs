//! Page furniture: what comes again on each page and belongs to no sentence.
//!
//! Headers and footers are found as a reader finds them. *Seeds* are lines that say of themselves that they
//! are furniture: page numbers (`Sida 3 (12)`, `3(12)`, `Blad 2`, `- 4 -`), lines that count (`Kyrkorådet    3`
//! after `Kyrkorådet    2`), boxes for initials (`Justerandes sign`), and what stands around a form feed. From each seed furniture grows up and down
//! over lines that also grow from other seeds, and over blank lines and specks of dust between them.
//!
//! The first header of a text names organization, body and date, and stays.

use std::cell::Cell;

// The keys are hashes already, or indexes of lines.
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::Line;
use crate::grammar::{heading, is_dash, reference};
use crate::lexicon::{Clue, Clues, Label, Lexicon};

/// How many lines that are not blank furniture grows at most from a seed, each way.
const REACH: usize = 7;

/// The longest line of furniture, in bytes.
const LONGEST: usize = 240;

/// What a line looks like, with all numbers alike: two lines of one key say the same on two pages.
fn key(text: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let (mut gap, mut before) = (false, 0);
    for byte in text.trim_start().bytes() {
        let byte = match byte {
            b' ' | b'\t' => {
                gap = true;
                before = b' ';
                continue;
            }
            b'0'..=b'9' => b'0',
            _ => byte,
        };
        if gap {
            hash = (hash ^ 0x20).wrapping_mul(0x0100_0000_01b3);
            gap = false;
        }
        if byte != b'0' || before != b'0' {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        before = byte;
    }
    hash
}

/// The keys of lines, made when they are asked for: most lines stand far from every seed.
struct Keys(Vec<Cell<u64>>);

impl Keys {
    fn of(&self, lines: &[Line<'_>], at: usize) -> u64 {
        let known = &self.0[at];
        if known.get() == 0 {
            known.set(key(lines[at].text));
        }
        known.get()
    }
}

/// A seed, by how sure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seed {
    /// `Sida 3 (12)`, `Blad 2`, `- 4 -`: page and perhaps pages.
    Page,
    /// A number alone: a seed only where its neighbours come again beside others.
    Number,
    /// A box for initials.
    Box,
    /// The line behind a form feed: furniture only where it comes again.
    Feed,
}

/// `3 (12)`, `3(12)` at the end of `text`: the page, and how many there are.
fn page_of_pages(text: &str) -> Option<(u32, u32)> {
    let head = text.strip_suffix(')')?;
    // Nearly all brackets at the end of a line hold a party.
    if head.as_bytes().last().is_none_or(u8::is_ascii_alphabetic) {
        return None;
    }
    let (head, pages) = head.rsplit_once('(')?;
    let head = head.trim_end();
    let begin = head
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + head[at..].chars().next().map_or(1, char::len_utf8));
    let (page, pages): (u32, u32) = (head[begin..].parse().ok()?, pages.trim().parse().ok()?);
    let apart = head[..begin].is_empty() || head[..begin].ends_with([' ', '\t', '.', ':']);
    (apart && 0 < page && page <= pages && pages < 1000).then_some((page, pages))
}

/// `- 4 -`, `– 4 –`.
fn dashed_number(text: &str) -> bool {
    if !text.starts_with(is_dash) {
        return false;
    }
    let inner = text.trim_matches(|c: char| is_dash(c) || c == ' ');
    inner.len() < text.len() && text.ends_with(is_dash) && is_number(inner)
}

fn is_number(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The longest word for a page, in bytes.
const LONGEST_PAGE_WORD: usize = 6;

/// A number alone, a full stop behind it or none.
fn is_lone_number(text: &str) -> bool {
    text.as_bytes().first().is_some_and(u8::is_ascii_digit) && is_number(text.trim_end_matches('.'))
}

/// `Sida 3`, `Blad 3`, `Sida 3 av 12`: the word for a page before the end of the line; the number may
/// have slipped onto the next line.
fn page_word(text: &str, lexicon: &Lexicon) -> bool {
    // Without a number behind it the word itself is the last one.
    let bytes = text.as_bytes();
    let numbered = matches!(bytes.last(), Some(b'0'..=b'9' | b'.' | b')'));
    let end = &bytes[bytes.len().saturating_sub(LONGEST_PAGE_WORD + 1)..];
    if !numbered && !end.iter().any(|byte| matches!(byte, b' ' | b'\t' | 0xa0)) {
        return false;
    }
    let mut words = text.rsplit([' ', '\t', '\u{a0}']).filter(|word| !word.is_empty());
    let is_page = |word: &str| {
        word.starts_with(char::is_alphabetic)
            && word.len() <= LONGEST_PAGE_WORD
            && lexicon.pages.may_have(word)
            && lexicon.labels.get(word) == Some(&Label::Page)
    };
    let Some(last) = words.next() else { return false };
    let last_number = last.trim_end_matches('.');
    let number = is_number(last_number) || page_of_pages(last).is_some();
    if !number {
        return text.len() > last.len() && is_page(last);
    }
    match words.next() {
        Some("av") => words.nth(1).is_some_and(is_page),
        Some(word) => is_page(word),
        None => false,
    }
}

/// Looks for seeds.
struct Seeds<'a, 'l> {
    lexicon: &'l Lexicon,
    /// Which texts are a box: the same stand on each page.
    boxes: HashMap<&'a str, bool>,
}

impl<'a> Seeds<'a, '_> {
    fn seed(&mut self, line: &Line<'a>) -> Option<Seed> {
        let lexicon = self.lexicon;
        let text = line.trimmed();
        if text.len() > LONGEST {
            return None;
        }
        let last = *text.as_bytes().last()?;
        // A dash is one byte of ASCII, or several others.
        let may_be_dash = last == b'-' || !last.is_ascii();
        if last == b')' && page_of_pages(text).is_some() || may_be_dash && dashed_number(text) {
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
        if is_lone_number(text) {
            return Some(Seed::Number);
        }
        self.is_boxes(line, text).then_some(Seed::Box)
    }

    /// Whether a line, whose trimmed text is `text`, is a box, or several side by side: they have a few words. Strokes alone are to sign on.
    fn is_boxes(&mut self, line: &Line<'a>, text: &'a str) -> bool {
        let named = || text.bytes().any(|byte| byte.is_ascii_alphabetic());
        if text.len() > 120 {
            return false;
        }
        // Nearly all lines begin with a letter, and with no word of a box.
        let lettered =
            text.as_bytes().first().is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == 0xc3);
        if lettered && !self.lexicon.furniture.may_lead(text) {
            return false;
        }
        if !line.may_have_cells() {
            return self.is_box(text) && named();
        }
        let mut boxed =
            |text: &'a str| self.is_box(text) || !text.contains(char::is_alphanumeric) && is_speck(text);
        line.cells().all(|cell| boxed(cell.text)) && named()
    }

    /// A box for initials or an extract's attestation.
    fn is_box(&mut self, text: &'a str) -> bool {
        let Lexicon { furniture, labels, .. } = self.lexicon;
        // The marks behind it are nothing to the glance, which refuses nearly all.
        if !furniture.may_have(text) {
            return false;
        }
        let text = text.trim_end_matches(['.', '_', ' ', ':', '…']);
        let is_label = || labels.get(text) == Some(&Label::Furniture);
        text.is_empty() || furniture.may_have(text) && *self.boxes.entry(text).or_insert_with(is_label)
    }
}

/// How many marks a speck has at most.
const MOST_MARKS: usize = 5;

/// A speck of dust that a scanner took for letters, or a stroke.
fn is_speck(text: &str) -> bool {
    // Most texts have more, and are not looked at to their end.
    let marks = text.chars().filter(|c| !c.is_whitespace()).take(MOST_MARKS + 1).count();
    if marks > MOST_MARKS {
        return false;
    }
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    letters == 0 || letters == 1 && marks > 1 && !text.ends_with([')', '.', ':']) && !text.starts_with('§')
}

/// Marks the furniture among `lines`.
pub(crate) fn mark(lines: &mut [Line<'_>], text: &str, offset: usize, lexicon: &Lexicon) {
    let seeds = seeds(lines, text, offset, lexicon);
    if seeds.is_empty() {
        return;
    }
    let keys = Keys(vec![Cell::new(0); lines.len()]);
    let counts = around(lines, &keys, &seeds, lexicon);
    let count = |seed: Seed| seeds.iter().filter(|(_, other)| *other == seed).count();
    let [pages, numbers, boxes, feeds] = [Seed::Page, Seed::Number, Seed::Box, Seed::Feed].map(count);
    let needed = |seed: Seed| match seed {
        Seed::Page => (pages / 2).max(2),
        Seed::Number => (numbers / 3).clamp(2, 6),
        Seed::Box => (boxes / 3).clamp(2, 6),
        Seed::Feed => (feeds / 3).clamp(2, 6),
    };
    let title_end = title_end(lines, lexicon);
    for &(at, seed) in &seeds {
        grow(lines, &keys, &counts, at, seed, needed(seed).min((pages / 2).max(2)), title_end, lexicon);
    }
    last_foot(lines, &keys, title_end);
}

/// The foot of the last page, below which no page follows: it says what the feet before it say.
fn last_foot(lines: &mut [Line<'_>], keys: &Keys, title_end: usize) {
    let feet: HashSet<u64> =
        (title_end..lines.len()).filter(|at| lines[*at].furniture).map(|at| keys.of(lines, at)).collect();
    let from_end = (title_end..lines.len()).rev().filter(|at| !lines[*at].is_blank());
    let last: Vec<usize> =
        from_end.take(REACH).take_while(|at| feet.contains(&keys.of(lines, *at))).collect();
    for at in last {
        lines[at].furniture = true;
    }
}

/// How many lines at least are between two pages that count.
const SHORTEST_PAGE: u32 = 12;

/// Lines that say the same but for a number behind a wide gap, which counts from page to page.
fn counting(lines: &[Line<'_>]) -> HashSet<usize> {
    let mut runs: HashMap<u64, Vec<(usize, u32)>> = HashMap::default();
    let counts = |line: &Line<'_>| line.text.as_bytes().last().is_some_and(u8::is_ascii_digit);
    let counted = lines.iter().enumerate().filter(|(_, line)| counts(line));
    for (at, line) in counted {
        let text = line.text;
        let digits = text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let (before, number) = text.split_at(text.len() - digits);
        if !(before.ends_with("   ") || before.ends_with('\t')) || before.trim().is_empty() || digits > 3 {
            continue;
        }
        let Ok(number) = number.parse() else { continue };
        runs.entry(key(before)).or_default().push((at, number));
    }
    let counts = |run: &&Vec<(usize, u32)>| {
        run.len() >= 2
            && run.windows(2).all(|pair| {
                pair[1].1 == pair[0].1 + 1
                    && lines[pair[1].0].number - lines[pair[0].0].number >= SHORTEST_PAGE
            })
    };
    runs.values().filter(counts).flatten().map(|(at, _)| *at).collect()
}

/// The lines that say of themselves that they are furniture.
fn seeds(lines: &[Line<'_>], text: &str, offset: usize, lexicon: &Lexicon) -> Vec<(usize, Seed)> {
    let mut found = Vec::new();
    let counting = counting(lines);
    let mut seeds = Seeds { lexicon, boxes: HashMap::default() };
    for (at, line) in lines.iter().enumerate() {
        if line.is_blank() {
            continue;
        }
        let after_feed =
            at > 0 && text.as_bytes().get((line.start - offset).wrapping_sub(1)) == Some(&b'\x0c');
        if let Some(seed) = seeds.seed(line) {
            found.push((at, seed));
        } else if !counting.is_empty() && counting.contains(&at) && !says_something(line.trimmed(), lexicon) {
            found.push((at, Seed::Page));
        } else if after_feed {
            found.push((at, Seed::Feed));
        }
    }
    found
}

/// How often a key stands near a seed.
#[derive(Debug, Clone, Copy)]
struct Counted {
    times: u32,
    /// The line that was counted last.
    last: usize,
}

/// How often each key stands near a seed, once a seed.
fn around(
    lines: &[Line<'_>],
    keys: &Keys,
    seeds: &[(usize, Seed)],
    lexicon: &Lexicon,
) -> HashMap<u64, Counted> {
    let mut counts: HashMap<u64, Counted> = HashMap::default();
    for &(at, _) in seeds {
        let up = (0..at).rev().filter(|near| !lines[*near].is_blank()).take(REACH);
        let down = (at..lines.len()).filter(|near| !lines[*near].is_blank()).take(REACH + 1);
        for near in up.chain(down) {
            // A line between two seeds counts once.
            let counted =
                counts.entry(keys.of(lines, near)).or_insert(Counted { times: 0, last: usize::MAX });
            if counted.last != near {
                *counted = Counted { times: counted.times + 1, last: near };
            }
        }
    }
    // Looked up once a key, not once a line.
    counts.retain(|_, counted| counted.times < 2 || !is_of_points(lines[counted.last].trimmed(), lexicon));
    counts
}

/// How many words a lead of decisions has behind its first: `Utskottet föreslår kommunstyrelsen besluta`.
const MOST_WORDS_OF_LEAD: usize = 3;

/// What stands at the head of a page now and then, though it belongs to a point: `Beslut`,
/// `Kommunstyrelsens beslut`, `Nämnden beslutar`.
fn is_of_points(text: &str, lexicon: &Lexicon) -> bool {
    let text = text.trim_end_matches([':', ' ']);
    if text.len() > 60 {
        return false;
    }
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let last = rest.rsplit(' ').next().unwrap_or_default();
    let deciding = [Clue::Decide, Clue::Decided, Clue::ToDecide];
    let is_of_points = lexicon.sections.has(text)
        || first.ends_with('s') && lexicon.sections.has(rest)
        || rest.split(' ').count() <= MOST_WORDS_OF_LEAD && lexicon.clues.get(last).any(&deciding);
    is_of_points && lexicon.labels.get(text) != Some(&Label::Furniture)
}

/// Up to which line the first header of the text goes: it is kept.
fn title_end(lines: &[Line<'_>], lexicon: &Lexicon) -> usize {
    let mut seen = 0;
    for (at, line) in lines.iter().enumerate().take_while(|(_, line)| line.number < 40) {
        if line.is_blank() {
            continue;
        }
        let first = line.cells().next().map_or("", |cell| cell.text);
        let is_people = matches!(
            lexicon.labels.get(first),
            Some(Label::Present | Label::Members | Label::PlaceTime | Label::Contents | Label::Furniture)
        );
        seen += 1;
        if is_people || seen > 14 || line.text.len() > 200 {
            return at;
        }
    }
    lines.partition_point(|line| line.number < 40)
}

/// The head of a point and a register number look the same on each page when their digits are left out.
///
/// So does a number alone in its line, which is that of a page or of a point: it is for others to tell.
fn says_something(text: &str, lexicon: &Lexicon) -> bool {
    text.starts_with('§')
        || is_lone_number(text)
        || heading::head(text, lexicon).is_some_and(|head| head.style != heading::Style::Plain)
        || text.len() < 60 && reference::after_word(text, lexicon).is_some()
}

/// `att` or a bullet alone in its line, with what is decided below it.
fn is_list_mark(text: &str, lexicon: &Lexicon) -> bool {
    matches!(text, "•" | "-" | "–" | "*")
        || (!has_two_words(text) || lexicon.clues.may_tell(Clues::default(), Clue::Clause))
            && lexicon.clues.get(text).has(Clue::Clause)
}

/// Whether a blank stands somewhere between two letters of ASCII: then it is no single word.
fn has_two_words(text: &str) -> bool {
    let mut bytes = text.bytes();
    let is_letter = |byte: u8| byte.is_ascii_alphabetic();
    bytes.any(is_letter) && bytes.any(|byte| byte == b' ') && bytes.any(is_letter)
}

fn is_text(lines: &[Line<'_>], at: usize) -> bool {
    lines.get(at).is_some_and(|line| !line.is_blank() && !line.furniture)
}

#[expect(clippy::too_many_arguments, reason = "one walk over what the marking has measured")]
fn grow(
    lines: &mut [Line<'_>],
    keys: &Keys,
    counts: &HashMap<u64, Counted>,
    at: usize,
    seed: Seed,
    needed: usize,
    title_end: usize,
    lexicon: &Lexicon,
) {
    let seen: &[Line<'_>] = lines;
    let comes_again = |near: usize| {
        counts.get(&keys.of(seen, near)).is_some_and(|counted| counted.times as usize >= needed)
    };
    if at < title_end {
        return;
    }
    let itself = match seed {
        Seed::Page | Seed::Box => true,
        Seed::Feed => comes_again(at) && !says_something(lines[at].trimmed(), lexicon),
        Seed::Number => false,
    };
    let mut marks = Vec::new();
    let mut walk = |steps: &mut dyn Iterator<Item = usize>| {
        let mut grown = 0;
        let mut specks = Vec::new();
        for near in steps {
            if lines[near].is_blank() {
                continue;
            }
            let text = lines[near].trimmed();
            let grows = lines[near].furniture
                || near >= title_end && lines[near].text.len() < LONGEST && comes_again(near);
            // Whether it says something is asked of those only which it may grow over.
            if !(grows || specks.len() < 3 && is_speck(text))
                || says_something(text, lexicon)
                || is_list_mark(text, lexicon)
            {
                break;
            }
            // "Kopia till" and the board that it goes to stand above the foot of many a page.
            let beyond = if near < at { near.checked_sub(1) } else { Some(near + 1) };
            let joined = beyond.is_some_and(|beyond| is_text(lines, beyond) && !comes_again(beyond));
            if joined && lines[near.min(at)..near.max(at)].iter().any(Line::is_blank) {
                break;
            }
            if grows {
                marks.append(&mut specks);
                marks.push(near);
                grown += 1;
            } else {
                specks.push(near);
            }
            if grown >= REACH {
                break;
            }
        }
        marks.append(&mut specks);
        grown
    };
    let grown = walk(&mut (0..at).rev()) + walk(&mut (at + 1..lines.len()));
    if itself || grown > 0 && seed == Seed::Number {
        marks.push(at);
    } else if seed == Seed::Number {
        return;
    }
    for near in marks {
        if near >= title_end {
            lines[near].furniture = true;
        }
    }
}

/// Marks a number alone on its line between blank lines, where it is no point's: the page number of a
/// typescript. Whether there was one.
pub(crate) fn mark_lone_numbers(lines: &mut [Line<'_>], from: usize) -> bool {
    let mut found = false;
    for at in from..lines.len() {
        let blank = |near: Option<usize>| {
            near.and_then(|near| lines.get(near)).is_none_or(|line| line.is_blank() || line.furniture)
        };
        // Asked of each line: most have no figure.
        if !lines[at].may_have_number() {
            continue;
        }
        let text = lines[at].trimmed();
        if !lines[at].furniture && is_lone_number(text) && blank(at.checked_sub(1)) && blank(Some(at + 1)) {
            lines[at].furniture = true;
            found = true;
        }
    }
    found
}

/// The number of a page, where `text` is only that.
pub(crate) fn is_page_number(text: &str) -> bool {
    let trimmed = text.trim();
    page_of_pages(trimmed).is_some_and(|_| trimmed.starts_with(|c: char| c.is_ascii_digit()))
        || dashed_number(trimmed)
}

/// `1 (12)` and the like at the end of a cell that says something else: the cell without it.
pub(crate) fn without_page_number(text: &str) -> &str {
    match page_of_pages(text) {
        Some(_) => text[..text.rfind('(').unwrap_or(text.len())]
            .trim_end()
            .trim_end_matches(|c: char| c.is_ascii_digit())
            .trim_end(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::super::split;
    use super::*;

    fn furniture(text: &str) -> Vec<&str> {
        let mut lines = split(text, 0);
        mark(&mut lines, text, 0, Lexicon::built_in());
        lines.iter().filter(|line| line.furniture).map(|line| line.trimmed()).collect()
    }

    #[test]
    fn numbers_of_one_and_of_two_figures_make_one_key() {
        assert_eq!(key("Norrby kommun  sida 9 av 12"), key("Norrby kommun sida 10 av 12"));
        for other in ["Norrby kommun sida 9 1 av 12", "Norrby kommun sida", "Norrby kommun sida 9 av 12 a"] {
            assert_ne!(key("Norrby kommun sida 9 av 12"), key(other), "{other}");
        }
    }

    #[test]
    fn page_numbers() {
        for (text, page) in [
            ("Sida 3 (12)", Some((3, 12))),
            ("3(12)", Some((3, 12))),
            ("Val (S)", None),
            ("9 (4)", None),
            ("Anna (12)", None),
        ] {
            assert_eq!(page_of_pages(text), page, "{text:?}");
        }
        assert!(dashed_number("- 4 -") && !dashed_number("-4") && !dashed_number("4"));
    }

    #[test]
    fn headers_and_footers_are_lifted_out() {
        let text = "NORRBY KOMMUN          PROTOKOLL    1 (3)\nNämnden      2024-01-02\n\n§ 1 Val\nText som\n\nJusterandes sign      Utdragsbestyrkande\n\nNORRBY KOMMUN          PROTOKOLL    2 (3)\nNämnden      2024-01-02\n\nfortsätter här.\n\nJusterandes sign      Utdragsbestyrkande\n\nNORRBY KOMMUN          PROTOKOLL    3 (3)\nNämnden      2024-01-02\n\nSlut.\n";
        let found = furniture(text);
        assert_eq!(found.len(), 6, "{found:?}");
        assert!(found.iter().all(|line| !line.contains("fortsätter") && !line.contains("Val")));
    }

    #[test]
    fn the_end_of_a_point_above_the_foot_stays() {
        let page = |number: u32, said: &str| {
            format!(
                "Norrby kommun\n\n§ {number} {said}\n\nText om {said}.\n\nKopia till\nSkolnämnden\n\nJusterandes sign      Utdragsbestyrkande\n\n\u{c}"
            )
        };
        let text = page(1, "Val") + &page(2, "Budget") + &page(3, "Vägar");
        let found = furniture(&text);
        assert!(found.contains(&"Justerandes sign      Utdragsbestyrkande"), "{found:?}");
        assert!(!found.contains(&"Skolnämnden") && !found.contains(&"Kopia till"), "{found:?}");
    }

    #[test]
    fn lines_that_count_are_headers() {
        let page = |number: u32| {
            let line = |at: u32| format!("Rad {}.\n\n", "x".repeat((20 * number + at) as usize));
            let body: String = (0..12).map(line).collect();
            format!("NORRBY FÖRSAMLING\nKyrkorådet    2012-10-16        {number}\n\n{body}")
        };
        let text: String = (1..=4).map(page).collect();
        let found = furniture(&text);
        assert_eq!(found.len(), 6, "{found:?}");
        assert!(furniture(&"Barn      1\nVuxna      2\n".repeat(9)).is_empty());
    }

    #[test]
    fn a_text_of_one_page_has_none() {
        assert!(
            furniture("Norrby kommun\nProtokoll\n1 (1)\n\nNärvarande\nAnna Berg\n\n1 Val\nText\n").is_empty()
        );
    }
}
