//! Differentiable physics kernels.
//!
//! Every kernel is an ordinary function, generic over [`Real`](costate::Real) and free of
//! branches on numbers, so the same source runs on `f64`, on `f32`, in SIMD lanes, on dual
//! numbers and on a GPU, to the bit alike. `#[differentiable]` writes its derivatives beside it.
//!
//! | module | kernel |
//! |---|---|
//! | [`impulse_ball`] | a rigid ball on a plane: restitution and Coulomb friction by impulses |
//! | [`throw`] | the ball thrown at a target, as residuals and as a loss |
//! | [`bench_ball`] | the ball of the benchmark scene S1, with its squared loss |
#![no_std]

pub mod bench_ball;
pub mod impulse_ball;
pub mod throw;
pub mod vec3;

pub use vec3::Vec3;
