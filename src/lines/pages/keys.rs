//! What a line looks like, so that two lines that say the same on two pages are known.

use std::cell::Cell;

// The keys are hashes already.
use rustc_hash::FxHashMap as HashMap;

use super::super::Line;
use super::seeds::Seed;
use super::{REACH, is_of_points};
use crate::lexicon::Lexicon;

/// What a text looks like, with all numbers alike: two lines of one key say the same on two pages.
pub(super) fn key(text: &str) -> u64 {
    let mut hash = Eights::default();
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
            hash.push(b' ');
            gap = false;
        }
        if byte != b'0' || before != b'0' {
            hash.push(byte);
        }
        before = byte;
    }
    hash.finish()
}

/// The same of a line, nearly all of which have neither a figure nor a gap.
fn key_of(line: &Line<'_>) -> u64 {
    let text = line.trimmed();
    let is_whole = text.len() == line.text.len() || text.len() == line.text.trim_start().len();
    if !is_whole || line.may_have_number() || line.may_have_gap() {
        return key(line.text);
    }
    let mut hash = Eights::default();
    let (eights, rest) = text.as_bytes().as_chunks();
    eights.iter().for_each(|eight| hash.mix(u64::from_le_bytes(*eight)));
    rest.iter().for_each(|byte| hash.push(*byte));
    hash.finish()
}

/// A hash of bytes, eight at a time.
#[derive(Default)]
struct Eights {
    hash: u64,
    /// The bytes that are not mixed in yet, the first of them lowest.
    open: u64,
    /// How many bits they have.
    bits: u32,
}

impl Eights {
    fn push(&mut self, byte: u8) {
        self.open |= u64::from(byte) << self.bits;
        self.bits += 8;
        if self.bits == u64::BITS {
            self.mix(self.open);
            (self.open, self.bits) = (0, 0);
        }
    }

    fn mix(&mut self, eight: u64) {
        self.hash = (self.hash.rotate_left(5) ^ eight).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(mut self) -> u64 {
        self.mix(self.open);
        // No text has the key of none.
        (self.hash ^ self.hash >> 32) | 1
    }
}

/// The keys of lines, made when they are asked for: most lines stand far from every seed.
struct Keys(Vec<Cell<u64>>);

impl Keys {
    fn of(&self, lines: &[Line<'_>], at: usize) -> u64 {
        let known = &self.0[at];
        if known.get() == 0 {
            known.set(key_of(&lines[at]));
        }
        known.get()
    }
}

/// How often a key stands near a seed.
#[derive(Debug, Clone, Copy)]
struct Counted {
    times: u32,
    /// The line that was counted last.
    last: usize,
}

/// How often what a line says stands near a seed.
pub(super) struct Again {
    keys: Keys,
    counts: HashMap<u64, Counted>,
}

impl Again {
    /// Counts the lines around seeds, once a seed.
    pub(super) fn around(lines: &[Line<'_>], seeds: &[(usize, Seed)], lexicon: &Lexicon) -> Self {
        let keys = Keys(vec![Cell::new(0); lines.len()]);
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
        counts
            .retain(|_, counted| counted.times < 2 || !is_of_points(lines[counted.last].trimmed(), lexicon));
        Self { keys, counts }
    }

    /// How often what a line says stands near a seed.
    pub(super) fn times(&self, lines: &[Line<'_>], at: usize) -> usize {
        self.counts.get(&self.keys.of(lines, at)).map_or(0, |counted| counted.times as usize)
    }

    /// Whether two lines say the same, their numbers apart.
    pub(super) fn are_alike(&self, lines: &[Line<'_>], one: usize, other: usize) -> bool {
        self.keys.of(lines, one) == self.keys.of(lines, other)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::split;
    use super::*;

    #[test]
    fn numbers_of_one_and_of_two_figures_make_one_key() {
        assert_eq!(key("Norrby kommun  sida 9 av 12"), key("Norrby kommun sida 10 av 12"));
        for other in ["Norrby kommun sida 9 1 av 12", "Norrby kommun sida", "Norrby kommun sida 9 av 12 a"] {
            assert_ne!(key("Norrby kommun sida 9 av 12"), key(other), "{other}");
        }
    }

    #[test]
    fn the_key_of_a_line_is_that_of_its_text() {
        let long = "Anna Berg ".repeat(9);
        for text in
            ["", "a", "  Norrby kommun", "# Beslut", "a  b", "Sida 9", "Åsa Öst, ordförande", &long, "§ a"]
        {
            for line in split(text, 0) {
                assert_eq!(key_of(&line), key(text.trim_end()), "{text:?}");
            }
        }
        assert_ne!(key(&long), key(&long[1..]));
    }
}
