//! The slot of a constant argument in forward mode: a zero, passed as the constant is. Whether a
//! constant is a reference only its type tells, which rustc looks up for the method's name.

use core::marker::PhantomData;
use core::ops::Deref;

use crate::{Diff, Tangent};

/// A constant of this type.
pub struct Still<V>(Held<V>);

/// One that is passed by value.
pub struct Held<V>(PhantomData<V>);

/// What a constant is passed as.
#[inline(always)]
pub fn still<V>(_: &V) -> Still<V> {
    Still(Held(PhantomData))
}

/// A reference: so is its tangent.
impl<S: ?Sized> Still<&S> {
    /// The zero, of the type that is expected.
    #[inline(always)]
    pub fn slot<'a, Z: ?Sized>(&self, zero: &'a Z) -> &'a Z {
        zero
    }
}

impl<S: Diff> Still<&S> {
    /// The zero of what it refers to.
    #[inline(always)]
    pub fn zero(&self) -> S::Tangent {
        crate::Zero::zero()
    }
}

impl<V> Deref for Still<V> {
    type Target = Held<V>;
    #[inline(always)]
    fn deref(&self) -> &Held<V> {
        &self.0
    }
}

impl<V> Held<V> {
    /// The zero, of the type that is expected.
    #[inline(always)]
    pub fn slot<Z: Tangent>(&self, _: &Z) -> Z {
        Z::zero()
    }
}

impl<V: Diff> Held<V> {
    /// Its zero.
    #[inline(always)]
    pub fn zero(&self) -> V::Tangent {
        crate::Zero::zero()
    }
}

#[cfg(test)]
#[allow(clippy::explicit_auto_deref, reason = "as generated code writes it")]
mod tests {
    use super::*;
    use crate::{NoAdjoint, rt::sink};

    const TABLE: &[(f64, u8)] = &[(1.0, 2)];
    const PAIR: &(f64, u8) = &(1.0, 2);
    const NUMBER: f64 = 3.0;

    fn slots(all: &[(f64, ())], one: &(f64, ()), number: f64, nothing: &NoAdjoint) -> usize {
        assert!(*one == (0.0, ()) && number == 0.0 && *nothing == NoAdjoint);
        all.len()
    }

    #[test]
    fn a_constant_is_passed_as_its_type_is() {
        let none = slots(
            still(&TABLE).slot(&*sink()),
            still(&PAIR).slot(&*sink()),
            still(&NUMBER).slot(&*sink()),
            still(&"text").slot(&*sink()),
        );
        assert_eq!(none, 0);
        assert_eq!((still(&PAIR).zero(), still(&NUMBER).zero()), ((0.0, ()), 0.0));
    }
}
