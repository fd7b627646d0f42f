//! The labels and names in a signature block, each where it stands.
//!
//! | cell | mark |
//! | --- | --- |
//! | `Vid protokollet`, `Justerat den 4 maj 2024:` | a role, with a date |
//! | `Ordförande §§ 1–12`, `stämmans ordförande` | a role |
//! | `Anna Berg (S), ordförande` | a name with its own role |
//! | `Justerat av Bo Ek`, `Sekreterare: Carl Dal` | the same |
//! | `.......`, `Kyrkoherde`, `i Röd`, a sentence | nothing |

use super::place;
use crate::blocks::{body, fields};
use crate::grammar::person::{self, Apart, Entry, Told};
use crate::grammar::{date, first_word, has_digit, is_dash, numbers, organ};
use crate::lexicon::{Clue, Label, Lexicon};
use crate::lines::Cell;
use crate::lines::rows::{Gap, Row, is_rule};
use crate::model::{Date, Role, SignatoryRole, Span, Text};

/// Something in a signature block.
#[derive(Debug, Clone)]
pub(super) enum Mark<'a> {
    Role {
        role: SignatoryRole,
        date: Option<Date>,
        wording: Wording,
    },
    /// The role is `sure` where an office says it, and no phrase such as `Justerat av`.
    Name {
        name: Text<'a>,
        span: Span,
        role: Option<SignatoryRole>,
        sure: bool,
        date: Option<Date>,
    },
}

/// How a label says as what people sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wording {
    /// `Ordförande`: it may stand below a name.
    Office,
    /// `ordförande`: in small letters it does.
    SmallOffice,
    /// `Vid protokollet`: it stands above.
    Phrase,
    /// `In fidem`: whoever answers for the minutes, often the chair.
    Attestation,
}

impl Wording {
    pub(super) fn is_office(self) -> bool {
        matches!(self, Self::Office | Self::SmallOffice)
    }
}

/// A mark in its place.
#[derive(Debug, Clone)]
pub(super) struct Placed<'a> {
    pub(super) mark: Mark<'a>,
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) end_column: usize,
    /// Whether nothing parts its row from the one before.
    pub(super) close: bool,
}

impl Placed<'_> {
    pub(super) fn is_role(&self) -> bool {
        matches!(self.mark, Mark::Role { .. })
    }

    /// The name, where it is one.
    pub(super) fn name(&self) -> Option<&str> {
        match &self.mark {
            Mark::Name { name, .. } => Some(name),
            Mark::Role { .. } => None,
        }
    }
}

/// The longest sentence that a lone cell may be and still hold a signature, in bytes.
const LONGEST_CELL: usize = 120;

/// The shortest office that another word may stand before in one word, and the longest such word, in bytes.
const SHORTEST_OFFICE: usize = 9;
const LONGEST_OFFICE: usize = 40;

/// The longest name of a field in the stamp of an electronic signature, in bytes.
const LONGEST_FIELD: usize = 24;

/// The longest label, in bytes.
const LONGEST_LABEL: usize = 60;

/// The marks in `rows`, in reading order.
pub(super) fn marks<'a>(rows: &[Row<'a>], lexicon: &Lexicon) -> Vec<Placed<'a>> {
    let mut marks = Vec::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| !row.is_rule()) {
        let close = row.gap == Gap::None;
        let cells = row.line.cells().filter(|cell| !is_rule(cell.text));
        let cells = cells.map(|cell| without_stamp_field(&cell, lexicon));
        let cells: Vec<(Cell<'a>, Said)> = cells.map(|cell| (cell, Said::of(cell.text, lexicon))).collect();
        if let [(only, _)] = cells.as_slice()
            && only.text.len() > LONGEST_CELL
        {
            continue;
        }
        let labelled = cells.iter().any(|(_, said)| said.role.is_some());
        for (cell, said) in cells {
            if labelled && said.label == Some(Label::Closing) {
                // Below "Som ovan", beside "Justeras", signs who kept the minutes.
                let mark =
                    Mark::Role { role: SignatoryRole::Secretary, date: None, wording: Wording::Phrase };
                let (column, end_column) = (cell.column, cell.end_column());
                marks.push(Placed { mark, row: at, column, end_column, close });
                continue;
            }
            if said.label == Some(Label::Adjustment)
                && rows[at + 1..]
                    .iter()
                    .take(3)
                    .take_while(|below| !has_role(below, lexicon))
                    .any(|below| place::is_names(below, lexicon))
            {
                // "Protokolljustering", with those who adjust below.
                let mark = Mark::Role { role: SignatoryRole::Adjuster, date: None, wording: Wording::Phrase };
                let (column, end_column) = (cell.column, cell.end_column());
                marks.push(Placed { mark, row: at, column, end_column, close });
                continue;
            }
            // "Protokollet justeras digitalt." above offices is no office.
            if cell.text.ends_with('.')
                && place::is_closing(cell.text, lexicon)
                && rows.get(at + 1).is_some_and(|below| has_role(below, lexicon))
            {
                continue;
            }
            if let Some(day) = day(cell.text, lexicon) {
                signed_on(day, at, &mut marks);
            }
            marks.extend(of_said(&cell, said, lexicon).into_iter().map(|mark| Placed {
                mark,
                row: at,
                column: cell.column,
                end_column: cell.end_column(),
                close,
            }));
        }
    }
    marks
}

/// `NAMN: ANNA BERG`, `TITEL, ORGANISATION: Ordförande, Norrby kommun` of an electronic signature: what stands behind the
/// name of the field.
fn without_stamp_field<'a>(cell: &Cell<'a>, lexicon: &Lexicon) -> Cell<'a> {
    let field = cell.text.split_once(':').filter(|(field, _)| {
        let word = first_word(field).trim_end_matches(',');
        field.len() <= LONGEST_FIELD && lexicon.clues.get(word).has(Clue::StampField)
    });
    let Some((_, rest)) = field else { return *cell };
    let text = rest.trim_start();
    Cell { text, start: cell.start + cell.text.len() - text.len(), ..*cell }
}

/// Whether a cell of a row says as what people sign.
fn has_role(row: &Row<'_>, lexicon: &Lexicon) -> bool {
    row.line.cells().any(|cell| role_of(cell.text, lexicon).is_some())
}

/// The date that a cell is as a whole: `2024-03-20`, `den 20 mars 2024`.
fn day(text: &str, lexicon: &Lexicon) -> Option<Date> {
    let (rest, partial) = date::date(text, lexicon).ok()?;
    partial.date(None).filter(|_| rest.trim_matches([' ', '.', ',']).is_empty())
}

/// Gives the date in a cell to the name before it in the same row.
fn signed_on(day: Date, row: usize, marks: &mut [Placed<'_>]) {
    if let Some(Placed { mark: Mark::Name { date, .. }, row: of_name, .. }) = marks.last_mut()
        && *of_name == row
    {
        date.get_or_insert(day);
    }
}

/// The marks of one cell.
pub(super) fn of_cell<'a>(cell: &Cell<'a>, lexicon: &Lexicon) -> Vec<Mark<'a>> {
    of_said(cell, Said::of(cell.text, lexicon), lexicon)
}

/// The same, where it has been asked what the cell says.
fn of_said<'a>(cell: &Cell<'a>, said: Said, lexicon: &Lexicon) -> Vec<Mark<'a>> {
    if let Some((role, date)) = said.role {
        return vec![Mark::Role { role, date, wording: wording(cell.text, said.label, date, lexicon) }];
    }
    let (label, rest) = match label_before(cell.text, lexicon) {
        Some((label, rest)) => (Some(label), rest),
        None => (None, cell.text),
    };
    let text = rest.trim_start_matches(|c: char| matches!(c, ' ' | '/' | '_' | ':') || is_dash(c));
    let start = cell.start + cell.text.len() - text.len();
    if let (Some((role, date)), true) = (label, text.is_empty()) {
        return vec![Mark::Role { role, date, wording: Wording::Phrase }];
    }
    let before = cell.text[..cell.text.len() - rest.len()].trim_end_matches([' ', ':']);
    names(text, start, label.map(|label| (label, before)), lexicon)
}

/// The names in a cell, behind a label or none: nothing where it is a sentence that begins with one.
fn names<'a>(
    text: &'a str,
    start: usize,
    label: Option<((SignatoryRole, Option<Date>), &str)>,
    lexicon: &Lexicon,
) -> Vec<Mark<'a>> {
    if text.ends_with(':') || !text.contains(char::is_whitespace) {
        return vec![];
    }
    let Some(first) = person::start(text, lexicon) else { return vec![] };
    let is_office = |label: &str| wording(label, fields::label(label, lexicon), None, lexicon).is_office();
    let sure = label.is_none_or(|(_, label)| is_office(label));
    let label = label.map(|(label, _)| label);
    let several = occasion_joined(text, lexicon);
    let apart = if label.is_some() || several { Apart::ByComma } else { Apart::ByLine };
    let is_person = |entry: &Entry| {
        text[entry.whole.end..].trim().len() <= 40
            && entry.titles.iter().all(|title| title.len() <= LONGEST_LABEL)
    };
    let (entries, _) = person::entries_and_doubt(text, Some(Told::first(first)), apart, lexicon);
    entries
        .into_iter()
        .filter(is_person)
        .map(|entry| Mark::Name {
            name: body::folded(&text[entry.name.clone()]),
            span: Span::new(start + entry.name.start, start + entry.name.end),
            role: label.map(|(role, _)| role).or_else(|| entry.roles.iter().copied().find_map(signed_as)),
            sure,
            date: label.and_then(|(_, date)| date).or_else(|| {
                date::find(&text[entry.name.end..], lexicon).and_then(|(_, partial)| partial.date(None))
            }),
        })
        .collect()
}

/// Whether *och* joins several names in one cell.
fn occasion_joined(text: &str, lexicon: &Lexicon) -> bool {
    text.split(' ').any(|word| lexicon.clues.get(word).has(Clue::Joining))
}

/// As what somebody with a role signs.
fn signed_as(role: Role) -> Option<SignatoryRole> {
    match role {
        Role::Chair => Some(SignatoryRole::Chair),
        Role::Secretary => Some(SignatoryRole::Secretary),
        Role::Adjuster => Some(SignatoryRole::Adjuster),
        _ => None,
    }
}

/// As what a label says that people sign.
fn signing_role(label: Label) -> Option<SignatoryRole> {
    match label {
        Label::Secretary | Label::Attested => Some(SignatoryRole::Secretary),
        Label::Chair => Some(SignatoryRole::Chair),
        Label::Adjuster | Label::AppointedAdjuster => Some(SignatoryRole::Adjuster),
        _ => None,
    }
}

/// A label at the beginning of a cell, and what follows: behind a colon, or a name.
pub(super) fn label_before<'t>(
    text: &'t str,
    lexicon: &Lexicon,
) -> Option<((SignatoryRole, Option<Date>), &'t str)> {
    let colon = text.find(':').filter(|at| *at < LONGEST_LABEL);
    if let Some(found) =
        colon.and_then(|at| role_of(&text[..at], lexicon).map(|role| (role, &text[at + 1..])))
    {
        return Some(found);
    }
    let spaces = text.match_indices(' ').map(|(at, _)| at).take(7);
    spaces.take_while(|at| *at < LONGEST_LABEL).find_map(|at| {
        let rest = text[at..].trim_start_matches([' ', ':', ',']);
        let named = rest.starts_with(char::is_uppercase) && begins_with_person(rest, lexicon);
        named.then(|| role_of(&text[..at], lexicon).map(|role| (role, rest)))?
    })
}

/// Whether a person begins a text. A name has two words, or a title before it.
pub(super) fn begins_with_person(text: &str, lexicon: &Lexicon) -> bool {
    text.contains(char::is_whitespace) && person::start(text, lexicon).is_some()
}

/// What a cell says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    /// The label that it is.
    pub(super) label: Option<Label>,
    /// The role that it is.
    pub(super) role: Option<(SignatoryRole, Option<Date>)>,
}

impl Said {
    pub(super) fn of(text: &str, lexicon: &Lexicon) -> Self {
        let bare = bare_label(text);
        let label = fields::label(bare, lexicon);
        let of_whole = if fields::are_one_label(bare, text) { label } else { fields::label(text, lexicon) };
        Self { label: of_whole, role: role_of_bare(bare, label, lexicon) }
    }
}

/// The role that a text is: a label, perhaps with the items or a date behind it.
pub(super) fn role_of(text: &str, lexicon: &Lexicon) -> Option<(SignatoryRole, Option<Date>)> {
    let text = bare_label(text);
    role_of_bare(text, fields::label(text, lexicon), lexicon)
}

/// A label without strokes and marks at either side.
fn bare_label(text: &str) -> &str {
    text.trim_matches(|c: char| {
        matches!(c, '.' | '_' | '…' | ' ' | ':' | ',' | '(' | ')' | '/') || is_dash(c)
    })
}

/// The role that a text is which nothing stands around, and which is `label` as a whole.
fn role_of_bare(
    text: &str,
    label: Option<Label>,
    lexicon: &Lexicon,
) -> Option<(SignatoryRole, Option<Date>)> {
    if text.len() > LONGEST_LABEL {
        return None;
    }
    let plain = |text: &str| fields::label(text, lexicon).and_then(signing_role);
    label
        .and_then(signing_role)
        .or_else(|| {
            let of_whom =
                |title: &str| lexicon.is_title_word(title) || organ::is_organization(title, lexicon);
            plain(with_title(text).filter(|(_, title)| of_whom(title))?.0)
        })
        .or_else(|| plain(before_items(text, lexicon)?))
        .or_else(|| of_meeting(text, lexicon))
        .or_else(|| compound_office(text, lexicon))
        .map(|role| (role, None))
        .or_else(|| dated_role(text, lexicon))
}

/// A label and what stands behind its comma: `Sekreterare, kamrer`, `Ordförande, Norrby kommun`. Nearly all labels have none.
fn with_title(text: &str) -> Option<(&str, &str)> {
    memchr::memchr(b',', text.as_bytes())?;
    text.split_once(", ")
}

/// An office that says of what: `Kårordförande`, `Nämndsekreterare`.
fn compound_office(text: &str, lexicon: &Lexicon) -> Option<SignatoryRole> {
    let one_word = !text.contains(' ') && text.starts_with(char::is_uppercase);
    let parts =
        text.char_indices().skip(3).map(|(at, _)| &text[at..]).filter(|part| part.len() >= SHORTEST_OFFICE);
    let office = |part: &str| lexicon.roles.get(part).copied().and_then(signed_as);
    if one_word { parts.filter(|_| text.len() <= LONGEST_OFFICE).find_map(office) } else { None }
}

/// Whether a text is a phrase under which people sign, and no office.
pub(super) fn is_phrase(text: &str, said: Said, lexicon: &Lexicon) -> bool {
    said.role.is_some_and(|(_, date)| !wording(text, said.label, date, lexicon).is_office())
}

/// How a text says as what people sign that is `label` as a whole.
fn wording(text: &str, label: Option<Label>, date: Option<Date>, lexicon: &Lexicon) -> Wording {
    if label == Some(Label::Attested) {
        Wording::Attestation
    } else if date.is_none()
        && (is_office(text, lexicon)
            || with_title(text).is_some_and(|(office, _)| is_office(office, lexicon)))
    {
        if text.starts_with(char::is_lowercase) { Wording::SmallOffice } else { Wording::Office }
    } else {
        Wording::Phrase
    }
}

/// Whether a label names an office: its last word, items apart, is one.
fn is_office(text: &str, lexicon: &Lexicon) -> bool {
    let text = before_items(text, lexicon).unwrap_or(text);
    let text = text.trim_matches(|c: char| matches!(c, '.' | '_' | '…' | ' ' | ':' | ',' | '(' | ')' | '/'));
    let last = text.rsplit(' ').next().unwrap_or(text);
    lexicon.roles.has(last) || lexicon.is_title_word(last)
}

/// `Ordförande §§ 1–12`, `Ordförande punkt 7` without its items.
fn before_items<'t>(text: &'t str, lexicon: &Lexicon) -> Option<&'t str> {
    if !has_digit(text) {
        return None;
    }
    let sign = numbers::find_sign(text, lexicon)
        .filter(|sign| numbers::stretches(&text[*sign..], lexicon).is_some())?;
    Some(text[..sign].trim_end_matches([' ', ',', '(', '–']))
}

/// `Justerat den 4 maj 2024`, `Justeradt den 4 maj 1891 betyga`: a label and its date. *Justering* is one
/// here, since the day is said on which people signed.
fn dated_role(text: &str, lexicon: &Lexicon) -> Option<(SignatoryRole, Option<Date>)> {
    let (span, partial) = date::find(text, lexicon)?;
    let head = text[..span.start].trim_end_matches([' ', ',', ':', '(']);
    let label = |head: &str| {
        fields::label(head, lexicon).and_then(|label| match label {
            Label::Adjustment => Some(SignatoryRole::Adjuster),
            label => signing_role(label),
        })
    };
    // "Protokollet justeras den 20 maj på kansliet" is a sentence of a point.
    let next = text[span.end..].trim_start().split(' ').next().unwrap_or_default();
    if lexicon.clues.get(next).has(Clue::Locative) {
        return None;
    }
    let few_words = head.split(' ').count() <= 4 && text.len() - span.end < 24 && !head.contains(':');
    let role = label(head)
        .or_else(|| few_words.then(|| head.split(' ').next().and_then(label))?)
        .or_else(|| few_words.then(|| label(&two_words(head)?))?)?;
    Some((role, partial.date(None)))
}

fn two_words(text: &str) -> Option<String> {
    let mut words = text.split(' ');
    Some(format!("{} {}", words.next()?, words.next()?))
}

/// `skolrådets ordförande`, `stämmans sekreterare`.
fn of_meeting(text: &str, lexicon: &Lexicon) -> Option<SignatoryRole> {
    let (whose, last) = text.rsplit_once(' ')?;
    if whose.contains(' ') || !whose.ends_with('s') {
        return None;
    }
    let role = signed_as(*lexicon.roles.get(last)?)?;
    person::start(text, lexicon).is_none().then_some(role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        use SignatoryRole::{Adjuster, Chair, Secretary};
        let lexicon = Lexicon::built_in();
        for (text, role, date) in [
            ("Vid protokollet:", Secretary, None),
            ("In fidem", Secretary, None),
            ("Ordförande §§ 1–12, 14", Chair, None),
            ("stämmans ordförande", Chair, None),
            ("Talman", Chair, None),
            ("Justerat den 4 maj 2024:", Adjuster, Some("2024-05-04")),
            ("Justeradt den 4 maj 1891 betyga", Adjuster, Some("1891-05-04")),
            ("Protokollet justerat den 4 maj 2024", Adjuster, Some("2024-05-04")),
            ("Justeras", Adjuster, None),
        ] {
            let found = role_of(text, lexicon).map(|(role, date)| (role, date.map(|date| date.to_string())));
            assert_eq!(found, Some((role, date.map(str::to_owned))), "{text:?}");
        }
        for text in
            ["Anna Berg", "Kyrkoherde", "Anslag", "Protokollet justerades utan anmärkning av alla", ""]
        {
            assert_eq!(role_of(text, lexicon), None, "{text:?}");
        }
    }
}
