//! Two boxes.
//!
//! The direction of least depth is that of a face or of an edge against an edge (S. Gottschalk et al., "OBBTree",
//! SIGGRAPH 1996). Of faces there are eight points, four for the corners of each: such that they fill the patch
//! in which the faces overlap, and stay on their corners while the boxes turn and slide. Of edges there is one
//! point, in the first place, and the others are [`AWAY`].
//!
//! The deepest of the points is as deep as that direction says, so the least gap is continuous. The exception are
//! boxes that lie on each other within 1°: there the faces have it even where edges cross, so that piles rest. The
//! normal jumps where the choice changes, as it must, and so do the points unless the directions nearly agree.

pub mod axes;
pub mod edges;
pub mod faces;
pub mod patch;

use costate::{Real, detach, differentiable, lit};

use self::axes::{choose, separation};
use super::{Collider, ContactPoint};
use crate::math::mat3::apply;
use crate::math::vec3::{Vec3, dot};

/// One for each corner of two faces.
pub const POINTS: usize = 8;

/// The gap of a point that is none \[m\].
pub const AWAY: f64 = 1.0;

/// The corners of two faces, or two edges.
#[differentiable]
#[inline(never)]
pub fn touch<T: Real>(a: &Collider<T>, b: &Collider<T>) -> [ContactPoint<T>; POINTS] {
    let choice = detach(choose(a, b));
    let axis = apply(a.frame, choice.face_a) + apply(b.frame, choice.face_b);
    let normal = towards(axis, a.position - b.position);
    let mut point = faces::points(a, b, normal);

    // faces that are apart are so everywhere; half of it leaves the deepest point its own slope
    let apart = 0.5 * separation(a, b, normal).max(T::ZERO);
    for i in 0..POINTS {
        let gap = T::select(apart.gt(T::ZERO), point[i].gap.max(apart), point[i].gap);
        point[i].gap = T::select(choice.edges.gt(lit(0.5)), lit::<T>(AWAY), gap);
    }
    let edge = edges::point(a, b, choice.edge_a, choice.edge_b, normal);
    point[0] = either(choice.edges, edge, point[0]);
    point
}

/// `n` or −`n`, such that it points along `d`.
#[differentiable]
#[inline(always)]
fn towards<T: Real>(n: Vec3<T>, d: Vec3<T>) -> Vec3<T> {
    n * T::select(dot(n, d).lt(T::ZERO), -T::ONE, T::ONE)
}

/// `p` where `which` is one, and `q` where it is zero.
#[differentiable]
#[inline(always)]
fn either<T: Real>(which: T, p: ContactPoint<T>, q: ContactPoint<T>) -> ContactPoint<T> {
    let first = which.gt(lit(0.5));
    ContactPoint {
        position: Vec3 {
            x: T::select(first, p.position.x, q.position.x),
            y: T::select(first, p.position.y, q.position.y),
            z: T::select(first, p.position.z, q.position.z),
        },
        normal: Vec3 {
            x: T::select(first, p.normal.x, q.normal.x),
            y: T::select(first, p.normal.y, q.normal.y),
            z: T::select(first, p.normal.z, q.normal.z),
        },
        gap: T::select(first, p.gap, q.gap),
    }
}
