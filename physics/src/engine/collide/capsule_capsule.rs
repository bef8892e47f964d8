//! Two capsules.
//!
//! Parallel capsules touch along the stretch of the first that lies beside the second, crossed ones in the point
//! s* where their axes are nearest. The two points of contact are the ends of that stretch, drawn towards s* as
//! the axes turn away from each other:
//!
//! s± = s* + λ (s_end± − s*), λ = k d² / (k d² + w² σ²)
//!
//! with w the half length of the stretch, d the distance of the axes, and σ the sine of the turn about the normal.
//! The ends are w σ off the other axis, and leave for s* while that is about √k d = d / 10; there they are no more
//! than k d / 8 above the deepest point. A tilt out of the common plane leaves the ends in place: it is their gaps
//! that tell of it.

use costate::{Real, differentiable, lit};

use super::rounded::{balls, on_segment};
use super::{Collider, ContactPoint};
use crate::math::vec3::{Vec3, cross, dot, square};

/// k: how much of a turn the ends bear.
const BEAR: f64 = 0.01;

/// Draws s* to the middle where the axes are parallel.
const DRAW: f64 = 1e-5;

/// Two balls on the first capsule, each against the nearest on the second.
#[differentiable]
#[inline]
pub fn touch<T: Real>(a: &Collider<T>, b: &Collider<T>) -> [ContactPoint<T>; 2] {
    let (lower, upper) = stretch(a, b);
    [at(a, b, lower), at(a, b, upper)]
}

/// s±: where on the first axis the contacts are \[m\].
#[differentiable]
#[inline(always)]
fn stretch<T: Real>(a: &Collider<T>, b: &Collider<T>) -> (T, T) {
    let (u, v) = (a.frame.z, b.frame.z);
    let (half_a, half_b) = (a.size.y, b.size.y);
    let r = a.position - b.position;
    let (along, foot, other) = (dot(u, v), dot(u, r), dot(v, r));

    // nearest points of the axes: of least ‖r + s u − t v‖² + ε (s² + t²), and s again for the t that was found
    let one = T::ONE + lit::<T>(DRAW);
    let det = one * one - along * along;
    let free = (along * other - one * foot) / det;
    let t = ((other + along * free.clamp(-half_a, half_a)) / one).clamp(-half_b, half_b);
    let s = (along * t - foot).clamp(-half_a, half_a);

    // the stretch beside the second axis
    let reach = along.abs() * half_b;
    let from = (-foot - reach).clamp(-half_a, half_a);
    let to = (reach - foot).clamp(-half_a, half_a);

    let w = 0.5 * (to - from);
    let d = r + u * s - v * t;
    let sine = turn(u, v, d);
    let bear = lit::<T>(BEAR) * square(d);
    let lambda = bear / (bear + w * w * sine + 1e-20);
    (s + lambda * (from - s), s + lambda * (to - s))
}

/// σ²: of the angle between `u` and `v` about `n`.
#[differentiable]
#[inline(always)]
fn turn<T: Real>(u: Vec3<T>, v: Vec3<T>, n: Vec3<T>) -> T {
    let c = dot(cross(u, v), n);
    c * c / (square(n) + 1e-20)
}

/// The ball of the first axis at `s`, and the nearest on the second.
#[differentiable]
#[inline(always)]
fn at<T: Real>(a: &Collider<T>, b: &Collider<T>, s: T) -> ContactPoint<T> {
    let p = a.position + a.frame.z * s;
    let q = on_segment(p, b.position, b.frame.z, b.size.y);
    balls(p, a.size.x, q, b.size.x, b.frame.x)
}
