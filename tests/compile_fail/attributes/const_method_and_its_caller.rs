use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
struct Point {
    x: f64,
    y: f64,
}

#[differentiable]
impl Point {
    const fn new(x: f64, y: f64) -> Self {
        Point { x, y }
    }
}

#[differentiable]
fn area(x: f64, y: f64) -> f64 {
    let p = Point::new(x, y);
    p.x * p.y
}

fn main() {}
