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
    index: OnceCell<Index>,
}

/// The people by the words of their names, and by the last words of their titles.
#[derive(Debug, Clone, Default)]
struct Index {
    by_name: HashMap<Box<str>, Vec<usize>>,
    by_word: HashMap<Box<str>, Vec<usize>>,
    by_role: HashMap<Role, Vec<usize>>,
    titles: Vec<(Box<str>, usize)>,
    /// Of each person, which of them was the first with the name; of those whose name is too long, one behind all.
    first_of_name: Vec<usize>,
}

impl<'a> Roster<'a> {
    /// The roster of `people`.
    pub(crate) fn new(people: Vec<Person<'a>>) -> Self {
        Self { people, index: OnceCell::new() }
    }

    /// The one person that `mention` names: a full name in either order, or a family or given name that
    /// only one person has.
    pub(crate) fn by_name(&self, mention: &str) -> Option<&Person<'a>> {
        let index = self.index();
        let key = name_key(mention)?;
        if let Some(found) = index.by_name.get(key.as_str()) {
            return self.only(found);
        }
        if mention.contains(' ') {
            return None;
        }
        self.only(index.by_word.get(key.as_str())?)
    }

    /// The one person with the family name and the party.
    pub(crate) fn by_name_and_party(&self, mention: &str, party: &str) -> Option<&Person<'a>> {
        let index = self.index();
        let key = name_key(mention)?;
        let all = index.by_name.get(key.as_str()).or_else(|| index.by_word.get(key.as_str()))?;
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
        if let Some(role) = lexicon.roles.get(office)
            && matches!(role, Role::Chair | Role::Secretary)
            && let Some(person) = self.by_role(*role)
        {
            return Some(person);
        }
        let folded = Folded::new(office)?;
        let stems: Vec<&str> = std::iter::once(folded.as_str()).chain(indefinite(folded.as_str())).collect();
        let index = self.index();
        let fitting = |fits: &dyn Fn(&str, &str) -> bool| -> Vec<usize> {
            index
                .titles
                .iter()
                .filter(|(title, _)| stems.iter().any(|stem| fits(title, stem)))
                .map(|(_, at)| *at)
                .collect()
        };
        // "stf förbundschef" is another than "förbundschef".
        if let Some(person) = self.only(&fitting(&|title, stem| title == stem)) {
            return Some(person);
        }
        let exact = fitting(&|title, stem| title == stem || is_last_word(title, stem));
        if !exact.is_empty() {
            return self.only(&exact);
        }
        if let Some(same) = lexicon.same_titles.get(office) {
            let found = fitting(&|title, _| lexicon.same_titles.get(title) == Some(same));
            return self.only(&found);
        }
        self.only(&fitting(&|title, stem| stem.len() > 4 && title.ends_with(stem)))
    }

    /// The one person with `role`.
    pub(crate) fn by_role(&self, role: Role) -> Option<&Person<'a>> {
        self.only(self.index().by_role.get(&role)?)
    }

    /// The person, where all of `found` are one.
    fn only(&self, found: &[usize]) -> Option<&Person<'a>> {
        let first = self.people.get(*found.first()?)?;
        let same = &self.index().first_of_name;
        found.iter().all(|at| same.get(*at) == same.get(found[0])).then_some(first)
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let mut index = Index::default();
            for (at, person) in self.people.iter().enumerate() {
                index.add(at, person);
            }
            index
        })
    }
}

impl Index {
    fn add(&mut self, at: usize, person: &Person<'_>) {
        for role in &person.roles {
            self.by_role.entry(*role).or_default().push(at);
        }
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
        let Some(title) = &person.title else { return };
        for part in title.split([',', ';', '/', '(']).take(4) {
            if self.titles.len() >= MOST {
                return;
            }
            if let Some(folded) = Folded::new(part.trim()) {
                self.titles.push((folded.as_str().into(), at));
            }
        }
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
            ("Nämnden", None),
        ] {
            assert_eq!(name(roster.by_office(office, lexicon)).as_deref(), who, "{office}");
        }
        assert_eq!(name(roster.by_name_and_party("Hök", "C")).as_deref(), Some("Dan Hök"));
    }
}
