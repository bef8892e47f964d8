//! `Add`, `Sub` and `Neg` that are not linear.

// what `+` means here is the point
#![allow(clippy::suspicious_arithmetic_impl)]

use core::ops::{Add, Mul, Neg, Sub};

use costate::check::check_hessian;
use costate::{Diff, HeapTape, Real, Scalar, Tape, differentiable};
use costate_tests::check;

use crate::sums::Vec3;

/// A velocity in units of that of light: its sum is not linear.
#[derive(Clone, Copy, Debug, Diff)]
struct Velocity<T: Real> {
    beta: T,
}

/// (a + b) / (1 + a b)
#[differentiable]
impl<T: Real> Add for Velocity<T> {
    type Output = Self;
    fn add(self, o: Self) -> Self {
        let (sum, product) = (self.beta + o.beta, self.beta * o.beta);
        Velocity { beta: sum / (1.0 + product) }
    }
}

#[differentiable]
impl<T: Real> Sub for Velocity<T> {
    type Output = T;
    fn sub(self, o: Self) -> T {
        (self.beta - o.beta).tanh() * o.beta.exp()
    }
}

/// Not the opposite of anything.
#[differentiable]
impl<T: Real> Neg for Velocity<T> {
    type Output = Self;
    fn neg(self) -> Self {
        Velocity { beta: self.beta.sin() - self.beta * self.beta }
    }
}

/// The tropical semiring: a sum is the larger, a product the sum.
#[derive(Clone, Copy, Debug, Diff)]
struct Tropical<T: Real>(T);

#[differentiable]
impl<T: Scalar> Add for Tropical<T> {
    type Output = Self;
    fn add(self, o: Self) -> Self {
        if self.0 > o.0 {
            return self;
        }
        o
    }
}

#[differentiable]
impl<T: Real> Mul for Tropical<T> {
    type Output = Self;
    fn mul(self, o: Self) -> Self {
        Tropical(self.0 + o.0)
    }
}

/// Sums of sums: this one is linear, its parts are not.
#[derive(Clone, Copy, Debug, Diff)]
struct Pair<T: Real> {
    velocity: Velocity<T>,
    at: Vec3<T>,
    count: usize,
}

#[differentiable]
impl<T: Real> Add for Pair<T> {
    type Output = Self;
    fn add(self, o: Self) -> Self {
        Pair { velocity: self.velocity + o.velocity, at: self.at + o.at, count: self.count + o.count }
    }
}

#[differentiable]
impl<T: Real> Neg for Pair<T> {
    type Output = Self;
    fn neg(self) -> Self {
        Pair { velocity: -self.velocity, at: -self.at, ..self }
    }
}

#[differentiable]
fn fast<T: Real>(a: T, b: T, n: usize) -> T {
    let (mut v, w) = (Velocity { beta: a }, Velocity { beta: b });
    for _ in 0..n {
        v = -(v + w) + v;
    }
    let again = v + v;
    (again - w) * v.beta + (w - v)
}

#[differentiable]
fn fast_from_checkpoints<T: Real>(a: T, b: T, n: usize) -> T {
    let (mut v, w) = (Velocity { beta: a }, Velocity { beta: b });
    #[checkpoint(every = 2)]
    for _ in 0..n {
        v = -(v + w) + v;
    }
    v.beta
}

#[differentiable]
fn longest<T: Scalar>(steps: &[T], n: usize) -> T {
    let mut best = Tropical(T::ZERO);
    for k in 0..n {
        for s in steps.iter() {
            best = best * Tropical(*s) + best;
        }
        best = best + Tropical(steps[k % 3] * steps[0]);
    }
    best.0
}

#[differentiable]
fn of_pairs<T: Real>(a: T, b: [T; 3], n: usize) -> T {
    let at = Vec3::new(b[0], b[1], b[2]);
    let step = Pair { velocity: Velocity { beta: a }, at, count: 2 };
    let mut pair = step;
    for _ in 0..n {
        pair = -(step + pair);
    }
    pair.velocity.beta * pair.at.dot(at) * T::from_f64(pair.count as f64)
}

#[test]
fn operators_that_are_not_linear() {
    for n in 0..4usize {
        check!(fast(in 0.3, in 0.5, fix n));
        check!(fast_from_checkpoints(in 0.3, in 0.5, fix n));
        check!(longest(ref vec![0.3, -0.5, 0.7], fix n));
        check!(of_pairs(in 0.4, in [0.9, 0.2, -0.4], fix n));
    }
}

#[differentiable(hvp, vjp_n, jvp_n)]
fn energy<T: Real>(a: [T; 3], beta: T, n: usize) -> T {
    let mut v = Vec3::new(a[0], a[1], a[2]);
    let mut w = Velocity { beta };
    for _ in 0..n {
        v = -(v + v * w.beta);
        w = w + Velocity { beta: v.dot(v) * T::from_f64(0.1) };
    }
    v.dot(v) * w.beta
}

#[test]
fn second_derivatives() {
    for n in 0..4usize {
        check_hessian(
            "energy",
            vec![0.3, -0.5, 0.7, 0.4],
            |x| energy([x[0], x[1], x[2]], x[3], n),
            |x| {
                let (d, db) = energy::grad([x[0], x[1], x[2]], x[3], n);
                vec![d[0], d[1], d[2], db]
            },
            |x, v| {
                let (d, db) = energy::hvp([x[0], x[1], x[2]], [v[0], v[1], v[2]], x[3], v[3], n);
                vec![d[0], d[1], d[2], db]
            },
        )
        .unwrap_or_else(|error| panic!("{error}"));
    }
}

#[test]
fn many_directions_give_the_bits_of_one_each() {
    let (a, beta) = ([0.3, -0.5, 0.7], 0.4);
    let mut tape = HeapTape::new();
    let (mut d0, mut d1, mut e0, mut e1) = ([0.0; 3], [0.5; 3], 0.0, 0.25);
    energy::vjp_n(a, [&mut d0, &mut d1], beta, [&mut e0, &mut e1], 3, [1.0, -2.0], &mut tape);
    assert_eq!(tape.mark(), 0);
    for (d, e, start, seed) in [(d0, e0, 0.0, 1.0), (d1, e1, 0.5, -2.0)] {
        let (mut want, mut want_e) = ([start; 3], start * 0.5);
        energy::vjp(a, &mut want, beta, &mut want_e, 3, seed, &mut tape);
        assert_eq!((d, e), (want, want_e));
        assert_eq!(tape.mark(), 0);
    }
    let (value, slopes) = energy::jvp_n(a, [[1.0, 0.0, 0.0], [0.0, 1.0, 2.0]], beta, [0.0, 1.0], 3);
    assert_eq!((value, slopes[0]), energy::jvp(a, [1.0, 0.0, 0.0], beta, 0.0, 3));
    assert_eq!((value, slopes[1]), energy::jvp(a, [0.0, 1.0, 2.0], beta, 1.0, 3));
}
