//! Directions: what derivatives are made of.

use core::marker::PhantomData;

/// A type with a zero.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no zero",
    note = "derivatives start from zero; `#[derive(Diff)]` gives a struct's tangent its zero"
)]
pub trait Zero: Sized {
    /// The zero.
    fn zero() -> Self;

    /// What an adjoint starts from: a zero that leaves the bits of whatever is added to it, which is −0.
    /// A compiler knows that, and spares the sum.
    #[inline(always)]
    fn neutral() -> Self {
        Self::zero()
    }
}

/// A direction: a tangent of forward mode or an adjoint of reverse mode.
///
/// `accumulate` and `reduce` are component by component; integers have `()`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a type of derivatives",
    note = "a tangent is a real number, `()`, or an array, tuple, `Option` or derived struct of tangents"
)]
pub trait Tangent: Zero + Copy {
    /// `self += other`.
    fn accumulate(&mut self, other: &Self);

    /// `self -= other`.
    fn reduce(&mut self, other: &Self);
}

/// The derivative slot of a `#[constant]` argument: nothing can flow through it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoAdjoint;

macro_rules! number {
    ($($type:ty)*) => {$(
        impl Zero for $type {
            #[inline(always)]
            fn zero() -> Self {
                0.0
            }
            #[inline(always)]
            fn neutral() -> Self {
                -0.0
            }
        }
        impl Tangent for $type {
            #[inline(always)]
            fn accumulate(&mut self, other: &Self) {
                *self += *other;
            }
            #[inline(always)]
            fn reduce(&mut self, other: &Self) {
                *self -= *other;
            }
        }
    )*};
}

number!(f32 f64);

impl Zero for NoAdjoint {
    #[inline(always)]
    fn zero() -> Self {
        NoAdjoint
    }
}

impl Tangent for NoAdjoint {
    #[inline(always)]
    fn accumulate(&mut self, _: &Self) {}
    #[inline(always)]
    fn reduce(&mut self, _: &Self) {}
}

impl<T> Zero for PhantomData<T> {
    #[inline(always)]
    fn zero() -> Self {
        PhantomData
    }
}

impl<Z: Zero, const N: usize> Zero for [Z; N] {
    #[inline(always)]
    fn zero() -> Self {
        crate::array::from_fn(|_| Z::zero())
    }
    #[inline(always)]
    fn neutral() -> Self {
        crate::array::from_fn(|_| Z::neutral())
    }
}

impl<Z: Tangent, const N: usize> Tangent for [Z; N] {
    #[inline(always)]
    fn accumulate(&mut self, other: &Self) {
        for (own, other) in self.iter_mut().zip(other) {
            own.accumulate(other);
        }
    }
    #[inline(always)]
    fn reduce(&mut self, other: &Self) {
        for (own, other) in self.iter_mut().zip(other) {
            own.reduce(other);
        }
    }
}

/// `None` is zero.
impl<Z> Zero for Option<Z> {
    #[inline(always)]
    fn zero() -> Self {
        None
    }
}

impl<Z: Tangent> Tangent for Option<Z> {
    #[inline(always)]
    fn accumulate(&mut self, other: &Self) {
        if let Some(other) = other {
            self.get_or_insert_with(Z::zero).accumulate(other);
        }
    }
    #[inline(always)]
    fn reduce(&mut self, other: &Self) {
        if let Some(other) = other {
            self.get_or_insert_with(Z::zero).reduce(other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn to_the_neutral_zero_anything_is_added_exactly() {
        for x in [0.0_f64, -0.0, 1.5] {
            let (mut sum, mut difference) = (f64::neutral(), <[f64; 1]>::neutral());
            sum.accumulate(&x);
            difference.reduce(&[x]);
            assert_eq!((sum.to_bits(), difference[0].to_bits()), (x.to_bits(), (-x).to_bits()));
        }
    }

    #[test]
    fn tangents_add_and_subtract_component_by_component() {
        let mut d = <([f64; 2], (), Option<f32>)>::zero();
        d.accumulate(&([1.0, 2.0], (), Some(3.0)));
        d.accumulate(&([10.0, 20.0], (), None));
        assert_eq!(d, ([11.0, 22.0], (), Some(3.0)));
        d.reduce(&([1.0, 2.0], (), Some(1.0)));
        assert_eq!(d, ([10.0, 20.0], (), Some(2.0)));
    }

    #[test]
    fn an_absent_option_is_a_zero() {
        let mut d = Option::<f64>::zero();
        Tangent::reduce(&mut d, &Some(2.0));
        assert_eq!(d, Some(-2.0));
    }
}
