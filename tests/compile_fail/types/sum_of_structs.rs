use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
struct Force {
    x: f64,
}

impl core::iter::Sum for Force {
    fn sum<I: Iterator<Item = Force>>(forces: I) -> Force {
        Force { x: forces.map(|f| f.x).sum() }
    }
}

#[differentiable]
fn total(forces: &[Force]) -> f64 {
    forces.iter().copied().sum::<Force>().x
}

#[differentiable]
fn with_a_type(forces: &[Force]) -> f64 {
    let all: Force = forces.iter().copied().sum();
    all.x
}

fn main() {}
