//! The number is not computed by the plain function.

use costate::differentiable;

fn slots() -> usize {
    4
}

#[differentiable]
fn f(x: f64, n: usize) -> f64 {
    let mut s = x;
    #[checkpoint(binomial, slots = slots())]
    for _ in 0..n {
        s = s.sin();
    }
    s
}

fn main() {}
