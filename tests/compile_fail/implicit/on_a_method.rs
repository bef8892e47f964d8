use costate::{Diff, differentiable};

#[differentiable]
fn residual(x: f64, k: f64) -> f64 {
    x * x - k
}

#[derive(Clone, Copy, Diff)]
struct Spring {
    stiffness: f64,
}

#[differentiable]
impl Spring {
    #[costate::implicit(residual = residual)]
    fn rest(&self) -> f64 {
        self.stiffness.sqrt()
    }
}

fn main() {}
