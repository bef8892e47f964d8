//! Sums, products and order of dual numbers.

use core::cmp::Ordering;
use core::iter::Sum;
use core::ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Neg, Sub, SubAssign};

use crate::{
    Diff, Dual, Pod, Real, Scalar, Tangent, Zero,
    pod::{Words, WordsMut},
    rules,
};

impl<T: Real> Add for Dual<T> {
    type Output = Self;
    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Dual::new(self.re + other.re, self.eps + other.eps)
    }
}

impl<T: Real> Sub for Dual<T> {
    type Output = Self;
    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        Dual::new(self.re - other.re, self.eps - other.eps)
    }
}

/// (a b)˙ = b ȧ + a ḃ
impl<T: Real> Mul for Dual<T> {
    type Output = Self;
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        Dual::new(self.re * other.re, other.re * self.eps + self.re * other.eps)
    }
}

/// (a / b)˙ = (ȧ − (a / b) ḃ) / b
impl<T: Real> Div for Dual<T> {
    type Output = Self;
    #[inline(always)]
    fn div(self, other: Self) -> Self {
        let (a, b, y) = (self.re, other.re, self.re / other.re);
        Dual::new(y, rules::div_0(a, b, y, self.eps) + rules::div_1(a, b, y, other.eps))
    }
}

impl<T: Real> Neg for Dual<T> {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        Dual::new(-self.re, -self.eps)
    }
}

macro_rules! assign {
    ($($trait:ident $method:ident $op:tt;)*) => {$(
        impl<T: Real> $trait for Dual<T> {
            #[inline(always)]
            fn $method(&mut self, other: Self) {
                *self = *self $op other;
            }
        }
    )*};
}

assign! { AddAssign add_assign +; SubAssign sub_assign -; MulAssign mul_assign *; DivAssign div_assign /; }

/// From −0 up, as core's sum of floats: an empty sum has core's bits.
impl<T: Real> Sum for Dual<T> {
    #[inline(always)]
    fn sum<I: Iterator<Item = Self>>(terms: I) -> Self {
        terms.fold(-Self::ZERO, Add::add)
    }
}

impl<'a, T: Real> Sum<&'a Self> for Dual<T> {
    #[inline(always)]
    fn sum<I: Iterator<Item = &'a Self>>(terms: I) -> Self {
        terms.copied().sum()
    }
}

/// Equal values; the tangents may differ.
impl<T: Scalar> PartialEq for Dual<T> {
    #[inline(always)]
    fn eq(&self, other: &Self) -> bool {
        self.re == other.re
    }
}

/// By value.
impl<T: Scalar> PartialOrd for Dual<T> {
    #[inline(always)]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.re.partial_cmp(&other.re)
    }
}

impl<T: Real> Zero for Dual<T> {
    #[inline(always)]
    fn zero() -> Self {
        Self::ZERO
    }
    #[inline(always)]
    fn neutral() -> Self {
        -Self::ZERO
    }
}

impl<T: Real> Tangent for Dual<T> {
    #[inline(always)]
    fn accumulate(&mut self, other: &Self) {
        *self += *other;
    }
    #[inline(always)]
    fn reduce(&mut self, other: &Self) {
        *self -= *other;
    }
}

impl<T: Real> Pod for Dual<T> {
    const WORDS: usize = 2 * T::WORDS;
    #[inline(always)]
    fn store<W: WordsMut + ?Sized>(&self, words: &mut W, at: usize) {
        self.re.store(words, at);
        self.eps.store(words, at + T::WORDS);
    }
    #[inline(always)]
    fn load<W: Words + ?Sized>(words: &W, at: usize) -> Self {
        Dual::new(T::load(words, at), T::load(words, at + T::WORDS))
    }
    #[inline(always)]
    fn filler() -> Self {
        Self::ZERO
    }
    #[inline(always)]
    fn detached(self) -> Self {
        Dual::constant(self.re.detached())
    }
    #[inline(always)]
    fn duplicate(&self) -> Self {
        *self
    }
}

impl<T: Real> Diff for Dual<T> {
    type Tangent = Self;
}
