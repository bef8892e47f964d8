use costate::{Real, differentiable};

#[differentiable]
fn mean<T: Real, const N: usize>(x: &[T; N]) -> T {
    let mut sum = T::ZERO;
    for v in x {
        sum += *v;
    }
    sum / N as f64
}

fn main() {}
