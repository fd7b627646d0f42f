//! Lists of names in running text, before or behind what stands for a choice, and below it.
//!
//! | as written | who votes |
//! | --- | --- |
//! | `Ja röstar: Anna Berg (S) och Bo Ek (C).` | both, yes |
//! | `Anna Berg och Bo Ek avstår från att rösta.` | both, neither |
//! | `Anna Berg röstade för, Bo Ek emot` | one, yes, and one, no |
//! | `Nej-röster` alone | whom the next paragraphs name |

use super::choice;
use super::tally::Votes;
use crate::grammar::is_letter;
use crate::grammar::people_list::{Form, cut_word, may_hold_name, may_hold_name_behind};
use crate::item::passage::{Passage, Sentence, beginning, offset, without_bullet};
use crate::item::who::{Named, Who};
use crate::lexicon::{Clue, Clues, Hit};
use crate::model::BallotVote;

/// How long what stands between a choice and its names is at most, in bytes: `till nämndens förslag:`.
const LONGEST_LEAD: usize = 70;

/// Words by which people are listed.
const LISTING: Clues =
    Clues::of(&[Clue::Yes, Clue::No, Clue::Abstain, Clue::Away, Clue::Against, Clue::InFavour, Clue::Down]);

/// Puts the people of a passage to the votes.
pub(super) fn add<'a>(passage: &Passage<'_, 'a>, who: Who<'_, 'a>, votes: &mut Votes<'a>) {
    let mut reader = Reader { passage, who, votes, sides: Vec::new() };
    for sentence in passage.sentences_telling(LISTING, who.lexicon) {
        reader.sentence(sentence);
    }
    reader.take_sides();
}

/// Reads the sentences of a passage.
struct Reader<'r, 'p, 'a> {
    passage: &'r Passage<'p, 'a>,
    who: Who<'r, 'a>,
    votes: &'r mut Votes<'a>,
    /// Who was for something and who against, where neither yes nor no is said.
    sides: Vec<(BallotVote, Vec<Named<'a>>)>,
}

impl<'a> Reader<'_, '_, 'a> {
    fn sentence(&mut self, sentence: Sentence<'_>) {
        let (passage, who) = (self.passage, self.who);
        // Behind the last choice, and behind the people that stood behind one.
        let (mut from, mut taken) = (0, 0);
        let mut last: Option<Hit> = None;
        for hit in sentence.hits() {
            let before = last.replace(hit);
            let before = before.as_ref();
            let lead = sentence.before(&hit);
            let lead_from = |from: usize| lead.get(from..).unwrap_or_default();
            let found = choice(hit.clues)
                .or_else(|| favour(sentence, &hit))
                .or_else(|| laid_down(passage.clues, before, &hit));
            let Some(choice) = found else {
                if let Some(choice) = side(passage.clues, before, &hit, &self.sides) {
                    let people = people_before(lead_from(from), passage, who);
                    from = lead.len();
                    if !people.is_empty() {
                        self.sides.push((choice, people));
                    }
                }
                continue;
            };
            let people = if from >= taken { people_before(lead_from(from), passage, who) } else { vec![] };
            from = lead.len();
            if !people.is_empty() {
                self.votes.add_people(choice, people);
                continue;
            }
            let (people, left) = people_behind(sentence.after(&hit), passage, who);
            if !people.is_empty() {
                self.votes.add_people(choice, people);
                taken = offset(sentence.text, left);
                from = taken;
            }
        }
    }

    /// Who was for it is no vote as long as nobody was against.
    fn take_sides(self) {
        let has = |choice| self.sides.iter().any(|(side, _)| *side == choice);
        if has(BallotVote::Yes) && has(BallotVote::No) {
            for (choice, people) in self.sides {
                self.votes.add_people(choice, people);
            }
        }
    }
}

/// A paragraph that only opens a list: `Ja-röster`, `Nej röstar (3):`.
pub(super) fn lone_choice(passage: &Passage<'_, '_>, who: Who<'_, '_>) -> Option<BallotVote> {
    choice(passage.clues)?;
    if passage.text.split_whitespace().nth(5).is_some() {
        return None;
    }
    let whole = passage.whole();
    let hit = whole.hits().find(|hit| choice(hit.clues).is_some())?;
    let opens = whole.before(&hit).trim().is_empty() || passage.text.trim_end().ends_with(':');
    let rest = filler_behind(whole.after(&hit), who);
    // "Ja (avslag)": what the choice means.
    let rest = if whole.after(&hit).ends_with(')') && !rest.contains(' ') { "" } else { rest };
    (opens && rest.trim_matches([' ', ':', '.']).is_empty()).then(|| choice(hit.clues)).flatten()
}

/// The people of a paragraph that holds nothing else.
pub(super) fn wholly_people<'a>(passage: &Passage<'_, 'a>, who: Who<'_, 'a>) -> Vec<Named<'a>> {
    let (people, rest) = who.list(without_bullet(passage.text));
    if rest.trim_matches([' ', ',', '.', ';']).is_empty() { who.named(&people, passage) } else { vec![] }
}

/// `Bo Ek lade ned sin röst`
fn laid_down(passage: Clues, before: Option<&Hit>, hit: &Hit) -> Option<BallotVote> {
    let laid = before.is_some_and(|before| before.clues.has(Clue::Lay) && before.end + 1 == hit.start);
    (hit.clues.has(Clue::Down) && laid && passage.has(Clue::Votes)).then_some(BallotVote::Abstain)
}

/// `Anna Berg röstade för, Bo Ek emot`, where neither yes nor no is said; who is for something else is
/// against.
fn side(
    passage: Clues,
    before: Option<&Hit>,
    hit: &Hit,
    sides: &[(BallotVote, Vec<Named<'_>>)],
) -> Option<BallotVote> {
    if passage.any(&[Clue::Yes, Clue::No]) || !passage.has(Clue::Votes) {
        return None;
    }
    let voted = before.is_some_and(|before| before.clues.has(Clue::Votes) && before.end + 1 == hit.start);
    match () {
        () if hit.clues.has(Clue::InFavour) && voted => {
            Some(if sides.is_empty() { BallotVote::Yes } else { BallotVote::No })
        }
        () if hit.clues.has(Clue::Against) && (voted || !sides.is_empty()) => Some(BallotVote::No),
        () => None,
    }
}

/// `För:` and `Emot:` at the head of a list.
fn favour(sentence: Sentence<'_>, hit: &Hit) -> Option<BallotVote> {
    let choice = match () {
        () if hit.clues.has(Clue::InFavour) => BallotVote::Yes,
        () if hit.clues.has(Clue::Against) => BallotVote::No,
        () => return None,
    };
    let heads = sentence.after(hit).starts_with(':') && sentence.before(hit).trim().is_empty();
    heads.then_some(choice)
}

/// The people in `lead`, where nothing but words of voting stands between them and its end:
/// `Anna Berg och Bo Ek röstade`, `medan Eva Lund`.
fn people_before<'a>(lead: &str, passage: &Passage<'_, 'a>, who: Who<'_, 'a>) -> Vec<Named<'a>> {
    let mut start = lead.trim_start_matches([' ', ',', '.', ';', ')']);
    // One word alone is not certain to name somebody.
    if !may_hold_name_behind(start) {
        return vec![];
    }
    for _ in 0..3 {
        let (people, rest) = who.list(start);
        let certain = people.iter().any(|one| one.form != Form::Known);
        if certain && filler_behind(rest, who).trim_matches([' ', ',']).is_empty() {
            return who.named(&people, passage);
        }
        let (word, rest) = cut_word(start);
        if !who.lexicon.clues.get(word).any(&[
            Clue::Joining,
            Clue::Subordinator,
            Clue::VoteFiller,
            Clue::Adverb,
        ]) {
            break;
        }
        start = rest.trim_start();
    }
    vec![]
}

/// The people behind a choice, and what is left: `röstar: Anna Berg`, `-röster (Berg Anna`, `till
/// förslaget: Anna Berg`.
fn people_behind<'t, 'a>(
    tail: &'t str,
    passage: &Passage<'_, 'a>,
    who: Who<'_, 'a>,
) -> (Vec<Named<'a>>, &'t str) {
    if !may_hold_name(tail) {
        return (vec![], tail);
    }
    let lead = beginning(tail, LONGEST_LEAD);
    let colon = || {
        let at = lead.find(':')?;
        let closed = tail[..at].contains(['.', ';']) || tail[..at].contains(", ");
        (!closed).then(|| tail[at + 1..].trim_start())
    };
    let cast = || {
        let may_be = who.lexicon.clues.may_tell(passage.clues, Clue::By);
        if may_be { cast_by(lead, who).map(|at| &tail[at..]) } else { None }
    };
    let starts: [&dyn Fn() -> Option<&'t str>; 3] = [&|| Some(filler_behind(tail, who)), &colon, &cast];
    for start in starts.into_iter().filter_map(|start| start()) {
        let (people, rest) = who.list(start);
        if !people.is_empty() && !rest.trim_start().starts_with(|c: char| c.is_lowercase())
            || people.len() > 1
        {
            return (who.named(&people, passage), rest);
        }
    }
    (vec![], tail)
}

/// Where the people begin that cast the votes: `för bifall till yrkandet avgavs av Anna Berg`.
fn cast_by(lead: &str, who: Who<'_, '_>) -> Option<usize> {
    let lead = lead.split(['.', ';']).next().unwrap_or_default();
    let (mut at, mut cast) = (0, false);
    for word in lead.split(' ') {
        at += word.len() + 1;
        let clues = who.lexicon.clues.get(word);
        if cast && clues.has(Clue::By) {
            return lead.get(at..).map(|_| at);
        }
        cast = clues.has(Clue::Votes);
    }
    None
}

/// `tail` without words of voting, numbers and marks at its beginning.
fn filler_behind<'t>(tail: &'t str, who: Who<'_, '_>) -> &'t str {
    let mut rest = tail;
    for _ in 0..8 {
        rest = rest.trim_start_matches([' ', ':', '(', ')', '-', '–', '=', '\u{a0}']);
        let end = rest.find(|c: char| !(c.is_ascii_digit() || is_letter(c))).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let number = !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
        if !number && !who.lexicon.clues.get(word).any(&[Clue::VoteFiller, Clue::Votes]) {
            break;
        }
        rest = after;
    }
    rest
}

#[cfg(test)]
mod tests {
    use crate::item::votes::testing::votes;

    #[test]
    fn names_in_running_text() {
        for (text, found) in [
            (
                "Ja röstar: Eva Lund (S) och Nils Ahl (C).\nNej röstar Åsa Öst (M).\nBo Ek (L) avstår.",
                "2 1 1 - Eva Lund/S=Yes, Nils Ahl/C=Yes, Åsa Öst/M=No, Bo Ek/L=Abstain",
            ),
            (
                "Ja för bifall till yrkandet avgavs av Eva Lund och Nils Ahl. Nej avgavs av Åsa Öst.",
                "2 1 - - Eva Lund=Yes, Nils Ahl=Yes, Åsa Öst=No",
            ),
            (
                "Ja-röster: Eva Lund, S, Nils Ahl, C.\nNej-röster: Åsa Öst, M.",
                "2 1 - - Eva Lund/S=Yes, Nils Ahl/C=Yes, Åsa Öst/M=No",
            ),
            (
                "Vid omröstningen avgavs 2 JA-röster (Lund Eva och Ahl Nils) och 1 NEJ-röst (Öst Åsa).",
                "2 1 - - Lund Eva=Yes, Ahl Nils=Yes, Öst Åsa=No",
            ),
            (
                "Ja till förslaget: Eva Lund och Nils Ahl. Nej: Åsa Öst.",
                "2 1 - - Eva Lund=Yes, Nils Ahl=Yes, Åsa Öst=No",
            ),
            (
                "Omröstning genomfördes. Ja till museichefens förslag: Eva af Lund och Nils Ahl. Nej: Åsa Öst.\n\
                 Beslut\nNämnden beslutar med 2 ja-röster mot 1 nej-röst att bifalla.",
                "2 1 - - Eva af Lund=Yes, Nils Ahl=Yes, Åsa Öst=No",
            ),
            ("Eva Lund (S) röstade för, Åsa Öst (M) emot.", "1 1 - - Eva Lund/S=Yes, Åsa Öst/M=No"),
            (
                "Eva Lund och Nils Ahl röstar för förslaget. Åsa Öst röstar för eget yrkande.",
                "2 1 - - Eva Lund=Yes, Nils Ahl=Yes, Åsa Öst=No",
            ),
            (
                "Ja till 5,5 procent: Eva Lund, Nils Ahl Nej: Åsa Öst Avstår: Bo Ek",
                "2 1 1 - Eva Lund=Yes, Nils Ahl=Yes, Åsa Öst=No, Bo Ek=Abstain",
            ),
            (
                "Ja röstade Eva Lund och Nils Ahl. Åsa Öst röstade nej. Bo Ek lade ned sin röst.",
                "2 1 1 - Eva Lund=Yes, Nils Ahl=Yes, Åsa Öst=No, Bo Ek=Abstain",
            ),
            (
                "Följande ledamöter röstar ja: Eva Lund och Nils Ahl.\nÅsa Öst röstade nej.",
                "2 1 - - Eva Lund=Yes, Nils Ahl=Yes, Åsa Öst=No",
            ),
            (
                "Ja-röster\nEva Lund (S)\nNils Ahl (C)\nNej-röster\nÅsa Öst (M)",
                "2 1 - - Eva Lund/S=Yes, Nils Ahl/C=Yes, Åsa Öst/M=No",
            ),
        ] {
            assert_eq!(votes(text), [found], "{text:?}");
        }
    }

    #[test]
    fn names_below_what_stands_for_a_choice() {
        let text = "Ja (avslag)\nEva Lund, Nils Ahl\nNej (bifall)\nÅsa Öst\nAvstår\nBo Ek";
        assert_eq!(votes(text), ["2 1 1 - Eva Lund=Yes, Nils Ahl=Yes, Åsa Öst=No, Bo Ek=Abstain"]);
    }
}
