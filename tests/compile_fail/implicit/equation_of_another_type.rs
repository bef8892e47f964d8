use costate::{differentiable, implicit};

#[differentiable]
fn residual(x: [f64; 2], p: f64) -> f64 {
    x[0] * x[1] - p
}

#[implicit(residual = residual)]
fn root(p: f64) -> [f64; 2] {
    [p.sqrt(), p.sqrt()]
}

fn main() {}
