//! Several protocols in one text, read each on its own; and texts that look like several and are one.
//!
//! All people, bodies and places are invented.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests may fail loudly")]

mod util;

use std::fs;

use protokollant::{Document, Lexicon, parse_all};
use util::{corpus, facts, files_below, fixtures};

/// A protocol of a club: its date, and its points with the first number.
fn club(date: &str, first: u32, titles: &[&str]) -> String {
    let points: String = titles
        .iter()
        .zip(first..)
        .map(|(title, number)| format!("§ {number} {title}\n\nStyrelsen beslutade enligt förslaget.\n\n"))
        .collect();
    format!(
        "Furuviks Seglarklubb\n\nProtokoll fört vid styrelsemöte {date}\n\nNärvarande:\nÅsa Lind, ordförande\nTor Vik, sekreterare\n\
         Maj Strömberg\n\nFrånvarande: Jan Sund\n\n{points}Vid protokollet\n\nTor Vik\n\nJusteras\n\nÅsa Lind\n\n\n"
    )
}

/// A protocol of a board with the header and the footer of each page, over three pages.
fn paged(date: &str, first: u32) -> String {
    let page = |number: u32| {
        format!(
            "NORRBY KOMMUN          SAMMANTRÄDESPROTOKOLL          {number} (3)\nTekniska nämnden       {date}\n\n"
        )
    };
    let foot = "\nJusterandes sign          Utdragsbestyrkande\n\x0c";
    let point = |number: u32, title: &str| {
        format!("§ {number}\n{title}\n\nBeslut\nTekniska nämnden beslutar\natt godkänna redovisningen.\n\n")
    };
    [
        page(1),
        format!("Plats och tid      Stadshuset, {date} kl. 9.00–11.30\n\nBeslutande\nAnna Berg (S), ordförande\nBo Ek (M)\nEva Al (C)\n\nÖvriga närvarande\nDan Ö, sekreterare\n\nParagrafer         §§ {first}–{}\n", first + 2),
        foot.to_owned(),
        page(2),
        point(first, "Val av justerare"),
        point(first + 1, "Budget"),
        foot.to_owned(),
        page(3),
        point(first + 2, "Anmälningar"),
        "Sekreterare   ____________________\n              Dan Ö\n\nOrdförande    ____________________\n              Anna Berg\n\nJusterande    ____________________\n              Bo Ek\n".to_owned(),
        foot.to_owned(),
    ]
    .concat()
}

fn read(text: &str) -> Vec<Document<'_>> {
    let documents = parse_all(text, Lexicon::built_in());
    facts::assert_promises(text, &documents);
    documents
}

/// The date of each document, and the numbers of its items.
fn summary(documents: &[Document<'_>]) -> Vec<(String, Vec<String>)> {
    let numbers =
        |document: &Document<'_>| document.agenda.iter().map(|item| item.number.to_string()).collect();
    let date =
        |document: &Document<'_>| document.meeting.date.map(|date| date.to_string()).unwrap_or_default();
    documents.iter().map(|document| (date(document), numbers(document))).collect()
}

fn expected(parts: &[(&str, &[&str])]) -> Vec<(String, Vec<String>)> {
    let owned = |numbers: &[&str]| numbers.iter().map(|number| (*number).to_owned()).collect();
    parts.iter().map(|(date, numbers)| ((*date).to_owned(), owned(numbers))).collect()
}

#[test]
fn a_book_of_a_club_is_as_many_documents() {
    let book = [
        club("den 4 mars 2024", 1, &["Öppnande", "Ekonomi", "Avslutning"]),
        club("den 8 april 2024", 1, &["Öppnande", "Sjösättning"]),
        club("den 6 maj 2024", 1, &["Öppnande", "Regatta", "Avslutning"]),
    ];
    let text = book.concat();
    let documents = read(&text);
    assert_eq!(
        summary(&documents),
        expected(&[
            ("2024-03-04", &["1", "2", "3"]),
            ("2024-04-08", &["1", "2"]),
            ("2024-05-06", &["1", "2", "3"])
        ])
    );
    for (at, document) in documents.iter().enumerate() {
        assert_eq!(document.source.part, Some(at + 1));
        assert_eq!(document.source.bytes, text.len());
        assert_eq!(document.attendance.len(), 3, "{:?}", document.attendance);
        assert_eq!(document.absences.len(), 1);
        assert_eq!(document.signatories.len(), 2, "{:?}", document.signatories);
        // Each is what it would be alone, apart from places.
        let alone = protokollant::parse(&book[at]);
        assert_eq!(document.agenda.len(), alone.agenda.len());
        assert_eq!(document.meeting, alone.meeting);
    }
}

#[test]
fn numbers_may_go_on_through_the_year() {
    let text = [
        club("2024-03-04", 12, &["Öppnande", "Ekonomi"]),
        club("2024-04-08", 14, &["Öppnande", "Sjösättning"]),
    ]
    .concat();
    let found = summary(&read(&text));
    assert_eq!(found, expected(&[("2024-03-04", &["12", "13"]), ("2024-04-08", &["14", "15"])]));
}

#[test]
fn pages_with_headers_and_form_feeds() {
    let text = paged("2024-03-04", 10) + &paged("2024-04-08", 13);
    let found = summary(&read(&text));
    assert_eq!(found, expected(&[("2024-03-04", &["10", "11", "12"]), ("2024-04-08", &["13", "14", "15"])]));
    let alone = paged("2024-03-04", 10);
    let documents = read(&alone);
    assert_eq!((documents.len(), documents[0].source.part), (1, None));
}

#[test]
fn votes_and_spans_of_a_later_part_are_its_own() {
    let vote = "Omröstning begärs. Med 2 ja-röster mot 1 nej-röst bifalls förslaget.\n\nLedamot               Ja   Nej\nÅsa Lind              X\nTor Vik               X\nMaj Strömberg              X\n\n";
    let second = club("2024-04-08", 1, &["Öppnande", "Brygga"])
        .replace("§ 2 Brygga\n\n", &format!("§ 2 Brygga\n\n{vote}"));
    let text = club("2024-03-04", 1, &["Öppnande", "Ekonomi"]) + &second;
    let documents = read(&text);
    assert_eq!(documents.len(), 2);
    let alone = protokollant::parse(&second);
    assert_eq!(documents[1].agenda[1].votes, alone.agenda[1].votes);
    assert_eq!(documents[1].agenda[1].votes[0].by_name.len(), 3);
}

#[test]
fn appendices_that_look_like_protocols_belong_to_theirs() {
    let own = club("2024-03-04", 1, &["Öppnande", "Ekonomi", "Avslutning"]);
    let other = "Protokoll från samrådsmöte 2024-02-20\n\nNärvarande:\nEva Al\nBo Ek\n\n1. Öppnande\n\nMötet öppnades.\n\n2. Hamnen\n\nHamnen diskuterades.\n\nVid protokollet\n\nEva Al\n";
    for text in [
        format!("{own}Bilaga 1\n\n{other}"),
        format!("{own}\x0cBilaga 1\n\nHamnens samråd\n\n{other}"),
        format!("{own}Bilaga 1\n\n{other}\n\nBilaga 2\n\n{}", other.replace("02-20", "02-27")),
    ] {
        assert_eq!(read(&text).len(), 1, "{text}");
    }
}

/// The fixtures that hold several protocols, and how many.
const SEVERAL: [(&str, usize); 1] = [("protocol-book-of-a-village.txt", 2)];

#[test]
fn fixtures_are_one_protocol_each_but_those_that_are_several() {
    for path in fixtures() {
        let text = fs::read_to_string(&path).unwrap();
        let documents = parse_all(&text, Lexicon::built_in());
        let several = SEVERAL.iter().find(|(name, _)| path.ends_with(name));
        assert_eq!(documents.len(), several.map_or(1, |(_, parts)| *parts), "{}", path.display());
        assert_eq!(documents[0].source.part.is_some(), several.is_some(), "{}", path.display());
    }
}

#[test]
fn real_protocols_are_one_each() {
    let Some(folder) = corpus() else { return };
    for path in files_below(&folder) {
        if path.extension().is_some_and(|end| end == "txt")
            && let Ok(text) = fs::read_to_string(&path)
        {
            let parts = parse_all(&text, Lexicon::built_in()).len();
            assert_eq!(parts, 1, "{}", path.display());
        }
    }
}
