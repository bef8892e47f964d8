//! Values with a direction: from a type over `T` to the same type over `Dual<T>`.
//!
//! A gradient's derivative in a direction is the adjoint program run on dual numbers: every
//! argument is *lifted* by its direction, and of every adjoint the second part is taken. A lifted
//! `[T; 3]` is `[Dual<T>; 3]`, a lifted `State<T>` is `State<Dual<T>>`, an integer is itself.

use core::marker::PhantomData;

use crate::{Diff, Dual, Float, Lanes, NoAdjoint, Real, Zero};

/// A type whose values can be given a direction, for `f::hvp` and for gradients inside
/// differentiable functions.
///
/// `#[derive(Diff)]` writes it for structs that are generic over their numbers.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot carry the direction of a second derivative",
    label = "`hvp` needs a type that is generic over its numbers here",
    note = "write `#[derive(Diff)] struct S<T>` with fields of `T` instead of `f64`, or mark the argument `#[constant]`"
)]
pub trait Lift: Diff {
    /// The same type over dual numbers; the type itself where it has no derivative.
    type Lifted: Diff;

    /// This value with the direction `t`.
    fn lift(&self, t: &Self::Tangent) -> Self::Lifted;

    /// The value of an adjoint over dual numbers.
    fn re(d: &<Self::Lifted as Diff>::Tangent) -> Self::Tangent;

    /// The direction of an adjoint over dual numbers.
    fn eps(d: &<Self::Lifted as Diff>::Tangent) -> Self::Tangent;

    /// This value with the direction zero.
    #[inline(always)]
    fn fixed(&self) -> Self::Lifted {
        self.lift(&Zero::zero())
    }
}

macro_rules! number {
    ($($number:ty $(, $parameter:ident: $bound:ident $(, $n:ident)?)?;)*) => {$(
        impl$(<$parameter: $bound $(, const $n: usize)?>)? Lift for $number {
            type Lifted = Dual<Self>;
            #[inline(always)]
            fn lift(&self, t: &Self) -> Dual<Self> {
                Dual::new(*self, *t)
            }
            #[inline(always)]
            fn re(d: &Dual<Self>) -> Self {
                d.re
            }
            #[inline(always)]
            fn eps(d: &Dual<Self>) -> Self {
                d.eps
            }
        }
    )*};
}

number! { f32; f64; Dual<T>, T: Real; Lanes<T, N>, T: Float, N; }

macro_rules! flat {
    ($($type:ty)*) => {$(
        impl Lift for $type {
            type Lifted = $type;
            #[inline(always)]
            fn lift(&self, (): &()) -> Self {
                *self
            }
            #[inline(always)]
            fn re((): &()) {}
            #[inline(always)]
            fn eps((): &()) {}
        }
    )*};
}

flat!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize bool char);

impl Lift for NoAdjoint {
    type Lifted = NoAdjoint;
    #[inline(always)]
    fn lift(&self, _: &NoAdjoint) -> NoAdjoint {
        NoAdjoint
    }
    #[inline(always)]
    fn re(_: &NoAdjoint) -> NoAdjoint {
        NoAdjoint
    }
    #[inline(always)]
    fn eps(_: &NoAdjoint) -> NoAdjoint {
        NoAdjoint
    }
}

impl<T: Lift> Lift for PhantomData<T> {
    type Lifted = PhantomData<T::Lifted>;
    #[inline(always)]
    fn lift(&self, (): &()) -> Self::Lifted {
        PhantomData
    }
    #[inline(always)]
    fn re((): &()) {}
    #[inline(always)]
    fn eps((): &()) {}
}

impl<T: Lift, const N: usize> Lift for [T; N] {
    type Lifted = [T::Lifted; N];
    #[inline(always)]
    fn lift(&self, t: &Self::Tangent) -> Self::Lifted {
        crate::array::from_fn(|i| self[i].lift(&t[i]))
    }
    #[inline(always)]
    fn re(d: &<Self::Lifted as Diff>::Tangent) -> Self::Tangent {
        crate::array::from_fn(|i| T::re(&d[i]))
    }
    #[inline(always)]
    fn eps(d: &<Self::Lifted as Diff>::Tangent) -> Self::Tangent {
        crate::array::from_fn(|i| T::eps(&d[i]))
    }
}

impl<T: Lift> Lift for Option<T> {
    type Lifted = Option<T::Lifted>;
    #[inline(always)]
    fn lift(&self, t: &Self::Tangent) -> Self::Lifted {
        self.as_ref().map(|x| x.lift(&t.unwrap_or_else(Zero::zero)))
    }
    #[inline(always)]
    fn re(d: &<Self::Lifted as Diff>::Tangent) -> Self::Tangent {
        d.as_ref().map(T::re)
    }
    #[inline(always)]
    fn eps(d: &<Self::Lifted as Diff>::Tangent) -> Self::Tangent {
        d.as_ref().map(T::eps)
    }
}

macro_rules! tuple {
    ($($name:ident $index:tt),*) => {
        #[allow(unused_variables, clippy::unused_unit)]
        impl<$($name: Lift),*> Lift for ($($name,)*) {
            type Lifted = ($($name::Lifted,)*);
            #[inline(always)]
            fn lift(&self, t: &Self::Tangent) -> Self::Lifted {
                ($(self.$index.lift(&t.$index),)*)
            }
            #[inline(always)]
            fn re(d: &<Self::Lifted as Diff>::Tangent) -> Self::Tangent {
                ($($name::re(&d.$index),)*)
            }
            #[inline(always)]
            fn eps(d: &<Self::Lifted as Diff>::Tangent) -> Self::Tangent {
                ($($name::eps(&d.$index),)*)
            }
        }
    };
}

tuple!();
tuple!(A 0);
tuple!(A 0, B 1);
tuple!(A 0, B 1, C 2);
tuple!(A 0, B 1, C 2, D 3);
tuple!(A 0, B 1, C 2, D 3, E 4);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);

#[cfg(test)]
mod tests;
