//! The document → JSON, whole or point by point, and the schema that this JSON keeps to.

mod items;
mod json;
mod schema;

#[cfg(all(test, feature = "export"))]
pub(crate) use items::document_id;
pub use items::{Act, Item, Named, items};
pub use json::{Layout, write_items, write_json};
pub use schema::{items_schema, schema};

/// What stands on a line of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shape {
    /// A document: one protocol.
    #[default]
    Documents,
    /// A point of an agenda: an [`Item`].
    Items,
}
