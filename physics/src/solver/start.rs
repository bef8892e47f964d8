//! What the projected iterations have in common: how the blocks answer, where it begins, what it comes to.

use costate::{Diff, Real, differentiable};

use super::mobility::{PointAnswer, joint_answer, mobilities, mobility_of, point_answer};
use super::problem::{Mass, Problem};
use super::residual::momentum;
use super::rows::{contact_wrench, joint_impulse, joint_wrench};
use super::solution::Solution;
use crate::math::Twist;
use crate::math::twist::brought;
use crate::model::{Topology, WORLD};

/// How everything answers to impulses. It stays the same through all sweeps.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct Answers<T, const B: usize, const J: usize, const C: usize> {
    /// M⁻¹ of each body.
    pub mobility: [Mass<T>; B],
    /// Of each joint: see [`joint_answer`](super::mobility::joint_answer()).
    pub joint: [[[T; 6]; 6]; J],
    /// Of each point of contact.
    pub point: [PointAnswer<T>; C],
}

/// What the sweeps change: velocities, and the impulses of all rows, with M (V − V*) = Jᵀ λ.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct Iterate<T, const B: usize, const J: usize, const C: usize> {
    /// Of each body.
    pub velocity: [Twist<T>; B],
    /// λ of each joint's rows.
    pub lambda: [[T; 6]; J],
    /// p of each contact.
    pub push: [[T; 4]; C],
}

/// How everything answers, where each body has `1 / share` of its mass for each block that it is in.
#[differentiable]
pub fn answers<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    problem: &Problem<T, B, J, C>,
    share: &[T; B],
) -> Answers<T, B, J, C> {
    let mobility = mobilities(topology, problem);
    let mut shared = mobility;
    for i in 0..topology.bodies {
        shared[i].mass = mobility[i].mass * share[i];
        shared[i].inertia = mobility[i].inertia * share[i];
    }
    let mut joint = [[[T::ZERO; 6]; 6]; J];
    for j in 0..topology.joints {
        let link = topology.joint[j];
        let parent = mobility_of(&shared, link.parent);
        joint[j] = joint_answer(link.kind, &problem.joint[j], &shared[link.child], &parent);
    }
    let mut point = [PointAnswer::<T>::NONE; C];
    for k in 0..topology.pairs {
        let pair = topology.pair[k];
        let a = mobility_of(&shared, topology.geom[pair.a].body);
        let b = mobility_of(&shared, topology.geom[pair.b].body);
        for c in pair.first..pair.first + pair.points {
            point[c] = point_answer(topology.settings.friction, pair.rows, &problem.contact[c], &a, &b);
        }
    }
    Answers { mobility, joint, point }
}

/// The impulses of `warm`, and the velocities that they bring about.
#[differentiable]
pub fn started<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    problem: &Problem<T, B, J, C>,
    mobility: &[Mass<T>; B],
    warm: &Solution<T, B, J, C>,
) -> Iterate<T, B, J, C> {
    let mut velocity = problem.free;
    let mut lambda = [[T::ZERO; 6]; J];
    for j in 0..topology.joints {
        let link = topology.joint[j];
        let block = &problem.joint[j];
        let wrench = warm.wrench[j];
        lambda[j] = joint_impulse(block, wrench);
        velocity[link.child] += momentum(&mobility[link.child], wrench);
        if link.parent != WORLD {
            velocity[link.parent] -= momentum(&mobility[link.parent], brought(wrench, block.offset));
        }
    }
    let mut push = [[T::ZERO; 4]; C];
    for k in 0..topology.pairs {
        let pair = topology.pair[k];
        let (a, b) = (topology.geom[pair.a].body, topology.geom[pair.b].body);
        for c in pair.first..pair.first + pair.points {
            let block = &problem.contact[c];
            push[c] = warm.push[c];
            let wrench = contact_wrench(block, push[c]);
            if a != WORLD {
                velocity[a] += momentum(&mobility[a], brought(wrench, block.arm_a));
            }
            if b != WORLD {
                velocity[b] -= momentum(&mobility[b], brought(wrench, block.arm_b));
            }
        }
    }
    Iterate { velocity, lambda, push }
}

/// The velocities, and the impulses as the bodies feel them.
#[differentiable]
pub fn finished<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    problem: &Problem<T, B, J, C>,
    x: &Iterate<T, B, J, C>,
) -> Solution<T, B, J, C> {
    let mut wrench = [Twist::<T>::ZERO; J];
    for j in 0..topology.joints {
        wrench[j] = joint_wrench(&problem.joint[j], x.lambda[j]);
    }
    Solution { velocity: x.velocity, wrench, push: x.push }
}
