//! Projected Gauss-Seidel for boxes, and for friction whose bounds follow the normal impulse.
use costate::{Real, differentiable};
use costate_tests::check;

/// Impulses within `lo..hi` with `A x + b` complementary to them.
#[differentiable]
fn pgs<const N: usize>(
    a: &[[f64; N]; N],
    b: &[f64; N],
    lo: &[f64; N],
    hi: &[f64; N],
    iterations: usize,
) -> [f64; N] {
    let mut x = [0.0; N];
    for _ in 0..iterations {
        for i in 0..N {
            let ax: f64 = a[i].iter().zip(x.iter()).map(|(a, x)| a * x).sum();
            x[i] = (x[i] - (ax + b[i]) / a[i][i]).clamp(lo[i], hi[i]);
        }
    }
    x
}

/// One contact: normal, then two tangents whose bound is `mu` times the normal. Ends when nothing moves.
#[differentiable]
fn contact(a: &[[f64; 3]; 3], b: [f64; 3], mu: f64) -> ([f64; 3], usize) {
    let mut x = [0.0_f64; 3];
    let mut sweeps = 0;
    loop {
        let mut change = 0.0_f64;
        for (i, row) in a.iter().enumerate() {
            let residual = b[i] + row[0] * x[0] + row[1] * x[1] + row[2] * x[2];
            let old = x[i];
            let new = old - residual / row[i];
            x[i] = match i {
                0 => new.max(0.0),
                _ => new.clamp(-mu * x[0], mu * x[0]),
            };
            change = change.max((x[i] - old).abs());
        }
        sweeps += 1;
        if change < 1e-12 || sweeps == 200 {
            break;
        }
    }
    (x, sweeps)
}

/// Generic over slices, with over-relaxation.
#[differentiable]
fn psor<T: Real>(a: &[T], b: &[T], x: &mut [T], omega: T, iterations: usize) {
    let n = b.len();
    for _ in 0..iterations {
        for i in 0..n {
            let row = &a[i * n..(i + 1) * n];
            let mut r = b[i];
            for (aij, xj) in row.iter().zip(x.iter()) {
                r += *aij * *xj;
            }
            x[i] = (x[i] - omega * r / row[i]).max(T::ZERO);
        }
    }
}

#[test]
fn pgs_is_right() {
    let a = [[2.0, 0.5, -0.3], [0.5, 1.5, 0.2], [-0.3, 0.2, 1.8]];
    let b = [-1.0, 0.8, -0.6];
    check!(f64 pgs(ref a, ref b, ref [0.0, -0.1, -0.2], ref [10.0, 0.3, 0.25], fix 12));
    check!(f64 contact(ref a, in b, in 0.4));
    let flat: Vec<f64> = a.iter().flatten().copied().collect();
    check!(psor(ref flat, ref b.to_vec(), mut vec![0.1, 0.2, 0.3], in 1.2, fix 6) -> ());
}
