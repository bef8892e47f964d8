//! Signs, choices and rounding: primitives with kinks and steps.

use crate::Real;

/// |x|′ = ±1, and 0 at 0.
#[inline(always)]
pub fn abs<T: Real>(x: T, _y: T, d: T) -> T {
    let falling = T::select(x.lt(T::ZERO), -d, T::ZERO);
    T::select(x.gt(T::ZERO), d, falling)
}

/// max(a, b) = select(a > b, a, b): the slope in `a` is 1 where `a > b`.
#[inline(always)]
pub fn max_0<T: Real>(a: T, b: T, _y: T, d: T) -> T {
    T::select(a.gt(b), d, T::ZERO)
}

/// max(a, b) = select(a > b, a, b): the slope in `b` is 0 where `a > b`.
#[inline(always)]
pub fn max_1<T: Real>(a: T, b: T, _y: T, d: T) -> T {
    T::select(a.gt(b), T::ZERO, d)
}

/// min(a, b) = select(a < b, a, b): the slope in `a` is 1 where `a < b`.
#[inline(always)]
pub fn min_0<T: Real>(a: T, b: T, _y: T, d: T) -> T {
    T::select(a.lt(b), d, T::ZERO)
}

/// min(a, b) = select(a < b, a, b): the slope in `b` is 0 where `a < b`.
#[inline(always)]
pub fn min_1<T: Real>(a: T, b: T, _y: T, d: T) -> T {
    T::select(a.lt(b), T::ZERO, d)
}

/// clamp(x, lo, hi) = min(max(x, lo), hi): the slope in `x` is 1 where `lo < x < hi`.
#[inline(always)]
pub fn clamp_0<T: Real>(x: T, lo: T, hi: T, d: T) -> T {
    max_0(x, lo, T::ZERO, min_0(x.max(lo), hi, T::ZERO, d))
}

/// clamp(x, lo, hi) = min(max(x, lo), hi): the slope in `lo` is 1 where `x ≤ lo < hi`.
#[inline(always)]
pub fn clamp_1<T: Real>(x: T, lo: T, hi: T, d: T) -> T {
    max_1(x, lo, T::ZERO, min_0(x.max(lo), hi, T::ZERO, d))
}

/// clamp(x, lo, hi) = min(max(x, lo), hi): the slope in `hi` is 1 where `hi ≤ max(x, lo)`.
#[inline(always)]
pub fn clamp_2<T: Real>(x: T, lo: T, hi: T, d: T) -> T {
    min_1(x.max(lo), hi, T::ZERO, d)
}

macro_rules! flat {
    ($($name:ident: $doc:literal;)*) => {$(
        #[doc = $doc]
        #[inline(always)]
        pub fn $name<T: Real>(_x: T, _y: T, _d: T) -> T {
            T::ZERO
        }
    )*};
}

flat! {
    signum: "The sign is a step: slope 0.";
    floor: "⌊x⌋ is a step: slope 0.";
    ceil: "⌈x⌉ is a step: slope 0.";
    round: "Rounding is a step: slope 0.";
    trunc: "Cutting off is a step: slope 0.";
}
