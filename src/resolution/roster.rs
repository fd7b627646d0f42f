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
use std::ops::Range;

use crate::lexicon::{Folded, Lexicon, indefinite};
use crate::model::{Role, Roles, Text};

/// How many titles, and how many people of one name, are looked through for one mention: more have no meeting,
/// and a list without end must not cost its square.
const MOST: usize = 500;

/// Somebody whom the document names in a list.
#[derive(Debug, Clone)]
pub(crate) struct Person<'a> {
    pub(crate) name: Text<'a>,
    pub(crate) party: Option<Text<'a>>,
    pub(crate) title: Option<Text<'a>>,
    pub(crate) roles: Roles,
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

/// The people by their names and the words of them: asked for by few.
#[derive(Debug, Clone, Default)]
struct Names {
    /// The keys of the names, one behind the other.
    text: String,
    /// Of each person where the key stands; nowhere where the name is too long.
    of_person: Vec<Option<Range<usize>>>,
    /// The keys in alphabetical order, each with its person, who are in order where they have one name.
    whole: Vec<(Range<usize>, usize)>,
    /// The same of the words in them.
    words: Vec<(Range<usize>, usize)>,
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
        let found = names.find(&names.whole, &key);
        if !found.is_empty() || mention.contains(' ') {
            return self.only(found.iter().map(|(_, at)| *at));
        }
        self.only(names.find(&names.words, &key).iter().map(|(_, at)| *at))
    }

    /// The one person with the family name and the party.
    pub(crate) fn by_name_and_party(&self, mention: &str, party: &str) -> Option<&Person<'a>> {
        let names = self.names();
        let key = name_key(mention)?;
        let whole = names.find(&names.whole, &key);
        let all = if whole.is_empty() { names.find(&names.words, &key) } else { whole };
        if all.len() > MOST {
            return None;
        }
        let all = all.iter().map(|(_, at)| *at);
        self.only(all.filter(|&at| self.people[at].party.as_deref() == Some(party)))
    }

    /// The one person whom an office names: `Ordföranden`, `sekreteraren`, `ekonomichefen`, `Rektor`.
    pub(crate) fn by_office(&self, office: &str, lexicon: &Lexicon) -> Option<&Person<'a>> {
        let office = office.trim();
        let offices = self.offices();
        let of_role = match lexicon.roles.get(office) {
            Some(Role::Chair) => self.only(offices.chairs.iter().copied()),
            Some(Role::Secretary) => self.only(offices.secretaries.iter().copied()),
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
        if let Some(person) = self.only(fitting.whole.iter().copied()) {
            return Some(person);
        }
        if !fitting.by_words.is_empty() {
            return self.only(fitting.by_words.iter().copied());
        }
        if let Some(same) = lexicon.same_titles.get(office) {
            let is_same = |title: &str| lexicon.same_titles.get(title) == Some(same);
            return self.only(offices.titles.iter().filter(|(title, _)| is_same(title)).map(|(_, at)| *at));
        }
        self.only(fitting.ending.iter().copied())
    }

    /// Whether an office of [`Self::by_office`] may stand at the beginning of `text`.
    pub(crate) fn may_begin_with_office(&self, text: &str, lexicon: &Lexicon) -> bool {
        let text = text.trim_start();
        let offices = self.offices();
        lexicon.roles.may_lead(text)
            || !offices.titles.is_empty()
                && (offices.pairs.may_hold_stem(text) || lexicon.same_titles.may_lead(text))
    }

    /// The person, where all of `found` are one.
    fn only(&self, mut found: impl Iterator<Item = usize>) -> Option<&Person<'a>> {
        let first = found.next()?;
        let person = self.people.get(first)?;
        found.all(|at| self.names().are_same(first, at)).then_some(person)
    }

    fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::new(&self.people))
    }

    fn offices(&self) -> &Offices {
        self.offices.get_or_init(|| {
            let mut offices = Offices::default();
            for at in 0..self.people.len() {
                offices.add(at, &self.people);
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
    /// Adds the offices of the person at `at`.
    fn add(&mut self, at: usize, people: &[Person<'_>]) {
        let person = &people[at];
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
            let Some(folded) = Folded::new(part.trim()) else { continue };
            // Who stands in several lists is one.
            let is_known = |(title, other): &(Box<str>, usize)| {
                **title == *folded.as_str() && people[*other].name == person.name
            };
            if !self.titles.iter().any(is_known) {
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
    fn new(people: &[Person<'_>]) -> Self {
        let mut names = Self::default();
        people.iter().enumerate().for_each(|(at, person)| names.add(at, &person.name));
        let text = &names.text;
        for all in [&mut names.whole, &mut names.words] {
            all.sort_unstable_by(|(one, at), (other, behind)| {
                text[one.clone()].cmp(&text[other.clone()]).then(at.cmp(behind))
            });
        }
        names
    }

    fn add(&mut self, at: usize, name: &str) {
        let start = self.text.len();
        if push_name_key(&mut self.text, name).is_none() {
            self.of_person.push(None);
            return;
        }
        let mut from = start;
        for word in self.text[start..].split(' ') {
            let end = from + word.len();
            if word.chars().count() > 2 {
                self.words.push((from..end, at));
            }
            from = end + 1;
        }
        self.whole.push((start..self.text.len(), at));
        self.of_person.push(Some(start..self.text.len()));
    }

    /// Those of `all` that are `key`.
    fn find<'n>(&self, all: &'n [(Range<usize>, usize)], key: &str) -> &'n [(Range<usize>, usize)] {
        let behind = &all[all.partition_point(|(name, _)| self.text[name.clone()] < *key)..];
        &behind[..behind.partition_point(|(name, _)| self.text[name.clone()] == *key)]
    }

    /// Whether two people have one name, or both too long a name.
    fn are_same(&self, one: usize, other: usize) -> bool {
        let name = |at: usize| self.of_person.get(at)?.clone().map(|name| &self.text[name]);
        name(one) == name(other)
    }
}

/// A name's words in alphabetical order, folded, so that `Ek Bo`, `Ek, Bo` and `Bo Ek` are one.
fn name_key(name: &str) -> Option<String> {
    let mut key = String::new();
    push_name_key(&mut key, name).map(|()| key)
}

/// Puts that behind other text; nothing where the name is too long.
fn push_name_key(text: &mut String, name: &str) -> Option<()> {
    let folded = Folded::new(name)?;
    let mut words: Vec<&str> = folded.as_str().split([' ', ',']).filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    for (at, word) in words.into_iter().enumerate() {
        if at > 0 {
            text.push(' ');
        }
        text.push_str(word);
    }
    Some(())
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
        let person =
            |name: &'static str, party: Option<&'static str>, title: Option<&'static str>, roles| Person {
                name: name.into(),
                party: party.map(Into::into),
                title: title.map(Into::into),
                roles: Roles::from_iter(roles),
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
