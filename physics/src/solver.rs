//! The velocities after a step, and the impulses that bring them about.

pub mod blocks;
pub mod direct;
pub mod gauss_seidel;
pub mod jacobi;
pub mod laws;
pub mod mobility;
pub mod problem;
pub mod residual;
pub mod rows;
pub mod solution;
pub mod start;
pub mod sweep;

use costate::{Real, differentiable};

pub use direct::known;
pub use problem::{ContactBlock, Coordinate, JointBlock, Mass, Problem};
pub use solution::Solution;

use crate::model::Topology;
use crate::model::topology::Method;

/// The solution of a step by the method of the topology's settings, from where `warm` left off.
#[differentiable]
pub fn solve<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    problem: &Problem<T, B, J, C>,
    warm: &Solution<T, B, J, C>,
) -> Solution<T, B, J, C> {
    match topology.settings.method {
        Method::Direct => direct::direct(topology, problem, warm),
        Method::GaussSeidel => gauss_seidel::gauss_seidel(topology, problem, warm),
        Method::Jacobi => jacobi::jacobi(topology, problem, warm),
    }
}
