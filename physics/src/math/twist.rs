//! Pairs of a linear and an angular vector: velocities of bodies, and impulses on them.

use core::ops::{Add, AddAssign, Mul, Neg, Sub, SubAssign};

use costate::{Diff, Real, differentiable};

use super::vec3::{Vec3, cross, dot};

/// A linear and an angular vector, in world axes.
///
/// As a velocity: that of a point of a body \[m/s\], and the angular velocity \[rad/s\]. As an impulse: \[N s\], and
/// its moment about that point \[N m s\]. The point is the body's centre of mass unless something else is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct Twist<T> {
    /// v, or an impulse.
    pub linear: Vec3<T>,
    /// ω, or the moment of an impulse.
    pub angular: Vec3<T>,
}

impl<T: Real> Twist<T> {
    /// At rest.
    pub const ZERO: Self = Self { linear: Vec3::ZERO, angular: Vec3::ZERO };

    /// Its six numbers, the linear ones first.
    #[inline(always)]
    pub fn six(self) -> [T; 6] {
        let Self { linear, angular } = self;
        [linear.x, linear.y, linear.z, angular.x, angular.y, angular.z]
    }
}

#[differentiable]
impl<T: Real> Add for Twist<T> {
    type Output = Self;
    #[inline(always)]
    fn add(self, o: Self) -> Self {
        Twist { linear: self.linear + o.linear, angular: self.angular + o.angular }
    }
}

#[differentiable]
impl<T: Real> Sub for Twist<T> {
    type Output = Self;
    #[inline(always)]
    fn sub(self, o: Self) -> Self {
        Twist { linear: self.linear - o.linear, angular: self.angular - o.angular }
    }
}

#[differentiable]
impl<T: Real> Neg for Twist<T> {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        Twist { linear: -self.linear, angular: -self.angular }
    }
}

#[differentiable]
impl<T: Real> Mul<T> for Twist<T> {
    type Output = Self;
    #[inline(always)]
    fn mul(self, k: T) -> Self {
        Twist { linear: self.linear * k, angular: self.angular * k }
    }
}

#[differentiable]
impl<T: Real> AddAssign for Twist<T> {
    #[inline(always)]
    fn add_assign(&mut self, o: Self) {
        self.linear += o.linear;
        self.angular += o.angular;
    }
}

#[differentiable]
impl<T: Real> SubAssign for Twist<T> {
    #[inline(always)]
    fn sub_assign(&mut self, o: Self) {
        self.linear -= o.linear;
        self.angular -= o.angular;
    }
}

/// A velocity's or an impulse's work on the other: v · f + ω · τ.
#[differentiable]
#[inline(always)]
pub fn pairing<T: Real>(a: Twist<T>, b: Twist<T>) -> T {
    dot(a.linear, b.linear) + dot(a.angular, b.angular)
}

/// The velocity of the point at `arm` from the one that `v` is told of: (v + ω × r, ω).
#[differentiable]
#[inline(always)]
pub fn carried<T: Real>(v: Twist<T>, arm: Vec3<T>) -> Twist<T> {
    Twist { linear: v.linear + cross(v.angular, arm), angular: v.angular }
}

/// An impulse at `arm` from a point, as its moment is about that point: (f, τ + r × f).
#[differentiable]
#[inline(always)]
pub fn brought<T: Real>(f: Twist<T>, arm: Vec3<T>) -> Twist<T> {
    Twist { linear: f.linear, angular: f.angular + cross(arm, f.linear) }
}
