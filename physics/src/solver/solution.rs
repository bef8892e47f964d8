//! What a step is solved for.

use core::ops::Neg;

use costate::{Diff, Real};

use crate::math::Twist;

/// Velocities after the step, and the impulses that bring them about.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct Solution<T, const B: usize, const J: usize, const C: usize> {
    /// Of each body, of its centre of mass.
    pub velocity: [Twist<T>; B],
    /// Of each joint, on the child at its centre of mass \[N s, N m s\].
    pub wrench: [Twist<T>; J],
    /// Of each contact, on the first body: normal, two tangents \[N s\], torsion \[N m s\].
    pub push: [[T; 4]; C],
}

impl<T: Real, const B: usize, const J: usize, const C: usize> Solution<T, B, J, C> {
    /// All at rest.
    pub const ZERO: Self =
        Self { velocity: [Twist::ZERO; B], wrench: [Twist::ZERO; J], push: [[T::ZERO; 4]; C] };
}

impl<T: Real, const B: usize, const J: usize, const C: usize> Neg for Solution<T, B, J, C> {
    type Output = Self;

    fn neg(self) -> Self {
        Self {
            velocity: self.velocity.map(|v| -v),
            wrench: self.wrench.map(|w| -w),
            push: self.push.map(|p| p.map(|x| -x)),
        }
    }
}
