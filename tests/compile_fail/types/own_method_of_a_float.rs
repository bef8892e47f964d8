use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
#[diff(tangent = Self)]
struct Vec2 {
    x: f64,
    y: f64,
}

#[differentiable]
impl Vec2 {
    fn abs(self) -> Self {
        Vec2 { x: self.x.abs(), y: self.y.abs() }
    }
}

#[differentiable]
fn larger(a: Vec2, k: f64) -> f64 {
    let _b = a.abs();
    k * k
}

fn main() {}
