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

mod classify;
mod ends;
mod entry;
mod given;
mod order;
mod proxy;
mod qualifier;
mod start;

pub(crate) use self::entry::Entry;
pub(crate) use self::given::given_names;
pub(crate) use self::order::NameOrder;
pub(crate) use self::start::{Begins, Starts, Told, may_name, start};

use self::start::{MOST_TITLE_WORDS, Start, start_under};
use std::cell::Cell;
use std::ops::Range;

use self::classify::substituted;
use self::ends::{conjunctions, end_of_aside, next_boundary};
use self::proxy::proxy;
use super::{conjunction, first_word, is_dash, name};
use crate::lexicon::{Clue, LabelWord, Lexicon, Note};
use crate::model::{Role, Roles};
use crate::room;

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

/// Reads the entries in `text`.
pub(crate) fn entries<'l>(text: &str, apart: Apart, lexicon: &'l Lexicon) -> Vec<Entry<'l>> {
    entries_and_doubt(text, None, apart, lexicon).0
}

/// The same, where it may be told already with whom the text begins, and whether it mattered how the entries are kept
/// apart: where it did not, they are the same kept apart by lines or by commas.
pub(crate) fn entries_and_doubt<'l>(
    text: &str,
    first: Option<Told>,
    apart: Apart,
    lexicon: &'l Lexicon,
) -> (Vec<Entry<'l>>, bool) {
    Reader {
        text,
        told: Cell::new(first),
        at: 0,
        apart,
        asked_apart: Cell::new(false),
        together: Cell::new(None),
        lexicon,
        common: Roles::new(),
        joined: false,
        last_in_common: false,
        courtesy: false,
        former: None,
        serves_for: None,
        entries: Vec::new(),
    }
    .read()
}

struct Reader<'t, 'l> {
    text: &'t str,
    /// Whether a person follows is asked before the entry begins.
    told: Cell<Option<Told>>,
    at: usize,
    apart: Apart,
    /// Whether it mattered how the entries are kept apart.
    asked_apart: Cell<bool>,
    /// Whether people run together, where that has been asked.
    together: Cell<Option<bool>>,
    lexicon: &'l Lexicon,
    /// Roles in the plural that hold for those who follow: *ledamöterna A, B och C*.
    common: Roles,
    /// Whether *och* stands before the person that begins.
    joined: bool,
    /// Whether the last person was the last of those, behind *och*.
    last_in_common: bool,
    courtesy: bool,
    /// Of which entry before *den förre* spoke, while the clauses behind it are read.
    former: Option<usize>,
    /// Whom the next person serves for, where it stands before them: *såsom suppleant för A. Ek B. Ask*.
    serves_for: Option<Range<usize>>,
    entries: Vec<Entry<'l>>,
}

/// The longest group before the people who belong to it, in bytes.
const LONGEST_GROUP: usize = 48;

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
        let here = |told: &Told| told.at == at && told.courtesy == self.courtesy;
        match self.told.take().filter(here) {
            Some(told) => told.start,
            None => start_under(self.courtesy, &self.text[at..], self.lexicon),
        }
    }

    /// Keeps who begins at byte `at` for when it is asked again.
    fn keep(&self, at: usize, start: Start) {
        self.told.set(Some(Told { at, courtesy: self.courtesy, start: Some(start) }));
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
            let behind_and = conjunction(trimmed, self.lexicon);
            self.joined |= behind_and.is_some();
            let trimmed = behind_and.unwrap_or(trimmed);
            let trimmed = self.adverb(trimmed).unwrap_or(trimmed);
            if trimmed.len() == rest.len() {
                return;
            }
            self.at = self.text.len() - trimmed.len();
        }
    }

    /// `dessutom`, `även` before a person.
    fn adverb<'t>(&self, text: &'t str) -> Option<&'t str> {
        let (word, rest) = text.starts_with(char::is_lowercase).then(|| text.split_once(' '))??;
        (self.lexicon.label_words.get(word) == Some(&LabelWord::Other)).then_some(rest)
    }

    /// No person begins here: goes on behind the next comma.
    fn skip_segment(&mut self) {
        let rest = &self.text[self.at..];
        let end = end_of_aside(rest);
        if let Some(people) = self.behind_group(&rest[..end]) {
            self.at += people;
            return;
        }
        if let Some(told) = self.told_present(&rest[..end]) {
            self.at += told;
            return;
        }
        if let Some((_, from)) = self.proxy_in(self.at..self.at + end) {
            self.at = from;
            return;
        }
        // "samt suppleanten N N": the segment may begin with small words.
        let and = conjunctions(&rest[..end], self.lexicon).map(|(at, _)| at).next();
        self.at = next_boundary(self.text, self.at + and.unwrap_or(end).max(1));
    }

    /// Where the people begin behind the group that they belong to: `Centerpartiet: Bo Ek`.
    fn behind_group(&self, text: &str) -> Option<usize> {
        let colon = memchr::memchr(b':', &text.as_bytes()[..text.len().min(LONGEST_GROUP)])?;
        let people = text[colon + 1..].trim_start();
        let begin = text.len() - people.len();
        (begin > colon + 1 && self.person_follows(&self.text[self.at + begin..])).then_some(begin)
    }

    /// Who is there for the owner that a piece of text names, and where the words about them begin:
    /// `Norrby kommun genom ombudet Bo Ek`.
    pub(super) fn proxy_in(&self, piece: Range<usize>) -> Option<(Start, usize)> {
        let behind = proxy(&self.text[piece.clone()], self.lexicon)?;
        let from = piece.start + behind;
        let start = self.start_at(from)?;
        self.keep(from, start.clone());
        Some((start, from))
    }

    /// Where somebody begins behind words that say who else was there: `Dessutom närvarade Bo Ek`, `Därjämte
    /// var föreståndaren J. A. Ek tillstädes`.
    fn told_present(&self, text: &str) -> Option<usize> {
        let mut told = false;
        let mut at = 0;
        for word in text.split(' ').take(MOST_TITLE_WORDS) {
            let word_of_list = self.lexicon.label_words.get(word);
            let verb = self.lexicon.behind_label.has(word) || word_of_list == Some(&LabelWord::Present);
            if told && at > 0 && !verb && self.person_follows(&self.text[self.at + at..]) {
                return Some(at);
            }
            told |= self.lexicon.clues.get(word).has(Clue::From) && at == 0;
            told |= matches!(word_of_list, Some(LabelWord::Present | LabelWord::Other));
            at += word.len() + 1;
        }
        None
    }

    fn entry(&mut self, start: Start) {
        let base = self.at;
        let shift = |range: &Range<usize>| range.start + base..range.end + base;
        if start.common {
            self.common = start.roles;
            self.courtesy = start.courtesy;
        } else if !start.roles.is_empty() {
            self.common = Roles::new();
        } else if !start.courtesy {
            self.courtesy = false;
        }
        // "ledamöterna A, B och C, direktören D": the last is no member.
        if !start.common && self.last_in_common {
            self.common = Roles::new();
        }
        let joined = std::mem::take(&mut self.joined);
        self.last_in_common = joined && !start.common && !self.common.is_empty();
        let mut entry = Entry {
            name: shift(&start.name),
            roles: if start.roles.is_empty() { self.common } else { start.roles },
            titles: start.titles.iter().map(shift).collect(),
            whole: base..base + start.name.end,
            ..Entry::default()
        };
        if let Some(member) = self.serves_for.take() {
            entry.details.substituting_for = Some(member);
            entry.serving = Some(true);
            entry.roles.add(Role::Deputy);
        }
        // "Tjänstgörande ersättare N N"
        let lead = first_word(&self.text[base..entry.name.start]);
        if entry.roles.contains(&Role::Deputy) && self.lexicon.notes.get(lead) == Some(&Note::Serving) {
            entry.serving = Some(true);
        }
        self.at = base + start.name.end;
        self.former = None;
        while self.qualifier(&mut entry) {
            entry.whole.end = self.at;
        }
        if self.entries.is_empty() {
            // Nearly all rows name one person, and an entry is large.
            self.entries.reserve_exact(1);
        }
        room::push(&mut self.entries, entry);
    }

    /// Whether a person begins `text`, which is the end of the whole.
    fn person_follows(&self, text: &str) -> bool {
        let at = self.text.len() - text.len();
        let start = self.start_at(at);
        start.map(|start| self.keep(at, start)).is_some()
    }
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
                parts.extend(
                    entry.details.substituting_for.clone().map(|range| format!("for {}", &text[range])),
                );
                parts.extend(entry.serving.map(|serving| format!("serving {serving}")));
                parts.extend(entry.remote.then(|| "remote".to_owned()));
                parts.extend(entry.status.map(|status| format!("{status:?}")));
                parts.extend(
                    entry
                        .details
                        .attended
                        .as_ref()
                        .and_then(|attended| attended.normalised(&[(1, 0), (9, 0)])),
                );
                parts.join(" ")
            })
            .collect()
    }

    #[test]
    fn people_who_run_together() {
        for (text, read) in [
            ("Eva Ek, kamrer, § 3 Bo Ask, rektor", &["Eva Ek <kamrer> 3", "Bo Ask <rektor>"][..]),
            ("Eva Ek (S), ordförande Bo Ask (M)", &["Eva Ek (S) Chair", "Bo Ask (M)"]),
            (
                "Eva Ek (S), ordförande Bo Ask (M), vice ordförande Åsa Öst (C) Per Ros (V)",
                &["Eva Ek (S) Chair", "Bo Ask (M) ViceChair", "Åsa Öst (C)", "Per Ros (V)"],
            ),
            (
                "Eva Ek, socialchef Bo Ask, ekonom §§ 4-5 Åsa Öst, sekreterare",
                &["Eva Ek <socialchef>", "Bo Ask <ekonom> 4-5", "Åsa Öst Secretary"],
            ),
        ] {
            for apart in [Apart::ByLine, Apart::ByComma] {
                assert_eq!(show(text, apart), read, "{text:?}");
            }
        }
        // Titles before their names, and people between commas.
        for (text, read) in [
            ("Eva Ek, rektor Bo Ask, kamrer Per Ros", &["Eva Ek", "Bo Ask <rektor>", "Per Ros <kamrer>"]),
            (
                "Eva Ek (S), ordförande Bo Ask (M), Per Ros (C)",
                &["Eva Ek (S)", "Bo Ask (M) Chair", "Per Ros (C)"],
            ),
        ] {
            assert_eq!(show(text, Apart::ByComma), read, "{text:?}");
        }
    }

    #[test]
    fn entries_by_line() {
        for (text, read) in [
            ("Anna Berg (S), ordförande", &["Anna Berg (S) Chair"][..]),
            ("2:e vice ordförande Anna Berg (S)", &["Anna Berg (S) ViceChair"]),
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
            ("Eva Ask (för Bo Ek), Åke Öst", &["Eva Ask for Bo Ek serving true", "Åke Öst"]),
            ("Eva Ask (för Bo Ek), kassör i Norrby", &["Eva Ask <kassör i Norrby> for Bo Ek serving true"]),
            ("Norrby kommun genom ombudet Bo Ek, 100 aktier", &["Bo Ek"]),
            ("Siw Falk genom Bo Ek, 100 aktier", &["Bo Ek"]),
            ("Norrby kommun (företrädd av kommunalrådet Bo Ek), 10 röster", &["Bo Ek <kommunalrådet>"]),
            ("Siw Falk, invald genom lottning", &["Siw Falk <invald genom lottning>"]),
            ("Bo Ek, revisor, två åhörare", &["Bo Ek Auditor"]),
        ] {
            assert_eq!(show(text, Apart::ByLine), read, "{text:?}");
        }
    }

    #[test]
    fn entries_in_running_text() {
        for (text, read) in [
            (
                "suppleanterna herrar Bo Ek och Nils Öst, av vilka den förre tjänstgjorde i stället för herr Ivar Ahl, som anmält förfall",
                &["Bo Ek Deputy for Ivar Ahl serving true", "Nils Öst Deputy"][..],
            ),
            (
                "suppleanterna Bo Ek och Nils Öst, varav den senare för Ivar Ahl",
                &["Bo Ek Deputy", "Nils Öst Deputy for Ivar Ahl serving true"],
            ),
            (
                "suppleanterna A. Ek, B. Öst och C. Ahl, av hvilka den förstnämnde tjänstgjorde för Ivar Holm",
                &["A. Ek Deputy for Ivar Holm serving true", "B. Öst Deputy", "C. Ahl Deputy"],
            ),
            (
                "kamreraren H. Lag, ingenjören Sven Tun, §§ 7-9, och undertecknad sekreterare",
                &["H. Lag <kamreraren>", "Sven Tun <ingenjören> 7-9"],
            ),
            ("Bo Ek, kassör, samt två åhörare", &["Bo Ek <kassör>"]),
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
            (
                "suppleanten snickare Bo Ek, som tjänstgjorde i stället för byggmästare Ivar Ahl, vilken anmält förfall",
                &["Bo Ek Deputy <snickare> for Ivar Ahl serving true"],
            ),
            ("Tjänstgörande suppleanten Bo Ek för Ivar Ahl", &["Bo Ek Deputy for Ivar Ahl serving true"]),
            ("Bo Ek och Eva Ask (båda anmält förhinder)", &["Bo Ek Excused", "Eva Ask Excused"]),
            ("herrar Bergman, Lind och Ek", &["Bergman", "Lind", "Ek"]),
        ] {
            assert_eq!(show(text, Apart::ByComma), read, "{text:?}");
        }
    }
}
