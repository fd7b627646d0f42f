//! One text in every encoding that archives have.

use oem_cp::code_table::{ENCODING_TABLE_CP437, ENCODING_TABLE_CP850};
use protokollant::text::Encoding;

/// The same without – and ”, which DOS has not.
fn for_dos(text: &str) -> String {
    text.replace('–', "-").replace(['”', '“'], "\"")
}

pub fn utf16(text: &str, mark: bool, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let mark = if mark { "\u{feff}" } else { "" };
    mark.encode_utf16().chain(text.encode_utf16()).flat_map(bytes_of).collect()
}

pub fn web(encoding: &'static encoding_rs::Encoding, text: &str) -> Vec<u8> {
    let (bytes, _, lost) = encoding.encode(text);
    assert!(!lost, "{} has not every character of {text:?}", encoding.name());
    bytes.into_owned()
}

/// Whether every encoding has the characters of the text: names such as Perić and bullets are in few of them.
/// DOS has no – either: where a line ends with one, the text with - says something else, a broken word.
pub fn is_in_every_encoding(text: &str) -> bool {
    let dos = for_dos(text).replace('§', "");
    let broken = text.lines().any(|line| line.trim_end().ends_with('–'));
    let web = |encoding: &'static encoding_rs::Encoding, text: &str| !encoding.encode(text).2;
    !broken
        && oem_cp::encode_string_checked(dos.as_str(), &ENCODING_TABLE_CP437).is_some()
        && oem_cp::encode_string_checked(dos.as_str(), &ENCODING_TABLE_CP850).is_some()
        && web(encoding_rs::ISO_8859_15, &dos)
        && web(encoding_rs::WINDOWS_1252, text)
        && web(encoding_rs::MACINTOSH, text)
}

/// The text in every encoding: what it is called here, the text, its bytes, and what it is called in
/// `source.encoding`.
pub fn in_every_encoding(text: &str) -> Vec<(&'static str, String, Vec<u8>, Encoding)> {
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
    let cp437: Vec<u8> =
        oem_cp::encode_string_checked(&dos.replace('§', "\x15"), &ENCODING_TABLE_CP437).unwrap();
    let cp850 = oem_cp::encode_string_checked(&dos, &ENCODING_TABLE_CP850).unwrap();
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
