//! Instructions of one call of a function and of its gradient, counted by valgrind's callgrind.

mod record;
mod valgrind;

use std::path::PathBuf;

use anyhow::{Result, bail};
use serde::Serialize;

use super::cases::{CASES, Case, Job, ROBOTS};
use crate::output::{say, say_json};
use crate::table::table;
use record::{Counts, Record};

/// How much more a gradient may take than is on record.
const TOLERANCE: f64 = 0.03;

/// Arguments of `costate bench instructions`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Put these counts on record instead of comparing with those that are
    #[arg(long)]
    record: bool,
    /// Where the counts are on record
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../kernels/instructions.toml"))]
    file: PathBuf,
    /// Print an array of rows as JSON and nothing else
    #[arg(long)]
    json: bool,
    /// Make the calls that are counted: what runs inside valgrind
    #[arg(long, hide = true)]
    inside: bool,
}

/// One row: a kernel and its counts.
#[derive(Debug, Serialize)]
struct Row {
    #[serde(flatten)]
    now: Counts,
    /// What is on record, where it is.
    recorded: Option<Counts>,
}

impl Row {
    /// Gradient over the recorded one, less one.
    fn change(&self) -> Option<f64> {
        self.recorded.as_ref().map(|recorded| self.now.gradient as f64 / recorded.gradient as f64 - 1.0)
    }

    fn is_worse(&self) -> bool {
        self.change().is_none_or(|change| change > TOLERANCE)
    }
}

/// Counts; compares or records.
pub fn instructions(args: &Args) -> Result<()> {
    if args.inside {
        call_all();
        return Ok(());
    }
    let record = Record::read(&args.file, args.record)?;
    let rows: Vec<Row> =
        counts()?.into_iter().map(|now| Row { recorded: record.of(&now.kernel), now }).collect();
    if args.json {
        say_json(&rows)?
    } else {
        say(&text(&rows))?
    }
    if args.record {
        return Record::new(rows.into_iter().map(|row| row.now)).write(&args.file);
    }
    refuse_worse(&rows)
}

fn refuse_worse(rows: &[Row]) -> Result<()> {
    let worse: Vec<&str> =
        rows.iter().filter(|row| row.is_worse()).map(|row| row.now.kernel.as_str()).collect();
    if !worse.is_empty() {
        bail!(
            "over {:.0} % more instructions than on record, or none on record: {}\n\
             where that is meant: cargo run --release -- bench instructions --record",
            100.0 * TOLERANCE,
            worse.join("; "),
        );
    }
    Ok(())
}

/// What is counted.
fn cases() -> impl Iterator<Item = &'static Case> {
    CASES.iter().chain(&ROBOTS)
}

/// Each kernel's counts, from a run of this program inside valgrind.
fn counts() -> Result<Vec<Counts>> {
    let all = valgrind::count("costate_counted", &["bench", "instructions", "--inside"])?;
    let kernels = cases().count();
    if all.len() != 2 * kernels {
        bail!("valgrind counted {} calls, not two of each of {kernels} kernels", all.len());
    }
    let both = cases().zip(all.chunks_exact(2));
    Ok(both.map(|(case, both)| Counts::new(case.kernel, both[0], both[1])).collect())
}

/// Calls all functions and gradients: once so that tapes have grown, then counted.
fn call_all() {
    for case in cases() {
        (case.run)(&mut |job| {
            for which in [Job::Function, Job::Gradient] {
                job(which);
                counted(job, which);
            }
        });
    }
}

/// The call that valgrind counts, whose name it is told.
// SAFETY: no other symbol has this name
#[unsafe(export_name = "costate_counted")]
#[inline(never)]
fn counted(job: &mut dyn FnMut(Job), which: Job) {
    job(which);
}

/// The rows for people.
fn text(rows: &[Row]) -> String {
    let header = ["kernel", "function", "gradient", "ratio", "on record", "change"];
    let cells = |row: &Row| {
        vec![
            row.now.kernel.clone(),
            row.now.function.to_string(),
            row.now.gradient.to_string(),
            format!("{:.2}", row.now.gradient as f64 / row.now.function as f64),
            row.recorded.as_ref().map_or("none".to_owned(), |recorded| recorded.gradient.to_string()),
            row.change().map_or(String::new(), |change| format!("{:+.1} %", 100.0 * change)),
        ]
    };
    let table = table(&header, &rows.iter().map(cells).collect::<Vec<_>>());
    format!("{table}\n\nInstructions of one call; the gradient includes the value.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(gradient: u64, recorded: Option<u64>) -> Row {
        Row {
            now: Counts::new("k", 10, gradient),
            recorded: recorded.map(|gradient| Counts::new("k", 10, gradient)),
        }
    }

    #[test]
    fn two_percent_more_pass_and_four_do_not() {
        assert!(refuse_worse(&[row(102, Some(100)), row(50, Some(100))]).is_ok());
        let error = refuse_worse(&[row(104, Some(100))]).unwrap_err().to_string();
        assert!(error.contains("--record") && error.contains(": k\n"), "{error}");
    }

    #[test]
    fn a_kernel_without_record_does_not_pass() {
        assert!(refuse_worse(&[row(1, None)]).is_err());
        assert!(text(&[row(1, None)]).contains("none"));
    }
}
