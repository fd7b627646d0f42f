//! What earlier organs did with a point, where the text of the point tells it first, as minutes of municipalities in
//! Finland do:
//!
//! ```text
//! Byggnadsnämnden 12.06.2018 § 44
//! Beslut: Byggnadsnämnden omfattade förslaget.
//!
//! Kommunstyrelsen 04.09.2018 § 102
//! Beslut: Kommunstyrelsen beslöt föreslå …
//! ```
//!
//! Only what stands under the point's own number was decided at this meeting.

use super::Paragraph;
use crate::grammar::date;
use crate::lexicon::{Clue, Lexicon};

/// Words with which something is decided.
const DECIDING: &[Clue] = &[Clue::Decide, Clue::Decided, Clue::Enacted, Clue::Enacts, Clue::Elected];

/// The longest line that says which organ dealt with the point, and when, in bytes.
const LONGEST: usize = 80;

/// How many words the name of that organ has at most.
const MOST_WORDS_OF_ORGAN: usize = 4;

/// The index of the paragraph with which the meeting's own part of the point `number` begins; 0 where nothing
/// earlier is told.
pub(super) fn end(paragraphs: &[Paragraph<'_>], number: &str, lexicon: &Lexicon) -> usize {
    let mut earlier = false;
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let Some(found) = numbered_elsewhere(&paragraph.text, lexicon) else {
            // What is decided before is decided here; lines like these below are a list of references.
            if !earlier && paragraph.clues.any(DECIDING) {
                return 0;
            }
            continue;
        };
        if found == number {
            return if earlier && at + 1 < paragraphs.len() { at } else { 0 };
        }
        earlier = true;
    }
    0
}

/// The number under which an organ dealt with the point: `Byggnadsnämnden 12.06.2018 § 44`.
fn numbered_elsewhere(text: &str, lexicon: &Lexicon) -> Option<String> {
    if text.len() > LONGEST || !text.contains('§') || !text.starts_with(char::is_uppercase) {
        return None;
    }
    let sign = text.find('§')?;
    let behind = text[sign + '§'.len_utf8()..].trim_start();
    let number = &behind[..behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len())];
    let number_end = text.len() - behind.len() + number.len();
    let (day, _) = date::find(text, lexicon)?;
    let (first, second) = if day.end <= sign {
        (day.start..day.end, sign..number_end)
    } else {
        (sign..number_end, day.start..day.end)
    };
    let marks = |text: Option<&str>| text?.trim_matches([' ', ',', '/', '.', ':']).is_empty().then_some(());
    marks(text.get(first.end..second.start))?;
    marks(text.get(second.end..))?;
    let head = text[..first.start].trim_end_matches([' ', ',', '/']);
    let names = !head.is_empty() && head.split(' ').count() <= MOST_WORDS_OF_ORGAN;
    (names && !number.is_empty() && !head.contains(|c: char| c.is_ascii_digit())).then(|| number.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::testing::findings;
    use super::*;

    #[test]
    fn what_an_earlier_organ_decided_is_not_decided_here() {
        let text = "Byggnadsnämnden 12.06.2018 § 44\nBeslut: Nämnden avslår ansökan.\n\
                    Kommunstyrelsen 04.09.2018 § 1\nBeslut: Kommunstyrelsen godkänner planen.";
        assert_eq!(findings(text).decisions, ["Kommunstyrelsen godkänner planen."]);
        let references = "Kommunstyrelsen beslutar att anta planen.\n\
                          Byggnadsnämnden 12.06.2018 § 44\nKommunstyrelsen 04.09.2018 § 1\nSlut.";
        assert_eq!(findings(references).decisions, ["Kommunstyrelsen beslutar att anta planen."]);
        let other = text.replace("§ 1", "§ 9");
        assert_eq!(findings(&other).decisions.len(), 2);
    }

    #[test]
    fn numbers_of_other_organs() {
        let lexicon = Lexicon::built_in();
        for (text, found) in [
            ("Byggnadsnämnden 12.06.2018 § 44", Some("44")),
            ("Kommunstyrelsen 2024-05-14, § 7", Some("7")),
            ("TEKNN § 46, 22.5.2019", Some("46")),
            ("Kommunstyrelsen beslutade 2024-05-14, § 7, att vänta.", None),
            ("§ 44", None),
            ("Byggnadsnämnden 12.06.2018", None),
        ] {
            assert_eq!(numbered_elsewhere(text, lexicon).as_deref(), found, "{text:?}");
        }
    }
}
