//! The hash of a word eight bytes at a time, letters of ASCII and of Latin-1 in either case: for words that are looked up
//! while a text is looked through, without being cut out or folded.

use super::super::fold::LONGEST;

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

/// Up to eight bytes, the first of them lowest, and zeros behind the last.
#[inline]
pub(crate) fn load(bytes: &[u8]) -> u64 {
    bytes.first_chunk::<8>().map_or_else(|| load_few(bytes), |eight| u64::from_le_bytes(*eight))
}

/// The first eight bytes, and those behind them; of fewer than eight all, with zeros behind the last.
#[inline]
pub(crate) fn split_eight(bytes: &[u8]) -> (u64, &[u8]) {
    match bytes.split_first_chunk::<8>() {
        Some((eight, behind)) => (u64::from_le_bytes(*eight), behind),
        None => (load_few(bytes), &[]),
    }
}

/// The same of fewer than eight bytes.
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
    let eights = word.chunks(8).map(|chunk| lower(load(chunk), chunk.len() as u32));
    finish(eights.fold(0, mix))
}

/// The hash of a word of signs of ASCII and letters of Latin-1 only: what folding changes in it, the hash does.
#[inline]
pub(crate) fn of_plain(word: &[u8]) -> Option<u64> {
    if word.len() > LONGEST {
        return None;
    }
    let (mut key, mut rest) = (0, word);
    while let Some((eight, behind)) = rest.split_first_chunk::<8>() {
        key = mix(key, plain_lower(u64::from_le_bytes(*eight), 8)?);
        rest = behind;
    }
    if !rest.is_empty() {
        key = mix(key, plain_lower(load_few(rest), rest.len() as u32)?);
    }
    Some(finish(key))
}

/// The first bytes of `eight` in lower case, where they are signs of ASCII and letters of Latin-1 only.
#[inline]
fn plain_lower(eight: u64, bytes: u32) -> Option<u64> {
    let low = eight & !HIGH;
    let signs = (low + repeated(0x80 - b'!')) & !(low + repeated(1)) | eight;
    let all = HIGH & first(bytes);
    (signs & all == all && is_latin(eight & first(bytes))).then(|| lower(eight, bytes))
}

/// Whether each of eight bytes that begins a letter of several is the first of a letter of Latin-1.
#[inline]
pub(crate) const fn is_latin(eight: u64) -> bool {
    // Such a byte has its two highest bits.
    let leads = eight & eight << 1 & HIGH;
    (eight ^ repeated(0xc3)) & ((leads >> 7) * 0xff) == 0
}
