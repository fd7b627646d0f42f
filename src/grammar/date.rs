//! Dates.
//!
//! | as written | read as |
//! | --- | --- |
//! | `2024-06-17` | 17 June 2024 |
//! | `tisdagen den 14 maj 2024`, `14 Mars 1891` | 14 May 2024, 14 March 1891 |
//! | `19.6.2017` (Finland), `14/3 1925`, `14/3-25` | 19 June 2017, 14 March 1925 |
//! | `22. mars 2022` | 22 March 2022 |
//! | `18 05 02`, `180502` in a title | 2 May 2018 |
//! | `8 oktober` | 8 October, no year |
//! | `1903 den 11 Februari`, `År 1871 den 7 Maj` | 11 February 1903, 7 May 1871 |
//! | `20–21 november 2024`, `den 20 och 21 november 2024` | two days |

use std::ops::Range;

use nom::{
    Parser,
    branch::alt,
    bytes::complete::tag,
    character::complete::{char, one_of, space0, space1},
    combinator::{not, opt, peek, verify},
    sequence::{preceded, terminated},
};

use super::{Parsed, dash, digits, figures, letters, starts_word, word_in};
use crate::lexicon::Lexicon;
use crate::model::{Date, Span};

/// A date as far as the text gives it. Whether the calendar has it, [`Partial::date`] says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Partial {
    pub(crate) year: Option<i16>,
    pub(crate) month: u8,
    pub(crate) day: u8,
    /// The last day, where several are given: month and day.
    pub(crate) until: Option<(u8, u8)>,
    /// The day of the week that stands before it, Monday 1.
    pub(crate) weekday: Option<u8>,
}

impl Partial {
    /// The date, in `year` where the text gives none.
    pub(crate) fn date(&self, year: Option<i16>) -> Option<Date> {
        Date::new(self.year.or(year)?, self.month as i8, self.day as i8)
    }

    /// The last day, in `year` where the text gives none.
    pub(crate) fn end_date(&self, year: Option<i16>) -> Option<Date> {
        let (month, day) = self.until?;
        Date::new(self.year.or(year)?, month as i8, day as i8)
    }
}

fn day(input: &str) -> Parsed<'_, u8> {
    digits(1, 2).map(|day| day as u8).parse(input)
}

fn year4(input: &str) -> Parsed<'_, i16> {
    let (rest, year) = terminated(digits(4, 4), not(peek(digits(1, 1)))).parse(input)?;
    if (1500..2200).contains(&year) { Ok((rest, year as i16)) } else { Err(nom::Err::Error(())) }
}

/// `2024-06-17`, also `2024.06.17`, `2024/06/17` and `2024 06 17`, and `2024-06-17--18`.
fn iso(input: &str) -> Parsed<'_, Partial> {
    let (rest, year) = year4(input)?;
    let (rest, separator) = alt((char('-'), char('–'), char('.'), char('/'), char(' '))).parse(rest)?;
    let (rest, month) = digits(2, 2).parse(rest)?;
    let (rest, _) = char(separator).parse(rest)?;
    let (rest, day) = terminated(digits(2, 2), not(peek(digits(1, 1)))).parse(rest)?;
    let until = terminated(
        preceded(dash, digits(2, 2)),
        not(peek(alt((digits(1, 1), preceded(alt((tag("-"), tag("."), tag(":"))), digits(1, 1)))))),
    );
    let (rest, until) = opt(until).parse(rest)?;
    let until = until.filter(|end| *end > day).map(|end| (month as u8, end as u8));
    let (rest, until) = match until {
        Some(until) => (rest, Some(until)),
        None => opt(iso_end(year, separator, (month, day))).parse(rest)?,
    };
    Ok((rest, Partial { year: Some(year), month: month as u8, day: day as u8, until, weekday: None }))
}

/// The last day, written in full: ` – 2024-11-22`, in the same year and after the first.
fn iso_end<'a>(
    year: i16,
    separator: char,
    first: (u32, u32),
) -> impl Parser<&'a str, Output = (u8, u8), Error = ()> {
    let month_and_day = (char(separator), digits(2, 2), char(separator), digits(2, 2));
    verify(preceded(dash, (year4, month_and_day)), move |(last, (_, month, _, day))| {
        *last == year && (*month, *day) > first
    })
    .map(|(_, (_, month, _, day))| (month as u8, day as u8))
}

/// `19.6.2017`, `14/3 1925`, `14/3 – 1925`, `14/3-25`, `14/3 -25`, `14/3`.
fn numeric(input: &str) -> Parsed<'_, Partial> {
    let (rest, day) = day(input)?;
    let (rest, separator) = alt((char('.'), char('/'))).parse(rest)?;
    let (rest, month) = terminated(digits(1, 2), not(peek(digits(1, 1)))).parse(rest)?;
    let apart =
        alt((tag("."), tag("/"), tag("-"), tag("–"), tag(" - "), tag(" – "), tag(" -"), tag(" –"), tag(" ")));
    let long = preceded(apart, year4);
    // "26/2 – 18 barn" has no year: the stroke stands at the year.
    let stroke = alt((tag("-"), tag("–"), tag("/"), tag(" -"), tag(" –")));
    let ended = not(peek(one_of("0123456789/")));
    let short = preceded(stroke, terminated(digits(2, 2), ended)).map(short_year);
    let (rest, year) = opt(alt((long, short))).parse(rest)?;
    if !(1..=12).contains(&month) || day == 0 || day > 31 || separator == '.' && year.is_none() {
        return Err(nom::Err::Error(()));
    }
    Ok((rest, Partial { year, month: month as u8, day, until: None, weekday: None }))
}

/// Two digits of a year: protocols of this form are from the twentieth century, or the first decades of
/// this one.
fn short_year(year: u32) -> i16 {
    if year < 40 { 2000 + year as i16 } else { 1900 + year as i16 }
}

fn month<'a>(input: &'a str, lexicon: &Lexicon) -> Parsed<'a, u8> {
    let (word, rest) = letters(input);
    let month = lexicon.months.get(word).ok_or(nom::Err::Error(()))?;
    Ok((rest.strip_prefix('.').filter(|_| word.len() <= 5).unwrap_or(rest), *month))
}

/// *och* between two days.
fn and_word<'a>(lexicon: &Lexicon) -> impl Parser<&'a str, Output = (), Error = ()> {
    move |input: &'a str| {
        let (word, rest) = letters(input);
        if lexicon.is_and(word) { Ok((rest, ())) } else { Err(nom::Err::Error(())) }
    }
}

/// `14 maj 2024`, `14:e maj`, `20–21 november 2024`, `30 november – 1 december 2024`.
fn worded<'a>(input: &'a str, lexicon: &Lexicon) -> Parsed<'a, Partial> {
    simply_worded(input, lexicon).unwrap_or_else(|| worded_in_any_way(input, lexicon))
}

/// The same, of the form that nearly all dates have: a day, a blank, a month, and perhaps a year. `None` where it may be
/// another form, of which [`worded_in_any_way`] tells.
fn simply_worded<'a>(input: &'a str, lexicon: &Lexicon) -> Option<Parsed<'a, Partial>> {
    let (day, behind) = match *input.as_bytes() {
        [ones @ b'0'..=b'9', b' ', ..] => (ones - b'0', &input[2..]),
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9', b' ', ..] => ((tens - b'0') * 10 + ones - b'0', &input[3..]),
        _ => return None,
    };
    let (word, _) = letters(behind);
    if word.is_empty() || lexicon.which_month.has(word) || lexicon.is_and(word) {
        return None;
    }
    let Ok((rest, month)) = month(behind, lexicon) else { return Some(Err(nom::Err::Error(()))) };
    let apart = rest.trim_start_matches([' ', '\u{a0}']);
    if apart.starts_with(super::is_dash) && (apart.len() == rest.len() || short_year_behind(apart).is_none())
    {
        return None;
    }
    let spaced = rest.strip_prefix(',').unwrap_or(rest);
    let from = spaced.trim_start_matches([' ', '\t']);
    let year =
        if from.len() < spaced.len() { year4(from).ok().or_else(|| short_year_behind(from)) } else { None };
    let (rest, year) = year.map_or((rest, None), |(rest, year)| (rest, Some(year)));
    Some(Ok((rest, Partial { year, month, day, until: None, weekday: None })))
}

/// `-98` behind a day and its month.
fn short_year_behind(input: &str) -> Option<(&str, i16)> {
    let digits = input.strip_prefix(['-', '–', '’', '\''])?;
    let (year, rest) = digits.split_at_checked(2)?;
    let ended = !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '–' | '/' | ':'));
    (ended && year.bytes().all(|byte| byte.is_ascii_digit()))
        .then_some((rest, short_year(year.parse().ok()?)))
}

/// A worded date of any form.
fn worded_in_any_way<'a>(input: &'a str, lexicon: &Lexicon) -> Parsed<'a, Partial> {
    let (rest, first) = day(input)?;
    let (rest, _) =
        opt(alt((tag(":e"), tag(":de"), tag(":a"), terminated(tag("."), peek(space1))))).parse(rest)?;
    let month_of = |input: &'a str| month(input, lexicon);
    let (rest, _) = opt(preceded(space1, word_in(&lexicon.which_month))).parse(rest)?;
    let and = alt((
        dash,
        preceded(
            space1,
            terminated(and_word(lexicon), (space1, opt((word_in(&lexicon.date_article), space1)))),
        ),
    ));
    let (rest, same_month) = opt(preceded(and, day)).parse(rest)?;
    let (rest, month) = preceded(space0, month_of).parse(rest)?;
    let (rest, until) = match same_month {
        Some(last) => (rest, Some((month, last))),
        None => {
            let later =
                preceded(dash, (opt((word_in(&lexicon.date_article), space1)), day, space1, month_of))
                    .map(|(_, day, _, month)| (month, day));
            opt(later).parse(rest)?
        }
    };
    let (rest, year) = opt(preceded((opt(char(',')), space1), year4)).parse(rest)?;
    let short = || Some(rest).filter(|_| year.is_none())?.strip_prefix(' ').and_then(short_year_behind);
    let (rest, year) = short().map_or((rest, year), |(rest, year)| (rest, Some(year)));
    let first =
        if same_month.is_some_and(|last| last < first) { return Err(nom::Err::Error(())) } else { first };
    Ok((rest, Partial { year, month, day: first, until, weekday: None }))
}

/// A date at the beginning of `input`.
pub(crate) fn date<'a>(input: &'a str, lexicon: &Lexicon) -> Parsed<'a, Partial> {
    // Each form begins with a figure.
    if !input.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(nom::Err::Error(()));
    }
    alt((iso, |input| worded(input, lexicon), numeric)).parse(input)
}

/// Year, month and day in two digits each, `18 05 02` or `180502`, among the words of a title.
pub(crate) fn in_two_digits(title: &str) -> Option<Date> {
    let words: Vec<&str> = title.split(' ').collect();
    let is_pair = |word: &&str| word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    let spaced = words.windows(3).find(|three| three.iter().all(is_pair)).map(<[&str]>::concat);
    let whole =
        || words.iter().find(|word| word.len() == 6 && word.bytes().all(|byte| byte.is_ascii_digit()));
    let digits = spaced.or_else(|| whole().map(|word| (*word).to_owned()))?;
    let part = |from: usize| digits[from..from + 2].parse::<u8>().ok();
    Date::new(short_year(u32::from(part(0)?)), part(2)? as i8, part(4)? as i8)
}

/// Whether `text` begins with a date such as `2020-05-19`.
pub(crate) fn begins_with_iso(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && iso(text).is_ok()
}

/// The first date in `text`, and where it stands in it; digits that scanning took for letters are read.
pub(crate) fn find(text: &str, lexicon: &Lexicon) -> Option<(Span, Partial)> {
    if !super::has_digit(text) {
        return None;
    }
    let mended = super::mended_digits(text);
    find_whole(mended.as_deref().unwrap_or(text), lexicon)
}

fn find_whole(text: &str, lexicon: &Lexicon) -> Option<(Span, Partial)> {
    for Range { start, end } in figures(text) {
        let Some(form) = Form::of(&text[start..], end - start, lexicon) else { continue };
        if !starts_word(text, start) {
            continue;
        }
        if let Ok((rest, mut partial)) = form.date(&text[start..], lexicon) {
            let (mut start, weekday) = widen(text, start, lexicon);
            partial.weekday = weekday;
            if let (None, Some((year, from))) = (partial.year, year_before(text, start)) {
                (partial.year, start) = (Some(year), from);
            }
            return Some((Span::new(start, text.len() - rest.len()), partial));
        }
    }
    None
}

/// The form that a date may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// See [`iso`].
    Iso,
    /// See [`worded`].
    Worded,
    /// See [`numeric`].
    Numeric,
}

impl Form {
    /// The only form that a date at the beginning of `text`, where `digits` of them stand, may have: a glance at what
    /// is behind them, which nearly all numbers do not pass.
    fn of(text: &str, digits: usize, lexicon: &Lexicon) -> Option<Self> {
        let behind = text.as_bytes().get(digits + 1);
        let figure = behind.is_some_and(u8::is_ascii_digit);
        match (digits, text.as_bytes().get(digits)?) {
            // A year.
            (4, b'-' | b'.' | b'/' | b' ') => figure.then_some(Self::Iso),
            (4, mark) => (!mark.is_ascii()).then_some(Self::Iso),
            // A day.
            (1 | 2, b'.' | b'/') if figure => {
                may_be_month(&text.as_bytes()[digits + 1..]).then_some(Self::Numeric)
            }
            (1 | 2, b'/') => None,
            (1 | 2, b'.') => matches!(behind, Some(b' ' | b'\t')).then_some(Self::Worded),
            (1 | 2, b':') => matches!(behind, Some(b'e' | b'd' | b'a')).then_some(Self::Worded),
            (1 | 2, _) => {
                let rest = text[digits..].trim_start_matches([' ', '\t', '\u{a0}']);
                may_go_on(rest, lexicon).then_some(Self::Worded)
            }
            _ => None,
        }
    }

    /// A date of this form at the beginning of `input`.
    fn date<'a>(self, input: &'a str, lexicon: &Lexicon) -> Parsed<'a, Partial> {
        match self {
            Self::Iso => iso(input),
            Self::Worded => worded(input, lexicon),
            Self::Numeric => numeric(input),
        }
    }
}

/// Whether a month in figures may stand at the beginning of `text`: no minutes, of which most have more.
fn may_be_month(text: &[u8]) -> bool {
    match text {
        [b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', ..] => false,
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9', ..] => {
            matches!((tens, ones), (b'0', b'1'..) | (b'1', b'0'..=b'2'))
        }
        [b'1'..=b'9', ..] => true,
        _ => false,
    }
}

/// Whether `text` may go on with a date behind its day: with a dash, a month, or a word before one.
fn may_go_on(text: &str, lexicon: &Lexicon) -> bool {
    match text.as_bytes().first() {
        Some(byte) if byte.is_ascii_alphabetic() => {
            let (word, _) = letters(text);
            lexicon.months.may_have(word)
                || lexicon.which_month.may_have(word)
                || lexicon.small_words.may_have(word)
        }
        Some(byte) => *byte == b'-' || !byte.is_ascii(),
        None => false,
    }
}

/// The year before a date without one, and where it begins: `1903 den 11 februari`, `År 1871, den 7 maj`.
fn year_before(text: &str, date: usize) -> Option<(i16, usize)> {
    let head = text[..date].trim_end_matches([' ', ',']);
    let from = head.len().checked_sub(4)?;
    let (_, year) = year4(head.get(from..)?).ok()?;
    let before = head[..from].trim_end();
    let first = before.is_empty() || before.len() < from && before.ends_with(|c: char| c.is_alphabetic());
    (first && head.len() < date).then_some((year, from))
}

/// Takes `den` and the day of the week before a date into it.
fn widen(text: &str, start: usize, lexicon: &Lexicon) -> (usize, Option<u8>) {
    let word_before = |at: usize| {
        let head = text[..at].trim_end();
        let begin =
            head.rfind(|c: char| c.is_whitespace() || matches!(c, ',' | '(')).map_or(0, |space| space + 1);
        (begin, head.get(begin..).unwrap_or_default())
    };
    let (mut at, mut word) = word_before(start);
    let mut begin = start;
    if lexicon.date_article.has(word) {
        begin = at;
        (at, word) = word_before(at);
    }
    match lexicon.weekdays.get(word.trim_end_matches('.')) {
        Some(weekday) => (at, Some(*weekday)),
        None => (begin, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(&str, String)> {
        let (span, partial) = find(text, Lexicon::built_in())?;
        let day = |date: Option<Date>| date.map_or("?".to_owned(), |date| date.to_string());
        let mut shown = day(partial.date(None));
        if partial.year.is_none() {
            shown = format!("{}/{}", partial.day, partial.month);
        }
        if partial.until.is_some() {
            shown = format!("{shown}..{}", day(partial.end_date(None)));
        }
        Some((&text[span.start..span.end], shown))
    }

    #[test]
    fn dates_in_every_form() {
        for (text, place, date) in [
            ("2024-06-17", "2024-06-17", "2024-06-17"),
            ("Måndagen den 3 juni 2024, kl. 9", "Måndagen den 3 juni 2024", "2024-06-03"),
            ("Lördagen den 14 Mars 1891 klockan", "Lördagen den 14 Mars 1891", "1891-03-14"),
            ("Kommunen 19.6.2017", "19.6.2017", "2017-06-19"),
            ("14/3 1925", "14/3 1925", "1925-03-14"),
            ("den 14/3-25.", "den 14/3-25", "2025-03-14"),
            ("onsd. 7 okt. -98", "onsd. 7 okt. -98", "1998-10-07"),
            ("7 oktober -98 kl. 3", "7 oktober -98", "1998-10-07"),
            ("Elevråd 26/2 -18", "26/2 -18", "2018-02-26"),
            ("18/7 – 2010", "18/7 – 2010", "2010-07-18"),
            ("Dag 2016 08 27", "2016 08 27", "2016-08-27"),
            ("14/3 – 25 barn", "14/3", "14/3"),
            ("14/3 -25/3", "14/3", "14/3"),
            ("Nästa möte 8 oktober kl. 13", "8 oktober", "8/10"),
            ("20–21 november 2024", "20–21 november 2024", "2024-11-20..2024-11-21"),
            ("den 20 och 21 november 2024", "den 20 och 21 november 2024", "2024-11-20..2024-11-21"),
            ("30 november – 1 december 2024", "30 november – 1 december 2024", "2024-11-30..2024-12-01"),
            ("tis 5 mars 2024", "tis 5 mars 2024", "2024-03-05"),
            ("den 2:e jan. 2001.", "den 2:e jan. 2001", "2001-01-02"),
            ("31 juni 2024", "31 juni 2024", "?"),
            ("tisdagen den l3 maj 1973", "tisdagen den l3 maj 1973", "1973-05-13"),
            ("1903 den 11 Februari kl. 3", "1903 den 11 Februari", "1903-02-11"),
            ("År 1871 den 7 Maj hölls", "1871 den 7 Maj", "1871-05-07"),
            ("den 3 nästkommande maj 1891", "den 3 nästkommande maj 1891", "1891-05-03"),
        ] {
            assert_eq!(read(text), Some((place, date.to_owned())), "{text:?}");
        }
    }

    #[test]
    fn simply_worded_dates_are_worded_ones() {
        let lexicon = Lexicon::built_in();
        let days = ["3 ", "14 ", "99 ", "4  ", "140 ", ""];
        let months =
            ["maj", "Febr.", "september", "mai", "och 5 maj", "nästkommande maj", "– 5 maj", "m\u{a0}aj", ""];
        let behind = [
            "",
            " 2024",
            ", 2024",
            ",2024",
            " 20245",
            "\t1891 ",
            " – 4 juni",
            "-4 juni 2024",
            " kl. 3",
            "\u{a0}2024",
        ];
        for day in days {
            for month in months {
                for behind in behind {
                    let text = format!("{day}{month}{behind}");
                    if let Some(found) = simply_worded(&text, lexicon) {
                        assert_eq!(found, worded_in_any_way(&text, lexicon), "{text:?}");
                    }
                }
            }
        }
        assert!(simply_worded("14 maj 2024", lexicon).is_some_and(|found| found.is_ok()));
    }

    #[test]
    fn the_form_that_a_glance_tells_is_the_one_that_is_read() {
        let lexicon = Lexicon::built_in();
        let days = ["3", "14", "2024", "180", "20240614", "1"];
        let behind = [
            "",
            " ",
            "-06-17",
            "–06–17",
            ".06.17",
            "/06/17--18",
            ".6.2017",
            "/3",
            "/3-25",
            ". mars 2022",
            ":e maj",
            ":de maj",
            " maj",
            "maj",
            "\u{a0}maj 2024",
            "–15 maj",
            " - 15 maj",
            " och 15 maj",
            " nästkommande maj",
            " kronor",
            ",5",
            ". ",
            "/x",
            ": maj",
            "\tmaj",
            " samt den 5 juni",
            "%",
            "å",
            "\u{a0}– 4 juni",
        ];
        for text in days.iter().flat_map(|day| behind.iter().map(move |behind| format!("{day}{behind}"))) {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            let of_form = Form::of(&text, digits, lexicon).and_then(|form| form.date(&text, lexicon).ok());
            assert_eq!(of_form, date(&text, lexicon).ok(), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "KS 2024/00031",
            "dnr 12.5",
            "21 kronor",
            "§ 4",
            "kl. 10.00-12.00",
            "61.480",
            "2024",
            "3.10 euro",
        ] {
            assert_eq!(read(text), None, "{text:?}");
        }
    }
}
