//! What a kernel looks like to whoever runs a batch of robots.

use costate::{Real, Tape};

/// An input row: its name, and the range of values that make sense there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Input {
    /// `velocity.x`, or `d position.x` for a cotangent.
    pub name: &'static str,
    /// The least sensible value, in the row's unit.
    pub low: f64,
    /// The greatest.
    pub high: f64,
}

/// An input row with its range.
pub const fn row(name: &'static str, low: f64, high: f64) -> Input {
    Input { name, low, high }
}

/// The input rows of one robot, first to last.
pub trait Inputs<T> {
    /// The next row.
    fn take(&mut self) -> T;
}

/// The output rows of one robot, first to last.
pub trait Outputs<T> {
    /// Writes the next row.
    fn give(&mut self, value: T);
}

/// A kernel, primal or adjoint, with its numbers in rows.
pub trait Program {
    /// Its name; an entry point adds `_f32` or `_f64`.
    const NAME: &'static str;

    /// Its input rows.
    const INPUTS: &'static [Input];

    /// Its output rows, by name.
    const OUTPUTS: &'static [&'static str];

    /// Time steps that it simulates: how much work it is.
    const STEPS: usize;

    /// Takes every input row, computes, and gives every output row.
    fn run<T: Real>(inputs: &mut impl Inputs<T>, outputs: &mut impl Outputs<T>, tape: &mut impl Tape);
}
