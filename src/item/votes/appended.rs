//! Votes by name in a list behind the points: *Omröstningslista, bilaga 1*.
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
use crate::item::who::Who;
use crate::lexicon::Lexicon;
use crate::lines::Cell;
use crate::lines::rows::Row;
use crate::model::{AgendaItem, Vote};
use crate::resolution::roster::Roster;

/// The votes by name that the rows of an appendix hold.
pub(crate) fn read<'a>(rows: &[Row<'a>], roster: &Roster<'a>, lexicon: &Lexicon) -> Vec<Vote<'a>> {
    let who = Who { roster, lexicon };
    let mut tables: Vec<Table<'a>> = Vec::new();
    let mut votes: Vec<Votes<'a>> = Vec::new();
    for row in rows {
        let cells: Vec<Cell<'a>> = row.line.cells().collect();
        let heads = Table::beside_each_other(&cells, lexicon);
        if !heads.is_empty() {
            // The head comes again on the next page of the same list, unless that list was added up.
            votes.resize_with(votes.len().max(heads.len()), Votes::default);
            votes.iter_mut().filter(|votes| votes.is_added_up()).for_each(Votes::next);
            tables = heads;
            continue;
        }
        for (table, votes) in tables.iter_mut().zip(&mut votes) {
            table.row(&of_table(&cells, table, who), who, votes);
        }
    }
    votes.into_iter().flat_map(Votes::finish).filter(|vote| !vote.by_name.is_empty()).take(MOST).collect()
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

/// Gives the ballots of each list to the one vote of the agenda that was counted so, and has no names.
pub(crate) fn assign<'a>(appended: Vec<Vote<'a>>, agenda: &mut [AgendaItem<'a>]) {
    for list in appended {
        let mut counted = agenda.iter_mut().flat_map(|item| &mut item.votes).filter(|vote| {
            vote.by_name.is_empty() && vote.yes.is_some() && (vote.yes, vote.no) == (list.yes, list.no)
        });
        if let (Some(vote), None) = (counted.next(), counted.next()) {
            vote.abstain = vote.abstain.or(list.abstain);
            vote.absent = vote.absent.or(list.absent);
            vote.by_name = list.by_name;
        }
    }
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
}
