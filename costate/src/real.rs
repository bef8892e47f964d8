//! The numbers that kernels are written in.

use core::fmt::Debug;
use core::iter::Sum;
use core::ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Neg, Sub, SubAssign};

use crate::{Diff, Dual, Lift, Mask, Scalar, Tangent};

/// A real number: `f32`, `f64`, [`Lanes`](crate::Lanes) of those, [`Dual`](crate::Dual) of any.
///
/// A kernel generic over `T: Real` runs as it is on a scalar, in SIMD lanes, with a tangent, and
/// on the GPU, and gives the same bits everywhere. It is **not** `PartialOrd`: where lanes may
/// differ, compare to a [mask](Real::Mask) and [`select`](Real::select). Code that must branch
/// takes `T: Scalar`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a real number",
    label = "`Real` is wanted here",
    note = "`f32`, `f64`, `Lanes<f32, N>`, `Lanes<f64, N>` and `Dual<T>` are `Real`; an integer is converted by `as`, a literal of generic code by `costate::lit`",
    note = "a method of your own type with the name of a float's (`abs`, `min`, `exp`, `lt`) is called by its path, `V::abs(v)`"
)]
pub trait Real:
    Diff<Tangent = Self>
    + Lift<Lifted = Dual<Self>>
    + Tangent
    + Copy
    + Default
    + Debug
    + Send
    + Sync
    + 'static
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
    + AddAssign
    + SubAssign
    + MulAssign
    + DivAssign
    + Sum
    + for<'a> Sum<&'a Self>
{
    /// What a comparison gives: `bool`, or one `bool` a lane.
    type Mask: Mask;

    /// The scalar in a lane; the type itself where there are no lanes.
    type Element: Scalar;

    /// How many lanes there are: 1 for a scalar.
    const LANES: usize;

    /// 0.
    const ZERO: Self;

    /// 1.
    const ONE: Self;

    /// π.
    const PI: Self;

    /// The nearest number to `x`, in every lane.
    fn from_f64(x: f64) -> Self;

    /// `x` in every lane.
    fn splat(x: Self::Element) -> Self;

    /// The number in lane `i`. Panics where `i >= Self::LANES`.
    fn lane(self, i: usize) -> Self::Element;

    /// Replaces the number in lane `i`. Panics where `i >= Self::LANES`.
    fn set_lane(&mut self, i: usize, x: Self::Element);

    /// `self < other`, in each lane.
    fn lt(self, other: Self) -> Self::Mask;

    /// `self <= other`, in each lane.
    fn le(self, other: Self) -> Self::Mask;

    /// `self > other`, in each lane.
    fn gt(self, other: Self) -> Self::Mask;

    /// `self >= other`, in each lane.
    fn ge(self, other: Self) -> Self::Mask;

    /// `a` where `mask` is true, else `b`. Both are evaluated; there is no branch.
    fn select(mask: Self::Mask, a: Self, b: Self) -> Self;

    /// `self` where `d` is not zero, exactly 0 where it is: how singular rules keep a zero
    /// cotangent zero. For dual numbers both parts of `d` count, so no derivative is lost.
    fn where_nonzero(self, d: Self) -> Self;

    /// How many levels of tangents it has: 0, and one more for each `Dual` around it.
    #[doc(hidden)]
    const LEVELS: usize = 0;

    /// The value of `self` with the tangents of `other`.
    #[doc(hidden)]
    #[inline(always)]
    fn with_tangents_of(self, _other: Self) -> Self {
        self
    }

    /// Sine of an angle in radians.
    fn sin(self) -> Self;
    /// Cosine of an angle in radians.
    fn cos(self) -> Self;
    /// Tangent of an angle in radians.
    fn tan(self) -> Self;
    /// Angle in radians whose sine this is, in −π/2 … π/2.
    fn asin(self) -> Self;
    /// Angle in radians whose cosine this is, in 0 … π.
    fn acos(self) -> Self;
    /// Angle in radians whose tangent this is, in −π/2 … π/2.
    fn atan(self) -> Self;
    /// Angle in radians of the point (x = `other`, y = `self`), in −π … π.
    fn atan2(self, other: Self) -> Self;
    /// Hyperbolic sine.
    fn sinh(self) -> Self;
    /// Hyperbolic cosine.
    fn cosh(self) -> Self;
    /// Hyperbolic tangent.
    fn tanh(self) -> Self;
    /// e to this power.
    fn exp(self) -> Self;
    /// eˣ − 1, exact near 0.
    fn exp_m1(self) -> Self;
    /// Natural logarithm.
    fn ln(self) -> Self;
    /// ln(1 + x), exact near 0.
    fn ln_1p(self) -> Self;
    /// Logarithm to base 2.
    fn log2(self) -> Self;
    /// Logarithm to base 10.
    fn log10(self) -> Self;
    /// This number to a real power.
    fn powf(self, exponent: Self) -> Self;
    /// Cube root.
    fn cbrt(self) -> Self;
    /// √(x² + y²) without overflow.
    fn hypot(self, other: Self) -> Self;
    /// Square root, correctly rounded.
    fn sqrt(self) -> Self;
    /// Absolute value.
    fn abs(self) -> Self;
    /// 1 with the sign of this number, as `f64::signum`: 1 for +0, −1 for −0, NaN for NaN.
    fn signum(self) -> Self;
    /// Largest integer that is not larger.
    fn floor(self) -> Self;
    /// Smallest integer that is not smaller.
    fn ceil(self) -> Self;
    /// Nearest integer, halves away from zero.
    fn round(self) -> Self;
    /// The integer part.
    fn trunc(self) -> Self;

    /// Sine and cosine of one angle in radians.
    #[inline(always)]
    fn sin_cos(self) -> (Self, Self) {
        (self.sin(), self.cos())
    }

    /// 1 / x.
    #[inline(always)]
    fn recip(self) -> Self {
        Self::ONE / self
    }

    /// `select(self < other, self, other)`: a tie, and a NaN on either side, gives `other`.
    #[inline(always)]
    fn min(self, other: Self) -> Self {
        Self::select(self.lt(other), self, other)
    }

    /// `select(self > other, self, other)`: a tie, and a NaN on either side, gives `other`.
    #[inline(always)]
    fn max(self, other: Self) -> Self {
        Self::select(self.gt(other), self, other)
    }

    /// `self.max(lo).min(hi)`.
    #[inline(always)]
    fn clamp(self, lo: Self, hi: Self) -> Self {
        self.max(lo).min(hi)
    }

    /// This number to an integer power, by repeated squaring: the bits of `n` from the lowest up,
    /// `x¹³ = x · x⁴ · x⁸`; a negative power is the reciprocal of the positive one. `x⁰` is 1.
    #[inline(always)]
    fn powi(self, n: i32) -> Self {
        let power = raise(self, n.unsigned_abs());
        if n < 0 { power.recip() } else { power }
    }
}

/// x to the power `n` by squaring.
#[inline(always)]
fn raise<T: Real>(x: T, n: u32) -> T {
    let (mut square, mut rest) = (x, n);
    let mut power = if rest & 1 == 1 { x } else { T::ONE };
    while rest > 1 {
        rest >>= 1;
        square *= square;
        if rest & 1 == 1 {
            power *= square;
        }
    }
    power
}
