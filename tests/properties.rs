//! What holds of any text: random ones made of the words that protocols are made of, and protocols with
//! damage. The promises themselves are in `util/facts.rs`.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests may fail loudly")]

mod util;

use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use protokollant::{Lexicon, parse_all};
use util::{facts, fixtures};

/// Words of the lexicon, read out of its own text: whatever stands in quotes.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let source = Lexicon::source();
    let lines = source.lines().filter(|line| !line.trim_start().starts_with('#'));
    let words: Vec<_> =
        lines.flat_map(|line| line.split('"').skip(1).step_by(2)).map(str::to_owned).collect();
    assert!(words.len() > 300, "only {} words found", words.len());
    words
});

/// What protocols have besides words of the lexicon.
const PIECES: &[&str] = &[
    "Anna Berg",
    "Berg, Anna",
    "ÅSA ÖST",
    "Per-Olof af Ek",
    "J. Ek",
    "(S)",
    "(SD), ",
    "(länk)",
    "§ 1",
    "§§ 3–4",
    "1",
    "2.",
    "2.1",
    "12)",
    "1:o",
    "2024-06-17",
    "den 31 juni",
    "17 juni 2024",
    "kl. 9.30",
    "25:00",
    "13:00-15:00",
    "Dnr KS 2024/123",
    "Sida 3 (12)",
    "- 4 -",
    "Beslut",
    "beslutar att",
    "yrkar bifall",
    "reserverar sig",
    "22 ja och 19 nej",
    "utsågs att justera",
    "informerade om läget.",
    "Nästa möte",
    "Bilaga 2",
    "____",
    "......",
    "a\u{30A}",
    "o\u{308}",
    "\u{FFFD}",
    "\u{FEFF}",
    "\u{AD}",
    "\u{200B}",
    "\u{A0}",
    "ſ",
    "İ",
    "ẞ",
    "👩‍👩‍👧",
    "\0",
    "99999999999999999999",
    "(((((",
    ")))))",
    "\"",
    "\\",
    "»",
    "”",
];

const SPACE: &[&str] = &[
    " ",
    " ",
    " ",
    "\n",
    "\n",
    "\n\n",
    "\n\n\n",
    "\r\n",
    "\r",
    "\t",
    "\t\t",
    "    ",
    "          ",
    "\u{C}",
    ": ",
    ", ",
    ". ",
    "; ",
    " - ",
    "",
    "\u{B}",
    "\u{2028}",
    "\u{85}",
];

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => any::<Index>().prop_map(|index| index.get(&WORDS).clone()),
        1 => any::<Index>().prop_map(|index| index.get(&WORDS).to_uppercase()),
        4 => select(PIECES).prop_map(str::to_owned),
        1 => any::<u16>().prop_map(|number| number.to_string()),
        1 => any::<char>().prop_map(String::from),
    ]
}

fn text() -> impl Strategy<Value = String> {
    vec((piece(), select(SPACE)), 0..120)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, space)| [piece, space.to_owned()]).collect())
}

/// One change to a text: where, and what.
#[derive(Debug, Clone)]
enum Damage {
    Cut(Index),
    Remove(Index, Index),
    Insert(Index, String),
    Double(Index),
    Swap(Index, Index),
    Join(Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let place = any::<Index>;
    prop_oneof![
        1 => place().prop_map(Damage::Cut),
        3 => (place(), place()).prop_map(|(from, to)| Damage::Remove(from, to)),
        4 => (place(), piece()).prop_map(|(at, piece)| Damage::Insert(at, piece)),
        2 => place().prop_map(Damage::Double),
        2 => (place(), place()).prop_map(|(one, other)| Damage::Swap(one, other)),
        2 => place().prop_map(Damage::Join),
    ]
}

impl Damage {
    fn apply(&self, text: &str) -> String {
        let at = |index: &Index| {
            let at = index.index(text.len() + 1);
            (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap()
        };
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        if lines.is_empty() {
            lines.push("");
        }
        match self {
            Self::Cut(end) => text[..at(end)].to_owned(),
            Self::Remove(from, length) => {
                let from = at(from);
                let mut left = text[..from].to_owned();
                left.extend(text[from..].chars().skip(length.index(40)));
                left
            }
            Self::Insert(place, piece) => {
                let place = at(place);
                format!("{}{piece}{}", &text[..place], &text[place..])
            }
            Self::Double(line) => {
                let line = line.index(lines.len());
                lines.insert(line, lines[line]);
                lines.concat()
            }
            Self::Swap(one, other) => {
                let (one, other) = (one.index(lines.len()), other.index(lines.len()));
                lines.swap(one, other);
                lines.concat()
            }
            Self::Join(line) => {
                let line = line.index(lines.len());
                lines[line] = lines[line].trim_end_matches('\n');
                lines.concat()
            }
        }
    }
}

fn damaged_fixture() -> impl Strategy<Value = String> {
    let texts: Vec<String> = fixtures().iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    (select(texts), vec(damage(), 1..12))
        .prop_map(|(text, damages)| damages.iter().fold(text, |text, damage| damage.apply(&text)))
}

fn assert_promises(text: &str) {
    facts::assert_promises(text, &parse_all(text, Lexicon::built_in()));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_texts_keep_the_promises(text in text()) {
        assert_promises(&text);
    }

    #[test]
    fn damaged_protocols_keep_the_promises(text in damaged_fixture()) {
        assert_promises(&text);
    }

    #[test]
    fn arbitrary_characters_keep_the_promises(text in any::<String>()) {
        assert_promises(&text);
    }
}

#[test]
fn every_piece_alone_and_often_keeps_the_promises() {
    for piece in PIECES.iter().chain(SPACE) {
        for text in [(*piece).to_owned(), piece.repeat(200), format!("{piece}\n").repeat(200)] {
            assert_promises(&text);
        }
    }
}
