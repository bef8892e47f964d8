//! Kernels by which tools of automatic differentiation are compared: each as an ordinary
//! differentiable function, and with a gradient written by hand as well as we can.
//!
//! A hand-written gradient may know what a compiler cannot: that a loop's iterations do not touch each
//! other, which values are cheap to compute again, how large the arrays are. It uses the same arithmetic
//! on the same layout, the same elementary functions, and no tape that it could do without.

pub mod bundle;
pub mod chain;
#[cfg(test)]
mod check;
pub mod loops;
pub mod mixture;
pub mod network;
pub mod pendulum;
pub mod rollout;
pub mod rope;
pub mod rosenbrock;
