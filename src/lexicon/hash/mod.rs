//! The hashes by which words are kept; `build.rs` uses the same. Here is that of the lists, letter by letter (FNV-1a): it
//! goes along while a text is folded, and most texts that are looked up have few letters. That of the words inside
//! sentences takes eight bytes at a time, see [`eights`].

pub(crate) mod eights;

/// The hash of no letters.
pub(crate) const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x100_0000_01b3;

/// A hash with one more letter.
pub(crate) fn mix(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(PRIME)
}

/// Spreads what FNV leaves in the low bits.
pub(crate) fn finish(hash: u64) -> u64 {
    hash ^ hash >> 29
}

/// The hash of a word that is folded.
pub(crate) fn of(word: &[u8]) -> u64 {
    finish(word.iter().copied().fold(SEED, mix))
}
