//! Rotation matrices: turning them by a vector, keeping them orthonormal, reading angles off them.

use costate::{Real, differentiable, lit};

use super::mat3::{Mat3, apply_transposed, product, transposed_product};
use super::vec3::{Vec3, direction, dot, square};

/// The rotation by ‖φ‖ \[rad\] about φ: exp \[φ\]×.
///
/// By the half angle a = ‖φ‖ / 2, q = (cos a, ½ φ sin a / a), whose two series in a² are exact to
/// 1e-15 up to ‖φ‖ = 2 and to 1e-9 up to ‖φ‖ = 5. Farther on it is some rotation about φ: q is taken by its
/// direction, so that a body that spins too fast for its time steps stays a rigid one. There is no angle at which it
/// is singular.
#[differentiable]
#[inline(always)]
pub fn exp<T: Real>(phi: Vec3<T>) -> Mat3<T> {
    let s = 0.25 * square(phi);
    let w = cosine_series(s);
    let k = 0.5 * sine_series(s);
    let (x, y, z) = (k * phi.x, k * phi.y, k * phi.z);
    let two = 2.0 / (w * w + (x * x + (y * y + z * z)));
    Mat3 {
        x: Vec3 { x: 1.0 - two * (y * y + z * z), y: two * (x * y + w * z), z: two * (x * z - w * y) },
        y: Vec3 { x: two * (x * y - w * z), y: 1.0 - two * (x * x + z * z), z: two * (y * z + w * x) },
        z: Vec3 { x: two * (x * z + w * y), y: two * (y * z - w * x), z: 1.0 - two * (x * x + y * y) },
    }
}

/// cos √s = 1 − s/2! + s²/4! − …
#[differentiable]
#[inline(always)]
fn cosine_series<T: Real>(s: T) -> T {
    let high = lit::<T>(-1.0 / 87_178_291_200.0) + s * lit::<T>(1.0 / 20_922_789_888_000.0);
    let mid = lit::<T>(-1.0 / 3_628_800.0) + s * (lit::<T>(1.0 / 479_001_600.0) + s * high);
    1.0 + s
        * (-0.5
            + s * (lit::<T>(1.0 / 24.0)
                + s * (lit::<T>(-1.0 / 720.0) + s * (lit::<T>(1.0 / 40_320.0) + s * mid))))
}

/// sin √s / √s = 1 − s/3! + s²/5! − …
#[differentiable]
#[inline(always)]
fn sine_series<T: Real>(s: T) -> T {
    let high = lit::<T>(-1.0 / 1_307_674_368_000.0) + s * lit::<T>(1.0 / 355_687_428_096_000.0);
    let mid = lit::<T>(-1.0 / 39_916_800.0) + s * (lit::<T>(1.0 / 6_227_020_800.0) + s * high);
    1.0 + s
        * (lit::<T>(-1.0 / 6.0)
            + s * (lit::<T>(1.0 / 120.0)
                + s * (lit::<T>(-1.0 / 5040.0) + s * (lit::<T>(1.0 / 362_880.0) + s * mid))))
}

/// A' = (3 A − A Aᵀ A) / 2: a step towards the nearest rotation, whose error is squared by it.
///
/// \[Degrave2019\] §2 prints A∘(A·A) for the product; this is the right form (W. Premerlani and
/// P. Bizard, "Direction Cosine Matrix IMU: Theory", 2009, equation 21).
#[differentiable]
#[inline(always)]
pub fn repaired<T: Real>(a: Mat3<T>) -> Mat3<T> {
    a * 1.5 - product(a, transposed_product(a, a)) * 0.5
}

/// ½ (Q − Qᵀ)∨ = sin‖φ‖ φ/‖φ‖: which way and how far Q turns, smooth everywhere and ambiguous beyond 90°.
#[differentiable]
#[inline(always)]
pub fn sines<T: Real>(q: Mat3<T>) -> Vec3<T> {
    Vec3 { x: 0.5 * (q.y.z - q.z.y), y: 0.5 * (q.z.x - q.x.z), z: 0.5 * (q.x.y - q.y.x) }
}

/// The vector φ with exp \[φ\]× = Q, 0 ≤ ‖φ‖ ≤ π \[rad\].
///
/// φ = atan2(‖s‖, c) s / ‖s‖ with s = [`sines()`] and c = ½ (tr Q − 1) = cos‖φ‖. Towards half a turn s vanishes; there it
/// is atan2(s · n, c) n with the axis n.
#[differentiable]
#[inline]
pub fn log<T: Real>(q: Mat3<T>) -> Vec3<T> {
    let s = sines(q);
    let c = 0.5 * (q.x.x + q.y.y + q.z.z - 1.0);
    let sine2 = square(s);
    // near 0 the quotient angle / sine is 1 + sin²/6 + 3 sin⁴/40
    let near = sine2.lt(lit(1e-6)) & c.gt(T::ZERO);
    let back = c.lt(lit(-0.9));
    let n = axis(q, s, c);
    let sine = T::select(near | back, T::ONE, sine2).sqrt();
    let angle = T::select(back, dot(s, n), sine).atan2(c);
    let far = angle / sine;
    let scale = T::select(near, 1.0 + sine2 * (lit::<T>(1.0 / 6.0) + lit::<T>(0.075) * sine2), far);
    Vec3 {
        x: T::select(back, n.x * angle, s.x * scale),
        y: T::select(back, n.y * angle, s.y * scale),
        z: T::select(back, n.z * angle, s.z * scale),
    }
}

/// The axis n of a rotation Q by nearly half a turn, on the side of s: the longest column of
/// ½ (Q + Qᵀ) − c = (1 − c) n nᵀ.
#[differentiable]
#[inline(always)]
fn axis<T: Real>(q: Mat3<T>, s: Vec3<T>, c: T) -> Vec3<T> {
    let (xx, yy, zz) = (q.x.x - c, q.y.y - c, q.z.z - c);
    let (xy, xz, yz) = (0.5 * (q.x.y + q.y.x), 0.5 * (q.x.z + q.z.x), 0.5 * (q.y.z + q.z.y));
    let first = xx.ge(yy) & xx.ge(zz);
    let second = yy.ge(zz);
    let n = direction(Vec3 {
        x: T::select(first, xx, T::select(second, xy, xz)),
        y: T::select(first, xy, T::select(second, yy, yz)),
        z: T::select(first, xz, T::select(second, yz, zz)),
    });
    n * T::select(dot(n, s).lt(T::ZERO), -T::ONE, T::ONE)
}

/// The two other axes of a right-handed frame (a, b, c), where a has length one.
///
/// T. Duff et al., "Building an Orthonormal Basis, Revisited", JCGT 6:1, 2017. There is a seam at
/// a.z = 0, across which b and c turn about a.
#[differentiable]
#[inline(always)]
pub fn basis<T: Real>(a: Vec3<T>) -> (Vec3<T>, Vec3<T>) {
    let sign = T::select(a.z.lt(T::ZERO), -T::ONE, T::ONE);
    let p = -1.0 / (sign + a.z);
    let q = a.x * a.y * p;
    let b = Vec3 { x: 1.0 + sign * a.x * a.x * p, y: sign * q, z: -(sign * a.x) };
    let c = Vec3 { x: q, y: sign + a.y * a.y * p, z: -a.y };
    (b, c)
}

/// Rᵀ S: the frame S as seen from the frame R.
#[differentiable]
#[inline(always)]
pub fn relative<T: Real>(r: Mat3<T>, s: Mat3<T>) -> Mat3<T> {
    Mat3 { x: apply_transposed(r, s.x), y: apply_transposed(r, s.y), z: apply_transposed(r, s.z) }
}

/// ‖Aᵀ A − 1‖∞: how far A is from a rotation.
pub fn defect<T: Real>(a: Mat3<T>) -> T {
    let lengths =
        (square(a.x) - T::ONE).abs().max((square(a.y) - T::ONE).abs()).max((square(a.z) - T::ONE).abs());
    lengths.max(dot(a.x, a.y).abs()).max(dot(a.x, a.z).abs()).max(dot(a.y, a.z).abs())
}
