//! Operators on references: to numbers, and beside operators of a type of its own.

// the references are what is tested
#![allow(clippy::op_ref, clippy::borrow_deref_ref)]

use core::ops::{Add, AddAssign, Mul, Neg};

use costate::{Diff, differentiable};
use costate_tests::check;

/// What its operators mean for values differs from what they mean for references.
#[derive(Clone, Copy, Diff)]
#[diff(tangent = Self)]
struct Pair {
    a: f64,
    b: f64,
}

#[differentiable]
impl Mul for Pair {
    type Output = Pair;
    fn mul(self, o: Pair) -> Pair {
        Pair { a: self.a * o.a, b: self.b * o.a + o.b }
    }
}

impl<'a> Mul<&'a Pair> for &'a Pair {
    type Output = Pair;
    fn mul(self, o: &Pair) -> Pair {
        Pair { a: self.a, b: o.b }
    }
}

#[differentiable]
impl Add for Pair {
    type Output = Pair;
    fn add(self, o: Pair) -> Pair {
        Pair { a: self.a + o.a, b: self.b + o.b }
    }
}

#[differentiable]
impl Neg for Pair {
    type Output = Pair;
    fn neg(self) -> Pair {
        Pair { a: -self.a, b: self.b }
    }
}

#[differentiable]
impl AddAssign for Pair {
    fn add_assign(&mut self, o: Pair) {
        self.a += o.a;
        self.b += o.b * self.a;
    }
}

#[differentiable]
fn numbers(a: &f64, b: &f64, n: &usize) -> f64 {
    let third = &(n / 2) * n;
    &*a * b + a * 2.0 - -b / &3.0 + (third as f64) * a + -(&*a)
}

#[differentiable]
fn in_loops(x: &[f64], y: &f64) -> f64 {
    let mut s = numbers(&x[0], y, &5);
    for v in x {
        s += v;
        s -= &(v * v);
        s *= 1.0 + &x[1] * y;
    }
    for (a, b) in x.iter().zip(x.iter().skip(1)) {
        s += a * b - -a;
    }
    let d = &x[0] - y;
    let steepest = x.iter().fold(0.0, |sum, v| sum + v * &d);
    s * d + steepest + x.iter().map(|v| v * v).sum::<f64>()
}

/// The values behind the references have the operators of values.
#[differentiable]
fn of_values(p: &Pair, all: &[Pair], k: &f64) -> f64 {
    let mut sum = *p * -*p;
    for q in all {
        sum += *q;
        sum = *q * sum + *p;
        sum.a *= k;
    }
    let (first, last) = (all[0], *p);
    let product = first * last;
    if let Some(q) = all.last() {
        sum += *q * product;
    }
    sum.a * k - &sum.b * product.b
}

#[differentiable]
fn caller(p: [f64; 2], x: &[f64], k: f64) -> f64 {
    let p = Pair { a: p[0], b: p[1] };
    let all = [p, Pair { a: x[0], b: x[1] }, Pair { a: k, b: x[2] }];
    in_loops(x, &p.a) * of_values(&p, &all, &k) + of_values(&all[1], &all[..1], &x[1])
}

#[test]
fn references_stand_for_numbers() {
    check!(f64 numbers(ref 0.7, ref -0.3, fixref 4));
    check!(f64 in_loops(ref vec![0.7, -0.3, 0.4, 1.2], ref 0.8));
}

#[test]
fn values_behind_references_have_their_own_operators() {
    check!(f64 caller(in [0.7, -0.3], ref vec![0.4, 1.2, 0.8], in 0.9));
}
