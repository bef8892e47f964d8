use costate::{Real, differentiable};

#[differentiable]
fn replace<T: Real>(a: &mut T, b: T) -> T {
    *a = *a + b;
    b
}

#[differentiable]
fn mixed(x: f64, y: f64) -> f64 {
    let mut a = x;
    replace(&mut a, y) * a
}

fn main() {}
