use costate::differentiable;

struct Triple(f64, f64, f64);

#[differentiable]
fn outer(x: f64) -> f64 {
    let Triple(a, .., c) = Triple(x, x * x, 1.0);
    a * c
}

fn main() {}
