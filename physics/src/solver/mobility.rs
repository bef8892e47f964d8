//! How velocities answer to impulses: M⁻¹ of bodies, and K = J M⁻¹ Jᵀ of the rows of one joint or contact.

use costate::{Diff, Real, differentiable};

use super::problem::{ContactBlock, JointBlock, Mass, Problem};
use super::residual::momentum;
use super::rows::{contact_velocity, contact_wrench, joint_velocity, joint_wrench};
use crate::math::sym3::{Sym3, inverse};
use crate::math::twist::brought;
use crate::model::topology::{Friction, JointKind};
use crate::model::{Topology, WORLD};

/// M⁻¹ of all bodies.
#[differentiable]
pub fn mobilities<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    problem: &Problem<T, B, J, C>,
) -> [Mass<T>; B] {
    let mut mobility = [Mass { mass: T::ONE, inertia: Sym3::<T>::ZERO }; B];
    for i in 0..topology.bodies {
        let mass = &problem.mass[i];
        mobility[i] = Mass { mass: 1.0 / mass.mass, inertia: inverse(mass.inertia) };
    }
    mobility
}

/// That of body `i`; the world does not move.
#[differentiable]
#[inline(always)]
pub fn mobility_of<T: Real, const B: usize>(mobility: &[Mass<T>; B], i: usize) -> Mass<T> {
    if i == WORLD { Mass { mass: T::ZERO, inertia: Sym3::<T>::ZERO } } else { mobility[i] }
}

/// How the rows of a joint answer, with the roles of velocity and impulse exchanged in the rows that hold.
///
/// (λ_h, ν_c) = P (ν_h, λ_c) for the rows h that hold and the coordinates c: the principal pivot transform of
/// K + compliance, whose block S = K_cc − K_ch K_hh⁻¹ K_hc is the mobility of the coordinates while the others hold.
#[differentiable]
pub fn joint_answer<T: Real>(
    kind: JointKind,
    block: &JointBlock<T>,
    child: &Mass<T>,
    parent: &Mass<T>,
) -> [[T; 6]; 6] {
    let mut p = [[T::ZERO; 6]; 6];
    for k in 0..6 {
        let mut unit = [T::ZERO; 6];
        unit[k] = T::ONE;
        let wrench = joint_wrench(block, unit);
        let behind = momentum(parent, -brought(wrench, block.offset));
        // K is symmetric: its column is its row
        p[k] = joint_velocity(block, momentum(child, wrench), behind);
    }
    let (first, end) = (kind.first_free(), kind.first_free() + kind.freedom());
    for k in 0..6 {
        if k < first || k >= end {
            p[k][k] += block.compliance[k];
            p = exchanged(p, k);
        }
    }
    p
}

/// The principal pivot transform on row `k`: solves y = A x for x_k, which becomes an output, and y_k an input.
#[differentiable]
#[inline(always)]
fn exchanged<T: Real>(a: [[T; 6]; 6], k: usize) -> [[T; 6]; 6] {
    let over = 1.0 / a[k][k];
    let mut p = a;
    for i in 0..6 {
        let part = a[i][k] * over;
        for j in 0..6 {
            p[i][j] = a[i][j] - part * a[k][j];
        }
        p[i][k] = part;
    }
    for j in 0..6 {
        p[k][j] = -(a[k][j] * over);
    }
    p[k][k] = over;
    p
}

/// How a point of contact answers.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct PointAnswer<T> {
    /// K: the velocities that unit pushes bring about.
    pub matrix: [[T; 4]; 4],
    /// The push that each row takes a velocity for: 1 / (K + compliance), the same for both tangents of a cone.
    pub over: [T; 4],
}

impl<T: Real> PointAnswer<T> {
    /// Where there is no contact.
    pub const NONE: Self = Self { matrix: [[T::ZERO; 4]; 4], over: [T::ZERO; 4] };
}

/// How a point of contact answers.
///
/// On a cone both tangents take the bound of Gershgorin on the largest number of K's 2 × 2 block.
#[differentiable]
pub fn point_answer<T: Real>(
    friction: Friction,
    rows: usize,
    block: &ContactBlock<T>,
    a: &Mass<T>,
    b: &Mass<T>,
) -> PointAnswer<T> {
    let mut matrix = [[T::ZERO; 4]; 4];
    let mut over = [T::ZERO; 4];
    for k in 0..rows {
        let mut unit = [T::ZERO; 4];
        unit[k] = T::ONE;
        let wrench = contact_wrench(block, unit);
        let of_a = momentum(a, brought(wrench, block.arm_a));
        let of_b = momentum(b, -brought(wrench, block.arm_b));
        matrix[k] = contact_velocity(block, of_a, of_b);
        over[k] = 1.0 / (matrix[k][k] + block.compliance);
    }
    if let Friction::Cone = friction {
        let bound = matrix[1][1].max(matrix[2][2]) + matrix[1][2].abs() + block.compliance;
        if rows > 1 {
            over[1] = 1.0 / bound;
            over[2] = over[1];
        }
    }
    PointAnswer { matrix, over }
}
