//! Scene S4, also with shorter time steps, to which all tools' losses converge.

use std::time::Duration;

use anyhow::Result;
use costate::HeapTape;
use costate_physics::models::peers::reach;

use super::super::clock::shortest;
use super::super::swing::Swing;
use super::check::off;
use super::{Row, Scene, here};

/// Steps in each of the scene's.
const SUBSTEPS: [usize; 3] = [1, 4, 16];

/// The arm with the scene's steps of 10 ms, and with parts of them.
pub fn rows(budget: Duration) -> Result<Vec<Row>> {
    Ok(SUBSTEPS.map(|substeps| row(substeps, budget)).into())
}

fn row(substeps: usize, budget: Duration) -> Row {
    let (mut arm, mut tape, mut value) = (Swing::new(substeps), HeapTape::new(), 0.0);
    let times = shortest(budget, |which| {
        value = if which == 0 { arm.loss() } else { arm.gradient(&mut tape) };
    });
    let of = |moved: &[f64]| {
        let torques: Vec<[f64; 4]> = moved.chunks_exact(4).map(|u| [u[0], u[1], u[2], u[3]]).collect();
        arm.loss_at(&torques)
    };
    let off = off(arm.torques.as_flattened(), arm.by_torques.as_flattened(), 1e-3, of);
    let variant = format!("engine, {} ms", 10.0 / substeps as f64);
    let row = here(Scene::Arm, &variant, substeps * reach::STEPS, times, 1);
    Row { loss: Some(value), off: Some(off), ..row }
}
