//! One text in every encoding that archives have: the same text comes out, and the same document.

#![allow(clippy::expect_used)] // a test may fail

use std::fmt::Write as _;

use oem_cp::code_table::{ENCODING_TABLE_CP437, ENCODING_TABLE_CP850};
use proptest::prelude::*;
use protokollant::Code;
use protokollant::text::{Encoding, decode};

/// An invented protocol with the signs that protocols have.
const PROTOCOL: &str = "\
Östby kommun
Kommunstyrelsen
SAMMANTRÄDESPROTOKOLL
2019-03-05

Närvarande
Åsa Öberg (S), ordförande
André Ek (M) – från § 3
Märta Åström (C)

§ 1 Mötets öppnande
Ordföranden förklarar mötet öppnat.

§ 2 Ändring av ”Översiktsplan”
Kommunstyrelsen beslutar att återremittera ärendet.

PROTOKOLLSJUSTERARE
Märta Åström
";

/// The same without – and ”, which DOS has not.
fn for_dos(text: &str) -> String {
    text.replace('–', "-").replace(['”', '“'], "\"")
}

fn utf16(text: &str, mark: bool, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let mark = if mark { "\u{feff}" } else { "" };
    mark.encode_utf16().chain(text.encode_utf16()).flat_map(bytes_of).collect()
}

fn web(encoding: &'static encoding_rs::Encoding, text: &str) -> Vec<u8> {
    let (bytes, _, lost) = encoding.encode(text);
    assert!(!lost, "{} has not every character of {text:?}", encoding.name());
    bytes.into_owned()
}

/// The text in every encoding: what it is called here, the text, its bytes, and what it is called in
/// `source.encoding`.
fn in_every_encoding(text: &str) -> Vec<(&'static str, String, Vec<u8>, Encoding)> {
    let decomposed: String = text
        .chars()
        .map(|c| match c {
            'å' => "a\u{30a}".to_owned(),
            'ä' => "a\u{308}".to_owned(),
            'ö' => "o\u{308}".to_owned(),
            'Å' => "A\u{30a}".to_owned(),
            'Ä' => "A\u{308}".to_owned(),
            'Ö' => "O\u{308}".to_owned(),
            'é' => "e\u{301}".to_owned(),
            other => other.to_string(),
        })
        .collect();
    let dos = for_dos(text);
    let with_mark = |text: &str| ["\u{feff}".as_bytes(), text.as_bytes()].concat();
    // CP437 has § among the control characters only.
    let cp437: Vec<u8> = oem_cp::encode_string_checked(&dos.replace('§', "\x15"), &ENCODING_TABLE_CP437)
        .expect("every character is in code page 437");
    let cp850 = oem_cp::encode_string_checked(&dos, &ENCODING_TABLE_CP850)
        .expect("every character is in code page 850");
    let dos_name = if dos.contains('§') { Encoding::Ibm437 } else { Encoding::Ibm850 };
    let owned = text.to_owned();
    vec![
        ("UTF-8", owned.clone(), text.into(), Encoding::Utf8),
        ("UTF-8, decomposed", decomposed.clone(), decomposed.clone().into(), Encoding::Utf8),
        ("UTF-8 with a mark", owned.clone(), with_mark(text), Encoding::Utf8),
        ("UTF-16LE", owned.clone(), utf16(text, false, u16::to_le_bytes), Encoding::Utf16Le),
        ("UTF-16LE with a mark", owned.clone(), utf16(text, true, u16::to_le_bytes), Encoding::Utf16Le),
        (
            "UTF-16LE, decomposed",
            decomposed.clone(),
            utf16(&decomposed, false, u16::to_le_bytes),
            Encoding::Utf16Le,
        ),
        ("UTF-16BE", owned.clone(), utf16(text, false, u16::to_be_bytes), Encoding::Utf16Be),
        ("UTF-16BE with a mark", owned.clone(), utf16(text, true, u16::to_be_bytes), Encoding::Utf16Be),
        ("windows-1252", owned.clone(), web(encoding_rs::WINDOWS_1252, text), Encoding::Windows1252),
        // The same bytes mean the same in ISO-8859-1, ISO-8859-15 and windows-1252.
        ("ISO-8859-15", dos.clone(), web(encoding_rs::ISO_8859_15, &dos), Encoding::Windows1252),
        ("macintosh", owned, web(encoding_rs::MACINTOSH, text), Encoding::Macintosh),
        ("IBM850", dos.clone(), cp850, Encoding::Ibm850),
        ("IBM437", dos, cp437, dos_name),
    ]
}

#[test]
fn the_same_text_comes_out_of_every_encoding() {
    for line_end in ["\n", "\r\n", "\r"] {
        for (name, text, bytes, encoding) in in_every_encoding(&PROTOCOL.replace('\n', line_end)) {
            let decoded = decode(&bytes, None).expect(name);
            assert_eq!(decoded.encoding, encoding, "{name} {line_end:?}");
            assert_eq!(decoded.text, text, "{name} {line_end:?}");
            assert_eq!(decoded.diagnostics, [], "{name}");
            let document = decoded.parse();
            assert_eq!(document.source.encoding, encoding.name());
            assert_eq!(document.source.bytes, bytes.len());
            // Forced, it is the same.
            assert_eq!(decode(&bytes, Some(encoding)).expect(name).text, text);
        }
    }
}

/// Three lines of the text are enough, and so are words in capitals or small letters.
#[test]
fn short_texts_are_decoded() {
    let lines: Vec<&str> = PROTOCOL.lines().filter(|line| !line.is_empty()).collect();
    let pieces = lines.windows(3).map(|three| three.join("\n")).chain([
        "Protokoll\nOrdförande Eva Ek\nSekreterare Bo Löv".to_owned(),
        "NÄRVARANDE\n".to_owned(),
        "FÖRHINDER".to_owned(),
        "PÅ FÖRSLAG AV ANDRÉ ÅKERMAN BESLÖT MAN ATT HÄNSKJUTA ÄRENDET".to_owned(),
        "på förslag av linnéa åkerman beslöt man".to_owned(),
        "§ 1\n§ 2 Möte\n".to_owned(),
        "Åsa".to_owned(),
        "ÅR 1987".to_owned(),
        "på".to_owned(),
    ]);
    let mut wrong = String::new();
    for piece in pieces.filter(|piece| !piece.is_ascii()) {
        for (name, text, bytes, _) in in_every_encoding(&piece) {
            let decoded = decode(&bytes, None).expect(name);
            if decoded.text != text {
                let _ = writeln!(wrong, "{name}, read as {}: {text:?} {:?}", decoded.encoding, decoded.text);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_euro_sign_tells_iso_8859_15() {
    let text = "Nämnden beslutar att betala 100 € för Åsas resa.";
    let decoded = decode(&[0; 0], None).expect("empty");
    assert_eq!(decoded.encoding, Encoding::Utf8);
    let bytes = web(encoding_rs::ISO_8859_15, text);
    let decoded = decode(&bytes, None).expect("a text");
    assert_eq!((decoded.encoding, &*decoded.text), (Encoding::Iso8859_15, text));
}

/// UTF-8 that a program took for windows-1252 and saved, in any encoding that can hold the result.
#[test]
fn text_damaged_once_is_repaired() {
    let damaged = encoding_rs::WINDOWS_1252.decode_without_bom_handling(PROTOCOL.as_bytes()).0;
    for bytes in [
        damaged.as_bytes().to_vec(),
        utf16(&damaged, true, u16::to_le_bytes),
        utf16(&damaged, false, u16::to_be_bytes),
    ] {
        let decoded = decode(&bytes, None).expect("a text");
        assert_eq!(decoded.text, PROTOCOL);
        let codes: Vec<Code> = decoded.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
        assert_eq!(codes, [Code::RepairedText]);
    }
}

/// Cut anywhere, a text loses one character at most, and says so.
#[test]
fn truncated_utf8_is_read_to_its_end() {
    let bytes = PROTOCOL.as_bytes();
    for end in 2..bytes.len() {
        let decoded = decode(&bytes[..end], None).expect("a text");
        assert_eq!(decoded.encoding, Encoding::Utf8, "cut at {end}: {:?}", decoded.text);
        let whole = PROTOCOL.is_char_boundary(end);
        assert_eq!(decoded.diagnostics.is_empty(), whole, "cut at {end}");
        assert_eq!(decoded.text.trim_end_matches('\u{fffd}'), &PROTOCOL[..PROTOCOL.floor(end)]);
    }
}

trait Floor {
    fn floor(&self, end: usize) -> usize;
}

impl Floor for str {
    /// The last boundary between characters up to `end`.
    fn floor(&self, end: usize) -> usize {
        (0..=end).rev().find(|&at| self.is_char_boundary(at)).unwrap_or(0)
    }
}

proptest! {
    // Failures are written out; files of past ones are not kept.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_never_panic(bytes: Vec<u8>, forced in proptest::option::of(proptest::sample::select(&Encoding::ALL[..]))) {
        if let Ok(decoded) = decode(&bytes, forced) {
            let document = decoded.parse();
            for diagnostic in &document.diagnostics {
                prop_assert!(decoded.text.get(diagnostic.span.start..diagnostic.span.end).is_some());
            }
        }
    }

    /// Bytes as files have them: mostly ASCII, with pieces of several encodings between.
    #[test]
    fn mixtures_never_panic(pieces in proptest::collection::vec(proptest::sample::select(vec![
        &b"Protokoll "[..], b"f\xf6r", b"f\xc3\xb6r", b"f\x94r", "Ã¶ ".as_bytes(), "ÃƒÂ¶".as_bytes(), b"\xe2\x80", b"\0", b"\xff\xfe",
        b"\xef\xbb\xbf", b"\r\n", b"\xc3", "â€“".as_bytes(), "\u{fffd}".as_bytes(), b"\x15 1",
    ]), 0..30)) {
        let bytes = pieces.concat();
        if let Ok(decoded) = decode(&bytes, None) {
            for diagnostic in &decoded.diagnostics {
                prop_assert!(decoded.text.get(diagnostic.span.start..diagnostic.span.end).is_some());
            }
        }
    }

    /// Whatever is valid UTF-8 without traces of damage, NULs or a known beginning comes out as it is.
    #[test]
    fn valid_utf8_is_kept(text in "[ a-zåäöÅÄÖé§–”\r\n\t0-9]{0,200}") {
        let decoded = decode(text.as_bytes(), None).expect("a text");
        prop_assert_eq!(&*decoded.text, &*text);
        prop_assert!(decoded.diagnostics.is_empty());
    }
}
