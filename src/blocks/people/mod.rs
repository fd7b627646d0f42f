//! Fields and tables of people → who is present, who is absent, who presents.

mod cells;
mod entries;
mod heading;
mod lists;
mod merge;
mod parties;
mod register;
mod rows;
mod running;
mod substitutes;

pub(crate) use self::entries::listed;
pub(crate) use self::heading::{Heading, group};
pub(crate) use self::merge::divide;
pub(crate) use self::substitutes::{Substitution, replaced, substitute};

use std::collections::VecDeque;
use std::ops::Range;

use self::entries::presenter;
use self::lists::lists;
use self::merge::once;
use self::substitutes::{absent_member, stands_in};
use super::fields::{Field, is_people};
use super::legend::{self, Legend};
use crate::grammar::numbers::Attended;
use crate::grammar::person::{self, Apart, Starts};
use crate::lexicon::Label;
use crate::lines::Cell;
use crate::lines::flow::Flow;
use crate::model::{Participant, Presenter, RareText, Span, Status};
use crate::room;

/// Somebody of a list, before the rest of the document is known.
#[derive(Debug, Clone)]
pub(crate) struct Listed<'a> {
    pub(crate) person: Participant<'a>,
    /// The points attended, as far as the entry limits them, which is rare.
    pub(crate) attended: Option<Box<Attended>>,
}

/// The people that the lists of a document name.
#[derive(Debug, Clone, Default)]
pub(crate) struct People<'a> {
    pub(crate) listed: Vec<Listed<'a>>,
    pub(crate) presenters: Vec<Presenter<'a>>,
    /// Who serves for whom, where the entry of the absent says it.
    pub(crate) substitutions: Vec<Substitution<'a>>,
    /// What marks beside people mean.
    pub(crate) legend: Legend<'a>,
    /// Lines of lists of people that name nobody.
    pub(crate) doubtful: Vec<Span>,
    /// How many were listed when it was last looked who stands there twice.
    looked_through: usize,
}

impl People<'_> {
    /// Makes room for `more` people. Where there are many, those who stand there twice count once from then on: no
    /// meeting has so many, and who names the same people without end gets no longer list by it.
    fn make_room(&mut self, more: usize) {
        if self.listed.len() >= room::MANY.max(2 * self.looked_through) {
            once(&mut self.listed);
            self.looked_through = self.listed.len();
        }
        room::make(&mut self.listed, more);
    }
}

/// Reads the people under `field`, if people stand there.
pub(crate) fn read<'a>(field: &mut Field<'a>, people: &mut People<'a>, starts: &Starts<'a, '_>) {
    let lexicon = starts.lexicon;
    if !is_people(field.label) || field.label == Label::Invited {
        return;
    }
    let heading = Heading::of(field.label, field.above, field.remote).of_members(&field.text, lexicon);
    let group = group(field.group.as_ref().map_or(&field.text, RareText::as_text));
    let legend = std::mem::take(&mut people.legend);
    for list in lists(&field.values, &legend, starts) {
        let mut entries =
            list.entries.unwrap_or_else(|| person::entries(list.flow.text(), list.apart, lexicon));
        if entries.is_empty() && field.label != Label::Presenters {
            entries = person::given_names(list.flow.text(), lexicon);
        }
        if entries.is_empty() && !list.flow.is_empty() {
            people.doubtful.push(list.flow.span(&(0..list.flow.text().len())));
        }
        people.make_room(entries.len());
        let mut before: Option<Range<usize>> = None;
        let mut entries = VecDeque::from(entries);
        while let Some(entry) = entries.pop_front() {
            room::give_back(&mut entries);
            if let Some(member) = before.as_ref().filter(|member| {
                heading.status != Status::Present
                    && stands_in(&list.flow.text()[member.end..entry.name.start], lexicon)
            }) {
                people.substitutions.push(Substitution::of(&list.flow, &entry.name, member));
                continue;
            }
            if let Some(deputy) = &entry.details.replaced_by {
                people.substitutions.push(Substitution::of(&list.flow, deputy, &entry.name));
            }
            before = Some(entry.name.clone());
            let mut entry = entry;
            if entry.details.attended.is_none()
                && let Some(attended) = list.attended.as_ref().or(field.attended.as_ref())
            {
                entry.details.attended = Some(Attended::clone(attended));
            }
            if field.label == Label::Presenters {
                people.presenters.push(presenter(&entry, &list.flow));
            } else {
                let mut listed = listed(&entry, &list.flow, heading, &group, lexicon);
                listed.person.party =
                    listed.person.party.or_else(|| list.party.clone().map(RareText::into_text));
                list.meanings.iter().for_each(|meaning| legend::describe(&mut listed, meaning, lexicon));
                replaced(&mut listed, heading, &list.flow, &group, people, lexicon);
                let away = absent_member(&entry, &listed);
                people.make_room(1);
                people.listed.push(listed);
                people.listed.extend(away);
            }
        }
    }
    people.legend = legend;
    field.values.give_back();
}

/// A person behind an office of the header: `Ordförande: Anna Berg`.
pub(crate) fn read_office<'a>(field: &Field<'a>, people: &mut People<'a>, starts: &Starts<'a, '_>) {
    let lexicon = starts.lexicon;
    let heading = Heading::of(field.label, None, false);
    let group = group(&field.text);
    for list in lists(&field.values, &people.legend, starts) {
        for entry in person::entries(list.flow.text(), Apart::ByComma, lexicon) {
            people.listed.push(listed(&entry, &list.flow, heading, &group, lexicon));
        }
    }
}

/// A cell of a table as a piece of its own.
pub(crate) fn flow_of<'a>(cell: &Cell<'a>) -> Flow<'a> {
    Flow::of(cell.text, cell.start)
}

#[cfg(test)]
mod tests {
    use crate::{Participant, Role, Status, parse};

    /// `name/party/title`, those who are away behind a minus.
    fn people(header: &str) -> Vec<String> {
        let text = format!("{header}\n\n§ 1 Öppnande\n\nMötet öppnades.\n\n§ 2 Slut\n\nMötet slöts.\n");
        let document = parse(&text);
        let shown = |person: &Participant<'_>| {
            let mark = if person.status == Status::Present { "" } else { "-" };
            let or = |text: &Option<crate::Text<'_>>| text.as_deref().unwrap_or_default().to_owned();
            format!("{mark}{}/{}/{}", person.name, or(&person.party), or(&person.title))
        };
        document.attendance.iter().chain(&document.absences).map(shown).collect()
    }

    #[test]
    fn parties_stand_in_the_margin_once() {
        let header = "Beslutande\n\n  \
                      Socialdemokraterna  Rolf Ek, ordf\n                      Gunnel Stark\n  \
                      Moderaterna         Ulla Tham\n                      Arvid Kron";
        let found = ["Rolf Ek/S/", "Gunnel Stark/S/", "Ulla Tham/M/", "Arvid Kron/M/"];
        assert_eq!(people(header), found);
        assert_eq!(people(&header.replace("\n  Mod", "\n\n  Mod")), found);
        let wrapped =
            "Beslutande\n\nPOSK    Anna Berg, ordförande, Bo\n        Ek, Eva Ask\n\nC       Nils Öst";
        assert_eq!(people(wrapped), ["Anna Berg/POSK/", "Bo Ek/POSK/", "Eva Ask/POSK/", "Nils Öst/C/"]);
    }

    #[test]
    fn parties_in_the_margin_part_their_members() {
        let header = "Beslutande:\n\
                      Centern (C)                 Anna Berg, ordförande, Nils-Erik\n                            \
                      Torell, Eva Ask\n\
                      Partipolitiskt obundna      Bo Ek, Margot\n\
                      i Svenska kyrkan (POSK)     Hyltén, Per Sten\n\
                      Vänstern i Svenska          Torun Malm\n\
                      kyrkan (ViSK)";
        let found = [
            "Anna Berg/C/",
            "Nils-Erik Torell/C/",
            "Eva Ask/C/",
            "Bo Ek/POSK/",
            "Margot Hyltén/POSK/",
            "Per Sten/POSK/",
            "Torun Malm/VISK/",
        ];
        assert_eq!(people(header), found);
    }

    #[test]
    fn the_name_of_a_group_is_nobody() {
        let header = "Närvarande\n\
                      Lärarrepresentanter:       professor Bo Ek\n                           \
                      docent Eva Ask\n\
                      Representant för\n\
                      allmänintresset:           direktör Anna Berg";
        assert_eq!(people(header), ["Bo Ek//professor", "Eva Ask//docent", "Anna Berg//direktör"]);
    }

    #[test]
    fn the_heading_of_all_lists_stands_right_above_that_of_one() {
        for header in [
            "Närvarolista\nLedamöter\nAnna Berg (S)       Bo Ek (M)\nEva Ask (C)\n\nNils Öst (V)",
            "NÄRVARANDE\nMEDLEMMAR           Anna Berg\n                    Bo Ek",
        ] {
            let text = format!("{header}\n\n§ 1 Öppnande\n\nMötet öppnades.\n\n§ 2 Slut\n\nMötet slöts.\n");
            let document = parse(&text);
            assert!(document.attendance.len() >= 2);
            assert!(
                document.attendance.iter().all(|person| person.roles.contains(&Role::Member)),
                "{header}"
            );
        }
    }

    #[test]
    fn who_stands_in_two_lists_counts_once() {
        let header = "Närvarande:\n\nAnna Berg (S)\nÅke Öst (M)\n\nÖvriga närvarande:\n\n\
                      ÅKE ÖST (M), kassör\nANNA BERG (S), kamrer\nAnna Berg (M)";
        assert_eq!(people(header), ["Anna Berg/S/kamrer", "Åke Öst/M/kassör", "Anna Berg/M/"]);
    }

    #[test]
    fn who_stands_in_a_list_without_end_counts_once() {
        let letter = |at: usize| char::from(b'a' + (at % 26) as u8);
        let name = |at: usize| format!("Anna Berg{}{}{}", letter(at / 676), letter(at / 26), letter(at));
        let mut header = String::from("Närvarande:\n\n");
        for at in 0..6000 {
            let title = if at % 2000 < 1000 && at > 2000 { ", kassör" } else { "" };
            header += &format!("{}{title}\n", name(at % 2000));
        }
        let found = people(&header);
        assert_eq!(found.len(), 2000);
        for (at, found) in found.iter().enumerate() {
            let title = if at < 1000 { "kassör" } else { "" };
            assert_eq!(*found, format!("{}//{title}", name(at)), "{at}");
        }
    }

    #[test]
    fn people_are_counted_in_columns() {
        let header = "Närvarande:\n\n   1. Domprost Axel Ryd          3. Fru Signe Lejd\n   \
                      2. Notarie Ernst Palm         4. Lantbrukare Per Hult";
        let found = ["Axel Ryd//Domprost", "Signe Lejd//", "Ernst Palm//Notarie", "Per Hult//Lantbrukare"];
        assert_eq!(people(header), found);
    }

    #[test]
    fn whom_a_deputy_serves_for_wraps_in_the_second_column() {
        let text = "Beslutande   Åke Brodin (s), ordf     Maj Ott (s), tjg ersättare\n             \
                    Kurt Wik (vpk)             för Rut Hed (s)\n\n§ 1 Öppnande\n\nÖppnat.\n\n§ 2 Slut\n\nTack.\n";
        let document = parse(text);
        let deputy = document.attendance.iter().find(|person| person.name == "Maj Ott");
        assert_eq!(deputy.and_then(|person| person.substituting_for.as_deref()), Some("Rut Hed"));
        let member = document.attendance.iter().find(|person| person.name == "Kurt Wik");
        assert_eq!(member.map(|person| person.substituting_for.is_none()), Some(true));
    }

    #[test]
    fn groups_stand_between_people_with_bullets() {
        let header = "Närvarande ledamöter\n\nNorra Listan\n• Filip Ahn\n• Hanna Ryd, Kårpartiet\n\n\
                      Frånvarande ledamöter\n• Ida Thor, Norra Listan\n• Bo Ek (anmält förhinder)";
        let found = ["Filip Ahn//", "Hanna Ryd//Kårpartiet", "-Ida Thor//Norra Listan", "-Bo Ek//"];
        assert_eq!(people(header), found);
    }

    #[test]
    fn who_else_was_there_is_told_behind_the_absent() {
        let header = "Närvarande voro: herr Knut Thor och fru Signe Hall.\n\
                      Frånvarande voro herrar Erik Sjö och Bo Ståhl, båda med\nanmält förfall.\n\
                      Därjämte var ingenjören Nils Frö tillstädes vid behandlingen\nav § 2. Sekreterare var kamrer Axel Brom.";
        let found = [
            "Knut Thor//",
            "Signe Hall//",
            "Nils Frö//ingenjören",
            "Axel Brom//kamrer",
            "-Erik Sjö//",
            "-Bo Ståhl//",
        ];
        assert_eq!(people(header), found);
    }

    #[test]
    fn first_names_alone_are_people_where_all_are_so() {
        assert_eq!(people("Närvarande: Annika, Torkel och Ebba"), ["Annika//", "Torkel//", "Ebba//"]);
        assert_eq!(people("Närvarande: Annika, alla andra"), Vec::<String>::new());
    }

    #[test]
    fn offices_stand_in_a_column_before_the_names() {
        let header = "Närvarande:  Herr ordföranden  Axel Dal\n             vice ordföranden  Elis Karl\n             \
                      fru               Märta Lind\n             herrar            Ivar Sahl\n             \
                      \u{20}                 Birger Sand\nsamt suppleanterna herrar Erik Ros och Nils Dahl, av vilka den\n\
                      förre tjänstgjorde i stället för herr Gottfrid Ahl, som anmält\nförfall på grund av sjukdom.";
        let text = format!("{header}\n\n§ 1 Öppnande\n\nÖppnat.\n\n§ 2 Slut\n\nTack.\n");
        let document = parse(&text);
        let shown = |person: &Participant<'_>| {
            let of = person.substituting_for.as_deref().unwrap_or_default().to_owned();
            format!("{} {:?} {of}", person.name, person.roles.iter().collect::<Vec<_>>())
        };
        let found: Vec<String> = document.attendance.iter().map(shown).collect();
        let read = [
            "Axel Dal [Chair] ",
            "Elis Karl [ViceChair] ",
            "Märta Lind [] ",
            "Ivar Sahl [] ",
            "Birger Sand [] ",
            "Erik Ros [Deputy] Gottfrid Ahl",
            "Nils Dahl [Deputy] ",
        ];
        assert_eq!(found, read);
        let away: Vec<_> = document.absences.iter().map(|person| (&*person.name, person.status)).collect();
        assert_eq!(away, [("Gottfrid Ahl", Status::Excused)]);
        // Another person beside the first is no office.
        let beside =
            "Närvarande:  Axel Dal, kyrkoherde     Elis Karl\n             Nils Dahl                Eva Ask";
        assert_eq!(people(beside), ["Axel Dal//kyrkoherde", "Elis Karl//", "Nils Dahl//", "Eva Ask//"]);
    }

    #[test]
    fn how_many_listened_is_said_of_nobody() {
        let header = "Övriga       Anna Berg, kassör\n             Bo Ek, kamrer\n             Två åhörare";
        assert_eq!(people(header), ["Anna Berg//kassör", "Bo Ek//kamrer"]);
    }

    #[test]
    fn owners_are_there_by_their_proxies() {
        let header = "Närvarande aktieägare:\nNorrby kommun genom ombudet Bo Ek, 100 aktier\n\
                      Holms Åkeri AB gm Eva Ask, 10 aktier\nSiw Falk";
        assert_eq!(people(header), ["Bo Ek//", "Eva Ask//", "Siw Falk//"]);
    }

    #[test]
    fn a_heading_like_those_before_begins_a_list_of_others() {
        let header = "Närv      Ordinarie:\n          Anna Berg, Bo Ek\n\n          Ersättare:\n          \
                      Eva Ask (för Åke Öst), Siw Falk\n\n          Lärare:\n          Nils Dahl, lektor";
        let text = format!("{header}\n\n§ 1 Öppnande\n\nÖppnat.\n\n§ 2 Slut\n\nTack.\n");
        let document = parse(&text);
        let found: Vec<(&str, usize)> =
            document.attendance.iter().map(|person| (&*person.name, person.roles.iter().count())).collect();
        assert_eq!(
            found,
            [("Anna Berg", 1), ("Bo Ek", 1), ("Eva Ask", 1), ("Siw Falk", 1), ("Nils Dahl", 0)]
        );
    }

    #[test]
    fn who_else_was_there_stands_behind_many_verbs() {
        for heading in ["Vidare närvar", "Härjämte närvoro", "Även närvarande var", "Närvarande dessutom"]
        {
            let header = format!(
                "Närvarande: Anna Berg, Bo Ek\n\n{heading} kyrkoherde Nils Dahl, kantor Eva\nAsk (§ 2)"
            );
            let found = ["Anna Berg//", "Bo Ek//", "Nils Dahl//kyrkoherde", "Eva Ask//kantor"];
            assert_eq!(people(&header), found, "{heading}");
        }
    }

    #[test]
    fn a_label_may_end_its_sentence() {
        for header in ["Vid dagens sammanträde närvarande: Anna Berg, Bo Ek", "Närvarande; Anna Berg, Bo Ek"]
        {
            assert_eq!(people(header), ["Anna Berg//", "Bo Ek//"], "{header}");
        }
    }

    #[test]
    fn names_hang_below_the_first_of_several() {
        let text = "Närvarande:  ledamöterna Anna Berg\n                         Bo Ek\n             \
                    suppleanten Eva Ask, i st.f. Nils Öst\n\n§ 1 Val\n\nVal.\n";
        let document = parse(text);
        let people: Vec<(&str, &[Role])> =
            document.attendance.iter().map(|person| (&*person.name, &*person.roles)).collect();
        let expected =
            [("Anna Berg", &[Role::Member][..]), ("Bo Ek", &[Role::Member]), ("Eva Ask", &[Role::Deputy])];
        assert_eq!(people, expected);
        assert_eq!(document.attendance[2].substituting_for.as_deref(), Some("Nils Öst"));
    }

    #[test]
    fn what_is_said_goes_on_beside_the_name() {
        let header = |said: &str| {
            format!(
                "Ersättare\nAnna Berg       Markägare i norr{said}\n                tjänstgör för Bo Ek\nEva Ask         Naturvård"
            )
        };
        assert_eq!(people(&header(",")), ["Anna Berg//Markägare i norr", "Eva Ask//Naturvård"]);
        let text = format!("{}\n\n§ 1 Val\n\nVal.\n", header(","));
        assert_eq!(parse(&text).attendance[0].substituting_for.as_deref(), Some("Bo Ek"));
    }

    #[test]
    fn names_in_a_row_are_people_in_any_list() {
        let header = "Närvarande: Anna Berg (ordförande), Bo Ek (kassör), Eva Ask och Nils Öst/Siv Öst\nÅke Al\nUlf Ro\nPer By";
        let found = [
            "Anna Berg//",
            "Bo Ek//kassör",
            "Eva Ask//",
            "Nils Öst//",
            "Siv Öst//",
            "Åke Al//",
            "Ulf Ro//",
            "Per By//",
        ];
        assert_eq!(people(header), found);
        assert_eq!(
            people("Närvarande:\n • Anna Berg\n • Norrlandsfonden\n • Bo Ek"),
            ["Anna Berg//", "Bo Ek//"]
        );
    }

    #[test]
    fn a_courtesy_word_alone_is_nobody() {
        let header = "Närvarande: fru Anna Berg, kassör, samt fruarna Greta Ek och\nRut Dahl.  Fru Hildur Al hade anmält förhinder.";
        assert!(people(header).iter().all(|shown| !shown.contains("Fru/")), "{:?}", people(header));
        assert!(people(header).contains(&"-Hildur Al//".to_owned()), "{:?}", people(header));
    }
}
