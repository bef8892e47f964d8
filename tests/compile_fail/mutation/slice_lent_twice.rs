use costate::differentiable;

#[differentiable]
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut s = 0.0;
    for i in 0..a.len() {
        s += a[i] * b[i];
    }
    s
}

#[differentiable]
fn norm_squared(x: &[f64]) -> f64 {
    dot(x, x)
}

fn main() {}
