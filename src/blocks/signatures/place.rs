//! The rows where people sign: behind the last point, or on the cover.
//!
//! | rows behind the last point | where the end begins |
//! | --- | --- |
//! | `Vid protokollet`, `Justeras` | at the label |
//! | `Som ovan`, `Dokumentet är digitalt signerat` | there |
//! | `Anna Berg` above `ordförande` | at the name |
//! | names alone at the very end | at the first of them |
//! | `Bilaga 1` at the head of a page | there; nobody signs an appendix |
//!
//! An appendix may have another name behind the signatures: `Röstlängd`.
//!
//! A cover is where a label of signatures stands, or an office with a stroke to sign on or a note of a
//! digital signature, or names above their offices. `Sekreterare: Carl Dal` among those present is none.

use std::ops::Range;

use super::mark::{self, Mark, Said};
use crate::blocks::fields;
use crate::grammar::person::{self, Apart};
use crate::grammar::{date, first_word, numbers};
use crate::lexicon::{Clue, Label, Lexicon};
use crate::lines::Cell;
use crate::lines::rows::{Gap, Row, is_rule};
use crate::model::SignatoryRole;

/// From which column on a name with a full stop behind it is a signature, and no end of a sentence.
const SIGNED_FROM: usize = 8;

/// In how many rows below the date of the adjustment those who sign are looked for.
const MOST_ROWS_TO_OFFICES: usize = 8;

/// The longest cell with a name, or with the name of an appended list, in bytes.
const LONGEST_CELL: usize = 60;

/// How many offices stand below each other at most where people sign.
const MOST_OFFICES: usize = 12;

/// In how many rows below the name of an appended list the heads of its columns stand.
const ROWS_TO_HEADS: usize = 3;

/// The longest head of an appendix, in bytes.
const LONGEST_HEAD: usize = 40;

/// The row behind the last point where people sign, or the end.
pub(in crate::blocks) fn end_of_points(rows: &[Row<'_>], from: usize, lexicon: &Lexicon) -> usize {
    let last_long = rows.iter().rposition(|row| !is_short(row, lexicon));
    // Where no row stands apart, those who sign do not either.
    let dense = are_close(rows.get(1..).unwrap_or_default());
    let close = are_close(rows.get(from..).unwrap_or_default());
    let names_suffice = |at: usize| if last_long.is_none_or(|long| long < at) { 1 } else { 2 };
    let begins_apart = |at: usize| {
        is_signing(&rows[at], lexicon)
            || is_appendix(&rows[at], lexicon)
            || is_posting(&rows[at], lexicon)
            || begins_appendix(&rows[at], lexicon) && heads_table(&rows[at + 1..], lexicon)
            || offices_from(rows, at, lexicon) >= names_suffice(at)
            || pairs_from(rows, at, rows.len(), lexicon) > 0
    };
    let begins_close = |at: usize| {
        labels_over_names(rows, at, lexicon)
            || close && (are_pairs(rows, at, lexicon) || are_officers(rows, at, lexicon))
    };
    let begins = |at: usize| {
        let below = || last_long.is_none_or(|long| long < at) || is_closing(rows[at].text(), lexicon);
        let apart = rows[at].gap.is_any() || at > from && (rows[at - 1].is_rule() || dense && below());
        // What needs no gap is told where there is one too.
        if apart { begins_apart(at) } else { begins_close(at) }
    };
    let Some(mut at) = (from..rows.len()).find(|at| begins(*at)) else {
        return lone_names_at_end(rows, from, lexicon);
    };
    while at > from
        && (is_names(&rows[at - 1], lexicon)
            || has_office(&rows[at - 1], lexicon)
            || rows[at - 1].is_rule() && at - 1 > from)
    {
        at -= 1;
    }
    at
}

/// Whether nothing but pages parts rows.
fn are_close(rows: &[Row<'_>]) -> bool {
    !rows.iter().any(|row| matches!(row.gap, Gap::Blank | Gap::Wide))
}

/// In how many rows below a label of signatures the first name stands, strokes and other labels between.
const ROWS_TO_NAMES: usize = 4;

/// Whether row `at` holds labels under which people sign, and no sentence does: `Vid protokollet` right above
/// `Anna Berg`. An office may head a list of elected people, and says nothing by itself.
fn labels_over_names(rows: &[Row<'_>], at: usize, lexicon: &Lexicon) -> bool {
    let mut below = rows[at + 1..].iter().take(ROWS_TO_NAMES);
    // Nearly no row has names below it, nor is as short.
    let is_short = |row: &Row<'_>| row.text().len() < LONGEST_CELL || row.line.may_have_cells();
    is_short(&rows[at])
        && below.clone().any(|row| is_short(row) && may_be_names(row))
        && has_labels(&rows[at], lexicon)
        && below
            .find(|row| !row.is_rule() && !has_labels(row, lexicon))
            .is_some_and(|row| has_lone_names(row, lexicon))
}

/// Whether each cell of a row, strokes apart, says that people sign below and in no other way than with a phrase.
fn has_labels(row: &Row<'_>, lexicon: &Lexicon) -> bool {
    let is_label = |cell: Cell<'_>| {
        cell.text.len() < LONGEST_CELL && lexicon.labels.may_begin(cell.text) && {
            let said = Said::of(cell.text, lexicon);
            mark::is_phrase(cell.text, said, lexicon) || matches!(said.label, Some(Label::Closing))
        }
    };
    let mut cells = row.line.cells().filter(|cell| !is_rule(cell.text)).peekable();
    cells.peek().is_some() && cells.all(is_label)
}

/// Whether a row holds names and nothing else; a full stop may stand behind them at the margin too.
fn has_lone_names(row: &Row<'_>, lexicon: &Lexicon) -> bool {
    row.line.cells().all(|cell| is_rule(cell.text) || is_lone_name(&cell, lexicon))
}

/// Names side by side above their offices, or several such pairs below each other.
fn are_pairs(rows: &[Row<'_>], at: usize, lexicon: &Lexicon) -> bool {
    let pairs = pairs_from(rows, at, rows.len(), lexicon);
    pairs >= 2 || pairs == 1 && rows[at].line.cells().count() >= 2
}

/// Names with their offices, of which one is of those who adjust: nobody else signs.
fn are_officers(rows: &[Row<'_>], at: usize, lexicon: &Lexicon) -> bool {
    let officers = offices_from(rows, at, lexicon);
    let cells = || rows[at..at + officers].iter().flat_map(|row| row.line.cells());
    let marks = || cells().flat_map(|cell| mark::of_cell(&cell, lexicon));
    let signs = |as_what: SignatoryRole| {
        marks().any(|mark| matches!(mark, Mark::Name { role: Some(role), .. } if role == as_what))
    };
    officers > 0
        && signs(SignatoryRole::Adjuster)
        && (signs(SignatoryRole::Chair) || signs(SignatoryRole::Secretary))
}

/// `Bilaga 1`, `Bilagor`, `Bilaga:  Förteckning över medlemmar` at the head of a page behind the points.
pub(in crate::blocks) fn is_appendix(row: &Row<'_>, lexicon: &Lexicon) -> bool {
    if !row.line.may_have_cells() && row.text().len() >= LONGEST_HEAD {
        return false;
    }
    let heads = |cell: Cell<'_>| {
        let word = first_word(cell.text);
        lexicon.labels.get(word.trim_end_matches(':')) == Some(&Label::Attachments)
            && cell.text.len() < LONGEST_HEAD
    };
    let mut cells = row.line.cells();
    cells.next().is_some_and(heads) || cells.last().is_some_and(heads)
}

/// The same behind the signatures, where a list may be appended that has a name of its own: `Röstlängd vid
/// årsstämman 2013`.
pub(in crate::blocks) fn begins_appendix(row: &Row<'_>, lexicon: &Lexicon) -> bool {
    let text = row.text();
    let is_list = || {
        row.gap.is_any()
            && text.len() < LONGEST_CELL
            && lexicon.appended.has(first_word(text))
            && !text.ends_with('.')
    };
    is_appendix(row, lexicon) || is_list()
}

/// Whether the heads of a table of people or of votes stand in the next rows.
fn heads_table(below: &[Row<'_>], lexicon: &Lexicon) -> bool {
    let is_head = |cell: &Cell<'_>| {
        lexicon.table_columns.has(cell.text)
            || lexicon.clues.get(cell.text).any(&[Clue::Yes, Clue::No, Clue::Abstain])
    };
    below.iter().take(ROWS_TO_HEADS).any(|row| row.line.cells().filter(is_head).count() >= 2)
}

/// Names alone at the very end, without any label.
fn lone_names_at_end(rows: &[Row<'_>], from: usize, lexicon: &Lexicon) -> usize {
    let mut at = rows.len();
    while at > from && (is_names(&rows[at - 1], lexicon) || rows[at - 1].is_rule()) {
        at -= 1;
    }
    if at < rows.len() && rows[at].gap.is_any() { at } else { rows.len() }
}

/// A row of strokes, or of cells as short as names. A name with its office signs where all rows behind it are
/// short: in the list of a point others follow.
fn is_short(row: &Row<'_>, lexicon: &Lexicon) -> bool {
    let is_short = |cell: Cell<'_>| cell.text.len() < LONGEST_CELL && !ends_sentence(cell.text, lexicon);
    row.is_rule() || row.line.cells().all(is_short)
}

/// Whether every cell of a row is a name with an office.
fn has_office(row: &Row<'_>, lexicon: &Lexicon) -> bool {
    let cells: Vec<Cell<'_>> = row.line.cells().collect();
    !cells.is_empty()
        && !cells.iter().any(|cell| cell.text.len() >= LONGEST_CELL || ends_sentence(cell.text, lexicon))
        && may_be_names(row)
        && cells
            .iter()
            .all(|cell| matches!(mark::of_cell(cell, lexicon).as_slice(), [Mark::Name { role: Some(_), .. }]))
}

/// Whether a cell ends as a sentence, and not with a short form: `Carl Dal, sekr.`
fn ends_sentence(text: &str, lexicon: &Lexicon) -> bool {
    text.ends_with('.') && !text.rsplit(' ').next().is_some_and(|last| lexicon.roles.has(last))
}

/// How many rows from `at` on are names with an office, at the margin of a list of those who sign.
fn offices_from(rows: &[Row<'_>], at: usize, lexicon: &Lexicon) -> usize {
    rows[at..].iter().take(4).take_while(|row| has_office(row, lexicon)).count()
}

/// The rows of the front where people sign.
pub(in crate::blocks) fn cover(
    rows: &[Row<'_>],
    front: Range<usize>,
    lexicon: &Lexicon,
) -> Option<Range<usize>> {
    let signed = front.clone().find(|at| is_signed_on(rows, *at, front.end, lexicon));
    let start = signed.or_else(|| adjusted_on_cover(rows, front.clone(), lexicon))?;
    let end = (start + 1..front.end).find(|at| ends_cover(&rows[*at], lexicon)).unwrap_or(front.end);
    Some(start..end)
}

/// Where a cover says when the minutes were adjusted, or that they were signed digitally, and right below who did
/// it as what:
///
/// ```text
/// Justerare         Bo Ek
/// Justeringsdatum   2025-04-24
/// Sekreterare       Carl Dal
/// Ordförande        Anna Berg
/// ```
fn adjusted_on_cover(rows: &[Row<'_>], front: Range<usize>, lexicon: &Lexicon) -> Option<usize> {
    let role_at = |at: usize| {
        let mut cells = rows[at].line.cells();
        let (role, name) = (cells.next().and_then(|cell| mark::role_of(cell.text, lexicon))?.0, cells.next());
        let beside = name.is_some_and(|name| is_short_name(name.text, lexicon));
        let below = rows.get(at + 1).is_some_and(|below| is_names(below, lexicon));
        (beside || below).then_some(role)
    };
    let found = front.clone().find(|at| {
        let says = has_label(&rows[*at], Label::Adjustment, lexicon) || is_closing(rows[*at].text(), lexicon);
        let below = at + 1..front.end.min(at + MOST_ROWS_TO_OFFICES);
        let roles: Vec<SignatoryRole> = if says { below.filter_map(role_at).collect() } else { Vec::new() };
        roles.contains(&SignatoryRole::Secretary) && roles.contains(&SignatoryRole::Chair)
    })?;
    let adjuster = |at: &usize| front.contains(at) && role_at(*at) == Some(SignatoryRole::Adjuster);
    Some(found.checked_sub(1).filter(adjuster).unwrap_or(found))
}

/// `Anslaget på stadens anslagstavla 2017-03-17.`, far below the last point: the posting.
fn is_posting(row: &Row<'_>, lexicon: &Lexicon) -> bool {
    if !matches!(row.gap, Gap::Wide | Gap::Page) || !row.line.may_have_number() {
        return false;
    }
    let clues = lexicon.clues.all(row.text());
    clues.has(Clue::Announced)
        && clues.has(Clue::NoticeBoard)
        && lexicon.clues.get(first_word(row.text())).any(&[Clue::Announced, Clue::Adjusting, Clue::Clause])
        && date::find(row.text(), lexicon).is_some()
}

fn labels<'r>(row: &'r Row<'_>, lexicon: &'r Lexicon) -> impl Iterator<Item = Label> + 'r {
    row.line.cells().filter_map(|cell| fields::label(cell.text, lexicon))
}

fn has_label(row: &Row<'_>, label: Label, lexicon: &Lexicon) -> bool {
    labels(row, lexicon).any(|found| found == label)
}

/// A label of signatures, an office where there is something to sign on, a date of signing, or names above their
/// offices.
fn is_signed_on(rows: &[Row<'_>], at: usize, end: usize, lexicon: &Lexicon) -> bool {
    let row = &rows[at];
    let mut role = None;
    for cell in row.line.cells() {
        let said = Said::of(cell.text, lexicon);
        if said.label == Some(Label::Signatures) {
            return true;
        }
        role = role.or(said.role);
    }
    let stroke = |cell: Cell<'_>| {
        is_rule(cell.text)
            || ["...", "__"].iter().any(|stroke| cell.text.ends_with(stroke) || cell.text.starts_with(stroke))
    };
    match role {
        Some((_, date)) => {
            row.line.cells().any(stroke)
                || date.is_some() && (at + 1..end).take(2).any(|below| is_names(&rows[below], lexicon))
                || rows.get(at + 1).is_some_and(Row::is_rule)
                || offices_then_names(rows, at, end, lexicon)
        }
        None => {
            let pairs = pairs_from(rows, at, end, lexicon);
            pairs >= 2
                || pairs == 1 && rows[at].line.cells().count() >= 2
                || below_strokes(rows, at, end, lexicon)
        }
    }
}

/// Whether row `at` is the first of several strokes to sign on, each right above a name with its office.
fn below_strokes(rows: &[Row<'_>], at: usize, end: usize, lexicon: &Lexicon) -> bool {
    let signs = |at: usize| at + 1 < end && rows[at].is_rule() && has_office(&rows[at + 1], lexicon);
    signs(at) && signs(at + 2)
}

/// Offices below each other, and then as many names: `Sekreterare:`, `Ordförande:`, `Carl Dal`, `Anna Berg`.
fn offices_then_names(rows: &[Row<'_>], at: usize, end: usize, lexicon: &Lexicon) -> bool {
    let office = |at: &usize| {
        let mut cells = rows[*at].line.cells();
        let (first, alone) = (cells.next(), cells.next().is_none());
        alone && first.is_some_and(|cell| mark::role_of(cell.text, lexicon).is_some())
    };
    let offices = (at..end).take(MOST_OFFICES + 1).take_while(office).count();
    if !(2..=MOST_OFFICES).contains(&offices) {
        return false;
    }
    let names = (at + offices..end).take(offices).filter(|at| is_names(&rows[*at], lexicon)).count();
    names == offices
}

/// How many names above their offices follow each other.
fn pairs_from(rows: &[Row<'_>], at: usize, end: usize, lexicon: &Lexicon) -> usize {
    let pair = |at: usize| {
        at + 1 < end
            && !rows[at + 1].gap.is_any()
            && rows[at].line.cells().all(|cell| is_rule(cell.text) || may_be_signature(&cell))
            && may_be_names(&rows[at])
            && rows[at + 1].line.cells().all(|cell| mark::role_of(cell.text, lexicon).is_some())
            && is_names(&rows[at], lexicon)
    };
    (at..end).step_by(2).take_while(|at| pair(*at)).count()
}

/// A label of what follows the signatures on a cover.
fn ends_cover(row: &Row<'_>, lexicon: &Lexicon) -> bool {
    let ends = |label: &Label| {
        matches!(
            label,
            Label::Posting
                | Label::Posted
                | Label::Organ
                | Label::Contents
                | Label::Present
                | Label::Members
                | Label::Storage
        )
    };
    labels(row, lexicon).any(|label| ends(&label)) || lexicon.clues.all(row.text()).has(Clue::Announced)
}

/// Whether a row belongs to a signature block: all its cells are roles, names with roles, or strokes.
pub(in crate::blocks) fn is_signing(row: &Row<'_>, lexicon: &Lexicon) -> bool {
    let mut roles = 0;
    for cell in row.line.cells().filter(|cell| !is_rule(cell.text)) {
        let said = Said::of(cell.text, lexicon);
        if said.role.is_some() || is_labelled(&cell, lexicon) || closes(cell.text, said.label, lexicon) {
            roles += 1;
        } else if !is_short_name(cell.text, lexicon)
            && cell.text.chars().any(char::is_alphanumeric)
            && numbers::stretches(cell.text, lexicon).is_none()
        {
            return false;
        }
    }
    roles > 0
}

/// `Sekreterare: Carl Dal`, `Justerat av Bo Ek`: the label and nothing else than a name.
fn is_labelled(cell: &Cell<'_>, lexicon: &Lexicon) -> bool {
    mark::label_before(cell.text, lexicon).is_some_and(|(_, rest)| {
        let rest = rest.trim();
        rest.is_empty() || !rest.ends_with('.') && is_short_name(rest, lexicon)
    })
}

/// `Som ovan`, `Dokumentet är elektroniskt signerat. Id 17`, `Ort och datum: Norrby 2024-05-04`.
pub(super) fn is_closing(text: &str, lexicon: &Lexicon) -> bool {
    closes(text, fields::label(text, lexicon), lexicon)
}

/// The same of a text that is `label` as a whole.
fn closes(text: &str, label: Option<Label>, lexicon: &Lexicon) -> bool {
    let is_formula = |label: Option<Label>| matches!(label, Some(Label::Closing | Label::Signatures));
    // "Protokollet har justerats digitalt 2024-09-09 och anslagits …"
    let adjusted = || {
        let told = lexicon.clues.all(text);
        let has = |clue: Clue| {
            lexicon.clues.may_tell(told, clue)
                && text.split(' ').any(|word| lexicon.clues.get(word).has(clue))
        };
        has(Clue::Minutes)
            && has(Clue::Adjusted)
            && text.split(' ').any(|word| lexicon.behind_label.has(word.trim_end_matches(['.', ','])))
    };
    is_formula(label)
        || adjusted()
        || text.len() < 90
            && text.split_once([':', '.']).is_some_and(|(head, _)| is_formula(fields::label(head, lexicon)))
}

fn is_short_name(text: &str, lexicon: &Lexicon) -> bool {
    text.len() < LONGEST_CELL && mark::begins_with_person(text, lexicon)
}

/// Whether a row holds only names, as above the roles of those who sign.
pub(in crate::blocks) fn is_names(row: &Row<'_>, lexicon: &Lexicon) -> bool {
    let mut cells = row.line.cells().filter(|cell| !is_rule(cell.text)).peekable();
    cells.peek().is_some() && cells.all(|cell| may_be_signature(&cell) && is_lone_name(&cell, lexicon))
}

/// Whether a cell is a name, with a full stop behind it or none.
fn is_lone_name(cell: &Cell<'_>, lexicon: &Lexicon) -> bool {
    if cell.text.len() >= LONGEST_CELL || !person::may_name(cell.text, false) {
        return false;
    }
    let entries = person::entries(cell.text, Apart::ByLine, lexicon);
    entries.len() == 1
        && cell.text.len() <= entries[0].whole.end + 2
        && entries[0].whole.start == 0
        && (!cell.text.ends_with('.') || entries[0].titles.is_empty())
}

/// Whether each cell of a row, strokes apart, may begin with a person or hold one, by its capitals.
fn may_be_names(row: &Row<'_>) -> bool {
    row.line.cells().all(|cell| is_rule(cell.text) || person::may_name(cell.text, false))
}

/// Whether a cell is short enough to be a name, and no sentence by its place.
fn may_be_signature(cell: &Cell<'_>) -> bool {
    cell.text.len() < LONGEST_CELL && (!cell.text.ends_with('.') || cell.column >= SIGNED_FROM)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::{rows::rows, split};

    #[test]
    fn where_the_end_begins() {
        for (text, first) in [
            ("Mötet slöts.\n\nVid protokollet\n\nBo Ek\n", "Vid protokollet"),
            ("Mötet slöts.\n\nBo Ek\nsekreterare\n\nEva Fors\njusterare\n", "Bo Ek"),
            ("Mötet slöts.\n\nBo Ek, sekreterare\nSignerat digitalt\n", "Bo Ek, sekreterare"),
            ("Mötet slöts.\n\nAntecknat av Bo Ek\n", "Antecknat av Bo Ek"),
            ("Mötet slöts.\n\nBo Ek     Eva Fors\n", "Bo Ek     Eva Fors"),
            // A label over names needs no gap, and may have sentences behind it.
            (
                "Mötet slöts.\nVid protokollet\n\nBo Ek\n\nJusteringen anslogs den 4 maj 2024.\n",
                "Vid protokollet",
            ),
            (
                "Mötet slöts.\nDag som ofvan.\nIn fidem:\nBo Ek.\nJusteringen anslogs på tavlan den 4 maj.\n",
                "Dag som ofvan.",
            ),
            (
                "Mötet slöts.\nBo Ek       Eva Fors\nordförande  sekreterare\nJusteringen anslogs den 4 maj.\n",
                "Bo Ek       Eva Fors",
            ),
            (
                "Mötet slöts.\nBo Ek, sekreterare\nEva Fors, ordförande\nUno Lind, justerare\nDen anslogs i dag.\n",
                "Bo Ek, sekreterare",
            ),
            // Elected people.
            ("Valda blev\nBo Ek, sekreterare\nEva Fors, ordförande\nSedan talade Eva Fors.\n", ""),
            ("Valda blev\nOrdförande\nEva Fors\nSekreterare\nBo Ek\nSedan talade Eva Fors.\n", ""),
            ("Vid protokollet\nsatt Bo Ek den dagen.\n", ""),
            ("Mötet slöts.\n\nBilaga 1\n\nText.\n", "Bilaga 1"),
            ("Mötet slöts.\n\nBilaga:  Förteckning över medlemmar\n", "Bilaga:  Förteckning över medlemmar"),
            ("Mötet slöts.\n\nOmröstningslista\nLedamot    Ja   Nej\nBo Ek      X\n", "Omröstningslista"),
            ("Mötet slöts.\n\nRöstlängd\n\nDen godkändes.\n", ""),
            ("§ 1\nMötet slöts.\nVid protokollet\nBo Ek\nEva Fors\nordf.\n", "Vid protokollet"),
            ("§ 1\nBo Ek, sekreterare\nDärefter talade Bo Ek.\n", ""),
            ("Mötet slöts.\n\nBo Ek, sekreterare\n\nDärefter talade Bo Ek.\n", ""),
        ] {
            let rows = rows(&split(text, 0));
            let end = end_of_points(&rows, 0, Lexicon::built_in());
            assert_eq!(rows.get(end).map_or("", Row::text), first, "{text:?}");
        }
    }

    #[test]
    fn covers() {
        for (text, found) in [
            ("Underskrifter\nSekreterare  ......\n  Bo Ek\n\nAnslag\nText\n", Some(0..3)),
            ("Sekreterare   Digital signatur\n              Bo Ek\n", Some(0..2)),
            ("Justerat den 4 maj 2016\n\nBo Ek\nOrdförande\n", Some(0..3)),
            ("......\nBo Ek, ordförande\n\n......\nEva Fors, justerare\n", Some(0..4)),
            ("......\nBo Ek, ordförande\nEva Fors, ledamot\n", None),
            ("Närvarande\nBo Ek, sekreterare\nSekreterare: Eva Fors\n", None),
        ] {
            let rows = rows(&split(text, 0));
            assert_eq!(cover(&rows, 0..rows.len(), Lexicon::built_in()), found, "{text:?}");
        }
    }
}
