//! One SQLite database to explore: the tables of `rows.rs`, full-text search, and views.
//!
//! A protocol's rows hang on its id; a second run with the same texts changes nothing, and a text that has
//! changed replaces the rows of the text that had its name before. Documents are written in batches, one
//! transaction each.
//!
//! Beside the words as written, `items` keeps their Swedish stems: FTS5 cuts words and no endings.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, ToSql, params};

use super::ids::Ids;
use super::rows::{Cell, Column, Kind, Row, Rows, TABLES, Table};
use super::seen::Seen;
use super::stems::Stems;
use super::{ExportError, Exporter};
use crate::{Code, Diagnostic, Document, Severity, Span};

/// The layout that this version writes, as `user_version`.
pub(super) const LAYOUT: i64 = 1;

/// How many documents one transaction holds.
const BATCH: usize = 200;

/// Columns that only the database has, at the end of `items`.
const STEM_COLUMNS: [&str; 2] = ["stems", "decision_stems"];

/// The tables that have a full-text index `…_fts`, with the indexed columns. They have a `row` of their own:
/// the index needs a number that stays when the database is compacted.
const SEARCHED: [(&str, &[&str]); 3] = [
    ("items", &["title", "text", "decision", "stems", "decision_stems"]),
    ("people", &["name"]),
    ("acts", &["name"]),
];

const VIEWS: &str = include_str!("sqlite_views.sql");

/// A database that documents are written to.
pub(super) struct Database {
    path: PathBuf,
    connection: Connection,
    seen: Seen,
    stems: Stems,
    in_batch: usize,
}

impl Database {
    /// Opens the database, or makes it.
    pub(super) fn open(path: PathBuf) -> Result<Self, ExportError> {
        let connection = Connection::open(&path).map_err(|e| failed(&path, e))?;
        connection.execute_batch("PRAGMA foreign_keys = ON").map_err(|e| failed(&path, e))?;
        let database = Self { path, connection, seen: Seen::default(), stems: Stems::new(), in_batch: 0 };
        database.set_up()?;
        Ok(database)
    }

    fn set_up(&self) -> Result<(), ExportError> {
        let tables: i64 =
            self.sql(|c| c.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)))?;
        if tables > 0 {
            return check_layout(&self.connection, &self.path);
        }
        self.sql(|c| c.execute_batch(&schema()))
    }

    fn sql<T>(&self, ask: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, ExportError> {
        ask(&self.connection).map_err(|error| failed(&self.path, error))
    }

    /// Whether the database holds exactly this record already.
    fn holds(&self, ids: &Ids) -> Result<bool, ExportError> {
        self.sql(|c| {
            c.prepare_cached("SELECT 1 FROM protocols WHERE id = ?1 AND record_id = ?2")?
                .exists(params![ids.protocol, ids.record])
        })
    }

    /// Removes what this document takes the place of, and says how many protocols of an earlier text of the
    /// same name that were.
    fn make_room(&self, document: &Document<'_>, ids: &Ids) -> Result<usize, ExportError> {
        self.sql(|c| c.prepare_cached("DELETE FROM protocols WHERE id = ?1")?.execute([&ids.protocol]))?;
        let Some(name) = &document.source.name else { return Ok(0) };
        let keep = serde_json::Value::from(self.seen.named(name)).to_string();
        self.sql(|c| {
            c.prepare_cached(
                "DELETE FROM protocols WHERE source_name = ?1 AND text_id <> ?2 \
                 AND id NOT IN (SELECT value FROM json_each(?3))",
            )?
            .execute(params![name, ids.text, keep])
        })
    }

    fn insert(&self, document: &Document<'_>, ids: &Ids) -> Result<(), ExportError> {
        for (table, rows) in Rows::of(document, ids)?.into_tables() {
            let sql = insert_statement(table);
            for row in &rows {
                let stems = if table.name == "items" { self.stems_of(table, row) } else { Vec::new() };
                let mut values: Vec<&dyn ToSql> = row.iter().map(|cell| cell as &dyn ToSql).collect();
                values.extend(stems.iter().map(|stems| stems as &dyn ToSql));
                self.sql(|c| c.prepare_cached(&sql)?.execute(values.as_slice()))?;
            }
        }
        Ok(())
    }

    /// The values of [`STEM_COLUMNS`].
    fn stems_of(&self, table: &Table, row: &Row<'_>) -> Vec<String> {
        let texts = |names: &'static [&'static str]| {
            let cells = table.columns.iter().zip(row);
            cells.filter_map(move |(column, cell)| match cell {
                Cell::Text(text) if names.contains(&column.name) => Some(text.as_ref()),
                _ => None,
            })
        };
        vec![self.stems.all(texts(&["title", "text"])), self.stems.all(texts(&["decision"]))]
    }

    fn begin(&mut self) -> Result<(), ExportError> {
        if self.in_batch == 0 {
            self.sql(|c| c.execute_batch("BEGIN IMMEDIATE"))?;
        }
        self.in_batch += 1;
        Ok(())
    }

    fn commit(&mut self) -> Result<(), ExportError> {
        if self.in_batch > 0 {
            self.sql(|c| c.execute_batch("COMMIT"))?;
        }
        self.in_batch = 0;
        Ok(())
    }
}

impl Exporter for Database {
    fn write(&mut self, document: &Document<'_>) -> Result<Vec<Diagnostic>, ExportError> {
        let ids = Ids::of(document)?;
        if let Err(twice) = self.seen.note(document, &ids) {
            return Ok(vec![twice]);
        }
        self.begin()?;
        let replaced = if self.holds(&ids)? {
            0
        } else {
            let replaced = self.make_room(document, &ids)?;
            self.insert(document, &ids)?;
            replaced
        };
        if self.in_batch == BATCH {
            self.commit()?;
        }
        Ok(replaces(replaced).into_iter().collect())
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        self.commit()
    }
}

/// Says that earlier rows were replaced: right for a changed text, a loss where two texts have one name.
fn replaces(protocols: usize) -> Option<Diagnostic> {
    let message =
        format!("replaces an earlier text of the same name in the database; protocols replaced: {protocols}");
    let mut diagnostic = Diagnostic::new(Code::LostInExport, Span::default(), message);
    diagnostic.severity = Severity::Info;
    (protocols > 0).then_some(diagnostic)
}

/// Opens a database that is there, to ask it.
pub(super) fn open_to_read(path: &Path) -> Result<Connection, ExportError> {
    let connection =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(|e| failed(path, e))?;
    check_layout(&connection, path)?;
    Ok(connection)
}

pub(super) fn failed(path: &Path, source: rusqlite::Error) -> ExportError {
    ExportError::Sqlite { path: path.to_owned(), source }
}

fn check_layout(connection: &Connection, path: &Path) -> Result<(), ExportError> {
    let ask =
        |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).map_err(|e| failed(path, e));
    let found = match ask("PRAGMA user_version")? {
        LAYOUT if ask("SELECT count(*) FROM sqlite_schema WHERE name = 'protocols'")? == 1 => return Ok(()),
        0 | LAYOUT => "another program's database".to_owned(),
        other => format!("layout {other}"),
    };
    Err(ExportError::OtherDatabase { path: path.to_owned(), expected: LAYOUT, found })
}

/// Everything that an empty database needs.
fn schema() -> String {
    let mut sql = String::from("BEGIN;\n");
    for table in TABLES {
        sql += &create_table(table);
        for (column, _) in table.references {
            sql += &format!("CREATE INDEX {0}_{column} ON {0} ({column});\n", table.name);
        }
    }
    sql += "CREATE INDEX protocols_source_name ON protocols (source_name);\n";
    for (table, columns) in SEARCHED {
        sql += &create_index(table, columns);
    }
    sql + VIEWS + &format!("PRAGMA user_version = {LAYOUT};\nCOMMIT;\n")
}

fn create_table(table: &Table) -> String {
    let searched = SEARCHED.iter().any(|(name, _)| *name == table.name);
    let mut lines = Vec::new();
    if searched {
        lines.push("row INTEGER PRIMARY KEY".to_owned());
    }
    lines.extend(table.columns.iter().map(|column| define(column, searched)));
    if table.name == "items" {
        lines.extend(STEM_COLUMNS.iter().map(|column| format!("{column} TEXT NOT NULL")));
    }
    for (column, target) in table.references {
        lines.push(format!("FOREIGN KEY ({column}) REFERENCES {target} (id) ON DELETE CASCADE"));
    }
    format!("CREATE TABLE {} (\n  {}\n) STRICT;\n", table.name, lines.join(",\n  "))
}

fn define(column: &Column, searched: bool) -> String {
    let kind = match column.kind {
        Kind::Integer | Kind::Boolean => "INTEGER",
        Kind::Text | Kind::Date | Kind::Time => "TEXT",
    };
    let name = column.name;
    let rule = match (name, column.kind, column.required) {
        ("id", ..) if searched => " NOT NULL UNIQUE".to_owned(),
        ("id", ..) => " NOT NULL PRIMARY KEY".to_owned(),
        (_, Kind::Boolean, true) => format!(" NOT NULL CHECK (\"{name}\" IN (0, 1))"),
        (_, Kind::Boolean, false) => format!(" CHECK (\"{name}\" IN (0, 1))"),
        (_, _, true) => " NOT NULL".to_owned(),
        (_, _, false) => String::new(),
    };
    format!("\"{name}\" {kind}{rule}")
}

/// The full-text index of a table, which the table itself keeps up to date by triggers.
fn create_index(table: &str, columns: &[&str]) -> String {
    let list = columns.join(", ");
    let of =
        |row: &str| columns.iter().map(|column| format!("{row}.{column}")).collect::<Vec<_>>().join(", ");
    let (new, old) = (of("new"), of("old"));
    let add = format!("INSERT INTO {table}_fts (rowid, {list}) VALUES (new.row, {new});");
    let remove =
        format!("INSERT INTO {table}_fts ({table}_fts, rowid, {list}) VALUES ('delete', old.row, {old});");
    format!(
        "CREATE VIRTUAL TABLE {table}_fts USING fts5({list}, content=\"{table}\", content_rowid=\"row\", \
         tokenize='unicode61 remove_diacritics 0');\n\
         CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN {add} END;\n\
         CREATE TRIGGER {table}_removed AFTER DELETE ON {table} BEGIN {remove} END;\n\
         CREATE TRIGGER {table}_changed AFTER UPDATE ON {table} BEGIN {remove} {add} END;\n"
    )
}

fn insert_statement(table: &Table) -> String {
    let mut names: Vec<String> = table.columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
    if table.name == "items" {
        names.extend(STEM_COLUMNS.map(str::to_owned));
    }
    let marks = vec!["?"; names.len()].join(", ");
    format!("INSERT INTO {} ({}) VALUES ({marks})", table.name, names.join(", "))
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{Null, ToSqlOutput};
        Ok(match self {
            Cell::Null => ToSqlOutput::from(Null),
            Cell::Text(text) => return text.as_ref().to_sql(),
            // A count of more than 63 bits cannot have been read from a text.
            Cell::Integer(number) => ToSqlOutput::from(i64::try_from(*number).unwrap_or(i64::MAX)),
            Cell::Boolean(value) => ToSqlOutput::from(*value),
            Cell::Date(date) => ToSqlOutput::from(date.to_string()),
            Cell::Time(time) => ToSqlOutput::from(time.to_string()),
        })
    }
}
