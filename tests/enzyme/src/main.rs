//! `compare LIBRARY [SECONDS]`: costate's gradients beside Enzyme's, their values and their times.
//!
//! ```text
//! kernel       a kernel as flat numbers, for both
//! kernels      those of the table
//! views        flat numbers as arrays
//! library      Enzyme's gradients
//! differences  central differences, which tell who is right
//! row          what is measured of a kernel
//! table        the rows in Markdown
//! ```

#[path = "../../../cli/src/bench/clock.rs"]
mod clock;
mod differences;
mod kernel;
mod kernels;
mod library;
mod row;
mod table;
mod views;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result};
use library::Library;
use row::{Row, Verdict};

/// Seconds a kernel, unless told.
const SECONDS: f64 = 3.0;

fn main() -> Result<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    let path = PathBuf::from(arguments.next().context("usage: compare LIBRARY [SECONDS]")?);
    let seconds = match arguments.next() {
        Some(text) => text.to_str().and_then(|s| s.parse().ok()).context("SECONDS is a number")?,
        None => SECONDS,
    };
    let library = Library::open(&path)?;
    let mut rows = Vec::new();
    for kernel in kernels::all() {
        eprintln!("{}", kernel.name);
        rows.push(Row::measure(&kernel, &library, Duration::from_secs_f64(seconds))?);
    }
    print!("{}", table::table(&rows));
    let wrong = rows.iter().any(|row| row.verdict() == Verdict::OursIsWrong);
    Ok(if wrong { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
