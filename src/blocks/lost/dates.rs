//! Labels with dates beside each other: `Anslaget sätts upp 2024-03-12 Anslaget tas ned 2024-04-03`.

use super::{cut_at, may_be_cut};
use crate::blocks::fields;
use crate::grammar::date;
use crate::lexicon::{Label, Lexicon};
use crate::lines::Line;

/// Cuts the lines of two labels with a date each.
pub(super) fn cut(lines: &mut [Line<'_>], lexicon: &Lexicon) {
    for line in lines {
        let text = line.trimmed();
        let dated = text.as_bytes().last().is_some_and(u8::is_ascii_digit);
        if dated
            && lexicon.labels.may_begin(text)
            && may_be_cut(line)
            && let Some(places) = pairs(text, lexicon)
        {
            cut_at(line, &places);
        }
    }
}

/// Where the first date, the second label and the second date begin.
fn pairs(text: &str, lexicon: &Lexicon) -> Option<Vec<usize>> {
    let (first, behind) = labelled(text, lexicon)?;
    let next = text[behind..].trim_start();
    let from = text.len() - next.len();
    let (second, end) = labelled(next, lexicon)?;
    next[end..].trim_end_matches('.').is_empty().then(|| vec![first, from, from + second])
}

/// Where the date begins and ends behind the label that a text begins with.
fn labelled(text: &str, lexicon: &Lexicon) -> Option<(usize, usize)> {
    let (span, _) = date::find(text, lexicon)?;
    let label = fields::label(text[..span.start].trim_end(), lexicon)?;
    matches!(label, Label::Posted | Label::Removed | Label::Date).then_some((span.start, span.end))
}

#[cfg(test)]
mod tests {
    use super::super::testing::cells;

    #[test]
    fn two_labels_with_dates() {
        let text = "Anslaget sätts upp 2024-03-12 Anslaget tas ned 2024-04-03";
        assert_eq!(cells(text), [["Anslaget sätts upp", "2024-03-12", "Anslaget tas ned", "2024-04-03"]]);
        for text in ["Anslaget sätts upp 2024-03-12", "Anslaget sätts upp 2024-03-12 och tas ned 2024-04-03"]
        {
            assert!(cells(text).is_empty(), "{text:?}");
        }
    }
}
