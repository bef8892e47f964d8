//! Counters that a type of the user's is added to: `i + TWO` may be the same element in several iterations, and
//! `k = k + TWO` need not be undone by `k - TWO`.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop, clippy::assign_op_pattern, clippy::suspicious_arithmetic_impl)]

use core::ops::{Add, Sub};

use costate::{Diff, Scalar, differentiable};
use costate_tests::check_called;

/// Turns a sum around.
#[derive(Clone, Copy, Debug, Diff)]
#[diff(constant)]
struct Turn(usize);

impl Add<Turn> for usize {
    type Output = usize;
    fn add(self, turn: Turn) -> usize {
        (self + turn.0) % 2
    }
}

impl Sub<Turn> for usize {
    type Output = usize;
    fn sub(self, turn: Turn) -> usize {
        self / turn.0
    }
}

const TWO: Turn = Turn(2);
const NEXT: usize = 1;

check_called! {
    squares by calls_squares,
    stored by calls_stored,
    given by calls_given,
    counted by calls_counted,
    shifted by calls_shifted,
}

#[differentiable]
fn squares<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..4 {
        let j = i + TWO;
        x[j] = x[j] * x[j] * c;
        s += x[j];
    }
    s
}

#[differentiable]
fn stored<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..4 {
        let j = i - TWO;
        let v = (x[j] * s).tanh();
        x[j] = v;
        s = s + v * v;
    }
    s
}

#[differentiable]
fn turned<T: Scalar>(x: &mut [T], c: T, turn: Turn) -> T {
    for i in 0..4 {
        let j = i + turn;
        x[j] = x[j] * x[j] * c;
    }
    c
}

#[differentiable]
fn given<T: Scalar>(x: &mut [T], c: T) -> T {
    turned(x, c, TWO) * x[0]
}

#[differentiable]
fn counted<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut k, mut s) = (0, c);
    for _ in 0..4 {
        k = k + TWO;
        s = s * x[k] + 0.3;
        k = k + 1;
        s = s * x[k] + 0.3;
    }
    s
}

/// An offset of the counter's own type, by its name.
#[differentiable]
fn shifted<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..3 {
        let j = i + NEXT;
        x[j] = x[j] * x[j] * c + x[i];
        s += x[j];
    }
    s
}
