//! A rule for one mode, and one rule for both.

use costate::{Diff, Real, differentiable, jvp_of, vjp_of};
use costate_tests::{argument_struct, check};

// ---- one mode only

fn half(x: f64) -> f64 {
    0.5 * x
}

#[vjp_of(half, reverse_only)]
fn half_vjp(_: f64, dx: &mut f64, dr: f64) {
    *dx += 0.5 * dr;
}

fn third(x: f64) -> f64 {
    x / 3.0
}

#[jvp_of(third, forward_only)]
fn third_jvp(x: f64, tx: f64) -> (f64, f64) {
    (third(x), tx / 3.0)
}

// ---- a rule with the caller's tape, and one that is both sweeps

#[differentiable]
fn inner(x: f64, n: usize) -> f64 {
    let mut y = x;
    for _ in 0..n {
        y = y.sin() * x + 0.1;
    }
    y
}

/// What `inner` does, by another name.
fn lent(x: f64, n: usize) -> f64 {
    inner(x, n)
}

#[vjp_of(lent, tape)]
fn lent_vjp(x: f64, dx: &mut f64, n: usize, dr: f64, tape: &mut impl costate::Tape) {
    inner::vjp(x, dx, n, dr, tape);
}

#[jvp_of(lent)]
fn lent_jvp(x: f64, tx: f64, n: usize) -> (f64, f64) {
    inner::jvp(x, tx, n)
}

fn squares(x: &[f64], k: f64) -> f64 {
    x.iter().map(|x| k * x * x).sum()
}

/// Both sweeps, with the slices' lengths told apart from nothing.
#[vjp_of(squares, tape, whole)]
fn squares_vjp(
    x: &[f64],
    dx: &mut [f64],
    k: f64,
    dk: &mut f64,
    dr: f64,
    tape: &mut impl costate::Tape,
) -> f64 {
    tape.push(dr);
    let mut sum = 0.0;
    for (x, dx) in x.iter().zip(dx) {
        *dx += 2.0 * k * x * dr;
        sum += x * x;
    }
    *dk += sum * tape.pop::<f64>();
    squares(x, k)
}

#[jvp_of(squares)]
fn squares_jvp(x: &[f64], tx: &[f64], k: f64, tk: f64) -> (f64, f64) {
    let along = x.iter().zip(tx).map(|(x, tx)| 2.0 * k * x * tx + tk * x * x).sum();
    (squares(x, k), along)
}

#[differentiable]
fn by_both(x: &[f64], k: f64) -> f64 {
    let mut s = k;
    for i in 0..3 {
        s = (lent(s, i + 2) + squares(x, s) * squares(&[0.5, 0.25], s)).sin();
    }
    s
}

#[test]
fn a_rule_may_use_the_tape_and_be_both_sweeps() {
    check!(f64 lent(in 0.7, fix 4usize));
    check!(f64 squares(ref vec![0.3, -0.4, 1.2], in 0.8));
    check!(f64 by_both(ref vec![0.3, -0.4, 1.2], in 0.8));
}

#[differentiable]
fn halves(x: f64) -> f64 {
    half(x) * half(x)
}

#[differentiable]
fn thirds(x: f64) -> f64 {
    third(x) * x
}

#[test]
fn one_mode_is_enough_for_callers_in_that_mode() {
    assert_eq!(halves::grad(3.0), 1.5);
    assert_eq!(thirds::jvp(3.0, 1.0), (3.0, 2.0));
}

#[test]
#[should_panic(expected = "`half` has no forward mode")]
fn the_other_mode_of_a_reverse_rule_panics() {
    halves::jvp(3.0, 1.0);
}

#[test]
#[should_panic(expected = "`third` has no reverse mode")]
fn the_other_mode_of_a_forward_rule_panics() {
    thirds::grad(3.0);
}

// ---- one number: forward mode from the gradient

#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(vector)]
struct Point<T> {
    at: [T; 2],
    height: T,
}

argument_struct!(Point, PointTangent { at: [f64; 2], height: f64 });

fn potential<T: Real>(p: &Point<T>, charges: &[T], k: T, n: usize, _: &[u32]) -> T {
    let all: Vec<T> = charges.iter().map(|q| *q * (p.at[0] * k + p.at[1]) * p.height).collect();
    all.into_iter().sum::<T>() * T::from_f64(n as f64)
}

#[vjp_of(potential, gradient, result)]
fn potential_gradient<T: Real>(
    p: &Point<T>,
    dp: &mut PointTangent<T>,
    charges: &[T],
    dcharges: Option<&mut [T]>,
    k: T,
    dk: &mut T,
    n: usize,
    _: &[u32],
    r: T,
    dr: T,
) {
    let (n, total) = (T::from_f64(n as f64), charges.iter().sum::<T>());
    let along = p.at[0] * k + p.at[1];
    dp.height += dr * r / p.height;
    let slope = dr * n * total * p.height;
    dp.at = [dp.at[0] + slope * k, dp.at[1] + slope];
    *dk += slope * p.at[0];
    for d in dcharges.into_iter().flatten() {
        *d += dr * n * along * p.height;
    }
}

#[differentiable]
fn through_potential<T: Real>(p: Point<T>, charges: &[T], #[constant] others: &[T]) -> T {
    let mut sum = T::ONE;
    for n in 1..3 {
        sum += potential(&p, charges, sum, n, &[]) * potential(&p, others, p.height, 1, &[]);
    }
    sum
}

fn steep(x: f64) -> f64 {
    x.sqrt()
}

#[vjp_of(steep, gradient)]
fn steep_gradient(x: f64, dx: &mut f64, dr: f64) {
    *dx += 0.5 * dr / x.sqrt();
}

#[test]
fn one_rule_for_both_modes() {
    let p = Point { at: [0.4, 0.7], height: 1.2 };
    check!(potential(ref p, ref vec![0.3, 0.8], in 0.6, fix 2, fixref vec![1_u32, 2]));
    check!(through_potential(in p, ref vec![0.3, 0.8], fixref vec![0.5]));
    // a tangent of zero stays zero
    assert_eq!(steep::jvp(0.0, 0.0), (0.0, 0.0));
    assert_eq!(steep::jvp(4.0, 2.0), (2.0, 0.5));
}
