use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
struct Vec2 {
    x: f64,
    y: f64,
}

#[differentiable]
impl From<[f64; 2]> for Vec2 {
    fn from([x, y]: [f64; 2]) -> Self {
        Vec2 { x, y }
    }
}

#[differentiable]
impl PartialEq for Vec2 {
    fn eq(&self, other: &Self) -> bool {
        self.x == other.x && self.y == other.y
    }
}

fn main() {}
