//! `metrics.jsonl` and `summary.json`: a run in numbers.

use costate_learn::throw_ball::{End, Outcome, Progress};
use serde::Serialize;

use crate::config::{Config, OptimizerName, Start, Task};

/// One line of `metrics.jsonl`.
#[derive(Debug, Serialize)]
pub struct Metric {
    update: usize,
    evaluations: usize,
    loss: f64,
    position_error: f64,
    velocity_error: f64,
    /// Levenberg's λ, or Adam's rate, of the next step.
    pace: f64,
    throw: [f64; 6],
}

/// The errors at the end.
#[derive(Debug, Serialize)]
pub struct Metrics {
    /// ‖p − p*‖ \[m\].
    pub position_error: f64,
    /// ‖(v, R ω)‖ \[m/s\].
    pub velocity_error: f64,
}

/// `summary.json`.
#[derive(Debug, Serialize)]
pub struct Summary {
    task: Task,
    optimizer: OptimizerName,
    start: Start,
    seed: u64,
    evaluations: usize,
    updates: usize,
    /// Whether both errors are within their tolerances.
    pub converged: bool,
    /// The errors at the end.
    pub metrics: Metrics,
    loss: f64,
    /// The throw found: velocity \[m/s\], then angular velocity \[rad/s\].
    pub throw: [f64; 6],
    wall_s: f64,
    seconds_per_update: f64,
    /// Why the run did not converge.
    pub failure: Option<String>,
}

impl Metric {
    /// The line of one update.
    pub fn of(progress: &Progress) -> Self {
        Self {
            update: progress.update,
            evaluations: progress.evaluations,
            loss: progress.loss,
            position_error: progress.errors.position,
            velocity_error: progress.errors.velocity,
            pace: progress.pace,
            throw: progress.throw,
        }
    }
}

impl Summary {
    /// The summary of a run that took `wall_s` seconds.
    pub fn of(config: &Config, outcome: &Outcome, wall_s: f64) -> Self {
        let Outcome { last, end } = outcome;
        Self {
            task: config.task,
            optimizer: config.optimizer,
            start: config.start,
            seed: config.seed,
            evaluations: last.evaluations,
            updates: last.update,
            converged: *end == End::Converged,
            metrics: Metrics { position_error: last.errors.position, velocity_error: last.errors.velocity },
            loss: last.loss,
            throw: last.throw,
            wall_s,
            seconds_per_update: wall_s / last.update.max(1) as f64,
            failure: failure(config, end),
        }
    }
}

/// Why a run that did not converge ended.
fn failure(config: &Config, end: &End) -> Option<String> {
    match end {
        End::Converged => None,
        End::Exhausted => Some(format!("not converged after {} updates", config.max_updates)),
        End::Failed(failure) => Some(failure.to_string()),
    }
}
