//! One joint or one point of contact, solved with all others as they are.
//!
//! What a projected iteration does again and again: from the velocities ν of a block's rows and the impulses λ that
//! they have, the change of λ after which the laws of the block hold.

use costate::{Real, differentiable};

use super::laws;
use super::mobility::PointAnswer;
use super::problem::{ContactBlock, Coordinate, JointBlock};
use crate::math::bounds::at_least;
use crate::model::topology::{Friction, JointKind};

/// The change of a joint's impulses λ, given the velocities ν of its rows and how they answer (see
/// [`joint_answer`](super::mobility::joint_answer())).
///
/// The rows that hold are solved at once, the coordinates by one pass of Gauss-Seidel with the mobility S that they
/// have while the others hold. One coordinate is exact.
#[differentiable]
pub fn joint_change<T: Real>(
    kind: JointKind,
    block: &JointBlock<T>,
    answer: &[[T; 6]; 6],
    nu: [T; 6],
    lambda: [T; 6],
) -> [T; 6] {
    let (first, end) = (kind.first_free(), kind.first_free() + kind.freedom());

    // what is asked: velocities of the rows that hold, impulses of the coordinates
    let mut x = [T::ZERO; 6];
    for k in 0..6 {
        if k < first || k >= end {
            x[k] = block.bias[k] - nu[k] - block.compliance[k] * lambda[k];
        }
    }
    for k in first..end {
        let mobility = answer[k][k];
        let before = nu[k] + inner(answer[k], x);
        let after = settled(&block.coordinate[k - first], before, lambda[k], mobility);
        x[k] = (after - before) / mobility;
    }

    // what answers: impulses
    let mut change = x;
    for k in 0..6 {
        if k < first || k >= end {
            change[k] = inner(answer[k], x);
        }
    }
    change
}

/// The velocity of a coordinate at which its law holds, where ν = `before` goes with the impulse λ.
///
/// ν⁺ = ν + s (λ⁺ − λ) with the mobility s, and λ⁺ = push − weight ν⁺ + e. Without e it would be ν = z below.
#[differentiable]
#[inline(always)]
fn settled<T: Real>(law: &Coordinate<T>, before: T, lambda: T, s: T) -> T {
    let over = 1.0 / (1.0 + s * law.weight);
    let z = (before + s * (law.push - lambda)) * over;
    laws::coordinate(law, z, s * over)
}

/// a · b, by three pairs.
#[differentiable]
#[inline(always)]
fn inner<T: Real>(a: [T; 6], b: [T; 6]) -> T {
    (a[0] * b[0] + a[1] * b[1]) + (a[2] * b[2] + a[3] * b[3]) + (a[4] * b[4] + a[5] * b[5])
}

/// The change of a contact's push p, given the velocities u of its rows: the normal first, then friction, then
/// torsion, each with what the one before has changed.
#[differentiable]
pub fn contact_change<T: Real>(
    friction: Friction,
    rows: usize,
    block: &ContactBlock<T>,
    answer: &PointAnswer<T>,
    u: [T; 4],
    p: [T; 4],
) -> [T; 4] {
    let (k, over, give) = (&answer.matrix, &answer.over, block.compliance);
    let normal = at_least(p[0] - over[0] * (u[0] + give * p[0] - block.bias), T::ZERO);
    let mut change = [normal - p[0], -p[1], -p[2], -p[3]];
    if rows > 1 {
        let radius = block.friction * normal;
        let x = p[1] - over[1] * (u[1] + k[1][0] * change[0] + give * p[1]);
        match friction {
            Friction::Cone => {
                let y = p[2] - over[2] * (u[2] + k[2][0] * change[0] + give * p[2]);
                let (along, across) = laws::disc(x, y, radius);
                change[1] = along - p[1];
                change[2] = across - p[2];
            }
            Friction::Box => {
                change[1] = laws::band(x, radius) - p[1];
                let slip = u[2] + (k[2][0] * change[0] + k[2][1] * change[1]);
                change[2] = laws::band(p[2] - over[2] * (slip + give * p[2]), radius) - p[2];
            }
        }
        if rows > 3 {
            let most = block.torsion * radius;
            let spin = u[3] + (k[3][0] * change[0] + (k[3][1] * change[1] + k[3][2] * change[2]));
            change[3] = laws::band(p[3] - over[3] * (spin + give * p[3]), most) - p[3];
        }
    }
    change
}
