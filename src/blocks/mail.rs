//! The head of an e-mail in which minutes were sent: its day and its people are not those of the meeting.

use crate::grammar::first_word;
use crate::lexicon::{Clue, Lexicon};
use crate::lines::rows::Row;

/// How many rows the head of an e-mail has at least: `Från:`, `Till:`, `Ämne:`.
const FEWEST_ROWS: usize = 3;

/// The row behind the head of an e-mail, with which a text may begin; 0 where it does not.
pub(super) fn end_of_head(rows: &[Row<'_>], lexicon: &Lexicon) -> usize {
    let is_of_head = |row: &&Row<'_>| {
        let word = first_word(row.text()).strip_suffix(':');
        word.is_some_and(|word| lexicon.clues.get(word).has(Clue::MailHead))
    };
    let count = rows.iter().take_while(is_of_head).count();
    if count < FEWEST_ROWS { 0 } else { count }
}

#[cfg(test)]
mod tests {
    use crate::parse;

    #[test]
    fn the_day_of_an_e_mail_is_not_that_of_the_meeting() {
        let minutes = "Protokoll\nMöte den 9 november 2005 kl. 18.30\n\n1. Mötet öppnas\n\nVälkomna.\n";
        let head = "Från: Eva Ask <eva@hagby.example>\nTill: Föräldrarådet\nDatum: den 11 november 2005 08:14\nÄmne: Protokoll\n\n";
        let date = |text: &str| parse(text).meeting.date.map(|date| date.to_string());
        assert_eq!(date(&format!("{head}{minutes}")).as_deref(), Some("2005-11-09"));
        assert_eq!(date(&format!("Datum: 2005-11-08\n\n{minutes}")).as_deref(), Some("2005-11-08"));
    }
}
