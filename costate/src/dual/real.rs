//! Dual numbers as [`Real`] and [`Scalar`]: every primitive with its rule.

use crate::{Dual, Real, Scalar, rules};

/// Primitives of one argument: the value, and the rule of the same name.
macro_rules! unary {
    ($($name:ident)*) => {$(
        #[inline(always)]
        fn $name(self) -> Self {
            let y = self.re.$name();
            Dual::new(y, rules::$name(self.re, y, self.eps))
        }
    )*};
}

/// Primitives of two arguments: the value, and the rules of both.
macro_rules! binary {
    ($($name:ident $rule_0:ident $rule_1:ident;)*) => {$(
        #[inline(always)]
        fn $name(self, other: Self) -> Self {
            let (a, b) = (self.re, other.re);
            let y = a.$name(b);
            Dual::new(y, rules::$rule_0(a, b, y, self.eps) + rules::$rule_1(a, b, y, other.eps))
        }
    )*};
}

macro_rules! compare {
    ($($name:ident)*) => {$(
        #[inline(always)]
        fn $name(self, other: Self) -> Self::Mask {
            self.re.$name(other.re)
        }
    )*};
}

impl<T: Real> Real for Dual<T> {
    type Mask = T::Mask;
    type Element = Dual<T::Element>;
    const LANES: usize = T::LANES;
    const LEVELS: usize = T::LEVELS + 1;
    const ZERO: Self = Dual { re: T::ZERO, eps: T::ZERO };
    const ONE: Self = Dual { re: T::ONE, eps: T::ZERO };
    const PI: Self = Dual { re: T::PI, eps: T::ZERO };

    #[inline(always)]
    fn from_f64(x: f64) -> Self {
        Dual::constant(T::from_f64(x))
    }
    #[inline(always)]
    fn splat(x: Self::Element) -> Self {
        Dual::new(T::splat(x.re), T::splat(x.eps))
    }
    #[inline(always)]
    fn lane(self, i: usize) -> Self::Element {
        Dual { re: self.re.lane(i), eps: self.eps.lane(i) }
    }
    #[inline(always)]
    fn set_lane(&mut self, i: usize, x: Self::Element) {
        self.re.set_lane(i, x.re);
        self.eps.set_lane(i, x.eps);
    }
    compare! { lt le gt ge }

    #[inline(always)]
    fn select(mask: Self::Mask, a: Self, b: Self) -> Self {
        Dual::new(T::select(mask, a.re, b.re), T::select(mask, a.eps, b.eps))
    }

    #[inline(always)]
    fn with_tangents_of(self, other: Self) -> Self {
        Dual::new(self.re.with_tangents_of(other.re), other.eps)
    }

    /// The value is 0 where `d`'s is; the tangent is 0 only where both parts of `d` are.
    #[inline(always)]
    fn where_nonzero(self, d: Self) -> Self {
        let eps = self.eps.where_nonzero(d.eps);
        let some = !(d.re.le(T::ZERO) & d.re.ge(T::ZERO));
        Dual::new(self.re.where_nonzero(d.re), T::select(some, self.eps, eps))
    }

    unary! {
        sin cos tan asin acos atan sinh cosh tanh exp exp_m1 ln ln_1p log2 log10
        cbrt sqrt recip abs signum floor ceil round trunc
    }
    binary! {
        atan2 atan2_0 atan2_1;
        powf powf_0 powf_1;
        hypot hypot_0 hypot_1;
    }

    #[inline(always)]
    fn sin_cos(self) -> (Self, Self) {
        let y = self.re.sin_cos();
        let t = rules::sin_cos_tan(y, self.eps);
        (Dual::new(y.0, t.0), Dual::new(y.1, t.1))
    }
    #[inline(always)]
    fn powi(self, n: i32) -> Self {
        Dual::new(self.re.powi(n), rules::powi(self.re, n, self.eps))
    }
}

impl<T: Scalar> Scalar for Dual<T> {
    #[inline(always)]
    fn to_f64(self) -> f64 {
        self.re.to_f64()
    }
}
