//! `costate bench`: kernels and their gradients, timed and counted.

mod ad;
mod ball;
mod cases;
mod clock;
mod closed_loop;
mod engine;
mod instructions;
mod memory;
mod peers;
mod swing;

use std::time::Duration;

use anyhow::{Context, Result};
use serde::Serialize;

use crate::output::{say, say_json};

/// Arguments of `costate bench`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

/// What can be measured.
#[derive(Debug, clap::Subcommand)]
enum What {
    /// Time scene S1: a ball thrown along the ground, 500 steps
    Ball(Timing),
    /// Time the rigid-body engine: an arm, and a quadruped of 17 bodies alone and as a team of 128
    ///
    /// Beside each time stands how well the steps are solved. Quadrupeds take 1000 steps, fewer where a row has
    /// less than 0.2 seconds.
    Engine(Timing),
    /// Time the scenes by which simulators are compared, beside what is on record of other tools
    Peers(peers::Args),
    /// Time kernels by which tools of differentiation are compared, beside gradients written by hand
    ///
    /// A time is the shortest of many runs, which take turns in one process: function, gradient, gradient
    /// by hand, function, …, so that a slow moment of the machine hits all of them, and ratios hold where
    /// times do not. Gradients include the value.
    #[command(after_long_help = cases::help())]
    Ad(Timing),
    /// Count the instructions of the kernels of `ad`, and of robots, with valgrind, and compare with those on record
    ///
    /// Counts do not depend on how busy the machine is. They fail where a gradient takes over 3 % more
    /// than `kernels/instructions.toml` says.
    #[command(after_long_help = cases::robots_help())]
    Instructions(instructions::Args),
    /// Measure memory and time of the gradient of a million steps with binomial checkpoints
    Memory(memory::Args),
}

/// How long to time, and how to print.
#[derive(Debug, clap::Args)]
struct Timing {
    /// Seconds to spend on each row
    #[arg(long, default_value_t = 0.5)]
    seconds: f64,
    /// Print an array of rows as JSON and nothing else
    #[arg(long)]
    json: bool,
}

impl Timing {
    fn budget(&self) -> Result<Duration> {
        Duration::try_from_secs_f64(self.seconds).context("--seconds")
    }
}

/// Measures and prints.
pub fn bench(args: &Args) -> Result<()> {
    match &args.what {
        What::Ball(timing) => print(&ball::rows(timing.budget()?)?, timing.json, ball::text),
        What::Engine(timing) => print(&engine::rows(timing.budget()?)?, timing.json, engine::text),
        What::Peers(args) => peers::peers(args),
        What::Ad(timing) => print(&ad::rows(timing.budget()?), timing.json, ad::text),
        What::Instructions(args) => instructions::instructions(args),
        What::Memory(args) => print(&memory::rows(args)?, args.json, memory::text),
    }
}

fn print<R: Serialize>(rows: &[R], json: bool, text: impl Fn(&[R]) -> String) -> Result<()> {
    if json { say_json(&rows) } else { say(&text(rows)) }
}
