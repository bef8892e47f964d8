use core::ops::Index;

use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
#[diff(tangent = Self)]
struct Pair {
    all: [f64; 2],
}

#[differentiable]
impl Index<usize> for Pair {
    type Output = [f64; 2];
    fn index(&self, _: usize) -> &[f64; 2] {
        &self.all
    }
}

// `pair[0_u8]` is `pair[0_usize][0]`
#[differentiable]
impl Index<u8> for Pair {
    type Output = f64;
    fn index(&self, i: u8) -> &f64 {
        &self.all[i as usize]
    }
}

fn main() {}
