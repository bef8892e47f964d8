//! `vjp_n` of functions without loops: what they and their callees record lies near, far, or on both sides.

use std::ops::Mul;
use std::panic::catch_unwind;

use costate::{CountTape, Diff, HeapTape, SliceTape, Tape, differentiable};

/// A number whose product records the last factor, and two more words where that is large.
#[derive(Clone, Copy, Debug, Default, Diff)]
struct Heavy(f64);

#[differentiable]
impl Mul for Heavy {
    type Output = Heavy;
    fn mul(self, other: Heavy) -> Heavy {
        let mut y = self.0 * other.0;
        if y > 0.3 {
            y = y.sin() * y;
        }
        Heavy(y)
    }
}

/// A loop whose operators record beside its room.
#[differentiable]
fn powers(x: Heavy, n: usize) -> Heavy {
    let mut all = x;
    for _ in 0..n {
        all = (all * x) * all;
    }
    all
}

#[differentiable]
fn stepped(x: f64, n: usize) -> f64 {
    let mut s = x;
    #[checkpoint(every = 2)]
    for k in 0..n {
        s = (s * x).sin() + 0.1 * s * (k as f64);
    }
    s
}

#[differentiable]
fn both(y: &mut [f64], k: f64) -> f64 {
    for v in y.iter_mut() {
        *v = *v * k + (*v).cos();
    }
    let s = y[0] * y[1];
    if s > 0.1 { s.exp() * k } else { k * k }
}

/// Nothing but calls: small ones near, those of `n` iterations far.
#[differentiable(vjp_n)]
fn all(x: f64, y: &mut [f64], n: usize) -> f64 {
    let a = (x * 1.3).sin() * x;
    let b = both(y, a);
    let Heavy(c) = powers(Heavy(a * 0.9), n);
    let d = (c * b).exp() * stepped(a, n);
    let e = both(y, d * 0.1);
    (d * e).tanh() + powers(Heavy(e * 0.5), n / 2).0
}

/// Value, `y`, adjoints of `x` and of `y` for three cotangents.
fn together(n: usize, width: usize, tape: &mut impl Tape) -> (u64, Vec<u64>) {
    let mut y: Vec<f64> = (0..width).map(|i| 0.3 + 0.01 * i as f64).collect();
    let (mut dx, mut dy) = ([0.1; 3], [(); 3].map(|()| vec![0.2; width]));
    let value =
        all::vjp_n(0.8, dx.each_mut(), &mut y, dy.each_mut().map(|d| d.as_mut_slice()), n, SEEDS, tape);
    (value.to_bits(), y.iter().chain(&dx).chain(dy.iter().flatten()).map(|v| v.to_bits()).collect())
}

const SEEDS: [f64; 3] = [1.0, -0.5, 0.0];

/// The same, one call for each.
fn alone(n: usize, width: usize) -> (u64, Vec<u64>) {
    let (mut value, mut last, mut of_x, mut of_y) = (0.0_f64, Vec::new(), Vec::new(), Vec::new());
    for seed in SEEDS {
        let mut y: Vec<f64> = (0..width).map(|i| 0.3 + 0.01 * i as f64).collect();
        let (mut dx, mut dy) = (0.1, vec![0.2; width]);
        value = all::vjp(0.8, &mut dx, &mut y, &mut dy, n, seed, &mut HeapTape::new());
        (last, of_y) = (y, [of_y, dy].concat());
        of_x.push(dx);
    }
    (value.to_bits(), [last, of_x, of_y].concat().iter().map(|v| v.to_bits()).collect())
}

#[test]
fn wherever_it_lies_the_bits_are_those_of_single_calls() {
    for (n, width) in [(0, 2), (1, 2), (2, 3), (3, 7), (5, 2), (20, 2), (3, 20), (40, 90)] {
        let mut tape = HeapTape::new();
        tape.push(7_u32);
        assert_eq!(together(n, width, &mut tape), alone(n, width), "n = {n}, {width} numbers");
        assert_eq!((tape.mark(), tape.pop::<u32>()), (1, 7));
    }
}

#[test]
fn a_tape_that_was_counted_is_large_enough_and_no_smaller_one_is() {
    let mut counted = CountTape::new();
    let wanted = together(9, 5, &mut counted);
    let words = counted.peak();
    assert_eq!(together(9, 5, &mut SliceTape::new(&mut vec![0; words])), wanted);
    let short = catch_unwind(|| together(9, 5, &mut SliceTape::new(&mut vec![0; words - 1])));
    assert!(
        short
            .expect_err("a word is missing")
            .downcast_ref::<String>()
            .is_some_and(|m| m.starts_with("tape overflow"))
    );
}
