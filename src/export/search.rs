//! Asks the database: ranked items with date, body, item and a marked piece of the text.
//!
//! | query | finds |
//! | --- | --- |
//! | `utredning beslut` | items with both words, in any form with the same stem: *utredningar*, *beslutade* |
//! | `"ny förskola"` | the words in a row, as written |
//! | `utred*` | words that begin so |
//!
//! A word in the title weighs most, then one in a decision, one in the text, and last another form of it.

mod query;
mod snippet;

use std::path::Path;

use rusqlite::{Connection, Row, named_params};
use serde::Serialize;

use super::ExportError;
use super::sqlite::{failed, open_to_read};
use crate::Date;
use query::Query;

/// What to look for.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// Words, "phrases" and prefixes*; all must be found.
    pub query: String,
    /// Only items in which this person does something, or of meetings where the person was present.
    pub person: Option<String>,
    /// Only bodies whose name holds this, in upper or lower case.
    pub body: Option<String>,
    /// Only meetings on this day or later.
    pub from: Option<Date>,
    /// Only meetings on this day or earlier.
    pub to: Option<Date>,
    /// Look into decisions alone.
    pub decisions: bool,
    /// The most hits to give; `None` for 20.
    pub limit: Option<u32>,
}

/// An item that was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// The day of the meeting.
    pub date: Option<String>,
    /// The authority, municipality or association.
    pub organization: Option<String>,
    /// The organ that met.
    pub body: Option<String>,
    /// The item's number without sign.
    pub number: String,
    /// The item's number as written.
    pub label: String,
    /// The item's heading.
    pub title: Option<String>,
    /// What became of the item.
    pub outcome: Option<String>,
    /// A piece of the decision, the text or the title, what was found in `[…]`.
    pub snippet: String,
    /// The file or other name that the protocol was read from.
    pub source: Option<String>,
    /// The protocol's id.
    pub protocol_id: String,
    /// The item's id.
    pub item_id: String,
}

const HITS: &str = "
SELECT protocols.date, protocols.organization, protocols.body, items.number, items.label, items.title,
       items.outcome, items.text, items.decision, protocols.source_name, items.protocol_id, items.id
FROM items_fts
JOIN items ON items.row = items_fts.rowid
JOIN protocols ON protocols.id = items.protocol_id
WHERE items_fts MATCH :query
  AND (:from IS NULL OR coalesce(protocols.end_date, protocols.date) >= :from)
  AND (:to IS NULL OR protocols.date <= :to)
  AND (:bodies IS NULL OR protocols.body IN (SELECT value FROM json_each(:bodies)))
  AND (:person IS NULL OR EXISTS (
        SELECT 1 FROM acts
        WHERE acts.row IN (SELECT rowid FROM acts_fts WHERE acts_fts MATCH :person)
          AND (acts.item_id = items.id OR (acts.protocol_id = items.protocol_id AND acts.act = 'present'))))
ORDER BY bm25(items_fts, 8.0, 1.0, 4.0, 0.5, 1.0), protocols.date DESC, items.row
LIMIT :limit";

/// Looks for items in a database that [`Format::Sqlite`](super::Format::Sqlite) made.
///
/// # Errors
///
/// Where the database cannot be read, or the query has no word.
pub fn search(database: &Path, search: &Search) -> Result<Vec<Hit>, ExportError> {
    let query = Query::read(&search.query).ok_or(ExportError::EmptyQuery)?;
    let connection = open_to_read(database)?;
    let hits = || -> rusqlite::Result<Vec<Hit>> {
        let bodies = search.body.as_deref().map(|body| bodies(&connection, body)).transpose()?;
        let mut statement = connection.prepare(HITS)?;
        let rows = statement.query_map(
            named_params! {
                ":query": query.for_items(search.decisions),
                ":person": search.person.as_deref().map(query::for_name),
                ":bodies": bodies,
                ":from": search.from.map(|date| date.to_string()),
                ":to": search.to.map(|date| date.to_string()),
                ":limit": search.limit.unwrap_or(20),
            },
            |row| hit(row, &query, search.decisions),
        )?;
        rows.collect()
    };
    hits().map_err(|error| failed(database, error))
}

/// The bodies whose name holds `part`, as a JSON array. SQLite itself knows upper case of a to z alone.
fn bodies(connection: &Connection, part: &str) -> rusqlite::Result<String> {
    let part = part.to_lowercase();
    let mut statement = connection.prepare("SELECT DISTINCT body FROM protocols WHERE body IS NOT NULL")?;
    let names = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    let fitting = names.into_iter().filter(|name| name.to_lowercase().contains(&part));
    Ok(serde_json::Value::from_iter(fitting).to_string())
}

fn hit(row: &Row<'_>, query: &Query, decisions: bool) -> rusqlite::Result<Hit> {
    let title: Option<String> = row.get(5)?;
    let text: Option<String> = row.get(7)?;
    let decision: Option<String> = row.get(8)?;
    let fields = if decisions { vec![&decision] } else { vec![&decision, &text, &title] };
    let snippet = snippet::best(fields.into_iter().flatten().map(String::as_str), query);
    Ok(Hit {
        date: row.get(0)?,
        organization: row.get(1)?,
        body: row.get(2)?,
        number: row.get(3)?,
        label: row.get(4)?,
        title,
        outcome: row.get(6)?,
        snippet,
        source: row.get(9)?,
        protocol_id: row.get(10)?,
        item_id: row.get(11)?,
    })
}
