//! A value → JSON on one line: the same bytes as `serde_json` writes, for a fraction of its work.
//!
//! Nearly all texts hold nothing to escape. One walk over many bytes at once tells so, and the text is written as it stands;
//! the others are left to `serde_json`, which looks at each byte, and so are numbers. Keys are not looked at: they are
//! names of fields. Maps and variants with values are refused: neither a document nor an item has any.

use std::fmt::Display;
use std::io::{self, Write};

use serde::Serialize;
use serde::ser::{self, Impossible, SerializeSeq, SerializeStruct, SerializeTuple};

/// Writes to what is inside.
pub(super) struct Compact<W>(pub(super) W);

/// What the writer reports, or that a value is none of those that are written.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub(super) struct Error(#[from] io::Error);

impl ser::Error for Error {
    fn custom<T: Display>(message: T) -> Self {
        Self(io::Error::other(message.to_string()))
    }
}

impl From<Error> for io::Error {
    fn from(Error(error): Error) -> Self {
        error
    }
}

impl<W: Write> Compact<W> {
    fn put(&mut self, bytes: &[u8]) -> Result<(), Error> {
        Ok(self.0.write_all(bytes)?)
    }

    /// Leaves a value to `serde_json`.
    fn put_by_serde_json(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), Error> {
        Ok(serde_json::to_writer(&mut self.0, value).map_err(io::Error::from)?)
    }

    fn open(&mut self, bracket: &[u8]) -> Result<Open<'_, W>, Error> {
        self.put(bracket)?;
        Ok(Open { to: self, filled: false })
    }
}

/// Whether nothing in a text need be escaped: a walk without a branch, so that many bytes are compared at once.
fn is_plain(text: &str) -> bool {
    let is_escaped = |byte: u8| u8::from((byte < b' ') | (byte == b'"') | (byte == b'\\'));
    text.bytes().fold(0, |found, byte| found | is_escaped(byte)) == 0
}

/// An array or an object that is open.
pub(super) struct Open<'c, W> {
    to: &'c mut Compact<W>,
    /// Whether anything is in it so far.
    filled: bool,
}

impl<W: Write> Open<'_, W> {
    fn element(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), Error> {
        if self.filled {
            self.to.put(b",")?;
        }
        self.filled = true;
        value.serialize(&mut *self.to)
    }
}

impl<W: Write> SerializeSeq for Open<'_, W> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.element(value)
    }

    fn end(self) -> Result<(), Error> {
        self.to.put(b"]")
    }
}

impl<W: Write> SerializeTuple for Open<'_, W> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.element(value)
    }

    fn end(self) -> Result<(), Error> {
        self.to.put(b"]")
    }
}

impl<W: Write> SerializeStruct for Open<'_, W> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        self.to.put(if self.filled { b",\"" } else { b"\"" })?;
        self.filled = true;
        self.to.put(key.as_bytes())?;
        self.to.put(b"\":")?;
        value.serialize(&mut *self.to)
    }

    fn end(self) -> Result<(), Error> {
        self.to.put(b"}")
    }
}

/// Numbers and letters, which `serde_json` writes.
macro_rules! by_serde_json {
    ($($name:ident: $type:ty),+) => {
        $(fn $name(self, value: $type) -> Result<(), Error> {
            self.put_by_serde_json(&value)
        })+
    };
}

impl<'c, W: Write> ser::Serializer for &'c mut Compact<W> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Open<'c, W>;
    type SerializeTuple = Open<'c, W>;
    type SerializeStruct = Open<'c, W>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Impossible<(), Error>;
    type SerializeStructVariant = Impossible<(), Error>;

    by_serde_json! {
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64,
        serialize_f32: f32, serialize_f64: f64, serialize_char: char, serialize_bytes: &[u8]
    }

    fn serialize_str(self, text: &str) -> Result<(), Error> {
        if !is_plain(text) {
            return self.put_by_serde_json(text);
        }
        self.put(b"\"")?;
        self.put(text.as_bytes())?;
        self.put(b"\"")
    }

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.put(if value { b"true" } else { b"false" })
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.put(b"null")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.put(b"null")
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.put(b"null")
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'c, W>, Error> {
        self.open(b"[")
    }

    fn serialize_tuple(self, _: usize) -> Result<Open<'c, W>, Error> {
        self.open(b"[")
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Open<'c, W>, Error> {
        self.open(b"{")
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: &T,
    ) -> Result<(), Error> {
        Err(refused(variant))
    }

    fn serialize_tuple_struct(self, name: &'static str, _: usize) -> Result<Impossible<(), Error>, Error> {
        Err(refused(name))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Error>, Error> {
        Err(refused(variant))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Impossible<(), Error>, Error> {
        Err(refused("a map"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Error>, Error> {
        Err(refused(variant))
    }
}

fn refused(name: &str) -> Error {
    ser::Error::custom(format_args!("{name} is not written in a document"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Date, Span};

    fn compact(value: &impl Serialize) -> String {
        let mut json = Vec::new();
        value.serialize(&mut Compact(&mut json)).unwrap();
        String::from_utf8(json).unwrap()
    }

    #[test]
    fn it_writes_what_serde_json_writes() {
        #[derive(Serialize)]
        struct Many<'a> {
            text: &'a str,
            list: Vec<Option<&'a str>>,
            none: Vec<u8>,
            number: (usize, i64, f64),
            yes: bool,
            unit: (),
            date: Option<Date>,
            span: Span,
            letter: char,
        }
        let long = "Kommunstyrelsen beslutar att godkänna åtgärden".repeat(3);
        for text in
            ["", "å", "a\"b", "\\", "tab\t", "sexton bokstäver,\n", "0123456789abcdef\u{1}", "\u{7f}", &long]
        {
            for at in 0..=long.len() {
                let text = long.get(..at).map(|head| format!("{head}{text}")).unwrap_or_default();
                let value = Many {
                    text: &text,
                    list: vec![Some(&text), None],
                    none: vec![],
                    number: (7, -3, 0.5),
                    yes: at % 2 == 0,
                    unit: (),
                    date: Date::new(2024, 6, 17),
                    span: Span::new(13, at),
                    letter: 'ö',
                };
                assert_eq!(compact(&value), serde_json::to_string(&value).unwrap());
            }
        }
    }

    #[test]
    fn every_byte_that_json_escapes_is_seen() {
        for byte in 0..0x80_u8 {
            for text in [char::from(byte).to_string(), format!("0123456789{}abcdefgh", char::from(byte))] {
                assert_eq!(compact(&text), serde_json::to_string(&text).unwrap());
            }
        }
    }

    #[test]
    fn what_no_document_has_is_refused() {
        let map = std::collections::BTreeMap::from([("a", 1)]);
        assert!(map.serialize(&mut Compact(Vec::new())).is_err());
    }
}
