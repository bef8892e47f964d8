//! Arithmetic of lanes, as plain data and as a tangent.

use core::iter::Sum;
use core::ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Neg, Sub, SubAssign};

use super::wide;
use crate::{
    Diff, Float, Lanes, Pod, Real, Tangent, Zero,
    pod::{Plain, Words, WordsMut, copied, copy},
};

macro_rules! operator {
    ($($trait:ident $method:ident $assign_trait:ident $assign_method:ident;)*) => {$(
        impl<T: Float, const N: usize> $trait for Lanes<T, N> {
            type Output = Self;
            #[inline(always)]
            fn $method(mut self, other: Self) -> Self {
                wide::$method(&mut self.0, &other.0);
                self
            }
        }
        impl<T: Float, const N: usize> $assign_trait for Lanes<T, N> {
            #[inline(always)]
            fn $assign_method(&mut self, other: Self) {
                wide::$method(&mut self.0, &other.0);
            }
        }
    )*};
}

operator! {
    Add add AddAssign add_assign;
    Sub sub SubAssign sub_assign;
    Mul mul MulAssign mul_assign;
    Div div DivAssign div_assign;
}

impl<T: Float, const N: usize> Neg for Lanes<T, N> {
    type Output = Self;
    #[inline(always)]
    fn neg(mut self) -> Self {
        wide::neg(&mut self.0);
        self
    }
}

/// Lane by lane, from −0 up, as core's sum of floats: an empty sum has core's bits.
impl<T: Float, const N: usize> Sum for Lanes<T, N> {
    #[inline(always)]
    fn sum<I: Iterator<Item = Self>>(terms: I) -> Self {
        terms.fold(-Self::ZERO, Add::add)
    }
}

impl<'a, T: Float, const N: usize> Sum<&'a Self> for Lanes<T, N> {
    #[inline(always)]
    fn sum<I: Iterator<Item = &'a Self>>(terms: I) -> Self {
        terms.copied().sum()
    }
}

impl<T: Float, const N: usize> Default for Lanes<T, N> {
    #[inline(always)]
    fn default() -> Self {
        Self::ZERO
    }
}

impl<T: Float, const N: usize> Zero for Lanes<T, N> {
    #[inline(always)]
    fn zero() -> Self {
        Self::ZERO
    }
    #[inline(always)]
    fn neutral() -> Self {
        -Self::ZERO
    }
}

impl<T: Float, const N: usize> Tangent for Lanes<T, N> {
    #[inline(always)]
    fn accumulate(&mut self, other: &Self) {
        *self += *other;
    }
    #[inline(always)]
    fn reduce(&mut self, other: &Self) {
        *self -= *other;
    }
}

impl<T: Float, const N: usize> Pod for Lanes<T, N> {
    const WORDS: usize = N * T::WORDS;
    // they are an array, and what fills the last register
    const PLAIN: Plain =
        if size_of::<Self>() == size_of::<[T; N]>() { <[T; N]>::PLAIN.wide() } else { Plain::NO };
    #[inline(always)]
    fn store<W: WordsMut + ?Sized>(&self, words: &mut W, at: usize) {
        if !copied(self, words, at) {
            self.0.store(words, at);
        }
    }
    #[inline(always)]
    fn load<W: Words + ?Sized>(words: &W, at: usize) -> Self {
        copy(words, at).unwrap_or_else(|| Lanes(Pod::load(words, at)))
    }
    #[inline(always)]
    fn filler() -> Self {
        Self::ZERO
    }
    #[inline(always)]
    fn detached(self) -> Self {
        self
    }
    #[inline(always)]
    fn duplicate(&self) -> Self {
        *self
    }
}

impl<T: Float, const N: usize> Diff for Lanes<T, N> {
    type Tangent = Self;
}
