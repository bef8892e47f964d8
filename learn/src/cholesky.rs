//! Small symmetric positive definite systems, dense, by A = L Lᵀ.
//!
//! For the normal equations of a few unknowns. (Golub & Van Loan, Matrix Computations, §4.2.)

/// Solves A x = b in place; `matrix` holds A row after row, `rhs` goes in as b and comes out as x.
///
/// Only the lower triangle is read; L overwrites it. Returns false, with both spoiled, where A is
/// not positive definite to working precision or not finite.
///
/// # Panics
/// Where `matrix` does not have `rhs.len()`² entries.
pub fn solve(matrix: &mut [f64], rhs: &mut [f64]) -> bool {
    let n = rhs.len();
    assert_eq!(matrix.len(), n * n, "the matrix of {n} equations has {} entries", matrix.len());
    if !factorize(matrix, n) {
        return false;
    }
    forward(matrix, rhs);
    backward(matrix, rhs);
    true
}

/// A = L Lᵀ, column after column.
fn factorize(a: &mut [f64], n: usize) -> bool {
    for j in 0..n {
        for i in j..n {
            let dot: f64 = (0..j).map(|k| a[i * n + k] * a[j * n + k]).sum();
            let rest = a[i * n + j] - dot;
            if i > j {
                a[i * n + j] = rest / a[j * n + j];
            } else if rest > 0.0 && rest.is_finite() {
                a[j * n + j] = rest.sqrt();
            } else {
                return false;
            }
        }
    }
    true
}

/// L y = b.
fn forward(l: &[f64], b: &mut [f64]) {
    let n = b.len();
    for i in 0..n {
        let dot: f64 = (0..i).map(|k| l[i * n + k] * b[k]).sum();
        b[i] = (b[i] - dot) / l[i * n + i];
    }
}

/// Lᵀ x = y.
fn backward(l: &[f64], y: &mut [f64]) {
    let n = y.len();
    for i in (0..n).rev() {
        let dot: f64 = (i + 1..n).map(|k| l[k * n + i] * y[k]).sum();
        y[i] = (y[i] - dot) / l[i * n + i];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Philox;

    /// A = B Bᵀ + I of random B.
    fn positive_definite(n: usize, random: &mut Philox) -> Vec<f64> {
        let b: Vec<f64> = (0..n * n).map(|_| random.within(1.0)).collect();
        let entry = |i: usize, j: usize| -> f64 {
            let dot: f64 = (0..n).map(|k| b[i * n + k] * b[j * n + k]).sum();
            if i == j { dot + 1.0 } else { dot }
        };
        (0..n * n).map(|e| entry(e / n, e % n)).collect()
    }

    #[test]
    fn the_solution_satisfies_its_equations() {
        let mut random = Philox::new(3);
        for n in 1..12 {
            let a = positive_definite(n, &mut random);
            let expected: Vec<f64> = (0..n).map(|_| random.within(1.0)).collect();
            let mut x: Vec<f64> = (0..n).map(|i| (0..n).map(|j| a[i * n + j] * expected[j]).sum()).collect();
            assert!(solve(&mut a.clone(), &mut x));
            for (got, want) in x.iter().zip(&expected) {
                assert!((got - want).abs() < 1e-12, "n = {n}: {got}, {want} expected");
            }
        }
    }

    #[test]
    fn indefinite_singular_and_nan_matrices_are_refused() {
        assert!(!solve(&mut [1.0, 0.0, 0.0, -1.0], &mut [1.0, 1.0]));
        assert!(!solve(&mut [1.0, 0.0, 1.0, 1.0], &mut [1.0, 1.0]));
        assert!(!solve(&mut [f64::NAN], &mut [1.0]));
    }
}
