//! An edge against an edge.

use costate::{Real, differentiable, lit};

use super::super::rounded::unit;
use super::super::{Collider, ContactPoint};
use super::towards;
use crate::math::mat3::{apply, apply_transposed};
use crate::math::vec3::{Vec3, cross, dot};

/// Half way between the nearest points of the edges along the axes `edge_a` and `edge_b` of the boxes.
///
/// Of the four edges along an axis it is the one that reaches farthest to the other box. Parallel edges have no
/// normal: `otherwise` stands for it, and nobody asks.
#[differentiable]
#[inline(always)]
pub fn point<T: Real>(
    a: &Collider<T>,
    b: &Collider<T>,
    edge_a: Vec3<T>,
    edge_b: Vec3<T>,
    otherwise: Vec3<T>,
) -> ContactPoint<T> {
    let (u, v) = (apply(a.frame, edge_a), apply(b.frame, edge_b));
    let (n, _sine) = unit(cross(u, v), otherwise);
    let n = towards(n, a.position - b.position);
    let p = a.position + apply(a.frame, middle(a, edge_a, -n));
    let q = b.position + apply(b.frame, middle(b, edge_b, n));

    // the nearest points of two lines: s − (u · v) t = −u · r, t − (u · v) s = v · r
    let r = p - q;
    let along = dot(u, v);
    let det = (1.0 - along * along).max(lit(1e-4));
    let (half_a, half_b) = (dot(a.size, edge_a), dot(b.size, edge_b));
    let s = ((along * dot(v, r) - dot(u, r)) / det).clamp(-half_a, half_a);
    let t = (dot(v, r) + along * s).clamp(-half_b, half_b);
    let (p, q) = (p + u * s, q + v * t);
    ContactPoint { position: (p + q) * 0.5, normal: n, gap: dot(p - q, n) }
}

/// The middle of the edge along `axis` that reaches farthest along `n`, in the box's own frame \[m\].
#[differentiable]
#[inline(always)]
fn middle<T: Real>(a: &Collider<T>, axis: Vec3<T>, n: Vec3<T>) -> Vec3<T> {
    let l = apply_transposed(a.frame, n);
    Vec3 {
        x: side(l.x, a.size.x) * (1.0 - axis.x),
        y: side(l.y, a.size.y) * (1.0 - axis.y),
        z: side(l.z, a.size.z) * (1.0 - axis.z),
    }
}

/// ± h, with the sign of l.
#[differentiable]
#[inline(always)]
fn side<T: Real>(l: T, h: T) -> T {
    T::select(l.lt(T::ZERO), -h, h)
}
