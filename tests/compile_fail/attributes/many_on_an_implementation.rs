//! A trait's definition says what each `impl` has.
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

fn main() {}
