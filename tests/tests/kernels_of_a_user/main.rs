//! Kernels as a user writes them at the first try, for `f64` and generic: filters, solvers, integrators, bodies, whole rollouts.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop, clippy::manual_memcpy, clippy::too_many_arguments)]

mod algorithms;
mod arm;
mod heat;
mod heightfield;
mod implicit;
mod kalman;
mod lstm;
mod lu;
mod median;
mod particles;
mod pgs;
mod rigid;
mod rk23;
mod simpson;
