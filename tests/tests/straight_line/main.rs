//! Straight-line code, and the values that are in it.

mod effects;
mod inferred;
mod spelled;
mod statements;
mod untold;
mod values;
