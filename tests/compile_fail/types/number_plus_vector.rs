use core::ops::Add;

use costate::{Diff, Real, differentiable};

#[derive(Clone, Copy, Diff)]
struct Vec2<T: Real> {
    x: T,
    y: T,
}

#[differentiable]
impl<T: Real> Add<T> for Vec2<T> {
    type Output = Self;
    fn add(self, shift: T) -> Self {
        Vec2 { x: self.x + shift, y: self.y + shift }
    }
}

fn main() {}
