//! Small dense systems: elimination with pivots, lane by lane.

use costate::{Mask, Real, lit};

use super::delassus::{Column, Matrix};

/// Solves A x = b of the first `n` rows, in place: `b` becomes x. The smallest pivot says how near A is to singular.
///
/// Rows are swapped where a later row has the larger pivot, in that lane only. A column without a pivot gives
/// infinities, NaN, or what rounding makes of them.
///
/// Columns are gone through in blocks of four, which the machine can take at once; what stands in those before the
/// pivot's and in those after the `n`th is changed, too, and never read.
#[inline(never)]
pub fn eliminate<T: Real, const C: usize>(n: usize, matrix: &mut Matrix<T, C>, b: &mut Column<T, C>) -> T {
    let (a, b) = (matrix.as_flattened_mut(), b.as_flattened_mut());
    let end = n.div_ceil(4);
    let mut least = lit(f64::INFINITY);
    for k in 0..n {
        let (block, column) = (k / 4, k % 4);
        let (upper, below) = a.split_at_mut(k + 1);
        let below = &mut below[..n - k - 1];
        // a copy, so that the compiler sees that no other row changes it
        let mut pivot_row = upper[k];
        for (i, row) in below.iter_mut().enumerate() {
            let larger = row[block][column].abs().gt(pivot_row[block][column].abs());
            if larger.any() {
                let (row, pivot_row) = (&mut row[block..end], &mut pivot_row[block..end]);
                for (x, y) in row.as_flattened_mut().iter_mut().zip(pivot_row.as_flattened_mut()) {
                    swap(larger, x, y);
                }
                let (low, high) = b.split_at_mut(k + 1);
                swap(larger, &mut low[k], &mut high[i]);
            }
        }
        upper[k] = pivot_row;
        let pivot = pivot_row[block][column];
        least = pivot.abs().min(least);
        let over = T::ONE / pivot;
        // the pivot's own block may be done with
        let first = (k + 1) / 4;
        for (i, row) in below.iter_mut().enumerate() {
            let factor = row[block][column] * over;
            for (x, y) in row[first..end].iter_mut().zip(&pivot_row[first..end]) {
                *x = core::array::from_fn(|c| x[c] - factor * y[c]);
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
