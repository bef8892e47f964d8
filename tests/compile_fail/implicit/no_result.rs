use costate::{differentiable, implicit};

#[differentiable]
fn residual(x: f64, p: f64) -> f64 {
    x * x - p
}

#[implicit(residual = residual)]
fn root(_p: f64) {}

fn main() {}
