//! The JSON Schema of what is written, derived from the types.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;

use super::Item;
use crate::model::Document;

/// The JSON Schema (draft 2020-12) of what [`write_json`](super::write_json) writes.
///
/// It is derived from the types, so that the two cannot drift apart. Every key is required, because every
/// key is written, also where its value is null.
///
/// ```
/// let schema = protokollant::output::schema();
/// assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
/// assert_eq!(schema["title"], "Document");
/// ```
pub fn schema() -> serde_json::Value {
    of::<Document<'static>>()
}

/// The JSON Schema (draft 2020-12) of a line that [`write_items`](super::write_items) writes.
///
/// ```
/// assert_eq!(protokollant::output::items_schema()["title"], "Item");
/// ```
pub fn items_schema() -> serde_json::Value {
    of::<Item<'static>>()
}

fn of<T: JsonSchema>() -> serde_json::Value {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    generator.into_root_schema_for::<T>().to_value()
}
