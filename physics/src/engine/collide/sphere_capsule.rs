//! A sphere and a capsule.

use costate::{Real, differentiable};

use super::rounded::{balls, on_segment};
use super::{Collider, ContactPoint};

/// The sphere and the ball about the nearest point of the segment; with its centre on the segment, n is `b`'s x axis.
#[differentiable]
#[inline(always)]
pub fn touch<T: Real>(a: &Collider<T>, b: &Collider<T>) -> [ContactPoint<T>; 1] {
    let q = on_segment(a.position, b.position, b.frame.z, b.size.y);
    [balls(a.position, a.size.x, q, b.size.x, b.frame.x)]
}
