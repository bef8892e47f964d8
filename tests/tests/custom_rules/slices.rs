//! Slices, lengths, integers, constants.

use costate::{differentiable, jvp_of, vjp_of};
use costate_tests::check;

fn weighted<const N: usize>(w: &[f64; N], x: &[f64], first: usize) -> f64 {
    w.iter().zip(&x[first..]).map(|(w, x)| w * x * x).sum()
}

#[vjp_of(weighted)]
fn weighted_vjp<const N: usize>(
    w: &[f64; N],
    dw: &mut [f64; N],
    x: &[f64],
    dx: &mut [f64],
    first: usize,
    dr: f64,
) {
    for i in 0..N {
        dw[i] += dr * x[first + i] * x[first + i];
        dx[first + i] += 2.0 * dr * w[i] * x[first + i];
    }
}

#[jvp_of(weighted)]
fn weighted_jvp<const N: usize>(
    w: &[f64; N],
    tw: &[f64; N],
    x: &[f64],
    tx: &[f64],
    first: usize,
) -> (f64, f64) {
    let slope = |i: usize| tw[i] * x[first + i] * x[first + i] + 2.0 * w[i] * x[first + i] * tx[first + i];
    (weighted(w, x, first), (0..N).map(slope).sum())
}

#[differentiable]
fn parts(w: &[f64; 2], x: &[f64]) -> f64 {
    let n = x.len();
    let some = weighted(w, &x[1..n], 0) * weighted::<2>(w, x, 1);
    some + weighted(w, &x[0..2], 0)
}

#[differentiable]
fn of_constants(w: &[f64; 2], #[constant] x: &[f64], y: f64) -> f64 {
    weighted(w, x, 1) * y
}

#[differentiable]
fn by_constants(#[constant] w: &[f64; 2], x: &[f64], y: f64) -> f64 {
    weighted(w, x, 1) * y
}

#[test]
fn slices_and_lengths() {
    check!(f64 weighted(ref [0.3, 0.8], ref vec![0.4, 0.6, 0.9], fix 1));
    check!(f64 parts(ref [0.3, 0.8], ref vec![0.4, 0.6, 0.9, 1.2]));
    check!(f64 of_constants(ref [0.3, 0.8], fixref vec![0.4, 0.6, 0.9], in 0.7));
    check!(f64 by_constants(fixref [0.3, 0.8], ref vec![0.4, 0.6, 0.9], in 0.7));
}

/// Skips the work for derivatives that nobody wants.
fn scaled(k: f64, x: &[f64]) -> f64 {
    x.iter().map(|x| k * x).sum()
}

#[vjp_of(scaled)]
fn scaled_vjp(k: f64, dk: &mut f64, x: &[f64], dx: Option<&mut [f64]>, dr: f64) {
    *dk += dr * scaled(1.0, x);
    if let Some(dx) = dx {
        dx.iter_mut().for_each(|d| *d += dr * k);
    }
}

#[jvp_of(scaled)]
fn scaled_jvp(k: f64, tk: f64, x: &[f64], tx: Option<&[f64]>) -> (f64, f64) {
    let moved = tx.map_or(0.0, |tx| scaled(k, tx));
    (scaled(k, x), scaled(tk, x) + moved)
}

#[differentiable]
fn scaled_constants(k: f64, #[constant] x: &[f64]) -> f64 {
    scaled(k * k, x)
}

#[test]
fn derivatives_that_are_not_wanted() {
    check!(f64 scaled(in 0.4, ref vec![0.6, 0.9]));
    check!(f64 scaled_constants(in 0.4, fixref vec![0.6, 0.9]));
}
