//! Optimisers on generated gradients.
//!
//! | noun | what it is |
//! |---|---|
//! | [`LeastSquares`], [`Objective`] | what an optimiser asks of a problem |
//! | [`GaussNewton`], [`Adam`] | optimisers; one call of `update` is one step |
//! | [`Failure`] | how an optimisation can fail |
//! | [`throw_ball`] | the first task: throw a ball so that it comes to rest at a target |
//! | [`batch`] | many rollouts at once, in lanes and threads, to the bit as one by one |
//! | [`Philox`] | random numbers, the same on every machine |

mod adam;
pub mod batch;
mod cholesky;
mod failure;
mod gauss_newton;
mod philox;
mod problem;
pub mod throw_ball;

pub use adam::{Adam, AdamOptions};
pub use failure::Failure;
pub use gauss_newton::{GaussNewton, GaussNewtonOptions};
pub use philox::{Philox, philox4x32};
pub use problem::{LeastSquares, Objective};
