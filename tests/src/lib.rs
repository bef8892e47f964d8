//! Tests across the crates of costate: the check that every differentiable function must pass, and
//! kernels that tests of other crates import.

pub mod argument;
mod called;
pub mod case;
#[cfg(doctest)]
mod guide;
pub mod kernels;
