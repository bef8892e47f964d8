//! The scenes by which simulators are compared: here, now, and in other tools as they are on record.
//!
//! Scenes are those of [`costate_physics::models::peers`], with the starts, controllers, torques and losses that the
//! other tools were given.

mod arm;
mod ball;
mod check;
mod numbers;
mod quadruped;

use std::time::Duration;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

pub use quadruped::robot as quadruped_s2;

use crate::output::{say, say_json};
use crate::table::table;

/// Arguments of `costate bench peers`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which scene
    #[arg(long, value_enum)]
    scene: Scene,
    /// Seconds to spend on each row
    #[arg(long, default_value_t = 0.5)]
    seconds: f64,
    /// Print an array of rows as JSON and nothing else
    #[arg(long)]
    json: bool,
}

/// What is simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum Scene {
    /// S1: a ball of 1 kg thrown from the ground, 500 steps; by its velocity
    Ball,
    /// S2: a quadruped of 8 motors with a network in closed loop, 1000 steps; by its 1300 numbers
    Quadruped,
    /// S4: an arm of 1 m and 32 kg under given torques, 200 steps; by all 800
    Arm,
}

/// One row: a tool and what it takes.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Row {
    scene: Scene,
    tool: String,
    /// Which of its ways.
    variant: String,
    precision: String,
    batch: usize,
    lanes: usize,
    threads: usize,
    steps: usize,
    /// Microseconds a robot and step.
    forward_us: f64,
    /// The same for the value with its gradient.
    gradient_us: Option<f64>,
    /// The loss; of a batch its mean.
    loss: Option<f64>,
    /// How far the gradient is off a central difference of the loss along a direction, relatively.
    off: Option<f64>,
    /// Whether it was measured now.
    #[serde(default)]
    here: bool,
}

/// The rows on record.
#[derive(Deserialize)]
struct Record {
    row: Vec<Row>,
}

/// Measures and prints.
pub fn peers(args: &Args) -> Result<()> {
    let budget = Duration::try_from_secs_f64(args.seconds).context("--seconds")?;
    let mut rows = match args.scene {
        Scene::Ball => ball::rows(budget)?,
        Scene::Quadruped => quadruped::rows(budget)?,
        Scene::Arm => arm::rows(budget)?,
    };
    let others: Record = toml::from_str(include_str!("peers/others.toml")).context("others.toml")?;
    rows.extend(others.row.into_iter().filter(|row| row.scene == args.scene));
    if args.json { say_json(&rows) } else { say(&text(args.scene, &rows)) }
}

/// A row measured now, from the times of value and of value with gradient.
fn here(scene: Scene, variant: &str, steps: usize, [forward, gradient]: [Duration; 2], batch: usize) -> Row {
    let per_step = |time: Duration| 1e6 * time.as_secs_f64() / (steps * batch) as f64;
    Row {
        scene,
        tool: format!("costate {}", env!("CARGO_PKG_VERSION")),
        variant: variant.to_owned(),
        precision: "f64".to_owned(),
        batch,
        lanes: 1,
        threads: 1,
        steps,
        forward_us: per_step(forward),
        gradient_us: Some(per_step(gradient)),
        loss: None,
        off: None,
        here: true,
    }
}

/// What sets the tools apart.
fn differences(scene: Scene) -> &'static str {
    match scene {
        Scene::Ball => {
            "costate's engine, its hand-written ball and those of casadi, jax, taichi, torch and warp bounce by \
             impulses, e = 0.5, μ = 1.\nMuJoCo, MJX and brax have soft contacts, without restitution of their own."
        }
        Scene::Quadruped => {
            "costate: hard contacts in a friction cone, by the implicit function theorem; dampers and springs \
             implicit. MuJoCo, MJX: soft\ncontacts in a friction pyramid, dampers and springs explicit. Their losses \
             are of other motions, of a robot that hardly moves."
        }
        Scene::Arm => {
            "No contact: the tools differ by how they step. costate: semi-implicit Euler with implicit damping, on \
             coordinates of bodies;\nMuJoCo, MJX, pinocchio, drake: semi-implicit Euler with explicit damping, on \
             angles. pinocchio, drake: cylinders for capsules."
        }
    }
}

/// The rows for people.
fn text(scene: Scene, rows: &[Row]) -> String {
    let header = [
        "tool",
        "variant",
        "numbers",
        "batch",
        "steps",
        "forward",
        "gradient",
        "ratio",
        "loss",
        "gradient off",
    ];
    let some = |x: Option<f64>, text: fn(f64) -> String| x.map_or(String::new(), text);
    let cells = |row: &Row| {
        vec![
            if row.here { row.tool.clone() } else { format!("({})", row.tool) },
            row.variant.clone(),
            format!("{} ×{}, {}", row.precision, row.lanes, row.threads),
            row.batch.to_string(),
            row.steps.to_string(),
            format!("{:.3}", row.forward_us),
            some(row.gradient_us, |us| format!("{us:.3}")),
            some(row.gradient_us.map(|us| us / row.forward_us), |ratio| format!("{ratio:.1}")),
            some(row.loss, |loss| format!("{loss:.8}")),
            some(row.off, |off| format!("{off:.1e}")),
        ]
    };
    format!(
        "{}\n\nforward, gradient: microseconds a robot and step; the gradient includes the value. numbers: precision, \
         lanes, threads.\nIn parentheses: not measured now, but on record in cli/src/bench/peers/others.toml, which \
         says by whom and where.\n\n{}",
        table(&header, &rows.iter().map(cells).collect::<Vec<_>>()),
        differences(scene),
    )
}
