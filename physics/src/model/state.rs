//! What moves.

use costate::{Diff, Real};

use crate::math::{Mat3, Twist, Vec3};
use crate::solver::Solution;

/// Positions and velocities, and the impulses that the next step starts from.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct State<T, const B: usize, const J: usize, const C: usize> {
    /// Of each body.
    pub body: [Body<T>; B],
    /// How fast each joint's coordinates change \[rad/s, m/s\]: what its rotor's inertia goes on with.
    pub rate: [[T; 3]; J],
    /// What the last step solved: where the next solver starts.
    pub warm: Solution<T, B, J, C>,
}

/// Where a body is and how it moves, in world axes.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct Body<T> {
    /// Its centre of mass \[m\].
    pub position: Vec3<T>,
    /// Its axes: the columns of a rotation. Derivatives by its nine numbers hold [along rotations](super::params) only.
    pub rotation: Mat3<T>,
    /// The velocity of its centre of mass \[m/s\], and its angular velocity \[rad/s\].
    pub velocity: Twist<T>,
}

impl<T: Real> Body<T> {
    /// At the origin, upright and at rest.
    pub const REST: Self = Self { position: Vec3::ZERO, rotation: Mat3::IDENTITY, velocity: Twist::ZERO };
}

impl<T: Real, const B: usize, const J: usize, const C: usize> State<T, B, J, C> {
    /// Bodies in these places, at rest in their joints.
    pub const fn at_rest(body: [Body<T>; B]) -> Self {
        Self { body, rate: [[T::ZERO; 3]; J], warm: Solution::ZERO }
    }

    /// Every body at the origin and at rest.
    pub const REST: Self = Self::at_rest([Body::REST; B]);
}
