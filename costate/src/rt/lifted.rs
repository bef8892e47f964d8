//! Lifting, as generated code does it: fields of structs, slices, plain data.

use crate::{Diff, Lift};

/// [`Lift`] of a field of a struct that has the type parameter `P`: in a where-clause the
/// parameter keeps rustc from deciding the bound before the struct is used.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot carry the direction of a second derivative",
    label = "a field of this type",
    note = "make the field's type generic over its numbers and derive `Diff` for it, or mark the field `#[diff(constant)]`"
)]
pub trait LiftTo<P: ?Sized, To: Diff>: Diff {
    /// [`Lift::lift`]
    fn lift_to(&self, t: &Self::Tangent) -> To;
    /// [`Lift::re`]
    fn re_of(d: &To::Tangent) -> Self::Tangent;
    /// [`Lift::eps`]
    fn eps_of(d: &To::Tangent) -> Self::Tangent;
}

impl<P: ?Sized, To: Diff, S: Lift<Lifted = To>> LiftTo<P, To> for S {
    #[inline(always)]
    fn lift_to(&self, t: &Self::Tangent) -> To {
        self.lift(t)
    }
    #[inline(always)]
    fn re_of(d: &To::Tangent) -> Self::Tangent {
        S::re(d)
    }
    #[inline(always)]
    fn eps_of(d: &To::Tangent) -> Self::Tangent {
        S::eps(d)
    }
}

/// A slice, each element with its direction.
#[cfg(feature = "std")]
pub fn lift_slice<S: Lift>(values: &[S], t: &[S::Tangent]) -> std::vec::Vec<S::Lifted> {
    values.iter().zip(t).map(|(x, t)| x.lift(t)).collect()
}

/// A slice that does not vary.
#[cfg(feature = "std")]
pub fn fixed_slice<S: Lift>(values: &[S]) -> std::vec::Vec<S::Lifted> {
    values.iter().map(S::fixed).collect()
}

/// The directions of a slice of adjoints.
#[cfg(feature = "std")]
pub fn eps_slice<S: Lift>(d: &[<S::Lifted as Diff>::Tangent]) -> std::vec::Vec<S::Tangent> {
    d.iter().map(S::eps).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_are_lifted_and_lowered() {
        let lifted = lift_slice(&[1.0, 2.0], &[0.5, 0.25]);
        assert_eq!(eps_slice::<f64>(&lifted), [0.5, 0.25]);
        assert_eq!(eps_slice::<f64>(&fixed_slice(&[1.0, 2.0])), [0.0, 0.0]);
    }
}
