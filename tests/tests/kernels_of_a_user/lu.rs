//! LU decomposition with partial pivoting, and a solve.
use costate::{Scalar, differentiable};
use costate_tests::check;

/// Decomposes `a` in place; the permutation, or nothing if it is singular.
#[differentiable]
fn lu<const N: usize>(a: &mut [[f64; N]; N]) -> Option<[usize; N]> {
    let mut perm = std::array::from_fn(|i| i);
    for k in 0..N {
        let mut pivot = k;
        for i in k + 1..N {
            if a[i][k].abs() > a[pivot][k].abs() {
                pivot = i;
            }
        }
        if a[pivot][k].abs() < 1e-12 {
            return None;
        }
        a.swap(k, pivot);
        perm.swap(k, pivot);
        let (upper, lower) = a.split_at_mut(k + 1);
        let top = &upper[k];
        for row in lower {
            let factor = row[k] / top[k];
            row[k] = factor;
            for j in k + 1..N {
                row[j] -= factor * top[j];
            }
        }
    }
    Some(perm)
}

#[differentiable]
fn lu_solve<const N: usize>(lu: &[[f64; N]; N], perm: &[usize; N], b: &[f64; N]) -> [f64; N] {
    let mut x = perm.map(|p| b[p]);
    for i in 0..N {
        x[i] -= (0..i).map(|j| lu[i][j] * x[j]).sum::<f64>();
    }
    for i in (0..N).rev() {
        let sum: f64 = (i + 1..N).map(|j| lu[i][j] * x[j]).sum();
        x[i] = (x[i] - sum) / lu[i][i];
    }
    x
}

#[differentiable]
fn solve<const N: usize>(a: &[[f64; N]; N], b: &[f64; N]) -> Option<[f64; N]> {
    let mut m = *a;
    let perm = lu(&mut m)?;
    Some(lu_solve(&m, &perm, b))
}

/// ln |det A|
#[differentiable]
fn log_det<const N: usize>(a: [[f64; N]; N]) -> f64 {
    let mut a = a;
    match lu(&mut a) {
        Some(_) => (0..N).map(|i| a[i][i].abs().ln()).sum(),
        None => f64::NEG_INFINITY,
    }
}

/// Generic, the pivot by a loop, on a flat slice of rows of `n`; solves in place.
#[differentiable]
fn gauss<T: Scalar>(a: &mut [T], b: &mut [T]) -> bool {
    let n = b.len();
    for k in 0..n {
        let mut pivot = k;
        let mut best = a[k * n + k].abs();
        for i in k + 1..n {
            let size = a[i * n + k].abs();
            if size > best {
                (pivot, best) = (i, size);
            }
        }
        if best == T::ZERO {
            return false;
        }
        if pivot != k {
            for j in 0..n {
                a.swap(k * n + j, pivot * n + j);
            }
            b.swap(k, pivot);
        }
        for i in k + 1..n {
            let f = a[i * n + k] / a[k * n + k];
            for j in k..n {
                a[i * n + j] = a[i * n + j] - f * a[k * n + j];
            }
            b[i] = b[i] - f * b[k];
        }
    }
    for i in (0..n).rev() {
        let mut sum = b[i];
        for j in i + 1..n {
            sum -= a[i * n + j] * b[j];
        }
        b[i] = sum / a[i * n + i];
    }
    true
}

#[differentiable]
fn gauss_solve<T: Scalar>(a: &mut [T], b: &mut [T]) {
    let regular = gauss(a, b);
    assert!(regular, "singular");
}

#[test]
fn lu_is_right() {
    let a = [[0.1, 2.0, -1.0, 0.3], [3.0, 0.2, 1.0, -0.5], [1.0, -1.5, 0.7, 2.2], [0.4, 0.8, -2.6, 1.0]];
    let b = [1.0, -0.5, 0.3, 2.0];
    check!(f64 solve(ref a, ref b));
    check!(f64 log_det(in a));
    check!(f64 lu(mut a));
    check!(f64 solve(ref [[0.0; 2]; 2], ref [1.0, 2.0]));
    let flat: Vec<f64> = a.iter().flatten().copied().collect();
    check!(gauss_solve(mut flat, mut b.to_vec()) -> ());
}
