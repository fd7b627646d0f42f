//! One text in every encoding that archives have: the same text comes out, and the same document.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::print_stdout, reason = "tests may fail loudly")]

mod util;

use std::fmt::Write as _;

use proptest::prelude::*;
use protokollant::Code;
use protokollant::text::{Encoding, decode};
use util::encodings::{in_every_encoding, utf16, web};

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
