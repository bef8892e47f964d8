use costate::differentiable;

#[differentiable]
fn tail(a: &[f64]) -> f64 {
    let rest = &a[1..];
    rest[0] * rest[1]
}

fn main() {}
