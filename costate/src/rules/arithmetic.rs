//! Quotients.
//!
//! `d · (1 / b)`, not `d / b`: the reciprocal does not wait for the cotangent, it leaves loops in which `b`
//! stays the same, and all quotients by one `b` share it. Where `1 / b` is beyond the largest number, so is the slope.

use crate::Real;

/// ∂(a / b)/∂a = 1 / b
#[inline(always)]
pub fn div_0<T: Real>(_a: T, b: T, _y: T, d: T) -> T {
    (d * (T::ONE / b)).where_nonzero(d)
}

/// ∂(a / b)/∂b = −y / b, which does not wait for `d`
#[inline(always)]
pub fn div_1<T: Real>(_a: T, b: T, y: T, d: T) -> T {
    (-(y * (T::ONE / b)) * d).where_nonzero(d)
}

/// ∂(a b)/∂a = b, where `b` may be infinite and the product left out by a choice.
#[inline(always)]
pub fn product<T: Real>(b: T, d: T) -> T {
    (b * d).where_nonzero(d)
}

/// (1 / x)′ = −y²
#[inline(always)]
pub fn recip<T: Real>(_x: T, y: T, d: T) -> T {
    (-(y * y * d)).where_nonzero(d)
}
