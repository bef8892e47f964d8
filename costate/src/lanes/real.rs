//! Lanes as [`Real`]: the scalar's functions in every lane.

use super::wide;
use crate::{Float, LaneMask, Lanes, Real};

macro_rules! unary {
    ($($name:ident)*) => {$(
        #[inline(always)]
        fn $name(mut self) -> Self {
            for lane in &mut self.0 {
                *lane = lane.$name();
            }
            self
        }
    )*};
}

macro_rules! binary {
    ($($name:ident)*) => {$(
        #[inline(always)]
        fn $name(mut self, other: Self) -> Self {
            for i in 0..N {
                self.0[i] = self.0[i].$name(other.0[i]);
            }
            self
        }
    )*};
}

macro_rules! in_registers {
    ($($name:ident(self $(, $other:ident)?))*) => {$(
        #[inline(always)]
        fn $name(mut self $(, $other: Self)?) -> Self {
            wide::$name(&mut self.0 $(, &$other.0)?);
            self
        }
    )*};
}

macro_rules! compare {
    ($($name:ident $op:tt;)*) => {$(
        #[inline(always)]
        fn $name(self, other: Self) -> LaneMask<N> {
            let mut mask = [false; N];
            for i in 0..N {
                mask[i] = self.0[i] $op other.0[i];
            }
            LaneMask(mask)
        }
    )*};
}

impl<T: Float, const N: usize> Real for Lanes<T, N> {
    type Mask = LaneMask<N>;
    type Element = T;
    const LANES: usize = N;
    const ZERO: Self = Lanes([T::ZERO; N]);
    const ONE: Self = Lanes([T::ONE; N]);
    const PI: Self = Lanes([T::PI; N]);

    #[inline(always)]
    fn from_f64(x: f64) -> Self {
        Lanes([T::from_f64(x); N])
    }
    #[inline(always)]
    fn splat(x: T) -> Self {
        Lanes([x; N])
    }
    #[inline(always)]
    fn lane(self, i: usize) -> T {
        self.0[i]
    }
    #[inline(always)]
    fn set_lane(&mut self, i: usize, x: T) {
        self.0[i] = x;
    }
    compare! { lt <; le <=; gt >; ge >=; }

    #[inline(always)]
    fn select(mask: LaneMask<N>, a: Self, b: Self) -> Self {
        let mut chosen = b;
        for i in 0..N {
            chosen.0[i] = T::select(mask.0[i], a.0[i], b.0[i]);
        }
        chosen
    }

    unary! {
        sin cos tan asin acos atan sinh cosh tanh exp exp_m1 ln ln_1p log2 log10
        cbrt signum floor ceil round trunc
    }
    binary! { atan2 powf hypot }
    in_registers! { sqrt(self) abs(self) min(self, other) max(self, other) where_nonzero(self, other) }

    #[inline(always)]
    fn sin_cos(mut self) -> (Self, Self) {
        let mut cos = self;
        for i in 0..N {
            (self.0[i], cos.0[i]) = self.0[i].sin_cos();
        }
        (self, cos)
    }
}
