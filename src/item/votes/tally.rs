//! The votes found so far, put together of what several paragraphs say of each.

use std::collections::HashSet;

use super::MOST;
use super::counts::Counts;
use crate::item::who::Named;
use crate::model::{Ballot, BallotVote, Text, Vote};

/// The votes found so far.
#[derive(Debug, Default)]
pub(super) struct Votes<'a> {
    pub(super) all: Vec<Vote<'a>>,
    /// The names in the last of them.
    seen: HashSet<Text<'a>>,
    /// How many won and lost, where no side is named: they count where the point tells of no other vote.
    unsided: Vec<Counts>,
}

impl<'a> Votes<'a> {
    pub(super) fn ballots(&self) -> usize {
        self.all.iter().map(|vote| vote.by_name.len()).sum()
    }

    /// Whether the last of them has its sums.
    pub(super) fn is_added_up(&self) -> bool {
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
    pub(super) fn next(&mut self) {
        self.seen.clear();
        self.all.push(Vote { yes: None, no: None, abstain: None, absent: None, by_name: vec![] });
    }

    /// Puts numbers to the last vote, or to a new one where they differ.
    pub(super) fn add_counts(&mut self, counts: &[Counts]) {
        for counts in counts {
            if self.all.len() > MOST {
                return;
            }
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
    pub(super) fn add_people(&mut self, choice: BallotVote, people: Vec<Named<'a>>) {
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
    pub(super) fn add_ballot(&mut self, choice: BallotVote, person: Named<'a>) {
        if self.seen.contains(&person.name) {
            self.next();
        }
        let name = person.name.clone();
        self.open().by_name.push(Ballot { name: person.name, party: person.party, vote: choice });
        self.seen.insert(name);
    }

    /// The votes of which enough is known, numbers counted from names where none are written.
    pub(super) fn finish(mut self) -> Vec<Vote<'a>> {
        // Nearly no point tells of a vote.
        if self.all.is_empty() && self.unsided.is_empty() {
            return self.all;
        }
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
