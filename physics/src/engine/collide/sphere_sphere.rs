//! Two spheres.

use costate::{Real, differentiable};

use super::rounded::balls;
use super::{Collider, ContactPoint};

/// n = (a − b) / ‖a − b‖, gap = ‖a − b‖ − r_a − r_b; where the centres coincide, n is the z axis of `b`.
#[differentiable]
#[inline(always)]
pub fn touch<T: Real>(a: &Collider<T>, b: &Collider<T>) -> [ContactPoint<T>; 1] {
    [balls(a.position, a.size.x, b.position, b.size.x, b.frame.z)]
}
