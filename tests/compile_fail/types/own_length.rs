use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
#[diff(tangent = Self)]
struct Vec2 {
    x: f64,
    y: f64,
}

#[differentiable]
impl Vec2 {
    fn len(&self) -> f64 {
        (self.x * self.x + self.y * self.y).sqrt()
    }
}

#[differentiable]
fn scaled(a: Vec2, k: f64) -> f64 {
    let _length = a.len();
    k * k
}

fn main() {}
