//! A script for `psql`: the tables of `rows.rs` with Swedish full-text search, and the data as `COPY`.
//!
//! ```text
//! protokollant export minutes/ --to postgres | psql mydatabase
//! ```
//!
//! Everything goes into the schema `protokollant`, in one transaction. A protocol that is there already is
//! replaced, and so is an earlier text of the same name; what other texts have left stays.
//!
//! PostgreSQL takes no NUL in a text: each becomes U+FFFD, and is said.

use std::borrow::Cow;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::ids::Ids;
use super::rows::{Cell, Column, Kind, Row, Rows, TABLES, Table};
use super::seen::Seen;
use super::{ExportError, Exporter};
use crate::{Code, Diagnostic, Document, Span};

/// How many documents go into one series of `COPY`.
const BATCH: usize = 200;

/// The search column of items. PostgreSQL keeps at most 1 MB of words for one row: of a longer text, the
/// beginning can be found.
const SEARCH_COLUMN: &str = "search tsvector GENERATED ALWAYS AS (\n    \
     setweight(to_tsvector('swedish', coalesce(left(title, 10000), '')), 'A') ||\n    \
     setweight(to_tsvector('swedish', coalesce(left(decision, 100000), '')), 'B') ||\n    \
     setweight(to_tsvector('swedish', coalesce(left(\"text\", 100000), '')), 'C')\n  ) STORED";

/// A script in the making.
pub(super) struct Script<'w> {
    /// The file that is written, if it is one.
    path: Option<PathBuf>,
    out: Box<dyn Write + 'w>,
    seen: Seen,
    removals: String,
    /// The lines of `COPY`, one text for each of [`TABLES`].
    lines: Vec<String>,
    in_batch: usize,
}

impl<'w> Script<'w> {
    pub(super) fn new(path: Option<PathBuf>, out: Box<dyn Write + 'w>) -> Result<Self, ExportError> {
        let lines = vec![String::new(); TABLES.len()];
        let mut script =
            Self { path, out, seen: Seen::default(), removals: String::new(), lines, in_batch: 0 };
        script.put(&schema())?;
        Ok(script)
    }

    fn put(&mut self, text: &str) -> Result<(), ExportError> {
        self.out.write_all(text.as_bytes()).map_err(|error| failed(self.path.as_deref(), error))
    }

    /// Notes what this document takes the place of.
    fn make_room(&mut self, document: &Document<'_>, ids: &Ids) {
        let Some(name) = &document.source.name else {
            self.removals += &format!("DELETE FROM protocols WHERE id = {};\n", quoted(&ids.protocol));
            return;
        };
        let keep: Vec<_> = self.seen.named(name).into_iter().map(quoted).collect();
        self.removals += &format!(
            "DELETE FROM protocols WHERE id = {} OR (source_name = {} AND text_id <> {} AND id NOT IN ({}));\n",
            quoted(&ids.protocol),
            quoted(&without_nul(name)),
            quoted(&ids.text),
            keep.join(", ")
        );
    }

    fn flush(&mut self) -> Result<(), ExportError> {
        let removals = std::mem::take(&mut self.removals);
        self.put(&removals)?;
        for (index, table) in TABLES.iter().enumerate() {
            let lines = std::mem::take(&mut self.lines[index]);
            if !lines.is_empty() {
                let columns: Vec<_> = table.columns.iter().map(|column| quoted_name(column.name)).collect();
                self.put(&format!(
                    "COPY {} ({}) FROM stdin;\n{lines}\\.\n\n",
                    table.name,
                    columns.join(", ")
                ))?;
            }
        }
        self.in_batch = 0;
        Ok(())
    }
}

impl Exporter for Script<'_> {
    fn write(&mut self, document: &Document<'_>) -> Result<Vec<Diagnostic>, ExportError> {
        let ids = Ids::of(document)?;
        if let Err(twice) = self.seen.note(document, &ids) {
            return Ok(vec![twice]);
        }
        self.make_room(document, &ids);
        let mut replaced = 0;
        for ((_, rows), lines) in Rows::of(document, &ids)?.into_tables().zip(&mut self.lines) {
            for row in rows {
                replaced += copy_line(&row, lines);
            }
        }
        self.in_batch += 1;
        if self.in_batch == BATCH {
            self.flush()?;
        }
        Ok(replaces(replaced).into_iter().collect())
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        self.flush()?;
        self.put("COMMIT;\n")?;
        self.out.flush().map_err(|error| failed(self.path.as_deref(), error))
    }
}

fn failed(path: Option<&Path>, source: std::io::Error) -> ExportError {
    match path {
        Some(path) => ExportError::io(path, source),
        None => ExportError::Stream { source },
    }
}

fn replaces(count: usize) -> Option<Diagnostic> {
    let message = format!("NUL characters, which PostgreSQL forbids, are replaced by U+FFFD: {count}");
    (count > 0).then(|| Diagnostic::new(Code::ReplacedCharacter, Span::default(), message))
}

/// Appends a row as `COPY` reads it, and says how many characters it could not keep.
fn copy_line(row: &Row<'_>, lines: &mut String) -> usize {
    let mut replaced = 0;
    for (index, cell) in row.iter().enumerate() {
        if index > 0 {
            lines.push('\t');
        }
        match cell {
            Cell::Null => lines.push_str("\\N"),
            Cell::Text(text) => replaced += copy_text(text, lines),
            Cell::Integer(number) => lines.push_str(&number.to_string()),
            Cell::Boolean(value) => lines.push_str(if *value { "t" } else { "f" }),
            Cell::Date(date) => lines.push_str(&date.to_string()),
            Cell::Time(time) => lines.push_str(&time.to_string()),
        }
    }
    lines.push('\n');
    replaced
}

fn copy_text(text: &str, lines: &mut String) -> usize {
    let mut replaced = 0;
    for c in text.chars() {
        match c {
            '\\' => lines.push_str("\\\\"),
            '\t' => lines.push_str("\\t"),
            '\n' => lines.push_str("\\n"),
            '\r' => lines.push_str("\\r"),
            '\0' => {
                replaced += 1;
                lines.push('\u{fffd}');
            }
            _ => lines.push(c),
        }
    }
    replaced
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn quoted_name(name: &str) -> String {
    format!("\"{name}\"")
}

fn without_nul(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { text.replace('\0', "\u{fffd}").into() } else { text.into() }
}

fn schema() -> String {
    let mut sql = String::from(
        "\\set ON_ERROR_STOP on\n\
         SET client_encoding = 'UTF8';\n\
         SET standard_conforming_strings = on;\n\
         SET client_min_messages = warning;\n\
         BEGIN;\n\
         CREATE SCHEMA IF NOT EXISTS protokollant;\n\
         SET search_path = protokollant, pg_catalog;\n\n",
    );
    for table in TABLES {
        sql += &create_table(table);
    }
    sql += "CREATE INDEX IF NOT EXISTS protocols_source_name ON protocols (source_name);\n\
            CREATE INDEX IF NOT EXISTS items_search ON items USING gin (search);\n\
            CREATE INDEX IF NOT EXISTS acts_name ON acts USING gin (to_tsvector('simple', \"name\"));\n\n";
    sql
}

fn create_table(table: &Table) -> String {
    let mut lines: Vec<String> = table.columns.iter().map(define).collect();
    if table.name == "items" {
        lines.push(SEARCH_COLUMN.to_owned());
    }
    for (column, target) in table.references {
        lines.push(format!("FOREIGN KEY ({column}) REFERENCES {target} (id) ON DELETE CASCADE"));
    }
    let mut sql = format!("CREATE TABLE IF NOT EXISTS {} (\n  {}\n);\n", table.name, lines.join(",\n  "));
    for column in table.columns {
        sql += &format!(
            "COMMENT ON COLUMN {}.{} IS {};\n",
            table.name,
            quoted_name(column.name),
            quoted(column.about)
        );
    }
    for (column, _) in table.references {
        sql += &format!("CREATE INDEX IF NOT EXISTS {0}_{column} ON {0} ({column});\n", table.name);
    }
    sql + "\n"
}

fn define(column: &Column) -> String {
    let kind = match column.kind {
        Kind::Text => "text",
        Kind::Integer => "bigint",
        Kind::Boolean => "boolean",
        Kind::Date => "date",
        Kind::Time => "time",
    };
    let rule = match (column.name, column.required) {
        ("id", _) => " PRIMARY KEY",
        (_, true) => " NOT NULL",
        (_, false) => "",
    };
    format!("{} {kind}{rule}", quoted_name(column.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_as_copy_reads_them() {
        for (text, line, replaced) in [
            ("a\tb\nc\\d\re", "a\\tb\\nc\\\\d\\re", 0),
            ("\\.", "\\\\.", 0),
            ("\\N", "\\\\N", 0),
            ("a\0b\0", "a\u{fffd}b\u{fffd}", 2),
            ("åäö '\"", "åäö '\"", 0),
        ] {
            let mut lines = String::new();
            assert_eq!(
                copy_line(&vec![Cell::Text(text.into()), Cell::Null], &mut lines),
                replaced,
                "{text:?}"
            );
            assert_eq!(lines, format!("{line}\t\\N\n"));
        }
    }

    #[test]
    fn names_are_quoted() {
        assert_eq!(quoted("O'Hara's \\ minutes"), "'O''Hara''s \\ minutes'");
    }
}
