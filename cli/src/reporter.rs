//! Progress on the standard error stream: a bar on a terminal, plain lines otherwise.

use std::io::IsTerminal;

use costate_learn::throw_ball::Progress;
use indicatif::{ProgressBar, ProgressStyle};

/// Shows where an optimisation stands.
pub enum Reporter {
    /// For a terminal.
    Bar(ProgressBar),
    /// For a file or a pipe.
    Lines,
}

impl Reporter {
    /// A reporter of a run of at most `max_updates`.
    pub fn new(max_updates: usize) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self::Lines;
        }
        let bar = ProgressBar::new(max_updates as u64);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} update {pos}/{len}  {msg}") {
            bar.set_style(style);
        }
        Self::Bar(bar)
    }

    /// Shows one update; plain lines come for the first ten, then for every tenth.
    pub fn show(&self, progress: &Progress) {
        let text = describe(progress);
        match self {
            Self::Bar(bar) => {
                bar.set_message(text);
                bar.set_position(progress.update as u64);
            }
            Self::Lines if progress.update < 10 || progress.update.is_multiple_of(10) => {
                eprintln!("update {:>3}  {text}", progress.update);
            }
            Self::Lines => {}
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        if let Self::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}

/// Both errors and what they cost.
fn describe(progress: &Progress) -> String {
    let Progress { evaluations, errors, .. } = progress;
    format!(
        "position error {:.4} m  velocity error {:.4} m/s  {evaluations} evaluations",
        errors.position, errors.velocity
    )
}
