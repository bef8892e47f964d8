//! Operands of operators on types that the macro does not know.
//!
//! Generated code computes with values: `*a * *b` where the user wrote `a * b` of references. Between
//! numbers that is the same. A type of the user's may mean something else by `&A * &B`, `A * &f64` or
//! `a += &b` than by the same of values, so it is refused.

use crate::{Diff, Real};

/// What may stand on both sides of an operator: two values, or a number and a number, either of them lent.
#[diagnostic::on_unimplemented(
    message = "an operator on a reference is not differentiated: `impl`s for references may mean something else than those for values",
    label = "a reference beside an operator, in `{Self}`",
    note = "write `*a * *b` instead of `a * b`, with a differentiable `impl` of the operator for values"
)]
pub trait Operands<Left, Right> {}

/// A value.
pub struct ByValue;

/// A reference to a number.
pub struct Lent;

#[diagnostic::do_not_recommend]
impl<A: Diff, B: Diff> Operands<ByValue, ByValue> for (A, B) {}

#[diagnostic::do_not_recommend]
impl<T: Real> Operands<Lent, ByValue> for (&T, T) {}

#[diagnostic::do_not_recommend]
impl<T: Real> Operands<ByValue, Lent> for (T, &T) {}

#[diagnostic::do_not_recommend]
impl<T: Real> Operands<Lent, Lent> for (&T, &T) {}

macro_rules! integers {
    ($($type:ty)*) => {$(
        #[diagnostic::do_not_recommend]
        impl Operands<Lent, ByValue> for (&$type, $type) {}
        #[diagnostic::do_not_recommend]
        impl Operands<ByValue, Lent> for ($type, &$type) {}
        #[diagnostic::do_not_recommend]
        impl Operands<Lent, Lent> for (&$type, &$type) {}
    )*};
}

integers!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

/// An operator, after the types of its two sides are checked.
#[inline(always)]
pub fn operator<Left, Right, A, B, Output>(left: A, right: B, of: impl FnOnce(A, B) -> Output) -> Output
where
    (A, B): Operands<Left, Right>,
{
    of(left, right)
}

/// Checks the types of the two sides of a compound assignment; never called.
pub fn assigned<Left, Right, A, B>(_left: &A, _right: &B)
where
    (A, B): Operands<Left, Right>,
{
}

/// Checks that the right side of a compound assignment is a value.
#[inline(always)]
pub fn value<A>(right: A) -> A
where
    (A, A): Operands<ByValue, ByValue>,
{
    right
}

/// Checks the type of the operand of `-`: a number, also behind a reference, or a value.
#[inline(always)]
pub fn operand<Left, A>(value: A) -> A
where
    (A, A): Operands<Left, Left>,
{
    value
}
