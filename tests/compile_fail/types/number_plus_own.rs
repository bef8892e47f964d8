use core::ops::Add;

use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
#[diff(constant)]
struct Percent(f64);

/// Not the sum that the macro would take it for.
impl Add<Percent> for f64 {
    type Output = f64;
    fn add(self, p: Percent) -> f64 {
        self * (1.0 + 0.01 * p.0)
    }
}

#[differentiable]
fn raised(x: f64, p: Percent) -> f64 {
    x + p
}

fn main() {}
