//! Options of references: the first element and the rest, an element to write.

use costate::{Scalar, differentiable};
use costate_tests::check;

#[differentiable]
fn horner<T: Scalar>(x: T, c: &[T]) -> T {
    match c.split_first() {
        Some((first, rest)) => *first + x * horner(x, rest),
        None => T::ZERO,
    }
}

#[differentiable]
fn from_the_end<T: Scalar>(x: T, c: &[T]) -> T {
    let Some((last, rest)) = c.split_last() else { return x };
    *last * x.sin() + from_the_end(*last * x, rest) * T::from_f64(rest.len() as f64)
}

#[differentiable]
fn parts<T: Scalar>(c: &[T], y: &mut [T]) -> T {
    let (first, rest) = c.split_first().unwrap();
    let mut s = *first;
    for v in rest {
        s = s * *v + *first;
    }
    if let Some((head, tail)) = y.split_first_mut() {
        *head = *head * s;
        for v in tail.iter_mut() {
            *v = *v * *head;
        }
    }
    let end = y.last_mut();
    if let Some(last) = end {
        *last = *last * *last + s;
    }
    let (last, before) = y.split_last_mut().expect("some");
    if let Some(v) = before.get_mut(1) {
        *v = *v * *last;
    }
    *y.first_mut().unwrap() = y[1] * s;
    y[0] * s
}

#[differentiable]
fn walked<T: Scalar>(c: &[T], k: T) -> T {
    let mut left = c;
    let mut s = k;
    while let Some((first, rest)) = left.split_first() {
        s = s * k + *first;
        left = rest;
    }
    s
}

#[test]
fn the_first_and_the_rest() {
    check!(horner(in 0.7, ref vec![0.3, 0.5, -0.4]));
    check!(horner(in 0.7, ref vec![]));
    check!(from_the_end(in 0.7, ref vec![0.3, 0.5, -0.4]));
    check!(walked(ref vec![0.3, 0.5, -0.4], in 0.9));
    check!(walked(ref vec![], in 0.9));
}

#[test]
fn written_through_what_was_found() {
    check!(parts(ref vec![0.3, 0.5, -0.4], mut vec![0.6, 0.8, 1.2]));
    check!(parts(ref vec![0.3], mut vec![0.6, 0.8]));
}
