//! Closures in variables: that move what they capture, under other names, called where they are written,
//! functions under names of variables; and what they touch beside the index of a compound assignment.

// what people write, also where clippy knows better
#![allow(clippy::redundant_closure_call, clippy::needless_range_loop)]

use costate::{Scalar, differentiable};
use costate_tests::check;

#[differentiable]
fn square<T: Scalar>(v: T) -> T {
    v * v
}

/// A `move` closure has the values of where it stands, and keeps what it changes for itself.
#[differentiable]
fn moved<T: Scalar>(x: &[T], k: T) -> T {
    let mut k = k;
    let scaled = move |v: T| v * k;
    k = k * x[0];
    let mut product = T::ONE;
    let mut times = move |v: T| {
        product *= v;
        product
    };
    let mut table = [k, x[1]];
    let mut add = move |i: usize, v: T| {
        table[i] = table[i] + v;
        table[0] * table[1]
    };
    table[0] = x[0];
    product += k;
    let mut s = product;
    for i in 0..x.len() {
        s += times(scaled(x[i])) + add(i % 2, x[i]);
    }
    s * table[0] * product
}

#[test]
fn closures_that_move_what_they_capture() {
    check!(moved(ref vec![0.3, 0.9, 0.5], in 0.6));
}

#[differentiable]
fn under_other_names<T: Scalar>(x: T, y: T) -> T {
    let f = |v: T| v * x + y;
    let g = f;
    let by_reference = &|v: T| g(v) * v;
    let power = square;
    let larger = T::max;
    let early = |v: T| {
        if v < y {
            return v * v;
        }
        v.sin()
    };
    larger(power(x), g(y)) * by_reference(x) + (|a: T, b: T| a * b * x)(y, f(x)) + early(x) * early(y)
}

#[test]
fn closures_under_other_names() {
    check!(under_other_names(in 0.3, in 0.7));
    check!(under_other_names(in 0.9, in 0.2));
}

/// Types of the user's own and numbers look at the sides in a different order: here it makes no difference.
#[differentiable]
fn either_side_first<T: Scalar>(x: [T; 4]) -> T {
    let mut m = [T::ZERO; 4];
    let mut total = x[0];
    let mut add = |v: T| {
        total += v * v;
        total
    };
    let (mut k, mut rest) = (0, x.iter());
    let mut place = || {
        k += 1;
        k - 1
    };
    m[place()] += add(x[1]);
    m[x.len() - 1] += add(x[2]) * x[1];
    m[place()] *= x[3];
    m[1] += *rest.next().unwrap() * x[2];
    m[place()] += *rest.next().unwrap();
    m[0] * m[3] + m[1] * m[2] * total
}

#[test]
fn sides_that_touch_different_things() {
    check!(either_side_first(in [0.3, 0.9, 0.5, 0.7]));
}

#[differentiable]
fn caller<T: Scalar>(x: [T; 4], k: T) -> T {
    let mut s = k;
    let mut y = x;
    for i in 0..3 {
        s = (s * moved(&y, k)).sin() + under_other_names(s, y[i]).sin() + either_side_first(y).sin();
        y[i] = s.sin();
    }
    s * y[1]
}

#[test]
fn called_from_another_function() {
    check!(caller(in [0.3, 0.9, 0.5, 0.7], in 0.6));
}
