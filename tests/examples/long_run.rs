//! Many random programs through rustc, in batches: `cargo run -p costate-tests --example long_run -- [PROGRAMS [FIRST_SEED]]`.
//!
//! Each batch is a run of `tests/generated.rs` with other seeds. Prints progress, and of programs
//! that fail the seed and rustc's or the test's words;
//! `cargo run -p costate-programs --example grow -- SEED 1 300` prints such a program.

use std::collections::BTreeSet;
use std::process::{Command, ExitCode};
use std::time::Instant;

/// Programs that rustc compiles at once.
const BATCH: u64 = 100;

fn main() -> ExitCode {
    let mut numbers = std::env::args().skip(1).map(|text| text.parse().expect("a number"));
    let (programs, first): (u64, u64) = (numbers.next().unwrap_or(5000), numbers.next().unwrap_or(0));
    let start = Instant::now();
    let (mut done, mut failing) = (0, BTreeSet::new());
    while done < programs {
        let batch = BATCH.min(programs - done);
        failing.extend(run(first + done, batch));
        done += batch;
        let seconds = start.elapsed().as_secs();
        println!("{done} of {programs} programs, {} fail, {seconds} s", failing.len());
    }
    match failing.is_empty() {
        true => ExitCode::SUCCESS,
        false => {
            println!("seeds that fail: {failing:?}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the programs of some seeds; says which fail.
fn run(first: u64, programs: u64) -> BTreeSet<u64> {
    let output = Command::new(env!("CARGO"))
        .args(["test", "--quiet", "-p", "costate-tests", "--test", "generated"])
        .env("COSTATE_SEED", first.to_string())
        .env("COSTATE_PROGRAMS", programs.to_string())
        .output()
        .expect("cargo runs");
    if output.status.success() {
        return BTreeSet::new();
    }
    let text =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let failing = seeds(&text);
    println!("{text}\n{first}..{}: {failing:?} fail", first + programs);
    // a failure without a name is one of the batch
    if failing.is_empty() { BTreeSet::from([first]) } else { failing }
}

/// The seeds of failed tests (`program_7`), and of functions in messages of rustc (`p7_0`).
fn seeds(text: &str) -> BTreeSet<u64> {
    let failed = text.split("---- program_").skip(1);
    let named = text
        .lines()
        .filter(|l| l.contains(" fn p") || l.contains("impl<"))
        .flat_map(|l| l.split('p').skip(1));
    let number = |rest: &str| {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let after = rest[digits.len()..].chars().next();
        digits.parse().ok().filter(|_| matches!(after, Some('_' | ' ')))
    };
    failed.chain(named).filter_map(number).collect()
}
