//! Solvers that need products only, and a few vectors of memory.
//!
//! Both stop where `‖b − A x‖ ≤ tolerance · ‖b‖` in the maximum norm; after `iterations` products
//! without that, the result is NaN. Whether it has converged is asked of one number at a time, and
//! a dual number's tangent may lag behind its value: so these take `f32` and `f64` only.

use super::Vector;
use crate::{Float, Real, Scalar};

/// Solves `A x = b` for `A = I − G` with ‖G‖ < 1, by the Neumann series `x = b + G b + G² b + …`.
///
/// That is the derivative of a fixed-point iteration, which converges as fast as the iteration
/// itself: for `#[implicit(fixed_point = g, solve = neumann(1e-14, 1000))]`.
/// ```
/// let product = |v: &f64| v - 0.5 * v;
/// let x = costate::implicit::neumann(product, 1.0, 1e-15, 100);
/// assert!((x - 2.0_f64).abs() < 1e-14);
/// ```
pub fn neumann<V>(mut product: impl FnMut(&V) -> V, b: V, tolerance: f64, iterations: usize) -> V
where
    V: Vector<Number: Float>,
{
    let (mut x, enough) = (b, tolerance * greatest(&b));
    for _ in 0..iterations {
        let mut rest = b;
        rest.reduce(&product(&x));
        if greatest(&rest) <= enough {
            return x;
        }
        x.accumulate(&rest);
    }
    nothing()
}

/// Solves `A x = b` by BiCGStab (van der Vorst 1992, doi:10.1137/0913035), two products a step.
///
/// For systems too large for [`dense`](super::dense()). A breakdown gives NaN, as does a residual
/// that stays too large.
/// ```
/// let product = |v: &[f64; 2]| [v[1], 2.0 * v[0] + v[1]];
/// let x = costate::implicit::bicgstab(product, [3.0, 5.0], 1e-12, 10);
/// assert!((x[0] - 1.0).abs() < 1e-10 && (x[1] - 3.0).abs() < 1e-10);
/// ```
pub fn bicgstab<V>(mut product: impl FnMut(&V) -> V, b: V, tolerance: f64, iterations: usize) -> V
where
    V: Vector<Number: Float>,
{
    let one = V::Number::ONE;
    let (shadow, enough) = (b, tolerance * greatest(&b));
    let (mut x, mut r, mut p, mut v) = (V::zero(), b, V::zero(), V::zero());
    let (mut rho, mut alpha, mut omega) = (one, one, one);
    for _ in 0..iterations {
        if greatest(&r) <= enough && is_solved(&mut product, &x, &b, enough) {
            return x;
        }
        // the new direction, p = r + β (p − ω v)
        let before = core::mem::replace(&mut rho, dot(&shadow, &r));
        let beta = (rho / before) * (alpha / omega);
        p = plus(&r, beta, &plus(&p, -omega, &v));
        v = product(&p);
        alpha = rho / dot(&shadow, &v);
        let s = plus(&r, -alpha, &v);
        x = plus(&x, alpha, &p);
        if greatest(&s) <= enough && is_solved(&mut product, &x, &b, enough) {
            return x;
        }
        // the step that stabilises
        let t = product(&s);
        omega = dot(&t, &s) / dot(&t, &t);
        x = plus(&x, omega, &s);
        r = plus(&s, -omega, &t);
    }
    if is_solved(&mut product, &x, &b, enough) { x } else { nothing() }
}

/// Whether the residual, computed anew, is small: the recurrence drifts from it.
fn is_solved<V>(product: &mut impl FnMut(&V) -> V, x: &V, b: &V, enough: f64) -> bool
where
    V: Vector<Number: Float>,
{
    let mut rest = *b;
    rest.reduce(&product(x));
    greatest(&rest) <= enough
}

/// max |vᵢ|; NaN where there is one.
fn greatest<V: Vector<Number: Float>>(v: &V) -> f64 {
    let sizes = (0..V::LEN).map(|i| v.number(i).abs().to_f64());
    sizes.fold(0.0, |greatest, size| if size > greatest || size.is_nan() { size } else { greatest })
}

/// Σ uᵢ vᵢ.
fn dot<V: Vector>(u: &V, v: &V) -> V::Number {
    (0..V::LEN).map(|i| u.number(i) * v.number(i)).sum()
}

/// u + k v.
fn plus<V: Vector>(u: &V, k: V::Number, v: &V) -> V {
    let mut sum = *u;
    (0..V::LEN).for_each(|i| sum.set_number(i, u.number(i) + k * v.number(i)));
    sum
}

/// NaN in every number.
fn nothing<V: Vector>() -> V {
    let mut v = V::zero();
    (0..V::LEN).for_each(|i| v.set_number(i, V::Number::from_f64(f64::NAN)));
    v
}

#[cfg(test)]
mod tests {
    use super::*;

    /// −x″ on a grid, and a drift that makes it unsymmetric.
    fn transport(v: &[f64; 30]) -> [f64; 30] {
        let at = |i: usize| v.get(i.wrapping_sub(1)).copied().unwrap_or(0.0);
        core::array::from_fn(|k| {
            let (left, here, right) = (at(k), at(k + 1), at(k + 2));
            2.0 * here - left - right + 0.3 * (right - left)
        })
    }

    #[test]
    fn many_unknowns_by_products_only() {
        let known: [f64; 30] = core::array::from_fn(|i| (i as f64).sin());
        let x = bicgstab(transport, transport(&known), 1e-13, 200);
        x.iter().zip(known).for_each(|(x, known)| assert!((x - known).abs() < 1e-10));
    }

    #[test]
    fn what_does_not_converge_gives_nan() {
        assert!(neumann(|v: &f64| v + 2.0 * v, 1.0, 1e-12, 100).is_nan());
        assert!(neumann(|v: &f64| v - 0.9 * v, 1.0, 1e-12, 3).is_nan());
        assert!(neumann(|_: &f64| f64::NAN, 1.0, 1e-12, 3).is_nan());
        let singular = |v: &[f64; 2]| [v[0] + v[1], v[0] + v[1]];
        assert!(bicgstab(singular, [1.0, 2.0], 1e-12, 50).iter().all(|x| x.is_nan()));
        assert!(bicgstab(transport, [1.0; 30], 1e-12, 3).iter().all(|x| x.is_nan()));
    }

    #[test]
    fn zero_is_solved_by_zero() {
        assert_eq!(neumann(|v: &f64| v - 0.5 * v, 0.0, 1e-12, 1), 0.0);
        assert_eq!(bicgstab(transport, [0.0; 30], 1e-12, 1), [0.0; 30]);
    }
}
