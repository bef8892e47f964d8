//! A state must be kept somewhere.

use costate::differentiable;

#[differentiable]
fn f(x: f64, n: usize) -> f64 {
    let mut s = x;
    #[checkpoint(binomial, slots = 0)]
    for _ in 0..n {
        s = s.sin();
    }
    #[checkpoint(every = 0)]
    for _ in 0..n {
        s = s.sin();
    }
    s
}

fn main() {}
