use costate::differentiable;

#[differentiable]
fn largest(x: impl Iterator<Item = f64> + Clone) -> f64 {
    x.fold(f64::NEG_INFINITY, f64::max)
}

#[differentiable]
fn total<I: Iterator<Item = f64>>(x: I) -> f64 {
    x.sum()
}

fn main() {}
