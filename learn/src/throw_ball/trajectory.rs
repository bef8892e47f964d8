//! The way of a thrown ball, step by step.

use costate_physics::model::Body;
use costate_physics::throw::Throw;

/// The ball of a throw (v \[m/s\], ω \[rad/s\]): at the start and after every step.
pub fn trajectory(task: &Throw<f64>, throw: [f64; 6]) -> Vec<Body<f64>> {
    let mut state = task.release(throw);
    let mut path = Vec::with_capacity(task.steps + 1);
    path.push(state.body[0]);
    for _step in 0..task.steps {
        state = task.step(&state);
        path.push(state.body[0]);
    }
    path
}
