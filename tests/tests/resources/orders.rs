//! Checkpointed loops in second derivatives, in many directions at once, in inner gradients, and
//! around rules by hand and enums.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop)]

use costate::{HeapTape, Real, Tape, differentiable, vjp_of};
use costate_tests::check;

#[differentiable(hvp, vjp_n)]
fn plain<T: Real>(x: &[T], y: &mut [T; 2], n: usize) -> T {
    let mut s = x[0];
    for i in 0..n {
        s = s + 0.1 * (s * x[i % 3]).sin() * y[0];
        y[i % 2] = y[i % 2] * s.cos() + x[1];
    }
    s * y[1]
}

#[differentiable(hvp, vjp_n)]
fn every<T: Real>(x: &[T], y: &mut [T; 2], n: usize) -> T {
    let mut s = x[0];
    #[checkpoint(every = 3)]
    for i in 0..n {
        s = s + 0.1 * (s * x[i % 3]).sin() * y[0];
        y[i % 2] = y[i % 2] * s.cos() + x[1];
    }
    s * y[1]
}

#[differentiable(hvp, vjp_n)]
fn binomial<T: Real>(x: &[T], y: &mut [T; 2], n: usize) -> T {
    let mut s = x[0];
    #[checkpoint(binomial, slots = 2)]
    for i in 0..n {
        s = s + 0.1 * (s * x[i % 3]).sin() * y[0];
        y[i % 2] = y[i % 2] * s.cos() + x[1];
    }
    s * y[1]
}

const X: [f64; 3] = [0.4, -0.3, 0.8];

macro_rules! cotangents {
    ($f:ident, $n:expr) => {{
        let (mut y, mut dx, mut dy) = ([0.5, 0.9], [[0.1; 3]; 3], [[0.3, -0.2], [1.0, 0.0], [0.0, 2.0]]);
        let mut tape = HeapTape::new();
        let r = $f::vjp_n(
            &X,
            dx.each_mut().map(|d| d.as_mut_slice()),
            &mut y,
            dy.each_mut(),
            $n,
            [1.0, 0.0, -0.5],
            &mut tape,
        );
        assert_eq!(tape.mark(), 0);
        (r.to_bits(), y.map(f64::to_bits), dx.map(|d| d.map(f64::to_bits)), dy.map(|d| d.map(f64::to_bits)))
    }};
}

#[test]
fn many_cotangents_read_one_tape() {
    for n in [0, 1, 2, 8] {
        let all = cotangents!(plain, n);
        assert_eq!(all, cotangents!(every, n), "n = {n}");
        assert_eq!(all, cotangents!(binomial, n), "n = {n}");
    }
}

/// x ↦ f(x, y(x)), for each of the three.
macro_rules! scalars {
    ($($name:ident $f:ident),*) => {$(
        #[differentiable(hvp)]
        fn $name<T: Real>(x: &[T], n: usize) -> T {
            let mut y = [x[2], T::ONE];
            $f(x, &mut y, n) * y[0]
        }
    )*};
}

scalars!(plain_scalar plain, every_scalar every, binomial_scalar binomial);

#[test]
fn second_derivatives() {
    let v = [0.3, 1.0, -0.7];
    for n in [0, 1, 2, 8] {
        let bits = |all: Vec<f64>| all.into_iter().map(f64::to_bits).collect::<Vec<u64>>();
        let all = bits(plain_scalar::hvp(&X, &v, n));
        assert_eq!(all, bits(every_scalar::hvp(&X, &v, n)), "n = {n}");
        assert_eq!(all, bits(binomial_scalar::hvp(&X, &v, n)), "n = {n}");
    }
}

fn softplus(x: f64) -> f64 {
    x.exp().ln_1p()
}

#[vjp_of(softplus, gradient)]
fn softplus_vjp(x: f64, dx: &mut f64, dr: f64) {
    *dx += dr / (1.0 + (-x).exp());
}

/// The last good value, if there is one.
#[differentiable]
fn remembered(x: f64, n: usize) -> f64 {
    let mut s = x;
    let mut last = None;
    #[checkpoint(binomial, slots = 2)]
    for i in 0..n {
        s = softplus(s * x) - 0.2;
        if i % 3 == 1 {
            last = Some(s * s);
        }
        if let Some(y) = last {
            s = s + 0.1 * y;
        }
    }
    match last {
        Some(y) => y * s,
        None => s,
    }
}

#[test]
fn rules_by_hand_and_options() {
    for n in [0, 1, 2, 3, 8] {
        check!(f64 remembered(in 0.7, fix n));
    }
}
