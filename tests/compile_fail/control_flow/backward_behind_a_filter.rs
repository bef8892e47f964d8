use costate::differentiable;

#[differentiable]
fn positive(a: &[f64]) -> f64 {
    let mut s = 0.0;
    for x in a.iter().filter(|x| **x > 0.0).rev() {
        s = s * x + x;
    }
    s
}

fn main() {}
