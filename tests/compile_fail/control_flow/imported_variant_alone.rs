use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
enum Shape {
    Ball(f64),
    Nothing,
}
use Shape::Ball;

#[differentiable]
fn area(s: Shape) -> f64 {
    if let Ball(r) = s { r * r } else { 0.0 }
}

fn main() {
    area(Shape::Nothing);
}
