//! Votes: how many for each choice, and who.
//!
//! | as written | vote |
//! | --- | --- |
//! | `Med 17 ja-röster mot 9 nej-röster och 4 som avstår` | 17, 9, 4 |
//! | `sju röstade ja, fem nej, medan en nedlade sin röst` | 7, 5, 1 |
//! | `Ja röstar: Anna Berg (S) och Bo Ek (C). Nej röstar …` | by name |
//! | `4 JA-röster (Berg Anna, Ek Bo …) och 3 NEJ-röster (…)` | 4, 3, and by name |
//! | `Anna Berg och Bo Ek avstår från att rösta.` | by name |
//! | a table with an X under *Ja*, *Nej*, *Avstår*, *Frånvarande* | by name, and the sums |
//! | such a table in an appendix, of which one vote has the sums | by name |
//! | names in columns under *Ja-röster*, *Nej-röster* | by name |
//! | `fyra röstade för VD:s förslag och två för Bo Eks` | 4, 2 |
//! | `för bifall afgåfvos 612 och för afslag 388` | 612, 388 |
//! | `Anna Berg röstade för, Bo Ek emot` | by name |
//! | `för förslaget avges 6 röster och för yrkandet 3` | 6, 3 |
//! | `beslutar med 6 röster mot 3` | 6 for what was decided, 3 against, where the point has no *ja* and *nej* |
//!
//! What several paragraphs say is put together: the sums and the names of one vote are one vote. A number
//! that differs, or a name that comes again, begins the next.

pub(crate) mod appended;
mod counts;
mod table;

use std::collections::HashSet;

use counts::Counts;
use table::Table;

use super::ParagraphKind;
use super::passage::{Passage, Sentence, beginning, offset, without_bullet};
use super::who::{Named, Who};
use crate::grammar::is_letter;
use crate::grammar::people_list::{Form, cut_word, may_hold_name, may_hold_name_behind};
use crate::lexicon::{Clue, Clues, Hit, Section};
use crate::model::{Ballot, BallotVote, Text, Vote};

/// How many votes a point has at most.
const MOST: usize = 100;

/// How long what stands between a choice and its names is at most, in bytes: `till nämndens förslag:`.
const LONGEST_LEAD: usize = 70;

/// The votes, in order.
pub(super) fn read<'a>(passages: &[Passage<'_, 'a>], source: &'a str, who: Who<'_, 'a>) -> Vec<Vote<'a>> {
    let mut votes = Votes::default();
    let mut table: Option<Table<'a>> = None;
    let mut open: Option<BallotVote> = None;
    for passage in passages {
        if votes.all.len() > MOST {
            break;
        }
        if passage.section == Some(Section::Draft) && !passage.clues.has(Clue::Votes) {
            continue;
        }
        if passage.paragraph.kind == ParagraphKind::Row {
            let cells = table::cells(passage.paragraph, source);
            if let Some(found) = Table::header(&cells, who.lexicon) {
                table = Some(found);
                continue;
            }
            if let Some(table) = &mut table {
                table.row(&cells, who, &mut votes);
                continue;
            }
        } else if let Some(open) = table.as_mut().filter(|table| table.is_of_names()) {
            // The longest column goes on alone: its names look like a paragraph.
            if open.column_of_names(passage.paragraph, source, who, &mut votes) {
                continue;
            }
            table = None;
        }
        if let Some(choice) = open {
            let people = wholly_people(passage, who);
            if !people.is_empty() {
                votes.add_people(choice, people);
                continue;
            }
            open = None;
        }
        if !may_tell_of_votes(passage, who) {
            continue;
        }
        votes.add_counts(&counts::read(passage.text, passage.clues, who.lexicon));
        let before = votes.ballots();
        lists(passage, who, &mut votes);
        if votes.ballots() == before {
            open = lone_choice(passage, who);
        }
    }
    votes.finish()
}

/// Whether numbers or lists of votes may stand in a passage. Where no other word is one of voting, *mot* (`reserverar
/// sig mot beslutet`) heads a list before a colon only.
fn may_tell_of_votes(passage: &Passage<'_, '_>, who: Who<'_, '_>) -> bool {
    const HIDING: Clues = Clues::of(&[Clue::QuestionMark, Clue::Unusual]);
    let clues = passage.clues;
    let may_tell = |clue: &Clue| who.lexicon.clues.may_tell(clues, *clue);
    clues.any(CHOICES)
        && (CHOICES_ALONE.iter().any(may_tell)
            || may_tell(&Clue::Votes)
            || clues.meets(HIDING)
            || passage.text.contains(':'))
        || clues.has(Clue::InFavour) && clues.has(Clue::Votes)
}

/// What stands for a choice.
const CHOICES: &[Clue] = &[Clue::Yes, Clue::No, Clue::Abstain, Clue::Away, Clue::Against];

/// The same without a word beside it.
const CHOICES_ALONE: &[Clue] = &[Clue::Yes, Clue::No, Clue::Abstain, Clue::Away];

/// Words by which people are listed.
const LISTING: Clues =
    Clues::of(&[Clue::Yes, Clue::No, Clue::Abstain, Clue::Away, Clue::Against, Clue::InFavour, Clue::Down]);

/// The choice that a word stands for.
fn choice(clues: Clues) -> Option<BallotVote> {
    [
        (Clue::Yes, BallotVote::Yes),
        (Clue::No, BallotVote::No),
        (Clue::Abstain, BallotVote::Abstain),
        (Clue::Away, BallotVote::Absent),
    ]
    .into_iter()
    .find(|(clue, _)| clues.has(*clue))
    .map(|(_, choice)| choice)
}

/// A paragraph that only opens a list: `Ja-röster`, `Nej röstar (3):`.
fn lone_choice(passage: &Passage<'_, '_>, who: Who<'_, '_>) -> Option<BallotVote> {
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
fn wholly_people<'a>(passage: &Passage<'_, 'a>, who: Who<'_, 'a>) -> Vec<Named<'a>> {
    let (people, rest) = who.list(without_bullet(passage.text));
    if rest.trim_matches([' ', ',', '.', ';']).is_empty() { who.named(&people, passage) } else { vec![] }
}

/// The lists of names in running text, before or behind what stands for a choice.
fn lists<'a>(passage: &Passage<'_, 'a>, who: Who<'_, 'a>, votes: &mut Votes<'a>) {
    let mut taken = 0;
    let mut sides = Vec::new();
    for sentence in passage.sentences_telling(LISTING, who.lexicon) {
        let mut from = 0;
        let mut last: Option<Hit> = None;
        for hit in sentence.hits() {
            let before = last.replace(hit);
            let before = before.as_ref();
            let found = choice(hit.clues)
                .or_else(|| favour(sentence, &hit))
                .or_else(|| laid_down(passage.clues, before, &hit));
            let Some(choice) = found else {
                if let Some(choice) = side(passage.clues, before, &hit, &sides) {
                    let lead = sentence.before(&hit);
                    let people = people_before(lead.get(from..).unwrap_or_default(), passage, who);
                    from = lead.len();
                    if !people.is_empty() {
                        sides.push((choice, people));
                    }
                }
                continue;
            };
            let lead = sentence.before(&hit);
            let people = if from >= taken {
                people_before(lead.get(from..).unwrap_or_default(), passage, who)
            } else {
                vec![]
            };
            from = lead.len();
            if !people.is_empty() {
                votes.add_people(choice, people);
                continue;
            }
            let tail = sentence.after(&hit);
            let (people, left) = people_behind(tail, passage, who);
            if !people.is_empty() {
                votes.add_people(choice, people);
                taken = offset(sentence.text, left);
                from = taken;
            }
        }
        taken = 0;
    }
    // Who was for it is no vote as long as nobody was against.
    let has = |choice| sides.iter().any(|(side, _)| *side == choice);
    if has(BallotVote::Yes) && has(BallotVote::No) {
        for (choice, people) in sides {
            votes.add_people(choice, people);
        }
    }
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

/// The votes found so far.
#[derive(Debug, Default)]
struct Votes<'a> {
    all: Vec<Vote<'a>>,
    /// The names in the last of them.
    seen: HashSet<Text<'a>>,
    /// How many won and lost, where no side is named: they count where the point tells of no other vote.
    unsided: Vec<Counts>,
}

impl<'a> Votes<'a> {
    fn ballots(&self) -> usize {
        self.all.iter().map(|vote| vote.by_name.len()).sum()
    }

    /// Whether the last of them has its sums.
    fn is_added_up(&self) -> bool {
        self.all.last().is_some_and(|vote| vote.yes.is_some())
    }

    fn open(&mut self) -> &mut Vote<'a> {
        if self.all.is_empty() {
            self.next();
        }
        let last = self.all.len() - 1;
        &mut self.all[last]
    }

    /// Begins another vote.
    fn next(&mut self) {
        self.seen.clear();
        self.all.push(Vote { yes: None, no: None, abstain: None, absent: None, by_name: vec![] });
    }

    /// Puts numbers to the last vote, or to a new one where they differ.
    fn add_counts(&mut self, counts: &[Counts]) {
        for counts in counts {
            if counts.is_unsided() {
                self.unsided.push(*counts);
                continue;
            }
            if counts.decides() {
                let known = |vote: &Vote<'_>| vote.yes == counts.yes && vote.no == counts.no;
                if let Some(vote) = self.all.iter_mut().find(|vote| known(vote)) {
                    counts.fill(vote);
                    continue;
                }
                if self.all.last().is_none_or(|vote| !counts.fits(vote)) {
                    self.next();
                }
            } else if !self.all.last().map_or(counts.begins(), |vote| counts.fits(vote)) {
                continue;
            }
            counts.fill(self.open());
        }
    }

    /// Puts names to the last vote, or to a new one where they are there already or are too many.
    fn add_people(&mut self, choice: BallotVote, people: Vec<Named<'a>>) {
        let again = people.iter().any(|person| self.seen.contains(&person.name));
        let many = self.all.last().is_some_and(|vote| {
            let counted = match choice {
                BallotVote::Yes => vote.yes,
                BallotVote::No => vote.no,
                BallotVote::Abstain => vote.abstain,
                BallotVote::Absent => None,
            };
            counted.is_some_and(|counted| {
                let counted = counted as usize;
                counted.abs_diff(people.len()) > 1.max(counted / 8)
            })
        });
        if again || many {
            self.next();
        }
        for person in people {
            self.add_ballot(choice, person);
        }
    }

    /// Puts one name to the last vote, or to a new one where it is there already.
    fn add_ballot(&mut self, choice: BallotVote, person: Named<'a>) {
        if self.seen.contains(&person.name) {
            self.next();
        }
        let name = person.name.clone();
        self.open().by_name.push(Ballot { name: person.name, party: person.party, vote: choice });
        self.seen.insert(name);
    }

    /// The votes of which enough is known, numbers counted from names where none are written.
    fn finish(mut self) -> Vec<Vote<'a>> {
        for vote in &mut self.all {
            count_names(vote);
        }
        self.all.retain(|vote| vote.yes.is_some() && vote.no.is_some());
        for counts in std::mem::take(&mut self.unsided) {
            if self.all.is_empty() {
                self.next();
                counts.fill(self.open());
            }
        }
        self.all
    }
}

fn count_names(vote: &mut Vote<'_>) {
    let count = |choice| vote.by_name.iter().filter(|ballot| ballot.vote == choice).count() as u32;
    let counts = [BallotVote::Yes, BallotVote::No, BallotVote::Abstain, BallotVote::Absent].map(count);
    if counts[0] + counts[1] < 2 {
        return;
    }
    vote.yes = vote.yes.or(Some(counts[0]));
    vote.no = vote.no.or(Some(counts[1]));
    vote.abstain = vote.abstain.or((counts[2] > 0).then_some(counts[2]));
    vote.absent = vote.absent.or((counts[3] > 0).then_some(counts[3]));
}

#[cfg(test)]
mod tests {
    use super::super::testing::findings;

    fn votes(text: &str) -> Vec<String> {
        let show = |vote: crate::model::Vote<'_>| {
            let number = |n: Option<u32>| n.map_or("-".to_owned(), |n| n.to_string());
            let names: Vec<_> = vote
                .by_name
                .iter()
                .map(|b| {
                    format!(
                        "{}{}={:?}",
                        b.name,
                        b.party.as_ref().map(|p| format!("/{p}")).unwrap_or_default(),
                        b.vote
                    )
                })
                .collect();
            format!(
                "{} {} {} {} {}",
                number(vote.yes),
                number(vote.no),
                number(vote.abstain),
                number(vote.absent),
                names.join(", ")
            )
            .trim_end()
            .to_owned()
        };
        findings(text).votes.into_iter().map(show).collect()
    }

    #[test]
    fn numbers_in_every_wording() {
        for (text, found) in [
            ("Med 17 ja-röster mot 9 nej-röster och 4 som avstår beslutar fullmäktige.", "17 9 4 -"),
            ("Röstningen utföll med 9 ja och 5 nej.", "9 5 - -"),
            ("Omröstningen utföll med 28 ja och 17 nej. 2 avstod från att rösta.", "28 17 2 -"),
            ("7 röstade ja till motionen och 5 nej, medan 1 nedlade sin röst.", "7 5 1 -"),
            ("8 ledamöter röstar ja, 4 röstar nej och 1 avstår.", "8 4 1 -"),
            ("Röstetal: 4 ja, 2 nej och 1 som avstod, där ja är bifall till yrkandet.", "4 2 1 -"),
            ("Med 23 röster för ja, 11 röster för nej och 6 som avstår.", "23 11 6 -"),
            ("Ja-röster: 14\nNej-röster: 15\n2 ledamöter är frånvarande.", "14 15 - 2"),
            ("Vid omröstningen avges åtta ja-röster och sex nej-röster. En ledamot avstår.", "8 6 1 -"),
            ("Ja 17, nej 10.", "17 10 - -"),
            (
                "Vid sluten omröstning avgåvos 19 röster för inköp och 11 däremot; 2 röstsedlar voro blanka.",
                "19 11 2 -",
            ),
            ("Styrelsen röstade: 3 för att ställa in, 2 emot, 1 nedlagd röst.", "3 2 1 -"),
            ("Vid rösträkning röstade fyra för VD:s förslag och två för Nils Ahls yrkande.", "4 2 - -"),
            (
                "Vid votering, hvarvid för Godsegarens förslag afgåfvos 412 röster och deremot 655 röster.",
                "412 655 - -",
            ),
            (
                "Lön söktes med 100 kronor för år. Vid omröstning, hvarvid för bifall afgåfvos 612 och för afslag 388 fyrkar, beslöt stämman så.",
                "612 388 - -",
            ),
            ("För styrelsens förslag avgavs 16 röster och för avslag 6 röster.", "16 6 - -"),
            ("Nämnden bifaller förslaget med 6 röster mot 3. En ledamot avstår.", "6 3 1 -"),
            ("Kommunstyrelsen antar med rösterna 4 mot 3 anbudet.", "4 3 - -"),
            ("Efter votering, 14 mot 11 röster, beslöts att avslå motionen.", "14 11 - -"),
            (
                "Omröstningen gav 3 ja-röster och 6 nej-röster.\nNämnden avslår förslaget med 6 röster mot 3.",
                "3 6 - -",
            ),
            (
                "Votering begärs. För det utskickade förslaget avges 6 röster och för Bo Eks förslag 3 röster.",
                "6 3 - -",
            ),
            (
                "Bo Ek föreslog 300 kronor för år. Vid omröstning avgåvos 4 röster för herr Eks förslag och 3 för fru Ahls.",
                "4 3 - -",
            ),
            (
                "Utdebiteringen, en Riksdaler 25 öre för hvarje fyrk, anställdes omröstning om, hvarvid för förslaget afgåfvos 214 röster och deremot 97 röster.",
                "214 97 - -",
            ),
            ("För nämndens förslag röstar 8 ledamöter, emot röstar 4 ledamöter och 1 avstår.", "8 4 1 -"),
            ("Röstsiffrorna blev 23 ja mot 18 nej. 1 lade ned sin röst.", "23 18 1 -"),
        ] {
            assert_eq!(votes(text), [found], "{text:?}");
        }
    }

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
    fn tables_of_names() {
        let crosses = "Ledamot          Parti  Ja   Nej   Avst   Frånv\n\
                       Eva Lund         S      X\n\
                       Transport               1    0     0      0\n\
                       Ledamot          Parti  Ja   Nej   Avst   Frånv\n\
                       Nils von Ahl     M           X\n\
                       Åsa Öst          SD                X\n\
                       Bo Ek            V                        X\n\
                       Summa                   1    1     1      1";
        assert_eq!(
            votes(crosses),
            ["1 1 1 1 Eva Lund/S=Yes, Nils von Ahl/M=No, Åsa Öst/SD=Abstain, Bo Ek/V=Absent"]
        );
        let columns = "Ja-röster             Nej-röster           Avstår\n\
                       Eva Lund (S)          Åsa Öst (M)          Bo Ek (L)\n\
                       Nils Ahl-             Siw Rask (M)\n\
                       Bergström (C)         Ulf Ro (M)";
        assert_eq!(
            votes(columns),
            [
                "2 3 1 - Eva Lund/S=Yes, Åsa Öst/M=No, Bo Ek/L=Abstain, Siw Rask/M=No, Nils Ahl-Bergström/C=Yes, Ulf Ro/M=No"
            ]
        );
    }

    #[test]
    fn names_below_what_stands_for_a_choice() {
        let text = "Ja (avslag)\nEva Lund, Nils Ahl\nNej (bifall)\nÅsa Öst\nAvstår\nBo Ek";
        assert_eq!(votes(text), ["2 1 1 - Eva Lund=Yes, Nils Ahl=Yes, Åsa Öst=No, Bo Ek=Abstain"]);
    }

    #[test]
    fn what_is_no_vote() {
        for text in [
            "Den som stöder förslaget röstar ja, den som stöder Eva Lunds yrkande röstar nej.",
            "Till kassör valdes Eva Lund med 6 röster mot 3 för Nils Ahl.",
            "Anslaget höjs från 6 mot 3 miljoner kronor efter omröstning.",
            "Omröstning begärs inte.",
            "Eva Lund och Nils Ahl röstade för förslaget.",
            "Till kassör valdes Eva Lund med 12 röster för Eva Lund och 3 för Nils Ahl.",
            "Ja, sade 3 av dem. Nej.",
        ] {
            assert_eq!(votes(text), Vec::<String>::new(), "{text:?}");
        }
    }

    #[test]
    fn two_votes_are_two() {
        let text = "Först röstas om återremiss: 11 ja och 70 nej.\nI sakfrågan avges 43 ja-röster och 38 nej-röster.";
        assert_eq!(votes(text), ["11 70 - -", "43 38 - -"]);
    }
}
