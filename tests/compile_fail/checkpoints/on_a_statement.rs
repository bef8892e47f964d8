//! Only loops are checkpointed.

use costate::differentiable;

#[differentiable]
fn f(x: f64) -> f64 {
    #[checkpoint(every = 4)]
    let y = x * x;
    #[checkpoint(binomial, slots = 2)]
    if y > 1.0 {
        return y;
    }
    y * x
}

fn main() {}
