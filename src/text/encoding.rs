//! The encodings that are known, their names, and the decoding itself.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use oem_cp::code_table::{DECODING_TABLE_CP437, DECODING_TABLE_CP850};

use super::swedish::Sign;

/// An encoding in which protocols come.
///
/// ISO-8859-1 has no entry of its own: as on the web, its name means windows-1252, which has the same
/// characters and prints more of them.
///
/// ```
/// use protokollant::text::Encoding;
/// assert_eq!("cp850".parse(), Ok(Encoding::Ibm850));
/// assert_eq!("latin1".parse(), Ok(Encoding::Windows1252));
/// assert_eq!(Encoding::Ibm850.to_string(), "IBM850");
/// assert!("klingon".parse::<Encoding>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, the low byte first: *Unicode* in the words of older Windows programs.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// Windows, Western Europe; ISO-8859-1 besides.
    Windows1252,
    /// ISO-8859-15: ISO-8859-1 with € instead of ¤.
    Iso8859_15,
    /// DOS, Western Europe: code page 850.
    Ibm850,
    /// DOS, as sold first: code page 437.
    Ibm437,
    /// Mac OS before X.
    Macintosh,
}

impl Encoding {
    /// Every encoding.
    pub const ALL: [Self; 8] = [
        Self::Utf8,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::Windows1252,
        Self::Iso8859_15,
        Self::Ibm850,
        Self::Ibm437,
        Self::Macintosh,
    ];

    /// The name by which WHATWG or IANA know it.
    pub const fn name(self) -> &'static str {
        self.names()[0]
    }

    /// The name, and then what else it is called.
    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Utf8 => &["UTF-8", "unicode-1-1-utf-8"],
            Self::Utf16Le => &["UTF-16LE", "utf-16", "unicode", "ucs-2"],
            Self::Utf16Be => &["UTF-16BE", "unicodefffe"],
            Self::Windows1252 => &[
                "windows-1252",
                "cp1252",
                "1252",
                "ansi",
                "iso-8859-1",
                "8859-1",
                "latin-1",
                "l1",
                "ascii",
                "us-ascii",
            ],
            Self::Iso8859_15 => &["ISO-8859-15", "8859-15", "latin-9", "l9"],
            Self::Ibm850 => &["IBM850", "cp850", "850", "dos"],
            Self::Ibm437 => &["IBM437", "cp437", "437"],
            Self::Macintosh => &["macintosh", "mac-roman", "x-mac-roman", "mac"],
        }
    }

    /// The byte order mark that a text in this encoding may begin with; it is not part of the text.
    pub(crate) const fn mark(self) -> &'static [u8] {
        match self {
            Self::Utf8 => b"\xef\xbb\xbf",
            Self::Utf16Le => b"\xff\xfe",
            Self::Utf16Be => b"\xfe\xff",
            _ => b"",
        }
    }

    /// Decodes `bytes`, which hold no byte order mark. What cannot be decoded becomes U+FFFD; in the
    /// encodings of one byte a character that does not happen.
    pub(super) fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        match self {
            Self::Utf8 => String::from_utf8_lossy(bytes),
            Self::Utf16Le => web(encoding_rs::UTF_16LE, bytes),
            Self::Utf16Be => web(encoding_rs::UTF_16BE, bytes),
            Self::Windows1252 => web(encoding_rs::WINDOWS_1252, bytes),
            Self::Iso8859_15 => web(encoding_rs::ISO_8859_15, bytes),
            Self::Macintosh => web(encoding_rs::MACINTOSH, bytes),
            Self::Ibm850 => dos(&DECODING_TABLE_CP850, bytes).into(),
            Self::Ibm437 => dos(&DECODING_TABLE_CP437, bytes).into(),
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Encoding {
    type Err = UnknownEncoding;

    /// Capitals, hyphens, underscores and spaces do not count.
    fn from_str(text: &str) -> Result<Self, UnknownEncoding> {
        let plain = |name: &str| -> String {
            name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
        };
        let wanted = plain(text);
        Self::ALL
            .into_iter()
            .find(|encoding| encoding.names().iter().any(|name| plain(name) == wanted))
            .ok_or_else(|| UnknownEncoding(text.to_owned()))
    }
}

/// A word that names no encoding.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no known encoding; known are {list}", list = Encoding::ALL.map(Encoding::name).join(", "))]
pub struct UnknownEncoding(String);

fn web<'a>(encoding: &'static encoding_rs::Encoding, bytes: &'a [u8]) -> Cow<'a, str> {
    encoding.decode_without_bom_handling(bytes).0
}

/// DOS prints some control characters; § and ¶ are the two that texts use.
fn dos(table: &[char; 128], bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    text.extend(bytes.iter().map(|&byte| dos_char(table, byte)));
    text
}

fn dos_char(table: &[char; 128], byte: u8) -> char {
    match byte {
        0x14 => '¶',
        0x15 => '§',
        0..0x80 => char::from(byte),
        _ => table[usize::from(byte - 0x80)],
    }
}

/// An encoding of one byte a character, as a table.
pub(super) struct Page {
    pub(super) encoding: Encoding,
    pub(super) signs: [Sign; 256],
}

/// The encodings of one byte a character. Where two fit equally well the first one is taken: windows-1252
/// has all of ISO-8859-1, and code page 850 is what DOS in Sweden was set to when texts were kept.
pub(super) static PAGES: LazyLock<[Page; 5]> = LazyLock::new(|| {
    [Encoding::Windows1252, Encoding::Ibm850, Encoding::Macintosh, Encoding::Iso8859_15, Encoding::Ibm437]
        .map(|encoding| {
            let sign = |byte: u8| Sign::of(encoding.decode(&[byte]).chars().next().unwrap_or('\u{fffd}'));
            let mut signs = [sign(0); 256];
            for (byte, slot) in (0..=u8::MAX).zip(&mut signs) {
                *slot = sign(byte);
            }
            Page { encoding, signs }
        })
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_understood_in_any_spelling() {
        for encoding in Encoding::ALL {
            for name in encoding.names() {
                assert_eq!(name.parse(), Ok(encoding), "{name}");
                assert_eq!(name.to_uppercase().replace('-', "_").parse(), Ok(encoding), "{name}");
            }
        }
        assert_eq!(
            "ebcdic".parse::<Encoding>().map_err(|error| error.to_string()),
            Err("`ebcdic` is no known encoding; known are UTF-8, UTF-16LE, UTF-16BE, windows-1252, \
                 ISO-8859-15, IBM850, IBM437, macintosh"
                .to_owned())
        );
    }

    #[test]
    fn one_byte_one_character_and_none_lost() {
        for page in PAGES.iter() {
            let bytes: Vec<u8> = (128..=255).collect();
            let mut chars: Vec<char> = page.encoding.decode(&bytes).chars().collect();
            chars.sort_unstable();
            chars.dedup();
            assert_eq!(chars.len(), 128, "{}", page.encoding);
            assert!(!chars.contains(&'\u{fffd}'), "{}", page.encoding);
        }
    }

    #[test]
    fn dos_has_a_paragraph_sign_among_the_control_characters() {
        assert_eq!(Encoding::Ibm437.decode(b"\x15 4 f\x94r"), "§ 4 för");
        assert_eq!(Encoding::Ibm850.decode(b"\xf5 4 f\x94r"), "§ 4 för");
    }
}
