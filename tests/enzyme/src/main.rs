//! `compare LIBRARY… [SECONDS]`: costate's gradients beside Enzyme's, their values and their times. Of several
//! libraries each kernel is compared with the one that is fastest.
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

use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Result, ensure};
use library::Library;
use row::{Row, Verdict};

/// Seconds a kernel and library, unless told.
const SECONDS: f64 = 3.0;

fn main() -> Result<ExitCode> {
    let mut paths: Vec<String> = std::env::args().skip(1).collect();
    let seconds = paths.last().and_then(|last| last.parse().ok());
    if seconds.is_some() {
        paths.pop();
    }
    ensure!(!paths.is_empty(), "usage: compare LIBRARY… [SECONDS]");
    let libraries = paths.iter().map(|path| Library::open(path.as_ref())).collect::<Result<Vec<_>>>()?;
    let budget = Duration::from_secs_f64(seconds.unwrap_or(SECONDS));
    let mut rows = Vec::new();
    for kernel in kernels::all() {
        eprintln!("{}", kernel.name);
        rows.push(Row::best(&kernel, &libraries, budget)?);
    }
    print!("{}", table::table(&rows));
    let wrong = rows.iter().any(|row| row.verdict() == Verdict::OursIsWrong);
    Ok(if wrong { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
