use costate::differentiable;

#[differentiable]
fn sum(a: Vec<f64>, x: f64) -> f64 {
    a[0] * x
}

fn main() {}
