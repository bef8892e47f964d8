//! The arm of scene S4: 200 steps under given torques, by all 800 of them.

use std::time::Duration;

use anyhow::Result;
use costate::CountTape;
use costate_physics::model::State;
use costate_physics::models::peers::reach;

use super::super::clock::shortest;
use super::super::swing::Swing;
use super::accuracy::{Course, accuracy};
use super::{Cost, Row, agreed, norm};

/// The arm, alone.
pub fn row(budget: Duration) -> Result<Row> {
    let (mut arm, mut tape, mut values) = (Swing::new(1), CountTape::new(), [0.0; 2]);
    let times = shortest(budget, |which| {
        values[which] = if which == 0 { arm.loss() } else { arm.gradient(&mut tape) };
    });
    let norm = norm(arm.by_torques.as_flattened().iter().copied());
    let act = |_: &_, _: &_, k: usize| arm.torques[k].to_vec();
    let height = |_: &_, state: &State<f64, 4, 4, 0>, _| state.body[3].position.z;
    Ok(Row {
        robot: "arm S4",
        motion: "swings",
        inputs: 4 * reach::STEPS,
        precision: "f64",
        batch: 1,
        lanes: 1,
        threads: 1,
        steps: reach::STEPS,
        cost: Cost {
            tape_bytes: Some(4 * tape.peak()),
            ..Cost::new(times, reach::STEPS, agreed(values)?, norm)?
        },
        accuracy: accuracy(&Course { model: &arm.model, act: &act, cost: &height }, reach::STEPS),
    })
}
