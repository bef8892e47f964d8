//! Operators with their derivatives: the twins of `core::ops`.
//!
//! The macro cannot know the type of `a` and `b` in `a * b`. It calls the twin of `Mul`: for a
//! [`Real`] that is the product rule, for an integer nothing, and for a vector or matrix what
//! `#[differentiable] impl Mul for Vec3<T>` generated.
//!
//! Names: `ta` a tangent, `da` an adjoint (accumulated), `dr` the cotangent of the result.
//! `a + b`, `a - b` and `-a` are usually linear: their reverse needs no values, so whoever calls them
//! keeps none and gives it [`Of`], the types. An operator whose reverse does need them records them
//! itself in its forward sweep.

use core::marker::PhantomData;
use core::ops::{Add, Div, Index, IndexMut, Mul, Neg, Sub};

use crate::{Diff, Real, Tape, rules};

/// Says a type without a value of it.
pub struct Of<T>(PhantomData<fn() -> T>);

impl<T> Of<T> {
    /// The type `T`.
    #[inline(always)]
    pub const fn new() -> Self {
        Of(PhantomData)
    }

    /// Says that `T` is the type of `value`.
    #[inline(always)]
    pub const fn is(self, _value: &T) {}
}

impl<T> Default for Of<T> {
    #[inline(always)]
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Clone for Of<T> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Of<T> {}

/// The tangent of what `A + B` gives.
type SumTangent<A, B> = <<A as Add<B>>::Output as Diff>::Tangent;
/// The tangent of what `A - B` gives.
type DifferenceTangent<A, B> = <<A as Sub<B>>::Output as Diff>::Tangent;
/// The tangent of what `-A` gives.
type OppositeTangent<A> = <<A as Neg>::Output as Diff>::Tangent;
/// The tangent of what `A * B` gives.
type ProductTangent<A, B> = <<A as Mul<B>>::Output as Diff>::Tangent;
/// The tangent of what `A / B` gives.
type QuotientTangent<A, B> = <<A as Div<B>>::Output as Diff>::Tangent;

/// `a + b` with its derivative.
#[diagnostic::on_unimplemented(
    message = "`{Self} + {B}` cannot be differentiated",
    note = "put `#[differentiable]` on `impl Add<{B}> for {Self}`, or take the value out of it with `detach(…)`"
)]
pub trait DiffAdd<B: Diff = Self>: Diff + Add<B, Output: Diff> {
    /// The sum and its tangent.
    fn add_tan(
        self,
        ta: Self::Tangent,
        b: B,
        tb: B::Tangent,
    ) -> (<Self as Add<B>>::Output, SumTangent<Self, B>);

    /// The sum; records what its reverse needs.
    fn add_fwd(self, b: B, t: &mut impl Tape) -> <Self as Add<B>>::Output;

    /// Adds to the adjoints of `a` and `b` what `dr` gives them; consumes what `add_fwd` recorded.
    fn add_rev(
        of: Of<Self>,
        da: &mut Self::Tangent,
        of_b: Of<B>,
        db: &mut B::Tangent,
        dr: SumTangent<Self, B>,
        t: &mut impl Tape,
    );
}

/// `a - b` with its derivative.
#[diagnostic::on_unimplemented(
    message = "`{Self} - {B}` cannot be differentiated",
    note = "put `#[differentiable]` on `impl Sub<{B}> for {Self}`, or take the value out of it with `detach(…)`"
)]
pub trait DiffSub<B: Diff = Self>: Diff + Sub<B, Output: Diff> {
    /// The difference and its tangent.
    fn sub_tan(
        self,
        ta: Self::Tangent,
        b: B,
        tb: B::Tangent,
    ) -> (<Self as Sub<B>>::Output, DifferenceTangent<Self, B>);

    /// The difference; records what its reverse needs.
    fn sub_fwd(self, b: B, t: &mut impl Tape) -> <Self as Sub<B>>::Output;

    /// Adds to the adjoints of `a` and `b` what `dr` gives them; consumes what `sub_fwd` recorded.
    fn sub_rev(
        of: Of<Self>,
        da: &mut Self::Tangent,
        of_b: Of<B>,
        db: &mut B::Tangent,
        dr: DifferenceTangent<Self, B>,
        t: &mut impl Tape,
    );
}

/// `-a` with its derivative.
#[diagnostic::on_unimplemented(
    message = "`-{Self}` cannot be differentiated",
    note = "put `#[differentiable]` on `impl Neg for {Self}`, or take the value out of it with `detach(…)`"
)]
pub trait DiffNeg: Diff + Neg<Output: Diff> {
    /// The opposite and its tangent.
    fn neg_tan(self, ta: Self::Tangent) -> (<Self as Neg>::Output, OppositeTangent<Self>);

    /// The opposite; records what its reverse needs.
    fn neg_fwd(self, t: &mut impl Tape) -> <Self as Neg>::Output;

    /// Adds to the adjoint of `a` what `dr` gives it; consumes what `neg_fwd` recorded.
    fn neg_rev(of: Of<Self>, da: &mut Self::Tangent, dr: OppositeTangent<Self>, t: &mut impl Tape);
}

/// `a * b` with its derivative.
#[diagnostic::on_unimplemented(
    message = "`{Self} * {B}` cannot be differentiated",
    note = "put `#[differentiable]` on `impl Mul<{B}> for {Self}`, or take the value out of it with `detach(…)`"
)]
pub trait DiffMul<B: Diff = Self>: Diff + Mul<B, Output: Diff> {
    /// The product and its tangent.
    fn mul_tan(
        self,
        ta: Self::Tangent,
        b: B,
        tb: B::Tangent,
    ) -> (<Self as Mul<B>>::Output, ProductTangent<Self, B>);

    /// The product; records what its reverse needs.
    fn mul_fwd(self, b: B, t: &mut impl Tape) -> <Self as Mul<B>>::Output;

    /// Adds to the adjoints of `a` and `b` what `dr` gives them; consumes what `mul_fwd` recorded.
    fn mul_rev(
        self,
        da: &mut Self::Tangent,
        b: B,
        db: &mut B::Tangent,
        dr: ProductTangent<Self, B>,
        t: &mut impl Tape,
    );

    /// As [`mul_rev`](DiffMul::mul_rev), where an operand may be infinite and the product left
    /// out by a choice: a `dr` of zero gives zero.
    #[inline(always)]
    fn mul_rev_chosen(
        self,
        da: &mut Self::Tangent,
        b: B,
        db: &mut B::Tangent,
        dr: ProductTangent<Self, B>,
        t: &mut impl Tape,
    ) {
        self.mul_rev(da, b, db, dr, t);
    }
}

/// `a / b` with its derivative.
#[diagnostic::on_unimplemented(
    message = "`{Self} / {B}` cannot be differentiated",
    note = "put `#[differentiable]` on `impl Div<{B}> for {Self}`, or take the value out of it with `detach(…)`"
)]
pub trait DiffDiv<B: Diff = Self>: Diff + Div<B, Output: Diff> {
    /// The quotient and its tangent.
    fn div_tan(
        self,
        ta: Self::Tangent,
        b: B,
        tb: B::Tangent,
    ) -> (<Self as Div<B>>::Output, QuotientTangent<Self, B>);

    /// The quotient; records what its reverse needs.
    fn div_fwd(self, b: B, t: &mut impl Tape) -> <Self as Div<B>>::Output;

    /// Adds to the adjoints of `a` and `b` what `dr` gives them; consumes what `div_fwd` recorded.
    fn div_rev(
        self,
        da: &mut Self::Tangent,
        b: B,
        db: &mut B::Tangent,
        dr: QuotientTangent<Self, B>,
        t: &mut impl Tape,
    );
}

/// `a[i]`, read: which place it is depends on `i` alone.
#[diagnostic::on_unimplemented(
    message = "`{Self}[{I}]` cannot be differentiated",
    note = "put `#[differentiable]` on `impl Index<{I}> for {Self}` and on `impl IndexMut<{I}> for {Self}`, whose tangent must be itself: `#[diff(tangent = Self)]`"
)]
pub trait ReadIndex<I>: Index<I> {}

/// `a[i]`, read and written: which place it is depends on `i` alone.
///
/// `#[differentiable]` on `impl Index` and `impl IndexMut` writes this for a type that is its own
/// tangent, so that the tangent is indexed in the same way.
#[diagnostic::on_unimplemented(
    message = "`{Self}[{I}]` cannot be differentiated",
    note = "put `#[differentiable]` on `impl Index<{I}> for {Self}` and on `impl IndexMut<{I}> for {Self}`, whose tangent must be itself: `#[diff(tangent = Self)]`"
)]
pub trait DiffIndex<I>: ReadIndex<I> + IndexMut<I> {}

/// A type with one differentiable `Index`, which `#[differentiable]` on it writes.
///
/// Of two, `a[0_u8]` could lead to a part of `a[0_usize]`, and no text tells that both are the same number: rustc
/// refuses the second.
pub trait OneIndex {}

impl<T, const N: usize> ReadIndex<usize> for [T; N] {}
impl<T, const N: usize> DiffIndex<usize> for [T; N] {}
impl<T> ReadIndex<usize> for [T] {}
impl<T> DiffIndex<usize> for [T] {}

mod assign;
mod integer;
mod real;

pub use assign::{DiffAddAssign, DiffDivAssign, DiffMulAssign, DiffSubAssign};

#[cfg(test)]
mod tests;
