//! Truth values of comparisons, one a lane.

use core::fmt::Debug;
use core::ops::{BitAnd, BitOr, BitXor, Not};

use crate::Diff;

/// The result of comparing two [`Real`](crate::Real) numbers: `bool`, or one `bool` a lane.
///
/// Masks combine by `&`, `|`, `^`, `!`; [`Real::select`](crate::Real::select) chooses by them.
pub trait Mask:
    Diff<Tangent = ()>
    + crate::rt::Integer
    + Copy
    + Debug
    + PartialEq
    + BitAnd<Output = Self>
    + BitOr<Output = Self>
    + BitXor<Output = Self>
    + Not<Output = Self>
{
    /// The same truth value in every lane.
    fn splat(value: bool) -> Self;

    /// Whether every lane is true.
    fn all(self) -> bool;

    /// Whether some lane is true.
    fn any(self) -> bool;
}

impl Mask for bool {
    #[inline(always)]
    fn splat(value: bool) -> Self {
        value
    }
    #[inline(always)]
    fn all(self) -> bool {
        self
    }
    #[inline(always)]
    fn any(self) -> bool {
        self
    }
}
