//! Who acts in a sentence: the people before or after a verb, by name.
//!
//! | as written | who, at the verb |
//! | --- | --- |
//! | `Anna Berg (S) och Bo Ek (M) yrkar` | both |
//! | `Roland Ek, gruppchef, presenterade` | Roland Ek |
//! | `Museichefen rapporterade` | the one whose title in the lists is that |
//! | `Därefter informerade Anna Berg` | Anna Berg |
//! | `Anna Berg frågade varför kommunen redovisar` | nobody: others stand between |
//! | `Kommunen redovisar` | nobody |

use super::passage::{Passage, beginning, piece, without_bullet};
use crate::grammar::name::{is_initial, name};
use crate::grammar::people_list::{Form, Mention, People, cut_word, may_hold_name_behind};
use crate::grammar::verb::is_told;
use crate::lexicon::{Clue, Lexicon};
use crate::model::Text;
use crate::resolution::roster::{Person, Roster};

/// How many words an office has at most: `Hälso- och sjukvårdsdirektören`.
const LONGEST_OFFICE: usize = 5;

/// In how much of a paragraph a full name is looked for, in bytes.
const LONGEST_SEARCHED: usize = 4000;

/// In how many places of a paragraph a full name is looked for.
const MOST_PLACES: usize = 6;

/// Somebody, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named<'a> {
    pub(super) name: Text<'a>,
    pub(super) party: Option<Text<'a>>,
}

/// The people of the document, and the words to find them by.
#[derive(Clone, Copy)]
pub(super) struct Who<'r, 'a> {
    pub(super) roster: &'r Roster<'a>,
    pub(super) lexicon: &'r Lexicon,
}

impl<'a> Who<'_, 'a> {
    /// Reads with `read` the people somewhere in a text.
    fn reading<T>(&self, read: impl FnOnce(People<'_>) -> T) -> T {
        let known = |word: &str| self.roster.by_name(word).is_some();
        read(People { lexicon: self.lexicon, known: &known })
    }

    /// The people at the beginning of `text`, and what is left.
    pub(super) fn list<'t>(&self, text: &'t str) -> (Vec<Mention<'t>>, &'t str) {
        self.reading(|people| people.list(text))
    }

    /// The people at the beginning of `text`, and what is left behind what is said of the last.
    pub(super) fn list_and_apposition<'t>(&self, text: &'t str) -> (Vec<Mention<'t>>, &'t str) {
        self.reading(|people| people.list_and_apposition(text))
    }

    /// The people whom `mentions` name, as far as it is clear.
    pub(super) fn named(&self, mentions: &[Mention<'_>], passage: &Passage<'_, 'a>) -> Vec<Named<'a>> {
        mentions.iter().filter_map(|mention| self.name_in(mention, &passage.paragraph.text)).collect()
    }

    /// The person whom `mention` names: as written where that is a full name, else as the lists have it.
    pub(super) fn name_in(&self, mention: &Mention<'_>, whole: &Text<'a>) -> Option<Named<'a>> {
        let party = mention.party.map(|party| self.party(party, whole));
        if mention.form == Form::Full {
            let name = self.without_strange_title(mention.name);
            return Some(Named { name: piece(whole, name), party });
        }
        let known = mention
            .party
            .and_then(|party| {
                let party = self.lexicon.parties.get(party).map_or(party, |party| party);
                self.roster.by_name_and_party(mention.name, party)
            })
            .or_else(|| self.roster.by_name(mention.name))
            .or_else(|| self.by_title_and_name(mention));
        match known {
            Some(person) => Some(Named { name: person.name.clone(), party }),
            None if mention.form == Form::Titled => {
                let name = self.in_full(mention.name, whole).unwrap_or(mention.name);
                Some(Named { name: piece(whole, name), party })
            }
            None => None,
        }
    }

    /// The full name that stands in the same paragraph: `Godsägaren A. Ek föreslog …. Godsägaren Ek`.
    fn in_full<'t>(&self, family: &str, whole: &'t str) -> Option<&'t str> {
        let near = beginning(whole, LONGEST_SEARCHED);
        near.match_indices(family).take(MOST_PLACES).find_map(|(at, _)| {
            let end = at + family.len();
            let lead = whole[..at].strip_suffix(' ')?;
            let starts = lead.match_indices(' ').rev().map(|(space, _)| space + 1).take(2);
            let starts: Vec<usize> = starts.collect();
            starts.into_iter().rev().find_map(|start| {
                let (rest, found) = name(&whole[start..], self.lexicon).ok()?;
                (whole.len() - rest.len() == end).then_some(found)
            })
        })
    }

    /// The one person whom `lead` names by office, as long as what stands behind leads on.
    pub(super) fn official(&self, lead: &str) -> Vec<Named<'a>> {
        let person = self.office(lead);
        person
            .map(|person| Named { name: person.name.clone(), party: person.party.clone() })
            .into_iter()
            .collect()
    }

    /// `Ekonomichef Ek`, where several are called Ek and one of them is that.
    fn by_title_and_name(&self, mention: &Mention<'_>) -> Option<&Person<'a>> {
        let person = self.roster.by_office(mention.title?, self.lexicon)?;
        person.name.split([' ', ',']).any(|word| word == mention.name).then_some(person)
    }

    /// A title that no list has looks like a part of the name; the lists of people know better.
    fn without_strange_title<'t>(&self, name: &'t str) -> &'t str {
        let titled = |(first, rest): &(&str, &str)| rest.contains(' ') && !is_initial(first);
        let Some((_, rest)) = name.split_once(' ').filter(titled) else { return name };
        let strange = self.roster.by_name(rest).is_some() && self.roster.by_name(name).is_none();
        if strange { rest } else { name }
    }

    /// A party in its usual capitals.
    fn party(&self, party: &str, whole: &Text<'a>) -> Text<'a> {
        match self.lexicon.parties.get(party) {
            Some(usual) if **usual == *party => piece(whole, party),
            Some(usual) => Text::Owned(String::from(&**usual)),
            None => Text::Owned(party.to_uppercase()),
        }
    }

    /// Who acts, where `lead` stands between the beginning of a sentence and its verb.
    pub(super) fn before(&self, lead: &str, passage: &Passage<'_, 'a>) -> Vec<Named<'a>> {
        let lead = without_bullet(lead).trim_end();
        // Without one the first word alone can name somebody: a title, or a family name.
        let may_name = may_hold_name_behind(lead);
        let colon = if may_name { behind_last_colon(lead) } else { None };
        for start in [Some(lead), colon].into_iter().flatten() {
            let (people, rest) = self.list_and_apposition(start);
            if people.is_empty() {
                continue;
            }
            if self.leads_on(rest) {
                return self.named(&people, passage);
            }
            if let Some(person) = self.joined_office(rest) {
                let mut all = self.named(&people, passage);
                all.push(Named { name: person.name.clone(), party: person.party.clone() });
                return all;
            }
        }
        if let Some(person) = self.office(lead) {
            return vec![Named { name: person.name.clone(), party: person.party.clone() }];
        }
        if may_name { self.last_clause(lead, passage) } else { vec![] }
    }

    /// `(S) och ordföranden` behind people: the last of them, by office.
    fn joined_office(&self, rest: &str) -> Option<&Person<'a>> {
        let (word, office) = cut_word(rest.trim_start_matches([' ', ',']));
        let joined = self.lexicon.clues.get(word).has(Clue::Joining);
        self.office(office.trim_start()).filter(|_| joined)
    }

    /// Who does the last of several things, the first of which may take clauses of its own:
    /// `Bo Ek ansåg att tiden var för kort och` anmälde.
    pub(super) fn at_first(&self, lead: &str, passage: &Passage<'_, 'a>) -> Vec<Named<'a>> {
        let lead = without_bullet(lead).trim_end();
        let last = lead.rsplit(' ').next().unwrap_or_default();
        if !self.lexicon.clues.get(last).has(Clue::Joining) {
            return vec![];
        }
        let (people, rest) = self.list(lead);
        let (verb, _) = cut_word(rest.trim_start());
        if is_told(verb, self.lexicon) { self.named(&people, passage) } else { vec![] }
    }

    /// `Två anbud har kommit in och Bo Ek` redovisade.
    fn last_clause(&self, lead: &str, passage: &Passage<'_, 'a>) -> Vec<Named<'a>> {
        let joined = lead.match_indices(' ').rev().take(12).find_map(|(at, _)| {
            let (word, rest) = cut_word(lead.get(at + 1..)?);
            (self.lexicon.clues.get(word).has(Clue::Joining)).then_some(rest.trim_start())
        });
        let comma = lead.rfind(", ").map(|at| &lead[at + 2..]);
        for clause in [joined, comma].into_iter().flatten() {
            let (people, rest) = self.list(clause);
            // "Nämndens ordförande, herr Bo Ek," redogjorde: the comma behind closes what the one before opened.
            if !people.is_empty()
                && rest.trim_matches([' ', ',']).is_empty()
                && people.iter().all(|one| one.form != Form::Known)
            {
                return self.named(&people, passage);
            }
        }
        vec![]
    }

    /// Whether what stands between people and a verb lets the verb be theirs.
    fn leads_on(&self, rest: &str) -> bool {
        let rest = rest.trim().trim_end_matches(',').trim_end();
        if rest.is_empty() {
            return true;
        }
        if rest.starts_with(['.', ':', ';', '/', '–']) {
            return false;
        }
        let mut hits = Vec::new();
        let clues = self.lexicon.clues.scan(rest, &mut hits);
        let words = rest.split_whitespace().count();
        let first = self.lexicon.clues.get(cut_word(rest.trim_start_matches([',', ' '])).0);
        let last = hits.last().filter(|hit| hit.end == rest.len()).map(|hit| hit.clues).unwrap_or_default();
        let adverbs = hits.iter().filter(|hit| hit.clues.any(&[Clue::Adverb, Clue::Utter])).count();
        adverbs == words
            || last.has(Clue::Joining) && !clues.has(Clue::Subordinator)
            || clues.has(Clue::Support) && !clues.any(&[Clue::Move, Clue::Suggest])
            || first.has(Clue::Accompaniment)
                && words <= 8
                && !rest.contains(',')
                && !clues.any(&[Clue::Subordinator, Clue::Utter, Clue::Present, Clue::Move])
    }

    /// The one person whom `lead` names by office, as long as what stands behind leads on.
    fn office(&self, lead: &str) -> Option<&Person<'a>> {
        if !self.roster.may_begin_with_office(lead, self.lexicon) {
            return None;
        }
        let mut ends = [0; LONGEST_OFFICE + 1];
        let marks = memchr::memchr2_iter(b' ', b',', lead.as_bytes()).take(LONGEST_OFFICE);
        let short = lead.bytes().filter(|byte| *byte == b' ').count() < LONGEST_OFFICE;
        let all = marks.chain(short.then_some(lead.len()));
        let count = ends.iter_mut().zip(all).map(|(end, at)| *end = at).count();
        ends[..count].iter().rev().find_map(|&end| {
            let person = self.roster.by_office(&lead[..end], self.lexicon)?;
            self.leads_on(&lead[end..]).then_some(person)
        })
    }

    /// Who acts, where the subject follows the verb: `tail` stands after it.
    pub(super) fn after(&self, tail: &str, passage: &Passage<'_, 'a>) -> Vec<Named<'a>> {
        let mut tail = tail.trim_start();
        for _ in 0..3 {
            let (word, rest) = cut_word(tail);
            if !self.lexicon.clues.get(word).any(&[Clue::Adverb, Clue::Oneself]) || word.ends_with(',') {
                break;
            }
            tail = rest.trim_start();
        }
        let (people, _) = self.list(tail);
        if !people.is_empty() {
            return self.named(&people, passage);
        }
        let ends = tail.match_indices([' ', ',', '.']).map(|(at, _)| at).chain([tail.len()]);
        ends.take(LONGEST_OFFICE)
            .filter_map(|end| tail.get(..end))
            .find_map(|office| self.roster.by_office(office, self.lexicon))
            .map(|person| vec![Named { name: person.name.clone(), party: person.party.clone() }])
            .unwrap_or_default()
    }

    /// Whether the subject follows the verb after `lead`: only adverbs and the like stand there.
    pub(super) fn is_inverted(&self, lead: &str) -> bool {
        let (first, _) = cut_word(without_bullet(lead));
        lead.trim().is_empty()
            || self.lexicon.clues.get(first).any(&[Clue::Inverting, Clue::Adverb, Clue::Accompaniment])
                && self.list(without_bullet(lead)).0.is_empty()
    }
}

/// What stands behind the last colon with a blank.
fn behind_last_colon(text: &str) -> Option<&str> {
    let mut colons = memchr::memrchr_iter(b':', text.as_bytes());
    colons.find(|at| text.as_bytes().get(at + 1) == Some(&b' ')).map(|at| &text[at + 2..])
}

/// Puts `people` behind those of `names` that are not there yet.
pub(super) fn add_names<'a>(names: &mut Vec<Text<'a>>, people: impl IntoIterator<Item = Named<'a>>) {
    for person in people {
        if !names.contains(&person.name) {
            names.push(person.name);
        }
    }
}

/// The names and the parties of `people`, each once.
pub(super) fn names_and_parties<'a>(
    people: impl IntoIterator<Item = Named<'a>>,
) -> (Vec<Text<'a>>, Vec<Text<'a>>) {
    let (mut names, mut parties) = (Vec::new(), Vec::new());
    for person in people {
        if let Some(party) = person.party
            && !parties.contains(&party)
        {
            parties.push(party);
        }
        if !names.contains(&person.name) {
            names.push(person.name);
        }
    }
    (names, parties)
}
