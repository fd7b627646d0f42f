//! Text that was decoded wrongly once already, and characters that are lost.
//!
//! Programs that read UTF-8 as windows-1252 or ISO-8859-1 and save what they saw make two or three
//! characters of one:
//!
//! | was | became |
//! | --- | --- |
//! | `ö` | `Ã¶` |
//! | `Å` | `Ã…`, or `Ã` with U+0085 |
//! | `–` | `â€“` |
//! | `§` | `Â§` |
//!
//! The way back is certain where those characters are bytes of windows-1252 again, the bytes are one
//! character of UTF-8, and that one is a letter or sign of Swedish text. It is gone twice and three times
//! where the damage was done as often. The rest (`Ã` before a space, U+FFFD) stays and is reported.

use memchr::memchr3_iter;

use crate::model::Span;

/// How often a text may have been decoded wrongly.
const ROUNDS: usize = 3;

/// What was found amiss: how often, and where first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) count: usize,
    pub(crate) first: Span,
}

impl Finding {
    fn add(found: &mut Option<Self>, span: Span) {
        match found {
            Some(finding) => finding.count += 1,
            None => *found = Some(Self { count: 1, first: span }),
        }
    }
}

/// Whether `text` may hold anything that this module looks for. One pass at the speed of memory: U+FFFD
/// ends in 0xBD, `Ã` in 0x83, `Â` and the first two bytes of `€` after `â` in 0x82: bytes that Swedish text
/// in UTF-8 has hardly anywhere else.
pub(super) fn may_be_damaged(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr3_iter(0x82, 0x83, 0xbd, bytes).any(|at| {
        let until = &bytes[..=at];
        ["Ã", "Â", "\u{fffd}"].iter().any(|sign| until.ends_with(sign.as_bytes()))
            || until.ends_with(b"\xc3\xa2\xe2\x82")
    })
}

/// Undoes wrong decodings. `None` where there is nothing to undo; else the text, and what was undone, with
/// the place in the new text.
pub(super) fn repair(text: &str) -> Option<(String, Finding)> {
    let Round { text: mut repaired, found: mut finding, .. } = once(text)?;
    for _ in 1..ROUNDS {
        let Some(Round { text: again, found, taken }) = once(&repaired) else { break };
        // What stands before the first place of a round is the same after it.
        let first = if found.first.start <= finding.first.start { found.first } else { finding.first };
        // What the round took is what the round before it had made.
        let count = finding.count.saturating_sub(taken) + found.count;
        finding = Finding { count, first };
        repaired = again;
    }
    Some((repaired, finding))
}

/// What one pass makes of a text.
struct Round {
    text: String,
    found: Finding,
    /// How many characters were taken together.
    taken: usize,
}

fn once(text: &str) -> Option<Round> {
    let mut taken = 0;
    let mut found: Option<Finding> = None;
    let mut repaired = String::new();
    let mut kept = 0;
    let mut at = 0;
    while let Some(lead) = text[at..].find(['Ã', 'Â', 'â']) {
        let start = at + lead;
        if let Some((c, len)) = original(&text[start..]) {
            repaired.push_str(&text[kept..start]);
            let place = Span::new(repaired.len(), repaired.len() + c.len_utf8());
            Finding::add(&mut found, place);
            repaired.push(c);
            at = start + len;
            taken += text[start..at].chars().count();
            kept = at;
        } else {
            at = start + 'Ã'.len_utf8();
        }
    }
    let found = found?;
    repaired.push_str(&text[kept..]);
    Some(Round { text: repaired, found, taken })
}

/// The one character of UTF-8 that the characters at the beginning of `text` were, and their length.
fn original(text: &str) -> Option<(char, usize)> {
    let mut bytes = [0; 3];
    let mut len = 0;
    let wanted = if text.starts_with('â') { 3 } else { 2 };
    let mut chars = text.chars();
    for slot in &mut bytes[..wanted] {
        let c = chars.next()?;
        *slot = windows_1252(c)?;
        len += c.len_utf8();
    }
    let c = std::str::from_utf8(&bytes[..wanted]).ok()?.chars().next()?;
    is_expected(c).then_some((c, len))
}

/// The byte that `c` is in windows-1252 or ISO-8859-1.
fn windows_1252(c: char) -> Option<u8> {
    let code = u32::from(c);
    if let 0x80..=0xff = code {
        return u8::try_from(code).ok();
    }
    let byte = match c {
        '€' => 0x80,
        '‚' => 0x82,
        'ƒ' => 0x83,
        '„' => 0x84,
        '…' => 0x85,
        '†' => 0x86,
        '‡' => 0x87,
        'ˆ' => 0x88,
        '‰' => 0x89,
        'Š' => 0x8a,
        '‹' => 0x8b,
        'Œ' => 0x8c,
        'Ž' => 0x8e,
        '‘' => 0x91,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '•' => 0x95,
        '–' => 0x96,
        '—' => 0x97,
        '˜' => 0x98,
        '™' => 0x99,
        'š' => 0x9a,
        '›' => 0x9b,
        'œ' => 0x9c,
        'ž' => 0x9e,
        'Ÿ' => 0x9f,
        _ => return None,
    };
    Some(byte)
}

/// Characters that protocols hold: Latin letters and signs (which includes `Ã`, `Â` and `â`, for what was
/// decoded wrongly twice), dashes, quotation marks, bullets.
fn is_expected(c: char) -> bool {
    matches!(c, '\u{a0}'..='\u{ff}' | '\u{2010}'..='\u{2026}' | '\u{2030}' | '\u{2039}' | '\u{203a}' | '€' | '−' | '\u{80}'..='\u{9f}')
}

/// Whether `text` holds U+FFFD, `Ã`, `Â` or `â`: one walk without a branch, for nearly all texts hold none.
fn may_be_lost(text: &str) -> bool {
    let bytes = text.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let lost = pairs.fold(0, |found, (lead, next)| {
        found
            | u8::from(*lead == 0xef)
            | (u8::from(*lead == 0xc3) & u8::from(matches!(next, 0x82 | 0x83 | 0xa2)))
    });
    lost != 0
}

/// What remains damaged: U+FFFD, and `Ã`, `Â` or `â€` where no language has them.
pub(crate) fn damage(text: &str) -> Option<Finding> {
    let mut found = None;
    if !may_be_lost(text) {
        return None;
    }
    // U+FFFD begins with EF, and the others with C3, as å, ä and ö do.
    for start in memchr::memchr2_iter(0xc3, 0xef, text.as_bytes()) {
        if matches!(text.as_bytes().get(start + 1), Some(0xa4 | 0xa5 | 0xb6)) {
            continue;
        }
        let Some(c) = text[start..].chars().next() else { break };
        let rest = &text[start + c.len_utf8()..];
        let is_damage = match c {
            '\u{fffd}' => true,
            'Ã' | 'Â' => {
                !text[..start].ends_with(char::is_alphabetic)
                    && !rest.starts_with(|next: char| next.is_alphabetic())
                    || text[..start].ends_with(char::is_lowercase)
            }
            'â' => rest.starts_with('€'),
            _ => false,
        };
        if is_damage {
            Finding::add(&mut found, Span::new(start, start + c.len_utf8()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// UTF-8 read as windows-1252.
    fn misread(text: &str) -> String {
        encoding_rs::WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    /// UTF-8 read as ISO-8859-1.
    fn misread_as_latin_1(text: &str) -> String {
        text.bytes().map(char::from).collect()
    }

    const TEXT: &str = "§ 4 Närvarande: Åsa Öst – ”ordförande”, André\u{a0}Ek … • 5 € ÄÖ";

    #[test]
    fn what_was_misread_is_undone() {
        for damaged in [misread(TEXT), misread_as_latin_1(TEXT), misread(&misread(TEXT))] {
            assert!(may_be_damaged(&damaged));
            let (repaired, finding) = repair(&damaged).expect("damaged");
            assert_eq!(repaired, TEXT);
            assert_eq!(finding, Finding { count: 15, first: Span::new(0, 2) });
            assert_eq!(damage(&repaired), None);
        }
    }

    #[test]
    fn only_the_damaged_places_change() {
        let (repaired, finding) = repair("Åsa fÃ¶r FÃ–R och på").expect("damaged");
        assert_eq!(repaired, "Åsa för FÖR och på");
        assert_eq!((finding.count, finding.first.of(&repaired)), (2, "ö"));
    }

    #[test]
    fn other_languages_are_left_alone() {
        for text in [TEXT, "JOÃO, São Paulo", "Â", "château", "CAFÉ”", "Ö–", "Å…", "", "½ ż ą ⅓ 。"]
        {
            assert_eq!(repair(text), None, "{text}");
        }
        assert!(!may_be_damaged(TEXT));
        assert_eq!(damage("JOÃO, São Paulo, château"), None);
    }

    #[test]
    fn what_cannot_be_undone_is_reported() {
        for (text, count, place) in [
            ("ordf\u{fffd}rande p\u{fffd}", 2, "\u{fffd}"),
            ("Ã\u{20}terstÃ¥r", 1, "Ã"),
            ("10 â€ 12", 1, "â"),
        ] {
            assert!(may_be_damaged(text), "{text}");
            let text = repair(text).map_or(text.to_owned(), |(repaired, _)| repaired);
            let finding = damage(&text).expect(&text);
            assert_eq!((finding.count, finding.first.of(&text)), (count, place), "{text}");
        }
    }
}
