//! What is no text at all: known by its first bytes, or by too many control characters.

/// What a file is instead of a text, and what makes a text of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Format {
    pub(super) name: &'static str,
    pub(super) advice: &'static str,
}

const fn format_of(name: &'static str, advice: &'static str) -> Format {
    Format { name, advice }
}

const SAVE: &str = "save it as plain text first";
const RECOGNISE: &str = "recognise its text first: tesseract FILE - -l swe";

/// Formats by their first bytes.
const FORMATS: [(&[u8], Format); 14] = [
    (b"%PDF-", format_of("a PDF", "extract its text first: pdftotext -layout FILE -")),
    (b"PK\x03\x04", format_of("a Word, OpenDocument or zip file", SAVE)),
    (b"\xd0\xcf\x11\xe0", format_of("an old Word file", SAVE)),
    (b"{\\rtf", format_of("an RTF file", SAVE)),
    (b"\xffWPC", format_of("a WordPerfect file", SAVE)),
    (b"%!PS", format_of("PostScript", "extract its text first: ps2ascii FILE")),
    (b"\x89PNG\r\n", format_of("a picture", RECOGNISE)),
    (b"\xff\xd8\xff", format_of("a picture", RECOGNISE)),
    (b"II*\0", format_of("a picture", RECOGNISE)),
    (b"MM\0*", format_of("a picture", RECOGNISE)),
    (b"GIF8", format_of("a picture", RECOGNISE)),
    (b"\x1f\x8b", format_of("compressed", "decompress it first: gzip -dc FILE")),
    (b"\xff\xfe\0\0", format_of("in UTF-32", "convert it first: iconv -f UTF-32 -t UTF-8 FILE")),
    (b"\0\0\xfe\xff", format_of("in UTF-32", "convert it first: iconv -f UTF-32 -t UTF-8 FILE")),
];

/// What kind of other file `bytes` begin like.
pub(super) fn format(bytes: &[u8]) -> Option<Format> {
    FORMATS.iter().find(|(begin, _)| bytes.starts_with(begin)).map(|&(_, format)| format)
}

/// Whether more than one byte in a hundred is a control character that no text file has. NULs behind the
/// text do not count: old systems filled the last block of a file with them.
pub(super) fn has_too_many_controls(bytes: &[u8]) -> bool {
    let filled = bytes.iter().rev().take_while(|&&byte| byte == 0).count();
    let text = &bytes[..bytes.len() - filled];
    let controls = text.iter().filter(|&&byte| is_control(byte)).count();
    controls * 100 > text.len() || (text.is_empty() && filled > 0)
}

/// Line ends, tabs and form feeds are in texts; so are ¶, § and the end mark of DOS (0x14, 0x15, 0x1A), the
/// escape character and the backspace of printers.
fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, 0x08..=0x0d | 0x14 | 0x15 | 0x1a | 0x1b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_files_are_known_by_their_first_bytes() {
        let name = |bytes| format(bytes).map(|format| format.name);
        assert_eq!(name(&b"%PDF-1.7\n%\xe2"[..]), Some("a PDF"));
        assert_eq!(name(b"PK\x03\x04\x14\0"), Some("a Word, OpenDocument or zip file"));
        assert_eq!(name(b"Protokoll"), None);
        assert_eq!(name(b""), None);
    }

    #[test]
    fn texts_may_have_a_few_controls() {
        assert!(has_too_many_controls(b"\x7fELF\x02\x01\x01\0\0\0"));
        assert!(has_too_many_controls(b"\0\0\0\0"));
        assert!(!has_too_many_controls(b""));
        assert!(!has_too_many_controls(b"Protokoll\r\n\x0cN\xe4rvarande\x1a\0\0\0\0\0\0\0\0"));
    }
}
