//! What a line looks like, so that two lines that say the same on two pages are known.

use std::cell::Cell;

// The keys are hashes already.
use rustc_hash::FxHashMap as HashMap;

use super::super::Line;
use super::seeds::Seed;
use super::{REACH, is_of_points};
use crate::lexicon::Lexicon;

/// What a line looks like, with all numbers alike: two lines of one key say the same on two pages.
pub(super) fn key(text: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let (mut gap, mut before) = (false, 0);
    for byte in text.trim_start().bytes() {
        let byte = match byte {
            b' ' | b'\t' => {
                gap = true;
                before = b' ';
                continue;
            }
            b'0'..=b'9' => b'0',
            _ => byte,
        };
        if gap {
            hash = (hash ^ 0x20).wrapping_mul(0x0100_0000_01b3);
            gap = false;
        }
        if byte != b'0' || before != b'0' {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        before = byte;
    }
    hash
}

/// The keys of lines, made when they are asked for: most lines stand far from every seed.
pub(super) struct Keys(pub(super) Vec<Cell<u64>>);

impl Keys {
    pub(super) fn of(&self, lines: &[Line<'_>], at: usize) -> u64 {
        let known = &self.0[at];
        if known.get() == 0 {
            known.set(key(lines[at].text));
        }
        known.get()
    }
}

/// How often a key stands near a seed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counted {
    pub(super) times: u32,
    /// The line that was counted last.
    last: usize,
}

/// How often each key stands near a seed, once a seed.
pub(super) fn around(
    lines: &[Line<'_>],
    keys: &Keys,
    seeds: &[(usize, Seed)],
    lexicon: &Lexicon,
) -> HashMap<u64, Counted> {
    let mut counts: HashMap<u64, Counted> = HashMap::default();
    for &(at, _) in seeds {
        let up = (0..at).rev().filter(|near| !lines[*near].is_blank()).take(REACH);
        let down = (at..lines.len()).filter(|near| !lines[*near].is_blank()).take(REACH + 1);
        for near in up.chain(down) {
            // A line between two seeds counts once.
            let counted =
                counts.entry(keys.of(lines, near)).or_insert(Counted { times: 0, last: usize::MAX });
            if counted.last != near {
                *counted = Counted { times: counted.times + 1, last: near };
            }
        }
    }
    // Looked up once a key, not once a line.
    counts.retain(|_, counted| counted.times < 2 || !is_of_points(lines[counted.last].trimmed(), lexicon));
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_one_and_of_two_figures_make_one_key() {
        assert_eq!(key("Norrby kommun  sida 9 av 12"), key("Norrby kommun sida 10 av 12"));
        for other in ["Norrby kommun sida 9 1 av 12", "Norrby kommun sida", "Norrby kommun sida 9 av 12 a"] {
            assert_ne!(key("Norrby kommun sida 9 av 12"), key(other), "{other}");
        }
    }
}
