use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
enum Element {
    Spring { stiffness: f64 },
    Damper { friction: f64 },
    Weight(f64),
}
use Element::*;

#[differentiable]
fn energy(elements: &[Element; 3], x: f64) -> f64 {
    match elements[0] {
        Element::Spring { stiffness } => stiffness * x * x,
        Element::Damper { friction } => friction,
        Element::Weight(w) => w,
    }
}

#[differentiable]
fn experiment(k: f64, c: f64, x: f64) -> f64 {
    let elements = [Spring { stiffness: k * k }, Damper { friction: c }, Weight(k)];
    energy(&elements, x)
}

fn main() {}
