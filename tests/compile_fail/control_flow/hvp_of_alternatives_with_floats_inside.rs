//! `hvp` tests floats inside a pattern by names, which other alternatives do not give.
use costate::differentiable;

#[differentiable(hvp)]
fn drag(re: f64, rough: bool) -> f64 {
    match (re, rough) {
        (0.0..1.0, _) | (_, true) => re * re,
        _ => re,
    }
}

fn main() {}
