//! When and where the minutes are adjusted.
//!
//! | as written | read as |
//! | --- | --- |
//! | `Justeringens plats och tid   Kansliet, 2024-03-18 kl. 16` | 18 March, 16:00, Kansliet |
//! | `Utses att justera   Bo Ek` and `Plats och tid   Kansliet 2024-03-18` | the same |
//! | `Justering   Bo Ek. Kansliet den 18 mars` | Kansliet; the name is no place |
//! | `Protokollet justerat   Kansliet 18.3.2024` | 18 March, Kansliet |
//! | `Justeringen äger rum i kansliet måndagen den 18 mars kl. 16.` | in a point |
//! | `Justerat den 18 mars 2024:` over names | the date |
//! | `Protokollet har justerats den 18 mars 2024.` in no point | the date |

use super::{about, completed, has, text_of};
use crate::blocks::fields::{Field, Value};
use crate::grammar::date;
use crate::grammar::occasion::{self, Occasion};
use crate::grammar::person::{self, Apart};
use crate::grammar::sentence::sentences;
use crate::item::Body;
use crate::lexicon::{Clue, Label, Lexicon};
use crate::lines::rows::Row;
use crate::model::{Adjustment, Date};

/// The adjustment: from its label, else from a sentence in a point, else from the date over the signatures, else
/// from a sentence before or behind the points (`around`).
pub(crate) fn adjustment<'r, 'a: 'r>(
    fields: &[Field<'a>],
    bodies: &[Body<'a>],
    signing: &[Row<'a>],
    around: impl Iterator<Item = &'r Row<'a>>,
    meeting: Option<Date>,
    lexicon: &Lexicon,
) -> Option<Adjustment<'a>> {
    let read = Reader { meeting, lexicon };
    let told = || {
        let paragraphs = bodies.iter().flat_map(|body| &body.paragraphs);
        paragraphs
            .filter(|paragraph| lexicon.clues.may_tell(paragraph.clues, Clue::Adjusting))
            .flat_map(|paragraph| sentences(&paragraph.text, lexicon))
            .find_map(|sentence| read.sentence(sentence))
    };
    let labelled = read.labelled(fields);
    let labelled = match labelled {
        // Over the signatures stands the day alone, and in a point the hour.
        Some(found) if found.time.is_none() => {
            let hour = told().filter(|told| told.date == found.date).and_then(|told| told.time);
            Some(Adjustment { time: hour, ..found })
        }
        other => other,
    };
    let over_signatures = || {
        let texts = signing.iter().flat_map(|row| {
            std::iter::once(row.text()).chain(row.line.cells().skip(1).map(|cell| cell.text))
        });
        texts.filter_map(|text| read.over_signatures(text)).next()
    };
    labelled.or_else(told).or_else(over_signatures).or_else(|| read.around(around))
}

/// How far behind the word that the minutes are adjusted the day stands at most, in bytes.
const LONGEST_BEFORE_DAY: usize = 100;

struct Reader<'l> {
    meeting: Option<Date>,
    lexicon: &'l Lexicon,
}

impl Reader<'_> {
    /// From the label, or from a label of time and place behind those who adjust.
    fn labelled<'a>(&self, fields: &[Field<'a>]) -> Option<Adjustment<'a>> {
        let mut appointed = false;
        let mut found: Option<Adjustment<'a>> = None;
        for field in fields {
            let dated = |field: &Field<'a>| {
                let first = field.values.first().and_then(|value| value.cells.first());
                first.is_some_and(|cell| {
                    date::find(cell.text, self.lexicon)
                        .is_some_and(|(day, _)| day.start == 0 || day.end == cell.text.len())
                })
            };
            let own = field.label == Label::Adjustment
                || field.label == Label::Adjuster && dated(field)
                || appointed && matches!(field.label, Label::PlaceTime | Label::DateTime);
            // "Justering" alone in its row heads the rows below.
            let heads = field.label == Label::Adjustment && field.values.is_empty();
            appointed |= field.label == Label::AppointedAdjuster || heads;
            let text = || text_of(self.behind_people(&field.values), self.lexicon);
            let Some(text) = own.then(text).flatten() else { continue };
            let read = self.value(&text, field.label != Label::Date);
            // A day alone may be that of a signature.
            let read = read.filter(|read| field.label != Label::Adjuster || read.place.is_some());
            match (&mut found, read) {
                (Some(found), Some(read)) => {
                    found.date = found.date.or(read.date);
                    found.time = found.time.or(read.time);
                    found.place = found.place.take().or(read.place);
                }
                (None, read) => found = read,
                (Some(_), None) => {}
            }
        }
        found
    }

    /// The rows behind those that only name who adjusts: `Bo Ek` above `Kansliet, 2024-03-18`.
    fn behind_people<'v, 'a>(&self, values: &'v [Value<'a>]) -> &'v [Value<'a>] {
        let names = |value: &&Value<'a>| {
            value.cells.first().is_some_and(|cell| {
                let alone = person::entries(cell.text, Apart::ByLine, self.lexicon);
                matches!(&alone[..], [only] if only.whole == (0..cell.text.len()) && only.titles.is_empty())
            })
        };
        let people = values.iter().take_while(names).count();
        if people < values.len() { &values[people..] } else { values }
    }

    /// `Kommunkansliet, 2024-03-18 kl. 16.00`; a sentence of it, or names before it, are passed over.
    fn value<'a>(&self, text: &str, placed: bool) -> Option<Adjustment<'a>> {
        let text = self.without_person(text);
        let all = || {
            sentences(text, self.lexicon).filter(|sentence| person::start(sentence, self.lexicon).is_none())
        };
        let dated = all().find(|sentence| date::find(sentence, self.lexicon).is_some());
        let last = dated.or_else(|| all().last())?;
        let told = if self.tells(last) {
            occasion::in_sentence(last, self.lexicon)
        } else {
            occasion::in_value(last, self.lexicon)
        };
        let found = self.read(told, placed);
        (found.date.is_some() || found.place.is_some()).then_some(found)
    }

    /// `Bo Ek (S), Kansliet 2024-03-18` without the one who adjusts.
    fn without_person<'t>(&self, text: &'t str) -> &'t str {
        let Some((person, rest)) = text.split_once(", ") else { return text };
        let alone = person::entries(person, Apart::ByLine, self.lexicon);
        let is_person = alone.first().is_some_and(|entry| entry.whole.start == 0);
        if is_person && rest.starts_with(char::is_uppercase) { rest } else { text }
    }

    /// `Justeringen äger rum i kommunhuset måndagen den 4 december 2023 kl. 15.00`.
    fn sentence<'a>(&self, sentence: &str) -> Option<Adjustment<'a>> {
        if !self.tells(sentence) {
            return None;
        }
        let from = self.adjusting(sentence)?;
        let found = self.read(occasion::in_sentence(&sentence[from..], self.lexicon), true);
        let date = found.date?;
        self.meeting.is_none_or(|meeting| date >= meeting).then_some(found)
    }

    /// Whether a sentence says that the adjustment takes place, and not that it is made known.
    fn tells(&self, sentence: &str) -> bool {
        let Some(from) = self.adjusting(sentence) else { return false };
        let clue = |clue: Clue, text: &str| {
            occasion::words(text).any(|(_, word)| self.lexicon.clues.get(word).has(clue))
        };
        clue(Clue::TakesPlace, &sentence[from..]) && !clue(Clue::Announced, sentence)
    }

    fn adjusting(&self, sentence: &str) -> Option<usize> {
        occasion::words(sentence)
            .find(|(_, word)| self.lexicon.clues.get(word).has(Clue::Adjusting))
            .map(|(at, _)| at)
    }

    /// `Justerat den 18 mars 2024`, at the end.
    fn over_signatures<'a>(&self, text: &str) -> Option<Adjustment<'a>> {
        let (span, _) = date::find(text, self.lexicon)?;
        let label = self.heads(&text[..span.start]);
        if !matches!(label, Some(Label::Adjuster | Label::Adjustment)) {
            return None;
        }
        let found = self.read(occasion::in_sentence(text, self.lexicon), false);
        found.date.is_some().then_some(found)
    }

    /// `Protokollet har justerats den 18 mars 2024`, in rows of no point.
    fn around<'r, 'a: 'r>(&self, rows: impl Iterator<Item = &'r Row<'a>>) -> Option<Adjustment<'a>> {
        let text = about(rows, &[Clue::Adjusting, Clue::Adjusted], self.lexicon);
        sentences(&text, self.lexicon).find_map(|sentence| self.done(sentence))
    }

    /// The day behind the word that the minutes are adjusted, unless it is that of the announcement. A sentence that
    /// names points tells of these alone.
    fn done<'a>(&self, sentence: &str) -> Option<Adjustment<'a>> {
        let clues = |word: &str| self.lexicon.clues.get(word);
        let is_said = |word: &str| clues(word).has(Clue::Adjusting) || clues(word).has(Clue::Adjusted);
        let (at, _) = occasion::words(sentence).find(|(_, word)| is_said(word))?;
        let (span, _) = date::find(&sentence[at..], self.lexicon)?;
        let between = &sentence[at..at + span.start];
        if self.is_signed(between) || sentence.contains('§') || has(between, Clue::Announced, self.lexicon) {
            return None;
        }
        let found = self.read(occasion::in_sentence(&sentence[at..], self.lexicon), true);
        let date = found.date?;
        self.meeting.is_none_or(|meeting| date >= meeting).then_some(found)
    }

    /// Whether the day behind `between` is when somebody signed: `Justerat: Anna Berg 20 maj`, `Justeras digitalt` above
    /// `Anna Berg, ordförande   20 maj`.
    fn is_signed(&self, between: &str) -> bool {
        let labelled = between.split_once(':').is_some_and(|(_, who)| !who.trim().is_empty());
        let mut words = occasion::words(between).skip(1);
        labelled
            || between.len() > LONGEST_BEFORE_DAY
            || words.any(|(at, word)| {
                word.starts_with(char::is_uppercase) && person::start(&between[at..], self.lexicon).is_some()
            })
    }

    /// The label that the first words of a text are, the longest.
    fn heads(&self, text: &str) -> Option<Label> {
        let text = text.trim_end_matches([' ', ':', ',']);
        let ends = text.match_indices([' ', ':']).map(|(at, _)| at).chain([text.len()]).take(5);
        ends.filter_map(|end| self.lexicon.labels.get(&text[..end]).copied()).last()
    }

    fn read<'a>(&self, told: Occasion<'_>, placed: bool) -> Adjustment<'a> {
        let place = told.place.filter(|place| placed && person::start(place, self.lexicon).is_none());
        Adjustment {
            date: told.date.and_then(|partial| completed(&partial, self.meeting)),
            time: told.hours.map(|hours| hours.start),
            place: place.map(|place| place.to_owned().into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::saying;
    use crate::parse;

    fn shown(text: &str) -> [String; 3] {
        let found = parse(text).adjustment.unwrap_or_default();
        [
            found.date.map_or(String::new(), |date| date.to_string()),
            found.time.map_or(String::new(), |time| time.to_string()),
            found.place.map_or(String::new(), |place| place.into_owned()),
        ]
    }

    #[test]
    fn sentences_of_points() {
        for (sentence, date, time, place) in [
            (
                "Justeringen äger rum i kansliet måndagen den 20 maj 2024 kl. 15.00.",
                "2024-05-20",
                "15:00",
                "kansliet",
            ),
            ("Protokollet justeras den 20 maj på kommunkontoret.", "2024-05-20", "", "kommunkontoret"),
            (
                "Protokolljustering sker tisdagen den 21 maj kl 12 å pastorsexpeditionen.",
                "2024-05-21",
                "12:00",
                "pastorsexpeditionen",
            ),
            ("Justeringen den 3 maj 2024 har tillkännagivits den 4 maj 2024.", "", "", ""),
        ] {
            assert_eq!(shown(&saying(sentence)), [date, time, place], "{sentence:?}");
        }
    }

    #[test]
    fn labels() {
        for (label, date, time, place) in [
            (
                "Justeringens plats och tid   Kansliet, 2024-05-20 kl. 16.00",
                "2024-05-20",
                "16:00",
                "Kansliet",
            ),
            ("Utses att justera   Bo Ek\nPlats och tid   Kansliet 2024-05-20", "2024-05-20", "", "Kansliet"),
            ("Justeringsdag   2024-05-20", "2024-05-20", "", ""),
            (
                "Justering   Bo Ek\n            Kansliet, måndagen den 20 maj 2024 kl 09.00",
                "2024-05-20",
                "09:00",
                "Kansliet",
            ),
        ] {
            let text = format!(
                "Norrby kommun\n\nPlats och tid   Sal A, 2024-05-14 kl. 9\n\n{label}\n\n§ 1 Öppnande\n\nText.\n"
            );
            assert_eq!(shown(&text), [date, time, place], "{label:?}");
        }
    }

    #[test]
    fn dates_over_signatures() {
        let text = format!(
            "{}\n\nVid protokollet\n\nBo Ek\n\nJusterat den 20 maj 2024:\n\nAnna Berg\n",
            saying("Mötet slöts.")
        );
        assert_eq!(shown(&text), ["2024-05-20", "", ""]);
    }

    #[test]
    fn dates_over_the_second_of_two_who_sign() {
        let text = format!(
            "{}\n\nVid protokollet            Justerat den 20 maj 2024\n\nBo Ek                      Anna Berg\n",
            saying("Mötet slöts.")
        );
        assert_eq!(shown(&text), ["2024-05-20", "", ""]);
    }

    #[test]
    fn sentences_around_the_points() {
        for (sentence, date) in [
            ("Protokollet är justerat den 20 maj 2024.", "2024-05-20"),
            ("Protokollet justeras digitalt den 20 maj 2024.", "2024-05-20"),
            ("Protokollet har justerats den 20 maj och anslagits den 21 maj 2024.", "2024-05-20"),
            ("Det justerade protokollet anslogs den 21 maj 2024.", ""),
            ("§ 1 justerades den 14 maj 2024.", ""),
            ("Protokollet är justerat:\nBerg 14 maj 2024", ""),
            ("Justeras digitalt\nAnna Berg, ordförande 15 maj 2024", ""),
        ] {
            let text = format!("{}\n\nVid protokollet\n\nBo Ek\n\n{sentence}\n", saying("Mötet slöts."));
            assert_eq!(shown(&text)[0], date, "{sentence:?}");
        }
    }
}
