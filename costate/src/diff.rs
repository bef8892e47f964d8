//! Types that derivatives are taken of.

use core::marker::PhantomData;

use crate::{NoAdjoint, Pod, Tangent, Zero, pod::Words, pod::WordsMut};

/// A type with a type of derivatives.
///
/// A real number's tangent is its own type; an integer's, `bool`'s or `char`'s is `()`; an array's,
/// a tuple's and an `Option`'s is made of its elements' tangents. `#[derive(Diff)]` gives a struct
/// a tangent with the same field names, and an enum with values one with the same variants.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be differentiated",
    label = "no `Diff` here",
    note = "write `#[derive(Diff)]` on the type, or `#[derive(Diff)] #[diff(constant)]` if it holds nothing to differentiate"
)]
pub trait Diff: Pod {
    /// The type of a derivative of `Self`.
    type Tangent: Tangent + Pod;
}

macro_rules! own_tangent {
    ($($type:ty)*) => {$(
        impl Diff for $type {
            type Tangent = $type;
        }
    )*};
}

macro_rules! no_tangent {
    ($($type:ty)*) => {$(
        impl Diff for $type {
            type Tangent = ();
        }
    )*};
}

own_tangent!(f32 f64 NoAdjoint);
no_tangent!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize bool char core::cmp::Ordering);

impl<T> Diff for PhantomData<T> {
    type Tangent = ();
}

impl<T: Diff, const N: usize> Diff for [T; N] {
    type Tangent = [T::Tangent; N];
}

impl<T: Diff> Diff for Option<T> {
    type Tangent = Option<T::Tangent>;
}

impl Pod for NoAdjoint {
    const WORDS: usize = 0;
    #[inline(always)]
    fn store<W: WordsMut + ?Sized>(&self, _: &mut W, _: usize) {}
    #[inline(always)]
    fn load<W: Words + ?Sized>(_: &W, _: usize) -> Self {
        Self::zero()
    }
    #[inline(always)]
    fn filler() -> Self {
        Self::zero()
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
