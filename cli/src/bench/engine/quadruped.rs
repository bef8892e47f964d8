//! The quadruped with 16 motors, alone.

use std::hint::black_box;
use std::time::Duration;

use anyhow::{Result, ensure};
use costate::{CountTape, Float, Zero, lit};
use costate_learn::Philox;
use costate_physics::engine::{Episode, episode};
use costate_physics::model::Model;
use costate_physics::models::Preset;
use costate_physics::models::quadruped::{Trot, Walk, with_16_motors};

use super::super::clock::shortest;
use super::accuracy::{Accuracy, Course, accuracy};
use super::{Cost, Row, norm};

/// What every row calls it.
pub const ROBOT: &str = "quadruped";

/// Weights drawn from [−spread, spread].
pub fn weights<F: Float>(spread: f64) -> Walk<F> {
    let (mut random, mut walk) = (Philox::new(0), Walk::STILL);
    walk.weights.as_flattened_mut().iter_mut().for_each(|w| *w = lit(random.within(spread)));
    walk
}

/// In closed loop with the net [`Walk`].
pub fn walks(motion: &'static str, spread: f64, steps: usize, budget: Duration) -> Result<Row> {
    let model = with_16_motors(Preset::Equivalent);
    let (walk, mut tape, mut by_walk) = (weights::<f64>(spread), CountTape::new(), Walk::STILL);
    let Model { topology, params, start } = black_box(&model);
    let mut values = [0.0; 2];
    let times = shortest(budget, |which| {
        let walk = black_box(&walk);
        values[which] = if which == 0 {
            episode(topology, params, start, walk, steps)
        } else {
            let (mut dp, mut ds) = (Zero::zero(), Zero::zero());
            by_walk = Walk::STILL;
            episode::vjp(topology, params, &mut dp, start, &mut ds, walk, &mut by_walk, steps, 1.0, &mut tape)
        };
    });
    let norm = norm(by_walk.weights.as_flattened().iter().copied());
    let cost = alone(times, steps, values, norm, tape.peak())?;
    Ok(row(motion, by_walk.weights.as_flattened().len(), steps, cost, of_episode(&model, &walk, steps)))
}

/// By the clock, with [`Trot`].
pub fn trots(steps: usize, budget: Duration) -> Result<Row> {
    let model = with_16_motors(Preset::Equivalent);
    let (trot, mut tape, mut by_trot) = (Trot::<f64>::slow(), CountTape::new(), Zero::zero());
    let Model { topology, params, start } = black_box(&model);
    let mut values = [0.0; 2];
    let times = shortest(budget, |which| {
        let trot = black_box(&trot);
        values[which] = if which == 0 {
            episode(topology, params, start, trot, steps)
        } else {
            let (mut dp, mut ds) = (Zero::zero(), Zero::zero());
            by_trot = Zero::zero();
            episode::vjp(topology, params, &mut dp, start, &mut ds, trot, &mut by_trot, steps, 1.0, &mut tape)
        };
    });
    let Trot { frequency, middle, sine, cosine }: Trot<f64> = by_trot;
    let numbers = [frequency].into_iter().chain(middle).chain(sine).chain(cosine);
    let cost = alone(times, steps, values, norm(numbers), tape.peak())?;
    Ok(row("trots", 49, steps, cost, of_episode(&model, &trot, steps)))
}

/// The cost of one robot.
fn alone(
    times: [Duration; 2],
    steps: usize,
    [value, again]: [f64; 2],
    norm: f64,
    words: usize,
) -> Result<Cost> {
    ensure!(value == again, "the function is {value}, with its gradient {again}");
    Ok(Cost { tape_bytes: Some(4 * words), ..Cost::new(times, steps, value, norm)? })
}

fn row(motion: &'static str, inputs: usize, steps: usize, cost: Cost, accuracy: Accuracy) -> Row {
    let (batch, lanes, threads) = (1, 1, 1);
    Row { robot: ROBOT, motion, inputs, precision: "f64", batch, lanes, threads, steps, cost, accuracy }
}

/// The accuracy of an episode.
pub fn of_episode<T: Float, E: Episode<T, 16, 17, 16, 9, 8>>(
    model: &Model<17, 16, 9, 8, T>,
    task: &E,
    steps: usize,
) -> Accuracy {
    let act = |model: &Model<17, 16, 9, 8, T>, state: &_, k| {
        task.act(&model.topology, &model.params, state, k).to_vec()
    };
    let cost = |model: &Model<17, 16, 9, 8, T>, state: &_, k| task.cost(&model.params, state, k);
    accuracy(&Course { model, act: &act, cost: &cost }, steps)
}
