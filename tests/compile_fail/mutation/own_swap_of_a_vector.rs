use core::ops::{Index, IndexMut};

use costate::{Diff, differentiable};

/// Two rows of two.
#[derive(Clone, Copy, Diff)]
#[diff(tangent = Self)]
struct Rows {
    all: [f64; 4],
}

#[differentiable]
impl Index<usize> for Rows {
    type Output = f64;
    fn index(&self, i: usize) -> &f64 {
        &self.all[i]
    }
}

#[differentiable]
impl IndexMut<usize> for Rows {
    fn index_mut(&mut self, i: usize) -> &mut f64 {
        &mut self.all[i]
    }
}

#[differentiable]
impl Rows {
    /// Swaps two rows.
    fn swap(&mut self, i: usize, j: usize) {
        for k in 0..2 {
            self.all.swap(2 * i + k, 2 * j + k);
        }
    }
}

#[differentiable]
fn pivoted(rows: Rows, k: f64) -> f64 {
    let mut rows = rows;
    rows.swap(0, 1);
    rows[0] * k
}

fn main() {}
