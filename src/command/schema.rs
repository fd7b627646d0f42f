//! `protokollant schema`: the JSON Schema of what is written.

use std::io;

use protokollant::output::{items_schema, schema};

use super::Status;
use super::output::{self, What};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Of what
    #[arg(long = "for", value_enum, value_name = "WHAT", default_value_t)]
    what: What,
}

pub(super) fn run(args: &Args) -> io::Result<Status> {
    let schema = match args.what {
        What::Documents => schema(),
        What::Items => items_schema(),
    };
    output::print(&format!("{schema:#}\n"))?;
    Ok(Status::Done)
}
