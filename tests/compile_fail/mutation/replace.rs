use costate::differentiable;

#[differentiable]
fn replaced(x: f64) -> f64 {
    let mut a = x * x;
    let old = core::mem::replace(&mut a, x);
    old * a
}

fn main() {}
