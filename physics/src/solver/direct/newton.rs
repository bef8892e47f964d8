//! Newton's method on the contacts: p = Π(p − (A p + u₀ + c p − b)), where the projection Π has corners.
//!
//! Near a solution one step finds it, if no contact changes between open, sticking and sliding. Far from it a step may
//! lead away, and is not taken.

use costate::Real;

use super::delassus::{Column, Matrix, Touching};
use crate::model::Topology;
use crate::solver::residual::sized;
use crate::solver::{Problem, laws};

/// The slope D of each contact's projection.
pub type Slopes<T, const C: usize> = [[[T; 4]; 4]; C];

/// D of the touching contacts, at their velocities and pushes.
///
/// Those that are open or slip by less than `margin` \[m/s\] are taken to hold.
pub fn slopes<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    topology: &Topology<B, J, G, C>,
    problem: &Problem<T, B, J, C>,
    touching: &Touching<C>,
    velocity: &Column<T, C>,
    push: &Column<T, C>,
    margin: T,
) -> Slopes<T, C> {
    let mut slopes = [[[T::ZERO; 4]; 4]; C];
    for touch in touching.iter() {
        let (u, p) = (touch.rows_of(velocity), touch.rows_of(push));
        let mut block = problem.contact[touch.contact];
        block.bias += margin;
        block.friction += block.friction * margin;
        slopes[touch.contact] = laws::slope(topology.settings.friction, touch.rows, &block, u, p);
    }
    slopes
}

/// A p + u₀.
pub fn velocity<T: Real, const C: usize>(
    touching: &Touching<C>,
    matrix: &Matrix<T, C>,
    start: &Column<T, C>,
    push: &Column<T, C>,
) -> Column<T, C> {
    let n = touching.rows;
    let end = n.div_ceil(4);
    let mut u = *start;
    // A is symmetric: its rows are its columns
    for (&p, column) in push.as_flattened()[..n].iter().zip(matrix.as_flattened()) {
        for (u, a) in u[..end].iter_mut().zip(column) {
            *u = core::array::from_fn(|c| u[c] + a[c] * p);
        }
    }
    u
}

/// p − Π(p − (u + c p − b)), and the largest of its numbers.
pub fn residual<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    topology: &Topology<B, J, G, C>,
    problem: &Problem<T, B, J, C>,
    touching: &Touching<C>,
    velocity: &Column<T, C>,
    push: &Column<T, C>,
) -> (Column<T, C>, T) {
    let (mut residual, mut largest) = ([[T::ZERO; 4]; C], T::ZERO);
    for touch in touching.iter() {
        let (u, p) = (touch.rows_of(velocity), touch.rows_of(push));
        let block = &problem.contact[touch.contact];
        let z = laws::reflected(block, u, p);
        let q = laws::contact(topology.settings.friction, touch.rows, z, block.friction, block.torsion);
        for r in 0..touch.rows {
            let off = p[r] - q[r];
            residual.as_flattened_mut()[touch.first + r] = off;
            largest = largest.max(sized(off.abs()));
        }
    }
    (residual, largest)
}

/// The largest residual, each as a part of 1 and of its push and velocity.
pub fn relative_residual<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    topology: &Topology<B, J, G, C>,
    problem: &Problem<T, B, J, C>,
    touching: &Touching<C>,
    velocity: &Column<T, C>,
    push: &Column<T, C>,
) -> T {
    let (off, _) = residual(topology, problem, touching, velocity, push);
    let rows =
        off.as_flattened()[..touching.rows].iter().zip(velocity.as_flattened()).zip(push.as_flattened());
    rows.fold(T::ZERO, |most, ((off, u), p)| most.max(sized(off.abs() / (T::ONE + u.abs() + p.abs()))))
}

/// Writes I − (1 − c) D + D A, or its transpose, for the compliance c of each contact and `more`.
pub fn system<T: Real, const B: usize, const J: usize, const C: usize>(
    problem: &Problem<T, B, J, C>,
    touching: &Touching<C>,
    delassus: &Matrix<T, C>,
    slopes: &Slopes<T, C>,
    more: T,
    transposed: bool,
    matrix: &mut Matrix<T, C>,
) {
    let n = touching.rows;
    let end = n.div_ceil(4);
    let rows = matrix.as_flattened_mut();
    for touch in touching.iter() {
        let stiff = T::ONE - (problem.contact[touch.contact].compliance + more);
        for k in 0..touch.rows {
            let (i, d) = (touch.first + k, &slopes[touch.contact][k]);
            let mut line = [[T::ZERO; 4]; C];
            for s in 0..touch.rows {
                for (x, a) in line[..end].iter_mut().zip(&delassus.as_flattened()[touch.first + s]) {
                    *x = core::array::from_fn(|c| x[c] + d[s] * a[c]);
                }
                line.as_flattened_mut()[touch.first + s] -= stiff * d[s];
            }
            line.as_flattened_mut()[i] += T::ONE;
            match transposed {
                false => rows[i][..end].copy_from_slice(&line[..end]),
                true => {
                    for (to, &x) in rows.iter_mut().zip(&line.as_flattened()[..n]) {
                        to.as_flattened_mut()[i] = x;
                    }
                }
            }
        }
    }
}
