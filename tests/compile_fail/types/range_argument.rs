//! A range is an iterator, which changes as it is gone through.
use core::ops::Range;
use costate::differentiable;

#[differentiable]
fn total(x: &[f64], rows: Range<usize>) -> f64 {
    let mut sum = 0.0;
    for i in rows {
        sum += x[i] * x[i];
    }
    sum
}

fn main() {}
