use costate::differentiable;

#[differentiable]
fn product(a: Option<f64>, b: Option<f64>) -> f64 {
    match a.zip(b) {
        Some((a, b)) => a * b,
        None => 0.0,
    }
}

fn main() {}
