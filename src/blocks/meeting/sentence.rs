//! The sentence that opens old and plain minutes.
//!
//! | as written | read as |
//! | --- | --- |
//! | `sammanträde med Skolrådet i Norrby församling` | body, organization |
//! | `styrelsemöte med Brf Tallen`, `stämma i Norrby Energi AB` | organization |
//! | `Norrby läns landstings sjukvårdsstyrelse` | organization, body |
//! | `Norrby Hembygdsförenings årsmöte` | organization |
//! | `1903 den 3 maj sammanträdde styrelsen i Hagby kommun` | body, organization |
//! | `i sockenstugan den 14 mars 1891 klockan 10 f. m.` | place, date, time |

use super::{Loose, Meeting, hours, is_of_meeting, meeting_type, title};
use crate::blocks::body::{folded, push_line};
use crate::grammar::occasion::{self, words};
use crate::grammar::{date, organ, person, time, verb};
use crate::lexicon::{Clue, Lexicon, close_gaps};
use crate::lines::rows::{Gap, Row};
use crate::model::Span;

/// Within how many words behind the verb the organ stands: `sammanträdde å bolagets kontor i Hagby styrelsen`.
const WORDS_TO_ORGAN: usize = 7;

/// Where a date begins at the latest that heads the sentence, in bytes: the organ stands behind it.
const HEADS: usize = 6;

/// Among how many first paragraphs the title stands whose year is that of the day below it.
const ROWS_TO_YEAR: usize = 3;

/// How many paragraphs without a label are looked at, and how long one may be.
const MOST_PARAGRAPHS: usize = 10;
const LONGEST: usize = 600;

/// Reads the paragraphs that name the meeting's date, or that are the title.
pub(super) fn read<'a>(loose: Loose<'_, 'a>, meeting: &mut Meeting<'a>, lexicon: &Lexicon) {
    below_date(loose.rows, loose.places, meeting, lexicon);
    let year_of_title = year_of_title(loose.paragraphs, lexicon);
    for text in loose.paragraphs.iter().take(MOST_PARAGRAPHS).filter(|text| text.len() <= LONGEST) {
        let found = date::find(text, lexicon);
        // "Sammanträdet började den 11 juni kl. 10": the day of the meeting, without its year.
        let year = meeting.date.map(|date| date.year());
        let date = found.and_then(|(_, partial)| {
            let same = || partial.date(year).filter(|date| Some(*date) == meeting.date);
            let of_title = || partial.date(year_of_title).filter(|_| meeting.date.is_none());
            partial.date(None).or_else(same).or_else(of_title)
        });
        if date.is_some() && is_of_meeting(date, meeting) {
            meeting.date =
                meeting.date.or(date.filter(|_| found.is_some_and(|(_, partial)| partial.year.is_none())));
            when_and_where(text, occasion::in_sentence(text, lexicon), meeting, lexicon);
            who(text, found.map(|(span, _)| span), meeting, lexicon);
        } else if found.is_none() {
            hours_and_place(text, meeting, lexicon);
            opening_hours(text, meeting, lexicon);
            if title::is_title(text, lexicon) {
                who(text, None, meeting, lexicon);
            }
        }
    }
}

/// The year that a title names: `Vårmöte 2007` above `Torsdagen den 22 mars kl. 17`.
fn year_of_title(paragraphs: &[String], lexicon: &Lexicon) -> Option<i16> {
    let titles = paragraphs
        .iter()
        .take(ROWS_TO_YEAR)
        .filter(|text| title::is_title(text, lexicon) || title::is_meeting_title(text, lexicon));
    titles
        .flat_map(|text| words(text))
        .find_map(|(_, word)| word.parse().ok().filter(|year| word.len() == 4 && (1800..2100).contains(year)))
}

/// The place in the row below a row that is only date and hour:
///
/// `8 maj 2019, klockan 10.15–14.40` above `Polishuset i Alnösund, Strandgatan 5`.
fn below_date<'a>(rows: &[Row<'a>], loose: &[usize], meeting: &mut Meeting<'a>, lexicon: &Lexicon) {
    if meeting.place.is_some() {
        return;
    }
    let found = loose.windows(2).take(MOST_PARAGRAPHS).find_map(|pair| {
        let (row, below) = (&rows[pair[0]], &rows[pair[1]]);
        let close = pair[1] == pair[0] + 1 && below.gap == Gap::None;
        let aligned = below.line.indent().abs_diff(row.line.indent()) <= 2;
        (close && aligned && is_when(row.text(), lexicon) && is_place(below.text(), lexicon))
            .then_some(below.text())
    });
    meeting.place = found.map(folded);
}

/// Whether a text is a date with the hour, and nothing else.
fn is_when(text: &str, lexicon: &Lexicon) -> bool {
    let Some((day, _)) = date::find(text, lexicon) else { return false };
    let Some((hour, _)) = time::find(&text[day.end..], lexicon) else { return false };
    let (before, behind) = (&text[..day.start], &text[day.end + hour.end..]);
    before.trim().is_empty() && behind.trim_matches([' ', '.', ',', ')']).is_empty()
}

/// Whether a row names a place: no sentence, no title, no organ and no organization.
pub(super) fn is_place(text: &str, lexicon: &Lexicon) -> bool {
    text.starts_with(char::is_uppercase)
        && text.len() <= 80
        && !text.contains("  ")
        && !text.ends_with(['.', ':'])
        && !verb::is_told(text, lexicon)
        && date::find(text, lexicon).is_none()
        && !title::is_title(text, lexicon)
        && !organ::is_body(text, lexicon)
        && !organ::is_organization(text, lexicon)
        && person::start(text, lexicon).is_none()
}

/// The rows without a label, joined where nothing parts them.
pub(in crate::blocks) fn paragraphs(rows: &[Row<'_>], loose: &[usize], lexicon: &Lexicon) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut last = None;
    for at in loose.iter().copied().take(40) {
        let text = rows[at].text();
        let closed = close_gaps(text);
        let line = closed.as_deref().unwrap_or(text);
        let goes_on = last == Some(at.wrapping_sub(1)) && !rows[at].gap.is_any();
        match found.last_mut() {
            Some(paragraph) if goes_on => push_line(paragraph, line, lexicon),
            _ => found.push(line.to_owned()),
        }
        last = Some(at);
    }
    found
}

fn when_and_where(text: &str, told: occasion::Occasion<'_>, meeting: &mut Meeting<'_>, lexicon: &Lexicon) {
    if let Some(partial) = told.date
        && meeting.date.is_none()
    {
        meeting.date = partial.date(None);
        meeting.end_date = partial.end_date(None);
    }
    if meeting.start_time.is_none()
        && let Some(found) = told.hours
    {
        (meeting.start_time, meeting.end_time) = (Some(found.start), found.end);
    }
    let behind_comma = || {
        let begins = text.starts_with(char::is_uppercase)
            && text.split(' ').next().is_some_and(|word| word.ends_with(','));
        begins.then(|| occasion::in_value(text, lexicon).place)?
    };
    let place = told.place.or_else(behind_comma).filter(|place| {
        // "Kraftverket Norra Hamnen, sal A": a room of it is a place.
        (place.contains(", ") || !organ::is_organization(place, lexicon))
            && !organ::is_body(place, lexicon)
            && !title::is_title(place, lexicon)
    });
    if let (Some(place), None) = (place, &meeting.place) {
        meeting.place = Some(place.to_owned().into());
    }
    meeting.kind = meeting.kind.or_else(|| meeting_type(text, lexicon));
}

/// `Kommunhuset, Brukssalen, kl. 13.00–15.47 (ajournering kl. 14.20–14.35)`, where the date stands elsewhere.
fn hours_and_place(text: &str, meeting: &mut Meeting<'_>, lexicon: &Lexicon) {
    let text = super::before_break(text, lexicon);
    let Some((span, found)) = time::find_spoken(text, lexicon) else { return };
    let place = text[..span.start].trim_end_matches([' ', ',']);
    let alone = place.is_empty() && found.end.is_some();
    if meeting.start_time.is_some()
        || !text[span.end..].trim_matches([' ', '.', ',', '(']).is_empty()
        || !(alone || is_place(place, lexicon))
    {
        return;
    }
    (meeting.start_time, meeting.end_time) = (Some(found.start), found.end);
    if !alone {
        meeting.place.get_or_insert_with(|| place.to_owned().into());
    }
}

/// `Sammanträdet öppnas kl. 16.00 och avslutas kl. 22.40`.
fn opening_hours(text: &str, meeting: &mut Meeting<'_>, lexicon: &Lexicon) {
    let has = |clue: Clue| words(text).any(|(_, word)| lexicon.clues.get(word).has(clue));
    if meeting.start_time.is_none() && has(Clue::Opens) {
        (meeting.start_time, meeting.end_time) = hours(text, lexicon);
    } else if meeting.end_time.is_none() && has(Clue::Closes) {
        meeting.end_time = hours(text, lexicon).0;
    }
}

/// Body and organization by their prepositions, up to the date.
fn who(text: &str, date: Option<Span>, meeting: &mut Meeting<'_>, lexicon: &Lexicon) {
    let all = match date {
        Some(date) if date.start > HEADS => words(&text[..date.start]).take(80).collect(),
        _ => words(text).take(80).collect(),
    };
    let head = Words { text, all, lexicon };
    for index in 0..head.all.len() {
        if head.is(index, Clue::MeetsWith) || head.is(index, Clue::Meets) {
            head.organ_from(index + 1, meeting);
        }
        let before_name = head.is(index, Clue::BelongsTo) || lexicon.is_meeting_word(head.all[index].1);
        if before_name && let Some(name) = head.organization_from(index + 1) {
            meeting.organization.get_or_insert_with(|| name.to_owned().into());
        }
        if let Some(owner) = head.owner_of_meeting(index) {
            meeting.organization.get_or_insert_with(|| owner.to_owned().into());
        }
    }
}

/// The words of a sentence.
struct Words<'t, 'l> {
    text: &'t str,
    all: Vec<(usize, &'t str)>,
    lexicon: &'l Lexicon,
}

impl<'t> Words<'t, '_> {
    fn is(&self, index: usize, clue: Clue) -> bool {
        self.lexicon.clues.get(self.all[index].1).has(clue)
    }

    /// The words `from..to` as written.
    fn slice(&self, from: usize, to: usize) -> &'t str {
        let (at, word) = self.all[to - 1];
        &self.text[self.all[from].0..at + word.len()]
    }

    /// The organ within a few words, and the organization that has it.
    fn organ_from(&self, from: usize, meeting: &mut Meeting<'_>) {
        let near = from..self.all.len().min(from + WORDS_TO_ORGAN);
        let Some(organ) = near.into_iter().find(|at| self.lexicon.is_body_word(self.all[*at].1)) else {
            return;
        };
        // "sammanträdde å Bolagets kontor Styrelsen": the place stands between the verb and the organ.
        let from = if self.is(from, Clue::Locative) && from + 1 < organ {
            meeting.place.get_or_insert_with(|| self.slice(from + 1, organ).to_owned().into());
            organ
        } else {
            from
        };
        let begin = from + owner(&self.all[from..organ], self.lexicon).unwrap_or(0);
        if begin > from {
            let owner = self.slice(from, begin);
            let name = owner.strip_suffix('s').unwrap_or(owner);
            meeting.organization.get_or_insert_with(|| name.to_owned().into());
        }
        meeting.body.get_or_insert_with(|| capitalised(self.slice(begin, organ + 1)).into());
    }

    /// Whose meeting the word at `index` names: `Norrby Hembygdsförenings årsmöte`, `Norrby Sportklubb styrelsemöte`.
    fn owner_of_meeting(&self, index: usize) -> Option<&'t str> {
        if !self.lexicon.is_meeting_word(self.all[index].1) {
            return None;
        }
        // "Hembygdsförenings ordinarie årsmöte", "Båtklubbens 50:e årsmöte"
        let kind = |at: usize| {
            self.lexicon.meeting_types.has(self.all[at].1)
                || self.all[at].1.starts_with(|c: char| c.is_ascii_digit())
        };
        let owner = (0..index).rev().find(|at| !kind(*at))?;
        let named = |at: usize| {
            let word = self.all[at].1;
            word.starts_with(char::is_uppercase) && !self.lexicon.document_titles.has(word)
        };
        let is_organization =
            |word: &str| self.lexicon.organization_last.has(word) || self.lexicon.is_organization_word(word);
        let last = self.all[owner].1;
        // "Datorföreningen Ankarets": the kind stands before the name.
        let before = owner.checked_sub(1).filter(|before| named(*before)).map(|before| self.all[before].1);
        let owns =
            genitive(last).is_some_and(|stem| is_organization(stem) || before.is_some_and(is_organization));
        let stands_before = before.is_some() && owner + 1 == index && is_organization(last);
        if !(owns || stands_before) || !named(owner) {
            return None;
        }
        let first = (0..owner).rev().take(4).take_while(|at| named(*at)).last().unwrap_or(owner);
        let name = self.slice(first, owner + 1);
        if owns { genitive(name) } else { Some(name) }
    }

    /// The name of an organization: up to the next preposition or the date.
    fn organization_from(&self, from: usize) -> Option<&'t str> {
        let stops = |at: &usize| {
            let word = self.all[*at].1;
            let clues = self.lexicon.clues.get(word);
            clues.any(&[Clue::Locative, Clue::When, Clue::MeetsWith]) || self.lexicon.weekdays.has(word)
        };
        let to = (from..self.all.len()).find(stops).unwrap_or(self.all.len());
        let named = to > from && self.all[from].1.starts_with(char::is_uppercase);
        let name = title::without_register(named.then(|| self.slice(from, to))?, self.lexicon);
        let name = match name.split_once(", ") {
            Some((head, _)) if organ::is_organization(head, self.lexicon) => head,
            _ => name,
        };
        (organ::is_organization(name, self.lexicon) && !title::is_title(name, self.lexicon)).then_some(name)
    }
}

/// A name without the ending of its genitive: `Norrby OK´s`, `Norrby Hembygdsförenings`.
fn genitive(name: &str) -> Option<&str> {
    let stem = name.strip_suffix('s')?;
    Some(stem.strip_suffix(['´', '\'', '’', ':']).unwrap_or(stem))
}

/// How many words before the organ name the organization that has it: `Norrby läns landstings styrelse`.
fn owner(before: &[(usize, &str)], lexicon: &Lexicon) -> Option<usize> {
    let owns = |word: &str| word.strip_suffix('s').is_some_and(|stem| lexicon.organization_last.has(stem));
    before.iter().rposition(|(_, word)| owns(word)).filter(|at| *at > 0).map(|at| at + 1)
}

/// With a capital, as a name.
fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::parse;

    #[test]
    fn whose_meeting_it_is() {
        for (title, organization) in [
            ("Protokoll Norrby Sportklubb styrelsemöte", Some("Norrby Sportklubb")),
            ("Protokoll fört vid Båtklubben Pärlans 50:e årsmöte 2009.", Some("Båtklubben Pärlan")),
            ("Årsmöte Norrby Föräldraförening", Some("Norrby Föräldraförening")),
            ("Protokoll ordinarie föreningsstämma Brf Tallen nr 4", Some("Brf Tallen nr 4")),
            ("Protokoll styrelsemöte", None),
        ] {
            let text = format!("{title}\n2009-03-17\n\n§ 1 Val\n\nVal.\n");
            assert_eq!(parse(&text).meeting.organization.as_deref(), organization, "{title}");
        }
    }

    #[test]
    fn the_year_of_a_day_is_that_of_the_title() {
        let date = |title: &str| {
            let text = format!(
                "{title}\n\nTorsdagen den 22 mars kl. 17 på Riddarhuset, Norrby\n\n§ 1 Val\n\nVal.\n"
            );
            parse(&text).meeting.date.map(|date| date.to_string())
        };
        assert_eq!(date("V å r m ö t e  2007").as_deref(), Some("2007-03-22"));
        assert_eq!(date("Vårmöte"), None);
    }
}
