//! `hvp` needs something to differentiate.
use costate::differentiable;

#[differentiable(hvp)]
fn next(i: usize, n: usize) -> usize {
    (i + 1) % n
}

fn main() {}
