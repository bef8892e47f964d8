//! What is detached is a value, of calls that need no closure.
use costate::{detach, differentiable};

fn first(x: &[f64], fits: impl Fn(f64) -> bool) -> usize {
    x.iter().position(|&x| fits(x)).unwrap_or(0)
}

#[differentiable]
fn interpolated(x: &[f64], at: f64) -> f64 {
    let k = detach(x.partition_point(|&x| x <= at));
    let l = detach(first(x, |x| x > at));
    x[k] * at + x[l]
}

fn main() {}
