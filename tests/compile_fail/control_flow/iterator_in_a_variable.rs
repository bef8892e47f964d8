use costate::differentiable;

#[differentiable]
fn squares(a: &[f64]) -> f64 {
    let squared = a.iter().map(|x| x * x);
    squared.sum()
}

fn main() {}
