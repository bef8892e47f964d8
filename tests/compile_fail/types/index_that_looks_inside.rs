use core::ops::{Index, IndexMut};

use costate::{Diff, differentiable};

/// Index 0 is the larger of both.
#[derive(Clone, Copy, Diff)]
#[diff(tangent = Self)]
struct Sorted {
    a: f64,
    b: f64,
}

#[differentiable]
impl Index<usize> for Sorted {
    type Output = f64;
    fn index(&self, i: usize) -> &f64 {
        if (i == 0) == (self.a > self.b) { &self.a } else { &self.b }
    }
}

#[differentiable]
impl IndexMut<usize> for Sorted {
    fn index_mut(&mut self, i: usize) -> &mut f64 {
        if i == 0 { &mut self.a } else { &mut self.b }
    }
}

fn main() {}
