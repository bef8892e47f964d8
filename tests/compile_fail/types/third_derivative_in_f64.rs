//! Derivatives above the second need functions that are generic over their numbers.
use costate::differentiable;

#[differentiable(hvp)]
fn energy(x: f64) -> f64 {
    x * x * x * x
}

#[differentiable(hvp)]
fn sharpness(x: f64) -> f64 {
    let slope = energy::grad(x);
    slope * slope
}

fn main() {}
