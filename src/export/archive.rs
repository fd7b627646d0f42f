//! What an archive must know and no protocol says of itself: from flags, or from a TOML file per archive.
//!
//! ```toml
//! creator_name = "Norrby församling"      # who made the records
//! creator_id_type = "organisationsnummer"
//! creator_id = "252000-0000"
//! original_format = "digital"             # or "paper"
//! quorum = true                           # whether the body could decide
//! file_path = "protokoll/{name}"          # where the file lies in the package
//! file_format = "text/plain"              # optional
//!
//! # Used where the text itself does not say it; without them such a text is an error.
//! governing_body = "Kyrkorådet"
//! meeting_type = "ordinary"               # or "extraordinary", "other"
//! minutes_number = "{date}"
//!
//! [documents."2024-03-12.txt"]            # for one document alone
//! quorum = false
//! meeting_date = 2024-03-12
//! ```
//!
//! In `file_path`, `minutes_number` and `meeting_id`, `{name}` stands for the source's name, `{stem}` for it
//! without folders and ending, `{part}` for its part, `{date}` for the day of the meeting and `{id}` for the
//! protocol's stable id.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Deserializer, de};

use super::ExportError;
use crate::Date;

/// What the archive is told of all its documents.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Archive {
    /// Who made the records.
    pub creator_name: Option<String>,
    /// What kind of id `creator_id` is.
    pub creator_id_type: Option<String>,
    /// The creator's id.
    pub creator_id: Option<String>,
    /// Whether the original was made on paper.
    pub original_format: Option<OriginalFormat>,
    /// The format of the file, as a media type or another name.
    pub file_format: Option<String>,
    /// Whether the body could decide.
    pub quorum: Option<bool>,
    /// Where the file lies.
    pub file_path: Option<String>,
    /// The meeting's id; the protocol's stable id where it is not given.
    pub meeting_id: Option<String>,
    /// The body that met, where the text does not say it.
    pub governing_body: Option<String>,
    /// The kind of meeting, where the text does not say it.
    pub meeting_type: Option<ArchiveMeetingType>,
    /// The day of the meeting, where the text does not say it.
    #[serde(deserialize_with = "toml_date")]
    pub meeting_date: Option<Date>,
    /// The number of the minutes, where the text does not say it.
    pub minutes_number: Option<String>,
    /// What is said of one document, by the name of its source.
    pub documents: BTreeMap<String, ArchiveDocument>,
}

/// What the archive is told of one document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ArchiveDocument {
    /// Whether the body could decide.
    pub quorum: Option<bool>,
    /// Where the file lies.
    pub file_path: Option<String>,
    /// The meeting's id.
    pub meeting_id: Option<String>,
    /// The body that met, where the text does not say it.
    pub governing_body: Option<String>,
    /// The kind of meeting, where the text does not say it.
    pub meeting_type: Option<ArchiveMeetingType>,
    /// The day of the meeting, where the text does not say it.
    #[serde(deserialize_with = "toml_date")]
    pub meeting_date: Option<Date>,
    /// The number of the minutes, where the text does not say it.
    pub minutes_number: Option<String>,
}

/// How the original was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OriginalFormat {
    /// As a file.
    Digital,
    /// On paper.
    Paper,
}

/// The kinds of meeting that the archive's schema knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArchiveMeetingType {
    /// An ordinary meeting.
    Ordinary,
    /// An extraordinary meeting.
    Extraordinary,
    /// Another meeting.
    Other,
}

impl Archive {
    /// Reads an archive file.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, or is not understood.
    pub fn read(path: &Path) -> Result<Self, ExportError> {
        let text = std::fs::read_to_string(path).map_err(|error| ExportError::io(path, error))?;
        toml::from_str(&text)
            .map_err(|error| ExportError::ArchiveFile { path: path.to_owned(), source: Box::new(error) })
    }

    /// What is known of the document `name`: what is said of it alone, else what is said of all.
    pub(super) fn document(&self, name: &str) -> ArchiveDocument {
        let own = self.documents.get(name).cloned().unwrap_or_default();
        ArchiveDocument {
            quorum: own.quorum.or(self.quorum),
            file_path: own.file_path.or_else(|| self.file_path.clone()),
            meeting_id: own.meeting_id.or_else(|| self.meeting_id.clone()),
            governing_body: own.governing_body.or_else(|| self.governing_body.clone()),
            meeting_type: own.meeting_type.or(self.meeting_type),
            meeting_date: own.meeting_date.or(self.meeting_date),
            minutes_number: own.minutes_number.or_else(|| self.minutes_number.clone()),
        }
    }

    /// The flags of what is missing for every document.
    pub(super) fn missing(&self) -> Vec<&'static str> {
        let blank = |value: &Option<String>| value.as_deref().is_none_or(|value| value.trim().is_empty());
        // What can be said of each document alone is asked for with the document.
        let each = !self.documents.is_empty();
        let asked = [
            (blank(&self.creator_name), "--creator-name"),
            (blank(&self.creator_id_type), "--creator-id-type"),
            (blank(&self.creator_id), "--creator-id"),
            (self.original_format.is_none(), "--original-format"),
            (self.quorum.is_none() && !each, "--quorum"),
            (blank(&self.file_path) && !each, "--file-path"),
        ];
        asked.into_iter().filter(|(missing, _)| *missing).map(|(_, flag)| flag).collect()
    }
}

/// A date as TOML writes it, bare or as text.
fn toml_date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let text = match toml::Value::deserialize(deserializer)? {
        toml::Value::String(text) => text,
        toml::Value::Datetime(date) => date.to_string(),
        _ => return Err(de::Error::custom("expected a date as YYYY-MM-DD")),
    };
    text.parse().map(Some).map_err(de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_page_shows() {
        let archive: Archive = toml::from_str(
            r#"
            creator_name = "Norrby församling"
            original_format = "paper"
            quorum = true
            minutes_number = "{date}"
            [documents."a.txt"]
            quorum = false
            meeting_date = 2024-03-12
            "#,
        )
        .unwrap();
        assert_eq!(archive.original_format, Some(OriginalFormat::Paper));
        let own = archive.document("a.txt");
        assert_eq!((own.quorum, own.meeting_date), (Some(false), Date::new(2024, 3, 12)));
        assert_eq!(own.minutes_number.as_deref(), Some("{date}"));
        assert_eq!(archive.document("b.txt").quorum, Some(true));
    }

    #[test]
    fn an_unknown_key_is_an_error_that_names_it() {
        let error = toml::from_str::<Archive>("creator = \"x\"").unwrap_err().to_string();
        assert!(error.contains("creator_name"), "{error}");
    }

    #[test]
    fn what_is_missing_is_named_by_its_flag() {
        let all = [
            "--creator-name",
            "--creator-id-type",
            "--creator-id",
            "--original-format",
            "--quorum",
            "--file-path",
        ];
        assert_eq!(Archive::default().missing(), all);
        let blank = Archive { creator_name: Some(" ".into()), ..Archive::default() };
        assert!(blank.missing().contains(&"--creator-name"));
    }
}
