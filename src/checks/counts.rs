//! Do stated numbers agree with what is listed?
//!
//! | stated | counted |
//! | --- | --- |
//! | `7 ja-röster` | those who vote yes in the list by name |
//! | `Paragrafer §§ 1–12` on the cover | the first and the last item |
//! | `Antalet närvarande ledamöter är 30` | members and serving deputies |

use super::Checked;
use super::numbering::parts;
use crate::grammar::numbers;
use crate::lexicon::Lexicon;
use crate::model::{AgendaItem, BallotVote, Code, Diagnostic, Participant, Role, Span, Vote};

/// How many words of a phrase stand before a stated number, at most.
const LONGEST_PHRASE: usize = 4;
/// How many words may stand between the phrase and its number: `och tjänstgörande ersättare är`.
const BETWEEN: usize = 6;

/// Numbers that do not agree.
pub(super) fn check(checked: Checked<'_, '_>) -> Vec<Diagnostic> {
    let agenda = &checked.document.agenda;
    let mut found: Vec<Diagnostic> = agenda.iter().flat_map(|item| votes(checked, item)).collect();
    found.extend(cover(checked));
    found.extend(members(checked));
    found
}

/// The counts of each vote against its list by name.
fn votes(checked: Checked<'_, '_>, item: &AgendaItem<'_>) -> Vec<Diagnostic> {
    let wrong: Vec<_> =
        item.votes.iter().flat_map(|vote| wrong(vote).map(move |kind| (vote, kind))).collect();
    // Nearly all votes agree, so that nobody need look for their places.
    if wrong.is_empty() {
        return vec![];
    }
    let lines = figures(checked, item);
    let told = wrong.into_iter().map(|(vote, (word, stated, listed))| {
        let span = place(vote, &lines).unwrap_or_else(|| checked.heading(item));
        let message = format!("{stated} {word} stated in item {}, and {listed} listed by name", item.number);
        Diagnostic::new(Code::CountMismatch, span, message)
    });
    told.collect()
}

/// What a vote states of each choice, and how many are listed, where these differ. A list that leaves out a kind says
/// nothing of it.
fn wrong(vote: &Vote<'_>) -> impl Iterator<Item = (&'static str, u32, usize)> {
    let stated = [
        (BallotVote::Yes, "yes", vote.yes),
        (BallotVote::No, "no", vote.no),
        (BallotVote::Abstain, "abstentions", vote.abstain),
        (BallotVote::Absent, "absent", vote.absent),
    ];
    stated.into_iter().filter_map(|(kind, word, stated)| {
        let stated = stated?;
        let listed = vote.by_name.iter().filter(|ballot| ballot.vote == kind).count();
        (listed > 0 && u32::try_from(listed) != Ok(stated)).then_some((word, stated, listed))
    })
}

/// The lines of an item that hold figures, each with its numbers.
fn figures(checked: Checked<'_, '_>, item: &AgendaItem<'_>) -> Vec<(Span, Vec<u32>)> {
    let mut start = item.span.start;
    let mut found = vec![];
    for line in checked.at(item.span).split_inclusive(['\n', '\r', '\x0c']) {
        if line.bytes().any(|byte| byte.is_ascii_digit()) {
            let numbers = line.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok());
            let lead = start + line.len() - line.trim_start().len();
            found.push((Span::new(lead, lead + line.trim().len()), numbers.collect()));
        }
        start += line.len();
    }
    found
}

/// The line that states the counts of yes and no.
fn place(vote: &Vote<'_>, lines: &[(Span, Vec<u32>)]) -> Option<Span> {
    vote.yes.or(vote.no)?;
    let is_stated =
        |numbers: &[u32]| [vote.yes, vote.no].iter().flatten().all(|count| numbers.contains(count));
    lines.iter().find(|(_, numbers)| is_stated(numbers)).map(|(span, _)| *span)
}

/// The items that the cover states: first and last of each stretch.
pub(super) fn stated_items(checked: Checked<'_, '_>) -> Vec<(u32, u32)> {
    let stated = checked.oddities.stated.iter();
    stated.flat_map(|span| stretches(checked.at(*span), checked.lexicon)).collect()
}

/// `§§ 1–12`, `138–146, 148–156`: a single number without its sign is something else.
fn stretches(text: &str, lexicon: &Lexicon) -> Vec<(u32, u32)> {
    let text = text.trim_end_matches('.');
    let from = text.find(|c: char| c == '§' || c.is_ascii_digit()).unwrap_or(text.len());
    let signed = text[from..].starts_with('§');
    // One sign may stand before several stretches: "§ 1–4, 6–9".
    let numbered = format!("§§ {}", text[from..].trim_start_matches(['§', ' ']));
    let Some((found, rest)) = numbers::stretches(&numbered, lexicon) else { return vec![] };
    let surely = rest.trim().is_empty() && (signed || found.iter().any(|(first, last)| first < last));
    if surely { found.into_iter().map(|(first, last)| (first.0, last.0)).collect() } else { vec![] }
}

/// The first and last number on the cover against the first and last item.
fn cover(checked: Checked<'_, '_>) -> Option<Diagnostic> {
    let stated = stated_items(checked);
    let (first, last) =
        (stated.iter().map(|range| range.0).min()?, stated.iter().map(|range| range.1).max()?);
    let numbers = || checked.document.agenda.iter().filter_map(|item| parts(&item.number));
    let (found_first, found_last) =
        (numbers().map(|number| number.main).min()?, numbers().map(|number| number.last).max()?);
    let span = *checked.oddities.stated.first()?;
    ((first, last) != (found_first, found_last)).then(|| {
        let message = format!("items {first}–{last} stated here, found {found_first}–{found_last}");
        Diagnostic::new(Code::CountMismatch, span, message)
    })
}

/// The stated number of members against those listed.
fn members(checked: Checked<'_, '_>) -> Option<Diagnostic> {
    let listed = || checked.document.attendance.iter().filter(|person| decides(person));
    let plain = listed().filter(|person| !person.roles.contains(&Role::Deputy)).count();
    // Where nobody is listed, the text need not be searched.
    if plain == 0 {
        return None;
    }
    let (stated, span) = stated_members(checked)?;
    // Whoever was there in part may count or not.
    let all = listed().count();
    let throughout =
        listed().filter(|person| person.present_items.is_none() && person.note.is_none()).count();
    let agrees = all == stated || plain == stated || (throughout..=all).contains(&stated);
    (!agrees).then(|| {
        let message = format!("{stated} members present stated here, and {all} listed");
        Diagnostic::new(Code::CountMismatch, span, message)
    })
}

/// A member, or a deputy who serves.
fn decides(person: &Participant<'_>) -> bool {
    person.roles.contains(&Role::Member) || person.serving == Some(true)
}

/// The number behind the first phrase that states how many members were present, and where both stand.
fn stated_members(checked: Checked<'_, '_>) -> Option<(usize, Span)> {
    for start in begins(checked.text, checked.lexicon) {
        let text = &checked.text[start..];
        let mut ends = [0; LONGEST_PHRASE];
        for (end, (at, word)) in ends.iter_mut().zip(places(text)) {
            *end = at + word.len();
        }
        let is_phrase = |words: &usize| {
            let end = ends[words - 1];
            end > 0 && checked.lexicon.stated_numbers.has(&text[..end])
        };
        let Some(behind) = (2..=LONGEST_PHRASE).rev().find(is_phrase) else { continue };
        for (start_of_number, word) in places(text).skip(behind).take(BETWEEN) {
            let bare = word.trim_end_matches(['.', ',', ';']);
            let spelt = || checked.lexicon.numbers.get(bare).map(|number| usize::from(*number));
            if let Some(number) = bare.parse().ok().or_else(spelt).filter(|number| (2..1000).contains(number))
            {
                let from = checked.offset + start;
                return Some((number, Span::new(from, from + start_of_number + bare.len())));
            }
            if word.ends_with(['.', ';']) {
                break;
            }
        }
    }
    None
}

/// Where a word stands with which a phrase before a stated number begins.
fn begins(text: &str, lexicon: &Lexicon) -> Vec<usize> {
    let words: Vec<&str> =
        lexicon.stated_first.iter().map(|word| &**word).filter(|word| !word.is_empty()).collect();
    // Where "antalet" stands, "antal" does.
    let goes_on = |word: &str, other: &str| other.len() < word.len() && tail(word).starts_with(tail(other));
    let shortest = words.iter().filter(|word| !words.iter().any(|other| goes_on(word, other)));
    let mut found: Vec<usize> = shortest
        .flat_map(|word| with_tail(text, tail(word)))
        .filter(|at| is_one_of(&words, text, *at))
        .collect();
    found.sort_unstable();
    found
}

/// A word without its first letter.
fn tail(word: &str) -> &str {
    word.get(1..).unwrap_or_default()
}

/// Where a word may stand that has `tail` (of ASCII) behind its first letter, in small letters, with a capital, or in
/// capitals: it is looked for at the speed of memory.
fn with_tail<'t>(text: &'t str, tail: &str) -> impl Iterator<Item = usize> + use<'t> {
    [tail.to_ascii_lowercase(), tail.to_ascii_uppercase()].into_iter().flat_map(move |tail| {
        let places: Vec<usize> = memchr::memmem::find_iter(text.as_bytes(), &tail).collect();
        places.into_iter().filter_map(|at| at.checked_sub(1))
    })
}

/// Whether one of `words` (of ASCII) stands at `start` between white space.
fn is_one_of(words: &[&str], text: &str, start: usize) -> bool {
    let ends = |side: Option<char>| side.is_none_or(char::is_whitespace);
    words.iter().any(|word| {
        text.get(start..start + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word))
            && ends(text[..start].chars().next_back())
            && ends(text[start + word.len()..].chars().next())
    })
}

/// The words of a text, and where each begins.
fn places(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let begin = text.as_ptr() as usize;
    text.split_whitespace().map(move |word| (word.as_ptr() as usize - begin, word))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{marked, messages, table};
    use super::*;
    use crate::model::Code::{CountMismatch, MissingItem};

    fn minutes(front: &str, text: &str) -> String {
        format!(
            "Norrby kommun\nProtokoll\nDatum: 2024-03-04\n{front}\n\nLedamöter:\nAnna Berg (S)\nBo Ek (M)\nEva Al (C)\n\n§ 1 Val\n\n{text}\n\n§ 2 Budget\n\nAntas.\n\n§ 3 Slut\n\nSlut.\n"
        )
    }

    #[test]
    fn numbers_that_should_agree() {
        let by_name = "Ja röstar: Anna Berg (S) och Bo Ek (M)\nNej röstar: Eva Al (C)";
        for (front, text, expected) in [
            ("Paragrafer: §§ 1–3", "Val.", &[][..]),
            ("Paragrafer: §§ 1–4", "Val.", &[CountMismatch]),
            ("Paragrafer: 1–4", "Val.", &[CountMismatch]),
            ("", "Antalet närvarande ledamöter är 3.", &[]),
            ("", "Antalet närvarande ledamöter och tjänstgörande\nersättare är 5.", &[CountMismatch]),
            ("", "Antalet närvarande ledamöter är fem.", &[CountMismatch]),
            ("", "Antalet ledamöter minskas till 5.", &[]),
            ("", &format!("Med 2 ja-röster mot 1 nej-röst bifalls förslaget.\n\n{by_name}"), &[]),
            (
                "",
                &format!("Med 3 ja-röster mot 1 nej-röst bifalls förslaget.\n\n{by_name}"),
                &[CountMismatch],
            ),
        ] {
            table(&[CountMismatch], &[(&minutes(front, text), expected)]);
        }
        let text = minutes("", "Antalet närvarande ledamöter är 5.");
        assert_eq!(messages(&text, CountMismatch), ["5 members present stated here, and 3 listed"]);
        assert_eq!(marked(&text, CountMismatch), ["Antalet närvarande ledamöter är 5"]);
    }

    #[test]
    fn what_the_cover_leaves_out_is_not_missing() {
        let text = "Protokoll\nDatum: 2024-03-04\nParagrafer: §§ 1–2, 4–5\n\n§ 1 Val\n\nVal.\n\n§ 2 Budget\n\nAntas.\n\n§ 4 Skola\n\nAntas.\n\n§ 5 Slut\n\nSlut.\n";
        table(&[MissingItem, CountMismatch], &[(text, &[])]);
    }

    #[test]
    fn stretches_on_a_cover() {
        for (text, found) in [
            ("§§ 1–12", vec![(1, 12)]),
            ("138–146, 148–156", vec![(138, 146), (148, 156)]),
            ("§ 7", vec![(7, 7)]),
            ("7", vec![]),
            ("enligt kallelse", vec![]),
        ] {
            assert_eq!(stretches(text, Lexicon::built_in()), found, "{text:?}");
        }
    }
}
