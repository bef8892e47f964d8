//! The way of a thrown ball, step by step.

use costate_physics::impulse_ball::{State, step};
use costate_physics::throw::Throw;

/// The states of a throw (v \[m/s\], ω \[rad/s\]): at the start and after every step.
pub fn trajectory(task: &Throw<f64>, throw: [f64; 6]) -> Vec<State<f64>> {
    let mut states = Vec::with_capacity(task.steps + 1);
    states.push(task.release(throw));
    for k in 0..task.steps {
        states.push(step(&task.ball, states[k]));
    }
    states
}
