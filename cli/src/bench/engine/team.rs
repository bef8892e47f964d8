//! A hundred quadrupeds at once, in lanes and threads, with one net.

use std::hint::black_box;
use std::time::Duration;

use anyhow::{Context, Result};
use costate::{Lanes, Real};
use costate_learn::Philox;
use costate_learn::batch::{Batch, Walkers};
use costate_physics::models::Preset;
use costate_physics::models::quadruped::{SENSORS, with_16_motors};

use super::super::clock::shortest;
use super::quadruped::{ROBOT, of_episode, weights};
use super::{Cost, Row, agreed, norm};

const BATCH: usize = 128;
const THREADS: usize = 2;
const WEIGHTS: usize = 16 * SENSORS;

/// Each robot starts with another velocity ahead, up to this \[m/s\].
const SPREAD: f64 = 0.1;

type Wide = Lanes<f32, 8>;

/// The team's mean loss and its gradient.
pub fn row(motion: &'static str, spread: f64, steps: usize, budget: Duration) -> Result<Row> {
    let mut team = Batch::new(THREADS).context("cannot start the threads")?;
    let walkers = Walkers { model: with_16_motors(Preset::Equivalent), steps };
    let walk = weights::<f32>(spread);
    let mut shared = [0.0; WEIGHTS];
    shared.copy_from_slice(walk.weights.as_flattened());
    let mut random = Philox::new(1);
    let own: Vec<[f32; 1]> = (0..BATCH).map(|_| [random.within(SPREAD) as f32]).collect();
    let (mut values, mut gradient) = ([0.0; 2], [0.0; WEIGHTS]);
    let times = shortest(budget, |which| {
        let own = black_box(own.as_slice());
        values[which] = if which == 0 {
            team.mean::<Wide, WEIGHTS, 1>(&walkers, &shared, own)
        } else {
            gradient = [0.0; WEIGHTS];
            team.mean_and_gradient::<Wide, WEIGHTS, 1>(&walkers, &shared, own, &mut gradient)
        };
    });
    let value = agreed(values.map(f64::from))?;
    let norm = norm(gradient.map(f64::from));
    Ok(Row {
        robot: ROBOT,
        motion,
        inputs: WEIGHTS,
        precision: "f32",
        batch: BATCH,
        lanes: Wide::LANES,
        threads: THREADS,
        steps,
        cost: Cost::new(times, steps * BATCH, value, norm)?,
        accuracy: of_episode(&walkers.model.cast::<f32>(), &walk, steps),
    })
}
