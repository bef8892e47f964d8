//! `bench_ball`: a whole rollout of scene S1 to its loss, and its gradient.

use costate::{Diff, Real, Tape, Zero};
use costate_physics::bench_ball::{STEPS, loss};
use costate_physics::impulse_ball::Ball;

use crate::ball::{give_ball_tangent, take_ball};
use crate::program::{Input, Inputs, Outputs, Program, row};

/// Ball and throw to the loss after 500 steps.
#[derive(Debug, Clone, Copy)]
pub struct Loss;

/// Its adjoint: ball, throw and cotangent of the loss to the loss and the cotangents of ball and throw.
#[derive(Debug, Clone, Copy)]
pub struct LossVjp;

const ROWS: [Input; 13] = [
    row("radius", 0.4, 0.6),
    row("friction", 0.5, 1.5),
    row("restitution", 0.2, 0.8),
    row("threshold", 0.1, 0.3),
    row("gravity", 9.0, 10.0),
    row("timestep", 0.005, 0.01),
    row("velocity.x", -4.0, 4.0),
    row("velocity.y", -4.0, 4.0),
    row("velocity.z", 0.0, 6.0),
    row("spin.x", -4.0, 4.0),
    row("spin.y", -4.0, 4.0),
    row("spin.z", -4.0, 4.0),
    row("cotangent", -1.0, 1.0),
];

impl Program for Loss {
    const NAME: &'static str = "bench_ball";
    const INPUTS: &'static [Input] = ROWS.split_at(12).0;
    const OUTPUTS: &'static [&'static str] = &["loss"];
    const STEPS: usize = STEPS;

    fn run<T: Real>(inputs: &mut impl Inputs<T>, outputs: &mut impl Outputs<T>, _tape: &mut impl Tape) {
        let ball = take_ball(inputs);
        let throw = take_throw(inputs);
        outputs.give(loss(&ball, throw, STEPS));
    }
}

impl Program for LossVjp {
    const NAME: &'static str = "bench_ball_vjp";
    const INPUTS: &'static [Input] = &ROWS;
    const OUTPUTS: &'static [&'static str] = &[
        "loss",
        "d radius",
        "d friction",
        "d restitution",
        "d threshold",
        "d gravity",
        "d timestep",
        "d velocity.x",
        "d velocity.y",
        "d velocity.z",
        "d spin.x",
        "d spin.y",
        "d spin.z",
    ];
    const STEPS: usize = STEPS;

    fn run<T: Real>(inputs: &mut impl Inputs<T>, outputs: &mut impl Outputs<T>, tape: &mut impl Tape) {
        let ball = take_ball(inputs);
        let throw = take_throw(inputs);
        let seed = inputs.take();
        let mut of_ball = <Ball<T> as Diff>::Tangent::zero();
        let mut of_throw = [T::ZERO; 6];
        outputs.give(loss::vjp(&ball, &mut of_ball, throw, &mut of_throw, STEPS, seed, tape));
        give_ball_tangent(outputs, of_ball);
        for value in of_throw {
            outputs.give(value);
        }
    }
}

/// Velocity and spin from six rows.
fn take_throw<T: Real>(inputs: &mut impl Inputs<T>) -> [T; 6] {
    core::array::from_fn(|_row| inputs.take())
}
