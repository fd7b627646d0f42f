//! The command `protokollant`: reads arguments, calls the library, turns the outcome into an exit status.

#![forbid(unsafe_code)]

mod command;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    command::run(command::Cli::parse())
}
