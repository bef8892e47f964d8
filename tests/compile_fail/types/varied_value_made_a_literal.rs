use costate::{Scalar, differentiable};

#[differentiable]
fn rounded<T: Scalar>(x: T) -> T {
    T::from_f64(x.to_f64().floor()) * x + T::from_f64(x.to_f64())
}

#[differentiable]
fn huber<T: Scalar>(r: T, delta: f64) -> T {
    let d = T::from_f64(delta);
    if r.abs() <= d { 0.5 * r * r } else { d * (r.abs() - 0.5 * d) }
}

fn main() {}
