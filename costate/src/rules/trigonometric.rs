//! Circular functions and their inverses.

use crate::Real;

/// (sin x)′ = cos x
#[inline(always)]
pub fn sin<T: Real>(x: T, _y: T, d: T) -> T {
    sin_with(x.cos(), d)
}

/// The same, given cos x.
#[inline(always)]
pub fn sin_with<T: Real>(cos: T, d: T) -> T {
    (cos * d).where_nonzero(d)
}

/// (cos x)′ = −sin x
#[inline(always)]
pub fn cos<T: Real>(x: T, _y: T, d: T) -> T {
    cos_with(x.sin(), d)
}

/// The same, given sin x.
#[inline(always)]
pub fn cos_with<T: Real>(sin: T, d: T) -> T {
    (-(sin * d)).where_nonzero(d)
}

/// Tangent of `(sin x, cos x)`, given that pair: `(cos x · d, −sin x · d)`.
#[inline(always)]
pub fn sin_cos_tan<T: Real>((sin, cos): (T, T), d: T) -> (T, T) {
    (sin_with(cos, d), cos_with(sin, d))
}

/// Cotangent of `x` from that of `(sin x, cos x)`, given that pair.
#[inline(always)]
pub fn sin_cos_rev<T: Real>((sin, cos): (T, T), (dsin, dcos): (T, T)) -> T {
    (cos * dsin).where_nonzero(dsin) - (sin * dcos).where_nonzero(dcos)
}

/// (tan x)′ = 1 + y²
#[inline(always)]
pub fn tan<T: Real>(_x: T, y: T, d: T) -> T {
    ((T::ONE + y * y) * d).where_nonzero(d)
}

/// (asin x)′ = 1 / √(1 − x²), infinite at ±1.
#[inline(always)]
pub fn asin<T: Real>(x: T, _y: T, d: T) -> T {
    (d / leg(x)).where_nonzero(d)
}

/// (acos x)′ = −1 / √(1 − x²), infinite at ±1.
#[inline(always)]
pub fn acos<T: Real>(x: T, _y: T, d: T) -> T {
    (-(d / leg(x))).where_nonzero(d)
}

/// √(1 − x²), as √((1 − x)(1 + x)): no cancellation near ±1.
#[inline(always)]
fn leg<T: Real>(x: T) -> T {
    ((T::ONE - x) * (T::ONE + x)).sqrt()
}

/// (atan x)′ = 1 / (1 + x²)
#[inline(always)]
pub fn atan<T: Real>(x: T, _y: T, d: T) -> T {
    (d / (T::ONE + x * x)).where_nonzero(d)
}

/// ∂atan2(a, b)/∂a = b / (a² + b²); there is none at (0, 0), where a non-zero `d` gives NaN.
#[inline(always)]
pub fn atan2_0<T: Real>(a: T, b: T, _y: T, d: T) -> T {
    (b / (a * a + b * b) * d).where_nonzero(d)
}

/// ∂atan2(a, b)/∂b = −a / (a² + b²); there is none at (0, 0), where a non-zero `d` gives NaN.
#[inline(always)]
pub fn atan2_1<T: Real>(a: T, b: T, _y: T, d: T) -> T {
    (-(a / (a * a + b * b) * d)).where_nonzero(d)
}
