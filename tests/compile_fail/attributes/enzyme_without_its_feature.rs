//! Attributes of rustc's nightly are written where a cargo feature asks for them.

use costate::differentiable;

#[differentiable(enzyme)]
fn square(x: f64) -> f64 {
    x * x
}

fn main() {}
