//! Small dense systems: elimination with pivots, lane by lane.

use costate::{Mask, Real};

use super::delassus::{Column, Matrix};

/// Solves A x = b of the first `n` rows, in place: `b` becomes x.
///
/// Rows are swapped where a later row has the larger pivot, in that lane only. A column without a pivot gives
/// infinities or NaN: the caller sees to it that there is none.
#[inline(never)]
pub fn eliminate<T: Real, const C: usize>(n: usize, matrix: &mut Matrix<T, C>, b: &mut Column<T, C>) {
    let (a, b) = (matrix.as_flattened_mut(), b.as_flattened_mut());
    for k in 0..n {
        let (upper, below) = a.split_at_mut(k + 1);
        let pivot_row = upper[k].as_flattened_mut();
        for (i, row) in below[..n - k - 1].iter_mut().enumerate() {
            let row = row.as_flattened_mut();
            let larger = row[k].abs().gt(pivot_row[k].abs());
            if larger.any() {
                for j in k..n {
                    swap(larger, &mut row[j], &mut pivot_row[j]);
                }
                let (low, high) = b.split_at_mut(k + 1);
                swap(larger, &mut low[k], &mut high[i]);
            }
        }
        let over = T::ONE / pivot_row[k];
        for (i, row) in below[..n - k - 1].iter_mut().enumerate() {
            let row = row.as_flattened_mut();
            let factor = row[k] * over;
            for (x, &y) in row[k + 1..n].iter_mut().zip(&pivot_row[k + 1..n]) {
                *x -= factor * y;
            }
            let taken = factor * b[k];
            b[k + 1 + i] -= taken;
        }
    }
    for i in (0..n).rev() {
        b[i] /= a[i].as_flattened()[i];
        for j in 0..i {
            let taken = a[j].as_flattened()[i] * b[i];
            b[j] -= taken;
        }
    }
}

/// Swaps two numbers where `mask` is true.
#[inline(always)]
fn swap<T: Real>(mask: T::Mask, x: &mut T, y: &mut T) {
    let (old, other) = (*x, *y);
    *x = T::select(mask, other, old);
    *y = T::select(mask, old, other);
}
