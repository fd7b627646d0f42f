//! The lines of the title: one or several cells each.
//!
//! | cell | what it is |
//! | --- | --- |
//! | `NORRBY KOMMUN`, `Brf Tallen` | organization |
//! | `Kommunalförbundet` and `Norra Vattnet` below | organization, one name |
//! | `Kommunstyrelsen`, `Styrelsens sammanträde`, `Möte Miljöråd Nord` | body |
//! | `Kyrkorådet i Norrby pastorat` | both |
//! | `Protokoll fört vid extra stämma`, `STYRELSEMÖTE 2/2019` | title, type, number |
//! | `Dnr KS 2024/17` | register number |
//! | `2024-05-14` | date |

use std::cell::LazyCell;

use super::{meeting_type, number};
use crate::blocks::body::{folded, join};
use crate::blocks::fields;
use crate::grammar::occasion::words;
use crate::grammar::{date, ends_with_small_word, is_capitals, organ, person, reference, verb};
use crate::lexicon::{Clue, Label, Lexicon, close_gaps};
use crate::lines::rows::{Gap, Row};
use crate::lines::{Cell, pages};
use crate::model::{Meeting, Text};

/// The longest name of a register of companies, in bytes.
const LONGEST_REGISTER: usize = 24;

/// The longest short form of a name, in bytes.
const LONGEST_SHORT_FORM: usize = 8;

/// How many rows without a label make the title.
const MOST_ROWS: usize = 14;

/// In how many rows below a letterhead the organ or the title stands.
const ROWS_BELOW_LETTERHEAD: usize = 3;

/// The longest letterhead, in bytes and in words.
const LONGEST_LETTERHEAD: usize = 60;
const MOST_WORDS_OF_LETTERHEAD: usize = 7;

/// Reads the first rows without a label.
pub(super) fn read<'a>(rows: &[Row<'a>], loose: &[usize], meeting: &mut Meeting<'a>, lexicon: &Lexicon) {
    for at in loose.iter().copied().filter(|at| rows[*at].text().len() < 200).take(MOST_ROWS) {
        for cell in rows[at].line.cells() {
            if let Some(name) = completed(&cell, rows.get(at + 1), lexicon) {
                meeting.organization.get_or_insert_with(|| name.into());
                continue;
            }
            if let Some(body) = committee(&cell, rows.get(at + 1), lexicon) {
                meeting.body.get_or_insert_with(|| body.into());
                continue;
            }
            from_cell(cell.text, meeting, lexicon);
            complete_title(&cell, rows.get(at + 1), meeting, lexicon);
        }
    }
}

/// What each page repeats: organization and body stand there, too.
pub(super) fn from_repeated<'a>(cells: &[&'a str], meeting: &mut Meeting<'a>, lexicon: &Lexicon) {
    for cell in cells {
        who(pages::without_page_number(cell), meeting, lexicon);
    }
}

/// The letterhead: what stands alone in the first row of the text, above an organ or the title, is who meets, whatever
/// kind of organization it is: `Norrby båtlag` above `Styrelsen`.
pub(super) fn letterhead<'a>(
    rows: &[Row<'a>],
    loose: &[usize],
    meeting: &mut Meeting<'a>,
    lexicon: &Lexicon,
) {
    if meeting.organization.is_some() || loose.first() != Some(&0) {
        return;
    }
    let mut cells = rows[0].line.cells();
    let Some(name) = cells.next().map(|cell| pages::without_page_number(cell.text)) else { return };
    let heads = |text: &str| {
        is_title(text, lexicon) || is_meeting_title(text, lexicon) || organ::is_body(text, lexicon)
    };
    let mut near = cells
        .map(|cell| cell.text)
        .chain(loose[1..].iter().take_while(|at| **at <= ROWS_BELOW_LETTERHEAD).map(|at| rows[*at].text()));
    if near.any(heads) && may_be_letterhead(name, lexicon) && !heads(name) {
        meeting.organization = Some(folded(name));
    }
}

/// Whether a text has the look of a name: it begins with a capital, and is no date, sentence, label or person.
fn may_be_letterhead(text: &str, lexicon: &Lexicon) -> bool {
    text.starts_with(char::is_uppercase)
        && text.len() <= LONGEST_LETTERHEAD
        && text.split(' ').count() <= MOST_WORDS_OF_LETTERHEAD
        && text.ends_with(char::is_alphabetic)
        && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | ';' | '–'))
        && !ends_with_small_word(text, lexicon)
        && !verb::is_told(text, lexicon)
        && !words(text).any(|(_, word)| lexicon.is_meeting_word(word) || lexicon.label_words.has(word))
        && !lexicon.above_organizations.has(text)
        && fields::label(text, lexicon).is_none()
        && (is_capitals(text) || person::start(text, lexicon).is_none())
}

/// One cell of the title lines.
fn from_cell<'a>(cell: &'a str, meeting: &mut Meeting<'a>, lexicon: &Lexicon) {
    let cell = pages::without_page_number(cell).trim_end_matches([':', ',']);
    if cell.is_empty() || cell.len() > 150 {
        return;
    }
    let closed = close_gaps(cell);
    let text = closed.as_deref().unwrap_or(cell);
    let is_title = LazyCell::new(|| is_title(text, lexicon));
    let is_titled = LazyCell::new(|| *is_title || is_meeting_title(text, lexicon));
    if meeting.date.is_none()
        && let Some((_, partial)) = date::find(text, lexicon)
    {
        meeting.date = partial.date(None);
        meeting.end_date = partial.end_date(None).filter(|_| meeting.date.is_some());
    }
    if meeting.date.is_none() && *is_titled {
        meeting.date = date::in_two_digits(text);
    }
    let registered = reference::after_word(text, lexicon).filter(|rest| number::is_reference(rest));
    if let (Some(found), None) = (registered, &meeting.reference) {
        meeting.reference = Some(found.to_owned().into());
        return;
    }
    let office = |text: &str| text.starts_with(char::is_uppercase) && reference::is_reference(text);
    if meeting.reference.is_none() && office(text) {
        meeting.reference = Some(text.to_owned().into());
        return;
    }
    if meeting.number.is_none() {
        let alone = words(text).count() <= 2;
        meeting.number =
            (*is_titled || alone).then(|| number::in_title(text, lexicon)).flatten().map(Text::Owned);
    }
    if *is_titled && !tells_of_minutes(text, lexicon) {
        titled(cell, closed.as_deref(), meeting, lexicon);
        // "Protokoll direktionen"
        let organ = cell.split_once(' ').map(|(_, organ)| organ).filter(|organ| !organ.contains(' '));
        if let Some(organ) = organ.filter(|organ| lexicon.is_body_word(organ)) {
            meeting.body.get_or_insert_with(|| organ.into());
        }
    }
    if !*is_title {
        who(cell, meeting, lexicon);
    }
}

/// `Protokollet är justerat. Justeringen har tillkännagivits …` names the minutes too, and is no title.
fn tells_of_minutes(text: &str, lexicon: &Lexicon) -> bool {
    let clues = lexicon.clues.all(text);
    clues.has(Clue::Announced)
        || clues.has(Clue::Adjusted)
            && text.split(' ').any(|word| lexicon.is_finite_verb(word) || lexicon.behind_label.has(word))
}

/// The title as written, and what it says of the kind of meeting.
fn titled<'a>(cell: &'a str, closed: Option<&str>, meeting: &mut Meeting<'a>, lexicon: &Lexicon) {
    let text = closed.unwrap_or(cell);
    meeting.kind = meeting.kind.or_else(|| meeting_type(text, lexicon));
    let weight = |title: &str| weight(title, lexicon);
    let better = meeting.title.as_deref().is_none_or(|title| weight(title) < weight(text));
    if better && text.split(' ').count() <= 16 {
        meeting.title = Some(closed.map_or_else(|| folded(cell), |closed| closed.to_owned().into()));
    }
}

/// How much a title says: which meeting it is of, above that it is a protocol, above one word.
fn weight(title: &str, lexicon: &Lexicon) -> u8 {
    let meets = words(title).any(|(_, word)| lexicon.is_meeting_word(word) || lexicon.meetings.has(word));
    u8::from(title.contains(' ')) + u8::from(meets && title.contains(' '))
}

/// Organization and body in a cell that is a name.
fn who<'a>(cell: &'a str, meeting: &mut Meeting<'a>, lexicon: &Lexicon) {
    // The first of each counts, and pages repeat them.
    if meeting.organization.is_some() && meeting.body.is_some() || !cell.starts_with(char::is_uppercase) {
        return;
    }
    let cell = without_register(cell.trim_end_matches(['.', ' ', ',']), lexicon);
    // "Ledningsgruppen, onsdag 2 mars 2022"
    let cell = date::find(cell, lexicon)
        .filter(|(day, _)| day.start > 0 && day.end == cell.len())
        .map_or(cell, |(day, _)| cell[..day.start].trim_end_matches([' ', ',']));
    let named = cell.split(' ').count() <= 8 && !cell.contains(':');
    if !named {
        return;
    }
    // "Norrby Orienteringsklubb – Tävlingskommittén"
    // "Norrby kommun, Socialnämnden"
    let sides = [" – ", " - ", ", "].iter().find_map(|mark| cell.split_once(mark));
    if let Some((first, second)) = sides
        && organ::is_organization(first, lexicon)
        && organ::is_body(second, lexicon)
    {
        meeting.organization.get_or_insert_with(|| folded(first));
        meeting.body.get_or_insert_with(|| folded(second));
        return;
    }
    let cell = without_place(behind_meeting(cell, lexicon).unwrap_or(cell), lexicon);
    let cell = without_term(without_short_form(cell));
    // An authority is named after its board: "Länsstyrelsen i Norrby län", on each page.
    if meeting.organization.as_deref() == Some(cell) {
        return;
    }
    if ends_with_small_word(cell, lexicon) || lexicon.clues.all(cell).any(&[Clue::Suggest, Clue::ToDecide]) {
        return;
    }
    let (body, organization) = organ::body_and_organization(cell, lexicon);
    if body.len() < cell.len() {
        meeting.body.get_or_insert_with(|| folded(body));
        if let Some(organization) = organization {
            meeting.organization.get_or_insert_with(|| folded(organization));
        }
    } else if organ::is_organization(cell, lexicon)
        && !(organ::is_body(cell, lexicon) && meeting.organization.is_some())
    {
        meeting.organization.get_or_insert_with(|| folded(cell));
    } else if let Some(body) = body_of(cell, lexicon) {
        meeting.body.get_or_insert_with(|| folded(body));
    }
}

/// Whose meeting a title names: `Styrelsemöte med Norrby scoutkår`, `Årsmöte Norrby scoutkår`.
fn behind_meeting<'t>(cell: &'t str, lexicon: &Lexicon) -> Option<&'t str> {
    let (first, rest) = cell.split_once(' ')?;
    let (with, organ) = rest.split_once(' ')?;
    let meets = lexicon.is_meeting_word(first) || lexicon.meetings.has(first);
    let joins = lexicon.clues.get(with).any(&[Clue::MeetsWith, Clue::BelongsTo]);
    if joins {
        return (meets && organ.starts_with(char::is_uppercase)).then_some(organ);
    }
    // "Protokoll ordinarie föreningsstämma Brf Tallen nr 4"
    let behind =
        words(cell).filter(|(_, word)| lexicon.is_meeting_word(word) || lexicon.meetings.has(word)).last();
    let rest = behind.map(|(at, word)| cell[at + word.len()..].trim_start())?;
    (rest.starts_with(char::is_uppercase) && organ::is_organization(rest, lexicon)).then_some(rest)
}

/// `Norrby församling uti sockenstugan` without the place: no name goes on with a small letter there.
fn without_place<'t>(cell: &'t str, lexicon: &Lexicon) -> &'t str {
    let pairs = words(cell).zip(words(cell).skip(1));
    let place = pairs.filter(|((at, _), _)| *at > 0).find(|((_, word), (_, next))| {
        let small = next.starts_with(char::is_lowercase) || cell.ends_with('-');
        lexicon.clues.get(word).has(Clue::Locative) && small
    });
    place.map_or(cell, |((at, _), _)| cell[..at].trim_end())
}

/// `Kommunala pensionärsrådet (KPR)` without its short form.
fn without_short_form(cell: &str) -> &str {
    let short = cell.strip_suffix(')').and_then(|cell| cell.rsplit_once(" ("));
    let is_short = |form: &str| form.len() <= LONGEST_SHORT_FORM && form.chars().all(char::is_uppercase);
    short.filter(|(_, form)| is_short(form)).map_or(cell, |(name, _)| name)
}

/// `Fullmäktige 17/18` without the term of office.
fn without_term(cell: &str) -> &str {
    let is_year = |year: &str| matches!(year.len(), 2 | 4) && year.bytes().all(|byte| byte.is_ascii_digit());
    let is_term = |term: &str| {
        let years = ['/', '-', '–'].into_iter().find_map(|mark| term.split_once(mark));
        years.is_some_and(|(first, last)| is_year(first) && is_year(last))
    };
    cell.rsplit_once(' ').filter(|(_, term)| is_term(term)).map_or(cell, |(name, _)| name)
}

/// `Brf Tallen, org.nr 769600-0000` without the number in the register of companies.
pub(super) fn without_register<'t>(cell: &'t str, lexicon: &Lexicon) -> &'t str {
    let registered = |tail: &str| {
        // "Org nr 769600-0000"
        let word = tail.split(|c: char| c == ':' || c.is_ascii_digit()).next().unwrap_or_default().trim();
        word.len() <= LONGEST_REGISTER && lexicon.labels.get(word) == Some(&Label::MetaOther)
    };
    cell.match_indices([',', '('])
        .find(|(at, mark)| registered(&cell[at + mark.len()..]))
        .map_or(cell, |(at, _)| cell[..at].trim_end())
}

/// The body that a cell names: itself, what follows *Möte*, or whose meeting it is.
fn body_of<'t>(cell: &'t str, lexicon: &Lexicon) -> Option<&'t str> {
    let (first, rest) = cell.split_once(' ').unwrap_or((cell, ""));
    // "Fört vid ordinarie sammanträde med kårfullmäktige"
    let with = words(cell).zip(words(cell).skip(1)).find(|((_, meeting), (_, with))| {
        lexicon.is_meeting_word(meeting) && lexicon.clues.get(with).has(Clue::Accompaniment)
    });
    if let Some((_, (at, with))) = with {
        let organ = cell[at + with.len()..].trim_start();
        return (!organ.contains(' ') && organ::is_body(organ, lexicon)).then_some(organ);
    }
    if lexicon.is_meeting_word(first) {
        return (rest.starts_with(char::is_uppercase) && organ::is_body(rest, lexicon)).then_some(rest);
    }
    let genitive = first.strip_suffix('s').filter(|stem| lexicon.is_body_word(stem));
    if let Some(stem) =
        genitive.filter(|_| !rest.is_empty() && rest.split(' ').any(|word| lexicon.is_meeting_word(word)))
    {
        return Some(stem);
    }
    organ::is_body(cell, lexicon).then_some(cell)
}

/// An organization's kind alone (`Kommunalförbundet`, `Länsstyrelsen`) goes on with its name in the row below.
fn completed(cell: &Cell<'_>, below: Option<&Row<'_>>, lexicon: &Lexicon) -> Option<String> {
    let alone = !cell.text.contains(' ') && lexicon.organization_first.has(cell.text);
    let next = below.filter(|row| alone && !row.gap.is_any()).and_then(|row| row.line.cells().next())?;
    let name = next.column.abs_diff(cell.column) <= 1
        && next.text.starts_with(char::is_uppercase)
        && !organ::is_body(next.text, lexicon)
        && !is_title(next.text, lexicon)
        && fields::label(next.text, lexicon).is_none()
        && date::find(next.text, lexicon).is_none();
    name.then(|| join(cell.text, next.text, lexicon))
}

/// A committee whose name goes over two rows: `Kommunstyrelsens` / `arbetsutskott`.
fn committee(cell: &Cell<'_>, below: Option<&Row<'_>>, lexicon: &Lexicon) -> Option<String> {
    let owner = cell.text.strip_suffix(['s', 'S']).filter(|stem| lexicon.is_body_word(stem))?;
    let row = below.filter(|row| !owner.contains(' ') && row.gap == Gap::None)?;
    let next = row.line.cells().next().filter(|next| next.column.abs_diff(cell.column) <= 1)?;
    let organ = !next.text.contains(' ') && lexicon.is_body_word(next.text);
    organ.then(|| join(cell.text, next.text, lexicon))
}

/// A title that cannot end where its row ends (`Protokoll fört vid stämma i`) goes on in the row below.
fn complete_title<'a>(
    cell: &Cell<'a>,
    below: Option<&Row<'a>>,
    meeting: &mut Meeting<'a>,
    lexicon: &Lexicon,
) {
    let open = meeting.title.as_deref() == Some(cell.text) && ends_with_small_word(cell.text, lexicon);
    let next = below.filter(|row| open && row.gap == Gap::None && row.text().len() < 100);
    if let Some(next) = next.filter(|row| date::find(row.text(), lexicon).is_none()) {
        meeting.title = Some(join(cell.text, next.text(), lexicon).into());
    }
}

/// `Protokoll …`, `SAMMANTRÄDESPROTOKOLL`.
pub(in crate::blocks) fn is_title(text: &str, lexicon: &Lexicon) -> bool {
    text.split([' ', ',', '-', '–', '/'])
        .any(|word| lexicon.document_titles.has(word.trim_end_matches([':', '.'])))
}

/// `Möte Regionpolisråd Mitt`, `Generaldirektörens beslutsmöte nr 14/2023`.
pub(in crate::blocks) fn is_meeting_title(text: &str, lexicon: &Lexicon) -> bool {
    let meets = |word: &str| lexicon.meetings.has(word) || lexicon.is_meeting_word(word);
    (2..=9).contains(&text.split(' ').count())
        && !text.ends_with('.')
        && words(text).any(|(_, word)| meets(word))
        && !words(text).any(|(_, word)| lexicon.clues.get(word).any(&[Clue::Opens, Clue::Closes]))
}
