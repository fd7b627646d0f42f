//! Bytes → text: which encoding, decoded without loss, and what was damaged before.
//!
//! Takes the bytes of a file, gives text that [`parse`](crate::parse) reads. In this order:
//!
//! 1. What begins like a PDF, a ZIP archive, an image … is refused.
//! 2. A byte order mark says what it is; it is no part of the text.
//! 3. NULs mean UTF-16, or no text.
//! 4. Valid UTF-8 is UTF-8, and borrowed as it is. So is UTF-8 with a few broken places, which are read as
//!    windows-1252 where that makes Swedish words (two files were joined), else become U+FFFD.
//! 5. Otherwise one byte is one character, and of five encodings the one is taken in which å, ä, ö and §
//!    stand where Swedish has them: three lines with two of them are enough.
//!
//! | bytes | encoding | text |
//! | --- | --- | --- |
//! | `f\xc3\xb6r` | UTF-8 | för |
//! | `f\xf6r` | windows-1252 | för |
//! | `f\x94r` | IBM850 | för |
//! | `f\x9ar` | macintosh | för |
//! | `f\0\xf6\0r\0` | UTF-16LE | för |
//! | `f\xc3\x83\xc2\xb6r` | UTF-8 | för, with a diagnostic: it was `fÃ¶r` |
//!
//! Some texts are the same in several encodings. Then windows-1252 stands for ISO-8859-1 and ISO-8859-15,
//! and code page 850 for 437; the text is the same either way. Line ends and composed or decomposed letters
//! are kept as they are. Not found out: EBCDIC, seven-bit Swedish (`f|r`), Eastern European code pages.

mod binary;
mod detect;
mod encoding;
pub(crate) mod repair;
mod swedish;

use std::borrow::Cow;

use sha2::{Digest, Sha256};

pub use encoding::{Encoding, UnknownEncoding};

use binary::Format;
use swedish::Sign;

use crate::lexicon::Lexicon;
use crate::model::{Code, Diagnostic, Document, Span};

/// Decodes the bytes of a file; with `forced` in that encoding, else in the one that fits.
///
/// ```
/// use protokollant::text::{Encoding, decode};
/// let decoded = decode(b"N\x84rvarande: \x8fsa \x99st", None)?;
/// assert_eq!(decoded.text, "Närvarande: Åsa Öst");
/// assert_eq!(decoded.encoding, Encoding::Ibm850);
/// let refused = decode(b"%PDF-1.7", None).unwrap_err();
/// assert_eq!(refused.to_string(), "is a PDF, not a text; extract its text first: pdftotext -layout FILE -");
/// # Ok::<(), protokollant::text::DecodeError>(())
/// ```
///
/// # Errors
///
/// Where the bytes are no text.
pub fn decode(bytes: &[u8], forced: Option<Encoding>) -> Result<Decoded<'_>, DecodeError> {
    let mut diagnostics = vec![];
    if let Some(format) = binary::format(bytes) {
        return Err(DecodeError(format));
    }
    let (encoding, text, sure) = match forced.or_else(|| detect::by_mark(bytes)) {
        Some(encoding) => {
            let body = bytes.strip_prefix(encoding.mark()).unwrap_or(bytes);
            (encoding, encoding.decode(body), true)
        }
        None => find_out(bytes)?,
    };
    let text = if repair::may_be_damaged(&text) { mend(text, &mut diagnostics) } else { text };
    if !sure {
        let message = format!("encoding is doubtful: read as {encoding}, and few words look Swedish");
        diagnostics.push(Diagnostic::new(Code::DoubtfulEncoding, Span::new(0, text.len()), message));
    }
    Ok(Decoded { text, encoding, diagnostics, bytes: Cow::Borrowed(bytes) })
}

/// The encoding, the text, and whether there is no doubt.
fn find_out(bytes: &[u8]) -> Result<(Encoding, Cow<'_, str>, bool), DecodeError> {
    if memchr::memchr(0, bytes).is_some() {
        if let Some(encoding) = detect::utf16(bytes) {
            return Ok((encoding, encoding.decode(bytes), true));
        }
        if binary::has_too_many_controls(bytes) {
            return Err(DecodeError::BINARY);
        }
    }
    // The usual way. Checking UTF-8 with simdutf8 takes a tenth of the time that writing the text as JSON
    // takes; with the standard library it takes half of it.
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        if detect::is_dos_ascii(text) {
            return Ok((Encoding::Ibm437, Encoding::Ibm437.decode(bytes), true));
        }
        return Ok((Encoding::Utf8, Cow::Borrowed(text), true));
    }
    if binary::has_too_many_controls(bytes) {
        return Err(DecodeError::BINARY);
    }
    if detect::is_broken_utf8(bytes) {
        return Ok((Encoding::Utf8, Cow::Owned(mixed(bytes)), true));
    }
    let guess = detect::single_byte(bytes);
    Ok((guess.encoding, guess.encoding.decode(bytes), guess.sure))
}

/// UTF-8 with bytes of windows-1252 between: these are read as such where a Swedish word comes out, and
/// become U+FFFD elsewhere.
fn mixed(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + 16);
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        text.push_str(chunk.valid());
        if chunk.invalid().is_empty() {
            continue;
        }
        let next = chunks.peek().and_then(|next| next.valid().chars().next()).unwrap_or('\n');
        let left = text.chars().next_back().unwrap_or('\n');
        match (chunk.invalid(), Encoding::Windows1252.decode(chunk.invalid()).chars().next()) {
            ([_], Some(c)) if swedish::points(Sign::of(left), Sign::of(c), Sign::of(next)) > 1 => {
                text.push(c)
            }
            _ => text.push('\u{fffd}'),
        }
    }
    text
}

/// Undoes a wrong decoding where that is certain, and reports what is still damaged.
fn mend<'a>(text: Cow<'a, str>, diagnostics: &mut Vec<Diagnostic>) -> Cow<'a, str> {
    let text = match repair::repair(&text) {
        Some((repaired, finding)) => {
            let message = format!(
                "text had been decoded wrongly before it came here; {} characters were repaired, the first one here",
                finding.count
            );
            diagnostics.push(Diagnostic::new(Code::RepairedText, finding.first, message));
            Cow::Owned(repaired)
        }
        None => text,
    };
    if let Some(finding) = repair::damage(&text) {
        let message = format!("characters were lost in {} places, the first one here", finding.count);
        diagnostics.push(Diagnostic::new(Code::DamagedText, finding.first, message));
    }
    text
}

/// A decoded text, and what it was decoded from.
#[derive(Debug, Clone)]
pub struct Decoded<'a> {
    /// The text, without a byte order mark; borrowed where the bytes were valid UTF-8 already.
    pub text: Cow<'a, str>,
    /// What it was decoded from.
    pub encoding: Encoding,
    /// What is damaged, was repaired, or is doubtful.
    pub diagnostics: Vec<Diagnostic>,
    bytes: Cow<'a, [u8]>,
}

impl Decoded<'_> {
    /// Reads the protocol, with the built-in words, and says in `source` what it was read from.
    ///
    /// ```
    /// let decoded = protokollant::text::decode(b"Protokoll f\xf6r n\xe4mnden", None)?;
    /// let document = decoded.parse();
    /// assert_eq!((&*document.source.encoding, document.source.bytes), ("windows-1252", 21));
    /// # Ok::<(), protokollant::text::DecodeError>(())
    /// ```
    pub fn parse(&self) -> Document<'_> {
        self.parse_with(Lexicon::built_in())
    }

    /// Reads the protocol with a lexicon of one's own.
    pub fn parse_with(&self, lexicon: &Lexicon) -> Document<'_> {
        let mut document = crate::parse_with(&self.text, lexicon);
        self.describe(&mut document);
        document
    }

    /// Reads every protocol of the text; see [`parse_all`](crate::parse_all).
    pub fn parse_all(&self, lexicon: &Lexicon) -> Vec<Document<'_>> {
        let mut documents = crate::parse_all(&self.text, lexicon);
        // Once for all of them: a text of many protocols is long.
        let checksum = self.sha256();
        for document in &mut documents {
            self.describe_with(document, &checksum);
        }
        documents
    }

    /// Fills in the source of a document that was read from this text (encoding, bytes and checksum), and
    /// adds what is damaged in it to its diagnostics. Call it once for each document.
    pub fn describe(&self, document: &mut Document<'_>) {
        self.describe_with(document, &self.sha256());
    }

    /// The same with the checksum of the bytes.
    fn describe_with(&self, document: &mut Document<'_>, checksum: &str) {
        document.source.encoding = self.encoding.name().into();
        document.source.bytes = self.bytes.len();
        document.source.sha256 = Some(checksum.to_owned().into());
        let start = document.outline.first().map_or(0, |block| block.span.start);
        let end = document.outline.last().map_or(self.text.len(), |block| block.span.end);
        // Of lost characters the document says more itself.
        let new = |found: &&Diagnostic| found.code != Code::DamagedText;
        let here =
            self.diagnostics.iter().filter(|found| (start..end).contains(&found.span.start)).filter(new);
        document.diagnostics.splice(0..0, here.cloned());
    }

    /// SHA-256 of the bytes, in lower-case hexadecimal.
    pub fn sha256(&self) -> String {
        sha256(&self.bytes)
    }

    /// The same, to be kept when the bytes are gone.
    pub fn into_owned(self) -> Decoded<'static> {
        Decoded {
            text: Cow::Owned(self.text.into_owned()),
            encoding: self.encoding,
            diagnostics: self.diagnostics,
            bytes: Cow::Owned(self.bytes.into_owned()),
        }
    }
}

/// SHA-256 in lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a string does not fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// The bytes are no text: what they are instead, and what makes a text of them. The message goes on where
/// a file's name was said: *is a PDF, not a text; extract its text first …*
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is {name}, not a text; {advice}", name = .0.name, advice = .0.advice)]
pub struct DecodeError(Format);

impl DecodeError {
    const BINARY: Self = Self(Format { name: "binary data", advice: "give a file of plain text" });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(bytes: &[u8]) -> (String, Encoding, Vec<Code>) {
        let decoded = decode(bytes, None).expect("a text");
        let codes = decoded.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
        (decoded.text.into_owned(), decoded.encoding, codes)
    }

    #[test]
    fn valid_utf8_is_borrowed_and_a_mark_is_no_part_of_it() {
        for bytes in ["för".as_bytes(), "\u{feff}för".as_bytes()] {
            let decoded = decode(bytes, None).expect("a text");
            assert!(matches!(decoded.text, Cow::Borrowed("för")));
            assert_eq!((decoded.encoding, decoded.diagnostics), (Encoding::Utf8, vec![]));
        }
        assert_eq!(text_of(b""), (String::new(), Encoding::Utf8, vec![]));
        assert_eq!(text_of(b"Protokoll").1, Encoding::Utf8);
    }

    #[test]
    fn the_paragraph_sign_of_dos_is_read_also_where_nothing_else_is_above_ascii() {
        assert_eq!(text_of(b"\x15 31 Val"), ("§ 31 Val".to_owned(), Encoding::Ibm437, vec![]));
        assert_eq!(text_of(b"\x15"), ("\x15".to_owned(), Encoding::Utf8, vec![]));
    }

    #[test]
    fn a_cut_character_is_reported() {
        assert_eq!(
            text_of(b"f\xc3\xb6r \xc3"),
            ("för \u{fffd}".to_owned(), Encoding::Utf8, vec![Code::DamagedText])
        );
        assert_eq!(
            text_of(b"f\xc3\xb6r 1 \xe2\x80"),
            ("för 1 \u{fffd}".to_owned(), Encoding::Utf8, vec![Code::DamagedText])
        );
    }

    #[test]
    fn words_of_another_encoding_between_utf8_are_read() {
        assert_eq!(
            text_of(b"f\xc3\xb6r n\xc3\xa4mnden f\xf6r"),
            ("för nämnden för".to_owned(), Encoding::Utf8, vec![])
        );
    }

    #[test]
    fn wrong_decodings_are_undone() {
        assert_eq!(
            text_of("fÃ¶r pÃ¥".as_bytes()),
            ("för på".to_owned(), Encoding::Utf8, vec![Code::RepairedText])
        );
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for (bytes, message) in [
            (&b"%PDF-1.4"[..], "is a PDF, not a text; extract its text first: pdftotext -layout FILE -"),
            (b"\x7fELF\x02\x01\0\0\0\0", "is binary data, not a text; give a file of plain text"),
            (
                b"\xfe\xed\xfa\xcf\x01\x02\x03\x04\x05",
                "is binary data, not a text; give a file of plain text",
            ),
        ] {
            assert_eq!(
                decode(bytes, None).map(|_| ()).map_err(|error| error.to_string()),
                Err(message.into())
            );
        }
    }

    #[test]
    fn forcing_overrules() {
        let decoded = decode("för".as_bytes(), Some(Encoding::Ibm850)).expect("a text");
        assert_eq!((&*decoded.text, decoded.encoding), ("f├Âr", Encoding::Ibm850));
        let decoded = decode(b"\xff\xfef\0\xf6\0r\0", Some(Encoding::Utf16Le)).expect("a text");
        assert_eq!(decoded.text, "för");
    }

    #[test]
    fn checksums_are_hexadecimal() {
        assert_eq!(sha256(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
