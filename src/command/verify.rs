//! `protokollant verify`: whether what `convert` wrote is there and unchanged.

use std::io;
use std::path::PathBuf;

use protokollant::archive::{Destination, Scope, Verified, verify};

use super::{Status, messages, output};

const AFTER_HELP: &str = "\
Examples:
  protokollant verify out
  protokollant verify minutes.jsonl
  protokollant verify --inputs out

Exit status 1 where something is missing or has changed; each such file has its line.";

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Args {
    /// What was given to `convert` as -o: a folder, or a .jsonl file
    #[arg(value_name = "OUT")]
    out: PathBuf,

    /// Also check that the inputs are those that were read; run it where `convert` was run
    #[arg(long)]
    inputs: bool,
}

pub(super) fn run(args: &Args) -> io::Result<Status> {
    let scope = if args.inputs { Scope::Everything } else { Scope::Outputs };
    let destination = Destination::new(args.out.clone());
    match verify(&destination, scope, &mut |problem| messages::say(&problem.path, &problem.message)) {
        Ok(verified) => {
            output::print(&format!("{}\n", summary(verified)))?;
            Ok(if verified.problems == 0 { Status::Done } else { Status::Incomplete })
        }
        Err(error) => {
            messages::tell(error);
            Ok(Status::Incomplete)
        }
    }
}

/// `21 outputs intact, 1 problem, 2 inputs without output`
fn summary(verified: Verified) -> String {
    let Verified { intact, problems, without_output } = verified;
    let counted =
        |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    [
        counted(intact, "output intact", "outputs intact"),
        counted(problems, "problem", "problems"),
        counted(without_output, "input without output", "inputs without output"),
    ]
    .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_counts() {
        let verified = Verified { intact: 21, problems: 1, without_output: 0 };
        assert_eq!(summary(verified), "21 outputs intact, 1 problem, 0 inputs without output");
    }
}
