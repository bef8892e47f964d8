//! Two buffers that take turns: a tuple of references chosen by `if` or `match`.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop)]

use costate::{Real, differentiable};
use costate_tests::check;

/// d ← k sin s + d s
#[differentiable]
fn feed<T: Real>(src: &[T], dst: &mut [T], k: T) {
    for i in 0..src.len() {
        dst[i] = k * src[i].sin() + dst[i] * src[i];
    }
}

#[differentiable]
fn halves<T: Real>(x: &mut [T], steps: usize) {
    let n = x.len() / 2;
    let (l, r) = x.split_at_mut(n);
    for s in 0..steps {
        let (src, dst) = if s % 2 == 0 { (&*l, &mut *r) } else { (&*r, &mut *l) };
        for i in 0..n {
            dst[i] = src[i] * src[(i + 1) % n] + dst[i];
        }
    }
}

#[differentiable]
fn both_written<T: Real>(x: &mut [T], steps: usize) {
    let n = x.len() / 2;
    let (l, r) = x.split_at_mut(n);
    for s in 0..steps {
        let (src, dst) = match s % 3 {
            0 => (&mut *l, &mut *r),
            _ => (&mut *r, &mut *l),
        };
        for i in 0..n {
            dst[i] = src[i] * src[(i + 1) % n] + dst[i];
            src[i] *= 0.7 * dst[0];
        }
    }
}

/// Two arguments, and a number that is chosen with them.
#[differentiable]
fn arguments<T: Real>(l: &mut [T], r: &mut [T], k: T, steps: usize) {
    for s in 0..steps {
        let (src, dst, rate) = if s % 2 == 0 { (&*l, &mut *r, k) } else { (&*r, &mut *l, k * k) };
        feed(src, dst, rate);
    }
}

#[differentiable]
fn on_a_value<T: costate::Scalar>(l: &mut [T], r: &mut [T], k: T) -> T {
    let (src, dst) = if k > l[0] { (l, r) } else { (r, l) };
    feed(src, dst, k);
    feed(dst, src, k * src[0]);
    src[1] * dst[0]
}

/// Where it is split depends on a flag.
#[differentiable]
fn two_splits<T: Real>(x: &mut [T], k: T, early: bool) {
    let (a, b) = if early { x.split_at_mut(2) } else { x.split_at_mut(3) };
    feed(&a[..2], &mut b[..2], k);
    for i in 0..b.len() {
        b[i] *= a[0];
    }
}

#[differentiable]
fn caller<T: Real>(x: &mut [T], y: &mut [T], k: T) -> T {
    halves(x, 3);
    arguments(x, y, k, 3);
    two_splits(y, x[0], true);
    y[0] * x[1]
}

#[test]
fn parts_of_one_slice() {
    let x = [0.3, -0.8, 0.5, 0.9, 0.2, -0.4];
    for steps in 0..4 {
        check!(halves(mut x, fix steps) -> ());
        check!(both_written(mut x, fix steps) -> ());
    }
}

#[test]
fn two_arguments() {
    let (l, r) = ([0.3, -0.8, 0.5], [0.9, 0.2, -0.4]);
    for steps in 0..4 {
        check!(arguments(mut l, mut r, in 0.6, fix steps) -> ());
    }
    check!(on_a_value(mut l, mut r, in 0.6));
    check!(on_a_value(mut l, mut r, in 0.1));
}

#[test]
fn different_splits() {
    let x = [0.3, -0.8, 0.5, 0.9, 0.2, -0.4];
    check!(two_splits(mut x, in 0.7, fix true) -> ());
    check!(two_splits(mut x, in 0.7, fix false) -> ());
    check!(caller(mut x, mut [0.4, 0.1, -0.6, 0.8, 1.1, -0.2], in 0.7));
}
