use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
enum Shape {
    Ball(f64),
    Stack(f64, f64),
}
use Shape::{Ball, Stack};

#[differentiable]
fn area(s: Shape) -> f64 {
    match s {
        Ball(r) => r * r,
        Stack(a, b) => a * b,
    }
}

#[differentiable]
fn of_a_ball(r: f64) -> f64 {
    area(Ball(r))
}

fn main() {
    area(Ball(1.0));
    area(Stack(1.0, 2.0));
}
