//! What follows the meeting → adjustment, posting, next meeting.

use super::fields::Field;
use super::meeting::completed;
use crate::grammar::{date, time};
use crate::item::Body;
use crate::lexicon::{Label, Lexicon};
use crate::lines::rows::Row;
use crate::model::{Adjustment, Date, NextMeeting, Posting, Text};

/// The adjustment: from its label, else from a sentence in a point, else from the date over the signatures.
pub(crate) fn adjustment<'a>(
    fields: &[Field<'a>],
    bodies: &[Body<'a>],
    end: &[Row<'a>],
    meeting: Option<Date>,
    lexicon: &Lexicon,
) -> Option<Adjustment<'a>> {
    let mut appointed = false;
    for field in fields {
        let own = field.label == Label::Adjustment
            || appointed && matches!(field.label, Label::PlaceTime | Label::DateTime);
        appointed |= field.label == Label::AppointedAdjuster;
        if own {
            if let Some(found) = value(field).and_then(|text| when_adjusted(&text, meeting, lexicon)) {
                return Some(found);
            }
        }
    }
    let sentence = bodies.iter().flat_map(|body| &body.paragraphs).find_map(|paragraph| {
        sentences(&paragraph.text).find_map(|sentence| adjusted_by(sentence, meeting, lexicon))
    });
    sentence.or_else(|| {
        end.iter().find_map(|row| {
            let text = row.text();
            let label = text.split([' ', ':']).next().and_then(|word| lexicon.labels.get(word));
            if !matches!(label, Some(Label::Adjuster | Label::Adjustment)) {
                return None;
            }
            let date = date::find(text, lexicon).and_then(|(_, partial)| completed(&partial, meeting))?;
            Some(Adjustment {
                date: Some(date),
                time: time::find_spoken(text, lexicon).map(|(_, hours)| hours.start),
                place: None,
            })
        })
    })
}

/// The rows of a field as one text.
fn value<'a>(field: &Field<'a>) -> Option<Text<'a>> {
    let mut cells = field.values.iter().take(3).filter_map(|value| value.cells.first());
    let first = cells.next()?;
    let mut whole = super::body::folded(first.text);
    for cell in cells {
        whole = super::body::join(&whole, cell.text).into();
    }
    Some(whole)
}

/// `Kommunkansliet, 2024-03-18 kl. 16.00`.
fn when_adjusted<'a>(text: &str, meeting: Option<Date>, lexicon: &Lexicon) -> Option<Adjustment<'a>> {
    let date = date::find(text, lexicon);
    let time = time::find(text, lexicon);
    let cut = date
        .iter()
        .map(|(span, _)| span.start)
        .chain(time.iter().map(|(span, _)| span.start))
        .min()
        .unwrap_or(text.len());
    let place = place(&text[..cut], lexicon);
    let found = Adjustment {
        date: date.and_then(|(_, partial)| completed(&partial, meeting)),
        time: time.map(|(_, hours)| hours.start),
        place: place.map(|place| place.to_owned().into()),
    };
    (found.date.is_some() || found.place.is_some()).then_some(found)
}

/// The place in what stands before a date: the last sentence of it, without names and small words.
fn place<'t>(text: &'t str, lexicon: &Lexicon) -> Option<&'t str> {
    let text = text.rsplit(". ").find(|part| part.chars().any(char::is_alphabetic)).unwrap_or(text);
    let mut text = text.trim_matches([' ', ',', ';', '.', '–', '-', '(']);
    while let Some((head, last)) = text.rsplit_once([' ', ',']) {
        if !(lexicon.weekdays.has(last) || matches!(last, "den" | "kl" | "kl." | "klockan" | "sker" | "rum"))
        {
            break;
        }
        text = head.trim_end_matches([' ', ',', ';']);
    }
    let small = lexicon.weekdays.has(text) || matches!(text, "den" | "kl" | "Den");
    (text.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && !small
        && crate::grammar::person::start(text, lexicon, false).is_none())
    .then_some(text)
}

/// `Justeringen äger rum i kommunhuset måndagen den 4 december 2023 kl. 15.00`.
fn adjusted_by<'a>(sentence: &str, meeting: Option<Date>, lexicon: &Lexicon) -> Option<Adjustment<'a>> {
    let at = sentence.find("ustering").or_else(|| sentence.find("rotokollet justeras"))?;
    let (span, partial) = date::find(&sentence[at..], lexicon)?;
    let stated = [
        "äger rum",
        "ega rum",
        "sker",
        "ske ",
        "äga rum",
        "justeras",
        "hålls",
        "sättes",
        "fastställ",
        "skall ske",
        "görs",
    ]
    .iter()
    .any(|verb| sentence[at..].contains(verb));
    if !stated || sentence.contains("illkännag") || sentence.contains("nslag") {
        return None;
    }
    let date = completed(&partial, meeting)?;
    if meeting.is_some_and(|meeting| date < meeting) {
        return None;
    }
    let time = time::find_spoken(&sentence[at..], lexicon);
    let place = located(&sentence[at..], span.start, span.end, lexicon);
    Some(Adjustment { date: Some(date), time: time.map(|(_, hours)| hours.start), place })
}

/// The place in a sentence: behind *i*, *på*, *å* before the date, else behind it.
fn located<'a>(sentence: &str, date_start: usize, date_end: usize, lexicon: &Lexicon) -> Option<Text<'a>> {
    let before = sentence[..date_start]
        .rfind_any(&[" i ", " på ", " å ", " hos "])
        .map(|(at, word)| &sentence[at + word.len()..date_start]);
    let after_time =
        time::find_spoken(&sentence[date_end..], lexicon).map_or(date_end, |(span, _)| date_end + span.end);
    let after = sentence[after_time..]
        .find_any(&[" i ", " på ", " å ", " hos "])
        .filter(|(at, _)| *at <= 12)
        .map(|(at, word)| &sentence[after_time + at + word.len()..]);
    let found = before.filter(|text| !lexicon.weekdays.has(text.trim())).or(after)?;
    let end = stop(found);
    let text = found[..end].trim_matches([' ', ',', '.', ';', ')']);
    let text = trim_day(text, lexicon);
    (text.chars().filter(|c| c.is_alphabetic()).count() >= 3 && text.len() < 90)
        .then(|| text.to_owned().into())
}

/// A place ends with the sentence, or where another clause begins.
fn stop(text: &str) -> usize {
    let clause = [
        ". ",
        "; ",
        ", då ",
        ", varvid ",
        " med ",
        " då ",
        " och ",
        " enligt ",
        " samt ",
        " om ",
        " för ",
        ", kl",
    ]
    .iter()
    .filter_map(|mark| text.find(mark))
    .min();
    clause.unwrap_or(text.len())
}

fn trim_day<'t>(mut text: &'t str, lexicon: &Lexicon) -> &'t str {
    while let Some((head, last)) = text.rsplit_once([' ', ',']) {
        if !(lexicon.weekdays.has(last) || matches!(last, "den" | "kl" | "kl." | "klockan")) {
            break;
        }
        text = head.trim_end_matches([' ', ',', ';']);
    }
    text
}

/// Searching for the first or last of several words.
trait Find {
    fn find_any<'w>(&self, words: &[&'w str]) -> Option<(usize, &'w str)>;
    fn rfind_any<'w>(&self, words: &[&'w str]) -> Option<(usize, &'w str)>;
}

impl Find for str {
    fn find_any<'w>(&self, words: &[&'w str]) -> Option<(usize, &'w str)> {
        words.iter().filter_map(|word| self.find(word).map(|at| (at, *word))).min_by_key(|(at, _)| *at)
    }

    fn rfind_any<'w>(&self, words: &[&'w str]) -> Option<(usize, &'w str)> {
        words.iter().filter_map(|word| self.rfind(word).map(|at| (at, *word))).max_by_key(|(at, _)| *at)
    }
}

/// The posting: from its labels, else from sentences about it.
pub(crate) fn posting<'a>(
    fields: &[Field<'a>],
    rows: &[Row<'a>],
    meeting: Option<Date>,
    lexicon: &Lexicon,
) -> Option<Posting<'a>> {
    let dated = |label: Label| {
        fields.iter().filter(|field| field.label == label).find_map(|field| {
            let text = value(field)?;
            date::find(&text, lexicon).and_then(|(_, partial)| completed(&partial, meeting))
        })
    };
    let place = fields.iter().find(|field| field.label == Label::PostingPlace).and_then(value);
    let mut found = Posting { posted: dated(Label::Posted), removed: dated(Label::Removed), place };
    if found.posted.is_none() || found.removed.is_none() {
        from_sentences(&mut found, rows, meeting, lexicon);
    }
    (found.posted.is_some() || found.removed.is_some()).then_some(found)
}

/// `Justeringen har tillkännagivits på kommunens anslagstavla 2024-02-01. Anslaget tas ned 2024-02-23.`
fn from_sentences(found: &mut Posting<'_>, rows: &[Row<'_>], meeting: Option<Date>, lexicon: &Lexicon) {
    let mut text = String::new();
    for row in rows {
        let about = row.text().contains("nslag") || row.text().contains("illkännag");
        let goes_on = !text.is_empty() && row.gap == crate::lines::rows::Gap::None && !text.ends_with('.');
        if about || goes_on {
            super::body::push_line(&mut text, row.text());
            if row.gap.is_any() || !goes_on {
                // A row of its own is a sentence of its own.
            }
        } else if !text.is_empty() && !text.ends_with('.') {
            text.push('.');
        }
        if text.len() > 1500 {
            break;
        }
    }
    let mut from = 0;
    while let Some((span, partial)) = date::find(&text[from..], lexicon) {
        let before = &text[from..from + span.start];
        let begin = before.rfind(". ").map_or(0, |at| at + 2);
        let clause = &before[begin..];
        let about =
            text[..from + span.start].contains("nslag") || text[..from + span.start].contains("illkännag");
        let date = completed(&partial, meeting).filter(|date| meeting.is_none_or(|meeting| *date >= meeting));
        let down =
            [" ned", "bort", "nedtag", "avpublic", "tas ner", "Ned", "t.o.m", "till och med", "ta ned"]
                .iter()
                .any(|word| clause.contains(word));
        if let Some(date) = date.filter(|_| about) {
            let slot = if down { &mut found.removed } else { &mut found.posted };
            slot.get_or_insert(date);
        }
        from += span.end;
    }
    if found.place.is_none() && found.posted.is_some() {
        let at = ["på ", "å "].iter().find_map(|word| text.find(word).map(|at| at + word.len()));
        if let Some(place) = at.and_then(|at| text[at..].find("nslagstavla").map(|end| &text[at..at + end])) {
            if place.len() < 60 && !place.contains(". ") {
                found.place = Some(format!("{place}nslagstavla").into());
            }
        }
    }
}

/// The next meeting: from its label, else from a sentence that announces it.
pub(crate) fn next_meeting<'a>(
    fields: &[Field<'a>],
    bodies: &[Body<'a>],
    end: &[Row<'a>],
    meeting: Option<Date>,
    lexicon: &Lexicon,
) -> Option<NextMeeting<'a>> {
    let labelled = fields
        .iter()
        .filter(|field| field.label == Label::NextMeeting)
        .find_map(|field| value(field).and_then(|text| announced(&text, 0, meeting, lexicon)));
    labelled
        .or_else(|| {
            bodies.iter().rev().find_map(|body| {
                let titled = body.title.as_deref().and_then(announces).is_some();
                let in_title = body
                    .title
                    .as_deref()
                    .filter(|_| titled)
                    .and_then(|title| announced(title, 0, meeting, lexicon));
                let paragraphs = || body.paragraphs.iter();
                in_title
                    .or_else(|| {
                        paragraphs().find_map(|paragraph| {
                            sentences(&paragraph.text).find_map(|sentence| {
                                announces(sentence).and_then(|at| announced(sentence, at, meeting, lexicon))
                            })
                        })
                    })
                    .or_else(|| {
                        paragraphs().find_map(|paragraph| {
                            titled.then(|| announced(&paragraph.text, 0, meeting, lexicon))?
                        })
                    })
            })
        })
        .or_else(|| {
            end.iter().find_map(|row| {
                announces(row.text()).and_then(|at| announced(row.text(), at, meeting, lexicon))
            })
        })
}

/// Where a sentence announces the next meeting: behind *Nästa möte* and the like.
pub(super) fn announces(sentence: &str) -> Option<usize> {
    let lower_at = |word: &str| {
        sentence.find(word).or_else(|| {
            let mut chars = word.chars();
            let capital: String = chars.next()?.to_uppercase().chain(chars).collect();
            sentence.find(&capital)
        })
    };
    for lead in ["nästa ", "nästkommande ", "följande ", "kommande ", "näst­a "] {
        let Some(at) = lower_at(lead) else { continue };
        let after = &sentence[at + lead.len()..];
        let word: Vec<&str> = after.split([' ', ':', ',']).take(3).collect();
        let meets = word.iter().any(|word| {
            let word = word.trim_end_matches(['.', ':']);
            let word = word.to_lowercase();
            [
                "möte",
                "mötet",
                "möten",
                "sammanträde",
                "sammanträdet",
                "sammanträden",
                "stämma",
                "träff",
                "gång",
            ]
            .iter()
            .any(|end| word.ends_with(end))
        });
        // "vid nästa möte" is when something is done.
        let aside = sentence[..at].trim_end().ends_with("vid")
            || sentence[..at].trim_end().ends_with("till")
            || sentence[..at].trim_end().ends_with("inför")
            || sentence[..at].trim_end().ends_with("på");
        if meets && !aside {
            return Some(at);
        }
    }
    let meets = sentence.find(" sammanträder ").or_else(|| sentence.find(" möts "))?;
    (sentence[..meets].split(' ').count() <= 4).then_some(meets)
}

fn announced<'a>(
    text: &str,
    from: usize,
    meeting: Option<Date>,
    lexicon: &Lexicon,
) -> Option<NextMeeting<'a>> {
    let rest = &text[from..];
    let (span, partial) = date::find(rest, lexicon)?;
    let date = completed(&partial, meeting)?;
    if meeting.is_some_and(|meeting| date <= meeting) {
        return None;
    }
    let clause_end = rest[span.end..].find(". ").map_or(rest.len(), |at| span.end + at);
    let hours = time::find_spoken(&rest[..clause_end], lexicon)
        .or_else(|| time::find(&rest[span.end..clause_end], lexicon));
    Some(NextMeeting {
        date: Some(date),
        start_time: hours.map(|(_, hours)| hours.start),
        end_time: hours.and_then(|(_, hours)| hours.end),
        place: located(&rest[..clause_end], span.start, span.end, lexicon)
            .or_else(|| after_comma(&rest[..clause_end], span.end, lexicon)),
    })
}

/// `…, kl. 18.00, Bygdegården`.
fn after_comma<'a>(text: &str, date_end: usize, lexicon: &Lexicon) -> Option<Text<'a>> {
    let end = time::find(&text[date_end..], lexicon).map_or(date_end, |(span, _)| date_end + span.end);
    let rest = text[end..].strip_prefix(", ")?.trim_end_matches(['.', ' ']);
    (rest.starts_with(char::is_uppercase) && rest.len() < 60).then(|| rest.to_owned().into())
}

/// The sentences of a paragraph, roughly: cut behind full stops before a capital.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut from = 0;
        while let Some(stop) = rest[from..].find(". ").map(|at| from + at) {
            let word = rest[..stop].rsplit(' ').next().unwrap_or_default();
            let ends = rest[stop + 2..].starts_with(|c: char| c.is_uppercase() || c == '"')
                && (word.chars().count() > 2 && word != "kl" && word != "Kl"
                    || word.chars().all(|c| c.is_ascii_digit()));
            if ends {
                let (sentence, after) = rest.split_at(stop + 1);
                rest = after.trim_start();
                return Some(sentence);
            }
            from = stop + 2;
        }
        let sentence = rest;
        rest = "";
        Some(sentence)
    })
}
