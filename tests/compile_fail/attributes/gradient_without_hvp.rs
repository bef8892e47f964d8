//! A gradient inside a differentiable function has a derivative only where `hvp` says so.
use costate::differentiable;

#[differentiable]
fn energy(q: [f64; 2]) -> f64 {
    q[0] * q[0] * q[1]
}

#[differentiable]
fn power(q: [f64; 2], v: [f64; 2]) -> f64 {
    let slope = energy::grad(q);
    slope[0] * v[0] + slope[1] * v[1]
}

fn main() {
    power::grad([1.0, 2.0], [3.0, 4.0]);
}
