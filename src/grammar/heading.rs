//! The number at the head of a point.
//!
//! | as written | number | style |
//! | --- | --- | --- |
//! | `§ 14a Val` | 14a | [`Style::Section`] |
//! | `§ 12 Val`, `§12.`, `KST § 38`, `12 §`, `Paragraf 3`, `§ 2024/97` | 12, 38, 3, 2024/97 | [`Style::Section`] |
//! | `Kyrkorådet   § 7   27.02.2020` | 7 | [`Style::Section`] |
//! | `Punkt 1`, `Ärende 4` | 1, 4 | [`Style::Word`] |
//! | `1. Val`, `2.1 Ekonomi`, `1) Val`, `(1) Val`, `1:o`, `1 Val` | 1, 2.1 | [`Style::Plain`] |
//! | `IV. Kallelsen` | IV | [`Style::Roman`] |
//! | `G. Motioner`, `G1. Elnäten` | G, G1 | [`Style::Letter`] |
//!
//! A list, a date or a legal reference may look the same; which of the candidates are points, the sequence
//! of the whole document tells.

use nom::{Parser, character::complete::char, combinator::opt, sequence::preceded};

use super::{Parsed, dash, date, is_letter};
use crate::lexicon::Lexicon;

/// How a point is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// With a paragraph sign or the word.
    Section,
    /// With a word such as *Punkt*.
    Word,
    /// The bare number.
    Plain,
    /// A Roman number: `IV.`
    Roman,
    /// A capital letter, perhaps with a number of its own: `G.`, `G1.`
    Letter,
}

/// The head of what may be a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head<'a> {
    /// As written: `§ 12.`.
    pub(crate) label: &'a str,
    /// The main number.
    pub(crate) main: u32,
    /// The sub-number, 0 where there is none; a letter counts from 1.
    pub(crate) sub: u32,
    /// Whether the sub-number is a letter.
    pub(crate) lettered: bool,
    /// The last of a range of numbers, `§§ 3–4`.
    pub(crate) last: Option<u32>,
    /// The year before the number, `§ 2024/97`.
    pub(crate) year: Option<u32>,
    pub(crate) style: Style,
    /// What follows on the line.
    pub(crate) rest: &'a str,
}

impl Head<'_> {
    /// The number as the document has it: `12`, `2.1`, `4a`, `3-4`.
    pub(crate) fn number(&self) -> String {
        match self.style {
            Style::Roman => return roman_number(self.main),
            Style::Letter => return lettered_number(self.main, self.sub),
            Style::Section | Style::Word | Style::Plain => {}
        }
        if let Some(year) = self.year {
            return format!("{year}/{}", self.main);
        }
        match (self.sub, self.last) {
            (0, None) => self.main.to_string(),
            (0, Some(last)) => format!("{}-{last}", self.main),
            (sub, _) if self.lettered => format!("{}{}", self.main, (b'a' + (sub - 1) as u8) as char),
            (sub, _) => format!("{}.{sub}", self.main),
        }
    }
}

/// A number whose digits a scanner, or a typewriter without figures for one and nought, may have mistaken: `5o` is 50,
/// `l2` is 12, `loo` is 100.
fn scanned_number(input: &str) -> Parsed<'_, u32> {
    let is_digit = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'o' | b'O' | b'l' | b'I');
    let (text, rest) = input.split_at(input.bytes().take(4).take_while(is_digit).count());
    let typed = || matches!(&*text.to_ascii_lowercase(), "l" | "lo" | "ll" | "loo" | "lol" | "llo" | "lll");
    if !(text.bytes().any(|byte| byte.is_ascii_digit()) || typed()) {
        return Err(nom::Err::Error(()));
    }
    // "14a": a letter belongs to the number.
    let lettered = rest.starts_with(|c: char| c.is_ascii_lowercase())
        && !rest[1..].starts_with(char::is_alphanumeric)
        && text.bytes().all(|byte| byte.is_ascii_digit());
    if rest.starts_with(char::is_alphanumeric) && !lettered {
        return Err(nom::Err::Error(()));
    }
    // Four digits at most, which always fit.
    let number = text.bytes().fold(0, |number, byte| {
        let digit = match byte {
            b'o' | b'O' => 0,
            b'l' | b'I' => 1,
            digit => u32::from(digit - b'0'),
        };
        number * 10 + digit
    });
    Ok((rest, number))
}

fn plain_number(input: &str) -> Parsed<'_, u32> {
    super::digits(1, 3).parse(input)
}

/// What may stand behind the number: `.1`, ` a)`, `/2021`, `:o`, `.`, `)`, `:`.
fn tail<'a>(
    input: &'a str,
    number: u32,
    label_of: impl Fn(&'a str) -> &'a str,
    style: Style,
) -> Option<Head<'a>> {
    let head = |sub, lettered, last, rest: &'a str| Head {
        label: label_of(rest).trim_end(),
        main: number,
        sub,
        lettered,
        last,
        year: None,
        style,
        rest: rest.trim_start(),
    };
    if let Ok((rest, sub)) = preceded(char('.'), super::digits(1, 2)).parse(input) as Parsed<'a, u32> {
        let rest = rest.strip_prefix('.').unwrap_or(rest);
        let ends = rest.is_empty() || rest.starts_with([' ', '\t', '\u{a0}', ':', ')']);
        return (ends && sub > 0).then(|| head(sub, false, None, rest.trim_start_matches([':', ')'])));
    }
    // A letter: "4a", "4 a)".
    let letter = input.strip_prefix(' ').unwrap_or(input);
    if let Some(c @ 'a'..='h') = letter.chars().next() {
        let after = &letter[1..];
        let closed = after.strip_prefix(')').or_else(|| after.strip_prefix('.')).or_else(|| {
            (input == letter && (after.is_empty() || after.starts_with([' ', '\t']))).then_some(after)
        });
        if let Some(rest) = closed.filter(|rest| rest.is_empty() || rest.starts_with([' ', '\t'])) {
            return Some(head(u32::from(c as u8 - b'a') + 1, true, None, rest));
        }
    }
    let rest = match input.as_bytes().first() {
        Some(b':') => [":o)", ":o.", ":o", ":"].iter().find_map(|mark| input.strip_prefix(mark)),
        Some(b'.') => [".)", ".:", "."].iter().find_map(|mark| input.strip_prefix(mark)),
        Some(b')') => input.strip_prefix(')'),
        Some(b'/') => {
            input.strip_prefix('/').and_then(|rest| year_behind(rest).or_else(|| stroke_alone(rest)))
        }
        _ => None,
    }
    .unwrap_or(input);
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let free = rest.is_empty()
        || rest.starts_with(char::is_whitespace)
        || rest.len() < input.len() && !rest.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        || rest.starts_with(super::is_dash);
    free.then(|| head(0, false, None, rest))
}

/// `/2021` behind a number that starts anew each year.
fn year_behind(rest: &str) -> Option<&str> {
    let (digits, rest) = rest.split_at_checked(4)?;
    (digits.chars().all(|c| c.is_ascii_digit())
        && matches!(digits.get(..2), Some("19" | "20"))
        && !rest.starts_with(char::is_alphanumeric))
    .then_some(rest)
}

/// What follows a stroke that only ends the number: `§ 3/ Ekonomi`.
fn stroke_alone(rest: &str) -> Option<&str> {
    (rest.is_empty() || rest.starts_with([' ', '\t'])).then_some(rest)
}

/// The year before a number that starts anew each year, `2024/97`, and what follows the stroke.
fn year_before(input: &str) -> (&str, Option<u32>) {
    let stroke = input.as_bytes().get(4) == Some(&b'/');
    let year = stroke.then(|| (&input[..4], &input[5..])).filter(|(year, rest)| {
        matches!(year.get(..2), Some("19" | "20")) && rest.starts_with(|c: char| c.is_ascii_digit())
    });
    match year.and_then(|(year, rest)| Some((rest, year.parse().ok()?))) {
        Some((rest, year)) => (rest, Some(year)),
        None => (input, None),
    }
}

/// `KST `, `Kf `, `KSAU `, `StadSty `: the organ's short name before the sign.
fn office(input: &str) -> &str {
    // Nearly all lines begin with the sign.
    if !input.starts_with(char::is_uppercase) {
        return input;
    }
    let end = input.bytes().position(|byte| byte == b' ').unwrap_or(0);
    let next = input[end..].trim_start();
    let number = next.trim_start_matches(|c: char| c.is_ascii_digit());
    let signed = next.starts_with('§') || number.len() < next.len() && number.starts_with(" §");
    if !signed {
        return input;
    }
    let word = &input[..end];
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let short =
        (1..=6).contains(&word.chars().count()) || (7..=9).contains(&word.chars().count()) && capitals > 1;
    if short && word.chars().all(is_letter) { next } else { input }
}

/// `§ 12`, `§§ 3–4`, `12 §`, `Paragraf 12`.
fn section<'a>(input: &'a str) -> Option<Head<'a>> {
    let from_sign = office(input);
    // A sign, the word, or a number before the sign.
    if !from_sign.starts_with(['§', 'P']) && !from_sign.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let label_of = |rest: &'a str| &input[..input.len() - rest.len()];
    let signs = ["§§", "§", "PARAGRAF ", "Paragraf "];
    let sign = signs.into_iter().find_map(|sign| Some((sign, from_sign.strip_prefix(sign)?)));
    if let Some((sign, rest)) = sign {
        let rest = rest.trim_start_matches([' ', '\t']).trim_start_matches('\u{a0}');
        let (rest, year) = year_before(rest);
        let (rest, number) = scanned_number(rest).ok()?;
        let range: Parsed<'_, Option<u32>> = opt(preceded(dash, plain_number)).parse(rest);
        if let Ok((after, Some(last))) = range
            && sign == "§§"
            && last > number
        {
            let mut head = tail(after, number, label_of, Style::Section)?;
            head.last = Some(last);
            return Some(head);
        }
        let head = (sign != "§§").then(|| tail(rest, number, label_of, Style::Section))??;
        return Some(Head { year, ..head });
    }
    let (rest, number) = plain_number(from_sign).ok()?;
    let rest = rest.trim_start_matches([' ', '\u{a0}']).strip_prefix('§')?;
    let rest = rest.strip_prefix(['.', ':']).unwrap_or(rest);
    if !(rest.is_empty() || rest.starts_with(char::is_whitespace)) {
        return None;
    }
    Some(Head {
        label: label_of(rest).trim_end(),
        main: number,
        sub: 0,
        lettered: false,
        last: None,
        year: None,
        style: Style::Section,
        rest: rest.trim_start(),
    })
}

/// `Kommunstyrelsen      § 12      27.02.2020`, as minutes from Finland have it over each title: the organ, the
/// number and the day in columns of their own. Nothing of it is the title.
fn organ_line<'a>(input: &'a str, lexicon: &Lexicon) -> Option<Head<'a>> {
    let sign = input.find('§')?;
    let organ = input[..sign].trim_end();
    let apart = sign - organ.len() >= 2 || input[..sign].ends_with('\t');
    let head = section(&input[sign..]).filter(|_| apart && lexicon.is_body_word(organ))?;
    let dated = head.rest.is_empty() || date::date(head.rest, lexicon).is_ok_and(|(rest, _)| rest.is_empty());
    dated.then_some(Head { rest: "", ..head })
}

/// `Punkt 1`, `Ärende 4:`.
fn word<'a>(input: &'a str, lexicon: &Lexicon) -> Option<Head<'a>> {
    if !lexicon.item_words.may_lead(input) {
        return None;
    }
    let (mut word, mut rest) = super::letters(input);
    // "N:o 32"
    if rest.starts_with(':') {
        (word, rest) = input.split_once(' ').map_or((input, ""), |(word, _)| (word, &input[word.len()..]));
    }
    if !word.starts_with(char::is_uppercase) || !lexicon.item_words.has(word) {
        return None;
    }
    let rest = rest.strip_prefix(". ").unwrap_or(rest).trim_start_matches([' ', '\u{a0}']);
    let rest = rest.strip_prefix("nr ").unwrap_or(rest);
    let (rest, number) = plain_number(rest).ok()?;
    tail(rest, number, |rest| &input[..input.len() - rest.len()], Style::Word)
}

/// `IV. Kallelsen`, `IV) Kallelsen`.
fn roman(input: &str) -> Option<Head<'_>> {
    let digits = input.len() - input.trim_start_matches(['I', 'V', 'X', 'L']).len();
    if !(1..=LONGEST_ROMAN).contains(&digits) || !input[digits..].starts_with(['.', ')']) {
        return None;
    }
    let main = (1..100).find(|number| roman_number(*number) == input[..digits])?;
    marked(input, digits, Style::Roman, main, 0)
}

/// `A. Mötet öppnades`, `G1. Motionen`.
fn letter(input: &str) -> Option<Head<'_>> {
    let first = input.bytes().next().filter(u8::is_ascii_uppercase)?;
    let digits = input[1..].bytes().take_while(u8::is_ascii_digit).count();
    let sub = if digits == 0 { 0 } else { input[1..1 + digits].parse().ok().filter(|sub| *sub <= 30)? };
    marked(input, 1 + digits, Style::Letter, u32::from(first - b'A') + 1, sub)
}

/// A head whose number of `length` bytes a full stop or a bracket closes, with a title or nothing behind it.
fn marked(input: &str, length: usize, style: Style, main: u32, sub: u32) -> Option<Head<'_>> {
    let rest = input[length..].strip_prefix(['.', ')'])?;
    let title = rest.trim_start();
    let fits = title.is_empty() || title.len() < rest.len() && title.starts_with(char::is_uppercase);
    let label = &input[..length + 1];
    fits.then_some(Head { label, main, sub, lettered: false, last: None, year: None, style, rest: title })
}

/// The longest Roman number below a hundred, in letters: LXXXVIII.
const LONGEST_ROMAN: usize = 8;
const ROMAN: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
const ROMAN_TENS: [&str; 10] = ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"];

/// `4` → `IV`; numbers below a hundred.
fn roman_number(number: u32) -> String {
    let (tens, ones) = (number as usize / 10 % 10, number as usize % 10);
    format!("{}{}", ROMAN_TENS[tens], ROMAN[ones])
}

/// `7` → `G`, with its own number behind it.
fn lettered_number(main: u32, sub: u32) -> String {
    let letter = char::from_u32(u32::from(b'A') + main - 1).unwrap_or('A');
    if sub == 0 { letter.to_string() } else { format!("{letter}{sub}") }
}

/// `1.`, `1)`, `(1)`, `2.1`, `1:o`, `1 Val`.
fn plain(input: &str) -> Option<Head<'_>> {
    let from_number = input.strip_prefix('(').unwrap_or(input);
    let (rest, number) = plain_number(from_number).ok()?;
    if from_number.len() < input.len() && !rest.starts_with(')') {
        return None;
    }
    let head = tail(rest, number, |rest| &input[..input.len() - rest.len()], Style::Plain)?;
    // A bare number needs a title with a capital: "4 kap." and "12 kronor" are none.
    let bare = head.label.ends_with(|c: char| c.is_ascii_digit());
    let titled = head.rest.is_empty()
        || head.rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '”' | '“' | '«' | '»'))
        || stands_apart(input, &head);
    // Alone in brackets it is that of a page.
    let of_page = from_number.len() < input.len() && head.rest.is_empty();
    (number > 0 && (!bare || titled) && !of_page).then_some(head)
}

/// Whether the title of a sub-item stands in a column of its own: then it may go on with what the item above begins,
/// as `9   Beslut om` above `9.1   fastställande av balansräkningen`.
pub(crate) fn stands_apart(line: &str, head: &Head<'_>) -> bool {
    let behind = line.get(head.label.len()..).unwrap_or_default();
    head.sub > 0 && !head.lettered && (behind.starts_with("  ") || behind.starts_with('\t'))
}

/// The head of a point at the beginning of `line` (trimmed), if it looks like one.
pub(crate) fn head<'a>(line: &'a str, lexicon: &Lexicon) -> Option<Head<'a>> {
    let may_have_sign = memchr::memchr(0xc2, line.as_bytes()).is_some();
    if may_have_sign { signed_head(line, lexicon) } else { unsigned_head(line, lexicon) }
}

/// The same of a line in which the paragraph sign may stand.
pub(crate) fn signed_head<'a>(line: &'a str, lexicon: &Lexicon) -> Option<Head<'a>> {
    let first = line.chars().next()?;
    let may_begin = matches!(first, '§' | '(') || first.is_ascii_digit() || first.is_uppercase();
    if !may_begin {
        return None;
    }
    section(line).or_else(|| match first {
        '0'..='9' | '(' => plain(line),
        _ => word(line, lexicon).or_else(|| organ_line(line, lexicon)),
    })
}

/// The same of a line in which it stands nowhere: only the word stands for a section, `Paragraf 12`.
pub(crate) fn unsigned_head<'a>(line: &'a str, lexicon: &Lexicon) -> Option<Head<'a>> {
    match line.chars().next()? {
        '0'..='9' | '(' => plain(line),
        'P' if super::has_digit(line) => section(line).or_else(|| word(line, lexicon)),
        first if first.is_uppercase() => word(line, lexicon),
        _ => None,
    }
}

/// The head of what may be a point numbered in Roman numbers, or in letters. Names begin so too (`A. Berg`): these
/// are asked for only where no other heads are found.
pub(crate) fn uncommon<'a>(line: &'a str, style: Style) -> Option<Head<'a>> {
    match style {
        Style::Roman => roman(line),
        Style::Letter => letter(line),
        Style::Section | Style::Word | Style::Plain => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uncommon_numbers() {
        for (line, style, number, rest) in [
            ("IV.   Kallelsen", Style::Roman, "IV", "Kallelsen"),
            ("XII) Val", Style::Roman, "XII", "Val"),
            ("A. Mötet öppnades", Style::Letter, "A", "Mötet öppnades"),
            ("G2. Motion", Style::Letter, "G2", "Motion"),
        ] {
            let head = uncommon(line, style).unwrap_or_else(|| panic!("{line:?} is no head"));
            assert_eq!((head.number().as_str(), head.rest), (number, rest), "{line:?}");
        }
        for (line, style) in [("IIII. Val", Style::Roman), ("Val", Style::Roman), ("Ab. Val", Style::Letter)]
        {
            assert_eq!(uncommon(line, style), None, "{line:?}");
        }
    }

    #[test]
    fn letters_of_several_bytes_are_no_year() {
        for line in ["§ aåb/97 Val", "§ 5/aåb Val", "§ 20åå/97 Val"] {
            let number = head(line, Lexicon::built_in()).map(|head| head.number());
            assert_ne!(number.as_deref(), Some("97"), "{line:?}");
        }
    }

    #[test]
    fn heads_of_points() {
        let lexicon = Lexicon::built_in();
        for (line, number, label, rest, style) in [
            ("§ 12\tVal av justerare", "12", "§ 12", "Val av justerare", Style::Section),
            ("§12. Val", "12", "§12.", "Val", Style::Section),
            ("§ 5o. Avslutning", "50", "§ 5o.", "Avslutning", Style::Section),
            ("§ lO. Avslutning", "10", "§ lO.", "Avslutning", Style::Section),
            ("§ 7/", "7", "§ 7/", "", Style::Section),
            ("KST § 38        Mötets", "38", "KST § 38", "Mötets", Style::Section),
            ("Kyrkorådet      § 7      27.02.2020", "7", "§ 7", "", Style::Section),
            ("Kf § 97", "97", "Kf § 97", "", Style::Section),
            ("12 § Val", "12", "12 §", "Val", Style::Section),
            ("§ 5/2021 Val", "5", "§ 5/2021", "Val", Style::Section),
            ("§ 2024/97 Val", "2024/97", "§ 2024/97", "Val", Style::Section),
            ("StadSty 91 §  VAL", "91", "StadSty 91 §", "VAL", Style::Section),
            ("N:o 32.", "32", "N:o 32.", "", Style::Word),
            ("(1) Välkomna", "1", "(1)", "Välkomna", Style::Plain),
            ("§ 13.1 Motion 2", "13.1", "§ 13.1", "Motion 2", Style::Section),
            ("§§ 3–4 Val", "3-4", "§§ 3–4", "Val", Style::Section),
            ("PARAGRAF 3", "3", "PARAGRAF 3", "", Style::Section),
            ("Punkt 1. Öppnande", "1", "Punkt 1.", "Öppnande", Style::Word),
            ("Ärende 4: Budget", "4", "Ärende 4:", "Budget", Style::Word),
            ("1 Inledning", "1", "1", "Inledning", Style::Plain),
            ("2.1 Viktiga frågor", "2.1", "2.1", "Viktiga frågor", Style::Plain),
            ("3.1\tIshallen", "3.1", "3.1", "Ishallen", Style::Plain),
            ("1) Öppnande", "1", "1)", "Öppnande", Style::Plain),
            ("4a) Tvätt", "4a", "4a)", "Tvätt", Style::Plain),
            ("1:o. Öppnande", "1", "1:o.", "Öppnande", Style::Plain),
            ("7.", "7", "7.", "", Style::Plain),
        ] {
            let head = head(line, lexicon).unwrap_or_else(|| panic!("{line:?} is no head"));
            assert_eq!(
                (head.number().as_str(), head.label, head.rest, head.style),
                (number, label, rest, style),
                "{line:?}"
            );
        }
    }

    #[test]
    fn what_is_no_head() {
        let lexicon = Lexicon::built_in();
        for line in [
            "2024-06-17",
            "12 kronor",
            "4 kap. 3 §",
            "1 742 poliser",
            "19.6.2017",
            "10.00-12.00",
            "Val",
            "Kyrkorådet 27.02.2020 § 7",
            "Kyrkorådet § 7 i protokollet",
            "",
            "2 450 000 kronor",
            "1,5 miljoner",
        ] {
            assert_eq!(head(line, lexicon), None, "{line:?}");
        }
    }
}
