//! Sentences that decide, where no section does: with the word itself, without it, or as a recommendation.

use super::super::passage::{Passage, Sentence, without_bullet};
use super::super::who::Who;
use super::{Decision, is_adjusted_at_once, is_courtesy};
use crate::grammar::last_word;
use crate::grammar::people_list::cut_word;
use crate::lexicon::{Clue, Hit, Section, indefinite, may_be_infinitive};

/// How many verbs of one sentence are looked at.
const MOST_VERBS: usize = 12;

/// What is decided with the word itself: in the account of a vote only where it is not said more plainly.
pub(super) fn decided<'q, 'p, 'a>(
    passages: &'q [Passage<'p, 'a>],
    who: Who<'q, 'a>,
) -> Vec<Decision<'q, 'p, 'a>> {
    let mut found = read(passages, who, may_decide, is_decided);
    if found.iter().any(|found| found.rank == Rank::Plain) {
        found.retain(|found| found.rank == Rank::Plain);
    }
    decisions(found)
}

/// What is decided without the word.
pub(super) fn enacted<'q, 'p, 'a>(
    passages: &'q [Passage<'p, 'a>],
    who: Who<'q, 'a>,
) -> Vec<Decision<'q, 'p, 'a>> {
    decisions(read(passages, who, may_enact, is_enacted))
}

/// What another organ shall decide.
pub(super) fn recommended<'q, 'p, 'a>(
    passages: &'q [Passage<'p, 'a>],
    who: Who<'q, 'a>,
) -> Vec<Decision<'q, 'p, 'a>> {
    decisions(read(passages, who, may_recommend, is_recommended))
}

fn decisions<'q, 'p, 'a>(found: Vec<Found<'q, 'p, 'a>>) -> Vec<Decision<'q, 'p, 'a>> {
    found.into_iter().map(|found| found.decision).collect()
}

/// A sentence that decides.
struct Found<'q, 'p, 'a> {
    decision: Decision<'q, 'p, 'a>,
    rank: Rank,
}

/// How plainly a sentence decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rank {
    Plain,
    /// As the outcome of a vote, in the account of it: counts only where nothing is plainer.
    Vote,
}

/// The sentences that decide by `decides`, with the lists below them.
fn read<'q, 'p, 'a>(
    passages: &'q [Passage<'p, 'a>],
    who: Who<'q, 'a>,
    may: fn(&Passage<'_, '_>) -> bool,
    decides: fn(Sentence<'_>, Who<'_, '_>) -> bool,
) -> Vec<Found<'q, 'p, 'a>> {
    let mut found = Vec::new();
    let mut below = Below::Nothing;
    for passage in passages {
        if below.takes(passage, who) {
            below = below.behind(passage, who);
            found.push(Found { decision: Decision::new(passage, passage.unlisted()), rank: Rank::Plain });
            continue;
        }
        below = Below::Nothing;
        if !may(passage) {
            continue;
        }
        for sentence in passage.sentences(who.lexicon) {
            if is_adjusted_at_once(sentence) || !decides(sentence, who) {
                below = Below::Nothing;
                continue;
            }
            let voted = sentence.has(Clue::Yes) && sentence.has(Clue::No)
                || matches!(passage.section, Some(Section::Vote | Section::Procedure));
            let rank = if voted { Rank::Vote } else { Rank::Plain };
            let text = without_bullet(sentence.text);
            found.push(Found { decision: Decision::new(passage, text), rank });
            below = Below::of(sentence);
        }
    }
    found
}

/// What below a sentence that decides is a part of it.
#[derive(Debug, Clone, Copy)]
enum Below {
    Nothing,
    /// A list.
    List,
    /// A list, or short lines without marks.
    Lines,
    /// The same; where it begins without marks it goes on without.
    Clause,
    /// Lines without marks.
    Unmarked,
}

impl Below {
    fn of(sentence: Sentence<'_>) -> Self {
        match () {
            () if sentence.text.ends_with('.') => Self::Nothing,
            () if sentence.text.ends_with(':') => Self::Lines,
            () if ends_in_clause(sentence) => Self::Clause,
            () => Self::List,
        }
    }

    fn takes(self, passage: &Passage<'_, '_>, who: Who<'_, '_>) -> bool {
        let listed = || passage.is_listed(who.lexicon);
        match self {
            Self::Nothing => false,
            Self::List => listed(),
            Self::Lines | Self::Clause => listed() || goes_on(passage, who),
            Self::Unmarked => !listed() && goes_on(passage, who),
        }
    }

    /// What goes on behind a passage that it took.
    fn behind(self, passage: &Passage<'_, '_>, who: Who<'_, '_>) -> Self {
        match self {
            _ if passage.elects_whom_follows(who.lexicon) => Self::Lines,
            _ if passage.is_listed(who.lexicon) => Self::List,
            Self::Clause => Self::Unmarked,
            same => same,
        }
    }
}

/// `… disponeras så att`: the lines below go on with the clause.
fn ends_in_clause(sentence: Sentence<'_>) -> bool {
    sentence
        .hits()
        .last()
        .is_some_and(|hit| hit.clues.has(Clue::Clause) && sentence.after(&hit).trim().is_empty())
}

/// Whether a line below a lead is a part of the decision: it begins small, or tells of nothing that was done.
fn goes_on(passage: &Passage<'_, '_>, who: Who<'_, '_>) -> bool {
    passage.text.starts_with(char::is_lowercase) || passage.is_line(who.lexicon)
}

/// Whether a passage may tell what is decided here, by where it stands.
fn is_open(passage: &Passage<'_, '_>) -> bool {
    // What a draft proposes is in the present; under it may stand what was decided.
    let drafted = passage.section == Some(Section::Draft) && passage.clues.has(Clue::Decided);
    drafted || !passage.section.is_some_and(Section::is_of_some)
}

/// Whether a sentence of the passage can decide with the word itself.
fn may_decide(passage: &Passage<'_, '_>) -> bool {
    passage.clues.any(&[Clue::Decide, Clue::Decided, Clue::HasDecided]) && is_open(passage)
}

/// Whether one can decide without it.
fn may_enact(passage: &Passage<'_, '_>) -> bool {
    passage.clues.any(&[Clue::Enacted, Clue::Enacts]) && is_open(passage)
}

/// Whether an organ can recommend something: under *Förslag till beslut* too, where nothing is decided besides.
fn may_recommend(passage: &Passage<'_, '_>) -> bool {
    passage.clues.has(Clue::Suggest) && (passage.section == Some(Section::Draft) || is_open(passage))
}

/// Whether the sentence decides with the word itself: *beslutar*, *beslöt*.
fn is_decided(sentence: Sentence<'_>, who: Who<'_, '_>) -> bool {
    let decides = |hit: &Hit| hit.clues.any(&[Clue::Decide, Clue::Decided]);
    sentence.hits().filter(decides).take(MOST_VERBS).any(|verb| {
        let told = || {
            is_elsewhere(sentence, &verb, who)
                || qualifies(sentence, &verb, who)
                || verb.clues.has(Clue::Decided) && is_earlier(sentence, &verb, who)
        };
        sentence.is_main_clause(&verb) && !told()
    }) || sentence.concluding().is_some_and(|verb| sentence.is_main_clause(&verb))
}

/// `den beslutade omläggningen`: a word between an article and its noun.
fn qualifies(sentence: Sentence<'_>, verb: &Hit, who: Who<'_, '_>) -> bool {
    let before = last_word(sentence.before(verb).trim_end());
    let next = cut_word(sentence.after(verb).trim_start()).0.trim_end_matches(['.', ',']);
    who.lexicon.articles.has(before)
        && indefinite(next).next().is_some()
        && !who.lexicon.clues.get(next).has(Clue::Organ)
}

/// Whether the sentence decides without it: *godkändes*, *utsågs*, *styrelsen biföll*.
fn is_enacted(sentence: Sentence<'_>, who: Who<'_, '_>) -> bool {
    let enacts = |hit: &Hit| hit.clues.any(&[Clue::Enacted, Clue::Enacts]);
    sentence.hits().filter(enacts).take(MOST_VERBS).any(|verb| {
        let enacted = verb.clues.has(Clue::Enacted) && !is_dated_at_once(sentence.after(&verb), who)
            || verb.clues.has(Clue::Enacts) && has_organ(sentence, &verb, who);
        let filed = !verb.clues.has(Clue::Lay) || sentence.has(Clue::Files);
        let clause = sentence.text.split(',').next().unwrap_or_default();
        let withdrawn = !verb.clues.has(Clue::Withdrawn) || clause.split(' ').count() <= 6;
        let enacted = enacted && !(verb.clues.has(Clue::Past) && is_earlier(sentence, &verb, who));
        enacted && filed && withdrawn && sentence.is_main_clause(&verb) && !is_elsewhere(sentence, &verb, who)
    }) && !is_courtesy(sentence, who)
}

/// Whether the sentence recommends what another organ shall decide: `Kommunstyrelsen föreslår
/// fullmäktige besluta`. In the minutes of that other organ it is a draft, and then something is decided
/// besides.
fn is_recommended(sentence: Sentence<'_>, who: Who<'_, '_>) -> bool {
    sentence.first(Clue::Suggest).is_some_and(|verb| {
        (sentence.has(Clue::ToDecide) || to_organ(sentence.after(&verb), who))
            && sentence.is_main_clause(&verb)
            && has_organ(sentence, &verb, who)
            && !is_earlier(sentence, &verb, who)
    })
}

/// `kommunfullmäktige`, `stämman att anta planen`: another organ shall decide, and nothing is said of what
/// but a clause.
fn to_organ(tail: &str, who: Who<'_, '_>) -> bool {
    let (organ, rest) = cut_word(tail.trim_start());
    let (next, _) = cut_word(rest.trim_start());
    let is_organ = who.lexicon.clues.get(organ).has(Clue::Organ) || who.lexicon.is_body_word(organ);
    is_organ && (rest.trim_matches([' ', ':']).is_empty() || who.lexicon.clues.get(next).has(Clue::Clause))
}

/// Whether an organ is the subject of a verb: the word before it, or right behind where no person stands
/// before. `Anna Berg tackade rådet` has the organ for an object.
fn has_organ(sentence: Sentence<'_>, verb: &Hit, who: Who<'_, '_>) -> bool {
    let is_organ =
        |word: &str| who.lexicon.clues.get(word).has(Clue::Organ) || who.lexicon.is_body_word(word);
    let lead = sentence.before(verb);
    // "Revisorerna tillstyrker att styrelsen": the organ of a clause is no subject.
    let clause = |word: &&str| who.lexicon.clues.get(word).has(Clue::Clause);
    let mut behind = sentence.after(verb).split_whitespace().take(3).take_while(|word| !clause(word));
    lead.split_whitespace().next_back().is_some_and(is_organ)
        || behind.any(is_organ) && who.list(lead).0.is_empty()
}

/// Whether another authority decides: *Regeringen*, *Länsstyrelsen*.
fn is_elsewhere(sentence: Sentence<'_>, verb: &Hit, who: Who<'_, '_>) -> bool {
    let authority = |word: &str| who.lexicon.clues.get(word).has(Clue::Authority);
    sentence.before(verb).split_whitespace().rev().take(3).any(authority)
        || sentence.after(verb).split_whitespace().next().is_some_and(authority)
}

/// Whether it was decided at another time: a date, a month or a paragraph stands before the verb or
/// between it and what is decided.
fn is_earlier(sentence: Sentence<'_>, verb: &Hit, who: Who<'_, '_>) -> bool {
    let lead = sentence.before(verb);
    let tail = sentence.after(verb);
    // "Vid besiktningen 2019 beslutades": a year, where an occasion is named.
    let occasion = who.lexicon.clues.get(cut_word(lead).0).has(Clue::Accompaniment);
    if occasion && lead.split_whitespace().next_back().is_some_and(is_year) {
        return true;
    }
    // "beslöt godkänna avtalet för tiden från den 14 mars": what is decided follows at once.
    let next = cut_word(tail.trim_start()).0;
    let at_once = may_be_infinitive(next) && !who.lexicon.clues.get(next).has(Clue::When);
    let tail = if at_once { "" } else { tail };
    let said = sentence
        .hits()
        .find(|hit| hit.start > verb.start && hit.clues.any(&[Clue::Clause, Clue::Subordinator]))
        .map_or(tail, |hit| tail.get(..hit.start.saturating_sub(verb.end)).unwrap_or(tail));
    let words = lead.split_whitespace().chain(said.split_whitespace().take(14));
    // "enligt stadgarna § 3" is a rule, and no earlier paragraph.
    let mut before = "";
    words.into_iter().any(|word| {
        let of_rule = who.lexicon.clues.get(std::mem::replace(&mut before, word)).has(Clue::Rule);
        !of_rule && is_time(word, who)
    })
}

/// Whether a date follows at once: `valdes 2019`, `antogs den 3 mars`.
fn is_dated_at_once(tail: &str, who: Who<'_, '_>) -> bool {
    tail.split_whitespace().take(3).take_while(|word| !is_until(word)).any(|word| is_time(word, who))
}

/// A word that leads forward in time: `bordlades till den 3 maj`.
fn is_until(word: &str) -> bool {
    word.len() > 4 || word.ends_with([',', '.'])
}

/// `1987`, `2019`
fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("1") || word.starts_with("20"))
        && word.bytes().all(|b| b.is_ascii_digit())
}

/// A word of a date before the meeting: `2019-03-14`, `17.3.2021`, `mars`, `§`.
fn is_time(word: &str, who: Who<'_, '_>) -> bool {
    let word = word.trim_matches([',', '.', ';', '(', ')']);
    word.starts_with('§')
        || who.lexicon.months.has(word)
        || word.starts_with(|c: char| c.is_ascii_digit())
            && word.len() >= 6
            && word.chars().filter(char::is_ascii_digit).count() >= 4
            && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '.' | '/' | '–'))
            && word.contains(['-', '.', '/'])
}
