//! The number is a `usize`.

use costate::differentiable;

#[differentiable]
fn f(x: f64, n: usize, k: u32) -> f64 {
    let mut s = x;
    #[checkpoint(every = k)]
    for _ in 0..n {
        s = s.sin();
    }
    s
}

fn main() {}
