//! The database: what SQLite itself says of it, the search, and Datasette's answers.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use protokollant::Date;
use protokollant::export::{ExportError, ExportOptions, Format, Hit, Search, Target, exporter, search};
use rusqlite::Connection;
use serde_json::Value;

use super::{consumers, documents, export};

fn database(documents: &[protokollant::Document<'_>]) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("minutes.db");
    export(Format::Sqlite, &path, &ExportOptions::default(), documents);
    (folder, path)
}

fn ask(path: &Path, sql: &str) -> Vec<Vec<Value>> {
    let connection = Connection::open(path).unwrap();
    let mut statement = connection.prepare(sql).unwrap();
    let width = statement.column_count();
    let value = |row: &rusqlite::Row<'_>, index| {
        use rusqlite::types::ValueRef;
        match row.get_ref(index).unwrap() {
            ValueRef::Integer(number) => number.into(),
            ValueRef::Text(text) => String::from_utf8_lossy(text).into(),
            _ => Value::Null,
        }
    };
    let rows =
        statement.query_map([], |row| Ok((0..width).map(|index| value(row, index)).collect())).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

/// Everything that the tables hold, row by row.
fn dump(path: &Path) -> Vec<Vec<Vec<Value>>> {
    let tables = ask(path, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%_fts%'");
    tables
        .iter()
        .map(|table| ask(path, &format!("SELECT * FROM {} ORDER BY id", table[0].as_str().unwrap())))
        .collect()
}

fn assert_sound(path: &Path) {
    assert_eq!(ask(path, "PRAGMA integrity_check"), [["ok"]]);
    assert_eq!(ask(path, "PRAGMA foreign_key_check"), Vec::<Vec<Value>>::new());
    let connection = Connection::open(path).unwrap();
    for table in ["items", "people", "acts"] {
        let check = format!("INSERT INTO {table}_fts ({table}_fts, rank) VALUES ('integrity-check', 1)");
        connection.execute(&check, []).unwrap_or_else(|error| panic!("{table}_fts: {error}"));
    }
}

#[test]
fn the_database_is_sound() {
    let all = documents::all();
    let (_folder, path) = database(&all);
    assert_sound(&path);
    assert_eq!(ask(&path, "PRAGMA user_version"), [[1]]);
    assert_eq!(ask(&path, "SELECT count(*) FROM protocols"), [[all.len()]]);
}

#[test]
fn a_second_run_changes_nothing() {
    let all = documents::all();
    let (_folder, path) = database(&all);
    let before = dump(&path);
    export(Format::Sqlite, &path, &ExportOptions::default(), &all);
    assert!(before == dump(&path));
    assert_sound(&path);
}

#[test]
fn a_changed_text_replaces_its_rows() {
    let (_folder, path) = database(&[documents::council(), documents::parish()]);
    let mut changed = documents::council();
    changed.source.sha256 = Some("0".repeat(64).into());
    changed.agenda.truncate(1);
    changed.agenda[0].title = Some("Rättad rubrik".into());
    let told = export(Format::Sqlite, &path, &ExportOptions::default(), &[changed]);
    assert_eq!(
        told[0][0].message,
        "replaces an earlier text of the same name in the database; protocols replaced: 1"
    );
    assert_sound(&path);
    assert_eq!(
        ask(
            &path,
            "SELECT title FROM items WHERE protocol_id IN \
                    (SELECT id FROM protocols WHERE source_name = 'ks/2024-03-12.txt')"
        ),
        [["Rättad rubrik"]]
    );
    assert_eq!(ask(&path, "SELECT count(*) FROM protocols"), [[2]]);
    assert_eq!(ask(&path, "SELECT count(*) FROM items_fts WHERE items_fts MATCH 'förskola'"), [[0]]);
}

#[test]
fn two_texts_of_one_name_stay_in_one_run() {
    let mut other = documents::council();
    other.source.sha256 = Some("1".repeat(64).into());
    let (_folder, path) = database(&[documents::council(), other.clone()]);
    assert_eq!(ask(&path, "SELECT count(*) FROM protocols"), [[2]]);
    export(Format::Sqlite, &path, &ExportOptions::default(), &[documents::council(), other]);
    assert_eq!(ask(&path, "SELECT count(*) FROM protocols"), [[2]]);
}

#[test]
fn an_unfinished_run_leaves_nothing() {
    let (_folder, path) = database(&[documents::council()]);
    let mut run = exporter(Format::Sqlite, Target::Path(path.clone()), &ExportOptions::default()).unwrap();
    run.write(&documents::parish()).unwrap();
    drop(run);
    assert_eq!(ask(&path, "SELECT count(*) FROM protocols"), [[1]]);
}

#[test]
fn other_databases_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.db");
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE mine (a)").unwrap();
    let open =
        |path: &Path| exporter(Format::Sqlite, Target::Path(path.to_owned()), &ExportOptions::default());
    let error = open(&path).err().unwrap();
    assert!(matches!(error, ExportError::OtherDatabase { .. }), "{error}");
    Connection::open(&path).unwrap().execute_batch("PRAGMA user_version = 7").unwrap();
    let message = open(&path).err().unwrap().to_string();
    assert!(message.ends_with("other.db: expected a protokollant database of layout 1, found layout 7"));
    assert_eq!(ask(&path, "SELECT count(*) FROM sqlite_schema"), [[1]]);
    std::fs::write(&path, "no database at all, but a text that is long enough to be looked at").unwrap();
    assert!(open(&path).err().unwrap().to_string().contains("other.db"));
}

#[test]
fn views_answer_what_people_ask() {
    let (_folder, path) = database(&[documents::council(), documents::parish()]);
    assert_eq!(
        ask(&path, "SELECT name, absent FROM absences_by_person WHERE absent > 0"),
        [vec![Value::from("Per Berg"), 1.into()], vec!["Åke Ås".into(), 1.into()]]
    );
    let decisions =
        ask(&path, "SELECT body, year, decisions, items FROM decisions_by_body_and_year ORDER BY year");
    let row = |body: &str, year: &str, decisions: u64, items: u64| -> Vec<Value> {
        vec![body.into(), year.into(), decisions.into(), items.into()]
    };
    assert_eq!(decisions, [row("Kyrkorådet", "2023", 3, 2), row("Kommunstyrelsen", "2024", 3, 2)]);
    let acts = ask(&path, "SELECT item, act, detail FROM acts_by_person WHERE name = 'Erik Ek'");
    let acts: Vec<String> = acts.iter().map(|row| serde_json::to_string(row).unwrap()).collect();
    assert_eq!(
        acts,
        [
            r#"[null,"present","member"]"#,
            r#"["2","moves","refer_back"]"#,
            r#"["2","votes","no"]"#,
            r#"["2","states","reservation"]"#,
            r#"["2","states","protocol_note"]"#,
            r#"[null,"signs","adjuster"]"#,
        ]
    );
}

fn found(path: &Path, query: &str, change: impl FnOnce(&mut Search)) -> Vec<Hit> {
    let mut asked = Search { query: query.into(), ..Search::default() };
    change(&mut asked);
    search(path, &asked).unwrap()
}

fn labels(hits: &[Hit]) -> Vec<&str> {
    hits.iter().map(|hit| hit.label.as_str()).collect()
}

#[test]
fn words_are_found_in_every_form() {
    let (_folder, path) = database(&[documents::council(), documents::parish()]);
    for (query, expected) in [
        ("utredning", vec!["§ 1"]),
        ("UTREDNINGARNA", vec!["§ 1"]),
        ("protokollet", vec!["2.2"]),
        ("förskola", vec!["§ 2"]),
        ("forskola", vec![]),
        ("\"ny förskola\"", vec!["§ 2"]),
        ("\"förskola ny\"", vec![]),
        ("skolv*", vec!["§ 1"]),
        ("rektor skolan", vec!["§ 1"]),
        ("rektor orgeln", vec![]),
        ("orgel OR", vec![]),
    ] {
        assert_eq!(labels(&found(&path, query, |_| {})), expected, "{query}");
    }
    let hit = &found(&path, "utredning", |_| {})[0];
    assert_eq!(hit.date.as_deref(), Some("2024-03-12"));
    assert_eq!(hit.body.as_deref(), Some("Kommunstyrelsen"));
    assert_eq!(hit.snippet, "Rektor informerar om [utredningar] av skolvägen. Frågan följs upp i maj.");
}

#[test]
fn a_title_weighs_most() {
    let mut council = documents::council();
    council.agenda[2].paragraphs = vec!["Frågan om en förskola nämndes.".into()];
    let (_folder, path) = database(&[council]);
    assert_eq!(labels(&found(&path, "förskola", |_| {})), ["§ 2", "§ 3"]);
}

#[test]
fn filters_narrow_the_search() {
    let (_folder, path) = database(&[documents::council(), documents::parish()]);
    let count = |query: &str, change: fn(&mut Search)| found(&path, query, change).len();
    assert_eq!(count("beslut*", |_| {}), 2);
    assert_eq!(count("beslut*", |s| s.body = Some("KYRKORÅ".into())), 1);
    assert_eq!(count("beslut*", |s| s.body = Some("nämnd".into())), 0);
    assert_eq!(count("beslut*", |s| s.from = Date::new(2024, 3, 13)), 1, "its last day counts");
    assert_eq!(count("beslut*", |s| s.to = Date::new(2023, 12, 31)), 1);
    assert_eq!(count("beslut*", |s| s.person = Some("ek erik".into())), 1);
    assert_eq!(count("beslut*", |s| s.person = Some("Per Berg".into())), 0, "absent");
    assert_eq!(count("beslut*", |s| s.person = Some("§".into())), 0);
    assert_eq!(count("rektor", |s| s.decisions = true), 0);
    assert_eq!(count("informationen", |s| s.decisions = true), 1);
    assert_eq!(count("beslut*", |s| s.limit = Some(1)), 1);
    assert!(matches!(
        search(&path, &Search { query: "\"\"".into(), ..Search::default() }),
        Err(ExportError::EmptyQuery)
    ));
    let missing = search(&path.with_extension("none"), &Search { query: "a".into(), ..Search::default() });
    assert!(missing.unwrap_err().to_string().contains("minutes.none"));
}

/// A server that ends with the test.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn get(port: u16, path: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    write!(stream, "GET {path} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

#[test]
fn datasette_answers_a_search() {
    let Some(datasette) = consumers::venv("datasette") else { return };
    let (_folder, path) = database(&documents::all());
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let _server = Server(
        Command::new(datasette)
            .arg(&path)
            .args(["--host", "127.0.0.1", "--port", &port.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap(),
    );
    let begun = Instant::now();
    let answer = loop {
        match get(port, "/minutes/items.json?_search=utredning&_shape=array&_size=max") {
            Ok(answer) => break answer,
            Err(error) if begun.elapsed() > Duration::from_secs(60) => panic!("no answer: {error}"),
            Err(_) => std::thread::sleep(Duration::from_millis(200)),
        }
    };
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.contains("200 OK"), "{answer}");
    let hits: Vec<Value> = serde_json::from_str(body).unwrap();
    assert!(hits.iter().any(|hit| hit["title"] == "Information om skolan"), "{body}");
    let views = get(port, "/minutes/absences_by_person.json?_shape=array&name=Per+Berg").unwrap();
    assert!(views.contains("\"absent\": 1"), "{views}");
    let people = get(port, "/minutes/people.json?_shape=array&_search=Dahl").unwrap();
    assert!(people.contains("Eva Dahl"), "{people}");
}
