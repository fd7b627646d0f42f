//! Labels and their values, wherever the layout puts them.
//!
//! | layout | example |
//! | --- | --- |
//! | label above value | `Närvarande:` and names below |
//! | label beside value | `Plats och tid      Kommunhuset, kl. 9` |
//! | label in the line | `Tid: 18.30–20.10` |
//! | a row of labels above a row of values | `Datum  Klockan  Plats` |
//! | all labels first, then all values | text out of a PDF whose columns were broken apart |
//! | labels within a column of values | `Beslutande   Ledamöter`, names below |
//!
//! Nothing is read here but which value stands under which label.

use std::borrow::Cow;
use std::collections::HashSet;

use rustc_hash::FxHashSet;

use super::body::{join, push_line};
use super::meeting;
use crate::grammar::numbers::{self, Attended};
use crate::grammar::person::Starts;
use crate::grammar::{
    date, ends_with_small_word, first_word, has_digit, is_capitals, last_word, name, organ, time,
};
use crate::lexicon::{Clue, Label, LabelWord, Lexicon, close_gaps};
use crate::lines::rows::{Gap, Row, is_rule};
use crate::lines::{Cell, pages};
use crate::model::{Span, Text};

/// A label with what stands under it.
#[derive(Debug, Clone)]
pub(crate) struct Field<'a> {
    pub(crate) label: Label,
    /// The label as written, its wrapped lines joined.
    pub(crate) text: Text<'a>,
    pub(crate) span: Span,
    /// A heading above the label that it stands under, as in *Beslutande: Ledamöter, Ersättare*.
    pub(crate) above: Option<Label>,
    /// A heading of a group that is no label: the name of an organization.
    pub(crate) group: Option<Text<'a>>,
    pub(crate) values: Vec<Value<'a>>,
    /// Whether the first value stands in the label's own row.
    pub(crate) beside: bool,
    /// Whether a heading says that these take part from elsewhere.
    pub(crate) remote: bool,
    /// The points that the label limits these to: `Föredragande punkt 3: Bo Ek`.
    pub(crate) attended: Option<Attended>,
}

/// One row of a value.
#[derive(Debug, Clone)]
pub(crate) struct Value<'a> {
    pub(crate) cells: Vec<Cell<'a>>,
    pub(crate) gap: Gap,
    /// The index of its row.
    pub(crate) row: usize,
}

/// What the front of a document says: fields, and the rows that stand under no label.
#[derive(Debug, Default)]
pub(crate) struct Fields<'a> {
    pub(crate) fields: Vec<Field<'a>>,
    /// Rows without a label, by index.
    pub(crate) loose: Vec<usize>,
}

/// How many labels above each other at least share values that nothing parts.
const FEWEST_DISTRIBUTED: usize = 3;

/// The longest name of a group of people, in bytes.
const LONGEST_GROUP: usize = 60;

/// Up to which column a full row goes at least.
const NARROWEST_FULL: usize = 56;

/// How many words a heading has at most that goes over into its people.
const MOST_WORDS_OF_LABEL: usize = 6;

/// How many words a line has at most, but for its last, that says by whom the minutes are signed.
const MOST_WORDS_OF_SIGNED: usize = 6;

/// Reads the rows `from..to`.
pub(crate) fn read<'a>(rows: &[Row<'a>], from: usize, to: usize, starts: &Starts<'a, '_>) -> Fields<'a> {
    let mut reader = Reader {
        rows,
        starts,
        lexicon: starts.lexicon,
        found: Fields::default(),
        columns: Vec::new(),
        run: Vec::new(),
        groups: Vec::new(),
        used: FxHashSet::default(),
        inline: None,
        last_people: None,
        kinds: Vec::new(),
        cells: Vec::new(),
    };
    for at in from..to {
        reader.row(at, to);
    }
    reader.settle();
    reader.found
}

/// The label that `text` is, damage and spaced-out letters bridged.
pub(crate) fn label(text: &str, lexicon: &Lexicon) -> Option<Label> {
    if text.len() > 64 {
        return None;
    }
    let text = without_marks(text);
    if text.len() < 2 && text != "§" {
        return None;
    }
    if let Some(label) = lexicon.labels.get(text) {
        return Some(*label);
    }
    if let Some(closed) = close_gaps(text) {
        return lexicon.labels.get(closed.trim_end_matches([':', ' '])).copied();
    }
    // One word has nothing around it.
    if text.as_bytes().contains(&b' ') {
        if let Some((head, _)) = with_place(text, lexicon) {
            return label(head, lexicon);
        }
        let last = last_word(text);
        if let Some(bare) = without_frame(text, last, lexicon) {
            return lexicon.labels.get(bare).copied();
        }
        if is_signed_by(text, last, lexicon) {
            return Some(Label::Signatures);
        }
    }
    // Damage is bridged only where a label begins: a capital, and no digits but those that stand for letters.
    let capital = text.starts_with(|c: char| c.is_uppercase() || c == '\u{fffd}' || c == '?');
    if !capital || text.bytes().filter(u8::is_ascii_digit).count() > 2 {
        return None;
    }
    lexicon.labels.get_damaged(text).copied()
}

/// `text` without what may stand around a label.
fn without_marks(text: &str) -> &str {
    let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    // Nearly all texts that are asked begin and end with a letter or a figure.
    if letter(text.as_bytes().first()) && letter(text.as_bytes().last()) {
        return text;
    }
    text.trim_end_matches(['.', '_', '…', ' ', ':', '\u{a0}', '*']).trim_start_matches(['*', '•', ' '])
}

/// A label without the verb around it: `På plats var`, `Hade förhinder`, `Justeras digitalt`.
fn without_frame<'t>(text: &'t str, last: &str, lexicon: &Lexicon) -> Option<&'t str> {
    if last.len() == text.len() {
        return None;
    }
    if lexicon.behind_label.has(last) {
        return Some(text[..text.len() - last.len()].trim_end_matches([',', ' ']));
    }
    if !lexicon.before_label.may_lead(text) {
        return None;
    }
    let first = first_word(text);
    lexicon.before_label.has(first).then(|| &text[first.len() + 1..])
}

/// `Protokollet är digitalt signerat av`, `Justeras digitalt av`, right above those who sign.
fn is_signed_by(text: &str, last: &str, lexicon: &Lexicon) -> bool {
    let Some(head) = text.strip_suffix(last).and_then(|head| head.strip_suffix(' ')) else { return false };
    if !lexicon.clues.get(last).has(Clue::By) || head.split(' ').count() > MOST_WORDS_OF_SIGNED {
        return false;
    }
    let signs = |text: &str| lexicon.labels.get(text) == Some(&Label::Signatures);
    let adjusts =
        || without_frame(head, last_word(head), lexicon).and_then(|bare| lexicon.labels.get(bare).copied());
    head.match_indices(' ').any(|(at, _)| signs(&head[at + 1..]))
        || signs(head)
        || adjusts() == Some(Label::Adjuster)
}

/// A list with where its people take part from: `Beslutande på distans`. Gives the list's label, and
/// whether it is from elsewhere.
fn with_place<'t>(text: &'t str, lexicon: &Lexicon) -> Option<(&'t str, bool)> {
    if !lexicon.places.may_end(text.trim_end_matches(['(', ')', ' '])) {
        return None;
    }
    memchr::memchr_iter(b' ', text.as_bytes()).take(4).find_map(|at| {
        let place = text[at + 1..].trim_matches(['(', ')', ' ']);
        let place = lexicon.places.may_have(place).then(|| lexicon.labels.get(place))??;
        let is_list =
            lexicon.labels.get(text[..at].trim_end_matches(',')).is_some_and(|label| is_people(*label));
        (is_list && matches!(place, Label::Remote | Label::OnSite))
            .then_some((text[..at].trim_end_matches(','), *place == Label::Remote))
    })
}

/// What the words of a heading say together.
#[derive(Debug, Clone, Copy, Default)]
struct Said {
    /// One bit for each word.
    words: u16,
    /// What stands behind the first *not*, other words apart.
    denied: Option<LabelWord>,
    /// Whether nothing has followed that *not* yet.
    denies: bool,
}

impl Said {
    fn in_heading(text: &str, lexicon: &Lexicon) -> Self {
        let mut said = Self::default();
        let mut rest = text;
        loop {
            let end = rest.bytes().position(|byte| matches!(byte, b' ' | b',' | b'/' | b'(' | b')'));
            if let Some(word) = lexicon.label_words.get(&rest[..end.unwrap_or(rest.len())]) {
                said.add(*word);
            }
            let Some(end) = end else { return said };
            rest = &rest[end + 1..];
        }
    }

    fn add(&mut self, word: LabelWord) {
        if std::mem::take(&mut self.denies) {
            self.denied = Some(word);
        }
        self.denies = word == LabelWord::Not && !self.has(LabelWord::Not);
        self.words |= 1 << word as u16;
    }

    fn has(self, word: LabelWord) -> bool {
        self.words & 1 << word as u16 != 0
    }

    fn is_nothing(self) -> bool {
        self.words == 0
    }
}

/// The label that a heading is by the words in it; only for what ends with a colon or stands right above
/// people.
fn composed(text: &str, lexicon: &Lexicon) -> Option<Label> {
    label_of(text, said_as_heading(text, lexicon)?, lexicon)
}

/// What the words of a text say together that has the form of such a heading.
fn said_as_heading(text: &str, lexicon: &Lexicon) -> Option<Said> {
    let text = text.trim_end_matches([':', ' ']);
    if text.len() > 110
        || !text.starts_with(char::is_uppercase)
        || text.ends_with('.')
        || text.as_bytes().contains(&b':')
    {
        return None;
    }
    Some(Said::in_heading(text, lexicon))
}

/// The label that a heading is whose words say `said`.
fn label_of(text: &str, said: Said, lexicon: &Lexicon) -> Option<Label> {
    use LabelWord::*;
    let text = text.trim_end_matches([':', ' ']);
    let says = |word: LabelWord| said.has(word);
    // "Från myndigheten": those who came from there.
    if said.is_nothing() {
        let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
        let from = (1..=3).contains(&rest.split(' ').count()) && lexicon.clues.get(first).has(Clue::From);
        // "UTSKOTTET:": those of the organ who were there.
        let organ = || !text.contains(' ') && lexicon.is_body_word(text);
        return Some(Label::Present).filter(|_| if from { !rest.is_empty() } else { organ() });
    }
    if says(Invited) && !says(Present) {
        return Some(if says(Not) { Label::Absent } else { Label::Invited });
    }
    if says(Excused) {
        return Some(Label::Excused);
    }
    // "Ej närvarande", but "Närvarande icke beslutande".
    let denied = said.denied;
    if says(Absent) || denied == Some(Present) || denied.is_none() && says(Not) && says(Present) {
        return Some(Label::Absent);
    }
    if denied == Some(Member) && says(Present) {
        return Some(Label::Present);
    }
    // "Närvarande ledamöter och tjänstgörande ersättare": those who decide.
    if says(Deputy) && says(Member) && says(Present) && denied.is_none() && !says(Not) {
        return Some(Label::Members);
    }
    if says(Deputy) {
        return Some(match (says(Serving), says(Not)) {
            (true, true) => Label::NonservingDeputies,
            (true, false) => Label::ServingDeputies,
            _ => Label::Deputies,
        });
    }
    let plain = [
        (Member, Label::Members),
        (Union, Label::UnionRepresentatives),
        (Official, Label::Officials),
        (Other, Label::OthersPresent),
        (Present, Label::Present),
    ];
    plain
        .into_iter()
        .find(|(word, _)| says(*word))
        .map(|(_, label)| label)
        .filter(|_| says(Present) || says(Member) || says(Union) || says(Official))
}

/// What stands in a cell behind byte `at`, a colon and blanks apart.
fn rest_of<'a>(cell: &Cell<'a>, at: usize) -> Cell<'a> {
    // "**Plats:** Sal A": the marks of Markdown around the label.
    let rest = cell.text[at..].trim_start_matches([':', ' ', '\t', '\u{a0}', '*']);
    let from = cell.text.len() - rest.len();
    Cell { text: rest, start: cell.start + from, column: cell.column + cell.text[..from].chars().count() }
}

/// A label in the line with its value: `Tid: 18.30`, `Datum 2024-06-17`.
///
/// `said` is what the words of the cell say as a heading, if it has the form of one.
fn label_and_value<'a>(
    cell: &Cell<'a>,
    said: Option<Said>,
    starts: &Starts<'a, '_>,
) -> Option<(Label, &'a str, Cell<'a>)> {
    let lexicon = starts.lexicon;
    // The colon of "1:e vice ordförande" ends no label.
    let colons = cell.text.match_indices(':').map(|(at, _)| at);
    let ends_label = |at: &usize| {
        *at <= 60 && !cell.text[at + 1..].starts_with(|c: char| c.is_lowercase())
            || *at + 1 == cell.text.len()
    };
    if let Some(colon) = colons.take(2).find(ends_label).filter(|at| *at <= 60) {
        let head = &cell.text[..colon];
        let value = rest_of(cell, colon + 1);
        if !value.text.is_empty() {
            // "Voro tillstädes: Kyrkvärdarne": whose title it is stands in the next line.
            let title = |text: &str| text.chars().all(char::is_alphabetic) && lexicon.is_title_word(text);
            let people = || starts.is_person(value.text) || title(value.text);
            let by_words = || composed(head, lexicon).filter(|_| people());
            let by_points = || {
                limited(head, lexicon)
                    .and_then(|(bare, _)| label(bare, lexicon))
                    .filter(|label| is_people(*label))
            };
            let at_end = || label_at_end(head, lexicon).filter(|_| people());
            if let Some(label) = label(head, lexicon).or_else(by_points).or_else(by_words).or_else(at_end) {
                return Some((label, head, value));
            }
        }
    }
    // "Närvarande; Bo Ek, Eva Ask"
    if let Some(stop) = cell.text.find(';').filter(|at| *at <= 30) {
        let value = rest_of(cell, stop + 1);
        let value = Cell { text: value.text.trim_start_matches([';', ' ']), ..value };
        let people = label(&cell.text[..stop], lexicon).filter(|label| is_people(*label));
        if let Some(label) = people.filter(|_| !value.text.is_empty()) {
            let start = cell.start + cell.text.len() - value.text.len();
            return Some((label, &cell.text[..stop], Cell { start, ..value }));
        }
    }
    if let Some(found) = label_in_sentence(cell, said, starts) {
        return Some(found);
    }
    // Without a colon only labels of dates, times and numbers, and only before such a value.
    let mut spaces = [0; 4];
    let found = memchr::memchr_iter(b' ', cell.text.as_bytes());
    let count = spaces.iter_mut().zip(found).map(|(space, at)| *space = at).count();
    for &at in spaces[..count].iter().rev() {
        if !may_stand_without_colon(&cell.text[at..]) {
            continue;
        }
        let Some(label) = label(&cell.text[..at], lexicon) else { continue };
        let value = rest_of(cell, at);
        let typed = match label {
            Label::Date | Label::Posted | Label::Removed | Label::DateTime => {
                date::date(value.text, lexicon).is_ok()
                    || date::find(value.text, lexicon).is_some_and(|(span, _)| span.start == 0)
            }
            Label::Time => {
                cell.text[..at].starts_with(char::is_uppercase)
                    && !lexicon.clock.has(&cell.text[..at])
                    && time::find(value.text, lexicon).is_some_and(|(span, _)| span.start == 0)
            }
            Label::Reference => {
                value.text.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase())
                    && value.text.chars().any(|c| c.is_ascii_digit())
                    && value.text.len() < 40
            }
            Label::Adjuster | Label::Adjustment => {
                date::find(value.text, lexicon).is_some_and(|(span, _)| span.start == 0)
            }
            Label::Chair | Label::Secretary => {
                cell.text[..at].starts_with(char::is_uppercase)
                    && name::is_name(value.text, lexicon)
                    && value.text.len() < 40
            }
            _ => false,
        };
        if typed {
            return Some((label, &cell.text[..at], value));
        }
    }
    None
}

/// Whether `text` may be a value that needs no colon before it: dates, times and numbers have a figure, and a name has
/// a capital in its last word and no marks.
fn may_stand_without_colon(text: &str) -> bool {
    let marked = || text.bytes().any(|byte| matches!(byte, b'(' | b')' | b',' | b';' | b':' | b'/'));
    let last = || text.rsplit([' ', '\u{a0}']).next().unwrap_or_default();
    has_digit(text) || last().starts_with(char::is_uppercase) && !marked()
}

/// The label that a long sentence ends with before its people: `… antecknades såsom närvarande: Kyrkoherde Bo Ek`.
fn label_at_end(head: &str, lexicon: &Lexicon) -> Option<Label> {
    let label = lexicon.labels.get(last_word(head)).copied()?;
    matches!(label, Label::Present | Label::Absent | Label::Excused).then_some(label)
}

/// A label and the points that it limits its people to: `Inbjuden till punkt 4`.
fn limited<'t>(head: &'t str, lexicon: &Lexicon) -> Option<(&'t str, Attended)> {
    let sign = numbers::find_sign(head, lexicon)?;
    let cut = numbers::begin_of_lead(head, sign, lexicon);
    let bare = head[..cut].trim_end_matches([' ', ',', '(']);
    let attended = numbers::attended(head[cut..].trim_end_matches([':', ' ', ')']), lexicon)?;
    (!bare.is_empty()).then_some((bare, attended))
}

/// A heading that goes over into its people without a colon: `Förhindrade att delta var Anna Ek och Bo Ask.`
fn label_in_sentence<'a>(
    cell: &Cell<'a>,
    said: Option<Said>,
    starts: &Starts<'a, '_>,
) -> Option<(Label, &'a str, Cell<'a>)> {
    let lexicon = starts.lexicon;
    let spaces = || memchr::memchr_iter(b' ', cell.text.as_bytes()).take(MOST_WORDS_OF_LABEL);
    if !cell.text.starts_with(char::is_uppercase)
        || !may_be_composed(cell.text, spaces().last()?, said, lexicon)
    {
        return None;
    }
    let found = spaces().skip(1).find_map(|at| {
        let (head, value) = (&cell.text[..at], rest_of(cell, at));
        let last = last_word(head);
        // "Dessutom voro närvarande stadskamreren Bo Ek": the heading goes on.
        if lexicon.label_words.has(first_word(value.text)) {
            return None;
        }
        let may_begin = value.text.starts_with(char::is_uppercase)
            || lexicon.behind_label.has(last)
            || lexicon.label_words.get(last) == Some(&LabelWord::Present)
            || lexicon.clues.get(last).has(Clue::By);
        if !may_begin {
            return None;
        }
        let label = composed(head, lexicon).or_else(|| besides(head, lexicon))?;
        starts.is_person(value.text).then_some((label, head, value))
    });
    // Asked last: most cells are no label, and whether a person begins takes longest to tell.
    found.filter(|_| !starts.is_person(cell.text))
}

/// Whether one of the headings that `text` begins with may tell by its words what it is, up to byte `end`.
fn may_be_composed(text: &str, end: usize, said: Option<Said>, lexicon: &Lexicon) -> bool {
    let first = first_word(text);
    // Where all words say nothing, the first ones do not either.
    !said.is_some_and(Said::is_nothing) && !Said::in_heading(&text[..end], lexicon).is_nothing()
        || lexicon.clues.get(first).has(Clue::From)
        || lexicon.label_words.has(first)
}

/// `Därjämte var`: who else was there, where the word for it stands behind the people.
fn besides(head: &str, lexicon: &Lexicon) -> Option<Label> {
    let (first, verb) = head.split_once(' ')?;
    let other = lexicon.label_words.get(first) == Some(&LabelWord::Other);
    (other && lexicon.behind_label.has(verb)).then_some(Label::OthersPresent)
}

/// A cell, as the reader sees it.
#[derive(Clone, Copy)]
enum Kind<'a> {
    Label(Label, &'a str, Span),
    /// The heading of a group within a list of people.
    Group(&'a str, Span),
    Both(Label, &'a str, Span, Cell<'a>),
    Value(Cell<'a>),
}

struct Reader<'a, 'r> {
    rows: &'r [Row<'a>],
    starts: &'r Starts<'a, 'r>,
    lexicon: &'r Lexicon,
    found: Fields<'a>,
    /// Columns of values that are open: where each begins, and its field.
    columns: Vec<(usize, usize)>,
    /// Labels above each other whose values have not come yet.
    run: Vec<usize>,
    /// The values below them, in groups that blank rows part.
    groups: Vec<Vec<Value<'a>>>,
    /// Cells that a label above has taken as its continuation.
    used: FxHashSet<usize>,
    /// The field whose value began in the line of its label, at the left margin.
    inline: Option<usize>,
    /// The last field of people.
    last_people: Option<usize>,
    /// Room for the cells of the row that is read.
    kinds: Vec<Kind<'a>>,
    /// Room for its values.
    cells: Vec<Cell<'a>>,
}

impl<'a> Reader<'a, '_> {
    fn row(&mut self, at: usize, to: usize) {
        let row = self.rows[at];
        if row.is_rule() {
            return;
        }
        let mut kinds = std::mem::take(&mut self.kinds);
        for cell in row.line.cells() {
            if self.used.contains(&cell.start) {
                continue;
            }
            if self.may_be_cut(&cell) {
                kinds.extend(self.by_columns(cell).into_iter().map(|piece| self.kind(piece, at, to)));
            } else {
                kinds.push(self.kind(cell, at, to));
            }
        }
        // What stands alone stands beside nobody.
        if kinds.len() > 1 {
            self.roles_of_people(&mut kinds, at);
        }
        if kinds.iter().any(|kind| !matches!(kind, Kind::Value(_))) {
            self.labels(&kinds, row.gap, at);
        } else {
            self.values(&kinds, row.gap, at);
        }
        kinds.clear();
        self.kinds = kinds;
    }

    /// Beside a person, the word for an office is what the person is: `Tove Ek      Sekreterare`.
    fn roles_of_people(&self, kinds: &mut [Kind<'a>], at: usize) {
        use Label::{Adjuster, Auditors, Chair, Deputies, Members, Observers, Secretary, ViceChair};
        let is_person = |cell: &Cell<'a>| self.starts.is_person(cell.text);
        let mut beside_person = false;
        for kind in kinds {
            if beside_person && let Kind::Label(label, text, span) = *kind {
                let is_role = matches!(
                    label,
                    Secretary | Chair | ViceChair | Adjuster | Members | Deputies | Auditors | Observers
                );
                // `distans`, `frånvarande`: a note.
                let is_note = is_people(label) && text.starts_with(char::is_lowercase);
                if is_role || is_note {
                    let column = self.column_of(at, span.start);
                    *kind = Kind::Value(Cell { text, start: span.start, column });
                }
            }
            beside_person |= match kind {
                Kind::Value(cell) => is_person(cell),
                Kind::Both(label, .., cell) => is_people(*label) && is_person(cell),
                Kind::Label(..) | Kind::Group(..) => false,
            };
        }
    }

    /// What a cell is; a label may go on in the rows below.
    fn kind(&mut self, cell: Cell<'a>, at: usize, to: usize) -> Kind<'a> {
        if self.describes_above(&cell, at) {
            return Kind::Value(cell);
        }
        let mut text = Cow::Borrowed(cell.text);
        let mut best = label(cell.text, self.lexicon).map(|label| (label, cell.span(), 0));
        let mut taken = Vec::new();
        for below in at + 1..(at + 4).min(to) {
            let row = &self.rows[below];
            if row.gap != Gap::None || text.len() > 50 {
                break;
            }
            let Some(next) = cell_at(row, cell.column).filter(|next| next.text.len() <= 40) else { break };
            let goes_on = text.ends_with('-')
                || next.text.starts_with(char::is_lowercase)
                || is_capitals(next.text) && is_capitals(&text);
            if !goes_on {
                break;
            }
            text = join(&text, next.text, self.lexicon).into();
            taken.push(next.start);
            if let Some(label) = label(&text, self.lexicon) {
                best = Some((label, cell.span().to(next.span()), taken.len()));
            }
        }
        if let Some((label, span, taken_cells)) = best.filter(|_| !self.is_title_row(&cell, at, to)) {
            self.used.extend(&taken[..taken_cells]);
            return Kind::Label(label, cell.text, span);
        }
        let said = said_as_heading(cell.text, self.lexicon);
        if let Some(label) = said.and_then(|said| self.heading_by_words(&cell, said, at, to)) {
            return Kind::Label(label, cell.text, cell.span());
        }
        if self.heads_group(&cell, at, to) {
            return Kind::Group(cell.text, cell.span());
        }
        let within_people = self
            .columns
            .first()
            .map(|(_, field)| *field)
            .or(self.run.last().copied())
            .is_some_and(|field| is_people(self.found.fields[field].label));
        let office = |label: Label| matches!(label, Label::Chair | Label::Secretary | Label::ViceChair);
        match label_and_value(&cell, said, self.starts)
            .filter(|(label, ..)| !(office(*label) && within_people && !cell.text.contains(':')))
        {
            Some((label, text, value)) => {
                Kind::Both(label, text, Span::new(cell.start, cell.start + text.len()), value)
            }
            None => Kind::Value(cell),
        }
    }

    /// Whether a cell names who meets, beside or above the title of the minutes: *Fullmäktige* heads a list elsewhere.
    fn is_title_row(&self, cell: &Cell<'a>, at: usize, to: usize) -> bool {
        if !organ::is_body(cell.text, self.lexicon) {
            return false;
        }
        let is_title = |text: &str| meeting::is_title(text, self.lexicon);
        let next = self.rows.get(at + 1).filter(|_| at + 1 < to);
        let above = next.is_some_and(|next| is_title(next.text())) && self.rows[at].text() == cell.text;
        let beside =
            || self.rows[at].line.cells().any(|other| other.start > cell.start && is_title(other.text));
        above || beside()
    }

    /// Whether a cell alone between blank rows and people names a group of the list that is being read: who they
    /// speak for, as *Naturvård* or *Jakt- och viltvård*.
    fn heads_group(&self, cell: &Cell<'a>, at: usize, to: usize) -> bool {
        let row = &self.rows[at];
        let plain = row.text() == cell.text
            && row.gap != Gap::None
            && cell.text.len() <= LONGEST_GROUP
            && cell.text.starts_with(char::is_uppercase)
            && !cell.text.ends_with(['.', ',', ';', '-'])
            && !cell.text.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '('));
        let next = self.rows.get(at + 1).filter(|next| plain && at + 1 < to && next.gap == Gap::None);
        let list = self.last_people.filter(|_| next.is_some()).map(|field| &self.found.fields[field]);
        let below_list = || {
            let above = at.checked_sub(1).map(|above| self.rows[above].text());
            above.is_some_and(|above| {
                begins_with_person(above, self.starts) || label(above, self.lexicon).is_some()
            })
        };
        // Between people with bullets one line without a bullet is no person: "Norra Listan".
        let bulleted = |text: &str| text.starts_with(['•', '*', '-', '–']);
        let unlike = || next.is_some_and(|next| bulleted(next.text())) && !bulleted(cell.text);
        list.is_some()
            && next.is_some_and(|next| begins_with_person(next.text(), self.starts))
            && below_list()
            && (unlike() || !self.starts.is_person(cell.text))
            && self.lexicon.parties.get(cell.text).is_none()
    }

    /// Whether a word such as *ordförande* goes on with the person above, whose row ends with a comma.
    fn describes_above(&self, cell: &Cell<'a>, at: usize) -> bool {
        let small = cell.text.starts_with(char::is_lowercase) && self.rows[at].gap == Gap::None;
        let above = at.checked_sub(1).filter(|_| small).map(|above| &self.rows[above]);
        // "båda med" / "anmält förfall"
        if above
            .is_some_and(|row| self.last_people.is_some() && ends_with_small_word(row.text(), self.lexicon))
        {
            return true;
        }
        above.is_some_and(|row| {
            let column = |above: &Cell<'a>| (above.column..above.column + 5).contains(&cell.column);
            row.line
                .cells()
                .any(|above| column(&above) && above.text.ends_with(',') && self.starts.is_person(above.text))
        })
    }

    /// A heading that only its words tell: it ends with a colon, or people stand right below it.
    fn heading_by_words(&self, cell: &Cell<'a>, said: Said, at: usize, to: usize) -> Option<Label> {
        let by_words = label_of(cell.text, said, self.lexicon)?;
        let row = self.rows[at];
        let alone = row.text() == cell.text;
        let below = || {
            let next = self.rows.get(at + 1).filter(|_| at + 1 < to)?;
            next.line.cells().find(|below| below.column.abs_diff(cell.column) <= 2)
        };
        if !alone && !cell.text.ends_with(':') {
            // Beside another heading, with people below both.
            let other = row.line.cells().next().filter(|first| first.start != cell.start)?;
            label(other.text, self.lexicon).filter(|label| is_people(*label))?;
            below().filter(|below| self.starts.is_person(below.text))?;
            return Some(by_words).filter(|_| !self.starts.is_person(cell.text));
        }
        if cell.text.ends_with(['-', ',']) {
            return None;
        }
        let next = self.rows.get(at + 1).filter(|_| at + 1 < to)?;
        let beside_party = || {
            let mut cells = next.line.cells();
            let party = cells.next().is_some_and(|cell| cell.text.ends_with([')', ':']));
            party && cells.next().is_some_and(|cell| self.starts.is_person(cell.text))
        };
        let people_below = begins_with_person(next.text(), self.starts) || beside_party();
        // "Vidare närvoro rektor Bo Ek, kamre-" holds a person itself.
        (people_below
            && label_in_sentence(cell, Some(said), self.starts).is_none()
            && (cell.text.ends_with(':')
                || !self.starts.is_person(cell.text) && cell.text.split(' ').count() <= 6))
            .then_some(by_words)
    }

    fn field(&mut self, label: Label, text: &'a str, span: Span) -> usize {
        let mut field = Field {
            label,
            text: self.whole_label(text, span),
            span,
            above: None,
            group: None,
            values: Vec::new(),
            beside: false,
            remote: false,
            attended: limited(text, self.lexicon).map(|(_, attended)| attended),
        };
        field.remote =
            with_place(text.trim_end_matches([':', ' ']), self.lexicon).is_some_and(|(_, remote)| remote);
        if matches!(label, Label::Remote | Label::OnSite) {
            // A part of the list above: who they are, that list says.
            field.remote = label == Label::Remote;
            if let Some(list) = self.list_above(span) {
                (field.label, field.above, field.group) =
                    (list.label, list.above, Some(list.group.clone().unwrap_or_else(|| list.text.clone())));
            } else {
                field.label = Label::Present;
            }
        }
        if is_people(field.label) {
            self.last_people = Some(self.found.fields.len());
        }
        self.found.fields.push(field);
        self.found.fields.len() - 1
    }

    /// The text of a label at `span`, which may go on in the rows below: `Tjänstgörande` / `ersättare`.
    fn whole_label(&self, first: &'a str, span: Span) -> Text<'a> {
        let at = self.rows.partition_point(|row| row.line.next <= span.start);
        let column = self.rows.get(at).map_or(0, |row| span_column(row, span.start));
        let below = self.rows[(at + 1).min(self.rows.len())..].iter();
        let rest = below
            .take_while(|row| row.line.start < span.end)
            .filter_map(|row| row.line.cells().find(|cell| cell.column.abs_diff(column) <= 1));
        let mut text = Text::Borrowed(first);
        rest.for_each(|cell| push_line(text.to_mut(), cell.text, self.lexicon));
        text
    }

    /// The list of people that a heading at `span` divides: the one in its column, else the last.
    fn list_above(&self, span: Span) -> Option<&Field<'a>> {
        let at = self.rows.partition_point(|row| row.line.next <= span.start);
        let column = self.rows.get(at).map_or(0, |row| span_column(row, span.start));
        let in_column = self
            .columns
            .iter()
            .find(|(begin, _)| begin.abs_diff(column) <= 3)
            .map(|(_, field)| &self.found.fields[*field]);
        in_column
            .filter(|field| is_people(field.label))
            .or_else(|| self.last_people.map(|field| &self.found.fields[field]))
    }

    /// A row with labels.
    fn labels(&mut self, kinds: &[Kind<'a>], gap: Gap, at: usize) {
        let alone = kinds.len() == 1;
        let all_labels =
            kinds.iter().all(|kind| matches!(kind, Kind::Label(..))) && self.values_below_first(at);
        let mut current: Option<usize> = None;
        let mut opened: Vec<(usize, usize)> = Vec::new();
        let mut cells_before: Vec<Cell<'a>> = Vec::new();
        for &kind in kinds {
            match kind {
                Kind::Group(text, span) => return self.group(text, span, at),
                Kind::Label(label, text, span) if alone => return self.lone_label(label, text, span, at),
                Kind::Label(label, text, span) => {
                    let own = self.column_of(at, span.start);
                    // A label beside a label, and nothing behind: the second stands within the first's column.
                    let beside = current.filter(|field| {
                        self.found.fields[*field].values.is_empty()
                            && opened.last().is_some_and(|(_, last)| last == field)
                    });
                    // Below a heading of its own already, it has a sibling: *Närvarande  Ledamöter  Ersättare*.
                    let heading = beside.and_then(|field| self.found.fields[field].above);
                    let above = beside
                        .filter(|_| heading.is_none())
                        .map(|field| self.found.fields[field].label)
                        .filter(|above| !all_labels && is_heading_of(*above, label));
                    let said = above.or(heading).and_then(|list| within_list(list, label));
                    let field = self.field(said.unwrap_or(label), text, span);
                    self.found.fields[field].above = above.or(heading).or(self.found.fields[field].above);
                    let column = match opened.last() {
                        // The values stand below the first of two labels.
                        Some((first, _)) if above.is_some() && self.starts_below(at, *first) => *first,
                        _ => own,
                    };
                    if above.is_some() {
                        opened.pop();
                    }
                    opened.push((column, field));
                    current = Some(field);
                }
                Kind::Both(label, text, span, value) => {
                    let field = self.field(label, text, span);
                    self.found.fields[field].beside = true;
                    let column = if alone { span_column(&self.rows[at], span.start) } else { value.column };
                    self.put(field, value, gap, at);
                    opened.push((column, field));
                    current = Some(field);
                    if alone {
                        self.inline = Some(field);
                    }
                }
                Kind::Value(cell) => match current {
                    Some(field) => {
                        if self.found.fields[field].values.is_empty() {
                            self.found.fields[field].beside = true;
                            if let Some(last) = opened.last_mut() {
                                last.0 = cell.column;
                            }
                        }
                        self.put(field, cell, gap, at);
                    }
                    None => match self.people_column(cell.column) {
                        Some(column) => {
                            self.put(column.1, cell, gap, at);
                            opened.push(column);
                        }
                        None => cells_before.push(cell),
                    },
                },
            }
        }
        self.settle();
        if !cells_before.is_empty() {
            self.found.loose.push(at);
        }
        if !(alone && self.inline.is_some()) {
            self.inline = None;
        }
        self.columns = opened;
    }

    /// The open column of people that begins at `column`.
    fn people_column(&self, column: usize) -> Option<(usize, usize)> {
        let here = |(begin, field): &&(usize, usize)| {
            begin.abs_diff(column) <= 2 && is_people(self.found.fields[*field].label)
        };
        self.columns.iter().find(here).copied()
    }

    /// Whether a column of people may begin within a cell: a glance before [`Self::by_columns`].
    fn may_be_cut(&self, cell: &Cell<'a>) -> bool {
        let within = |begin: usize| begin > cell.column + 2 && begin < cell.column + cell.text.len();
        let cuts =
            |(begin, field): &(usize, usize)| within(*begin) && is_people(self.found.fields[*field].label);
        self.columns.len() > 1 && self.columns.iter().any(cuts)
    }

    /// A cell as the pieces that stand in columns of people, where a full column left one space to the next:
    /// `Bo Ek (S), vice ordförande Eva Ask (S)`.
    fn by_columns(&self, cell: Cell<'a>) -> Vec<Cell<'a>> {
        let mut pieces = vec![cell];
        for (begin, field) in &self.columns {
            let last = pieces[pieces.len() - 1];
            let Some(within) = begin.checked_sub(last.column).filter(|within| *within > 2) else { continue };
            let Some((at, _)) = last.text.char_indices().nth(within) else { continue };
            let (left, right) = last.text.split_at(at);
            if left.ends_with(' ')
                && is_people(self.found.fields[*field].label)
                && self.starts.is_person(right)
            {
                pieces.pop();
                pieces.push(Cell { text: left.trim_end(), ..last });
                pieces.push(Cell { text: right, start: last.start + at, column: *begin });
            }
        }
        pieces
    }

    /// Whether values stand below the first label of a row: then each label has a column of its own.
    fn values_below_first(&self, at: usize) -> bool {
        let first = self.rows[at].line.indent();
        // One column of values below two labels: the second says more of the first.
        let refined = self.rows[at].line.cells().count() == 2
            && self.rows[at].text().contains(": ")
            && self.rows.get(at + 1).is_some_and(|next| next.line.cells().count() == 1);
        if refined {
            return false;
        }
        self.rows.get(at + 1).is_some_and(|next| next.line.indent() <= first + 2 && next.gap != Gap::Wide)
    }

    /// Whether the next row begins at or left of `column`.
    fn starts_below(&self, at: usize, column: usize) -> bool {
        self.rows.get(at + 1).is_some_and(|next| next.line.indent() <= column + 2)
    }

    fn column_of(&self, at: usize, start: usize) -> usize {
        span_column(&self.rows[at], start)
    }

    /// A label alone in its row: within a column of values, or above values to come.
    fn lone_label(&mut self, label: Label, text: &'a str, span: Span, at: usize) {
        let column = self.column_of(at, span.start);
        let within = self.columns.first().filter(|(first, _)| *first > 6 && column + 1 >= *first).copied();
        self.inline = None;
        if let Some((_, above)) = within {
            let slot = self.columns.iter().rposition(|(begin, _)| *begin <= column + 2).unwrap_or(0);
            let above_label = self.found.fields[above].above.unwrap_or(self.found.fields[above].label);
            let field = self.field(label, text, span);
            self.found.fields[field].above = self.found.fields[field].above.or(Some(above_label));
            self.columns[slot] = (column, field);
            return;
        }
        if !self.groups.is_empty() {
            self.settle();
        }
        let field = self.field(label, text, span);
        self.columns.clear();
        self.run.push(field);
    }

    /// The heading of a group: a list like the one above, under a heading of its own.
    fn group(&mut self, text: &'a str, span: Span, at: usize) {
        let Some(list) = self.last_people.map(|field| &self.found.fields[field]) else { return };
        let (label, above, remote) = (list.label, list.above, list.remote);
        self.lone_label(label, text, span, at);
        if let Some(field) = self.found.fields.last_mut() {
            (field.above, field.remote, field.group) = (above, remote, Some(text.into()));
        }
    }

    /// A row of values.
    fn values(&mut self, kinds: &[Kind<'a>], gap: Gap, at: usize) {
        let mut cells = std::mem::take(&mut self.cells);
        cells.extend(kinds.iter().filter_map(|kind| match kind {
            Kind::Value(cell) => Some(*cell),
            Kind::Label(..) | Kind::Group(..) | Kind::Both(..) => None,
        }));
        self.row_of_values(&cells, gap, at);
        cells.clear();
        self.cells = cells;
    }

    fn row_of_values(&mut self, cells: &[Cell<'a>], gap: Gap, at: usize) {
        let Some(first) = cells.first().copied() else { return };
        if let [only] = self.run[..]
            && self.groups.is_empty()
            && let Some(cell) = self.below_label(only, cells)
        {
            // The other cells of the row stand beside the label's column.
            self.run.clear();
            self.put(only, cell, gap, at);
            self.found.loose.push(at);
            return;
        }
        if !self.run.is_empty() {
            let value = Value { cells: cells.to_vec(), gap, row: at };
            match self.groups.last_mut() {
                Some(group) if gap == Gap::None => group.push(value),
                _ => self.groups.push(vec![value]),
            }
            return;
        }
        if let Some(field) = self.inline.filter(|field| self.goes_on(*field, &first, gap)) {
            let field = self.group_of(field, &first).unwrap_or(field);
            self.inline = Some(field);
            cells.iter().for_each(|cell| self.put(field, *cell, gap, at));
            return;
        }
        // What begins anew behind a value in the line is no value of that label.
        if self.inline.take().is_some_and(|field| !is_people(self.found.fields[field].label)) {
            self.columns.clear();
        }
        let Some((begin, field)) = self.columns.first().copied() else {
            self.found.loose.push(at);
            return;
        };
        if self.columns.len() > 1
            && cells.len() == self.columns.len()
            && self.columns.iter().all(|(_, field)| !self.found.fields[*field].beside)
        {
            for (column, cell) in cells.iter().enumerate() {
                self.put(self.columns[column].1, *cell, gap, at);
            }
            return;
        }
        if first.column + 3 < begin {
            return self.left_of_values(cells, gap, at, begin, field);
        }
        for cell in cells {
            let slot = self.columns.iter().rposition(|(begin, _)| *begin <= cell.column + 2).unwrap_or(0);
            let field = self.columns[slot].1;
            self.put(field, *cell, gap, at);
        }
    }

    /// The cell right below a label that stands alone in its row, where it is not the first of its own.
    fn below_label(&self, field: usize, cells: &[Cell<'a>]) -> Option<Cell<'a>> {
        let start = self.found.fields[field].span.start;
        let at = self.rows.partition_point(|row| row.line.next <= start);
        let column = span_column(self.rows.get(at)?, start);
        let below = cells.iter().skip(1).find(|cell| cell.column.abs_diff(column) <= 2).copied();
        below.filter(|_| cells[0].column.abs_diff(column) > 2)
    }

    /// A group of its own within a list, `PRO: Åke Ek`: its field.
    fn group_of(&mut self, field: usize, cell: &Cell<'a>) -> Option<usize> {
        let (head, rest) = cell.text.split_once(": ").filter(|(head, _)| head.len() <= LONGEST_GROUP)?;
        let people = is_people(self.found.fields[field].label) && self.starts.is_person(rest.trim_start());
        if !people || self.starts.is_person(head) {
            return None;
        }
        let list = &self.found.fields[field];
        let (label, above, remote) = (list.label, list.above, list.remote);
        let new = self.field(label, head, Span::new(cell.start, cell.start + head.len()));
        let group = &mut self.found.fields[new];
        (group.above, group.remote, group.group, group.beside) = (above, remote, Some(head.into()), true);
        Some(new)
    }

    /// A cell left of the values: the name of a group, or the end of the fields.
    fn left_of_values(&mut self, cells: &[Cell<'a>], gap: Gap, at: usize, begin: usize, field: usize) {
        let is_person = |cell: &Cell<'a>| self.starts.is_person(cell.text);
        let inside = cells.iter().skip(1).any(|cell| cell.column + 3 >= begin);
        if is_person(&cells[0])
            && is_people(self.found.fields[field].label)
            && !cells[1..].iter().any(is_person)
            && inside
        {
            // Names at the margin, with what is said of them in columns.
            cells.iter().for_each(|cell| self.put(field, *cell, gap, at));
        } else if inside && matches!(self.found.fields[field].label, Label::Page | Label::Number) {
            // The number below *Nr* or *Sida*, with organ and date left of it.
            for cell in cells.iter().filter(|cell| cell.column + 3 >= begin) {
                let slot = self.columns.iter().rposition(|(begin, _)| *begin <= cell.column + 2).unwrap_or(0);
                self.put(self.columns[slot].1, *cell, gap, at);
            }
            self.found.loose.push(at);
        } else if inside {
            let old = &self.found.fields[field];
            let (label, above) = (old.label, old.above);
            let new = self.field(label, cells[0].text, cells[0].span());
            self.found.fields[new].above = above;
            self.found.fields[new].group = Some(cells[0].text.into());
            self.columns = vec![(begin, new)];
            cells.iter().skip(1).for_each(|cell| self.put(new, *cell, gap, at));
        } else if let [first] = cells
            && self.wraps_to_margin(first, gap, at, field)
        {
            self.put(field, *first, gap, at);
        } else {
            self.columns.clear();
            self.found.loose.push(at);
        }
    }

    /// Whether a row right below a full one goes on with a list of people that began beside its label: typed text wraps
    /// to where the label stands.
    fn wraps_to_margin(&self, first: &Cell<'a>, gap: Gap, at: usize, field: usize) -> bool {
        let Field { label, span, values, .. } = &self.found.fields[field];
        let Some(last) = values.last() else { return false };
        let Some(end) = last.cells.last() else { return false };
        let label_at = self.rows.partition_point(|row| row.line.next <= span.start);
        is_people(*label)
            && gap == Gap::None
            && last.row + 1 == at
            && end.end_column() > NARROWEST_FULL
            && first.column == span_column(&self.rows[label_at], span.start)
            && (values.len() > 1 || label_at == last.row)
            && values.iter().all(|value| value.cells.len() == 1)
    }

    /// Whether a value that began in the line of its label goes on in the next row. A row that begins anew with
    /// a capital goes on only in lists, and in lines that were full.
    fn goes_on(&self, field: usize, first: &Cell<'a>, gap: Gap) -> bool {
        let list = is_people(self.found.fields[field].label);
        let last = self.found.fields[field].values.last().and_then(|value| value.cells.last());
        let full = last.is_some_and(|cell| cell.end_column() > 60);
        let begins = first.text.starts_with(char::is_uppercase) && first.column == 0;
        gap == Gap::None && (list || full || !begins) || self.is_unfinished(field)
    }

    fn is_unfinished(&self, field: usize) -> bool {
        let last = self.found.fields[field].values.last().and_then(|value| value.cells.last());
        last.is_some_and(|cell| cell.text.ends_with([',', '-']))
    }

    fn put(&mut self, field: usize, cell: Cell<'a>, gap: Gap, at: usize) {
        let values = &mut self.found.fields[field].values;
        match values.last_mut() {
            Some(value) if value.row == at => value.cells.push(cell),
            _ => values.push(Value { cells: vec![cell], gap, row: at }),
        }
    }

    /// Pairs labels that stood above each other with the groups of values below them.
    fn settle(&mut self) {
        let run = std::mem::take(&mut self.run);
        let groups = std::mem::take(&mut self.groups);
        let wanting: Vec<usize> = run
            .iter()
            .copied()
            .filter(|field| {
                !matches!(
                    self.found.fields[*field].label,
                    Label::Signatures | Label::Posting | Label::Furniture
                )
            })
            .collect();
        if groups.is_empty() {
            return;
        }
        let Some(last) = wanting.last().or(run.last()).copied() else { return };
        let labels: Vec<Label> = wanting.iter().map(|field| self.found.fields[*field].label).collect();
        let single_rows: usize = groups.iter().map(Vec::len).sum();
        let pairs = if wanting.len() > 1 && groups.len() == wanting.len() {
            matched(&labels, groups, self.starts)
        } else if wanting.len() > 1 && single_rows == wanting.len() {
            matched(&labels, groups.into_iter().flatten().map(|value| vec![value]).collect(), self.starts)
        } else if wanting.len() > 1
            && groups.len() < wanting.len()
            && groups[0].len() == wanting.len() - groups.len() + 1
            && single_rows > groups.len()
            && !is_people(labels[0])
        {
            matched(&labels, groups.into_iter().flatten().map(|value| vec![value]).collect(), self.starts)
        } else if let Some(pairs) = distributed(&labels, &groups, self.starts) {
            pairs
        } else {
            return self.in_order(wanting, last, groups);
        };
        for (index, group) in pairs {
            self.found.fields[wanting[index]].values = group;
        }
    }

    /// Fewer groups than labels: the last labels have them. More: the last label has the rest.
    fn in_order(&mut self, wanting: Vec<usize>, last: usize, groups: Vec<Vec<Value<'a>>>) {
        let labels = wanting.len();
        let lists = wanting.iter().all(|field| is_people(self.found.fields[*field].label));
        if lists && labels >= 2 && groups.len() > labels {
            // The heads of a table whose columns were broken apart: the list is the one that says who they are.
            let telling = wanting.iter().rfind(|field| self.found.fields[**field].label != Label::Present);
            let field = telling.copied().unwrap_or(last);
            self.found.fields[field].values = groups.into_iter().flatten().collect();
            return;
        }
        let skip = labels.saturating_sub(groups.len());
        let people = is_people(self.found.fields[last].label);
        for (index, group) in groups.into_iter().enumerate() {
            let field = wanting.get(index + skip).copied().unwrap_or(last);
            let extra = index + skip >= labels;
            if extra && !people {
                self.found.loose.extend(group.iter().map(|value| value.row));
                continue;
            }
            self.found.fields[field].values.extend(group);
        }
    }
}

/// Whether a person begins a row, behind a bullet, a number or the name of a group: `PRO: Åke Ek`.
fn begins_with_person<'a>(text: &'a str, starts: &Starts<'a, '_>) -> bool {
    let bare = text.trim_start_matches(['•', '*', '-', '–', ' ']);
    let in_group = || {
        let group = bare.split_once(':').filter(|(head, _)| head.len() <= LONGEST_GROUP);
        group.is_some_and(|(head, rest)| !starts.is_person(head) && starts.is_person(rest.trim_start()))
    };
    let numbered =
        || starts.is_person(bare.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ')));
    starts.is_person(bare) || in_group() || numbered()
}

/// The cell of a row that begins at `column`, or one beside it.
fn cell_at<'a>(row: &Row<'a>, column: usize) -> Option<Cell<'a>> {
    row.line.cells().find(|cell| cell.column.abs_diff(column) <= 1)
}

fn span_column(row: &Row<'_>, start: usize) -> usize {
    row.line.cells().find(|cell| cell.start == start).map_or(0, |cell| cell.column)
}

/// Whether `above` may head `label` in one row: *Beslutande  Ledamöter*, *Underskrifter  Sekreterare*.
fn is_heading_of(above: Label, label: Label) -> bool {
    match above {
        Label::Signatures => matches!(label, Label::Secretary | Label::Chair | Label::Adjuster),
        Label::Members | Label::Present | Label::OthersPresent => {
            is_people(label)
                && matches!(
                    label,
                    Label::Members
                        | Label::Officials
                        | Label::Deputies
                        | Label::ServingDeputies
                        | Label::NonservingDeputies
                )
                || within_list(above, label).is_some()
        }
        Label::Deputies => within_list(above, label).is_some(),
        _ => false,
    }
}

/// What `label` says of a list that stands left of it: *Ledamöter   Närvarande   Frånvarande*.
fn within_list(list: Label, label: Label) -> Option<Label> {
    match (list, label) {
        (Label::Members | Label::Deputies, Label::Present) => Some(list),
        (Label::Members | Label::Deputies, Label::Absent | Label::Excused) => Some(label),
        (Label::Deputies, Label::Members | Label::ServingDeputies) => Some(Label::ServingDeputies),
        (Label::Deputies, Label::NonservingDeputies) => Some(label),
        _ => None,
    }
}

/// Whether people stand under `label`.
pub(crate) fn is_people(label: Label) -> bool {
    use Label::*;
    matches!(
        label,
        Present
            | Members
            | Deputies
            | ServingDeputies
            | NonservingDeputies
            | Absent
            | Excused
            | Officials
            | Adjuncts
            | OthersPresent
            | UnionRepresentatives
            | Guests
            | Observers
            | Auditors
            | Invited
            | Presenters
            | Remote
            | OnSite
    )
}

/// Pairs labels and groups: in order where each value fits its label, else by what fits.
fn matched<'a>(
    labels: &[Label],
    groups: Vec<Vec<Value<'a>>>,
    starts: &Starts<'a, '_>,
) -> Vec<(usize, Vec<Value<'a>>)> {
    let fits = |label: Label, group: &[Value<'a>]| {
        group.first().and_then(|value| value.cells.first()).is_none_or(|cell| fits(label, cell.text, starts))
    };
    if labels.iter().zip(&groups).all(|(label, group)| fits(*label, group)) {
        return groups.into_iter().enumerate().collect();
    }
    let mut free: Vec<Option<Vec<Value<'a>>>> = groups.into_iter().map(Some).collect();
    let mut pairs = Vec::new();
    let mut open = Vec::new();
    for (index, label) in labels.iter().enumerate() {
        let slot = free.iter().position(|group| group.as_ref().is_some_and(|group| fits(*label, group)));
        match slot.and_then(|slot| free[slot].take()) {
            Some(group) => pairs.push((index, group)),
            None => open.push(index),
        }
    }
    pairs.extend(open.into_iter().zip(free.into_iter().flatten()));
    pairs
}

/// Gives values without gaps to the labels above them: each label in turn has the next value that fits, a list of
/// people all that follow. Nothing where a value fits to no label that is left.
fn distributed<'a>(
    labels: &[Label],
    groups: &[Vec<Value<'a>>],
    starts: &Starts<'a, '_>,
) -> Option<Vec<(usize, Vec<Value<'a>>)>> {
    let typed = labels.iter().filter(|label| !is_people(**label)).count();
    if labels.len() < FEWEST_DISTRIBUTED || typed < 2 || typed == labels.len() {
        return None;
    }
    let mut given: Vec<Vec<Value<'a>>> = vec![Vec::new(); labels.len()];
    let mut seen: HashSet<&'a str> = HashSet::new();
    let mut at = 0;
    for value in groups.iter().flatten() {
        let text = value.cells.first()?.text;
        let name = text.split([',', '(']).next().unwrap_or_default().trim_end();
        // Who stands there a second time is named for something else: *Justerare*.
        let person = starts.is_person(text) && !seen.contains(name);
        if person && is_people(labels[at]) {
            at = list_of(labels, &given, at, text);
        } else {
            let from = at + usize::from(!given[at].is_empty());
            let takes = |label: &usize| match is_people(labels[*label]) {
                true => person,
                false => given[*label].is_empty() && fits(labels[*label], text, starts),
            };
            at = (from..labels.len()).find(takes)?;
        }
        seen.extend(person.then_some(name));
        given[at].push(value.clone());
    }
    Some(given.into_iter().enumerate().filter(|(_, values)| !values.is_empty()).collect())
}

/// The list that a person belongs to among lists below each other: where those before have a party and this one has
/// none, the officials of the last list begin.
fn list_of(labels: &[Label], given: &[Vec<Value<'_>>], at: usize, text: &str) -> usize {
    let last = at + labels[at..].iter().take_while(|label| is_people(**label)).count() - 1;
    let has_party = |text: &str| text.contains('(');
    let before = given[at].last().and_then(|value| value.cells.first());
    if before.is_some_and(|cell| has_party(cell.text)) && !has_party(text) { last } else { at }
}

/// Whether `text` can be a value of `label`.
fn fits<'a>(label: Label, text: &'a str, starts: &Starts<'a, '_>) -> bool {
    let lexicon = starts.lexicon;
    let dated = || date::find(text, lexicon).is_some();
    match label {
        Label::Date | Label::Posted | Label::Removed | Label::DateTime => dated(),
        Label::Time => time::find(text, lexicon).is_some(),
        Label::Page => pages::is_page_number(text) || text.chars().all(|c| c.is_ascii_digit()),
        Label::Items => {
            numbers::stretches(text, lexicon).is_some()
                || text.starts_with(|c: char| c.is_ascii_digit()) && !dated() && !pages::is_page_number(text)
        }
        Label::Reference | Label::Number => {
            text.chars().any(|c| c.is_ascii_digit()) && !dated() && !pages::is_page_number(text)
        }
        Label::Place | Label::Storage | Label::Organ | Label::PostingPlace => {
            !pages::is_page_number(text) && date::date(text, lexicon).is_err() && !is_rule(text)
        }
        Label::Chair | Label::Secretary | Label::Adjuster | Label::ViceChair => starts.is_person(text),
        label if is_people(label) => {
            starts.is_person(text.trim_start_matches(['•', '-', ' ']))
                || text.split(' ').any(|word| lexicon.label_words.get(word) == Some(&LabelWord::Member))
        }
        _ => true,
    }
}
