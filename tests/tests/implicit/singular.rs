//! Where the equation does not determine the solution.

use costate::{HeapTape, differentiable, implicit};

#[differentiable]
fn double_residual(x: f64, p: f64) -> f64 {
    (x - p) * (x - p)
}

#[implicit(residual = double_residual)]
fn double_root(p: f64) -> f64 {
    p
}

#[differentiable]
fn if_not_singular(p: f64, wanted: bool) -> f64 {
    let x = double_root(p);
    if wanted { x } else { p * p }
}

#[differentiable]
fn line_residual(x: [f64; 2], p: f64) -> [f64; 2] {
    [0.1 * x[0] + 0.2 * x[1] - p, 0.3 * x[0] + 0.6 * x[1] - 3.0 * p]
}

#[implicit(residual = line_residual)]
fn on_a_line(p: f64) -> [f64; 2] {
    [10.0 * p, 0.0]
}

#[test]
fn a_singular_equation_gives_nan() {
    assert!(double_root::grad(0.7).is_nan());
    assert!(double_root::jvp(0.7, 1.0).1.is_nan());
    let mut dp = 0.0;
    on_a_line::vjp(0.7, &mut dp, [1.0, 0.5], &mut HeapTape::new());
    assert!(dp.is_nan());
    assert!(on_a_line::jvp(0.7, 1.0).1.iter().all(|x| x.is_nan()));
}

#[test]
fn a_cotangent_of_zero_stays_zero() {
    assert_eq!(if_not_singular::grad(0.7, false), 1.4);
    assert!(if_not_singular::grad(0.7, true).is_nan());
}
