//! Documents for the tests of the formats: invented meetings, one of which says nothing at all.

use crate::Document;

/// A council with everything that a protocol can say.
pub(super) fn council() -> Document<'static> {
    from_json(include_str!("testing/council.json"))
}

/// A parish council: sub-items, an inferred end, characters that other programs stumble over.
pub(super) fn parish() -> Document<'static> {
    from_json(include_str!("testing/parish.json"))
}

/// A protocol in which every optional field is empty.
pub(super) fn bare() -> Document<'static> {
    from_json(include_str!("testing/bare.json"))
}

/// All of them.
pub(super) fn all() -> Vec<Document<'static>> {
    vec![council(), parish(), bare()]
}

fn from_json(json: &str) -> Document<'static> {
    // Leaked, since a document borrows from its text; a few kilobytes for the length of a test.
    serde_json::from_str(Box::leak(json.to_owned().into_boxed_str())).unwrap()
}

/// An empty folder for one test.
pub(super) fn folder(name: &str) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("protokollant-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
