//! A capsule and a plane.

use costate::{Real, differentiable};

use super::rounded::ball_on_plane;
use super::{Collider, ContactPoint};
use crate::math::vec3::dot;

/// The balls about both ends of the segment.
#[differentiable]
#[inline(always)]
pub fn touch<T: Real>(a: &Collider<T>, b: &Collider<T>) -> [ContactPoint<T>; 2] {
    let n = b.frame.z;
    let reach = a.frame.z * a.size.y;
    let height = dot(a.position - b.position, n);
    let rise = dot(reach, n);
    [
        ball_on_plane(a.position - reach, a.size.x, n, height - rise),
        ball_on_plane(a.position + reach, a.size.x, n, height + rise),
    ]
}
