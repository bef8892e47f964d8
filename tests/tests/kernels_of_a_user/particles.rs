//! Smoothed-particle density and n-body forces by chains of iterators.
use costate::{Real, differentiable};
use costate_tests::check;

/// The poly6 kernel of a squared distance.
#[differentiable]
fn poly6(r2: f64, h: f64) -> f64 {
    let d = h * h - r2;
    if d <= 0.0 { 0.0 } else { 315.0 / (64.0 * std::f64::consts::PI * h.powi(9)) * d.powi(3) }
}

#[differentiable]
fn distance2(a: &[f64; 3], b: &[f64; 3]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum()
}

#[differentiable]
fn density(positions: &[[f64; 3]], masses: &[f64], h: f64, out: &mut [f64]) {
    for (p, rho) in positions.iter().zip(out.iter_mut()) {
        *rho = positions.iter().zip(masses).map(|(q, m)| m * poly6(distance2(p, q), h)).sum::<f64>();
    }
}

/// Pressure energy by an equation of state.
#[differentiable]
fn pressure(positions: &[[f64; 3]], masses: &[f64], h: f64, stiffness: f64) -> f64 {
    positions
        .iter()
        .map(|p| positions.iter().zip(masses).map(|(q, m)| m * poly6(distance2(p, q), h)).sum::<f64>())
        .map(|rho| stiffness * (rho - 1.0).max(0.0).powi(2))
        .sum()
}

/// Softened gravity on each.
#[differentiable]
fn forces(positions: &[[f64; 2]], masses: &[f64], eps: f64, out: &mut [[f64; 2]]) {
    for (i, (p, f)) in positions.iter().zip(out.iter_mut()).enumerate() {
        *f = positions
            .iter()
            .zip(masses)
            .enumerate()
            .map(|(j, (q, &m))| {
                if j == i {
                    return [0.0, 0.0];
                }
                let d = [q[0] - p[0], q[1] - p[1]];
                let r2 = d[0] * d[0] + d[1] * d[1] + eps * eps;
                let k = m / (r2 * r2.sqrt());
                [k * d[0], k * d[1]]
            })
            .fold([0.0, 0.0], |[x, y], [dx, dy]| [x + dx, y + dy]);
    }
}

#[differentiable]
fn leapfrog(positions: &mut [[f64; 2]], velocities: &mut [[f64; 2]], masses: &[f64], h: f64, steps: usize) {
    let mut f = [[0.0; 2]; 3];
    forces(positions, masses, 0.1, &mut f);
    for _ in 0..steps {
        for ((x, v), f) in positions.iter_mut().zip(velocities.iter_mut()).zip(&f) {
            for k in 0..2 {
                v[k] += 0.5 * h * f[k];
                x[k] += h * v[k];
            }
        }
        forces(positions, masses, 0.1, &mut f);
        for (v, f) in velocities.iter_mut().zip(&f) {
            v.iter_mut().zip(f).for_each(|(v, f)| *v += 0.5 * h * f);
        }
    }
}

// -- generic --

#[differentiable]
fn potential<T: Real>(x: &[T], y: &[T], m: &[T], eps: T) -> T {
    let mut e = T::ZERO;
    for i in 0..x.len() {
        let (xi, yi, mi) = (x[i], y[i], m[i]);
        e -= x[..i]
            .iter()
            .zip(&y[..i])
            .zip(&m[..i])
            .map(|((&xj, &yj), &mj)| {
                let (dx, dy) = (xi - xj, yi - yj);
                mi * mj / (dx * dx + dy * dy + eps * eps).sqrt()
            })
            .sum::<T>();
    }
    e
}

#[differentiable]
fn density_generic<T: Real, const N: usize>(x: &[[T; 2]; N], h: T) -> [T; N] {
    x.map(|p| {
        x.iter()
            .map(|q| {
                let r2 = (0..2).map(|k| (p[k] - q[k]) * (p[k] - q[k])).sum::<T>();
                let d = (T::ONE - r2 / (h * h)).max(T::ZERO);
                d * d * d
            })
            .sum()
    })
}

#[test]
fn particles_are_right() {
    let p = vec![[0.1, 0.2, 0.3], [0.5, -0.1, 0.2], [-0.2, 0.4, 0.0], [0.3, 0.3, -0.4]];
    let m = vec![1.0, 0.5, 0.8, 1.2];
    check!(f64 density(ref p.clone(), ref m.clone(), in 0.7, mut vec![0.0; 4]) -> ());
    check!(f64 pressure(ref p.clone(), ref m.clone(), in 0.7, in 0.3));
    let p: Vec<[f64; 2]> = p[..3].iter().map(|p| [p[0], p[1]]).collect();
    let m = m[..3].to_vec();
    check!(f64 forces(ref p.clone(), ref m.clone(), in 0.1, mut vec![[0.0; 2]; 3]) -> ());
    check!(f64 leapfrog(mut p.clone(), mut vec![[0.1, 0.2], [-0.3, 0.0], [0.2, -0.1]], ref m.clone(), in 0.05, fix 5) -> ());
    let (x, y): (Vec<f64>, Vec<f64>) = p.iter().map(|p| (p[0], p[1])).unzip();
    check!(potential(ref x, ref y, ref m, in 0.1));
    check!(density_generic(ref [[0.1, 0.2], [0.5, -0.1], [-0.2, 0.4]], in 0.7));
}
