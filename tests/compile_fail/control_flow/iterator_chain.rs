use costate::differentiable;

#[differentiable]
fn sum_of_squares(a: &[f64]) -> f64 {
    a.iter().map(|x| x * x).sum()
}

fn main() {}
