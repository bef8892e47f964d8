//! One unknown: Kepler's equation.

use costate::{Dual, HeapTape, Real, Scalar, differentiable, implicit};
use costate_tests::check;

/// E − e sin E = M.
#[differentiable]
fn kepler_residual<T: Real>(anomaly: T, mean: T, e: T) -> T {
    anomaly - e * anomaly.sin() - mean
}

/// The eccentric anomaly \[rad\].
#[implicit(residual = kepler_residual)]
fn kepler<T: Scalar>(mean: T, e: T) -> T {
    let mut anomaly = mean;
    // a closure, a `while` that looks at the value only
    let error = |anomaly: T| anomaly - e * anomaly.sin() - mean;
    let mut steps = 0;
    while error(anomaly).abs().to_f64() > 1e-15 && steps < 100 {
        anomaly -= error(anomaly) / (T::ONE - e * anomaly.cos());
        steps += 1;
    }
    anomaly
}

#[differentiable]
fn orbit<T: Scalar>(mean: T, e: T, n: usize) -> T {
    let (mut sum, mut anomaly) = (T::ZERO, mean);
    for _ in 0..n {
        anomaly = kepler(mean * anomaly, e * e);
        sum += e * anomaly.sin() * kepler(sum, e);
    }
    if sum > T::ZERO { sum } else { sum * anomaly }
}

#[test]
fn keplers_equation() {
    check!(kepler(in 0.9, in 0.4));
    check!(orbit(in 0.9, in 0.4, fix 3));
    let (anomaly, (by_mean, by_e)) = kepler::value_and_grad(0.9, 0.4);
    let slope = 1.0 - 0.4 * Real::cos(anomaly);
    assert!((by_mean - 1.0 / slope).abs() < 1e-15);
    assert!((by_e - Real::sin(anomaly) / slope).abs() < 1e-15);
}

#[test]
fn second_derivatives_by_dual_numbers() {
    let mut d = (Dual::default(), Dual::default());
    let (mean, e) = (Dual::variable(0.9), Dual::constant(0.4));
    kepler::vjp(mean, &mut d.0, e, &mut d.1, Dual::constant(1.0), &mut HeapTape::new());
    // E′ = 1/(1 − e cos E), E″ = −e sin E E′³
    let anomaly = kepler(0.9, 0.4);
    let slope = 1.0 / (1.0 - 0.4 * Real::cos(anomaly));
    let curvature = -0.4 * Real::sin(anomaly) * slope * slope * slope;
    assert!((d.0.eps - curvature).abs() < 1e-13, "{} {curvature}", d.0.eps);
    let (_, tangent) = kepler::jvp(mean, Dual::constant(1.0), e, Dual::constant(0.0));
    assert!((tangent.eps - curvature).abs() < 1e-13);
}

#[test]
fn third_derivatives_by_dual_numbers_of_dual_numbers() {
    let (mean, e) =
        (Dual::new(Dual::variable(0.9), Dual::constant(1.0)), Dual::constant(Dual::constant(0.4)));
    let (_, tangent) = kepler::jvp(mean, Dual::constant(Dual::constant(1.0)), e, Dual::default());
    // f = 1 − e cos E, E′ = 1/f, E‴ = (3 e² sin² E − e cos E f)/f⁵
    let anomaly = kepler(0.9, 0.4);
    let (sine, cosine) = Real::sin_cos(anomaly);
    let f: f64 = 1.0 - 0.4 * cosine;
    let known = (3.0 * 0.16 * sine * sine - 0.4 * cosine * f) / f.powi(5);
    assert!((tangent.eps.eps - known).abs() < 1e-12, "{} {known}", tangent.eps.eps);
    let plain = kepler(mean, e);
    assert!((plain.eps.eps + 0.4 * sine / f.powi(3)).abs() < 1e-12);
}

#[differentiable(hvp)]
fn height(mean: f64, e: f64) -> f64 {
    let mut sum = e;
    for _ in 0..2 {
        sum += (1.0 - e * e).sqrt() * kepler(mean * sum, e).sin();
    }
    sum
}

#[test]
fn a_hessian_of_a_solution() {
    costate::check::check_hessian(
        "height",
        [0.9, 0.4],
        |&[mean, e]| height(mean, e),
        |&[mean, e]| height::grad(mean, e).into(),
        |&[mean, e], &[tmean, te]| height::hvp(mean, tmean, e, te).into(),
    )
    .unwrap();
}
