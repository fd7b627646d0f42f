//! An entry of a list of people: a name and what is said of it.
//!
//! | as written | read as |
//! | --- | --- |
//! | `Anna Berg (S), ordförande, §§ 1–4` | name, party, role, points |
//! | `Landstingsdirektör Bertil Ek` | title, name |
//! | `Eva Ek (M) för Bo Ask (M)` | name, party, serves for Bo Ask |
//! | `Bo Ek, kassör, Eva Ask (suppleant) samt Nils Öst` | three people |
//!
//! Ranges count in the text that is read.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::marker::PhantomData;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{conjunction, first_word, has_digit, is_dash, last_word, name, numbers, party};
use crate::lexicon::{Clue, LabelWord, Lexicon, Note, is_plural};
use crate::model::{Role, Status};

/// One person of a list, as the entry describes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Entry<'l> {
    pub(crate) name: Range<usize>,
    pub(crate) party: Option<Cow<'l, str>>,
    /// Where the party stands, where it stands in brackets.
    pub(crate) party_at: Range<usize>,
    pub(crate) roles: Vec<Role>,
    pub(crate) titles: Vec<Range<usize>>,
    pub(crate) remote: bool,
    pub(crate) serving: Option<bool>,
    pub(crate) substituting_for: Option<Range<usize>>,
    pub(crate) attended: Option<numbers::Attended>,
    pub(crate) status: Option<Status>,
    pub(crate) notes: Vec<Range<usize>>,
    /// Who serves instead, where the entry of an absent member says it.
    pub(crate) replaced_by: Option<Range<usize>>,
    /// Whether the entry says that the one who is replaced is away, and how: `för Bo Ek, som anmält förhinder`.
    pub(crate) replaced_status: Option<Status>,
    /// The whole entry.
    pub(crate) whole: Range<usize>,
}

/// How many first names a list of such has at least.
const FEWEST_GIVEN: usize = 3;

/// In which order the lists of a document write names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameOrder {
    /// `Anna Berg`
    GivenFirst,
    /// As registers do: `Berg, Anna`.
    FamilyFirst,
}

/// How many names in the order of registers a document has at least that writes names so.
const FEWEST_INVERTED: usize = 3;

impl NameOrder {
    /// The order of the people that the cells of a document begin with. A place (`Stadshuset, Rådssalen`) and two
    /// first names look like a name of a register too: there are more of these where it is one.
    pub(crate) fn of<'a>(cells: impl Iterator<Item = &'a str> + Clone, lexicon: &Lexicon) -> Self {
        let inverted = cells.clone().filter(|text| name::register_name(text, lexicon).is_some()).count();
        let names = || cells.filter(|text| start(text, lexicon).is_some()).count();
        if inverted >= FEWEST_INVERTED && inverted > names() { Self::FamilyFirst } else { Self::GivenFirst }
    }
}

/// How the entries of a list are kept apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Apart {
    /// Each stands by itself: what follows a comma describes the person before it.
    ByLine,
    /// They follow each other in running text: a name after a comma is the next person.
    ByComma,
    /// Each stands by itself, family name first and a comma behind it: `Berg, Anna (S)`.
    Register,
}

/// A list of first names, as small boards have it: `Eva, Nils, Bo och Siv`. Nothing where anything else stands
/// in it.
pub(crate) fn given_names<'l>(text: &str, lexicon: &'l Lexicon) -> Vec<Entry<'l>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for piece in text.split(',') {
        let joint = conjunctions(piece, lexicon).next();
        let (head, tail) = joint.map_or((piece, None), |(end, from)| (&piece[..end], Some(from)));
        pieces.push(trimmed(text, at..at + head.len()));
        pieces.extend(tail.map(|from| trimmed(text, at + from..at + piece.len())));
        at += piece.len() + 1;
    }
    let is_given = |range: &Range<usize>| {
        let word = text[range.clone()].trim_end_matches('.');
        name::is_given(word, lexicon)
    };
    if pieces.len() < FEWEST_GIVEN || !pieces.iter().all(is_given) {
        return Vec::new();
    }
    let entry = |range: Range<usize>| {
        let end = range.end - usize::from(text[range.clone()].ends_with('.'));
        Entry { name: range.start..end, whole: range.start..end, ..Entry::default() }
    };
    pieces.into_iter().map(entry).collect()
}

/// Reads the entries in `text`.
pub(crate) fn entries<'l>(text: &str, apart: Apart, lexicon: &'l Lexicon) -> Vec<Entry<'l>> {
    entries_and_doubt(text, None, apart, lexicon).0
}

/// The same, where a name without a title is known to stand at `first`, and whether it mattered how the entries are
/// kept apart: where it did not, they are the same kept apart by lines or by commas.
pub(crate) fn entries_and_doubt<'l>(
    text: &str,
    first: Option<Range<usize>>,
    apart: Apart,
    lexicon: &'l Lexicon,
) -> (Vec<Entry<'l>>, bool) {
    let known =
        first.map(|first| Known { at: first.start, courtesy: false, start: Start::untitled(first.len()) });
    Reader {
        text,
        known: Cell::new(known),
        at: 0,
        apart,
        asked_apart: Cell::new(false),
        lexicon,
        common: Vec::new(),
        courtesy: false,
        serves_for: None,
        entries: Vec::new(),
    }
    .read()
}

/// Where a person begins in `text`: the range of titles before the name, and of the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Start {
    titles: Vec<Range<usize>>,
    roles: Vec<Role>,
    /// Whether the title is in the plural and holds for those who follow.
    common: bool,
    courtesy: bool,
    name: Range<usize>,
}

impl Start {
    /// A name of `len` bytes with no title before it.
    fn untitled(len: usize) -> Self {
        Self { titles: Vec::new(), roles: Vec::new(), common: false, courtesy: false, name: 0..len }
    }

    /// Where the name stands, if nothing is before it.
    pub(crate) fn name_alone(&self) -> Option<Range<usize>> {
        (self.name.start == 0).then(|| self.name.clone())
    }
}

/// With whom a text begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Begins {
    /// With nobody.
    Nobody,
    /// With a name of so many bytes, and no title before it.
    Name(usize),
    /// With titles, offices or courtesy before the name.
    Titled,
}

/// Of how many texts [`Starts`] keeps at most with whom they begin: more than a meeting has people.
const MOST_KEPT: usize = 512;

/// With whom the cells of a document begin. The readers of fields and of lists ask it of the same cell again and
/// again, and nothing takes longer to tell: what was told last is kept.
pub(crate) struct Starts<'a, 'l> {
    pub(crate) lexicon: &'l Lexicon,
    pub(crate) order: NameOrder,
    /// By where a text stands, and how long it is: no other piece of the source has both.
    kept: RefCell<FxHashMap<(usize, usize), Begins>>,
    source: PhantomData<&'a str>,
}

impl<'a, 'l> Starts<'a, 'l> {
    pub(crate) fn new(order: NameOrder, lexicon: &'l Lexicon) -> Self {
        Self { lexicon, order, kept: RefCell::default(), source: PhantomData }
    }

    /// Whether a person begins `text`, as [`start`] tells it.
    pub(crate) fn is_person(&self, text: &'a str) -> bool {
        self.of(text) != Begins::Nobody
    }

    /// With whom `text` begins.
    pub(crate) fn of(&self, text: &'a str) -> Begins {
        let place = (text.as_ptr().addr(), text.len());
        let mut kept = self.kept.borrow_mut();
        if let Some(begins) = kept.get(&place) {
            return *begins;
        }
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        let begins = self.inverted(text).unwrap_or_else(|| match start(text, self.lexicon) {
            None => Begins::Nobody,
            Some(Start { name, .. }) if name.start == 0 => Begins::Name(name.end),
            Some(_) => Begins::Titled,
        });
        kept.insert(place, begins);
        begins
    }

    /// The name in the order of registers that `text` begins with, where the document writes them so.
    fn inverted(&self, text: &str) -> Option<Begins> {
        let found =
            (self.order == NameOrder::FamilyFirst).then(|| name::register_name(text, self.lexicon))?;
        found.map(|name| Begins::Name(name.len()))
    }
}

impl Entry<'_> {
    /// The same entry in a text that begins `by` bytes earlier.
    pub(crate) fn shifted(&self, by: usize) -> Self {
        let shift = |range: &Range<usize>| range.start + by..range.end + by;
        Self {
            name: shift(&self.name),
            titles: self.titles.iter().map(shift).collect(),
            substituting_for: self.substituting_for.as_ref().map(shift),
            notes: self.notes.iter().map(shift).collect(),
            whole: shift(&self.whole),
            party_at: shift(&self.party_at),
            ..self.clone()
        }
    }
}

/// The first byte of a dash that is no hyphen.
const EN_DASH: u8 = 0xe2;

/// The longest title behind a name, in bytes; what is longer tells something.
const LONGEST_TITLE: usize = 160;

/// How many words of title stand before a name at most.
const MOST_TITLE_WORDS: usize = 6;

/// The person at the beginning of `text`, by full name: a family name alone only behind a courtesy title.
pub(crate) fn start(text: &str, lexicon: &Lexicon) -> Option<Start> {
    start_under(false, text, lexicon)
}

/// The same, where `courtesy` says whether a courtesy title before holds here too: *Herrar Berg och Ek*.
fn start_under(courtesy: bool, text: &str, lexicon: &Lexicon) -> Option<Start> {
    may_name(text, courtesy).then(|| titled_name(courtesy, text, lexicon))?
}

/// The same, whatever [`may_name`] says.
fn titled_name(courtesy: bool, text: &str, lexicon: &Lexicon) -> Option<Start> {
    let mut found = Start { titles: Vec::new(), roles: Vec::new(), common: false, courtesy, name: 0..0 };
    let mut at = 0;
    let mut title_from = None;
    for words in 0..=MOST_TITLE_WORDS {
        let rest = &text[at..];
        let ready =
            words == 0 || title_from.is_none() || is_title_end(&text[title_from.unwrap_or(at)..at], lexicon);
        if ready && let Some(len) = name_length(rest, lexicon, found.courtesy) {
            found.name = at..at + len;
            if let Some(from) = title_from {
                found.titles.push(from..text[..at].trim_end_matches([' ', ',']).len());
            }
            return Some(found);
        }
        let end =
            rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(')).unwrap_or(rest.len());
        let word = &rest[..end];
        if word.is_empty() || word.len() > 40 {
            return None;
        }
        // "Ordföranden, kyrkoherden N N": a comma is allowed after a role.
        let role_end = role_at(rest, lexicon);
        if let Some((len, role, plural)) = role_end {
            let after = rest[len..].strip_prefix([',', ':']).unwrap_or(&rest[len..]);
            let within = title_from.is_some_and(|from| {
                let before = text[from..at].trim_end();
                !before.ends_with('s') && !before.split(' ').all(|word| lexicon.before_title.has(word))
            });
            if within {
                return None;
            }
            if let Some(next) = after.strip_prefix(' ') {
                if title_from.is_some() && after.len() < rest[len..].len() {
                    return None;
                }
                found.roles.push(role);
                found.common |= plural;
                // "Sekreterare var Bo Ek"
                let next = next.trim_start();
                let verb = next.split_once(' ').filter(|(word, _)| lexicon.behind_label.has(word));
                at = text.len() - verb.map_or(next, |(_, behind)| behind).len();
                title_from = None;
                continue;
            }
        }
        if lexicon.courtesy.has(word) {
            found.courtesy = true;
            found.common |= lexicon.plural_courtesy.has(word);
            at += end + (rest[end..].len() - rest[end..].trim_start().len());
            continue;
        }
        // A sentence ends here, and with it the title, unless it is a short form: "målarm. V. Sjöö".
        if word.ends_with('.') && word.chars().count() > 5 && !lexicon.titles.has(word) {
            return None;
        }
        // "Kommunfullmäktiges sekreterare": whose office it is.
        let whose = word
            .strip_suffix('s')
            .is_some_and(|organ| lexicon.is_body_word(organ) || lexicon.is_organization_word(organ));
        let titled = whose
            || lexicon.is_title_word(word)
            || lexicon.is_trade(word)
            || lexicon.before_title.has(word)
            || word.starts_with(char::is_lowercase)
            || word.ends_with('-')
            || lexicon.roles.has(word);
        if !titled || !rest[end..].starts_with(' ') {
            return None;
        }
        if title_from.is_none() {
            title_from = Some(at);
        }
        at += end + 1;
    }
    None
}

/// How far a text is looked at for the capitals of a name, in bytes.
const GLANCE: usize = 160;

/// Whether a person may begin `text`: a name has two words with capitals, and a family name behind a courtesy title
/// one, which is not the first where that title stands in the text.
pub(crate) fn may_name(text: &str, courtesy: bool) -> bool {
    let bytes = text.as_bytes();
    let (mut capitals, mut begins) = (0, true);
    for (at, &byte) in bytes.iter().take(GLANCE).enumerate() {
        let capital = match byte {
            b'A'..=b'Z' => true,
            // Small letters of Latin-1; of what else has several bytes it is left open.
            0xc3 => bytes.get(at + 1).is_none_or(|second| *second < 0xa0),
            _ => byte >= 0xc0,
        };
        if begins && capital {
            capitals += 1;
            if capitals == 2 || at > 0 || courtesy {
                return true;
            }
        }
        // White space may have several bytes.
        begins = byte <= b' ' || byte >= 0x80;
    }
    text.len() > GLANCE
}

/// A role word (or words) at the beginning of `text`, in the form that stands before names: its length, the
/// role, and whether it is in the plural.
fn role_at(text: &str, lexicon: &Lexicon) -> Option<(usize, Role, bool)> {
    let mut found = [0; 3];
    let ends = memchr::memchr3_iter(b' ', b',', b':', text.as_bytes());
    let count = found.iter_mut().zip(ends).map(|(end, at)| *end = at).count();
    // The longest first.
    found[..count].iter().rev().find_map(|&end| {
        let head = &text[..end];
        let role = *lexicon.roles.get(head)?;
        // A comma behind the plain form ends a description: "Bo Ek, ordf, Eva Ask".
        let definite = head.ends_with(['n', 'a', 'N', 'A']);
        if text[end..].starts_with(',') && !definite || head.ends_with(',') {
            return None;
        }
        let plural = head.ends_with("na") || head.ends_with("er");
        Some((end, role, plural))
    })
}

fn is_title_end(title: &str, lexicon: &Lexicon) -> bool {
    let first = first_word(title);
    if title.trim_end().contains(' ')
        && lexicon.before_title.has(first)
        && first.starts_with(char::is_uppercase)
    {
        return true;
    }
    let last = last_word(title.trim_end());
    lexicon.is_title_word(last)
        || lexicon.is_trade(last)
        || lexicon.roles.has(last)
        || is_small_trade(last, lexicon)
}

/// A trade with a small letter, which no name has: `montör Bo Ek`.
fn is_small_trade(word: &str, lexicon: &Lexicon) -> bool {
    word.starts_with(char::is_lowercase) && lexicon.ends_as_trade(word)
}

/// The length of the name at the beginning of `text`; a family name alone where courtesy allows it.
fn name_length(text: &str, lexicon: &Lexicon, courtesy: bool) -> Option<usize> {
    if let Ok((rest, _)) = name::name(text, lexicon) {
        return Some(text.len() - rest.len());
    }
    if !courtesy {
        return None;
    }
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '-')).unwrap_or(text.len());
    let word = &text[..end];
    let family = word.chars().count() >= 2
        && word.starts_with(char::is_uppercase)
        && !lexicon.not_names.has(word)
        && !lexicon.roles.has(word)
        && !lexicon.is_title_word(word);
    family.then_some(end)
}

/// Who begins at a place.
struct Known {
    at: usize,
    /// Whether a courtesy title before holds here too.
    courtesy: bool,
    start: Start,
}

struct Reader<'t, 'l> {
    text: &'t str,
    /// Somebody who has been read already: whether a person follows is asked before the entry begins.
    known: Cell<Option<Known>>,
    at: usize,
    apart: Apart,
    /// Whether it mattered how the entries are kept apart.
    asked_apart: Cell<bool>,
    lexicon: &'l Lexicon,
    /// Roles in the plural that hold for those who follow: *ledamöterna A, B och C*.
    common: Vec<Role>,
    courtesy: bool,
    /// Whom the next person serves for, where it stands before them: *såsom suppleant för A. Ek B. Ask*.
    serves_for: Option<Range<usize>>,
    entries: Vec<Entry<'l>>,
}

impl<'l> Reader<'_, 'l> {
    /// How the entries are kept apart, where it matters.
    fn apart(&self) -> Apart {
        self.asked_apart.set(true);
        self.apart
    }

    fn read(mut self) -> (Vec<Entry<'l>>, bool) {
        while self.at < self.text.len() {
            self.skip_between();
            if self.at >= self.text.len() {
                break;
            }
            if self.replaced_first() {
                continue;
            }
            let Some(start) = self.start_here() else {
                self.skip_segment();
                continue;
            };
            self.entry(start);
        }
        (self.entries, self.asked_apart.get())
    }

    /// The person that begins here.
    fn start_here(&self) -> Option<Start> {
        let text = &self.text[self.at..];
        if self.apart == Apart::Register
            && self.entries.is_empty()
            && let Ok((_, name)) = name::inverted_name(text, self.lexicon)
        {
            return Some(Start::untitled(name.len()));
        }
        self.start_at(self.at)
    }

    /// The person that begins at byte `at`.
    fn start_at(&self, at: usize) -> Option<Start> {
        let here = |known: &Known| known.at == at && known.courtesy == self.courtesy;
        match self.known.take().filter(here) {
            Some(known) => Some(known.start),
            None => start_under(self.courtesy, &self.text[at..], self.lexicon),
        }
    }

    /// Keeps who begins at byte `at` for when it is asked again.
    fn keep(&self, at: usize, start: Start) {
        self.known.set(Some(Known { at, courtesy: self.courtesy, start }));
    }

    /// `såsom suppleant för hemmansägare A. Ek` before the one who serves.
    fn replaced_first(&mut self) -> bool {
        let text = &self.text[self.at..];
        if !text.starts_with(char::is_lowercase) {
            return false;
        }
        let Some((name, _)) = self.replaced_before(self.at) else { return false };
        self.at = name.end;
        self.serves_for = Some(name);
        true
    }

    /// The one who is replaced, and the one who serves, where the phrase at byte `at` has both in this order: without
    /// somebody behind it the phrase speaks of the person before.
    fn replaced_before(&self, at: usize) -> Option<(Range<usize>, Start)> {
        let text = &self.text[at..];
        let told = substituted(text, self.lexicon).filter(|_| self.apart() == Apart::ByComma);
        let (_, from) = told?;
        let member = start_under(true, &text[from..], self.lexicon)?;
        let name = at + from + member.name.start..at + from + member.name.end;
        let rest = self.text[name.end..].trim_start_matches([' ', ',']);
        let serves = self.start_at(self.text.len() - rest.len())?;
        Some((name, serves))
    }

    /// `samt, i stället för ledamoten Bo Ek, suppleanten Otto Blixt`: a deputy comes next, behind the one whom he replaces.
    fn leads_to_deputy(&self, next: &str) -> bool {
        let next = next.trim_start_matches([',', ' ']);
        let found = self.replaced_before(self.text.len() - next.len());
        found.is_some_and(|(_, serves)| serves.roles.contains(&Role::Deputy))
    }

    /// White space, commas, bullets and *och* between two people.
    fn skip_between(&mut self) {
        loop {
            let rest = &self.text[self.at..];
            let trimmed = rest.trim_start_matches(|c: char| {
                c.is_whitespace()
                    || matches!(
                        c,
                        ',' | ';' | '•' | '*' | '·' | '.' | ')' | '/' | '|' | '●' | '▪' | '\u{f0b7}'
                    )
                    || is_dash(c)
            });
            let trimmed = conjunction(trimmed, self.lexicon).unwrap_or(trimmed);
            let trimmed = self.adverb(trimmed).unwrap_or(trimmed);
            if trimmed.len() == rest.len() {
                return;
            }
            self.at = self.text.len() - trimmed.len();
        }
    }

    /// `dessutom`, `även` before a person.
    fn adverb<'t>(&self, text: &'t str) -> Option<&'t str> {
        let (word, rest) = text.split_once(' ')?;
        let is_adverb = word.starts_with(char::is_lowercase)
            && self.lexicon.label_words.get(word) == Some(&LabelWord::Other);
        is_adverb.then_some(rest)
    }

    /// No person begins here: goes on behind the next comma.
    fn skip_segment(&mut self) {
        let rest = &self.text[self.at..];
        let end = end_of_aside(rest);
        if let Some(told) = self.told_present(&rest[..end]) {
            self.at += told;
            return;
        }
        // "samt suppleanten N N": the segment may begin with small words.
        let and = conjunctions(&rest[..end], self.lexicon).map(|(at, _)| at).next();
        self.at = next_boundary(self.text, self.at + and.unwrap_or(end).max(1));
    }

    /// Where somebody begins behind words that say who else was there: `Dessutom närvarade Bo Ek`, `Därjämte
    /// var föreståndaren J. A. Ek tillstädes`.
    fn told_present(&self, text: &str) -> Option<usize> {
        let mut told = false;
        let mut at = 0;
        for word in text.split(' ').take(MOST_TITLE_WORDS) {
            let verb = self.lexicon.behind_label.has(word);
            if told && at > 0 && !verb && self.person_follows(&self.text[self.at + at..]) {
                return Some(at);
            }
            told |= self.lexicon.clues.get(word).has(Clue::From) && at == 0;
            told |= matches!(self.lexicon.label_words.get(word), Some(LabelWord::Present | LabelWord::Other));
            at += word.len() + 1;
        }
        None
    }

    fn entry(&mut self, start: Start) {
        let base = self.at;
        let shift = |range: &Range<usize>| range.start + base..range.end + base;
        if start.common {
            self.common.clone_from(&start.roles);
            self.courtesy = start.courtesy;
        } else if !start.roles.is_empty() {
            self.common.clear();
        } else if !start.courtesy {
            self.courtesy = false;
        }
        let mut entry = Entry {
            name: shift(&start.name),
            roles: if start.roles.is_empty() { self.common.clone() } else { start.roles.clone() },
            titles: start.titles.iter().map(shift).collect(),
            whole: base..base + start.name.end,
            ..Entry::default()
        };
        if let Some(member) = self.serves_for.take() {
            entry.substituting_for = Some(member);
            entry.serving = Some(true);
            entry.roles.push(Role::Deputy);
        }
        self.at = base + start.name.end;
        while self.qualifier(&mut entry) {
            entry.whole.end = self.at;
        }
        if self.entries.is_empty() {
            // Nearly all rows name one person, and an entry is large.
            self.entries.reserve_exact(1);
        }
        self.entries.push(entry);
    }

    /// Reads one thing that is said of the person; false where the entry ends.
    fn qualifier(&mut self, entry: &mut Entry<'l>) -> bool {
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
        if first == '(' || first == '[' {
            let end = begin + closing(trimmed);
            // A bracket that is never closed holds all to the end.
            let closed = end > begin + 1 && self.text[..end].ends_with([')', ']']);
            let inner = begin + 1..end - usize::from(closed);
            self.bracket(inner, entry);
            self.at = end;
            return true;
        }
        if let Some(next) = conjunction(trimmed, self.lexicon) {
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
        if separated && conjunction(body, self.lexicon).is_some_and(|next| self.person_follows(next)) {
            return false;
        }
        if first == '.' || first == ';' && self.apart() == Apart::ByComma {
            return false;
        }
        let segment = self.inverted_end(body).unwrap_or_else(|| segment_end(body, self.lexicon));
        if self.next_person(body, segment, separated, entry) {
            return false;
        }
        let end = next_boundary(self.text, from + segment.max(1));
        let end = self.cut_at_conjunction(from, end);
        self.said_of_list(from..end);
        self.classify(from..end, entry);
        self.at = end;
        true
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
    fn inverted_here<'t>(&self, text: &'t str) -> Option<&'t str> {
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
        without.for_each(|entry| entry.roles.push(role));
    }

    /// The end of a phrase that says of all people of its sentence that they are excused.
    fn said_of_all(&self, from: usize) -> Option<usize> {
        let text = &self.text[from..];
        if let Some(end) = self.said_of_both(text) {
            return Some(from + end);
        }
        if !self.lexicon.notes.may_lead(text) {
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
        let (_, rest) = said.split_once(' ').filter(|(word, _)| self.lexicon.all_of_them.has(word))?;
        let end = rest.find([',', ';', '.', ')']).unwrap_or(rest.len());
        let excused = self.lexicon.notes.get(rest[..end].trim()) == Some(&Note::Excused);
        excused.then_some(text.len() - rest.len() + end + usize::from(rest[end..].starts_with(')')))
    }

    /// The people before, back to the beginning of the sentence, are excused too.
    fn excuse_before(&mut self) {
        let text = self.text;
        let mut after = self.at;
        for entry in self.entries.iter_mut().rev() {
            let between = &text[entry.whole.end.min(after)..after];
            if between.contains(". ")
                || entry.status.is_some()
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
        if substituted(&body[..segment], self.lexicon).is_some() {
            return false;
        }
        let described = entry.party.is_some() || !entry.titles.is_empty();
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
                entry.party.is_some()
                    && next.name.start == 0
                    && body[next.name.end..].trim_start().starts_with('(')
            }
        };
        self.keep(at, next);
        is_next
    }

    /// Whether a person begins `text`, which is the end of the whole.
    fn person_follows(&self, text: &str) -> bool {
        let at = self.text.len() - text.len();
        let start = self.start_at(at);
        start.map(|start| self.keep(at, start)).is_some()
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
            if self.lexicon.parties.has(text) || entry.substituting_for.is_some() {
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
            let bracket_aside = rest[lead..]
                .find('(')
                .filter(|_| substituted(&rest[lead..], self.lexicon).is_some())
                .map(|_| rest.len() - lead);
            let end = from
                + lead
                + bracket_aside
                    .unwrap_or_else(|| segment_end(&rest[lead..], self.lexicon).max(1))
                    .min(rest.len() - lead);
            self.classify(from + lead..end, entry);
            from = next_boundary(self.text, end.max(from + 1));
        }
    }

    /// Sorts one piece of description.
    fn classify(&mut self, range: Range<usize>, entry: &mut Entry<'l>) {
        let range = trimmed(self.text, range);
        let text = &self.text[range.clone()];
        if text.is_empty() {
            return;
        }
        if self.is_known(text, entry) || self.is_substitution(&range, entry) {
            return;
        }
        if let Some(deputy) = self.deputy_instead(&range) {
            entry.replaced_by = Some(deputy);
            return;
        }
        // "hvilken anmält laga förfall" speaks of somebody else.
        let first = first_word(text);
        if text.contains(' ') && self.lexicon.relatives.has(first) {
            let excused = text.match_indices(' ').any(|(at, _)| {
                matches!(self.lexicon.notes.get(&text[at + 1..]), Some(Note::Excused | Note::AllExcused))
            });
            if excused && entry.substituting_for.is_some() {
                entry.replaced_status = Some(Status::Excused);
            } else {
                entry.notes.push(range);
            }
            return;
        }
        if let Some(attended) = numbers::attended(text, self.lexicon) {
            entry.attended = Some(attended);
            return;
        }
        if let Some((head, items)) = split_items(text, self.lexicon) {
            // "controller § 77", "tjänstgörande §§ 1–4"
            let head = range.start..range.start + head.len();
            if self.lexicon.notes.get(&self.text[head.clone()]) == Some(&Note::Serving) {
                entry.serving = Some(true);
                entry.notes.push(range);
                return;
            }
            if self.lexicon.roles.get(&self.text[head.clone()]).is_none() {
                entry.attended = numbers::attended(items, self.lexicon);
            }
            self.classify(head, entry);
            return;
        }
        // "generaldirektör och ordförande"
        if let Some((at, after)) = conjunctions(text, self.lexicon).next()
            && self.lexicon.roles.has(&text[after..])
            && self.is_known(&self.text[range.start + after..range.end], entry)
        {
            return self.classify(range.start..range.start + at, entry);
        }
        // "samhällsbyggnadsnämnden – deltog digitalt"
        if memchr::memchr2(b'-', EN_DASH, text.as_bytes()).is_some()
            && let Some((head, note)) = text.rsplit_once(" – ").or_else(|| text.rsplit_once(" - "))
            && self.is_known(note.trim_start(), entry)
        {
            return self.classify(range.start..range.start + head.len(), entry);
        }
        // "tillstädes vid § 90"
        let behind = text.split_once(' ').map(|(_, behind)| behind);
        if self.lexicon.label_words.get(first) == Some(&LabelWord::Present)
            && let Some(attended) = behind.and_then(|behind| numbers::attended(behind, self.lexicon))
        {
            entry.attended = Some(attended);
            return;
        }
        let leaves = self.lexicon.clues.get(first).has(Clue::Leave);
        // "Anna Berg ABG"
        let mark = name::stand_for(text, &self.text[entry.name.clone()]);
        let present = mark || leaves || self.lexicon.label_words.get(text) == Some(&LabelWord::Present);
        // "250 aktier": how much, and no title.
        let counts = text.starts_with(|c: char| c.is_ascii_digit());
        let told = text.len() > LONGEST_TITLE;
        if present || counts || told || text.split(' ').any(|word| self.is_of_meeting(word)) {
            entry.notes.push(range);
            return;
        }
        entry.titles.push(range);
    }

    /// Words of when somebody was there: *kl. 13*, *till mötet*, *under sammanträdet*.
    fn is_of_meeting(&self, word: &str) -> bool {
        let letters = word.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ':'));
        self.lexicon.clock.has(letters)
            || self.lexicon.is_meeting_word(word) && word.starts_with(char::is_lowercase)
    }

    /// `i hans ställe tjänstgjorde suppleanten N N`, `ersättare N N`: the name.
    fn deputy_instead(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let text = &self.text[range.clone()];
        if let Some((word, name)) = text.split_once(' ')
            && self.lexicon.roles.get(word) == Some(&Role::Deputy)
            && let Some(found) = start(name, self.lexicon)
        {
            let from = range.start + word.len() + 1;
            return Some(from + found.name.start..from + found.name.end);
        }
        let words = || text.match_indices(' ').map(|(at, _)| at + 1).take(12);
        let mut said = text.split(' ').take(12).filter(|word| self.lexicon.instead.has(word));
        said.next()?;
        words().find_map(|at| {
            let found = start(&text[at..], self.lexicon)?;
            let from = range.start + at;
            Some(from + found.name.start..from + found.name.end)
        })
    }

    /// Parties, roles and notes that the lexicon knows.
    fn is_known(&self, text: &str, entry: &mut Entry<'l>) -> bool {
        if let Some(role) = self.lexicon.roles.get(text).copied().or_else(|| self.role_in_organ(text)) {
            let role = &role;
            if !entry.roles.contains(role) {
                entry.roles.push(*role);
            }
            match self.lexicon.notes.get(text) {
                Some(Note::Serving) => entry.serving = Some(true),
                Some(Note::NotServing) => entry.serving = Some(false),
                _ => {}
            }
            return true;
        }
        if let Some((first, second)) = self.joined_roles(text) {
            return self.is_known(first, entry) && self.is_known(second, entry);
        }
        if let Some(note) = self.lexicon.notes.get(text).or_else(|| self.note_with_verb(text)) {
            match note {
                Note::Remote => entry.remote = true,
                // Behind the name of the one who is replaced it is theirs.
                Note::Excused | Note::AllExcused if entry.substituting_for.is_some() => {
                    entry.replaced_status = Some(Status::Excused);
                }
                Note::Absent if entry.substituting_for.is_some() => {
                    entry.replaced_status = Some(Status::Absent);
                }
                Note::Excused | Note::AllExcused => entry.status = Some(Status::Excused),
                Note::Absent => entry.status = Some(Status::Absent),
                Note::Present => entry.status = Some(Status::Present),
                Note::Serving => entry.serving = Some(true),
                Note::NotServing => entry.serving = Some(false),
                Note::Substituting => return false,
            }
            return true;
        }
        // A small letter right behind the name: "herr Bertil Hallgren, s".
        let first = entry.party.is_none() && entry.titles.is_empty() && entry.roles.is_empty();
        let replaces = entry.substituting_for.is_some();
        if (first || replaces)
            && text.len() <= 3
            && text.starts_with(char::is_lowercase)
            && let Some(party) = self.lexicon.parties.get(text)
        {
            // Behind the name of the one who is replaced it is theirs.
            entry.party = entry.party.take().or_else(|| (!replaces).then_some(Cow::Borrowed(&**party)));
            return true;
        }
        // A party behind the name of the one who is replaced is theirs.
        if let Some(party) = party::bare(text, self.lexicon)
            .filter(|_| entry.party.is_none() || entry.substituting_for.is_some())
        {
            entry.party.get_or_insert(Cow::Borrowed(party));
            return true;
        }
        false
    }

    /// `ordf. och sekr.`: two offices.
    fn joined_roles<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        let (at, after) = conjunctions(text, self.lexicon).next()?;
        let (first, second) = (text[..at].trim_end(), &text[after..]);
        let role = |text: &str| self.lexicon.roles.has(text);
        (role(first) && role(second)).then_some((first, second))
    }

    /// `deltog via Skype`, `medverkar på distans`: the note without its verb.
    fn note_with_verb(&self, text: &str) -> Option<&Note> {
        let (verb, note) = text.split_once(' ')?;
        let takes_part = self.lexicon.label_words.get(verb) == Some(&LabelWord::Present);
        self.lexicon.notes.get(note).filter(|note| takes_part && **note == Note::Remote)
    }

    /// `ordförande i rådet`, `styrelsens sekreterare`: an office in the organ that meets. Of another organ's chair
    /// (`kommunstyrelsens ordförande`) it is the title.
    fn role_in_organ(&self, text: &str) -> Option<Role> {
        let own = |organ: &str| self.lexicon.clues.get(organ).has(Clue::Organ) && organ.ends_with(['n', 't']);
        let (first, rest) = text.split_once(' ')?;
        if let Some(role) = self.lexicon.roles.get(rest) {
            let organ = first.strip_suffix('s').filter(|organ| self.lexicon.is_body_word(organ))?;
            return Some(*role).filter(|role| *role == Role::Secretary || own(organ));
        }
        let (link, organ) = rest.split_once(' ')?;
        let within = self.lexicon.clues.get(link).any(&[Clue::Locative, Clue::BelongsTo]);
        let meets = own(organ) || organ.starts_with(char::is_lowercase) && self.lexicon.body_first.has(organ);
        self.lexicon.roles.get(first).copied().filter(|_| within && meets)
    }

    /// `för N N (S)`, `tjänstgör § 217 för N N`, `ersätter N N`.
    fn is_substitution(&mut self, range: &Range<usize>, entry: &mut Entry<'l>) -> bool {
        let text = &self.text[range.clone()];
        // "vilken tjänstgjorde i stället för N N"
        let leads = text.match_indices(' ').take(2).map(|(at, _)| at);
        let relative = leads.filter(|at| self.lexicon.relatives.has(&text[..*at])).last();
        let lead = relative.map_or(0, |at| at + 1);
        let Some((head, from)) = substituted(&text[lead..], self.lexicon) else { return false };
        let from = lead + from;
        let next = match self.inverted_here(&text[from..]) {
            Some(name) => 0..name.len(),
            None => match start_under(true, &text[from..], self.lexicon) {
                Some(next) => next.name,
                None => return false,
            },
        };
        let name = range.start + from + next.start..range.start + from + next.end;
        if head.chars().any(|c| c.is_ascii_digit()) {
            entry.notes.push(range.clone());
        }
        entry.substituting_for = Some(name.clone());
        entry.serving = Some(true);
        // The party of the one who is replaced, and points of the substitution.
        let after = self.text[name.end..].trim_start();
        if after.starts_with('(') {
            let end = self.text.len() - after.len() + closing(after);
            if end > range.end {
                self.at = self.at.max(end);
            }
        }
        let rest = &self.text[name.end..range.end];
        if let Some((_, items)) = split_items(rest, self.lexicon) {
            entry.attended = entry.attended.take().or_else(|| numbers::attended(items, self.lexicon));
        }
        true
    }
}

/// A phrase that says who is replaced, at the beginning of `text` or behind words about serving: the
/// phrase, and where the name begins.
fn substituted<'t>(text: &'t str, lexicon: &Lexicon) -> Option<(&'t str, usize)> {
    let mut spaces = [0; 8];
    let found = memchr::memchr_iter(b' ', text.as_bytes());
    let count = spaces.iter_mut().zip(found).map(|(space, at)| *space = at).count();
    let spaces = &spaces[..count];
    let first = spaces.first()?;
    let known = spaces.iter().rev().find(|at| {
        lexicon.notes.get(&text[..**at]).or_else(|| lexicon.notes.get_damaged(&text[..**at]))
            == Some(&Note::Substituting)
    });
    if let Some(at) = known {
        return Some((&text[..*at], at + 1));
    }
    let serving = matches!(lexicon.notes.get(&text[..*first]), Some(Note::Serving))
        || lexicon.roles.get(&text[..*first]) == Some(&Role::Deputy);
    if !serving {
        return None;
    }
    let last = spaces
        .iter()
        .zip(spaces.iter().skip(1))
        .rfind(|(from, to)| lexicon.notes.get(&text[*from + 1..**to]) == Some(&Note::Substituting))?;
    Some((&text[..*last.1], last.1 + 1))
}

/// `controller § 77`: where points follow a description without a comma.
fn split_items<'t>(text: &'t str, lexicon: &Lexicon) -> Option<(&'t str, &'t str)> {
    if !has_digit(text) {
        return None;
    }
    let sign = numbers::find_sign(text, lexicon)?;
    let cut = numbers::begin_of_lead(text, sign, lexicon);
    let head = text[..cut].trim_end_matches([' ', ',', '(']);
    numbers::attended(&text[cut..], lexicon)?;
    Some((head, &text[cut..])).filter(|(head, _)| !head.is_empty() || cut > 0)
}

/// Where *och* and its like stand within `text`, and where the words behind them begin.
fn conjunctions<'t>(text: &'t str, lexicon: &'t Lexicon) -> impl Iterator<Item = (usize, usize)> + 't {
    let words = text.match_indices(' ').map(|(at, _)| at + 1);
    words.filter_map(move |at| conjunction(&text[at..], lexicon).map(|rest| (at, text.len() - rest.len())))
}

/// Where words end that are no person: behind a comma, a semicolon, a tab or a full stop, those of initials apart.
fn end_of_aside(text: &str) -> usize {
    text.match_indices([',', ';', '.', '\t'])
        .find(|(at, mark)| {
            let word = text[..*at].rsplit(' ').next().unwrap_or_default();
            *mark != "." || !name::is_initial(&text[at - word.len()..at + 1])
        })
        .map_or(text.len(), |(at, _)| at + 1)
}

/// Where a description ends: at a comma, a semicolon, a bracket, a tab, or the full stop of a sentence. No
/// further than that is looked.
fn segment_end(text: &str, lexicon: &Lexicon) -> usize {
    let mut numbered = numbers::begins_with_sign(text, lexicon);
    let mut first_stop = true;
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        match c {
            '§' => numbered = true,
            // "§§ 45–46, 50": a comma between numbers separates nothing.
            ',' if numbered
                && rest.trim_start_matches(['§', ' ']).starts_with(|c: char| c.is_ascii_digit()) => {}
            ',' | ';' | '(' | '[' | '\t' => return at,
            '.' if first_stop && rest.starts_with(' ') => {
                first_stop = false;
                let ends = last_word_is_long(&text[..at])
                    || numbered && text[..at].ends_with(|c: char| c.is_ascii_digit());
                if rest[1..].starts_with(char::is_uppercase) && ends {
                    return at;
                }
            }
            _ => {}
        }
    }
    text.len()
}

/// Whether the last word before a full stop is no short form.
fn last_word_is_long(text: &str) -> bool {
    text.rsplit(' ').next().is_some_and(|word| word.chars().count() > 4)
}

/// The length of a bracket with all that it holds.
fn closing(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    text.len()
}

/// The first place from `at` on where `text` can be cut.
fn next_boundary(text: &str, at: usize) -> usize {
    (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let start = range.start + inner.len()
        - inner.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ':' | ';')).len();
    let end = range.start
        + inner.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':')).len();
    let end = end.max(start);
    // A closing full stop belongs to abbreviations only: "ordf.".
    let whole = &text[start..end];
    let end = match whole.strip_suffix('.') {
        Some(stem) if stem.rsplit([' ', '.']).next().is_some_and(|word| word.chars().count() > 5) => end - 1,
        _ => end,
    };
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str, apart: Apart) -> Vec<String> {
        let lexicon = Lexicon::built_in();
        entries(text, apart, lexicon)
            .into_iter()
            .map(|entry| {
                let mut parts = vec![text[entry.name.clone()].to_owned()];
                parts.extend(entry.party.map(|party| format!("({party})")));
                parts.extend(entry.roles.iter().map(|role| format!("{role:?}")));
                parts.extend(entry.titles.iter().map(|title| format!("<{}>", &text[title.clone()])));
                parts.extend(entry.substituting_for.map(|range| format!("for {}", &text[range])));
                parts.extend(entry.serving.map(|serving| format!("serving {serving}")));
                parts.extend(entry.remote.then(|| "remote".to_owned()));
                parts.extend(entry.status.map(|status| format!("{status:?}")));
                parts.extend(entry.attended.and_then(|attended| attended.normalised(&[(1, 0), (9, 0)])));
                parts.join(" ")
            })
            .collect()
    }

    #[test]
    fn the_glance_for_capitals_refuses_nobody() {
        let lexicon = Lexicon::built_in();
        let people = [
            "Anna Berg",
            "åkare Örjan Åhl (S)",
            "von Platen Eva",
            "fru Berg",
            "Herr Öst",
            "Ordföranden, kyrkoherden C. J. Ek",
            "Sekreterare var\u{a0}Bo Ek",
            "A\u{30a}ke O\u{308}st",
            "direktör\u{2003}Bo\u{a0}Ek",
        ];
        let nobody = ["Kommunhuset, sal", "den 4 maj", "", "Östra salen", "fru", "närvarande", "Ek"];
        for text in people.into_iter().chain(nobody) {
            for courtesy in [false, true] {
                let plain = titled_name(courtesy, text, lexicon);
                assert_eq!(start_under(courtesy, text, lexicon), plain, "{text:?}");
            }
        }
        assert!(nobody.iter().all(|text| !may_name(text, false)));
        let far = "x ".repeat(GLANCE) + "Anna Berg";
        assert!(may_name(&far, false));
    }

    #[test]
    fn what_is_kept_is_what_is_told() {
        let lexicon = Lexicon::built_in();
        let starts = Starts::new(NameOrder::GivenFirst, lexicon);
        let text = "Anna Berg (S), Fru Ek, kassör";
        for _ in 0..2 {
            assert_eq!(starts.of(text), Begins::Name(9));
            assert_eq!(starts.of(&text[15..]), Begins::Titled);
            assert_eq!(starts.of(&text[..4]), Begins::Nobody);
            assert!(!starts.is_person(&text[5..]));
        }
        let first = |first| entries_and_doubt(text, first, Apart::ByComma, lexicon);
        assert_eq!(first(Some(0..9)), first(None));
    }

    #[test]
    fn entries_by_line() {
        for (text, read) in [
            ("Anna Berg (S), ordförande", &["Anna Berg (S) Chair"][..]),
            ("Bo Ek (S), byggnadsnämnden – deltog digitalt", &["Bo Ek (S) <byggnadsnämnden> remote"]),
            ("Bo Ek, projektledare (ordf. och sekr.)", &["Bo Ek Chair Secretary <projektledare>"]),
            ("målarm. V. Sjöö", &["V. Sjöö <målarm.>"]),
            ("Siv Ek (s), tjg ers för Olle Rask (s), förh", &["Siv Ek (S) for Olle Rask serving true"]),
            ("Bo Ek (S), ordförande i rådet", &["Bo Ek (S) Chair"]),
            ("Bo Ek, styrelsens sekreterare", &["Bo Ek Secretary"]),
            ("Bo Ek, kommunstyrelsens ordförande", &["Bo Ek <kommunstyrelsens ordförande>"]),
            ("Bo Ek (S), deltog via Skype punkt 1–4", &["Bo Ek (S) remote 1-4"]),
            ("Eva Ek (SJX), tjg ersättare för Bo Ask (SJX)", &["Eva Ek (SJX) for Bo Ask serving true"]),
            ("Arvid Ek, vilken tjänstgjorde i stället för Nils Ask", &["Arvid Ek for Nils Ask serving true"]),
            ("Bo Ek, regionpolischef, ordförande", &["Bo Ek Chair <regionpolischef>"]),
            ("Johanna Öst (S) (länk)", &["Johanna Öst (S) remote"]),
            ("Jenny Ek (L) länk", &["Jenny Ek (L) remote"]),
            ("Jenny Ek (ordfö", &["Jenny Ek <ordfö>"]),
            ("Sofia Nygren, S, ersätter Ahmed Nur, S", &["Sofia Nygren (S) for Ahmed Nur serving true"]),
            ("Eva Ek (M) för Bo Ask (M), §§ 5–8", &["Eva Ek (M) for Bo Ask serving true 5-8"]),
            ("Jennie Boman (S) (ers Kurt Berg (S))", &["Jennie Boman (S) for Kurt Berg serving true"]),
            (
                "Hanna Rehn (S), tjänstgörande ersättare för Ove Sand (S)",
                &["Hanna Rehn (S) for Ove Sand serving true"],
            ),
            ("Ing-Britt Hök (s) Ali Reza Moradi (s)", &["Ing-Britt Hök (S)", "Ali Reza Moradi (S)"]),
            ("Landstingsdirektör Bertil Lundmark", &["Bertil Lundmark <Landstingsdirektör>"]),
            (
                "Medicinskt ansvarig sjuksköterska Gun-Marie Lind, § 9",
                &["Gun-Marie Lind <Medicinskt ansvarig sjuksköterska> 9"],
            ),
            ("Maria Ek, samhällsbyggnadschef, §§ 45–46, 50", &["Maria Ek <samhällsbyggnadschef> 45-46,50"]),
            ("Elin Wik, avdelningschef Drift, punkt 4–5", &["Elin Wik <avdelningschef Drift> 4-5"]),
            (
                "Anders Moberg, avdelningschef farleder (ej punkt 3)",
                &["Anders Moberg <avdelningschef farleder> 1-2,4-9"],
            ),
            ("Per Olsson, Region Insjö, ordförande", &["Per Olsson Chair <Region Insjö>"]),
            ("Göran Ask, Saco-S (anmält förhinder)", &["Göran Ask <Saco-S> Excused"]),
            ("Kerstin Berg (S), ej tjänstgörande", &["Kerstin Berg (S) serving false"]),
            ("Nils Ek, ersättare, via Teams", &["Nils Ek Deputy remote"]),
            ("• Gösta Ek, Kråknäs 1:4", &["Gösta Ek <Kråknäs 1:4>"]),
            ("Fru Elin Öberg", &["Elin Öberg"]),
            ("Sekr. Stig Valner", &["Stig Valner Secretary"]),
            ("Kommunfullmäktiges sekreterare Pia Rund", &["Pia Rund Secretary"]),
            ("Förste sekreteraren Lars Fält", &["Lars Fält Secretary"]),
            ("herr Kull, såsom suppleant för herr Malm", &["Kull for Malm serving true"]),
        ] {
            assert_eq!(show(text, Apart::ByLine), read, "{text:?}");
        }
    }

    #[test]
    fn entries_in_running_text() {
        for (text, read) in [
            (
                "Karin Åsberg (ordförande), Jamal Haddad (kassör), K.-G. Persson, Britta von Schéele (suppleant, tjänstgör för Robert Nyström) samt Nguyen Thi Lan (adjungerad, teknisk förvaltare, § 5)",
                &[
                    "Karin Åsberg Chair",
                    "Jamal Haddad <kassör>",
                    "K.-G. Persson",
                    "Britta von Schéele Deputy for Robert Nyström serving true",
                    "Nguyen Thi Lan Adjunct <teknisk förvaltare> 5",
                ][..],
            ),
            (
                "Ordföranden, Kyrkoherden C. J. Vester; vice Ordföranden, Godsegaren G. von Sparr; ledamöterna Anders Petersson, P. J. Larsson och August Ek; samt suppleanten Sven Månsson",
                &[
                    "C. J. Vester Chair <Kyrkoherden>",
                    "G. von Sparr ViceChair <Godsegaren>",
                    "Anders Petersson Member",
                    "P. J. Larsson Member",
                    "August Ek Member",
                    "Sven Månsson Deputy",
                ],
            ),
            (
                "Rune Bergvall, ordf, Sixten Åkerlund, v ordf, Maj-Britt Lindh, sekr, Toivo Lehtonen, kassör, Gunnar Ek samt suppleanten K-E Lindh",
                &[
                    "Rune Bergvall Chair",
                    "Sixten Åkerlund ViceChair",
                    "Maj-Britt Lindh Secretary",
                    "Toivo Lehtonen <kassör>",
                    "Gunnar Ek",
                    "K-E Lindh Deputy",
                ],
            ),
            (
                "fru Elvira Tapp samt såsom suppleant för hemmansägare Arvid Ek snickare Nils Hög.",
                &["Elvira Tapp", "Nils Hög Deputy <snickare> for Arvid Ek serving true"],
            ),
            ("Åke Holm och Dragan Petrović.", &["Åke Holm", "Dragan Petrović"]),
            ("Bo Ek och Eva Ask (båda anmält förhinder)", &["Bo Ek Excused", "Eva Ask Excused"]),
            ("herrar Bergman, Lind och Ek", &["Bergman", "Lind", "Ek"]),
        ] {
            assert_eq!(show(text, Apart::ByComma), read, "{text:?}");
        }
    }
}
