use costate::{Scalar, differentiable};

#[differentiable]
fn rounded<T: Scalar>(x: T) -> T {
    T::from_f64(x.to_f64().floor()) * x + T::from_f64(x.to_f64())
}

fn main() {}
