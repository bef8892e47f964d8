//! `a as f64`, where the macro does not know whether `a` is a float or an integer.

use crate::Diff;
use crate::twin::Of;

/// A primitive that is cast to the float `F`.
#[diagnostic::on_unimplemented(message = "the cast of `{Self}` to `{F}` cannot be differentiated")]
pub trait CastTo<F>: Diff {
    /// The tangent of the cast.
    fn tan(tangent: Self::Tangent) -> F;
    /// What the cotangent `d` of the cast gives to the adjoint.
    fn rev(d: F) -> Self::Tangent;
}

macro_rules! casts {
    ($($from:ty),* => $to:ty: $tan:expr, $rev:expr) => {$(
        impl CastTo<$to> for $from {
            #[inline(always)]
            fn tan(tangent: Self::Tangent) -> $to {
                #[allow(clippy::redundant_closure_call)]
                ($tan)(tangent)
            }
            #[inline(always)]
            fn rev(d: $to) -> Self::Tangent {
                #[allow(clippy::redundant_closure_call)]
                ($rev)(d)
            }
        }
    )*};
}

casts!(bool, i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize => f32: |()| 0.0, |_| ());
casts!(bool, i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize => f64: |()| 0.0, |_| ());
casts!(f32 => f32: |t| t, |d| d);
casts!(f64 => f64: |t| t, |d| d);
casts!(f32 => f64: f64::from, |d| d as f32);
casts!(f64 => f32: |t| t as f32, f64::from);

/// A primitive integer, a `bool` or a mask: a value without a derivative.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an integer: its derivative would be lost here",
    note = "`%`, `!`, shifts and bit operators are differentiated on integers only, and `from_f64(x as f64)` is a constant; \
            write a named method, compute in the generic type, or say `detach(x)`"
)]
pub trait Integer {}

macro_rules! integers {
    ($($type:ty),*) => { $(impl Integer for $type {})* };
}

integers!(bool, i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize);

impl<const N: usize> Integer for crate::LaneMask<N> {}

/// `value`, which must be an integer.
#[inline(always)]
pub fn integer<I: Integer>(value: I) -> I {
    value
}

/// The tangent of `a as F`.
#[inline(always)]
pub fn cast_tan<F, A: CastTo<F>>(_: Of<A>, tangent: A::Tangent) -> F {
    A::tan(tangent)
}

/// The adjoint of `a` in `a as F`.
#[inline(always)]
pub fn cast_rev<F, A: CastTo<F>>(_: Of<A>, d: F) -> A::Tangent {
    A::rev(d)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_floats_have_a_derivative() {
        assert_eq!(cast_tan::<f64, usize>(Of::new(), ()), 0.0);
        assert_eq!(cast_tan::<f64, f32>(Of::new(), 1.5), 1.5);
        assert_eq!(cast_rev::<f64, f32>(Of::new(), 2.5), 2.5_f32);
        let () = cast_rev::<f32, i32>(Of::new(), 1.0);
    }
}
