//! Memory of the gradient of a long simulation.

use std::fs;
use std::hint::black_box;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use costate::CountTape;
use costate_kernels::{chain, rollout};
use serde::Serialize;

use super::clock::shortest;
use crate::table::table;

/// Arguments of `costate bench memory`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Steps of the chain of 16 masses
    #[arg(long, default_value_t = 1_000_000)]
    steps: usize,
    /// States that are on the tape at most; several numbers are measured one after the other
    #[arg(long, default_values_t = [30, 300, 3000], value_delimiter = ',')]
    slots: Vec<usize>,
    /// Seconds to spend on each row
    #[arg(long, default_value_t = 2.0)]
    seconds: f64,
    /// Print an array of rows as JSON and nothing else
    #[arg(long)]
    pub json: bool,
}

/// One row: so many slots.
#[derive(Debug, Serialize)]
pub struct Row {
    kernel: &'static str,
    steps: usize,
    slots: usize,
    /// Most bytes that were in use on the tape.
    tape_bytes: usize,
    /// Most memory that this process has held so far, where the system tells.
    peak_resident_bytes: Option<u64>,
    /// Seconds of the plain function.
    primal_s: f64,
    /// Of its value with its gradient.
    gradient_s: f64,
    /// Gradient over primal.
    ratio: f64,
}

/// Runs with each number of slots, the fewest first: peaks only grow.
pub fn rows(args: &Args) -> Result<Vec<Row>> {
    let budget = Duration::try_from_secs_f64(args.seconds).context("--seconds")?;
    ensure!(args.slots.iter().all(|&slots| slots > 0), "--slots: at least one");
    let mut slots = args.slots.clone();
    slots.sort_unstable();
    slots.into_iter().map(|slots| row(args.steps, slots, budget)).collect()
}

/// Runs function and gradient in turns, each at least once.
fn row(steps: usize, slots: usize, budget: Duration) -> Result<Row> {
    let (x, stiffness) = (chain::start(), 3e3);
    let (mut dx, mut ds, mut tape) = (chain::Points::default(), 0.0, CountTape::new());
    let mut values = [0.0; 2];
    let [primal, gradient] = shortest(budget, |which| {
        let x = black_box(&x);
        values[which] = match which {
            0 => chain::chain(stiffness, x, steps),
            _ => rollout::rollout::vjp(stiffness, &mut ds, x, &mut dx, steps, slots, 1.0, &mut tape),
        };
    });
    let [value, again] = values;
    ensure!(value == again && ds.is_finite(), "the function is {value}, with its gradient {again}");
    Ok(Row {
        kernel: "chain of 16 masses",
        steps,
        slots,
        tape_bytes: 4 * tape.peak(),
        peak_resident_bytes: peak_resident()?,
        primal_s: primal.as_secs_f64(),
        gradient_s: gradient.as_secs_f64(),
        ratio: gradient.as_secs_f64() / primal.as_secs_f64(),
    })
}

/// The high-water mark that Linux keeps of a process: `VmHWM:     1234 kB`.
pub fn peak_resident() -> Result<Option<u64>> {
    let Ok(status) = fs::read_to_string("/proc/self/status") else { return Ok(None) };
    let Some(line) = status.lines().find_map(|line| line.strip_prefix("VmHWM:")) else { return Ok(None) };
    let kilobytes = line.trim().trim_end_matches(" kB");
    let kilobytes: u64 = kilobytes.parse().with_context(|| format!("/proc/self/status: VmHWM is {line}"))?;
    Ok(Some(1024 * kilobytes))
}

/// The rows for people.
pub fn text(rows: &[Row]) -> String {
    let header = ["kernel", "steps", "slots", "tape", "peak of process", "function", "gradient", "ratio"];
    let megabytes = |bytes: f64| format!("{:.2} MB", bytes / 1e6);
    let cells = |row: &Row| {
        vec![
            row.kernel.to_owned(),
            row.steps.to_string(),
            row.slots.to_string(),
            megabytes(row.tape_bytes as f64),
            row.peak_resident_bytes.map_or(String::new(), |bytes| megabytes(bytes as f64)),
            format!("{:.2} s", row.primal_s),
            format!("{:.2} s", row.gradient_s),
            format!("{:.1}", row.ratio),
        ]
    };
    let table = table(&header, &rows.iter().map(cells).collect::<Vec<_>>());
    format!(
        "{table}\n\nBinomial checkpoints; the gradient includes the value, by stiffness and all positions."
    )
}
