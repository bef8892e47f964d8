use costate::{differentiable, implicit};

#[differentiable]
fn residual(x: f64, p: f64) -> f64 {
    x * x - p
}

#[implicit(residual = residual)]
fn root(p: &mut f64) -> f64 {
    p.sqrt()
}

fn main() {}
