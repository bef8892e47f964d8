//! References that are declared before they are given a place, and references to variables that are
//! declared before they have a value.

// what people write, also where clippy knows better
#![allow(clippy::needless_late_init)]

use costate::{Scalar, differentiable};
use costate_tests::check;

#[differentiable]
fn beside_another<T: Scalar>(x: [T; 6]) -> T {
    let (a, b) = (x[0] * x[1], x[2] * x[3]);
    let high = x[4] > T::ZERO;
    let mut q = &a;
    if x[5] > T::from_f64(0.3) {
        q = &b;
    }
    let p;
    if high {
        p = &a;
    } else {
        p = &b;
    }
    let mut r = &x[1];
    if high {
        r = p;
    }
    *p * *q + *r * x[4]
}

#[differentiable]
fn several<T: Scalar>(x: [T; 6], n: usize) -> T {
    let a = [x[0], x[1] * x[2], x[3]];
    let b = [x[4], x[5] * x[2], x[3]];
    let mut sum = T::ZERO;
    for k in 0..n {
        let (v, w);
        match k % 3 {
            0 => {
                v = &a;
                w = &b;
            }
            1 => {
                v = &b;
                w = &b;
            }
            _ => (v, w) = (&a, &a),
        }
        let c;
        c = v[0] * x[k];
        let u = if x[k] > T::from_f64(0.3) { &c } else { &w[1] };
        sum += v[0] * w[1] + *u;
    }
    sum
}

#[differentiable]
fn written<T: Scalar>(x: [T; 6]) -> T {
    let (mut a, mut b) = (x[0] * x[1], x[2] * x[3]);
    for k in 0..3 {
        let p;
        let q;
        if x[k] > T::from_f64(0.2) {
            p = &mut a;
            q = &mut b;
        } else {
            p = &mut b;
            q = &mut a;
        }
        *p *= x[5];
        *q += *p * x[4];
    }
    a * b
}

/// `y` is another value in each branch, and the reference outlives them.
#[differentiable]
fn to_a_later_value<T: Scalar>(x: [T; 6]) -> T {
    let b = x[2] * x[3];
    let y;
    let mut p = &b;
    if x[0] > T::from_f64(0.2) {
        let t = x[0] * x[1];
        y = t;
        p = &y;
    } else {
        let t = x[4];
        y = t * t;
        let z = y;
        if x[1] > T::from_f64(0.1) {
            p = &y;
        }
        let _kept = z;
    }
    let z = y;
    let q = if x[5] > T::from_f64(0.4) { &z } else { &y };
    *p * *q + y
}

#[differentiable]
fn to_later_constants<T: Scalar>(x: [T; 6]) -> T {
    let (y, w);
    if x[0] > T::from_f64(0.2) {
        y = T::ONE;
        w = x[1];
    } else {
        y = x[1];
        w = T::PI;
    }
    let mut p = &y;
    let mut sum = T::ZERO;
    for v in x {
        sum += *p * v;
        p = if v > T::from_f64(0.3) { &w } else { &y };
    }
    sum * *p
}

/// `y` and `t` are one value until `y` changes; `p` is a reference to `t`.
#[differentiable]
fn beside_an_alias<T: Scalar>(x: [T; 6]) -> T {
    let t = x[0] * x[1];
    let mut y;
    y = t;
    let mut p = &t;
    let r = &y;
    let m = *r * x[5];
    if x[2] > T::from_f64(0.3) {
        p = &x[3];
    }
    y = x[4] * 3.0;
    let mut q = &y;
    if x[1] > T::from_f64(0.2) {
        q = p;
    }
    let s = *p * *q;
    y *= y;
    s * y + m
}

#[differentiable]
fn caller<T: Scalar>(x: [T; 6]) -> T {
    let mut y = x;
    for k in 0..3 {
        y[k] = beside_another(y) + several(y, 5);
        y[k + 1] *= written(y) + to_a_later_value(y);
    }
    to_later_constants(y) + beside_an_alias(y)
}

#[test]
fn a_place_comes_later() {
    for x in [
        [0.7, -0.32, 0.41, 1.2, 0.8, -0.6],
        [0.13, 0.5, 0.23, 0.9, -0.44, 0.66],
        [-0.21, 0.12, 0.64, 0.43, 0.33, 0.52],
    ] {
        check!(beside_another(in x));
        for n in [0_usize, 1, 5] {
            check!(several(in x, fix n));
        }
        check!(written(in x));
        check!(caller(in x));
    }
}

#[test]
fn a_value_comes_later() {
    for x in [
        [0.7, -0.32, 0.41, 1.2, 0.8, -0.6],
        [0.13, 0.5, 0.23, 0.9, -0.44, 0.66],
        [-0.21, 0.12, 0.64, 0.43, 0.33, 0.52],
    ] {
        check!(to_a_later_value(in x));
        check!(to_later_constants(in x));
        check!(beside_an_alias(in x));
    }
}
