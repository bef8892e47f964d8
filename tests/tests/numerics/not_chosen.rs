//! What is computed but not chosen may be infinite or no number, and must not leak into a gradient:
//! in branches, selections, loops, calls, early returns and matches.

use costate::{Real, Scalar, differentiable, lit};
use costate_tests::check;

#[differentiable]
fn norm<T: Real>(x: [T; 2]) -> T {
    let square = x[0] * x[0] + x[1] * x[1];
    T::select(square.gt(T::ZERO), square.sqrt(), T::ZERO)
}

#[differentiable]
fn direction<T: Real>(x: [T; 2]) -> T {
    let length = norm(x);
    T::select(length.gt(T::ZERO), x[0] / length, T::ZERO)
}

#[differentiable]
fn entropy<T: Real>(x: [T; 1]) -> T {
    let x = x[0];
    T::select(x.gt(T::ZERO), x * x.ln(), T::ZERO)
}

#[differentiable]
fn softplus<T: Real>(x: [T; 1]) -> T {
    let x = x[0];
    T::select(x.gt(lit(30.0)), x, x.exp().ln_1p())
}

#[differentiable]
fn sinc<T: Real>(x: [T; 1]) -> T {
    let x = x[0];
    T::select(x.abs().lt(lit(1e-4)), T::ONE - x * x / 6.0, x.sin() / x)
}

#[test]
fn selections() {
    assert_eq!(slopes!(norm(0.0, 0.0)), [0.0, 0.0]);
    assert_eq!(slopes!(norm(0.0, -2.0)), [0.0, -1.0]);
    assert_eq!(slopes!(direction(0.0, 0.0)), [0.0, 0.0]);
    assert_eq!(slopes!(direction(0.0, 2.0)), [0.5, 0.0]);
    assert_eq!(slopes!(entropy(0.0)), [0.0]);
    assert_eq!(slopes!(entropy(-1.0)), [0.0]);
    assert_eq!(slopes!(entropy(1.0)), [1.0]);
    assert_eq!(slopes!(softplus(1000.0)), [1.0]);
    assert_eq!(slopes!(softplus(0.0)), [0.5]);
    assert_eq!(slopes!(sinc(0.0)), [0.0]);
}

#[differentiable]
fn branch<T: Scalar>(x: T) -> T {
    let root = x.sqrt();
    let inverse = T::ONE / root;
    let both = root * inverse.exp() + inverse.ln();
    if x > 0.0 { both } else { x * 2.0 }
}

#[differentiable]
fn early<T: Scalar>(x: T, y: T) -> T {
    let angle = y.atan2(x);
    let log = (x * x + y * y).ln();
    if x == 0.0 && y == 0.0 {
        return x + y;
    }
    angle * log
}

#[differentiable]
fn in_a_loop<T: Scalar>(x: &[T]) -> T {
    let mut sum = T::ZERO;
    for i in 0..x.len() {
        let root = x[i].sqrt();
        let angle = (root / x[i]).acos();
        if x[i] <= 1.0 {
            sum += x[i] * x[i];
            continue;
        }
        sum += angle + root.ln();
    }
    sum
}

#[differentiable]
fn by_match<T: Scalar>(x: T, kind: usize) -> T {
    let candidates = [x.ln(), x.sqrt(), x.recip(), x.asin(), x * x];
    match kind {
        0..=3 => candidates[kind],
        _ => candidates[4],
    }
}

#[differentiable]
fn carried<T: Scalar>(x: T, steps: usize) -> T {
    let mut best = x;
    let mut trial = x;
    for _ in 0..steps {
        trial = (trial - T::ONE).sqrt().ln();
        if trial > 0.0 {
            best = best + trial;
        }
    }
    best
}

#[test]
fn branches_loops_and_matches() {
    for x in [0.0, -1.0] {
        let (value, dx) = branch::value_and_grad(x);
        assert_eq!((value, dx), (2.0 * x, 2.0));
        assert_eq!(branch::jvp(x, 1.0).1, 2.0);
    }
    assert_eq!(early::grad(0.0, 0.0), (1.0, 1.0));
    assert_eq!(in_a_loop::grad(&[0.0, -1.0, 0.5, 1.0]), [0.0, -2.0, 1.0, 2.0]);
    for x in [0.0, -2.0] {
        assert_eq!(by_match::grad(x, 4), 2.0 * x);
    }
    assert_eq!(carried::grad(0.5, 5), 1.0);
    assert_eq!(carried::grad(1.0, 5), 1.0);
}

#[test]
fn where_they_are_chosen_they_count() {
    check!(branch(in 1.7));
    check!(early(in 0.3, in -0.8));
    check!(in_a_loop(ref vec![0.4, 1.9, 2.5, -0.5]));
    check!(by_match(in 0.4, fix 0));
    check!(by_match(in 0.4, fix 3));
    check!(carried(in 30.0, fix 4));
}

/// Which of the two counts: a comparison's answer, and that of a function.
#[differentiable]
fn by_index(x: f64, y: f64) -> f64 {
    let mut both = [y / x, y];
    both[0] *= 1.0 / x;
    let first = both[(x <= 0.0) as usize];
    let mut again = [y / x, y];
    again[0] *= 1.0 / x;
    first + again[which(x)]
}

#[differentiable]
fn which(x: f64) -> usize {
    if x > 0.0 { 0 } else { 1 }
}

#[test]
fn elements_by_a_comparison() {
    assert_eq!(by_index::grad(0.0, 0.4), (0.0, 2.0));
    check!(f64 by_index(in 0.7, in 0.4));
}

/// A branch's value is left out later, by another branch, in another iteration, or by one in the branch itself.
#[differentiable]
fn later<T: Scalar>(x: T, y: T, kind: usize) -> T {
    let mut s = T::ZERO;
    for _ in 0..2 {
        let a = if kind < 3 {
            let inverse = T::ONE / x;
            let product = inverse * y;
            let inner = product * inverse;
            let of_inner = if kind == 1 && x > 0.0 { inner } else { y };
            if kind == 2 { product * of_inner } else { of_inner }
        } else {
            x
        };
        s = if x > 0.0 { a * y + s * a } else { y + s * x };
    }
    s
}

#[test]
fn values_of_branches_that_are_left_out_later() {
    for kind in 0..3 {
        assert_eq!(later::grad(0.0, 0.5, kind), (0.5, 1.0), "kind {kind}");
        check!(later(in 0.8, in 0.5, fix kind));
    }
}
