use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
struct Polynomial {
    a: [f64; 3],
}

#[differentiable]
impl core::ops::Index<usize> for Polynomial {
    type Output = f64;
    fn index(&self, i: usize) -> &f64 {
        &self.a[i]
    }
}

fn main() {}
