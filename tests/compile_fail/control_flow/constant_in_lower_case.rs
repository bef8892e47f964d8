#![allow(non_upper_case_globals)]

use costate::differentiable;

const limit: i32 = 3;

#[differentiable]
fn scaled(n: i32, x: f64) -> f64 {
    match n {
        limit => x * x,
        _ => x,
    }
}

fn main() {}
