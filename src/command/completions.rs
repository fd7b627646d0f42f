//! `protokollant completions`: scripts that let a shell complete the command.

use std::io;

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Cli, Status, output};

const AFTER_HELP: &str = "\
Examples:
  protokollant completions bash > ~/.local/share/bash-completion/completions/protokollant
  protokollant completions zsh > ~/.zfunc/_protokollant
  protokollant completions fish > ~/.config/fish/completions/protokollant.fish";

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Args {
    /// Which shell
    shell: Shell,
}

pub(super) fn run(args: &Args) -> io::Result<Status> {
    // By way of memory: the generator panics where its writer is a closed pipe.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "protokollant", &mut script);
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(Status::Done)
}
