//! `protokollant man`: manual pages.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::CommandFactory;
use clap_mangen::Man;

use super::{Cli, Status, messages, output};

const AFTER_HELP: &str = "\
Examples:
  protokollant man | man -l -
  protokollant man --folder ~/.local/share/man/man1";

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Args {
    /// Write protokollant.1, protokollant-parse.1 and so on here; the folder is made if need be
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> io::Result<Status> {
    let Some(folder) = &args.folder else {
        let mut page = Vec::new();
        Man::new(command()).render(&mut page)?;
        output::print(&String::from_utf8_lossy(&page))?;
        return Ok(Status::Done);
    };
    if let Err(error) = write_pages(folder) {
        messages::say(folder.display(), format_args!("cannot be written: {}", messages::explain(&error)));
        return Ok(Status::Incomplete);
    }
    Ok(Status::Done)
}

fn write_pages(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    clap_mangen::generate_to(command(), folder)
}

/// The command without its subcommand `help`, which would be a page that says how to get help.
fn command() -> clap::Command {
    Cli::command().disable_help_subcommand(true)
}
