//! `costate bench`: kernels and their gradients, timed.

mod ad;
mod ball;
mod clock;

use std::time::Duration;

use anyhow::{Context, Result};
use clap::ValueEnum;
use serde::Serialize;

use crate::output::{say, say_json};

/// Arguments of `costate bench`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to time
    scene: Scene,
    /// Seconds to spend on each row
    #[arg(long, default_value_t = 0.5)]
    seconds: f64,
    /// Print an array of rows as JSON and nothing else
    #[arg(long)]
    json: bool,
}

/// The scenes there are.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Scene {
    /// S1: a ball thrown along the ground, 500 steps.
    Ball,
    /// Kernels by which tools of differentiation are compared, beside gradients written by hand.
    Ad,
}

/// Times all cases of a scene.
pub fn bench(args: &Args) -> Result<()> {
    let budget = Duration::try_from_secs_f64(args.seconds).context("--seconds")?;
    match args.scene {
        Scene::Ball => print(&ball::rows(budget)?, args.json, ball::text),
        Scene::Ad => print(&ad::rows(budget), args.json, ad::text),
    }
}

fn print<R: Serialize>(rows: &[R], json: bool, text: impl Fn(&[R]) -> String) -> Result<()> {
    if json { say_json(&rows) } else { say(&text(rows)) }
}
