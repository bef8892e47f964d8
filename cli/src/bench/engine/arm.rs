//! The arm of scene S4: 200 steps under given torques, by all 800 of them.

use std::hint::black_box;
use std::time::Duration;

use anyhow::{Result, ensure};
use costate::{CountTape, Zero};
use costate_physics::model::{Model, State};
use costate_physics::models::peers::arm::model;
use costate_physics::models::peers::reach;

use super::super::clock::shortest;
use super::accuracy::{Course, accuracy};
use super::{Cost, Row, norm};

/// The arm, alone.
pub fn row(budget: Duration) -> Result<Row> {
    let model = model();
    let torques: Vec<[f64; 4]> = (0..reach::STEPS).map(reach::torques).collect();
    let (mut tape, mut by_torques) = (CountTape::new(), vec![[0.0; 4]; reach::STEPS]);
    let Model { topology, params, start } = black_box(&model);
    let mut values = [0.0; 2];
    let times = shortest(budget, |which| {
        let torques = black_box(torques.as_slice());
        values[which] = if which == 0 {
            reach::loss(topology, params, start, torques)
        } else {
            let (mut dp, mut ds) = (Zero::zero(), Zero::zero());
            by_torques.fill([0.0; 4]);
            reach::loss::vjp(
                topology,
                params,
                &mut dp,
                start,
                &mut ds,
                torques,
                &mut by_torques,
                1.0,
                &mut tape,
            )
        };
    });
    let [value, again] = values;
    ensure!(value == again, "the function is {value}, with its gradient {again}");
    let norm = norm(by_torques.as_flattened().iter().copied());
    let act = |_: &_, _: &_, k: usize| torques[k].to_vec();
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
        cost: Cost { tape_bytes: Some(4 * tape.peak()), ..Cost::new(times, reach::STEPS, value, norm)? },
        accuracy: accuracy(&Course { model: &model, act: &act, cost: &height }, reach::STEPS),
    })
}
