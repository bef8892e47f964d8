//! A trait's definition says what each `impl` has; that of an operator says nothing of derivatives.
use costate::{Diff, differentiable};

#[differentiable]
trait Shape {
    fn area(&self) -> f64;
}

#[derive(Clone, Copy, Diff)]
struct Disc {
    radius: f64,
}

#[differentiable(vjp_n)]
impl Shape for Disc {
    fn area(&self) -> f64 {
        3.0 * self.radius * self.radius
    }
}

#[derive(Clone, Copy, Diff)]
#[diff(tangent = Self)]
struct Offset {
    x: f64,
}

#[differentiable(vjp_n, hvp)]
impl core::ops::Add for Offset {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Offset { x: self.x + other.x }
    }
}

fn main() {}
