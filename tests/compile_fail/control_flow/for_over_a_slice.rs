use costate::differentiable;

#[differentiable]
fn sum(a: &[f64]) -> f64 {
    let mut s = 0.0;
    for x in a {
        s += x * x;
    }
    s
}

fn main() {}
