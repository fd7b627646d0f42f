//! The header → who met, when and where.
//!
//! Facts come from labels first (`Plats och tid …`), then from the lines of the title (`NORRBY KOMMUN`,
//! `Kommunstyrelsen`, `PROTOKOLL 3/2024`), then from a sentence (`Protokoll fört vid sammanträde med
//! styrelsen i Byalagets lokal den 3 maj 1925 kl. 7 e.m.`).

use super::body::{folded, join};
use super::fields::Field;
use crate::grammar::{date, is_dash, reference, time};
use crate::lexicon::{Folded, Label, Lexicon, close_gaps};
use crate::lines::{pages, rows::Row};
use crate::model::{Date, Meeting, MeetingType, Text, Time};

/// A date that the header names without its year, to be completed later, and oddities met on the way.
#[derive(Debug, Clone, Default)]
pub(crate) struct Header<'a> {
    pub(crate) meeting: Meeting<'a>,
    /// Dates that no calendar has, where they stand.
    pub(crate) impossible: Vec<crate::model::Span>,
}

/// Reads the header from its fields and from the rows without a label.
pub(crate) fn read<'a>(
    rows: &[Row<'a>],
    loose: &[usize],
    fields: &[Field<'a>],
    lexicon: &Lexicon,
) -> Header<'a> {
    let mut header = Header::default();
    for field in fields {
        from_field(field, &mut header, lexicon);
    }
    let titles: Vec<usize> =
        loose.iter().copied().filter(|at| rows[*at].text().len() < 200).take(14).collect();
    for at in &titles {
        for cell in rows[*at].line.cells() {
            from_title(cell.text, &mut header.meeting, lexicon);
        }
    }
    from_sentence(rows, loose, &mut header, lexicon);
    if header.meeting.organization.is_none() {
        let organ = fields.iter().find(|field| field.label == Label::Organ).and_then(value_text);
        header.meeting.organization = organ.filter(|text| is_organization(text, lexicon));
    }
    header
}

/// The text of a field's first value.
fn value_text<'a>(field: &Field<'a>) -> Option<Text<'a>> {
    field.values.first().and_then(|value| value.cells.first()).map(|cell| folded(cell.text))
}

/// All rows of a value as one text, as long as they belong to it.
fn whole_value<'a>(field: &Field<'a>) -> Option<Text<'a>> {
    let mut texts = field
        .values
        .iter()
        .take(3)
        .filter(|value| value.gap == crate::lines::rows::Gap::None || std::ptr::eq(*value, &field.values[0]))
        .filter_map(|value| value.cells.first());
    let first = texts.next()?;
    let mut whole = folded(first.text);
    for cell in texts {
        whole = join(&whole, cell.text).into();
    }
    Some(whole)
}

fn from_field<'a>(field: &Field<'a>, header: &mut Header<'a>, lexicon: &Lexicon) {
    let meeting = &mut header.meeting;
    match field.label {
        Label::Date | Label::Time | Label::Place | Label::PlaceTime | Label::DateTime => {
            when_and_where(field, header, lexicon)
        }
        Label::Number if meeting.number.is_none() => {
            meeting.number = value_text(field).and_then(|text| number(&text)).map(Text::Owned)
        }
        Label::Reference if meeting.reference.is_none() => {
            meeting.reference = value_text(field)
                .map(|text| text.trim_end_matches('.').to_owned().into())
                .filter(|text: &Text<'_>| text.chars().any(|c| c.is_ascii_digit()) && text.len() < 40);
        }
        Label::MeetingType if meeting.kind.is_none() => {
            meeting.kind = value_text(field).and_then(|text| meeting_type(&text, lexicon))
        }
        Label::Organ if meeting.body.is_none() => {
            meeting.body =
                value_text(field).filter(|text| text.split(' ').count() <= 6 && is_body(text, lexicon));
        }
        _ => {}
    }
}

/// Dates, times and places stand in any order under their labels.
fn when_and_where<'a>(field: &Field<'a>, header: &mut Header<'a>, lexicon: &Lexicon) {
    let Some(whole) = whole_value(field) else { return };
    let text = before_breaks(&whole, lexicon);
    let meeting = &mut header.meeting;
    let mut cut = text.len();
    if field.label != Label::Place || meeting.date.is_none() {
        let mut from = 0;
        while let Some((span, partial)) = date::find(&text[from..], lexicon) {
            match partial.date(None) {
                Some(date) if meeting.date.is_none() => {
                    meeting.date = Some(date);
                    meeting.end_date = partial.end_date(None);
                }
                Some(date)
                    if field.label != Label::Place
                        && meeting.date.is_some_and(|first| first < date)
                        && meeting.end_date.is_none() =>
                {
                    meeting.end_date = Some(date)
                }
                None if partial.year.is_some() => header.impossible.push(field.values[0].cells[0].span()),
                _ => {}
            }
            cut = cut.min(from + span.start);
            from += span.end;
        }
    }
    if field.label != Label::Date || meeting.start_time.is_none() {
        if let Some((span, _)) = time::find(text, lexicon) {
            let (start, end) = hours(text, lexicon);
            if meeting.start_time.is_none() {
                (meeting.start_time, meeting.end_time) = (start, end);
            }
            if field.label != Label::Place || span.start > 0 {
                cut = cut.min(span.start);
            }
        }
    }
    if matches!(field.label, Label::Place | Label::PlaceTime) && meeting.place.is_none() {
        let place = place_before(text, cut, lexicon).or_else(|| place_after(text, lexicon));
        meeting.place = place.map(|place| borrowed(&whole, place, field));
    }
}

/// The place as a borrow from the source, where the value is one piece of it.
fn borrowed<'a>(_whole: &Text<'a>, place: &str, field: &Field<'a>) -> Text<'a> {
    field
        .values
        .first()
        .and_then(|value| value.cells.first())
        .and_then(|cell| cell.text.find(place).and_then(|at| cell.text.get(at..at + place.len())))
        .map_or_else(|| Text::Owned(place.to_owned()), folded)
}

/// Where a place ends: before the date and time that follow it.
fn place_before<'t>(text: &'t str, cut: usize, lexicon: &Lexicon) -> Option<&'t str> {
    let mut place = text[..cut].trim_end_matches([' ', ',', ';', '(', '–', '-']);
    // "…, tisdagen den" is left of a date.
    while let Some((head, last)) = place.rsplit_once([' ', ',']) {
        let small =
            lexicon.weekdays.has(last) || matches!(last, "den" | "kl" | "kl." | "klockan" | "Kl" | "Kl.");
        if !small {
            break;
        }
        place = head.trim_end_matches([' ', ',', ';']);
    }
    let small = lexicon.weekdays.has(place)
        || matches!(place, "den" | "Den" | "kl" | "Kl" | "kl." | "Kl." | "klockan" | "Klockan");
    (place.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !small).then_some(place)
}

/// A place behind the date and time: `kl. 18.00, Folkets hus`.
fn place_after<'t>(text: &'t str, lexicon: &Lexicon) -> Option<&'t str> {
    let (span, _) = time::find(text, lexicon)?;
    let end = date::find(text, lexicon).map_or(span.end, |(date, _)| date.end.max(span.end));
    let rest = text[end..].trim_start_matches([' ', ',', ';', '.', 'i']).trim_start();
    let rest = rest
        .strip_prefix("i ")
        .or_else(|| rest.strip_prefix("på "))
        .unwrap_or(rest)
        .trim_end_matches(['.', ' ']);
    (rest.chars().filter(|c| c.is_alphabetic()).count() >= 3).then_some(rest)
}

/// The text before an adjournment: its hours are not the meeting's.
fn before_breaks<'t>(text: &'t str, lexicon: &Lexicon) -> &'t str {
    let mut at = 0;
    for word in text.split([' ', ',', ';', '(']) {
        if lexicon.breaks.has(word.trim_end_matches([':', '.'])) && at > 0 {
            return text[..at].trim_end_matches([' ', ',', ';', '(']);
        }
        at += word.len() + 1;
    }
    text
}

/// From when to when: the first time, and the last end.
fn hours(text: &str, lexicon: &Lexicon) -> (Option<Time>, Option<Time>) {
    let (mut from, mut start, mut end) = (0, None, None);
    while let Some((span, found)) = time::find(&text[from..], lexicon) {
        start = start.or(Some(found.start));
        end = found.end.or(end.filter(|_| found.end.is_none()));
        from += span.end;
    }
    (start, end)
}

/// One cell of the title lines.
fn from_title<'a>(cell: &'a str, meeting: &mut Meeting<'a>, lexicon: &Lexicon) {
    let cell = pages::without_page_number(cell).trim_end_matches([':', ',']);
    if cell.is_empty() || cell.len() > 150 {
        return;
    }
    let closed = close_gaps(cell);
    let text = closed.as_deref().unwrap_or(cell);
    if meeting.date.is_none() {
        if let Some((_, partial)) = date::find(text, lexicon) {
            meeting.date = partial.date(None);
            meeting.end_date = partial.end_date(None).filter(|_| meeting.date.is_some());
        }
    }
    if meeting.reference.is_none() {
        if let Some(found) = reference::after_word(text, lexicon)
            .filter(|rest| rest.chars().any(|c| c.is_ascii_digit()) && rest.len() < 32)
        {
            meeting.reference = Some(found.to_owned().into());
            return;
        }
    }
    let titled = is_title(text, lexicon);
    if titled || is_meeting_title(text, lexicon) {
        if meeting.number.is_none() {
            meeting.number = title_number(text).map(Text::Owned);
        }
        if meeting.kind.is_none() {
            meeting.kind = meeting_type(text, lexicon);
        }
        let longer = meeting
            .title
            .as_ref()
            .is_none_or(|title| title.split(' ').count() == 1 && text.split(' ').count() > 1);
        if longer && text.split(' ').count() <= 16 {
            meeting.title = Some(match &closed {
                Some(closed) => closed.clone().into(),
                None => folded(cell),
            });
        }
    }
    let words = text.split(' ').count();
    let plain = words <= 8
        && !titled
        && !text.contains(':')
        && text.starts_with(char::is_uppercase)
        && !text.ends_with('.');
    if plain
        && is_organization(text, lexicon)
        && !(is_body(text, lexicon) && meeting.body.is_none() && meeting.organization.is_some())
    {
        if meeting.organization.is_none() {
            meeting.organization = Some(folded(cell));
        }
    } else if plain && is_body(text, lexicon) && meeting.body.is_none() {
        meeting.body = Some(folded(cell));
    } else if plain && meeting.number.is_none() && text.starts_with("Nr ") {
        meeting.number = number(&text[3..]).map(Text::Owned);
    }
}

/// `Protokoll …`, `SAMMANTRÄDESPROTOKOLL`.
pub(super) fn is_title(text: &str, lexicon: &Lexicon) -> bool {
    text.split([' ', ',', '-', '–'])
        .any(|word| lexicon.document_titles.has(word.trim_end_matches([':', '.'])))
}

/// `Möte Regionpolisråd Mitt`, `Generaldirektörens beslutsmöte nr 14/2023`.
pub(super) fn is_meeting_title(text: &str, lexicon: &Lexicon) -> bool {
    text.split(' ').any(|word| lexicon.meetings.has(word.trim_end_matches([':', '.', ','])))
        && text.split(' ').count() >= 2
        && text.split(' ').count() <= 9
        && !text.ends_with('.')
}

/// The name of an organization, by its words.
pub(crate) fn is_organization(text: &str, lexicon: &Lexicon) -> bool {
    let mut words = text.split(' ');
    let first = words.next().unwrap_or_default();
    let last = text.rsplit(' ').next().unwrap_or_default().trim_end_matches([',', '.']);
    let ends = lexicon.organization_last.has(last)
        || text.contains(' ') && two_last(text).is_some_and(|two| lexicon.organization_last.has(two));
    let begins = lexicon.organization_first.has(first) && text.contains(' ');
    let ending = |word: &str| {
        Folded::new(word).is_some_and(|folded| {
            lexicon.organization_endings.iter().any(|end| folded.as_str().ends_with(&**end))
        })
    };
    ends && text.len() > last.len()
        || begins && !lexicon.is_body_word(first)
        || !text.contains(' ') && ending(text) && !lexicon.is_body_word(text)
        || text.split(' ').any(|word| lexicon.organization_last.has(word))
            && !is_body(text, lexicon)
            && text.split(' ').count() <= 6
            && ends_like_name(text)
        || !is_body(text, lexicon) && text.split(' ').count() <= 4 && ending(last)
}

fn two_last(text: &str) -> Option<&str> {
    let cut = text.rfind(' ')?;
    let before = text[..cut].rfind(' ').map_or(0, |at| at + 1);
    Some(&text[before..])
}

/// `Bostadsrättsföreningen Lyktan i Vretstaden`: an organization's word at the beginning or the end.
fn ends_like_name(text: &str) -> bool {
    text.rsplit(' ').next().is_some_and(|last| last.starts_with(char::is_uppercase))
}

/// The name of an organ that meets, by its words.
pub(crate) fn is_body(text: &str, lexicon: &Lexicon) -> bool {
    let text = text.split([',', '(']).next().unwrap_or(text).trim();
    let mut words = text.split(' ');
    let first = words.next().unwrap_or_default();
    if first.is_empty() || text.split(' ').count() > 8 {
        return false;
    }
    // "Fakultetsstyrelsen för humaniora", "Nämnden för primärvård": the organ comes first.
    text.split(' ').take(5).any(|word| lexicon.is_body_word(word))
        || lexicon.body_first.has(first) && text.contains(' ')
}

/// The type of meeting that a text names.
pub(crate) fn meeting_type(text: &str, lexicon: &Lexicon) -> Option<MeetingType> {
    let words: Vec<&str> = text.split([' ', ',', '.', '(', ')']).filter(|word| !word.is_empty()).collect();
    let mut found: Option<MeetingType> = None;
    for length in (1..=2).rev() {
        for window in words.windows(length) {
            let Some(kind) = lexicon.meeting_types.get(&window.join(" ")) else { continue };
            let stronger = found.is_none_or(|found| rank(*kind) > rank(found));
            if stronger {
                found = Some(*kind);
            }
        }
    }
    found
}

/// An extra annual meeting is extraordinary; an ordinary annual meeting is annual.
fn rank(kind: MeetingType) -> u8 {
    match kind {
        MeetingType::Extraordinary => 4,
        MeetingType::Constituent => 3,
        MeetingType::Annual => 2,
        MeetingType::Other => 1,
        MeetingType::Ordinary => 0,
    }
}

/// `7/2024`, `14`, `2023/24:17`, `3-2023`: a protocol's number.
fn number(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches("nr ").trim_start_matches("Nr ").trim_end_matches(['.', ',']);
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '/' | ':') || is_dash(c)))
        .unwrap_or(text.len());
    let number = text[..end].trim_end_matches(|c: char| !c.is_ascii_digit());
    let apart = text[end..].is_empty() || text[end..].starts_with([' ', ',', '.', ';', ')']);
    (apart && number.starts_with(|c: char| c.is_ascii_digit()) && number.len() <= 12)
        .then(|| number.to_owned())
}

/// The number in a title: behind *nr*, or a number with a stroke.
fn title_number(text: &str) -> Option<String> {
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        let bare = word.trim_matches([',', '.', '(', ')']);
        if bare.eq_ignore_ascii_case("nr")
            || bare.eq_ignore_ascii_case("nr:")
            || bare.eq_ignore_ascii_case("nummer")
        {
            if let Some(found) = words.peek().and_then(|next| number(next)) {
                return Some(found);
            }
        }
        let stroked = bare.contains(['/', ':'])
            && !bare.contains('.')
            && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | ':' | '-' | '–'));
        if stroked && bare.len() >= 3 && bare.starts_with(|c: char| c.is_ascii_digit()) {
            if let Some(found) = number(bare) {
                return Some(found);
            }
        }
    }
    None
}

/// The sentence that opens old and plain minutes.
fn from_sentence(rows: &[Row<'_>], loose: &[usize], header: &mut Header<'_>, lexicon: &Lexicon) {
    let mut text = String::new();
    for at in loose.iter().take(8) {
        if text.is_empty()
            && !(is_title(rows[*at].text(), lexicon)
                || date::find(rows[*at].text(), lexicon).is_some()
                || rows[*at].text().starts_with(char::is_lowercase))
        {
            continue;
        }
        super::body::push_line(&mut text, rows[*at].text());
        if text.len() > 500 {
            break;
        }
    }
    if text.is_empty() {
        return;
    }
    let meeting = &mut header.meeting;
    let date = date::find(&text, lexicon);
    if meeting.date.is_none() {
        meeting.date = date.and_then(|(_, partial)| partial.date(None));
    }
    if let Some((span, _)) = date.filter(|(span, _)| span.end <= text.len()) {
        if let Some((_, hours)) = time::find_spoken(&text[span.end..], lexicon) {
            if meeting.start_time.is_none() {
                (meeting.start_time, meeting.end_time) = (Some(hours.start), hours.end);
            }
        }
    }
    if meeting.kind.is_none() {
        meeting.kind = meeting_type(&text, lexicon);
    }
    phrases(&text, date.map(|(span, _)| span.start), meeting, lexicon);
}

/// `med kommunalfullmäktige i Hagby kommun å kommunalkontoret`: organ, organization and place by their
/// prepositions.
fn phrases(text: &str, date_at: Option<usize>, meeting: &mut Meeting<'_>, lexicon: &Lexicon) {
    let words: Vec<(usize, &str)> = word_places(text);
    for (index, (at, word)) in words.iter().enumerate() {
        let bare = word.trim_end_matches([',', '.', ':']);
        if meeting.body.is_none()
            && index > 0
            && lexicon.is_body_word(bare)
            && !is_title(bare, lexicon)
            && !lexicon.meetings.has(bare)
        {
            let from = words[..index]
                .iter()
                .rposition(|(_, word)| matches!(*word, "med" | "av" | "af" | "för" | "inom"))
                .map(|med| med + 1);
            if let Some(from) = from.filter(|from| index - from < 4) {
                let body = &text[words[from].0..at + bare.len()];
                meeting.body = Some(capitalised(body).into());
            }
        }
        if meeting.organization.is_none() && index > 0 && lexicon.organization_last.has(bare) {
            let from = words[..index]
                .iter()
                .rposition(|(_, word)| matches!(*word, "i" | "för" | "med" | "vid" | "av" | "inom"))
                .map(|word| word + 1);
            if let Some(from) = from.filter(|from| {
                *from < index + 1 && index - from < 5 && words[*from].1.starts_with(char::is_uppercase)
            }) {
                meeting.organization = Some(text[words[from].0..at + bare.len()].to_owned().into());
            }
        }
        let here = matches!(bare, "å" | "på" | "i" | "uti" | "hos");
        if meeting.place.is_none() && here {
            if let Some((next_at, _)) = words.get(index + 1) {
                let stop = date_at.filter(|date| date > next_at).unwrap_or(text.len());
                let end = place_end(&text[*next_at..stop], lexicon);
                let place = text[*next_at..*next_at + end].trim_end_matches([' ', ',', '.']);
                if place.chars().count() >= 4
                    && !is_organization(place, lexicon)
                    && !is_body(place, lexicon)
                    && place.split(' ').count() <= 7
                    && !place.chars().any(|c| c.is_ascii_digit())
                {
                    meeting.place = Some(place.to_owned().into());
                }
            }
        }
    }
}

/// A place ends before a preposition that begins something else, a day of the week, or a full stop.
fn place_end(text: &str, lexicon: &Lexicon) -> usize {
    for (at, word) in word_places(text) {
        let bare = word.trim_end_matches([',', '.', ':']);
        let stops = lexicon.weekdays.has(bare)
            || matches!(
                bare,
                "å" | "den" | "kl" | "klockan" | "under" | "med" | "och" | "fredagen" | "hvarvid" | "varvid"
            );
        if stops && at > 0 {
            return at;
        }
        if word.ends_with(['.', ',']) && word.len() > 3 {
            return at + bare.len();
        }
    }
    text.len()
}

fn word_places(text: &str) -> Vec<(usize, &str)> {
    {
        let mut at = 0;
        text.split(' ').map(move |word| {
            let begin = at;
            at += word.len() + 1;
            (begin, word)
        })
    }
    .filter(|(_, word)| !word.is_empty())
    .take(120)
    .collect()
}

/// With a capital, as a name.
fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// The date, if it is one day of the calendar: completed from the year of the meeting where it has none.
pub(crate) fn completed(partial: &date::Partial, after: Option<Date>) -> Option<Date> {
    if partial.year.is_some() {
        return partial.date(None);
    }
    let meeting = after?;
    let same = partial.date(Some(meeting.year()))?;
    if same >= meeting { Some(same) } else { partial.date(Some(meeting.year() + 1)) }
}
