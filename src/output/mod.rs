//! The document → JSON, and the schema that this JSON keeps to.

mod json;
mod schema;

pub use json::{Layout, write_json};
pub use schema::schema;
