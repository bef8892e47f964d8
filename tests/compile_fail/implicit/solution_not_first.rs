use costate::{differentiable, implicit};

#[differentiable]
fn residual(p: [f64; 2], x: f64) -> f64 {
    x * p[0] - p[1]
}

#[implicit(residual = residual)]
fn root(p: [f64; 2]) -> f64 {
    p[1] / p[0]
}

fn main() {}
