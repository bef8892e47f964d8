//! The force of a contact.

use costate::{Real, differentiable};

use crate::model::{Pair, WorldParams};
use crate::solver::Solution;

/// The normal force between two colliders over the last step, of all their points \[N\].
#[differentiable]
#[inline]
pub fn touch<T: Real, const B: usize, const J: usize, const C: usize>(
    world: &WorldParams<T>,
    #[constant] pair: &Pair,
    solution: &Solution<T, B, J, C>,
) -> T {
    let mut push = T::ZERO;
    for c in pair.first..pair.first + pair.points {
        push += solution.push[c][0];
    }
    push / world.timestep
}
