//! One truth value a lane.

use core::ops::{BitAnd, BitOr, BitXor, Not};

use crate::{
    Diff, Mask, Pod,
    pod::{Words, WordsMut},
};

/// What comparing two [`Lanes`](crate::Lanes) gives: one `bool` a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(transparent)]
pub struct LaneMask<const N: usize>(pub [bool; N]);

macro_rules! combine {
    ($($trait:ident $method:ident $op:tt;)*) => {$(
        impl<const N: usize> $trait for LaneMask<N> {
            type Output = Self;
            #[inline(always)]
            fn $method(mut self, other: Self) -> Self {
                for i in 0..N {
                    self.0[i] $op other.0[i];
                }
                self
            }
        }
    )*};
}

combine! { BitAnd bitand &=; BitOr bitor |=; BitXor bitxor ^=; }

impl<const N: usize> Not for LaneMask<N> {
    type Output = Self;
    #[inline(always)]
    fn not(mut self) -> Self {
        for lane in &mut self.0 {
            *lane = !*lane;
        }
        self
    }
}

impl<const N: usize> Mask for LaneMask<N> {
    #[inline(always)]
    fn splat(value: bool) -> Self {
        LaneMask([value; N])
    }
    #[inline(always)]
    fn all(self) -> bool {
        self.0.iter().fold(true, |all, &lane| all & lane)
    }
    #[inline(always)]
    fn any(self) -> bool {
        self.0.iter().fold(false, |any, &lane| any | lane)
    }
}

impl<const N: usize> Pod for LaneMask<N> {
    const WORDS: usize = N;
    #[inline(always)]
    fn store<W: WordsMut + ?Sized>(&self, words: &mut W, at: usize) {
        self.0.store(words, at);
    }
    #[inline(always)]
    fn load<W: Words + ?Sized>(words: &W, at: usize) -> Self {
        LaneMask(Pod::load(words, at))
    }
    #[inline(always)]
    fn filler() -> Self {
        LaneMask([false; N])
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

impl<const N: usize> Diff for LaneMask<N> {
    type Tangent = ();
}
