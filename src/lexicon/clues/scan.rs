//! Texts looked through for the words of the table, each once, eight bytes at a time.

use std::ops::Range;

use super::super::hash::{self, HIGH, finish, is_latin, mix, repeated, split_eight};
use super::clue::{Clue, Clues};
use super::table::{ClueTable, Slots, hash_of};

/// A word that tells something, where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit {
    /// Its first byte in the text that was looked through.
    pub(crate) start: usize,
    /// The byte after its last.
    pub(crate) end: usize,
    /// What it tells.
    pub(crate) clues: Clues,
}

/// The same in eight bytes, to be kept: [`ClueTable::hits`] makes hits of them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Met {
    start: u32,
    len: u16,
    /// The slot of the word in the table.
    slot: u16,
}

impl Met {
    /// The same word in a text in which `before` bytes stand before the one that was looked through; `None` beyond
    /// four gigabytes.
    #[inline]
    pub(crate) fn behind(self, before: usize) -> Option<Self> {
        let start = self.start.checked_add(before.try_into().ok()?)?;
        Some(Self { start, ..self })
    }

    /// The first byte of the word in the text that was looked through.
    #[inline]
    pub(crate) fn start(&self) -> usize {
        self.start as usize
    }

    /// The byte after its last.
    #[inline]
    pub(crate) fn end(&self) -> usize {
        self.start() + usize::from(self.len)
    }
}

/// The last byte of ASCII, which is no sign.
const DELETE: u8 = 0x7f;

/// In how many bytes of text one word stands that tells something, and for how many of them room is made at once.
const BYTES_OF_HIT: usize = 12;
const MOST_ROOM: usize = 64;

impl ClueTable {
    /// The words of `text` that tell something, in order, and all that they tell together.
    pub(crate) fn scan(&self, text: &str, hits: &mut Vec<Hit>) -> Clues {
        hits.reserve((text.len() / BYTES_OF_HIT).min(MOST_ROOM));
        self.each(text, |start, end, slot| hits.push(Hit { start, end, clues: self.clues[slot] }))
    }

    /// The same, with those words only that tell `clue`.
    pub(crate) fn scan_for(&self, text: &str, clue: Clue, hits: &mut Vec<Hit>) -> Clues {
        self.each(text, |start, end, slot| {
            if self.clues[slot].has(clue) {
                hits.push(Hit { start, end, clues: self.clues[slot] });
            }
        })
    }

    /// The same, as it is kept.
    pub(crate) fn meet(&self, text: &str, met: &mut Vec<Met>) -> Clues {
        self.each(text, |start, end, slot| {
            // Beyond four gigabytes, or sixty thousand words with a meaning, nothing is kept.
            if let (Ok(start), Ok(len), Ok(slot)) =
                (start.try_into(), (end - start).try_into(), slot.try_into())
            {
                met.push(Met { start, len, slot });
            }
        })
    }

    /// What was kept, with its meanings.
    pub(crate) fn hits<'h>(
        &'h self,
        met: &'h [Met],
    ) -> impl DoubleEndedIterator<Item = Hit> + ExactSizeIterator + Clone + use<'h> {
        met.iter().map(|met| self.hit(met))
    }

    #[inline]
    fn hit(&self, met: &Met) -> Hit {
        Hit { start: met.start(), end: met.end(), clues: self.clues[usize::from(met.slot)] }
    }

    /// Those of the words that begin within `part` of the text.
    pub(crate) fn hits_within<'h>(
        &'h self,
        met: &'h [Met],
        part: Range<usize>,
    ) -> impl Iterator<Item = Hit> + use<'h> {
        let from = met.partition_point(|met| (met.start as usize) < part.start);
        self.hits(&met[from..]).take_while(move |hit| hit.start < part.end)
    }

    /// All that the words of `text` tell together.
    pub(crate) fn all(&self, text: &str) -> Clues {
        self.each(text, |_, _, _| {})
    }

    fn each(&self, text: &str, mut found: impl FnMut(usize, usize, usize)) -> Clues {
        let bytes = text.as_bytes();
        let (slots, told): (Slots<'_>, &[Clues]) = (self.slots(), &self.clues);
        let (mut all, mut last_hash) = (Clues::default(), 0);
        let mut at = 0;
        loop {
            while bytes.get(at).is_some_and(|byte| SILENT[usize::from(*byte)]) {
                at += 1;
            }
            let start = at;
            if start == bytes.len() {
                break;
            }
            let hash = match plain_word(bytes, start) {
                Some((key, end)) if end > start => {
                    at = end;
                    finish(key)
                }
                _ => {
                    let rare = Rare::at(text, start);
                    (at, all) = (rare.end, all.and(rare.clues));
                    let Some(hash) = rare.hash else { continue };
                    hash
                }
            };
            last_hash = hash;
            if let Some(slot) = slots.find(hash) {
                let clues = told[slot];
                all = all.and(clues);
                if !clues.of_sentences().is_empty() {
                    found(start, at, slot);
                }
            }
        }
        let ends = || slots.find(last_hash).is_some_and(|slot| told[slot].has(Clue::EndsSection));
        if all.has(Clue::EndsSection) && ends() { all.with(Clue::EndsAsSection) } else { all }
    }
}

/// The blanks and signs of ASCII that tell nothing by themselves.
const SILENT: [bool; 256] = {
    let mut silent = [false; 256];
    let mut byte = b' ';
    while byte < DELETE {
        silent[byte as usize] = !byte.is_ascii_alphabetic() && byte != b'?';
        byte += 1;
    }
    silent
};

/// What is neither a plain word nor a silent sign: a sign that tells something, a gap, or a word with rare letters.
struct Rare {
    /// The byte behind it.
    end: usize,
    /// The hash of a word.
    hash: Option<u64>,
    /// What its bytes tell.
    clues: Clues,
}

impl Rare {
    #[cold]
    #[inline(never)]
    fn at(text: &str, at: usize) -> Self {
        const FOREIGN: Clues = Clues::of(&[Clue::Foreign]);
        const UNUSUAL: Clues = Clues::of(&[Clue::Foreign, Clue::Unusual]);
        let bytes = text.as_bytes();
        if bytes[at].is_ascii() && !bytes[at].is_ascii_alphabetic() {
            let clues = if bytes[at] == b'?' { Clues::of(&[Clue::QuestionMark]) } else { FOREIGN };
            return Self { end: at + 1, hash: None, clues };
        }
        let between = gap(bytes, at);
        if between > 0 {
            let unusual = bytes[at] == 0xe2 && bytes.get(at + 1) != Some(&0x80);
            return Self { end: at + between, hash: None, clues: if unusual { UNUSUAL } else { FOREIGN } };
        }
        let (end, marked) = word(bytes, at);
        let unusual = |byte: &u8| *byte >= 0xc0 && !matches!(byte, 0xc2 | 0xc3 | 0xcc);
        let hash = match text.get(at..end) {
            Some(word) if marked => hash_of(word).unwrap_or_default(),
            _ => hash::of(&bytes[at..end]),
        };
        let clues = if bytes[at..end].iter().any(unusual) { UNUSUAL } else { FOREIGN };
        Self { end, hash: Some(hash), clues }
    }
}

/// The hash of the word that begins at `at`, before it is finished, and where it ends, where it has letters of ASCII
/// and of Latin-1 only; its end is `at` where a sign of ASCII stands there. `None` for words with others, and for what
/// begins with such.
///
/// Taken in wherever it is called: a call costs a fifth of the scan.
#[inline(always)]
fn plain_word(bytes: &[u8], at: usize) -> Option<(u64, usize)> {
    let (mut key, mut rest) = (0, bytes.get(at..)?);
    loop {
        let (eight, behind) = split_eight(rest);
        let lower = eight | repeated(0x20);
        let low = lower & !HIGH;
        // In the highest bit of each byte: whether it is a letter of ASCII, or no ASCII.
        let letters = (low + repeated(0x80 - b'a')) & !(low + repeated(0x80 - b'z' - 1)) | eight;
        let others = !letters & HIGH;
        if others == 0 {
            if eight & HIGH != 0 && !is_latin(eight) {
                return None;
            }
            (key, rest) = (mix(key, lower), behind);
            continue;
        }
        // The bytes before the first of the others.
        let word = (others ^ (others - 1)) >> 8;
        if eight & word & HIGH != 0 && !is_latin(eight & word) {
            return None;
        }
        if word > 0 {
            key = mix(key, lower & word);
        }
        return Some((key, bytes.len() - rest.len() + others.trailing_zeros() as usize / 8));
    }
}

/// Where the word that begins at `at` ends, and whether it has marks that only folding can tell of.
fn word(bytes: &[u8], mut at: usize) -> (usize, bool) {
    let mut marked = false;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphabetic() {
            at += 1;
        } else if byte == 0xc3 {
            // å, ä, ö and their kin.
            at += 2;
        } else if byte >= 0x80 && gap(bytes, at) == 0 {
            marked |= matches!(byte, 0xcc | 0xc2);
            at += 1;
        } else {
            break;
        }
    }
    (at.min(bytes.len()), marked)
}

/// How many bytes of no word begin at `at`: none where a letter does. Signs of Latin-1 (`§`, the hard
/// space) begin with C2, general punctuation (dashes, quotation marks) with E2; all else that is not
/// ASCII counts as letters.
#[inline]
pub(super) fn gap(bytes: &[u8], at: usize) -> usize {
    match bytes[at] {
        b'a'..=b'z' | b'A'..=b'Z' => 0,
        0xc2 if bytes.get(at + 1) == Some(&0xad) => 0,
        0xc2 => 2,
        0xe2 => 3,
        0x80.. => 0,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::table;
    use super::*;

    #[test]
    fn words_are_found_whatever_their_case_and_damage() {
        let table = table();
        for (text, found) in [
            ("Anna Berg yrkar avslag.", vec!["yrkar"]),
            ("ANNA BERG YRKAR", vec!["YRKAR"]),
            ("Ärendet bordläggs", vec!["bordläggs"]),
            ("ÄRENDET BORDLÄGGS", vec!["BORDLÄGGS"]),
            ("bordla\u{308}ggs", vec!["bordla\u{308}ggs"]),
            ("bordl\u{fffd}ggs, bordlaggs", vec!["bordl\u{fffd}ggs", "bordlaggs"]),
            ("”yrkar” – yrkar…", vec!["yrkar", "yrkar"]),
            ("yrkarna yrka", vec![]),
        ] {
            let mut hits = vec![];
            table.scan(text, &mut hits);
            let words: Vec<_> = hits.iter().map(|hit| &text[hit.start..hit.end]).collect();
            assert_eq!(words, found, "{text:?}");
        }
    }

    #[test]
    fn words_of_any_length_are_told_apart_by_their_letters_alone() {
        let words =
            ["", "a", "Å", "yrkande", "yrkanden", "yrkandena", "ändringsyrkandena", "ÖVERLÄGGNINGENS", "ß"];
        for word in words {
            let framed = format!("xx {word} xxxxxxxxxxxx");
            let at = "xx ".len();
            let (key, end) = plain_word(framed.as_bytes(), at).expect("letters of Latin-1");
            assert_eq!(&framed[at..end], word);
            assert_eq!(finish(key), hash::of(word.to_lowercase().as_bytes()), "{word}");
            assert_eq!(hash::of(word.as_bytes()), hash::of(word.to_lowercase().as_bytes()), "{word}");
            assert_eq!(self::word(framed.as_bytes(), at), (end, false), "{word}");
            let alone = plain_word(word.as_bytes(), 0);
            assert_eq!(alone, Some((key, word.len())), "{word}");
        }
        for (at, one) in words.iter().enumerate() {
            assert!(
                words[at + 1..].iter().all(|other| hash::of(one.as_bytes()) != hash::of(other.as_bytes())),
                "{one}"
            );
        }
        for text in ["”a", "n\u{fffd}r", "a\u{308}r", "a\u{ad}r", "§"] {
            assert_eq!(plain_word(text.as_bytes(), 0), None, "{text:?}");
        }
    }

    #[test]
    fn words_of_other_lists_are_no_words_of_meaning() {
        let mut table = table();
        table.insert_longest("två", Clue::NumberWord);
        table.insert_last("förslag till beslut:", Clue::EndsSection);
        for (text, found) in [
            ("Två förslag", Clues::of(&[Clue::NumberWord])),
            ("BESLUT.", Clues::of(&[Clue::EndsSection, Clue::EndsAsSection])),
            ("Beslut om två", Clues::of(&[Clue::EndsSection, Clue::NumberWord])),
            ("varför?", Clues::of(&[Clue::QuestionMark])),
            ("f\u{fffd}r", Clues::of(&[Clue::Unusual, Clue::Foreign])),
            ("\u{212a}l.", Clues::of(&[Clue::Unusual, Clue::Foreign])),
            ("för – ”nämnden” § 4\u{a0}c", Clues::of(&[Clue::Foreign])),
            ("för\tnämnden", Clues::of(&[Clue::Foreign])),
            ("för\u{7f}", Clues::of(&[Clue::Foreign])),
            ("för, [nämnden] (4): ÉÜ", Clues::default()),
        ] {
            let mut hits = vec![];
            assert_eq!(table.scan(text, &mut hits), found, "{text:?}");
            assert!(hits.is_empty(), "{text:?}");
        }
    }
}
