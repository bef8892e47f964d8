//! A binomial schedule must know the number of iterations.

use costate::differentiable;

#[differentiable]
fn f(x: f64) -> f64 {
    let mut s = x;
    #[checkpoint(binomial, slots = 4)]
    while s > 0.1 {
        s = s * 0.9;
    }
    #[checkpoint(binomial, slots = 4)]
    loop {
        s = s * 0.9;
        if s < 0.01 {
            break;
        }
    }
    s
}

fn main() {}
