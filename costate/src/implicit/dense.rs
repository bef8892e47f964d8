//! Gaussian elimination with partial pivoting.
//!
//! Row exchanges are selections, not branches: each lane has pivots of its own. Beside each entry
//! stands the sum of the magnitudes it was made of, (|L||U|)ᵢⱼ of the backward error bound
//! |ΔA| ≤ n ε |L||U| (Higham, Accuracy and Stability, theorem 9.3). A pivot that is not well above
//! that error cannot be told from zero: the matrix is singular, whatever digits rounding left there.

use super::Vector;
use crate::Real;

/// How far a pivot must be above the rounding error of a single entry: errors of the rows above
/// reach it amplified. With 32 it has at least five bits that mean something.
const MARGIN: f64 = 32.0;

/// Solves `A x = b` by elimination; `product` gives `A v`.
///
/// For `n` numbers it takes `n` products, 2n² numbers of stack and O(n³) operations: right for a few
/// dozen unknowns. A matrix that is singular to working precision gives NaN. The solution has the
/// same bits on every machine, and in lanes as on scalars.
/// ```
/// let product = |v: &[f64; 2]| [v[1], 2.0 * v[0] + v[1]];
/// assert_eq!(costate::implicit::dense(product, [3.0, 5.0]), [1.0, 3.0]);
/// ```
pub fn dense<V: Vector>(product: impl FnMut(&V) -> V, b: V) -> V {
    let mut system = System::assemble(product, b);
    for k in 0..V::LEN {
        system.choose_pivot(k);
        system.refuse_noise(k);
        for i in k + 1..V::LEN {
            system.eliminate(i, k);
        }
    }
    system.substitute()
}

/// A linear system on its way to triangular form.
struct System<V: Vector> {
    /// The rows of the matrix.
    rows: V::Each<V>,
    /// For each entry, the magnitudes of its summands.
    sizes: V::Each<V>,
    /// The right side.
    b: V,
}

impl<V: Vector> System<V> {
    /// Column by column: `A eⱼ`.
    fn assemble(mut product: impl FnMut(&V) -> V, b: V) -> Self {
        let mut rows = V::each(V::zero());
        let mut sizes = rows;
        for j in 0..V::LEN {
            let mut unit = V::zero();
            unit.set_number(j, V::Number::ONE);
            let column = product(&unit);
            for i in 0..V::LEN {
                let entry = column.number(i);
                V::of_mut(&mut rows, i).set_number(j, entry);
                V::of_mut(&mut sizes, i).set_number(j, entry.abs());
            }
        }
        Self { rows, sizes, b }
    }

    fn entry(&self, i: usize, j: usize) -> V::Number {
        V::of(&self.rows, i).number(j)
    }

    fn size(&self, i: usize, j: usize) -> V::Number {
        V::of(&self.sizes, i).number(j)
    }

    /// Brings the largest entry of column `k` up to the diagonal.
    fn choose_pivot(&mut self, k: usize) {
        for i in k + 1..V::LEN {
            let larger = self.entry(i, k).abs().gt(self.entry(k, k).abs());
            exchange::<V>(&mut self.rows, larger, k, i);
            exchange::<V>(&mut self.sizes, larger, k, i);
            let (upper, lower) = (self.b.number(k), self.b.number(i));
            self.b.set_number(k, V::Number::select(larger, lower, upper));
            self.b.set_number(i, V::Number::select(larger, upper, lower));
        }
    }

    /// NaN in place of a pivot that is only rounding error.
    fn refuse_noise(&mut self, k: usize) {
        let pivot = self.entry(k, k);
        let noise = V::Number::from_f64(MARGIN * V::LEN as f64) * epsilon::<V::Number>() * self.size(k, k);
        let nan = V::Number::from_f64(f64::NAN);
        let pivot = V::Number::select(pivot.abs().gt(noise), pivot, nan);
        V::of_mut(&mut self.rows, k).set_number(k, pivot);
    }

    /// Row `i` less its multiple of row `k`.
    fn eliminate(&mut self, i: usize, k: usize) {
        let factor = self.entry(i, k) / self.entry(k, k);
        for j in k + 1..V::LEN {
            let (entry, size) = (self.entry(i, j), self.size(i, j));
            let part = factor * self.entry(k, j);
            V::of_mut(&mut self.rows, i).set_number(j, entry - part);
            V::of_mut(&mut self.sizes, i).set_number(j, size + part.abs());
        }
        let b = self.b.number(i) - factor * self.b.number(k);
        self.b.set_number(i, b);
    }

    /// From the last unknown up.
    fn substitute(mut self) -> V {
        for i in (0..V::LEN).rev() {
            let mut rest = self.b.number(i);
            for j in i + 1..V::LEN {
                rest -= self.entry(i, j) * self.b.number(j);
            }
            self.b.set_number(i, rest / self.entry(i, i));
        }
        self.b
    }
}

/// Exchanges rows `k` and `i` where `mask` holds.
fn exchange<V: Vector>(rows: &mut V::Each<V>, mask: <V::Number as Real>::Mask, k: usize, i: usize) {
    for j in 0..V::LEN {
        let (upper, lower) = (V::of(rows, k).number(j), V::of(rows, i).number(j));
        V::of_mut(rows, k).set_number(j, V::Number::select(mask, lower, upper));
        V::of_mut(rows, i).set_number(j, V::Number::select(mask, upper, lower));
    }
}

/// The distance from 1 to the next number: 2⁻⁵² for `f64`, 2⁻²³ for `f32`.
fn epsilon<T: Real>() -> T {
    let double = T::from_f64(f64::EPSILON);
    T::select((T::ONE + double).gt(T::ONE), double, T::from_f64(f64::from(f32::EPSILON)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Dual, Lanes};

    fn product<T: Real, const N: usize>(a: [[T; N]; N]) -> impl Fn(&[T; N]) -> [T; N] {
        move |v| core::array::from_fn(|i| (0..N).map(|j| a[i][j] * v[j]).sum())
    }

    const A: [[f64; 3]; 3] = [[0.0, 2.0, 1.0], [1.0, -1.0, 0.5], [4.0, 0.0, -3.0]];

    #[test]
    fn a_zero_on_the_diagonal_is_pivoted_away() {
        let x = dense(product(A), product(A)(&[1.0, 2.0, 3.0]));
        x.iter().zip([1.0, 2.0, 3.0]).for_each(|(x, known)| assert!((x - known).abs() < 1e-15));
    }

    #[test]
    fn one_number_is_divided() {
        assert_eq!(dense(|v: &f64| 4.0 * v, 3.0), 0.75);
        assert!(dense(|_: &f64| 0.0, 3.0).is_nan());
    }

    #[test]
    fn a_system_of_no_numbers_has_its_solution() {
        assert_eq!(dense(|v: &[f64; 0]| *v, []), []);
    }

    #[test]
    fn a_singular_matrix_gives_nan_also_where_rounding_hides_it() {
        // the second pivot is 0.6 − (0.3 / 0.1)·0.2, which rounding makes 1.1e-16
        let x: [f64; 2] = dense(product([[0.1, 0.2], [0.3, 0.6]]), [1.0, 2.0]);
        assert!(x.iter().all(|x| x.is_nan()), "{x:?}");
        let lost = [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]];
        let x: [f64; 3] = dense(product(lost.map(|row: [f64; 3]| row.map(|a| a / 10.0))), [1.0, 2.0, 4.0]);
        assert!(x.iter().all(|x| x.is_nan()), "{x:?}");
        let x = dense(product([[0.1_f32, 0.2], [0.3, 0.6]]), [1.0, 2.0]);
        assert!(x.iter().all(|x| x.is_nan()), "{x:?}");
    }

    #[test]
    fn a_large_regular_matrix_is_solved() {
        // no growth of the error bound may take its pivots for noise
        let mut state = 1_u32;
        let mut random = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f64::from(state >> 8) / f64::from(1_u32 << 23) - 1.0
        };
        let a: [[f64; 90]; 90] = core::array::from_fn(|_| core::array::from_fn(|_| random()));
        let known = core::array::from_fn(|i| (i as f64).cos());
        let x = dense(product(a), product(a)(&known));
        x.iter().zip(known).for_each(|(x, known)| assert!((x - known).abs() < 1e-10, "{x} {known}"));
    }

    #[test]
    fn scales_do_not_matter() {
        let x = dense(product([[1e-200, 0.0], [0.0, 1e100]]), [1e-200, 1e100]);
        assert_eq!(x, [1.0, 1.0]);
    }

    #[test]
    fn each_lane_pivots_for_itself() {
        let b = [[[0.0, 1.0], [1.0, 1.0]], [[3.0, 1.0], [1.0, 1.0]]];
        let a = core::array::from_fn(|i| core::array::from_fn(|j| Lanes::<f64, 2>([b[0][i][j], b[1][i][j]])));
        let x = dense(product(a), [Lanes([1.0, 2.0]), Lanes([5.0, 7.0])]);
        for lane in 0..2 {
            let alone = dense(product(b[lane]), [[1.0, 5.0], [2.0, 7.0]][lane]);
            assert_eq!([x[0].lane(lane), x[1].lane(lane)], alone);
        }
    }

    #[test]
    fn dual_numbers_give_the_derivative_of_the_solution() {
        // (a₀₁ + ε) x₁: A ẋ = −E x
        let mut a = A.map(|row| row.map(Dual::constant));
        a[0][1].eps = 1.0;
        let b = product(A)(&[1.0, 2.0, 3.0]);
        let x = dense(product(a), b.map(Dual::constant));
        let known = dense(product(A), [-2.0, 0.0, 0.0]);
        x.iter().zip(known).for_each(|(x, known)| assert!((x.eps - known).abs() < 1e-15));
    }
}
