//! The checks pass what is right, and name what is wrong.

use std::string::ToString;
use std::vec;
use std::vec::Vec;

use super::*;
use crate::{Real, Tape};

/// (a b, sin a) at (a, b)
fn primal<T: Real>(&[a, b]: &[T; 2]) -> [T; 2] {
    [a * b, Real::sin(a)]
}

fn jvp(x: &[f64; 2], &[ta, tb]: &[f64; 2]) -> ([f64; 2], [f64; 2]) {
    let [a, b] = *x;
    (primal(x), [ta * b + a * tb, Real::cos(a) * ta])
}

fn vjp(x: &[f64; 2], [da, db]: &mut [f64; 2], &[dp, ds]: &[f64; 2], tape: &mut CheckTape) -> [f64; 2] {
    let [a, b] = *x;
    tape.push(Real::cos(a));
    *da += b * dp + tape.pop::<f64>() * ds;
    *db += a * dp;
    primal(x)
}

const X: [f64; 2] = [0.7, -40.0];

#[test]
fn a_right_gradient_passes_with_its_figures() {
    let report = check_gradients("product", X, primal, jvp, vjp, primal).unwrap();
    assert_eq!((report.inputs, report.outputs, report.directions), (2, 2, 6));
    assert_eq!(report.tape_words, 2);
    assert!(report.central_difference < 1e-9 && report.central_difference > 0.0, "{report}");
    assert!(report.dual.unwrap() < 1e-15 && report.dot_product < 1e-15 && report.reverse < 1e-15);
    assert!(report.to_string().starts_with("product: 2 → 2, central "), "{report}");
}

#[test]
fn vectors_of_any_length_pass() {
    // f(x) = Σ x² over 50 inputs: too many for axes
    let x: Vec<f64> = (0..50).map(|i| f64::from(i) - 20.0).collect();
    let square = |x: &Vec<f64>| [x.iter().map(|x| x * x).sum::<f64>()];
    let report = GradientCheck::new(
        "squares",
        x,
        square,
        |x, t| (square(x), [x.iter().zip(t).map(|(x, t)| 2.0 * x * t).sum()]),
        |x, dx, &[dr], _| {
            dx.iter_mut().zip(x).for_each(|(d, x)| *d += 2.0 * x * dr);
            square(x)
        },
    )
    .directions(7)
    .seed(3)
    .run()
    .unwrap();
    assert_eq!((report.inputs, report.directions, report.dual), (50, 7, None));
}

#[test]
fn a_wrong_jvp_is_found_by_central_differences() {
    let wrong = |x: &[f64; 2], t: &[f64; 2]| (primal(x), [jvp(x, t).1[0], -jvp(x, t).1[1]]);
    let error = check_gradients("product", X, primal, wrong, vjp, primal).unwrap_err();
    let GradientError::Wrong { check, place, got, want, .. } = &error else { panic!("{error}") };
    assert_eq!((*check, place.as_str()), (Check::CentralDifference, "output 1 along input 0"));
    assert!((got + want).abs() < 1e-6);
    let wanted = "product: jvp against the central difference, output 1 along input 0: ";
    assert!(error.to_string().starts_with(wanted), "{error}");
}

#[test]
fn an_inexact_jvp_is_found_by_dual_numbers() {
    let wrong = |x: &[f64; 2], t: &[f64; 2]| (primal(x), jvp(x, t).1.map(|t| t * (1.0 + 1e-8)));
    let error = check_gradients("product", X, primal, wrong, vjp, primal).unwrap_err();
    assert!(matches!(error, GradientError::Wrong { check: Check::Dual, .. }), "{error}");
}

#[test]
fn a_wrong_vjp_is_found_and_its_input_named() {
    let wrong = |x: &[f64; 2], dx: &mut [f64; 2], dr: &[f64; 2], tape: &mut CheckTape| {
        dx[1] += 1e-9;
        vjp(x, dx, dr, tape)
    };
    let error = check_gradients("product", X, primal, jvp, wrong, primal).unwrap_err();
    assert!(matches!(error, GradientError::Wrong { check: Check::DotProduct, .. }), "{error}");

    let lax = Tolerances { dot_product: 1.0, ..Tolerances::default() };
    let error = GradientCheck::new("product", X, primal, jvp, wrong).tolerances(lax).run().unwrap_err();
    let GradientError::Wrong { check, place, .. } = &error else { panic!("{error}") };
    assert_eq!((*check, place.as_str()), (Check::Reverse, "adjoint of input 1"));
}

#[test]
fn a_vjp_that_overwrites_is_found() {
    let wrong = |x: &[f64; 2], dx: &mut [f64; 2], dr: &[f64; 2], tape: &mut CheckTape| {
        *dx = [0.0; 2];
        vjp(x, dx, dr, tape)
    };
    let error = check_gradients("product", X, primal, jvp, wrong, primal).unwrap_err();
    assert!(matches!(error, GradientError::Wrong { check: Check::Accumulation, .. }), "{error}");
}

#[test]
fn another_value_is_found_to_the_bit() {
    let next = |[p, s]: [f64; 2]| [p, s.next_up()];
    let wrong = |x: &[f64; 2], t: &[f64; 2]| (next(primal(x)), jvp(x, t).1);
    let error = check_gradients("product", X, primal, wrong, vjp, primal).unwrap_err();
    assert!(matches!(error, GradientError::Value { mode: "jvp", output: 1, .. }), "{error}");

    let wrong =
        |x: &[f64; 2], dx: &mut [f64; 2], dr: &[f64; 2], tape: &mut CheckTape| next(vjp(x, dx, dr, tape));
    let error = check_gradients("product", X, primal, jvp, wrong, primal).unwrap_err();
    assert!(matches!(error, GradientError::Value { mode: "vjp", output: 1, .. }), "{error}");
}

#[test]
fn a_tape_that_is_not_left_empty_is_found() {
    let wrong = |x: &[f64; 2], dx: &mut [f64; 2], dr: &[f64; 2], tape: &mut CheckTape| {
        tape.push(1.0_f32);
        vjp(x, dx, dr, tape)
    };
    let error = check_gradients("product", X, primal, jvp, wrong, primal).unwrap_err();
    assert_eq!(error.to_string(), "product: vjp leaves 1 words on the tape");
}

#[test]
fn nan_and_wrong_lengths_are_found() {
    let nan = |x: &[f64; 2], t: &[f64; 2]| (primal(x), [jvp(x, t).1[0], f64::NAN]);
    let error = check_gradients("product", X, primal, nan, vjp, primal).unwrap_err();
    assert_eq!(error.to_string(), "product: component 1 of the result of jvp is NaN");

    let error = GradientCheck::new(
        "copy",
        [1.0],
        |x| x.to_vec(),
        |x, t| (x.to_vec(), vec![t[0], 0.0]),
        |x, _, _, _| x.to_vec(),
    )
    .run()
    .unwrap_err();
    assert_eq!(error.to_string(), "copy: the result of jvp has 2 components, 1 are expected");
}

/// √(r / c) + ln c, at a capacitance far below the step.
fn small<T: Real>(&[c, r]: &[T; 2]) -> [T; 1] {
    [Real::sqrt(r / c) + Real::ln(c)]
}

/// Its slopes, the first multiplied by `wrong`.
fn small_slopes(&[c, r]: &[f64; 2], wrong: f64) -> [f64; 2] {
    let root = Real::sqrt(r / c);
    [wrong * (1.0 / c - 0.5 * root / c), 0.5 * root / r]
}

fn check_small(c: f64, wrong: f64) -> Result<Report, GradientError> {
    check_gradients(
        "small",
        [c, 10.0],
        small,
        |x, [tc, tr]| {
            let [dc, dr] = small_slopes(x, wrong);
            (small(x), [dc * tc + dr * tr])
        },
        |x, dx, &[d], _| {
            let slopes = small_slopes(x, wrong);
            dx.iter_mut().zip(slopes).for_each(|(dx, slope)| *dx += slope * d);
            small(x)
        },
        small,
    )
}

#[test]
fn small_inputs_are_checked_with_a_small_step() {
    for c in [1e-2, 1e-4, 1e-6, 1e-9, 1e-12, 1e-15] {
        let report = check_small(c, 1.0).unwrap_or_else(|error| panic!("{c}: {error}"));
        assert!(report.central_difference < 1e-6, "{report}");
        for wrong in [0.0, -1.0, 1.0 + 1e-5, 0.99] {
            let error = check_small(c, wrong).unwrap_err();
            let found = matches!(error, GradientError::Wrong { check: Check::CentralDifference, .. });
            assert!(found, "{c}, {wrong}: {error}");
        }
    }
}

/// A function of one input with this slope.
fn check_one(x: f64, f: impl Fn(f64) -> f64, slope: f64) -> Result<Report, GradientError> {
    GradientCheck::new(
        "f",
        [x],
        |&[x]| [f(x)],
        |&[x], &[t]| ([f(x)], [slope * t]),
        |&[x], [dx], &[d], _| {
            *dx += slope * d;
            [f(x)]
        },
    )
    .run()
}

#[test]
fn zero_is_checked_with_a_small_step() {
    // bent within 1e-10, 1e-9 and 1e-4 of zero
    check_one(0.0, |x| Real::sqrt(x + 1e-10), 0.5e5).unwrap();
    check_one(0.0, |x| Real::exp(1e9 * x), 1e9).unwrap();
    check_one(0.0, |x| 3.0 + Real::sin(1e4 * x), 1e4).unwrap();
    for wrong in [0.0, -0.5e5, 0.5e5 * (1.0 + 1e-5)] {
        assert!(check_one(0.0, |x| Real::sqrt(x + 1e-10), wrong).is_err(), "{wrong}");
    }
    assert!(check_one(0.0, |x| x, 0.0).is_err() && check_one(0.0, |x| 1.0 + x, 0.0).is_err());
}

#[test]
fn a_jump_does_not_hide_what_is_wrong_beside_it() {
    // the first output jumps within the greater steps, where its difference dwarfs the second's
    let f = |x: f64| [5.0 * x + f64::from(x > 1e-11), 3.0 * x];
    let check = |slope: f64| {
        GradientCheck::new(
            "f",
            [0.0],
            |&[x]| f(x),
            |&[x], &[t]| (f(x), [5.0 * t, slope * t]),
            |&[x], [dx], &[a, b], _| {
                *dx += 5.0 * a + slope * b;
                f(x)
            },
        )
        .run()
    };
    check(3.0).unwrap();
    assert!(check(6.0).is_err());
}

#[test]
fn a_step_that_rounding_swallows_says_nothing() {
    // their differences of small step are zero, as is the wrong slope
    for x in [0.0, 1e-18, 1e-6, 0.5] {
        assert!(check_one(x, |x| (1.0 + x) - 1.0, 0.0).is_err(), "{x}");
        assert!(check_one(x, |x| 1e3 + x, 0.0).is_err(), "{x}");
        assert!(check_one(x, |x| 1e3 + x, 1.0 + 1e-2).is_err() && check_one(x, |x| x, 1.0).is_ok(), "{x}");
    }
}
