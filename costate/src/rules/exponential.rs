//! Exponentials and logarithms.

use core::f64::consts::{LOG2_E, LOG10_E};

use crate::Real;

/// (eˣ)′ = y; a zero cotangent of an infinite value gives zero.
#[inline(always)]
pub fn exp<T: Real>(_x: T, y: T, d: T) -> T {
    (y * d).where_nonzero(d)
}

/// (eˣ − 1)′ = y + 1
#[inline(always)]
pub fn exp_m1<T: Real>(_x: T, y: T, d: T) -> T {
    ((y + T::ONE) * d).where_nonzero(d)
}

/// (ln x)′ = 1 / x
#[inline(always)]
pub fn ln<T: Real>(x: T, _y: T, d: T) -> T {
    (d / x).where_nonzero(d)
}

/// (ln(1 + x))′ = 1 / (1 + x)
#[inline(always)]
pub fn ln_1p<T: Real>(x: T, _y: T, d: T) -> T {
    (d / (T::ONE + x)).where_nonzero(d)
}

/// (log₂ x)′ = log₂ e / x
#[inline(always)]
pub fn log2<T: Real>(x: T, _y: T, d: T) -> T {
    (T::from_f64(LOG2_E) * d / x).where_nonzero(d)
}

/// (log₁₀ x)′ = log₁₀ e / x
#[inline(always)]
pub fn log10<T: Real>(x: T, _y: T, d: T) -> T {
    (T::from_f64(LOG10_E) * d / x).where_nonzero(d)
}
