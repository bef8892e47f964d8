use costate::differentiable;

#[differentiable]
fn first(a: &[f64], x: f64) -> f64 {
    a.first().unwrap() * x
}

fn main() {}
