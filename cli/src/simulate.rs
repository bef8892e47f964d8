//! `costate simulate`: let a model move, and leave a folder that shows it.

mod columns;
mod controls;
mod energy;
mod record;
mod replay;
mod scenery;
mod source;
mod summary;

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::value_parser;
use costate_model::Description;

use crate::output::{say, say_json};
use crate::run_dir::RunDir;
use controls::Controls;
use record::{Record, Simulation};
use source::Source;
use summary::{Ask, Summary};

/// What is simulated where nothing else is asked for \[s\].
const DURATION: f64 = 5.0;

/// Steps of controls that are taken for a slip of the pen beyond: a row of the trajectory is written for each.
const MOST: usize = 10_000_000;

/// Arguments of `costate simulate`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A file such as robot.toml, or the name of an example of `costate list`
    #[arg(value_name = "MODEL")]
    model: String,
    /// Controls as CSV: a line of their names, then a row a step, or a row at each `time`; the last one holds
    #[arg(long, value_name = "FILE")]
    controls: Option<PathBuf>,
    /// How many steps [default: those of 5 s, or of the controls if they are longer]
    #[arg(long, value_parser = value_parser!(u32).range(1..))]
    steps: Option<u32>,
    /// Folder to leave the simulation in [default: runs/simulate-MODEL, where a new one replaces the old one]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace what is in the folder of --out
    #[arg(long, requires = "out")]
    overwrite: bool,
    /// Print the summary as JSON and nothing else
    #[arg(long)]
    json: bool,
}

/// Simulates a model.
pub fn simulate(args: &Args) -> Result<()> {
    let Source { description, stem } = Source::find(&args.model)?;
    let facts = description.visit(Ask)?;
    if facts.bodies == 0 {
        bail!("{} has no body: nothing can move", args.model);
    }
    let controls = match &args.controls {
        Some(path) => Controls::read(path, &facts.controls)?,
        None => Controls::none(facts.controls.len()),
    };
    let usual = || ((DURATION / facts.timestep).round() as usize).max(1).max(controls.steps(facts.timestep));
    let steps = args.steps.map_or_else(usual, |steps| steps as usize);
    if args.steps.is_none() && steps > MOST {
        bail!("the controls last for {steps} steps of {} s: say how many by --steps", facts.timestep);
    }

    let target = args.out.clone().unwrap_or_else(|| Path::new("runs").join(format!("simulate-{stem}")));
    let dir = RunDir::create(&target, args.out.is_none() || args.overwrite)?;
    let record = match record(&description, &controls, steps, &dir) {
        Ok(record) => record,
        Err(error) => return Err(dir.abandon(error, true)),
    };
    let summary = Summary::of(facts, &record);
    if let Err(error) = write(&dir, &description.name, &record, &summary) {
        return Err(dir.abandon(error, false));
    }
    let replaced = dir.finish()?;
    let note = if replaced { " (an older one was replaced)" } else { "" };
    match args.json {
        true => say_json(&summary)?,
        false => {
            let page = target.join("replay.html");
            say(&format!("{}\nreplay       {}{note}", summary.text(), page.display()))?;
        }
    }
    match summary.failure {
        Some(failure) => bail!("it {failure}; what was before is in {}", target.display()),
        None => Ok(()),
    }
}

/// Simulates, writing `trajectory.csv`.
fn record(description: &Description, controls: &Controls, steps: usize, dir: &RunDir) -> Result<Record> {
    let mut csv = BufWriter::new(dir.file("trajectory.csv")?);
    let record = description.visit(Simulation { controls, steps, csv: &mut csv })??;
    csv.flush().context("cannot write trajectory.csv")?;
    Ok(record)
}

/// Writes what is known at the end.
fn write(dir: &RunDir, name: &str, record: &Record, summary: &Summary) -> Result<()> {
    dir.write("summary.json", &(serde_json::to_string_pretty(summary)? + "\n"))?;
    dir.write("replay.html", &replay::page(name, record)?)
}
