//! Checkpointed loops over iterators, and with references, whole slices and parts of them in their state.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop)]

use costate::{Real, Scalar, differentiable};
use costate_tests::check;

#[differentiable]
fn iterated<T: Real>(x: &mut [T], y: &[T], k: usize) -> T {
    let mut s = T::ONE;
    #[checkpoint(every = k)]
    for (i, (a, b)) in x.iter_mut().zip(y.iter()).enumerate() {
        s = s * (*a * *b).cos() + T::from_f64(0.1 * i as f64);
        *a = *a * s;
    }
    #[checkpoint(binomial, slots = k)]
    for a in x.iter().rev() {
        s = s.sin() + *a * s * 0.3;
    }
    #[checkpoint(binomial, slots = k)]
    for pair in x.chunks_exact_mut(2) {
        pair[0] = pair[0] * s;
        s = s + (pair[1] * pair[0]).sin();
    }
    s
}

#[test]
fn iterators() {
    for k in [1, 2, 5] {
        check!(iterated(mut vec![0.3, -0.5, 0.8, 0.2, 0.6], ref vec![0.4, 0.1, -0.7, 0.9, 0.3], fix k));
        check!(iterated(mut vec![0.0; 0], ref vec![0.0; 0], fix k));
    }
}

/// Two buffers change places in every step.
#[differentiable]
fn smoothed<T: Real>(x: &mut [T; 4], rate: T, n: usize, k: usize) -> T {
    let mut other = [T::ZERO; 4];
    let (mut from, mut to) = (&mut *x, &mut other);
    #[checkpoint(binomial, slots = k)]
    for i in 0..n {
        for j in 1..3 {
            to[j] = from[j] + rate * (from[j - 1] - from[j] * from[j + 1]);
        }
        to[0] = from[3] * T::from_f64(i as f64);
        to[3] = from[0];
        core::mem::swap(&mut from, &mut to);
    }
    from[1] * from[2] + to[3]
}

#[test]
fn buffers_that_change_places() {
    for n in [0, 1, 2, 5] {
        for k in [1, 3] {
            check!(smoothed(mut [0.3, -0.5, 0.8, 0.2], in 0.2, fix n, fix k));
        }
    }
}

#[differentiable]
fn pour<T: Real>(a: &[T], out: &mut [T], rate: T) {
    for i in 0..out.len() {
        out[i] = out[i] + rate * a[i] * a[0].sin();
    }
}

#[differentiable]
fn halves<T: Real>(x: &mut [T], rate: T, n: usize, k: usize) -> T {
    let (left, right) = x.split_at_mut(2);
    let mut s = rate;
    #[checkpoint(every = k)]
    for _ in 0..n {
        pour(left, right, s);
        pour(&right[..2], left, rate * s);
        s = s * left[0].cos();
    }
    #[checkpoint(binomial, slots = k)]
    for i in 0..n {
        let a = if i % 2 == 0 { &mut *left } else { &mut *right };
        a[0] = a[0] * a[1].cos();
        s = s + a[0] * a[1];
    }
    s
}

#[test]
fn parts_of_a_slice_lent_again_and_again() {
    for n in [0, 1, 2, 5] {
        for k in [1, 2, 4] {
            check!(halves(mut vec![0.3, -0.5, 0.8, 0.2], in 0.2, fix n, fix k));
        }
    }
}

/// Only its largest element grows.
#[differentiable]
fn greatest<T: Scalar>(x: &mut [T], h: T, n: usize, k: usize) {
    #[checkpoint(every = k)]
    for _ in 0..n {
        let mut best = 0;
        for j in 1..x.len() {
            if x[j] > x[best] {
                best = j;
            }
        }
        let at = &mut x[best];
        *at = *at - h * at.sin();
    }
}

#[test]
fn an_element_found_in_each_iteration() {
    for k in [1, 3] {
        check!(greatest(mut vec![0.9, 0.5, 0.8, 0.2], in 0.4, fix 6usize, fix k) -> ());
    }
}
