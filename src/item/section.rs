//! The headings inside a point, alone on a line or before a colon.
//!
//! | as written | section |
//! | --- | --- |
//! | `Beslut`, `BESLUT:`, `Kommunstyrelsens beslut` | decision |
//! | `Barn- och utbildningsnämndens förslag till beslut`, `FÖRSLAG (rektor)` | draft |
//! | `Omröstningsresultat § 145` | vote |
//! | `Kommunstyrelsens beslut 2023-10-31, § 181` | none: a reference |

use super::passage::{beginning, trimmed};
use crate::grammar::{first_word, last_word};
use crate::lexicon::{Clue, Clues, Lexicon, Section};

/// The longest heading, in bytes.
const LONGEST: usize = 72;
/// How many words a heading has at most.
const MOST_WORDS: usize = 8;

/// Signs that may hide a word from a scan.
const HIDING: Clues = Clues::of(&[Clue::QuestionMark, Clue::Foreign]);

/// Whether `text`, in which a scan has found `clues`, may be a heading: its last word, a remark in brackets apart, may be
/// that of one.
pub(crate) fn may_be_heading(text: &str, clues: Clues) -> bool {
    let remarked = || text.trim_end_matches([':', ' ']).ends_with(')');
    clues.has(Clue::EndsAsSection) || clues.meets(HIDING) || clues.has(Clue::EndsSection) && remarked()
}

/// Whether a text in which a scan has found `clues` may have a heading before a colon.
pub(crate) fn may_have_heading(clues: Clues) -> bool {
    clues.has(Clue::EndsSection) || clues.meets(HIDING)
}

/// What `text` is a heading of, if it is one.
pub(crate) fn heading(text: &str, lexicon: &Lexicon) -> Option<Section> {
    let text = trimmed(text);
    // Most paragraphs are longer, and end in no colon.
    if text.len() > LONGEST && !ends_in(text, b':') {
        return None;
    }
    let text = if ends_in(text, b':') { text.trim_end_matches(':').trim_end() } else { text };
    if text.is_empty() || text.len() > LONGEST || matches!(text.as_bytes().last(), Some(b'.' | b',' | b';')) {
        return None;
    }
    let whole = text;
    let text = without_remark(text);
    if !lexicon.sections.may_end(text) || !may_end(text, lexicon) || has_pair(whole, |byte| byte == b'.') {
        return None;
    }
    lexicon.sections.get(text).copied().or_else(|| after_genitive(text, lexicon))
}

fn ends_in(text: &str, mark: u8) -> bool {
    text.as_bytes().last() == Some(&mark)
}

/// Whether the last word of `text` may be that of a heading: nearly no row has such a one.
fn may_end(text: &str, lexicon: &Lexicon) -> bool {
    let is_bare = text.as_bytes().last().is_some_and(u8::is_ascii_alphabetic);
    let last = last_word(if is_bare { text } else { text.trim_end_matches([' ', ':', '*', '_']) });
    lexicon.clues.get(last).has(Clue::EndsSection) || !is_usual(text)
}

/// Whether a text has but blanks, signs of ASCII and letters of Latin-1, and no question mark, which may stand for a
/// lost letter: folding then makes nothing of it that its words do not show. Looked for without a branch.
fn is_usual(text: &str) -> bool {
    let usual = |byte: u8| matches!(byte, b' '..=b'~' | 0x80..=0xbf | 0xc3) & (byte != b'?');
    text.bytes().fold(1, |all, byte| all & u8::from(usual(byte))) != 0
}

/// `Omröstning § 145` → `Omröstning`, `Förslag (rektor)` → `Förslag`.
fn without_remark(text: &str) -> &str {
    let before_bracket = || text.strip_suffix(')')?.rsplit_once(" (").map(|(text, _)| text);
    let text = if ends_in(text, b')') { before_bracket().unwrap_or(text) } else { text };
    // A search for two signs costs more than a look at whether the second can be there, without a branch.
    if text.bytes().fold(0, |found, byte| found | u8::from(byte == 0xc2)) == 0 {
        return text;
    }
    match text.split_once(" §") {
        Some((before, number)) if number.len() < 8 => before,
        _ => text,
    }
}

/// Whether a byte for which `is` holds stands before a blank in a short text: looked for without a branch.
fn has_pair(text: &str, is: impl Fn(u8) -> bool) -> bool {
    let bytes = text.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    pairs.fold(0, |found, (byte, next)| found | (u8::from(is(*byte)) & u8::from(*next == b' '))) != 0
}

/// Whose: `Kommunstyrelsens beslut`, `Regionala utvecklingsnämndens förslag till beslut`.
fn after_genitive(text: &str, lexicon: &Lexicon) -> Option<Section> {
    if !has_pair(text, |byte| byte | 0x20 == b's') {
        return None;
    }
    let mut rest = text;
    for _ in 0..MOST_WORDS {
        let word = first_word(rest);
        let after = rest.get(word.len() + 1..)?;
        // "Ja-röst: bifall till nämndens förslag" is no heading: what stands before names an organ only.
        let clues = lexicon.clues.get(word).of_sentences();
        let joins = clues.has(Clue::Joining) || clues.has(Clue::BelongsTo);
        if word.ends_with(':') || !joins && clues != clues.only(&[Clue::Organ, Clue::Authority]) {
            return None;
        }
        rest = after;
        if word.ends_with(['s', 'S'])
            && word.chars().count() > 3
            && let Some(section) = lexicon.sections.get(rest)
        {
            return Some(*section);
        }
    }
    None
}

/// A heading before a colon, and what it stands before: `Beslut: Enligt förslaget`.
pub(crate) fn inline_heading<'t>(text: &'t str, lexicon: &Lexicon) -> Option<(Section, &'t str)> {
    let beginning = beginning(text, LONGEST);
    let head = &beginning[..memchr::memchr(b':', beginning.as_bytes())?];
    // "**Beslut:** Enligt förslaget": the marks of Markdown around the heading.
    let rest = text.get(head.len() + 1..)?.trim_start_matches('*');
    if rest.trim().is_empty() || !rest.starts_with(' ') {
        return None;
    }
    heading(head.trim_start_matches('*'), lexicon).map(|section| (section, rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_whose_they_are() {
        let lexicon = Lexicon::built_in();
        for (text, section) in [
            ("Beslut", Some(Section::Decision)),
            ("BESLUT:", Some(Section::Decision)),
            ("Kommunstyrelsens beslut", Some(Section::Decision)),
            ("Barn- och utbildningsnämndens beslut", Some(Section::Decision)),
            ("Regionala utvecklingsnämndens förslag till beslut", Some(Section::Draft)),
            ("FÖRSLAG (rektor)", Some(Section::Draft)),
            ("Omröstningsresultat § 145", Some(Section::Vote)),
            ("Jäv:", Some(Section::Recusal)),
            ("Kommunstyrelsens beslut 2023-10-31, § 181", None),
            ("Nämndens ordförande", None),
            ("Ja-röst: bifall till nämndens förslag", None),
            ("Bifall till nämndens förslag", None),
            ("Nämnden beslutar", None),
            ("", None),
        ] {
            assert_eq!(heading(text, lexicon), section, "{text:?}");
            // What a scan tells refuses no heading.
            let may_be = may_be_heading(text, lexicon.clues.all(text));
            assert!(section.is_none() || may_be, "{text:?}");
        }
    }

    #[test]
    fn headings_before_a_colon() {
        let lexicon = Lexicon::built_in();
        assert_eq!(
            inline_heading("Beslut: Enligt förslaget.", lexicon),
            Some((Section::Decision, "Enligt förslaget."))
        );
        assert_eq!(
            inline_heading("Rektorns förslag: Anna Berg väljs.", lexicon),
            Some((Section::Draft, "Anna Berg väljs."))
        );
        assert_eq!(inline_heading("Beslut:", lexicon), None);
        assert_eq!(inline_heading("Han sade: Beslut", lexicon), None);
    }
}
