//! `each` is no option, `every` takes one number, and `binomial` says how many slots.

use costate::differentiable;

#[differentiable]
fn f(x: f64, n: usize) -> f64 {
    let mut s = x;
    #[checkpoint(each = 4)]
    for _ in 0..n {
        s = s.sin();
    }
    #[checkpoint(binomial)]
    for _ in 0..n {
        s = s.sin();
    }
    #[checkpoint(every = 2, slots = 3)]
    for _ in 0..n {
        s = s.sin();
    }
    #[checkpoint]
    for _ in 0..n {
        s = s.sin();
    }
    s
}

fn main() {}
