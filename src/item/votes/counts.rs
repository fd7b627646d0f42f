//! Numbers beside choices: `17 ja-röster`, `Ja: 17`, `1 ledamot avstår`.

use super::choice;
use crate::grammar::{has_digit, is_mark};
use crate::lexicon::{Clue, Clues, Lexicon};
use crate::model::{BallotVote, Vote};

/// How far a number may stand before its choice, in words that mean nothing.
const FARTHEST: usize = 4;

/// What stands behind a number of votes. Before anything else the number measures that: `300 kronor för år`.
const BEHIND_NUMBER: &[Clue] = &[
    Clue::Votes,
    Clue::VoteFiller,
    Clue::InFavour,
    Clue::Against,
    Clue::Joining,
    Clue::Yes,
    Clue::No,
    Clue::Abstain,
    Clue::Away,
];

/// The numbers of one vote, as far as a paragraph says them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Counts {
    pub(super) yes: Option<u32>,
    pub(super) no: Option<u32>,
    abstain: Option<u32>,
    absent: Option<u32>,
    /// Whether the text says how many won, and not which side: `med 6 röster mot 3`.
    unsided: bool,
}

impl Counts {
    /// Whether the text says how many won, and not which side.
    pub(super) fn is_unsided(&self) -> bool {
        self.unsided
    }

    /// Whether both sides are counted.
    pub(super) fn decides(&self) -> bool {
        self.yes.is_some() && self.no.is_some()
    }

    /// Whether one side is counted.
    pub(super) fn begins(&self) -> bool {
        self.yes.is_some() || self.no.is_some()
    }

    /// Whether they do not contradict `vote`.
    pub(super) fn fits(&self, vote: &Vote<'_>) -> bool {
        let agree = |a: Option<u32>, b: Option<u32>| a.is_none() || b.is_none() || a == b;
        let names = |choice| vote.by_name.iter().filter(|ballot| ballot.vote == choice).count() as u32;
        let near = |counted: Option<u32>, names: u32| {
            names == 0 || counted.is_none_or(|counted| counted.abs_diff(names) <= 1.max(counted / 8))
        };
        agree(self.yes, vote.yes)
            && agree(self.no, vote.no)
            && agree(self.abstain, vote.abstain)
            && agree(self.absent, vote.absent)
            && (vote.yes.is_some()
                || near(self.yes, names(BallotVote::Yes)) && near(self.no, names(BallotVote::No)))
    }

    /// Puts them into `vote` where it has none.
    pub(super) fn fill(&self, vote: &mut Vote<'_>) {
        vote.yes = vote.yes.or(self.yes);
        vote.no = vote.no.or(self.no);
        vote.abstain = vote.abstain.or(self.abstain);
        vote.absent = vote.absent.or(self.absent);
    }

    pub(super) fn slot(&mut self, choice: BallotVote) -> &mut Option<u32> {
        match choice {
            BallotVote::Yes => &mut self.yes,
            BallotVote::No => &mut self.no,
            BallotVote::Abstain => &mut self.abstain,
            BallotVote::Absent => &mut self.absent,
        }
    }
}

/// The numbers of a paragraph, one set for each vote that it tells of.
pub(super) fn read(text: &str, clues: Clues, lexicon: &Lexicon) -> Vec<Counts> {
    if !has_digit(text) && !clues.may_hold(Clue::NumberWord) {
        return Vec::new();
    }
    let mut reader = Reader { elects: clues.has(Clue::Elected), ..Reader::default() };
    let votes = clues.has(Clue::Votes);
    let favours = clues.has(Clue::Votes) && !clues.has(Clue::Yes);
    let mut words = text.split_whitespace().peekable();
    let (mut after_sign, mut before) = (false, Clues::default());
    while let Some(word) = words.next() {
        let bare = without_marks(word);
        let clues = lexicon.clues.get(before_dash(bare));
        // "15 röster emot. 2 var blanka": a mark ends what belongs together.
        let joined = clues.has(Clue::Against) && !word.ends_with(['.', ',', ';']);
        let losers = joined.then(|| reader.losers(before, words.clone(), lexicon)).flatten();
        if let Some(losers) = losers {
            reader.unsided(losers);
            words.next();
        } else if let Some(number) = number(bare, words.peek().copied(), lexicon).filter(|_| !after_sign) {
            let next = words.peek().map(|next| lexicon.clues.get(without_marks(next)));
            let counted = next.is_some_and(|next| {
                next.has(Clue::Votes) || before.has(Clue::Votes) && next.has(Clue::VoteFiller)
            });
            let of_votes = before.has(Clue::Votes);
            let measures = next.is_some_and(|next| !next.any(BEHIND_NUMBER));
            reader.number(Number { value: number, age: 0, of_votes, measures }, counted);
        } else if let Some(choice) = choice(clues) {
            reader.choice(choice);
        } else if votes && clues.has(Clue::Down) && before.has(Clue::Lay) {
            reader.choice(BallotVote::Abstain);
        } else if let Some(choice) =
            favours_named(clues, words.peek(), lexicon).filter(|_| favours && reader.number.is_none())
        {
            reader.choice(choice);
            words.next();
        } else if let Some(choice) = favour(clues).filter(|_| favours) {
            reader.favour(choice, words.peek().is_some_and(|next| number(next, None, lexicon).is_some()));
        } else {
            reader.other(clues);
        }
        before = clues;
        after_sign = word.starts_with('§');
        if word.ends_with(['.', '!', '?', ';']) && bare.len() > 1 {
            reader.stop();
        }
    }
    reader.finish()
}

/// A word without what is neither a letter nor a digit at its ends.
fn without_marks(word: &str) -> &str {
    let part = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    // Nearly all words have no marks.
    if part(word.as_bytes().first()) && part(word.as_bytes().last()) {
        return word;
    }
    word.trim_matches(|c: char| !c.is_alphanumeric() && !is_mark(c))
}

/// A word up to a dash: `ja-röster`.
fn before_dash(word: &str) -> &str {
    // Nearly no word has one.
    if word.bytes().any(|byte| matches!(byte, b'-' | 0xe2)) {
        word.split(['-', '–']).next().unwrap_or_default()
    } else {
        word
    }
}

/// `9 röster för och 3 emot`.
fn favour(clues: Clues) -> Option<BallotVote> {
    match () {
        () if clues.has(Clue::InFavour) => Some(BallotVote::Yes),
        () if clues.has(Clue::Against) => Some(BallotVote::No),
        () => None,
    }
}

/// `för bifall 612 och för avslag 388`: the choice before its number.
fn favours_named(clues: Clues, next: Option<&&str>, lexicon: &Lexicon) -> Option<BallotVote> {
    if !clues.has(Clue::InFavour) {
        return None;
    }
    let next = lexicon.clues.get(without_marks(next?));
    match () {
        () if next.has(Clue::Approval) => Some(BallotVote::Yes),
        () if next.has(Clue::Rejection) => Some(BallotVote::No),
        () => None,
    }
}

/// A number in figures or in words; *en* and *ett* only before what is counted.
fn number(word: &str, next: Option<&str>, lexicon: &Lexicon) -> Option<u32> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return (word.len() <= 5).then(|| word.parse().ok()).flatten();
    }
    let number = u32::from(*lexicon.numbers.get(word)?);
    let next = next.map(|next| lexicon.clues.get(without_marks(next)));
    (number > 1 || next.is_some_and(|next| next.any(&[Clue::VoteFiller, Clue::Abstain, Clue::Votes])))
        .then_some(number)
}

/// A number that waits for its choice.
#[derive(Debug, Clone, Copy)]
struct Number {
    value: u32,
    /// How many words ago it stood.
    age: usize,
    /// Whether the word before it is one of votes: `rösterna 4`.
    of_votes: bool,
    /// Whether it is one of something else than votes: `25 öre för hvarje fyrk`.
    measures: bool,
}

#[derive(Debug, Default)]
struct Reader {
    all: Vec<Counts>,
    now: Counts,
    number: Option<Number>,
    /// A choice that waits for its number.
    awaits: Option<BallotVote>,
    /// `för ägarens förslag avgåvos` waits longer, for a number that is said to be one of votes.
    favoured: Option<(BallotVote, usize)>,
    /// Whether somebody is elected: numbers of votes for this one and that one are no yes and no.
    elects: bool,
}

impl Reader {
    /// The number behind *mot*, where votes are counted: `6 röster mot 3`, `rösterna 4 mot 3`, `6 mot 3 röster`.
    fn losers<'t>(
        &self,
        before: Clues,
        mut ahead: impl Iterator<Item = &'t str>,
        lexicon: &Lexicon,
    ) -> Option<u32> {
        let number_before = self.number.filter(|_| !self.elects)?;
        let (second, behind) = (ahead.next()?, ahead.next());
        let losers = number(without_marks(second), behind, lexicon)?;
        let of_votes = |word: &str| lexicon.clues.get(without_marks(word)).has(Clue::Votes);
        let counted = before.has(Clue::Votes) || number_before.of_votes || behind.is_some_and(of_votes);
        (number_before.age == 0 && counted).then_some(losers)
    }

    /// So many won, and so many lost.
    fn unsided(&mut self, losers: u32) {
        let Some(winners) = self.number.take() else { return };
        if self.now.begins() {
            self.all.push(std::mem::take(&mut self.now));
        }
        (self.now.yes, self.now.no, self.now.unsided) = (Some(winners.value), Some(losers), true);
    }

    fn number(&mut self, number: Number, counted: bool) {
        let favoured = self.favoured.take().filter(|_| counted).map(|(choice, _)| choice);
        match self.awaits.take().or(favoured) {
            Some(choice) => self.set(choice, number.value),
            None => self.number = Some(number),
        }
    }

    /// `4 röster för förslaget och 2 för yrkandet`: who is for something else is against.
    fn favour(&mut self, choice: BallotVote, counted: bool) {
        // "valdes med 6 röster mot 3": so many for somebody else.
        if self.elects && counted && choice == BallotVote::No {
            return self.stop();
        }
        let other = choice == BallotVote::Yes && self.now.yes.is_some() && self.now.no.is_none();
        match self.number.take().filter(|number| !number.measures) {
            Some(_) if other && self.elects => {}
            Some(number) if other => self.set(BallotVote::No, number.value),
            Some(number) => self.set(choice, number.value),
            None if other && !self.elects => self.favoured = Some((BallotVote::No, 0)),
            None if choice == BallotVote::Yes => self.favoured = Some((choice, 0)),
            None => self.awaits = Some(choice),
        }
    }

    fn choice(&mut self, choice: BallotVote) {
        match self.number.take() {
            Some(number) => self.set(choice, number.value),
            None => self.awaits = Some(choice),
        }
    }

    fn other(&mut self, clues: Clues) {
        let filler = clues.any(&[Clue::VoteFiller, Clue::Votes, Clue::InFavour, Clue::Joining]);
        if let Some(number) = &mut self.number
            && !filler
        {
            number.age += 1;
        }
        self.number = self.number.filter(|number| number.age <= FARTHEST);
        if let Some((_, age)) = &mut self.favoured
            && !filler
        {
            *age += 1;
        }
        self.favoured = self.favoured.filter(|(_, age)| *age <= FARTHEST);
        if !filler {
            self.awaits = None;
        }
    }

    /// At the end of a sentence nothing waits any longer.
    fn stop(&mut self) {
        (self.number, self.awaits, self.favoured) = (None, None, None);
    }

    fn set(&mut self, choice: BallotVote, number: u32) {
        let taken = self.now.slot(choice).is_some_and(|before| before != number);
        if taken {
            self.all.push(std::mem::take(&mut self.now));
        }
        *self.now.slot(choice) = Some(number);
    }

    fn finish(mut self) -> Vec<Counts> {
        if self.now != Counts::default() {
            self.all.push(self.now);
        }
        self.all
    }
}

#[cfg(test)]
mod tests {
    use crate::item::votes::testing::votes;

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
            ("9 röster avgavs för motionen och 15 röster emot. 2 röster var blanka.", "9 15 2 -"),
            ("9 röster för motionen och 15 röster emot, 2 blanka.", "9 15 2 -"),
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
}
