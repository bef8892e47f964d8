use costate::differentiable;

#[differentiable]
fn first(a: &[f64]) -> &f64 {
    &a[0]
}

fn main() {}
