//! Methods have suffixed twins, not a companion type.
use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
struct Disc {
    radius: f64,
}

#[differentiable(companion = disc_ad)]
impl Disc {
    fn area(&self) -> f64 {
        3.0 * self.radius * self.radius
    }
}

fn main() {}
