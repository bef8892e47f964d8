use costate::differentiable;

#[differentiable]
fn residual(x: f64, a: f64) -> f64 {
    x * x - a
}

#[differentiable(hvp)]
#[implicit(residual = residual)]
fn root(a: f64) -> f64 {
    a.sqrt()
}

fn main() {}
