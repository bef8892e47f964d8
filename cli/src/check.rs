//! `costate check`: the gradients of all shipped kernels, checked in every way there is.

mod enzyme;
mod kernels;

use anyhow::{Result, bail};
use costate::check::{GradientError, Report};
use serde::Serialize;

use crate::output::{say, say_json};
use crate::table::table;

/// What the columns are.
const LEGEND: &str = "\
Largest relative error against central differences (within 1e-6, 1e-5 through a solver), dual numbers (1e-10),
of ⟨ȳ, J ẋ⟩ = ⟨Jᵀ ȳ, ẋ⟩ (1e-12), of vjp against jvp (1e-10), of adjoints that accumulate (1e-12).";

/// Arguments of `costate check`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Print an array of rows as JSON and nothing else
    #[arg(long)]
    json: bool,
    /// Say instead whether rustc has Enzyme, for `#[differentiable(enzyme)]`
    #[arg(long, conflicts_with = "json")]
    enzyme: bool,
}

/// One row: a kernel, and the largest relative error of each check.
#[derive(Debug, Serialize)]
struct Row {
    kernel: &'static str,
    /// Where it was checked.
    case: &'static str,
    passed: bool,
    inputs: usize,
    outputs: usize,
    central_difference: Option<f64>,
    dual: Option<f64>,
    dot_product: Option<f64>,
    reverse: Option<f64>,
    accumulation: Option<f64>,
    tape_words: usize,
    /// The check that failed.
    failure: Option<String>,
}

/// Checks all kernels, or the toolchain.
pub fn check(args: &Args) -> Result<()> {
    if args.enzyme {
        return enzyme::enzyme();
    }
    let rows: Vec<Row> = kernels::checks().into_iter().map(Row::of).collect();
    match args.json {
        true => say_json(&rows)?,
        false => say(&text(&rows))?,
    }
    let failed = rows.iter().filter(|row| !row.passed).count();
    match failed {
        0 => Ok(()),
        _ => bail!("{failed} of {} gradient checks failed", rows.len()),
    }
}

impl Row {
    /// The row of one check.
    fn of(check: kernels::Check) -> Self {
        let kernels::Check { kernel, case, result } = check;
        match result {
            Ok(report) => Self::passed(kernel, case, &report),
            Err(failure) => Self::failed(kernel, case, &failure),
        }
    }

    fn passed(kernel: &'static str, case: &'static str, report: &Report) -> Self {
        Self {
            kernel,
            case,
            passed: true,
            inputs: report.inputs,
            outputs: report.outputs,
            central_difference: Some(report.central_difference),
            dual: report.dual,
            dot_product: Some(report.dot_product),
            reverse: Some(report.reverse),
            accumulation: Some(report.accumulation),
            tape_words: report.tape_words,
            failure: None,
        }
    }

    fn failed(kernel: &'static str, case: &'static str, failure: &GradientError) -> Self {
        Self {
            kernel,
            case,
            passed: false,
            inputs: 0,
            outputs: 0,
            central_difference: None,
            dual: None,
            dot_product: None,
            reverse: None,
            accumulation: None,
            tape_words: 0,
            failure: Some(failure.to_string()),
        }
    }
}

/// The rows for people.
fn text(rows: &[Row]) -> String {
    let header = ["kernel", "case", "size", "central", "dual", "dot", "reverse", "sum", "tape words", ""];
    let error = |error: Option<f64>| error.map_or("-".to_owned(), |error| format!("{error:.0e}"));
    let cells = |row: &Row| {
        vec![
            row.kernel.to_owned(),
            row.case.to_owned(),
            format!("{} → {}", row.inputs, row.outputs),
            error(row.central_difference),
            error(row.dual),
            error(row.dot_product),
            error(row.reverse),
            error(row.accumulation),
            row.tape_words.to_string(),
            if row.passed { "ok" } else { "FAILED" }.to_owned(),
        ]
    };
    let table = table(&header, &rows.iter().map(cells).collect::<Vec<_>>());
    let failure = |row: &Row| {
        let Row { kernel, case, failure, .. } = row;
        failure.as_ref().map(|failure| format!("{kernel} ({case}): {failure}\n"))
    };
    let failures: String = rows.iter().filter_map(failure).collect();
    format!("{table}\n{failures}\n{LEGEND}")
}
