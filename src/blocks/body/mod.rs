//! A point's rows → its title, its register numbers and its paragraphs.
//!
//! Three layouts are read: title and text below each other; headings in the left margin with the text in a
//! column of its own; and a table with the title in the left column and the text in the right one.
//!
//! | module | what it answers |
//! | --- | --- |
//! | `layout` | how the points of the document are laid out |
//! | `title` | which rows are the title, and what is said at once instead |
//! | `paragraphs` | which row begins a paragraph, which goes on |
//! | `headings`, `leads`, `marks` | what a row is by its words or its first sign |
//! | `piece`, `white_space` | rows cut into pieces, pieces joined to texts |

mod headings;
mod layout;
mod leads;
mod marks;
mod paragraphs;
mod piece;
mod title;
mod white_space;

pub(crate) use self::headings::Headings;
pub(crate) use self::layout::Layout;
pub(crate) use self::white_space::{folded, join, push_line};

use self::paragraphs::Open;
use self::piece::Piece;
use self::title::finish::{clean_title, joined, with_reference};
use super::points::Point;
use crate::item::Body;
use crate::lexicon::Lexicon;
use crate::lines::may_have_gap;
use crate::lines::rows::Row;
use crate::model::Text;

/// How much shorter than the full width a row may be that wraps, in characters: a long word did not fit.
const WRAP: usize = 14;

/// How unevenly rows end, in characters.
const RAGGED: usize = 4;

/// The title, register numbers and paragraphs of one point.
#[derive(Debug, Default)]
pub(crate) struct PointText<'a> {
    pub(crate) body: Body<'a>,
    pub(crate) beside: Beside<'a>,
}

/// What stands beside the title or under it, and is no part of the text.
#[derive(Debug, Default)]
pub(crate) struct Beside<'a> {
    pub(crate) references: Vec<Text<'a>>,
    pub(crate) attachments: Vec<Text<'a>>,
}

/// Reads the rows of a point; the first is its head.
pub(crate) fn read<'a>(
    point: &Point<'a>,
    rows: &[Row<'a>],
    layout: Layout,
    headings: &mut Headings<'a>,
    lexicon: &Lexicon,
) -> PointText<'a> {
    let bytes = rows.iter().map(|row| row.line.text.len()).sum();
    let mut reader = Reader {
        lexicon,
        layout,
        headings,
        found: PointText { body: Body::with_room(rows.len(), bytes), beside: Beside::default() },
        title: Vec::new(),
        open: None,
        left: None,
        next: None,
        headed: false,
        number_alone: false,
    };
    let used = reader.head(point, rows);
    for (at, row) in rows.iter().enumerate().skip(used) {
        reader.next = rows.get(at + 1);
        reader.row(row, at);
    }
    reader.close();
    reader.found.body.paragraphs.shrink_to_fit();
    let (title, own) = joined(&reader.title, lexicon).map(|title| with_reference(title, lexicon)).unzip();
    let title = title.map(clean_title);
    let mut found = reader.found;
    found.beside.references.extend(own.into_iter().flatten());
    found.body.title = title.filter(|title| !title.is_empty());
    found
}

struct Reader<'a, 'r> {
    lexicon: &'r Lexicon,
    layout: Layout,
    headings: &'r mut Headings<'a>,
    found: PointText<'a>,
    title: Vec<Piece<'a>>,
    open: Option<Open<'a>>,
    /// A heading in the margin that may go on in the next row: what it says so far.
    left: Option<(String, usize)>,
    /// The next row, if there is one.
    next: Option<&'r Row<'a>>,
    /// Whether one of the paragraphs is a heading of the lexicon.
    headed: bool,
    /// Whether nothing stands beside the point's number, register numbers apart.
    number_alone: bool,
}

impl<'a> Reader<'a, '_> {
    /// Whether something of a row stands left of the text's column.
    fn has_margin(&self, row: &Row<'a>) -> bool {
        self.layout.column >= 8 && row.line.indent() + 3 < self.layout.column
    }

    /// The parts of a row left of the text's column and in it.
    pub(super) fn split(&self, row: &Row<'a>) -> (Option<Piece<'a>>, Option<Piece<'a>>) {
        let whole = Piece::of(row);
        if !self.has_margin(row) {
            return (None, Some(whole));
        }
        let line = &row.line;
        for cell in line.cells().skip(1) {
            if cell.column.abs_diff(self.layout.column) <= 1 {
                let left = line.text[whole.start - line.start..cell.start - line.start].trim_end();
                let right = &line.text[cell.start - line.start..];
                let right = Piece {
                    text: right,
                    start: cell.start,
                    column: cell.column,
                    gap: row.gap,
                    may_have_gap: may_have_gap(right),
                };
                return (Some(Piece { text: left, ..whole }), Some(right));
            }
        }
        let inside = whole.column < 8 && line.width() <= self.layout.column;
        if inside { (Some(whole), None) } else { (None, Some(whole)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::points;
    use crate::lines::{rows::rows, split};

    /// The title and the paragraphs of the first point of `text`.
    fn first_point(text: &str) -> (Option<String>, Vec<String>) {
        let lexicon = Lexicon::built_in();
        let lines = split(text, 0);
        let rows = rows(&lines);
        let points = points::find(&rows, &points::candidates(&rows, lexicon), lexicon);
        let end = points.get(1).map_or(rows.len(), |next| next.row);
        let first = points[0].row;
        let layout = Layout::of(&rows[first..], points.iter().map(|point| point.row - first));
        let found = read(&points[0], &rows[first..end], layout, &mut Headings::default(), lexicon);
        let paragraphs = found.body.paragraphs.iter().map(|paragraph| paragraph.text.to_string()).collect();
        (found.body.title.map(Text::into_owned), paragraphs)
    }

    #[test]
    fn a_number_at_the_margin_may_go_on_a_sentence() {
        let (_, paragraphs) = first_point(
            "§ 1 Skolskjutsar\n\n\
             Skolskjutsplaneraren presenterade rutterna. Antalet elever ökar från 61 till\n\
             68. Trafikidkaren har sagt upp sitt avtal för den tredje av rutterna, och den\n\
             måste upphandlas på nytt före hösten. Två åtgärder föreslås av förvaltningen,\n\
             1. ett nytt avtal med oförändrat pris för de båda första åren efter starten, och\n\
             2. en ny rutt.\n\n§ 2 Slut\nMötet slöts.\n",
        );
        let begins: Vec<&str> = paragraphs.iter().map(|text| &text[..text.find(' ').unwrap_or(0)]).collect();
        assert_eq!(begins, ["Skolskjutsplaneraren", "1.", "2."], "{paragraphs:?}");
        assert!(paragraphs[0].contains("från 61 till 68. Trafikidkaren"), "{paragraphs:?}");
    }

    #[test]
    fn short_lines_below_a_lead_stand_for_themselves() {
        let (_, paragraphs) = first_point(
            "§ 1 Uppföljning\n\n\
             Följande protokoll har lämnats till styrelsen sedan det förra sammanträdet hölls i maj:\n\n\
             Bildningsnämnden 26.2.2019, §§ 14–22\n\
             Byggnadsnämnden 5.3.2019, §§ 17–24\n\
             Tekniska nämnden 7.3.2019, §§ 9–15\n\n§ 2 Slut\nMötet slöts.\n",
        );
        assert_eq!(paragraphs.len(), 4, "{paragraphs:?}");
    }

    #[test]
    fn a_blank_row_of_the_right_column_parts_its_paragraphs() {
        let (title, paragraphs) = first_point(
            "1. Färdtjänstens nya        Trafikplaneraren redovisar erfarenheterna från de första\n   \
                bokningssystem           veckorna. Kötiden i telefon är i genomsnitt nio minuter.\n   \
                och avgifter\n                            \
             Regionfullmäktige beslutade om nya avgifter. De nya avgifterna\n                            \
             gäller från den 1 januari för alla som reser i länet.\n\n\n\
             2. Slut                     Mötet avslutas med ett tack till alla som har varit med om\n                            \
             att göra året så gott.\n",
        );
        assert_eq!(title.as_deref(), Some("Färdtjänstens nya bokningssystem och avgifter"));
        assert_eq!(paragraphs.len(), 2, "{paragraphs:?}");
    }

    #[test]
    fn titles_stand_in_the_margin_below_the_numbers() {
        let text = "§ 1.             Ordföranden redogjorde för den undersökning av\n\
                    Orgelns repa-    orgeln, som verkställts av orgelbyggaren. Enligt\n\
                    ration.          denna äro bälgarna bristfälliga, så att\n                 \
                    instrumentet icke kan beräknas kunna brukas längre\n                 \
                    än till påsk nästa år.\n\
                    § 2.             Fyra gravvårdar hava kullvräkts natten till Alla\n\
                    Kyrkogården.     helgons dag. Saken är anmäld för landsfiskalen,\n                 \
                    som har lovat att komma till platsen under veckan.\n";
        let (title, paragraphs) = first_point(text);
        assert_eq!(title.as_deref(), Some("Orgelns reparation"));
        assert_eq!(paragraphs.len(), 1, "{paragraphs:?}");
        assert!(paragraphs[0].contains("undersökning av orgeln, som"), "{paragraphs:?}");
        // What comes again is a heading inside the points.
        let (title, _) = first_point(
            "§ 1              Vägen mellan Norrby och Söderby\n\
             Bakgrund         Vägen är trasig sedan länge och måste lagas.\n\
             § 2              Bron mellan Norrby och Österby\n\
             Bakgrund         Bron är trasig sedan länge och måste lagas.\n",
        );
        assert_eq!(title.as_deref(), Some("Vägen mellan Norrby och Söderby"));
    }

    #[test]
    fn a_title_is_centred_over_its_text() {
        let (title, paragraphs) = first_point(
            "                             § 1.\n\n              Vatten- och avloppsledningar i Norrby\n\
             \u{20}                      stationssamhälle.\n\n   \
             Kommunalingenjören föredrog det av honom upprättade förslaget.\n\
             Kostnaderna hade beräknats till trehundraaderton tusen kronor.\n\n\
             \u{20}                            § 2.\n\n                         Avslutning.\n\n   Mötet slöts.\n",
        );
        assert_eq!(title.as_deref(), Some("Vatten- och avloppsledningar i Norrby stationssamhälle"));
        assert_eq!(paragraphs.len(), 1, "{paragraphs:?}");
    }

    /// Points whose rows nothing parts, long enough to tell how wide a row is.
    const CLOSE: &str = "§ 8 Slut\n\
        Ordföranden tackade alla som hade kommit trots snön och förklarade att\n\
        sammanträdet var avslutat när klockan hade blivit nästan tio på kvällen.\n";

    #[test]
    fn a_title_ends_where_its_row_has_room() {
        for (rows, title) in [
            (
                "§ 1\nInterpellation om placeringar av barn\nAnna Berg (S) har ställt en interpellation om barn som placeras\n\
                 utanför hemmet. Hon vill veta\n1. hur många de är,\n2. vad det kostar.\n",
                "Interpellation om placeringar av barn",
            ),
            (
                "§ 1\nBegäran om förskottering av statsbidrag,\nNorrby Folkets Park\nFöreningen begär att kommunen \
                 förskotterar de pengar som staten ska\nbetala för en ny dansbana.\n",
                "Begäran om förskottering av statsbidrag, Norrby Folkets Park",
            ),
            (
                "§ 1\nMeddelanden\nLänsstyrelsens beslut om ersättare\nRegeringens beslut om statsbidrag\n",
                "Meddelanden",
            ),
            (
                "§ 1  Framställning från Norrby köpmannaförening om parkerings-\n     förbud å Stora torget\n\
                 Föreningen hade anhållit, att förbudet å torgdagar måtte upphävas.\n",
                "Framställning från Norrby köpmannaförening om parkeringsförbud å Stora torget",
            ),
            ("§ 1  Arvoden m. m.\nNämnden hade utarbetat ett förslag.\n", "Arvoden m. m"),
        ] {
            let (found, paragraphs) = first_point(&format!("{rows}{CLOSE}"));
            assert_eq!(found.as_deref(), Some(title), "{paragraphs:?}");
        }
        // A row that tells something is no title, nor is one that is full.
        for rows in [
            "§ 1\nFöreningen beviljades ett bidrag till den nya gångbanan vid ån\nOrdföranden deltog inte i beslutet om pengarna.\n",
            "§ 1\nAnläggande av en gångbana utefter östra sidan av Storgatan samt vid\nStora torget hade begärts.\n",
        ] {
            assert_eq!(first_point(&format!("{rows}{CLOSE}")).0, None, "{rows}");
        }
    }

    #[test]
    fn paragraphs_end_where_their_row_has_room_if_nothing_parts_rows() {
        let row = "Nämnden beslutade att köpa huset vid ån av Norrby fastighets AB i år.";
        for (rows, count) in [
            (format!("{row} Priset är\nskäligt och betalas genast.\nAnna Berg reserverade sig.\n"), 2),
            (format!("{row}\nPriset är skäligt och betalas genast.\n"), 1),
            // A label with somebody, and a heading behind a list.
            ("Föredragande: Anna Berg\nNämnden har fått ett förslag som gäller huset vid ån.\n".into(), 2),
            ("a) Motion från Bo Ek om en ny badplats vid sjön\nBeslut\nMotionen remitteras.\n".into(), 3),
        ] {
            let (_, paragraphs) = first_point(&format!("§ 1 Köp av hus\n{rows}{CLOSE}"));
            assert_eq!(paragraphs.len(), count, "{paragraphs:?}");
        }
    }

    #[test]
    fn a_point_may_be_one_sentence() {
        for (text, title, paragraphs) in [
            ("1. Annika öppnade mötet.\n\n2. Bo valdes till sekreterare.\n", None, 1),
            ("1. Närvarande: Anna Berg och Bo Ek\n\n2. Övrigt\n", None, 1),
            (
                "1. Val av ordförande\nAnna Berg valdes till ordförande.\n2. Slut\n",
                Some("Val av ordförande"),
                1,
            ),
        ] {
            let found = first_point(text);
            assert_eq!((found.0.as_deref(), found.1.len()), (title, paragraphs), "{text:?}");
        }
    }

    #[test]
    fn the_lead_of_a_list_is_no_title() {
        let (title, paragraphs) = first_point(
            "§ 4.\nI fråga om underhållet af bron vid qvarnen beslöts\n1:o) att bron skulle lagas;\n\
             2:o) att virket skulle tagas från skogen.\n§ 5.\nMötet slöts.\n",
        );
        assert_eq!((title, paragraphs.len()), (None, 3));
    }

    #[test]
    fn titles_and_what_was_done() {
        for (point, title, first) in [
            ("§ 1. Val av ordförande: Anna Berg.", Some("Val av ordförande"), "Anna Berg."),
            ("§ 1. Val av justerare: Anna Berg, Bo Ek", Some("Val av justerare"), "Anna Berg, Bo Ek"),
            (
                "§ 1\nMötets öppnande:\nOrdföranden hälsade alla välkomna.",
                Some("Mötets öppnande"),
                "Ordföranden hälsade alla välkomna.",
            ),
            ("§ 1\nMötet beslöt giva föreningen namnet Lek", None, "Mötet beslöt giva föreningen namnet Lek"),
            ("• 1 Ekonomi\n\nKassan är god.", Some("Ekonomi"), "Kassan är god."),
            ("§ 1/ Ekonomi\n\nKassan är god.", Some("Ekonomi"), "Kassan är god."),
        ] {
            let second = point.replacen('1', "2", 1);
            let (found, paragraphs) = first_point(&format!("{point}\n\n{second}\n"));
            assert_eq!(
                (found.as_deref(), paragraphs.first().map(String::as_str)),
                (title, Some(first)),
                "{point:?}"
            );
        }
        // Where most points are sentences, short ones are too.
        let said = "§ 1. Dagordningen lästes och godkändes\n§ 2. Bo Ek valdes till ordförande.\n§ 3. Kassan granskades och godkändes.\n";
        assert_eq!(first_point(said).0, None);
    }

    #[test]
    fn names_that_hang_below_a_choice_are_one_text() {
        let (_, paragraphs) = first_point(
            "§ 1 Skola\n\nJa:   Anna Berg (S), Bo\n      Ek (M) och Eva Ask (C)\n\nNej:  Nils Öst (V)\n\n§ 2 Slut\n",
        );
        assert_eq!(paragraphs, ["Ja: Anna Berg (S), Bo Ek (M) och Eva Ask (C)", "Nej: Nils Öst (V)"]);
    }

    #[test]
    fn text_that_begins_far_from_the_edge_is_not_centred() {
        let row = |text: &str| format!("          {text}\n");
        let text: String = [
            "Fråga om anskaffande av bil för tillsynsmannen. Ord-",
            "föranden yrkade bifall till tillsynsmannens framställ-",
            "ning. Valter Ek yrkade avslag, och efter votering be-",
            "slöt nämnden att hos kommunalnämnden hemställa om",
            "ett anslag av 7.500 kronor för ändamålet.",
            "Ek reserverade sig.",
        ]
        .map(row)
        .concat();
        let (title, paragraphs) = first_point(&format!("§ 1\n{text}\n§ 2\n{text}"));
        assert_eq!((title, paragraphs.len()), (None, 1), "{paragraphs:?}");
    }

    #[test]
    fn the_party_of_a_name_may_stand_in_the_next_row() {
        let (_, paragraphs) = first_point(
            "§ 1 Skola\n\nNämnden beslutar att utse Roland Ek (s) till ordinarie och Helge Öst\n(c) till ersättare.\n\n\
             Nämnden beslutar\n\n(c) att taxan höjs\n\n§ 2 Slut\n",
        );
        assert_eq!(paragraphs.len(), 3, "{paragraphs:?}");
        assert!(paragraphs[0].ends_with("Helge Öst (c) till ersättare."), "{paragraphs:?}");
    }

    #[test]
    fn a_title_with_a_stop_stands_above_an_indented_paragraph() {
        let (title, paragraphs) = first_point(
            "                              § 1.\nGatuarbeten år 1949.\n     \
             Ingenjören föredrog förslag till gatuarbeten under hela det kommande\n\
             året, omfattande\n   1) vägen, och\n   2) bron.\n\n                              § 2.\nSlut.\n     Mötet slöts.\n",
        );
        assert_eq!(title.as_deref(), Some("Gatuarbeten år 1949"));
        assert!(paragraphs[0].starts_with("Ingenjören föredrog"), "{paragraphs:?}");
    }

    #[test]
    fn a_lead_may_end_with_who_decides() {
        let (title, paragraphs) = first_point(
            "§ 1.\nMed anledning av rådets skrivelse om orgelverket beslöt stämman\n\
             a) att orgeln skulle besiktigas, samt\nb) att frågan skulle vila.\n\n§ 2.\nSlut.\n",
        );
        assert_eq!((title, paragraphs.len()), (None, 3), "{paragraphs:?}");
    }
}
