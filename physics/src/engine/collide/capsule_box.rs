//! A capsule and a box.
//!
//! The point s* of the axis that is nearest to the box says which face it is: the one that this point is farthest
//! above. The two points of contact are the ends of the part of the axis over that face, where the face is made
//! wide enough to hold s*. So a capsule that lies on a face, over its rim or along an edge rests on two points,
//! and one that leans on an edge or a corner has one of them there.
//!
//! While the axis is outside, each point has the true distance to the box; once it has entered, the face's.

use costate::{Real, detach, differentiable, lit};

use super::rounded::ball;
use super::solid::{above, face, nearest, outside};
use super::{Collider, ContactPoint};
use crate::math::mat3::{apply, apply_transposed};
use crate::math::vec3::{Vec3, dot, square};

/// By what part of its distance the face reaches beyond s*: within this an axis may turn away from an edge.
const MARGIN: f64 = 0.02;

/// Draws s* to the middle where the axis is level.
const DRAW: f64 = 1e-5;

/// An axis o + s u, |s| ≤ `half`, in the box's own frame \[m\].
#[derive(Clone, Copy, Debug, PartialEq, costate::Diff)]
#[diff(tangent = Self)]
struct Axis<T> {
    centre: Vec3<T>,
    along: Vec3<T>,
    half: T,
}

/// Two balls on the capsule, each against the box.
#[differentiable]
#[inline]
pub fn touch<T: Real>(a: &Collider<T>, b: &Collider<T>) -> [ContactPoint<T>; 2] {
    let axis = Axis {
        centre: apply_transposed(b.frame, a.position - b.position),
        along: apply_transposed(b.frame, a.frame.z),
        half: a.size.y,
    };
    let s = closest(&axis, b.size);
    let x = axis.centre + axis.along * s;
    let f = detach(face(x, b.size));
    let away = detach(square(outside(x, b.size)));
    let (_n, d) = nearest(x, b.size);
    let (from, to) = over(&axis, x, f, b.size, lit::<T>(MARGIN) * d.max(T::ZERO));
    [at(a, b, &axis, f, away, from), at(a, b, &axis, f, away, to)]
}

/// The ball of the axis at `s`, against the box or, where it is not `away`, against its face `f`.
#[differentiable]
#[inline(always)]
fn at<T: Real>(
    a: &Collider<T>,
    b: &Collider<T>,
    axis: &Axis<T>,
    f: Vec3<T>,
    away: T,
    s: T,
) -> ContactPoint<T> {
    let p = axis.centre + axis.along * s;
    let (n, d) = nearest(p, b.size);
    let far = away.gt(lit(1e-20));
    let normal =
        Vec3 { x: T::select(far, n.x, f.x), y: T::select(far, n.y, f.y), z: T::select(far, n.z, f.z) };
    let distance = T::select(far, d, above(f, p, b.size));
    ball(a.position + a.frame.z * s, a.size.x, apply(b.frame, normal), distance)
}

/// s*: the minimum of ½ ‖o + s u − box‖² + ½ ε s², which is piecewise quadratic.
///
/// Its slope g is piecewise linear, so a Newton step from the root is exact, and is all that is differentiated.
#[differentiable]
#[inline(always)]
fn closest<T: Real>(axis: &Axis<T>, h: Vec3<T>) -> T {
    let s = detach(root(axis, h));
    let u = axis.along;
    let e = outside(axis.centre + u * s, h);
    let stiff = lit::<T>(DRAW) + bent(e.x, u.x) + bent(e.y, u.y) + bent(e.z, u.z);
    let g = dot(u, e) + lit::<T>(DRAW) * s;
    (s - g / stiff).clamp(-axis.half, axis.half)
}

/// u² where the axis is outside.
#[differentiable]
#[inline(always)]
fn bent<T: Real>(e: T, u: T) -> T {
    T::select(e.abs().gt(T::ZERO), u * u, T::ZERO)
}

/// The root of g in ± `half`, or the end that is nearest to it: between its neighbours among the six kinks.
fn root<T: Real>(axis: &Axis<T>, h: Vec3<T>) -> T {
    let (o, u, l) = (axis.centre, axis.along, axis.half);
    let slope = |s: T| dot(u, outside(o + u * s, h)) + lit::<T>(DRAW) * s;
    let kink = |o: T, u: T, side: T| {
        let steep = u.abs().gt(lit(1e-12));
        (T::select(steep, side - o, T::ZERO) / T::select(steep, u, T::ONE)).clamp(-l, l)
    };
    let (mut from, mut to) = (-l, l);
    let (mut low, mut high) = (slope(-l), slope(l));
    // an end that g does not reach is its own other neighbour
    to = T::select(low.gt(T::ZERO), from, to);
    from = T::select(high.lt(T::ZERO), to, from);
    for (o, u, h) in [(o.x, u.x, h.x), (o.y, u.y, h.y), (o.z, u.z, h.z)] {
        for side in [-h, h] {
            let s = kink(o, u, side);
            let g = slope(s);
            let left = g.le(T::ZERO) & s.gt(from);
            let right = g.ge(T::ZERO) & s.lt(to);
            (from, low) = (T::select(left, s, from), T::select(left, g, low));
            (to, high) = (T::select(right, s, to), T::select(right, g, high));
        }
    }
    let rise = high - low;
    let crosses = rise.gt(T::ZERO) & to.gt(from);
    let part = T::select(crosses, -low, T::ZERO) / T::select(crosses, rise, T::ONE);
    from + part.clamp(T::ZERO, T::ONE) * (to - from)
}

/// The part of the axis over the face `f`, widened to hold `x` and a margin \[m\].
#[differentiable]
#[inline(always)]
fn over<T: Real>(axis: &Axis<T>, x: Vec3<T>, f: Vec3<T>, h: Vec3<T>, margin: T) -> (T, T) {
    let (o, u, l) = (axis.centre, axis.along, axis.half);
    let (from_x, to_x) = between(o.x, u.x, l, f.x, x.x, h.x, margin);
    let (from_y, to_y) = between(o.y, u.y, l, f.y, x.y, h.y, margin);
    let (from_z, to_z) = between(o.z, u.z, l, f.z, x.z, h.z, margin);
    (from_x.max(from_y).max(from_z), to_x.min(to_y).min(to_z))
}

/// Where min(−h, x − margin) ≤ o + s u ≤ max(h, x + margin), within ± `l`; all of it where `f` is not zero.
#[differentiable]
#[inline(always)]
fn between<T: Real>(o: T, u: T, l: T, f: T, x: T, h: T, margin: T) -> (T, T) {
    let bound = u.abs().gt(lit(1e-9)) & f.abs().lt(lit(0.5));
    let over = 1.0 / T::select(bound, u, T::ONE);
    let one = ((-h).min(x - margin) - o) * over;
    let other = (h.max(x + margin) - o) * over;
    let from = T::select(bound, one.min(other), -l);
    let to = T::select(bound, one.max(other), l);
    (from.clamp(-l, l), to.clamp(-l, l))
}
