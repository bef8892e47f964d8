use costate::{differentiable, implicit};

#[differentiable]
fn residual(x: f64, p: f64, n: i32) -> f64 {
    x.powi(n) - p
}

#[implicit(residual = residual)]
fn root(n: i32, p: f64) -> f64 {
    p.powf(1.0 / f64::from(n))
}

fn main() {}
