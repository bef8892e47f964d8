//! `costate run`: optimise a task, and leave a folder that tells of it.

mod replay;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use costate_learn::throw_ball::{Outcome, Progress, ThrowProblem, train, trajectory};
use costate_physics::model::Body;
use costate_physics::throw::Throw;

use crate::config::{Config, OptimizerName, Start, Task};
use crate::output::{say, say_json};
use crate::plot;
use crate::reporter::Reporter;
use crate::run_dir::RunDir;
use crate::summary::{Metric, Summary};

/// Arguments of `costate run`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to learn
    task: Task,
    /// Which optimiser [default: gauss-newton]
    #[arg(long)]
    optimizer: Option<OptimizerName>,
    /// Where to start [default: rest]
    #[arg(long)]
    start: Option<Start>,
    /// Seed of the random start [default: 0]
    #[arg(long)]
    seed: Option<u64>,
    /// Folder to leave the run in [default: runs/TASK, where a new run replaces the old one]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace what is in the folder of --out
    #[arg(long, requires = "out")]
    overwrite: bool,
    /// Settings to start from, such as the config.toml of another run
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Change one setting; `costate list` shows them all
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// Print the summary as JSON and nothing else
    #[arg(long)]
    json: bool,
}

/// Runs a task.
pub fn run(args: &Args) -> Result<()> {
    let config = configure(args)?;
    let target = args.out.clone().unwrap_or_else(|| Path::new("runs").join("ball"));
    let dir = RunDir::create(&target, args.out.is_none() || args.overwrite)?;

    let task = config.throw.task(&config.ball)?;
    let mut metrics = Vec::new();
    let (outcome, wall_s) = match optimize(&config, &task, &dir, &mut metrics) {
        Ok(done) => done,
        Err(error) => return Err(dir.abandon(error, metrics.is_empty())),
    };

    let summary = Summary::of(&config, &outcome, wall_s);
    if let Err(error) = write(&dir, &task, &summary, &metrics) {
        return Err(dir.abandon(error, false));
    }
    let replaced = dir.finish()?;
    match args.json {
        true => say_json(&summary)?,
        false => say(&report(&outcome, wall_s, &target, replaced))?,
    }
    match summary.failure {
        Some(failure) => bail!("{failure}; its last good state is in {}", target.display()),
        None => Ok(()),
    }
}

/// The settings that the arguments mean.
fn configure(args: &Args) -> Result<Config> {
    let mut config = match &args.config {
        Some(path) => Config::read(path)?,
        None => Config::default(),
    };
    config.task = args.task;
    config.optimizer = args.optimizer.unwrap_or(config.optimizer);
    config.start = args.start.unwrap_or(config.start);
    config.seed = args.seed.unwrap_or(config.seed);
    let config = config.with(&args.set)?;
    config.validate()?;
    Ok(config)
}

/// Optimises, reporting every update to the terminal and to `metrics.jsonl`; gives the seconds too.
fn optimize(
    config: &Config,
    task: &Throw<f64>,
    dir: &RunDir,
    metrics: &mut Vec<Progress>,
) -> Result<(Outcome, f64)> {
    dir.write("config.toml", &toml::to_string(config)?)?;
    let mut lines = dir.file("metrics.jsonl")?;
    let mut written = Ok(());
    let reporter = Reporter::new(config.max_updates);
    let mut problem = ThrowProblem::new(*task);

    let clock = Instant::now();
    let observe = |progress: &Progress| {
        reporter.show(progress);
        metrics.push(*progress);
        if written.is_ok() {
            written = write_line(&mut lines, progress);
        }
    };
    let (optimizer, start) = (config.optimizer(), config.first_throw());
    let outcome = train(&mut problem, optimizer, start, config.max_updates, observe);
    let wall_s = clock.elapsed().as_secs_f64();

    reporter.finish();
    written.context("cannot write metrics.jsonl")?;
    Ok((outcome.context("the first throw")?, wall_s))
}

/// One line of `metrics.jsonl`.
fn write_line(lines: &mut impl Write, progress: &Progress) -> Result<()> {
    writeln!(lines, "{}", serde_json::to_string(&Metric::of(progress))?)?;
    Ok(())
}

/// Writes what is known at the end.
fn write(dir: &RunDir, task: &Throw<f64>, summary: &Summary, metrics: &[Progress]) -> Result<()> {
    dir.write("summary.json", &(serde_json::to_string_pretty(summary)? + "\n"))?;
    let states = trajectory(task, summary.throw);
    dir.write("trajectory.csv", &csv(task, &states))?;
    dir.write("replay.html", &replay::page(task, metrics).context("cannot draw replay.html")?)?;
    plot::curve(&dir.path("curve.svg"), metrics).context("cannot draw curve.svg")?;
    plot::trajectory(&dir.path("trajectory.svg"), task, &states).context("cannot draw trajectory.svg")
}

/// The trajectory, a row a time step.
fn csv(task: &Throw<f64>, states: &[Body<f64>]) -> String {
    let mut text = String::from("time,x,y,z,vx,vy,vz,wx,wy,wz\n");
    for (k, body) in states.iter().enumerate() {
        let (p, v, w) = (body.position, body.velocity.linear, body.velocity.angular);
        let time = k as f64 * task.timestep();
        let row = [time, p.x, p.y, p.z, v.x, v.y, v.z, w.x, w.y, w.z].map(|x| x.to_string());
        text += &(row.join(",") + "\n");
    }
    text
}

/// The end of a run, for people.
fn report(outcome: &Outcome, wall_s: f64, target: &Path, replaced: bool) -> String {
    let Outcome { last, .. } = outcome;
    // adding 0 makes −0 a 0
    let [v_x, v_y, v_z, w_x, w_y, w_z] = last.throw.map(|x| (1e3 * x).round() / 1e3 + 0.0);
    let place = target.display();
    let note = if replaced { " (an older run was replaced)" } else { "" };
    format!(
        "throw           v = ({v_x:.3}, {v_y:.3}, {v_z:.3}) m/s, ω = ({w_x:.3}, {w_y:.3}, {w_z:.3}) rad/s\n\
         position error  {:.5} m\n\
         velocity error  {:.5} m/s\n\
         cost            {} updates, {} evaluations, {:.2} ms\n\
         run             {place}{note}",
        last.errors.position,
        last.errors.velocity,
        last.update,
        last.evaluations,
        1e3 * wall_s,
    )
}
