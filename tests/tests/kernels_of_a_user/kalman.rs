//! A Kalman filter with small matrices.
use std::ops::{Add, Mul, Sub};

use costate::{Diff, Real, differentiable};
use costate_tests::check;

#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
struct Mat<const R: usize, const C: usize>([[f64; C]; R]);

#[differentiable]
impl<const R: usize, const C: usize> Mat<R, C> {
    fn zeros() -> Self {
        Mat([[0.0; C]; R])
    }

    fn transpose(&self) -> Mat<C, R> {
        let mut t = Mat::<C, R>::zeros();
        for i in 0..R {
            for j in 0..C {
                t.0[j][i] = self.0[i][j];
            }
        }
        t
    }
}

#[differentiable]
impl<const N: usize> Mat<N, N> {
    fn identity() -> Self {
        let mut m = Self::zeros();
        for i in 0..N {
            m.0[i][i] = 1.0;
        }
        m
    }

    /// Gauss-Jordan, for matrices that are positive definite.
    fn inverse(&self) -> Self {
        let mut a = self.0;
        let mut inv = Self::identity().0;
        for k in 0..N {
            let d = 1.0 / a[k][k];
            for j in 0..N {
                a[k][j] *= d;
                inv[k][j] *= d;
            }
            for i in 0..N {
                if i == k {
                    continue;
                }
                let f = a[i][k];
                for j in 0..N {
                    a[i][j] -= f * a[k][j];
                    inv[i][j] -= f * inv[k][j];
                }
            }
        }
        Mat(inv)
    }
}

#[differentiable]
impl<const R: usize, const K: usize, const C: usize> Mul<Mat<K, C>> for Mat<R, K> {
    type Output = Mat<R, C>;
    fn mul(self, rhs: Mat<K, C>) -> Mat<R, C> {
        Mat(std::array::from_fn(|i| {
            std::array::from_fn(|j| (0..K).map(|k| self.0[i][k] * rhs.0[k][j]).sum::<f64>())
        }))
    }
}

#[differentiable]
impl<const R: usize, const C: usize> Add for Mat<R, C> {
    type Output = Self;
    fn add(self, rhs: Self) -> Self {
        let mut out = self;
        for i in 0..R {
            for j in 0..C {
                out.0[i][j] += rhs.0[i][j];
            }
        }
        out
    }
}

#[differentiable]
impl<const R: usize, const C: usize> Sub for Mat<R, C> {
    type Output = Self;
    fn sub(self, rhs: Self) -> Self {
        let mut out = self;
        for i in 0..R {
            for j in 0..C {
                out.0[i][j] -= rhs.0[i][j];
            }
        }
        out
    }
}

#[derive(Clone, Copy, Debug, Diff)]
struct Model<const N: usize, const M: usize> {
    f: Mat<N, N>,
    h: Mat<M, N>,
    q: Mat<N, N>,
    r: Mat<M, M>,
}

#[derive(Clone, Copy, Debug, Diff)]
struct Belief<const N: usize> {
    mean: Mat<N, 1>,
    cov: Mat<N, N>,
}

#[differentiable]
impl<const N: usize> Belief<N> {
    fn predict<const M: usize>(&self, m: &Model<N, M>) -> Self {
        Belief { mean: m.f * self.mean, cov: m.f * self.cov * m.f.transpose() + m.q }
    }

    /// The belief after a measurement, and the squared Mahalanobis distance of the innovation.
    fn update<const M: usize>(&self, m: &Model<N, M>, z: [f64; M]) -> (Self, f64) {
        let z = Mat(z.map(|z| [z]));
        let innovation = z - m.h * self.mean;
        let s = m.h * self.cov * m.h.transpose() + m.r;
        let s_inv = s.inverse();
        let gain = self.cov * m.h.transpose() * s_inv;
        let mean = self.mean + gain * innovation;
        let cov = (Mat::identity() - gain * m.h) * self.cov;
        let d = innovation.transpose() * s_inv * innovation;
        (Belief { mean, cov }, d.0[0][0])
    }
}

/// Constant velocity in one dimension; the cost of all innovations. A measurement may be missing.
#[differentiable]
fn track(zs: &[f64], valid: &[bool], dt: f64, q: f64, r: f64) -> f64 {
    let model = Model {
        f: Mat([[1.0, dt], [0.0, 1.0]]),
        h: Mat([[1.0, 0.0]]),
        q: Mat([[q * dt * dt * dt / 3.0, q * dt * dt / 2.0], [q * dt * dt / 2.0, q * dt]]),
        r: Mat([[r]]),
    };
    let mut belief = Belief { mean: Mat([[0.0], [0.0]]), cov: Mat::identity() };
    let mut cost = 0.0;
    for (&z, &ok) in zs.iter().zip(valid) {
        belief = belief.predict(&model);
        if !ok {
            continue;
        }
        let (next, d) = belief.update(&model, [z]);
        belief = next;
        cost += d;
    }
    cost + belief.cov.0[0][0].ln()
}

// -- generic: plain arrays and functions --

#[differentiable]
fn matmul<T: Real, const R: usize, const K: usize, const C: usize>(
    a: &[[T; K]; R],
    b: &[[T; C]; K],
) -> [[T; C]; R] {
    let mut out = [[T::ZERO; C]; R];
    for i in 0..R {
        for j in 0..C {
            for k in 0..K {
                out[i][j] += a[i][k] * b[k][j];
            }
        }
    }
    out
}

#[differentiable]
fn transposed<T: Real, const R: usize, const C: usize>(a: &[[T; C]; R]) -> [[T; R]; C] {
    std::array::from_fn(|i| std::array::from_fn(|j| a[j][i]))
}

/// One step with a scalar measurement, in place.
#[differentiable]
fn kalman_step<T: Real, const N: usize>(
    x: &mut [T; N],
    p: &mut [[T; N]; N],
    f: &[[T; N]; N],
    h: &[T; N],
    q: T,
    r: T,
    z: T,
) {
    let fx = matmul(f, &x.map(|x| [x]));
    for i in 0..N {
        x[i] = fx[i][0];
    }
    *p = matmul(&matmul(f, p), &transposed(f));
    for i in 0..N {
        p[i][i] += q;
    }
    let ph: [T; N] = std::array::from_fn(|i| (0..N).map(|j| p[i][j] * h[j]).sum::<T>());
    let s = h.iter().zip(&ph).fold(r, |s, (&a, &b)| s + a * b);
    let y = z - h.iter().zip(x.iter()).map(|(&a, &b)| a * b).sum::<T>();
    for i in 0..N {
        let k = ph[i] / s;
        x[i] += k * y;
        for j in 0..N {
            p[i][j] -= k * ph[j];
        }
    }
}

#[differentiable]
fn kalman_run<T: Real>(zs: &[T], dt: T, q: T, r: T) -> (T, T) {
    let mut x = [T::ZERO; 2];
    let mut p = [[T::ONE, T::ZERO], [T::ZERO, T::ONE]];
    let f = [[T::ONE, dt], [T::ZERO, T::ONE]];
    for &z in zs {
        kalman_step(&mut x, &mut p, &f, &[T::ONE, T::ZERO], q, r, z);
    }
    (x[0], x[1] * p[0][0])
}

#[test]
fn kalman_is_right() {
    let zs = vec![0.1, 0.25, 0.5, 0.65, 0.7, 1.1];
    check!(f64 track(ref zs.clone(), fixref vec![true, true, false, true, true, false], in 0.1, in 0.5, in 0.04));
    check!(kalman_run(ref zs, in 0.1, in 0.5, in 0.04));
}
