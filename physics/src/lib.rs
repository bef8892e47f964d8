//! Differentiable physics kernels.
//!
//! Every kernel is an ordinary function, generic over [`Real`](costate::Real) and free of
//! branches on numbers, so the same source runs on `f64`, on `f32`, in SIMD lanes, on dual
//! numbers and on a GPU, to the bit alike. `#[differentiable]` writes its derivatives beside it.
//!
//! The rigid-body engine:
//!
//! | module | what it is |
//! |---|---|
//! | [`engine`] | a time step: kinematics → collide → assemble → solve → integrate, and many of them |
//! | [`solver`] | the equations of a step, and three ways to solve them |
//! | [`model`] | integers, numbers and state of a model, and its builder |
//! | [`models`] | the robots of \[Degrave2019\], and the scenes that other simulators are timed with |
//! | [`sensor`] | what a robot feels of itself |
//! | [`math`] | vectors, matrices, rotations, twists |
//!
//! and kernels of their own:
//!
//! | module | kernel |
//! |---|---|
//! | [`throw`] | the engine's ball thrown at a target, as residuals and as a loss |
//! | [`impulse_ball`] | a rigid ball on a plane, in closed form: what the engine's is compared with |
//! | [`bench_ball`] | the ball of the benchmark scene S1, with its squared loss |
//!
//! \[Degrave2019\]: J. Degrave, M. Hermans, J. Dambre, F. wyffels, "A Differentiable Physics Engine for Deep Learning in
//! Robotics", Frontiers in Neurorobotics 13:6, 2019, doi:10.3389/fnbot.2019.00006.
#![no_std]
// indices stand in the equations, and a verb is given what stands above it
#![allow(clippy::needless_range_loop, clippy::too_many_arguments)]

pub mod bench_ball;
pub mod engine;
pub mod impulse_ball;
pub mod math;
pub mod model;
pub mod models;
pub mod sensor;
pub mod solver;
pub mod throw;

pub use math::{Mat3, Sym3, Twist, Vec3};
