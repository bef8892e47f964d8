use costate::implicit;

mod library {
    use costate::differentiable;

    #[differentiable]
    pub fn residual(y: f64, x: f64) -> f64 {
        y * y - x
    }
}

use library::*;

fn residual(y: f64, x: f64) -> f64 {
    y * y * y - x
}

#[implicit(residual = residual)]
fn root(x: f64) -> f64 {
    let mut y = 1.0;
    for _ in 0..100 {
        y -= 0.1 * residual(y, x);
    }
    y
}

fn main() {}
