//! How far a conversion is, on standard error: a bar on a terminal, a line now and then elsewhere.

use std::fmt::Display;
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use protokollant::archive::Summary;

use super::messages;

/// How long a plain line is enough.
const EVERY: Duration = Duration::from_secs(10);

pub(super) enum Progress {
    /// Nothing, with `--quiet`.
    None,
    Bar(ProgressBar),
    Lines(Lines),
}

impl Progress {
    /// For so many texts.
    pub(super) fn new(total: usize) -> Self {
        if io::stderr().is_terminal() {
            Self::Bar(bar(total))
        } else {
            Self::Lines(Lines { total, began: Instant::now(), told: Duration::ZERO })
        }
    }

    pub(super) fn advance(&mut self, sums: &Summary) {
        match self {
            Self::None => {}
            Self::Bar(bar) => {
                bar.set_message(warnings(sums));
                bar.set_position(sums.total() as u64);
            }
            Self::Lines(lines) => {
                if let Some(line) = lines.due(lines.began.elapsed(), sums) {
                    messages::tell(line);
                }
            }
        }
    }

    /// A message, above the bar where there is one.
    pub(super) fn say(&self, about: impl Display, message: impl Display) {
        match self {
            Self::Bar(bar) => bar.suspend(|| messages::say(about, message)),
            _ => messages::say(about, message),
        }
    }

    pub(super) fn finish(&self) {
        if let Self::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: usize) -> ProgressBar {
    let template = "{bar:24} {pos} of {len} texts, {per_sec}, {eta} left, {msg}";
    let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr());
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        // The usual bar is better than none.
        Err(_) => bar,
    }
}

/// `3 warnings`, or `1 error, 3 warnings`
fn warnings(sums: &Summary) -> String {
    let counted = |count: usize, word| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let warnings = counted(sums.diagnostics.warning, "warning");
    match sums.diagnostics.error {
        0 => warnings,
        errors => format!("{}, {warnings}", counted(errors, "error")),
    }
}

/// Lines for a file or a pipe.
pub(super) struct Lines {
    total: usize,
    began: Instant,
    told: Duration,
}

impl Lines {
    /// A line, where the last one is old: `4000 of 20000 texts, 812/s, 20 s left, 7 warnings`
    fn due(&mut self, elapsed: Duration, sums: &Summary) -> Option<String> {
        if elapsed < self.told + EVERY {
            return None;
        }
        self.told = elapsed;
        let (done, total) = (sums.total(), self.total.max(sums.total()));
        let rate = done as f64 / elapsed.as_secs_f64();
        let left = (total - done) as f64 / rate;
        Some(format!("{done} of {total} texts, {rate:.0}/s, {left:.0} s left, {}", warnings(sums)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_comes_every_ten_seconds() {
        let mut sums = Summary { done: 4000, ..Summary::default() };
        sums.diagnostics.warning = 1;
        let mut lines = Lines { total: 20_000, began: Instant::now(), told: Duration::ZERO };
        assert_eq!(lines.due(Duration::from_secs(9), &sums), None);
        assert_eq!(
            lines.due(Duration::from_secs(10), &sums).as_deref(),
            Some("4000 of 20000 texts, 400/s, 40 s left, 1 warning")
        );
        assert_eq!(lines.due(Duration::from_secs(19), &sums), None);
        sums.diagnostics.error = 2;
        assert!(
            lines
                .due(Duration::from_secs(20), &sums)
                .is_some_and(|line| line.ends_with("2 errors, 1 warning"))
        );
    }
}
