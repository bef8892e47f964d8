//! `costate parity`: every kernel gives the same bits as scalar, in lanes and on the GPU.

use anyhow::{Result, bail};
use costate_cuda::parity::{Mismatch, Options, Place, Row, compare};

use crate::output::{say, say_json};
use crate::table::table;

/// Arguments of `costate parity`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Compare only there: scalar, lanes4, lanes8, ptx or cuda
    #[arg(long)]
    device: Option<Place>,
    /// Robots to compare a kernel with
    #[arg(long, default_value_t = Options::default().cases)]
    cases: usize,
    /// Print an array of rows as JSON and nothing else
    #[arg(long)]
    json: bool,
}

/// Compares every kernel at every place with the scalar on the CPU.
pub fn parity(args: &Args) -> Result<()> {
    let rows = compare(&Options { device: args.device, cases: args.cases });
    match args.json {
        true => say_json(&rows)?,
        false => say(&text(&rows))?,
    }
    let failed = rows.iter().filter(|row| row.failed()).count();
    match failed {
        0 => Ok(()),
        _ => bail!("{failed} of {} comparisons failed", rows.len()),
    }
}

/// The rows for people.
fn text(rows: &[Row]) -> String {
    let cells = |row: &Row| {
        vec![
            row.kernel.to_owned(),
            row.precision.to_owned(),
            row.device.to_string(),
            row.cases.to_string(),
            row.mismatches.to_string(),
            verdict(row).to_owned(),
        ]
    };
    let header = ["kernel", "precision", "device", "robots", "different", ""];
    let mut lines = vec![table(&header, &rows.iter().map(cells).collect::<Vec<_>>())];
    lines.extend(rows.iter().filter_map(note));
    lines.dedup();
    lines.join("\n")
}

/// What a row comes to.
fn verdict(row: &Row) -> &'static str {
    match (row.failed(), row.agrees()) {
        (true, _) => "FAILED",
        (false, true) => "same bits",
        (false, false) => "skipped",
    }
}

/// What there is to say of a row, beyond its numbers.
fn note(row: &Row) -> Option<String> {
    let Row { kernel, precision, device, .. } = row;
    if let Some(error) = &row.error {
        return Some(format!("{kernel} {precision} on {device}: {error}"));
    }
    if let Some(Mismatch { case, output, expected, found }) = &row.first_mismatch {
        let place = format!("{kernel} {precision} on {device}, robot {case}, {output}");
        return Some(format!("{place}: {found} should be {expected}"));
    }
    row.skipped.as_ref().map(|reason| format!("{device}: {reason}"))
}
