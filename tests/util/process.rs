//! The command as a process, in a folder of its own.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::Value;
use tempfile::TempDir;

/// A folder to work in, which is gone afterwards.
pub struct Folder(TempDir);

/// What a process left behind.
#[derive(Debug)]
pub struct Outcome {
    pub status: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Folder {
    pub fn new() -> Self {
        Self(TempDir::with_prefix("protokollant-test-").unwrap())
    }

    /// Writes a file and says where it is.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The names of what is in the folder, sorted.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// The command with these arguments, to be run here; no setting of the tester's terminal gets in.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_protokollant"));
        command.args(arguments).current_dir(self.0.path());
        for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(variable);
        }
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Outcome {
        self.run_with(arguments, b"")
    }

    /// Runs the command with bytes on its standard input.
    pub fn run_with(&self, arguments: &[&str], stdin: &[u8]) -> Outcome {
        finish(self.command(arguments), stdin)
    }
}

/// Runs a process to its end.
pub fn finish(mut command: Command, stdin: &[u8]) -> Outcome {
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    // Written while the output is read: a process that answers line by line waits for its reader.
    let output = std::thread::scope(|scope| {
        scope.spawn(move || {
            // A process that does not read its input is free not to.
            let _ = input.write_all(stdin);
        });
        child.wait_with_output().unwrap()
    });
    Outcome {
        status: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

impl Outcome {
    /// Fails unless the command ended with this status and this on standard error.
    #[track_caller]
    pub fn ended(&self, status: i32, stderr: &str) -> &Self {
        assert_eq!((self.status, self.stderr.as_str()), (Some(status), stderr), "{self:?}");
        self
    }

    /// The documents on standard output, however laid out; each is valid by the schema.
    #[track_caller]
    pub fn documents(&self) -> Vec<Value> {
        documents(&self.stdout)
    }
}

/// The documents in `json`, one after the other; each is valid by the schema.
#[track_caller]
pub fn documents(json: &str) -> Vec<Value> {
    let documents: Vec<Value> =
        serde_json::Deserializer::from_str(json).into_iter().collect::<Result<_, _>>().unwrap();
    documents.iter().for_each(assert_valid);
    documents
}

/// Fails unless `document` is valid by what `protokollant schema` prints.
#[track_caller]
pub fn assert_valid(document: &Value) {
    static VALIDATOR: LazyLock<Validator> = LazyLock::new(|| {
        let schema = Folder::new().run(&["schema"]);
        jsonschema::draft202012::new(&serde_json::from_str(&schema.stdout).unwrap()).unwrap()
    });
    let errors: Vec<_> = VALIDATOR.iter_errors(document).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "not valid by the schema: {errors:?} in {document}");
}

/// The bytes of a fixture.
pub fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)).unwrap()
}
