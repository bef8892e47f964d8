//! The first task: throw a ball so that it comes to rest at a target (\[Degrave2019\] §2.1.1).
//!
//! The kernel is [`costate_physics::throw`]; the optimisers see it through [`ThrowProblem`], in
//! the coordinates of [`modes`](to_modes), and [`train`] runs them until the ball lies still.

mod modes;
mod problem;
mod start;
mod train;
mod trajectory;

pub use modes::{to_modes, to_throw};
pub use problem::{Errors, ThrowProblem};
pub use start::{Spread, random_start};
pub use train::{End, Optimizer, Outcome, Progress, train};
pub use trajectory::trajectory;

use crate::AdamOptions;

/// Adam's options for this task, where a gradient is about 1 to 5 and a good step 3 m/s at most.
pub const ADAM: AdamOptions = AdamOptions { rate: 0.5, cap: 6.0, beta1: 0.8, beta2: 0.99, epsilon: 0.3 };

#[cfg(test)]
mod tests;
