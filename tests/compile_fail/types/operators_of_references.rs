use core::ops::{AddAssign, Mul, Neg};

use costate::{Diff, differentiable};

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
        Pair { a: self.a * o.a, b: self.b * o.b }
    }
}

impl<'a> Mul<&'a Pair> for &'a Pair {
    type Output = Pair;
    fn mul(self, o: &Pair) -> Pair {
        Pair { a: self.a, b: o.b }
    }
}

#[differentiable]
impl Neg for Pair {
    type Output = Pair;
    fn neg(self) -> Pair {
        Pair { a: -self.a, b: -self.b }
    }
}

impl Neg for &Pair {
    type Output = Pair;
    fn neg(self) -> Pair {
        *self
    }
}

#[differentiable]
impl AddAssign for Pair {
    fn add_assign(&mut self, o: Pair) {
        self.a += o.a;
        self.b += o.b;
    }
}

impl AddAssign<&Pair> for Pair {
    fn add_assign(&mut self, o: &Pair) {
        self.a += 2.0 * o.a;
    }
}

#[differentiable]
impl Mul<f64> for Pair {
    type Output = Pair;
    fn mul(self, k: f64) -> Pair {
        Pair { a: self.a * k, b: self.b * k }
    }
}

impl Mul<&f64> for Pair {
    type Output = Pair;
    fn mul(self, k: &f64) -> Pair {
        Pair { a: 2.0, b: *k }
    }
}

/// A lent number stands for the number beside a number only.
#[differentiable]
fn scaled(p: Pair, k: &f64) -> f64 {
    (p * k).a
}

#[differentiable]
fn product(p: &Pair, q: &Pair) -> f64 {
    let r = p * q;
    r.a * r.b
}

#[differentiable]
fn opposite(p: Pair) -> f64 {
    let r = -&p;
    r.a * r.b
}

#[differentiable]
fn sum(all: &[Pair]) -> f64 {
    let mut sum = all[0];
    for p in all {
        sum += p;
    }
    let longest = all.last().unwrap() * &sum;
    longest.a
}

/// What `filter` lends is a reference to a reference.
#[differentiable]
fn behind(all: &[Pair], k: Pair) -> f64 {
    all.iter().filter(|p| (*p * &k).a > 0.0).map(|p| p.a).sum()
}

fn main() {}
