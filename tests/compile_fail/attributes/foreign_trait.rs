use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
struct Polynomial {
    a: [f64; 3],
}

#[differentiable]
impl core::ops::AddAssign for Polynomial {
    fn add_assign(&mut self, other: Self) {
        self.a[0] += other.a[0];
    }
}

fn main() {}
