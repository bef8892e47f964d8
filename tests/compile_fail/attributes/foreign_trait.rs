use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
struct Polynomial {
    a: [f64; 3],
}

#[differentiable]
impl core::ops::Rem for Polynomial {
    type Output = Self;
    fn rem(self, other: Self) -> Self {
        Polynomial { a: [self.a[0] - other.a[0], 0.0, 0.0] }
    }
}

fn main() {}
