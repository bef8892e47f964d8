//! The rigid-body engine: steps and their gradients in time, memory and accuracy.

mod accuracy;
mod arm;
pub mod quadruped;
mod team;

use std::time::Duration;

use anyhow::{Result, ensure};
use serde::Serialize;

use super::memory::peak_resident;
use crate::table::table;
use accuracy::Accuracy;

/// One row: how a robot moves, and what computing that takes.
#[derive(Debug, Serialize)]
pub struct Row {
    robot: &'static str,
    /// What it does.
    motion: &'static str,
    /// By how many numbers the loss is differentiated.
    inputs: usize,
    precision: &'static str,
    batch: usize,
    lanes: usize,
    threads: usize,
    steps: usize,
    #[serde(flatten)]
    cost: Cost,
    #[serde(flatten)]
    accuracy: Accuracy,
}

/// What a loss and its gradient take.
#[derive(Debug, Serialize)]
struct Cost {
    /// Microseconds a robot and time step.
    forward_us_per_step: f64,
    /// The same for the value with its gradient.
    gradient_us_per_step: f64,
    /// Gradient over forward.
    ratio: f64,
    /// The loss, of a batch its mean.
    loss: f64,
    /// The gradient's Euclidean norm; `null` where it is not finite.
    gradient_norm: f64,
    /// Most bytes that one gradient has on its tape; not counted in batches.
    tape_bytes: Option<usize>,
    /// Most memory that this process has held so far, where the system tells.
    peak_resident_bytes: Option<u64>,
}

impl Cost {
    /// Of two times of `robot_steps` each.
    fn new([forward, gradient]: [Duration; 2], robot_steps: usize, loss: f64, norm: f64) -> Result<Self> {
        let per_step = |time: Duration| 1e6 * time.as_secs_f64() / robot_steps as f64;
        Ok(Self {
            forward_us_per_step: per_step(forward),
            gradient_us_per_step: per_step(gradient),
            ratio: gradient.as_secs_f64() / forward.as_secs_f64(),
            loss,
            gradient_norm: norm,
            tape_bytes: None,
            peak_resident_bytes: peak_resident()?,
        })
    }
}

/// The value with and without its gradient, which are one.
fn agreed([value, again]: [f64; 2]) -> Result<f64> {
    ensure!(value == again, "the function is {value}, with its gradient {again}");
    Ok(value)
}

/// The Euclidean norm.
fn norm(numbers: impl IntoIterator<Item = f64>) -> f64 {
    numbers.into_iter().map(|x| x * x).sum::<f64>().sqrt()
}

/// All rows: each robot alone, then teams; peaks of memory only grow.
pub fn rows(budget: Duration) -> Result<Vec<Row>> {
    let steps = steps(budget);
    Ok(vec![
        arm::row(budget)?,
        quadruped::walks("stands", 0.01, steps, budget)?,
        quadruped::walks("thrashes", 0.3, steps, budget)?,
        quadruped::trots(steps, budget)?,
        team::row("stands", 0.01, steps, budget)?,
        team::row("thrashes", 0.3, steps, budget)?,
    ])
}

/// Steps of a rollout: 1000, fewer where a row has less than 0.2 s.
fn steps(budget: Duration) -> usize {
    ((5000.0 * budget.as_secs_f64()) as usize).clamp(10, 1000)
}

/// The rows for people.
pub fn text(rows: &[Row]) -> String {
    let costs =
        ["robot", "steps", "inputs", "numbers", "batch", "forward", "gradient", "ratio", "tape", "peak"];
    let errors = ["robot", "numbers", "batch", "residual", "drift", "off converged"];
    format!(
        "{}\n\nforward, gradient: microseconds a robot and step; the gradient includes the value. numbers: precision, \
         lanes, threads.\ntape: of one gradient over all steps; peak: of the process so far.\n\n{}\n\nLargest over \
         the rollout: what is left of joints' and contacts' equations, and how far the two points of a joint\nare \
         apart. off converged: the loss of the first second beside that with 50 times the sweeps.",
        table(&costs, &rows.iter().map(cost_cells).collect::<Vec<_>>()),
        table(&errors, &rows.iter().map(error_cells).collect::<Vec<_>>()),
    )
}

fn name(row: &Row) -> String {
    format!("{} {}", row.robot, row.motion)
}

fn numbers(row: &Row) -> String {
    format!("{} ×{}, {}", row.precision, row.lanes, row.threads)
}

fn cost_cells(row: &Row) -> Vec<String> {
    let megabytes = |bytes: f64| format!("{:.1} MB", bytes / 1e6);
    let Cost { tape_bytes, peak_resident_bytes, .. } = row.cost;
    vec![
        name(row),
        row.steps.to_string(),
        row.inputs.to_string(),
        numbers(row),
        row.batch.to_string(),
        format!("{:.2}", row.cost.forward_us_per_step),
        format!("{:.2}", row.cost.gradient_us_per_step),
        format!("{:.2}", row.cost.ratio),
        tape_bytes.map_or(String::new(), |bytes| megabytes(bytes as f64)),
        peak_resident_bytes.map_or(String::new(), |bytes| megabytes(bytes as f64)),
    ]
}

fn error_cells(row: &Row) -> Vec<String> {
    vec![
        name(row),
        numbers(row),
        row.batch.to_string(),
        format!("{:.1e} m/s", row.accuracy.residual),
        format!("{:.1e} m", row.accuracy.drift),
        format!("{:.1e} %", row.accuracy.off_converged_percent),
    ]
}
