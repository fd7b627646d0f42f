//! The grammar of values: nom parsers for what stands within a line.
//!
//! Each file reads one kind of value, smallest rules first. A parser takes the text from where the value
//! begins and gives what it read and what is left; it claims nothing about the rest of the document.

pub(crate) mod date;
pub(crate) mod heading;
pub(crate) mod name;
pub(crate) mod numbers;
pub(crate) mod party;
pub(crate) mod person;
pub(crate) mod reference;
pub(crate) mod time;

use nom::{Parser, bytes::complete::take_while_m_n, combinator::map_res};

/// What a parser of this grammar gives: the rest, and the value. Errors only steer.
pub(crate) type Parsed<'a, T> = nom::IResult<&'a str, T, ()>;

/// A number of `least` to `most` digits.
pub(crate) fn digits<'a>(least: usize, most: usize) -> impl Parser<&'a str, Output = u32, Error = ()> {
    map_res(take_while_m_n(least, most, |c: char| c.is_ascii_digit()), str::parse)
}

/// A dash of any length, white space at either side allowed.
pub(crate) fn dash(input: &str) -> Parsed<'_, ()> {
    let rest = input.trim_start_matches([' ', '\u{a0}']);
    let rest = rest.strip_prefix("--").or_else(|| rest.strip_prefix(is_dash)).ok_or(nom::Err::Error(()))?;
    Ok((rest.trim_start_matches([' ', '\u{a0}']), ()))
}

/// Whether `c` is a hyphen or a dash.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Whether no letter or digit stands right before byte `at` of `text`.
pub(crate) fn starts_word(text: &str, at: usize) -> bool {
    !text[..at].chars().next_back().is_some_and(char::is_alphanumeric)
}

/// The word (letters, and full stops within) at the beginning of `text`, and what follows it.
pub(crate) fn letters(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len()))
}
