use costate::differentiable;

#[differentiable]
fn scaled(x: f64, #[constant] k: f64) -> f64 {
    k * x
}

#[differentiable]
fn outer(x: f64) -> f64 {
    scaled(x, x)
}

fn main() {}
