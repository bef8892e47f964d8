//! Method-style primitives: what `x.sin()` becomes inside a differentiable function.
//!
//! `x.sin()` on an `f64` would silently be std's, with other bits on every platform; the macro
//! writes `x.op_sin()` instead, which is costate's for every [`Real`]. Method syntax keeps Rust's
//! automatic dereferencing.

use crate::Real;

macro_rules! real_ops {
    ($($op:ident = $name:ident ( $($argument:ident: $type:ty),* ) -> $result:ty;)*) => {
        /// The primitives of [`Real`] under names that no inherent method hides.
        #[diagnostic::on_unimplemented(
            message = "`{Self}` has no real-number functions",
            label = "not a real number",
            note = "inside `#[differentiable]` the functions sin, exp, sqrt, … are costate's and need `f32`, `f64` or `T: Real`; an integer is converted by `as f64`"
        )]
        pub trait RealOps: Sized {
            $(
                #[doc = concat!("[`Real::", stringify!($name), "`].")]
                fn $op(self $(, $argument: $type)*) -> $result;
            )*
        }

        impl<T: Real> RealOps for T {
            $(
                #[inline(always)]
                fn $op(self $(, $argument: $type)*) -> $result {
                    Real::$name(self $(, $argument)*)
                }
            )*
        }
    };
}

real_ops! {
    op_sin = sin() -> Self;
    op_cos = cos() -> Self;
    op_tan = tan() -> Self;
    op_asin = asin() -> Self;
    op_acos = acos() -> Self;
    op_atan = atan() -> Self;
    op_atan2 = atan2(other: Self) -> Self;
    op_sinh = sinh() -> Self;
    op_cosh = cosh() -> Self;
    op_tanh = tanh() -> Self;
    op_exp = exp() -> Self;
    op_exp_m1 = exp_m1() -> Self;
    op_ln = ln() -> Self;
    op_ln_1p = ln_1p() -> Self;
    op_log2 = log2() -> Self;
    op_log10 = log10() -> Self;
    op_powf = powf(exponent: Self) -> Self;
    op_powi = powi(n: i32) -> Self;
    op_cbrt = cbrt() -> Self;
    op_hypot = hypot(other: Self) -> Self;
    op_sqrt = sqrt() -> Self;
    op_recip = recip() -> Self;
    op_sin_cos = sin_cos() -> (Self, Self);
    op_floor = floor() -> Self;
    op_ceil = ceil() -> Self;
    op_round = round() -> Self;
    op_trunc = trunc() -> Self;
}

/// Signs and choices, of real numbers and of integers.
///
/// Of real numbers they are [`Real`]'s: a tie of `min` or `max` gives the second. Of integers they
/// are core's, except that an unsigned number has an absolute value (itself) and a sign (0 or 1).
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no `abs`, `signum`, `min`, `max` or `clamp` that can be differentiated",
    label = "not a number",
    note = "inside `#[differentiable]` these are costate's and need `f32`, `f64`, `T: Real` or an integer"
)]
pub trait OrdOps: Sized {
    /// Absolute value.
    fn op_abs(self) -> Self;
    /// The sign.
    fn op_signum(self) -> Self;
    /// The smaller.
    fn op_min(self, other: Self) -> Self;
    /// The larger.
    fn op_max(self, other: Self) -> Self;
    /// `self.op_max(lo).op_min(hi)`.
    fn op_clamp(self, lo: Self, hi: Self) -> Self;
}

impl<T: Real> OrdOps for T {
    #[inline(always)]
    fn op_abs(self) -> Self {
        Real::abs(self)
    }
    #[inline(always)]
    fn op_signum(self) -> Self {
        Real::signum(self)
    }
    #[inline(always)]
    fn op_min(self, other: Self) -> Self {
        Real::min(self, other)
    }
    #[inline(always)]
    fn op_max(self, other: Self) -> Self {
        Real::max(self, other)
    }
    #[inline(always)]
    fn op_clamp(self, lo: Self, hi: Self) -> Self {
        Real::clamp(self, lo, hi)
    }
}

macro_rules! integers {
    ($abs:expr, $signum:expr; $($type:ty)*) => {$(
        impl OrdOps for $type {
            #[inline(always)]
            fn op_abs(self) -> Self {
                let abs: fn($type) -> $type = $abs;
                abs(self)
            }
            #[inline(always)]
            fn op_signum(self) -> Self {
                let signum: fn($type) -> $type = $signum;
                signum(self)
            }
            #[inline(always)]
            fn op_min(self, other: Self) -> Self {
                Ord::min(self, other)
            }
            #[inline(always)]
            fn op_max(self, other: Self) -> Self {
                Ord::max(self, other)
            }
            #[inline(always)]
            fn op_clamp(self, lo: Self, hi: Self) -> Self {
                Ord::min(Ord::max(self, lo), hi)
            }
        }
    )*};
}

integers! { |x| x.abs(), |x| x.signum(); i8 i16 i32 i64 i128 isize }
integers! { |x| x, |x| Ord::min(x, 1); u8 u16 u32 u64 u128 usize }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_reach_through_references() {
        let x = &&0.5_f64;
        assert_eq!(x.op_sin(), libm::sin(0.5));
        assert_eq!(x.op_max(0.25), 0.5);
        assert_eq!([3_usize, 5].iter().map(|n| n.op_min(4)).sum::<usize>(), 7);
    }

    #[test]
    fn a_tie_gives_the_second() {
        assert_eq!(0.0_f64.op_max(-0.0).to_bits(), (-0.0_f64).to_bits());
        assert_eq!(0.0_f64.op_min(-0.0).to_bits(), (-0.0_f64).to_bits());
        assert!(1.0_f64.op_max(f64::NAN).is_nan());
        assert_eq!(f64::NAN.op_max(1.0), 1.0);
        // lo above hi: min comes last
        assert_eq!(0.0_f64.op_clamp(2.0, 1.0), 1.0);
        assert_eq!(0_i32.op_clamp(2, 1), 1);
    }

    #[test]
    fn integers_have_signs() {
        assert_eq!(((-3_i64).op_abs(), (-3_i64).op_signum()), (3, -1));
        assert_eq!((3_u8.op_abs(), 3_u8.op_signum(), 0_u8.op_signum()), (3, 1, 0));
    }
}
