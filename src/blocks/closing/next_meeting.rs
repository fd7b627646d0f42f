//! The next meeting, as it is announced.
//!
//! | as written | read as |
//! | --- | --- |
//! | `Nästa möte hålls tisdagen den 8 oktober kl. 18.30 i klubbstugan.` | date, time and place |
//! | `Rådet sammanträder nästa gång den 3 december kl. 9.00 i sal B.` | the same |
//! | `7. Nästa möte` and below `Torsdag 16 maj kl 14, matsalen` | the same |
//! | `Frågan tas upp vid nästa möte den 3 maj.` | nothing: it says when something else is done |
//! | `Kommunfullmäktiges nästa sammanträde är den 3 maj.` | nothing where another organ met |
//! | `Nästa årsmöte hålls den 3 maj.` | nothing, unless the minutes are of such a one |

use super::{completed, value};
use crate::blocks::fields::Field;
use crate::grammar::occasion::{self, Occasion, words};
use crate::grammar::sentence::sentences;
use crate::item::{Body, Paragraph};
use crate::lexicon::{Clue, Clues, Folded, Hit, Label, Lexicon};
use crate::lines::may_have_gap;
use crate::lines::rows::Row;
use crate::model::{Date, MeetingType, NextMeeting};

/// What the document has said already: which meeting this was, and whose.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told<'t> {
    pub(crate) date: Option<Date>,
    pub(crate) kind: Option<MeetingType>,
    pub(crate) body: Option<&'t str>,
}

/// How many words may stand between *nästa* and the word for the meeting.
const NEAR: usize = 2;

/// How many words that may announce a meeting are looked at before all words of their sentence are.
const FEW: usize = 4;

/// How many words of a sentence are looked at.
const MOST_WORDS: usize = 80;

/// The next meeting: from its label, else from the last point that announces it, else from the end.
pub(crate) fn next_meeting<'a>(
    fields: &[Field<'a>],
    bodies: &[Body<'a>],
    announcing: &Announcing,
    end: &[Row<'a>],
    told: Told<'_>,
    lexicon: &Lexicon,
) -> Option<NextMeeting<'a>> {
    let read = Reader { told, lexicon };
    let labelled = fields.iter().filter(|field| field.label == Label::NextMeeting);
    labelled
        .filter_map(|field| value(field, lexicon))
        .find_map(|text| read.value(&text))
        .or_else(|| {
            let mut points = bodies.iter().zip(&announcing.0).rev();
            points.find_map(|(body, announcing)| read.point(body, announcing))
        })
        .or_else(|| end.iter().find_map(|row| read.sentence(row.text())))
}

/// Which paragraphs may announce a next meeting: their places, for each body.
pub(crate) struct Announcing(Vec<Vec<usize>>);

impl Announcing {
    /// Those of all bodies.
    pub(crate) fn of(bodies: &[Body<'_>], lexicon: &Lexicon) -> Self {
        let of_body = |body: &Body<'_>| {
            let may = |at: &usize| may_announce(body, &body.paragraphs[*at], lexicon);
            (0..body.paragraphs.len()).filter(may).collect()
        };
        Self(bodies.iter().map(of_body).collect())
    }

    /// Whether a paragraph of a body is among them.
    pub(crate) fn has(&self, body: usize, paragraph: usize) -> bool {
        self.0.get(body).is_some_and(|places| places.binary_search(&paragraph).is_ok())
    }
}

/// Whether a paragraph may announce one: a glance at the words that follow *nästa* and its like, before the paragraph
/// is cut into sentences.
fn may_announce(body: &Body<'_>, paragraph: &Paragraph<'_>, lexicon: &Lexicon) -> bool {
    if lexicon.clues.may_tell(Clues::default(), Clue::Next) {
        return true;
    }
    let mut met = 0;
    let may_announce = |hit: Hit| {
        met += 1;
        met > FEW || meets_behind(&paragraph.text, hit.start, lexicon)
    };
    paragraph.clues.has(Clue::Next)
        && body.hits(paragraph, lexicon).filter(|hit| hit.clues.has(Clue::Next)).any(may_announce)
}

/// Whether a text announces a next meeting, of whatever organ.
pub(crate) fn announces(text: &str, lexicon: &Lexicon) -> bool {
    let told = Told { date: None, kind: None, body: None };
    Reader { told, lexicon }.announces(text)
}

/// Whether a word for a meeting may stand near behind the word at byte `at`. Where other white space than a blank ends
/// a sentence, the word before it counts too.
fn meets_behind(text: &str, at: usize, lexicon: &Lexicon) -> bool {
    let begin = text[..at].bytes().rposition(|byte| byte == b' ').map_or(0, |blank| blank + 1);
    let meets = |word: &str| lexicon.is_meeting_word(word) || lexicon.clues.get(word).has(Clue::TimeAround);
    let mut near = words(&text[begin..]).skip(1).take(NEAR + 1);
    near.any(|(_, word)| meets(word) || may_have_gap(word) && word.split(char::is_whitespace).any(meets))
}

struct Reader<'t, 'l> {
    told: Told<'t>,
    lexicon: &'l Lexicon,
}

impl Reader<'_, '_> {
    fn point<'a>(&self, body: &Body<'a>, announcing: &[usize]) -> Option<NextMeeting<'a>> {
        let paragraphs = || body.paragraphs.iter().map(|paragraph| &*paragraph.text);
        let may_announce = self.lexicon.clues.may_tell(body.title_clues(self.lexicon), Clue::Next);
        let title = body.title.as_deref().filter(|title| may_announce && self.announces(title));
        announcing
            .iter()
            .map(|at| &body.paragraphs[*at])
            .flat_map(|paragraph| {
                let sentences = sentences(&paragraph.text, self.lexicon);
                sentences.filter(|sentence| body.may_tell(paragraph, sentence, Clue::Next, self.lexicon))
            })
            .find_map(|sentence| self.sentence(sentence))
            .or_else(|| title.and_then(|title| self.sentence(title)))
            .or_else(|| title.and_then(|_| paragraphs().find_map(|text| self.value(text))))
    }

    /// `Torsdag 16 maj kl 14, matsalen` under a label or a heading: the first sentence with a date.
    fn value<'a>(&self, text: &str) -> Option<NextMeeting<'a>> {
        sentences(text, self.lexicon).find_map(|sentence| {
            let announced = self.announces(sentence);
            let told = if announced || self.tells(sentence) {
                occasion::in_sentence(sentence, self.lexicon)
            } else {
                occasion::in_value(sentence, self.lexicon)
            };
            self.read(told)
        })
    }

    fn sentence<'a>(&self, sentence: &str) -> Option<NextMeeting<'a>> {
        if !self.announces(sentence) {
            return None;
        }
        // "Frågan om stängning kl. 5 bordlades till nästa möte den 7 oktober": what stands before is another matter.
        let from = words(sentence).find(|(_, word)| self.lexicon.clues.get(word).has(Clue::Next));
        let behind = from.and_then(|(at, _)| self.read(occasion::in_sentence(&sentence[at..], self.lexicon)));
        behind.or_else(|| self.read(occasion::in_sentence(sentence, self.lexicon)))
    }

    fn tells(&self, sentence: &str) -> bool {
        words(sentence).any(|(_, word)| self.lexicon.clues.get(word).has(Clue::TakesPlace))
    }

    /// Whether a sentence announces the next meeting of this organ.
    fn announces(&self, sentence: &str) -> bool {
        let mut hits = Vec::new();
        let clues = self.lexicon.clues.scan_for(sentence, Clue::Next, &mut hits);
        if !self.lexicon.clues.may_tell(clues, Clue::Next) {
            return false;
        }
        // Most such words stand before something else than a meeting. Of many in one sentence none is looked at
        // twice.
        let unmet = self.lexicon.clues.may_tell(Clues::default(), Clue::Next);
        let meets_behind = |hit: &Hit| meets_behind(sentence, hit.start, self.lexicon);
        if !unmet && hits.len() <= FEW && !hits.iter().any(meets_behind) {
            return false;
        }
        let (mut starts, mut all) = (Vec::with_capacity(MOST_WORDS), Vec::with_capacity(MOST_WORDS));
        for (start, word) in words(sentence).take(MOST_WORDS) {
            starts.push(start);
            all.push(word);
        }
        // The words that the scan has met are asked; all, where it may have met only a piece of one.
        let met =
            hits.iter().filter_map(|hit| starts.partition_point(|start| *start <= hit.start).checked_sub(1));
        let asked = (0..all.len()).take_while(|_| unmet).chain(met);
        let is = |index: usize, clue: Clue| {
            all.get(index).is_some_and(|word| self.lexicon.clues.get(word).has(clue))
        };
        asked.filter(|index| is(*index, Clue::Next)).any(|next| {
            let meets = (next + 1..=next + 1 + NEAR).find(|index| {
                all.get(*index).is_some_and(|word| self.lexicon.is_meeting_word(word))
                    || is(*index, Clue::TimeAround)
            });
            let Some(meets) = meets else { return false };
            let aside = next > 0 && is(next - 1, Clue::Aside);
            let set = || (meets + 1..all.len()).any(|index| is(index, Clue::TakesPlace));
            (!aside || set()) && self.is_ours(all[meets]) && !self.of_another(&all[..next])
        })
    }

    /// Whether a word for a meeting may mean the one that follows this: no annual one after a common one.
    fn is_ours(&self, word: &str) -> bool {
        self.lexicon.meeting_types.get(word) != Some(&MeetingType::Annual)
            || self.told.kind == Some(MeetingType::Annual)
    }

    /// Whether another organ stands before *nästa*: `Kommunfullmäktiges nästa`, `Styrelsen träffas nästa`.
    fn of_another(&self, before: &[&str]) -> bool {
        let Some(own) = self.told.body.and_then(Folded::new) else { return false };
        let organ = before.iter().rev().take(3).find_map(|word| {
            let stem = word.strip_suffix('s').unwrap_or(word);
            [*word, stem].into_iter().find(|word| self.lexicon.is_body_word(word))
        });
        let Some(organ) = organ.and_then(Folded::new) else { return false };
        let (own, organ) = (own.as_str(), organ.as_str());
        !own.split(' ').any(|word| word.ends_with(organ) || organ.ends_with(word))
    }

    fn read<'a>(&self, told: Occasion<'_>) -> Option<NextMeeting<'a>> {
        let date = completed(&told.date?, self.told.date)?;
        if self.told.date.is_some_and(|meeting| date <= meeting) {
            return None;
        }
        Some(NextMeeting {
            date: Some(date),
            start_time: told.hours.map(|hours| hours.start),
            end_time: told.hours.and_then(|hours| hours.end),
            place: told.place.map(|place| place.to_owned().into()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::saying;
    use crate::parse;

    fn shown(text: &str) -> Option<String> {
        let next = parse(text).next_meeting?;
        let time = |time: Option<crate::Time>| time.map_or("-".to_owned(), |time| time.to_string());
        let place = next.place.as_deref().unwrap_or("-");
        Some(format!("{} {} {} {place}", next.date?, time(next.start_time), time(next.end_time)))
    }

    #[test]
    fn announcements() {
        for (sentence, next) in [
            ("Nästa möte är den 8 oktober kl. 18.30 i klubbstugan.", "2024-10-08 18:30 - klubbstugan"),
            (
                "Anna Berg avslutade mötet kl. 20.05. Nästa möte hålls 8.10.2024 kl. 18.00–20.00.",
                "2024-10-08 18:00 20:00 -",
            ),
            (
                "Styrelsen sammanträder nästa gång tisdagen den 8 oktober 2024, kl. 17.30.",
                "2024-10-08 17:30 - -",
            ),
            (
                "Beslöts att nästa sammanträde skulle hållas torsdagen den 10 oktober kl. 10.00.",
                "2024-10-10 10:00 - -",
            ),
            (
                "Frågan sköts upp till nästa möte, som utsattes till den 10 oktober kl. 5 e.m.",
                "2024-10-10 17:00 - -",
            ),
            (
                "Nästa möte: 10 oktober kl. 9–12, digitalt. Därefter den 5 december.",
                "2024-10-10 09:00 12:00 digitalt",
            ),
            (
                "Nästa styrelsemöte hålls i Hagby skola den 10 oktober kl. 19.",
                "2024-10-10 19:00 - Hagby skola",
            ),
        ] {
            assert_eq!(shown(&saying(sentence)).as_deref(), Some(next), "{sentence:?}");
        }
    }

    #[test]
    fn under_a_heading() {
        let text = format!("{}\n§ 3 Nästa möte\n\nTorsdag 16 maj kl 14, i Matsalen.\n", saying("Inget."));
        assert_eq!(shown(&text).as_deref(), Some("2024-05-16 14:00 - Matsalen"));
    }

    #[test]
    fn what_is_no_announcement() {
        for sentence in [
            "Frågan tas upp vid nästa möte den 8 oktober.",
            "Nästa årsmöte hålls den 8 mars.",
            "Nästa möte hölls den 3 maj 2024.",
            "Nästa utställning öppnar den 8 oktober.",
        ] {
            assert_eq!(shown(&saying(sentence)), None, "{sentence:?}");
        }
        let other = saying("Kommunfullmäktiges nästa sammanträde är den 8 oktober.")
            .replace("Protokoll", "Kulturnämnden\nProtokoll");
        assert_eq!(shown(&other), None);
    }
}
