#![allow(unreachable_code, unused_variables)]

use costate::differentiable;

#[differentiable]
fn clipped(x: f64) -> f64 {
    let y = f64::max(x, return x);
    y * x
}

fn main() {}
