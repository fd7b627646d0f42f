//! The script, run by `psql` in a PostgreSQL of its own, in a temporary folder.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use protokollant::export::{ExportOptions, Format};

use super::{consumers, documents, export};

/// Where the programs of PostgreSQL may be: Debian keeps servers off the path.
const FOLDERS: [&str; 4] =
    ["/usr/lib/postgresql/15/bin", "/usr/lib/postgresql/16/bin", "/usr/lib/postgresql/17/bin", "/usr/bin"];

/// A server that stops with the test.
struct Cluster {
    programs: PathBuf,
    folder: tempfile::TempDir,
    root: bool,
}

impl Cluster {
    /// Makes and starts a cluster; `None` after a message where there is no PostgreSQL.
    fn start() -> Option<Self> {
        let Some(programs) = FOLDERS.iter().map(Path::new).find(|folder| folder.join("initdb").is_file())
        else {
            consumers::skip("postgresql");
            return None;
        };
        // The path of a socket is short; so the folder is at the top.
        let folder = tempfile::Builder::new().prefix("pg").tempdir_in("/tmp").unwrap();
        let root = consumers::run(Command::new("id").arg("-u")).trim() == "0";
        if root {
            // PostgreSQL will not run as root: it gets the folder for the user that its package made.
            consumers::run(Command::new("chown").arg("postgres").arg(folder.path()));
        }
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
        let cluster = Self { programs: programs.to_owned(), folder, root };
        let data = cluster.path("data");
        consumers::run(cluster.command("initdb").args(["-D", &data, "-U", "postgres", "-E", "UTF8"]).args([
            "--locale=C.UTF-8",
            "--auth=trust",
            "--no-sync",
        ]));
        let options = format!("-k {} -c listen_addresses='' -c fsync=off", cluster.path(""));
        consumers::run(
            cluster
                .command("pg_ctl")
                .args(["-D", &data, "-w", "-o", &options, "-l", &cluster.path("log"), "start"])
                .stdout(Stdio::null()),
        );
        Some(cluster)
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// A program of the server, run by somebody who is not root.
    fn command(&self, program: &str) -> Command {
        let path = self.programs.join(program);
        if !self.root {
            return Command::new(path);
        }
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(path).current_dir("/");
        command
    }

    fn psql(&self) -> Command {
        let mut command = Command::new(self.programs.join("psql"));
        command.args(["-X", "-q", "-A", "-t", "-h", &self.path(""), "-U", "postgres", "postgres"]);
        command
    }

    /// Reads a script, as `… | psql` does.
    fn read(&self, script: &Path) {
        let script = std::fs::File::open(script).unwrap();
        consumers::run(self.psql().stdin(script));
    }

    fn ask(&self, sql: &str) -> String {
        let said =
            consumers::run(self.psql().args(["-c", sql]).env("PGOPTIONS", "-c search_path=protokollant"));
        said.trim().to_owned()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let data = self.path("data");
        let _ = self.command("pg_ctl").args(["-D", &data, "-m", "immediate", "stop"]).output();
    }
}

#[test]
fn psql_reads_the_script() {
    let Some(cluster) = Cluster::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("minutes.sql");
    let all = documents::all();
    let told = export(Format::Postgres, &script, &ExportOptions::default(), &all);
    let replaced = "NUL characters, which PostgreSQL forbids, are replaced by U+FFFD: 1";
    assert!(told[1].iter().any(|diagnostic| diagnostic.message == replaced), "{:?}", told[1]);
    cluster.read(&script);

    let count = |table: &str| cluster.ask(&format!("SELECT count(*) FROM {table}"));
    assert_eq!(count("protocols"), all.len().to_string());
    let items: usize = all.iter().map(|document| document.agenda.len()).sum();
    assert_eq!(count("items"), items.to_string());
    assert_eq!(
        cluster.ask(
            "SELECT date, start_time, organization FROM protocols WHERE source_name = 'ks/2024-03-12.txt'"
        ),
        "2024-03-12|13:00:00|Norrby kommun"
    );
    // What COPY must escape arrives as it was.
    assert_eq!(
        cluster.ask("SELECT \"text\" = E'-2 grader\\x0bi kyrkan.\\uFFFD\\n\\n@alla\\ttack' FROM items WHERE label = '1.' AND title LIKE 'Öppnande%'"),
        "t"
    );
    assert_eq!(
        cluster.ask("SELECT \"text\" FROM items WHERE title = 'Protokollet från förra mötet'"),
        "Protokollet\\från förra mötet lades till handlingarna."
    );
    // Swedish stems find other forms; the index is used where the planner wants it.
    let search =
        "SELECT title FROM items WHERE search @@ to_tsquery('swedish', 'utredning & skolvägarna') ORDER BY 1";
    assert_eq!(cluster.ask(search), "Information om skolan");
    let plan = cluster.ask(&format!("SET enable_seqscan = off; EXPLAIN {search}"));
    assert!(plan.contains("items_search"), "{plan}");

    a_second_run_changes_nothing(&cluster, &script);
    a_changed_text_replaces_its_rows(&cluster, &script, all.len());
}

fn a_second_run_changes_nothing(cluster: &Cluster, script: &Path) {
    let sum = "SELECT md5(string_agg(t::text, '' ORDER BY t.id)) FROM ";
    let tables =
        ["protocols", "people", "items", "decisions", "proposals", "votes", "ballots", "statements", "acts"];
    let sums = || tables.map(|table| cluster.ask(&format!("{sum}{table} t")));
    let before = sums();
    cluster.read(script);
    assert_eq!(before, sums());
}

fn a_changed_text_replaces_its_rows(cluster: &Cluster, script: &Path, protocols: usize) {
    let mut changed = documents::council();
    changed.source.sha256 = Some("0".repeat(64).into());
    changed.agenda.truncate(1);
    export(Format::Postgres, script, &ExportOptions::default(), &[changed]);
    cluster.read(script);
    assert_eq!(cluster.ask("SELECT count(*) FROM protocols"), protocols.to_string());
    let items = "SELECT count(*) FROM items JOIN protocols p ON p.id = protocol_id \
                 WHERE source_name = 'ks/2024-03-12.txt'";
    assert_eq!(cluster.ask(items), "1");
}
