use costate::differentiable;

#[differentiable]
fn product(a: &[f64], x: f64) -> f64 {
    let (_left, _right) = a.split_at(1);
    x
}

fn main() {}
