//! Stable ids: the same text gives the same ids, on every machine and in every run.
//!
//! An id is a SHA-256 in lower-case hexadecimal, of a text and of a position in it:
//!
//! | id of | is the SHA-256 of |
//! | --- | --- |
//! | a text | its bytes (`source.sha256`); of the record where no bytes were read |
//! | a protocol | the text's id and `source.part` |
//! | a row | the protocol's id, the table and the place in the reading order |
//!
//! A name of a file is no part of any id: a text that moves keeps its ids.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::{ExportError, name_of};
use crate::Document;

/// The SHA-256 of `bytes`, in lower-case hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The ids of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ids {
    /// The text that the document was read from.
    pub(super) text: String,
    /// The protocol: the text, or one part of it.
    pub(super) protocol: String,
    /// The record as JSON: changes with the text and with the reading of it.
    pub(super) record: String,
}

impl Ids {
    /// The ids of `document`.
    pub(super) fn of(document: &Document<'_>) -> Result<Self, ExportError> {
        let json = serde_json::to_vec(document)
            .map_err(|source| ExportError::Json { document: name_of(document), source })?;
        let record = sha256(&json);
        let text = document.source.sha256.as_deref().unwrap_or(&record).to_owned();
        let part = document.source.part.unwrap_or(0);
        let protocol = sha256(format!("{text}/{part}").as_bytes());
        Ok(Self { text, protocol, record })
    }

    /// The id of a row: `place` is where it stands in the document, outermost first.
    pub(super) fn row(&self, table: &str, place: &[usize]) -> String {
        let mut key = format!("{}/{table}", self.protocol);
        for number in place {
            let _ = write!(key, "/{number}");
        }
        sha256(key.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing;
    use super::*;

    #[test]
    fn hash_is_the_standard_one() {
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn ids_follow_text_and_part_and_not_the_name() {
        let council = testing::council();
        let ids = Ids::of(&council).unwrap();
        let mut moved = council.clone();
        moved.source.name = Some("elsewhere.txt".into());
        let moved = Ids::of(&moved).unwrap();
        assert_eq!((&ids.text, &ids.protocol), (&moved.text, &moved.protocol));
        assert_ne!(ids.record, moved.record, "the record holds the name");

        let mut second = council.clone();
        second.source.part = Some(2);
        assert_ne!(ids.protocol, Ids::of(&second).unwrap().protocol);
        assert_ne!(ids.row("items", &[1]), ids.row("items", &[2]));
        assert_ne!(ids.row("items", &[1, 12]), ids.row("items", &[11, 2]));
        assert_ne!(ids.row("items", &[1]), ids.row("votes", &[1]));
    }

    #[test]
    fn a_text_without_bytes_has_an_id_too() {
        let mut bare = testing::bare();
        bare.source.sha256 = None;
        let ids = Ids::of(&bare).unwrap();
        assert_eq!(ids.text, ids.record);
        assert_eq!(ids.protocol.len(), 64);
    }

    /// An index of lines and one made by an export name the same things alike.
    #[test]
    fn ids_are_those_of_the_lines_of_items() {
        for document in testing::all() {
            let ids = Ids::of(&document).unwrap();
            assert_eq!(ids.protocol, crate::output::document_id(&document));
            for item in crate::output::items(&document) {
                assert_eq!(item.id, ids.row("items", &[item.position]));
            }
        }
    }
}
