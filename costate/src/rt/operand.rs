//! Operands of operators on types that the macro does not know.
//!
//! Generated code computes with values: `*a * *b` where the user wrote `a * b` of references. For numbers
//! that is the same. A type of the user's may mean something else by `&A * &B` than by `A * B`, so it is
//! refused.

use crate::{Diff, Real};

/// What may stand beside an operator: a value, or a reference to a number.
#[diagnostic::on_unimplemented(
    message = "an operator on `{Self}` is not differentiated: `impl`s for references may mean something else than those for values",
    label = "a reference beside an operator",
    note = "write `*a * *b` instead of `a * b`, with a differentiable `impl` of the operator for values"
)]
pub trait Operand<Kind> {}

/// A value.
pub struct ByValue;

/// A reference to a number.
pub struct Lent;

#[diagnostic::do_not_recommend]
impl<T: Diff> Operand<ByValue> for T {}

#[diagnostic::do_not_recommend]
impl<T: Real> Operand<Lent> for &T {}

macro_rules! integers {
    ($($type:ty)*) => {$(
        impl Operand<Lent> for &$type {}
    )*};
}

integers!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

/// Checks an operand's type.
#[inline(always)]
pub fn operand<Kind, T: Operand<Kind>>(value: T) -> T {
    value
}
