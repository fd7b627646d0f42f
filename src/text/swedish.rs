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
//! | ü / other letters of names (á ø …) | in a word | 1 / 0 |
//! | any other letter | in a word | −2 |
//! | å, ö, Å, Ö | alone (*å andra sidan*, *Ö*) | 1 |
//! | any other letter | alone | −2 |
//! | a capital after a small letter, a small letter before a capital | `fÖr`, `NäRVARANDE` | −6 |
//! | a letter between two of the same | `ÄÄÄÄ`, a line drawn in DOS | −4 |
//! | § | before a number, a space or another § / elsewhere | 4 / −3 |
//! | – | at the edge of a word or beside a number / between words (*Malmö–Lund*) | 2 / 0 |
//! | — ” “ ’ … | at the edge of a word or beside a number / inside a word or twice | 2 / −3 |
//! | • · ▪ ■ | with space on both sides / elsewhere | 2 / −3 |
//! | € ½ ° ´ and other signs of prices and measures | beside a number, or a space before one / inside a word / elsewhere | 1 / −6 / −2 |
//! | no-break space | between other characters | 1 |
//! | lines and boxes | beside each other or spaces / beside a letter | 1 / −6 |
//! | any other sign | inside or at the edge of a word / elsewhere | −6 / −2 |
//! | control characters, U+FFFD | anywhere | −8 |

/// What a character is when it stands beside another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Small,
    Capital,
    Digit,
    Space,
    Sign,
}

/// What a character above ASCII is, for the table above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// å, ä, ö or é: the place in [`LETTERS`].
    Swedish(u8),
    OfNames,
    OtherLetter,
    Section,
    /// An en dash, which may join two words.
    Dash,
    Quote,
    Bullet,
    Measure,
    NoBreak,
    Line,
    Control,
    Other,
}

/// A character with all that is asked about it, looked up once for each of the 256 of an encoding.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sign {
    c: char,
    side: Side,
    kind: Kind,
}

/// A letter of Swedish beyond a–z, with the letters that usually stand before and after it.
struct Letter {
    small: char,
    capital: char,
    points: i32,
    before: u32,
    after: u32,
}

/// Neighbours that stand beside the letter in at least one of 500 of its places.
const LETTERS: [Letter; 4] = [
    Letter::new('å', 'Å', 3, "bdfghklmnprstv", "bdeghklmnprstv"),
    Letter::new('ä', 'Ä', 3, "bdfghjklmnprstvw", "cdfgklmnrstv"),
    Letter::new('ö', 'Ö', 3, "bdfghjklmnrst", "bdfghjklmnprstvz"),
    Letter::new('é', 'É', 2, "dghlmnrst", "aeinrs"),
];

/// Letters of names from abroad.
const OF_NAMES: &str = "áàâãçíîïñóôúýèêëæøœßšžćčłńşıÁÀÂÃÇÍÎÏÑÓÔÚÝÈÊËÆØŒŠŽĆČŁŃŞ";

impl Letter {
    const fn new(small: char, capital: char, points: i32, before: &str, after: &str) -> Self {
        Self { small, capital, points, before: set(before), after: set(after) }
    }
}

/// The letters a–z of `letters` as a set of bits.
const fn set(letters: &str) -> u32 {
    let bytes = letters.as_bytes();
    let mut bits = 0;
    let mut at = 0;
    while at < bytes.len() {
        bits |= 1 << (bytes[at] - b'a');
        at += 1;
    }
    bits
}

impl Sign {
    pub(super) fn of(c: char) -> Self {
        let side = match c {
            'a'..='z' => Side::Small,
            'A'..='Z' => Side::Capital,
            '0'..='9' => Side::Digit,
            _ if c.is_whitespace() || c.is_ascii_control() => Side::Space,
            _ if c.is_lowercase() => Side::Small,
            _ if c.is_uppercase() => Side::Capital,
            _ => Side::Sign,
        };
        let known = LETTERS.iter().zip(0..).find(|(known, _)| c == known.small || c == known.capital);
        let kind = match c {
            '\u{80}'..='\u{9f}' | '\u{fffd}' => Kind::Control,
            '\u{a0}' => Kind::NoBreak,
            '§' => Kind::Section,
            '–' => Kind::Dash,
            '—' | '”' | '“' | '’' | '…' => Kind::Quote,
            '•' | '·' | '▪' | '■' => Kind::Bullet,
            '€' | '½' | '¼' | '¾' | '°' | '²' | '³' | '±' | '×' | '£' | '´' | '‰' => {
                Kind::Measure
            }
            '\u{2500}'..='\u{259f}' => Kind::Line,
            'ª' | 'º' | 'ˆ' | 'ƒ' | 'ˇ' => Kind::Other,
            _ if OF_NAMES.contains(c) => Kind::OfNames,
            _ if c.is_alphabetic() => known.map_or(Kind::OtherLetter, |(_, at)| Kind::Swedish(at)),
            _ => Kind::Other,
        };
        Self { c, side, kind }
    }

    fn is_letter(self) -> bool {
        matches!(self.side, Side::Small | Side::Capital)
    }

    fn is_space(self) -> bool {
        self.side == Side::Space
    }

    fn is_digit(self) -> bool {
        self.side == Side::Digit
    }
}

/// The points of `sign` between `left` and `right`; a line end or the end of the text counts as a space.
pub(super) fn points(left: Sign, sign: Sign, right: Sign) -> i32 {
    let in_word = left.is_letter() || right.is_letter();
    let inside = left.is_letter() && right.is_letter();
    let either = |fits: bool, points: i32, otherwise: i32| if fits { points } else { otherwise };
    match sign.kind {
        Kind::Swedish(_) | Kind::OfNames | Kind::OtherLetter => letter(left, sign, right),
        Kind::Section => {
            let before_number = right.is_digit() || right.is_space() || right.c == '§';
            either(before_number && !left.is_letter(), 4, -3)
        }
        Kind::Dash => either(inside, 0, 2),
        Kind::Quote => either(inside || left.c == sign.c || right.c == sign.c, -3, 2),
        Kind::Bullet => either(left.is_space() && right.is_space(), 2, -3),
        Kind::Measure => match () {
            () if left.is_digit() || right.is_digit() => 1,
            () if in_word => -6,
            () => either(sign.c == '€' && left.is_space(), 1, -2),
        },
        Kind::NoBreak => either(left.is_space() || right.is_space(), 0, 1),
        Kind::Line => either(in_word, -6, 1),
        Kind::Control => -8,
        Kind::Other => either(in_word, -6, -2),
    }
}

fn letter(left: Sign, sign: Sign, right: Sign) -> i32 {
    if left.c == sign.c && right.c == sign.c {
        return -4;
    }
    if !left.is_letter() && !right.is_letter() {
        return if matches!(sign.c, 'å' | 'ö' | 'Å' | 'Ö') { 1 } else { -2 };
    }
    match sign.side {
        Side::Capital if left.side == Side::Small => return -6,
        Side::Small if right.side == Side::Capital => return -6,
        _ => {}
    }
    match sign.kind {
        Kind::Swedish(at) => {
            let known = &LETTERS[usize::from(at)];
            known.points + beside(known.before, left) + beside(known.after, right)
        }
        _ if matches!(sign.c, 'ü' | 'Ü') => 1,
        Kind::OfNames => 0,
        _ => -2,
    }
}

fn beside(usual: u32, neighbour: Sign) -> i32 {
    match neighbour.c.to_ascii_lowercase() {
        _ if !neighbour.is_letter() => 0,
        c @ 'a'..='z' if usual >> (u32::from(c) - u32::from('a')) & 1 == 1 => 1,
        _ => -1,
    }
}

#[cfg(test)]
mod tests {
    use super::{Sign, points};

    /// The points of the middle one of three characters.
    fn of(three: &str) -> i32 {
        let chars: Vec<char> = three.chars().collect();
        points(Sign::of(chars[0]), Sign::of(chars[1]), Sign::of(chars[2]))
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
            ("u–l", 0),
            ("Löö", 3),
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
        for three in ["f”r", "p† ", "F™R", "fÜr", "f÷r", "p┼ ", "FôR", "NéR", "f\u{94}r", "ÄÄÄ", "fˆr", "L””"]
        {
            assert!(of(three) < -1, "{three:?} {}", of(three));
        }
    }
}
