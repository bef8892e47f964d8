use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
#[diff(tangent = Self)]
struct Vec2 {
    x: f64,
    y: f64,
}

impl core::ops::Mul<usize> for Vec2 {
    type Output = Vec2;
    fn mul(self, n: usize) -> Vec2 {
        Vec2 { x: self.x * n as f64, y: self.y * n as f64 }
    }
}

#[differentiable]
fn repeated(a: Vec2, n: usize) -> f64 {
    (a * n).x
}

fn main() {}
