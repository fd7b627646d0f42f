//! Which encoding: by byte order mark, by the NULs of UTF-16, else by the words that come out.

use super::encoding::{Encoding, PAGES, Page};
use super::swedish;

/// Beginnings are long enough to see the NULs of UTF-16.
const SAMPLE: usize = 1 << 16;

/// The encoding that a byte order mark names.
pub(super) fn by_mark(bytes: &[u8]) -> Option<Encoding> {
    [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be]
        .into_iter()
        .find(|encoding| bytes.starts_with(encoding.mark()))
}

/// UTF-16 without a mark, for bytes that hold a NUL: in one half of each pair NULs are frequent (spaces and
/// a–z have them), in the other they never are, and nearly all the pairs are characters that stand in
/// European text.
pub(super) fn utf16(bytes: &[u8]) -> Option<Encoding> {
    let (pairs, _) = bytes[..bytes.len().min(SAMPLE)].as_chunks::<2>();
    if pairs.is_empty() {
        return None;
    }
    let fits = |read: fn([u8; 2]) -> u16| {
        let count = |is: fn(u16) -> bool| pairs.iter().filter(|&&pair| is(read(pair))).count();
        let ascii = count(|unit| matches!(unit, 0x09..=0x0d | 0x20..=0x7e));
        let text = count(
            |unit| matches!(unit, 0x09..=0x0d | 0x1a | 0x20..=0x7e | 0xa0..=0x17f | 0x300..=0x30f | 0x2000..=0x22ff | 0xfeff | 0xfffd),
        );
        ascii * 2 >= pairs.len() && text * 20 >= pairs.len() * 19
    };
    if fits(u16::from_le_bytes) {
        Some(Encoding::Utf16Le)
    } else if fits(u16::from_be_bytes) {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

/// An encoding of one byte a character, and whether its words look like Swedish.
pub(super) struct Guess {
    pub(super) encoding: Encoding,
    pub(super) sure: bool,
}

/// The encoding of one byte a character in which `bytes` look most like Swedish. Each byte above 127 gives
/// points in each encoding ([`swedish::points`]); the sums are compared, and the first of equals is taken.
pub(super) fn single_byte(bytes: &[u8]) -> Guess {
    let pages = &*PAGES;
    let mut sums = [0i64; PAGES_LEN];
    for (at, &byte) in bytes.iter().enumerate() {
        if byte < 0x80 && byte != 0x15 {
            continue;
        }
        let left = at.checked_sub(1).map_or(b'\n', |left| bytes[left]);
        let right = bytes.get(at + 1).copied().unwrap_or(b'\n');
        for (page, sum) in pages.iter().zip(&mut sums) {
            *sum += i64::from(points_on(page, left, byte, right));
        }
    }
    let mut best = 0;
    for at in 1..sums.len() {
        if sums[at] > sums[best] {
            best = at;
        }
    }
    Guess { encoding: pages[best].encoding, sure: sums[best] > 0 }
}

const PAGES_LEN: usize = 5;

fn points_on(page: &Page, left: u8, byte: u8, right: u8) -> i32 {
    if byte == 0x15 && page.encoding == Encoding::Ibm850 {
        return 0; // code page 850 has a § of its own, 437 only this one
    }
    let sign = |byte: u8| page.signs[usize::from(byte)];
    swedish::points(sign(left), sign(byte), sign(right))
}

/// Whether ASCII holds the § of DOS, which is a control character elsewhere: before a number or a space.
pub(super) fn is_dos_ascii(text: &str) -> bool {
    memchr::memchr_iter(0x15, text.as_bytes())
        .any(|at| matches!(text.as_bytes().get(at + 1), Some(b' ' | b'0'..=b'9' | 0x15)))
        && text.is_ascii()
}

/// Whether UTF-8 with broken places is the likelier reading: as many characters of European text are whole
/// as are broken. Words in another encoding seldom make one such character by chance.
pub(super) fn is_broken_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        let is_european =
            |c: &char| matches!(c, '\u{a0}'..='\u{17f}' | '\u{300}'..='\u{30f}' | '\u{2000}'..='\u{22ff}');
        whole += chunk.valid().chars().filter(is_european).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > 0 && whole >= broken
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16_bytes(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes_of).collect()
    }

    #[test]
    fn utf16_is_seen_without_a_mark() {
        for text in ["§ 1", "Närvarande: Åsa Öst – ordf.\r\n", "ÅÄÖ och\n"] {
            assert_eq!(utf16(&utf16_bytes(text, u16::to_le_bytes)), Some(Encoding::Utf16Le), "{text:?}");
            assert_eq!(utf16(&utf16_bytes(text, u16::to_be_bytes)), Some(Encoding::Utf16Be), "{text:?}");
        }
        assert_eq!(utf16(b"\x01\0\0\0\x02\0\0\0\x03\0\0\0"), None);
        assert_eq!(utf16(b"a\0"), Some(Encoding::Utf16Le));
        assert_eq!(utf16(b"\0"), None);
    }

    /// A few words in each encoding of one byte: `as written → encoding`.
    #[test]
    fn a_few_words_are_enough() {
        for (bytes, expected) in [
            (&b"Protokoll f\xf6rt vid m\xf6te"[..], Encoding::Windows1252),
            (b"\xc5sa \xd6st", Encoding::Windows1252),
            (b"N\xc4RVARANDE", Encoding::Windows1252),
            (b"\xa7 1", Encoding::Windows1252),
            (b"10\x9612", Encoding::Windows1252),
            (b"p\xe5", Encoding::Windows1252),
            (b"kostar 100 \xa4 och f\xf6rs\xe4ljs", Encoding::Iso8859_15),
            (b"Protokoll f\x94rt vid m\x94te", Encoding::Ibm850),
            (b"\x8fsa \x99st", Encoding::Ibm850),
            (b"N\x8eRVARANDE", Encoding::Ibm850),
            (b"\xf5 1 M\x94tet", Encoding::Ibm850),
            (b"p\x86", Encoding::Ibm850),
            (b"M\x94te\r\n\xc4\xc4\xc4\xc4\xc4\xc4\xc4\xc4\r\n", Encoding::Ibm850),
            (b"\x15 1 M\x94tet", Encoding::Ibm437),
            (b"\x81sa \x85st", Encoding::Macintosh),
            (b"N\x80RVARANDE", Encoding::Macintosh),
            (b"\xa4 1 Protokoll f\x9art", Encoding::Macintosh),
            (b"p\x8c", Encoding::Macintosh),
            (b"10 \xd0 12", Encoding::Macintosh),
        ] {
            let guess = single_byte(bytes);
            assert_eq!(guess.encoding, expected, "{}", bytes.escape_ascii());
            assert!(guess.sure, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn what_is_no_swedish_is_not_sure() {
        assert!(!single_byte(b"a\xb3b\xb3c\xb3d").sure);
    }

    #[test]
    fn utf8_with_one_broken_place_is_utf8() {
        assert!(is_broken_utf8(
            "ordförande och Å".as_bytes().split_last().map(|(_, cut)| cut).unwrap_or(b"")
        ));
        assert!(!is_broken_utf8(b"ordf\xf6rande"));
        assert!(!is_broken_utf8(b"p\xe5"));
    }
}
