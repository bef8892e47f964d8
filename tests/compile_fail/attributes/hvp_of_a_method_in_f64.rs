//! A method has `hvp` where its numbers are generic.
use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
struct Spring {
    stiffness: f64,
}

#[differentiable]
impl Spring {
    #[differentiable(hvp)]
    fn energy(&self, x: f64) -> f64 {
        0.5 * self.stiffness * x * x
    }
}

fn main() {}
