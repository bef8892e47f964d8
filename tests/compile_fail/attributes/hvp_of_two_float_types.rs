//! `hvp` runs the function in one other number type, so it must be written in one.
use costate::differentiable;

#[differentiable(hvp)]
fn rounded(x: f64) -> f64 {
    let y = x as f32;
    (y * y) as f64
}

fn main() {}
