//! A box and a plane.
//!
//! A box has four diagonals through its centre, and each has one end that is lower. These are the four points: of
//! a box that lies they are its lower corners, and of one that tumbles they stay where they are until their
//! diagonal is level, far above the ground. gap = height − |d · n| is continuous at every turn.

use costate::{Real, differentiable};

use super::rounded::ball_on_plane;
use super::{Collider, ContactPoint};
use crate::math::mat3::apply;
use crate::math::vec3::{Vec3, dot};

/// One for each diagonal.
pub const POINTS: usize = 4;

/// The lower ends of the diagonals.
#[differentiable]
#[inline(always)]
pub fn touch<T: Real>(a: &Collider<T>, b: &Collider<T>) -> [ContactPoint<T>; POINTS] {
    let n = b.frame.z;
    let height = dot(a.position - b.position, n);
    let mut point = [ContactPoint::<T>::NONE; POINTS];
    for i in 0..POINTS {
        let d = apply(a.frame, diagonal(a.size, i));
        let rise = dot(d, n);
        let down = T::select(rise.gt(T::ZERO), -T::ONE, T::ONE);
        point[i] = ball_on_plane(a.position + d * down, T::ZERO, n, height + rise * down);
    }
    point
}

/// Half of diagonal `i` of four: (± x, ± y, z).
#[differentiable]
#[inline(always)]
pub fn diagonal<T: Real>(size: Vec3<T>, i: usize) -> Vec3<T> {
    let x = if i & 1 == 0 { size.x } else { -size.x };
    let y = if i & 2 == 0 { size.y } else { -size.y };
    Vec3 { x, y, z: size.z }
}
