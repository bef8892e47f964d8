//! What a function with `hvp` calls needs `hvp` too.
use costate::differentiable;

#[differentiable]
fn spring(x: f64) -> f64 {
    x * x * x
}

#[differentiable(hvp)]
fn energy(x: f64) -> f64 {
    spring(x)
}

fn main() {
    energy::hvp(1.0, 1.0);
}
