use core::ops::Add;

use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
#[diff(tangent = Self)]
struct Pair(f64, f64);

/// Not the sum that the macro would take it for.
impl Add<f64> for Pair {
    type Output = Self;
    fn add(self, k: f64) -> Self {
        Pair(self.0 * k, self.1)
    }
}

#[differentiable]
fn shifted(x: f64) -> f64 {
    let pair = Pair(x, x) + 3.0;
    pair.0
}

fn main() {}
