//! Rows of a matrix, lent apart: what is read in a row changes another.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop)]

use costate::{Diff, Scalar, differentiable};
use costate_tests::check;

/// A number in a struct.
#[derive(Clone, Copy, Diff)]
struct Weight<T> {
    value: T,
}

#[differentiable]
fn eliminated<T: Scalar>(x: [[T; 3]; 3]) -> T {
    let mut a = x;
    let (top, bottom) = a.split_at_mut(1);
    let (p, r) = (&top[0], &mut bottom[0]);
    let factor = r[0] / p[0];
    for j in 0..3 {
        r[j] -= factor * p[j];
        r[j] -= p[j];
    }
    a[1][0] * a[1][2] + a[1][1]
}

#[differentiable]
fn some_kept<T: Scalar>(x: [[T; 3]; 3]) -> T {
    let mut a = x;
    let (top, bottom) = a.split_at_mut(1);
    let (p, r) = (&top[0], &mut bottom[0]);
    #[checkpoint(every = 2)]
    for j in 0..3 {
        r[j] -= p[j];
        r[j] *= p[2];
    }
    a[1][0] * a[1][2]
}

#[differentiable]
fn in_structs<T: Scalar>(x: [T; 4]) -> T {
    let mut a = [[Weight { value: x[0] }, Weight { value: x[1] }], [Weight { value: x[2] }; 2]];
    let (top, bottom) = a.split_at_mut(1);
    let (p, r) = (&top[0], &mut bottom[0]);
    for j in 0..2 {
        r[j].value += p[j].value;
        r[j].value *= p[0].value;
        r[j].value -= p[1].value;
    }
    a[1][0].value * a[1][1].value * x[3]
}

#[test]
fn one_row_changes_another() {
    let x = [[0.7, -0.3, 0.4], [1.2, 0.8, -0.6], [0.1, 0.5, 0.9]];
    check!(eliminated(in x));
    check!(some_kept(in x));
    check!(in_structs(in [0.7, -0.3, 0.4, 1.2]));
}
