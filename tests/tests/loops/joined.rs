//! Iterators behind each other, of one value, and inside each other.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop, clippy::manual_repeat_n, clippy::while_let_on_iterator)]

use core::iter;

use costate::{Scalar, differentiable};
use costate_tests::check;

#[differentiable]
fn joined<T: Scalar>(x: &[T], y: &[T], k: T) -> T {
    let mut s = k;
    for (i, v) in x.iter().chain(y).rev().enumerate() {
        s = s * *v + T::from_f64(i as f64);
    }
    let around: T = x.iter().zip(x.iter().skip(1).chain(iter::once(&x[0]))).map(|(a, b)| *a * *b * *b).sum();
    let large: T = x.iter().chain(y.iter()).filter(|v| **v > k).map(|v| *v * *v).sum();
    let mut both = x.iter().copied().chain(iter::once(s * k)).chain(y.iter().copied());
    let first = both.next().unwrap();
    while let Some(v) = both.next() {
        s = s * v + first;
    }
    s + around * large
}

#[test]
fn one_behind_the_other() {
    check!(joined(ref vec![0.3, 0.9, 0.5], ref vec![0.7, 0.4], in 0.6));
    check!(joined(ref vec![0.9], ref vec![], in 0.6));
}

/// The value is that of where the iterator was made.
#[differentiable]
fn repeated<T: Scalar>(x: [T; 3], k: T) -> T {
    let mut y = [k, x[0]];
    let same = iter::repeat(y[0]).take(2);
    y[0] = x[1];
    let three = iter::repeat_n(y[1], 3).zip(x).map(|(a, b)| a * b).fold(k, |p, v| p * v);
    iter::zip(&x, x.iter().rev()).map(|(a, b)| *a * *b * *b).sum::<T>() * same.sum::<T>() * y[0] + three
}

#[test]
fn one_value_again_and_again() {
    check!(repeated(in [0.3, 0.9, 0.5], in 0.6));
}

/// The inner closures capture by value what the outer ones give, and names of their own.
#[differentiable]
fn inside_each_other<T: Scalar>(a: &[T], b: &[T]) -> T {
    let below: T = (0..a.len()).flat_map(|i| (0..i).map(move |j| a[i] * b[j])).sum();
    let pairs: T = a.iter().flat_map(|p| b.iter().map(move |q| *p * *q * *q)).sum();
    let named: T = (0..2)
        .flat_map(|i| {
            let scale = a[i] * b[0];
            let next = scale * scale;
            b.iter().map(move |q| *q * scale + next)
        })
        .fold(T::ONE, |p, v| p * v);
    let mut shift = a[0];
    let mut s = b[0];
    for i in 0..3 {
        let before = s;
        let moved = move |v: T| v * before + shift;
        shift = moved(b[0]);
        s += moved(shift) * T::from_f64(i as f64);
    }
    below + pairs * named * s
}

#[test]
fn one_inside_the_other() {
    check!(inside_each_other(ref vec![0.3, 0.9, 0.5], ref vec![0.7, 0.4]));
}

#[differentiable]
fn caller<T: Scalar>(x: [T; 3], k: T) -> T {
    let mut s = k;
    let mut y = x;
    for i in 0..3 {
        s = s * joined(&y, &x[..i], k) * T::from_f64(0.1) + repeated(y, s) + inside_each_other(&x, &y);
        y[i] = s.sin();
    }
    s * y[1]
}

#[test]
fn called_from_another_function() {
    check!(caller(in [0.3, 0.9, 0.5], in 0.6));
}
