use core::ops::{Index, IndexMut};

use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
#[diff(tangent = Self)]
struct Pair {
    all: [f64; 2],
}

impl Index<usize> for Pair {
    type Output = f64;
    fn index(&self, i: usize) -> &f64 {
        &self.all[i]
    }
}

impl IndexMut<usize> for Pair {
    fn index_mut(&mut self, i: usize) -> &mut f64 {
        &mut self.all[i]
    }
}

#[differentiable]
fn product(p: &Pair) -> f64 {
    p[0] * p[1]
}

fn main() {}
