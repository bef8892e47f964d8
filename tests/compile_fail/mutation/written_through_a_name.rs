use costate::differentiable;

#[differentiable]
fn doubled(x: f64) -> f64 {
    let mut s = (x, Some(x));
    match (&mut s.0, s.1) {
        (a, Some(b)) => *a *= b,
        _ => {}
    }
    s.0
}

fn main() {}
