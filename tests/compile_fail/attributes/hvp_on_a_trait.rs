//! `hvp` stands on functions that use a trait, not on the trait.
use costate::differentiable;

#[differentiable(hvp)]
trait Potential {
    fn potential(&self, q: f64) -> f64;
}

fn main() {}
