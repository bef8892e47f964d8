//! Bounds that let through what is no number.
//!
//! [`Real::max`] and [`Real::clamp`] give the bound where they are given NaN, and so hide it. These keep it, and have
//! the same values and the same slopes at ties of everything else. Bounds are taken to be numbers.

use costate::{Real, differentiable};

/// `x`, but at least `low`; NaN where `x` is. A tie has the slope of `low`.
#[differentiable]
#[inline(always)]
pub fn at_least<T: Real>(x: T, low: T) -> T {
    T::select(x.le(low), low, x)
}

/// `x`, but at most `high`; NaN where `x` is. A tie has the slope of `high`.
#[differentiable]
#[inline(always)]
pub fn at_most<T: Real>(x: T, high: T) -> T {
    T::select(x.ge(high), high, x)
}

/// `x` between `low` and `high`; NaN where `x` is.
#[differentiable]
#[inline(always)]
pub fn between<T: Real>(x: T, low: T, high: T) -> T {
    at_most(at_least(x, low), high)
}

/// 0; NaN where `x` is. Added to what cannot be overlooked, it tells of what is only compared.
#[inline(always)]
pub fn doubt<T: Real>(x: T) -> T {
    T::select(x.ge(x), T::ZERO, x)
}
