//! Eight bytes at a time: which of them are below a limit, or one byte.
//!
//! The lowest bit that is told is always true; of those above it some may be told that are not, each of a byte of
//! ASCII. So whoever asks looks closer at the lowest, or takes them as a hint.

const ONES: u64 = u64::from_ne_bytes([1; 8]);
const HIGHEST: u64 = u64::from_ne_bytes([0x80; 8]);

/// The highest bit of each byte below `limit`, which is ASCII.
#[inline]
pub(crate) const fn below(eight: u64, limit: u8) -> u64 {
    eight.wrapping_sub(ONES * limit as u64) & !eight & HIGHEST
}

/// The highest bit of each byte that is `byte`, of ASCII.
#[inline]
pub(crate) const fn equal(eight: u64, byte: u8) -> u64 {
    below(eight ^ (ONES * byte as u64), 1)
}

/// Which byte the lowest bit of `bits` stands in.
#[inline]
pub(crate) const fn first(bits: u64) -> usize {
    bits.trailing_zeros() as usize / 8
}

/// How many blanks stand at the beginning.
pub(crate) fn blanks(bytes: &[u8]) -> usize {
    const BLANKS: u64 = ONES * b' ' as u64;
    let mut count = 0;
    while let Some(eight) = bytes[count..].first_chunk() {
        let others = u64::from_le_bytes(*eight) ^ BLANKS;
        if others != 0 {
            return count + first(others);
        }
        count += 8;
    }
    count + bytes[count..].iter().take_while(|byte| **byte == b' ').count()
}

/// Where white space of ASCII may be a gap, at or behind `at`: two blanks side by side, or a byte of another kind of it or
/// of control. It may be none, but none stands before it; without any, the end.
pub(crate) fn next_gap(bytes: &[u8], mut at: usize) -> usize {
    while let Some([eight @ .., behind]) = bytes[at..].first_chunk::<9>() {
        let eight = u64::from_le_bytes(*eight);
        let nexts = eight >> 8 | u64::from(*behind) << 56;
        let gaps = equal(eight, b' ') & below(nexts, b' ' + 1) | below(eight, b' ');
        if gaps != 0 {
            return at + first(gaps);
        }
        at += 8;
    }
    let is_gap = |pair: &[u8]| pair[0] < b' ' || pair[0] == b' ' && pair[1] <= b' ';
    bytes[at..].windows(2).position(is_gap).map_or(bytes.len(), |gap| at + gap)
}

/// Where the first figure stands at or behind `at`.
pub(crate) fn next_figure(bytes: &[u8], mut at: usize) -> Option<usize> {
    while let Some(eight) = bytes[at..].first_chunk() {
        let figures = below(u64::from_le_bytes(*eight) ^ (ONES * b'0' as u64), 10);
        if figures != 0 {
            return Some(at + first(figures));
        }
        at += 8;
    }
    bytes[at..].iter().position(u8::is_ascii_digit).map(|figure| at + figure)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_and_blanks_are_found_as_byte_by_byte() {
        let plain = |bytes: &[u8], from: usize| {
            let pairs = bytes.windows(2).enumerate().skip(from);
            let mut gaps = pairs.filter(|(_, pair)| pair[0] < b' ' || pair[0] == b' ' && pair[1] <= b' ');
            gaps.next().map_or(bytes.len(), |(at, _)| at)
        };
        for text in
            ["", "a", "a  b", "Anna Berg (S)      Bo Ek", "Åsa Öst ! \" #\t1", " !!! \u{1}!  x", "        "]
        {
            for pad in 0..18 {
                let text = "x".repeat(pad) + text;
                let bytes = text.as_bytes();
                // What is told too often is no gap, and is passed by whoever asks.
                let (mut at, gap) = (next_gap(bytes, 0), plain(bytes, 0));
                while at < gap {
                    at = next_gap(bytes, at + 1);
                }
                assert_eq!(at, gap, "{text:?}");
                let spaced = " ".repeat(pad) + &text[pad..];
                let count = spaced.bytes().take_while(|byte| *byte == b' ').count();
                assert_eq!(blanks(spaced.as_bytes()), count, "{spaced:?}");
            }
        }
    }

    #[test]
    fn figures_are_found_as_byte_by_byte() {
        for text in ["", "1", "kl. 12", "Åsa / : 9", "den 3 maj", "0", "/:/:/:/:/:/:/:7"] {
            for pad in 0..18 {
                let text = "x".repeat(pad) + text;
                for at in 0..=text.len() {
                    let plain = text.bytes().enumerate().skip(at).find(|(_, byte)| byte.is_ascii_digit());
                    assert_eq!(next_figure(text.as_bytes(), at), plain.map(|(at, _)| at), "{text:?}");
                }
            }
        }
    }
}
