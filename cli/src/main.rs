//! The `costate` command: one file a subcommand.

mod bench;
mod check;
mod config;
mod list;
mod output;
mod parity;
mod plot;
mod reporter;
mod run;
mod run_dir;
mod scene;
mod simulate;
mod summary;
mod table;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Differentiable physics in plain Rust.
#[derive(Debug, Parser)]
#[command(name = "costate", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
enum Command {
    /// Show the tasks, their optimisers, models and settings
    List(list::Args),
    /// Optimise a task and keep the run in a folder
    Run(run::Args),
    /// Let a model of rigid bodies move, and keep what happened in a folder
    Simulate(simulate::Args),
    /// Check the gradients of all shipped kernels
    Check(check::Args),
    /// Time a kernel and its gradient
    Bench(bench::Args),
    /// Compare the kernels as scalar, in lanes and on the GPU, to the bit
    Parity(parity::Args),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::List(args) => list::list(&args),
        Command::Run(args) => run::run(&args),
        Command::Simulate(args) => simulate::simulate(&args),
        Command::Check(args) => check::check(&args),
        Command::Bench(args) => bench::bench(&args),
        Command::Parity(args) => parity::parity(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
