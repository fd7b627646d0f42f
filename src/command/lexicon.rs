//! `protokollant lexicon`: the built-in words, as the place to start from for one's own.

use std::io;

use protokollant::Lexicon;

use super::{Status, output};

const AFTER_HELP: &str = "\
Example:
  protokollant lexicon > words.toml                    then keep what you change or add
  protokollant parse --lexicon words.toml minutes.txt";

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Args {}

pub(super) fn run(_: &Args) -> io::Result<Status> {
    output::print(&Lexicon::source())?;
    Ok(Status::Done)
}
