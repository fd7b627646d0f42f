//! Writes elements, and replaces what XML 1.0 forbids.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// An XML text in the making.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
    replaced: usize,
}

impl Xml {
    pub(super) fn new() -> Self {
        Self { writer: Writer::new_with_indent(Vec::new(), b' ', 2), replaced: 0 }
    }

    pub(super) fn declaration(&mut self) -> io::Result<()> {
        self.writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))
    }

    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        let start = self.start(name, attributes);
        self.writer.write_event(Event::Start(start))
    }

    pub(super) fn close(&mut self, name: &str) -> io::Result<()> {
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        let start = self.start(name, attributes);
        self.writer.write_event(Event::Empty(start))
    }

    /// An element that holds text alone.
    pub(super) fn text(&mut self, name: &str, text: &str) -> io::Result<()> {
        self.text_with(name, &[], text)
    }

    pub(super) fn text_with(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        text: &str,
    ) -> io::Result<()> {
        let start = self.start(name, attributes);
        let text = self.clean(text);
        self.writer.write_event(Event::Start(start))?;
        self.writer.write_event(Event::Text(BytesText::new(&text)))?;
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element, where there is something to say.
    pub(super) fn maybe(&mut self, name: &str, text: Option<&str>) -> io::Result<()> {
        text.map_or(Ok(()), |text| self.text(name, text))
    }

    /// How many characters were replaced.
    pub(super) fn replaced(&self) -> usize {
        self.replaced
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        let mut bytes = self.writer.into_inner();
        bytes.push(b'\n');
        bytes
    }

    fn start<'n>(&mut self, name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
        let mut start = BytesStart::new(name);
        for (key, value) in attributes {
            let value = self.clean(value);
            start.push_attribute((*key, value.as_ref()));
        }
        start
    }

    fn clean<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        let forbidden = text.chars().filter(|c| !allowed(*c)).count();
        if forbidden == 0 {
            return text.into();
        }
        self.replaced += forbidden;
        text.chars().map(|c| if allowed(c) { c } else { '\u{fffd}' }).collect()
    }
}

/// The `Char` of XML 1.0, fifth edition.
fn allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_forbidden_characters_are_replaced() {
        let mut xml = Xml::new();
        xml.text_with("a", &[("b", "\"<&\u{1}")], "1 < 2 & \u{b}å\u{ffff}").unwrap();
        assert_eq!(xml.replaced(), 3);
        let text = String::from_utf8(xml.into_bytes()).unwrap();
        assert_eq!(text, "<a b=\"&quot;&lt;&amp;\u{fffd}\">1 &lt; 2 &amp; \u{fffd}å\u{fffd}</a>\n");
    }
}
