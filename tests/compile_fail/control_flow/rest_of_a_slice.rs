use costate::differentiable;

#[differentiable]
fn sum(a: &[f64]) -> f64 {
    match a {
        [] => 0.0,
        [first, rest @ ..] => *first + sum(rest),
    }
}

fn main() {}
