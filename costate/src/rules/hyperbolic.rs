//! Hyperbolic functions.

use crate::Real;

/// (sinh x)′ = cosh x
#[inline(always)]
pub fn sinh<T: Real>(x: T, _y: T, d: T) -> T {
    (x.cosh() * d).where_nonzero(d)
}

/// (cosh x)′ = sinh x
#[inline(always)]
pub fn cosh<T: Real>(x: T, _y: T, d: T) -> T {
    (x.sinh() * d).where_nonzero(d)
}

/// (tanh x)′ = 1 − y², as (1 − y)(1 + y): no cancellation near ±1.
#[inline(always)]
pub fn tanh<T: Real>(_x: T, y: T, d: T) -> T {
    ((T::ONE - y) * (T::ONE + y) * d).where_nonzero(d)
}
