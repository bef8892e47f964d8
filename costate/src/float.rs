//! `f32` and `f64` as [`Real`] and [`Scalar`].

use crate::{Real, Scalar, elementary};

macro_rules! forward {
    ($float:ty, $module:ident: $($name:ident)*) => {$(
        #[inline(always)]
        fn $name(self) -> Self {
            elementary::$module::$name(self)
        }
    )*};
}

macro_rules! float {
    ($float:ident, $module:ident) => {
        impl Real for $float {
            type Mask = bool;
            type Element = $float;
            const LANES: usize = 1;
            const ZERO: Self = 0.0;
            const ONE: Self = 1.0;
            const PI: Self = core::$float::consts::PI;

            #[inline(always)]
            fn from_f64(x: f64) -> Self {
                x as $float
            }
            #[inline(always)]
            fn splat(x: Self) -> Self {
                x
            }
            #[inline(always)]
            fn lane(self, i: usize) -> Self {
                assert!(i == 0, "lane {i} of a scalar");
                self
            }
            #[inline(always)]
            fn set_lane(&mut self, i: usize, x: Self) {
                assert!(i == 0, "lane {i} of a scalar");
                *self = x;
            }
            #[inline(always)]
            fn lt(self, other: Self) -> bool {
                self < other
            }
            #[inline(always)]
            fn le(self, other: Self) -> bool {
                self <= other
            }
            #[inline(always)]
            fn gt(self, other: Self) -> bool {
                self > other
            }
            #[inline(always)]
            fn ge(self, other: Self) -> bool {
                self >= other
            }
            #[inline(always)]
            fn select(mask: bool, a: Self, b: Self) -> Self {
                if mask { a } else { b }
            }
            #[inline(always)]
            fn where_nonzero(self, d: Self) -> Self {
                if d == 0.0 { 0.0 } else { self }
            }
            #[inline(always)]
            fn abs(self) -> Self {
                <$float>::abs(self)
            }
            #[inline(always)]
            fn signum(self) -> Self {
                <$float>::signum(self)
            }
            #[inline(always)]
            fn atan2(self, other: Self) -> Self {
                elementary::$module::atan2(self, other)
            }
            #[inline(always)]
            fn sin_cos(self) -> (Self, Self) {
                elementary::$module::sin_cos(self)
            }
            #[inline(always)]
            fn powf(self, exponent: Self) -> Self {
                elementary::$module::powf(self, exponent)
            }
            #[inline(always)]
            fn hypot(self, other: Self) -> Self {
                elementary::$module::hypot(self, other)
            }
            forward! { $float, $module:
                sin cos tan asin acos atan sinh cosh tanh exp exp_m1 ln ln_1p log2 log10
                cbrt sqrt floor ceil round trunc
            }
        }

        impl Scalar for $float {
            #[inline(always)]
            fn to_f64(self) -> f64 {
                f64::from(self)
            }
        }
    };
}

float!(f64, double);
float!(f32, single);

#[cfg(test)]
mod tests;
