//! What the interpreter asks of the numbers it runs on.

use std::cmp::Ordering;
use std::fmt::Debug;

use crate::ir::Op;
use crate::prim::Prim;

/// A scalar: `f64`, or a number that carries its tangent.
///
/// The primitives and their rules are the runtime's; the interpreter brings none.
pub trait Number: Copy + Debug {
    /// The nearest number to `x`.
    fn from_f64(x: f64) -> Self;

    /// The value, for casts to integers.
    fn to_f64(self) -> f64;

    /// How two values compare; none with NaN.
    fn order(self, other: Self) -> Option<Ordering>;

    /// `-self`
    fn neg(self) -> Self;

    /// `self op other` for `+ - * /`.
    fn arithmetic(self, op: Op, other: Self) -> Self;

    /// `selfⁿ`
    fn powi(self, n: i32) -> Self;

    /// `d · n selfⁿ⁻¹`
    fn powi_rule(self, n: i32, d: Self) -> Self;

    /// A primitive of the table; none if it is not one of numbers alone.
    fn prim(prim: Prim, arguments: &[Self]) -> Option<Self>;

    /// The rule of a primitive with respect to its argument `i`, on (arguments…, result, derivative).
    fn rule(prim: Prim, i: usize, operands: &[Self]) -> Option<Self>;
}
