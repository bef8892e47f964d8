//! Scene S1: the ball of the benchmarks against other simulators.
//!
//! It starts on the ground at (0, 0, R) and after 500 steps its squared distance to (10, 0) and
//! its squared velocities are summed. At [`SCENE`] the loss is 16.10681314285724.

use costate::{Real, differentiable};

use crate::impulse_ball::{Ball, release, rollout};
use crate::math::vec3::{square, vec3};

/// Time steps of a rollout: 5 s at 0.01 s.
pub const STEPS: usize = 500;

/// The throw at which the simulators are compared: velocity \[m/s\], then angular velocity \[rad/s\].
pub const SCENE: [f64; 6] = [2.0, 0.1, 4.0, 0.0, 0.0, 0.0];

/// (x − 10)² + y² + ‖v‖² + ‖ω‖² after `steps` steps from `throw` (velocity, then spin).
#[differentiable]
pub fn loss<T: Real>(ball: &Ball<T>, throw: [T; 6], steps: usize) -> T {
    let start = vec3(T::ZERO, T::ZERO, ball.radius);
    let end = rollout(ball, release(start, throw), steps);
    let dx = end.position.x - 10.0;
    let dy = end.position.y;
    dx * dx + dy * dy + square(end.velocity) + square(end.spin)
}
