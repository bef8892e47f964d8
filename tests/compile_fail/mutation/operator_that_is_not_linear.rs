use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
#[diff(tangent = Self)]
struct Angle {
    x: f64,
}

#[differentiable]
impl core::ops::Add for Angle {
    type Output = Angle;
    fn add(self, o: Angle) -> Angle {
        Angle { x: self.x * o.x }
    }
}

fn main() {}
