//! What the derivatives of implicit functions are put together from.

use crate::implicit::{Numbers, Vector};
use crate::{Diff, Real, Tangent};

/// How a function takes its first argument: by value, by reference, an array as a slice.
#[diagnostic::on_unimplemented(
    message = "the solution cannot be passed as `{Self}`",
    label = "the first argument of the equation must be the solution",
    note = "of `#[implicit(residual = r)] fn f(p) -> X` the first argument of `r` is an `X` or a `&X`, then those of `f` follow"
)]
pub trait Pass<'a, X: ?Sized> {
    /// It.
    fn pass(x: &'a X) -> Self;
}

impl<X: Copy> Pass<'_, X> for X {
    #[inline(always)]
    fn pass(x: &X) -> X {
        *x
    }
}

impl<'a, X> Pass<'a, X> for &'a X {
    #[inline(always)]
    fn pass(x: &'a X) -> &'a X {
        x
    }
}

impl<'a, T, const N: usize> Pass<'a, [T; N]> for &'a [T] {
    #[inline(always)]
    fn pass(x: &'a [T; N]) -> &'a [T] {
        x
    }
}

/// `x`, as it is expected.
#[inline(always)]
pub fn pass<'a, X, A: Pass<'a, X>>(x: &'a X) -> A {
    A::pass(x)
}

/// The solution `x` of a system with right side `b`; exactly zero where `b` is.
#[inline(always)]
pub fn solved<V: Vector>(mut x: V, b: &V) -> V {
    // the first that is not zero; of dual numbers the first value and the first tangent
    let first = |any: V::Number, b: V::Number| any + (b - b.where_nonzero(any));
    let any = (0..V::LEN).map(|i| b.number(i)).fold(V::Number::ZERO, first);
    for i in 0..V::LEN {
        x.set_number(i, x.number(i).where_nonzero(any));
    }
    x
}

/// How many Newton steps give a solution its tangents: one for each level.
#[inline(always)]
pub const fn levels<V: Vector>() -> usize {
    <V::Number as Real>::LEVELS
}

/// What must vanish, as a vector.
#[inline(always)]
pub fn numbers<V: Vector, R: Numbers<Number = V::Number> + Diff<Tangent = V>>(residual: &R) -> V {
    let mut v = V::zero();
    (0..V::LEN).for_each(|i| v.set_number(i, residual.number(i)));
    v
}

/// The solution less `step`, in its tangents; its value stays.
#[inline(always)]
pub fn correct<V: Vector, X: Numbers<Number = V::Number> + Diff<Tangent = V>>(x: &mut X, step: &V) {
    for i in 0..V::LEN {
        let number = x.number(i);
        x.set_number(i, number.with_tangents_of(number - step.number(i)));
    }
}

/// Says that a vector has no number `i`.
#[cold]
#[inline(never)]
pub fn beyond(i: usize) -> ! {
    panic!("number {i} is beyond the end of a vector")
}

/// `a − b`.
#[inline(always)]
pub fn less<V: Tangent>(mut a: V, b: &V) -> V {
    a.reduce(b);
    a
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Dual;

    #[test]
    fn a_right_side_of_zero_has_a_solution_of_zero() {
        assert_eq!(solved([f64::NAN, 1.0], &[0.0, -0.0]), [0.0, 0.0]);
        assert_eq!(solved([3.0, 1.0], &[0.0, -2.0]), [3.0, 1.0]);
        // tangents of zeros count, also where they would cancel
        let b = [Dual::new(0.0, 1.0), Dual::new(0.0, -1.0)];
        assert_eq!(solved([Dual::new(0.0, 5.0); 2], &b)[1].eps, 5.0);
    }

    #[test]
    fn a_correction_leaves_the_value() {
        let mut x = [Dual::new(Dual::new(1.0, 2.0), Dual::new(3.0, 4.0))];
        correct(&mut x, &[Dual::new(Dual::new(0.5, 0.5), Dual::new(0.5, 0.5))]);
        assert_eq!((x[0].re.re, x[0].re.eps, x[0].eps.re, x[0].eps.eps), (1.0, 1.5, 2.5, 3.5));
        assert_eq!((levels::<f64>(), levels::<[Dual<Dual<f64>>; 2]>()), (0, 2));
    }

    #[test]
    fn a_solution_is_passed_as_it_is_expected() {
        let x = [1.0, 2.0];
        let (value, array, slice): ([f64; 2], &[f64; 2], &[f64]) = (pass(&x), pass(&x), pass(&x));
        assert_eq!((value, array, slice), (x, &x, &x[..]));
        let (one, of): (f64, &f64) = (pass(&3.0), pass(&3.0));
        assert_eq!((one, *of), (3.0, 3.0));
    }
}
