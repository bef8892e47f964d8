use costate::differentiable;

#[differentiable]
fn smallest(x: &mut [f64]) -> f64 {
    x.sort_by(f64::total_cmp);
    x[0]
}

#[differentiable]
fn largest(x: &mut [f64]) -> f64 {
    x.sort_unstable_by(|a, b| b.partial_cmp(a).unwrap());
    x[0]
}

fn main() {}
