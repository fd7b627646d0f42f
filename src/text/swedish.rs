//! How Swedish a character is in its place: the measure by which encodings are told apart.
//!
//! Takes a character with its neighbours, gives points. A byte above 127 is another character in each
//! encoding, and only one of them makes words: `f\x94r` is *för* in DOS, *f”r* on Windows, *fîr* on a
//! Macintosh. The points were set by what stands in municipal protocols (334,000 characters): which
//! letters stand beside å, ä and ö, and where signs stand.
//!
//! | character | where | points |
//! | --- | --- | --- |
//! | å ä ö | anywhere | 3 |
//! |  | for each neighbour: a usual one / another letter / none | +1 / −1 / 0 |
//! | é | anywhere, neighbours as above | 2 |
//! | other letters of names (ü á ø …) | in a word | 0, ü 1 |
//! | any other letter | in a word | −2 |
//! | å, ö, Å, Ö | alone (*å andra sidan*, *Ö*) | 1 |
//! | any other letter | alone | −2 |
//! | a capital after a small letter, a small letter before a capital | `fÖr`, `NäRVARANDE` | −6 |
//! | the same letter twice beside each other | `ÄÄÄÄ`, a line drawn in DOS | −4 |
//! | § | before a number, a space or another § / elsewhere | 4 / −3 |
//! | – — ” “ ’ … | at the edge of a word or beside a number / inside a word | 2 / −3 |
//! | • · ▪ ■ | with space on both sides / elsewhere | 2 / −3 |
//! | € ½ ° ´ and other signs of prices and measures | beside a number, or a space before one / inside a word / elsewhere | 1 / −6 / −2 |
//! | no-break space | between other characters | 1 |
//! | lines and boxes | beside each other or spaces / beside a letter | 1 / −6 |
//! | any other sign | inside or at the edge of a word / elsewhere | −6 / −2 |
//! | control characters, U+FFFD | anywhere | −8 |

/// What stands on one side of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Small,
    Capital,
    Digit,
    Space,
    Sign,
}

impl Side {
    fn of(c: char) -> Self {
        if c.is_ascii_lowercase() {
            Self::Small
        } else if c.is_ascii_uppercase() {
            Self::Capital
        } else if c.is_ascii_digit() {
            Self::Digit
        } else if c.is_ascii() {
            if c.is_ascii_punctuation() { Self::Sign } else { Self::Space }
        } else if c.is_lowercase() {
            Self::Small
        } else if c.is_uppercase() {
            Self::Capital
        } else if c.is_whitespace() {
            Self::Space
        } else {
            Self::Sign
        }
    }

    fn is_letter(self) -> bool {
        matches!(self, Self::Small | Self::Capital)
    }
}

/// A letter of Swedish beyond a–z, with the letters that usually stand before and after it.
struct Letter {
    small: char,
    capital: char,
    points: i32,
    before: &'static str,
    after: &'static str,
}

/// Neighbours that stand beside the letter in at least one of 500 of its places.
const LETTERS: [Letter; 4] = [
    Letter { small: 'å', capital: 'Å', points: 3, before: "rplvgmhtsfnbkd", after: "rngltdkshebvpm" },
    Letter { small: 'ä', capital: 'Ä', points: 3, before: "nrlmtsjvghkbdfpw", after: "rnlmdgktsvcf" },
    Letter { small: 'ö', capital: 'Ö', points: 3, before: "frmjtgshlkdbn", after: "rtvslknmpjdghbfz" },
    Letter { small: 'é', capital: 'É', points: 2, before: "lrsntmdhg", after: "nrasei" },
];

/// Letters of names from abroad.
const OF_NAMES: &str = "üáàâãçèêëíîïñóôúýøæœßšžćčłńşıÜÁÀÂÃÇÈÊËÍÎÏÑÓÔÚÝØÆŒŠŽĆČŁŃŞ";

/// The points of `c` between `left` and `right`; a line end or the end of the text counts as a space.
pub(super) fn points(left: char, c: char, right: char) -> i32 {
    let (before, after) = (Side::of(left), Side::of(right));
    let in_word = before.is_letter() || after.is_letter();
    let inside = before.is_letter() && after.is_letter();
    match c {
        '\u{80}'..='\u{9f}' | '\u{fffd}' => -8,
        '\u{a0}' => i32::from(before != Side::Space && after != Side::Space),
        '§' => match after {
            _ if right == '§' => 4,
            Side::Digit | Side::Space if !before.is_letter() => 4,
            _ => -3,
        },
        '–' | '—' | '”' | '“' | '’' | '…' => {
            if inside {
                -3
            } else {
                2
            }
        }
        '•' | '·' | '▪' | '■' => {
            if before == Side::Space && after == Side::Space {
                2
            } else {
                -3
            }
        }
        '€' | '½' | '¼' | '¾' | '°' | '²' | '³' | '±' | '×' | '£' | '%' | '´' | '‰' => {
            let at_number = before == Side::Digit || after == Side::Digit;
            if in_word && !at_number {
                -6
            } else if at_number || (c == '€' && before == Side::Space) {
                1
            } else {
                -2
            }
        }
        '\u{2500}'..='\u{259f}' => {
            if in_word {
                -6
            } else {
                1
            }
        }
        _ if c.is_alphabetic() && !matches!(c, 'ª' | 'º' | 'ˆ' | 'ƒ' | 'ˇ') => letter(left, c, right),
        _ if in_word => -6,
        _ => -2,
    }
}

fn letter(left: char, c: char, right: char) -> i32 {
    let (before, after) = (Side::of(left), Side::of(right));
    if left == c || right == c {
        return -4;
    }
    if !before.is_letter() && !after.is_letter() {
        return if matches!(c, 'å' | 'ö' | 'Å' | 'Ö') { 1 } else { -2 };
    }
    let capital = c.is_uppercase();
    if (capital && before == Side::Small) || (!capital && after == Side::Capital) {
        return -6;
    }
    let Some(known) = LETTERS.iter().find(|known| c == known.small || c == known.capital) else {
        return match c {
            'ü' | 'Ü' => 1,
            _ if OF_NAMES.contains(c) => 0,
            _ => -2,
        };
    };
    let beside = |usual: &str, neighbour: char, side: Side| {
        if !side.is_letter() {
            0
        } else if usual.contains(neighbour.to_ascii_lowercase()) {
            1
        } else {
            -1
        }
    };
    known.points + beside(known.before, left, before) + beside(known.after, right, after)
}

#[cfg(test)]
mod tests {
    use super::points;

    /// The points of the middle one of three characters.
    fn of(three: &str) -> i32 {
        let chars: Vec<char> = three.chars().collect();
        points(chars[0], chars[1], chars[2])
    }

    #[test]
    fn words_get_points() {
        for (three, expected) in [
            ("för", 5),
            ("FÖR", 5),
            ("på ", 4),
            ("Här", 5),
            ("När", 5),
            ("NÄR", 5),
            (" Ås", 4),
            (" å ", 1),
            ("dén", 4),
            ("mül", 1),
            (" § ", 4),
            ("§§ ", 4),
            (" §1", 4),
            ("(”N", 2),
            ("n” ", 2),
            ("1–4", 2),
            (" – ", 2),
            ("\n• ", 2),
            ("1½ ", 1),
            (" ──", 1),
        ] {
            assert_eq!(of(three), expected, "{three:?}");
        }
    }

    #[test]
    fn what_other_encodings_make_of_them_costs_points() {
        for three in ["f”r", "p† ", "F™R", "fÜr", "f÷r", "p┼ ", "FôR", "NéR", "f\u{94}r", "ÄÄÄ", "fˆr"]
        {
            assert!(of(three) < -1, "{three:?} {}", of(three));
        }
    }
}
