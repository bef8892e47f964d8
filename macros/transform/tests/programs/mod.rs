//! Programs in the interpreter, checked against dual numbers.

pub mod check;
pub mod flat;
pub mod real;
pub mod shrink;
