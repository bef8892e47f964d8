//! Small dense systems: elimination with pivots, lane by lane.

use costate::{Mask, Real, lit};

use super::delassus::{Column, Matrix};

/// Solves A x = b of the first `n` rows, in place: `b` becomes x. The smallest pivot says how near A is to singular.
///
/// Rows are swapped where a later row has the larger pivot, in that lane only. A column without a pivot gives
/// infinities, NaN, or what rounding makes of them.
#[inline(never)]
pub fn eliminate<T: Real, const C: usize>(n: usize, matrix: &mut Matrix<T, C>, b: &mut Column<T, C>) -> T {
    let (a, b) = (matrix.as_flattened_mut(), b.as_flattened_mut());
    let mut least = lit(f64::INFINITY);
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
        least = pivot_row[k].abs().min(least);
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
    least
}

/// Divides each of the first `n` rows of A x = b by its largest number.
pub fn equilibrate<T: Real, const C: usize>(n: usize, matrix: &mut Matrix<T, C>, b: &mut Column<T, C>) {
    for (row, b) in matrix.as_flattened_mut()[..n].iter_mut().zip(b.as_flattened_mut()) {
        let row = &mut row.as_flattened_mut()[..n];
        let over = T::ONE / row.iter().fold(T::ZERO, |most, x| x.abs().max(most));
        row.iter_mut().for_each(|x| *x *= over);
        *b *= over;
    }
}

/// Swaps two numbers where `mask` is true.
#[inline(always)]
fn swap<T: Real>(mask: T::Mask, x: &mut T, y: &mut T) {
    let (old, other) = (*x, *y);
    *x = T::select(mask, other, old);
    *y = T::select(mask, old, other);
}
