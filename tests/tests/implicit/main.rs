//! Implicit functions: the derivative of a solution is that of its equation.

// a slice is indexed in differentiable code
#![allow(clippy::needless_range_loop)]

mod iterations;
mod kepler;
mod shapes;
mod singular;
mod solvers;
mod systems;
