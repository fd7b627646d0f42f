//! Texts with a blank line between all rows, as some converters of web pages and of word processors' files leave them.
//!
//! There a single blank line parts nothing: it stands in the middle of sentences too. Such a text is closed up before
//! anything else looks at it, so that one blank line says what it says elsewhere.
//!
//! | between two rows of such a text | left |
//! | --- | --- |
//! | one blank line | none |
//! | two blank lines and more | one |
//!
//! Text whose paragraphs stand on one row each has a blank line between all rows as well, and there each is the end of a
//! paragraph. It breaks no sentence, or it has rows that are wider by far than those where it seems to.

use super::Line;
use crate::lexicon::THAT;

/// How many rows with one blank line before them a text has at least of which this can be told.
const FEWEST_APART: usize = 12;

/// How many rows that follow the one before at once are enough to tell that a text is not double spaced.
const CLOSE_ROWS: usize = 12;

/// Of how many double-spaced rows one at most follows the one before it at once.
const OF_CLOSE: usize = 20;

/// In how many places a blank line stands in the middle of a sentence at least.
const FEWEST_BROKEN: usize = 2;

/// The shortest row that ends since the line is full, in bytes: shorter ones are cells of a table.
const SHORTEST_FULL: usize = 40;

/// Of how many rows one at most is wider by half than those that end since the line is full.
const OF_WIDE: usize = 20;

/// Takes the blank lines out of a text in which one stands between all rows; of several together one stays.
pub(super) fn close_up(lines: &mut Vec<Line<'_>>) {
    if !is_double(lines) {
        return;
    }
    let mut kept: usize = 0;
    let mut after_blank = true;
    for at in 0..lines.len() {
        let line = lines[at];
        let drops = line.is_blank() && !after_blank;
        after_blank = line.is_blank();
        match kept.checked_sub(1) {
            Some(before) if drops => lines[before].next = line.next,
            _ => {
                lines[kept] = Line { number: u32::try_from(kept).unwrap_or(u32::MAX), ..line };
                kept += 1;
            }
        }
    }
    lines.truncate(kept);
}

/// Whether a blank line stands between all rows, also where a sentence goes on in the next one.
fn is_double(lines: &[Line<'_>]) -> bool {
    let Some(full) = Full::of(lines) else { return false };
    let wide = full.width / full.rows + full.width / full.rows / 2;
    let is_wide = |line: &&Line<'_>| line.trimmed().len() > wide;
    full.rows >= FEWEST_BROKEN
        && lines.iter().filter(is_wide).count() * OF_WIDE
            <= lines.iter().filter(|line| !line.is_blank()).count()
}

/// The rows of a text that end in the middle of a sentence since the line is full, with a blank line behind them.
#[derive(Default)]
struct Full {
    rows: usize,
    /// How wide they are together.
    width: usize,
}

impl Full {
    /// `None` where not nearly all rows have a blank line between them, or none is full: for most texts their first rows
    /// tell.
    fn of(lines: &[Line<'_>]) -> Option<Self> {
        let (mut close, mut apart) = (0, 0);
        let mut full = Self::default();
        let mut before: Option<&Line<'_>> = None;
        let mut blanks = 0;
        for line in lines {
            if line.is_blank() {
                blanks += 1;
                continue;
            }
            match (before.replace(line), std::mem::take(&mut blanks)) {
                (Some(_), 0) => close += 1,
                (Some(before), 1) => {
                    apart += 1;
                    if breaks_sentence(before.trimmed(), line.trimmed()) {
                        full.rows += 1;
                        full.width += before.trimmed().len();
                    }
                }
                _ => {}
            }
            if close > CLOSE_ROWS && close * OF_CLOSE > lines.len() {
                return None;
            }
        }
        (apart >= FEWEST_APART && close * OF_CLOSE <= apart && full.rows > 0).then_some(full)
    }
}

/// Whether a sentence goes on from a row in the next. Clauses of what is decided stand in paragraphs of their own.
fn breaks_sentence(row: &str, next: &str) -> bool {
    row.len() >= SHORTEST_FULL
        && row.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '-'))
        && next.starts_with(char::is_lowercase)
        && next.strip_prefix(THAT).is_none_or(|rest| !rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::super::rows::{Gap, rows};
    use super::super::split;

    const ROWS: [&str; 5] = [
        "§ 1 Val",
        "Nämnden valde Anna Berg att vara dess ordförande",
        "för året. Styrelsen hade föreslagit två som kunde",
        "tänka sig det.",
        "Valet var enigt.",
    ];

    fn gaps(text: &str) -> Vec<Gap> {
        rows(&split(text, 0)).iter().map(|row| row.gap).collect()
    }

    #[test]
    fn a_blank_line_between_all_rows_parts_nothing() {
        let text = ROWS.map(|row| format!("{row}\n\n")).concat().repeat(3);
        assert!(gaps(&text)[1..].iter().all(|gap| *gap == Gap::None), "{:?}", gaps(&text));
        let lines = split(&text, 0);
        assert!(lines.windows(2).all(|pair| pair[0].next == pair[1].start));
        assert_eq!(lines.last().map(|line| line.next), Some(text.len()));
        // Several blank lines part as one does elsewhere, and few rows without one are an oversight.
        let text = text.replace("§ 1", "\n\n§ 1").repeat(4).replacen("\n\nValet", "\nValet", 1);
        let gaps = gaps(&text);
        assert_eq!((gaps[4], gaps[5], gaps[6]), (Gap::None, Gap::Blank, Gap::None));
    }

    #[test]
    fn a_blank_line_between_paragraphs_parts_them() {
        let apart = |rows: &[&str]| rows.iter().map(|row| format!("{row}\n\n")).collect::<String>().repeat(6);
        let long = "Nämnden gick igenom budgeten och talade länge om vägarna. ".repeat(3);
        for text in [
            // Each paragraph on its row.
            apart(&["§ 1 Val", "Nämnden valde ordförande.", "Valet var enigt.", "§ 2 Slut"]),
            // The same, with rows that seem to break a sentence and others that are wider by far.
            apart(&[
                "§ 1 Val av dem som ska justera protokollet från dagens möte",
                "anna och bo",
                long.trim(),
            ]),
            // Clauses of what is decided.
            apart(&["Nämnden beslutar enligt förslag från kontoret", "att köpa huset", "att sälja bilen"]),
            // Blank lines between paragraphs that wrap.
            (ROWS.join("\n") + "\n\n").repeat(6),
            (ROWS.join("\n\n") + "\n").repeat(6),
        ] {
            assert!(gaps(&text)[1..].contains(&Gap::Blank), "{text}");
        }
        // Too little to tell.
        assert_eq!(gaps(&apart(&ROWS[..3]).lines().take(9).collect::<Vec<_>>().join("\n"))[1], Gap::Blank);
    }

    #[test]
    fn what_stands_behind_a_form_feed_stays() {
        let page = ROWS.map(|row| format!("{row}\n\n")).concat();
        let text = format!("{page}\x0c\nNämnden\n\n").repeat(4);
        let lines = split(&text, 0);
        assert!(lines.windows(2).all(|pair| pair[0].next == pair[1].start));
        assert_eq!(lines.iter().filter(|line| line.text == "Nämnden").count(), 4);
    }
}
