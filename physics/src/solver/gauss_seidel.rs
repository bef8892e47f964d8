//! Projected Gauss-Seidel over all rows, in velocity space: what \[Degrave2019\] steps with.
//!
//! The rows of a joint are one block, a point of contact is another. Each block is solved with all others as they
//! are, and the next one sees the velocities that it leaves. What is left after the last sweep is how far the laws of
//! the rows are from holding.
//!
//! The derivative is that of so many sweeps, not that of their limit: see [`residual`](super::residual) for that one.

use costate::{Real, differentiable};

use super::start::{answers, finished, started};
use super::sweep::{Order, swept};
use super::{Problem, Solution};
use crate::model::Topology;

/// The solution after `topology.settings.sweeps` sweeps, from the impulses of `warm`.
#[differentiable]
pub fn gauss_seidel<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    problem: &Problem<T, B, J, C>,
    warm: &Solution<T, B, J, C>,
) -> Solution<T, B, J, C> {
    let answers = answers(topology, problem, &[T::ONE; B]);
    let start = started(topology, problem, &answers.mobility, warm);
    let end = swept(topology, Order::InTurn, problem, &answers, &start);
    finished(topology, problem, &end)
}
