//! `protokollant search`: a database of `export --to sqlite` → ranked items.

use std::io::{self, Write};
use std::path::PathBuf;

use protokollant::Date;
use protokollant::export::{Hit, Search, search};

use super::{Status, messages};

const AFTER_HELP: &str = "\
Examples:
  protokollant search utredning --db minutes.db
  protokollant search '\"ny förskola\"' --db minutes.db --from 2023-01-01
  protokollant search 'skol*' --db minutes.db --body kommunstyrelsen --decisions
  protokollant search budget --db minutes.db --person 'Anna Berg' --json

All words must be found. A word finds its other forms too where they have one stem (utredning,
utredningar); words between quotation marks are found in a row, as written; a star ends the beginning of
a word.";

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Args {
    /// Words, "phrases" and prefixes*
    #[arg(required = true, value_name = "QUERY")]
    query: Vec<String>,

    /// The database
    #[arg(long, value_name = "FILE")]
    db: PathBuf,

    /// Only where this person does something, or was present at the meeting
    #[arg(long, value_name = "NAME")]
    person: Option<String>,

    /// Only bodies whose name holds this
    #[arg(long, value_name = "NAME")]
    body: Option<String>,

    /// Only meetings on this day or later
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Option<Date>,

    /// Only meetings on this day or earlier
    #[arg(long, value_name = "YYYY-MM-DD")]
    to: Option<Date>,

    /// Look into decisions alone
    #[arg(long)]
    decisions: bool,

    /// The most hits to show
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    limit: u32,

    /// One JSON object a line, for programs
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args) -> io::Result<Status> {
    let asked = Search {
        query: args.query.join(" "),
        person: args.person.clone(),
        body: args.body.clone(),
        from: args.from,
        to: args.to,
        decisions: args.decisions,
        limit: Some(args.limit),
    };
    let hits = match search(&args.db, &asked) {
        Ok(hits) => hits,
        Err(error) => {
            messages::say("search", error);
            return Ok(Status::Incomplete);
        }
    };
    let mut stdout = io::stdout().lock();
    for hit in &hits {
        if args.json {
            writeln!(stdout, "{}", serde_json::to_string(hit)?)?;
        } else {
            writeln!(stdout, "{}\n", shown(hit))?;
        }
    }
    stdout.flush()?;
    if hits.is_empty() && !args.json {
        messages::say("search", format_args!("nothing found for {}", asked.query));
    }
    Ok(Status::Done)
}

/// A hit for people: the meeting, the item, the piece of text, the file.
fn shown(hit: &Hit) -> String {
    let said =
        |value: &Option<String>, otherwise: &str| value.clone().unwrap_or_else(|| otherwise.to_owned());
    let head = format!("{}  {}", said(&hit.date, "no date"), said(&hit.body, "no body"));
    let item = format!("{} {}", hit.label, said(&hit.title, ""));
    let mut lines = vec![head, format!("  {}", item.trim_end()), format!("  {}", hit.snippet)];
    lines.extend(hit.source.as_ref().map(|source| format!("  {source}")));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hit_for_people() {
        let hit = Hit {
            date: Some("2024-03-12".into()),
            organization: None,
            body: Some("Kommunstyrelsen".into()),
            number: "2".into(),
            label: "§ 2".into(),
            title: None,
            outcome: None,
            snippet: "en ny [förskola]".into(),
            source: Some("a.txt".into()),
            protocol_id: String::new(),
            item_id: String::new(),
        };
        assert_eq!(shown(&hit), "2024-03-12  Kommunstyrelsen\n  § 2\n  en ny [förskola]\n  a.txt");
    }
}
