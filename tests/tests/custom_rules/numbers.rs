//! Rules of numbers.

use costate::{HeapTape, Real, StackTape, detach, differentiable, jvp_of, vjp_of};
use costate_tests::check;

// ---- a number

fn softplus(x: f64) -> f64 {
    // a heap, a closure: nothing that is differentiated
    let powers: Vec<f64> = [x, 0.0].iter().map(|x| x.exp()).collect();
    if x > 30.0 { x } else { powers.iter().sum::<f64>().ln() }
}

#[vjp_of(softplus)]
fn softplus_vjp(x: f64, dx: &mut f64, dr: f64) {
    *dx += dr / (1.0 + (-x).exp());
}

#[jvp_of(softplus)]
fn softplus_jvp(x: f64, tx: f64) -> (f64, f64) {
    (softplus(x), tx / (1.0 + (-x).exp()))
}

#[differentiable]
fn softplus_in_loops(x: f64, n: usize) -> f64 {
    let (mut y, mut sum) = (x, 0.0);
    for i in 0..n {
        for _ in 0..i {
            y = softplus(y * x) - softplus(0.3);
            sum += y * softplus(sum);
        }
    }
    if sum > 0.1 { sum * softplus(softplus(x)) } else { sum }
}

#[test]
fn a_rule_for_a_number() {
    check!(f64 softplus(in 0.7));
    check!(f64 softplus(in 31.0));
    check!(f64 softplus_in_loops(in 0.7, fix 4));
    assert_eq!(softplus::grad(0.0), 0.5);
    assert_eq!(softplus::value_and_grad(0.0), (2.0_f64.ln(), 0.5));
}

#[test]
fn a_rule_needs_no_tape() {
    let mut tape = StackTape::<0>::new();
    let mut dx = 2.0;
    assert_eq!(softplus::vjp(0.0, &mut dx, 3.0, &mut tape), 2.0_f64.ln());
    assert_eq!(dx, 2.0 + 1.5);
}

#[differentiable]
fn detached(x: f64) -> f64 {
    detach(softplus(x)) * x
}

#[test]
fn a_rule_can_be_detached() {
    assert_eq!(detached::grad(0.3), softplus(0.3));
}

// ---- generics, several results

fn polar<T: Real>(x: T, y: T) -> (T, T) {
    (x.hypot(y), y.atan2(x))
}

#[vjp_of(polar)]
fn polar_reverse<T: Real>(x: T, dx: &mut T, y: T, dy: &mut T, dr: (T, T)) {
    let r = x.hypot(y);
    *dx += (x * dr.0 - y * dr.1 / r) / r;
    *dy += (y * dr.0 + x * dr.1 / r) / r;
}

#[jvp_of(polar)]
fn polar_forward<T: Real>(x: T, tx: T, y: T, ty: T) -> ((T, T), (T, T)) {
    let r = x.hypot(y);
    (polar(x, y), ((x * tx + y * ty) / r, (x * ty - y * tx) / (r * r)))
}

#[differentiable]
fn through_polar<T: Real>(x: T, y: T) -> T {
    let (r, angle) = polar(x, x * y);
    let again = polar(r, angle);
    let turbo = polar::<T>(again.0, r);
    again.0 * angle * turbo.1
}

#[test]
fn a_generic_rule() {
    check!(polar(in 0.8, in 0.3));
    check!(through_polar(in 0.8, in 0.3));
}

#[test]
fn a_rule_runs_on_dual_numbers() {
    use costate::Dual;
    let at = |x: Dual<f64>| {
        let mut d = (Dual::default(), Dual::default());
        let y = Dual::constant(0.3);
        through_polar::vjp(x, &mut d.0, y, &mut d.1, Dual::constant(1.0), &mut HeapTape::new());
        d.0
    };
    let second = at(Dual::variable(0.8)).eps;
    let slope = |x| through_polar::grad(x, 0.3).0;
    let known = (slope(0.8 + 1e-5) - slope(0.8 - 1e-5)) / 2e-5;
    assert!((second - known).abs() < 1e-8 * known.abs().max(1.0), "{second} {known}");
}

#[differentiable(hvp)]
fn spelled(x: f64, y: f64) -> f64 {
    let (r, angle) = polar(x * y, y);
    polar(r, angle * x).0 * r
}

#[test]
fn a_hessian_through_a_rule() {
    costate::check::check_hessian(
        "spelled",
        [0.8, 0.3],
        |&[x, y]| spelled(x, y),
        |&[x, y]| spelled::grad(x, y).into(),
        |&[x, y], &[tx, ty]| spelled::hvp(x, tx, y, ty).into(),
    )
    .unwrap();
}
