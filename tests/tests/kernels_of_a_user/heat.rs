//! 1-D heat equation with two buffers that change places.
use std::mem;

use costate::{Real, differentiable};
use costate_tests::check;

/// `steps` explicit steps along a bar whose ends are held; returns the mean square temperature.
#[differentiable]
fn heat<const N: usize>(initial: &[f64; N], alpha: f64, dt: f64, steps: usize) -> f64 {
    let dx = 1.0 / (N - 1) as f64;
    let r = alpha * dt / (dx * dx);
    let mut a = *initial;
    let mut b = [0.0; N];
    let (mut now, mut next) = (&mut a, &mut b);
    for _ in 0..steps {
        next[0] = now[0];
        next[N - 1] = now[N - 1];
        for (out, w) in next[1..N - 1].iter_mut().zip(now.windows(3)) {
            *out = w[1] + r * (w[0] - 2.0 * w[1] + w[2]);
        }
        mem::swap(&mut now, &mut next);
    }
    now.iter().map(|t| t * t).sum::<f64>() / N as f64
}

/// The same on slices of the caller; what is in `u` at the end is the result.
#[differentiable]
fn heat_slices(u: &mut [f64], scratch: &mut [f64], r: f64, steps: usize) {
    let n = u.len();
    assert_eq!(n, scratch.len());
    {
        let (mut now, mut next) = (&mut *u, &mut *scratch);
        for _ in 0..steps {
            next[0] = now[0];
            next[n - 1] = now[n - 1];
            for i in 1..n - 1 {
                // radiates a bit, so that it is not linear
                next[i] = now[i] + r * (now[i - 1] - 2.0 * now[i] + now[i + 1]) - 0.01 * now[i].powi(4);
            }
            mem::swap(&mut now, &mut next);
        }
    }
    if steps % 2 == 1 {
        u.copy_from_slice(scratch);
    }
}

#[differentiable]
fn heat_generic<T: Real, const N: usize>(initial: &[T; N], alpha: T, dt: T, steps: usize) -> T {
    let dx = 1.0 / T::from_f64((N - 1) as f64);
    let r = alpha * dt / (dx * dx);
    let mut a = *initial;
    let mut b = [T::ZERO; N];
    let (mut now, mut next) = (&mut a, &mut b);
    for _ in 0..steps {
        next[0] = now[0];
        next[N - 1] = now[N - 1];
        for (out, w) in next[1..N - 1].iter_mut().zip(now.windows(3)) {
            *out = w[1] + r * (w[0] - 2.0 * w[1] + w[2]);
        }
        mem::swap(&mut now, &mut next);
    }
    let mut sum = T::ZERO;
    for &t in now.iter() {
        sum += t * t;
    }
    sum / T::from_f64(N as f64)
}

#[test]
fn heat_is_right() {
    let u = [0.3, 1.2, -0.4, 0.8, 1.5, 0.1, 0.7];
    for steps in [0, 1, 2, 7] {
        check!(f64 heat(ref u, in 0.7, in 0.01, fix steps));
        check!(heat_generic(ref u, in 0.7, in 0.01, fix steps));
        check!(f64 heat_slices(mut u.to_vec(), mut vec![0.0; 7], in 0.2, fix steps) -> ());
    }
}
