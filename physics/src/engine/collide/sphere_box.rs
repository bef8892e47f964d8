//! A sphere and a box.

use costate::{Real, differentiable};

use super::rounded::ball;
use super::solid::nearest;
use super::{Collider, ContactPoint};
use crate::math::mat3::{apply, apply_transposed};

/// The nearest point of the box; with its centre inside, the sphere is pushed through the nearest face.
#[differentiable]
#[inline]
pub fn touch<T: Real>(a: &Collider<T>, b: &Collider<T>) -> [ContactPoint<T>; 1] {
    let (n, d) = nearest(apply_transposed(b.frame, a.position - b.position), b.size);
    [ball(a.position, a.size.x, apply(b.frame, n), d)]
}
