//! Archive XML, validated by `xmllint` against the schema, which lies beside the project.

use std::path::{Path, PathBuf};
use std::process::Command;

use protokollant::export::{Archive, ExportError, ExportOptions, Format, Target, exporter};
use protokollant::{Code, Document, Role, Roles};

use super::{consumers, documents, export, files};

/// An archive that says all that a protocol may leave unsaid.
pub(crate) fn archive() -> Archive {
    toml::from_str(
        r#"
        creator_name = "Norrby kommun"
        creator_id_type = "organisationsnummer"
        creator_id = "212000-0000"
        original_format = "digital"
        quorum = true
        file_path = "protokoll/{name}"
        file_format = "text/plain"
        governing_body = "Okänt organ"
        meeting_type = "other"
        meeting_date = 2000-01-01
        minutes_number = "{date}"
        "#,
    )
    .unwrap()
}

fn options(archive: Archive) -> ExportOptions {
    ExportOptions { archive, excel: false }
}

fn schema() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/schemas/SVK-MOTE.xsd");
    if !path.is_file() {
        eprintln!("skipped: no schema at {}", path.display());
    }
    path.is_file().then_some(path)
}

/// Writes one document, and gives its XML with what was said of it.
fn xml(document: &Document<'_>) -> (String, Vec<(Code, String)>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("one.xml");
    let mut told = export(Format::SvkMote, &path, &options(archive()), std::slice::from_ref(document));
    let told = told.remove(0).into_iter().map(|diagnostic| (diagnostic.code, diagnostic.message)).collect();
    (std::fs::read_to_string(path).unwrap(), told)
}

#[test]
fn xmllint_finds_every_document_valid() {
    let (Some(schema), Some(xmllint)) = (schema(), consumers::program("xmllint")) else { return };
    let folder = tempfile::tempdir().unwrap();
    let all = documents::all();
    export(Format::SvkMote, folder.path(), &options(archive()), &all);
    let names: Vec<_> = files(folder.path()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), all.len(), "each document has a file of its own");
    consumers::run(
        Command::new(xmllint).current_dir(&folder).arg("--noout").arg("--schema").arg(schema).args(&names),
    );
}

#[test]
fn xmllint_sees_a_broken_choice() {
    let (Some(schema), Some(xmllint)) = (schema(), consumers::program("xmllint")) else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("broken.xml");
    let (xml, _) = xml(&documents::parish());
    let both = xml.replace("<meetingTimeFrom>", "<meetingDate>2023-11-14</meetingDate><meetingTimeFrom>");
    std::fs::write(&path, both).unwrap();
    let output = Command::new(xmllint).arg("--noout").arg("--schema").arg(schema).arg(path).output().unwrap();
    assert!(!output.status.success() && consumers::words(&output).contains("meetingTimeFrom"));
}

#[test]
fn a_council_in_archive_xml() {
    let (xml, _) = xml(&documents::council());
    for piece in [
        r#"<fondsCreator idType="organisationsnummer" creatorId="212000-0000">Norrby kommun</fondsCreator>"#,
        "<governingBody>Kommunstyrelsen</governingBody>\n    <meetingType>ordinary</meetingType>",
        "<meetingTimeFrom>2024-03-12T13:00:00</meetingTimeFrom>\n    <meetingTimeTo>2024-03-13T16:45:00</meetingTimeTo>",
        "<agendaItem order=\"2\">\n      <itemNumber>2</itemNumber>\n      <itemTitle>Ny förskola i Väster</itemTitle>",
        "<rapporteur>Åsa Öst</rapporteur>",
        "<diaryId>KS 2024/17</diaryId>",
        "<statement type=\"sarskilt-yttrande\">\n          <name>SD, V</name>",
        "<signatory role=\"adjuster\">Erik Ek</signatory>",
        "<adjustmentDate>2024-03-15</adjustmentDate>",
        "<postingLocation>Kommunens anslagstavla</postingLocation>",
        "<substitutingFor>Per Berg</substitutingFor>",
        "<itemAbsence matterRef=\"2\" reason=\"conflict-of-interest\"/>",
        "<attendanceStatus>excused</attendanceStatus>",
        r#"<file path="protokoll/ks/2024-03-12.txt" fileFormat="text/plain"/>"#,
    ] {
        assert!(xml.contains(piece), "not there: {piece}");
    }
    let erik = xml.split("<attendee ").skip(1).find(|piece| piece.contains("Erik Ek")).unwrap();
    assert!(erik.contains("<itemAbsence matterRef=\"3\"/>") && !erik.contains("matterRef=\"2\""), "{erik}");
}

#[test]
fn sub_items_are_sub_matters() {
    let (xml, told) = xml(&documents::parish());
    let below = xml.split("<subMatters>").nth(1).unwrap();
    assert!(below.contains("<subMatterNumber>2.1</subMatterNumber>"));
    assert!(below.contains("<subMatterNumber>2.2</subMatterNumber>"));
    assert!(xml.contains("<decision>Rådet beslutar att laga orgeln.\nRådet beslutar att betala.</decision>"));
    assert!(
        told.iter().any(|(_, message)| message == "svk-mote has no place for who presents a sub-item: 2.1")
    );
}

#[test]
fn every_loss_is_said() {
    let (_, told) = xml(&documents::council());
    let told: Vec<_> = told.iter().map(|(_, message)| message.as_str()).collect();
    for loss in [
        "the register number of the protocol itself: KS 2024/1",
        "the body of an item: § 1, § 2",
        "what became of an item: § 1, § 2",
        "motions: § 2",
        "votes: § 2",
        "appendices without a title and a file: § 1, § 2",
        "several decisions in one item, written as lines of one: § 2",
        "what a presenter is: Åsa Öst, Ola Ord",
        "presenters of no item: Ola Ord",
        "time and place of the adjustment",
        "more than one day of signing",
        "more than one role of a person: Åsa Öst, Sara Sund",
        "a person without a role, written as other: Gun Gäst",
        "who took part from elsewhere: Erik Ek",
        "whether a deputy serves: Eva Dahl, Nils Ny",
        "a note on a person: Erik Ek",
        "a conflict of interest of somebody who is in no list of people: Okänd Person",
        "the next meeting",
    ] {
        let message = format!("svk-mote has no place for {loss}");
        assert!(told.contains(&message.as_str()), "{message} is not in {told:#?}");
    }
}

#[test]
fn a_role_that_the_schema_does_not_have_is_said() {
    let mut council = documents::council();
    council.attendance[0].roles = Roles::from_iter([Role::Auditor]);
    let (xml, told) = xml(&council);
    assert!(xml.contains("<attendee role=\"other\">\n        <name>Åsa Öst</name>"));
    assert!(told.iter().any(|(_, message)| message.ends_with("written as other: Åsa Öst (auditor)")));
}

#[test]
fn forbidden_characters_are_replaced_and_said() {
    let mut parish = documents::parish();
    parish.agenda[0].title = Some("Sida\u{c}två <&> \u{0}\u{fffe}".into());
    let (xml, told) = xml(&parish);
    // Twice: in the agenda and in the matters.
    assert_eq!(xml.matches("Sida\u{fffd}två &lt;&amp;&gt; \u{fffd}\u{fffd}").count(), 2, "{xml}");
    let message = "characters that XML 1.0 forbids are replaced by U+FFFD: 6".to_owned();
    assert!(told.contains(&(Code::ReplacedCharacter, message)), "{told:?}");
}

#[test]
fn an_end_before_the_beginning_is_no_time() {
    let mut parish = documents::parish();
    parish.meeting.end_time = "00:30".parse().ok();
    let (xml, told) = xml(&parish);
    assert!(xml.contains("<meetingDate>2023-11-14</meetingDate>\n    <meetingTime>18:30:00</meetingTime>"));
    assert!(told.iter().any(|(_, message)| message.ends_with("an end without a beginning before it: 00:30")));
}

#[test]
fn nobody_recorded_gives_no_minutes() {
    let (xml, told) = xml(&documents::bare());
    assert!(!xml.contains("<minutes>"), "{xml}");
    let lost = "svk-mote has no place for minutes in which nobody is recorded as present or absent";
    assert!(told.iter().any(|(_, message)| message == lost), "{told:?}");

    let mut council = documents::council();
    council.attendance.clear();
    council.absences.clear();
    let (_, told) = super::svk_mote::xml(&council);
    let all = format!("{lost}: title, number, signatories, adjustment, posting, recusals");
    assert!(told.iter().any(|(_, message)| *message == all), "{told:?}");
}

#[test]
fn what_is_missing_is_one_error_that_names_the_flags() {
    let folder = tempfile::tempdir().unwrap();
    let target = || Target::Path(folder.path().to_owned());
    let error = exporter(Format::SvkMote, target(), &ExportOptions::default()).err().unwrap();
    assert_eq!(
        error.to_string(),
        "svk-mote needs what no protocol says of itself: give --creator-name, --creator-id-type, --creator-id, \
         --original-format, --quorum, --file-path (or the same keys in --archive FILE)"
    );
    let silent = Archive { minutes_number: None, ..archive() };
    let mut run = exporter(Format::SvkMote, target(), &options(silent)).unwrap();
    let error = run.write(&documents::parish()).unwrap_err();
    assert!(error.concerns_one_document());
    assert_eq!(
        error.to_string(),
        "kyrkorad.txt (part 2): the text does not say the number of the minutes: give --minutes-number, or \
         `minutes_number` in --archive FILE"
    );
    run.write(&documents::council()).unwrap();
    assert_eq!(files(folder.path()).len(), 1, "the others go on");
}

#[test]
fn one_file_holds_one_protocol() {
    let folder = tempfile::tempdir().unwrap();
    let target = Target::Path(folder.path().join("one.xml"));
    let mut run = exporter(Format::SvkMote, target, &options(archive())).unwrap();
    run.write(&documents::council()).unwrap();
    assert!(matches!(run.write(&documents::parish()), Err(ExportError::OneFile { .. })));
}

#[test]
fn files_are_named_after_their_sources() {
    let folder = tempfile::tempdir().unwrap();
    let mut other = documents::council();
    other.source.name = Some("elsewhere/2024-03-12.md".into());
    other.source.sha256 = Some("1".repeat(64).into());
    let all = [documents::council(), other, documents::parish()];
    export(Format::SvkMote, folder.path(), &options(archive()), &all);
    let names: Vec<_> = files(folder.path()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["2024-03-12-2.xml", "2024-03-12.xml", "kyrkorad.2.xml"]);
}
