//! `protokollant parse --input-format jsonl`: a line of JSON in, a line of JSON out.

use std::borrow::Cow;
use std::io::{self, BufReader, Write};
use std::sync::mpsc::{self, Sender};
use std::thread;

use protokollant::Lexicon;
use protokollant::archive::{StreamOptions, stream};
use protokollant::output::Shape;

use super::Status;

/// Answers standard input on standard output until one of the two ends.
///
/// The threads that read may wait for a line that never comes when the reader of the answers has gone.
/// Therefore they are left behind: the process ends with the first error of the output.
pub(super) fn run(lexicon: Cow<'static, Lexicon>, shape: Shape, jobs: usize) -> io::Result<Status> {
    let (sender, ended) = mpsc::channel();
    let output = Told { to: io::stdout(), sender: sender.clone() };
    thread::spawn(move || {
        let options = StreamOptions { lexicon: &lexicon, shape, jobs };
        let outcome = stream(BufReader::new(io::stdin()), output, options).map(drop);
        // Where nobody listens the process is ending.
        let _ = sender.send(outcome);
    });
    // Every line has its answer, so a broken one is no failure of the whole: engines throw away all that a
    // process wrote which does not end well.
    ended.recv().unwrap_or(Ok(())).map(|()| Status::Done)
}

/// Standard output that tells its first error at once.
struct Told {
    to: io::Stdout,
    sender: Sender<io::Result<()>>,
}

impl Told {
    fn tell<T>(&self, outcome: io::Result<T>) -> io::Result<T> {
        if let Err(error) = &outcome
            && error.kind() != io::ErrorKind::Interrupted
        {
            let _ = self.sender.send(Err(error.kind().into()));
        }
        outcome
    }
}

impl Write for Told {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes);
        self.tell(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.to.flush();
        self.tell(flushed)
    }
}
