//! Sweeps over all joints, from the leaves to the roots, and then all contacts.
//!
//! Each block is solved with all others as they are, and changes the velocities of its two bodies: V += M⁻¹ Jᵀ Δλ. So
//! M (V − V*) = Jᵀ λ at all times. In this order what the ground pushes has come to the trunk after one sweep more.

use costate::{Diff, Real, differentiable};

use super::Problem;
use super::blocks::{contact_change, joint_change};
use super::residual::momentum;
use super::rows::{contact_velocity, contact_wrench, joint_velocity, joint_wrench};
use super::start::{Answers, Iterate};
use crate::math::Twist;
use crate::math::twist::brought;
use crate::model::{Topology, WORLD};

/// What a block sees of those before it in the same sweep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Diff)]
pub enum Order {
    /// The velocities that they leave: Gauss-Seidel.
    InTurn,
    /// Nothing, all see the velocities at the start of the sweep: Jacobi.
    AtOnce,
}

/// `topology.settings.sweeps` sweeps from `start`.
#[differentiable]
pub fn swept<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    #[constant] order: Order,
    problem: &Problem<T, B, J, C>,
    answers: &Answers<T, B, J, C>,
    start: &Iterate<T, B, J, C>,
) -> Iterate<T, B, J, C> {
    let mobility = &answers.mobility;
    let (mut velocity, mut lambda, mut push) = (start.velocity, start.lambda, start.push);
    for _ in 0..topology.settings.sweeps {
        let before = velocity;
        for j in (0..topology.joints).rev() {
            let link = topology.joint[j];
            let block = &problem.joint[j];
            let seen = |i: usize| match order {
                _ if i == WORLD => Twist::<T>::ZERO,
                Order::InTurn => velocity[i],
                Order::AtOnce => before[i],
            };
            let nu = joint_velocity(block, seen(link.child), seen(link.parent));
            let change = joint_change(link.kind, block, &answers.joint[j], nu, lambda[j]);
            for k in 0..6 {
                lambda[j][k] += change[k];
            }
            let wrench = joint_wrench(block, change);
            velocity[link.child] += momentum(&mobility[link.child], wrench);
            if link.parent != WORLD {
                velocity[link.parent] -= momentum(&mobility[link.parent], brought(wrench, block.offset));
            }
        }
        for k in 0..topology.pairs {
            let pair = topology.pair[k];
            let (a, b) = (topology.geom[pair.a].body, topology.geom[pair.b].body);
            for c in pair.first..pair.first + pair.points {
                let block = &problem.contact[c];
                let seen = |i: usize| match order {
                    _ if i == WORLD => Twist::<T>::ZERO,
                    Order::InTurn => velocity[i],
                    Order::AtOnce => before[i],
                };
                let u = contact_velocity(block, seen(a), seen(b));
                let friction = topology.settings.friction;
                let change = contact_change(friction, pair.rows, block, &answers.point[c], u, push[c]);
                for row in 0..4 {
                    push[c][row] += change[row];
                }
                let wrench = contact_wrench(block, change);
                if a != WORLD {
                    velocity[a] += momentum(&mobility[a], brought(wrench, block.arm_a));
                }
                if b != WORLD {
                    velocity[b] -= momentum(&mobility[b], brought(wrench, block.arm_b));
                }
            }
        }
    }
    Iterate { velocity, lambda, push }
}
