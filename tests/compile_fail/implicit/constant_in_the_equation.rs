use costate::{differentiable, implicit};

#[differentiable]
fn residual(x: f64, #[constant] p: f64) -> f64 {
    x * x - p
}

#[implicit(residual = residual)]
fn root(p: f64) -> f64 {
    p.sqrt()
}

fn main() {}
