//! A sphere and a plane.

use costate::{Real, differentiable};

use super::rounded::ball_on_plane;
use super::{Collider, ContactPoint};
use crate::math::vec3::dot;

/// gap = (a − b) · n − r.
#[differentiable]
#[inline(always)]
pub fn touch<T: Real>(a: &Collider<T>, b: &Collider<T>) -> [ContactPoint<T>; 1] {
    let n = b.frame.z;
    [ball_on_plane(a.position, a.size.x, n, dot(a.position - b.position, n))]
}
