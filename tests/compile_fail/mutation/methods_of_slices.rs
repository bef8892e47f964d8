//! Methods of slices that move elements or give other views of them.
use costate::differentiable;

#[differentiable]
fn flat(m: &[[f64; 2]; 2]) -> f64 {
    m.as_flattened().iter().map(|x| x * x).sum()
}

#[differentiable]
fn shifted(x: &mut [f64], k: f64) -> f64 {
    x.copy_within(1.., 0);
    x[0] * k
}

fn main() {}
