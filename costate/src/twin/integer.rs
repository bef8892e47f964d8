//! The twins of integers: only the value; there is no derivative.

use super::{
    DiffAdd, DiffAddAssign, DiffDiv, DiffDivAssign, DiffMul, DiffMulAssign, DiffNeg, DiffSub, DiffSubAssign,
    Of, Tape,
};

macro_rules! forgetting {
    ($twin:ident, $tan:ident, $fwd:ident, $rev:ident, $op:tt: $($type:ty)*) => {$(
        impl $twin for $type {
            #[inline(always)]
            fn $tan(self, _: (), b: $type, _: ()) -> ($type, ()) {
                (self $op b, ())
            }
            #[inline(always)]
            fn $fwd(self, b: $type, _: &mut impl Tape) -> $type {
                self $op b
            }
            #[inline(always)]
            fn $rev(_: Of<$type>, _: &mut (), _: Of<$type>, _: &mut (), _: (), _: &mut impl Tape) {}
        }
    )*};
}

macro_rules! recorded {
    ($twin:ident, $tan:ident, $fwd:ident, $rev:ident, $op:tt: $($type:ty)*) => {$(
        impl $twin for $type {
            #[inline(always)]
            fn $tan(self, _: (), b: $type, _: ()) -> ($type, ()) {
                (self $op b, ())
            }
            #[inline(always)]
            fn $fwd(self, b: $type, _: &mut impl Tape) -> $type {
                self $op b
            }
            #[inline(always)]
            fn $rev(self, _: &mut (), _: $type, _: &mut (), _: (), _: &mut impl Tape) {}
        }
    )*};
}

macro_rules! negation {
    ($($type:ty)*) => {$(
        impl DiffNeg for $type {
            #[inline(always)]
            fn neg_tan(self, _: ()) -> ($type, ()) {
                (-self, ())
            }
            #[inline(always)]
            fn neg_fwd(self, _: &mut impl Tape) -> $type {
                -self
            }
            #[inline(always)]
            fn neg_rev(_: Of<$type>, _: &mut (), _: (), _: &mut impl Tape) {}
        }
    )*};
}

forgetting!(DiffAdd, add_tan, add_fwd, add_rev, +: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);
forgetting!(DiffSub, sub_tan, sub_fwd, sub_rev, -: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);
recorded!(DiffMul, mul_tan, mul_fwd, mul_rev, *: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);
recorded!(DiffDiv, div_tan, div_fwd, div_rev, /: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);
forgetting!(DiffAddAssign, add_assign_tan, add_assign_fwd, add_assign_rev, +: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);
forgetting!(DiffSubAssign, sub_assign_tan, sub_assign_fwd, sub_assign_rev, -: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);
recorded!(DiffMulAssign, mul_assign_tan, mul_assign_fwd, mul_assign_rev, *: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);
recorded!(DiffDivAssign, div_assign_tan, div_assign_fwd, div_assign_rev, /: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);
negation!(i8 i16 i32 i64 i128 isize);
