use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
enum Element {
    Spring { rest: f64, stiffness: f64 },
    Free,
}
use Element::*;

#[differentiable]
fn energy(element: Element, x: f64) -> f64 {
    match element {
        Spring { rest, stiffness } => stiffness * (x - rest) * (x - rest),
        _ => 0.0,
    }
}

#[differentiable]
fn force(element: Element, x: f64) -> f64 {
    match element {
        Free => 0.0,
        Spring { rest, stiffness: 1.0 } => x - rest,
        _ => x,
    }
}

fn main() {}
