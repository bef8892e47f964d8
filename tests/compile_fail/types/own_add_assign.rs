use core::ops::AddAssign;

use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
struct Squares(f64);

impl AddAssign<f64> for Squares {
    fn add_assign(&mut self, x: f64) {
        self.0 += x * x;
    }
}

impl AddAssign for Squares {
    fn add_assign(&mut self, o: Squares) {
        self.0 += o.0 * o.0;
    }
}

#[differentiable]
fn sum(x: f64, y: f64) -> f64 {
    let mut all = Squares(x);
    all += Squares(y);
    all.0
}

fn main() {}
