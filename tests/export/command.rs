//! `protokollant export` and `protokollant search` as processes.

use super::documents;
use super::process::Folder;

/// Two documents as JSON Lines.
fn lines() -> String {
    [documents::council(), documents::parish()].map(|d| serde_json::to_string(&d).unwrap() + "\n").concat()
}

#[test]
fn json_lines_become_a_database_that_is_searched() {
    let folder = Folder::new();
    folder.write("minutes.jsonl", lines());
    folder.run(&["export", "minutes.jsonl", "--to", "sqlite", "-o", "minutes.db"]).ended(0, "");
    let found = folder.run(&["search", "utredning", "--db", "minutes.db"]);
    found.ended(0, "");
    assert_eq!(
        found.stdout,
        "2024-03-12  Kommunstyrelsen\n  § 1 Information om skolan\n  \
         Rektor informerar om [utredningar] av skolvägen. Frågan följs upp i maj.\n  ks/2024-03-12.txt\n\n"
    );
    let json =
        folder.run(&["search", "beslut*", "--db", "minutes.db", "--body", "kyrko", "--decisions", "--json"]);
    let hit: serde_json::Value = serde_json::from_str(json.ended(0, "").stdout.trim()).unwrap();
    assert_eq!((&hit["number"], &hit["date"]), (&"2.1".into(), &"2023-11-14".into()));
    let filters = ["--person", "Eva Dahl", "--from", "2024-01-01", "--to", "2024-12-31", "--limit", "1"];
    let found = folder.run(&[&["search", "kommunstyrelsen", "--db", "minutes.db"][..], &filters].concat());
    assert_eq!(found.ended(0, "").stdout.matches("2024-03-12  ").count(), 1);
    folder
        .run(&["search", "saknas", "--db", "minutes.db"])
        .ended(0, "protokollant: search: nothing found for saknas\n");
    folder.run(&["search", "*", "--db", "minutes.db"]).ended(
        1,
        "protokollant: search: nothing to search for: expected a word, a \"phrase\" or a prefix*\n",
    );
}

#[test]
fn texts_folders_arrays_and_standard_input_are_read() {
    let folder = Folder::new();
    folder.write("in/b/one.txt", "Protokoll\n\n§ 1 Val\n");
    folder.write("in/a.json", format!("[{}]", lines().trim().replace('\n', ",")));
    folder.write("in/.hidden.txt", "Protokoll\n\n§ 2 Val\n");
    folder.write("in/notes.md", "Protokoll\n\n§ 3 Val\n");
    folder.run(&["export", "in", "--to", "csv", "-o", "tables"]).ended(0, "");
    let protocols = folder.read("tables/protocols.csv");
    let sources: Vec<_> = protocols.lines().skip(1).map(|line| line.split(',').nth(1).unwrap()).collect();
    assert_eq!(sources, ["ks/2024-03-12.txt", "kyrkorad.txt", "in/b/one.txt"]);

    let piped = folder.run_with(&["export", "--to", "postgres"], lines().as_bytes());
    assert_eq!(piped.status, Some(0));
    assert!(piped.stdout.ends_with("COMMIT;\n") && piped.stdout.contains("\tks/2024-03-12.txt\t"));
    folder.run(&["export", "in/b/one.txt", "--to", "csv", "--excel", "-o", "excel"]).ended(0, "");
    assert!(folder.read("excel/items.csv").starts_with("\u{feff}id;protocol_id;"));
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_goes_on() {
    let folder = Folder::new();
    folder.write("a.json", "{\"meeting\": 1}");
    folder.write("b.jsonl", lines());
    folder.write("c.json", lines().lines().next().unwrap().replace("\"1.0\"", "\"9.0\""));
    folder.write("d.json", "");
    std::fs::create_dir(folder.path("empty")).unwrap();
    folder.run(&["export", "a.json", "b.jsonl", "c.json", "d.json", "empty", "--to", "csv", "-o", "t"]).ended(
        1,
        "protokollant: a.json: invalid type: integer `1`, expected struct Meeting at line 1 column 14; expected JSON or JSON Lines as \
         `protokollant parse` writes them\n\
         protokollant: c.json: a document of schema_version 9.0; expected 1.0\n\
         protokollant: d.json: no document in it\n\
         protokollant: empty: no texts (.txt) and no JSON (.json, .jsonl, .ndjson) in this folder\n",
    );
    assert_eq!(folder.read("t/protocols.csv").lines().count(), 3);
}

#[test]
fn an_archive_is_told_by_file_and_flags() {
    let folder = Folder::new();
    folder.write("minutes.jsonl", lines());
    folder.write(
        "archive.toml",
        "creator_name = \"Norrby\"\ncreator_id = \"1\"\ncreator_id_type = \"nr\"\nquorum = true\n",
    );
    let export = ["export", "minutes.jsonl", "--to", "svk-mote", "-o", "out", "--archive", "archive.toml"];
    folder.run(&export).ended(
        2,
        "protokollant: export: svk-mote needs what no protocol says of itself: give --original-format, --file-path \
         (or the same keys in --archive FILE)\n",
    );
    let flags = ["--original-format", "paper", "--file-path", "{stem}.txt", "--creator-name", "Söderby"];
    let told = folder.run(&[&export[..], &flags].concat());
    assert_eq!(told.status, Some(1));
    assert!(told.stderr.contains(
        "protokollant: ks/2024-03-12.txt: warning[lost-in-export]: svk-mote has no place for votes: § 2\n"
    ));
    assert!(told.stderr.contains("kyrkorad.txt (part 2): the text does not say the number of the minutes"));
    let xml = folder.read("out/2024-03-12.xml");
    assert!(
        xml.contains(">Söderby</fondsCreator>") && xml.contains("<file path=\"2024-03-12.txt\"/>"),
        "{xml}"
    );
    folder.write("archive.toml", "creator = \"Norrby\"\n");
    let wrong = folder.run(&export);
    assert_eq!(wrong.status, Some(2));
    assert!(wrong.stderr.contains("archive.toml: ") && wrong.stderr.contains("unknown field `creator`"));
}

#[test]
fn the_command_used_wrongly() {
    let folder = Folder::new();
    let path = folder.write("minutes.jsonl", lines());
    assert_eq!(folder.run(&["export", "minutes.jsonl", "--to", "csv"]).status, Some(2), "no -o");
    assert_eq!(folder.run(&["export", "minutes.jsonl", "--to", "xml", "-o", "x"]).status, Some(2));
    folder
        .run(&["export", "minutes.jsonl", "--to", "postgres", "-o", "minutes.jsonl"])
        .ended(2, "protokollant: minutes.jsonl: is read and cannot be the output too; choose another name\n");
    assert_eq!(std::fs::read_to_string(path).unwrap(), lines());
    let missing = folder.run(&["search", "a", "--db", "none.db"]);
    assert!(missing.status == Some(1) && missing.stderr.contains("none.db: "), "{missing:?}");
}
