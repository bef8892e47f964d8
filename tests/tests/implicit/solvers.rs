//! Fixed points, and solvers without a matrix.

use costate::implicit::{bicgstab, neumann};
use costate::{HeapTape, Real, differentiable, implicit};
use costate_tests::check;

// ---- fixed points

#[differentiable]
fn cosine(x: f64, p: f64) -> f64 {
    (p * x).cos()
}

#[implicit(fixed_point = cosine)]
fn dottie(p: f64) -> f64 {
    let iterates = std::iter::successors(Some(0.5), |x| Some(cosine(*x, p)));
    iterates.take(400).last().unwrap()
}

#[implicit(fixed_point = cosine, solve = neumann(1e-15, 1000))]
fn dottie_by_series(p: f64) -> f64 {
    dottie(p)
}

#[differentiable]
fn through_dottie(p: f64) -> f64 {
    let mut sum = p;
    for _ in 0..3 {
        sum += dottie(sum * 0.2) * dottie_by_series(p);
    }
    sum
}

#[test]
fn a_fixed_point() {
    check!(f64 dottie(in 0.8));
    check!(f64 dottie_by_series(in 0.8));
    check!(f64 through_dottie(in 0.8));
    // x′ = −x sin(p x) / (1 + p sin(p x))
    let x = dottie(0.8);
    let s = Real::sin(0.8 * x);
    assert!((dottie::grad(0.8) + x * s / (1.0 + 0.8 * s)).abs() < 1e-15);
}

// ---- slices, integers, constants, more unknowns, a solver without a matrix

/// A chain of springs between two walls, loaded.
#[differentiable]
fn chain_residual(u: &[f64], k: &[f64], load: f64, hardening: &[f64; 2], at: usize) -> [f64; 16] {
    let mut r = [0.0; 16];
    for i in 0..16 {
        let left = if i > 0 { u[i] - u[i - 1] } else { u[i] };
        let right = if i < 15 { u[i + 1] - u[i] } else { -u[i] };
        let pull = k[i + 1] * right + hardening[0] * right * right * right;
        r[i] = k[i] * left + hardening[0] * left * left * left - pull;
    }
    r[at] -= load * hardening[1];
    r
}

fn solve_chain(k: &[f64], load: f64, hardening: &[f64; 2], at: usize) -> [f64; 16] {
    let mut u = [0.0; 16];
    for _ in 0..30 {
        let product = |v: &[f64; 16]| {
            chain_residual::tan(&u, v, k, &vec![0.0; k.len()], load, 0.0, hardening, &[0.0; 2], at, ()).1
        };
        let step = costate::implicit::dense(product, chain_residual(&u, k, load, hardening, at));
        (0..16).for_each(|i| u[i] -= step[i]);
    }
    u
}

#[implicit(residual = chain_residual)]
fn chain(k: &[f64], load: f64, #[constant] hardening: &[f64; 2], at: usize) -> [f64; 16] {
    solve_chain(k, load, hardening, at)
}

#[implicit(residual = chain_residual, solve = bicgstab(1e-14, 200))]
fn chain_without_a_matrix(k: &[f64], load: f64, hardening: &[f64; 2], at: usize) -> [f64; 16] {
    solve_chain(k, load, hardening, at)
}

#[differentiable]
fn stretched(k: &[f64], load: f64, #[constant] hardening: &[f64; 2]) -> f64 {
    let mut sum = 0.0;
    for at in 3..5 {
        let u = chain(k, load * (1.0 + sum), hardening, at);
        sum += u[at] * u[7];
    }
    sum
}

#[test]
fn slices_and_a_solver_without_a_matrix() {
    let k: Vec<f64> = (0..17).map(|i| 1.0 + 0.3 * Real::sin(i as f64)).collect();
    check!(f64 chain(ref k.clone(), in 0.8, fixref [0.3, 1.0], fix 4));
    check!(f64 stretched(ref k.clone(), in 0.8, fixref [0.3, 1.0]));
    let (mut dense, mut free) = ((vec![0.1; 17], 0.2), (vec![0.1; 17], 0.2));
    let mut dr = [0.0; 16];
    (dr[2], dr[9]) = (1.0, -0.5);
    let tape = &mut HeapTape::new();
    chain::vjp(&k, &mut dense.0, 0.8, &mut dense.1, &[0.3, 1.0], 4, dr, tape);
    let mut hardening = [0.0; 2];
    chain_without_a_matrix::vjp(&k, &mut free.0, 0.8, &mut free.1, &[0.3, 1.0], &mut hardening, 4, dr, tape);
    let pairs = dense.0.iter().zip(&free.0).chain([(&dense.1, &free.1)]);
    pairs.for_each(|(dense, free)| assert!((dense - free).abs() < 1e-11, "{dense} {free}"));
    assert!(hardening.iter().all(|d| d.abs() > 1e-3));
}
