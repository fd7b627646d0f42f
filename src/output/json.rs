//! A document → JSON, on one line or for people to read.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{CompactFormatter, Formatter};

use super::items;
use crate::model::Document;

/// How JSON is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// One line a document (JSON Lines).
    Compact,
    /// Indented, for people; each span stays on one line.
    Pretty,
}

/// Writes a document as JSON, and a line end after it.
///
/// # Errors
/// What `writer` reports; the document itself can always be written.
///
/// ```
/// use protokollant::output::{Layout, write_json};
/// let document = protokollant::parse("Protokoll\n");
/// let mut json = Vec::new();
/// write_json(&mut json, &document, Layout::Compact)?;
/// assert!(json.starts_with(br#"{"schema_version":"1.0","#) && json.ends_with(b"}\n"));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn write_json(writer: impl Write, document: &Document<'_>, layout: Layout) -> io::Result<()> {
    write(writer, document, layout)
}

/// Writes the points of a document, one after the other, each with a line end after it; see
/// [`items`](super::items).
///
/// # Errors
/// What `writer` reports.
pub fn write_items(mut writer: impl Write, document: &Document<'_>, layout: Layout) -> io::Result<()> {
    items(document).iter().try_for_each(|item| write(&mut writer, item, layout))
}

fn write(mut writer: impl Write, value: &impl Serialize, layout: Layout) -> io::Result<()> {
    match layout {
        Layout::Compact => value.serialize(&mut Serializer::with_formatter(&mut writer, CompactFormatter))?,
        Layout::Pretty => {
            value.serialize(&mut Serializer::with_formatter(&mut writer, Indented::default()))?
        }
    }
    writer.write_all(b"\n")
}

/// Two spaces a level, each value on its own line, save that numbers in an array share one: `[13, 22]`.
#[derive(Default)]
struct Indented {
    depth: usize,
    /// Whether the innermost array or object has anything in it so far.
    filled: bool,
    /// Whether the innermost array is one of numbers.
    numbers: bool,
    /// An element of an array that was announced, and whose kind is not yet known; whether it is the first.
    announced: Option<bool>,
}

impl Indented {
    fn open<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.place(writer)?;
        self.depth += 1;
        self.filled = false;
        self.numbers = false;
        writer.write_all(bracket)
    }

    fn close<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.filled && !self.numbers {
            self.line(writer)?;
        }
        self.numbers = false;
        writer.write_all(bracket)
    }

    fn line<W: ?Sized + Write>(&self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b"\n")?;
        (0..self.depth).try_for_each(|_| writer.write_all(b"  "))
    }

    /// Puts the announced element, which is no number, on a line of its own.
    fn place<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        match self.announced.take() {
            Some(first) => self.entry(writer, first),
            None => Ok(()),
        }
    }

    fn entry<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        writer.write_all(if first { b"" } else { b"," })?;
        self.line(writer)
    }
}

impl Formatter for Indented {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, _: &mut W, first: bool) -> io::Result<()> {
        self.announced = Some(first);
        Ok(())
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.entry(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn write_u64<W: ?Sized + Write>(&mut self, writer: &mut W, value: u64) -> io::Result<()> {
        if let Some(first) = self.announced.take() {
            self.numbers = true;
            writer.write_all(if first { b"" } else { b", " })?;
        }
        write!(writer, "{value}")
    }

    fn write_null<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.place(writer)?;
        writer.write_all(b"null")
    }

    fn begin_string<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.place(writer)?;
        writer.write_all(b"\"")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn indented(value: &serde_json::Value) -> String {
        let mut json = Vec::new();
        value.serialize(&mut Serializer::with_formatter(&mut json, Indented::default())).unwrap();
        String::from_utf8(json).unwrap()
    }

    #[test]
    fn numbers_share_a_line_and_the_rest_is_indented() {
        let value = serde_json::json!({
            "agenda": [{"names": ["Anna Berg", "Olof Dahl"], "span": [13, 22], "title": null}, {}],
            "votes": [],
        });
        let expected = r#"{
  "agenda": [
    {
      "names": [
        "Anna Berg",
        "Olof Dahl"
      ],
      "span": [13, 22],
      "title": null
    },
    {}
  ],
  "votes": []
}"#;
        assert_eq!(indented(&value), expected);
    }

    #[test]
    fn both_layouts_are_the_same_document() {
        let document = crate::parse("Protokoll\nNärvarande: Åsa Öst\n");
        let read = |layout| {
            let mut json = Vec::new();
            write_json(&mut json, &document, layout).unwrap();
            serde_json::from_slice::<serde_json::Value>(&json).unwrap()
        };
        assert_eq!(read(Layout::Compact), read(Layout::Pretty));
    }
}
