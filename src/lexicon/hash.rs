//! The hash by which words are kept, eight bytes at a time, letters of ASCII and of Latin-1 in either case; `build.rs` uses
//! the same. Words inside sentences are looked up by it while a text is looked through, without being cut out or folded.

use super::fold::LONGEST;

/// Eight bytes that each have this value.
#[inline]
pub(crate) const fn repeated(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// The highest bit of each byte.
pub(crate) const HIGH: u64 = repeated(0x80);

/// The first bytes of eight.
#[inline]
const fn first(bytes: u32) -> u64 {
    if bytes >= 8 { u64::MAX } else { (1 << (bytes * 8)) - 1 }
}

/// The first eight bytes, the first of them lowest, and those behind them; of fewer than eight all, with zeros behind the
/// last.
#[inline]
pub(crate) fn split_eight(bytes: &[u8]) -> (u64, &[u8]) {
    match bytes.split_first_chunk::<8>() {
        Some((eight, behind)) => (u64::from_le_bytes(*eight), behind),
        None => (load_few(bytes), &[]),
    }
}

/// Fewer than eight bytes, with zeros behind the last.
#[inline(never)]
fn load_few(bytes: &[u8]) -> u64 {
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        // Two fours, which may overlap.
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return u64::from(first) | u64::from(last) << ((bytes.len() - 4) * 8);
    }
    match *bytes {
        [first, second, third, ..] => u64::from_le_bytes([first, second, third, 0, 0, 0, 0, 0]),
        [first, second] => u64::from_le_bytes([first, second, 0, 0, 0, 0, 0, 0]),
        [only] => u64::from(only),
        [] => 0,
    }
}

/// The first bytes of `eight` and no others, letters of ASCII and of Latin-1 in lower case.
#[inline]
const fn lower(eight: u64, bytes: u32) -> u64 {
    (eight | repeated(0x20)) & first(bytes)
}

/// The hash of a word with eight more of its bytes, or its last.
#[inline]
pub(crate) const fn mix(hash: u64, bytes: u64) -> u64 {
    (hash.rotate_left(5) ^ bytes).wrapping_mul(0xf135_7aea_2e62_a9c5)
}

/// Spreads what multiplying leaves in the high bits.
#[inline]
pub(crate) const fn finish(hash: u64) -> u64 {
    hash ^ hash >> 32
}

/// The hash of a word, letters of ASCII and of Latin-1 in either case; no word has the hash of none.
pub(crate) fn of(word: &[u8]) -> u64 {
    let (mut key, mut rest) = (0, word);
    while !rest.is_empty() {
        let (eight, behind) = split_eight(rest);
        key = mix(key, lower(eight, rest.len().min(8) as u32));
        rest = behind;
    }
    finish(key)
}

/// The hash of a word of signs of ASCII and letters of Latin-1 only: what folding changes in it, the hash does.
#[inline]
pub(crate) fn of_plain(word: &[u8]) -> Option<u64> {
    if word.len() > LONGEST {
        return None;
    }
    let (mut key, mut rest) = (0, word);
    while let Some((eight, behind)) = rest.split_first_chunk::<8>() {
        key = mix(key, plain_lower::<b'!'>(u64::from_le_bytes(*eight), 8)?);
        rest = behind;
    }
    if !rest.is_empty() {
        key = mix(key, plain_lower::<b'!'>(load_few(rest), rest.len() as u32)?);
    }
    Some(finish(key))
}

/// The same of a text of such words, single blanks between them.
#[inline]
pub(crate) fn of_phrase(text: &[u8]) -> Option<u64> {
    let (mut key, mut rest, mut behind_blank) = (0, text, 0);
    while !rest.is_empty() {
        let (eight, behind) = split_eight(rest);
        let lower = plain_lower::<b' '>(eight, rest.len().min(8) as u32)?;
        let blanks = zeros(eight ^ repeated(b' '));
        if blanks & (blanks << 8 | behind_blank) != 0 {
            return None;
        }
        (key, rest, behind_blank) = (mix(key, lower), behind, blanks >> 56);
    }
    Some(finish(key))
}

/// In the highest bit of each of eight bytes whether it is zero.
#[inline]
const fn zeros(eight: u64) -> u64 {
    !(((eight & !HIGH) + !HIGH) | eight) & HIGH
}

/// The first bytes of `eight`, which has zeros behind them, in lower case, where they are signs of ASCII from `FROM` on
/// and letters of Latin-1 only.
#[inline]
fn plain_lower<const FROM: u8>(eight: u64, bytes: u32) -> Option<u64> {
    let low = eight & !HIGH;
    let signs = (low + repeated(0x80 - FROM)) & !(low + repeated(1)) | eight;
    let all = HIGH & first(bytes);
    (signs & all == all && (eight & HIGH == 0 || is_latin(eight))).then(|| lower(eight, bytes))
}

/// Whether each of eight bytes that begins a letter of several is the first of a letter of Latin-1.
#[inline]
pub(crate) const fn is_latin(eight: u64) -> bool {
    // Such a byte has its two highest bits.
    let leads = eight & eight << 1 & HIGH;
    (eight ^ repeated(0xc3)) & ((leads >> 7) * 0xff) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_have_the_hash_of_what_they_fold_to() {
        for (text, folded) in [
            ("Plats och TID", "plats och tid"),
            ("ÖVRIGA ärenden 2 §§", ""),
            ("Ej tjänstgörande ERSÄTTARE", "ej tjänstgörande ersättare"),
            ("a b c d e f g h i", "a b c d e f g h i"),
            ("a\u{308} b", ""),
            ("a\tb", ""),
            ("", ""),
        ] {
            let hash = (text.is_empty() || !folded.is_empty()).then(|| of(folded.as_bytes()));
            assert_eq!(of_phrase(text.as_bytes()), hash, "{text:?}");
        }
        // Two blanks are found wherever they stand, at the edge of eight bytes too.
        for before in 1..20 {
            let word = "a".repeat(before);
            assert_eq!(of_phrase(format!("{word}  b").as_bytes()), None, "{before}");
            assert!(of_phrase(format!("{word} b").as_bytes()).is_some(), "{before}");
        }
    }
}
