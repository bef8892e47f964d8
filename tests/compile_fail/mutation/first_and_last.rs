use costate::differentiable;

#[differentiable]
fn ends(a: &[f64]) -> f64 {
    a.first().unwrap() * a.last().unwrap()
}

fn main() {}
