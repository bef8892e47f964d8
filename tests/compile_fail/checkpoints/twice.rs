//! Two schedules on one loop.

use costate::differentiable;

#[differentiable]
fn f(x: f64, n: usize) -> f64 {
    let mut s = x;
    #[checkpoint(every = 4)]
    #[checkpoint(binomial, slots = 3)]
    for _ in 0..n {
        s = s.sin();
    }
    s
}

fn main() {}
