//! Points rounded by radii: what spheres and capsules have in common.

use costate::{Real, differentiable, lit};

use super::ContactPoint;
use crate::math::vec3::{Vec3, dot, square};

/// v / ‖v‖ and ‖v‖ \[m\]; of less than 1e-10 m, `otherwise` and the length along it.
#[differentiable]
#[inline(always)]
pub fn unit<T: Real>(v: Vec3<T>, otherwise: Vec3<T>) -> (Vec3<T>, T) {
    let s = square(v);
    let long = s.gt(lit(1e-20));
    let length = T::select(long, s, T::ONE).sqrt();
    let over = 1.0 / length;
    let n = Vec3 {
        x: T::select(long, v.x * over, otherwise.x),
        y: T::select(long, v.y * over, otherwise.y),
        z: T::select(long, v.z * over, otherwise.z),
    };
    (n, T::select(long, length, dot(v, otherwise)))
}

/// A ball of radius `r` about `p`, which is `d` away from a surface of normal `n` \[m\].
#[differentiable]
#[inline(always)]
pub fn ball<T: Real>(p: Vec3<T>, r: T, n: Vec3<T>, d: T) -> ContactPoint<T> {
    ContactPoint { position: p - n * (0.5 * (d + r)), normal: n, gap: d - r }
}

/// A ball of radius `r` about `p`, which is `d` above a plane of normal `n` \[m\].
///
/// The point is its lowest, however deep that is: a ball rolls with all of its radius.
#[differentiable]
#[inline(always)]
pub fn ball_on_plane<T: Real>(p: Vec3<T>, r: T, n: Vec3<T>, d: T) -> ContactPoint<T> {
    ContactPoint { position: p - n * r, normal: n, gap: d - r }
}

/// Two balls: of radius `r` about `p`, and of radius `s` about `q` \[m\].
///
/// Where their centres coincide the normal is `otherwise`.
#[differentiable]
#[inline(always)]
pub fn balls<T: Real>(p: Vec3<T>, r: T, q: Vec3<T>, s: T, otherwise: Vec3<T>) -> ContactPoint<T> {
    let (n, d) = unit(p - q, otherwise);
    ball(p, r, n, d - s)
}

/// The point nearest to `p` on the segment ± `half` along `axis` about `centre` \[m\].
#[differentiable]
#[inline(always)]
pub fn on_segment<T: Real>(p: Vec3<T>, centre: Vec3<T>, axis: Vec3<T>, half: T) -> Vec3<T> {
    centre + axis * dot(p - centre, axis).clamp(-half, half)
}
