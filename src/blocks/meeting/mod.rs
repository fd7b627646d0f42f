//! The header → who met, when and where.
//!
//! | as written | read as |
//! | --- | --- |
//! | `Plats och tid   Sal A, den 4 maj 2024 kl. 9–12` | place, date, times |
//! | `NORRBY KOMMUN`, `Kommunstyrelsen`, `PROTOKOLL 3/2024` | organization, body, title and number |
//! | `Protokoll fört vid sammanträde med styrelsen i lokalen den 3 maj 1925 kl. 7 e.m.` | all of it |
//! | `Sammanträdet öppnas kl. 16.00 och avslutas kl. 22.40` | times |
//!
//! Labels are asked first, then the lines of the title, then sentences, then what each page repeats.

mod number;
mod sentence;
mod title;

pub(super) use sentence::paragraphs;
pub(super) use title::{is_meeting_title, is_title};

use super::closing;
use super::fields::{self, Field, is_people};
use crate::grammar::occasion::{self, words};
use crate::grammar::organ;
use crate::grammar::{dash, date, has_digit, time};
use crate::lexicon::{Clue, Label, Lexicon};
use crate::lines::rows::Row;
use crate::model::{Date, Meeting, MeetingType, Text, Time};

/// The facts of the header, and oddities met on the way.
#[derive(Debug, Clone, Default)]
pub(crate) struct Header<'a> {
    pub(crate) meeting: Meeting<'a>,
    /// Dates that no calendar has, where they stand.
    pub(crate) impossible: Vec<crate::model::Span>,
}

/// The rows without a label.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Loose<'r, 'a> {
    pub(crate) rows: &'r [Row<'a>],
    /// Which of the rows have none.
    pub(crate) places: &'r [usize],
    /// The same joined, where nothing parts them: [`paragraphs`].
    pub(crate) paragraphs: &'r [String],
}

/// Reads the header from its fields, from the rows without a label, and from the cells that each page repeats.
pub(crate) fn read<'a>(
    loose: Loose<'_, 'a>,
    fields: &[Field<'a>],
    repeated: &[&'a str],
    lexicon: &Lexicon,
) -> Header<'a> {
    let mut header = Header::default();
    let of_adjustment = |field: &Field<'_>| {
        matches!(field.label, Label::AppointedAdjuster | Label::Adjustment | Label::Posting)
    };
    let (own, later) = fields.split_at(fields.iter().position(of_adjustment).unwrap_or(fields.len()));
    for field in own {
        from_field(field, &mut header, lexicon);
    }
    title::read(loose.rows, loose.places, &mut header.meeting, lexicon);
    sentence::read(loose, &mut header.meeting, lexicon);
    // Behind those who adjust, times and places are of the adjustment, unless no others are found.
    for field in later {
        let when = matches!(
            field.label,
            Label::Date | Label::Time | Label::Place | Label::PlaceTime | Label::DateTime
        );
        if !when || header.meeting.date.is_none() {
            from_field(field, &mut header, lexicon);
        }
    }
    let meeting = &mut header.meeting;
    title::from_repeated(repeated, meeting, lexicon);
    if meeting.body.is_none() {
        // "Styrelsen" alone in a row may head a list, and names who meets where none follows.
        let mut headings =
            fields.iter().take(4).filter(|field| field.values.is_empty() && is_people(field.label));
        meeting.body = headings
            .find(|field| organ::is_body(&field.text, lexicon))
            .map(|field| super::people::group(&field.text));
    }
    if meeting.organization.is_none() {
        let organ = fields
            .iter()
            .find(|field| field.label == Label::Organ)
            .and_then(|field| closing::value(field, lexicon));
        meeting.organization = organ.filter(|text| organ::is_organization(text, lexicon));
    }
    title::letterhead(loose.rows, loose.places, meeting, lexicon);
    header
}

/// What one label says.
fn from_field<'a>(field: &Field<'a>, header: &mut Header<'a>, lexicon: &Lexicon) {
    let meeting = &mut header.meeting;
    let first = || field.values.first().and_then(|value| value.cells.first()).map(|cell| cell.text);
    match field.label {
        Label::Date | Label::Time | Label::Place | Label::PlaceTime | Label::DateTime => {
            when_and_where(field, header, lexicon);
        }
        Label::Number if meeting.number.is_none() => {
            meeting.number = first().and_then(|text| number::number(text, lexicon)).map(Text::Owned);
        }
        Label::Reference if meeting.reference.is_none() => {
            meeting.reference = first()
                .filter(|text| number::is_reference(text))
                .map(|text| text.trim_end_matches('.').into());
        }
        Label::MeetingType if meeting.kind.is_none() => {
            meeting.kind = first().and_then(|text| meeting_type(text, lexicon));
        }
        Label::Organ if meeting.body.is_none() => {
            meeting.body = first()
                .filter(|text| text.split(' ').count() <= 6 && organ::is_body(text, lexicon))
                .map(|text| super::body::folded(organ::body_and_organization(text, lexicon).0));
        }
        _ => {}
    }
}

/// Dates, times and places stand in any order under their labels.
fn when_and_where<'a>(field: &Field<'a>, header: &mut Header<'a>, lexicon: &Lexicon) {
    let Some(whole) = closing::value(field, lexicon) else { return };
    let text = before_label(before_break(&whole, lexicon), lexicon);
    if field.label != Label::Place || header.meeting.date.is_none() {
        dates(text, field, header, lexicon);
    }
    let meeting = &mut header.meeting;
    if meeting.start_time.is_none() && field.label != Label::Place {
        (meeting.start_time, meeting.end_time) = hours(text, lexicon);
        // "Tid: 9–11.30": whole hours, where the label says that they are such.
        if field.label == Label::Time && begins_with_whole_hours(text) {
            let spoken = time::find_spoken(&format!("kl. {text}"), lexicon);
            if let Some((_, found)) = spoken.filter(|(_, found)| Some(found.start) != meeting.start_time) {
                (meeting.start_time, meeting.end_time) = (Some(found.start), found.end);
            }
        }
    }
    if matches!(field.label, Label::Place | Label::PlaceTime) && meeting.place.is_none() {
        let place = if field.label == Label::Place
            && time::find_spoken(text, lexicon).is_none()
            && date::find(text, lexicon).is_none()
        {
            // "rum 4:12" is no time.
            Some(text.trim_matches([' ', ',', '.']))
        } else {
            occasion::in_value(text, lexicon).place
        };
        meeting.place =
            place.filter(|place| place.chars().any(char::is_alphabetic)).map(|place| borrowed(place, field));
    }
    if meeting.place.is_none() && field.label == Label::PlaceTime && text.len() < whole.len() {
        meeting.place = place_below_break(field, lexicon);
    }
}

/// The place in the row below one that ends with an adjournment: `kl. 9–12, ajournering 10.20–10.35` above `Sal A`.
fn place_below_break<'a>(field: &Field<'a>, lexicon: &Lexicon) -> Option<Text<'a>> {
    let alone = field.values.iter().skip(1).filter_map(|value| match &value.cells[..] {
        [cell] => Some(cell.text),
        _ => None,
    });
    let mut places = alone.filter(|text| sentence::is_place(text, lexicon) && !has_digit(text));
    places.next().map(|place| borrowed(place, field))
}

/// `9–11.30`
fn begins_with_whole_hours(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    (1..=2).contains(&(text.len() - rest.len()))
        && dash(rest).is_ok_and(|(to, ())| !to.contains(char::is_alphabetic))
}

/// The first and the last day of the meeting.
fn dates(text: &str, field: &Field<'_>, header: &mut Header<'_>, lexicon: &Lexicon) {
    let meeting = &mut header.meeting;
    let mut from = 0;
    while let Some((span, partial)) = date::find(&text[from..], lexicon) {
        from += span.end;
        match (partial.date(None), meeting.date) {
            (Some(date), None) => {
                meeting.date = Some(date);
                meeting.end_date = partial.end_date(None);
            }
            (Some(date), Some(first))
                if first < date && field.label != Label::Place && meeting.end_date.is_none() =>
            {
                meeting.end_date = Some(date);
            }
            (None, _) if partial.year.is_some() => {
                header.impossible.extend(
                    field.values.first().and_then(|value| value.cells.first()).map(|cell| cell.span()),
                );
            }
            _ => {}
        }
    }
}

/// The place as a borrow from the source, where the value is one piece of it.
fn borrowed<'a>(place: &str, field: &Field<'a>) -> Text<'a> {
    field
        .values
        .first()
        .and_then(|value| value.cells.first())
        .and_then(|cell| cell.text.find(place).and_then(|at| cell.text.get(at..at + place.len())))
        .map_or_else(|| Text::Owned(place.to_owned()), super::body::folded)
}

/// The text before an adjournment: its hours are not the meeting's.
fn before_break<'t>(text: &'t str, lexicon: &Lexicon) -> &'t str {
    let found = words(text).find(|(at, word)| *at > 0 && lexicon.breaks.has(word.trim_start_matches('(')));
    found.map_or(text, |(at, _)| text[..at].trim_end_matches([' ', ',', ';', '(']))
}

/// `text` up to a sentence that begins with a label of its own: `Klubbhuset, Norrby. Närvarande: 34 medlemmar`.
fn before_label<'t>(text: &'t str, lexicon: &Lexicon) -> &'t str {
    let Some(colon) = text.rfind(": ") else { return text };
    let Some((before, label)) = text[..colon].rsplit_once(". ") else { return text };
    if fields::label(label, lexicon).is_some() { before } else { text }
}

/// From when to when: the first time, and the last end. A second time behind a word such as *avslutas*, or on the other
/// side of a dash, ends: `onsdag 22 augusti kl. 13 – torsdag 23 augusti kl. 12`.
pub(super) fn hours(text: &str, lexicon: &Lexicon) -> (Option<Time>, Option<Time>) {
    let (mut from, mut start, mut end) = (0, None, None);
    while let Some((span, found)) = time::find(&text[from..], lexicon) {
        let closes =
            words(&text[from..from + span.start]).any(|(_, word)| lexicon.clues.get(word).has(Clue::Closes));
        let up_to = dash(&text[from..]).is_ok();
        end = found.end.or_else(|| ((closes || up_to) && start.is_some()).then_some(found.start)).or(end);
        start = start.or(Some(found.start));
        from += span.end;
    }
    (start, end)
}

/// The type of meeting that a text names, the strongest: an extra annual meeting is extraordinary.
pub(crate) fn meeting_type(text: &str, lexicon: &Lexicon) -> Option<MeetingType> {
    let types = &lexicon.meeting_types;
    let singles = words(text).filter_map(|(_, word)| types.get(word));
    let pairs = words(text).zip(words(text).skip(1)).filter_map(|((at, first), (next, second))| {
        if next == at + first.len() + 1 {
            types.get(&text[at..next + second.len()])
        } else {
            // A mark between the two says nothing.
            types.get(&[first, second].join(" "))
        }
    });
    singles.chain(pairs).copied().max_by_key(|kind| rank(*kind))
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

/// The date that a sentence names, if it is the meeting's, or the meeting has none.
pub(super) fn is_of_meeting(date: Option<Date>, meeting: &Meeting<'_>) -> bool {
    date.is_none() || meeting.date.is_none() || date == meeting.date
}

#[cfg(test)]
mod tests {
    use crate::parse;

    /// `organization | body | number | date | start-end | place`.
    fn shown(header: &str) -> String {
        let text = format!("{header}\n\n§ 1 Öppnande\n\nText.\n\n§ 2 Övrigt\n\nText.\n");
        let meeting = parse(&text).meeting;
        let or = |text: Option<crate::Text<'_>>| text.map_or(String::new(), |text| text.into_owned());
        let time = |time: Option<crate::Time>| time.map_or(String::new(), |time| time.to_string());
        let days = [meeting.date, meeting.end_date]
            .into_iter()
            .flatten()
            .map(|date| date.to_string())
            .collect::<Vec<_>>()
            .join("/");
        [
            or(meeting.organization),
            or(meeting.body),
            or(meeting.number),
            days,
            format!("{}-{}", time(meeting.start_time), time(meeting.end_time)),
            or(meeting.place),
        ]
        .join(" | ")
    }

    #[test]
    fn labels_and_titles() {
        for (header, found) in [
            (
                "NORRBY KOMMUN\nKommunstyrelsen\nPROTOKOLL 3/2024\n\nPlats och tid   Sal A, tisdagen den 14 maj 2024 kl. 9–12",
                "NORRBY KOMMUN | Kommunstyrelsen | 3/2024 | 2024-05-14 | 09:00-12:00 | Sal A",
            ),
            (
                "Kyrkorådet i Norrby pastorat\nProtokoll nr 4\n\nTid: 2024-05-14 kl. 18\nPlats: Rum 4:12, Norrby",
                "Norrby pastorat | Kyrkorådet | 4 | 2024-05-14 | 18:00- | Rum 4:12, Norrby",
            ),
            (
                "Region Norrby\nRegionfullmäktige\n\nDatum: Tisdagen den 21 maj 2024 kl. 10.00–18.20 samt\n       onsdagen den 22 maj 2024 kl. 9.00–12.45\n\nPlats: Kongresshallen",
                "Region Norrby | Regionfullmäktige |  | 2024-05-21/2024-05-22 | 10:00-12:45 | Kongresshallen",
            ),
            (
                "NORRBY KOMMUN    PROTOKOLL\nByggnadsnämnden   14.5.2024\n\nSammanträdestid   14.5.2024 kl. 18.00–19.50\nSammanträdesplats   Kommungården",
                "NORRBY KOMMUN | Byggnadsnämnden |  | 2024-05-14 | 18:00-19:50 | Kommungården",
            ),
            (
                "Norrby stad\nKommunfullmäktige\n\nSammanträdesdag: 14 maj 2024\nLokal: Rådssalen\nSammanträdet öppnas kl. 16.00 och avslutas kl. 22.40",
                "Norrby stad | Kommunfullmäktige |  | 2024-05-14 | 16:00-22:40 | Rådssalen",
            ),
            (
                "NORRBY KOMMUN                SAMMANTRÄDESPROTOKOLL            Sida\nSkolstyrelsen                1977-03-15                       1\n\nPlats och tid: Skolan, kl 18.30 - 21.15\n\nBeslutande:    Bo Ek (c), ordförande\n\nUtsedd att\njustera:       Eva Ask\n\nJusteringens\nplats och tid: Kontoret 1977-03-22 kl 16.00",
                "NORRBY KOMMUN | Skolstyrelsen |  | 1977-03-15 | 18:30-21:15 | Skolan",
            ),
            (
                "Länsstyrelsen        PROTOKOLL\nNorrby län           2016-09-21\n\nViltförvaltningsdelegationens möte\n\nTid: kl. 9.30–14",
                "Länsstyrelsen Norrby län | Viltförvaltningsdelegationen |  | 2016-09-21 | 09:30-14:00 | ",
            ),
            (
                "NORRBYGDENS RÄDDNINGSTJÄNSTFÖRBUND\nProtokoll direktionen\n\nDatum: 2021-10-21\nTid: 13:00–15:05",
                "NORRBYGDENS RÄDDNINGSTJÄNSTFÖRBUND | direktionen |  | 2021-10-21 | 13:00-15:05 | ",
            ),
            (
                "Norrby kommun, Socialnämnden\nProtokoll 2014-04-10",
                "Norrby kommun | Socialnämnden |  | 2014-04-10 | - | ",
            ),
            // A letterhead names the organization without a word for what it is.
            (
                "Norrby båtlag\nStyrelsen\n\nProtokoll 2014-04-10",
                "Norrby båtlag | Styrelsen |  | 2014-04-10 | - | ",
            ),
            (
                "Norrby kommun      Protokoll 2011:2\nKommunala pensionärsrådet (KPR)      2011-05-26",
                "Norrby kommun | Kommunala pensionärsrådet | 2011:2 | 2011-05-26 | - | ",
            ),
            (
                "Norrby kommun\nNämnden\n\nTid och plats\nTisdagen den 14 maj 2024 kl. 9–12, ajournering 10–10.15\nDigitalt möte",
                "Norrby kommun | Nämnden |  | 2024-05-14 | 09:00-12:00 | Digitalt möte",
            ),
            (
                "Norrby förvaltningsråd\nProtokoll 3/2018\n\nDatum: 22–23 augusti 2018\nTid: onsdag 22 augusti kl. 13.00 – torsdag 23 augusti kl. 12.15",
                " | Norrby förvaltningsråd | 3/2018 | 2018-08-22/2018-08-23 | 13:00-12:15 | ",
            ),
            (
                "Landstinget i Norrby län\nPatientnämnden\nPROTOKOLL 2014-04-10",
                "Landstinget i Norrby län | Patientnämnden |  | 2014-04-10 | - | ",
            ),
            (
                "Norrby studentkår\nFullmäktige\n\nProtokoll från ordinarie fullmäktigemöte\n\nDatum: tisdag 24 november 2015",
                "Norrby studentkår | Fullmäktige |  | 2015-11-24 | - | ",
            ),
            (
                "Norrby högskola\nHögskolestyrelsen\n\nProtokoll nr 1:2022\n2022-02-17 – 2022-02-18\n\nPlats: Herrgården",
                "Norrby högskola | Högskolestyrelsen | 1:2022 | 2022-02-17/2022-02-18 | - | Herrgården",
            ),
        ] {
            assert_eq!(shown(header), found, "{header}");
        }
    }

    #[test]
    fn sentences() {
        for (header, found) in [
            (
                "År 1886 den 8 Maj kl. 11 f. m. sammanträdde å Bolagets kontor i Norrby Styrelsen för Norrby Jernvägs-Aktiebolag.",
                "Norrby Jernvägs-Aktiebolag | Styrelsen |  | 1886-05-08 | 11:00- | Bolagets kontor i Norrby",
            ),
            (
                "Norrby läns sällskap\nUtskottet\n\nPROTOKOLL fört vid sammanträde den 11 och 12 juni 1964\n\nSammanträdet tog sin början den 11 juni kl. 10.00.",
                "Norrby läns sällskap | Utskottet |  | 1964-06-11/1964-06-12 | 10:00- | ",
            ),
            (
                "Protokoll fört vid sammanträde med Kommunalnämnden i Norrby socken i sockenstugan\nlördagen den 14 mars 1891 klockan 10 f. m.",
                "Norrby socken | Kommunalnämnden |  | 1891-03-14 | 10:00- | sockenstugan",
            ),
            (
                "Protokoll fört vid styrelsemöte med Brf Tallen den 14 maj 2024 kl. 18.30 i tvättstugan, Storgatan 3",
                "Brf Tallen |  |  | 2024-05-14 | 18:30- | tvättstugan, Storgatan 3",
            ),
            (
                "HÖGSKOLAN I NORRBY\nHögskolestyrelsen\n\nHögskolestyrelsen sammanträdde onsdagen den 15 maj 2024 kl. 9.30–14 i Sal A, hus B.",
                "HÖGSKOLAN I NORRBY | Högskolestyrelsen |  | 2024-05-15 | 09:30-14:00 | Sal A, hus B",
            ),
        ] {
            assert_eq!(shown(header), found, "{header}");
        }
    }
}
