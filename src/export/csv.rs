//! A Frictionless tabular data package, version 2: a CSV file per table, and `datapackage.json` that
//! describes them.
//!
//! | cell | is written as |
//! | --- | --- |
//! | no value | nothing |
//! | `a;b "c"` | quoted by RFC 4180 |
//! | `=1+1`, `+46…`, `-2 grader`, `@alla` | with `'` before it: a spreadsheet would run it as a formula |
//! | `2.1`, `1-4` in text, for Excel | with `'` before it: Excel would make a date of it |

use std::fs::File;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::ids::Ids;
use super::rows::{Cell, Column, Kind, Row, Rows, TABLES, Table};
use super::seen::Seen;
use super::{ExportError, Exporter, make_folder};
use crate::{Diagnostic, Document};

/// A data package that documents are written to.
pub(super) struct Package {
    excel: bool,
    seen: Seen,
    /// One for each of [`TABLES`].
    files: Vec<TableFile>,
}

struct TableFile {
    path: PathBuf,
    writer: csv::Writer<File>,
}

impl Package {
    /// Makes the folder with its description and the head of each table.
    pub(super) fn new(folder: PathBuf, excel: bool) -> Result<Self, ExportError> {
        make_folder(&folder)?;
        let description = folder.join("datapackage.json");
        let text = format!("{:#}\n", data_package(excel));
        std::fs::write(&description, text).map_err(|e| ExportError::io(&description, e))?;
        let files =
            TABLES.iter().map(|table| TableFile::new(&folder, table, excel)).collect::<Result<_, _>>()?;
        Ok(Self { excel, seen: Seen::default(), files })
    }
}

impl Exporter for Package {
    fn write(&mut self, document: &Document<'_>) -> Result<Vec<Diagnostic>, ExportError> {
        let ids = Ids::of(document)?;
        if let Err(twice) = self.seen.note(document, &ids) {
            return Ok(vec![twice]);
        }
        for ((_, rows), file) in Rows::of(document, &ids)?.into_tables().zip(&mut self.files) {
            for row in rows {
                file.write(&row, self.excel)?;
            }
        }
        Ok(Vec::new())
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        for file in &mut self.files {
            file.writer.flush().map_err(|e| ExportError::io(&file.path, e))?;
        }
        Ok(())
    }
}

impl TableFile {
    fn new(folder: &Path, table: &Table, excel: bool) -> Result<Self, ExportError> {
        use std::io::Write as _;
        let path = folder.join(format!("{}.csv", table.name));
        let mut file = File::create(&path).map_err(|e| ExportError::io(&path, e))?;
        if excel {
            file.write_all("\u{feff}".as_bytes()).map_err(|e| ExportError::io(&path, e))?;
        }
        let writer = csv::WriterBuilder::new()
            .delimiter(if excel { b';' } else { b',' })
            .terminator(csv::Terminator::CRLF)
            .from_writer(file);
        let mut file = Self { path, writer };
        let names = table.columns.iter().map(|column| column.name);
        file.writer
            .write_record(names)
            .map_err(|source| ExportError::Csv { path: file.path.clone(), source })?;
        Ok(file)
    }

    fn write(&mut self, row: &Row<'_>, excel: bool) -> Result<(), ExportError> {
        let cells = row.iter().map(|cell| written(cell, excel));
        self.writer.write_record(cells).map_err(|source| ExportError::Csv { path: self.path.clone(), source })
    }
}

fn written(cell: &Cell<'_>, excel: bool) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Text(text) if runs_as_formula(text) || excel && becomes_another_value(text) => {
            format!("'{text}")
        }
        Cell::Text(text) => text.to_string(),
        Cell::Integer(number) => number.to_string(),
        Cell::Boolean(value) => value.to_string(),
        Cell::Date(date) => date.to_string(),
        Cell::Time(time) => time.to_string(),
    }
}

/// Whether a spreadsheet would take the text for a formula.
fn runs_as_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

/// Whether Excel would take the text for a date, a time or another number: digits with marks between them, a
/// leading zero, or more digits than it keeps.
fn becomes_another_value(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let marks = text.chars().filter(|c| matches!(c, '.' | '-' | '/' | ':' | ',' | ' ' | ';')).count();
    digits > 0
        && digits + marks == text.chars().count()
        && (marks > 0 || digits > 15 || (digits > 1 && text.starts_with('0')))
}

/// What `datapackage.json` says.
fn data_package(excel: bool) -> Value {
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "protokollant",
        "title": "Meeting minutes",
        "resources": TABLES.iter().map(|table| resource(table, excel)).collect::<Vec<_>>(),
    })
}

fn resource(table: &Table, excel: bool) -> Value {
    let delimiter = if excel { ";" } else { "," };
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
        "name": table.name,
        "description": table.about,
        "type": "table",
        "path": format!("{}.csv", table.name),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": delimiter, "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true,
                    "header": true},
        "schema": {
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "fields": table.columns.iter().map(field).collect::<Vec<_>>(),
            "missingValues": [""],
            "primaryKey": ["id"],
            "foreignKeys": table.references.iter().map(|(column, target)| json!({
                "fields": [column], "reference": {"resource": target, "fields": ["id"]},
            })).collect::<Vec<_>>(),
        },
    })
}

fn field(column: &Column) -> Value {
    let mut field = json!({"name": column.name, "description": column.about});
    field["type"] = json!(match column.kind {
        Kind::Text => "string",
        Kind::Integer => "integer",
        Kind::Boolean => "boolean",
        Kind::Date => "date",
        Kind::Time => "time",
    });
    if column.kind == Kind::Time {
        field["format"] = json!("%H:%M");
    }
    // An empty text is a value elsewhere; in CSV it cannot be told from none.
    if column.required && (column.kind != Kind::Text || column.name.ends_with("id")) {
        field["constraints"] = json!({"required": true});
    }
    field
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused() {
        for text in ["=1+1", "+46 8", "-2 grader", "@alla", "\t=1"] {
            assert_eq!(written(&Cell::Text(text.into()), false), format!("'{text}"));
        }
        for text in ["1+1", "Anna Berg", "§ 3", "2.1", "1-4,7"] {
            assert_eq!(written(&Cell::Text(text.into()), false), text);
        }
    }

    #[test]
    fn excel_makes_no_dates_of_texts() {
        for text in ["2.1", "1-4,7", "3/2024", "007", "12 3", "1234567890123456"] {
            assert_eq!(written(&Cell::Text(text.into()), true), format!("'{text}"));
        }
        for text in ["12", "0", "KS 2024/1", "A", "", "."] {
            assert_eq!(written(&Cell::Text(text.into()), true), text);
        }
    }
}
