use costate::differentiable;

#[differentiable]
fn square(a: &[f64; 2]) -> f64 {
    let first = &a[0];
    *first * *first
}

fn main() {}
