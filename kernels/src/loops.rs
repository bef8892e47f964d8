//! Loops of one kind each.

use costate::{Real, differentiable};

/// Σᵢ sin²(xᵢ) yᵢ, with each term kept in `out`: iterations that do not touch each other.
#[differentiable]
pub fn elementwise<T: Real>(x: &[T], y: &[T], out: &mut [T]) {
    for i in 0..x.len() {
        let s = x[i].sin();
        out[i] = s * s * y[i] + x[i];
    }
}

/// [`elementwise`](fn@elementwise) backward, with its values.
pub fn elementwise_by_hand(
    x: &[f64],
    dx: &mut [f64],
    y: &[f64],
    dy: &mut [f64],
    out: &mut [f64],
    dout: &mut [f64],
) {
    let n = x.len();
    let (dx, y, dy, out, dout) = (&mut dx[..n], &y[..n], &mut dy[..n], &mut out[..n], &mut dout[..n]);
    for i in 0..n {
        let (s, c) = Real::sin_cos(x[i]);
        out[i] = s * s * y[i] + x[i];
        let d = std::mem::take(&mut dout[i]);
        dx[i] += d + 2.0 * s * c * y[i] * d;
        dy[i] += s * s * d;
    }
}

/// s ← s kᵢ + s² / 4, from one: every iteration needs the one before.
#[differentiable]
pub fn recurrence<T: Real>(k: &[T]) -> T {
    let mut s = T::ONE;
    for i in 0..k.len() {
        s = s * k[i] + 0.25 * s * s;
    }
    s
}

/// The value; adds the gradient to `dk`. `memory` keeps s before each step.
pub fn recurrence_by_hand(k: &[f64], dk: &mut [f64], memory: &mut Vec<f64>) -> f64 {
    assert_eq!(k.len(), dk.len(), "an adjoint for every number");
    memory.clear();
    memory.reserve(k.len());
    let mut s = 1.0;
    for &k in k {
        memory.push(s);
        s = s * k + 0.25 * s * s;
    }
    let mut ds = 1.0;
    for ((&s, &k), dk) in memory.iter().zip(k).zip(dk).rev() {
        *dk += s * ds;
        ds *= k + 0.5 * s;
    }
    s
}

/// y ← a x + y
#[differentiable]
pub fn axpy<T: Real>(a: T, x: &[T], y: &mut [T]) {
    for i in 0..x.len() {
        y[i] += a * x[i];
    }
}

/// [`axpy`](fn@axpy) backward, with its values.
pub fn axpy_by_hand(a: f64, da: &mut f64, x: &[f64], dx: &mut [f64], y: &mut [f64], dy: &[f64]) {
    let n = x.len();
    let (dx, y, dy) = (&mut dx[..n], &mut y[..n], &dy[..n]);
    let mut partial = [0.0; 16];
    for i in 0..n {
        y[i] += a * x[i];
        dx[i] += a * dy[i];
    }
    for (x, dy) in x.chunks(16).zip(dy.chunks(16)) {
        for ((p, x), dy) in partial.iter_mut().zip(x).zip(dy) {
            *p += x * dy;
        }
    }
    *da += partial.iter().sum::<f64>();
}

/// y = A x for a matrix of rows as long as `x`.
#[differentiable]
pub fn matrix_vector<T: Real>(a: &[T], x: &[T], y: &mut [T]) {
    let n = x.len();
    for i in 0..y.len() {
        let mut sum = T::ZERO;
        for j in 0..n {
            sum += a[i * n + j] * x[j];
        }
        y[i] = sum;
    }
}

/// [`matrix_vector`](fn@matrix_vector) backward, with its values.
pub fn matrix_vector_by_hand(
    a: &[f64],
    da: &mut [f64],
    x: &[f64],
    dx: &mut [f64],
    y: &mut [f64],
    dy: &mut [f64],
) {
    let n = x.len();
    let dx = &mut dx[..n];
    for (((row, drow), y), dy) in a.chunks_exact(n).zip(da.chunks_exact_mut(n)).zip(y).zip(dy) {
        let d = std::mem::take(dy);
        let mut sum = 0.0;
        for j in 0..n {
            sum += row[j] * x[j];
            drow[j] += x[j] * d;
            dx[j] += row[j] * d;
        }
        *y = sum;
    }
}

/// A point turned about z, then x, again and again by the given angles; the sum of its coordinates.
#[differentiable]
pub fn rotations<T: Real>(angles: &[T], point: [T; 3]) -> T {
    let [mut x, mut y, mut z] = point;
    for i in 0..angles.len() {
        let (s, c) = (angles[i].sin(), angles[i].cos());
        let turned = c * x - s * y;
        y = s * x + c * y;
        x = turned;
        let tilted = c * y - s * z;
        z = s * y + c * z;
        y = tilted;
    }
    x + y + z
}

/// The value; adds the gradient to `dangles` and `dpoint`. A rotation can be undone: there is no memory
/// but that of sines and cosines.
pub fn rotations_by_hand(
    angles: &[f64],
    dangles: &mut [f64],
    point: [f64; 3],
    dpoint: &mut [f64; 3],
    memory: &mut Vec<[f64; 5]>,
) -> f64 {
    assert_eq!(angles.len(), dangles.len(), "an adjoint for every angle");
    memory.clear();
    let [mut x, mut y, mut z] = point;
    for &angle in angles {
        let (s, c) = Real::sin_cos(angle);
        memory.push([s, c, x, y, z]);
        (x, y) = (c * x - s * y, s * x + c * y);
        (y, z) = (c * y - s * z, s * y + c * z);
    }
    let [mut dx, mut dy, mut dz] = [1.0; 3];
    for (&[s, c, x, y, z], dangle) in memory.iter().zip(dangles).rev() {
        let turned = s * x + c * y;
        let mut dc = turned * dy + z * dz;
        let mut ds = turned * dz - z * dy;
        (dy, dz) = (c * dy + s * dz, c * dz - s * dy);
        dc += x * dx + y * dy;
        ds += x * dy - y * dx;
        (dx, dy) = (c * dx + s * dy, c * dy - s * dx);
        *dangle += c * ds - s * dc;
    }
    for (d, add) in dpoint.iter_mut().zip([dx, dy, dz]) {
        *d += add;
    }
    x + y + z
}

/// n numbers between −1 and 1.
pub fn numbers(n: usize, phase: f64) -> Vec<f64> {
    (0..n).map(|i| (0.37 * i as f64 + phase).sin()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::near;
    use costate::HeapTape;

    const N: usize = 37;

    #[test]
    fn elementwise_by_hand_and_generated_agree() {
        let (x, y, d) = (numbers(N, 0.1), numbers(N, 0.2), numbers(N, 0.3));
        let zero = vec![0.0; N];
        let (mut dx, mut dy, mut out, mut dout) = (zero.clone(), zero.clone(), zero.clone(), d.clone());
        elementwise_by_hand(&x, &mut dx, &y, &mut dy, &mut out, &mut dout);
        let (mut ex, mut ey, mut other, mut eout) = (zero.clone(), zero.clone(), zero.clone(), d);
        elementwise::vjp(&x, &mut ex, &y, &mut ey, &mut other, &mut eout, &mut HeapTape::new());
        for (a, b) in [(&dx, &ex), (&dy, &ey), (&out, &other), (&dout, &eout)] {
            near(0.0, a, 0.0, b);
        }
    }

    #[test]
    fn recurrence_by_hand_and_generated_agree() {
        let k = numbers(N, 0.4);
        let mut dk = vec![0.0; N];
        let value = recurrence_by_hand(&k, &mut dk, &mut Vec::new());
        near(value, &dk, recurrence(&k), &recurrence::grad(&k));
    }

    #[test]
    fn axpy_by_hand_and_generated_agree() {
        let (x, y, dy) = (numbers(N, 0.5), numbers(N, 0.6), numbers(N, 0.7));
        let (mut da, mut dx, mut out) = (0.0, vec![0.0; N], y.clone());
        axpy_by_hand(0.3, &mut da, &x, &mut dx, &mut out, &dy);
        let (mut ea, mut ex, mut other, mut ey) = (0.0, vec![0.0; N], y, dy.clone());
        axpy::vjp(0.3, &mut ea, &x, &mut ex, &mut other, &mut ey, &mut HeapTape::new());
        near(da, &dx, ea, &ex);
        near(0.0, &out, 0.0, &other);
        near(0.0, &dy, 0.0, &ey);
    }

    #[test]
    fn matrix_vector_by_hand_and_generated_agree() {
        let (rows, n) = (5, 7);
        let (a, x, d) = (numbers(rows * n, 0.8), numbers(n, 0.9), numbers(rows, 1.0));
        let (mut da, mut dx, mut y, mut dy) = (vec![0.0; rows * n], vec![0.0; n], vec![0.0; rows], d.clone());
        matrix_vector_by_hand(&a, &mut da, &x, &mut dx, &mut y, &mut dy);
        let (mut ea, mut ex, mut other, mut ey) = (vec![0.0; rows * n], vec![0.0; n], vec![0.0; rows], d);
        matrix_vector::vjp(&a, &mut ea, &x, &mut ex, &mut other, &mut ey, &mut HeapTape::new());
        for (a, b) in [(&da, &ea), (&dx, &ex), (&y, &other), (&dy, &ey)] {
            near(0.0, a, 0.0, b);
        }
    }

    #[test]
    fn rotations_by_hand_and_generated_agree() {
        let (angles, point) = (numbers(N, 1.1), [0.3, -0.5, 0.7]);
        let (mut dangles, mut dpoint) = (vec![0.0; N], [0.0; 3]);
        let value = rotations_by_hand(&angles, &mut dangles, point, &mut dpoint, &mut Vec::new());
        let (eangles, epoint) = rotations::grad(&angles, point);
        near(value, &dangles, rotations(&angles, point), &eangles);
        near(value, &dpoint, value, &epoint);
    }
}
