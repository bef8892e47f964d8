//! The quadruped with 16 motors, alone.

use std::time::Duration;

use anyhow::Result;
use costate::{CountTape, Diff, Float, lit};
use costate_learn::Philox;
use costate_physics::engine::Episode;
use costate_physics::model::Model;
use costate_physics::models::Preset;
use costate_physics::models::quadruped::{SENSORS, Trot, Walk, with_16_motors};

use super::super::clock::shortest;
use super::super::closed_loop::ClosedLoop;
use super::accuracy::{Accuracy, Course, accuracy};
use super::{Cost, Row, agreed, norm};

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
    let mut robot = robot(weights::<f64>(spread), steps);
    let cost = cost(&mut robot, budget, |by| by.weights.as_flattened().to_vec())?;
    Ok(row(motion, 16 * SENSORS, &robot, cost))
}

/// By the clock, with [`Trot`].
pub fn trots(steps: usize, budget: Duration) -> Result<Row> {
    let mut robot = robot(Trot::<f64>::slow(), steps);
    let numbers = |by: &Trot<f64>| [&[by.frequency][..], &by.middle, &by.sine, &by.cosine].concat();
    let cost = cost(&mut robot, budget, numbers)?;
    Ok(row("trots", 49, &robot, cost))
}

/// The quadruped with a controller.
type Robot<E> = ClosedLoop<E, 17, 16, 9, 8>;

/// The quadruped under this controller.
pub fn robot<E: Diff>(task: E, steps: usize) -> Robot<E> {
    ClosedLoop::new(with_16_motors(Preset::Equivalent), task, steps)
}

/// The cost of one robot; `numbers` are those that a gradient has.
fn cost<E: Episode<f64, 16, 17, 16, 9, 8>>(
    robot: &mut Robot<E>,
    budget: Duration,
    numbers: impl Fn(&E::Tangent) -> Vec<f64>,
) -> Result<Cost> {
    let (mut tape, mut values) = (CountTape::new(), [0.0; 2]);
    let times = shortest(budget, |which| {
        values[which] = if which == 0 { robot.loss() } else { robot.gradient(&mut tape) };
    });
    let norm = norm(numbers(&robot.by_task));
    Ok(Cost { tape_bytes: Some(4 * tape.peak()), ..Cost::new(times, robot.steps, agreed(values)?, norm)? })
}

fn row<E: Episode<f64, 16, 17, 16, 9, 8>>(
    motion: &'static str,
    inputs: usize,
    robot: &Robot<E>,
    cost: Cost,
) -> Row {
    let (batch, lanes, threads, steps) = (1, 1, 1, robot.steps);
    let accuracy = of_episode(&robot.model, &robot.task, steps);
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
