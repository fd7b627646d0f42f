//! The texts that are measured, the same on each machine: protocols made from a seed, the fixtures mixed, and
//! texts of one kind of thing only.

use std::fmt::Write as _;
use std::path::Path;

/// Two pages: an association's or committee's short protocol.
pub(crate) fn two_pages() -> String {
    protocol(8, 9, &mut Dice(1))
}

/// Sixty pages: a council with its whole attendance.
pub(crate) fn sixty_pages() -> String {
    protocol(110, 61, &mut Dice(2))
}

/// Whole protocols in mixed order, at least `bytes` of them together: the fixtures, and two that are made.
pub(crate) fn corpus(bytes: usize) -> Vec<String> {
    let mut dice = Dice(3);
    let fixtures = fixtures();
    let mut texts = Vec::new();
    let mut size = 0;
    while size < bytes {
        let text = match dice.below(8) {
            0 => protocol(40 + dice.below(40), 30 + dice.below(30), &mut dice),
            1 => protocol(5 + dice.below(20), 5 + dice.below(12), &mut dice),
            _ => fixtures[dice.below(fixtures.len())].clone(),
        };
        size += text.len();
        texts.push(text);
    }
    texts
}

fn fixtures() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let entries = std::fs::read_dir(&folder).expect("the folder of fixtures is there");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry can be read").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}

/// Makes a text of about so many bytes.
pub(crate) type Maker = fn(usize) -> String;

/// What grows in proportion: the name of a text, and the text of that many bytes or a little more.
pub(crate) const GROWING: [(&str, Maker); 15] = [
    ("one protocol after the other", protocols),
    ("one protocol, many points", many_points),
    ("one line without an end", |bytes| repeated("Anna Berg yrkar bifall till förslaget, ", bytes)),
    ("headings of items", |bytes| numbered("§ ", " Val av justerare\n", bytes)),
    ("headings of items, plain", |bytes| numbered("", " Val av justerare\n\n", bytes)),
    ("people attending", |bytes| format!("Närvarande:\n\n{}", people(bytes))),
    ("people attending, in one line", |bytes| format!("Närvarande: {}", people(bytes).replace('\n', ", "))),
    ("brackets", |bytes| repeated("(", bytes)),
    ("commas", |bytes| repeated(",", bytes)),
    ("form feeds", |bytes| repeated("\u{c}", bytes)),
    ("blank lines", |bytes| repeated("\n", bytes)),
    ("labels", |bytes| repeated("Närvarande:\nOrdförande\nJusteras:\n", bytes)),
    ("offices", |bytes| repeated("Ordförande\n", bytes)),
    ("commas behind a name", |bytes| format!("Närvarande: Bo Ek{}", repeated(",a", bytes))),
    ("brackets behind a name", |bytes| format!("Närvarande: Bo Ek {}", repeated("(", bytes))),
];

/// Protocols, one after the other: the same megabyte of them again and again, so that each size says the same.
fn protocols(bytes: usize) -> String {
    corpus(1 << 20).concat().repeat(bytes >> 20)
}

/// One protocol with as many points as are numbered with four digits, each with as much text as it takes.
fn many_points(bytes: usize) -> String {
    let bodies = bytes / 900 + 1;
    let each = bodies.div_ceil(9999);
    protocol_of(bodies / each, each, 40, &mut Dice(4))
}

fn repeated(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes / piece.len() + 1)
}

fn numbered(before: &str, after: &str, bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 64);
    let mut number = 1;
    while text.len() < bytes {
        let _ = write!(text, "{before}{number}{after}");
        number += 1;
    }
    text
}

fn people(bytes: usize) -> String {
    let mut dice = Dice(5);
    let mut text = String::with_capacity(bytes + 64);
    while text.len() < bytes {
        let _ = writeln!(text, "{}", dice.member());
    }
    text
}

/// Numbers that look random and are the same each time.
pub(crate) struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }

    fn name(&mut self) -> String {
        let first = self.of(&["Anna", "Bo", "Cecilia", "Dag", "Eva", "Fredrik", "Gun-Britt", "Håkan", "Åsa"]);
        let last =
            self.of(&["Berg", "Ek", "Sjögren", "Nordén", "Lindqvist", "Öberg", "Wall", "Åkerblom", "Frisk"]);
        format!("{first} {last}{}", self.of(&["", "", "", "-Holm", "-Ström"]))
    }

    fn member(&mut self) -> String {
        let name = self.name();
        format!("{name} ({})", self.of(&["S", "M", "C", "V", "KD", "SD", "MP", "L"]))
    }
}

const MATTERS: [&str; 8] = [
    "Budget för kommande år",
    "Svar på motion om cykelvägar",
    "Detaljplan för kvarteret Almen",
    "Redovisning av delegationsbeslut",
    "Val av ledamot i nämnden",
    "Ny taxa för vatten och avlopp",
    "Medborgarförslag om lekplats",
    "Delårsrapport",
];

const SENTENCES: [&str; 10] = [
    "Kommunens ekonomi har utvecklats bättre än vad som antogs i den budget som fastställdes föregående år.",
    "Förvaltningen har utrett frågan och bedömer att kostnaden ryms inom den befintliga ramen.",
    "Ärendet har varit ute på remiss hos samtliga nämnder, och inkomna synpunkter redovisas i bilaga 2.",
    "Av utredningen framgår att trafiken på Storgatan har ökat med 12 procent sedan år 2019.",
    "Samhällsbyggnadsnämnden tillstyrkte förslaget den 14 mars 2023, § 48.",
    "Barnens bästa har beaktats, och en prövning enligt barnkonventionen har gjorts.",
    "Medel anvisas ur kommunfullmäktiges konto för oförutsedda utgifter, 1 250 000 kronor.",
    "Enligt 5 kap. 36 § kommunallagen (2017:725) får ärendet återremitteras om minst en tredjedel begär det.",
    "Uppföljning sker i samband med delårsrapporten i augusti.",
    "Skolan har i dag 412 elever, och prognosen visar på ungefär samma antal de närmaste fem åren.",
];

/// A protocol with so many points and so many present, on pages with headers and footers.
fn protocol(points: usize, members: usize, dice: &mut Dice) -> String {
    protocol_of(points, 1, members, dice)
}

/// The same with so many texts under each point.
fn protocol_of(points: usize, bodies: usize, members: usize, dice: &mut Dice) -> String {
    let mut text = String::from(
        "NORRBY KOMMUN                 SAMMANTRÄDESPROTOKOLL           Sida 1\n\
         Kommunfullmäktige             Sammanträdesdatum 2023-04-24\n\n\
         Plats och tid       Stadshuset, Stora salen, kl. 18.00–21.35\n\nBeslutande\n",
    );
    let names: Vec<String> = (0..members).map(|_| dice.member()).collect();
    for (at, name) in names.iter().enumerate() {
        let _ = writeln!(text, "{name}{}", if at == 0 { ", ordförande" } else { "" });
    }
    text.push_str("\nÖvriga deltagande\nKarin Frisk, kommundirektör\nPer Ström, sekreterare\n\n");
    let _ = write!(text, "Utses att justera    {}\nParagrafer  §§ 1–{points}\n\n", names[members - 1]);
    let mut page = 1;
    let mut page_start = 0;
    for point in 1..=points {
        let title = dice.of(&MATTERS);
        let _ = write!(text, "§ {point}   Dnr KS 2023/{:05}\n{title}\n\n", 100 + dice.below(900));
        (0..bodies).for_each(|_| body(&mut text, &names, dice));
        if text.len() - page_start > 2400 {
            page += 1;
            page_start = text.len();
            let _ = write!(
                text,
                "Justerandes sign                    Utdragsbestyrkande\n\u{c}\
                 NORRBY KOMMUN                 SAMMANTRÄDESPROTOKOLL           Sida {page}\n\
                 Kommunfullmäktige             Sammanträdesdatum 2023-04-24\n\n",
            );
        }
    }
    let _ = write!(
        text,
        "Underskrifter\n\nSekreterare  ..............................\n             Per Ström\n\n\
         Ordförande   ..............................\n             {}\n\n\
         Justerande   ..............................\n             {}\n",
        names[0].split(" (").next().unwrap_or_default(),
        names[members - 1].split(" (").next().unwrap_or_default(),
    );
    text
}

/// What stands under one point.
fn body(text: &mut String, names: &[String], dice: &mut Dice) {
    let any = |dice: &mut Dice| names[dice.below(names.len())].clone();
    text.push_str("Kommunfullmäktiges beslut\n");
    let _ = write!(text, "{} enligt kommunstyrelsens förslag.\n\n", dice.of(&["Bifall", "Avslag"]));
    text.push_str("Sammanfattning av ärendet\n");
    for _ in 0..1 + dice.below(3) {
        let mut column = 0;
        for word in (0..2 + dice.below(3)).flat_map(|_| dice.of(&SENTENCES).split(' ')) {
            text.push_str(word);
            column += word.chars().count() + 1;
            text.push(if column > 80 { '\n' } else { ' ' });
            column = if column > 80 { 0 } else { column };
        }
        text.push_str("\n\n");
    }
    if dice.below(3) == 0 {
        let _ = write!(
            text,
            "Yrkanden\n{} yrkar bifall till kommunstyrelsens förslag. {} yrkar avslag.\n\n\
             Beslutsgång\nOrdföranden ställer förslagen mot varandra och finner att kommunfullmäktige bifaller \
             kommunstyrelsens förslag.\n\n",
            any(dice),
            any(dice),
        );
    }
    if dice.below(6) == 0 {
        let _ = write!(
            text,
            "Omröstning begärs. Med {} ja-röster mot {} nej-röster beslutar kommunfullmäktige enligt \
             kommunstyrelsens förslag.\n\nReservation\n{} reserverar sig mot beslutet.\n\n",
            30 + dice.below(10),
            dice.below(30),
            any(dice),
        );
    }
    let _ = write!(
        text,
        "Kommunfullmäktige beslutar\n\natt godkänna förslaget, och\n\natt uppdra åt förvaltningen att \
         återkomma senast den {} oktober 2023.\n\nBeslutsunderlag\n- Tjänsteskrivelse 2023-02-{:02}\n\n",
        1 + dice.below(28),
        1 + dice.below(28),
    );
}
