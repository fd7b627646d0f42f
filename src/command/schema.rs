//! `protokollant schema`: the JSON Schema of a document.

use std::io;

use super::{Status, output};

/// Print the JSON Schema (draft 2020-12) of the documents that `parse` prints
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

pub(super) fn run(_: &Args) -> io::Result<Status> {
    output::print(&format!("{:#}\n", protokollant::output::schema()))?;
    Ok(Status::Done)
}
