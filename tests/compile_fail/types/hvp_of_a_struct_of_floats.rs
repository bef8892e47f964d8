//! A struct that is not generic over its numbers cannot hold dual numbers.
use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
struct Spring {
    stiffness: f64,
}

#[differentiable(hvp)]
fn energy(spring: Spring, x: f64) -> f64 {
    0.5 * spring.stiffness * x * x
}

fn main() {
    energy::hvp(Spring { stiffness: 1.0 }, SpringTangent { stiffness: 0.0 }, 1.0, 1.0);
}
