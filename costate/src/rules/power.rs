//! Powers and roots.

use crate::Real;

/// (√x)′ = 1 / (2y), infinite at 0.
#[inline(always)]
pub fn sqrt<T: Real>(_x: T, y: T, d: T) -> T {
    (d * (T::ONE / (y + y))).where_nonzero(d)
}

/// (∛x)′ = 1 / (3y²), infinite at 0.
#[inline(always)]
pub fn cbrt<T: Real>(_x: T, y: T, d: T) -> T {
    (d / (T::from_f64(3.0) * y * y)).where_nonzero(d)
}

/// ∂hypot(a, b)/∂a = a / y, and 0 at (0, 0).
#[inline(always)]
pub fn hypot_0<T: Real>(a: T, _b: T, y: T, d: T) -> T {
    T::select(y.gt(T::ZERO), a / y * d, T::ZERO).where_nonzero(d)
}

/// ∂hypot(a, b)/∂b = b / y, and 0 at (0, 0).
#[inline(always)]
pub fn hypot_1<T: Real>(_a: T, b: T, y: T, d: T) -> T {
    T::select(y.gt(T::ZERO), b / y * d, T::ZERO).where_nonzero(d)
}

/// (xⁿ)′ = n xⁿ⁻¹; `x⁰` has slope 0.
#[inline(always)]
pub fn powi<T: Real>(x: T, n: i32, d: T) -> T {
    if n == 0 {
        return T::ZERO;
    }
    let slope = T::from_f64(f64::from(n)) * x.powi(n.saturating_sub(1));
    (slope * d).where_nonzero(d)
}

/// ∂(aᵇ)/∂a = b aᵇ⁻¹; `a⁰` has slope 0.
#[inline(always)]
pub fn powf_0<T: Real>(a: T, b: T, _y: T, d: T) -> T {
    (a.powf(b - T::ONE) * b * d).where_nonzero(b).where_nonzero(d)
}

/// ∂(aᵇ)/∂b = y ln a where `a > 0`, else 0.
#[inline(always)]
pub fn powf_1<T: Real>(a: T, _b: T, y: T, d: T) -> T {
    T::select(a.gt(T::ZERO), y * a.ln() * d, T::ZERO).where_nonzero(d)
}
