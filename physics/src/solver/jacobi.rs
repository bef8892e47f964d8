//! Projected Jacobi: all joints and contacts from the same velocities, at once. It suits GPUs.
//!
//! A body that is in n blocks lends each of them 1/n of its mass (R. Tonge, F. Benevolenski and A. Voroshilov,
//! "Mass Splitting for Jitter-Free Parallel Rigid Body Simulation", ACM Trans. Graph. 31:105, 2012). Each block is
//! solved as if its parts were alone, and V += M⁻¹ Jᵀ Δλ for all of them joins the parts again: their mean.
//!
//! It converges: with the matrix A = J M⁻¹ Jᵀ of all rows, and that of the parts D = blocks of J n M⁻¹ Jᵀ, Cauchy and
//! Schwarz give λᵀ A λ ≤ λᵀ D λ, so each sweep minimises a bound of what is to be minimised.

use costate::{Real, differentiable, lit};

use super::problem::APART;
use super::start::{answers, finished, started};
use super::sweep::{Order, swept};
use super::{Problem, Solution};
use crate::model::{Topology, WORLD};

/// The solution after `topology.settings.sweeps` sweeps, from the impulses of `warm`.
#[differentiable]
pub fn jacobi<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    problem: &Problem<T, B, J, C>,
    warm: &Solution<T, B, J, C>,
) -> Solution<T, B, J, C> {
    let answers = answers(topology, problem, &blocks(topology, problem));
    let start = started(topology, problem, &answers.mobility, warm);
    let end = swept(topology, Order::AtOnce, problem, &answers, &start);
    finished(topology, problem, &end)
}

/// In how many joints and contacts each body is.
#[differentiable]
fn blocks<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    problem: &Problem<T, B, J, C>,
) -> [T; B] {
    let mut n = [T::ZERO; B];
    for j in 0..topology.joints {
        let link = topology.joint[j];
        n[link.child] += T::ONE;
        if link.parent != WORLD {
            n[link.parent] += T::ONE;
        }
    }
    for k in 0..topology.pairs {
        let pair = topology.pair[k];
        let (a, b) = (topology.geom[pair.a].body, topology.geom[pair.b].body);
        for c in pair.first..pair.first + pair.points {
            let apart = problem.contact[c].bias.lt(lit::<T>(0.5 * APART));
            let one = T::select(apart, T::ZERO, T::ONE);
            if a != WORLD {
                n[a] += one;
            }
            if b != WORLD {
                n[b] += one;
            }
        }
    }
    for i in 0..topology.bodies {
        n[i] = n[i].max(T::ONE);
    }
    n
}
