use costate::{Real, differentiable};

#[differentiable]
fn square<T: Real>(x: T) -> impl Real {
    x * x
}

fn main() {}
