//! The joint trees, eliminated from the leaves to the roots.
//!
//! A body with all that hangs on it takes the impulse Î V − p to move with V. Its joint leaves it free along the
//! motions tₖ, with λₖ = pushₖ − weightₖ νₖ there, and holds it along the others: V = X V_parent + bias + Σ tₖ νₖ.
//! One row after the other is eliminated, u = Î t, d = t · u + weight, Î ← Î − u uᵀ / d, and what is left is added to
//! the parent (R. Featherstone, "Rigid Body Dynamics Algorithms", 2008, ch. 7; the rows here are those that the
//! joint leaves free, or that give way). A row that a drive holds keeps Î: its 1/d is 0.

use costate::Real;

use super::articulated::Articulated;
use super::modes::Modes;
use super::root::Root;
use crate::math::twist::{brought, carried, pairing};
use crate::math::vec3::cross;
use crate::math::{Twist, Vec3};
use crate::model::{Link, Topology, WORLD};
use crate::solver::{JointBlock, Problem};

/// The factorised trees.
#[derive(Clone, Copy, Debug)]
pub struct Tree<T, const B: usize, const J: usize> {
    /// Î of each body with all that hangs on it.
    pub inertia: [Articulated<T>; B],
    /// Of each body that hangs on nothing.
    pub root: [Root<T>; B],
    /// Of each joint.
    pub joint: [Branch<T>; J],
}

/// A factorised joint.
#[derive(Clone, Copy, Debug)]
pub struct Branch<T> {
    /// The rows that are eliminated.
    pub row: [Row<T>; 6],
    /// How many they are.
    pub rows: usize,
    /// Î without them: what the parent feels.
    pub rest: Articulated<T>,
}

/// An eliminated row.
#[derive(Clone, Copy, Debug)]
pub struct Row<T> {
    /// Which of the joint's six rows it is.
    pub index: usize,
    /// u: the impulse that the motion t along this row takes.
    pub impulse: Twist<T>,
    /// 1 / d; 0 where the row is held.
    pub inverse: T,
}

/// A right side of the equations.
#[derive(Clone, Copy, Debug)]
pub struct Load<T, const B: usize, const J: usize> {
    /// On each body.
    pub impulse: [Twist<T>; B],
    /// On each row of each joint that is eliminated.
    pub push: [[T; 6]; J],
    /// The velocity of each child relative to its parent along the rows that are held.
    pub bias: [Twist<T>; J],
}

/// What the equations are solved by.
#[derive(Clone, Copy, Debug)]
pub struct Motion<T, const B: usize, const J: usize> {
    /// Of each body.
    pub velocity: [Twist<T>; B],
    /// Of each joint, on the child at its centre of mass.
    pub wrench: [Twist<T>; J],
}

impl<T: Real> Branch<T> {
    /// Of no joint.
    const NONE: Self = Self { row: [Row::NONE; 6], rows: 0, rest: Articulated::ZERO };
}

impl<T: Real> Row<T> {
    const NONE: Self = Self { index: 0, impulse: Twist::ZERO, inverse: T::ZERO };
}

impl<T: Real, const B: usize, const J: usize> Load<T, B, J> {
    /// Nothing.
    pub const ZERO: Self =
        Self { impulse: [Twist::ZERO; B], push: [[T::ZERO; 6]; J], bias: [Twist::ZERO; J] };
}

/// The rows of a joint that are eliminated: its coordinates, and where it is soft all six.
#[inline(always)]
pub fn eliminated(link: &Link) -> core::ops::Range<usize> {
    match link.soft {
        true => 0..6,
        false => link.kind.first_free()..link.kind.first_free() + link.kind.freedom(),
    }
}

/// Which coordinate row `k` is.
#[inline(always)]
pub fn coordinate(link: &Link, k: usize) -> Option<usize> {
    let first = link.kind.first_free();
    (first..first + link.kind.freedom()).contains(&k).then(|| k - first)
}

/// The motion of the child's centre of mass along row `k` of a joint.
#[inline(always)]
pub fn motion<T: Real>(block: &JointBlock<T>, k: usize) -> Twist<T> {
    let axis = match k % 3 {
        0 => block.frame.x,
        1 => block.frame.y,
        _ => block.frame.z,
    };
    match k < 3 {
        true => Twist { linear: axis, angular: Vec3::ZERO },
        false => Twist { linear: cross(block.arm, axis), angular: axis },
    }
}

/// Eliminates the rows of a joint.
#[inline(always)]
fn eliminate<T: Real, const J: usize>(
    link: &Link,
    block: &JointBlock<T>,
    inertia: &Articulated<T>,
    modes: &Modes<T, J>,
    j: usize,
    branch: &mut Branch<T>,
) {
    let mut rest = *inertia;
    branch.rows = 0;
    for k in eliminated(link) {
        let t = motion(block, k);
        let u = rest.apply(t);
        let (weight, held) = match coordinate(link, k) {
            Some(d) => (block.coordinate[d].weight, Some(modes.held(j, d))),
            None => (T::ONE / block.compliance[k], None),
        };
        let free = T::ONE / (pairing(t, u) + weight);
        let inverse = held.map_or(free, |held| T::select(held, T::ZERO, free));
        rest.subtract_outer(inverse, u);
        branch.row[branch.rows] = Row { index: k, impulse: u, inverse };
        branch.rows += 1;
    }
    branch.rest = rest;
}

impl<T: Real, const B: usize, const J: usize> Tree<T, B, J> {
    /// Of nothing.
    pub const ZERO: Self =
        Self { inertia: [Articulated::ZERO; B], root: [Root::ZERO; B], joint: [Branch::NONE; J] };

    /// Factorises the trees of a problem, with the drives in `modes`.
    #[inline(never)]
    pub fn factorize<const G: usize, const C: usize>(
        &mut self,
        topology: &Topology<B, J, G, C>,
        problem: &Problem<T, B, J, C>,
        modes: &Modes<T, J>,
    ) {
        let mut hangs = [false; B];
        for i in 0..topology.bodies {
            self.inertia[i] = Articulated::of(&problem.mass[i]);
        }
        for j in (0..topology.joints).rev() {
            let (link, branch) = (&topology.joint[j], &mut self.joint[j]);
            hangs[link.child] = true;
            eliminate(link, &problem.joint[j], &self.inertia[link.child], modes, j, branch);
            if link.parent != WORLD {
                let felt = branch.rest.seen_from(problem.joint[j].offset);
                self.inertia[link.parent].add(&felt);
            }
        }
        for i in 0..topology.bodies {
            if !hangs[i] {
                self.root[i] = Root::of(&self.inertia[i]);
            }
        }
    }

    /// The motion under a load.
    pub fn solve<const G: usize, const C: usize>(
        &self,
        topology: &Topology<B, J, G, C>,
        problem: &Problem<T, B, J, C>,
        load: &Load<T, B, J>,
    ) -> Motion<T, B, J> {
        let (velocity, p) = self.velocities(topology, problem, load);
        let mut wrench = [Twist::ZERO; J];
        for j in 0..topology.joints {
            let child = topology.joint[j].child;
            wrench[j] = self.inertia[child].apply(velocity[child]) - p[child];
        }
        Motion { velocity, wrench }
    }

    /// The velocities under a load, and the impulses on each body with all that hangs on it.
    #[inline(never)]
    pub fn velocities<const G: usize, const C: usize>(
        &self,
        topology: &Topology<B, J, G, C>,
        problem: &Problem<T, B, J, C>,
        load: &Load<T, B, J>,
    ) -> ([Twist<T>; B], [Twist<T>; B]) {
        let mut p = load.impulse;
        let mut gain = [[T::ZERO; 6]; J];
        let mut hangs = [false; B];
        for j in (0..topology.joints).rev() {
            let (link, branch) = (&topology.joint[j], &self.joint[j]);
            hangs[link.child] = true;
            let mut left = p[link.child];
            for (row, gain) in branch.row[..branch.rows].iter().zip(&mut gain[j]) {
                let g = load.push[j][row.index] + pairing(motion(&problem.joint[j], row.index), left);
                *gain = g * row.inverse;
                left -= row.impulse * *gain;
            }
            if link.parent != WORLD {
                let felt = left - branch.rest.apply(load.bias[j]);
                p[link.parent] += brought(felt, problem.joint[j].offset);
            }
        }
        let mut velocity = [Twist::ZERO; B];
        for i in 0..topology.bodies {
            if !hangs[i] {
                velocity[i] = self.root[i].solve(p[i]);
            }
        }
        for j in 0..topology.joints {
            let (link, branch) = (&topology.joint[j], &self.joint[j]);
            let mut v = load.bias[j];
            if link.parent != WORLD {
                v += carried(velocity[link.parent], problem.joint[j].offset);
            }
            for (row, &gain) in branch.row[..branch.rows].iter().zip(&gain[j]).rev() {
                let nu = gain - row.inverse * pairing(row.impulse, v);
                v += motion(&problem.joint[j], row.index) * nu;
            }
            velocity[link.child] = v;
        }
        (velocity, p)
    }
}
