//! Scene S4, also with shorter time steps, to which all tools' losses converge.

use std::hint::black_box;
use std::time::Duration;

use anyhow::Result;
use costate::{HeapTape, Zero};
use costate_physics::model::Model;
use costate_physics::models::peers::{arm, reach};

use super::super::clock::shortest;
use super::check::off;
use super::{Row, Scene, here};

/// Steps in each of the scene's.
const SUBSTEPS: [usize; 3] = [1, 4, 16];

/// The arm with the scene's steps of 10 ms, and with parts of them.
pub fn rows(budget: Duration) -> Result<Vec<Row>> {
    Ok(SUBSTEPS.map(|substeps| row(substeps, budget)).into())
}

fn row(substeps: usize, budget: Duration) -> Row {
    let mut model = arm::model();
    model.params.world.timestep /= substeps as f64;
    let Model { topology, params, start } = black_box(&model);
    let steps = substeps * reach::STEPS;
    let torques: Vec<[f64; 4]> = (0..steps).map(|k| reach::torques(k / substeps)).collect();
    let (mut tape, mut value, mut by_torques) = (HeapTape::new(), 0.0, vec![[0.0; 4]; steps]);
    let times = shortest(budget, |which| {
        let torques = black_box(torques.as_slice());
        value = if which == 0 {
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
    let of = |moved: &[f64]| {
        let torques: Vec<[f64; 4]> = moved.chunks_exact(4).map(|u| [u[0], u[1], u[2], u[3]]).collect();
        reach::loss(topology, params, start, &torques)
    };
    let off = off(torques.as_flattened(), by_torques.as_flattened(), 1e-3, of);
    let variant = format!("engine, {} ms", 10.0 / substeps as f64);
    Row { loss: Some(value), off: Some(off), ..here(Scene::Arm, &variant, steps, times, 1) }
}
