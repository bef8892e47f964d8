//! Rules written by hand: `#[vjp_of]`, `#[jvp_of]`, and companions written as a whole.

// a slice is indexed in differentiable code
#![allow(clippy::needless_range_loop)]

mod companion;
mod methods;
mod modes;
mod names;
mod numbers;
mod places;
mod slices;
mod structs;
