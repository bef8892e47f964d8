//! Compound assignments with their derivatives: the twins of `AddAssign` and its kin.
//!
//! `a += b` may mean something else than `a = a + b`, so it has a twin of its own. The twin gives what
//! `a` is afterwards instead of changing it: `f(a, b)`, whose derivative has the shape of a sum's. For
//! numbers it is the sum.

use core::ops::{AddAssign, DivAssign, MulAssign, SubAssign};

use super::{DiffAdd, DiffDiv, DiffMul, DiffSub, Of, Real, Tape};
use crate::Diff;

/// The twin of an assignment whose callers do not keep the operands.
macro_rules! forgetting {
    (
        $symbol:literal, $twin:ident, $trait:ident, $tan:ident, $fwd:ident, $rev:ident,
        $plain:ident, $plain_tan:ident, $plain_fwd:ident, $plain_rev:ident
    ) => {
        #[doc = concat!("`a ", $symbol, " b` with its derivative.")]
        #[diagnostic::on_unimplemented(
            message = "`{Self}` has no compound assignment of `{B}` that can be differentiated",
            note = "put `#[differentiable]` on its `impl` of `AddAssign<{B}>`, `SubAssign`, `MulAssign` or `DivAssign`; without one, write `a = a + b`"
        )]
        pub trait $twin<B: Diff = Self>: Diff + $trait<B> {
            /// What `a` is afterwards, and its tangent.
            fn $tan(self, ta: Self::Tangent, b: B, tb: B::Tangent) -> (Self, Self::Tangent);

            /// What `a` is afterwards; records what its reverse needs.
            fn $fwd(self, b: B, t: &mut impl Tape) -> Self;

            /// Adds to the adjoints of `a` and `b` what `dr`, that of `a` afterwards, gives them;
            /// consumes what the forward sweep recorded.
            fn $rev(
                of: Of<Self>,
                da: &mut Self::Tangent,
                of_b: Of<B>,
                db: &mut B::Tangent,
                dr: Self::Tangent,
                t: &mut impl Tape,
            );
        }

        #[diagnostic::do_not_recommend]
        impl<T: Real> $twin for T {
            #[inline(always)]
            fn $tan(self, ta: T, b: T, tb: T) -> (T, T) {
                $plain::$plain_tan(self, ta, b, tb)
            }
            #[inline(always)]
            fn $fwd(self, b: T, t: &mut impl Tape) -> T {
                $plain::$plain_fwd(self, b, t)
            }
            #[inline(always)]
            fn $rev(of: Of<T>, da: &mut T, of_b: Of<T>, db: &mut T, dr: T, t: &mut impl Tape) {
                $plain::$plain_rev(of, da, of_b, db, dr, t);
            }
        }
    };
}

/// The twin of an assignment whose callers keep the operands.
macro_rules! keeping {
    (
        $symbol:literal, $twin:ident, $trait:ident, $tan:ident, $fwd:ident, $rev:ident,
        $plain:ident, $plain_tan:ident, $plain_fwd:ident, $plain_rev:ident
        $(, $chosen:ident, $plain_chosen:ident)?
    ) => {
        #[doc = concat!("`a ", $symbol, " b` with its derivative.")]
        #[diagnostic::on_unimplemented(
            message = "`{Self}` has no compound assignment of `{B}` that can be differentiated",
            note = "put `#[differentiable]` on its `impl` of `AddAssign<{B}>`, `SubAssign`, `MulAssign` or `DivAssign`; without one, write `a = a + b`"
        )]
        pub trait $twin<B: Diff = Self>: Diff + $trait<B> {
            /// What `a` is afterwards, and its tangent.
            fn $tan(self, ta: Self::Tangent, b: B, tb: B::Tangent) -> (Self, Self::Tangent);

            /// What `a` is afterwards; records what its reverse needs.
            fn $fwd(self, b: B, t: &mut impl Tape) -> Self;

            /// Adds to the adjoints of `a` and `b` what `dr`, that of `a` afterwards, gives them;
            /// consumes what the forward sweep recorded.
            fn $rev(
                self,
                da: &mut Self::Tangent,
                b: B,
                db: &mut B::Tangent,
                dr: Self::Tangent,
                t: &mut impl Tape,
            );
            $(
                /// As the reverse, where an operand may be infinite and the result left out by a
                /// choice: a `dr` of zero gives zero.
                #[inline(always)]
                fn $chosen(
                    self,
                    da: &mut Self::Tangent,
                    b: B,
                    db: &mut B::Tangent,
                    dr: Self::Tangent,
                    t: &mut impl Tape,
                ) {
                    self.$rev(da, b, db, dr, t);
                }
            )?
        }

        #[diagnostic::do_not_recommend]
        impl<T: Real> $twin for T {
            #[inline(always)]
            fn $tan(self, ta: T, b: T, tb: T) -> (T, T) {
                $plain::$plain_tan(self, ta, b, tb)
            }
            #[inline(always)]
            fn $fwd(self, b: T, t: &mut impl Tape) -> T {
                $plain::$plain_fwd(self, b, t)
            }
            #[inline(always)]
            fn $rev(self, da: &mut T, b: T, db: &mut T, dr: T, t: &mut impl Tape) {
                $plain::$plain_rev(self, da, b, db, dr, t);
            }
            $(
                #[inline(always)]
                fn $chosen(self, da: &mut T, b: T, db: &mut T, dr: T, t: &mut impl Tape) {
                    $plain::$plain_chosen(self, da, b, db, dr, t);
                }
            )?
        }
    };
}

forgetting! {
    "+=", DiffAddAssign, AddAssign, add_assign_tan, add_assign_fwd, add_assign_rev,
    DiffAdd, add_tan, add_fwd, add_rev
}
forgetting! {
    "-=", DiffSubAssign, SubAssign, sub_assign_tan, sub_assign_fwd, sub_assign_rev,
    DiffSub, sub_tan, sub_fwd, sub_rev
}
keeping! {
    "*=", DiffMulAssign, MulAssign, mul_assign_tan, mul_assign_fwd, mul_assign_rev,
    DiffMul, mul_tan, mul_fwd, mul_rev, mul_assign_rev_chosen, mul_rev_chosen
}
keeping! {
    "/=", DiffDivAssign, DivAssign, div_assign_tan, div_assign_fwd, div_assign_rev,
    DiffDiv, div_tan, div_fwd, div_rev
}
