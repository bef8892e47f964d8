use costate::differentiable;

#[differentiable]
fn total(a: &[f64]) -> f64 {
    a.iter().sum()
}

fn main() {}
