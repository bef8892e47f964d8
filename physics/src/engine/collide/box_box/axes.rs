//! The direction in which two boxes are the least deep, or farthest apart.

use costate::{Diff, Real, differentiable, lit};

use super::super::Collider;
use crate::math::Mat3;
use crate::math::mat3::{apply, apply_transposed};
use crate::math::vec3::{Vec3, cross, direction, dot, square};

/// The cosine to the face's normal above which edges are left to the faces: of about 1°.
const LEVEL: f64 = 0.9998;

/// The squared sine below which two edges count as parallel.
const PARALLEL: f64 = 1e-4;

/// Which face and which edges, as axes of their boxes.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct Choice<T> {
    /// The first box's face, or zero where it is the second's.
    pub face_a: Vec3<T>,
    /// The second box's face, or zero where it is the first's.
    pub face_b: Vec3<T>,
    /// An edge of the first box.
    pub edge_a: Vec3<T>,
    /// An edge of the second box.
    pub edge_b: Vec3<T>,
    /// One where the edges are chosen, and zero where the face is.
    pub edges: T,
}

/// How far the boxes are apart along `n`, which has length one \[m\].
///
/// |(a − b) · n| − Σ h_a |n · a_k| − Σ h_b |n · b_k|
#[differentiable]
#[inline(always)]
pub fn separation<T: Real>(a: &Collider<T>, b: &Collider<T>, n: Vec3<T>) -> T {
    dot(a.position - b.position, n).abs() - extent(a, n) - extent(b, n)
}

/// How far a box reaches along `n` \[m\].
#[differentiable]
#[inline(always)]
fn extent<T: Real>(a: &Collider<T>, n: Vec3<T>) -> T {
    let l = apply_transposed(a.frame, n);
    a.size.x * l.x.abs() + a.size.y * l.y.abs() + a.size.z * l.z.abs()
}

/// The best face, the best edges, and which of them it is.
pub fn choose<T: Real>(a: &Collider<T>, b: &Collider<T>) -> Choice<T> {
    let (of_a, face_a) = best_face(a, b, &a.frame);
    let (of_b, face_b) = best_face(a, b, &b.frame);
    let first = of_a.gt(of_b);
    let face = T::select(first, of_a, of_b);
    let none = Vec3::ZERO;
    let face_a = pick(first, face_a, none);
    let face_b = pick(first, none, face_b);
    let normal = apply(a.frame, face_a) + apply(b.frame, face_b);
    let (of_edges, edge_a, edge_b) = best_edges(a, b);

    // edges whose normal is nearly the face's are left to the face, unless they show that the boxes do not touch
    let n = direction(cross(apply(a.frame, edge_a), apply(b.frame, edge_b)));
    let aside = dot(n, normal).abs().lt(lit(LEVEL)) | of_edges.gt(T::ZERO);
    let edges = T::select(aside & of_edges.gt(face), T::ONE, T::ZERO);
    Choice { face_a, face_b, edge_a, edge_b, edges }
}

/// Of three axes the one along which the boxes are farthest apart, and how far.
fn best_face<T: Real>(a: &Collider<T>, b: &Collider<T>, frame: &Mat3<T>) -> (T, Vec3<T>) {
    let unit = [Mat3::IDENTITY.x, Mat3::IDENTITY.y, Mat3::IDENTITY.z];
    let (mut best, mut axis) = (separation(a, b, frame.x), unit[0]);
    for (k, n) in [frame.y, frame.z].into_iter().enumerate() {
        let s = separation(a, b, n);
        let better = s.gt(best);
        best = T::select(better, s, best);
        axis = pick(better, unit[k + 1], axis);
    }
    (best, axis)
}

/// Of the nine pairs of edges that along whose normal the boxes are farthest apart, and how far.
///
/// Pairs that are nearly parallel have no normal.
fn best_edges<T: Real>(a: &Collider<T>, b: &Collider<T>) -> (T, Vec3<T>, Vec3<T>) {
    let unit = [Mat3::IDENTITY.x, Mat3::IDENTITY.y, Mat3::IDENTITY.z];
    let (mut best, mut edge_a, mut edge_b) = (lit::<T>(-1e30), unit[0], unit[0]);
    for (i, u) in [a.frame.x, a.frame.y, a.frame.z].into_iter().enumerate() {
        for (j, v) in [b.frame.x, b.frame.y, b.frame.z].into_iter().enumerate() {
            let c = cross(u, v);
            let sine = square(c);
            let valid = sine.gt(lit(PARALLEL));
            let n = c * (T::ONE / T::select(valid, sine, T::ONE).sqrt());
            let s = separation(a, b, n);
            let better = valid & s.gt(best);
            best = T::select(better, s, best);
            edge_a = pick(better, unit[i], edge_a);
            edge_b = pick(better, unit[j], edge_b);
        }
    }
    (best, edge_a, edge_b)
}

fn pick<T: Real>(first: T::Mask, p: Vec3<T>, q: Vec3<T>) -> Vec3<T> {
    Vec3 { x: T::select(first, p.x, q.x), y: T::select(first, p.y, q.y), z: T::select(first, p.z, q.z) }
}
