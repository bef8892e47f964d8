//! What an iteration changes goes on the tape: it must be plain data.

use costate::differentiable;

#[derive(Clone, Copy)]
struct Counter {
    count: usize,
}

#[differentiable]
fn f(x: f64, n: usize) -> f64 {
    let mut s = x;
    let mut c = Counter { count: 0 };
    #[checkpoint(every = 2)]
    for _ in 0..n {
        c.count += 1;
        s = s * x + c.count as f64;
    }
    s
}

fn main() {}
