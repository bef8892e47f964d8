//! A box in its own axes, as a point sees it.
//!
//! The distance is negative inside: that to the nearest face.

use costate::{Real, detach, differentiable};

use super::rounded::unit;
use crate::math::vec3::Vec3;

/// `p` less the nearest point of the box of half edges `h`: zero inside \[m\].
#[differentiable]
#[inline(always)]
pub fn outside<T: Real>(p: Vec3<T>, h: Vec3<T>) -> Vec3<T> {
    p - within(p, h)
}

/// The nearest point of the box \[m\].
#[differentiable]
#[inline(always)]
pub fn within<T: Real>(p: Vec3<T>, h: Vec3<T>) -> Vec3<T> {
    Vec3 { x: p.x.clamp(-h.x, h.x), y: p.y.clamp(-h.y, h.y), z: p.z.clamp(-h.z, h.z) }
}

/// The outward normal of the face that `p` is nearest to from within, or farthest outside.
#[inline(always)]
pub fn face<T: Real>(p: Vec3<T>, h: Vec3<T>) -> Vec3<T> {
    largest(Vec3 { x: p.x.abs() - h.x, y: p.y.abs() - h.y, z: p.z.abs() - h.z }, p)
}

/// One where `v` is largest, with the sign of `p` there, and zero elsewhere.
#[inline(always)]
pub fn largest<T: Real>(v: Vec3<T>, p: Vec3<T>) -> Vec3<T> {
    let x_wins = v.x.ge(v.y) & v.x.ge(v.z);
    let y_wins = v.y.ge(v.z);
    Vec3 {
        x: T::select(x_wins, sign(p.x), T::ZERO),
        y: T::select(x_wins, T::ZERO, T::select(y_wins, sign(p.y), T::ZERO)),
        z: T::select(x_wins, T::ZERO, T::select(y_wins, T::ZERO, sign(p.z))),
    }
}

/// −1 below zero, and 1.
#[inline(always)]
fn sign<T: Real>(x: T) -> T {
    T::select(x.lt(T::ZERO), -T::ONE, T::ONE)
}

/// How far `p` is above the face of normal `f` \[m\].
#[differentiable]
#[inline(always)]
pub fn above<T: Real>(f: Vec3<T>, p: Vec3<T>, h: Vec3<T>) -> T {
    f.x * (p.x - f.x * h.x) + f.y * (p.y - f.y * h.y) + f.z * (p.z - f.z * h.z)
}

/// The normal and the distance of the box at `p` \[m\].
#[differentiable]
#[inline(always)]
pub fn nearest<T: Real>(p: Vec3<T>, h: Vec3<T>) -> (Vec3<T>, T) {
    let f = detach(face(p, h));
    let (n, d) = unit(outside(p, h), f);
    (n, d + above(f, p, h).min(T::ZERO))
}
