//! Words of one kind, by their folded form, with what they mean.
//!
//! The built-in words are tables that `build.rs` has made: nothing is built when a process begins. Words of a
//! file of one's own stand beside them and go first.
//!
//! Most texts that are looked up are in no list: a glance at both ends refuses nearly all of them, and the rest
//! are hashed while they are folded, letter by letter, without a copy.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use rustc_hash::FxBuildHasher;

use super::ends::{self, Ends, FirstLetters, LastLetters, SkeletonEnds};
use super::fold::{Folded, Plain, is_longer, skeleton};
use super::hash;

type Map<T> = HashMap<Box<[u8]>, T, FxBuildHasher>;

/// Words that are known before the program runs, in a table by their hashes.
#[derive(Debug)]
pub(super) struct Hashed<T: 'static> {
    /// All words, one behind the other: one text has one address, which costs nothing when a process begins.
    pub(super) text: &'static str,
    /// The words.
    pub(super) words: &'static [Word<T>],
    /// By the low bits of the hash the index of a word, from 1; 0 where no word has such a hash. A word whose
    /// place is taken stands in the next free one. As many as a power of two.
    pub(super) slots: &'static [u16],
}

/// One of these words.
#[derive(Debug)]
pub(super) struct Word<T> {
    /// Where it begins in the text of all words.
    pub(super) at: u32,
    /// How many bytes it has.
    pub(super) len: u8,
    /// The high bits of its hash.
    pub(super) mark: u16,
    /// What it means.
    pub(super) meaning: T,
}

impl<T> Hashed<T> {
    const EMPTY: Self = Self { text: "", words: &[], slots: &[0] };

    /// What the word with `hash` means for which `same` holds.
    fn find(&self, hash: u64, same: impl Fn(&[u8]) -> bool) -> Option<&T> {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let word = self.words.get(usize::from(*self.slots.get(slot)?).checked_sub(1)?)?;
            if word.mark == (hash >> 48) as u16 && same(self.bytes(word)) {
                return Some(&word.meaning);
            }
            slot = (slot + 1) & mask;
        }
    }

    fn get(&self, folded: &[u8]) -> Option<&T> {
        self.find(hash::of(folded), |word| word == folded)
    }

    fn bytes(&self, word: &Word<T>) -> &'static [u8] {
        let at = word.at as usize;
        self.text.as_bytes().get(at..at + usize::from(word.len)).unwrap_or_default()
    }

    fn iter(&self) -> impl Iterator<Item = (&[u8], &T)> {
        self.words.iter().map(|word| (self.bytes(word), &word.meaning))
    }
}

/// The built-in words of one kind.
///
/// What is told of their letters stands elsewhere: memory with addresses in it is written to when a process begins,
/// page by page, and memory without is shared by all.
#[derive(Debug)]
pub(super) struct BuiltIn<T: 'static> {
    pub(super) exact: Hashed<T>,
    pub(super) ends: &'static Ends,
    /// With which letters the words begin.
    pub(super) starts: &'static FirstLetters,
    /// By skeleton; `None` where two meanings share one.
    pub(super) damaged: Hashed<Option<T>>,
    /// With what those skeletons begin and end.
    pub(super) damaged_ends: &'static SkeletonEnds,
    /// With which letters they begin.
    pub(super) damaged_starts: &'static FirstLetters,
}

impl<T> BuiltIn<T> {
    const NOTHING: &'static Self = &Self {
        exact: Hashed::EMPTY,
        ends: &Ends::NONE,
        starts: &FirstLetters::NONE,
        damaged: Hashed::EMPTY,
        damaged_ends: &SkeletonEnds::NONE,
        damaged_starts: &FirstLetters::NONE,
    };
}

/// Words of a file of one's own.
#[derive(Debug, Clone)]
struct Own<T> {
    exact: Map<T>,
    ends: Ends,
    /// As of the built-in words, and of those as well: made when asked for.
    damaged: OnceLock<Map<Option<T>>>,
}

impl<T> Default for Own<T> {
    fn default() -> Self {
        Self { exact: Map::default(), ends: Ends::default(), damaged: OnceLock::new() }
    }
}

/// Words of one kind, by their folded form.
#[derive(Debug, Clone)]
pub(crate) struct Table<T: 'static> {
    built_in: &'static BuiltIn<T>,
    own: Option<Box<Own<T>>>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self::of(BuiltIn::NOTHING)
    }
}

impl<T> Table<T> {
    pub(super) const fn of(built_in: &'static BuiltIn<T>) -> Self {
        Self { built_in, own: None }
    }
}

impl<T: Clone + PartialEq> Table<T> {
    pub(super) fn insert(&mut self, word: &str, meaning: T) {
        let Some(folded) = Folded::new(word) else { return };
        let own = self.own.get_or_insert_default();
        own.ends.add(folded.as_bytes());
        own.exact.insert(folded.as_bytes().into(), meaning);
        own.damaged = OnceLock::new();
    }

    /// What `text` means as a whole, whatever its case and white space.
    pub(crate) fn get(&self, text: &str) -> Option<&T> {
        if self.own.is_some() {
            return self.look_up_own(text);
        }
        if self.built_in.ends.may_be_of(text) { self.look_up(text) } else { None }
    }

    /// The same where there are words of one's own.
    #[cold]
    #[inline(never)]
    fn look_up_own(&self, text: &str) -> Option<&T> {
        if self.may_have(text) { self.get_folded(&Folded::new(text)?) } else { None }
    }

    /// The same among the built-in words, where the glance at both ends does not refuse a text: in a function of its
    /// own, since it refuses nearly all.
    #[inline(never)]
    fn look_up(&self, text: &str) -> Option<&T> {
        let BuiltIn { ends, starts, .. } = self.built_in;
        if !starts.may_begin(text.as_bytes()) || text.len() > ends.longest && is_longer(text, ends.longest) {
            return None;
        }
        match Plain::of(text, ends.longest) {
            Some(plain) => self.get_plain(&plain),
            None => self.get_folded(&Folded::new(text)?),
        }
    }

    /// Whether a glance at a text does not refuse it. One of marks alone is never refused: what they mean is for others
    /// to tell.
    pub(crate) fn may_have(&self, text: &str) -> bool {
        ends::is_nothing(text)
            || self.built_in.ends.may_be_of(text)
            || self.own.as_ref().is_some_and(|own| own.ends.may_be_of(text))
    }

    /// Whether one of the words may stand at the beginning of a text.
    pub(crate) fn may_lead(&self, text: &str) -> bool {
        self.built_in.ends.may_lead(text) || self.own.as_ref().is_some_and(|own| own.ends.may_lead(text))
    }

    /// The same by the first four letters, which refuse more: only of texts that have four letters in their first word
    /// it tells anything.
    pub(crate) fn may_begin(&self, text: &str) -> bool {
        self.own.is_some() || self.built_in.starts.may_begin(text.as_bytes())
    }

    /// Whether a text may end in one of the words.
    pub(crate) fn may_end(&self, text: &str) -> bool {
        self.built_in.ends.may_end(text) || self.own.as_ref().is_some_and(|own| own.ends.may_end(text))
    }

    /// The same as [`Self::get_folded`], for a text of plain letters, among the built-in words.
    fn get_plain(&self, text: &Plain<'_>) -> Option<&T> {
        let exact = &self.built_in.exact;
        let found = exact.find(text.hash(), |word| text.is(word));
        found.or_else(|| {
            if let Some(bare) = text.without_marks()
                && let Some(meaning) = exact.find(bare.hash(), |word| bare.is(word))
            {
                return Some(meaning);
            }
            text.has_lost_letters().then(|| self.get_lost(&text.folded()?))?
        })
    }

    /// The same for a text that is folded already.
    pub(super) fn get_folded(&self, folded: &Folded) -> Option<&T> {
        let bytes = folded.as_bytes();
        if let Some(meaning) = self.exact(bytes) {
            return Some(meaning);
        }
        let marks = bytes.iter().rev().take_while(|byte| matches!(byte, b'.' | b',')).count();
        if marks > 0
            && let Some(meaning) = self.exact(&bytes[..bytes.len() - marks])
        {
            return Some(meaning);
        }
        self.get_lost(folded)
    }

    fn exact(&self, folded: &[u8]) -> Option<&T> {
        let own = self.own.as_ref().and_then(|own| own.exact.get(folded));
        own.or_else(|| self.built_in.exact.get(folded))
    }

    /// Whether a word that is folded already is in the list exactly.
    pub(super) fn has_exactly(&self, folded: &str) -> bool {
        self.exact(folded.as_bytes()).is_some()
    }

    /// Whether `text` is in the list as it stands, marks behind it and lost letters included.
    pub(super) fn has_unmarked(&self, text: &str) -> bool {
        if !self.may_begin(text) {
            return false;
        }
        let plain = if self.own.is_none() { Plain::of(text, self.built_in.ends.longest) } else { None };
        match plain {
            Some(plain) => self.built_in.exact.find(plain.hash(), |word| plain.is(word)).is_some(),
            None => Folded::new(text).is_some_and(|folded| self.exact(folded.as_bytes()).is_some()),
        }
    }

    /// What a text means whose å, ä and ö were lost to `?` or U+FFFD, where one reading is in the list.
    fn get_lost(&self, folded: &Folded) -> Option<&T> {
        memchr::memchr2(b'?', 0xef, folded.as_bytes())?;
        let folded = folded.as_str();
        let is_lost = |c: &char| matches!(c, '?' | '\u{fffd}');
        let lost = folded.chars().filter(is_lost).count();
        if !(1..=3).contains(&lost) || folded.len() < 4 {
            return None;
        }
        let mut found = None;
        for choice in 0..3_usize.pow(lost as u32) {
            let mut rest = choice;
            let mut letter = || {
                let letter = ['å', 'ä', 'ö'][rest % 3];
                rest /= 3;
                letter
            };
            let whole: String = folded.chars().map(|c| if is_lost(&c) { letter() } else { c }).collect();
            match (self.exact(whole.as_bytes()), found) {
                (Some(meaning), None) => found = Some(meaning),
                (Some(meaning), Some(other)) if meaning != other => return None,
                _ => {}
            }
        }
        found
    }

    /// Whether `text` as a whole is in the list.
    pub(crate) fn has(&self, text: &str) -> bool {
        self.get(text).is_some()
    }

    /// What `text` means where scanning has damaged it; only words of six letters and more, so that
    /// no short word is taken for another.
    pub(crate) fn get_damaged(&self, text: &str) -> Option<&T> {
        if self.own.is_none() && !self.built_in.damaged_ends.may_be_of(text) {
            return None;
        }
        let may_begin = |start| self.own.is_some() || self.built_in.damaged_starts.may_be_of(start);
        let key = Folded::skeleton_of(text, may_begin)?;
        let key = key.as_bytes();
        if key.len() < 6 {
            return None;
        }
        let found = match &self.own {
            Some(own) => own.damaged.get_or_init(|| self.by_skeleton(own)).get(key),
            None => self.built_in.damaged.get(key),
        };
        found?.as_ref()
    }

    /// The built-in words and one's own by their skeletons.
    fn by_skeleton(&self, own: &Own<T>) -> Map<Option<T>> {
        let built_in = self.built_in.exact.iter().filter(|(word, _)| !own.exact.contains_key(*word));
        let mut damaged: Map<Option<T>> = Map::default();
        for (word, meaning) in built_in.chain(own.exact.iter().map(|(word, meaning)| (&**word, meaning))) {
            let key = skeleton(std::str::from_utf8(word).unwrap_or_default());
            damaged
                .entry(key.into_bytes().into())
                .and_modify(|other| {
                    if other.as_ref() != Some(meaning) {
                        *other = None;
                    }
                })
                .or_insert(Some(meaning.clone()));
        }
        damaged
    }
}

#[cfg(test)]
impl<T: Clone + PartialEq + std::fmt::Debug> Table<T> {
    /// Fails where one of two tables has a word that the other has not.
    pub(super) fn assert_same(&self, other: &Self, name: &str) {
        let words = |table: &Self| -> std::collections::BTreeMap<String, T> {
            let own = table.own.iter().flat_map(|own| own.exact.iter());
            let all = table.built_in.exact.iter().chain(own.map(|(word, meaning)| (&**word, meaning)));
            all.map(|(word, meaning)| (String::from_utf8_lossy(word).into_owned(), meaning.clone())).collect()
        };
        let all = words(self);
        assert_eq!(all, words(other), "{name}");
        for word in all.keys() {
            assert_eq!(self.get(word), other.get(word), "{name}: {word}");
            let key = skeleton(word);
            assert_eq!(self.get_damaged(&key), other.get_damaged(&key), "{name}: {word}");
        }
    }
}

/// Endings of words, asked for by their last letters.
#[derive(Debug, Clone)]
pub(crate) struct Endings {
    all: Cow<'static, [Cow<'static, str>]>,
    /// The last two bytes of each, by which they are in order.
    tails: Cow<'static, [[u8; 2]]>,
    /// The last letters of the built-in endings; apart, as they take more room than all else.
    built_in: &'static LastLetters,
    /// Those of endings of a file of one's own.
    own: Option<Box<LastLetters>>,
}

impl Default for Endings {
    fn default() -> Self {
        Self::of(&[], &[], &LastLetters::NONE)
    }
}

impl Endings {
    pub(super) const fn of(
        all: &'static [Cow<'static, str>],
        tails: &'static [[u8; 2]],
        built_in: &'static LastLetters,
    ) -> Self {
        Self { all: Cow::Borrowed(all), tails: Cow::Borrowed(tails), built_in, own: None }
    }

    pub(super) fn extend(&mut self, endings: Vec<String>) {
        for ending in endings {
            self.own.get_or_insert_default().add(&ending);
            let tail = ends::tail(&ending);
            let at = self.tails.partition_point(|other| *other <= tail);
            self.tails.to_mut().insert(at, tail);
            self.all.to_mut().insert(at, ending.into());
        }
    }

    /// Whether a word may have one of the endings.
    pub(super) fn may_end(&self, word: &str) -> bool {
        self.built_in.may_end(word) || self.own.as_ref().is_some_and(|own| own.may_end(word))
    }

    /// The endings that `folded` has, all of it included.
    pub(super) fn of_word<'e>(&'e self, folded: &'e str) -> impl Iterator<Item = &'e str> {
        let tail = ends::tail(folded);
        let from = self.tails.partition_point(|other| *other < tail);
        let to = from + self.tails[from..].partition_point(|other| *other == tail);
        // An ending of one byte has no tail to compare; they come first.
        let short = self.tails.partition_point(|other| *other == [0; 2]).min(from);
        let alike = self.all[..short].iter().chain(&self.all[from..to]).map(|ending| &**ending);
        // Many share the last two bytes; the third one tells most of them apart.
        let third = |text: &'e str| text.as_bytes().iter().nth_back(2);
        let third_of_word = third(folded);
        alike.filter(move |ending| {
            let third = third(ending);
            (third.is_none() || third == third_of_word) && folded.ends_with(*ending)
        })
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|ending| &**ending)
    }
}

#[cfg(test)]
impl Endings {
    /// Fails where one of two lists has an ending that the other has not.
    pub(super) fn assert_same(&self, other: &Self, name: &str) {
        assert_eq!((&self.all, &self.tails), (&other.all, &other.tails), "{name}");
        for endings in [self, other] {
            let mut letters = LastLetters::default();
            endings.iter().for_each(|ending| letters.add(ending));
            assert_eq!(endings.own.as_deref().unwrap_or(endings.built_in), &letters, "{name}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(words: &[&str]) -> Table<()> {
        let mut table = Table::default();
        words.iter().for_each(|word| table.insert(word, ()));
        table
    }

    #[test]
    fn the_glance_at_both_ends_refuses_no_word_of_the_list() {
        let table = table(&["närvarande", "åhörare", "kl.", "f.m.", "e", "övriga", "idé", "nivå"]);
        for text in [
            "Närvarande:",
            " * NÄRVARANDE.,",
            "N\u{fffd}rvarande",
            "?h?rare",
            "\u{fffd}hörare",
            "A\u{30a}hörare",
            "o\u{308}vriga",
            "kl.",
            "F.M.",
            "E\u{a0}",
            "•övriga",
            "ide\u{301}",
            "IDÉ",
            "niv?",
            "niva\u{30a}",
        ] {
            assert!(table.may_have(text), "{text:?}");
            assert!(table.has(text), "{text:?}");
            assert!(table.may_lead(&format!("{text} och annat")), "{text:?}");
        }
        assert!(!table.may_lead("Anna Berg"));
        for text in ["frånvarande", "Ärende", "", "klockan 5"] {
            assert!(!table.has(text), "{text:?}");
        }
    }

    #[test]
    fn nothing_is_looked_up_only_where_a_list_has_marks_alone() {
        let (words, marks) = (table(&["närvarande", "e"]), table(&["närvarande", "."]));
        for text in ["", " ", ".", ":", ",.", "* "] {
            assert!(words.may_have(text) && !words.has(text), "{text:?}");
            assert_eq!(marks.has(text), text == ".", "{text:?}");
        }
        assert!(words.has("e") && marks.has("Närvarande.") && !marks.has("e"));
    }

    #[test]
    fn signs_in_a_list_keep_no_other_text_from_being_refused() {
        let table = table(&["§", "ordförande §", "punkt"]);
        for text in ["§", "Ordförande §:", "ordförande §.", "PUNKT", "•§", "* §"] {
            assert!(table.may_have(text) && table.has(text), "{text:?}");
        }
        for text in ["§ 1", "ordförande", "Kassör", "punkter"] {
            assert!(!table.has(text), "{text:?}");
        }
        assert!(!table.may_have("Kassör") && !table.may_have("ordförande") && !table.may_have("punkter"));
    }

    #[test]
    fn signs_that_begin_no_word_of_a_list_are_refused() {
        let (letters, signs) = (table(&["punkt", "ordförande §"]), table(&["§", "– punkt"]));
        for text in ["§", "§ 4", "–", "– punkt", "§\u{308}"] {
            assert!(!letters.may_have(text) && !letters.has(text), "{text:?}");
        }
        assert!(
            !signs.may_have("§ 4")
                && signs.has("§")
                && signs.has("–  Punkt:")
                && signs.has("§.")
                && !signs.has("§ 4")
        );
    }

    #[test]
    fn the_first_letters_refuse_no_word_at_the_beginning() {
        let table = table(&["åhörare", "s", "n:o", "§", "övriga"]);
        for text in [
            "Åhörare: Bo Ek",
            "A\u{30a}hörare",
            "?hörare",
            "•Åhörare",
            "S",
            "s. 4",
            "S|4",
            "N:o 3",
            "§ 4",
            "o\u{308}vriga",
            " övriga",
            "",
        ] {
            assert!(table.may_lead(text), "{text:?}");
        }
        for text in ["Anna Berg", "ordförande", "Sven", "1 Val", "ås"] {
            assert!(!table.may_lead(text), "{text:?}");
        }
    }

    #[test]
    fn the_glance_at_both_ends_refuses_no_skeleton_of_the_list() {
        let labels = &crate::Lexicon::built_in().labels;
        let mut asked = 0;
        for (word, _) in labels.built_in.exact.iter() {
            let word = std::str::from_utf8(word).expect("the lexicon is UTF-8");
            let damages = [
                ("å", "a"),
                ("ä", "a\u{308}"),
                ("ö", "0"),
                ("l", "1"),
                ("i", "!"),
                ("d", "cl"),
                ("m", "rn"),
                ("w", "vv"),
                ("n", "-n."),
                ("s", " s"),
            ];
            for text in damages.iter().map(|(whole, damaged)| word.replace(whole, damaged)) {
                let skeleton = Folded::new(&text).expect("a short text").skeleton();
                if labels.built_in.damaged.get(skeleton.as_bytes()).is_some() {
                    asked += 1;
                    let glance = labels.built_in.damaged_ends;
                    assert!(glance.may_be_of(&text) && glance.may_be_of(&text.to_uppercase()), "{text}");
                }
            }
        }
        assert!(asked > 100);
        assert!(!labels.built_in.damaged_ends.may_be_of("Qwerty"));
    }

    #[test]
    fn endings_are_looked_at_where_the_last_letter_fits() {
        let mut endings = Endings::default();
        endings.extend(vec!["nämnd".into(), "råd".into()]);
        assert!(
            endings.may_end("Kulturna\u{308}mnd") && endings.may_end("ra\u{30a}d") && endings.may_end("r?d")
        );
        assert!(endings.may_end("Kulturnämnd,") && endings.may_end("n\u{fffd}") && !endings.may_end("Berg"));
    }
}
