//! Scene S1: where the ball is after its throw, and how fast.

use costate::{Real, differentiable};

use crate::engine::step;
use crate::math::vec3::square;
use crate::model::{Params, State, Topology};

/// Time steps of the scene: 5 s.
pub const STEPS: usize = 500;

/// (x − 10)² + y² + ‖v‖² + ‖ω‖² after `steps` steps.
#[differentiable]
pub fn loss<T: Real>(
    #[constant] topology: &Topology<1, 0, 2, 1>,
    params: &Params<T, 1, 0, 2>,
    start: &State<T, 1, 0, 1>,
    steps: usize,
) -> T {
    let mut state = *start;
    for _k in 0..steps {
        state = step(topology, params, &state, &[]);
    }
    let ball = &state.body[0];
    let (dx, dy) = (ball.position.x - 10.0, ball.position.y);
    dx * dx + dy * dy + square(ball.velocity.linear) + square(ball.velocity.angular)
}
