//! Pieces of description: a party, a role, a title, points, a note, whom somebody serves for.

use std::borrow::Cow;
use std::ops::Range;

use super::Reader;
use super::ends::{closing, conjunctions, trimmed};
use super::entry::Entry;
use super::start::{start, start_under};
use crate::grammar::{first_word, has_digit, name, numbers, party};
use crate::lexicon::{Clue, LabelWord, Lexicon, Note};
use crate::model::{Role, Status};

/// The first byte of a dash that is no hyphen.
const EN_DASH: u8 = 0xe2;

/// The longest title behind a name, in bytes; what is longer tells something.
const LONGEST_TITLE: usize = 160;

impl<'l> Reader<'_, 'l> {
    /// Sorts one piece of description.
    pub(super) fn classify(&mut self, range: Range<usize>, entry: &mut Entry<'l>) {
        let range = trimmed(self.text, range);
        let text = &self.text[range.clone()];
        if text.is_empty() {
            return;
        }
        if self.is_known(text, entry) {
            if self.lexicon.offices.has(text) {
                entry.titles.push(range);
            }
            return;
        }
        if self.is_substitution(&range, entry) {
            return;
        }
        if let Some(deputy) = self.deputy_instead(&range) {
            entry.details.replaced_by = Some(deputy);
            return;
        }
        // "hvilken anmält laga förfall" speaks of somebody else.
        let first = first_word(text);
        if text.contains(' ') && self.lexicon.relatives.has(first) {
            let excused = text.match_indices(' ').any(|(at, _)| {
                matches!(self.lexicon.notes.get(&text[at + 1..]), Some(Note::Excused | Note::AllExcused))
            });
            if excused && entry.details.substituting_for.is_some() {
                entry.details.replaced_status = Some(Status::Excused);
            } else if let Some(former) = self.former.filter(|_| excused) {
                self.entries[former].details.replaced_status = Some(Status::Excused);
            } else {
                entry.details.replaced_status = excused.then_some(Status::Excused);
                entry.details.notes.push(range);
            }
            return;
        }
        if let Some(attended) = numbers::attended(text, self.lexicon) {
            entry.details.attended = Some(attended);
            return;
        }
        if let Some((head, items)) = split_items(text, self.lexicon) {
            // "controller § 77", "tjänstgörande §§ 1–4"
            let head = range.start..range.start + head.len();
            if self.lexicon.notes.get(&self.text[head.clone()]) == Some(&Note::Serving) {
                entry.serving = Some(true);
                entry.details.notes.push(range);
                return;
            }
            if self.lexicon.roles.get(&self.text[head.clone()]).is_none() {
                entry.details.attended = numbers::attended(items, self.lexicon);
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
            entry.details.attended = Some(attended);
            return;
        }
        let leaves = self.lexicon.clues.get(first).has(Clue::Leave);
        // "Anna Berg ABG"
        let mark = name::stand_for(text, &self.text[entry.name.clone()]);
        let present = mark || leaves || self.lexicon.label_words.get(text) == Some(&LabelWord::Present);
        // "250 aktier", "två åhörare": how much, and no title.
        let counts = text.starts_with(|c: char| c.is_ascii_digit())
            || text.contains(' ') && self.lexicon.numbers.has(first);
        let told = text.len() > LONGEST_TITLE;
        if present || counts || told || text.split(' ').any(|word| self.is_of_meeting(word)) {
            entry.details.notes.push(range);
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
        // "såsom sekreterare"
        if let Some((link, office)) = text.split_once(' ')
            && self.lexicon.roles.has(office)
            && self.lexicon.clues.get(link).has(Clue::ToOffice)
        {
            return self.is_known(office, entry);
        }
        if let Some(role) = self.lexicon.roles.get(text).copied().or_else(|| self.role_in_organ(text)) {
            entry.roles.add(role);
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
                Note::Excused | Note::AllExcused if entry.details.substituting_for.is_some() => {
                    entry.details.replaced_status = Some(Status::Excused);
                }
                Note::Absent if entry.details.substituting_for.is_some() => {
                    entry.details.replaced_status = Some(Status::Absent);
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
        let replaces = entry.details.substituting_for.is_some();
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
            .filter(|_| entry.party.is_none() || entry.details.substituting_for.is_some())
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
        let own =
            |organ: &str| self.lexicon.clues.get(organ).has(Clue::Organ) && organ.ends_with(['n', 't', 'e']);
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

    /// The first of those whom *den förre* tells from `last`: of deputies the first one, else the one before.
    fn first_of_them(&self, last: &Entry<'_>) -> Option<usize> {
        let deputies = self.entries.iter().rev().take_while(|entry| entry.roles.contains(&Role::Deputy));
        let run = if last.roles.contains(&Role::Deputy) { deputies.count() } else { 1 };
        self.entries.len().checked_sub(run.max(1))
    }

    /// `för N N (S)`, `tjänstgör § 217 för N N`, `ersätter N N`.
    fn is_substitution(&mut self, range: &Range<usize>, entry: &mut Entry<'l>) -> bool {
        let text = &self.text[range.clone()];
        // "vilken tjänstgjorde i stället för N N"
        let leads = text.match_indices(' ').take(2).map(|(at, _)| at);
        let relative = leads.filter(|at| self.lexicon.relatives.has(&text[..*at])).last();
        let one = one_of_them(text, self.lexicon);
        let lead = one.map_or_else(|| relative.map_or(0, |at| at + 1), |one| one.behind);
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
        if one.is_some_and(|one| one.former) {
            let Some(former) = self.first_of_them(entry) else { return false };
            self.former = Some(former);
            let former = &mut self.entries[former];
            former.details.substituting_for = Some(name);
            former.serving = Some(true);
            return true;
        }
        if head.chars().any(|c| c.is_ascii_digit()) {
            entry.details.notes.push(range.clone());
        }
        entry.details.substituting_for = Some(name.clone());
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
            entry.details.attended =
                entry.details.attended.take().or_else(|| numbers::attended(items, self.lexicon));
        }
        true
    }
}

/// Which of the people before a clause speaks of, and where its words about them begin.
#[derive(Clone, Copy)]
struct OneOfThem {
    /// The first of them, and not the last.
    former: bool,
    behind: usize,
}

/// How many words stand before *den förre* at most: `av vilka`.
const MOST_WORDS_BEFORE: usize = 3;

/// `av vilka den förre tjänstgjorde …`, `den senare för …`.
fn one_of_them(text: &str, lexicon: &Lexicon) -> Option<OneOfThem> {
    let begins = [0].into_iter().chain(text.match_indices(' ').map(|(at, _)| at + 1));
    begins.take(MOST_WORDS_BEFORE).find_map(|begin| {
        let (end, _) = text[begin..].match_indices(' ').nth(1)?;
        let phrase = &text[begin..begin + end];
        let former = lexicon.former.has(phrase);
        (former || lexicon.latter.has(phrase)).then_some(OneOfThem { former, behind: begin + end + 1 })
    })
}

/// The longest phrase that says who is replaced, with the name, in bytes.
pub(super) const LONGEST_PHRASE: usize = 200;

/// A phrase that says who is replaced, at the beginning of `text` or behind words about serving: the
/// phrase, and where the name begins.
pub(super) fn substituted<'t>(text: &'t str, lexicon: &Lexicon) -> Option<(&'t str, usize)> {
    let mut spaces = [0; 8];
    let found = memchr::memchr_iter(b' ', &text.as_bytes()[..text.len().min(LONGEST_PHRASE)]);
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
