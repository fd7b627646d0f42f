//! The grammar of values: nom parsers for what stands within a line.
//!
//! Each file reads one kind of value, smallest rules first. A parser takes the text from where the value
//! begins and gives what it read and what is left; it claims nothing about the rest of the document.

pub(crate) mod name;
pub(crate) mod people_list;
pub(crate) mod sentence;

/// What a parser of this grammar gives: the rest, and the value. Errors only steer.
pub(crate) type Parsed<'a, T> = nom::IResult<&'a str, T, ()>;
