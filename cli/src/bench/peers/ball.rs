//! Scene S1: the engine's ball, and the ball that is written by hand.

use std::hint::black_box;
use std::time::Duration;

use anyhow::Result;
use costate::{HeapTape, Zero};
use costate_physics::bench_ball::{self, SCENE};
use costate_physics::impulse_ball::Ball;
use costate_physics::model::{Model, State};
use costate_physics::models::peers::{ball, throw};
use costate_physics::{Twist, Vec3};

use super::super::clock::shortest;
use super::check::off;
use super::{Row, Scene, here};

/// Both balls.
pub fn rows(budget: Duration) -> Result<Vec<Row>> {
    Ok(vec![engine(budget), by_hand(budget)])
}

/// The engine's.
fn engine(budget: Duration) -> Row {
    let model = ball::model();
    let Model { topology, params, start } = black_box(&model);
    let (mut tape, mut value, mut by_start) = (HeapTape::new(), 0.0, State::zero());
    let times = shortest(budget, |which| {
        let start = black_box(start);
        value = if which == 0 {
            throw::loss(topology, params, start, throw::STEPS)
        } else {
            let mut dp = Zero::zero();
            by_start = Zero::zero();
            throw::loss::vjp(topology, params, &mut dp, start, &mut by_start, throw::STEPS, 1.0, &mut tape)
        };
    });
    let of = |throw: &[f64]| {
        let mut start = *start;
        start.body[0].velocity = twist(throw);
        throw::loss(topology, params, &start, throw::STEPS)
    };
    let Twist { linear: v, angular: w } = by_start.body[0].velocity;
    let off = off(&SCENE, &[v.x, v.y, v.z, w.x, w.y, w.z], 1e-6, of);
    let row = here(Scene::Ball, "engine", throw::STEPS, times, 1);
    Row { loss: Some(value), off: Some(off), ..row }
}

fn twist(x: &[f64]) -> Twist<f64> {
    Twist { linear: Vec3 { x: x[0], y: x[1], z: x[2] }, angular: Vec3 { x: x[3], y: x[4], z: x[5] } }
}

/// A sphere on a plane and nothing else.
fn by_hand(budget: Duration) -> Row {
    let ball = black_box(Ball::DEGRAVE2019);
    let (mut tape, mut value, mut by_throw) = (HeapTape::new(), 0.0, [0.0; 6]);
    let times = shortest(budget, |which| {
        let throw = black_box(SCENE);
        value = if which == 0 {
            bench_ball::loss(&ball, throw, bench_ball::STEPS)
        } else {
            let mut of_ball = Zero::zero();
            by_throw = [0.0; 6];
            bench_ball::loss::vjp(
                &ball,
                &mut of_ball,
                throw,
                &mut by_throw,
                bench_ball::STEPS,
                1.0,
                &mut tape,
            )
        };
    });
    let of = |throw: &[f64]| bench_ball::loss(&ball, std::array::from_fn(|i| throw[i]), bench_ball::STEPS);
    let off = off(&SCENE, &by_throw, 1e-6, of);
    let row = here(Scene::Ball, "hand-written impulse ball", bench_ball::STEPS, times, 1);
    Row { loss: Some(value), off: Some(off), ..row }
}
