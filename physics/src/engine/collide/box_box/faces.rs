//! A face against a face.
//!
//! The faces are those that look along the normal n the most. Everything is seen along n: a point of one face has
//! a point of the other above or below it, and the gap is the distance of the two. The patch is where they overlap.
//!
//! Of a corner of either face, the point of contact is the corner, or where the way from it to a point within the
//! patch enters the patch. While the faces are level the point within is the patch's centre, and a corner of `a`
//! first goes to the nearest point of `b`'s face: so faces whose edges are parallel touch in just the corners of the
//! patch. Where they lean, the point within is downhill from the centre, at the rim, and corners start from where
//! they are: the ways then run along the lowest edge, and that touches from end to end.

use costate::{Diff, Real, detach, differentiable, lit};

use super::super::box_plane::diagonal;
use super::super::solid::{largest, within};
use super::super::{Collider, ContactPoint};
use super::POINTS;
use super::patch::centroid;
use crate::math::Mat3;
use crate::math::mat3::{apply, apply_transposed, transposed_product};
use crate::math::vec3::{Vec3, dot, square};

/// By what part of half an edge a point may be beyond the rim.
const SLACK: f64 = 1e-5;

/// The slope of one face against the other at which the point within is half way to the rim.
const TILT: f64 = 0.02;

/// A face of a box and the normal, in the box's own frame.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
struct Face<T> {
    /// Its outward normal: an axis.
    out: Vec3<T>,
    /// The direction along which it is seen, over its part along `out`.
    sight: Vec3<T>,
    /// Half the edges of the box \[m\].
    size: Vec3<T>,
}

/// Two faces, and the first box as the second sees it.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
struct Facing<T> {
    a: Face<T>,
    b: Face<T>,
    turn: Mat3<T>,
    offset: Vec3<T>,
    /// n in the second box's frame.
    normal: Vec3<T>,
}

/// Two points, one above the other, each in the frame of its box \[m\].
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
struct Two<T> {
    a: Vec3<T>,
    b: Vec3<T>,
}

/// The points of contact of the faces along `normal`.
#[differentiable]
#[inline(always)]
pub fn points<T: Real>(a: &Collider<T>, b: &Collider<T>, normal: Vec3<T>) -> [ContactPoint<T>; POINTS] {
    let turn = transposed_product(b.frame, a.frame);
    let offset = apply_transposed(b.frame, a.position - b.position);
    let m = apply_transposed(b.frame, normal);
    let f = Facing {
        a: face(apply_transposed(a.frame, normal), -T::ONE, a.size),
        b: face(m, T::ONE, b.size),
        turn,
        offset,
        normal: m,
    };
    let (centre, lean) = lowered(&f, middle(&f));
    let mut point = [ContactPoint::<T>::NONE; POINTS];
    for i in 0..4 {
        let corner = on_b(&f, end(&f.a, i));
        let near = within(corner, f.b.size);
        point[i] = contact(&f, b, normal, drawn(&f, centre, near + (corner - near) * lean));
        point[4 + i] = contact(&f, b, normal, drawn(&f, centre, end(&f.b, i)));
    }
    point
}

/// The face that looks most along ± `n`.
#[differentiable]
#[inline(always)]
fn face<T: Real>(n: Vec3<T>, sign: T, size: Vec3<T>) -> Face<T> {
    let out = detach(facing(n * sign));
    Face { out, sight: n * (1.0 / dot(out, n)), size }
}

/// The axis that is nearest to `n`.
fn facing<T: Real>(n: Vec3<T>) -> Vec3<T> {
    largest(Vec3 { x: n.x.abs(), y: n.y.abs(), z: n.z.abs() }, n)
}

/// The corner of a face that is an end of diagonal `i` of its box.
///
/// Two faces that share a corner call it by the same number.
#[differentiable]
#[inline(always)]
fn end<T: Real>(face: &Face<T>, i: usize) -> Vec3<T> {
    let d = diagonal(face.size, i);
    d * T::select(dot(d, face.out).lt(T::ZERO), -T::ONE, T::ONE)
}

/// `p` on the plane of the face, along the line of sight \[m\].
#[differentiable]
#[inline(always)]
fn seen<T: Real>(face: &Face<T>, p: Vec3<T>) -> Vec3<T> {
    let level =
        Vec3 { x: face.out.x * face.size.x, y: face.out.y * face.size.y, z: face.out.z * face.size.z };
    p - face.sight * dot(face.out, p - level)
}

/// The point of `b`'s face below that of `a`.
#[differentiable]
#[inline(always)]
fn on_b<T: Real>(f: &Facing<T>, a: Vec3<T>) -> Vec3<T> {
    seen(&f.b, f.offset + apply(f.turn, a))
}

/// The point of `a`'s face above that of `b`.
#[differentiable]
#[inline(always)]
fn on_a<T: Real>(f: &Facing<T>, b: Vec3<T>) -> Vec3<T> {
    seen(&f.a, apply_transposed(f.turn, b - f.offset))
}

/// The centre of the patch.
#[differentiable]
#[inline(always)]
fn middle<T: Real>(f: &Facing<T>) -> Two<T> {
    // two axes in each face: the box's axes in their order after the normal's
    let (i, j) = sides(f.a.out);
    let (x, y) = sides(f.b.out);
    let level = |face: &Face<T>| Vec3 {
        x: face.out.x * face.size.x,
        y: face.out.y * face.size.y,
        z: face.out.z * face.size.z,
    };
    let c = on_b(f, level(&f.a));
    let level_b = level(&f.b);
    let u = apply(f.turn, i * dot(i, f.a.size));
    let v = apply(f.turn, j * dot(j, f.a.size));
    let u = u - f.b.sight * dot(f.b.out, u);
    let v = v - f.b.sight * dot(f.b.out, v);
    let [p, q] = centroid(
        [dot(x, c), dot(y, c)],
        [dot(x, u), dot(y, u)],
        [dot(x, v), dot(y, v)],
        [dot(x, f.b.size), dot(y, f.b.size)],
    );
    let b = level_b + x * p + y * q;
    Two { a: on_a(f, b), b }
}

/// The two other axes.
#[differentiable]
#[inline(always)]
fn sides<T: Real>(out: Vec3<T>) -> (Vec3<T>, Vec3<T>) {
    let (x, y, z) = (out.x * out.x, out.y * out.y, out.z * out.z);
    (Vec3 { x: z, y: x, z: y }, Vec3 { x: y, y: z, z: x })
}

/// The point `b` under the first face and the one above it, drawn to the centre until they are on both faces.
#[differentiable]
#[inline(always)]
fn drawn<T: Real>(f: &Facing<T>, centre: Two<T>, b: Vec3<T>) -> Two<T> {
    along(f, centre, b - centre.b, T::ONE)
}

/// From `centre` the way that ends on the rim of either face at the latest, and of that a part.
#[differentiable]
#[inline(always)]
fn along<T: Real>(f: &Facing<T>, centre: Two<T>, way: Vec3<T>, part: T) -> Two<T> {
    let way = way - f.b.out * dot(f.b.out, way);
    let above = on_a(f, centre.b + way) - centre.a;
    let above = above - f.a.out * dot(f.a.out, above);
    let part = room(centre.a, above, f.a.size).min(room(centre.b, way, f.b.size)) * part;
    Two { a: centre.a + above * part, b: centre.b + way * part }
}

/// A point of the patch that is downhill from `centre`, and how much the faces lean.
///
/// With s the slope of the gap along the second face, it is at s² / (s² + TILT²) of the way to the rim.
#[differentiable]
#[inline(always)]
fn lowered<T: Real>(f: &Facing<T>, centre: Two<T>) -> (Two<T>, T) {
    let out = apply(f.turn, f.a.out);
    let slope = (out - f.b.out * dot(out, f.b.out)) * (1.0 / dot(out, f.normal));
    let steep = square(slope);
    let even = steep + lit::<T>(TILT * TILT);
    let reach = 2.0 * (f.b.size.x + f.b.size.y + f.b.size.z);
    let lean = steep / even;
    (along(f, centre, slope * (reach / even.sqrt()), lean), lean)
}

/// The part of the way from c that is within ± h: 0 to 1.
#[differentiable]
#[inline(always)]
fn room<T: Real>(c: Vec3<T>, way: Vec3<T>, h: Vec3<T>) -> T {
    exit(c.x, way.x, h.x).min(exit(c.y, way.y, h.y)).min(exit(c.z, way.z, h.z))
}

/// The part of the way d from c that is within ± h: 0 to 1.
///
/// A corner is on the rim but for rounding; with the [`SLACK`] the way to it is all within.
#[differentiable]
#[inline(always)]
fn exit<T: Real>(c: T, d: T, h: T) -> T {
    let moves = d.abs().gt(lit(1e-9));
    let rim = h * lit::<T>(1.0 + SLACK);
    let room = T::select(d.lt(T::ZERO), rim + c, rim - c);
    let part = T::select(moves, room, T::ONE) / T::select(moves, d.abs(), T::ONE);
    part.clamp(T::ZERO, T::ONE)
}

/// Half way between the two.
#[differentiable]
#[inline(always)]
fn contact<T: Real>(f: &Facing<T>, b: &Collider<T>, normal: Vec3<T>, two: Two<T>) -> ContactPoint<T> {
    let a = f.offset + apply(f.turn, two.a);
    let half = (a + two.b) * 0.5;
    ContactPoint { position: b.position + apply(b.frame, half), normal, gap: dot(f.normal, a - two.b) }
}
