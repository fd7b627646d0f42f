//! Who is who: the people of the document, found again where the text names them in another way.
//!
//! | the lists | the text | who it is |
//! | --- | --- | --- |
//! | `Anna Berg (S), ordförande` | `Ordföranden` | Anna Berg |
//! | `Dan Hök, verkställande direktör` | `VD` | Dan Hök |
//! | `Bo Ek, ekonomichef` | `ekonomichefen`, `Ekonomichef Ek` | Bo Ek |
//! | `Ek Bo` | `Bo Ek`, `Ek` | Ek Bo |
//! | `Anna Berg`, `Bo Berg` | `Berg` | nobody: it may be either |
//!
//! A person who stands in two lists is one person. Where two people fit, none is taken.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::lexicon::{Folded, Lexicon, indefinite};
use crate::model::{Role, Text};

/// How many titles, and how many people of one name, are looked through for one mention: more have no meeting,
/// and a list without end must not cost its square.
const MOST: usize = 500;

/// How many words of a name are kept, for most people.
const WORDS_OF_NAME: usize = 2;

/// Somebody whom the document names in a list.
#[derive(Debug, Clone)]
pub(crate) struct Person<'a> {
    pub(crate) name: Text<'a>,
    pub(crate) party: Option<Text<'a>>,
    pub(crate) title: Option<Text<'a>>,
    pub(crate) roles: Vec<Role>,
}

/// The people in the lists of a document: present, absent and presenting, in reading order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Roster<'a> {
    pub(crate) people: Vec<Person<'a>>,
    names: OnceCell<Names>,
    offices: OnceCell<Offices>,
}

/// The people by the titles and the roles that stand for them: asked for by most texts.
#[derive(Debug, Clone, Default)]
struct Offices {
    chairs: Vec<usize>,
    secretaries: Vec<usize>,
    titles: Vec<(Box<str>, usize)>,
    /// What stands in those titles: a glance at it refuses most texts.
    pairs: Pairs,
}

/// The pairs of bytes that stand side by side in some texts; two that have their low bits in common are one.
#[derive(Debug, Clone, Default)]
struct Pairs([u32; 32]);

/// The people by the words of their names: asked for by few.
#[derive(Debug, Clone, Default)]
struct Names {
    by_name: HashMap<Box<str>, Vec<usize>>,
    by_word: HashMap<Box<str>, Vec<usize>>,
    /// Of each person, which of them was the first with the name; of those whose name is too long, one behind all.
    first_of_name: Vec<usize>,
}

impl<'a> Roster<'a> {
    /// The roster of `people`.
    pub(crate) fn new(people: Vec<Person<'a>>) -> Self {
        Self { people, names: OnceCell::new(), offices: OnceCell::new() }
    }

    /// The one person that `mention` names: a full name in either order, or a family or given name that
    /// only one person has.
    pub(crate) fn by_name(&self, mention: &str) -> Option<&Person<'a>> {
        let names = self.names();
        let key = name_key(mention)?;
        if let Some(found) = names.by_name.get(key.as_str()) {
            return self.only(found);
        }
        if mention.contains(' ') {
            return None;
        }
        self.only(names.by_word.get(key.as_str())?)
    }

    /// The one person with the family name and the party.
    pub(crate) fn by_name_and_party(&self, mention: &str, party: &str) -> Option<&Person<'a>> {
        let names = self.names();
        let key = name_key(mention)?;
        let all = names.by_name.get(key.as_str()).or_else(|| names.by_word.get(key.as_str()))?;
        if all.len() > MOST {
            return None;
        }
        let fitting: Vec<usize> =
            all.iter().copied().filter(|&at| self.people[at].party.as_deref() == Some(party)).collect();
        self.only(&fitting)
    }

    /// The one person whom an office names: `Ordföranden`, `sekreteraren`, `ekonomichefen`, `Rektor`.
    pub(crate) fn by_office(&self, office: &str, lexicon: &Lexicon) -> Option<&Person<'a>> {
        let office = office.trim();
        let offices = self.offices();
        let of_role = match lexicon.roles.get(office) {
            Some(Role::Chair) => self.only(&offices.chairs),
            Some(Role::Secretary) => self.only(&offices.secretaries),
            _ => None,
        };
        if of_role.is_some() || offices.titles.is_empty() {
            return of_role;
        }
        if !offices.pairs.may_hold_stem(office) && !lexicon.same_titles.may_have(office) {
            return None;
        }
        let folded = Folded::new(office)?;
        let fitting = offices.fitting(folded.as_str());
        // "stf förbundschef" is another than "förbundschef".
        if let Some(person) = self.only(&fitting.whole) {
            return Some(person);
        }
        if !fitting.by_words.is_empty() {
            return self.only(&fitting.by_words);
        }
        if let Some(same) = lexicon.same_titles.get(office) {
            let is_same = |title: &str| lexicon.same_titles.get(title) == Some(same);
            let found: Vec<usize> =
                offices.titles.iter().filter(|(title, _)| is_same(title)).map(|(_, at)| *at).collect();
            return self.only(&found);
        }
        self.only(&fitting.ending)
    }

    /// The person, where all of `found` are one.
    fn only(&self, found: &[usize]) -> Option<&Person<'a>> {
        let first = self.people.get(*found.first()?)?;
        if found.len() == 1 {
            return Some(first);
        }
        let same = &self.names().first_of_name;
        found.iter().all(|at| same.get(*at) == same.get(found[0])).then_some(first)
    }

    fn names(&self) -> &Names {
        self.names.get_or_init(|| {
            let mut names = Names::default();
            names.by_name.reserve(self.people.len());
            names.by_word.reserve(self.people.len() * WORDS_OF_NAME);
            for (at, person) in self.people.iter().enumerate() {
                names.add(at, person);
            }
            names
        })
    }

    fn offices(&self) -> &Offices {
        self.offices.get_or_init(|| {
            let mut offices = Offices::default();
            for (at, person) in self.people.iter().enumerate() {
                offices.add(at, person);
            }
            offices
        })
    }
}

/// The people whose title an office is, by how much of it.
#[derive(Debug, Default)]
struct Fitting {
    /// The whole title.
    whole: Vec<usize>,
    /// The title, or words of it.
    by_words: Vec<usize>,
    /// What the title ends with.
    ending: Vec<usize>,
}

impl Offices {
    fn add(&mut self, at: usize, person: &Person<'_>) {
        for role in &person.roles {
            match role {
                Role::Chair => self.chairs.push(at),
                Role::Secretary => self.secretaries.push(at),
                _ => {}
            }
        }
        let Some(title) = &person.title else { return };
        // Whose name is too long to be looked up has no title either.
        if Folded::new(&person.name).is_none() {
            return;
        }
        for part in title.split([',', ';', '/', '(']).take(4) {
            if self.titles.len() >= MOST {
                return;
            }
            if let Some(folded) = Folded::new(part.trim()) {
                self.pairs.add(folded.as_str());
                self.titles.push((folded.as_str().into(), at));
            }
        }
    }

    /// Whose title `office` is, which is folded, with or without its definite ending.
    fn fitting(&self, office: &str) -> Fitting {
        let mut fitting = Fitting::default();
        for (title, at) in &self.titles {
            let (mut whole, mut by_words, mut ending) = (false, false, false);
            for stem in std::iter::once(office).chain(indefinite(office)) {
                // Nearly no title begins or ends so.
                if title.ends_with(stem) || title.starts_with(stem) {
                    whole |= **title == *stem;
                    by_words |= **title == *stem || is_last_word(title, stem);
                    ending |= stem.len() > 4 && title.ends_with(stem);
                }
            }
            fitting.whole.extend(whole.then_some(*at));
            fitting.by_words.extend(by_words.then_some(*at));
            fitting.ending.extend(ending.then_some(*at));
        }
        fitting
    }
}

impl Pairs {
    fn add(&mut self, text: &str) {
        for pair in text.as_bytes().windows(2) {
            self.0[usize::from(pair[0] % 32)] |= 1 << (pair[1] % 32);
        }
    }

    /// Whether `office`, without a definite ending or with it, may stand in one of the texts, which are folded: its
    /// first two letters do. An ending has four letters at most, so six at the beginning keep these; others are not
    /// judged.
    fn may_hold_stem(&self, office: &str) -> bool {
        let judged =
            office.as_bytes().first_chunk::<6>().filter(|six| six.iter().all(u8::is_ascii_alphabetic));
        judged.is_none_or(|[first, second, ..]| self.0[usize::from(first % 32)] & 1 << (second % 32) != 0)
    }
}

impl Names {
    fn add(&mut self, at: usize, person: &Person<'_>) {
        let Some(key) = name_key(&person.name) else {
            self.first_of_name.push(usize::MAX);
            return;
        };
        let first = self.by_name.get(key.as_str()).and_then(|people| people.first());
        self.first_of_name.push(first.copied().unwrap_or(at));
        for word in key.split(' ').filter(|word| word.chars().count() > 2) {
            self.by_word.entry(word.into()).or_default().push(at);
        }
        self.by_name.entry(key.into_boxed_str()).or_default().push(at);
    }
}

/// A name's words in alphabetical order, folded, so that `Ek Bo`, `Ek, Bo` and `Bo Ek` are one.
fn name_key(name: &str) -> Option<String> {
    let folded = Folded::new(name)?;
    let mut words: Vec<&str> = folded.as_str().split([' ', ',']).filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    Some(words.join(" "))
}

/// Whether the title's own last word before what it is for (`chef för`, `direktör, staben`) is `stem`,
/// with words such as `tf.` before it.
fn is_last_word(title: &str, stem: &str) -> bool {
    title.strip_suffix(stem).is_some_and(|before| before.ends_with([' ', '.']))
        || title.strip_prefix(stem).is_some_and(|after| after.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roster() -> Roster<'static> {
        let person = |name: &'static str, party: Option<&'static str>, title: Option<&'static str>, roles| {
            Person { name: name.into(), party: party.map(Into::into), title: title.map(Into::into), roles }
        };
        Roster::new(vec![
            person("Anna Berg", Some("S"), None, vec![Role::Member, Role::Chair]),
            person("Bo Ek", None, Some("tf. ekonomichef, kontoret"), vec![Role::Official]),
            person("Öst Anna-Lisa", None, Some("hälso- och sjukvårdsdirektör"), vec![]),
            person("Carl Hök", Some("M"), Some("museichef"), vec![]),
            person("Dan Hök", Some("C"), Some("kassör"), vec![Role::Secretary]),
            person("Anna Berg", Some("S"), None, vec![]),
            person("Eva Al", None, Some("Verkställande direktör"), vec![]),
        ])
    }

    #[test]
    fn mentions_and_who_they_are() {
        let (roster, lexicon) = (roster(), Lexicon::built_in());
        let name = |person: Option<&Person<'static>>| person.map(|person| person.name.clone().into_owned());
        for (mention, who) in [
            ("Anna Berg", Some("Anna Berg")),
            ("Berg", Some("Anna Berg")),
            ("Anna-Lisa Öst", Some("Öst Anna-Lisa")),
            ("Hök", None),
            ("Carl Hök", Some("Carl Hök")),
            ("Eva Lund", None),
        ] {
            assert_eq!(name(roster.by_name(mention)).as_deref(), who, "{mention}");
        }
        for (office, who) in [
            ("Ordföranden", Some("Anna Berg")),
            ("sekreteraren", Some("Dan Hök")),
            ("Ekonomichefen", Some("Bo Ek")),
            ("Hälso- och sjukvårdsdirektören", Some("Öst Anna-Lisa")),
            ("Museichefen", Some("Carl Hök")),
            ("Kassören", Some("Dan Hök")),
            ("Hälsodirektören", None),
            ("VD", Some("Eva Al")),
            ("Rektorn", None),
            ("Ekonomin", None),
            ("sjukvårdsdirektören", Some("Öst Anna-Lisa")),
            ("direktör", Some("Eva Al")),
            ("Nämnden", None),
        ] {
            assert_eq!(name(roster.by_office(office, lexicon)).as_deref(), who, "{office}");
        }
        assert_eq!(name(roster.by_name_and_party("Hök", "C")).as_deref(), Some("Dan Hök"));
    }
}
