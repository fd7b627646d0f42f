//! Votes by name in a list apart from the points, behind or before them: *Omröstningslista, bilaga 1*.
//!
//! One list may hold several votes beside each other, each with its own columns:
//!
//! ```text
//!                       Omröstning 1       Omröstning 2
//! Ledamöter             Ja   Nej  Avst     Ja   Nej  Avst
//! Anna Berg (S)         X                       X
//! ```

use super::MOST;
use super::table::{Table, person};
use super::tally::Votes;
use crate::grammar::numbers;
use crate::item::who::Who;
use crate::lexicon::Lexicon;
use crate::lines::Cell;
use crate::lines::rows::Row;
use crate::model::{AgendaItem, Vote};
use crate::resolution::roster::Roster;

/// A vote by name that stands apart from its point.
pub(crate) struct Appended<'a> {
    vote: Vote<'a>,
    /// The point that the head of the list names.
    point: Option<String>,
}

/// The votes of one table, and the point of each as far as its head names it.
#[derive(Default)]
struct Listed<'a> {
    votes: Votes<'a>,
    points: Vec<Option<String>>,
}

/// How many rows in which nobody votes end a table: where a page ends within it, head and foot have fewer.
const IDLE: usize = 40;

/// Reads the rows below each other.
struct Reader<'r, 'a> {
    who: Who<'r, 'a>,
    /// The tables beside each other that the rows belong to.
    tables: Vec<Table<'a>>,
    /// What was found in each of them.
    lists: Vec<Listed<'a>>,
    /// How many rows in a row hold no vote.
    idle: usize,
}

/// The votes by name that the rows of an appendix or of the front hold.
pub(crate) fn read<'a>(rows: &[Row<'a>], roster: &Roster<'a>, lexicon: &Lexicon) -> Vec<Appended<'a>> {
    let who = Who { roster, lexicon };
    let mut reader = Reader { who, tables: vec![], lists: vec![], idle: 0 };
    for (at, row) in rows.iter().enumerate() {
        if reader.tables.is_empty() && !row.line.may_have_cells() {
            continue;
        }
        let cells: Vec<Cell<'a>> = row.line.cells().collect();
        let heads = Table::beside_each_other(&cells, lexicon);
        if heads.is_empty() {
            reader.row(&cells);
        } else {
            reader.heads(heads, at.checked_sub(1).map(|above| &rows[above]));
        }
    }
    let votes = reader.lists.into_iter().flat_map(Listed::finish);
    votes.filter(|list: &Appended<'_>| !list.vote.by_name.is_empty()).take(MOST).collect()
}

impl<'a> Reader<'_, 'a> {
    /// Begins the tables that a row heads; the head comes again on the next page of the same list, unless that list was
    /// added up.
    fn heads(&mut self, heads: Vec<Table<'a>>, above: Option<&Row<'a>>) {
        self.lists.resize_with(self.lists.len().max(heads.len()), Listed::default);
        for (list, head) in self.lists.iter_mut().zip(&heads) {
            if list.votes.is_added_up() {
                list.votes.next();
            }
            list.points.resize(list.votes.all.len().max(1), None);
            if let Some(point) = list.points.last_mut().filter(|point| point.is_none()) {
                *point = above.and_then(|above| point_above(above, head, self.who.lexicon));
            }
        }
        self.tables = heads;
        self.idle = 0;
    }

    /// Takes a row of the tables; what follows too far below the last vote belongs to none of them.
    fn row(&mut self, cells: &[Cell<'a>]) {
        let mut is_vote = false;
        for (table, list) in self.tables.iter_mut().zip(&mut self.lists) {
            is_vote |= table.row(&of_table(cells, table, self.who), self.who, &mut list.votes);
        }
        self.idle = if is_vote { 0 } else { self.idle + 1 };
        if self.idle > IDLE {
            self.tables.clear();
        }
    }
}

impl<'a> Listed<'a> {
    /// The votes, each with its point.
    fn finish(self) -> Vec<Appended<'a>> {
        let votes = self.votes.finish();
        // Where the votes are not those of the heads, nothing tells whose point is whose.
        let told = votes.len() == self.points.len();
        let points = self.points.into_iter().chain(std::iter::repeat(None));
        let appended = |(vote, point): (_, Option<String>)| Appended { vote, point: point.filter(|_| told) };
        votes.into_iter().zip(points).map(appended).collect()
    }
}

/// The point that stands above the columns of a vote: `Omröstning § 6`.
fn point_above(row: &Row<'_>, table: &Table<'_>, lexicon: &Lexicon) -> Option<String> {
    let over = |cell: &Cell<'_>| table.is_below(cell);
    row.line.cells().filter(over).find_map(|cell| {
        let (stretches, rest) =
            numbers::stretches(&cell.text[numbers::find_sign(cell.text, lexicon)?..], lexicon)?;
        let [one] = &numbers::listed(&stretches, 2)[..] else { return None };
        rest.trim().is_empty().then(|| one.clone())
    })
}

/// Who votes and the marks of one table: where a deputy stands beside the member, the deputy votes.
fn of_table<'a>(cells: &[Cell<'a>], table: &Table<'a>, who: Who<'_, 'a>) -> Vec<Cell<'a>> {
    let first = table.first_of_all();
    let people = cells.iter().take_while(|cell| cell.column < first);
    let people: Vec<Cell<'a>> = people.copied().collect();
    let last = people.iter().rposition(|cell| person(&cell.text.into(), who).is_some()).unwrap_or(0);
    let marks = cells.iter().filter(|cell| table.holds(cell)).copied();
    people[last.min(people.len())..].iter().copied().chain(marks).collect()
}

/// Gives the ballots of each list to the vote of the point that its head names, else to the one vote of the agenda that
/// was counted so and has no names.
pub(crate) fn assign<'a>(appended: Vec<Appended<'a>>, agenda: &mut [AgendaItem<'a>]) {
    for Appended { vote: list, point } in appended {
        let named = |item: &AgendaItem<'_>| point.as_deref() == Some(&*item.number);
        let mut of_point = agenda.iter_mut().filter(|item| point.is_some() && named(item));
        if let (Some(item), None) = (of_point.next(), of_point.next()) {
            to_point(list, item);
            continue;
        }
        let mut counted = agenda.iter_mut().flat_map(|item| &mut item.votes).filter(|vote| {
            vote.by_name.is_empty() && vote.yes.is_some() && (vote.yes, vote.no) == (list.yes, list.no)
        });
        if let (Some(vote), None) = (counted.next(), counted.next()) {
            fill(vote, list);
        }
    }
}

/// Gives a list to the vote of `item` that was counted so, or that tells no numbers; where the point tells of no vote,
/// the list is it.
fn to_point<'a>(list: Vote<'a>, item: &mut AgendaItem<'a>) {
    if item.votes.is_empty() {
        item.votes.push(list);
        return;
    }
    let free = |vote: &&mut Vote<'_>| {
        let counted = (vote.yes, vote.no);
        vote.by_name.is_empty() && (counted == (list.yes, list.no) || counted == (None, None))
    };
    if let Some(vote) = item.votes.iter_mut().find(free) {
        fill(vote, list);
    }
}

/// Puts names to a vote, and the numbers that it lacks.
fn fill<'a>(vote: &mut Vote<'a>, list: Vote<'a>) {
    vote.yes = vote.yes.or(list.yes);
    vote.no = vote.no.or(list.no);
    vote.abstain = vote.abstain.or(list.abstain);
    vote.absent = vote.absent.or(list.absent);
    vote.by_name = list.by_name;
}

#[cfg(test)]
mod tests {
    use crate::parse;

    #[test]
    fn lists_go_to_the_votes_that_were_counted_so() {
        let points = "Protokoll 2024-03-04\n\nNärvarande: Anna Berg, Bo Ek, Eva Ask\n\n\
                      § 1 Budget\n\nOmröstningen utfaller med 2 ja-röster mot 1 nej-röst.\n\n\
                      § 2 Skatt\n\nOmröstningen utfaller med 1 ja-röst mot 2 nej-röster.\n\n";
        let list = |number: u32, marks: [&str; 3]| {
            let [anna, bo, eva] = marks;
            format!(
                "Bilaga {number}\n\nOMRÖSTNINGSLISTA\n\nNamn           Ja   Nej  Avst\n\
                 Anna Berg      {anna}\nBo Ek          {bo}\nEva Ask        {eva}\n\n"
            )
        };
        let (yes, no) = ("X", "     X");
        let first = list(1, [yes, yes, no]);
        let second = list(2, [no, no, yes]);
        let votes = |text: &str| -> Vec<usize> {
            let document = parse(text);
            document.agenda.iter().flat_map(|item| &item.votes).map(|vote| vote.by_name.len()).collect()
        };
        assert_eq!(votes(&format!("{points}{first}")), [3, 0]);
        assert_eq!(votes(&format!("{points}{first}{second}")), [3, 3]);
        assert_eq!(votes(&format!("{points}{}", list(1, [yes, yes, yes]))), [0, 0]);
    }

    #[test]
    fn lists_go_to_the_points_that_their_heads_name() {
        let text = "Protokoll 2024-03-04\n\nNärvarande: Anna Berg, Bo Ek, Eva Ask\n\n\
                    § 1 Budget\n\nOmröstningen utfaller med 2 ja-röster mot 1 nej-röst.\n\n\
                    § 2 Skatt\n\nOmröstningen utfaller med 2 ja-röster mot 1 nej-röst.\n\n\
                    Bilaga 1\n\nOMRÖSTNINGSLISTA\n\n               Omröstning § 2     Omröstning § 1\n\
                    Namn           Ja   Nej  Avst     Ja   Nej  Avst\n\
                    Anna Berg      X                       X\nBo Ek          X                  X\n\
                    Eva Ask             X             X\n";
        let document = parse(text);
        let against = document.agenda.iter().flat_map(|item| &item.votes).map(|vote| {
            let no = vote.by_name.iter().find(|ballot| ballot.vote == crate::BallotVote::No);
            no.map(|ballot| ballot.name.to_string()).unwrap_or_default()
        });
        assert_eq!(against.collect::<Vec<_>>(), ["Anna Berg", "Eva Ask"]);
    }

    #[test]
    fn what_follows_far_below_a_list_is_none_of_it() {
        let voters = |between: usize| {
            let text = format!(
                "Protokoll 2024-03-04\n\nNärvarande: Anna Berg, Bo Ek, Eva Ask\n\n\
                 § 1 Budget\n\nOmröstningen utfaller med 2 ja-röster mot 1 nej-röst.\n\n\
                 Bilaga 1\n\nOMRÖSTNINGSLISTA\n\nNamn           Ja   Nej  Avst\n\
                 Anna Berg      X\nBo Ek          X\n{}Eva Ask             X\n",
                "Att läsa.\n".repeat(between)
            );
            parse(&text).agenda[0].votes[0].by_name.len()
        };
        assert_eq!((voters(0), voters(4), voters(50)), (3, 3, 0));
    }
}
