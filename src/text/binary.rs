//! What is no text at all: known by its first bytes, or by too many control characters.

/// First bytes, and what they say.
const MAGIC: [(&[u8], &str); 14] = [
    (b"%PDF-", "a PDF file; extract its text first"),
    (b"PK\x03\x04", "a ZIP archive, perhaps a Word or OpenDocument file; save it as plain text first"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Office file; save it as plain text first"),
    (b"{\\rtf", "an RTF file; save it as plain text first"),
    (b"\xffWPC", "a WordPerfect file; save it as plain text first"),
    (b"%!PS", "a PostScript file; extract its text first"),
    (b"\x89PNG\r\n", "a PNG image; recognise its text first"),
    (b"\xff\xd8\xff", "a JPEG image; recognise its text first"),
    (b"II*\0", "a TIFF image; recognise its text first"),
    (b"MM\0*", "a TIFF image; recognise its text first"),
    (b"GIF8", "a GIF image; recognise its text first"),
    (b"\x1f\x8b\x08", "a gzip archive; unpack it first"),
    (b"\xff\xfe\0\0", "UTF-32 text; convert it to UTF-8 first"),
    (b"\0\0\xfe\xff", "UTF-32 text; convert it to UTF-8 first"),
];

/// What kind of other file `bytes` begin like. A PDF may have a little before its mark.
pub(super) fn magic(bytes: &[u8]) -> Option<&'static str> {
    MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|&(_, what)| what)
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
        assert_eq!(magic(b"%PDF-1.7\n%\xe2"), Some("a PDF file; extract its text first"));
        assert!(magic(b"PK\x03\x04\x14\0").is_some_and(|what| what.contains("Word or OpenDocument")));
        assert_eq!(magic(b"Protokoll"), None);
        assert_eq!(magic(b""), None);
    }

    #[test]
    fn texts_may_have_a_few_controls() {
        assert!(has_too_many_controls(b"\x7fELF\x02\x01\x01\0\0\0"));
        assert!(has_too_many_controls(b"\0\0\0\0"));
        assert!(!has_too_many_controls(b""));
        assert!(!has_too_many_controls(b"Protokoll\r\n\x0cN\xe4rvarande\x1a\0\0\0\0\0\0\0\0"));
    }
}
