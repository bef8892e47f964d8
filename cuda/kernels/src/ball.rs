//! `impulse_ball`: one time step of the ball, and its adjoint.

use costate::{Diff, Real, Tape, Zero};
use costate_physics::Vec3;
use costate_physics::impulse_ball::{Ball, State, step};

use crate::program::{Input, Inputs, Outputs, Program, row};

/// One time step: ball and state to the next state.
#[derive(Debug, Clone, Copy)]
pub struct Step;

/// Its adjoint: ball, state and cotangent of the next state to the next state and the cotangents of ball
/// and state.
#[derive(Debug, Clone, Copy)]
pub struct StepVjp;

const BALL: [Input; 6] = [
    row("radius", 0.3, 0.7),
    row("friction", 0.0, 1.5),
    row("restitution", 0.0, 1.0),
    row("threshold", 0.0, 0.5),
    row("gravity", 9.0, 10.0),
    row("timestep", 0.005, 0.02),
];

const STATE: [Input; 9] = [
    row("position.x", -2.0, 2.0),
    row("position.y", -2.0, 2.0),
    row("position.z", 0.3, 0.8),
    row("velocity.x", -4.0, 4.0),
    row("velocity.y", -4.0, 4.0),
    row("velocity.z", -2.0, 1.0),
    row("spin.x", -8.0, 8.0),
    row("spin.y", -8.0, 8.0),
    row("spin.z", -8.0, 8.0),
];

/// Any cotangent.
const SEED: Input = row("cotangent", -1.0, 1.0);

impl Program for Step {
    const NAME: &'static str = "impulse_ball";
    const INPUTS: &'static [Input] = &{
        let mut rows = [SEED; 15];
        fill(&mut rows, 0, &BALL);
        fill(&mut rows, 6, &STATE);
        rows
    };
    const OUTPUTS: &'static [&'static str] = &[
        "position.x",
        "position.y",
        "position.z",
        "velocity.x",
        "velocity.y",
        "velocity.z",
        "spin.x",
        "spin.y",
        "spin.z",
    ];
    const STEPS: usize = 1;

    fn run<T: Real>(inputs: &mut impl Inputs<T>, outputs: &mut impl Outputs<T>, _tape: &mut impl Tape) {
        let ball = take_ball(inputs);
        let state = take_state(inputs);
        give_state(outputs, step(&ball, state));
    }
}

impl Program for StepVjp {
    const NAME: &'static str = "impulse_ball_vjp";
    const INPUTS: &'static [Input] = &{
        let mut rows = [SEED; 24];
        fill(&mut rows, 0, Step::INPUTS);
        rows
    };
    const OUTPUTS: &'static [&'static str] = &[
        "position.x",
        "position.y",
        "position.z",
        "velocity.x",
        "velocity.y",
        "velocity.z",
        "spin.x",
        "spin.y",
        "spin.z",
        "d radius",
        "d friction",
        "d restitution",
        "d threshold",
        "d gravity",
        "d timestep",
        "d position.x",
        "d position.y",
        "d position.z",
        "d velocity.x",
        "d velocity.y",
        "d velocity.z",
        "d spin.x",
        "d spin.y",
        "d spin.z",
    ];
    const STEPS: usize = 1;

    fn run<T: Real>(inputs: &mut impl Inputs<T>, outputs: &mut impl Outputs<T>, tape: &mut impl Tape) {
        let ball = take_ball(inputs);
        let state = take_state(inputs);
        let seed = take_state_tangent(inputs);
        let mut of_ball = <Ball<T> as Diff>::Tangent::zero();
        let mut of_state = <State<T> as Diff>::Tangent::zero();
        give_state(outputs, step::vjp(&ball, &mut of_ball, state, &mut of_state, seed, tape));
        give_ball_tangent(outputs, of_ball);
        give_state_tangent(outputs, of_state);
    }
}

/// Copies rows into a longer list, from its row `at` on.
const fn fill(rows: &mut [Input], at: usize, values: &[Input]) {
    let mut index = 0;
    while index < values.len() {
        rows[at + index] = values[index];
        index += 1;
    }
}

/// The ball from six rows.
pub(crate) fn take_ball<T: Real>(inputs: &mut impl Inputs<T>) -> Ball<T> {
    Ball {
        radius: inputs.take(),
        friction: inputs.take(),
        restitution: inputs.take(),
        threshold: inputs.take(),
        gravity: inputs.take(),
        timestep: inputs.take(),
    }
}

/// The ball's cotangent to six rows.
pub(crate) fn give_ball_tangent<T: Real>(outputs: &mut impl Outputs<T>, d: <Ball<T> as Diff>::Tangent) {
    for value in [d.radius, d.friction, d.restitution, d.threshold, d.gravity, d.timestep] {
        outputs.give(value);
    }
}

fn take_state<T: Real>(inputs: &mut impl Inputs<T>) -> State<T> {
    State { position: take_vec3(inputs), velocity: take_vec3(inputs), spin: take_vec3(inputs) }
}

fn take_vec3<T: Real>(inputs: &mut impl Inputs<T>) -> Vec3<T> {
    Vec3 { x: inputs.take(), y: inputs.take(), z: inputs.take() }
}

fn give_state<T: Real>(outputs: &mut impl Outputs<T>, state: State<T>) {
    for v in [state.position, state.velocity, state.spin] {
        [v.x, v.y, v.z].into_iter().for_each(|value| outputs.give(value));
    }
}

fn take_state_tangent<T: Real>(inputs: &mut impl Inputs<T>) -> <State<T> as Diff>::Tangent {
    let mut seed = <State<T> as Diff>::Tangent::zero();
    for v in [&mut seed.position, &mut seed.velocity, &mut seed.spin] {
        (v.x, v.y, v.z) = (inputs.take(), inputs.take(), inputs.take());
    }
    seed
}

fn give_state_tangent<T: Real>(outputs: &mut impl Outputs<T>, d: <State<T> as Diff>::Tangent) {
    for v in [d.position, d.velocity, d.spin] {
        [v.x, v.y, v.z].into_iter().for_each(|value| outputs.give(value));
    }
}
