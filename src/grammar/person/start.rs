//! With whom a text begins: titles and offices, and the name behind them.

use std::cell::RefCell;
use std::marker::PhantomData;
use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::order::NameOrder;
use super::proxy::proxy;
use crate::grammar::{first_word, last_word, name};
use crate::lexicon::Lexicon;
use crate::model::{Role, Roles};

/// Where a person begins in `text`: the range of titles before the name, and of the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Start {
    pub(super) titles: Vec<Range<usize>>,
    pub(super) roles: Roles,
    /// Whether the title is in the plural and holds for those who follow.
    pub(super) common: bool,
    pub(super) courtesy: bool,
    pub(super) name: Range<usize>,
}

impl Start {
    /// A name of `len` bytes with no title before it.
    pub(super) fn untitled(len: usize) -> Self {
        Self { titles: Vec::new(), roles: Roles::new(), common: false, courtesy: false, name: 0..len }
    }
}

/// Who begins at a place, if anybody does, where that has been asked already.
pub(crate) struct Told {
    pub(super) at: usize,
    /// Whether a courtesy title before holds here too.
    pub(super) courtesy: bool,
    pub(super) start: Option<Start>,
}

impl Told {
    /// That `start` is at the beginning.
    pub(crate) fn first(start: Start) -> Self {
        Self { at: 0, courtesy: false, start: Some(start) }
    }

    /// That at byte `at` stands what `begins` says, as far as that tells all of it.
    pub(crate) fn of(at: usize, begins: Begins) -> Option<Self> {
        let start = match begins {
            Begins::Nobody => None,
            Begins::Name(length) => Some(Start::untitled(length)),
            Begins::Titled => return None,
        };
        Some(Self { at, courtesy: false, start })
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

/// For how many there is room from the beginning.
const USUAL_KEPT: usize = 56;

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
        let kept = FxHashMap::with_capacity_and_hasher(USUAL_KEPT, FxBuildHasher);
        Self { lexicon, order, kept: RefCell::new(kept), source: PhantomData }
    }

    /// Whether a person begins `text`, as [`start`] tells it.
    pub(crate) fn is_person(&self, text: &'a str) -> bool {
        self.of(text) != Begins::Nobody
    }

    /// Whether an entry of a list begins with `text`: a person, or an owner with who is there for them.
    pub(crate) fn is_entry(&self, text: &'a str) -> bool {
        self.is_person(text)
            || proxy(text, self.lexicon).is_some_and(|behind| self.is_person(&text[behind..]))
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

/// How many words of title stand before a name at most.
pub(super) const MOST_TITLE_WORDS: usize = 6;

/// The person at the beginning of `text`, by full name: a family name alone only behind a courtesy title.
pub(crate) fn start(text: &str, lexicon: &Lexicon) -> Option<Start> {
    start_under(false, text, lexicon)
}

/// The same, where `courtesy` says whether a courtesy title before holds here too: *Herrar Berg och Ek*.
pub(super) fn start_under(courtesy: bool, text: &str, lexicon: &Lexicon) -> Option<Start> {
    may_name(text, courtesy).then(|| titled_name(courtesy, text, lexicon))?
}

/// The same, whatever [`may_name`] says.
pub(super) fn titled_name(courtesy: bool, text: &str, lexicon: &Lexicon) -> Option<Start> {
    let mut found = Start { titles: Vec::new(), roles: Roles::new(), common: false, courtesy, name: 0..0 };
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
                found.roles.add(role);
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
pub(super) const GLANCE: usize = 160;

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
        let plural = ["na", "ne", "er"].iter().any(|ending| head.ends_with(ending));
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
        && !lexicon.courtesy.has(word)
        && !lexicon.is_title_word(word);
    family.then_some(end)
}

#[cfg(test)]
mod tests {
    use super::super::{Apart, entries_and_doubt};
    use super::*;

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
        for text in [text, "Kommunhuset, Bo Ek"] {
            let read = |first| entries_and_doubt(text, first, Apart::ByComma, lexicon);
            assert_eq!(read(Told::of(0, starts.of(text))), read(None), "{text:?}");
        }
    }
}
