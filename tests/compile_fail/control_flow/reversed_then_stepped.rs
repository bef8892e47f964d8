use costate::differentiable;

#[differentiable]
fn total(a: &[f64]) -> f64 {
    let mut s = 0.0;
    for i in (0..a.len()).rev().step_by(2) {
        s += a[i] * a[i];
    }
    s
}

fn main() {}
