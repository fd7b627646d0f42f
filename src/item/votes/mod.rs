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
mod lists;
mod table;
mod tally;
#[cfg(test)]
mod testing;

use table::Table;
use tally::Votes;

use super::ParagraphKind;
use super::passage::{Passage, has_colon};
use super::who::Who;
use crate::lexicon::{Clue, Clues, Section};
use crate::model::{BallotVote, Vote};

/// How many votes a point has at most.
const MOST: usize = 100;

/// The votes, in order.
pub(super) fn read<'a>(passages: &[Passage<'_, 'a>], source: &'a str, who: Who<'_, 'a>) -> Vec<Vote<'a>> {
    let mut reader = Reader { source, who, votes: Votes::default(), table: None, open: None };
    for passage in passages {
        if reader.votes.all.len() > MOST {
            break;
        }
        let is_drafted = passage.section == Some(Section::Draft) && !passage.clues.has(Clue::Votes);
        if !is_drafted && !reader.in_table(passage) && !reader.in_open_list(passage) {
            reader.in_text(passage);
        }
    }
    reader.votes.finish()
}

/// Reads the passages of a point, one after the other.
struct Reader<'r, 'a> {
    source: &'a str,
    who: Who<'r, 'a>,
    votes: Votes<'a>,
    /// The table that the rows belong to.
    table: Option<Table<'a>>,
    /// The choice of those whom the next paragraphs name.
    open: Option<BallotVote>,
}

impl<'a> Reader<'_, 'a> {
    /// Takes a row of a table, or the names that go on alone in its longest column; nothing else.
    fn in_table(&mut self, passage: &Passage<'_, 'a>) -> bool {
        let (who, votes) = (self.who, &mut self.votes);
        if passage.paragraph.kind == ParagraphKind::Row {
            let cells = table::cells(passage.paragraph, self.source);
            if let Some(found) = Table::header(&cells, who.lexicon) {
                self.table = Some(found);
            } else if let Some(table) = &mut self.table {
                table.row(&cells, who, votes);
            } else {
                return false;
            }
            return true;
        }
        let Some(table) = self.table.as_mut().filter(|table| table.is_of_names()) else { return false };
        let goes_on = table.column_of_names(passage.paragraph, self.source, who, votes);
        if !goes_on {
            self.table = None;
        }
        goes_on
    }

    /// Takes people alone, below what stands for their choice.
    fn in_open_list(&mut self, passage: &Passage<'_, 'a>) -> bool {
        let Some(choice) = self.open else { return false };
        let people = lists::wholly_people(passage, self.who);
        if people.is_empty() {
            self.open = None;
            return false;
        }
        self.votes.add_people(choice, people);
        true
    }

    /// Takes the numbers and the names of running text.
    fn in_text(&mut self, passage: &Passage<'_, 'a>) {
        if !may_tell_of_votes(passage, self.who) {
            return;
        }
        self.votes.add_counts(&counts::read(passage.text, passage.clues, self.who.lexicon));
        let before = self.votes.ballots();
        lists::add(passage, self.who, &mut self.votes);
        if self.votes.ballots() == before {
            self.open = lists::lone_choice(passage, self.who);
        }
    }
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
            || has_colon(passage.text))
        || clues.has(Clue::InFavour) && clues.has(Clue::Votes)
}

/// What stands for a choice.
const CHOICES: &[Clue] = &[Clue::Yes, Clue::No, Clue::Abstain, Clue::Away, Clue::Against];

/// The same without a word beside it.
const CHOICES_ALONE: &[Clue] = &[Clue::Yes, Clue::No, Clue::Abstain, Clue::Away];

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

#[cfg(test)]
mod tests {
    use super::testing::votes;

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
