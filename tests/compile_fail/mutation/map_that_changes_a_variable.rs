use costate::differentiable;

#[differentiable]
fn running(a: &[f64]) -> f64 {
    let mut total = 0.0;
    let sum: f64 = a
        .iter()
        .map(|x| {
            total += x;
            total
        })
        .step_by(2)
        .sum();
    sum * total
}

fn main() {}
