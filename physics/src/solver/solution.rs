//! What a step is solved for.

use core::ops::Neg;

use costate::{Diff, Real};

use crate::math::{Twist, Vec3};

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

impl<T: Real, const B: usize, const J: usize, const C: usize> Solution<T, B, J, C> {
    /// The same values, with the tangents of `self` + `step`.
    pub(super) fn with_tangents_moved(mut self, step: &Self) -> Self {
        fn twist<T: Real>(x: &mut Twist<T>, by: &Twist<T>) {
            vector(&mut x.linear, by.linear);
            vector(&mut x.angular, by.angular);
        }
        fn vector<T: Real>(x: &mut Vec3<T>, by: Vec3<T>) {
            (x.x, x.y, x.z) = (number(x.x, by.x), number(x.y, by.y), number(x.z, by.z));
        }
        fn number<T: Real>(x: T, by: T) -> T {
            x.with_tangents_of(x + by)
        }
        self.velocity.iter_mut().zip(&step.velocity).for_each(|(v, by)| twist(v, by));
        self.wrench.iter_mut().zip(&step.wrench).for_each(|(w, by)| twist(w, by));
        self.push
            .as_flattened_mut()
            .iter_mut()
            .zip(step.push.as_flattened())
            .for_each(|(p, by)| *p = number(*p, *by));
        self
    }
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
