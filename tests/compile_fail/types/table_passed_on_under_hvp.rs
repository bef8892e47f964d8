//! What a constant refers to has no form in another number type: `hvp` reads its elements.
use costate::differentiable;

const WEIGHTS: &[f64] = &[0.5, 0.25];

#[differentiable(hvp)]
fn weighted(w: &[f64], x: f64) -> f64 {
    w[0] * x * x
}

#[differentiable(hvp)]
fn passed(x: f64) -> f64 {
    weighted(WEIGHTS, x)
}

fn main() {}
