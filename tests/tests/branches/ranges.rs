//! `contains` of a range: a condition that asks twice.

use costate::{Scalar, differentiable};
use costate_tests::check;

#[differentiable]
fn of_indices<T: Scalar>(x: &[T], lo: usize, hi: usize) -> T {
    let mut s = T::ZERO;
    for (i, v) in x.iter().enumerate() {
        if (lo..hi).contains(&i) {
            s += *v * *v;
        } else if !(..=hi).contains(&i) {
            s += v.sin();
        }
    }
    s
}

#[differentiable]
fn of_values<T: Scalar>(x: &[T], k: T) -> T {
    let mut s = k;
    for v in x {
        if (T::ZERO..=k).contains(v) {
            s += *v * k;
        }
        if (k..).contains(&(*v * 2.0)) {
            s *= *v;
        }
    }
    s
}

#[differentiable]
fn piecewise(x: f64) -> f64 {
    if (0.0..1.0).contains(&x) { x * x } else { 0.5 * x }
}

#[test]
fn inside_a_range() {
    let x = || vec![0.3, 0.9, -0.2, 0.6, 1.4];
    for (lo, hi) in [(0, 0), (1, 3), (2, 9), (3, 1)] {
        check!(of_indices(ref x(), fix lo, fix hi));
    }
    check!(of_values(ref x(), in 0.7));
    for at in [-0.5, 0.4, 1.5] {
        check!(f64 piecewise(in at));
    }
}

/// The start belongs to the range, the end does not; a NaN is in none.
#[test]
fn ends_and_nan() {
    assert_eq!(piecewise::grad(0.0), 0.0);
    assert_eq!(piecewise::grad(1.0), 0.5);
    assert_eq!(piecewise::grad(f64::NAN), 0.5);
}
