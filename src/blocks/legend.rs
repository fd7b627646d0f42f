//! What marks beside people mean, where the text explains them.
//!
//! | as written | what `D` or `²` beside a name says |
//! | --- | --- |
//! | `(N = närvarande, D = deltog på distans, F = anmält förhinder)` | took part from elsewhere |
//! | `X = närvarande   T = tjänstgörande ersättare` | |
//! | `² Ej tjänstgörande` below the lists | does not serve |

use super::people::Listed;
use crate::grammar::is_dash;
use crate::grammar::person::{self, Apart};
use crate::lexicon::Lexicon;
use crate::lines::rows::Row;
use crate::model::{Role, Status, Text};

/// The longest mark, in letters.
const LONGEST_MARK: usize = 2;

/// How many marks a text explains at most.
const MOST: usize = 40;

/// Marks and what they mean, as written.
#[derive(Debug, Clone, Default)]
pub(crate) struct Legend<'a> {
    meanings: Vec<(&'a str, &'a str)>,
}

impl<'a> Legend<'a> {
    /// The marks that `rows` explain.
    pub(super) fn of<'r>(rows: impl Iterator<Item = &'r Row<'a>>) -> Self
    where
        'a: 'r,
    {
        let mut legend = Self::default();
        for row in rows {
            let text = row.text();
            if legend.meanings.len() >= MOST {
                break;
            }
            if let Some((mark, meaning)) = footnote(text) {
                legend.meanings.push((mark, meaning));
            } else if memchr::memchr(b'=', text.as_bytes()).is_some() {
                legend.meanings.extend(equations(text));
            }
        }
        legend
    }

    /// What `mark` means.
    pub(super) fn meaning(&self, mark: &str) -> Option<&'a str> {
        self.meanings.iter().find(|(own, _)| *own == mark).map(|(_, meaning)| *meaning)
    }

    /// A text without the mark of a footnote behind it, and what the footnote says: `Bo Ek (S) ²`.
    pub(super) fn without_mark<'t>(&self, text: &'t str) -> Option<(&'t str, &'a str)> {
        let bare = text.trim_end_matches(is_raised);
        let meaning = self.meaning(&text[bare.len()..]).filter(|_| bare.len() < text.len())?;
        Some((bare.trim_end(), meaning))
    }
}

fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// `² Ej tjänstgörande`.
fn footnote(text: &str) -> Option<(&str, &str)> {
    if text.as_bytes().first().is_none_or(u8::is_ascii) {
        return None;
    }
    let rest = text.trim_start_matches(is_raised);
    let mark = &text[..text.len() - rest.len()];
    let meaning = rest.trim_start_matches([')', ' ', '.']);
    (!mark.is_empty() && !meaning.is_empty()).then_some((mark, meaning))
}

/// `N = närvarande, F = frånvarande`: each mark with what stands before the next one.
fn equations(text: &str) -> Vec<(&str, &str)> {
    let marks: Vec<(usize, &str, usize)> = text
        .match_indices('=')
        .filter_map(|(at, _)| {
            let before = text[..at].trim_end();
            let begin = before.rfind([' ', '(', ',', '\t']).map_or(0, |space| space + 1);
            let mark = &before[begin..];
            let is_mark = (1..=LONGEST_MARK).contains(&mark.chars().count())
                && mark.chars().all(|c| c.is_uppercase() || c == 'x' || is_dash(c));
            is_mark.then_some((begin, mark, at + 1))
        })
        .collect();
    let ends = marks.iter().skip(1).map(|(begin, ..)| *begin).chain([text.len()]);
    let meanings = marks.iter().zip(ends).map(|((_, mark, from), end)| {
        let meaning = text[*from..end.max(*from)].trim_matches([' ', ',', ';', ')', '(', '.', '\t']);
        (*mark, meaning)
    });
    meanings.filter(|(_, meaning)| !meaning.is_empty()).collect()
}

/// Takes over what `said` tells of a person, as if it stood beside the name.
pub(super) fn describe(listed: &mut Listed<'_>, said: &str, lexicon: &Lexicon) {
    let text = format!("{}, {}", listed.person.name, said);
    let entries = person::entries(&text, Apart::ByLine, lexicon);
    let Some(entry) = entries.first() else { return };
    let person = &mut listed.person;
    if let (Status::Present, Some(status)) = (person.status, entry.status) {
        person.status = status;
    }
    person.remote |= entry.remote;
    person.roles.extend(&entry.roles);
    if person.roles.contains(&Role::Deputy) {
        person.serving = entry.serving.or(person.serving);
    }
    if let Some(member) = &entry.details.substituting_for {
        person.substituting_for.get_or_insert_with(|| Text::Owned(text[member.clone()].to_owned()).into());
    }
    if person.title.is_none()
        && let Some(title) = entry.titles.first()
    {
        person.title = Some(Text::Owned(text[title.clone()].to_owned()));
    }
    listed.attended = listed.attended.take().or_else(|| entry.details.attended.clone().map(Box::new));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_meanings() {
        for (text, found) in [
            (
                "(N = närvarande, D = deltog på distans, F = anmält förhinder)",
                &[("N", "närvarande"), ("D", "deltog på distans"), ("F", "anmält förhinder")][..],
            ),
            (
                "X = närvarande   T = tjänstgörande ersättare   – = frånvarande",
                &[("X", "närvarande"), ("T", "tjänstgörande ersättare"), ("–", "frånvarande")],
            ),
            ("Summa = 14 kr", &[]),
        ] {
            assert_eq!(equations(text), found, "{text:?}");
        }
        assert_eq!(footnote("² Ej tjänstgörande"), Some(("²", "Ej tjänstgörande")));
        assert_eq!(footnote("2 Val"), None);
    }
}
