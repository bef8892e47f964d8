//! Straight-line code, and the values that are in it.

mod effects;
mod statements;
mod values;
