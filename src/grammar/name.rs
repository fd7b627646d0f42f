//! Names of people, by their shape.
//!
//! | as written | what makes it a name |
//! | --- | --- |
//! | `Anna Berg`, `Berg Anna` | two words with capitals |
//! | `Sten af Hällström`, `Eva von Platen` | particles between them |
//! | `K.-G. Persson`, `C. J. Vesterlund`, `Aug. Lindblom`, `A. Th. Ek` | initials and short forms |
//! | `Anna Berg X`, `Anna Berg ABG` | the name without the mark or the short form behind it |
//! | `Abdirahman Hussein Ali` | three words with capitals |
//! | `Berg, Anna` | only with [`inverted_name`]; a comma mostly begins something else |
//!
//! A name never holds a title, a party or a role, and no word that the lexicon lists as no name.

use nom::{Parser, combinator::verify};

use super::sentence::is_unspoken;
use super::{Parsed, is_mark, last_word, split_at_blanks};
use crate::lexicon::Lexicon;

/// How many words a name has at most.
const MOST_WORDS: usize = 6;

/// One word as it stands in a name, an initial's full stop included.
fn word(input: &str) -> Parsed<'_, &str> {
    // Nearly all words are letters of ASCII to their end; the first other byte is looked at as a character.
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'\'');
    let from = input.bytes().position(|byte| !plain(byte)).unwrap_or(input.len());
    let rest = match input.as_bytes().get(from) {
        None | Some(b' ' | b',' | b'(') => &input[from..],
        Some(_) => input[from..].trim_start_matches(is_of_name),
    };
    match input.len() - rest.len() {
        0 => Err(nom::Err::Error(())),
        length => Ok((rest, &input[..length])),
    }
}

/// Whether `c` can stand in a word of a name.
fn is_of_name(c: char) -> bool {
    c.is_alphanumeric()
        || is_mark(c)
        || matches!(c, '-' | '–' | '\'' | '’' | '.' | '´' | '`' | '?' | '\u{fffd}' | '\u{ad}')
}

/// An initial: `S.`, `K.-G.`, `K-E`, `K.O.`, `G`.
pub(crate) fn is_initial(word: &str) -> bool {
    // Most words have a small letter behind the first.
    if word.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return false;
    }
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters > 0
        && letters <= 3
        && word.starts_with(char::is_alphabetic)
        && word.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-' | '–'))
        && (word.contains('.') || word.contains('-') || letters == 1)
}

/// A short form of a first name: `Aug.`, `Joh.`, `Fredr.`.
fn is_short_form(word: &str) -> bool {
    let Some(stem) = word.strip_suffix('.') else { return false };
    let letters = stem.chars().count();
    (2..=6).contains(&letters) && capital_then_small(stem)
}

fn capital_then_small(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase)
        && chars
            .all(|c| c.is_lowercase() || is_mark(c) || matches!(c, '\'' | '’' | '?' | '\u{fffd}' | '1' | '0'))
}

/// A word with a capital and small letters, double names and inner capitals included:
/// `Berg`, `Berg-Ek`, `El-Khatib`, `McDonald`, `O'Brien`, `BERG`.
fn is_capitalised(word: &str) -> bool {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return false };
    if !first.is_uppercase() || word.ends_with('.') {
        return false;
    }
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let letters = match word.as_bytes() {
        // Two letters are enough where there is no figure.
        [_, second, ..] if digits == 0 && second.is_ascii_alphabetic() => 2,
        _ => word.chars().filter(|c| c.is_alphabetic()).count(),
    };
    letters >= 2
        && (digits == 0 || digits == 1 && letters >= 4 && !word.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether every letter is a capital: `BERG`, but also `HR`, `SU`.
fn is_all_capitals(word: &str) -> bool {
    // Most words have a small letter behind the first.
    !word.bytes().any(|byte| byte.is_ascii_lowercase())
        && word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

/// A word that can stand in a name, its case considered.
fn is_name_word(word: &str, lexicon: &Lexicon) -> bool {
    is_initial(word)
        || is_short_form(word)
            && !lexicon.roles.has(word)
            && (lexicon.before_title.has(word) || !lexicon.titles.has(word))
        || is_capitalised(word) && !is_no_name(word, lexicon)
}

/// A word as most names have them: a capital and small letters, behind which the word ends, or two of these with a
/// hyphen between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Simple {
    /// In bytes.
    length: usize,
    /// Hyphens between them are counted too.
    letters: usize,
}

impl Simple {
    /// The simple word at the beginning of `input`, as [`word`] reads it: two letters or more of ASCII or Latin-1 with
    /// nothing, a blank, a comma or a bracket behind them.
    fn at(input: &str) -> Option<Self> {
        let bytes = input.as_bytes();
        let mut length = match bytes {
            [b'A'..=b'Z', ..] => 1,
            [0xc3, 0x80..=0x96 | 0x98..=0x9e, ..] => 2,
            _ => return None,
        };
        let mut letters = 1;
        loop {
            length += match bytes.get(length) {
                Some(b'a'..=b'z') => 1,
                Some(0xc3) if matches!(bytes.get(length + 1), Some(0xa0..=0xb6 | 0xb8..)) => 2,
                // "Berg-Ek", but no "K-E"
                Some(b'-') if letters > 1 && bytes.get(length + 1).is_some_and(u8::is_ascii_alphabetic) => {
                    letters += 1;
                    2
                }
                None | Some(b' ' | b',' | b'(') => break,
                Some(_) => return None,
            };
            letters += 1;
        }
        (letters >= 2).then_some(Self { length, letters })
    }

    /// As [`is_no_name`] tells it of `word`, which is this one.
    fn is_no_name(self, word: &str, lexicon: &Lexicon) -> bool {
        lexicon.in_no_name.has(word) || self.letters > LONGEST_UNTITLED && lexicon.is_title_word(word)
    }
}

/// Up to how many letters a word with a capital is no title, but a name: *Rektor* is longer.
const LONGEST_UNTITLED: usize = 5;

/// Whether behind one word of a name, with `rest` behind it, a second may follow: one with a capital, or a particle.
fn may_go_on(rest: &str, lexicon: &Lexicon) -> bool {
    rest.strip_prefix([' ', '\u{a0}']).is_some_and(|next| {
        next.starts_with(char::is_uppercase)
            || lexicon.particles.may_lead(next)
                && word(next).is_ok_and(|(_, this)| is_particle(this, lexicon))
    })
}

fn is_no_name(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.in_no_name.has(word)
        || is_all_capitals(word) && lexicon.acronyms.has(word)
        || is_all_capitals(word) && word.chars().count() <= 3 && lexicon.parties.has(word)
        || word.chars().next().is_some_and(char::is_uppercase)
            && word.chars().count() > LONGEST_UNTITLED
            && lexicon.is_title_word(word)
}

/// The longest name at the beginning of `input`: at least two words, the last a family or given name and
/// no initial.
pub(crate) fn name<'a>(input: &'a str, lexicon: &Lexicon) -> Parsed<'a, &'a str> {
    let (mut rest, mut end, mut words, mut full) = (input, 0, 0, 0);
    while words < MOST_WORDS {
        if let Some(simple) = Simple::at(rest) {
            let (this, after) = rest.split_at(simple.length);
            if words == 0 && !may_go_on(after, lexicon) || simple.is_no_name(this, lexicon) {
                break;
            }
            words += 1;
            full += 1;
            end = input.len() - after.len();
            let Some(next) = after.strip_prefix([' ', '\u{a0}']) else { break };
            rest = next;
            continue;
        }
        let Ok((after, this)) = word(rest) else { break };
        if this.starts_with(super::is_dash) {
            break;
        }
        let trimmed = this.trim_end_matches(['-', '–']);
        if is_particle(this, lexicon) {
            if words == 0 && !lexicon.first_particles.has(this) {
                break;
            }
        } else if full >= 2 && is_mark_behind(trimmed, &input[..end], after) {
            break;
        } else if is_name_word(trimmed, lexicon)
            && (words == 0
                || !is_short_form(trimmed)
                || full == 0 && is_unspoken(trimmed.trim_end_matches('.')))
        {
            let initial = is_initial(trimmed) || is_short_form(trimmed);
            // A full stop after a whole word ends a sentence, and with it the name.
            words += 1;
            full += usize::from(!initial || trimmed.chars().count() > 2 && !trimmed.contains('.'));
            end = input.len() - rest.len() + trimmed.len();
        } else if let Some(stem) =
            trimmed.strip_suffix('.').filter(|stem| is_capitalised(stem) && !is_no_name(stem, lexicon))
        {
            words += 1;
            full += 1;
            end = input.len() - rest.len() + stem.len();
            break;
        } else {
            break;
        }
        let Some(next) = after.strip_prefix([' ', '\u{a0}']) else { break };
        rest = next;
    }
    if words < 2 || full < 1 {
        return Err(nom::Err::Error(()));
    }
    let (found, behind) = input.split_at(end);
    let last = last_word(found);
    if is_initial_with_stop(last) || is_no_person(found, last, full, behind, lexicon) {
        return Err(nom::Err::Error(()));
    }
    Ok((behind, found))
}

/// Whether one word alone can be a first name: it has the shape, and is no title, office, organization or organ.
pub(crate) fn is_given(word: &str, lexicon: &Lexicon) -> bool {
    is_capitalised(word)
        && !is_all_capitals(word)
        && !is_no_name(word, lexicon)
        && !lexicon.roles.has(word)
        && !lexicon.is_title_word(word)
        && !lexicon.is_organization_word(word)
        && !lexicon.is_body_word(word)
}

/// A mark behind a whole name, `Anna Berg X`, or the letters that stand for it in the text, `Anna Berg ABG`: those
/// begin as its words do, and a family name in capitals does not.
fn is_mark_behind(word: &str, name: &str, after: &str) -> bool {
    let more = after.strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_uppercase));
    let one = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    !more
        && (one || stand_for(word, name))
        && split_at_blanks(name).all(|part| !is_all_capitals(part) || part.chars().count() == 1)
}

/// Whether `letters` are those that stand for a name in a text, as `ABG` for Anna Berg: capitals that begin as its
/// first and its last word do.
pub(crate) fn stand_for(letters: &str, name: &str) -> bool {
    let mut initials = split_at_blanks(name).filter_map(|part| part.chars().next());
    let mut capitals = letters.chars();
    (2..=4).contains(&letters.chars().count())
        && letters.chars().all(char::is_uppercase)
        && capitals.next() == initials.next()
        && capitals.next() == initials.last()
}

/// Whether what looks like a name of two words or more, `full` of them no initials and one the `last`, is an
/// organization, or begins with a trade or an organ, by its words and the first behind it.
fn is_no_person(found: &str, last: &str, full: usize, behind: &str, lexicon: &Lexicon) -> bool {
    // "Stiftelsen Norrby", "SPF Seniorerna", "PRO Norrby": an organization, and no given name.
    let mut parts = split_at_blanks(found);
    let first = parts.next().unwrap_or_default();
    let short = first.chars().all(char::is_uppercase) && (2..=5).contains(&first.chars().count());
    if lexicon.organization_first.has(first)
        || short && parts.next().is_some_and(|second| !is_all_capitals(second))
    {
        return true;
    }
    // "Arbetsförmedlare Karin Lund": a trade before the name; "Valberedningen Karin Lund": an organ.
    if full >= 3 && (lexicon.is_trade(first) || lexicon.is_body_word(first)) {
        return true;
    }
    // "Sveriges läkarförbund", "Norrby Köpmannaförening".
    if lexicon.is_organization_word(last) {
        return true;
    }
    // "Norrby Energi AB", "Hallsta Södra kommun".
    if !behind.starts_with(' ') {
        return false;
    }
    let next = behind.trim_start().split([' ', ',', ';', ')']).next().unwrap_or_default();
    !next.is_empty() && lexicon.organization_last.has(next)
}

/// `Ek B.` and the like: a name whose last word is an initial is one only as `Efternamn F.`; refused,
/// since lists of abbreviations look the same.
fn is_initial_with_stop(last: &str) -> bool {
    is_initial(last) && last.contains('.')
}

/// A small word that can begin a family name.
fn is_particle(word: &str, lexicon: &Lexicon) -> bool {
    word.starts_with(char::is_lowercase) && lexicon.particles.has(word)
}

/// A name in the order of registers, `Berg, Anna`: a family name, a comma, given names.
pub(crate) fn inverted_name<'a>(input: &'a str, lexicon: &Lexicon) -> Parsed<'a, &'a str> {
    let single = |word: &&str| is_capitalised(word) && !is_no_name(word, lexicon);
    let mut from = input;
    // "von Platen, Eva"
    while let Some((_, rest)) = from.split_once(' ').filter(|(word, _)| is_particle(word, lexicon)) {
        from = rest;
    }
    let lead = input.len() - from.len();
    let (rest, family) = verify(word, |word: &str| single(&word)).parse(from)?;
    let Some(rest) = rest.strip_prefix(", ") else { return Err(nom::Err::Error(())) };
    let (mut rest, given) = verify(word, |word: &str| single(&word)).parse(rest)?;
    let mut end = lead + family.len() + 2 + given.len();
    while let Some(next) = rest.strip_prefix(' ') {
        let Ok((after, more)) = word(next) else { break };
        if !is_name_word(more, lexicon) {
            break;
        }
        end += 1 + more.len();
        rest = after;
    }
    Ok((&input[end..], &input[..end]))
}

/// The name in the order of registers that `text` begins with: one word before the first comma, but for particles,
/// which have no capital.
pub(crate) fn register_name<'t>(text: &'t str, lexicon: &Lexicon) -> Option<&'t str> {
    let is_comma = |at: &usize| text.as_bytes().get(at + 1) == Some(&b' ');
    let family = &text[..memchr::memchr_iter(b',', text.as_bytes()).find(is_comma)?];
    let (_, name) = (!family.contains(' ') || family.starts_with(char::is_lowercase))
        .then(|| inverted_name(text, lexicon).ok())??;
    Some(name)
}

/// Whether `text` as a whole is a name.
pub(crate) fn is_name(text: &str, lexicon: &Lexicon) -> bool {
    name(text, lexicon).is_ok_and(|(rest, _)| rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(&str, &str)> {
        name(text, Lexicon::built_in()).ok().map(|(rest, name)| (name, rest))
    }

    #[test]
    fn names_end_where_something_else_begins() {
        for (text, name, rest) in [
            ("Anna Berg (S)", "Anna Berg", " (S)"),
            ("Sten af Hällström, ordförande", "Sten af Hällström", ", ordförande"),
            ("K.-G. Persson", "K.-G. Persson", ""),
            ("C. J. Vesterlund; vice", "C. J. Vesterlund", "; vice"),
            ("Aug. Lindblom.", "Aug. Lindblom", "."),
            ("K-E Lindh", "K-E Lindh", ""),
            ("Bo G. Larsson", "Bo G. Larsson", ""),
            ("Abdirahman Hussein Ali", "Abdirahman Hussein Ali", ""),
            ("Fatima El-Khatib (S)", "Fatima El-Khatib", " (S)"),
            ("Yasmine El Amrani (L)", "Yasmine El Amrani", " (L)"),
            ("Carl Johan von Rosenschantz", "Carl Johan von Rosenschantz", ""),
            ("Charlotta af Trolle yrkar", "Charlotta af Trolle", " yrkar"),
            ("Eva Ek ordförande", "Eva Ek", " ordförande"),
            ("Anna Berg. Därefter", "Anna Berg", ". Därefter"),
            ("ANNA BERG", "ANNA BERG", ""),
            ("Gun-Britt Hök S", "Gun-Britt Hök", " S"),
            ("Anna Berg ABG", "Anna Berg", " ABG"),
            ("Karl Erik ASK (S)", "Karl Erik ASK", " (S)"),
            ("Anna Maria EK", "Anna Maria EK", ""),
        ] {
            assert_eq!(read(text), Some((name, rest)), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_name() {
        for text in [
            "Anna",
            "Kommunens revisorer",
            "Ordföranden öppnade",
            "§ 4",
            "Region Mitt",
            "den 4 maj",
            "S. D.",
            "Svenska Kyrkan",
            "SPF Seniorerna",
            "",
            "Ekonomichef Anna",
            "Arbetsförmedlare Karin Lund",
            "Norrby Köpmannaförening",
        ] {
            assert_eq!(read(text), None, "{text:?}");
        }
    }

    #[test]
    fn simple_words_are_words_of_names() {
        let lexicon = Lexicon::built_in();
        for text in [
            "Anna",
            "Åsa Ek",
            "Örjan,",
            "Bo(S)",
            "Ek.",
            "Berg-Ek",
            "Ann-Christine (S)",
            "Ann-Christine-Eva",
            "Barn-och",
            "Hälso-direktör",
            "Berg-Åhl",
            "Berg-",
            "K-E",
            "K-Erik",
            "Be-EK",
            "EK",
            "É",
            "Eé",
            "El\u{a0}Amrani",
            "a",
            "Ordföranden",
            "Rektor",
            "A\u{30a}ke",
            "Sjo\u{308} Ek",
            "Groß",
            "Ab1",
            "×a",
            "A÷",
            "",
        ] {
            let Some(simple) = Simple::at(text) else { continue };
            let (rest, this) = word(text).expect("no word");
            assert_eq!((rest, simple.letters), (&text[simple.length..], this.chars().count()), "{text:?}");
            assert_eq!(is_name_word(this, lexicon), !simple.is_no_name(this, lexicon), "{text:?}");
            assert!(!is_short_form(this) && !is_initial(this) && !is_all_capitals(this), "{text:?}");
        }
        assert_eq!(Simple::at("Åsa Ek"), Some(Simple { length: 4, letters: 3 }));
        assert_eq!(Simple::at("Berg-Ek, Bo"), Some(Simple { length: 7, letters: 7 }));
        assert_eq!(["EK", "Ek.", "K-E", "Berg-", "Ab1", "A÷"].map(Simple::at), [None; 6]);
    }

    #[test]
    fn inverted_names_have_a_comma() {
        let lexicon = Lexicon::built_in();
        assert_eq!(inverted_name("Berg, Anna (S)", lexicon).ok(), Some((" (S)", "Berg, Anna")));
        assert_eq!(inverted_name("Berg-Ek, Anna Maria", lexicon).ok(), Some(("", "Berg-Ek, Anna Maria")));
        assert_eq!(inverted_name("von Platen, Eva (L)", lexicon).ok(), Some((" (L)", "von Platen, Eva")));
        assert!(inverted_name("Berg, ordförande", lexicon).is_err());
    }
}
