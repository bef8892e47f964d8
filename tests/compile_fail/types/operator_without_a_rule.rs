use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
#[diff(tangent = Self)]
struct Vec2 {
    x: f64,
    y: f64,
}

/// The wedge product.
impl core::ops::BitXor for Vec2 {
    type Output = f64;
    fn bitxor(self, o: Vec2) -> f64 {
        self.x * o.y - self.y * o.x
    }
}

#[differentiable]
fn area(a: Vec2, b: Vec2) -> f64 {
    a ^ b
}

fn main() {}
