use core::ops::{Index, IndexMut};

use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
struct Pair {
    all: [f64; 2],
}

#[differentiable]
impl Index<usize> for Pair {
    type Output = f64;
    fn index(&self, i: usize) -> &f64 {
        &self.all[i]
    }
}

#[differentiable]
impl IndexMut<usize> for Pair {
    fn index_mut(&mut self, i: usize) -> &mut f64 {
        &mut self.all[i]
    }
}

fn main() {}
